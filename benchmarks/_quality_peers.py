"""Other extractors, each as a function from a page to its title, body, author and date. Imported when asked for."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

from tearsheet import Article, Moment, Page, parse

__all__ = ["PEERS", "Extractor", "Fields", "installed", "named", "tearsheet_generic"]

Fields = Mapping[str, Any]
Extractor = Callable[[bytes, str | None], Fields]


def tearsheet_generic(data: bytes, url: str | None) -> Fields:
    """What the generic adapter makes of a page.

    Of a thread the body is the opening post and all that follow. A page that prints but the day of its last change is
    dated by that, as the truth is and as the other extractors do.
    """
    article = parse(data, url, content_type="text/html", adapter="generic")
    return {
        "title": article.title,
        "body": "\n\n".join([article.text, *_comments(article)]),
        "author": ", ".join(article.authors),
        "date": _day(article.published or article.updated),
    }


def _comments(article: Article) -> list[str]:
    found: list[str] = []
    todo = list(reversed(article.comments))
    while todo:
        comment = todo.pop()
        found.append(comment.body)
        todo += reversed(comment.replies)
    return found


def _day(moment: Moment | None) -> str | None:
    """Return the day as the page's own clock has it."""
    if moment is None:
        return None
    return moment.start.date().isoformat() if moment.start is not None else moment.civil


def _text(data: bytes) -> str:
    return Page(data, content_type="text/html").text


def _trafilatura(**options: Any) -> Extractor:
    import trafilatura

    def run(data: bytes, url: str | None) -> Fields:
        found = trafilatura.bare_extraction(_text(data), url=url, with_metadata=True, **options)
        document = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
        return {
            "title": document.get("title"),
            "body": document.get("text"),
            "author": document.get("author"),
            "date": document.get("date"),
        }

    return run


def _readability() -> Extractor:
    document_of = importlib.import_module("readability").Document

    def run(data: bytes, _: str | None) -> Fields:
        document = document_of(_text(data))
        return {"title": document.title(), "body": _words(document.summary())}

    return run


def _words(markup: str) -> str:
    return Page(markup, content_type="text/html").visible


def _newspaper() -> Extractor:
    from newspaper import Article as NewspaperArticle

    def run(data: bytes, url: str | None) -> Fields:
        article = NewspaperArticle(url or "https://example.com/a")
        article.download(input_html=_text(data))
        article.parse()
        return {
            "title": article.title,
            "body": article.text,
            "author": ", ".join(article.authors),
            "date": str(article.publish_date or ""),
        }

    return run


def _magic_html() -> Extractor:
    extractor = importlib.import_module("magic_html").GeneralExtractor()

    def run(data: bytes, url: str | None) -> Fields:
        found = extractor.extract(_text(data), base_url=url or "")
        return {"title": found.get("title"), "body": _words(found.get("html") or "")}

    return run


def _gne() -> Extractor:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def run(data: bytes, _: str | None) -> Fields:
        found = extractor.extract(_text(data))
        return {
            "title": found["title"],
            "body": found["content"],
            "author": found["author"],
            "date": found["publish_time"],
        }

    return run


def _goose() -> Extractor:
    goose = importlib.import_module("goose3").Goose()

    def run(data: bytes, _: str | None) -> Fields:
        found = goose.extract(raw_html=_text(data))
        return {
            "title": found.title,
            "body": found.cleaned_text,
            "author": ", ".join(found.authors),
            "date": found.publish_date,
        }

    return run


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda data, _: {"body": extract_plain_text(_text(data), main_content=True)}


def _boilerpy3() -> Extractor:
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)

    def run(data: bytes, _: str | None) -> Fields:
        found = extractor.get_doc(_text(data))
        return {"title": found.title, "body": found.content}

    return run


def _justext() -> Extractor:
    justext = importlib.import_module("justext")
    stops = justext.get_stoplist("English")

    def run(data: bytes, _: str | None) -> Fields:
        found = justext.justext(_text(data), stops)
        return {"body": "\n".join([paragraph.text for paragraph in found if not paragraph.is_boilerplate])}

    return run


# Name (as in peers.json, where it is there) → the module it needs and how it is made.
PEERS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "trafilatura_fast": ("trafilatura", lambda: _trafilatura(fast=True)),
    "trafilatura_prec": ("trafilatura", lambda: _trafilatura(favor_precision=True)),
    "readability": ("readability", _readability),
    "magic_html": ("magic_html", _magic_html),
    "newspaper4k": ("newspaper", _newspaper),
    "gne": ("gne", _gne),
    "goose3": ("goose3", _goose),
    "resiliparse": ("resiliparse", _resiliparse),
    "boilerpy3": ("boilerpy3", _boilerpy3),
    "justext": ("justext", _justext),
}


def installed() -> list[str]:
    """Return the names of the peers that can be run here."""
    return [name for name, (module, _) in PEERS.items() if importlib.util.find_spec(module) is not None]


def named(name: str) -> Extractor:
    """Return the extractor of that name: ``tearsheet``, one of the peers, or any ``module:function``."""
    if name == "tearsheet":
        return tearsheet_generic
    if ":" in name:
        module, _, function = name.partition(":")
        extractor: Extractor = getattr(importlib.import_module(module), function)
        return extractor
    return PEERS[name][1]()
