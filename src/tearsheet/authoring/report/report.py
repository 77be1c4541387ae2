"""The report: one HTML file that needs nothing else, neither network nor folder.

A Content-Security-Policy in it allows its own style and script, by their hashes, and nothing more: no image, no frame,
no request. Without the script all of it can be read, and links lead from a field to its lines.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from operator import attrgetter

from tearsheet.authoring.report.article import article_parts
from tearsheet.authoring.report.claims import Claims, Fields
from tearsheet.authoring.report.colours import FAMILIES, family_of, stylesheet
from tearsheet.errors import ParseError
from tearsheet.outputs.markup import Html, Part, address, language_of, tag
from tearsheet.page.lines import Line
from tearsheet.reading.ledger import Entry, Ledger
from tearsheet.reading.reading import Reading
from tearsheet.text.printable import count as counted

_FEW = 8  # lines unexplained that are listed open
_BY = {"url": "its URL", "signature": "its signature", "name": "name"}


def render(reading: Reading, *, name: str | None = None) -> str:
    """Return the report of a page as an HTML document.

    :param reading: the page as it was read, or as far as it was
    :param name: what the page is called in the report, such as the name of its file
    """
    claims = Claims(reading.ledger)
    title = reading.articles[0].title if reading.articles else "This page could not be read"
    language = reading.articles[0].language if reading.articles else None
    style, script = _style(), _asset("script.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{title} · tearsheet"),
        tag("style", style),
    )
    body = tag(
        "body",
        tag("a", "Skip to the lines", href="#page", class_="skip"),
        _header(reading, title, language_of(language), name),
        _bar(reading),
        tag("main", _page_side(reading, claims, language_of(language)), _article_side(reading, claims)),
        tag("p", role="status", id="said", class_="unseen"),
        tag("script", script),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


@cache
def _asset(name: str) -> Html:
    return Html(files("tearsheet.authoring.report").joinpath(name).read_text(encoding="utf-8"))


@cache
def _style() -> Html:
    return Html(_asset("style.css") + stylesheet())


def _hash(asset: str) -> str:
    return f"'sha256-{b64encode(sha256(asset.encode()).digest()).decode()}'"


# -- above -----------------------------------------------------------------------------------------------------------


def _header(reading: Reading, title: str, language: str | None, name: str | None) -> Html:
    facts = [tag("div", tag("dt", term), tag("dd", told)) for term, told in _facts(reading, name)]
    return tag(
        "header",
        tag("h1", tag("bdi", title, lang=language if reading.articles else None)),
        _error(reading),
        tag("dl", facts, class_="facts"),
        _shares(reading),
        _jumps(reading),
    )


def _facts(reading: Reading, name: str | None) -> Iterator[tuple[str, Part]]:
    page, known = reading.page, reading.recognition
    if name:
        yield "File", tag("bdi", name)
    by = _BY.get(known.by or "", known.by or "nothing")
    yield "Adapter", [tag("code", known.adapter), f", layout {known.layout}" if known.layout else ""]
    yield "Recognised by", f"{by}: {known.reason}"
    yield "Address", address(page.url) if page.url else "not told"
    yield "Captured at", page.captured_at.isoformat(sep=" ") if page.captured_at else "not told"
    lost = f"; it says {page.decoded.contradicted}, but is not" if page.decoded.contradicted else ""
    bad = f"{page.replacements} characters unreadable" if page.replacements else "nothing unreadable"
    yield "Encoding", f"{page.encoding} ({page.encoding_source}){lost}; {bad}"
    yield "Page", f"{'HTML' if page.is_html else 'text'}, {counted(len(reading.ledger.lines), 'line')}"


def _error(reading: Reading) -> Html | None:
    error = reading.error
    if error is None:
        return None
    line = error.line if isinstance(error, ParseError) else None
    there = tag("p", tag("a", f"Go to line {line}", href=f"#L{line}")) if line is not None else None
    return tag("div", tag("h2", "Reading stopped"), tag("p", str(error)), there, class_="error")


def _shares(reading: Reading) -> Html:
    """Return a bar that shows how much of the page went into fields, was dropped, and is unexplained."""
    sizes = {"fields": 0, "dropped": 0, "unexplained": 0}
    for entry in reading.ledger.entries:
        kind = "fields" if entry.role is not None else "dropped" if entry.rule is not None else "unexplained"
        sizes[kind] += sum(map(len, entry.text.split()))
    total = sum(sizes.values()) or 1
    at = 0.0
    bars = []
    for kind, size in sizes.items():
        width = size * 100 / total
        bars.append(tag("rect", x=f"{at:.3f}", y=0, width=f"{width:.3f}", height=4, class_=f"share-{kind}"))
        at += width
    words = ", ".join(f"{kind} {_percent(size * 100 / total)} %" for kind, size in sizes.items())
    return tag(
        "p",
        tag("svg", bars, viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true", class_="shares"),
        tag("span", f"Of the visible characters: {words}.", class_="aside"),
    )


def _percent(share: float) -> str:
    """Return *share* rounded; what is more than nothing is never said to be nothing, nor what is not all to be all."""
    return f"{min(max(round(share, 1), 0.1), 99.9):g}" if 0 < share < 100 else f"{share:g}"


def _bar(reading: Reading) -> Html:
    """Return what stays in sight: how much is explained, and the way through what is not."""
    count = len(reading.ledger.unexplained)
    told = tag("strong", f"{counted(count, 'part')} unexplained", class_="bad")
    if not count:
        told = tag("strong", "Everything explained", class_="good")
    steps = [
        tag("button", "↑ Previous", type="button", id="previous"),
        tag("button", "↓ Next", type="button", id="next"),
        tag(
            "label",
            tag("input", type="checkbox", id="keys", checked=True),
            " keys ",
            tag("kbd", "p"),
            " ",
            tag("kbd", "n"),
        ),
    ]
    links = [tag("a", "Lines", href="#page"), tag("a", "Article", href="#article")]
    return tag(
        "nav",
        tag("p", told, f" coverage {reading.ledger.percent} % ", steps if count else None, class_="told"),
        tag("p", links, tag("button", "Unpin", type="button", id="unpin", hidden=True), class_="links"),
        class_="bar",
        aria_label="Unexplained parts and places in the report",
    )


def _jumps(reading: Reading) -> Html | None:
    if not reading.ledger.unexplained:
        return None
    summary = tag("summary", "Unexplained parts")
    # A long list would push the page out of sight.
    few = len(reading.ledger.unexplained) <= _FEW
    return tag("details", summary, jump_list(reading.ledger), class_="unexplained-list", open=few)


# -- left and right --------------------------------------------------------------------------------------------------


def _page_side(reading: Reading, claims: Claims, language: str | None) -> Html:
    used = {family_of(role).name for role in claims.roles}
    legend = [tag("li", family.label, class_=f"k-{family.name}") for family in FAMILIES.values() if family.name in used]
    legend.append(tag("li", "Dropped under a rule", class_="dropped"))
    legend.append(tag("li", "Unexplained", class_="unexplained"))
    return tag(
        "section",
        tag("h2", "The page, line by line", id="page-name"),
        tag("ul", legend, class_="legend", aria_label="Colours"),
        line_list(reading.ledger, claims, language=language)
        if reading.ledger.lines
        else tag("p", "The page shows no words."),
        id="page",
        tabindex=-1,
        aria_labelledby="page-name",
    )


def _article_side(reading: Reading, claims: Claims) -> Html:
    parts: list[Html] = []
    untold = set(claims.roles)
    several = len(reading.articles) > 1
    for number, article in enumerate(reading.articles, 1):
        fields = Fields(claims, reading.sources, prefix=f"a{number}-")
        heading = tag("h3", f"Article {number} of {len(reading.articles)}: {article.title}") if several else None
        parts.append(tag("div", heading, article_parts(article, fields), class_="article"))
        untold &= {claim.name for claim in fields.left()}
    rest = Fields(claims, reading.sources)
    told = "Claimed, but in no field above" if reading.articles else "Claimed so far"
    other = [rest.control(claim) for role, claim in claims.roles.items() if role in untold]
    rules = [rest.control(claim) for claim in claims.rules.values()]
    return tag(
        "section",
        tag("h2", "The article", id="article-name"),
        tag("p", "None: reading stopped before there was one. The lines show what was understood up to there.")
        if not reading.articles
        else None,
        _warnings(reading),
        parts,
        tag("section", tag("h3", told), other) if other else None,
        tag("section", tag("h3", "Dropped"), rules) if rules else None,
        id="article",
        tabindex=-1,
        aria_labelledby="article-name",
    )


def _warnings(reading: Reading) -> Html | None:
    if not reading.warnings:
        return None
    items = [
        tag("li", tag("code", each.code), f" ({each.field})" if each.field else "", ": ", tag("bdi", each.message))
        for each in reading.warnings
    ]
    return tag("section", tag("h3", "Warnings"), tag("ul", items), class_="warnings")


# -- the left side: the lines of the page, each part with the field or the rule it went to -----------------------------


_EXCERPT = 90  # characters of a text that are shown


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
