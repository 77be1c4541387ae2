"""A forum thread: the opening post as the body, the others as comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from tearsheet.adapters.generic.body.boilerplate_boxes import boilerplate_rules
from tearsheet.adapters.generic.body.core import PROSE
from tearsheet.adapters.generic.head.headings import Title
from tearsheet.adapters.generic.head.stated_titles import LONGEST as LONGEST_TITLE
from tearsheet.adapters.generic.signs.elements import Box, Boxes, told_sums
from tearsheet.adapters.generic.thread.post_heads import Head, form_of, read_heads
from tearsheet.adapters.generic.thread.post_names import begins_with_name, names_in, names_somebody
from tearsheet.adapters.generic.thread.post_parts import begun, opened, said_alone
from tearsheet.adapters.generic.thread.post_times import is_dated, times_in
from tearsheet.adapters.generic.thread.posts import Said, comment_of, repeated_in, said_in, sentences
from tearsheet.adapters.generic.thread.threads import Post, Thread, find_thread, held, lines_above, nearly_all, within
from tearsheet.adapters.generic.thread.units import find_units
from tearsheet.model import Block, BlockKind, Comment
from tearsheet.page.address import domain_of
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import words_alone

_HEADLINE, _ENDING = 12, 20
"""Letters of a headline at least: fewer are a label, a tag, a number; and the last ones, by which two are the same."""
_LEAST_RANK = 4
"""Headings from this rank on head a post as often as the page."""
_NEAR = 12
"""Lines from the title to the first comment, between which it stands who posted a link: farther down is a post."""
_LEAST_LINES = 2
"""Posts of one line each that are a thread."""
_OWN = 0.3
"""Share of what a thread with all its comments holds from which on its posts alone are it. Fitted on dev, 2026-11."""
_PART = 3
"""The part of a title, a third, that is enough to know it by."""
_COUNT_ABOVE = 3
"""Lines above the first answer in which their number stands."""
_COUNTED = re.compile(
    r"\d+ ?(?:answers?|antworten|réponses?|respuestas?|"
    r"risposte|respostas?|ответ(?:а|ов)?|(?:个|個|条|條)?回答)(?: \(\d+\))?",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?<=\S)\s+--(?=\s*※)")

_ALLOWED = frozenset({"like-prompt", "author-box", "tags", "widget", "login", "header", "advert", "form"})


@frozen(kw_only=True)
class Discussed:
    """What was claimed."""

    opening: Said
    body: tuple[Block, ...]
    comments: tuple[Comment, ...]


def thread_title(boxes: Boxes, title: int | None, stated: str | None) -> Title | None:
    """Return the thread's title: the line *title*, or where that is no heading, words in another that are *stated*.

    A thread about a link has it for its title, and many boards print the title in a line with a label, a tag or a site.
    """
    lines = boxes.lines
    wanted = _folded(stated or "")
    if title is not None and (level := lines[title].level) is not None and _folded(lines[title].text) in wanted:
        text = lines[title].text
        if level < _LEAST_RANK or not any(line.tag == "h1" and text in line.text for line in lines[:title]):
            return Title(text, title, title)
    best: tuple[bool, Title] | None = None
    for line in lines:
        if best is not None and line.level is None:
            continue
        if 2 * boxes.weights[line.index] > boxes.weights[-1]:
            break  # a thread stands below its title
        if len(line.text) <= LONGEST_TITLE and boxes.of_line[line.index].hint in {None, "header"}:
            if line.level is not None and stated and stated in line.text:
                # A heading that prints a label before the title, or numbers behind it.
                at = line.text.index(stated)
                return Title(stated, line.index, line.index, (at, at + len(stated)))
            for run in line.runs:
                words = _folded(run.text)
                if len(words) * _PART >= len(wanted) and (
                    wanted.startswith(words) if len(words) < _HEADLINE else words in wanted
                ):
                    if best is not None and best[0]:
                        continue
                    part = None if run.text == line.text else (run.start, run.start + len(run.text))
                    best = (line.level is not None, Title(run.text, line.index, line.index, part))
    if best is not None:
        return best[1]
    return Title(lines[title].text, title, title) if title is not None else None


def _folded(text: str) -> str:
    return words_alone(text).casefold()


def find_posts(
    reader: Reader, boxes: Boxes, prose: list[float], title: int | None, *, bare: bool = True
) -> Thread | None:
    """Find the posts of a thread; ``None`` where there are none.

    :param bare: whether posts may have comments of their own
    """
    raw = told_sums(prose)
    rules = boilerplate_rules(boxes, raw, (), title, _ALLOWED | {"comments"})
    thread = find_thread(boxes, _counted(prose, rules), title)
    if bare and thread is not None and (stricter := boilerplate_rules(boxes, raw, (), title, _ALLOWED)) != rules:
        own = find_thread(boxes, _counted(prose, stricter), title)
        if own is not None and within(own, thread) and held(own, raw) > _OWN * held(thread, raw):
            # Where posts have comments of their own, the posts are the thread.
            thread = own
    if thread is None:
        return None
    return said_alone(reader, boxes, thread, prose, title)


def _counted(prose: Sequence[float], rules: Sequence[str | None]) -> list[float]:
    """Return what each line counts: the prose of boilerplate counts nothing."""
    return [min(0.0, value) if rule else value for value, rule in zip(prose, rules, strict=True)]


def find_marked(
    reader: Reader, boxes: Boxes, prose: list[float], title: int | None, thread: Thread | None
) -> Thread | None:
    """Find the posts by the time or the person in each of them, be they those of *thread* or others."""
    raw = told_sums(prose)
    rules = boilerplate_rules(boxes, raw, (), title, _ALLOWED | {"comments"})
    alike = [post.content for post in thread.posts] if thread is not None and thread.alike else []
    thread = find_units(reader, boxes, _counted(prose, rules), title, alike)
    if thread is None or have_headlines(reader, boxes, thread, title):
        return None
    return begun(reader, opened(reader, thread, raw), raw, title)


def find_lines(reader: Reader, boxes: Boxes, title: int | None) -> Thread | None:
    """Find the posts of a thread that are a line each, the poster's name and what they say."""
    rows: dict[tuple[int, str, str], list[Box]] = {}
    for box in boxes.all:
        if box.stop == box.start + 1 and box.start > (-1 if title is None else title) and box.parent is not None:
            rows.setdefault((box.parent.number, box.tag, box.classes), []).append(box)
    for alike in rows.values():
        lines = [boxes.lines[box.start] for box in alike]
        if (
            len(alike) >= _LEAST_LINES
            and all(len(line.marks) > 1 and begins_with_name(reader, line) for line in lines)
            and len({_beside_head(reader, line) for line in lines}) > 1
        ):
            posts = [Post(box, box) for box in alike]
            opening = lines_above(boxes, title, alike[0])
            return Thread([Post(opening, opening), *posts] if opening is not None else posts, alike=opening is None)
    return None


