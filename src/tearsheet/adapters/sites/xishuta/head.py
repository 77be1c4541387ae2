"""Title and byline of 晰数塔: 来源:… 时间:… on one line or several, in any form in which times are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from tearsheet.model import Moment, Source
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import Match, TextRange

_LABELS = "[发發]?[布佈表]?[时時][间間]|日期|作者|[编編][辑輯]|浏览|阅读|点击|[来來]源"
TIME = re.compile(
    rf"(?:^|(?<=[\s\w]))(?:[发發][布佈表]?[时時][间間]|[时時][间間]|日期)\s*[:：]\s*(?!{_LABELS})"
    rf"(?P<published>\S[^\n]{{0,80}}?)(?=\s*+(?:[|｜·•—–]\s*+)?(?:{_LABELS})\s*+[:：]|[^\S\n]*+[|｜·•—–]?$)",
    re.MULTILINE,
)
_SOURCE = re.compile(
    rf"(?:^|(?<=[\s\d]))(?P<label>[来來]源\s*[:：])\s*(?!{_LABELS})(?P<source>\S(?:[^\n]*?\S)??)"
    rf"(?=\s*+(?:[|｜/·•—–-]\s*+)?(?:{_LABELS})\s*+[:：]|[^\S\n]*+[|｜/·•—–-]?$)",
    re.MULTILINE,
)
_ABOVE_TIME = 12  # lines between title and byline at most: a list of sections or an advert may stand there


@frozen
class Byline:
    """Where a byline was found, before anything is claimed.

    :ivar first: index of its first line, *last* of its last
    """

    first: int
    last: int
    time: Match | None = None
    published: Moment | None = None
    credit: Match | None = None


@frozen(kw_only=True)
class Head:
    """What stands above the story.

    :ivar at: index of the line of the title
    :ivar start: index of the first line below
    """

    title: str
    at: int
    start: int
    published: Moment | None = None
    source: Source | None = field(default=None)


def read_head(reader: Reader, page: TextRange, own: Iterable[tuple[int, str]]) -> Head:
    """Claim title and byline. A page without a byline has a title all the same, if anything on the page repeats it.

    :param own: what the page calls the article below the story, and at which line
    """
    byline = _byline(reader, page)
    if byline is not None and byline.first == 0:
        reader.fail("title", "no line above 来源:… 时间:…", reader.lines[0])
    if byline is not None:
        at = _title_above(reader, byline.first)
    else:
        at = _title_repeated(reader, own)
        reader.warn("byline-missing", "no line 来源:… 时间:… with a time under the title", "published")
        byline = _credited(reader, at, at)
    title = reader.take(reader.lines[at], "title")
    source = byline.credit.take("source") if byline.credit is not None else None
    if byline.time is not None:
        byline.time.take("published")
        byline.time.drop_rest("label")
    if byline.credit is not None:
        byline.credit.stretch.drop(*byline.credit.match.span("label"), "label")
    lines = reader.lines[byline.first : byline.last + 1]
    return Head(
        title=title,
        at=at,
        start=max(at, byline.last) + 1,
        published=byline.published,
        source=Source(name=source, url=linked(reader, lines, source)) if source else None,
    )


def _byline(reader: Reader, page: TextRange) -> Byline | None:
    """Return the first labelled time that is one, with 来源: around it."""
    time = page.search(TIME)
    while time is not None:
        published = reader.moment(time.match["published"])
        if published is not None and published.precision not in {"week", "month", "year"}:
            return _credited(reader, page.index_at(time.start), page.index_at(time.end - 1), time, published)
        time = page.search(TIME, time.end)
    return None


def _credited(
    reader: Reader, first: int, last: int, time: Match | None = None, published: Moment | None = None
) -> Byline:
    """Return the byline of the lines *first* to *last* with the 来源: that stands around them."""
    start = max(0, first - 2) if time is not None else first + 1
    around = reader.stretch(start, first + 4)
    credit = around.search(_SOURCE)
    if credit is not None:
        begin = start + around.index_at(credit.match.start("label"))
        # Further off it is no byline but a line of the body.
        if begin <= first + 2:
            end = start + around.index_at(credit.match.end("source") - 1)
            return Byline(min(first, begin), max(last, end), time, published, credit)
    return Byline(first, last, time, published)


def _title_above(reader: Reader, stop: int) -> int:
    """Find the title above the byline: the line that the breadcrumb or ``<title>`` repeats, else the last."""
    lines = reader.lines
    words = reader.page.title or ""
    for at in range(stop - 1, max(-1, stop - _ABOVE_TIME), -1):
        text = lines[at].text
        if len(text) > 1 and (
            text in words or any(text in above.text for above in lines[max(0, at - _ABOVE_TIME) : at])
        ):
            return at
    return stop - 1


def _title_repeated(reader: Reader, own: Iterable[tuple[int, str]]) -> int:
    """Find the title where no byline tells its place: the line that the page repeats below or in ``<title>``."""
    below = list(own)
    words = (reader.page.title or "").strip()
    known = {text for text in (words, *[text for _, text in below]) if len(text) > 1}
    lines = reader.lines[: min([index for index, _ in below], default=None)]
    for at, line in enumerate(lines):
        if line.text in known or (line.level == 1 and line.text in words):
            # The first may be the last crumb.
            again = [
                other for other in range(at + 1, min(at + _ABOVE_TIME, len(lines))) if lines[other].text == line.text
            ]
            return again[0] if again else at
    return reader.fail("title", "no line 来源:… 时间:… with a time, and none that the page repeats as its title")


def linked(reader: Reader, lines: Iterable[Line], words: str) -> str | None:
    """Return where *words* in *lines* lead."""
    return next((link.url for line in lines for link in reader.links(line) if link.text == words), None)


# -- the breadcrumb above the title, whatever parts its crumbs: signs, spaces, elements or lines -----------------------


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
