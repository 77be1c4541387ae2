"""The story of the northern pier, for the tests of generic that need nothing but paragraphs below a title."""

from __future__ import annotations

import tearsheet

TITLE = "The ferry is back at the northern pier"
PARAGRAPHS = [
    f"Paragraph {n} of the story tells at some length what happened at the pier and who saw the ferry come in."
    for n in range(5)
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def read(body: str, url: str | None = None, *, head: str = "", lang: str = "en") -> tearsheet.Article:
    markup = f"<html lang={lang}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return tearsheet.parse(markup.encode(), url, content_type="text/html; charset=utf-8")
