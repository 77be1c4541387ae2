"""The fields on the right side of the report: a button for each role, its lines, and where the value came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tearsheet.authoring.report.claims import Claim, Claims, where
from tearsheet.authoring.report.colours import family_of
from tearsheet.outputs.markup import Html, Part, tag

__all__ = ["Fields"]


class Fields:
    """Makes the fields of one article, and knows which roles have been shown.

    :param prefix: begins the ids of the article's elements, since a report can hold several articles
    :param sources: field → the expression its value came from
    """

    def __init__(self, claims: Claims, sources: Mapping[str, str], *, prefix: str = "") -> None:
        self._by_field = claims.by_field()
        self._sources = sources
        self._prefix = prefix

    def take(self, *names: str, sub: str | None = None, language: str | None = None) -> list[Claim]:
        """Return the claims of the fields *names*, each once: a claim that was taken is not returned again.

        :param sub: only those of this item or key (``"[0]"``, ``".hot"``); all by default
        """
        found: list[Claim] = []
        for name in names:
            subs = self._by_field.get((name, language), {})
            for key in [*subs] if sub is None else [sub]:
                found.extend(subs.pop(key, ()))
        return found

    def left(self) -> list[Claim]:
        """Return the claims that have not been taken."""
        return [claim for subs in self._by_field.values() for claims in subs.values() for claim in claims]

    def field(self, name: str, claims: Iterable[Claim], *value: Part, class_: str = "") -> Html:
        """Return a field: what it is called and where it stands on the page, and its value.

        :param name: what it is called where no line of the page has it
        """
        held = list(claims)
        heads = [self.control(claim) for claim in held]
        # The whole of a field that has one role lights its lines, not its name alone.
        only = held[0] if len(held) == 1 else None
        if not held:
            heads = [
                tag(
                    "div",
                    tag("span", name, class_=f"name k-{family_of(name).name}"),
                    tag("span", "not on a line", self._source(name), class_="where"),
                    class_="head",
                )
            ]
        family = f" k-{family_of(only.name).name}" if only else ""
        return tag(
            "div",
            heads,
            tag("div", *value, class_="value"),
            class_=f"field {class_}".rstrip() + family,
            data_f=only.key if only else None,
        )

    def control(self, claim: Claim) -> Html:
        """Return the button that lights the lines of *claim*, with links to them."""
        words = f"{self._prefix}{claim.key}-where"
        kind = "dropped" if claim.key.startswith("r") else f"k-{family_of(claim.name).name}"
        source = None if kind == "dropped" else self._source(claim.name)
        return tag(
            "div",
            tag(
                "button",
                claim.name,
                type="button",
                class_=f"name {kind}",
                id=f"{self._prefix}{claim.key}",
                data_f=claim.key,
                aria_pressed="false",
                aria_describedby=words,
            ),
            tag("span", _lines(claim), source, class_="where", id=words),
            class_="head",
        )

    def _source(self, role: str) -> Html | None:
        """Return where the value of *role* came from, as told for the role itself, else for the field it is of."""
        plain = role.partition("@")[0]
        for name in (role, plain, plain.partition("[")[0], plain.partition("[")[0].partition(".")[0]):
            if name in self._sources:
                return tag("span", ", from ", tag("code", self._sources[name]), class_="source")
        return None


def _lines(claim: Claim) -> list[Html | str]:
    one = len(claim.spans) == 1 and claim.spans[0][0] == claim.spans[0][1]
    found: list[Html | str] = ["line " if one else "lines "]
    for index, link in enumerate(_links(claim)):
        found += [", ", link] if index else [link]
    more = len(claim.spans) - (len(found) // 2)
    return [*found, f" and {more} more"] if more > 0 else found


def _links(claim: Claim) -> Iterator[Html]:
    return (tag("a", words, href=f"#L{line}") for words, line in where(claim))
