"""Where the pages of a site are: the hosts and paths of their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from tearsheet.page import Page

__all__ = ["hosts_of", "paths_of"]

_WORD = re.compile(r"[a-z]{2,16}", re.IGNORECASE)
_SLUG = re.compile(r"(?<!\.)[^\W\d_]{4,}")
"""A word that a slug is made of: kinds of pages are named in fewer letters (``t``, ``doc``)."""


def _addresses(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Return host and path of each page that has a URL, else states its canonical one."""
    found = []
    for page in pages:
        try:
            parts = urlsplit(page.url or page.canonical_url or "")
            host = (parts.hostname or "").lower().rstrip(".")
        except ValueError:
            continue
        if host and parts.scheme in {"http", "https"}:
            found.append((host, parts.path + (f"?{parts.query}" if parts.query else "")))
    return found


def hosts_of(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the hosts of *pages*, without ``www.`` and ``m.``, which a host stands for as well."""
    hosts = [re.sub(r"^(?:www\d?|m|mobile|wap|amp)\.(?=[^.]+\.)", "", host) for host, _ in _addresses(pages)]
    return tuple(dict.fromkeys(hosts))


def paths_of(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return regular expressions for the paths of *pages*: what differs from page to page is left open."""
    by_shape: dict[tuple[int, str], list[str]] = {}
    for _, path in _addresses(pages):
        plain, _, query = path.partition("?")
        ending = re.search(r"\.[a-z]{2,6}$", plain)
        keys = "&".join(sorted(part.partition("=")[0] for part in query.split("&"))) if not plain.strip("/") else ""
        by_shape.setdefault((plain.count("/"), (ending[0] if ending else "") + keys), []).append(path)
    return tuple(dict.fromkeys(_pattern(paths) for paths in by_shape.values() if _pattern(paths) != "^/"))


def _pattern(paths: list[str]) -> str:
    plain = [path.partition("?")[0] for path in paths]
    rows = list(zip(*[path.strip("/").split("/") for path in plain], strict=False))
    parts: list[str] = []
    for column, row in enumerate(rows):
        same = len(set(row)) == 1
        last = column == len(rows) - 1
        # A word that stands on all pages, or the first on a single one, is part of the site's plan.
        if same and _WORD.fullmatch(row[0]) and not last and (len(paths) > 1 or column == 0):
            parts.append(re.escape(row[0]))
        else:
            parts.append(_open(row))
    pattern = "^/" + "/".join(parts)
    query = paths[0].partition("?")[2]
    if pattern == "^/" and query:
        key = next((part.partition("=")[0] for part in query.split("&") if re.search(r"=\d+", part)), None)
        return rf"[?&]{re.escape(key)}=\d+" if key else pattern
    return pattern


def _open(row: Sequence[str]) -> str:
    """Return a pattern for what stands at one place of the paths."""
    shapes = {re.sub(r"\d+", "0", each) for each in row}
    shape = next(iter(shapes))
    # On one page alone a word beside the number may be of its story: 19-ferries-are-late.
    if len(shapes) == 1 and len(shape) <= 20 and "0" in shape and (len(row) > 1 or _SLUG.search(shape) is None):
        return r"\d+".join([re.escape(part) for part in shape.split("0")])
    ending = {match[0] if (match := re.search(r"\.[a-z]{2,6}$", each)) else "" for each in row}
    digits = all(re.search(r"\d", each) for each in row)
    tail = re.escape(ending.pop()) if len(ending) == 1 else ""
    return (r"[^/]*\d[^/]*" if digits else "[^/]+") + tail
