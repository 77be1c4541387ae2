"""Selectors that last: what of an element's names a person gave it, and how it is told by them in few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from attrs import frozen
from selectolax.lexbor import LexborNode

_GENERATED = re.compile(
    r"^(?:css|sc|jsx|emotion|svelte|styled|tw|_?ng|data-v|e|jss|makeStyles|ember|react|yui|ext-gen|post|comment|id|node)"
    r"-?_?[^\W\d]*+\d\w*+$|^sc-[A-Za-z]+$|^(?:jsx|css|jss)-?\d|^[a-f0-9]{8,}$|\d{4,}|[_-]\d+-\d+$|[_-]\d{2,}$"
    r"|(?:^|[-_])(?:index|item|row|slot|position|nth|num)[-_]?\d+$"
)
_MODULE = re.compile(
    r"^(?P<stem>[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z][A-Za-z0-9]*)*?_{1,3})(?P<hash>[A-Za-z0-9_+-]{4,10})$"
)
_SUFFIX = re.compile(r"^(?P<stem>[a-z][a-z0-9]*(?:[-_]+[a-z0-9]+)*[-_]+)(?P<hash>[A-Za-z0-9]{5,6})$")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_STATE = re.compile(
    r"^(?:is|has|js|no|ng|v)-|^(?:active|open|opened|closed|show|shown|hide|hidden|visible|current|selected|first|last|odd|"
    r"even|loaded|loading|lazy\w*|clearfix|fix|cf|fl|fr|left|right|center|bold|wow|fade\w*|animated|sticky|fixed)$"
)
_UTILITY = re.compile(
    r"[:/\[\]@!]|^-?(?:m|p|mx|my|mt|mb|ml|mr|px|py|pt|pb|pl|pr|w|h|z|gap|top|left|right|bottom|inset|order|col|row|grid|"
    r"flex|text|font|bg|border|rounded|shadow|leading|tracking|space|max|min|items|justify|self|float|d|u|o|g|offset|span|"
    r"size|fs|fw|lh)(?:-\w+)+$|^(?:col|span|grid|mt|mb|w|h|p|m)_?\d+$|^(?:flex|grid|block|inline|row|container|wrap|wrapper|"
    r"relative|absolute|overflow\w*|col|columns?|inner|outer|box|main|item)$|"
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|full|third)-(?:columns?|width)$"
)
_SHORT = frozenset({"img", "txt", "btn", "css", "svg", "html", "ctn", "wrp", "hdr", "ftr", "cmt", "tbl", "ctrl", "pst"})
_RELATION = re.compile(r" [+~] |:has\(")
_NUMBERED = re.compile(r"[-_]\d+$")
_IDENT = re.compile(r"-?[A-Za-z_][\w-]*")
_ATTRIBUTES = (
    "itemprop",
    "data-testid",
    "data-test",
    "data-qa",
    "data-component",
    "data-role",
    "property",
    "role",
    "rel",
)


class Cost:
    """How soon a selector breaks, from 1 to 10: what a person named for what it is lasts, a count of elements does not.

    Set by hand; what counts is the order, and that what a page states (``ways.STATED``) stands between a class and a
    tag.
    """

    ID = 1.0
    """An id, or the property that the element states of itself."""
    ATTRIBUTE = 1.5
    """Another attribute that says what it is: for tests, a role."""
    CLASS, LONG = 1.3, 0.3
    """A class that a person wrote, and up to so much more for a long one, which says more and changes sooner."""
    STEM = 1.9
    """The part of a generated class that a person wrote."""
    BOTH = 2.1
    """Two classes together."""
    LOOKS = 3.6
    """A class for looks."""
    TAG = 5.0
    """Any tag,"""
    SEMANTIC: Mapping[str, float] = MappingProxyType(
        {
            "article": 1.4,
            "main": 1.4,
            "h1": 1.1,
            "time": 1.4,
            "address": 1.8,
            "figcaption": 2.0,
            "nav": 1.4,
            "header": 1.6,
            "footer": 1.4,
            "aside": 1.8,
            "h2": 3.0,
            "form": 2.5,
        }
    )
    """and those that say what they hold; there is one ``<h1>``, and may be many ``<h2>``."""
    BESIDE = 2.6
    """What stands next to the title, at least; more where the title's own selector is dearer, or an ``<h2>``."""
    SECOND = 0.5
    INSIDE, INNER = 0.1, 0.2
    """What stands in that: a little more, and of its own cost this share."""
    AFTER = 3.2
    """What stands after the story's element."""
    PLACE = 7.0
    """The place among siblings; one more for each step down."""
    AROUND = 0.5
    """Of the cost of an element around it, this share counts,"""
    FARTHER = 0.05
    """and a little for each element between;"""
    CHILD = -0.2
    """a child goes before any descendant where its own name says nothing."""


