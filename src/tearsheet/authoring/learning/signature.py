"""What pages are known by: hosts and paths of their addresses, selectors of what no other page is likely to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.selectors import selectors_of
from tearsheet.page import Page
from tearsheet.page.address import host_of, parts_of
from tearsheet.reading.adapter import Signature

_SITE_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name", "generator")
_VERSION = re.compile(r"\d\.\d")  # of what the site is made with, which the next update changes
_OF_SITE = 4  # marks of a site that are enough
_OF_LAYOUT = 2  # marks of a layout among those of its site
_LASTING = 2.0
"""What a landmark's selector may cost: an id, a class that says what it holds."""
_LOOKED_AT = 800  # elements of the first page in which landmarks are looked for
_LANDMARKS = 13
"""Landmarks of a site of which the longest, which says most, is taken."""
_FEWEST = 2
"""Marks by which a page of the site must be known: one alone, a class or the name of a site, stands on many."""


def site_marks(samples: Sequence[Sample], own: Sequence[str], hosts: Sequence[str]) -> tuple[str, ...]:
    """Return selectors that all the pages have and, together, no other site is likely to.

    :param own: a selector that tells the layout of all the pages, if one does
    """
    found: list[str] = []
    for name in _SITE_META:
        values = {sample.page.meta.get(name) for sample in samples}
        value = values.pop() if len(values) == 1 else None
        if (
            value
            and len(value) < 60
            and not _VERSION.search(value)
            and value.isprintable()
            and '"' not in value
            and "\\" not in value
        ):
            selectors = [f'meta[{key}="{name}"][content="{value}"]' for key in ("property", "name")]
            found += [selector for selector in selectors if _on_all(selector, samples)]
    for host in hosts[:1]:
        stated = (f'link[rel="canonical"][href*="{host}"]', f'meta[property="og:url"][content*="{host}"]')
        found += [selector for selector in stated if _on_all(selector, samples)][:1]
    found = found[: _OF_SITE - 1]
    landmarks = [css for _, css in zip(range(_LANDMARKS), _landmarks(samples), strict=False)]
    for selector in (
        *[each for each in own if " > " not in each],
        *sorted(landmarks, key=lambda css: (-len(css), css)),
    ):
        if len(found) < _OF_SITE and selector not in found and _on_all(selector, samples):
            found.append(selector)
    return tuple(found)


def layout_marks(
    samples: Sequence[Sample], body: str, title: FieldChoice, others: Sequence[Page], most: int = _OF_LAYOUT
) -> tuple[str, ...]:
    """Return up to *most* selectors that all the pages have and none of *others*, the most telling first.

    Those by which the story and the title are found go first: a page without them could not be read anyway.

    :param body: selector of the story, ``""`` where that is not told
    """
    found: list[str] = []
    node = next((each.node for each in title.written.field.find(samples[0].scope)), None)
    titles = [selector.css for selector in selectors_of(node)[:20]] if node is not None else []
    for group in ([body] if body else [], titles):
        telling = [css for css in group if not css.isalnum() and "nth-" not in css and _tells(css, samples, others)]
        found += [css for css in telling[:1] if css not in found]
    seen = {body, *titles}
    for css in _landmarks(samples, others) if len(found) < most else ():
        if css not in seen:
            found.append(css)
        if len(found) == most:
            break
    return tuple(found[:most])


def joined_signature(
    own: Signature | None, samples: Sequence[Sample], body: str, title: FieldChoice
) -> Signature | None:
    """Return the signature *own* of an adapter with marks of the new pages in it, so that it knows those as well.

    As many marks must be found as before, where the new pages have that many: a page of either layout bears its own
    and those that both have. *own* as it is where it knows the pages, or they have too few marks.
    """
    if own is None or all(own.check(each.page)[0] for each in samples):
        return own
    marks = [Signature(selectors=(css,)) for css in own.selectors] + [Signature((mark,)) for mark in own.marks]
    need = own.at_least if own.at_least is not None else len(marks)
    borne = sum(all(mark.check(each.page)[0] for each in samples) for mark in marks)
    found = [css for css in layout_marks(samples, body, title, (), need + 1) if css not in own.selectors]
    found = found[: max(0, need - borne)]
    reached = min(need, borne + len(found))
    if reached < _FEWEST:
        return own
    return Signature(own.marks, reached, none_of=own.none_of, selectors=(*own.selectors, *found))


def _landmarks(samples: Sequence[Sample], others: Sequence[Page] = ()) -> Iterator[str]:
    """Yield selectors, by id or a telling class, of elements that stand once on every page, and on none of *others*."""
    seen: set[str] = set()
    for node in samples[0].page.css("body [id], body [class]")[:_LOOKED_AT]:
        for selector in selectors_of(node)[:1]:
            if selector.css not in seen and selector.cost < _LASTING:
                once = all(len(sample.css(selector.css)) == 1 for sample in samples)
                if once and _tells(selector.css, samples, others):
                    yield selector.css
            seen.add(selector.css)


def _on_all(css: str, samples: Sequence[Sample]) -> bool:
    return all(sample.css(css) for sample in samples)


def _tells(css: str, samples: Sequence[Sample], others: Sequence[Page]) -> bool:
    return _on_all(css, samples) and not any(page.is_html and page.has(css) for page in others)


# -- addresses ---------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[a-z]{2,16}", re.IGNORECASE)
_SLUG = re.compile(r"(?<!\.)[^\W\d_]{4,}")
"""A word that a slug is made of: kinds of pages are named in fewer letters (``t``, ``doc``)."""


def _addresses(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Return host and path of each page that has a URL, else states its canonical one."""
    found = []
    for page in pages:
        url = page.url or page.canonical_url
        parts, host = parts_of(url), host_of(url)
        if host and parts.scheme in {"http", "https"}:
            found.append((host, parts.path + (f"?{parts.query}" if parts.query else "")))
    return found


def hosts_of(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the hosts of *pages*, without ``www.`` and ``m.``, which a host stands for as well."""
    return tuple(dict.fromkeys(bare(host) for host, _ in _addresses(pages)))


def bare(host: str) -> str:
    """Return *host* without what its site puts before it for telephones and browsers."""
    return re.sub(r"^(?:www\d?|m|mobile|wap|amp)\.(?=[^.]+\.)", "", host)


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
