"""Lines put together to paragraphs, where a writer has wrapped them or broken them at links; and glued ones parted."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple, overload

from tearsheet.page.lines import Line
from tearsheet.page.text_lines import bullets_of, texts_of

STOP_WORDS = frozenset(
    """
    the a an of to in and that was is for with as on he she it said have by from der die das und den von mit le la les
    de des et que el los en un una il di che per o os do da em het een van och att som på
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
_LEADS_ON = frozenset(
    """
    or at but about are be has had not your our their his her its this our my i if than when we
    """.split()  # noqa: SIM905 - as above
).union(STOP_WORDS)
_BREAKS, _FRAGMENT, _WORDS = 3, 60, 4
# What goes before no word, and what goes after none.
_CLOSES = frozenset(".,;:!?)]}”’…，。、；：！？）】》」』%")
_OPENS = frozenset("([{“‘「『《（【")
WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_CLOSING = "\"'”’」』》）)】]〉» "
_ENDS = frozenset("。.!！?？…")
# People wrap at 60 to 80 columns; mail and lynx at 72 to 80. Wider lines in number are paragraphs of their own.
_NARROWEST, _WIDEST = 40, 100
_FEWEST = 3
_FULL = 0.75
_OVERLONG = 0.03
_OUTLIERS = 2  # lines above the width, of a footer or a headline, in a text of few
_AMID = 0.4
_LOOSE = 2
LINK_NUMBER = re.compile(r"\[[0-9]{1,4}\]")
# "12. https://…" of lynx, elinks and html2text, "[12] https://…" of w3m; a long address goes on in the next line.
_ADDRESS = re.compile(r"(?:[0-9]{1,4}\.|\[[0-9]{1,4}\]:?) ?(?:https?://|file://|ftp://|mailto:|tel:|javascript:)")
_MORE_ADDRESS = re.compile(r"[^\s<>]*[/?&=%._-][^\s<>]*")
# Writers put a byline's elements together without a space: "Ada MollDec. 5, 2024", "Mar 5, 20249:30 AM", "ESTUpdated".
_SEAM = re.compile(
    r"(?<=\w)(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"[A-Za-z]{0,6}\.? [0-9]{1,2}(?:st|nd|rd|th)?, (?:19|20)[0-9]{2})"
    r"|(?<=[ ,](?:19|20)[0-9]{2})(?=[0-9]{1,2}(?::[0-9]{2}| [Mm]in)|[^\W\d_\u3040-\u9fff\uac00-\ud7a3])"
    # 李小满2024-03-05 18:30江州晚报, Ada Moll2024-03-05
    r"|(?<=[^\W\d_])(?=(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2})|(?<=[0-9]:[0-9]{2})(?=[\u3400-\u9fff])"
    r"|(?<=\w)(?=(?:Updated|Published|Posted)\b)"
    r"|(?:(?<=pdated)|(?<=ublished)|(?<=osted))(?=[A-Z])"
)
_LONGEST_BYLINE = 160
# "* one" and "- one", as lynx, inscriptis and pandoc write lists, "1. one": bullets that a writer has put in letters.
_ITEM = re.compile(r"[*+·●○■-]\s+(?=\S)|[0-9]{1,3}(?:[.)] ?|[、．]\s?)(?=[^\W\d])")
_BESIDE = 6  # lines from an item to the next of its list: each may be wrapped
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_LIST_HEAD = re.compile(r"(?:References|(?:Visible |Hidden )?[Ll]inks):?")
_ADDRESSES = 3


class Unit(NamedTuple):
    """A paragraph: the lines ``first:stop`` and their words.

    :param size: how long it is in columns; a wide character takes two
    """

    first: int
    stop: int
    text: str
    size: int
    ends: bool


