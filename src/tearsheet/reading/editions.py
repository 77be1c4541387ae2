"""Putting together what stands in each language on a page that prints several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define, field

from tearsheet.model import Block, Edition, Summary
from tearsheet.page.lines import Line
from tearsheet.page.text_lines import texts_of
from tearsheet.reading.reader import Reader
from tearsheet.text.bilingual import split
from tearsheet.text.language import CJK, detect, dominant


@define
class Half:
    """The words of a line that are in one language."""

    line: Line
    start: int
    end: int
    language: str

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].strip()


@define
class Draft:
    """An edition in the making; the fields are those of :class:`tearsheet.model.Edition`."""

    language: str
    title: str | None = None
    summary: str | None = None
    body: list[Block] = field(factory=list)
    tags: list[str] = field(factory=list)
    notices: list[str] = field(factory=list)
    site: str | None = None
    section: str | None = None

    @property
    def is_cut(self) -> bool:
        """Whether the page cut the summary off."""
        return self.summary is not None and is_cut(self.summary, [block.text for block in self.body])

    def build(self, title: str) -> Edition:
        """Return the finished edition; *title* is used where the page printed none in this language."""
        summary = Summary(text=self.summary, truncated=self.is_cut) if self.summary is not None else None
        return Edition(
            language=self.language,
            title=self.title or title,
            summary=summary,
            body=tuple(self.body),
            tags=tuple(self.tags),
            notices=tuple(self.notices),
            site=self.site,
            section=self.section,
        )


class Editions:
    """The editions of one page, by BCP 47 language, in the order in which the page first uses each.

    Which Chinese a page is written in is told from all of it, since a short line may not show.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        text = "\n".join([words for words in texts_of(reader.lines) if not words.isascii()])
        self.chinese = detect("".join(_CJK_RUNS.findall(text)[:400]), "zh-Hans") or "zh-Hans"
        self.drafts: dict[str, Draft] = {}

    def __getitem__(self, language: str) -> Draft:
        draft = self.drafts.get(language)
        if draft is None:
            draft = self.drafts[language] = Draft(language)
        return draft

    def language(self, text: str) -> str | None:
        """Return the language *text* is in, whatever it quotes; ``None`` where it has no letters."""
        found = dominant(text)
        if found is None:
            return None
        if found == "latin":
            return "en"
        return self.chinese if found == "han" else detect(text)

    def halves(
        self,
        line: Line,
        *,
        end: int | None = None,
        known: Sequence[str] = (),
        title: str | None = None,
        limit: int | None = None,
    ) -> list[Half]:
        """Return the words of *line* language by language, one item where it is in one language only.

        :param end: where the words to look at end, if not with the line
        """
        text = line.text[:end].rstrip()
        runs = [at for at in line.boundaries if at < len(text)]
        parts = split(text, runs=runs, known=known, title=title, limit=limit)
        if parts is None:
            language = self.language(text)
            return [Half(line, 0, len(text), language)] if language is not None else []
        if parts.ambiguous:
            self.reader.warn(
                "bilingual-ambiguous",
                f"line {line.number} can be cut between its languages in more than one way; "
                f"read as {parts.first[-40:]!r} | {parts.second[:40]!r}",
            )
        first = self.language(parts.first) or "en"
        second = self.language(parts.second) or self.chinese
        if first == second:
            first, second = ("en", self.chinese) if second == self.chinese else (self.chinese, "en")
        return [Half(line, 0, parts.cut, first), Half(line, parts.resume, len(text), second)]

    def printed_apart(self, line: Line) -> list[Half]:
        """Return the two halves of a block that prints its words in one language and again in another, or nothing.

        Only markup can tell such a block from one that quotes the other language: each half must stand in an element of
        its own, or be more than the name that a Chinese paragraph may begin with.
        """
        if not line.boundaries:
            return []
        text = line.text
        parts = split(text, runs=line.boundaries)
        if parts is None or parts.evidence != "runs":
            return []
        halves = self.halves(line)
        if len(halves) != 2 or {half.language for half in halves} != {"en", self.chinese}:
            return []
        latin = next(half.text for half in halves if half.language == "en")
        inside = all(
            run.node is not None and run.tag not in _BREAKING_OFF and run.node.tag != line.tag for run in line.runs
        )
        return halves if inside or len(_WORD.findall(latin)) >= 3 else []

    def take(self, half: Half, role: str) -> str:
        """Claim *half* for the field *role* of its edition and return its text."""
        return self.reader.ledger.claim(half.line, f"{role}@{half.language}", half.start, half.end)

    def take_lead(self, half: Half) -> None:
        """Claim words above the body: of each language the first are the title, the next the summary."""
        draft = self[half.language]
        if draft.title is None:
            draft.title = self.take(half, "title")
        elif draft.summary is None:
            draft.summary = self.take(half, "summary")

    def build(self) -> tuple[Edition, ...]:
        """Return the editions that have a title or a body, the leading language first.

        An edition without a title of its own bears the leading one's; the page prints no other.
        """
        drafts = [draft for draft in self.drafts.values() if draft.title or draft.body]
        titled = next((draft for draft in drafts if draft.title), None)
        if titled is None or titled.title is None:
            self.reader.fail("title", "no line stands where the title is printed")
        editions = []
        for draft in drafts:
            if draft.title is None:
                self.reader.warn(
                    "edition-title-missing",
                    f"the page prints no {draft.language} title; the {titled.language} one stands in",
                    field="title",
                )
            editions.append(draft.build(titled.title))
        return tuple(editions)

    # -- what may be odd about a page in two languages ---------------------------------------------------------------

    def warn_if_cut(self, draft: Draft, by: str = "page") -> None:
        """Warn when the summary of *draft* was cut off."""
        if draft.summary is not None and draft.is_cut:
            self.reader.warn(
                "summary-truncated",
                f"the {by} cuts the {draft.language} summary after {len(draft.summary)} characters",
                field="summary",
            )

    def warn_of_oddities(self) -> None:
        """Warn of cut summaries, of paragraphs that one edition lacks, and of a title that fits no text."""
        drafts = [draft for draft in self.drafts.values() if draft.body]
        for draft in drafts:
            self.warn_if_cut(draft)
        counts = {draft.language: len(draft.body) for draft in drafts}
        if len(set(counts.values())) > 1:
            said = ", ".join(f"{count} in {language}" for language, count in counts.items())
            self.reader.warn("edition-paragraph-missing", f"the editions differ in length: {said}", field="body")
        told = [draft for draft in drafts if draft.title is not None]
        if told and not any(_tells_of(draft.title or "", _all_text(draft)) for draft in told):
            self.reader.warn(
                "title-story-differs",
                "hardly a word of the title stands in the summary or the body; the page may join two stories",
                field="title",
            )


