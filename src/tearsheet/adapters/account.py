"""One page read as far as it can be: what :meth:`Registry.read` keeps to itself when reading stops halfway."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from tearsheet.adapters.registry import Reading, Registry
from tearsheet.errors import NoAdapterError, TearsheetError
from tearsheet.model import Article, PageWarning
from tearsheet.model.frozen import FrozenDict
from tearsheet.page import Page
from tearsheet.reading.adapter import Recognition
from tearsheet.reading.boilerplate import sweep
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.reader import Reader

__all__ = ["Account", "account_of"]


@frozen(kw_only=True)
class Account:
    """What is known of a page after it was read, or after reading it stopped.

    :param recognition: which adapter read it, and how that adapter knew it
    :param ledger: the account of its lines, complete unless there is an *error*
    :param articles: what was read, several for a document that holds several, none where reading stopped before
    :param warnings: what was odd
    :param error: why reading stopped; any exception, since an adapter may fail in any way
    :param sources: field → the expression its value came from, where the adapter tells
    """

    page: Page
    recognition: Recognition
    ledger: Ledger
    articles: tuple[Article, ...] = ()
    warnings: tuple[PageWarning, ...] = ()
    error: Exception | None = None
    sources: Mapping[str, str] = field(factory=FrozenDict)

    @classmethod
    def of(cls, reading: Reading) -> Account:
        """Return the account of a page that was read."""
        return cls(
            page=reading.page,
            recognition=reading.recognition,
            ledger=reading.ledger,
            articles=(reading.article,),
            warnings=reading.article.warnings,
            sources=FrozenDict(reading.sources),
        )

    @property
    def coverage(self) -> str:
        """The explained share of the page in per cent, cut and not rounded: ``"100"`` is said only when it is all."""
        return f"{int(self.ledger.coverage * 10_000) / 100:g}"


def account_of(page: Page, registry: Registry, *, adapter: str | None = None, fallback: bool = True) -> Account:
    """Read every article of *page* and keep the account, also of a page whose reading stops.

    :param adapter: name of the adapter to use instead of choosing one
    :param fallback: whether ``generic`` may read a page that no other adapter knows
    :raises NoAdapterError: when no adapter knows the page, or none has that name
    :raises TearsheetError: when the page is no text or over a limit
    """
    if adapter is None:
        chosen = registry.match(page, fallback=fallback)
        recognition = chosen.recognise(page)
    elif adapter not in registry.adapters:
        raise NoAdapterError(f"there is no adapter named {adapter!r}; registered: {', '.join(registry.adapters)}")
    else:
        chosen = registry.adapters[adapter]
        recognition = Recognition(
            adapter=adapter, matched=True, by="name", reason="chosen by the caller", layout=chosen.layout_of(page)
        )
    reader = Reader(page, adapter=chosen.name, layout=recognition.layout, zone=chosen.zone)
    articles: list[Article] = []
    error: Exception | None = None
    try:
        articles.extend(chosen.read_all(reader))
    except TearsheetError as stopped:
        error = stopped
    except Exception as defect:  # noqa: BLE001 - an adapter may fail in any way, and the account shows where
        error = defect
    else:
        sweep(reader)
    said = [warning for article in articles for warning in article.warnings]
    return Account(
        page=page,
        recognition=recognition,
        ledger=reader.ledger,
        articles=tuple(articles),
        warnings=(*page.warnings, *reader.warnings, *said),
        error=error,
        sources=FrozenDict(reader.sources),
    )
