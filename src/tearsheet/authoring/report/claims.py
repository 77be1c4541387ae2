"""The ledger the other way round: for each role and each rule, on which lines it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from tearsheet.reading.ledger import Entry, Ledger

__all__ = ["Claim", "Claims", "where"]

_ROLE = re.compile(r"(?P<field>[^.@\[]*)(?P<sub>(?:\[[^\]@]*\]|\.[^.@\[]*)?)[^@]*(?:@(?P<language>.*))?", re.DOTALL)
_SPANS = 12


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


def where(claim: Claim) -> Iterator[tuple[str, int]]:
    """Yield the spans of *claim* in words, each with the number of its first line; of many, the first few."""
    for first, last in claim.spans[:_SPANS]:
        yield (str(first) if first == last else f"{first}–{last}"), first


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
