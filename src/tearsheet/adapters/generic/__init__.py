"""Pages that no other adapter knows: articles, forum threads and lists of cards, in any language.

::

    text?         no element to go by: read from its lines alone, see .plain
    Stated        what the page states of itself, in marks that no reader sees
    Boxes         its elements, each a range of lines
    thread?       posts of one shape → the opening post is the body, the others are comments
    story         one element, chosen by weighing prose against the rest; then what stands in it is trimmed
    list?         little prose and many cards → NotAnArticleError; parse_all yields each card
    ArticleHead   title, authors, source and times, printed or stated
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve

from tearsheet.adapters.generic.article_head import ArticleHead, read_article_head
from tearsheet.adapters.generic.body import prose_of, title_line
from tearsheet.adapters.generic.elements import Boxes
from tearsheet.adapters.generic.forum import (
    find_lines,
    find_marked,
    find_posts,
    have_headlines,
    is_told,
    take_posts,
    thread_title,
)
from tearsheet.adapters.generic.list_signs import HOME, LIST, address_sign, is_index
from tearsheet.adapters.generic.listing import read_cards
from tearsheet.adapters.generic.lists import Judged, Likely, is_stated, judge
from tearsheet.adapters.generic.lone_posts import single_post
from tearsheet.adapters.generic.plain.reading import is_plain, read_plain
from tearsheet.adapters.generic.post_heads import Head, are_alike, read_heads
from tearsheet.adapters.generic.rendering import LITTLE_SHOWN, LITTLE_TOLD, hidden_shown, show_unscripted, stated_shown
from tearsheet.adapters.generic.several_pages import next_page
from tearsheet.adapters.generic.story import Found, drop_rest, find_standfirst, find_story, take_story
from tearsheet.adapters.generic.threads import Thread, is_forum, is_numbered, may_be_thread, nearly_all
from tearsheet.adapters.generic.title import Title
from tearsheet.errors import NotAnArticleError
from tearsheet.model import Article, Block, Edition, Moment
from tearsheet.page import Page
from tearsheet.page.metadata import Metadata, read_metadata
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

__all__ = ["Generic"]

_SAMPLE = 8
_UNTOLD = 1.0
"""What a post without a person and a time is worth beside one with both."""
_LONGEST_TITLE = 120


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
        view = _view(reader)
        try:
            return self._read(view)
        finally:
            view.boxes.part()

    def _read(self, view: _View) -> Article:
        if view.is_list:
            items = sum(len(group.cards) for group in view.judged.groups)
            raise NotAnArticleError(
                f"{self.name}: the page is a list and no article: {view.judged.why}; "
                + (f"parse_all yields each of its {items} items as an Article" if items else "no item of it is told")
            )
        return (_thread(view, view.thread) if view.thread is not None else None) or _story(view)

    def read_all(self, reader: Reader) -> Iterator[Article]:
        if is_plain(reader):
            yield _plain(reader)
            return
        view = _view(reader)
        try:
            yield from self._read_all(view)
        finally:
            view.boxes.part()

    def _read_all(self, view: _View) -> Iterator[Article]:
        if view.is_list:
            none = True
            for article in read_cards(view.reader, view.boxes, view.judged.groups):
                none = False
                yield article
            drop_rest(view.reader, view.found.choice.furniture)
            if none:
                raise NotAnArticleError(
                    f"{self.name}: the page is a list and no article: {view.judged.why}; no item of it is told"
                )
            return
        yield (_thread(view, view.thread) if view.thread is not None else None) or _story(view)


class _View:
    """The page, seen once for both ways of reading it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.metadata = read_metadata(reader.page)
        recurring = reader.ledger.site_lines = reader.site_lines
        self.boxes = Boxes(reader.lines, recurring)
        self.prose = prose_of(self.boxes)
        title = title_line(self.boxes, reader.page.title)
        self.title = None if title in recurring else title
        self.url = reader.page.url or reader.page.canonical_url
        self.forum = is_forum(reader.page, self.metadata) and not is_index(self.url)
        self._found: Found | None = None
        self._judged: Judged | None = None
        self.printed: Title | None = None
        self._headed: dict[int, tuple[Thread, list[Head]]] = {}
        self.heads: list[Head] = []
        self.thread = self._thread()

    def leave(self) -> None:
        """Let the page's elements go, before another takes its place: two take twice the memory."""
        self.boxes.part()
        self.boxes = Boxes(())
        self._found = self._judged = self.thread = None
        self.heads = []
        self._headed = {}

    def _thread(self) -> Thread | None:
        """Return the thread that the page is: one that says so, or posts that can be nothing else."""
        if not self.forum:
            if not self._may_be_thread():
                return None
            thread = find_posts(self.reader, self.boxes, self.prose, self.title, bare=False)
            if thread is None or len(thread.posts) == 1:
                return None
            heads = self._heads_of(thread)
            if not (thread.alike or may_be_thread(self.reader.page) or are_alike(heads)):
                return None
            self.forum = is_told(self.reader, self.boxes, thread, self.title, heads)
            return thread if self.forum else None
        self.printed = thread_title(self.boxes, self.title, self.reader.page.title)
        self.title = self.printed.first if self.printed is not None else None
        thread = find_posts(self.reader, self.boxes, self.prose, self.title)
        if thread is None or thread.is_of_lines:
            thread = find_lines(self.reader, self.boxes, self.title) or thread
        if thread is None or not self._is_told(thread):
            for find in (find_marked, single_post):
                other = find(self.reader, self.boxes, self.prose, self.title, thread)
                if other is not None and (thread is None or self._worth(other) > self._worth(thread)):
                    thread = other
        if thread is not None:
            self._heads_of(thread)
        return thread

    def _heads_of(self, thread: Thread) -> list[Head]:
        if id(thread) not in self._headed:
            self._headed[id(thread)] = (thread, read_heads(self.reader, thread.posts, self.title))
        self.heads = self._headed[id(thread)][1]
        return self.heads

    def _is_told(self, thread: Thread) -> bool:
        """Whether of most posts a person and a time are known."""
        told = sum(head.author is not None and head.posted is not None for head in self._heads_of(thread))
        return nearly_all(told, len(thread.posts))

    def _worth(self, thread: Thread) -> float:
        """Return what the posts of *thread* hold, the less the fewer of them have a person and a time."""
        told = [(head.author is not None) + (head.posted is not None) for head in self._heads_of(thread)]
        said = sum(
            max(0.0, self.prose[i]) for post in thread.posts for i in range(post.content.start, post.content.stop)
        )
        return said * (_UNTOLD + sum(told) / (2 * len(told)))

    def _may_be_thread(self) -> bool:
        page = self.reader.page
        return page.is_html and not is_stated(self.metadata) and address_sign(self.url) not in {HOME, LIST}

    @property
    def found(self) -> Found:
        found = self._found
        if found is None:
            found = self._found = find_story(
                self.reader, self.boxes, self.prose, self.title, article=is_stated(self.metadata), forum=self.forum
            )
        return found

    @property
    def judged(self) -> Judged:
        """Whether the page is a list."""
        judged = self._judged
        if judged is None:
            judged = self._judged = judge(self.reader.page, self.boxes, self.found, self.metadata, self.title)
        return judged

    @property
    def is_list(self) -> bool:
        thread = self.thread
        if thread is not None and any(head.author and head.posted for head in self.heads):
            return False
        if self.forum and thread is not None and not have_headlines(self.reader, self.boxes, thread, self.title):
            return False  # whose units hold what was said
        if self.forum and is_numbered(self.reader.page):
            return not self.found.kept and bool(self.judged.groups)
        return self.judged.likely == Likely.YES


