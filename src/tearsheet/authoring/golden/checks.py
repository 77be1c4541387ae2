"""What must hold of a golden case, one check after the other, and how a failure is told."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from attrs import frozen

from tearsheet.authoring.golden.cases import Case, write_expected
from tearsheet.authoring.golden.difference import Place, difference, shown
from tearsheet.authoring.golden.fields import accepted, articles_of, is_absent, same
from tearsheet.authoring.golden.now import Now, answers
from tearsheet.model import Article, Block, Comment, Edition, Image
from tearsheet.model.table import FIELDS, FieldKind
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter
from tearsheet.text.printable import count as counted

EXTRA = "nothing-extra"
NO_EXPECTED = "expected.json"
"""The check of a case that has none yet: it fails until what is read is accepted."""


@frozen(kw_only=True)
class Failure:
    """A check that failed.

    :param check: name of the check
    :param message: what is wrong, in lines of plain text
    :param fields: paths of the fields that differ; accepting them makes the check pass, without any nothing would
    """

    check: str
    message: str
    fields: tuple[str, ...] = ()


def names_of(case: Case) -> tuple[str, ...]:
    """Return the names of the checks of *case*, fields that are expected and rules, without reading its page."""
    fields = (NO_EXPECTED,) if case.expected is None else tuple(case.fields)
    first = ("recognised-alone", "recognised-layout")
    return (*first, *fields, *(rule for rule in RULES if rule not in first))


def check(case: Case, name: str, now: Now) -> Failure | None:
    """Make one check of *case*, by its name, and return what is wrong or ``None``.

    :param now: the case as it is read now
    """
    if name in RULES:
        found = RULES[name](case, now)
        return Failure(check=name, message=found) if isinstance(found, str) else found
    if name == NO_EXPECTED:
        return Failure(
            check=name,
            message=f"There is no expected.json yet. What is read now:\n{_outline(now.fields(case))}",
            fields=tuple(now.fields(case)),
        )
    expected, got = case.fields, now.fields(case)
    if same(name, expected[name], got.get(name)):
        return None
    about = difference(name, expected[name], got.get(name), Place(now.page, now.ledger))
    # Of scores and extras each key counts, also one that says nothing.
    about = about or f"  expected  {json.dumps(expected[name])}\n  got       {json.dumps(got.get(name))}"
    known = "" if name in got or _is_known(name, got) else "\nThe Article has no such field."
    return Failure(check=name, message=f"{name} is not what is expected.\n{about}{known}", fields=(name,))


def accept(case: Case, paths: tuple[str, ...], now: Now) -> bool:
    """Write ``expected.json`` of *case* with the fields at *paths* as they are now; return whether that changed it."""
    expected = case.fields
    return write_expected(case.folder, articles_of(accepted(expected, now.fields(case), paths)))


def _is_known(path: str, got: dict[str, Any]) -> bool:
    """Whether another edition or article has a field of that name."""
    key = path.rpartition(".")[2]
    return any(each.rpartition(".")[2] == key for each in got)


def _outline(fields: dict[str, Any]) -> str:
    return "\n".join(f"  {path}: {shown(value)}" for path, value in fields.items() if not is_absent(value))


# -- the rules -------------------------------------------------------------------------------------------------------


def _recognised_alone(case: Case, now: Now) -> str | None:
    ways = [True] if case.url else []
    # Hosts alone say nothing of a page without a URL.
    if now.adapter.signature is not None or type(now.adapter).recognise is not Adapter.recognise:
        ways.append(False)
    if not ways:
        return (
            f"{case.adapter} is known by its hosts alone, and the case has no url.\n"
            'Say in meta.json where the page was fetched ("url"), or give the adapter a signature.'
        )
    wrong: list[str] = []
    for with_url in ways:
        chosen, said = answers(case.page(with_url=with_url), now.registry, fallback=now.adapter.fallback)
        how = f"With its url {case.url}" if with_url else "Without a url"
        own = said[case.adapter]
        if not own.matched:
            wrong.append(f"{how}, {case.adapter} does not know its page: {own.reason}.")
        elif chosen != case.adapter:
            wrong.append(f"{how}, {chosen} is chosen for the page before {case.adapter}.")
        others = [answer for name, answer in said.items() if answer.matched and name != case.adapter]
        wrong.extend(f"{how}, {answer.adapter} takes the page too: {answer.reason}." for answer in others)
    return "\n".join(wrong) or None


def _recognised_layout(case: Case, now: Now) -> str | None:
    names = [layout.name for layout in now.adapter.layouts]
    layout = answers(now.page, now.registry, fallback=now.adapter.fallback)[1][case.adapter].layout
    if names and layout is None and not now.adapter.has_plain_layout:
        return f"The page is in none of the layouts of {case.adapter}: {', '.join(names)}."
    expected = case.fields
    for path, value in expected.items():
        if names and path.rpartition(".")[2] == "layout" and value != layout:
            return f"The page is recognised as layout {layout!r}, and {shown(value)} is expected."
    return None


def _nothing_extra(case: Case, now: Now) -> Failure | None:
    if case.expected is None:
        return None
    expected = case.fields
    extra = {path: value for path, value in now.fields(case).items() if path not in expected and not is_absent(value)}
    if not extra:
        return None
    message = f"The page gives {counted(len(extra), 'field')} that expected.json does not have.\n{_outline(extra)}"
    return Failure(check=EXTRA, message=message, fields=tuple(extra))


def _accounted_for(case: Case, now: Now) -> str | None:
    left = now.ledger.unexplained
    if not left:
        return None
    # Cut, not rounded: 100 % would say that nothing is left.
    share = int(now.ledger.coverage * 1_000) / 10
    lines = [f"  line {entry.line}: {shown(entry.text)}" for entry in left[:_LINES]]
    more = [f"  … and {len(left) - _LINES} more"] if len(left) > _LINES else []
    head = f"{counted(len(left), 'part')} of the page in no field and dropped under no rule"
    see = f"See the whole account: tearsheet ledger --adapter {case.adapter} {case.page_path}"
    return "\n".join([f"{head}; {share:g} % are accounted for.", *lines, *more, see])


def _verbatim(case: Case, now: Now) -> str | None:
    lines = "\n".join(line.text for line in now.page.lines)
    spaced = lines.replace("\n", " ")
    stated = _Stated(now.page)
    wrong = [
        (path, text)
        for path, text in _all_texts(case, now.articles)
        if text not in lines and text not in spaced and text not in stated and not _is_code(text, spaced)
    ]
    if not wrong:
        return None
    place = Place(now.page, now.ledger)
    told = []
    for path, text in wrong[:_LINES]:
        told.append(f"  {path}: {shown(text)}")
        close = place.nearest(text)
        if close is not None:
            told.append(f"    most like it is {close}")
    more = [f"  … and {len(wrong) - _LINES} more"] if len(wrong) > _LINES else []
    return "\n".join([f"{counted(len(wrong), 'text')} not on the page.", *told, *more])


def _is_code(text: str, spaced: str) -> bool:
    """Whether *text* is several lines of code, the one text that is stored as it is laid out."""
    return "\n" in text and " ".join(text.split()) in spaced


def _no_replacement(case: Case, now: Now) -> str | None:
    wrong = []
    if now.page.replacements:
        count = counted(now.page.replacements, "character")
        wrong.append(
            f"{count} of the page could not be decoded as {now.page.encoding} and became U+FFFD. Was the page saved as "
            "the bytes that were served, and is the content_type in meta.json its own?"
        )
    for path, value in now.fields(case).items():
        for text in _strings(value):
            wrong.extend(f"{path} holds {what}: {shown(text)}" for mark, what in _REPLACED.items() if mark in text)
    return "\n".join(wrong) or None


_LINES = 12  # shown of those that are wrong; the rest is counted
# The second and third are what the UTF-8 bytes of U+FFFD become when they are read as GBK or as Latin-1.
_REPLACED = {"\ufffd": "U+FFFD", "锟斤拷": "U+FFFD read as GBK", "ï¿½": "U+FFFD read as Latin-1"}

RULES: MappingProxyType[str, Callable[[Case, Now], Failure | str | None]] = MappingProxyType(
    {
        "recognised-alone": _recognised_alone,
        "recognised-layout": _recognised_layout,
        EXTRA: _nothing_extra,
        "accounted-for": _accounted_for,
        "verbatim": _verbatim,
        "no-replacement": _no_replacement,
    }
)
"""The checks that every case has besides those of its fields."""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _all_texts(case: Case, articles: tuple[Article, ...]) -> Iterator[tuple[str, str]]:
    for number, article in enumerate(articles):
        before = f"articles[{number}]." if case.several else ""
        for path, text in texts(article):
            yield before + path, text


class _Stated:
    """What a page states of itself beside its lines: in attributes, meta tags, JSON-LD and scripts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._source: str | None = None

    def __contains__(self, text: str) -> bool:
        if not self._page.is_html:
            return False
        if self._source is None:
            self._source = " ".join(html.unescape(self._page.text).split())
        written = (text, json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1])
        return any(form in self._source for form in written)


