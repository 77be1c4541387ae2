"""Pages of The Quay, for the tests of generic: a story and what stands around it, and a thread on it."""

from __future__ import annotations

TITLE = "Harbour council votes to rebuild the northern pier"
STORY = [
    "The harbour council voted on Tuesday to rebuild the northern pier, which two storms had left leaning into the bay.",
    "Work is to begin once the spring tides have passed, and the ferry to the islands will use the fish quay till then.",
    "Traders on the front, who had asked for a wider promenade instead, said that they would read the plans with care.",
]
NAV = "<nav><ul>" + "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(8)) + "</ul></nav>"
FOOT = "<footer><p>Printed and published by nobody at all, for the purposes of a test and of nothing else.</p></footer>"
REPLIES = [
    "I walked past it this morning and the railings are already gone from the seaward side of it.",
    "Has anybody seen the drawings yet? The library said that they would be up by the weekend.",
    "Yes, I saw them on Friday, and there is a bench for every ten paces, which is not too few.",
]
BOARD = (
    "<article class='message' id='p{n}'><div class='user'><a class='username' href='/members/{n}'>Sailor{n}</a></div>"
    "<ul><li>2024-05-0{n} 10:2{n}</li><li class='number'>#{n}</li></ul><div class='message-body'>{text}</div>"
    "<div><a href='#'>Reply</a> <a href='#'>Report</a></div></article>"
)


def paragraphs(story=STORY):
    return "".join(f"<p>{text}</p>" for text in story)


def page(body, title=TITLE, head=""):
    return f"<!doctype html><html><head><title>{title} - The Quay</title>{head}</head><body>{NAV}{body}{FOOT}</body></html>"


def article(body=None, **kw):
    return page(f"<main><h1>{TITLE}</h1><div class='text'>{paragraphs() if body is None else body}</div></main>", **kw)


def texts(found):
    return [block.text for block in found.body]