def _beside_head(reader: Reader, line: Line) -> str:
    """Return what *line* has besides a person and a time: that differs where it is what was said."""
    heads = [mark for _, _, mark in (*reader.asked(names_in, line), *times_in(reader, line))]
    kept = [char for at, char in enumerate(line.text) if not any(mark.start <= at < mark.end for mark in heads)]
    return "".join(filter(str.isalpha, kept))


def _block(reader: Reader, line: Line, kind: BlockKind | None) -> Block:
    """Return the block of *line*, without the signature that two dashes part from a text in one line."""
    signed = _SIGNED.search(line.text)
    if signed is None:
        return reader.block(line, "body", kind=kind)
    text = reader.ledger.claim(line, "body", 0, signed.start())
    reader.ledger.drop(line, "signature")
    return Block(text=text, kind=kind or "paragraph")


def is_told(reader: Reader, boxes: Boxes, thread: Thread, title: int | None, heads: Sequence[Head]) -> bool:
    """Whether the posts are a thread by themselves: of one shape, the first too, and with a person and a time each.

    The comments below a story are of one shape and the story is not.
    """
    whole = sum(head.author is not None and head.posted is not None for head in heads)
    return nearly_all(whole, len(heads)) and not have_headlines(reader, boxes, thread, title)


def counts_answers(lines: Sequence[Line], thread: Thread) -> bool:
    """Whether a line right above the second post counts the answers: some sites print nobody beside the question."""
    first = thread.posts[1].unit.start if len(thread.posts) > 1 else 0
    return any(_COUNTED.fullmatch(line.text) is not None for line in lines[max(0, first - _COUNT_ABOVE) : first])


def are_alike(heads: Sequence[Head]) -> bool:
    """Whether who opened the thread is a user like those who answer: their names lead to addresses of one form, or the
    opener answers too.
    """
    if heads[0].posted is None:
        return False
    if heads[0].author is not None and any(head.author == heads[0].author for head in heads[1:]):
        return True
    forms = [form_of(head) for head in heads]
    return forms[0] is not None and 2 * forms.count(forms[0]) > len(forms)


