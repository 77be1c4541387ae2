"""Which articles of a run are wanted: those in certain languages, those that certain adapters read."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from tearsheet.adapters.registry import Registry
from tearsheet.errors import InputError, NoAdapterError
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.reading.options import ReadOptions

__all__ = ["ALL", "Wanted"]


def _tags(languages: Iterable[str]) -> tuple[str, ...]:
    return tuple([tag.lower() for tag in languages])


def _names(adapters: Iterable[str]) -> tuple[str, ...]:
    return tuple(adapters)


@frozen(kw_only=True)
class Wanted:
    """What is kept of the pages that are read; with neither, everything is.

    :param languages: tags; an article is wanted that has an edition in one of them, ``zh`` being ``zh-Hans`` as well
    :param adapters: names; pages that another adapter would read are not read at all
    """

    languages: tuple[str, ...] = field(default=(), converter=_tags)
    adapters: tuple[str, ...] = field(default=(), converter=_names)

    def check(self, registry: Registry) -> None:
        """Raise for a name that no adapter has.

        :raises InputError: it says which there are
        """
        for name in self.adapters:
            if name not in registry.adapters:
                raise InputError(f"there is no adapter named {name!r}; registered: {', '.join(registry.adapters)}")

    def is_for(self, page: Page, registry: Registry, options: ReadOptions) -> bool:
        """Say whether a wanted adapter reads *page*; what no adapter knows is wanted by nobody."""
        if not self.adapters:
            return True
        if options.adapter is not None:
            return options.adapter in self.adapters
        try:
            return registry.match(page, fallback=options.fallback).name in self.adapters
        except NoAdapterError:
            return False

    def is_in(self, article: Article) -> bool:
        """Say whether *article* has an edition in a wanted language."""
        return not self.languages or any(
            f"{edition.language.lower()}-".startswith(f"{tag}-")
            for edition in article.editions
            for tag in self.languages
        )


ALL = Wanted()
"""Everything."""
