"""The field of readers' comments, and of the posts of a thread: one record for each element that matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tearsheet.fields.body import Drops, rules_of
from tearsheet.fields.field import Field, Found, timed
from tearsheet.fields.scope import Scope
from tearsheet.model import Comment
from tearsheet.page.selectors import check_selector
from tearsheet.reading.ledger import free
from tearsheet.reading.spans import Span, words


def posts(
    selector: str,
    *,
    body: Field[str],
    author: Field[str] | None = None,
    posted: Field[str] | None = None,
    quote: Field[str] | None = None,
    floor: Field[str] | None = None,
    replies: Field[Comment] | None = None,
    drop: Drops = (),
) -> Field[Comment]:
    """Find comments: one in each element that matches a CSS selector.

    The other fields are looked for in that element: ``posts(".post", body=css(".text"), author=css(".name"))``. One
    without a body is left out. Of a thread, ``posts(...)[1:]`` are the replies.

    :param selector: what one comment is in, its quotes and replies with it
    :param body: what it says
    :param author: who says it
    :param posted: when, as it is printed; it is read as every date is, by the languages and the zone of the site
    :param quote: other comments quoted in the body; their words are then not part of the body
    :param floor: the number printed beside the comment (楼, #)
    :param replies: comments nested in this one
    :param drop: selectors, in each comment, of what is part of neither body nor quote; a mapping gives each its rule
        for the ledger
    :raises InputError: at once, for a selector that is not valid
    """
    return _Comments(
        check_selector(selector),
        body,
        {"author": author, "posted": posted, "floor": floor, "quote": quote},
        replies,
        rules_of(drop),
    )


class _Comments(Field[Comment]):
    def __init__(
        self,
        selector: str,
        body: Field[str],
        parts: dict[str, Field[str] | None],
        replies: Field[Comment] | None,
        drops: tuple[tuple[str | None, str], ...],
    ) -> None:
        self._selector = selector
        self._body = body
        self._parts = {name: field for name, field in parts.items() if field is not None}
        self._quote = self._parts.pop("quote", None)
        self._replies = replies
        self._drops = drops

    def find(self, scope: Scope) -> Iterator[Found[Comment]]:
        nodes = scope.outermost(self._selector)
        for position, node in enumerate(nodes, 1):
            part = scope.part(node)
            inner: list[tuple[str, tuple[Span, ...]]] = []
            labels: list[Span] = []
            drops: list[tuple[str, tuple[Span, ...]]] = []
            said: dict[str, Found[str]] = {}
            for name, field in self._parts.items():
                found = next(field.find(part), None)
                if found is not None:
                    said[name] = found
            replies: list[Comment] = []
            for reply in self._replies.find(part) if self._replies is not None else ():
                replies.append(reply.value)
                inner.extend(reply.inner)
                labels.extend(reply.labels)
                drops.extend(reply.drops)
            posted, times, beside = timed(scope.reader, said.pop("posted", None))
            labels.extend(beside)
            if times:
                inner.append(("posted", times))
            for name, found in said.items():
                inner.append((name, found.places))
                labels.extend(found.labels)
            for rule, selector in self._drops:
                drops.extend([(rule or "not-story", scope.places(left)) for left in part.css(selector)])
            left_out = _spans(place for _, places in drops for place in places)
            quotes: list[str] = []
            for found in self._quote.find(part) if self._quote is not None else ():
                labels.extend(found.labels)
                places = tuple(_without(found.places, left_out))
                quotes.append(words(places, "\n") if words(found.places) == found.value else found.value)
                inner.append(("quote", places))
            taken = _spans([place for _, places in [*inner, *drops] for place in places] + labels)
            text = [place for found in self._body.find(part) for place in _without(found.places, taken)]
            if not text:
                continue
            inner.append(("body", tuple(text)))
            floor = said.get("floor")
            digits = "".join(filter(str.isdigit, floor.value)) if floor is not None else ""
            yield Found(
                Comment(
                    body=words(text, "\n"),
                    author=said["author"].value if "author" in said else None,
                    posted=posted,
                    quote="\n".join(filter(None, quotes)) or None,
                    position=position,
                    floor=int(digits) if digits else None,
                    replies=tuple(replies),
                ),
                self.how,
                labels=tuple(labels),
                node=node,
                inner=tuple(inner),
                drops=tuple(drops),
            )

    def missed(self, scope: Scope) -> str:
        return f"{self!r} found no comment{scope.nearest_element(self._selector)}"

    def __repr__(self) -> str:
        return f"posts({self._selector!r})"


def _spans(places: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
    """Return the spans of *places* by the line they stand in."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for line, start, end in places:
        spans.setdefault(line.index, []).append((start, end))
    return spans


def _without(places: Iterable[Span], taken: Mapping[int, list[tuple[int, int]]]) -> Iterator[Span]:
    """Yield what of *places* is not in *taken*."""
    for line, start, end in places:
        for a, b in free(start, end, sorted(taken.get(line.index, ()))):
            if (a, b) == (start, end) or any(map(str.isalnum, line.text[a:b])):
                yield Span(line, a, b)
