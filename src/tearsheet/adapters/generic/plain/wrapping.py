"""Where paragraphs begin in lines that a writer has wrapped, or broken at links and emphasis."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Container, Mapping, Sequence
from itertools import repeat

from tearsheet.adapters.generic.plain.marks import numbering
from tearsheet.adapters.generic.plain.words import STOP_WORDS, WIDE, ends_sentence, size_of
from tearsheet.page.lines import Line

_LEADS_ON = frozenset(
    """
    or at but about are be has had not your our their his her its this our my i if than when we
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
).union(STOP_WORDS)
# Lines that begin with the comma behind a link, from which on the text was broken at links; characters of such a link
# at most; words of a line that is part of a sentence and no entry of a menu.
_BREAKS, _FRAGMENT, _WORDS = 3, 60, 4
# What goes before no word, and what goes after none.
_CLOSES = frozenset(".,;:!?)]}”’…，。、；：！？）】》」』%")
_OPENS = frozenset("([{“‘「『《（【")
# People wrap at 60 to 80 columns; mail and lynx at 72 to 80. Wider lines in number are paragraphs of their own.
_NARROWEST, _WIDEST = 40, 100
# Lines of a wrapped text: full ones at least, the share of the width that these take, and the share of them that end
# amid a sentence.
_FEWEST, _FULL, _AMID = 3, 0.75, 0.4
# Lines that are wider than people wrap, as a share of the long ones; and in a text of few those, of a footer or a
# headline, that are wider than its width.
_OVERLONG, _OUTLIERS = 0.03, 2
_LOOSE = 2
"""Columns before the width at which some writers wrap already."""
# Pairs of lines that say of a short text that it is wrapped: of the first lines, of which one is amid a sentence.
_LOOKED_AT, _PAIRS, _LEAST_WIDTH = 2_000, 2, 50
_PAUSES = "，、；,;"
_INDENTED, _TAB = 2, 4
"""Columns by which the first line of a paragraph is indented, at least, and those of a tab: some count it for none."""


