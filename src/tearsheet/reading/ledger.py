"""The account of a page: which characters went into which field, which were dropped and why, which are unexplained."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from attrs import frozen

from tearsheet.model.once import cached_property
from tearsheet.page.lines import Line

_SEPARATORS = re.compile(r"[\s|｜/／·•・:：>›»<«‹,，、;；()（）\[\]【】\-–—_~#]+")


@frozen(kw_only=True)
class Entry:
    """One part of one line.

    :param line: number of the line, from 1
    :param start: offset of the part in the line's text; a list marker stands at -1
    :param text: the part, without the white space around it
    :param role: the field it went to (``"body@en"``, ``"scores.hot"``), or ``None``
    :param rule: the rule under which it was dropped (``"navigation"``), or ``None``
    :param pages: on how many pages of its site it stood, of a part that was dropped as a ``site-line``
    """

    line: int
    start: int
    text: str
    role: str | None = None
    rule: str | None = None
    pages: int | None = None

    @property
    def explained(self) -> bool:
        """Whether it went to a field or was dropped under a rule."""
        return self.role is not None or self.rule is not None


_Claim: TypeAlias = tuple[int, int, str | None, str | None]
"""Where a part of a line begins and ends, and the role or the rule it went under."""


class _Whole(NamedTuple):
    """A line that went somewhere as a whole."""

    role: str | None
    rule: str | None


class Ledger:
    """Who claimed what on a page.

    Claims cost a list append, so that the ledger can always be kept; the entries are put together when asked for.
    Where two claims overlap, the earlier made one keeps the characters.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        # Most lines go whole to one field or under one rule: all that went alike share one object.
        self._claims: list[_Whole | list[_Claim] | None] = [None] * len(lines)
        self._wholes: dict[tuple[str | None, str | None], _Whole] = {}
        self.site_lines: Mapping[int, int] = {}
        """On how many pages of the site a line stands, by its index, where it may be dropped as a ``site-line``."""
        self._told = False

    def claim(self, line: Line, role: str, start: int = 0, end: int | None = None) -> str:
        """Note that the characters ``start:end`` of *line* went to the field *role*; return them, stripped."""
        text = line.text
        if end is None and not start:
            self._take(line, role, None)
            return text
        stop = len(text) if end is None else max(start, end)
        self._add(line, (start, stop, role, None))
        return text[start:stop].strip()

    def drop(self, line: Line, rule: str, start: int = 0, end: int | None = None) -> None:
        """Note that the characters ``start:end`` of *line* were dropped under *rule*."""
        if end is None and not start:
            self._take(line, None, rule)
        else:
            self._add(line, (start, len(line.text) if end is None else max(start, end), None, rule))

    def settle(self, start: int, stop: int, *, role: str | None = None, rule: str | None = None) -> None:
        """Note that the lines ``start:stop``, by their indexes, went whole to *role* or were dropped under *rule*."""
        if self._told or any(self._claims[start:stop]):
            for line in self.lines[start:stop]:
                self._take(line, role, rule)
        else:
            self._claims[start:stop] = [self._whole(role, rule)] * (stop - start)

    def _take(self, line: Line, role: str | None, rule: str | None) -> None:
        if self._told or self._claims[line.index] is not None:
            self._add(line, (0, len(line.text), role, rule))
        else:
            self._claims[line.index] = self._whole(role, rule)

    def _whole(self, role: str | None, rule: str | None) -> _Whole:
        whole = self._wholes.get((role, rule))
        if whole is None:
            whole = self._wholes[role, rule] = _Whole(role, rule)
        return whole

    def _add(self, line: Line, claim: _Claim) -> None:
        if self._told:
            self._forget()
        claims = self._claims[line.index]
        if isinstance(claims, list):
            claims.append(claim)
        elif claims is None:
            self._claims[line.index] = [claim]
        elif claims.role is None and claim[2] is not None:  # nothing is left of the line, but a field has asked for it
            self._claims[line.index] = [(0, len(line.text), *claims), claim]

    def drop_rest(self, rules: Sequence[str | None], *, touched: str, otherwise: str) -> None:
        """Note that what is left of every line was dropped under its rule among *rules*.

        :param touched: the rule for lines of which a part was claimed or dropped before
        :param otherwise: the rule for lines that have none
        """
        wholes = {rule: self._whole(None, rule or otherwise) for rule in {*rules}}
        for index, (claims, rule) in enumerate(zip(self._claims, rules, strict=True)):
            if claims is None:
                self._claims[index] = wholes[rule]
            elif isinstance(claims, list):
                claims.append((0, len(self.lines[index].text), None, touched))
        if self._told:
            self._forget()

    def _forget(self) -> None:
        """Forget the entries put together before, since a claim has been made after them."""
        self.__dict__.pop("entries", None)
        self._told = False

    def touched(self, line: Line) -> bool:
        """Whether any part of *line* was claimed or dropped."""
        return self._claims[line.index] is not None

    @property
    def untouched(self) -> list[Line]:
        """The lines of which no part was claimed or dropped."""
        lines = self.lines
        return [lines[index] for index, claims in enumerate(self._claims) if claims is None]

    def in_field(self, line: Line) -> bool:
        """Whether any part of *line* went to a field."""
        claims = self._claims[line.index]
        if isinstance(claims, _Whole):
            return claims.role is not None
        return claims is not None and any(role is not None for _, _, role, _ in claims)

    def left(self, line: Line) -> list[tuple[int, int]]:
        """Return the parts of *line* that nobody has claimed or dropped, as offsets; white space alone is no part."""
        text = line.text
        claims = self._claims[line.index]
        if claims is None:
            return [(0, len(text))]
        if isinstance(claims, _Whole):
            return []
        return [(a, b) for a, b in free(0, len(text), sorted(_spans(claims))) if not text[a:b].isspace()]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every part of every line, in reading order."""
        self._told = True
        found: list[Entry] = []
        for line, claims in zip(self.lines, self._claims, strict=True):
            text = line.text
            if line.marker:
                found.append(Entry(line=line.number, start=-1, text=line.marker, rule="bullet"))
            if claims is None:
                found.append(Entry(line=line.number, start=0, text=text.strip()))
                continue
            at = 0
            whole = [(0, len(text), *claims)] if isinstance(claims, _Whole) else _settled(claims)
            for start, end, role, rule in [*whole, (len(text), len(text), None, None)]:
                gap = text[at:start].strip()
                if gap:
                    explained = "separator" if _SEPARATORS.fullmatch(gap) else None
                    found.append(Entry(line=line.number, start=at, text=gap, rule=explained))
                part = text[start:end].strip()
                if part:
                    pages = self.site_lines.get(line.index) if rule == "site-line" else None
                    found.append(Entry(line=line.number, start=start, text=part, role=role, rule=rule, pages=pages))
                at = max(at, end)
        return tuple(found)

    @property
    def unexplained(self) -> tuple[Entry, ...]:
        """The entries with neither role nor rule; empty when the page is accounted for."""
        return tuple(entry for entry in self.entries if not entry.explained)

    @property
    def coverage(self) -> float:
        """Explained share of the visible characters that are no white space, from 0 to 1; 1 for an empty page."""
        total = explained = 0
        for entry in self.entries:
            size = sum(map(len, entry.text.split()))
            total += size
            if entry.explained:
                explained += size
        return explained / total if total else 1.0

    @property
    def percent(self) -> str:
        """The coverage in per cent, cut and not rounded: ``"100"`` is said only when it is all."""
        return f"{int(self.coverage * 10_000) / 100:g}"

    def __repr__(self) -> str:
        return f"<Ledger of {len(self.lines)} lines, {len(self.unexplained)} parts unexplained>"


def _spans(claims: Iterable[_Claim]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, _, _ in claims)


def _settled(claims: Sequence[_Claim]) -> list[_Claim]:
    """Return what each claim keeps beside those made before it, from left to right."""
    if len(claims) == 1:
        return list(claims)
    starts: list[int] = []
    settled: list[_Claim] = []
    for start, end, role, rule in claims:
        at = bisect_right(starts, start)
        if at and settled[at - 1][1] > start:
            at -= 1
        stop = bisect_left(starts, end, at)
        for a, b in free(start, end, _spans(settled[at:stop])):
            place = bisect_right(starts, a)
            starts.insert(place, a)
            settled.insert(place, (a, b, role, rule))
    return settled


def free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of ``start:end`` no span in *taken*, which go from left to right, covers."""
    left: list[tuple[int, int]] = []
    for low, high in taken:
        if start < min(low, end):
            left.append((start, min(low, end)))
        start = max(start, high)
    if start < end:
        left.append((start, end))
    return left
