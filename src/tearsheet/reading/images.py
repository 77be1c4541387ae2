"""Pictures of a story: where each stands, and what is printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING

from attrs import evolve

from tearsheet.model import Image

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from tearsheet.page import Page
    from tearsheet.page.lines import Line

_CAPTION = re.compile(r"[图圖](?:注|[说說]|示)\s*[:：]\s*(?P<caption>.+)", re.DOTALL)
_CREDIT = re.compile(r"(?:[图圖]源|[图圖]片?[来來]源|[摄攝]影|[图圖])\s*[:：/／]\s*(?P<credit>.+)", re.DOTALL)
# What the labels above begin with.
_LABELLED = frozenset("图圖摄攝")
_LATIN_CREDIT = re.compile(
    r"(?:^|(?<=[.!?”\"’»)]) |\s[|–—-] )(?:photo(?:graph)?s?|image(?= credit)|pictures?|fotos?|bild(?:quelle)?"
    r"|illustrations?|credits?|crédits?)(?: (?:credits?|photos?|by|courtesy(?: of)?))?"
    r"(?:\s?[:/]|(?<=by)|(?<=of))\s?(?P<credit>[^.:]{2,80})\.?$"
    r"|(?:^|(?<=[.!?”\"’»)]) )(?:©|\(c\)) ?(?P<owner>[^.:]{2,60})$"
    r"|\s\((?P<named>(?:foto|photo)(?: (?:di|by|de|von)\b)?[^()]{2,60}|(?:[^()/]|(?<!:)/(?!/)){2,60}/[^()]{2,40})\)\.?$"
    r"|^\((?P<whole>[^()]{2,80})\)$"
    r"|(?:^|\s[|–—]\s)(?P<paper>(?-i:[A-Z])(?:[\w'’ -]|(?<=\b\w)\.){2,40} ?/ ?(?-i:[A-Z])[\w.'’ -]{1,40})$",
    re.IGNORECASE,
)
"""Whose picture it is: behind a label at the end of a caption, or in brackets with the paper, ``(Bo Two/The Quay)``."""
_COUNTED = re.compile(r"^\d{1,3} ?(?:/|of|von|sur|de|di) ?\d{1,3}(?:$|\s+)|\s(?:hide|show|toggle) caption$")
"""Which of a gallery a picture is, before its caption, and a button behind that."""
_LABEL_OF_CREDIT = re.compile(
    r"^[^\w(]{0,3}(?:(?:photo(?:graph)?s?|images?|pictures?|fotos?|bild(?:quelle)?|illustrations?|credits?|crédits?|source|©"
    r"|courtesy(?: of)?|(?-i:[Bb]y|di|de|von))(?-i:(?![a-z0-9]))[\s:/,.…]{0,4})*",
    re.IGNORECASE,
)
_MARKS = 3
"""Elements around the words of a caption that are asked whether they are its credit."""
_CALLED_CREDIT = re.compile(r"credit|photographer|copyright|attribution", re.IGNORECASE)
UNMARKED_CAPTION = re.compile(
    r"^(?:[▲△↑▼▽]|[图圖][为為]|资料图)|(?:(?<![拍翻])[摄攝]|供[图圖]|资料图片?|資料照片?|视频截图|[/／](?:翻[摄攝]自)?[^/／。（(]{2,16})[)）][。.]?$"
    r"|(?:(?<!拍)摄|供图|资料图片?|视频截图)[。.]?$|(?:[记記]者\s?[\u4e00-\u9fff]{2,4}|\s[\u4e00-\u9fff]{2,12})\s?[图圖]$"
)
"""Found in the line right under a picture when its words say that it is a caption, which no markup does."""


class Pictures:
    """Collects pictures in reading order and gives each its caption and credit.

    A caption goes to the last picture before it; where none is left, as in a text export, it stands for a picture that
    the form could not hold.
    """

    def __init__(self) -> None:
        self.found: list[Image] = []
        self._open = False

    @staticmethod
    def is_caption(text: str) -> bool:
        """Whether *text* is labelled as a caption or a credit (图注:, 图源:)."""
        return text[:1] in _LABELLED and len(text) < 200 and (_CAPTION.match(text) or _CREDIT.match(text)) is not None

    def add(self, images: Iterable[Image], position: int | None = None) -> None:
        """Add pictures that stand at this point of the page, before the block *position* of the body."""
        for image in images:
            self.found.append(evolve(image, position=position))
            self._open = True

    def describe(self, text: str, position: int | None = None, credit: str | None = None) -> None:
        """Read *text*, a caption or credit with or without its label, as that of the last picture.

        :param position: where a picture stands that only *text* tells of
        :param credit: the part of *text* that the markup calls the credit
        """
        if match := _CAPTION.match(text):
            self._say("caption", match["caption"], position)
        elif match := _CREDIT.match(text):
            self._say("credit", match["credit"], position)
        else:
            text = _COUNTED.sub("", text, count=1)
            match = _LATIN_CREDIT.search(text) if credit is None else None
            if match is not None:
                text, credit = text[: match.start()], _LABEL_OF_CREDIT.sub("", match[match.lastgroup or "credit"])
            elif credit is not None:
                text = text.replace(credit, "", 1).strip("| ")
                credit = credit[1:-1] if credit[:1] == "(" and credit[-1:] == ")" else credit
                credit = _LABEL_OF_CREDIT.sub("", credit)
            self._say("caption", text, position)
            self._say("credit", credit or "", position)

    def _say(self, field: str, value: str, position: int | None) -> None:
        words = value.strip()
        if not words:
            return
        if not self._open or getattr(self.found[-1], field) is not None:
            self.found.append(Image(position=position))
        last = self.found[-1]
        self.found[-1] = evolve(last, caption=words) if field == "caption" else evolve(last, credit=words)
        self._open = True

    def text(self) -> None:
        """Note that a paragraph stands here: what is captioned after it is another picture."""
        self._open = False


def called_credit(line: Line) -> str | None:
    """Return the words of *line*, a caption, that stand in elements called the credit."""
    block = line.node
    found = [run for run in line.runs if _is_credit(run.node, block)] if block is not None else []
    if not found:
        return None
    credit = line.text[found[0].start : found[-1].end]
    # The label alone may be called so: what it is the label of stands behind it.
    return credit.strip() if _LABEL_OF_CREDIT.sub("", credit).strip(" :,") else line.text[found[0].start :]


def _is_credit(node: LexborNode | None, block: LexborNode) -> bool:
    for _ in range(_MARKS):
        if node is None:
            break
        if _CALLED_CREDIT.search(node.attributes.get("class") or "") is not None:
            return True
        if node.mem_id == block.mem_id:
            break
        node = node.parent
    return False


# What stands in src until a script puts the picture there: none.gif on Discuz!, blank.gif, loading.svg, pixel.gif.
_STAND_IN = re.compile(
    r"^(?:data:|\{)|/(?:none|blank|spacer|loading|placeholder|pixel|1x1|transparent|clear|empty|gr[ae]y|lazy[\w-]*)"
    r"\.\w{3,4}(?:$|[?#])",
    re.IGNORECASE,
)
_LAZY = (
    *("data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-url", "data-img-url"),
    *("data-hi-res-src", "data-actualsrc", "_src"),
)
"""What a script puts in src: then src holds a stand-in or a blurred copy, and this is the picture."""
_SRC = re.compile(r"""<img\b(?:[^<>]|<(?!img\b))*?\ssrc\s*+=\s*+["']?([^"'\s>]++)""", re.IGNORECASE)
_PIXEL = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[01]\b|display:\s*none", re.IGNORECASE)
_CANDIDATE = re.compile(r"(\S+[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_LONGEST_SET = 4_000
"""Characters of a ``srcset`` that are read: a score of addresses."""


_BEHIND = re.compile(r"background(?:-image)?\s*:[^;:]*?url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
DRAWN = re.compile(
    r"^data:|\.svg(?:$|[?#])|(?:sprite|icon|logo|pattern|texture|gradient|avatar|background|bg)\b", re.IGNORECASE
)
"""A drawing that decorates, by its address."""
_LAZY_BEHIND = ("data-bg", "data-background-image", "data-background", "data-bg-src")
UNSEEN = "noscript,[style*='url('],[data-bg],[data-background-image],[data-background],[data-bg-src]"
"""What may show a picture without an ``<img>``."""


def _unseen(node: LexborNode) -> str | None:
    """Return the address of the picture that *node* has behind its words, or in itself, a ``<noscript>``."""
    if node.tag == "noscript":
        held = node.first_child.text_content or "" if node.first_child is not None else ""
        said = _SRC.search(held)
        return unescape(said[1]) if said is not None and _PIXEL.search(held) is None else None
    behind = _BEHIND.search(node.attributes.get("style") or "")
    return next((value for key in _LAZY_BEHIND if (value := node.attributes.get(key))), behind[1] if behind else None)


def image_of(page: Page, node: LexborNode) -> Image | None:
    """Return the picture that an ``<img>``, or one of :data:`UNSEEN`, shows; ``None`` for an icon, a spacer, a pixel.

    Believed most is what a script would put in ``src``, then ``src`` itself, then the largest of ``srcset`` and what a
    ``<noscript>`` beside it shows to those who run none. Where ``srcset``, or a source of the ``<picture>`` around it,
    says that it has the same in more pixels, that is the picture.
    """
    attributes = node.attributes
    sizes = [int(value) for key in ("width", "height") if (value := (attributes.get(key) or "")).isdecimal()]
    if sizes and min(sizes) < 48 and attributes.get("layout") != "responsive":  # there they are a ratio
        return None
    src = (attributes.get("src") or "").strip()
    stands_in = not src or _STAND_IN.search(src) is not None
    said = [attributes.get(key) or "" for key in _LAZY]
    found: list[str | None] = [address for address in said if address and _STAND_IN.search(address) is None]
    sets = [attributes.get(key) or "" for key in ("data-srcset", "data-original-set", "srcset")]
    found += [_largest(candidates) for candidates in sets[:2]]
    if node.tag != "img":
        found.append(_unseen(node))
    elif not stands_in:
        found.append(src)
    else:
        found += (attributes.get("file"), _largest(sets[2]), _unscripted(node), src)
    pixels = _pixels(node, sets)
    found += sorted(pixels, key=lambda each: -pixels[each])[:1] if stands_in else ()
    for address in found:
        if address and pixels:
            address = _larger(address, pixels, min(sizes, default=0))  # noqa: PLW2901
        url = page.absolute(address) if address else None
        if url is not None:
            return Image(url=url, alt=" ".join((attributes.get("alt") or "").split()) or None)
    return None


_WIDE = 9
"""Width in pixels above which the number in a ``srcset`` is one; below it tells how dense the screen is."""


def _pixels(node: LexborNode, sets: Iterable[str]) -> dict[str, float]:
    """Return the size of each picture that *sets* offer, and of those of the ``<picture>`` around *node* in pixels."""
    found = {address: size for each in sets for address, size in _candidates(each) if size is not None}
    around = node.parent
    if around is not None and around.tag == "picture":
        for source in around.iter():
            offered = (source.attributes.get("srcset") or "") if source.tag == "source" else ""
            wide = {address: size for address, size in _candidates(offered) if size is not None and size > _WIDE}
            found |= wide
            if wide:
                found.setdefault(node.attributes.get("src") or "", _WIDE)  # what shows where no source can
    return found


def _larger(address: str, pixels: dict[str, float], width: int) -> str:
    """Return the largest of *pixels*, where it is *address* in more of them, or wider than it is shown."""
    best = max(pixels, key=lambda each: pixels[each])
    own = pixels.get(address, width)
    return best if 0 < own < pixels[best] and (address in pixels or pixels[best] > _WIDE) else address


def _candidates(said: str) -> list[tuple[str, float | None]]:
    """Return the addresses in a ``srcset``, each with the number that is said of it, if any is (HTML, 4.8.4.2.1)."""
    found = _CANDIDATE.findall(said[:_LONGEST_SET]) if said else ()
    return [(address, float(size) if size else None) for address, size in found]


def _largest(candidates: str) -> str | None:
    """Return the address in a ``srcset`` that is for the widest or densest screen."""
    found = [(1.0 if size is None else size, address) for address, size in _candidates(candidates)]
    address = max(found, default=(0.0, ""))[1]
    return address if address and _STAND_IN.search(address) is None else None


def _unscripted(node: LexborNode) -> str | None:
    """Return the address of the picture in a ``<noscript>`` beside *node*."""
    after, before = node.next, node.prev
    if after is not None and after.is_empty_text_node:
        after = after.next
    if before is not None and before.is_empty_text_node:
        before = before.prev
    for beside in (after, before):
        match = _SRC.search(beside.html or "") if beside is not None and beside.tag == "noscript" else None
        if match is not None:
            return unescape(match[1])
    return None
