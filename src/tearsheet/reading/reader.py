"""What an adapter holds in its hands: the lines, ways to find its place in them, and the ledger to claim them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Never, TypeVar

from tearsheet.errors import ParseError
from tearsheet.model import Block, BlockKind, Image, Link, Moment, PageWarning
from tearsheet.page import Page
from tearsheet.page.lines import Line, Seams
from tearsheet.reading.blocks import Passage, TextBlocks, add_block, block_kind, captions_picture
from tearsheet.reading.ledger import Ledger
from tearsheet.reading.site_lines import SiteLines
from tearsheet.reading.text_range import TextRange
from tearsheet.text.dates import Found, find_moments, parse_moment, parse_stated

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Answer = TypeVar("Answer")


class Reader:
    """A reading in progress.

    :ivar lines: its visible lines, or the part of them that is one article
    :ivar ledger: the account being kept
    :ivar adapter: name of the adapter
    :ivar layout: which of the adapter's layouts the page is in
    :ivar zone: IANA name of the zone in which the site prints its times
    """

    def __init__(
        self,
        page: Page,
        *,
        adapter: str,
        layout: str | None = None,
        zone: str | None = None,
        lines: Sequence[Line] | None = None,
        ledger: Ledger | None = None,
        site_lines: SiteLines | None = None,
    ) -> None:
        self._page = page
        self.lines = page.lines if lines is None else lines
        self.ledger = Ledger(page.lines) if ledger is None else ledger
        self.adapter = adapter
        self.layout = layout
        self.zone = zone
        self._site_lines = site_lines
        self.warnings: list[PageWarning] = []
        self.sources: dict[str, str] = {}
        """Where the value of a field came from, by field, where the adapter says so."""
        self.seams: Seams | None = None
        self._moments: dict[str, tuple[Found, ...]] = {}
        self._answers: dict[object, dict[int, Any]] = {}
        self._images: dict[int, Image | None] = {}
        self._of_text = TextBlocks()

    @property
    def page(self) -> Page:
        """The page that is being read."""
        return self._page

    def show(self, html: str) -> None:
        """Read *html* in place of the page's markup, as a browser comes to show it; see :meth:`Page.shown_as`.

        Lines and ledger are new, so this goes before the first claim.
        """
        self._page, self.lines, self.ledger = self._page.shown_as(html), (), Ledger(())  # the old lines go first
        self.lines = self._page.lines
        self.ledger = Ledger(self.lines)
        self._answers = {}
        self._images = {}

    def asked(self, question: Callable[[Reader, Line], Answer], line: Line) -> Answer:
        """Return what *question* says of *line*, which it is asked once however often its answer is wanted."""
        answers: dict[int, Answer] = self._answers.setdefault(question, {})
        index = line.index
        if index not in answers:
            answers[index] = question(self, line)
        return answers[index]

    def part(self, lines: Sequence[Line]) -> Reader:
        """Return a reader of some of the lines, for a document that holds several articles; the ledger is shared."""
        return Reader(
            self.page, adapter=self.adapter, layout=self.layout, zone=self.zone, lines=lines, ledger=self.ledger
        )

    @property
    def site_lines(self) -> Mapping[int, int]:
        """Which lines of the page its site prints on every page, as far as the caller knows: index → on how many."""
        return self._site_lines.of(self._page, self.lines) if self._site_lines is not None else {}

    # -- finding the place -----------------------------------------------------------------------------------------

    def find(self, pattern: re.Pattern[str], start: int = 0, stop: int | None = None) -> int | None:
        """Return the index of the first line from *start* on in which *pattern* is found, or ``None``."""
        search = pattern.search
        lines = self.lines
        for index in range(start, len(lines) if stop is None else min(stop, len(lines))):
            if search(lines[index].text):
                return index
        return None

    def stretch(self, start: int, stop: int | None = None) -> TextRange:
        """Return the lines ``start:stop`` as one text, however the markup has parted them."""
        return TextRange(self.ledger, self.lines[start:stop], self.seams)

    # -- taking and leaving ----------------------------------------------------------------------------------------

    def take(self, line: Line, role: str) -> str:
        """Claim the whole *line* for the field *role* and return its text."""
        return self.ledger.claim(line, role)

    def drop(self, lines: Line | Iterable[Line], rule: str) -> None:
        """Leave whole lines out under *rule*."""
        if isinstance(lines, Line):
            self.ledger.drop(lines, rule)
            return
        for line in lines:
            self.ledger.drop(line, rule)

    def block(
        self,
        line: Line,
        role: str,
        start: int = 0,
        end: int | None = None,
        *,
        kind: BlockKind | None = None,
        level: int | None = None,
    ) -> Block:
        """Claim *line*, or a part of it, as a block of the body, its kind told by its markup unless *kind* is given."""
        text = self.ledger.claim(line, role, start, end)
        if line.node is None and kind is None:
            return self._of_text.block(text, "list_item" if line.tag == "li" else "paragraph")
        if kind is None:
            kind, level = block_kind(line)
        links = self.links(line) if line.is_linked else ()
        if links and len(text) < len(line.text):
            links = tuple(link for link in links if link.text in text)
        return Block(kind=kind, text=text, level=level, links=links)

    def body(self, passages: Iterable[Line | Passage]) -> tuple[list[Block], list[Image]]:
        """Claim the passages of a story, in reading order; return their blocks and the pictures that stand among them.

        A caption is told by its label (图注:), by ``<figcaption>`` or by the passage. It describes the picture before
        it; where words of the story stand between the two, it is that of a picture that the page does not show.
        """
        from tearsheet.reading.images import Pictures, called_credit  # noqa: PLC0415 - its patterns take 5 ms

        blocks: list[Block] = []
        pictures = Pictures()
        described: Line | None = None
        above: LexborNode | None = None  # the <pre> that the block before stands in
        for given in passages:
            passage = given if isinstance(given, Passage) else Passage(given)
            line, start, end, kind, level, role, shown, tells = passage
            if shown is None:
                shown = self.images((line,)) if line.images else ()
            if shown:
                pictures.add(shown, len(blocks))
            if start == end:
                continue
            is_caption = Pictures.is_caption(line.text) or (not tells and (kind == "caption" or captions_picture(line)))
            if is_caption:
                kind, level = "caption", None
            position = len(blocks)
            if role == "images.caption":
                text = self.ledger.claim(line, role, start, end)
            else:
                block = self.block(line, role, start, end, kind=kind, level=level)
                text, above = block.text, add_block(blocks, block, line, None if shown else above)
            if not is_caption:
                pictures.text()
            elif line is not described:  # a caption in two languages is one
                pictures.describe(text, position, called_credit(line))
                described = line
        return blocks, pictures.found

    def links(self, line: Line) -> tuple[Link, ...]:
        """Return the links in *line*, without claiming it."""
        found = self.linked(line)
        return tuple([Link(text=line.text[start:end], url=url) for start, end, url in found]) if found else ()

    def linked(self, line: Line) -> list[tuple[int, int, str]]:
        """Return which words of *line* are links, as offsets into its text, and where they lead."""
        if line.node is None or not line.is_linked:
            return []
        element = line.element
        if element is not None:
            href = line.pieces.link(element)
            url = self.page.absolute(href) if href is not None else None
            return [(0, len(line.text), url)] if url is not None else []
        found: list[tuple[int, int, str]] = []
        text, link, marks = line.text, line.pieces.link, line.marks
        for (begin, node), stop in zip(marks, [*[at for at, _ in marks[1:]], len(text)], strict=True):
            href = link(node)
            url = self.page.absolute(href) if href is not None else None
            words = text[begin:stop]
            if url is None or not words.strip():
                continue
            start = begin + len(words) - len(words.lstrip())
            end = begin + len(words.rstrip())
            if found and found[-1][2] == url:
                found[-1] = (found[-1][0], end, url)
            else:
                found.append((start, end, url))
        return found

    def images(self, lines: Iterable[Line]) -> list[Image]:
        """Return the pictures in or before *lines*; icons, spacers and tracking pixels are left out."""
        return [image for line in lines for node in line.images if (image := self.image(node)) is not None]

    def image(self, node: LexborNode) -> Image | None:
        """Return the picture that an ``<img>`` shows, ``None`` for an icon, a spacer or a tracking pixel."""
        identity = node.mem_id
        if identity not in self._images:
            from tearsheet.reading.images import image_of  # noqa: PLC0415 - as above

            self._images[identity] = image_of(self.page, node)
        return self._images[identity]

    def moment(self, text: str) -> Moment | None:
        """Read *text* as a time in the site's zone."""
        return parse_moment(text, captured_at=self.page.captured_at, zone=self.zone)

    def stated(self, text: str) -> Moment | None:
        """Read *text*, which markup states to be a time: those that only machines write are read as well."""
        return parse_stated(text, captured_at=self.page.captured_at, zone=self.zone)

    def moments(self, text: str) -> tuple[Found, ...]:
        """Find the times in *text*, left to right, in the site's zone."""
        if text not in self._moments:
            self._moments[text] = find_moments(text, captured_at=self.page.captured_at, zone=self.zone)
        return self._moments[text]

    # -- saying what is wrong --------------------------------------------------------------------------------------

    def warn(self, code: str, message: str, field: str | None = None) -> None:
        """Note something odd but readable."""
        self.warnings.append(PageWarning(code=code, message=message, field=field))

    def fail(self, field: str, message: str, line: Line | None = None) -> Never:
        """Give up: a required part is not on the page.

        :raises ParseError: always
        """
        where = f"line {line.number}: " if line is not None else ""
        raise ParseError(
            f"{self.adapter}: {field}: {where}{message}",
            adapter=self.adapter,
            field=field,
            line=line.number if line is not None else None,
        )
