"""The ledger the other way round: for each role and each rule, on which lines it is, and how a field shows that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from tearsheet.authoring.report.colours import family_of
from tearsheet.outputs.markup import Html, Part, tag
from tearsheet.reading.ledger import Entry, Ledger

_ROLE = re.compile(r"(?P<field>[^.@\[]*)(?P<sub>(?:\[[^\]@]*\]|\.[^.@\[]*)?)[^@]*(?:@(?P<language>.*))?", re.DOTALL)
_SPANS = 12  # stretches of a claim that are told; the rest is counted


@frozen
class Claim:
    """A role or a rule, and the lines of which it has a part.

    :param key: names it in the report: ``"f3"`` a field, ``"r1"`` a rule
    :param name: the role (``"body@en"``) or the rule (``"navigation"``)
    :param spans: runs of lines that follow one another, as numbers of the first and of the last
    :param parts: how many parts of lines it has
    """

    key: str
    name: str
    spans: tuple[tuple[int, int], ...]
    parts: int


class Claims:
    """Every role and every rule of a ledger.

    :ivar roles: the claims of fields by role, in the order of the page
    :ivar rules: those of rules by rule
    """

    def __init__(self, ledger: Ledger) -> None:
        following = {line.number: index for index, line in enumerate(ledger.lines)}
        roles: dict[str, list[Entry]] = {}
        rules: dict[str, list[Entry]] = {}
        for entry in ledger.entries:
            if entry.role is not None:
                roles.setdefault(entry.role, []).append(entry)
            elif entry.rule is not None:
                rules.setdefault(entry.rule, []).append(entry)
        self.roles = _claims("f", roles, following)
        self.rules = _claims("r", rules, following)

    def of(self, entry: Entry) -> Claim | None:
        """Return the claim that *entry* is part of, ``None`` where it is unexplained."""
        if entry.role is not None:
            return self.roles[entry.role]
        return self.rules[entry.rule] if entry.rule is not None else None

    def by_field(self) -> dict[tuple[str, str | None], dict[str, list[Claim]]]:
        """Return the claims of fields by name of the field and language, then by the item or key they begin with.

        ``comments[1].author`` is under ``("comments", None)`` and there under ``"[1]"``, ``scores.hot`` under
        ``".hot"``, ``body@en`` under ``("body", "en")`` and ``""``.
        """
        found: dict[tuple[str, str | None], dict[str, list[Claim]]] = {}
        for role, claim in self.roles.items():
            match = _ROLE.fullmatch(role)
            field, sub, language = (match["field"], match["sub"], match["language"]) if match else (role, "", None)
            found.setdefault((field, language), {}).setdefault(sub, []).append(claim)
        return found


def _claims(prefix: str, found: Mapping[str, Sequence[Entry]], following: Mapping[int, int]) -> dict[str, Claim]:
    return {
        name: Claim(f"{prefix}{number}", name, _spans(entries, following), len(entries))
        for number, (name, entries) in enumerate(found.items(), 1)
    }


def _spans(entries: Sequence[Entry], following: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for entry in entries:
        if spans and following[entry.line] - following[spans[-1][1]] <= 1:
            spans[-1] = (spans[-1][0], entry.line)
        else:
            spans.append((entry.line, entry.line))
    return tuple(spans)


# -- shown -------------------------------------------------------------------------------------------------------------


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
    """Return the lines of *claim* in words, as links; of many runs of them, the first few."""
    one = len(claim.spans) == 1 and claim.spans[0][0] == claim.spans[0][1]
    found: list[Html | str] = ["line " if one else "lines "]
    for index, (first, last) in enumerate(claim.spans[:_SPANS]):
        link = tag("a", str(first) if first == last else f"{first}–{last}", href=f"#L{first}")
        found += [", ", link] if index else [link]
    more = len(claim.spans) - _SPANS
    return [*found, f" and {more} more"] if more > 0 else found
