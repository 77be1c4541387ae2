"""Pages that no other adapter knows: articles, forum threads and lists of cards, in any language.

::

    text?         no element to go by: read from its lines alone, see .plain
    Stated        what the page states of itself, in marks that no reader sees
    Boxes         its elements, each a range of lines
    status?       next to no text, and it says what stands here instead of a story → NotAnArticleError
    thread?       posts of one shape → the opening post is the body, the others are comments
    story         one element, chosen by weighing prose against the rest; then what stands in it is trimmed
    list?         little prose and many cards → NotAnArticleError; parse_all yields each card
    ArticleHead   title, authors, source and times, printed or stated
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve

from tearsheet.adapters.generic.body.pictures import pictures_beside
from tearsheet.adapters.generic.body.story import drop_rest, find_standfirst, take_story
from tearsheet.adapters.generic.head.article_head import ArticleHead, read_article_head
from tearsheet.adapters.generic.lists.detection import Likely, prints_day, states_story
from tearsheet.adapters.generic.lists.listing import read_cards
from tearsheet.adapters.generic.plain.reading import is_plain, read_plain
from tearsheet.adapters.generic.several_pages import next_page
from tearsheet.adapters.generic.signs.phrases import prompt_of
from tearsheet.adapters.generic.status_pages import LITTLE, NOTHING, Status, status_of, titles_of
from tearsheet.adapters.generic.thread.forum import take_posts
from tearsheet.adapters.generic.thread.threads import Thread
from tearsheet.adapters.generic.view import View, view_of
from tearsheet.errors import NotAnArticleError
from tearsheet.model import Article, Block, Comment, Edition, Moment
from tearsheet.page import Page
from tearsheet.page.metadata import Metadata, read_metadata
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

__all__ = ["Generic"]

_SAMPLE = 8
"""Blocks of a story by which its language is told."""
_FEW_LINES, _LITTLE_TEXT = 4, 300
"""Lines of a text that may be a server's message, and characters."""
_NOTICES_ALONE = 300
"""Weight of a body that may be but what its site prints below every page."""
_NOT_FREE = frozenset({"locked", "metered"})
_NEAR = 12
"""Lines above what is told in which its day may stand."""
_LONGEST_TITLE = 120
"""Characters of the first words where they stand in for a title."""


class Generic(Adapter):
    """Reads what no other adapter knows; the registry asks it last."""

    name = "generic"
    fallback = True
    checked = date(2026, 11, 22)

    def recognise(self, page: Page) -> Recognition:  # noqa: ARG002 - any page will do
        return Recognition(adapter=self.name, matched=True, by="fallback", reason="it reads any page")

    def read(self, reader: Reader) -> Article:
        if is_plain(reader):
            return _plain(reader)
        view = view_of(reader)
        try:
            return self._read(view)
        finally:
            view.boxes.part()

    def _read(self, view: View) -> Article:
        self._refuse_status(view)
        if view.is_list:
            items = sum(len(group.cards) for group in view.judged.groups)
            raise NotAnArticleError(
                f"{self.name}: the page is a list and no article: {view.judged.why}; "
                + (f"parse_all yields each of its {items} items as an Article" if items else "no item of it is told")
            )
        return (_thread(view, view.thread) if view.thread is not None else None) or _story(view)

    def _refuse_status(self, view: View) -> None:
        """Refuse what surely stands where a story should, and warn of what may.

        :raises NotAnArticleError: with what it is, and what to do
        """
        status = _status(view) if view.thread is None and view.told < LITTLE else None
        if status is not None and status.is_sure:
            raise status.error(self.name)
        if status is not None:
            view.reader.warn("maybe-no-article", status.doubt, "body")

    def read_all(self, reader: Reader) -> Iterator[Article]:
        if is_plain(reader):
            yield _plain(reader)
            return
        view = view_of(reader)
        try:
            yield from self._read_all(view)
        finally:
            view.boxes.part()

    def _read_all(self, view: View) -> Iterator[Article]:
        self._refuse_status(view)
        if view.is_list:
            none = True
            for article in read_cards(view.reader, view.boxes, view.judged.groups):
                none = False
                yield article
            drop_rest(view.reader, view.found.choice.boilerplate)
            if none:
                raise NotAnArticleError(
                    f"{self.name}: the page is a list and no article: {view.judged.why}; no item of it is told"
                )
            return
        yield (_thread(view, view.thread) if view.thread is not None else None) or _story(view)


def _status(view: View) -> Status | None:
    """Return what the page is rather than a story; a page that states when it was published is asked nothing."""
    if view.metadata.published is not None or states_story(view.metadata, to_sharers=False):
        return None
    boxes = view.boxes
    kept = view.found.kept or range(len(boxes.lines) if boxes.size(boxes.root) < LITTLE else 0)
    if view.title is not None and view.found.kept:
        kept = [view.title, *kept]
    around = boxes.lines[max(0, min(kept, default=0) - _NEAR) : max(kept, default=0) + 2]
    return status_of(
        titles_of(view.reader.page),
        [boxes.lines[index].text for index in kept],
        is_dated=any(prints_day(line.text) for line in around),
        is_personal=(view.forum and view.told >= NOTHING) or bool(view.metadata.all("authors")),
        asks_password=view.reader.page.has('input[type="password"]'),
    )


