"""A new page with what is known of it: its story, where that stands, and how likely a place holds a value."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from tearsheet.authoring.learning.proposals import Proposal
from tearsheet.authoring.learning.sample import Occurrence, Sample, folded
from tearsheet.model import Article
from tearsheet.page.lines import Line

__all__ = ["TargetPage", "printed"]

_ALIKE = 0.75
_HEADINGS = {"h1": -0.6, "h2": -0.3, "h3": -0.1}


@frozen(kw_only=True)
class TargetPage:
    """A new page that cannot be read, and what is known of it.

    :ivar number: which of the new pages it is, from 0
    :ivar article: its story as an old page has it, ``None`` where no old page has it
    :ivar story: indexes of the lines of the story; where it is not known, of what looks like one
    :ivar coverage: share of the known story that was found
    """

    number: int
    sample: Sample
    article: Article | None
    story: frozenset[int]
    coverage: float = 0.0
    title: Line | None = None
    title_text: str | None = None
    proposal: Proposal | None = None
    talk: frozenset[int] = field(default=frozenset())

    @property
    def span(self) -> tuple[int, int]:
        """The first line of the story and the one after its last."""
        return (min(self.story), max(self.story) + 1) if self.story else (len(self.sample.lines), 0)

    def distance(self, line: Line) -> float:
        """Return what speaks against a value that stands in *line*: far from title and story, after it, in talk."""
        start, stop = self.span
        index = line.index
        if index in self.story:
            return 6.0
        near = [abs(index - start)]
        if self.title is not None:
            near.append(abs(index - self.title.index))
        price = min(1.5, 0.05 * min(near))
        if any(other in self.talk for other in range(index - 1, index + 3)):
            price += 2.0
        if index >= stop:
            price += 0.5
        return price

    def penalty(self, occurrence: Occurrence) -> float:
        """Return what speaks against a text at *occurrence*."""
        return self.distance(occurrence.line)

    def title_penalty(self, occurrence: Occurrence) -> float:
        """Return what speaks against a title at *occurrence*: no heading, a link, after the start of the story."""
        line = occurrence.line
        start, stop = self.span
        around = occurrence.node
        tag = next((node.tag for node in (around, around.parent) if node is not None and node.tag in _HEADINGS), None)
        linked = bool(line.runs) and all(run.href is not None for run in line.runs)
        price = _HEADINGS.get(tag or "", 0.4) + (1.5 if linked else 0.0) + (0.0 if occurrence.whole else 1.5)
        if line.index in self.story:
            return price + 3.0
        if any(node.tag in {"li", "aside", "nav", "footer"} for node in line.ancestors()):
            price += 1.0
        return price + (min(1.0, 0.05 * (start - line.index)) if line.index < stop else 1.5)


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
    return _similar(sample.lines, wanted) if similar else None


def _similar(lines: Sequence[Line], wanted: str) -> str | None:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for what is not found

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted.casefold())
    best: tuple[float, str] | None = None
    for line in lines:
        if not 0.5 <= len(line.text) / len(wanted) <= 2:
            continue
        matcher.set_seq1(line.text.casefold())
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            ratio = matcher.ratio()
            if ratio >= _ALIKE and (best is None or ratio > best[0]):
                best = ratio, line.text
    return best[1] if best is not None else None
