"""What stands in a text beside its words: bullets, numbers of links, quote marks, page numbers, cells and code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tearsheet.model import BlockKind
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import breaks_of, line_feeds

LINK_NUMBER = re.compile(r"\[[0-9]{1,4}\]")
# "12. https://…" of lynx, elinks and html2text, "[12] https://…" of w3m; a long address goes on in the next line.
_ADDRESS = re.compile(r"(?:[0-9]{1,4}\.|\[[0-9]{1,4}\]:?) ?(?:https?://|file://|ftp://|mailto:|tel:|javascript:)")
_MORE_ADDRESS = re.compile(r"[^\s<>]*[/?&=%._-][^\s<>]*")
_LIST_HEAD = re.compile(r"(?:References|(?:Visible |Hidden )?[Ll]inks):?")
_ADDRESSES = 3
"""Addresses from which on they are the list that a dump ends in; a story may itself print one or two."""
# "* one" and "- one", as lynx, inscriptis and pandoc write lists, "1. one": bullets that a writer has put in letters.
_ITEM = re.compile(r"[*+·●○■-]\s+(?=\S)|[0-9]{1,3}(?:[.)] ?|[、．]\s?)(?=[^\W\d])")
_BESIDE = 6  # lines from an item to the next of its list: each may be wrapped
# "> words" of mail. One line alone is a quotation if it is a sentence, several if one is as long as those of mail.
_QUOTED = re.compile(r"(?:>\s?)+(?=\S)")
_QUOTED_LINE = 40
"""Characters that one of several quoted lines must have more of."""
_STOP = re.compile(r"[.!?。！？…][\"'”’」』）)]*$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|seite|página|pagina|p\.) ?|第\s?)?\d{1,4}(?: ?(?:of|/|von|de|sur) ?\d{1,4})?(?:\s?[页頁])?"
    r"[-–—\s]*",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t\s*| {3,}|\s\|\s")
"""What parts the cells in a row of a table: tabs, wide gaps or bars."""
# Rows of a table at least, the share of them that tell a figure, and the characters of a cell at most: the cells of a
# layout are longer.
_ROWS, _FIGURES, _LONGEST_CELL = 2, 0.5, 40
# What only code has: assignments, calls, braces; two such lines stand near each other.
_CODE = re.compile(
    r"\w[\w.\[\]'\"]* ?(?:[-+*/|&:]?=|<-) ?[^\s=].*|[\w.]+\(.*\)[;,]?|[^=(\[<]*+[=(\[<].*;|.*\S ?\{|[)\]}][;,)\]}]*"
    r"|(?:\$ (?=[a-z./])|>>> ?|#! ?|// ?|/\*|\*/|<\? ?)\S.*|(?:def|class|function|for|while|if|elif|else|try|with)\b.*:"
    r"|(?:import|return|const|let|var|sudo|from \S+ import) \S.*(?<!\.)"
)
# What lines of code end with, and so many of them.
_CODE_ENDS, _CODE_LINES = frozenset(";(){}]"), 2
# Characters of a line that only code has, and of one between two such that is code as well unless it is a sentence; how
# many lines may stand between.
_LONGEST_CODE, _SHORT_CODE, _CODE_GAP = 120, 60, 2

Laid = Mapping[int, tuple[BlockKind, str]]
"""Lines that are rows of tables or code, by index: which, and how they are written."""


def link_list(lines: Sequence[Line]) -> int | None:
    """Return the index of the line that heads the numbered addresses of a dump, ``None`` where there are none.

    lynx and w3m write ``[12]`` before the words of a link, and print the addresses below the text.
    """
    found = None
    addresses = 0
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text
        if _ADDRESS.match(text) is not None:
            addresses += 1
            found = at
        elif _LIST_HEAD.fullmatch(text) is not None:
            found = at
        elif _MORE_ADDRESS.fullmatch(text) is None:
            break
    return found if addresses >= _ADDRESSES else None


def listed_items(texts: Sequence[str]) -> dict[int, int]:
    """Return the lines that a bullet or a number in letters makes an item, and how long the bullet is.

    A dash and a number are one where the next of the list stands near: a sentence that is said may begin with a dash.
    """
    found = [(at, match[0].strip()) for at, text in enumerate(texts) if (match := _ITEM.match(text)) is not None]
    items: dict[int, int] = {}
    for place, (at, mark) in enumerate(found):
        number = int(mark[:-1]) if mark[0].isdigit() else None
        near = [found[each] for each in (place - 1, place + 1) if 0 <= each < len(found)]
        if number is not None:
            listed = any(
                abs(line - at) <= _BESIDE and other[0].isdigit() and abs(int(other[:-1]) - number) == 1
                for line, other in near
            )
        else:
            listed = mark in "*+" or any(abs(line - at) <= _BESIDE and other == mark for line, other in near)
        if listed:
            items[at] = 0 if number is not None else len(texts[at]) - len(texts[at][1:].lstrip())
    return items


def quote_marks(texts: Sequence[str]) -> dict[int, int]:
    """Return the lines that a mail quotes, each with how many of its characters are the marks of that."""
    found: dict[int, int] = {}
    for quoted, run in groupby(range(len(texts)), lambda at: texts[at][0] == ">"):
        if not quoted:
            continue
        marks = {at: match.end() for at in run if (match := _QUOTED.match(texts[at])) is not None}
        if any(
            _STOP.search(texts[at]) is not None or (len(marks) > 1 and len(texts[at]) > _QUOTED_LINE) for at in marks
        ):
            found |= marks
    return found


def page_marks(lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Return the lines that number the pages of a printed text, and those that stand on top of each of its pages."""
    breaks = sorted(breaks_of(lines))
    if not breaks:
        return set()
    found = {at for at in (*[each - 1 for each in breaks], *breaks, len(texts) - 1) if _is_number(texts, at)}
    return found | {at for above, at in zip([0, *breaks], breaks, strict=False) if at and texts[at] == texts[above]}


