"""Which adapter reads a page, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tearsheet.errors import DecodeError, LimitError, NoAdapterError
from tearsheet.model.frozen import FrozenDict
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Recognition

__all__ = ["Chooser"]


class Chooser:
    """Chooses among *adapters*, in their order: those that know the URL, then the others, last the fallbacks."""

    def __init__(self, adapters: Mapping[str, Adapter]) -> None:
        self.adapters = FrozenDict(adapters)

    def choose(self, page: Page, name: str | None = None, *, fallback: bool) -> tuple[Adapter, Recognition]:
        """Return the adapter for *page*, or the one with the *name*, and why it is this one.

        :raises NoAdapterError: when there is none
        """
        adapters = self.adapters
        if name is not None:
            chosen = adapters.get(name)
            if chosen is None:
                known = ", ".join(adapters) or "none"
                raise NoAdapterError(f"there is no adapter named {name!r}; registered: {known}")
            layout = chosen.layout_of(page)
            return chosen, Recognition(
                adapter=name, matched=True, by="name", reason="chosen by the caller", layout=layout
            )
        if page.url:
            for adapter in self._asked(fallback=fallback):
                if adapter.hosts and adapter.check_url(page.url)[0]:
                    answer = self._ask(adapter, page)
                    if answer.matched:
                        return adapter, answer
        reasons: dict[str, str] = {}
        for adapter in self._asked(fallback=fallback):
            answer = self._ask(adapter, page)
            if answer.matched:
                return adapter, answer
            reasons[adapter.name] = answer.reason
        said = "".join(f"\n  {name}: {reason}" for name, reason in reasons.items())
        raise NoAdapterError(
            f"no adapter recognises the page{f' {page.url}' if page.url else ''}; pass its url, or choose one by "
            f"adapter=..., or add an adapter for the site. Asked:{said or ' none is registered'}",
            reasons=reasons,
        )

    def explain(self, page: Page, *, fallback: bool) -> tuple[Recognition, ...]:
        """Return what each adapter says of *page*, the chosen one first."""
        answers = [self._ask(adapter, page) for adapter in self._asked(fallback=False)]
        if fallback:
            known = any(answer.matched for answer in answers)
            back = [adapter for adapter in self.adapters.values() if adapter.fallback]
            answers += [_stands_back(each.name) if known else self._ask(each, page) for each in back]
        return tuple(sorted(answers, key=lambda answer: (not answer.matched, answer.by != "url")))

    def _asked(self, *, fallback: bool) -> Iterator[Adapter]:
        """Yield the adapters in the order in which they are asked: fallbacks last, or not at all."""
        adapters = self.adapters.values()
        yield from (adapter for adapter in adapters if not adapter.fallback)
        if fallback:
            yield from (adapter for adapter in adapters if adapter.fallback)

    def _ask(self, adapter: Adapter, page: Page) -> Recognition:
        try:
            return adapter.recognise(page)
        except (DecodeError, LimitError):  # the page's fault, not the adapter's
            raise
        except Exception as error:  # noqa: BLE001 - one broken adapter must not stop the others
            reason = f"broken: recognise() raised {type(error).__name__}: {error}"
            return Recognition(adapter=adapter.name, matched=False, reason=reason)


def _stands_back(name: str) -> Recognition:
    return Recognition(adapter=name, matched=False, reason="a fallback: another adapter knows the page")
