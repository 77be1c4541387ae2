"""A page with what is known of it: what a person says it shows, or what an old reading has of the same story."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from attrs import frozen

from tearsheet.authoring.learning.baseline import NO_BASELINE, Baseline
from tearsheet.authoring.learning.known import NOTHING_TOLD, Known
from tearsheet.authoring.learning.proposals import Proposal, title_line
from tearsheet.authoring.learning.sample import Occurrence, Sample
from tearsheet.model import Article, Moment
from tearsheet.model.table import FIELDS
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_ALIKE = 0.75
"""How like a line must be to a title that was edited to be it: the share of both that is the same, in order."""


class _Against:
    """What speaks against a place for a value, in what a selector costs.

    Set by hand; the decoys of ``tests/rewritten.py`` hold them: a title in a list of links, the author among the
    comments, a calendar. Halved, or half as much again, benchmarks/heal.py gives the same.
    """

    STORY = 6.0
    """In the story itself: more than any selector costs but a position."""
    LINE = 0.05
    """Each line between the place and the nearer of title and story,"""
    FAR = 1.5
    """up to this."""
    TALK = 2.0
    """Beside a comment that is known: its author is another."""
    AFTER = 0.5
    """After the story."""


class _TitleAgainst:
    """What speaks against a place for a title. Set by hand; the same pages hold them."""

    HEADING = {"h1": -0.6, "h2": -0.3, "h3": -0.1}  # noqa: RUF012 - a table, nobody writes to it
    """What a heading is worth."""
    NO_HEADING = 0.4
    LINKED = 1.5
    """A title that leads somewhere is another story's."""
    PART = 1.5
    """Other words share the element."""
    LIST = 1.0
    """In a list, or in what stands aside."""
    STORY = 3.0
    AFTER = 1.5
    """After the story begins."""
    FAR = 1.0
    """The most that lines between title and story cost, 0.05 each."""


@frozen
class Said:
    """A comment that is known.

    :ivar text: its first line, or words of it
    :ivar posted: its time, as printed
    """

    text: str
    author: str | None = None
    posted: str | None = None