def have_headlines(reader: Reader, boxes: Boxes, thread: Thread, title: int | None) -> bool:
    """Whether most posts begin with a headline that leads to a page of its own, as those of a weblog do."""
    named = _folded(reader.lines[title].text) if title is not None else ""
    headlines: set[str] = set()
    for post in thread.posts:
        said = False
        for index in range(post.unit.start, post.unit.stop):
            line, linked = reader.lines[index], boxes.linked[index]
            beside = boxes.weight[index] - linked
            of_user = begins_with_name(reader, line) or (is_dated(reader, index) and names_somebody(reader, line))
            # Four fifths of it are links, and more than a label: it need not be marked up as a heading.
            above = not said and linked > 4 * beside and linked > 2 * _HEADLINE
            above = above and not of_user and not is_dated(reader, index)
            said = said or beside >= PROSE
            words = _folded(line.text)
            headed = line.level is not None and linked and not of_user
            if above or (headed and sum(map(str.isalpha, words)) > _HEADLINE):
                following = reader.lines[index + 1].text if index + 1 < post.unit.stop else ""
                if not _is_part(named, words) and not _folded(following).startswith(words):
                    headlines.add(words[-_ENDING:])  # less "Re:"
                break
    return len(headlines) * 2 >= len(thread.posts)


def _is_part(named: str, words: str) -> bool:
    return bool(named) and (named in words or words in named)


def _leads_out(reader: Reader, title: int) -> bool:
    """Whether the title leads to another site."""
    own = domain_of(reader.page.url or reader.page.canonical_url)
    hosts = {domain_of(run.href) for run in reader.lines[title].runs if run.href and "://" in run.href}
    return bool(hosts - {own, None})


def _link_post(reader: Reader, boxes: Boxes, thread: Thread, heads: Sequence[Head], title: int | None) -> Post | None:
    """Return the opening post of a thread about a link, which says nothing itself: who posted it, and when, stands
    below the title, and is another than the first comment's.
    """
    if title is None or not thread.alike or not _leads_out(reader, title):
        return None
    first = thread.posts[0].unit.start
    if not title < first <= title + _NEAR:
        return None
    unit = Box(-1, boxes.of_line[title].parent, None, "div", title + 1, link=False)
    unit.stop = first
    content = Box(-1, unit, None, "div", first, link=False)
    content.stop = first
    post = Post(unit, content)
    head = read_heads(reader, [post], None)[0]
    if head.author is None or head.posted is None:
        return None
    same = heads[0].author == head.author and (
        heads[0].posted is None or heads[0].posted.first_date == head.posted.first_date
    )
    return None if same else post


def take_posts(
    reader: Reader, boxes: Boxes, thread: Thread, title: int | None, heads: Sequence[Head]
) -> Discussed | None:
    """Claim the posts; ``None`` where the first says nothing. *title* is the line of the thread's title."""
    repeated = repeated_in(reader, thread.posts)
    about = _link_post(reader, boxes, thread, heads, title)
    if about is not None:
        thread = evolve(thread, posts=[about, *thread.posts])
        heads = read_heads(reader, thread.posts, title)
    titled = reader.lines[title].text if title is not None else ""
    said: list[Said] = []
    before: set[str] = set()
    for number, (post, head) in enumerate(zip(thread.posts, heads, strict=True)):
        role = f"comments[{number - 1}]" if number else ""
        said.append(said_in(reader, boxes, post, head, role, repeated=repeated, said=before, title=titled))
        before.update(part for line in said[-1].body for part in sentences(line.text))
    opening = said[0]
    quotes = {line.index for line in opening.quote}
    lines = sorted([*opening.body, *opening.quote], key=lambda line: line.index)
    own: BlockKind | None = "paragraph" if all(line.tag == "blockquote" for line in opening.body) else None
    body = tuple(_block(reader, line, "quote" if line.index in quotes else own) for line in lines)
    if not body and about is None:
        return None
    known = {"\n".join(block.text for block in body)}
    comments: list[Comment] = []
    for number, each in enumerate(said[1:]):
        comment = comment_of(reader, each, number + 1, f"comments[{number}]")
        if comment is not None and comment.body not in known:
            known.add(comment.body)
            comments.append(comment)
    return Discussed(opening=opening, body=body, comments=tuple(comments))
