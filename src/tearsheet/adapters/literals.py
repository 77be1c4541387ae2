"""What must stand on a page for a mark of a signature to be found there: plain texts, told from the mark alone.

A text is only given where it is certain. Where it is not, there is none, and the mark has to be sought itself.
"""

from __future__ import annotations

import re

_QUANTIFIER = re.compile(r"\{(?:\d+(?:,\d*)?|,\d*)\}")
_NUMBERED = frozenset("xuUN0123456789")


def of_pattern(mark: re.Pattern[str]) -> tuple[str, ...]:
    """Return texts each of which stands in whatever *mark* matches: its characters outside of groups and classes."""
    pattern = mark.pattern
    if mark.flags & re.VERBOSE or "(?#" in pattern:
        return ()
    runs = [""]
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "|":
            return ()
        if sign == "\\":
            escaped = pattern[at + 1]
            if escaped in _NUMBERED:
                return ()
            runs += [""] if escaped.isalpha() else [runs.pop() + escaped]
            at += 2
        elif sign in "[(":
            runs.append("")
            at = _after_class(pattern, at) if sign == "[" else _after_group(pattern, at)
        elif sign in "*?" or (sign == "{" and _QUANTIFIER.match(pattern, at)):
            # What it repeats may be not there at all.
            runs += [runs.pop()[:-1], ""]
            quantifier = _QUANTIFIER.match(pattern, at)
            at = quantifier.end() if quantifier is not None else at + 1
        elif sign in "+.^$":
            runs.append("")
            at += 1
        else:
            runs.append(runs.pop() + sign)
            at += 1
    if mark.flags & re.IGNORECASE:
        runs = [part for run in runs for part in _CASED.sub("\n", "".join(map(_one_case, run))).split("\n")]
    return tuple([run for run in runs if run])


_CASED = re.compile("\0")


def _one_case(sign: str) -> str:
    return sign if sign.lower() == sign.upper() == sign.casefold() else "\0"


def _after_class(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] == "^" else 1
    if pattern[at] == "]":
        at += 1
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _after_group(pattern: str, at: int) -> int:
    depth = 0
    while True:
        sign = pattern[at]
        if sign == "[":
            at = _after_class(pattern, at)
            continue
        depth += {"(": 1, ")": -1}.get(sign, 0)
        at += 2 if sign == "\\" else 1
        if not depth:
            return at


# -- selectors -------------------------------------------------------------------------------------------------------

_PART = re.compile(
    r"""(?P<sign>[.\#])(?P<name>[\w-]+)"""
    r"""|\[\s*+(?P<key>[\w-]++)\s*+[~|^$*]?=\s*+(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[\w-]++))\s*+(?:[is]\s*+)?\]"""
    r"""|(?P<open>\()|(?P<shut>\))|(?P<comma>,)|"[^"]*"|'[^']*'|\[[^\]]*+(?:\]|\Z)""",
    re.IGNORECASE,
)
_SIGNS = {".": "class", "#": "id"}


def of_selector(selector: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return, for each of the alternatives of *selector*, what the elements have that it selects, or those around them.

    That is the name of an attribute and a text in its value, where upper and lower case may differ. What stands in the
    brackets of ``:not()`` and its kin is left out.
    """
    if "\\" in selector or "/*" in selector:
        return ((),)
    alternatives: list[tuple[tuple[str, str], ...]] = [()]
    depth = 0
    for part in _PART.finditer(selector):
        depth += (part["open"] is not None) - (part["shut"] is not None)
        if depth:
            continue
        key, value = part["key"], part["a"] or part["b"] or part["c"]
        if part["comma"] is not None:
            alternatives.append(())
        elif part["sign"] is not None:
            alternatives[-1] += ((_SIGNS[part["sign"]], part["name"]),)
        elif key is not None and value:
            alternatives[-1] += ((key.lower(), value),)
    return tuple(alternatives)
