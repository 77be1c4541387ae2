"""The paragraphs of a text, each with the lines that it is made of."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple, overload

from tearsheet.adapters.generic.plain.marks import (
    LINK_NUMBER,
    Laid,
    laid_out,
    listed_items,
    page_marks,
    quote_marks,
    spread_rows,
)
from tearsheet.adapters.generic.plain.words import CLOSING, ENDS, ends_sentence, size_of
from tearsheet.adapters.generic.plain.wrapping import joined, paragraphs
from tearsheet.model import BlockKind
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import bullets_of, texts_of
from tearsheet.reading.reader import Reader

_MOST_LAID = 5_000
"""Lines of a text in which tables and code are looked for: what is longer is no story, and each row takes its room."""


class Unit(NamedTuple):
    """A paragraph: the lines ``first:stop`` and their words.

    :param size: how long it is in columns; a wide character takes two
    """

    first: int
    stop: int
    text: str
    size: int
    ends: bool


class Units(Sequence[Unit]):
    """The paragraphs of a text as columns: a million objects would take a hundred times the memory of their words.

    :ivar firsts: the first line of each, and the number of lines
    :ivar bullets: the lines before which a bullet or a number stands, with how many characters of them are a bullet
    :ivar quotes: the lines that a mail quotes, with how many characters of them are the marks of that
    :ivar laid: rows of tables and lines of code, each a paragraph
    :ivar pages: the lines that are but the number or the head of a page
    """

    __slots__ = ("bullets", "ends", "firsts", "laid", "pages", "quotes", "sizes", "texts")

    def __init__(  # noqa: PLR0917 - columns, by position
        self,
        firsts: Sequence[int],
        texts: Sequence[str],
        sizes: Sequence[int],
        bullets: Mapping[int, int],
        quotes: Mapping[int, int],
        laid: Laid,
        pages: Collection[int],
    ) -> None:
        self.bullets = bullets
        self.quotes = quotes
        self.laid = laid
        self.pages = pages
        self.firsts = firsts
        self.texts = texts
        self.sizes = sizes
        self.ends = bytes([
            last in ENDS if (last := text[-1:]) not in CLOSING else ends_sentence(text) for text in texts
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

    def kind(self, index: int) -> BlockKind:
        """Return what the paragraph at *index* is by its marks."""
        first = self.firsts[index]
        if first in self.laid:
            return self.laid[first][0]
        return "list_item" if first in self.bullets else "quote" if first in self.quotes else "paragraph"

    def drop_marks(self, reader: Reader) -> None:
        """Drop what stands in the lines beside their words."""
        for rule, marks in (("quote-mark", self.quotes), ("bullet", self.bullets)):
            for at, length in marks.items():
                begin = self.quotes.get(at, 0) if marks is self.bullets else 0
                if length:
                    reader.ledger.drop(reader.lines[at], rule, begin, begin + length)
        reader.drop([reader.lines[at] for at in self.pages], "page-mark")

    def at(self, line: int) -> int:
        """Return which holds the line at the index *line*."""
        return bisect_right(self.firsts, line) - 1


def units_of(
    lines: Sequence[Line],
    *,
    numbered: bool = False,
    text: str | None = None,
    apart: Collection[int] = (),
    is_head: Callable[[Line], bool] = lambda _: False,
) -> Units:
    """Return the paragraphs of *lines*, in order; every line is in one.

    :param numbered: whether the numbers of links stand in the lines; they are left out of the words
    :param text: the text that they are the lines of, with its white space; ``None`` where it is that of columns
    :param apart: lines that are paragraphs by themselves
    :param is_head: whether a short line is a byline, a date or the like
    """
    texts = texts_of(lines)
    rows = spread_rows(text, texts) if text is not None else None
    quotes = quote_marks(texts) if any(text[0] == ">" for text in texts) else {}
    laid = laid_out(lines, texts, rows) if rows is not None and len(texts) <= _MOST_LAID else {}
    if quotes:
        texts = [text[quotes.get(at, 0) :] for at, text in enumerate(texts)]
    items = listed_items(texts)
    bullets = dict.fromkeys(bullets_of(lines), 0) | items
    pages = page_marks(lines, texts)
    if items or pages:
        texts = ["" if at in pages else text[items.get(at, 0) :] for at, text in enumerate(texts)]
    apart = {*items, *apart, *laid, *[at + 1 for at in laid], *[at for at in quotes if at - 1 not in quotes]}
    apart.update(at + 1 for at in quotes if at + 1 not in quotes)
    sizes = array("I", map(size_of, texts))
    firsts = paragraphs(lines, texts, sizes, rows, apart=apart, quotes=quotes, is_head=is_head)
    if len(firsts) <= len(texts):
        spans = [slice(*each) for each in pairwise(firsts)]
        sizes = array("I", [sum(sizes[span]) for span in spans])
        texts = [joined(texts[span]) for span in spans]
    if numbered:
        texts = [LINK_NUMBER.sub("", text) for text in texts]
    return Units(firsts, texts, sizes, bullets, quotes, laid, pages)
