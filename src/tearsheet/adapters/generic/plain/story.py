"""Which paragraphs of a text are the story: the stretch whose weights sum to most, less what stands in it by chance."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from tearsheet.adapters.generic.body.tool_rows import is_button_row, is_label_row
from tearsheet.adapters.generic.plain.marks import numbering
from tearsheet.adapters.generic.plain.units import Units
from tearsheet.adapters.generic.plain.words import STOP_WORDS, words_in
from tearsheet.adapters.generic.signs.colophon import closing
from tearsheet.adapters.generic.signs.phrases import heads_comments, is_said, prompt_of, tail_of
from tearsheet.reading.images import UNMARKED_CAPTION

_WORD = re.compile(r"\w+")
_PAUSE = re.compile("[，。、；：！？「」“”]|[.,;:] ")
_COOKIE = re.compile(
    r"\bcookies?(?![a-z])|privacy policy|terms of (?:use|service)|ICP[备備]|许可证|公网安备"
    r"|(?:本[網网]站|我[們们]|您|同意)[^。]{0,40}(?:cookie|[隱隐]私[權权]|[隱隐]私政策|服[務务][條条]款)",
    re.IGNORECASE,
)
# What no match of it is without, as UTF-8: a whole text is sooner searched so.
_LEGAL = b"cookie|privacy policy|terms of |icp".split(b"|")
_LEGAL_WIDE = "许可证|公网安备|私權|私权|私政策|服務條款|服务条款|服務条款|服务條款".encode().split(b"|")
# Characters of a cookie notice at most; columns of a paragraph that count, since a longer one weighs no more, and
# characters of it in which words are sought.
_LONGEST_LEGAL, _MOST = 600, 300
# Columns of prose at least, if it ends as a sentence does, and of a short sentence; entries of menus stay below.
_PROSE, _SENTENCE = 80, 24
# What a short sentence, and a long one that has no end, count of what one of prose does. Fitted on dumps, 2026-11.
_SHORT_SENTENCE, _OPEN = 0.6, 0.5
_WORDS = 3
"""Pauses and small words that prose has at least; names of things have fewer."""


class Cost:
    """What speaks against a stretch, in the unit that speaks for it: a hundred columns of prose are 1."""

    SEPARATOR = 0.25
    """A line of signs alone, or a caption."""
    SHORT = 0.5
    """A short line that ends in no full stop."""
    LABEL = 1.2
    """What is boilerplate by its words."""
    RUN = 2.0
    """Short lines in a row cost no more. Tried on dumps of real pages by three writers: dearer, what follows a table is
    lost; cheaper, other stories come in."""
    TAIL = 4.0
    """A heading under which no story goes on: more than one paragraph speaks for it, which is 3 at most."""
    COMMENTS = 10.0
    """A heading of what readers say, or the first post of theirs: paragraphs as heavy as a story's follow."""


# A caption ends in whose picture it is.
_LONGEST_CREDIT = 200
_CREDIT = re.compile(
    r"[.!?\s(（\[]\(?(?:photo(?:graph)?s?|fotos?|bild|images?|picture|crédits?(?: photo)?|crédito|credit)"
    r"(?: credits?| by| courtesy of)?\s?[:/：]\s?[^.!?:]{2,50}$"
    r"|^[^。]{0,60}[（(](?:[图圖]|照片)[^（）()]{0,4}[:：][^（）()]{1,30}[）)]$",
    re.IGNORECASE,
)
_IN_CAPTIONS = 0.4
"""Share of what is told, from 0 to 1, above which captions tell the story: as of figures in a page's elements."""
_RUN = 3
"""Short lines in a row from which on they are none of the story that they stand in."""
_COLONS = frozenset(":：")
TAIL = -Cost.TAIL
"""What weighs no more is a heading under which no story goes on."""
# Columns of a line that is looked at once however often it comes, and how many such lines are remembered.
_REMEMBERED, _MOST_REMEMBERED = 20, 10_000
# How many lines may close a story after its last paragraph, and the share of them that end as sentences do.
_LINES_AFTER, _SENTENCES = 20, 0.6
# Units around a list in which its words are sought, and the share of its items that have one; units above a list that
# closes the story in which they are, and the share of the sentences around it that have one.
_NEAR, _TOLD_ITEMS, _STORY, _ALL = 5, 0.3, 40, 1.0
_WHOLE = 3  # paragraphs that all end as sentences, after which one that does not is no paragraph
_SLIGHT_RULES = frozenset({"separator", "caption"})
_ANSWER = re.compile(
    r"(?:reply|répondre|antworten|responder|rispondi|beantwoorden|odpowiedz|svara?|ответить)(?![a-z ]{12})"
    r"|(?:回[复覆應应]|返信|답글)",
    re.IGNORECASE,
)
_ANSWERS = (
    ("reply|répond|antwort|respond|rispond|beantwoord|odpowied|svar|твет|回复|回覆|回應|回应|返信|답글")
    .encode()
    .split(b"|")
)
# Columns of a button, units that a post has at most, and what a story weighs that posts may stand below.
_BUTTON, _POST, _TOLD = 24, 25, 2.0