def paragraphs(
    lines: Sequence[Line],
    texts: Sequence[str],
    sizes: Sequence[int],
    rows: Sequence[str] | None,
    *,
    apart: Container[int],
    quotes: Mapping[int, int],
    is_head: Callable[[Line], bool],
) -> Sequence[int]:
    """Return where paragraphs begin, and the number of lines.

    :param texts: the words of each line, none where it is but the number of a page
    :param sizes: the columns that these words take
    :param rows: the lines of the text with the white space before them, blank ones as well
    :param apart: lines that are paragraphs, or begin one: what a bullet stands before, rows of tables
    :param quotes: how many columns the marks of a quotation take, by line
    :param is_head: whether a short line is a byline, a date or the like
    """
    indents = _indents(lines, rows) if rows is not None else None
    if indents is not None or quotes:
        before = indents if indents is not None else repeat(0, len(texts))
        spread = zip(sizes, before, strict=True)
        sizes = array("I", (size + space + quotes.get(at, 0) for at, (size, space) in enumerate(spread)))
    tabs = {at for at, line in enumerate(lines) if rows[line.number - 1][:1] == "\t"} if rows is not None else set()
    width = (
        _width_of_few(lines, texts, sizes, apart, tabs)
        or (_width_of_few(lines, texts, sizes, apart, ()) if tabs else 0)
        or _width(texts, sizes)
    )
    if all(texts) and _is_broken(texts, wrapped=width > 0):
        return _unbroken(lines, texts, apart)
    if not width and all(texts):
        return range(len(texts) + 1)
    found = [0]
    above = 0
    for at in range(1, len(texts)):
        text, line = texts[at], lines[at]
        if not text:
            continue
        if above < at - 1:
            # The number of a page stands between, and blank lines around it.
            begins = at in apart or not (_is_amid(texts[above], text) and sizes[above] >= max(_NARROWEST, width // 2))
        else:
            begins = not width or (
                at in apart
                or (indents is not None and indents[at] >= indents[above] + _INDENTED and found[-1] not in apart)
                or not _goes_on(line, text, texts[above], sizes[above], width, _TAB * bool(indents and indents[above]))
                or (found[-1] == above and sizes[at] < width and not text[0].islower() and is_head(line))
            )
        if begins:
            found.append(at)
        above = at
    return [*found, len(texts)]


def _is_amid(above: str, text: str) -> bool:
    """Whether *text* goes on amid a sentence that *above* has begun."""
    wide = WIDE.match(above[-1:]) is not None and WIDE.match(text) is not None
    return (wide or text[0].islower()) and not ends_sentence(above)


def _indents(lines: Sequence[Line], rows: Sequence[str]) -> Sequence[int] | None:
    """Return how many columns of white space stand before each line, ``None`` where they are the same everywhere."""
    found = array("I", [_indent(rows[line.number - 1]) for line in lines])
    return found if any(each != found[0] for each in found) else None


def _indent(row: str) -> int:
    if not row[:1].isspace():
        return 0
    return size_of(row[: len(row) - len(row.lstrip())].expandtabs(_TAB))


def _width(texts: Sequence[str], sizes: Sequence[int]) -> int:
    """Return the columns at which the text is wrapped; 0 where it is not."""
    long = sorted([size for size in sizes if size >= _NARROWEST])
    over = len(long) - bisect_right(long, _WIDEST)
    if len(long) < _FEWEST or over > _OVERLONG * len(long):
        return 0
    best, chosen = 0, 0
    for width in long[len(long) - over - 1 :: -1][: _OUTLIERS + 1]:
        full = [text for text, size in zip(texts, sizes, strict=True) if width * _FULL <= size <= width]
        if len(full) < max(_FEWEST, best + 1, len(long) // 2):
            continue
        amid = sum(not ends_sentence(text) for text in full)
        if amid >= _AMID * len(full):
            best, chosen = len(full), width
    return chosen


def _width_of_few(
    lines: Sequence[Line], texts: Sequence[str], sizes: Sequence[int], apart: Container[int], tabs: Container[int]
) -> int:
    """Return the columns at which a text of few lines is wrapped, told by lines that go on amid a sentence; else 0.

    :param tabs: lines before which a tab stands, so that nobody knows where they end
    """
    stop = min(len(texts), _LOOKED_AT)
    long = [size for size in sizes[:stop] if size >= _NARROWEST]
    if sum(size > _WIDEST for size in long) > _OVERLONG * len(long):
        return 0
    pairs: list[tuple[int, int, bool]] = []
    for at in range(1, stop):
        above, text, size = texts[at - 1], texts[at], sizes[at - 1]
        if (
            not (above and text)
            or not _NARROWEST <= size <= _WIDEST
            or lines[at].blanks
            or at in apart
            or at - 1 in tabs
        ):
            continue
        if _is_amid(above, text):
            told = text[0].islower() or (ends_sentence(text) and any(map(above.__contains__, _PAUSES)))
            pairs.append((size, size + 1 + _first_word(text), told))
    for width in sorted({size for size, _, _ in pairs}, reverse=True)[: _OUTLIERS + 1]:
        full = sum(size <= width < reach + _LOOSE for size, reach, _ in pairs)
        # Twice as many pairs speak for the width as against it.
        if full >= _PAIRS and full >= 2 * (len(pairs) - full):
            return width
    if len(pairs) == 1:
        size, reach, told = pairs[0]
        return max(long) if told and size >= _LEAST_WIDTH and reach + _LOOSE > max(long) else 0
    return 0


def _goes_on(line: Line, text: str, above: str, size: int, width: int, spare: int) -> bool:  # noqa: PLR0917
    """Whether *line*, of the words *text*, goes on with *above*, of *size* columns, where its first had no place."""
    if line.blanks or line.marker or line.page_break or size > width + spare:
        return False
    if numbering(text) is not None and ends_sentence(above):
        return False
    # What takes less than half the width ended there for another reason, whatever word follows.
    if size < width // 2 or size + 1 + _first_word(text) <= width - _LOOSE:
        return False
    return any(map(str.isalnum, above)) and (
        any(map(str.isalnum, text)) or (text in _CLOSES and not ends_sentence(above))
    )


def _first_word(text: str) -> int:
    """Return how many columns the first word of *text* takes."""
    return 2 if WIDE.match(text) is not None else len(text.partition(" ")[0])


def _is_broken(texts: Sequence[str], *, wrapped: bool) -> bool:
    """Whether lines end at links and emphasis: the comma after one begins a line, as nobody wraps it but in Chinese."""
    closing = [text for text in texts if text[:1] in _CLOSES and _is_closing(text)]
    return len(closing) >= _BREAKS and (not wrapped or all(text[0].isascii() for text in closing))


def _unbroken(lines: Sequence[Line], texts: Sequence[str], apart: Container[int]) -> list[int]:
    """Return where paragraphs begin in lines that end at links and emphasis, and the number of lines."""
    found: list[int] = []
    first = 0
    for index in range(1, len(texts) + 1):
        if index < len(texts) and index not in apart and _is_fragment(lines, texts, index):
            continue
        group = texts[first:index]
        whole = len(group) == 1 or group[-1][-1] in ":：" or any(map(_is_closing, group))
        whole = whole or ends_sentence(joined(group))
        # Where no sentence came of it: a menu in small letters, a headline and what stands below.
        found += [first] if whole else range(first, index)
        first = index
    return [*found, len(texts)]


def _is_closing(text: str) -> bool:
    """Whether *text* begins with the sign that closes the words above it, as a line does that was broken at a link."""
    return text[:1] in _CLOSES and (len(text) == 1 or text[1] == " " or not text[1].isascii())


def _is_fragment(lines: Sequence[Line], texts: Sequence[str], index: int) -> bool:
    """Whether the line at *index* is the rest of the one above it: some writers break at every inline element."""
    line, text, above = lines[index], texts[index], texts[index - 1]
    if line.blanks or line.marker or line.page_break:
        return False
    if text[0] in _CLOSES:
        return True
    if ends_sentence(above):
        return False
    words, before = text.split(), above.split()
    if text[0].islower():
        return len(words) >= _WORDS or len(before) >= _WORDS or words[0] in _LEADS_ON or before[-1].lower() in _LEADS_ON
    if above[-1] in _OPENS or (
        (above[-1] == "," or before[-1].lower() in _LEADS_ON) and (len(before) >= _WORDS or above[0].islower())
    ):
        return True
    # A link amid a sentence: words of it stand above and below.
    if len(before) < _WORDS or len(text) > _FRAGMENT or index + 1 == len(lines):
        return False
    below = texts[index + 1]
    return not lines[index + 1].blanks and (
        below[0] in _CLOSES
        or (below[0].islower() and (below.partition(" ")[0] in _LEADS_ON or len(below.split()) >= _WORDS))
    )


def joined(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    parts: list[str] = []
    for text in filter(None, texts):
        if parts and not (
            text[0] in _CLOSES or parts[-1][-1] in _OPENS or (WIDE.match(parts[-1][-1]) and WIDE.match(text[0]))
        ):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)
