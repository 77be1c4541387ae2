"""What is no part of the story, named by selectors and rules, so that every line of the pages is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.authoring.learning import written
from tearsheet.authoring.learning.cover import Covering, cover
from tearsheet.authoring.learning.drafts import read_draft
from tearsheet.authoring.learning.learned import FieldChoice, LearnedLayout
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.errors import TearsheetError
from tearsheet.reading.boilerplate import Furniture

if TYPE_CHECKING:
    from tearsheet.authoring.learning.body import StoryAt
    from tearsheet.reading.ledger import Ledger

__all__ = ["Leftovers", "account_for", "learn_related"]

_NAME = "learned"
_ROUNDS = 3
_RELATED = ", ".join([f'[{name}*="{word}" i]' for word in ("relat", "recommend", "more") for name in ("class", "id")])
_CALLED = re.compile(
    r"relat|recommend|(?<![a-z])(?:read-?)?more(?:-?(?:news|stories|articles|from|like|links|on))?(?![a-z])",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:read (?:next|more|also)|more (?:stories|from|on|news)|related|see also|also in|you may also|"
    r"相关(?:阅读|新闻|文章|推荐)|推荐阅读|延伸阅读|更多(?:新闻|文章))",
    re.IGNORECASE,
)
_LONGEST_HEAD = 40
_FEWEST_LINKS = 2
_TITLE_LIKE = 8
_WORDS = (
    ("comment-prompt", r"comment|pinglun|reply|discuss|cmt"),
    ("share-prompt", r"share|social|weibo|weixin|wechat|qr|follow"),
    ("like-prompt", r"like|zan|praise|vote|favou?r|collect|dashang|reward"),
    ("related", r"relat|(?:read-?)?more(?![a-z])|also(?![a-z])"),
    ("ranking", r"hot|rank|popular|trending|most-?read|most-?viewed|paihang"),
    ("site-recommendations", r"latest|recom"),
    ("login", r"login|user|account|passport|register"),
    ("subscribe-prompt", r"newsletter|subscri|app|download"),
    ("navigation", r"nav|menu|crumb|channel|tab|tool|font|size|top(?![a-z])"),
    ("footer", r"foot|copyright|beian|license|about|contact|bottom|statement|disclaim"),
    ("header", r"head|logo|banner"),
    ("label", r"meta|info|about|source|author|byline|date|time|tag"),
)


@frozen
class Leftovers:
    """What accounts for the lines outside of the story.

    :ivar drops: selectors by rule
    :ivar notices: a field for words that no element holds alone; ``None`` where there are none
    :ivar unsure: what somebody should look at
    """

    drops: dict[str, tuple[str, ...]]
    notices: FieldChoice | None = None
    unsure: tuple[str, ...] = ()


def account_for(layout: LearnedLayout, samples: Sequence[Sample], story: StoryAt) -> Leftovers:
    """Return drops for all lines of the pages that the fields of *layout* leave unexplained.

    No drop touches a line of the story, nor, where that can be had, one of another field.
    """
    drops: dict[str, list[str]] = {}
    doubts: list[str] = []
    lost: list[frozenset[int]] = []
    for turn in range(_ROUNDS + 1):
        now = evolve(layout, drops={rule: tuple(each) for rule, each in drops.items()})
        ledgers = [_ledger(now, sample) for sample in samples]
        lost = [_unexplained(ledger, sample) for ledger, sample in zip(ledgers, samples, strict=True)]
        if not any(lost) or turn == _ROUNDS:
            break
        keep = list(story.lines)
        if not turn:
            # First what stands apart, then what shares its element, or its line, with a field.
            keep = [
                lines | frozenset(line.index for line in sample.lines if ledger.in_field(line))
                for lines, ledger, sample in zip(keep, ledgers, samples, strict=True)
            ]
        # Positions are for what no name can be found for at all.
        lasting = turn < _ROUNDS - 1
        missing = [lines - kept for lines, kept in zip(lost, keep, strict=True)]
        found = cover(samples, missing, keep, lasting=lasting)
        for each in found.chosen:
            rule = _rule_of(each)
            if each.selector.css not in drops.setdefault(rule, []):
                drops[rule].append(each.selector.css)
            if each.selector.by_place:
                doubts.append(f"drops: {each.selector.doubt}")
    notices = _notices(samples, lost) if any(lost) else None
    if notices is not None:
        doubts.append(
            "notices: these words stand beside the story in no element of their own; look whether they matter"
        )
    return Leftovers({rule: tuple(each) for rule, each in sorted(drops.items())}, notices, tuple(doubts))


def _ledger(layout: LearnedLayout, sample: Sample) -> Ledger:
    reading = read_draft(layout.members(), sample.page, sample.zone)
    # The lines of a page that cannot be read are all unexplained; the field that fails says so itself.
    return sample.reader.ledger if isinstance(reading, TearsheetError) else reading.ledger


def _unexplained(ledger: Ledger, sample: Sample) -> frozenset[int]:
    numbers = {entry.line for entry in ledger.unexplained}
    return frozenset(line.index for line in sample.lines if line.number in numbers)


def _rule_of(each: Covering) -> str:
    """Return the rule for what is dropped: what its element is called, else what its selector says."""
    around = each.node.parent
    rule = (Furniture.below(around) if around is not None else Furniture(())).of_element(each.node)
    if rule is not None:
        return rule
    nodes = [node for node in (each.node, around) if node is not None and node.tag not in {"body", "html"}]
    called = [f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}" for node in nodes]
    for text in (each.selector.css, *called):
        for rule, pattern in _WORDS:
            if re.search(rf"(?<![a-z])(?:{pattern})", text, re.IGNORECASE):
                return rule
    return "not-story"


def _notices(samples: Sequence[Sample], lost: Sequence[frozenset[int]]) -> FieldChoice | None:
    """Return a field for lines that no selector can name, since they share their element with the story."""
    texts = dict.fromkeys(
        sample.lines[index].text for sample, lines in zip(samples, lost, strict=True) for index in sorted(lines)
    )
    if not texts or len(texts) > 12:
        return None
    patterns = [written.exactly(text)[1:-1] for text in texts]
    field = written.regex(f"^(?:{'|'.join(patterns)})$" if len(patterns) > 1 else f"^{patterns[0]}$")
    values = tuple(
        [
            tuple([sample.lines[index].text for index in sorted(lines)]) or None
            for sample, lines in zip(samples, lost, strict=True)
        ]
    )
    return FieldChoice(
        name="notices", written=field, values=values, confidence=0.2, reasons=("nothing else accounts for them",)
    )


def learn_related(samples: Sequence[Sample], story: StoryAt) -> FieldChoice | None:
    """Return a field for the list of other stories, where elements are called so and hold links like titles."""
    best: tuple[float, str] | None = None
    for sample, lines in zip(samples, story.lines, strict=True):
        for node in (*_called_related(sample), *_headed_related(sample)):
            if _links_in(sample, node, lines) < _FEWEST_LINKS:
                continue
            for selector in selectors_of(node)[:12]:
                counts = [_all_links(each, selector.css, kept) for each, kept in zip(samples, story.lines, strict=True)]
                if None in counts:
                    continue
                price = (
                    selector.cost
                    - 1.5 * sum(bool(count) for count in counts)
                    - 0.02 * sum(map(int, filter(None, counts)))
                )
                if selector.cost < 4 and (best is None or (price, selector.css) < best):
                    best = price, selector.css
    if best is None:
        return None
    field = written.links(best[1])
    values = []
    for sample in samples:
        texts = [found.value.text for found in field.field.find(sample.scope)]
        values.append(f"{len(texts)} links: {texts[0][:40]} …" if texts else None)
    return FieldChoice(
        name="related",
        written=field,
        values=tuple(values),
        confidence=0.5,
        reasons=("links like titles, called or headed so",),
        unsure=("proposed, not given: look whether these are stories that the page relates to its own",),
    )


def _called_related(sample: Sample) -> Iterator[LexborNode]:
    """Yield the elements that are called a list of other stories."""
    for node in sample.css(_RELATED):
        if _CALLED.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}") is not None:
            yield node


def _headed_related(sample: Sample) -> Iterator[LexborNode]:
    """Yield the lists below a line that says that other stories follow."""
    for line in sample.lines:
        if len(line.text) > _LONGEST_HEAD or _HEADED.search(line.text) is None:
            continue
        sibling = line.node.next if line.node is not None else None
        while sibling is not None and not sibling.is_element_node:
            sibling = sibling.next
        if sibling is not None and sibling.tag in {"ul", "ol"}:
            yield sibling


def _links_in(sample: Sample, node: LexborNode, keep: frozenset[int]) -> int:
    box = sample.box(node)
    if not len(box) or any(index in keep for index in range(box.start, box.stop)):
        return 0
    return sum(len(sample.words(anchor)) >= _TITLE_LIKE for anchor in node.css("a[href]"))


def _all_links(sample: Sample, css: str, keep: frozenset[int]) -> int | None:
    """Return how many links *css* gives; ``None`` where it touches the story."""
    count = 0
    for node in sample.css(css):
        box = sample.box(node)
        if any(index in keep for index in range(box.start, box.stop)):
            return None
        count += _links_in(sample, node, keep)
    return count