_BODY = re.compile(
    r"(?:article|story|post|entry|news|main|media|detail|page)[-_]*(?:body|content|text|txt)|(?<![.#\w-])article\b",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"(?:^|[^>+~] )(?:div|span|p|a|b|i|td|li|em|strong|font|ul|section|table|tr|tbody|center)$")
_AROUND = 6  # elements around one that a selector may name
_MOST = 90  # selectors of an element, the best first


@frozen(order=False)
class Selector:
    """A CSS selector and what speaks against it.

    :ivar css: the selector
    :ivar cost: how soon it will break, from 1 (an id, a semantic attribute) to 10 (a position)
    """

    css: str
    cost: float

    @property
    def by_place(self) -> bool:
        """Whether it goes by where the element stands among others, for want of anything better."""
        return self.cost >= Cost.PLACE

    @property
    def says_body(self) -> bool:
        """Whether it goes by a name that people give to the body of a story: ``.article-body``, ``articleBody``."""
        return _BODY.search(self.css) is not None

    @property
    def doubt(self) -> str | None:
        """Say in words why it may not last, ``None`` where it should."""
        if self.by_place:
            return f"{self.css} counts elements, so it breaks when one is added; there was nothing better to hold on to"
        if self.cost >= Cost.TAG:
            return f"{self.css} goes by tags alone; the elements have no lasting names"
        if self.cost >= Cost.LOOKS:
            if _RELATION.search(self.css) is not None:
                return f"{self.css} goes by what stands beside it; the element itself has no lasting name"
            return f"{self.css} goes by a class that is for looks, not for what it holds"
        return None


def named(node: LexborNode, *attributes: str) -> str:
    """Return what *node* is called: the words of its class and id, or of the *attributes* that are given."""
    return " ".join([node.attributes.get(name) or "" for name in attributes or ("class", "id")])


def sibling_of(node: LexborNode | None, *, back: bool = False) -> LexborNode | None:
    """Return the element right after *node*, or right before it, ``None`` where there is none."""
    sibling = node and (node.prev if back else node.next)
    while sibling is not None and not sibling.is_element_node:
        sibling = sibling.prev if back else sibling.next
    return sibling


def is_hashed(name: str) -> bool:
    """Whether a class or id was made by a machine: ``css-1a2b3c``, ``index_title__B8mhI``, ``post-48213``."""
    return _GENERATED.search(name) is not None or stem_of(name) is not None or _is_noise(name)


def stem_of(name: str) -> str | None:
    """Return what a person wrote of a CSS module's class: ``index_title__`` of ``index_title__B8mhI``."""
    match = _MODULE.match(name)
    if match is not None and (_is_noise(match["hash"]) or _is_mixed(match["hash"])) and len(match["stem"]) > 4:
        return match["stem"]
    match = _SUFFIX.match(name)
    if match is None or len(match["stem"]) < 5:
        return None
    return match["stem"] if _is_mixed(match["hash"]) else None


