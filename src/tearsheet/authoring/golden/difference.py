"""Two values of a field side by side, in words, with the lines of the page on which their texts stand."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import accumulate, takewhile
from typing import Any

from attrs import frozen

from tearsheet.authoring.golden.fields import bare
from tearsheet.model.once import cached_property
from tearsheet.model.table import FIELDS
from tearsheet.page import Page
from tearsheet.reading.ledger import Ledger
from tearsheet.text.printable import printable

_SHOWN = 8
"""How many differences of one field are told; a field that is all wrong is known by as many."""
_LONG = 160  # characters of a text that are shown, and compared
_MARKED = 60
"""From how many characters on the places of change are marked in a text."""
_CLOSE = 1_500
"""How many words of two texts are compared, or items of two lists."""
_AROUND = 24  # characters shown on either side of a change


class Place:
    """Where texts stand on a page."""

    def __init__(self, page: Page, ledger: Ledger) -> None:
        self._lines = page.lines
        self._ledger = ledger

    @cached_property
    def _text(self) -> str:
        return " ".join(line.text for line in self._lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line.text) + 1 for line in self._lines)][:-1]

    @cached_property
    def _went(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for entry in self._ledger.entries:
            what = entry.role or (f"dropped: {entry.rule}" if entry.rule else "unexplained")
            if entry.start >= 0 and what not in found.setdefault(entry.line, []) and entry.rule != "separator":
                found[entry.line].append(what)
        return found

    def lines_of(self, text: str) -> range:
        """Return the indexes of the lines in which *text* first stands, at their first; empty where it is nowhere."""
        flat = " ".join(text.split())
        at = self._text.find(flat) if flat else -1
        if at < 0:
            return range(0)
        return range(bisect_right(self._starts, at) - 1, bisect_right(self._starts, at + len(flat) - 1))

    def said(self, text: str) -> str | None:
        """Return in words where *text* stands, what else is on that line and where the line went."""
        lines = self.lines_of(text)
        if not lines:
            return None
        first, last = self._lines[lines[0]].number, self._lines[lines[-1]].number
        numbers = f"line {first}" if first == last else f"lines {first} to {last}"
        whole = " ".join(self._lines[index].text for index in lines)
        rest = "" if whole == text else f": {shown(whole)}"
        went = list(dict.fromkeys(what for index in lines for what in self._went.get(self._lines[index].number, ())))
        more = f" and {len(went) - 4} more" if len(went) > 4 else ""
        return f"{numbers}{rest}  ({', '.join(went[:4])}{more})"

    def nearest(self, text: str) -> str | None:
        """Return in words which line is most like *text*; long pages are looked at as far as time allows."""
        cut = {line.text[:_LONG]: line.number for line in reversed(self._lines[:400]) if line.text}
        close = get_close_matches(text[:_LONG], cut, 1, 0.5)
        return f"line {cut[close[0]]}: {shown(close[0])}" if close else None


@frozen
class _Change:
    """One place at which two values differ.

    :param only: ``"expected"`` or ``"got"`` for an item that the other list does not have
    :param about: a text of the page that tells where a value stands that is no text of it, such as the start of a time
    """

    path: str
    expected: Any
    got: Any
    only: str | None = None
    about: str | None = None


def difference(path: str, expected: Any, got: Any, place: Place) -> str:
    """Return how *got* differs from *expected*, the values of the field at *path* as JSON, in lines of plain text."""
    changes = list(_changes(path, bare(expected), bare(got), None))
    out: list[str] = []
    for change in changes[:_SHOWN]:
        gone = {None: "", "expected": " is gone", "got": " is new"}[change.only]
        if change.path != path:
            out.append(change.path + gone)
        out.extend(f"  {line}" for line in _told(change, place))
    if len(changes) > _SHOWN:
        out.append(f"… and {len(changes) - _SHOWN} more differences")
    return "\n".join(out)


# -- what differs ----------------------------------------------------------------------------------------------------


def _changes(path: str, expected: Any, got: Any, about: str | None) -> Iterator[_Change]:
    if isinstance(expected, dict) and isinstance(got, dict):
        about = _text_in("", got) or _text_in("", expected) or about
        for key in {**expected, **got}:
            yield from _changes(f"{path}.{key}", expected.get(key), got.get(key), about)
    elif isinstance(expected or got, list) and isinstance(got or expected, list):
        yield from _in_lists(path, expected or [], got or [])
    elif expected != got or isinstance(expected, bool) is not isinstance(got, bool):
        yield _Change(path, expected, got, about=about)


def _in_lists(path: str, expected: list[Any], got: list[Any]) -> Iterator[_Change]:
    ours, theirs = ([json.dumps(item, sort_keys=True) for item in items] for items in (expected, got))
    for code, a, b, c, d in _codes(ours, theirs):
        if code == "equal":
            continue
        before, after = range(a, b), range(c, d)
        if len(before) == len(after):
            for i, j in zip(before, after, strict=True):
                yield from _changes(f"{path}[{j}]", expected[i], got[j], None)
            continue
        for i in before:
            yield _Change(f"{path}[{i}]", expected[i], None, only="expected")
        for j in after:
            yield _Change(f"{path}[{j}]", None, got[j], only="got")


# -- in words --------------------------------------------------------------------------------------------------------


def shown(value: Any) -> str:
    """Return *value* as JSON that a terminal can show, cut in the middle where it is long; nothing is ``nothing``."""
    value = bare(value)
    if value is None:
        return "nothing"
    text = printable(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _LONG else f"{text[: _LONG * 3 // 4]} … {text[-_LONG // 4 :]}"


def _told(change: _Change, place: Place) -> Iterator[str]:
    expected, got = change.expected, change.got
    values = {"expected": expected, "got": got}
    marked = isinstance(expected, str) and isinstance(got, str) and min(len(expected), len(got)) >= _MARKED
    if marked:
        yield f"changed   {_marked(expected, got)}   [-expected-] {{+got+}}"
    where = {label: _where(change.path, value, place) for label, value in values.items()}
    for label, value in values.items():
        if change.only not in {None, label}:
            continue
        if not marked:
            yield f"{label:<9} {shown(value)}"
        if where[label] is not None and not (label == "expected" and where["expected"] == where["got"]):
            # Where both stand is said once.
            yield f"{label if marked else '':<9} {where[label]}"
    if where == {"expected": None, "got": None} and change.about is not None:
        said = place.said(change.about)
        if said is not None:
            yield f"{'':<9} {said}"


def _where(path: str, value: Any, place: Place) -> str | None:
    """Return in words where on the page *value* stands, ``None`` for what is no text of a page."""
    text = _text_in(path, value)
    if text is None:
        return None
    where = place.said(text)
    if where is None:
        close = place.nearest(text)
        where = f"not on the page; most like it is {close}" if close else "not on the page"
    return f"^ {where}"


# What an Article has beside texts of its page.
_NOT_PRINTED = frozenset(
    {row.name for row in FIELDS.values() if not row.printed and row.kind in {"text", "texts", "instant"}}
    | {"basis", "civil", "code", "end", "kind", "message", "offset", "precision", "start", "url", "zone"}
)


def _text_in(path: str, value: Any) -> str | None:
    """Return the text in *value* that was printed on the page."""
    if isinstance(value, str):
        return value if value and path.rpartition(".")[2] not in _NOT_PRINTED else None
    if isinstance(value, dict):
        found = (value.get(key) for key in ("text", "raw", "body", "name", "caption", "credit"))
        return next((text for text in found if isinstance(text, str)), None)
    return None


def _marked(expected: str, got: str) -> str:
    """Return *got* with what is gone from *expected* as ``[-…-]`` and what is new as ``{+…+}``.

    Marks, since a line of carets below fits no text whose letters are of two widths.
    """
    ours, theirs = _WORDS.findall(expected), _WORDS.findall(got)
    codes = _codes(ours, theirs)
    parts = [_ending("".join(ours[: codes[0][1]]))]
    for code, a, b, c, d in codes:
        gone, come = _middle("".join(ours[a:b])), _middle("".join(theirs[c:d]))
        parts += [come] if code == "equal" else [f"[-{gone}-]"] * (a < b) + [f"{{+{come}+}}"] * (c < d)
    parts.append(_beginning("".join(ours[codes[-1][2] :])))
    return f'"{printable("".join(parts))}"'


# Letters of one script are compared by words, those of Chinese one by one.
_WORDS = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+|.", re.DOTALL)


def _common(ours: list[str], theirs: list[str]) -> int:
    """Return how many of their first words are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))


def _codes(ours: list[str], theirs: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return how to make *theirs* of *ours* but for the beginning and the end that they have in common.

    Of what is too long to compare, one replaces the other.
    """
    head = _common(ours, theirs)
    tail = _common(ours[head:][::-1], theirs[head:][::-1])
    old, new = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if len(old) * len(new) > _CLOSE**2:
        return [("replace", head, head + len(old), head, head + len(new))]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(code, head + a, head + b, head + c, head + d) for code, a, b, c, d in codes]


def _ending(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:]


def _beginning(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND] + "…"


def _middle(text: str) -> str:
    return text if len(text) <= 2 * _LONG else f"{text[:_LONG]} … {text[-_LONG:]}"
