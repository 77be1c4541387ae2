"""What an adapter reads from the page of a case now. The one place where golden cases ask the registry."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from tearsheet.adapters.choosing import no_such
from tearsheet.adapters.registry import Registry
from tearsheet.authoring.golden.cases import Case, CaseError
from tearsheet.authoring.golden.fields import Json, fields_of
from tearsheet.errors import NoAdapterError
from tearsheet.model import Article
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.ledger import Ledger


@frozen(kw_only=True)
class Now:
    """A case as it is read now.

    :param registry: what chose the adapter
    :param articles: what came out
    :param as_json: the same, as ``expected.json`` has it
    """

    registry: Registry
    adapter: Adapter
    page: Page
    ledger: Ledger
    articles: tuple[Article, ...]
    as_json: tuple[Json, ...]

    def fields(self, case: Case) -> dict[str, Any]:
        """The fields of the articles by path, see :func:`tearsheet.authoring.golden.fields.fields_of`."""
        return fields_of(self.as_json, several=case.several)


def read_now(case: Case, registry: Registry) -> Now:
    """Read the page of *case* with the adapter it is a case of, and no other.

    :raises CaseError: when *registry* does not hold that adapter
    :raises TearsheetError: when the page cannot be read
    """
    adapter = _own(case, registry)
    read = registry.read_all if case.several else registry.read
    reading = read(case.page(), adapter=case.adapter)
    if reading.error is not None:
        raise reading.error
    if reading.adapter is not adapter:
        raise CaseError(f"{case.folder}: it was read by {reading.adapter.name!r} in place of {case.adapter!r}")
    return Now(
        registry=registry,
        adapter=adapter,
        page=reading.page,
        ledger=reading.ledger,
        articles=reading.articles,
        as_json=tuple(article.to_dict() for article in reading.articles),
    )


def answers(page: Page, registry: Registry, *, fallback: bool) -> tuple[str | None, dict[str, Recognition]]:
    """Return the name of the adapter that *registry* chooses for *page*, and what each adapter says of it.

    :param fallback: whether an adapter that takes any page may answer. It proves nothing of a site's adapter, so it is
        asked for its own cases alone.
    """
    said = {answer.adapter: answer for answer in registry.explain(page, fallback=fallback)}
    try:
        return registry.match(page, fallback=fallback).name, said
    except NoAdapterError:
        return None, said


def _own(case: Case, registry: Registry) -> Adapter:
    name = case.adapter
    adapter = registry.adapters.get(name)
    if adapter is None:
        known = [name for name, each in registry.adapters.items() if not each.fallback]
        broken = "".join(f"\n  {plugin} is broken: {reason}" for plugin, reason in registry.broken.items())
        raise CaseError(
            f"{case.folder}: is its package installed? A folder is named after an adapter, and "
            f"{no_such(name, known)}{broken}"
        )
    return adapter