def _is_mixed(word: str) -> bool:
    """Whether capitals stand in *word* where no word would begin: ``JuzOb``."""
    pieces = _CAMEL.findall(word)
    return len(pieces) > 1 and not word.islower() and not word.isupper() and min(map(len, pieces)) < 3


def _is_noise(word: str) -> bool:
    """Whether *word* reads like a hash: digits between letters, or capitals at random."""
    for part in re.split(r"[-_]+", word):
        if len(part) < 5:
            continue
        if re.search(r"[A-Za-z]\d+[A-Za-z]", part) and not re.fullmatch(r"[a-z]+\d[a-z]{3,}", part):
            return True
        pieces = _CAMEL.findall(part)
        if 5 <= len(part) <= 7 and part.isalpha() and _is_shuffled(pieces):
            return True
        letters = [piece for piece in pieces if piece.isalpha()]
        if len(pieces) >= 3 and sum(map(len, pieces)) / len(pieces) < 2.6:
            return True
        if letters and part.isalpha() and not re.search(r"[aeiouyAEIOUY]", part) and len(part) > 6:
            return True
    return False


def _is_shuffled(pieces: list[str]) -> bool:
    """Whether *pieces* of a short name, parted at its capitals, are no words: ``jhxVtr``, ``PeGWU``."""
    if len(pieces) < 2:
        return False
    odd = [piece for piece in pieces if len(piece) > 2 and not re.search(r"[aeiou]", piece, re.IGNORECASE)]
    clustered = re.search(r"[b-df-hj-np-tv-xz]{3}", "".join(pieces), re.IGNORECASE) is not None
    return (min(map(len, pieces)) == 1 and clustered) or any(piece.lower() not in _SHORT for piece in odd)


def _quoted(value: str) -> str:
    if _IDENT.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _own(node: LexborNode) -> Iterator[Selector]:
    """Yield how *node* is told by itself."""
    tag = _tag(node)
    attributes = node.attributes
    identity = (attributes.get("id") or "").strip()
    if _IDENT.fullmatch(identity) and not is_hashed(identity) and _NUMBERED.search(identity) is None:
        yield Selector(f"#{identity}", Cost.ID)
    for name in _ATTRIBUTES:
        value = attributes.get(name)
        if value and len(value) < 40 and not re.search(r"\d{3}", value) and not is_hashed(value):
            cost = Cost.ID if name == "itemprop" else Cost.ATTRIBUTE
            yield Selector(f"{tag if name == 'rel' else ''}[{name}={_quoted(value)}]", cost)
    if tag in Cost.SEMANTIC:
        yield Selector(tag, Cost.SEMANTIC[tag])
    names = list(dict.fromkeys((attributes.get("class") or "").split()))[:12]
    good: list[str] = []
    for name in names:
        stem = stem_of(name)
        if stem is not None:
            yield Selector(f'[class*="{stem}"]', Cost.STEM)
            continue
        if not _IDENT.fullmatch(name) or is_hashed(name):
            continue
        state, poor = _STATE.search(name) is not None, _UTILITY.search(name) is not None
        if state or poor:
            if not state:
                yield Selector(f"{tag}.{name}", Cost.LOOKS)
            continue
        good.append(name)
        before = tag if tag in {"h1", "h2", "h3", "time", "a", "p", "ul", "article", "section"} else ""
        yield Selector(f"{before}.{name}", Cost.CLASS + min(Cost.LONG, len(name) / 100))
    for one, other in combinations(good[:4], 2):
        yield Selector(f".{one}.{other}", Cost.BOTH)
    yield Selector(tag, Cost.TAG)


