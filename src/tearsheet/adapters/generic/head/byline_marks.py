"""How surely the markup around words makes them the name of an author: what its elements are called, where it leads."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.head.bylines import Sure
from tearsheet.adapters.generic.head.names import is_person
from tearsheet.adapters.generic.signs.class_hints import names_in_card, names_of
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_CLASS = re.compile(
    r"by-?line|author[-_]?(?:name|link)|postauthor|author[-_]?(?:box|bio|card|info)[-_]*name"
    r"|(?:^|\s)p-author(?:$|\s)|(?:^|[\s_-])(?:authors?|writer|contributor|reporter|journalist|zuozhe|autor(?:en|es|in|a)?|auteurs?|autor[ei]|verfasser|redakteur|redacteur"
    r"|skribent|forfatter|periodista|giornalista|yazar)(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|staff|contributors?|columnists?|writers?|journalistes?|journalists?"
    r"|reporters?|editors|redaktion|by)/[^/?#]+|/profiles?/[^/?#]+/?$|/@[\w.-]+/?$",
    re.IGNORECASE,
)
"""Where the link on a name leads: to what else that person wrote."""
_SOURCE_CLASS = re.compile(r"(?:^|[\s_-])(?:source|laiyuan|editor|bianji)(?:$|[\s_-])")
_AROUND = re.compile(r"comment|reply|related|avatar|bio|box|widget|card__|teaser|licen[sc]e|login|sidebar")
_MARKS, _OUTWARDS = 2, 4
"""Elements of a line whose markup is asked, and how many are from there outwards."""


def marked(line: Line, known: dict[int, float]) -> float:
    """Return how surely the markup makes the words of *line* the name of an author, 0 to 2.

    :param known: what was found out of elements before, by their identity
    """
    best = 0.0
    for _, first in line.marks[:_MARKS] if line.node is not None else ():
        node: LexborNode | None = first
        for depth in range(_OUTWARDS):
            if node is None or node.tag in {"body", "article", "main", "html"}:
                break
            identity = node.mem_id
            weight = known.get(identity)
            if weight is None:
                weight = known[identity] = _weight(node)
            if weight < 0:
                return 0.0
            best = max(best, weight - Sure.OUTER * depth)
            node = node.parent
    return best


def parted(line: Line, known: dict[int, float]) -> str:
    """Return the words of *line* parted by ";" where two elements touch; only those marked as names, where some are."""
    text, cuts = line.text, line.boundaries
    if not cuts:
        return text
    runs = [(run, weigh(run.node, line.node, known)) for run in line.runs]
    sure = [run.text for run, weight in runs if weight >= Sure.PROFILE]
    if len(sure) > 1 and all(map(is_person, sure)):
        return "; ".join(sure)
    best = max(weight for _, weight in runs)
    if best >= Sure.PROFILE and any(weight <= 0 and len(folded(run.text)) > 1 for run, weight in runs):
        return "; ".join([run.text for run, weight in runs if weight > 0])
    parts = [text[start:end] for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    words = parts[0]
    for part in parts[1:]:
        words += part if words[-1:].isspace() or part[:1].isspace() else f"; {part}"
    return words


def weigh(node: LexborNode | None, block: LexborNode | None, known: dict[int, float]) -> float:
    """Return how surely the inline elements from *node* out to *block* make their words the name of an author."""
    best = 0.0
    while node is not None and block is not None and node.mem_id != block.mem_id:
        identity = node.mem_id
        if identity not in known:
            known[identity] = _weight(node)
        best = max(best, known[identity])
        node = node.parent
    return best


def _weight(node: LexborNode) -> float:
    attributes = node.attributes
    if not attributes:
        return 0.0
    names = names_of(attributes)
    if "author" in (attributes.get("rel") or "") or "author" in (attributes.get("itemprop") or ""):
        return Sure.STATED
    if names != " ":
        weight, lower = _called(names)
        if weight:
            return weight
        if names_in_card(node, lower):
            return Sure.CALLED
    href = attributes.get("href") or ""
    if href.startswith("mailto:"):
        return Sure.PROFILE if is_person(node.text().strip()) else 0.0
    return Sure.PROFILE if _PROFILE.search(href) is not None else 0.0


@lru_cache(maxsize=4096)
def _called(names: str) -> tuple[float, str]:
    """Return what *names* say of an element's being an author's, 0 for nothing, and the names in lower case."""
    lower = (names if names.islower() else _CAMEL.sub("-", names)).lower()
    if "comment" in lower or "related" in lower:
        return Sure.ANOTHER, lower
    named = _CLASS.search(lower)
    if named is not None and (_AROUND.search(lower) is None or named[0].endswith("name")):
        return Sure.CALLED, lower
    if _SOURCE_CLASS.search(lower) is not None:
        return Sure.ANOTHER, lower  # whom the story is taken from
    return 0.0, lower
