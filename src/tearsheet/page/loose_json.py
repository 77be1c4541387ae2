r"""JSON as pages hold it in ``<script>``: read as far as it can be read, broken or not.

What is put right, since it is common: line breaks in strings, commas too many or missing before a key, comments and
CDATA marks around the object, several objects one after another, a semicolon at the end, escapes that JSON does not
know (``\'``), ``undefined``, strings in single quotation marks, quotation marks escaped as HTML or not at all, and an
end that is cut off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

_WRAPPING = re.compile(
    r"\ufeff|<!--|-->|(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|\]\]>)\s{0,9}(?:\*/)?|^\s*//[^\n\"]*$|\A\s*/\*.*?\*/",
    re.MULTILINE | re.DOTALL,
)
_BETWEEN = re.compile(r"[\s,;]*")
_SPARE = r',(?=\s*+[}\],])|(?<=[\s,])//[^\n"]*'
# A string that nothing ends reaches to the end of the text: to look for one at each of its quotes takes the square.
_TOKEN = re.compile(rf'"(?:[^"\\]|\\.)*+(?:"|(?P<open>\Z))|{_SPARE}', re.DOTALL)
_OUTSIDE = re.compile(_SPARE)
_BAD_ESCAPE = re.compile(r'\\(?:u(?![0-9a-fA-F]{4})|[^"\\/bfnrtu])', re.DOTALL)
_SINGLE = re.compile(r"(?<!\\)'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_UNDEFINED = re.compile(r"(?<=:)\s*+undefined(?=\s*+[,}])")
_NO_COMMA = re.compile(r'(?<=["\d\]}])\s*+(?="(?:[^"\\]|\\.){1,60}+"\s*+:)')
_PART = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|(?P<open>\Z))|[{}\[\],]', re.DOTALL)
_CLOSES = {"{": "}", "[": "]"}
_PUNCTUATION = frozenset(",:{}[]")
_LONGEST_REPAIRED = 1_000_000  # characters: what is longer is not worth the time


def _constant(_: str) -> None:
    """Read NaN and Infinity, which are no JSON, as nothing."""


_DECODER = json.JSONDecoder(strict=False, parse_constant=_constant)


def loose_values(text: str) -> tuple[Any, ...]:
    """Return the JSON values in *text*, one after another; none where nothing can be read. Never raises."""
    try:
        return (_DECODER.decode(text),)
    except (ValueError, RecursionError):
        pass
    if not text or len(text) > _LONGEST_REPAIRED:
        return ()
    text = _WRAPPING.sub("", text)
    found = tuple(_one_after_another(text))
    if found:
        return found
    if '"' not in text:
        text = text.replace("&quot;", '"').replace("&amp;", "&") if "&quot;" in text else _SINGLE.sub(_doubled, text)
    text = _BAD_ESCAPE.sub(lambda match: match[0][1:] if match[0] != "\\u" else "u", text)
    text = _UNDEFINED.sub("null", text)
    return next((found for mended in _mended(text) if any(found := tuple(_one_after_another(mended)))), ())


def _mended(text: str) -> Iterator[str]:
    """Yield *text* with more and more put right that is less and less common."""
    plain = _TOKEN.sub(_less_comma, text)
    yield plain
    yield _TOKEN.sub(_less_comma, _quotes_escaped(text))
    plain = _NO_COMMA.sub(",", plain)
    yield plain
    yield from _ended(plain)


def _ended(text: str) -> Iterator[str]:
    """Yield *text* with all closed that it leaves open: at its end, and after the last of its members that is whole."""
    closing, comma = _left_open(text)
    yield text + closing
    yield text[:comma] + _left_open(text[:comma])[0]


def _left_open(text: str) -> tuple[str, int]:
    """Return what closes all that *text* leaves open, and where the last comma between two members stands, or 0."""
    closing: list[str] = []
    comma = 0
    for match in _PART.finditer(text):
        char = match[0]
        if match["open"] is not None:
            closing.append('"')
        elif char in _CLOSES:
            closing.append(_CLOSES[char])
        elif char in {"}", "]"} and closing:
            closing.pop()
        elif char == ",":
            comma = match.start()
    return "".join(reversed(closing)), comma


def _doubled(match: re.Match[str]) -> str:
    return json.dumps(match[1].replace("\\'", "'"))


def _one_after_another(text: str) -> Iterator[Any]:
    """Yield the values up to the first that cannot be read; what is no object and no array is none of ours."""
    at = 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between is not None else at
        if text[at : at + 1] not in {"{", "["}:
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def _less_comma(match: re.Match[str]) -> str:
    if match.lastgroup == "open":
        return _OUTSIDE.sub("", match[0])
    return match[0] if match[0][0] == '"' else ""


def _quotes_escaped(text: str) -> str:
    """Return *text* with the quotation marks escaped that neither begin nor end a string.

    One begins a string after ``{ [ , :`` and ends it before ``, : } ]``, white space aside.
    """
    parts = text.split('"')
    out = [parts[0]]
    inside = False
    for before, after in pairwise(parts):
        if before.endswith("\\") and not before.endswith("\\\\"):
            out.append('"')
        elif not inside:
            inside = True
            out.append('"')
        elif after.lstrip()[:1] in _PUNCTUATION or not after.strip():
            inside = False
            out.append('"')
        else:
            out.append('\\"')
        out.append(after)
    return "".join(out)


def loose_objects(text: str) -> list[dict[str, Any]]:
    """Return the objects in *text*, those in arrays and below ``@graph`` among them."""
    found: list[dict[str, Any]] = []
    todo: list[Any] = list(reversed(loose_values(text)))
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            found.append(value)
            value = value.get("@graph")
        if isinstance(value, list):
            todo.extend(reversed(value))
    return found
