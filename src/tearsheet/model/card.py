"""An Article as a notebook shows it: a card that is safe to show whatever the page printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tearsheet.model.article import Article

# Of the body, what fits in a look; the rest is said to be there.
_BLOCKS = 6
_CHARACTERS = 600  # of the story in a notebook


def card(article: Article) -> str:
    """Return *article* as HTML without links, pictures, styles or scripts of the page."""
    moment = article.published or article.updated
    about = [
        article.site or article.publisher,
        article.section,
        ", ".join(article.authors),
        article.source.name if article.source else None,
        moment.raw if moment else None,
    ]
    count = len(article.body)
    languages = "+".join(edition.language for edition in article.editions)
    last = (
        f"{article.adapter} · {languages} · {count} block{'s' if count != 1 else ''} · {len(article.text):,} characters"
    )
    shown = [_cut(block.text) for block in article.body[:_BLOCKS]]
    body = "".join(f"<p>{_text(words)}</p>" for words in shown) + ("<p>…</p>" if count > _BLOCKS else "")
    summary = f"<p><b>{_text(_cut(article.summary.text))}</b></p>" if article.summary else ""
    url = f"<p><small>{_text(article.url)}</small></p>" if article.url else ""
    return (
        '<div class="tearsheet-article">'
        f"<h3>{_text(article.title)}</h3>"
        f"<p>{_text(' · '.join(filter(None, about)))}</p>{url}{summary}"
        f"<details><summary>{_text(last)}</summary>{body}</details></div>"
    )


def _cut(text: str) -> str:
    return text if len(text) <= _CHARACTERS else text[: _CHARACTERS - 1] + "…"


def _text(words: str) -> str:
    """Return *words* escaped, with what no document can hold shown as U+FFFD."""
    return escape("".join(char if char.isprintable() or char in " \n\t" else "\ufffd" for char in words))