def _plain(reader: Reader) -> Article:
    lines = reader.lines
    if len(lines) <= _FEW_LINES:
        said = [line.text for line in lines]
        status = status_of(said[:1], said) if sum(map(len, said)) < _LITTLE_TEXT else None
        if status is not None and status.is_sure:
            raise status.error(Generic.name)
    metadata = read_metadata(reader.page)
    plain = read_plain(reader, metadata)
    if not any(any(map(str.isalnum, block.text)) for block in plain.body):
        reader.fail("body", "nothing but the title and its byline is printed")
    return _article(reader, metadata, plain.head, plain.body, ())


def _story(view: View) -> Article:
    reader, found = view.reader, view.found
    if not found.kept:
        reader.fail("body", "the page shows no text; if a script fetches it, pass the page as the browser has it")
    if view.told < _NOTICES_ALONE and all(_is_notice(reader.lines[index].text) for index in found.kept):
        reader.fail("body", "nothing but notices of the site is printed")
    if view.told < LITTLE and view.metadata.first("access") in _NOT_FREE:
        reader.warn(
            "maybe-teaser", "the page states that it is not free to read; it may show the beginning only", "body"
        )
    if view.judged.likely == Likely.MAYBE:
        reader.warn("maybe-list", f"the page may be a list and no article: {view.judged.why}", "body")
    head = read_article_head(
        reader,
        view.metadata,
        found.kept[0],
        found.kept[-1] + 1,
        view.title,
        thread=view.forum,
        led=found.led,
    )
    descriptions = [fact.value for fact in view.metadata.all("description")]
    standfirst = find_standfirst(view.boxes, found, head.title_line, descriptions)
    beside = pictures_beside(reader, view.boxes, found, head)
    story = take_story(reader, found, head.lines, standfirst, beside=beside)
    if not any(map(str.isalnum, "".join(block.text for block in story.body))):
        reader.fail("body", "nothing but the title and its byline is printed")
    following = next_page(reader.page, reader.lines, found.kept[0], found.kept[-1] + 1)
    if following is not None:
        reader.warn("part-of-several", f"the story goes on at {following}", "body")
    return _article(
        reader,
        view.metadata,
        head,
        story.body,
        story.notices,
        images=story.images,
        related=story.related,
        next_url=following,
    )


def _is_notice(text: str) -> bool:
    return prompt_of(text) == "notices"


def _thread(view: View, thread: Thread) -> Article | None:
    reader = view.reader
    opening = thread.posts[0]
    discussed = take_posts(reader, view.boxes, thread, view.title, view.heads)
    if discussed is None:
        return None
    part = view.printed if view.printed is not None and view.printed.part is not None else None
    head = read_article_head(
        reader, view.metadata, opening.unit.start, opening.unit.stop, view.title, printed=part, thread=True
    )
    drop_rest(reader, [None] * len(reader.lines))
    article = _article(reader, view.metadata, head, discussed.body, ())
    said = discussed.opening
    published = article.published
    answered = {comment.posted.first_date for comment in discussed.comments if comment.posted is not None}
    if view.metadata.published is None and published is not None and published.first_date in answered:
        published = said.posted or published  # what is printed is when it was answered
    return evolve(
        article,
        authors=(said.author,) if said.author is not None else tuple(_besides(article.authors, discussed.comments)),
        published=_nearer(published, said.posted),
        comments=discussed.comments,
    )


def _besides(authors: Iterable[str], comments: Iterable[Comment]) -> Iterator[str]:
    """Yield who may have opened a thread: whoever answers in it did not, where the opening post names nobody."""
    answering = {comment.author for comment in comments}
    return (author for author in authors if author not in answering)


def _nearer(stated: Moment | None, posted: Moment | None) -> Moment | None:
    """Return which of the thread's time and that of its first post says more: a forum may print "Wednesday 4:27"."""
    if posted is None or stated is None or stated.first_date is None:
        return posted or stated
    exact = posted.precision in {"minute", "second"} and stated.precision not in {"minute", "second"}
    return posted if exact and posted.first_date is not None else stated


def _first_words(reader: Reader, text: str) -> str:
    """Return what stands in for a title where there is none: the story's first line, cut after a sentence or so."""
    reader.warn("title-missing", "no title is printed and none is stated; the first words stand in", "title")
    return text if len(text) <= _LONGEST_TITLE else text[:_LONGEST_TITLE].rstrip()


def _article(
    reader: Reader,
    metadata: Metadata,
    head: ArticleHead,
    body: tuple[Block, ...],
    notices: tuple[str, ...],
    **more: Any,
) -> Article:
    title = head.title or _first_words(reader, body[0].text)
    text = "".join(block.text for block in body[:_SAMPLE])
    edition = Edition(
        language=head.language or detect(title + text, "en") or "en",
        title=title,
        body=body,
        tags=metadata.tags,
        notices=notices,
        site=head.site,
        section=head.section,
    )
    return Article(
        adapter=Generic.name,
        editions=(edition,),
        published=head.published,
        updated=head.updated,
        authors=head.authors,
        source=head.source,
        publisher=head.publisher,
        **more,
    )
