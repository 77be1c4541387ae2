"""What stands at the head of a story on an unknown page: title, byline, credit, times; found, claimed, and told.

Lines from some way above the body to its first and past its last are looked at. A line that holds nothing else is a
line of the head and no part of the body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from attrs import evolve, frozen

from tearsheet.adapters.generic.head.byline_marks import marked
from tearsheet.adapters.generic.head.bylines import Named
from tearsheet.adapters.generic.head.date_candidates import ENDS, LONGEST_LINE
from tearsheet.adapters.generic.head.headings import Title
from tearsheet.adapters.generic.head.names import is_other_credit
from tearsheet.adapters.generic.head.people import CALLED, OPENING, articles_around, read_people
from tearsheet.adapters.generic.head.stated_titles import site_names
from tearsheet.adapters.generic.head.time_elements import names_around
from tearsheet.adapters.generic.head.times import read_times
from tearsheet.adapters.generic.head.title import read_title
from tearsheet.adapters.generic.signs.phrases import heads_comments, is_said
from tearsheet.model import Moment, Source
from tearsheet.page.lines import Line
from tearsheet.page.metadata import Metadata
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2})?")
_SAID = frozenset("。？！?!")
_MENU = 4
"""Links that a menu has at least; a story has a kicker, a topic and its site above its title."""
_SHORT_REST = 24
"""Characters that a line of the head may have besides what was read of it, as far as they are not half as many."""
_LONGEST_JOB = 40
"""Characters of a part of a byline, such as a job or a paper; a paragraph broken in lines has three times as many."""
_BARS = re.compile(r"\s[|｜·•–—-]\s|[(（][^\s@()（）]+@[^\s@()（）]+[)）]")
_BYLINE = re.compile(r"byline|author|autor|auteur|reporter", re.IGNORECASE)
_LABEL_OF_SOURCE = re.compile(r"^[来來]源\s?[:：]")
_DATELINE = re.compile(r"[／/╱][^／/]{0,8}[報报][導导道][】\])）〕]?$")
"""Who reports from where, in a line of its own: 記者張小河／台北報導."""
_TIME_LABEL = re.compile(
    r"\b(?:(?:publié|mis en ligne|mis à jour|modifié) le|(?:veröffentlicht|aktualisiert|erschienen)(?: am)?"
    r"|publicado(?: e[lm])?|a[ct]tuali[sz]ado(?: e[lm])?"
    r"|опубликовано|обновлено|(?:pubblicato|aggiornato)(?: il)?|(?:gepubliceerd|bijgewerkt) op)\b",
    re.IGNORECASE,
)
"""Labels of times that stand beside what they label, in languages of which the grammar of dates knows no labels."""


class _Reach:
    """How many lines from title and body may be of the head."""

    ABOVE_TITLE, BELOW_TITLE = 8, 25
    """Above the title, as far as there is no menu, and below it, where a standfirst and a picture may come first;"""
    ABOVE_BODY, INSIDE = 15, 10
    """above the body and at its beginning;"""
    AFTER = 8
    """below it, without the lines that lead to other stories."""


@frozen(kw_only=True)
class ArticleHead:
    """What was read.

    :param title: ``None`` where nothing can serve as one
    :param title_line: index of its first line, ``None`` where it is only stated
    :param language: BCP 47 tag as the page declares it, where it is neither English nor Chinese
    :param lines: indexes of the lines that are wholly of the head
    """

    title: str | None
    title_line: int | None = None
    authors: tuple[str, ...] = ()
    source: Source | None = None
    publisher: str | None = None
    site: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    section: str | None = None
    language: str | None = None
    lines: frozenset[int] = frozenset()


def read_article_head(
    reader: Reader,
    metadata: Metadata,
    start: int,
    stop: int,
    title_hint: int | None = None,
    *,
    printed: Title | None = None,
    thread: bool = False,
    led: Collection[int] = (),
) -> ArticleHead:
    """Read the head of the story whose body is ``reader.lines[start:stop]``, and claim it in the ledger.

    Claims the roles ``title``, ``authors``, ``source``, ``published`` and ``updated``, and drops their labels under
    ``label``. Warns ``headline-not-printed`` where the title is stated and stands nowhere on the page.

    :param title_hint: index of the line that is the title, where that is known
    :param printed: the title, where it has been found before
    :param thread: whether it is a thread, whose writers go by what they sign in with
    :param led: lines below the story that lead to others; who wrote it may stand below those
    """
    lines = reader.lines
    stop = min(stop, len(lines))
    start = min(start, stop)
    sites = site_names(metadata, reader.page.url)
    title = printed or read_title(lines, metadata, start, stop, sites=sites, hint=title_hint)
    wholly: set[int] = set()
    last = None
    if title is not None and title.first is not None and title.last is not None:
        last = title.last
        wholly |= _claim_title(reader, title)
    elif title is not None:
        reader.warn(
            "headline-not-printed", f"the title is that of {title.source}; the page prints no such line", "title"
        )
    if last is not None and start <= last < stop:
        start = last + 1
    # A sentence of the story that begins like a credit (作者：不明，只留下…。) names nobody.
    near = [
        index
        for index in _near(lines, start, stop, last, led)
        if not (start <= index < stop and lines[index].text[-1:] in _SAID and is_said(lines[index].text, "credits"))
    ]
    beside = [title.last] if title is not None and title.part is not None and title.last is not None else []
    times = read_times(reader, metadata, [*near, *beside], title=last, start=start, stop=stop)
    if beside:  # claimed with the title
        times = evolve(times, printed=tuple([each for each in times.printed if each.index not in beside]))
    people = read_people(
        reader,
        metadata,
        near,
        title=last,
        start=start,
        stop=stop,
        sites=sites,
        unlabelled=printed is not None,
        thread=thread,
    )
    touched: dict[int, int] = {}
    for named in people.printed:
        line = lines[named.index]
        named.stretch.take(named.start, named.end, named.role)
        if named.label[0] < named.label[1]:
            named.stretch.drop(*named.label, "label")
        touched[named.index] = touched.get(named.index, 0) + named.end - named.start + named.label[1] - named.label[0]
    for each in times.printed:
        found = each.found
        if len(each.stretch.lines) > 1:
            wholly.update(line.index for line in each.stretch.lines)  # a day in a box, its parts one below the other
        each.stretch.take(found.start, found.end, "updated" if each.updated else "published")
        if found.label_start < found.label_end <= found.start or found.label_start >= found.end:
            each.stretch.drop(found.label_start, found.label_end, "label")
        touched[each.index] = (
            touched.get(each.index, 0) + max(found.end, found.label_end) - min(found.start, found.label_start)
        )
    said_who, said_when = ({each.index for each in printed} for printed in (people.printed, times.printed))
    opened = {each.index for each in people.printed if each.label[0] == 0 < each.label[1]}
    known: dict[int, float] = {}
    for index in range(start, min(start + OPENING, stop)) if not thread else ():
        line = lines[index]
        short = index not in touched and len(line.text) <= _LONGEST_JOB and line.text[-1] not in ENDS
        if short and (marked(line, known) >= CALLED or is_other_credit(line.text)):
            reader.drop(line, "byline")  # a newsroom, who has translated it
            wholly.add(index)
    for index, covered in touched.items():
        line = lines[index]
        said = sum(len(match[0]) for match in _TIME_LABEL.finditer(line.text))
        if start <= index < stop and index not in said_when and _DATELINE.search(line.text) is not None:
            continue  # the first words of the story, as 〔記者張小河／台北報導〕 before its first sentence is
        rest = len(line.text) - covered - said
        both = index in said_who and (index in opened or (index in said_when and line.text[-1] not in ENDS))
        if len(line.text) <= LONGEST_LINE and (rest <= max(_SHORT_REST, covered // 2) or both or _is_row(line.text)):
            reader.drop(line, "byline")
            wholly.add(index)
            wholly |= _beside(reader, line)
    source = people.source or _stated_source(metadata)
    return ArticleHead(
        title=title.text if title is not None else None,
        title_line=title.first if title is not None else None,
        authors=people.authors,
        source=Source(name=source, url=_linked(reader, people.printed)) if source else None,
        publisher=metadata.publisher or metadata.site,
        site=metadata.site,
        published=times.published,
        updated=times.updated,
        section=metadata.section,
        language=_language(metadata.language),
        lines=frozenset(wholly),
    )


def _stated_source(metadata: Metadata) -> str | None:
    """Return whom the page states that it has the story from, as pages in China do; elsewhere the key says anything."""
    stated = _LABEL_OF_SOURCE.sub("", metadata.first("source") or "").strip()
    return stated if not stated.isascii() and len(stated) <= _LONGEST_JOB else None


def _is_row(text: str) -> bool:
    """Whether the byline *text* is a row of short parts between bars, none of which is a sentence."""
    parts = _BARS.split(text)
    return len(parts) > 1 and text[-1] not in ENDS and max(map(len, parts)) <= _LONGEST_JOB


def _language(declared: str | None) -> str | None:
    """Return the declared language as a BCP 47 tag; ``None`` for English and Chinese, whose texts tell them better."""
    tag = (declared or "").replace("_", "-")
    if _TAG.fullmatch(tag) is None or tag[:2].lower() in {"en", "zh"}:
        return None
    primary, *rest = tag.split("-")
    return "-".join([primary.lower(), *[part.upper() if len(part) == 2 else part.title() for part in rest]])


def _claim_title(reader: Reader, title: Title) -> set[int]:
    assert title.first is not None
    assert title.last is not None
    lines = reader.lines
    for index in range(title.first, title.last + 1):
        if title.part is not None:
            reader.ledger.claim(lines[index], "title", *title.part)
            reader.drop(lines[index], "beside-title")
        else:
            reader.take(lines[index], "title")
    return set(range(title.first, title.last + 1))


def _near(lines: Sequence[Line], start: int, stop: int, title: int | None, led: Collection[int]) -> list[int]:
    """Return the indexes of the lines that may be of the head, those between title and body first."""
    below = range(title + 1, min(start, title + _Reach.BELOW_TITLE)) if title is not None else range(0)
    above_body = range(max(0, start - _Reach.ABOVE_BODY, (title + 1) if title is not None else 0), start)
    top = title if title is not None else start
    found = [
        *below,
        *above_body,
        *range(_below_menu(lines, top), top),
        *range(max(start, (title + 1) if title is not None else 0), min(start + _Reach.INSIDE, stop)),
        *_below_story(lines, stop, led),
    ]
    return list(dict.fromkeys(found))


def _below_story(lines: Sequence[Line], stop: int, led: Collection[int]) -> list[int]:
    """Return the lines below the body that may be the story's.

    Below the heading of what readers say there are only those in the footer of the article that the story stands in.
    """
    after = list(islice((index for index in range(stop, len(lines)) if index not in led), _Reach.AFTER))
    heading = next((at for at, index in enumerate(after) if heads_comments(lines[index].text)), len(after))
    footers = [index for index in after[heading:] if lines[index].region == "footer"]
    story = set(articles_around(lines[stop - 1])) if footers and stop else set()
    return [
        *after[:heading],
        *[index for index in footers if story.intersection(articles_around(lines[index])[:1])],
    ]


def _below_menu(lines: Sequence[Line], top: int) -> int:
    """Return the first of the lines above *top* that may be the story's: in and above a menu all is the site's."""
    links = 0
    for index in range(top - 1, max(0, top - _Reach.ABOVE_TITLE) - 1, -1):
        if lines[index].region == "nav":
            return index
        if lines[index].is_linked:
            links += len(set(lines[index].hrefs))
        if links >= _MENU:
            return index + (lines[index].tag == "tr")  # a row of the layout that holds a menu and today's date
    return max(0, top - _Reach.ABOVE_TITLE)


def _beside(reader: Reader, line: Line) -> set[int]:
    """Drop the other lines of the byline that *line* is a part of, broken by the author: a job, a paper."""
    node = line.node
    if node is None or (
        _BYLINE.search(names_around(node)) is None and (line.tag != "p" or len(node.text()) > 3 * _LONGEST_JOB)
    ):
        return set()
    found: set[int] = set()
    for index in (line.index - 1, line.index + 1):
        other = reader.lines[index] if 0 <= index < len(reader.lines) else None
        if other is None or other.node is None or other.node.mem_id != node.mem_id or other.text[-1] in ENDS:
            continue
        if len(other.text) <= _LONGEST_JOB and not reader.ledger.touched(other):
            reader.drop(other, "byline")
            found.add(index)
    return found


def _linked(reader: Reader, printed: tuple[Named, ...]) -> str | None:
    """Return where the name of the source leads."""
    for named in printed:
        if named.role == "source":
            name = folded(named.names[0])
            for link in reader.links(reader.lines[named.index]):
                if link.url and folded(link.text) == name:
                    return link.url
    return None