@frozen(kw_only=True)
class TargetPage:
    """A page that fields are learned from, and what is known of it.

    :ivar number: which of the pages it is, from 0
    :ivar call: what it is called in what is said of it
    :ivar told: what a person says of it
    :ivar baseline: what another reader makes of it
    :ivar article: its story as an old page has it, ``None`` where none has it; what it lacks the page is known to lack
    :ivar title: what is known of its title, or seems to be it
    :ivar story: indexes of the lines of the story, or of what looks like one; empty where nobody has told them apart
    :ivar talk: indexes of the lines of known comments
    """

    number: int
    sample: Sample
    call: str
    told: Known = NOTHING_TOLD
    baseline: Baseline = NO_BASELINE
    article: Article | None = None
    title: Proposal | None = None
    story: frozenset[int] = frozenset()
    talk: frozenset[int] = frozenset()

    @property
    def title_line(self) -> Line | None:
        """The line at which the title stands."""
        return title_line(self.sample, self.title)

    # -- what is known ---------------------------------------------------------------------------------------------

    def tells(self, name: str) -> bool:
        """Whether anybody has said anything of the field *name*."""
        return self.article is not None or bool(getattr(self.told, name, None))

    def text(self, name: str) -> str | None:
        """Return the text that is known of a field, as the page prints it."""
        if self.article is not None:
            return printed(self.sample, known_text(self.article, name))
        text = getattr(self.told, name, None)
        return " ".join(text.split()) if text else None

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Return the texts that are known of a field of several, those that the page prints."""
        if self.article is None:
            return tuple([" ".join(text.split()) for text in getattr(self.told, name, ())]) or None
        known = FIELDS[name].value_in(self.article)
        return tuple([said for text in known if (said := printed(self.sample, text))]) or None

    def moment(self, name: str) -> Moment | None:
        """Return the time that is known of a field; none that was told from the day of an old capture."""
        if self.article is None:
            text = self.text(name)
            return self.sample.reader.moment(text) if text is not None else None
        moment: Moment | None = getattr(self.article, name)
        return moment if moment is not None and moment.basis != "relative" else None

    def story_texts(self) -> list[str]:
        """Return the texts of the known story, as lines have them: a block of code has several."""
        return texts_of_story(self.article) if self.article is not None else []

    def comments(self) -> Iterator[Said]:
        """Yield the comments that are known, of those of an old reading the ones that the page prints."""
        for text in self.told.comments:
            yield Said(" ".join(text.split()))
        lines = {line.text for line in self.sample.lines}
        for comment in self.article.comments if self.article is not None else ():
            first = comment.body.split("\n")[0]
            if first in lines:
                yield Said(first, comment.author, comment.posted.raw if comment.posted else None)

    # -- how likely a place holds a value --------------------------------------------------------------------------

    @property
    def span(self) -> tuple[int, int]:
        """The first line of the story and the one after its last."""
        return (min(self.story), max(self.story) + 1) if self.story else (len(self.sample.lines), 0)

    def distance(self, line: Line) -> float:
        """Return what speaks against a value that stands in *line*: far from title and story, after it, in talk."""
        if not self.story:
            return 0.0
        start, stop = self.span
        index = line.index
        if index in self.story:
            return _Against.STORY
        near = [abs(index - start)]
        if self.title_line is not None:
            near.append(abs(index - self.title_line.index))
        price = min(_Against.FAR, _Against.LINE * min(near))
        if any(other in self.talk for other in range(index - 1, index + 3)):
            price += _Against.TALK
        return price + (_Against.AFTER if index >= stop else 0.0)

    def penalty(self, occurrence: Occurrence) -> float:
        """Return what speaks against a text at *occurrence*."""
        return self.distance(occurrence.line)

    def title_penalty(self, occurrence: Occurrence) -> float:
        """Return what speaks against a title at *occurrence*: no heading, a link, after the start of the story."""
        line, around, weights = occurrence.line, occurrence.node, _TitleAgainst
        nodes = [node for node in (around, around.parent) if node is not None]
        price = next((weights.HEADING[node.tag] for node in nodes if node.tag in weights.HEADING), weights.NO_HEADING)
        linked = bool(line.runs) and all(run.href is not None for run in line.runs)
        price += (weights.LINKED if linked else 0.0) + (0.0 if occurrence.whole else weights.PART)
        if line.index in self.story:
            return price + weights.STORY
        if any(node.tag in {"li", "aside", "nav", "footer"} for node in line.ancestors()):
            price += weights.LIST
        if not self.story:
            return price
        start, stop = self.span
        return price + (min(weights.FAR, _Against.LINE * (start - line.index)) if line.index < stop else weights.AFTER)


def texts_of_story(article: Article) -> list[str]:
    """Return the lines of the blocks of *article*, of code those that have words."""
    lines = [line.strip() for block in article.body for line in block.text.split("\n")]
    return [line for line in lines if line]


def known_text(article: Article, name: str) -> str | None:
    """Return the text of a field of *article* that has one."""
    if name == "summary":
        return article.summary.text if article.summary is not None else None
    if name == "source":
        return article.source.name if article.source is not None else None
    value = FIELDS[name].value_in(article)
    return str(value) if value is not None else None


def printed(sample: Sample, text: str | None, *, similar: bool = False) -> str | None:
    """Return *text* as the page prints it, ``None`` where it does not.

    :param similar: also a line that is much like it
    """
    wanted = " ".join((text or "").split())
    if not wanted:
        return None
    if any(wanted in line.text for line in sample.lines):
        return wanted
    plain = folded(wanted)
    for line in sample.lines:
        if folded(line.text) == plain:
            return line.text
    if any(sample.words(each.node) == wanted for each in sample.occurrences(wanted)):
        return wanted
    cased = {line.text.casefold(): line.text for line in reversed(sample.lines)} if similar else {}
    close = get_close_matches(wanted.casefold(), cased, 1, _ALIKE)
    return cased[close[0]] if close else None
