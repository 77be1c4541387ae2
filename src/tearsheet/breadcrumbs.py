"""The breadcrumb above a title, whatever parts its crumbs: signs, spaces, elements or lines."""

from __future__ import annotations

import re

from tearsheet.reader import Reader

__all__ = ["take_breadcrumbs"]

_BETWEEN_CRUMBS = re.compile(r"[\s>»›/|＞]+")


def take_breadcrumbs(reader: Reader, home_crumb: str, title: str, stop: int) -> tuple[str, ...]:
    """Claim the breadcrumb above line *stop*: from the last *home_crumb* on, to the crumb that is the title again."""
    above = reader.stretch(0, stop)
    home = above.text.rfind(home_crumb)
    if home < 0:
        return ()
    own = above.text.find(title, home)
    end = own if own >= 0 else len(above.text)
    cuts = [(at, at) for at in above.boundaries() if home < at < end]
    cuts += [gap.span() for gap in _BETWEEN_CRUMBS.finditer(above.text, home, end)]
    crumbs: list[str] = []
    at = home
    for before, after in [*sorted(cuts), (end, end)]:
        if at < before and above.text[at:before].strip():
            crumbs.append(above.take(at, before, f"breadcrumbs[{len(crumbs)}]"))
        at = max(at, after)
    if own >= 0:
        crumbs.append(above.take(own, own + len(title), f"breadcrumbs[{len(crumbs)}]"))
    return tuple(crumbs)
