"""The zones that pages print beside a clock."""

from __future__ import annotations

import re

NOWHERE = ""  # a zone is printed, but not which: 当地时间

# A place's name before 时间 or "time".
_PLACES = {
    "北京": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "台北": "Asia/Taipei",
    "台湾": "Asia/Taipei",
    "香港": "Asia/Hong_Kong",
    "东京": "Asia/Tokyo",
    "日本": "Asia/Tokyo",
    "首尔": "Asia/Seoul",
    "韩国": "Asia/Seoul",
    "新加坡": "Asia/Singapore",
    "伦敦": "Europe/London",
    "英国": "Europe/London",
    "格林威治": "UTC",
    "格林尼治": "UTC",
    "世界协调": "UTC",
    "美国东部": "America/New_York",
    "美东": "America/New_York",
    "纽约": "America/New_York",
    "多伦多": "America/Toronto",
    "美国西部": "America/Los_Angeles",
    "美西": "America/Los_Angeles",
    "美国太平洋": "America/Los_Angeles",
    "太平洋": "America/Los_Angeles",
    "温哥华": "America/Vancouver",
    "悉尼": "Australia/Sydney",
    "当地": NOWHERE,
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "taipei": "Asia/Taipei",
    "hong kong": "Asia/Hong_Kong",
    "japan": "Asia/Tokyo",
    "singapore": "Asia/Singapore",
    "london": "Europe/London",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "local": NOWHERE,
}

# RFC 2822 section 4.3 and names that only one zone bears. CST, IST, BST, AST, GST and ART are several zones each: they
# are read over and leave the site's own zone in force.
_NAMES: dict[str, str | None] = {
    **dict.fromkeys(("utc", "gmt", "ut", "z"), "UTC"),
    "pst": "-08:00",
    **dict.fromkeys(("pdt", "mst"), "-07:00"),
    "mdt": "-06:00",
    **dict.fromkeys(("cdt", "est"), "-05:00"),
    "edt": "-04:00",
    "akst": "-09:00",
    "akdt": "-08:00",
    "hst": "-10:00",
    "brt": "-03:00",
    "wet": "+00:00",
    **dict.fromkeys(("cet", "mez", "west", "wat"), "+01:00"),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), "+02:00"),
    **dict.fromkeys(("eest", "msk", "eat"), "+03:00"),
    "pkt": "+05:00",
    "npt": "+05:45",
    **dict.fromkeys(("ict", "wib"), "+07:00"),
    **dict.fromkeys(("awst", "hkt", "sgt"), "+08:00"),
    **dict.fromkeys(("jst", "kst"), "+09:00"),
    "acst": "+09:30",
    "acdt": "+10:30",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    **dict.fromkeys(("cst", "ist", "bst", "ast", "gst", "art")),
}

_HAN = "|".join(name for name in _PLACES if not name.isascii())
_LATIN = "|".join(name for name in _PLACES if name.isascii())
_PLACE = rf"(?:(?P<han>{_HAN})时间|(?P<latin>{_LATIN})(?: standard| daylight)? time|东八区)"
_FIRST = frozenset(name[0] for name in (*_PLACES, "东八区"))
_AT = re.compile(_PLACE + "[:,]? ?", re.ASCII)
_AFTER = re.compile(
    r" ?\(?(?:"
    r"(?:(?P<base>utc|gmt) ?)?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>[0-5]\d))?(?![0-9:])"
    rf"|(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![a-z0-9+-])"
    rf"|(?P<place>{_PLACE})"
    r")\)?(?: ?\([a-z ]{2,40}\))?",
    re.ASCII,
)


def zone_after(text: str, position: int, *, exact: bool) -> tuple[int, str | None]:
    """Return where the zone printed after a clock ends, and which it is; *position* and ``None`` where none is.

    :param exact: the clock is one that may bear a bare ``-05:00``; after another, ``9:00-10:00`` is a range
    """
    match = _AFTER.match(text, position)
    if match is None:
        return position, None
    if match["name"]:
        return match.end(), _NAMES[match["name"]]
    if match["place"]:
        return match.end(), _zone(match)
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    numeric = len(match["hours"]) == 2 and (exact or match["sign"] == "+" or (match["minutes"] and ":" not in match[0]))
    if hours > 14 or not (match["base"] or numeric):
        return position, None
    return match.end(), f"{match['sign']}{hours:02d}:{minutes:02d}"


def place_at(text: str, position: int) -> tuple[int, str] | None:
    """Return where the zone named at *position* (北京时间) ends, with a colon or comma, and which it is."""
    match = _AT.match(text, position) if text[position : position + 1] in _FIRST else None
    return (match.end(), _zone(match)) if match is not None else None


def _zone(match: re.Match[str]) -> str:
    name = match["han"] or match["latin"]
    return "+08:00" if name is None else _PLACES[name]  # 东八区 is an offset by its own name