def _view(reader: Reader) -> _View:
    """Return the page with the text that it holds and does not show."""
    show_unscripted(reader)
    view = _View(reader)
    if view.thread is None:
        told = sum(view.boxes.weight[index] for index in view.found.kept)
        stated = is_stated(view.metadata)
        # A page that does not say what it is may have its story hidden, where it is no list.
        most = LITTLE_TOLD if stated else LITTLE_SHOWN if told < LITTLE_SHOWN and not view.is_list else 0
        markup = hidden_shown(reader.page, told) if told < most else None
        if markup is not None:
            view.leave()
            reader.show(markup)
            view = _View(reader)
    if view.thread is None and (view.forum or is_stated(view.metadata)):
        told = sum(view.boxes.weight[index] for index in view.found.kept)
        shown = stated_shown(reader.page, view.metadata, nothing=not told) if told < LITTLE_SHOWN else None
        if shown is not None:
            view.leave()
            reader.show(shown[0])
            reader.warn(
                "body-not-printed", f"the page prints no text before a script runs; the body is {shown[1]}", "body"
            )
            view = _View(reader)
    return view


def _plain(reader: Reader) -> Article:
    metadata = read_metadata(reader.page)
    plain = read_plain(reader, metadata)
    if not any(any(map(str.isalnum, block.text)) for block in plain.body):
        reader.fail("body", "nothing but the title and its byline is printed")
    return _article(reader, metadata, plain.head, plain.body, ())


def _story(view: _View) -> Article:
    reader, found = view.reader, view.found
    if not found.kept:
        reader.fail("body", "the page shows no text; if a script fetches it, pass the page as the browser has it")
    if view.judged.likely == Likely.MAYBE:
        reader.warn("maybe-list", f"the page may be a list and no article: {view.judged.why}", "body")
    head = read_article_head(reader, view.metadata, found.kept[0], found.kept[-1] + 1, view.title, thread=view.forum)
    descriptions = [fact.value for fact in view.metadata.all("description")]
    standfirst = find_standfirst(view.boxes, found, head.title_line, descriptions)
    story = take_story(reader, found, head.lines, standfirst)
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


def _thread(view: _View, thread: Thread) -> Article | None:
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
        authors=(said.author,) if said.author is not None else article.authors,
        published=_nearer(published, said.posted),
        comments=discussed.comments,
    )


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
