"""A pen that draws HTML around known words: no two pages alike, every word of the story visible and in its order.

What a page looks like as a whole (tables or divs, capitals or not, what its classes are called) is drawn by Hypothesis
and shrinks; where on the page an advert or a bold word stands is left to a seeded generator.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from noise import ADVERTS, ATTRIBUTES, FURNITURE, PITCHES, SEMANTIC, UNSEEN, UNSEEN_INLINE


@frozen
class Piece:
    """Some markup. A block cannot stand inside ``<p>``."""

    html: str
    block: bool = False


# Ways to write several words that leave it to the markup where one ends.
_NOT_PLAIN = ("glued", "signs", "cells", "spans", "columns")
_NAMED = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "…": "&hellip;", "·": "&middot;", "'": "&#39;", '"': "&quot;"}
_SENTENCE = re.compile(r"(?<=[。！？])(?=[^\W_])")


class Pen:
    """Draws one page.

    :param draw: of a Hypothesis composite or ``data()``
    :param plain: only what a text can hold as well: nothing glued, no inline markup, nothing but the story
    :ivar codec: what the page will be encoded in, ``None`` for str
    :ivar charset: what it declares, ``None`` for nothing
    """

    codec: str | None = None
    charset: str | None = "utf-8"

    def __init__(self, draw: Callable[[st.SearchStrategy], Any], *, plain: bool = False) -> None:
        self._draw = draw
        self.plain = plain
        self.random = Random(draw(st.integers(0, 2**32 - 1)))
        self.case = self.pick(str.lower, str.upper)
        self.quote = self.pick('"', "'", "")
        self.gap = self.pick("", "\n", "\r\n\t  ")
        self.br = self.pick("<br>", "<br/>", "<BR />")
        self.closes = self.pick(True, False)
        self.classes = self.pick("none", "semantic", "hashed", "utility")
        self.entities = self.pick("needed", "named", "numeric")
        self.folds = self.pick(False, True)
        self.comments = self.pick(False, False, True)
        self.indent = self.pick("", "", "\u3000\u3000", "&nbsp;&nbsp;", "&emsp;")
        self.adverts = 0.0 if plain else self.pick(0.0, 0.15)
        self.emphasis = 0.0 if plain else self.pick(0.0, 0.25)
        self.unseen = self.pick(0.0, 0.2)
        self.tag = self.pick("div", "p", "section", "td")

    def pick(self, *options: Any) -> Any:
        """Draw one of *options*; the first is the simplest."""
        if self.plain:
            options = tuple(option for option in options if option not in _NOT_PLAIN) or options
        return self._draw(st.sampled_from(options))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # -- words -----------------------------------------------------------------------------------------------------

    def words(self, text: str) -> str:
        """Write *text* so that a browser shows just that."""
        out = html.escape(text, quote=False).replace("\xa0", self.random.choice(["&nbsp;", "&#160;", "\xa0"]))
        if self.entities == "named":
            out = "".join(_NAMED.get(sign, sign) for sign in out)
        elif self.entities == "numeric" and "&" not in out:
            write = self.random.choice(["&#{};", "&#x{:x};"]).format
            out = "".join(write(ord(sign)) if not sign.isspace() and self.chance(0.03) else sign for sign in out)
        if self.comments:
            out = re.sub(" ", lambda _: " <!-- -->" if self.chance(0.1) else " ", out)
        if self.folds:
            out = re.sub(" ", lambda _: self.random.choice([" ", " ", "\n", "\n      "]), out)
        return out

    def inline(self, text: str) -> str:
        """Write *text* with a word or a name of it in bold, in a link, in a span."""
        if self.chance(self.unseen / 2):
            at = self.random.randrange(len(text))
            return self.words(text[:at]) + self.random.choice(UNSEEN_INLINE) + self.words(text[at:])
        if not self.chance(self.emphasis) or len(text) < 12:
            return self.words(text)
        if self.chance(0.2):
            tag = self.random.choice(["span", "font"])
            return "".join(self.el(tag, self.words(part)) for part in _SENTENCE.split(text))
        latin = re.match(r"[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*", text)
        start = self.random.randrange(len(text) - 4)
        end = start + self.random.randrange(2, 9)
        if latin and self.chance(0.5):
            start, end = latin.span()
        elif text.isascii():
            start = text.rfind(" ", 0, start) + 1
            end = text.find(" ", end) if " " in text[end:] else len(text)
        tag = self.random.choice(["b", "strong", "em", "a", "span", "font", "mark", "u"])
        attributes = {"href": "/tag/7.html"} if tag == "a" else {}
        middle = self.el(tag, self.words(text[start:end]), **attributes)
        return self.words(text[:start]) + middle + self.words(text[end:])

    # -- elements --------------------------------------------------------------------------------------------------

    def el(self, tag: str, inner: str = "", role: str | None = None, **attributes: str) -> str:
        """Write an element; with *role* its class may say what it holds."""
        given = dict(attributes)
        if role is not None and (name := self._class(role)) is not None:
            given.setdefault(self.random.choice(["class", "class", "class", "id"]), name)
        if self.chance(0.1):
            key, value = self.random.choice(ATTRIBUTES)
            given.setdefault(key, value)
        pairs = [f"{self.case(key)}={self._quoted(value)}" for key, value in given.items()]
        self.random.shuffle(pairs)
        name = self.case(tag)
        opening = f"<{' '.join([name, *pairs])}>"
        if not self.closes and tag in {"p", "li", "td", "tr", "dt", "dd"}:
            return opening + inner
        return f"{opening}{inner}</{name}>"

    def _quoted(self, value: str) -> str:
        if not self.quote and re.fullmatch(r"[\w.:/-]+", value):
            return value
        return f"{self.quote or chr(34)}{html.escape(value)}{self.quote or chr(34)}"

    def _class(self, role: str) -> str | None:
        if self.classes == "semantic":
            return self.random.choice(SEMANTIC[role])
        if self.classes == "hashed":
            return f"css-{self.random.randrange(16**6):06x}"
        if self.classes == "utility":
            return self.random.choice(["mt-4 flex", "text-sm", "w-full px-2", "fl", "f14", "c1"])
        return None

    # -- lines and blocks ------------------------------------------------------------------------------------------

    def block(self, inner: str, role: str = "", *, heads: Sequence[str] = ()) -> str:
        """Write a block of inline markup, in one of *heads* or in a plain block where it is a heading."""
        tag = self.random.choice([*heads, "div"]) if heads else self.tag
        if tag == "td":
            row = self.el("tr", self.el("td", inner))
            return self.el("table", row, role)
        return self.el(tag, inner, role)

    def line(self, parts: Sequence[str], role: str = "", *, ways: Sequence[str] = (), heads: Sequence[str] = ()) -> str:
        """Write *parts*, inline markup each, which belong together, on one line or on several."""
        way = self.pick(*(ways or ("plain", "spans", "glued", "cells", "blocks", "br", "list", "flex")))
        inline = self.random.choice(["span", "span", "font", "b", "i", "em", "small", "a", "label"])
        spans = [self.el(inline, part, role if self.chance(0.3) else None) for part in parts]
        if way == "plain":
            return self.block(" ".join(parts), role, heads=heads)
        if way == "spans":
            gap = self.random.choice([self.gap or " ", " ", "&nbsp;", "<span> </span>"])
            return self.block(gap.join(spans), role, heads=heads)
        if way == "nbsp":
            return self.block(" &nbsp; &nbsp; ".join(parts), role, heads=heads)
        if way == "signs":
            sign = self.random.choice([" · ", " | ", "&nbsp;•&nbsp;", " / ", " – "])
            return self.block(sign.join(spans), role, heads=heads)
        if way == "glued":
            return self.block("".join(spans), role, heads=heads)
        if way == "br":
            return self.block(f"{self.br}{self.gap}".join(parts), role, heads=heads)
        if way == "cells":
            return self.el("table", self.el("tr", self.gap.join(self.el("td", part) for part in parts)), role)
        if way == "list":
            items = [self.el("li", part) for part in parts]
            if self.chance(self.adverts) and role == "related":
                items.insert(self.random.randrange(len(items)), f'<li class="ad">{PITCHES[0]}</li>')
            return self.el("ul", self.gap.join(items), role)
        if way == "flex":
            inside = self.gap.join(self.el("div", part) for part in parts)
            return self.el("div", inside, role, style="display:flex")
        return self.gap.join(self.block(part, role, heads=heads) for part in parts)

    def stack(self, pieces: Iterable[Piece], role: str = "", *, ways: Sequence[str] = ()) -> str:
        """Write *pieces* one under the other, adverts and unseen things between them."""
        way = self.pick(*(ways or ("each", "br", "rows", "nested", "paragraphs", "shown-as-block")))
        pieces = [piece if piece.block else Piece(self.indent + piece.html) for piece in self._with_noise(pieces)]
        if way == "br":
            lines = [piece.html if piece.block else f"{self.br}{piece.html}{self.br * 2}" for piece in pieces]
            return self.el(self.random.choice(["div", "section"]), self.gap.join(lines), role)
        if way == "rows":
            rows = [self.el("tr", self.el("td", piece.html)) for piece in pieces]
            return self.el("table", self.gap.join(rows), role)
        if way == "shown-as-block":
            lines = [
                piece.html if piece.block else self.el("span", piece.html, style="display: block") for piece in pieces
            ]
            return self.el("div", self.gap.join(lines), role)
        tag = "p" if way == "paragraphs" else self.tag
        lines = [piece.html if piece.block else self._boxed(tag, piece.html, deep=way == "nested") for piece in pieces]
        return self.el("div", self.gap.join(lines), role)

    def _boxed(self, tag: str, inner: str, *, deep: bool) -> str:
        cell = tag == "td"
        boxed = self.el("table", self.el("tr", self.el("td", inner))) if cell else self.el(tag, inner, "")
        for _ in range(self.random.randrange(4) if deep else 0):
            boxed = self.el("div", boxed, "")
        return boxed

    def _with_noise(self, pieces: Iterable[Piece]) -> Iterable[Piece]:
        for piece in pieces:
            yield piece
            if self.chance(self.unseen):
                yield Piece(self.random.choice(UNSEEN), block=True)
            if self.chance(self.adverts):
                yield Piece(self.advert(), block=True)

    def advert(self) -> str:
        words = html.escape(self.random.choice(PITCHES))
        return self.random.choice(ADVERTS).format(words, words)

    # -- the page --------------------------------------------------------------------------------------------------

    def wrapped(self, sections: Sequence[str], head: int, tail: int) -> list[str]:
        """Put some neighbouring *sections* into containers, up to six deep, and adverts between the others."""
        sections = list(sections)
        if head and self.pick(False, False, True):
            sections[:head] = [self.el("header", self.gap.join(sections[:head]), "")]
        if tail and self.pick(False, False, True):
            sections[-tail:] = [self.el("footer", self.gap.join(sections[-tail:]), "")]
        sections = [part.html for part in self._with_noise(Piece(section, block=True) for section in sections)]
        for _ in range(self.pick(0, 1, 3, 6)):
            start = self.random.randrange(len(sections))
            stop = self.random.randrange(start, len(sections)) + 1
            sections[start:stop] = [self._container(sections[start:stop])]
        if self.pick(False, False, True):
            sections = [self.el("form", self.gap.join(sections), "", method="post", action="/page.aspx")]
        return sections

    def _container(self, sections: Sequence[str]) -> str:
        tag = self.random.choice(["div", "div", "div", "section", "article", "main", "center", "td"])
        inner = self.gap.join(sections)
        if tag == "td":
            return self.el("table", self.el("tr", self.el("td", inner, valign="top")), "", cellpadding="2")
        return self.el(tag, inner, "")

    def page(self, sections: Sequence[str], title: str = "", *, head: int = 0, tail: int = 0) -> str:
        """Write the document around *sections*; the first *head* may stand in a header, the last *tail* in a footer."""
        inside = self.wrapped(sections, head, tail)
        if title and not self.plain and self.pick(False, False, True):
            inside.insert(0, f'<nav class="path"><a href="/">Home</a> / {self.words(title)}</nav>')
        if not self.plain and self.pick(False, True):
            furniture = self.random.sample(FURNITURE, 3)
            inside = [furniture[0], *inside, *furniture[1:]]
        doctype = self.pick(
            "<!DOCTYPE html>",
            "",
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
        )
        about = [
            '<meta name="viewport" content="width=device-width">',
            "<style>p{margin:0}</style>",
            '<link rel="icon" href="/i">',
        ]
        if title:
            about.append(self.el("title", self.words(title)))
        self.random.shuffle(about)
        if self.charset is not None:
            about.insert(0, self.random.choice([
                f'<meta charset="{self.charset}">',
                f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={self.charset}">',
            ]))  # fmt: skip
        if title:
            about.append(f'<meta property="og:title" content="{html.escape(title)}">')
        body = self.el("body", self.gap + self.gap.join(inside) + self.gap)
        root = self.pick("<html>", '<html lang="zh-CN">', '<HTML xmlns="http://www.w3.org/1999/xhtml" class="no-js">')
        return f"{doctype}{self.gap}{root}{self.gap}<head>{self.gap.join(about)}</head>{self.gap}{body}</html>"
