"""The breadcrumb above a title, whatever parts its crumbs: signs, spaces, elements or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

__all__ = ["crumb_lines", "take_breadcrumbs"]

_BETWEEN_CRUMBS = re.compile(r"[\s>»›/|＞]+")
_FAR = 12  # how many lines above the byline a breadcrumb may begin


def crumb_lines(reader: Reader, home_crumb: str, stop: int | None) -> Sequence[Line]:
    """Return the lines of the breadcrumb, whose elements may be called navigation: *home_crumb* to the title's crumb.

    :param stop: index of a line soon after the title, such as its byline; ``None`` where there is none
    """
    if stop is None:
        return ()
    lines = reader.lines[max(0, stop - _FAR) : stop]
    home = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].text.startswith(home_crumb)), None)
    if home is None:
        return ()
    texts = [line.text for line in lines]
    if any(len(text) > 1 and text in texts[home] for text in texts[home + 1 :]):
        return lines[home : home + 1]  # all crumbs on one line
    own = next((at for at in range(home, len(lines)) if texts[at] in texts[at + 1 :]), home)
    return lines[home : own + 1]


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
