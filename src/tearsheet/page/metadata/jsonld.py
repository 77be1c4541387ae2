"""What JSON-LD states, in the words of schema.org: the one article a page is about, whatever it is wrapped in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from tearsheet.page.loose_json import loose_values
from tearsheet.page.metadata.value import Facts
from tearsheet.text.fold import folded

Node = dict[str, Any]

# Where the thing that a page is about may be wrapped; lists of other things (itemListElement, hasPart) are left out.
_AROUND = ("@graph", "mainEntity", "mainEntityOfPage", "mainContentOfPage", "subjectOf", "about")
_WEAK = frozenset(
    {"webpage", "itempage", "aboutpage", "creativework", "videoobject", "product", "event", "recipe", "webcontent"}
)
_PAGES = frozenset({"qapage", "webpage", "itempage", "collectionpage", "profilepage", "searchresultspage", "faqpage"})
_POSTS = frozenset({"question", "blogposting", "socialmediaposting", "discussionforumposting", "report", "review"})
_MOST = 400  # nodes looked at
_DEEPEST = 6  # levels of objects in objects
_JSONLD = "jsonld"


def read_jsonld(scripts: Sequence[str], address: str | None, title: str | None, facts: Facts) -> set[str]:
    """Add what the page's JSON-LD *scripts* state; return the types, in lower case, of what it is about.

    Among several articles the one whose address is *address* is taken, else that whose headline the page's *title*
    holds, else the first.
    """
    nodes: list[Node] = []
    for text in scripts:
        for value in loose_values(text):
            nodes.extend(_nodes(value))
            if len(nodes) > _MOST:
                break
    if not nodes:
        return set()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    ranked = [(rank, node) for node in nodes if (rank := _rank(node))]
    best = max([rank for rank, _ in ranked], default=0)
    articles = [node for rank, node in ranked if rank == best]
    if len(articles) > 1:
        here = [node for node in articles if _same_address(node, address)]
        articles = here or [node for node in articles if _is_titled(node, title)] or articles
    if articles:
        _article(articles[0], by_id, facts, 0 if best > 1 else 60)
    for node in nodes:
        types = _types(node)
        if best > 1 and not types.isdisjoint({"webpage", "itempage"}):
            _dates(node, facts, 2, "WebPage.")
        if not types:  # as search engines in China ask for it: an object without a type
            facts.add("published", _plain(node.get("pubDate")), f"{_JSONLD}(pubDate)", 25)
            facts.add("updated", _plain(node.get("upDate")), f"{_JSONLD}(upDate)", 25)
        if not types.isdisjoint({"website", "newsmediaorganization"}):
            facts.add("site", node.get("name"), f"{_JSONLD}({_shown(node)}.name)", 15)
    found: set[str] = set()
    return found.union(*[_types(node) for node in nodes])


def _nodes(value: Any) -> Iterator[Node]:
    """Yield the typed objects in *value*, outer ones first."""
    todo = [(value, 0)]
    seen = 0
    while todo and seen < _MOST:
        value, depth = todo.pop()
        seen += 1
        if isinstance(value, list):
            todo.extend((each, depth) for each in reversed(value[:_MOST]))
        elif isinstance(value, dict) and depth <= _DEEPEST:
            if "@type" in value or "headline" in value or "pubDate" in value:
                yield value
            todo.extend((value[key], depth + 1) for key in reversed(_AROUND) if isinstance(value.get(key), dict | list))


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {name.rpartition("/")[2].rpartition(":")[2].lower() for name in names if isinstance(name, str)}


def _shown(node: Node) -> str:
    kinds = node.get("@type")
    kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return kind.rpartition("/")[2] if isinstance(kind, str) else "?"


def _rank(node: Node) -> int:
    """Return how surely *node* is a story: 2, 1 for what may hold one, 0 for what is none."""
    types = _types(node)
    if any(kind in _POSTS or kind.endswith(("article", "blogposting")) for kind in types):
        return 2
    if "headline" in node and types.isdisjoint(_PAGES):
        return 2 if "datePublished" in node else 1
    return 0 if types.isdisjoint(_WEAK) else 1


def _same_address(node: Node, address: str | None) -> bool:
    if not address:
        return False
    page = node.get("mainEntityOfPage")
    stated = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return any(isinstance(url, str) and _bare(url) == _bare(address) for url in stated)


def _is_titled(node: Node, title: str | None) -> bool:
    headline = _plain(node.get("headline") or node.get("name"))
    return (
        bool(title) and isinstance(headline, str) and (words := folded(headline)) != "" and words in folded(title or "")
    )


def _plain(value: Any) -> Any:
    """Return the first of several values, what JSON-LD wraps in an object, and a number as the figures it is."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return str(int(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _bare(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{(parts.netloc or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _article(node: Node, by_id: dict[str, Node], facts: Facts, rank: int) -> None:
    def say(name: str, key: str, place: int = 0) -> None:
        facts.add(name, node.get(key), f"{_JSONLD}({key})", rank + place)

    say("title", "headline", 30)
    facts.add("title", node.get("name"), f"{_JSONLD}(name)", rank + 60)
    say("description", "description", 5)
    say("description", "abstract", 6)
    say("body", "articleBody")
    say("body", "text", 1)
    _dates(node, facts, rank or 1, "")
    for key in ("author", "creator"):
        for name in _names(_persons(node.get(key), by_id), by_id):
            facts.add("authors", name, f"{_JSONLD}({key})", rank + (0 if key == "author" else 1))
    for name in _names(node.get("publisher"), by_id)[:1]:
        facts.add("publisher", name, f"{_JSONLD}(publisher)", rank)
    for section in _strings(node.get("articleSection")):
        facts.add("section", section, f"{_JSONLD}(articleSection)", rank)
    for word in _keywords(node.get("keywords")):
        facts.add("tags", word, f"{_JSONLD}(keywords)", rank)
    language = node.get("inLanguage")
    facts.add(
        "language", language.get("name") if isinstance(language, dict) else language, f"{_JSONLD}(inLanguage)", rank
    )
    if str(_plain(node.get("isAccessibleForFree"))).lower() == "false":
        facts.add("access", "locked", f"{_JSONLD}(isAccessibleForFree)", rank)
    image = node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    facts.add("image", image.get("url") if isinstance(image, dict) else image, f"{_JSONLD}(image)", rank)


