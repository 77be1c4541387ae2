"""A site that changes its markup: pages rewritten by a seed, all pages of one seed in the same way."""

from __future__ import annotations

import random
from collections.abc import Collection
from zlib import crc32

from lxml import html

CHANGES = ("classes", "ids", "wrappers", "tags", "order", "decoys", "hashed")
WORDS = [
    "alder",
    "birch",
    "cedar",
    "drift",
    "ember",
    "fjord",
    "glade",
    "heath",
    "inlet",
    "juniper",
    "knoll",
    "larch",
    "meadow",
    "nettle",
    "otter",
    "plover",
]
SWAPPED = {"div": "section", "section": "div", "h1": "h2", "span": "b", "b": "span"}
KEPT = {"html", "head", "body", "title", "meta", "link", "script", "style"}


class Rewriter:
    """The new template of a site.

    :param seed: which one
    :param changes: what is changed, of CHANGES
    """

    def __init__(self, seed: int, changes: Collection[str] = CHANGES) -> None:
        self.seed = seed
        self.changes = frozenset(changes)

    def __call__(self, page: str, *, title: str, when: str = "", who: str = "", body: str = "", number: int = 0) -> str:
        """Return *page* rewritten.

        :param title: its title, and *when*, *who* and *body* its time, author and a line of its story: for decoys
        :param number: which page of the site it is, for what differs from page to page
        """
        root = html.document_fromstring(page)
        whole = root.find("body")
        assert whole is not None
        if "decoys" in self.changes:
            self._add_decoys(root, title, when, who, body, number)
        if "order" in self.changes:
            for element in list(whole.iter()):
                self._reorder(element)
        for element in list(root.iter()):
            if isinstance(element.tag, str) and element.tag not in KEPT:
                self._rename(element, number)
        return "<!doctype html>" + html.tostring(root, encoding="unicode")

    def _draw(self, *key: object) -> float:
        """Return a number from 0 to 1, always the same for a key."""
        return crc32(repr((self.seed, *key)).encode()) / 2**32

    def _name(self, old: str, kind: str) -> str:
        chosen = random.Random(repr((self.seed, kind, old)))
        return f"{chosen.choice(WORDS)}-{chosen.choice(WORDS)}-{''.join(chosen.choices('abcdefgh', k=3))}"

    def _rename(self, element, number: int) -> None:
        key = element.get("id") or element.get("class") or ""
        wrap = "wrappers" in self.changes and key and self._draw("wrap", key) < 0.3
        swap = "tags" in self.changes and element.tag in SWAPPED and self._draw("tag", element.tag, key) < 0.5
        if element.get("class") and "classes" in self.changes:
            names = [self._name(name, "class") for name in element.get("class").split()]
            element.set("class", " ".join(names))
        if element.get("id") and "ids" in self.changes:
            if self._draw("drop", element.get("id")) < 0.3:
                element.set("class", f"{element.get('class', '')} {self._name(element.get('id'), 'class')}".strip())
                del element.attrib["id"]
            else:
                element.set("id", self._name(element.get("id"), "id"))
        if element.get("class") and "hashed" in self.changes:
            noise = f"css-{crc32(repr((self.seed, number, key)).encode()):x}"
            element.set("class", f"{noise} {element.get('class')}")
        if swap:
            element.tag = SWAPPED[element.tag]
        if wrap and element.tag in {"div", "section", "h1", "h2", "ul"}:
            around = html.Element("div", {"class": self._name(key, "wrap")})
            around.tail, element.tail = element.tail, None
            element.getparent().replace(element, around)
            around.append(element)

    def _reorder(self, element) -> None:
        """Put blocks that are told apart by their names in another order."""
        children = list(element)
        keys = [child.get("id") or child.get("class") for child in children if isinstance(child.tag, str)]
        blocks = all(child.tag in {"div", "section", "h1", "h2", "ul", "article", "aside"} for child in children)
        if len(keys) < 2 or len(keys) != len(children) or not blocks or not all(keys) or len(set(keys)) < len(keys):
            return
        if (element.text or "").strip() or any((child.tail or "").strip() for child in children):
            return
        for child in children:
            element.remove(child)
        for child in sorted(children, key=lambda child: self._draw("order", child.get("id") or child.get("class"))):
            element.append(child)

    def _add_decoys(self, root, title: str, when: str, who: str, body: str, number: int) -> None:
        whole = root.find("body")
        bar = f'<div class="now-reading"><span>Reading now</span> <em>{title}</em></div>'
        whole.insert(0, html.fragment_fromstring(bar))
        # On some pages the day in the sidebar is that of the story.
        day = when if number % 2 else f"{2 + number} February 2024"
        aside = f'<div class="side"><h5>Calendar</h5><span class="date">{day}</span><p>Tide tables and other lists</p></div>'
        whole.insert(1, html.fragment_fromstring(aside))
        own = "".join(
            f'<li><a href="/x/{n}">{text}</a></li>' for n, text in enumerate((title, "Otters return", "A bench, moved"))
        )
        whole.append(html.fragment_fromstring(f'<div class="also"><h5>Also</h5><ul class="also-list">{own}</ul></div>'))
        if who:
            said = f'<div class="talk"><div class="remark"><i class="nick">{who}</i> <u class="at">{when}</u><p class="words">Thanks for reading number {number}.</p></div>'
            said += f'<div class="remark"><i class="nick">Reader {number}</i> <u class="at">1 May 2024</u><p class="words">{body[:60]}</p></div></div>'
            whole.append(html.fragment_fromstring(said))
        for paragraph in root.iter("p"):
            if body and " ".join(paragraph.text_content().split()) == body:
                promo = html.fragment_fromstring(f'<div class="promo">Subscribe for {number + 3} coins a month</div>')
                promo.tail, paragraph.tail = paragraph.tail, None
                paragraph.addnext(promo)
                break