# -- every text that an Article says it found on its page -----------------------------------------------------------


def texts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the path and the words of each text of *article* that must stand on the page, line by line."""
    for index, edition in enumerate(article.editions):
        yield from _texts(edition, "edition", f"editions[{index}].")
    yield from _texts(article, "article", "")


def _texts(holder: Article | Edition, of: str, before: str) -> Iterator[tuple[str, str]]:
    for row in FIELDS.values():
        if row.printed and row.of == of:
            value, path = getattr(holder, row.name), before + row.name
            if value is not None:
                yield from _WORDS[row.kind](value, path)


def _blocks(body: tuple[Block, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(body):
        yield f"{path}[{number}]", block.text
        for link in block.links:
            yield f"{path}[{number}].links", link.text


def _images(images: tuple[Image, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, image in enumerate(images):
        for name, words in (("caption", image.caption), ("credit", image.credit)):
            if words is not None:
                yield f"{path}[{number}].{name}", words


def _comments(comments: tuple[Comment, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, comment in enumerate(comments):
        yield from _said(comment, f"{path}[{number}]")


# How the words of a field are had from its value, by its kind.
_WORDS: Mapping[FieldKind, Callable[[Any, str], Iterator[tuple[str, str]]]] = {
    "text": lambda text, path: iter([(path, text)]),
    "texts": lambda texts, path: ((f"{path}[{number}]", text) for number, text in enumerate(texts)),
    "moment": lambda moment, path: iter([(path, moment.raw)]),
    "summary": lambda summary, path: iter([(path, summary.text)]),
    "source": lambda source, path: iter([(path, source.name)]),
    "links": lambda links, path: ((f"{path}[{number}]", link.text) for number, link in enumerate(links)),
    "blocks": _blocks,
    "images": _images,
    "comments": _comments,
}


def _said(comment: Comment, path: str) -> Iterator[tuple[str, str]]:
    for name, text in (("body", comment.body), ("quote", comment.quote), ("author", comment.author)):
        # A body keeps its paragraphs apart by line feeds; on the page they are lines.
        for line in (text or "").split("\n"):
            if line:
                yield f"{path}.{name}", line
    if comment.posted is not None:
        yield f"{path}.posted", comment.posted.raw
    for number, reply in enumerate(comment.replies):
        yield from _said(reply, f"{path}.replies[{number}]")