def _beside(node: LexborNode) -> Iterator[Selector]:
    """Yield how *node* is told by what it stands next to: ``h1 + p``, ``p:has(+ h1)``, ``main ~ ul``."""
    tag = _tag(node)
    for sibling, form in ((sibling_of(node, back=True), "{} + {}"), (sibling_of(node), "{1}:has(+ {0})")):
        if sibling is None or sibling.tag not in {"h1", "h2"}:
            continue
        for each in _own(sibling):
            if each.cost < Cost.LOOKS:
                cost = max(Cost.BESIDE, each.cost + 1) + (0.0 if sibling.tag == "h1" else Cost.SECOND)
                yield Selector(form.format(each.css, tag), cost)
    sibling = sibling_of(node, back=True)
    for _ in range(_AROUND):
        if sibling is not None and sibling.tag in {"main", "article"}:
            yield Selector(f"{sibling.tag} ~ {tag}", Cost.AFTER)
            break
        sibling = sibling_of(sibling, back=True)


def _tag(node: LexborNode) -> str:
    """Return the tag of *node* as a selector has it: a name with a colon, as feeds have them, is any."""
    tag = node.tag or ""
    return tag if _IDENT.fullmatch(tag) else "*"


def _places(node: LexborNode) -> Iterator[Selector]:
    """Yield how *node* is told by its place among its siblings."""
    tag = _tag(node)
    same = place = 0
    sibling = node.parent.first_child if node.parent is not None else None
    while sibling is not None:
        if sibling.is_element_node and tag in {"*", sibling.tag}:
            same += 1
            if sibling.mem_id == node.mem_id:
                place = same
        sibling = sibling.next
    counted = f"*:nth-child({place})" if tag == "*" else f"{tag}:nth-of-type({place})"
    yield Selector(counted if same > 1 else tag, Cost.PLACE)


def selectors_of(node: LexborNode, *, within: LexborNode | None = None) -> list[Selector]:
    """Return selectors that match *node*, the most lasting first.

    They need not be its alone: whoever asks must look what else they match. The last few go by position, down from the
    nearest element that has a name, and match nothing else.

    :param within: give selectors to use below this element, which name nothing around it
    """
    own = list(_own(node))
    beside = list(_beside(node))
    found = [*own, *beside]
    around = node.parent
    parents: list[LexborNode] = []
    while around is not None and around.tag not in {"body", "html", "-document"} and not _is(around, within):
        parents.append(around)
        around = around.parent
    for distance, parent in enumerate(parents[:_AROUND]):
        for outer in _own(parent):
            if outer.cost >= Cost.LOOKS:
                continue
            for inner in own:
                cost = inner.cost + outer.cost * Cost.AROUND + distance * Cost.FARTHER
                found.append(Selector(f"{outer.css} {inner.css}", cost))
                if not distance and inner.cost >= Cost.LOOKS:
                    found.append(Selector(f"{outer.css} > {inner.css}", cost + Cost.CHILD))
        if not distance:
            # What stands in an element next to the heading: the name in a byline.
            for outer in _beside(parent):
                for each in own:
                    cost = outer.cost + Cost.INSIDE + Cost.INNER * each.cost
                    found.append(Selector(f"{outer.css} > {each.css}", cost))
    if within is None:
        # On a whole page a <div> or a <p> is anything.
        found = [selector for selector in found if _ANYTHING.search(selector.css) is None]
    found.sort(key=lambda selector: (selector.cost, len(selector.css), selector.css))
    return [*found[:_MOST], _path(node, parents)]


def _path(node: LexborNode, parents: list[LexborNode]) -> Selector:
    """Return the way down to *node*, by positions, from the nearest element with a lasting id, else the body."""
    steps = [next(_places(node)).css]
    for parent in parents:
        first = next(_own(parent))
        if first.css.startswith("#"):
            return Selector(" > ".join([first.css, *reversed(steps)]), Cost.PLACE + len(steps))
        steps.append(next(_places(parent)).css)
    return Selector(" > ".join(["body", *reversed(steps)]), Cost.PLACE + 1 + len(steps))


def _is(node: LexborNode, other: LexborNode | None) -> bool:
    return other is not None and node.mem_id == other.mem_id
