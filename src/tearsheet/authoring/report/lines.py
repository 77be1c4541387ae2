"""The left side of the report: the lines of the page, each part with the field or the rule it went to."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from tearsheet.authoring.report.claims import Claims
from tearsheet.authoring.report.colours import family_of
from tearsheet.outputs.markup import Html, language_of, tag
from tearsheet.page.lines import Line
from tearsheet.reading.ledger import Entry, Ledger

__all__ = ["jump_list", "line_list"]

_EXCERPT = 90


def line_list(ledger: Ledger, claims: Claims, *, language: str | None) -> Html:
    """Return the lines in order.

    :param language: BCP 47 tag of what no role names the language of
    """
    unexplained = _Unexplained(len(ledger.unexplained), language)
    lines = {line.number: line for line in ledger.lines}
    items = [
        _line(lines[number], [_part(entry, claims, unexplained, language) for entry in entries])
        for number, entries in groupby(ledger.entries, key=attrgetter("line"))
    ]
    return tag("ol", items, class_="lines")


def jump_list(ledger: Ledger) -> Html:
    """Return links to the unexplained parts, in the order of the page."""
    return tag(
        "ol",
        [
            tag("li", tag("a", tag("b", f"Line {entry.line}"), " ", tag("bdi", _cut(entry.text)), href=f"#u{number}"))
            for number, entry in enumerate(ledger.unexplained, 1)
        ],
        class_="jumps",
    )


class _Unexplained:
    """Numbers the unexplained parts and links each with those before and after it."""

    def __init__(self, total: int, language: str | None) -> None:
        self._total = total
        self._language = language
        self._number = 0

    def part(self, entry: Entry) -> Html:
        self._number += 1
        number = self._number
        before = number - 1 or self._total
        after = number % self._total + 1
        words = f"Unexplained {number} of {self._total}"
        links = [
            tag("a", "↑", href=f"#u{before}", aria_label="Previous unexplained part"),
            tag("a", "↓", href=f"#u{after}", aria_label="Next unexplained part"),
        ]
        return tag(
            "div",
            tag("bdi", tag("mark", entry.text), class_="t", lang=self._language),
            tag("span", tag("strong", words), links if self._total > 1 else None, class_="role"),
            class_="part unexplained",
            id=f"u{number}",
            tabindex=-1,
            role="group",
            aria_label=f"{words}, line {entry.line}",
        )


def _line(line: Line, parts: list[Html]) -> Html:
    return tag(
        "li",
        tag("span", tag("b", str(line.number)), tag("span", line.tag, aria_hidden="true"), class_="no"),
        tag("div", parts, class_="parts"),
        class_="line after-gap" if line.blanks else "line",
        id=f"L{line.number}",
    )


def _part(entry: Entry, claims: Claims, unexplained: _Unexplained, language: str | None) -> Html:
    claim = claims.of(entry)
    if claim is None:
        return unexplained.part(entry)
    dropped = entry.role is None
    own = None if dropped else language_of(claim.name.partition("@")[2])
    kind = "dropped" if dropped else f"k-{family_of(claim.name).name}"
    return tag(
        "div",
        tag("bdi", entry.text, class_="t", lang=own or language),
        tag(
            "button",
            f"dropped: {claim.name}" if dropped else claim.name,
            type="button",
            class_="role",
            tabindex=-1,
            aria_pressed="false",
        ),
        class_=f"part {kind}",
        data_f=claim.key,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