def _is_number(texts: Sequence[str], at: int) -> bool:
    return 0 < at < len(texts) and _PAGE_NUMBER.fullmatch(texts[at]) is not None


def spread_rows(text: str, texts: Sequence[str]) -> list[str] | None:
    """Return the lines of *text* with their white space where it may say something: indentation, cells, code.

    :param texts: those that are not blank, less their white space
    """
    if (
        len(text) > sum(map(len, texts)) + text.count("\n")
        or "\t" in text
        or any(" | " in each for each in texts)
        or sum(each[-1] in _CODE_ENDS for each in texts) >= _CODE_LINES
    ):
        return line_feeds(text).split("\n")
    return None


def laid_out(lines: Sequence[Line], texts: Sequence[str], rows: Sequence[str]) -> dict[int, tuple[BlockKind, str]]:
    """Return which of *lines* are rows of tables or lines of code, and how each is written.

    :param texts: the words of each
    :param rows: the lines of the text with their white space, blank ones as well
    """
    found: dict[int, tuple[BlockKind, str]] = {}
    raw = [rows[line.number - 1] for line in lines]
    for table in _tables(lines, raw):
        found.update({at: ("table", "\t".join(cells)) for at, cells in table})
    for code in _codes(texts, raw):
        written = [raw[at].expandtabs() for at in code]
        margin = min(len(row) - len(row.lstrip()) for row in written)
        found.update(
            {at: ("code", row[margin:].rstrip()) for at, row in zip(code, written, strict=True) if at not in found}
        )
    return found


def _tables(lines: Sequence[Line], raw: Sequence[str]) -> Iterator[list[tuple[int, list[str]]]]:
    """Give the rows of each table with their cells: two or more, one below the other, with as many cells each."""
    run: list[tuple[int, list[str]]] = []
    for at, (line, row) in enumerate(zip(lines, raw, strict=True)):
        row = row.strip().strip("|")  # noqa: PLW2901 - less what stands around it
        cells = [cell.strip() for cell in _GAP.split(row)] if _GAP.search(row) is not None else []
        if any(len(cell) > _LONGEST_CELL for cell in cells) or (len(cells) == 2 and " | " in row):
            cells = []  # a bar parts the halves of many a line: "9.4 in | 23.9 cm"
        if run and (line.blanks or len(cells) != len(run[-1][1])):
            if _is_table(run):
                yield run
            run = []
        if cells:
            run.append((at, cells))
    if _is_table(run):
        yield run


def _is_table(run: Sequence[tuple[int, list[str]]]) -> bool:
    figures = sum(any(cell[:1].isdigit() for cell in cells[1:]) for _, cells in run)
    return len(run) >= _ROWS and figures >= _FIGURES * len(run)


def _may_be_code(text: str, row: str) -> bool:
    """Whether a line that stands between lines of code is one: it is indented, or short and no sentence."""
    return row[:1].isspace() or (len(text) <= _SHORT_CODE and _STOP.search(text) is None)


def _codes(texts: Sequence[str], raw: Sequence[str]) -> Iterator[list[int]]:
    """Give the lines of each piece of code: two or more, one below the other, most of which only code has."""
    run: list[int] = []
    for at, text in enumerate((*texts, "")):
        told = bool(text) and len(text) <= _LONGEST_CODE and _CODE.fullmatch(text) is not None
        if told and (not run or all(_may_be_code(texts[gap], raw[gap]) for gap in range(run[-1] + 1, at))):
            run.extend(range(run[-1] + 1 if run else at, at + 1))
        elif not run or at > run[-1] + _CODE_GAP or at == len(texts):
            if len(run) > 1:
                yield run
            run = [at] if told else []


_ORDINAL = re.compile(r"([（(]?)(?:[一二三四五六七八九十]{1,3}|\d{1,2})([）)、.．])")


def numbering(text: str) -> str | None:
    """Return how the heading *text* is numbered, its number left out: （）, 、; ``None`` where it is not."""
    match = _ORDINAL.match(text)
    return f"{match[1]}{match[2]}" if match is not None else None
