"""One pattern for the many labels that a site prints."""

from __future__ import annotations

import re

__all__ = ["either"]

_NAMED = re.compile(r"\(\?P<\w+>")


def either(*patterns: re.Pattern[str], first: str = "") -> re.Pattern[str]:
    """Return one pattern, for single lines, that is found wherever any of *patterns* is; it has no named groups.

    :param first: the characters that a match begins with unless it begins the line. What stands between them is then
        not looked at, which is several times as fast; where the match lies is not told.
    """
    found = "|".join(f"(?:{_NAMED.sub('(?:', pattern.pattern)})" for pattern in patterns)
    if not first:
        return re.compile(found)
    chars = "".join(map(re.escape, first))
    return re.compile(rf"\A(?:(?={found})|.[^{chars}]*+(?:(?!{found})[{chars}][^{chars}]*+)*+(?!\Z))", re.DOTALL)
