"""A page as generic sees it: its elements, its prose, what it states, and whether it is a thread, a story or a list."""

from __future__ import annotations

from tearsheet.adapters.generic.body.choice import prose_of
from tearsheet.adapters.generic.body.story import Found, find_story
from tearsheet.adapters.generic.head.headings import Title
from tearsheet.adapters.generic.head.stated_titles import title_line
from tearsheet.adapters.generic.lists.detection import Judged, Likely, is_stated, judge, states_story
from tearsheet.adapters.generic.lists.list_signs import HOME, LIST, address_sign, is_index, is_shop
from tearsheet.adapters.generic.rendering import (
    LITTLE_SHOWN,
    LITTLE_TOLD,
    hidden_shown,
    show_unscripted,
    stated_shown,
    unfolded,
)
from tearsheet.adapters.generic.signs.elements import Boxes
from tearsheet.adapters.generic.thread.forum import (
    are_alike,
    counts_answers,
    find_lines,
    find_marked,
    find_posts,
    have_headlines,
    is_told,
    thread_title,
)
from tearsheet.adapters.generic.thread.lone_posts import mail_post, single_post
from tearsheet.adapters.generic.thread.post_heads import Head, read_heads
from tearsheet.adapters.generic.thread.thread_signs import is_forum, is_numbered, may_be_thread
from tearsheet.adapters.generic.thread.threads import Thread, nearly_all, within
from tearsheet.page.metadata import read_metadata
from tearsheet.reading.reader import Reader

_UNTOLD = 1.0
"""What a post without a person and a time is worth beside one with both."""
_SEVERAL = 3
"""Posts that are told by a person and a time alone, of no shape of their own."""


class View:
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
            title, printed = self.title, None
            if title is None:
                printed = thread_title(self.boxes, None, self.reader.page.title)
                self.title = printed.first if printed is not None else None
            thread = find_posts(self.reader, self.boxes, self.prose, self.title, bare=False)
            if thread is None or not self._is_thread(thread):
                thread = find_marked(self.reader, self.boxes, self.prose, self.title, thread)
                mail = mail_post(self.reader, self.boxes)
                if thread is None or len(thread.posts) < _SEVERAL - (mail is not None) or not self._is_thread(thread):
                    thread = mail
                if thread is None or (thread is mail and not self._is_told(mail)):
                    self.title = title
                    return None
            self.forum, self.printed = True, printed or thread_title(self.boxes, self.title, self.reader.page.title)
            return thread
        self.printed = thread_title(self.boxes, self.title, self.reader.page.title)
        self.title = self.printed.first if self.printed is not None else None
        thread = find_posts(self.reader, self.boxes, self.prose, self.title)
        if thread is None or thread.is_of_lines:
            thread = find_lines(self.reader, self.boxes, self.title) or thread
        if thread is None or not self._is_told(thread):
            for find in (find_marked, single_post):
                other = find(self.reader, self.boxes, self.prose, self.title, thread)
                if other is None or (thread is not None and len(other.posts) == 1 and within(other, thread)):
                    continue  # but the first of the posts
                if thread is None or self._worth(other) > self._worth(thread):
                    thread = other
        if thread is not None:
            self._heads_of(thread)
        return thread

    def look_for_posts(self) -> None:
        """See whether posts are told where no story is, though the page does not say that it is a thread."""
        self.forum = True
        self.thread = self._thread()
        self.forum = self.thread is not None

    def _is_thread(self, thread: Thread) -> bool:
        """Whether the posts are a thread whatever the page says of itself."""
        if len(thread.posts) == 1:
            return False
        if address_sign(self.url) in {HOME, LIST} and not self._holds_most(thread):
            return False  # but what readers say of a list
        if is_stated(self.metadata) and not (thread.alike and self._holds_most(thread)):
            return False  # but what readers say of a story
        asked = counts_answers(self.reader.lines, thread)
        heads = read_heads(self.reader, thread.posts, self.title, timed=not asked)
        if not heads or not (thread.alike or asked or may_be_thread(self.reader.page) or are_alike(heads)):
            return False
        self._headed[id(thread)] = (thread, heads)
        self.heads = heads
        # What buyers say of the goods of a shop is no thread.
        told = is_told(self.reader, self.boxes, thread, self.title, heads[asked:])
        return told and not is_shop(self.boxes)

    def _holds_most(self, thread: Thread) -> bool:
        return 2 * sum(self.boxes.size(post.unit) for post in thread.posts) > self.boxes.size(self.boxes.root)

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
        return page.is_html and not states_story(self.metadata) and not is_index(self.url)

    @property
    def found(self) -> Found:
        found = self._found
        if found is None:
            found = self._found = find_story(
                self.reader, self.boxes, self.prose, self.title, article=is_stated(self.metadata), forum=self.forum
            )
        return found

    @property
    def told(self) -> int:
        """What the story weighs."""
        return sum([self.boxes.weight[index] for index in self.found.kept])

    @property
    def judged(self) -> Judged:
        """Whether the page is a list."""
        judged = self._judged
        if judged is None:
            title = self.title
            if title is None and (printed := thread_title(self.boxes, None, self.reader.page.title)) is not None:
                title = printed.first
            judged = self._judged = judge(self.reader.page, self.boxes, self.found, self.metadata, title)
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


def view_of(reader: Reader) -> View:
    """Return the page with the text that it holds and does not show."""
    show_unscripted(reader)
    view = View(reader)
    if view.thread is None and not view.forum and not view.found.kept and not view.is_list:
        view.look_for_posts()
    if view.thread is None:
        told, stated = view.told, is_stated(view.metadata)
        # A page that does not say what it is may have its story hidden, where it is no list.
        most = LITTLE_TOLD if stated else LITTLE_SHOWN if told < LITTLE_SHOWN and not view.is_list else 0
        markup = (hidden_shown(reader.page, told) if told < most else None) or unfolded(reader.page)
        if markup is not None:
            view.leave()
            reader.show(markup)
            view = View(reader)
    if view.thread is None and (view.forum or is_stated(view.metadata)):
        told = view.told
        shown = stated_shown(reader.page, view.metadata, nothing=not told) if told < LITTLE_SHOWN else None
        if shown is not None:
            view.leave()
            reader.show(shown[0])
            reader.warn(
                "body-not-printed", f"the page prints no text before a script runs; the body is {shown[1]}", "body"
            )
            view = View(reader)
    return view
