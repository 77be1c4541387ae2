"""Pictures of a story: where each stands, and what is printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve

from tearsheet.model import Image

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from tearsheet.page import Page

__all__ = ["UNMARKED_CAPTION", "Pictures", "image_of"]

_CAPTION = re.compile(r"[图圖](?:注|[说說]|示)\s*[:：]\s*(?P<caption>.+)", re.DOTALL)
_CREDIT = re.compile(r"(?:[图圖]源|[图圖]片?[来來]源|[摄攝]影|[图圖])\s*[:：/／]\s*(?P<credit>.+)", re.DOTALL)
# What the labels above begin with.
_LABELLED = frozenset("图圖摄攝")
UNMARKED_CAPTION = re.compile(r"^(?:[▲△↑]|图为|资料图)|(?:(?<!拍)摄|供图|资料图片?|视频截图)[)）]?[。.]?$")
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

    def add(self, images: Iterable[Image]) -> None:
        """Add pictures that stand at this point of the page."""
        for image in images:
            self.found.append(image)
            self._open = True

    def describe(self, text: str) -> None:
        """Read *text*, a caption or credit with or without its label, as that of the last picture."""
        if match := _CAPTION.match(text):
            field, value = "caption", match["caption"]
        elif match := _CREDIT.match(text):
            field, value = "credit", match["credit"]
        else:
            field, value = "caption", text
        if not self._open or getattr(self.found[-1], field) is not None:
            self.found.append(Image())
        self.found[-1] = evolve(self.found[-1], **{field: value.strip()})
        self._open = True

    def text(self) -> None:
        """Note that a paragraph stands here: what is captioned after it is another picture."""
        self._open = False


# What stands in src until a script puts the picture there: none.gif on Discuz!, blank.gif, loading.svg.
_STAND_IN = re.compile(r"^data:|/(?:none|blank|spacer|loading|placeholder)\.\w{3,4}$")
_ADDRESS_ATTRIBUTES = ("src", "data-src", "data-original", "data-lazy-src", "data-actualsrc", "file")


def image_of(page: Page, node: LexborNode) -> Image | None:
    """Return the picture that an ``<img>`` shows, ``None`` for an icon, a spacer or a tracking pixel."""
    attributes = node.attributes
    sizes = [int(value) for key in ("width", "height") if (value := (attributes.get(key) or "")).isdecimal()]
    if sizes and min(sizes) < 48:
        return None
    lazy_first = _STAND_IN.search(attributes.get("src") or "") is not None
    for key in _ADDRESS_ATTRIBUTES[1:] + _ADDRESS_ATTRIBUTES[:1] if lazy_first else _ADDRESS_ATTRIBUTES:
        url = page.absolute(attributes.get(key))
        if url is not None:
            return Image(url=url, alt=" ".join((attributes.get("alt") or "").split()) or None)
    return None