def is_cut(summary: str, paragraphs: Iterable[str]) -> bool:
    """Whether the page cut *summary* off: it ends in no sentence end and goes on in a paragraph, or at 500 exactly."""
    if summary.endswith(("…", "...")):
        return True
    if summary.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS:
        return False
    return len(summary) == _CUT or any(len(text) > len(summary) and text.startswith(summary) for text in paragraphs)


# Elements that set a few words of a sentence off.
_BREAKING_OFF = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "strong", "u"})
# These sites cut their summaries after this many code points.
_CUT = 500
_SENTENCE_ENDS = tuple(".!?。！？．")
_CLOSING = "\"'”’»」』）)】]》 "
_CJK_RUNS = re.compile(f"[{CJK}]+")
_WORD = re.compile(r"[A-Za-z]{4,}")


def _all_text(draft: Draft) -> str:
    return "\n".join([draft.summary or "", *(block.text for block in draft.body)])


def _tells_of(title: str, text: str) -> bool:
    """Whether words of *title* are found in *text*: Latin words by their first letters, Han by pairs.

    Pairs that straddle two words are in no other text, so a quarter of them is much.
    """
    words = {word.lower()[:_STEM] for word in _WORD.findall(title)}
    pairs = {run[i : i + 2] for run in _CJK_RUNS.findall(title) for i in range(len(run) - 1)}
    if len(words) + len(pairs) < _TELLING:
        return True
    found = sum([pair in text for pair in pairs])
    if words:
        text = text.lower()
        found += sum([_begins_word(word, text) for word in words])
    return found * _SHARED >= len(words) + len(pairs)


def _begins_word(stem: str, text: str) -> bool:
    """Whether a word of *text* begins with *stem*; a stem shorter than stems are is a whole word."""
    whole = len(stem) < _STEM
    at = text.find(stem)
    while at >= 0:
        end = at + len(stem)
        if not (at and text[at - 1].isalpha()) and not (whole and text[end : end + 1].isalpha()):
            return True
        at = text.find(stem, end)
    return False


_STEM = 6  # letters that forms of one word share: "rebuild", "rebuilt"
_TELLING = 3  # words and pairs that a title must have to be held against a text
_SHARED = 5  # one in so many of them must be in the text: pairs that straddle two words are in no other
