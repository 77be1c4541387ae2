"""Pages of The Quay, for the tests of generic: a story in English or Chinese, and what stands around it."""

from __future__ import annotations

TITLE = "Harbour council votes to rebuild the northern pier"
STORY = [
    "The harbour council voted on Tuesday to rebuild the northern pier, which two storms had left leaning into the bay.",
    "Work is to begin once the spring tides have passed, and the ferry to the islands will use the fish quay till then.",
    "Traders on the front, who had asked for a wider promenade instead, said that they would read the plans with care.",
]
NAV = "<nav><ul>" + "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(8)) + "</ul></nav>"
FOOT = "<footer><p>Printed and published by nobody at all, for the purposes of a test and of nothing else.</p></footer>"


def paragraphs(story=STORY):
    return "".join(f"<p>{text}</p>" for text in story)


def page(body, title=TITLE, head=""):
    return f"<!doctype html><html><head><title>{title} - The Quay</title>{head}</head><body>{NAV}{body}{FOOT}</body></html>"


def article(body=None, **kw):
    return page(f"<main><h1>{TITLE}</h1><div class='text'>{paragraphs() if body is None else body}</div></main>", **kw)


def texts(found):
    return [block.text for block in found.body]