def size_of(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether *text* ends as a sentence does."""
    return last_sign(text) in _ENDS


def last_sign(text: str) -> str:
    """Return what *text* ends with, quotation marks and brackets that close it aside; ``""`` where nothing else is."""
    return text.rstrip(_CLOSING)[-1:]


def words_in(text: str) -> set[str]:
    """Return the words of *text* that say something: those of four letters, and pairs of Chinese characters."""
    if text.isascii():
        return {word[:6] for word in _WORD.findall(text.lower())}
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return pairs | {word[:6].casefold() for word in _WORD.findall(text) if word.isascii() or not _HAN.match(word)}


def seams(text: str) -> list[int]:
    """Return where the first words of the line *text* glue the parts of a byline together."""
    return [seam.start() for seam in _SEAM.finditer(text, 0, _LONGEST_BYLINE)]


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


class Units(Sequence[Unit]):
    """The paragraphs of a text as columns: a million objects would take a hundred times the memory of their words.

    :ivar firsts: the first line of each, and the number of lines
    :ivar bullets: the lines before which a bullet or a number stands, with how many characters of them are a bullet
    """

    __slots__ = ("bullets", "ends", "firsts", "sizes", "texts")

    def __init__(
        self, firsts: Sequence[int], texts: Sequence[str], sizes: Sequence[int], bullets: Mapping[int, int]
    ) -> None:
        self.bullets = bullets
        self.firsts = firsts
        self.texts = texts
        self.sizes = sizes
        self.ends = bytes([
            last in _ENDS if (last := text[-1:]) not in _CLOSING else ends_sentence(text) for text in texts
        ])  # fmt: skip

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Unit]:
        stops = islice(self.firsts, 1, None)
        return map(Unit, self.firsts, stops, self.texts, self.sizes, map(bool, self.ends))

    @overload
    def __getitem__(self, index: int) -> Unit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Unit]: ...

    def __getitem__(self, index: int | slice) -> Unit | list[Unit]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self.texts)))]
        firsts = self.firsts
        text = self.texts[index]
        return Unit(firsts[index], firsts[index + 1], text, self.sizes[index], bool(self.ends[index]))

    def at(self, line: int) -> int:
        """Return which holds the line at the index *line*."""
        return bisect_right(self.firsts, line) - 1


def units_of(lines: Sequence[Line], *, numbered: bool = False) -> Units:
    """Return the paragraphs of *lines*, in order; every line is in one.

    :param numbered: whether the numbers of links stand in the lines; they are left out of the words
    """
    texts = texts_of(lines)
    items = _items(texts)
    bullets = dict.fromkeys(bullets_of(lines), 0) | items
    if items:
        texts = list(texts)
        for at, length in items.items():
            texts[at] = texts[at][length:]
    sizes = array("I", map(size_of, texts))
    width = _width(texts, sizes)
    firsts: Sequence[int] = range(len(texts) + 1)
    if _is_broken(texts, wrapped=width > 0):
        firsts = _unbroken(lines, texts, items)
    elif width:
        firsts = [
            at for at, line in enumerate(lines) if not at or at in items or not _goes_on(line, sizes[at - 1], width)
        ]
        firsts.append(len(texts))
    if len(firsts) <= len(texts):
        spans = [slice(*each) for each in pairwise(firsts)]
        sizes = array("I", [sum(sizes[span]) for span in spans])
        texts = [_joined(texts[span]) for span in spans]
    if numbered:
        texts = [LINK_NUMBER.sub("", text) for text in texts]
    return Units(firsts, texts, sizes, bullets)


def _items(texts: Sequence[str]) -> dict[int, int]:
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


def _unbroken(lines: Sequence[Line], texts: Sequence[str], items: Container[int]) -> list[int]:
    """Return where paragraphs begin in lines that end at links and emphasis, and the number of lines."""
    found: list[int] = []
    first = 0
    for index in range(1, len(texts) + 1):
        if index < len(texts) and index not in items and _is_fragment(lines, texts, index):
            continue
        group = texts[first:index]
        whole = len(group) == 1 or group[-1][-1] in ":：" or any(map(_is_closing, group))
        whole = whole or ends_sentence(_joined(group))
        # Where no sentence came of it: a menu in small letters, a headline and what stands below.
        found += [first] if whole else range(first, index)
        first = index
    return [*found, len(texts)]


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


def _goes_on(line: Line, size: int, width: int) -> bool:
    """Whether *line* is the rest of one of *size* columns above it: its first word would have had no place there."""
    if line.blanks or line.marker or line.page_break or size > width:
        return False
    word = line.text.partition(" ")[0]
    first = 2 if WIDE.match(word) is not None else len(word)
    return size >= width // 2 and size + 1 + first > width - _LOOSE


def _is_broken(texts: Sequence[str], *, wrapped: bool) -> bool:
    """Whether lines end at links and emphasis: the comma after one begins a line, as nobody wraps it but in Chinese."""
    closing = [text for text in texts if text[0] in _CLOSES and _is_closing(text)]
    return len(closing) >= _BREAKS and (not wrapped or all(text[0].isascii() for text in closing))


def _is_closing(text: str) -> bool:
    """Whether *text* begins with the sign that closes the words above it, as a line does that was broken at a link."""
    return text[0] in _CLOSES and (len(text) == 1 or text[1] == " " or not text[1].isascii())


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


def _joined(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    parts: list[str] = []
    for text in texts:
        if parts and not (
            text[0] in _CLOSES or parts[-1][-1] in _OPENS or (WIDE.match(parts[-1][-1]) and WIDE.match(text[0]))
        ):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)
