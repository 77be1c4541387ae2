"""Stories told in several pages: where the next page is.

What is believed of news pages: the next page of a story has the story's own address and a number (``a_2.html``,
``?page=2``, ``/a/2/``), and a link below the story leads there, called next page (下一页) or by its number in a row of
numbers. ``rel=next`` says so too where its address is such a one; many sites state the next story by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from tearsheet.page import Page
from tearsheet.page.lines import Line

_BELOW = 20
"""Lines below the story among which the link to its next page stands."""
_LONGEST = 80
"""Characters of such a line: a row of numbers is short, and a headline that says "next" long."""
_SECOND = 2
"""The page behind one whose address has no number."""
_NEXT = re.compile(
    r"\W{0,3}(?:下一?[页頁]|后一页|次のページ(?:へ)?|次へ|다음\s?페이지|next(?: page)?|continue to page \d+"
    r"|page suivante|nächste seite|siguiente página|página siguiente|pagina successiva|volgende pagina)\W{0,3}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_HINT = re.compile(r"下|后一|次|다음|next|suiv|nächst|sigu|succ|volg")
"""What the words of such a link have, in lower case, that are no figure."""
_NUMBER = re.compile(r"\W{0,2}(?P<number>[1-9]\d?)\W{0,2}")
_QUERY = re.compile(
    r"(?:^|&)(?:page|p|pg|pn|paged|page_?no|page_?num|pageindex|curpage|seite)=(?P<number>\d{1,2})(?=&|$)",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"[_-](?:p|page)?[_-]?(?P<file>\d{1,2})(?=(?:\.\w{2,5})?$)|/(?:page/|p)?(?P<folder>\d{1,2})/?$", re.IGNORECASE
)
_PLAIN = re.compile(r"\.\w{2,5}$")


def next_page(page: Page, lines: Sequence[Line], start: int, stop: int) -> str | None:
    """Return where the story with the body ``lines[start:stop]`` goes on; ``None`` where the page has all of it."""
    own = page.url or page.canonical_url
    mine = _stem(own) if own else None
    stems = {_bare(own)} | ({mine[0]} if mine is not None else set()) if own else None
    following = mine[1] + 1 if mine is not None else _SECOND
    for href, number in _leads(page, lines, start, stop):
        address = page.absolute(href)
        theirs = _stem(address) if address is not None and "comment" not in address.lower() else None
        if theirs is None or (number is not None and theirs[1] != number):
            continue
        if stems is None or (theirs[1] == following and theirs[0] in stems):
            return address
    return None


def _leads(page: Page, lines: Sequence[Line], start: int, stop: int) -> Iterator[tuple[str, int | None]]:
    """Yield where the next page may be, with its number where the page names one."""
    if not page.is_html:
        return
    for line in lines[start : min(stop + _BELOW, len(lines))]:
        text = line.text
        if len(text) > _LONGEST or not line.is_linked:
            continue
        if _FIGURE.search(text) is None and _HINT.search(text.lower()) is None:
            continue
        for run in line.runs:
            if run.href and not run.href.startswith(("#", "javascript:")):
                if _NEXT.fullmatch(run.text) is not None:
                    yield run.href, None
                elif (match := _NUMBER.fullmatch(run.text)) is not None and match["number"] != "1":
                    yield run.href, int(match["number"])
    # It may stand in the head alone (HTML Standard, 4.6.7), and asking the head is cheap.
    head = page.dom.head
    for node in head.css('link[rel~="next" i][href]')[:2] if head is not None else ():
        yield node.attributes.get("href") or "", None


def _stem(address: str) -> tuple[str, int] | None:
    """Return *address* without its page number, and the number; ``None`` where it has none."""
    parts = urlsplit(address)
    match = _QUERY.search(parts.query)
    if match is not None:
        rest = _QUERY.sub("", parts.query)
        return _joined(parts.netloc, parts.path, rest), int(match["number"])
    match = _PATH.search(parts.path)
    if match is not None:
        path = parts.path[: match.start()] + parts.path[match.end() :]
        return _joined(parts.netloc, path, parts.query), int(match["file"] or match["folder"])
    return None


def _bare(address: str) -> str:
    parts = urlsplit(address)
    return _joined(parts.netloc, parts.path, parts.query)


def _joined(host: str, path: str, query: str) -> str:
    return f"{host.lower().removeprefix('www.')}{_PLAIN.sub('', path).rstrip('/')}?{query.strip('&')}"