def judged(units: Units, recurring: Mapping[int, int]) -> tuple[list[str | None], list[float]]:
    """Return under which rule each unit is boilerplate by its words, if any, and what each says of being story.

    Long sentences say much, short lines a little against it, labels more.

    :param recurring: the lines that stand on every page of the site
    """
    rules: list[str | None] = []
    weights: list[float] = []
    whole = _searched(units.texts)
    legal = any(map(whole.__contains__, _LEGAL)) or (not whole.isascii() and any(map(whole.__contains__, _LEGAL_WIDE)))
    # Short lines come again and again in a long text.
    known: dict[str, tuple[str | None, float]] = {}
    for text, size, ends in zip(units.texts, units.sizes, units.ends, strict=True):
        told = known.get(text)
        if told is None:
            rule = boilerplate_of(text, legal=legal)
            told = rule, _weight(text, size, rule, ends=bool(ends))
            if size < _REMEMBERED and len(known) < _MOST_REMEMBERED:
                known[text] = told
        rules.append(told[0])
        weights.append(told[1])
    for at in range(len(units)) if recurring else ():
        if all(map(recurring.__contains__, range(units.firsts[at], units.firsts[at + 1]))):
            rules[at] = "site-line"
            weights[at] = _weight(units.texts[at], units.sizes[at], rules[at], ends=bool(units.ends[at]))
    _let_stand(units, rules, weights)
    _tell_in_captions(units, rules, weights)
    buttons = _searched([text for text, size in zip(units.texts, units.sizes, strict=True) if size <= _BUTTON])
    if any(map(buttons.__contains__, _ANSWERS)):
        _silence_posts(units, weights)
    return rules, weights


def _let_stand(units: Units, rules: Sequence[str | None], weights: list[float]) -> None:
    """Let rows of tables and code weigh nothing, and lists amid the story to which a line with a colon leads."""
    for line in units.laid:
        at = units.at(line)
        if rules[at] is None:
            weights[at] = max(weights[at], 0.0)
    firsts, bullets = units.firsts, units.bullets
    for at in range(1, len(units) - 1) if bullets else ():
        if units.texts[at][-1] not in _COLONS or firsts[at] in bullets or rules[at] or weights[at - 1] <= 0:
            continue
        stop = at + 1
        while stop < len(units) and firsts[stop] in bullets and rules[stop] is None and weights[stop] > TAIL:
            stop += 1
        near = [each for each in range(max(0, at - _NEAR), min(stop + _NEAR, len(units))) if weights[each] > 0]
        if at + 1 < stop < len(units) and weights[stop] > 0 and takes_up(units, range(at + 1, stop), near):
            weights[at:stop] = [max(weight, 0.0) for weight in weights[at:stop]]


def _tell_in_captions(units: Units, rules: list[str | None], weights: list[float]) -> None:
    """Let the captions be the story where they hold much of what is told: a page of pictures says no more."""
    captions = [at for at, rule in enumerate(rules) if rule == "caption"]
    held = sum(units.sizes[at] for at in captions)
    told = sum(units.sizes[at] for at, weight in enumerate(weights) if weight > 0) if captions else 0
    if held > _IN_CAPTIONS * (held + told):
        for at in captions:
            rules[at] = None
            weights[at] = _weight(units.texts[at], units.sizes[at], None, ends=True)


def _searched(texts: Iterable[str]) -> bytes:
    """Return *texts* as one in which words are soonest found."""
    return "\n".join(texts).encode("utf-8", "surrogatepass").lower()


def _silence_posts(units: Units, weights: list[float]) -> None:
    """Let what readers say below a story weigh nothing, and cut the story off above it.

    Posts are told by the buttons to answer them: two or more, with words of a post between them and a story above.
    """
    buttons = [
        at for at, size in enumerate(units.sizes) if size <= _BUTTON and _ANSWER.match(units.texts[at]) is not None
    ]
    for at, following in pairwise(buttons):
        if following - at > _POST or max(weights[at:following]) <= 0:
            continue
        # Who has written a post, or when, stands above it.
        signed = next((each for each in range(at - 1, max(0, at - _POST), -1) if weights[each] < 0), 0)
        if sum(weight for weight in weights[:signed] if weight > 0) < _TOLD:
            continue
        weights[signed] = -Cost.COMMENTS
        for each in range(signed + 1, buttons[-1]):
            weights[each] = min(weights[each], 0.0)
        return


def boilerplate_of(text: str, *, legal: bool = True) -> str | None:
    """Return the rule under which the paragraph *text* is boilerplate by its words, or ``None``.

    :param legal: whether the text that it is of has any words of cookie notices
    """
    if not (text[:1].isalnum() or any(map(str.isalnum, text))):
        return "separator"
    rule = prompt_of(text)
    if rule is not None:
        return None if is_said(text, rule) else rule
    if len(text) <= _LONGEST_CREDIT:
        if is_button_row(text):
            return "share-prompt"
        credited = not text.isascii() or ":" in text or "/" in text
        captioned = not text.isascii() and UNMARKED_CAPTION.search(text) is not None
        if captioned or (credited and _CREDIT.search(text) is not None):
            return "caption"
        if is_label_row(text):
            return "label"
    return "cookie-notice" if legal and len(text) <= _LONGEST_LEGAL and _COOKIE.search(text) is not None else None