def _dates(node: Node, facts: Facts, rank: int, prefix: str) -> None:
    # A rank of 10 is article:published_time's: an article's own date goes before it, its page's after.
    for key, place in (("datePublished", 11), ("uploadDate", 40), ("dateCreated", 45)):
        facts.add("published", _plain(node.get(key)), f"{_JSONLD}({prefix}{key})", rank + place)
    facts.add("updated", _plain(node.get("dateModified")), f"{_JSONLD}({prefix}dateModified)", rank + 11)


def _persons(value: Any, by_id: dict[str, Node]) -> Any:
    """Return the authors in *value* without the organisations beside them, where any is said to be a person."""
    if not isinstance(value, list) or len(value) < 2:
        return value
    nodes = [by_id.get(each.get("@id", ""), each) if isinstance(each, dict) else each for each in value[:_MOST]]
    kinds = [_types(node) if isinstance(node, dict) else set() for node in nodes]
    if not any("person" in types for types in kinds):
        return value
    return [
        node
        for node, types in zip(nodes, kinds, strict=True)
        if not any("organization" in kind or kind == "corporation" for kind in types)
    ]


def _names(value: Any, by_id: dict[str, Node], depth: int = 0) -> list[str]:
    """Return the names of persons or organisations, given as text, objects, references or lists of such."""
    if isinstance(value, str):
        return (
            [value]
            if value in by_id and depth > 2
            else _names(by_id[value], by_id, depth + 1)
            if value in by_id
            else [value]
        )
    if isinstance(value, list):
        return [name for each in value[:30] for name in _names(each, by_id, depth + 1)] if depth < 3 else []
    if not isinstance(value, dict) or depth > 3:
        return []
    name = value.get("name")
    if name is None:
        reference = value.get("@id")
        if isinstance(reference, str) and by_id.get(reference, value) is not value:
            return _names(by_id[reference], by_id, depth + 1)
        given = [value.get("givenName"), value.get("familyName")]
        name = " ".join([part for part in given if isinstance(part, str)]) or None
    return [name] if isinstance(name, str) else _names(name, by_id, depth + 1) if isinstance(name, list) else []


def _strings(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _keywords(value: Any) -> list[str]:
    words = _strings(value)
    return [word for each in words for word in each.split(",")][:50] if len(words) == 1 else words[:50]
