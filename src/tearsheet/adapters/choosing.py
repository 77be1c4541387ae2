"""Which adapter reads a page, and why.

An adapter is known by URL, by canonical URL or by signature. Hosts are looked up and signatures sifted, so that
choosing costs the same with a few adapters and with thousands. One that answers for itself, by a ``recognise`` or
``check_url`` of its own, is asked each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tearsheet.adapters.prefilter import Prefilter
from tearsheet.errors import DecodeError, LimitError, NoAdapterError
from tearsheet.model.frozen import FrozenDict
from tearsheet.model.once import cached_property
from tearsheet.page import Page
from tearsheet.page.address import host_of
from tearsheet.reading.adapter import Adapter, Recognition


def no_such(name: str, adapters: Iterable[str]) -> str:
    """Return in words that none of *adapters* has that name, which come near, and which there are, at most some."""
    from difflib import get_close_matches  # noqa: PLC0415 - for mistakes alone

    known = list(adapters)
    near = get_close_matches(str(name).lower(), known, n=2)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    more = f" and {len(known) - _LISTED:,} more" if len(known) > _LISTED else ""
    return f"there is no adapter named {name!r}; {meant}registered: {', '.join(known[:_LISTED]) or 'none'}{more}"


_LISTED = 20  # adapters that are named, as of those that a NoAdapterError asked


class Chooser:
    """Chooses among *adapters*, in their order: those that know the URL, then the others, last the fallbacks.

    What adapters say of themselves is read once.
    """

    def __init__(self, adapters: Mapping[str, Adapter]) -> None:
        self.adapters = FrozenDict(adapters)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.adapters.values())

    def choose(self, page: Page, name: str | None = None, *, fallback: bool) -> tuple[Adapter, Recognition]:
        """Return the adapter for *page*, or the one with the *name*, and why it is this one.

        :raises NoAdapterError: when there is none
        """
        if name is not None:
            return self._named(page, name)
        index = self._index
        order = index.order if fallback else index.order[: index.fallbacks]
        for position in index.at(page.url):
            if position < len(order):
                adapter = order[position]
                answer = _ask(adapter, page) if position in index.own else _know(adapter, page, "url", page.url)
                if answer is not None and answer.matched:
                    return adapter, answer
        declared = index.at(page.canonical_url) if not page.url and index.hosts else ()
        bearing = index.signatures.may_bear(page)
        for position in sorted({*index.own, *declared, *bearing}):
            if position < len(order):
                adapter = order[position]
                if position in index.own:
                    answer = _ask(adapter, page)
                else:
                    answer = _know(adapter, page, "canonical", page.canonical_url) if position in declared else None
                    if answer is None and position in bearing:
                        answer = _know(adapter, page, "signature", None)
                if answer is not None and answer.matched:
                    return adapter, answer
        raise NoAdapterError(
            f"no adapter recognises the page{f' {page.url}' if page.url else ''}; pass its url, or choose one by "
            "adapter=..., or add an adapter for the site.",
            reasons=lambda: self._reasons(page, fallback=fallback),
            asked=len(order),
        )

    def explain(self, page: Page, *, fallback: bool) -> tuple[Recognition, ...]:
        """Return what each adapter says of *page*, the chosen one first."""
        order, first = self._index.order, self._index.fallbacks
        answers = [_ask(adapter, page) for adapter in order[:first]]
        if fallback:
            known = any(answer.matched for answer in answers)
            answers += [_stands_back(each.name) if known else _ask(each, page) for each in order[first:]]
        return tuple(sorted(answers, key=lambda answer: (not answer.matched, answer.by != "url")))

    def _reasons(self, page: Page, *, fallback: bool) -> dict[str, str]:
        answers = sorted(self.explain(page, fallback=fallback), key=lambda answer: not answer.near)
        return {answer.adapter: answer.reason for answer in answers}

    def _named(self, page: Page, name: str) -> tuple[Adapter, Recognition]:
        chosen = self.adapters.get(name)
        if chosen is None:
            raise NoAdapterError(no_such(name, self.adapters))
        layout = chosen.layout_of(page)
        return chosen, Recognition(adapter=name, matched=True, by="name", reason="chosen by the caller", layout=layout)


class _Index:
    """The adapters in the order in which they are asked, known by their positions in it.

    :ivar fallbacks: position of the first fallback
    :ivar own: those that answer for themselves
    """

    def __init__(self, adapters: Iterable[Adapter]) -> None:
        self.order = sorted(adapters, key=lambda adapter: bool(adapter.fallback))
        self.fallbacks = sum(not adapter.fallback for adapter in self.order)
        self.own = frozenset(position for position, each in enumerate(self.order) if _answers_itself(each))
        self.hosts: dict[str, list[int]] = {}
        signatures: list[tuple[int, object]] = []
        for position, adapter in enumerate(self.order):
            if position in self.own:
                continue
            for host in dict.fromkeys(adapter.hosts):
                self.hosts.setdefault(host, []).append(position)
            if adapter.signature is not None:
                signatures.append((position, adapter.signature))
        self.signatures = Prefilter.of(signatures)
        self._own_hosts = [position for position in sorted(self.own) if self.order[position].hosts]

    def at(self, url: str | None) -> list[int]:
        """Return the positions of those whose host that of *url* is, or whose subdomain; each may know the URL."""
        if not url:
            return []
        found = [position for position in self._own_hosts if _is_at(self.order[position], url)]
        host = host_of(url)
        while True:
            found += self.hosts.get(host, ())
            _, dot, host = host.partition(".")
            if not dot:
                return sorted(set(found))


def _answers_itself(adapter: Adapter) -> bool:
    return (
        getattr(adapter.recognise, "__func__", None) is not Adapter.recognise
        or getattr(adapter.check_url, "__func__", None) is not Adapter.check_url
    )


def _is_at(adapter: Adapter, url: str) -> bool:
    try:
        return adapter.check_url(url)[0]
    except Exception:  # noqa: BLE001 - one broken adapter must not stop the others; it is asked again for its reason
        return False


def _know(adapter: Adapter, page: Page, by: str, url: str | None) -> Recognition | None:
    """Return what :meth:`Adapter.recognise` says of *page* if *adapter* knows it so, else ``None``."""
    try:
        if url is not None:
            known, reason = adapter.check_url(url)
            reason = f"it declares {url} as its canonical URL" if by == "canonical" else reason
        elif adapter.signature is not None:
            known, reason = adapter.signature.check(page)
        else:
            return None
        if not known or not adapter.reads_kind(page):
            return None
        return Recognition(adapter=adapter.name, matched=True, by=by, reason=reason, layout=adapter.layout_of(page))
    except (DecodeError, LimitError):  # the page's fault, not the adapter's
        raise
    except Exception:  # noqa: BLE001 - one broken adapter must not stop the others
        return None


def _ask(adapter: Adapter, page: Page) -> Recognition:
    try:
        return adapter.recognise(page)
    except (DecodeError, LimitError):  # as above
        raise
    except Exception as error:  # noqa: BLE001 - as above
        reason = f"broken: recognise() raised {type(error).__name__}: {error}"
        return Recognition(adapter=adapter.name, matched=False, reason=reason)


def _stands_back(name: str) -> Recognition:
    return Recognition(adapter=name, matched=False, reason="a fallback: another adapter knows the page")