def _weight(text: str, size: int, rule: str | None, *, ends: bool) -> float:
    if tail_of(text):
        # Chinese pages print 最新评论 over boxes beside the story, too.
        return -Cost.COMMENTS if text.isascii() and heads_comments(text) else TAIL
    if rule is not None:
        return -(Cost.SEPARATOR if rule in _SLIGHT_RULES else Cost.LABEL)
    if ends and size >= _SENTENCE:
        return min(size, _MOST) / 100 * (1.0 if size >= _PROSE or _is_said(text) else _SHORT_SENTENCE)
    if size >= _PROSE and _is_said(text):
        return min(size, _MOST) / 100 * _OPEN
    return 0.0 if ends else -Cost.SHORT


def _is_said(text: str) -> bool:
    """Whether *text* has pauses and small words, as sentences have and names of things have not."""
    words = len(_PAUSE.findall(text, 0, _MOST))
    return (
        words >= _WORDS or words + sum([word in STOP_WORDS for word in _WORD.findall(text[:_MOST].lower())]) >= _WORDS
    )


def whole_range(
    units: Units, rules: Sequence[str | None], weights: Sequence[float], start: int, stop: int
) -> tuple[int, int]:
    """Return the story ``units[start:stop]`` with the lists that part it and the short lines that close it.

    A list that takes up words of the story parts it, if paragraphs follow. A story may also end in a list of short
    sentences under a heading, which weigh nothing. What follows it up to a heading of other stories, to boilerplate or
    to the end belongs to it where most of its lines end as sentences do: entries of menus, headlines and names of
    sections do not.
    """
    end = stop
    while end < len(units) and end - stop < _LINES_AFTER and rules[end] is None and not tail_of(units.texts[end]):
        end += 1
    while end > stop and not units.ends[end - 1]:
        end -= 1
    items = {at for at in range(stop, end) if units.firsts[at] in units.bullets and not units.ends[at]}
    closing = set(range(stop, end))
    story = range(max(start, stop - _STORY), stop)
    if (
        items
        and takes_up(units, items, story)
        and takes_up(units, {at for at in closing if weights[at] > 0}, story, _ALL)
    ):
        closing -= items
    # A heading that is numbered as others of the story are is one of it.
    numbered = {form for at in range(start, stop) if (form := numbering(units.texts[at])) is not None}
    told = sum(bool(units.ends[at]) or numbering(units.texts[at]) in numbered for at in closing)
    if closing and told >= _SENTENCES * len(closing):
        return start, end
    # Headlines of other stories on one line are as long as a paragraph, and end in no stop as all of the story does. In
    # Chinese many a last line has none.
    whole = stop - 1
    if (
        whole - start >= _WHOLE
        and not units.ends[whole]
        and units.sizes[whole] == len(units.texts[whole])
        and units.texts[whole][-1] not in _COLONS
        and units.firsts[whole] not in units.bullets
        and all(units.ends[start:whole])
    ):
        return start, whole
    return start, stop


def takes_up(units: Units, items: Collection[int], paragraphs: Iterable[int], share: float = _TOLD_ITEMS) -> bool:
    """Whether of *items* the *share* takes up words of *paragraphs*, as a list does that the story tells."""
    said = set().union(*[words_in(units.texts[at][:_MOST]) for at in paragraphs])
    return sum(not said.isdisjoint(words_in(units.texts[at])) for at in items) >= share * len(items)


def body_rules(
    units: Units, rules: Sequence[str | None], weights: Sequence[float], start: int, stop: int
) -> dict[int, str]:
    """Return which units of the story ``units[start:stop]`` are none, and why: boilerplate, and runs of short lines."""
    found = {at: rule for at in range(start, stop) if (rule := rules[at]) is not None}
    kept = [at for at in range(start, stop) if at not in found]
    told = closing([units.texts[at] for at in kept[: -_LINES_AFTER - 1 : -1]])
    if len(told) < len(kept):
        found.update(zip(reversed(kept), told, strict=False))
    first = start
    for index in range(start, stop + 1):
        if index < stop and weights[index] < 0:
            continue
        if first < index:
            run = range(first, index)
            listed = any(units.texts[at][-1:] in _COLONS for at in range(max(start, first - 1), min(first + 1, index)))
            labelled = any(weights[at] <= TAIL for at in run)
            items = [at for at in run if units.firsts[at] in units.bullets]
            if items and len(run) >= _RUN and not listed and not labelled:
                near = range(max(start, first - _NEAR), min(index + _NEAR, stop))
                if not takes_up(units, items, [at for at in near if weights[at] > 0]):
                    items = []
            crumbs = len(run) - len(items)
            if labelled or (crumbs >= _RUN and not listed):
                rule = "related" if labelled else "crumb"
                found.update({at: rule for at in run if at not in found})
        first = index + 1
    return found
