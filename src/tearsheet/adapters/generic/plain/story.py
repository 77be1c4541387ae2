"""Which paragraphs of a text are the story: the stretch whose weights sum to most, less what stands in it by chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from tearsheet.adapters.generic.phrases import heads_comments, is_said, prompt_of, tail_of
from tearsheet.adapters.generic.plain.units import Units
from tearsheet.adapters.generic.plain.words import STOP_WORDS, words_in

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


class _Cost:
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


# A caption ends in whose picture it is; a row of buttons is nothing but their words.
_LONGEST_CREDIT = 200
_CREDIT = re.compile(
    r"[.!?\s(（\[]\(?(?:photo(?:graph)?s?|fotos?|bild|images?|picture|crédits?(?: photo)?|crédito|credit)"
    r"(?: credits?| by| courtesy of)?\s?[:/：]\s?[^.!?:]{2,50}$"
    r"|^[^。]{0,60}(?:(?:^|[\s（(]|[记記]者)[\u4e00-\u9fff]{2,3}\s?[摄攝][）)]?|"
    r"[（(](?:[图圖]|照片)[^（）()]{0,4}[／/:：][^（）()]{1,30}[）)])$",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:(?:share|tweet|e-?mail|print|copy link|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest"
    r"|messenger|teilen|drucken|partager|envoyer|imprimer|compartir|enviar|imprimir|condividi|stampa|分享到?[:：]?|微信|微博|QQ空间|朋友圈"
    r"|line|打印|列印|收藏|关闭|關閉|字[号號体體][:：]?|[大中小]|シェア|ツイート|印刷|LINEで送る)(?:[\s|·•/]+|$)){2,}",
    re.IGNORECASE,
)
_RUN = 3
"""Short lines in a row from which on they are none of the story that they stand in."""
_COLONS = frozenset(":：")
TAIL = -_Cost.TAIL
"""What weighs no more is a heading under which no story goes on."""
# Columns of a line that is looked at once however often it comes, and how many such lines are remembered.
_REMEMBERED, _MOST_REMEMBERED = 20, 10_000
# The share of the heaviest stretch that a dated one and the first one weigh at least, what a slight one weighs less
# than (a paragraph or two), and how many units above a story its day may stand. Tried on dumps of real pages.
_DATED, _FIRST, _SLIGHT, _HEAD = 0.4, 0.5, 4.0, 8
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
        weights[signed] = -_Cost.COMMENTS
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
        if _BUTTONS.fullmatch(text) is not None:
            return "share-prompt"
        credited = not text.isascii() or ":" in text or "/" in text
        if credited and _CREDIT.search(text) is not None:
            return "caption"
    return "cookie-notice" if legal and len(text) <= _LONGEST_LEGAL and _COOKIE.search(text) is not None else None


def _weight(text: str, size: int, rule: str | None, *, ends: bool) -> float:
    if tail_of(text):
        # Chinese pages print 最新评论 over boxes beside the story, too.
        return -_Cost.COMMENTS if text.isascii() and heads_comments(text) else TAIL
    if rule is not None:
        return -(_Cost.SEPARATOR if rule in _SLIGHT_RULES else _Cost.LABEL)
    if ends and size >= _SENTENCE:
        return min(size, _MOST) / 100 * (1.0 if size >= _PROSE or _is_said(text) else _SHORT_SENTENCE)
    if size >= _PROSE and _is_said(text):
        return min(size, _MOST) / 100 * _OPEN
    return 0.0 if ends else -_Cost.SHORT


def _is_said(text: str) -> bool:
    """Whether *text* has pauses and small words, as sentences have and names of things have not."""
    words = len(_PAUSE.findall(text, 0, _MOST))
    return (
        words >= _WORDS or words + sum([word in STOP_WORDS for word in _WORD.findall(text[:_MOST].lower())]) >= _WORDS
    )


def story_range(weights: Sequence[float], is_dated: Callable[[int], bool]) -> tuple[int, int]:
    """Return the stretch of units that is the story, ``(0, 0)`` where nothing speaks for one.

    It is the heaviest where a day stands above it. Else rules for comments, terms of use and what other readers say may
    outweigh a short story: then it is another that is dated, above the heaviest or also below one that is slight, or
    the first of those that weigh nearly as much.

    :param is_dated: whether the unit of that index prints a day and little else
    """
    found = _stretches(weights)
    if not found:
        return 0, 0
    heaviest = max(found)
    if not _stands_dated(heaviest, is_dated):
        weight, start, _ = heaviest
        dated = [
            each
            for each in found
            if each[0] >= weight * _DATED and (weight < _SLIGHT or each[1] < start) and _stands_dated(each, is_dated)
        ]
        first = next(each for each in found if each[0] >= weight * _FIRST)
        heaviest = max(dated, default=first)
    return heaviest[1:]


def _stands_dated(stretch: tuple[float, int, int], is_dated: Callable[[int], bool]) -> bool:
    start = stretch[1]
    return any(is_dated(index) for index in range(max(0, start - _HEAD), start + 1))


def _stretches(weights: Sequence[float]) -> list[tuple[float, int, int]]:
    """Return the stretches of *weights* that no longer one outweighs, with what they weigh (after Ruzzo and Tompa).

    A run of short lines, however long, costs a story no more than four of them do: it may be a table or a list of
    contents.
    """
    # Of each: what is weighed before it and up to its end, where it begins and ends, the last one that begins lower.
    found: list[tuple[float, float, int, int, int]] = []
    total = run = 0.0
    for index, weight in enumerate(weights):
        if weight <= 0:
            if weight >= -_Cost.SHORT:
                run -= weight
                if run > _Cost.RUN:
                    continue
            total += weight
            continue
        run = 0.0
        before, start = total, index
        total += weight
        lower = len(found) - 1
        while True:
            while lower >= 0 and found[lower][0] >= before:
                lower = found[lower][4]
            if lower < 0 or found[lower][1] >= total:
                break
            before, _, start, _, last = found[lower]
            del found[lower:]
            lower = last
        found.append((before, total, start, index + 1, lower))
    return [(end - before, start, stop) for before, end, start, stop, _ in found]


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
    if closing and sum(units.ends[at] for at in closing) >= _SENTENCES * len(closing):
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
