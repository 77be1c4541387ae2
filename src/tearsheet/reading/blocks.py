"""Parts of a story: the words of a line that become a block of the body, and what kind of block its markup says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tearsheet.model import BlockKind, Image
from tearsheet.page.lines import Line

__all__ = ["Passage", "block_kind", "captions_picture"]


class Passage(NamedTuple):
    """Words of a line that are of the story, as :meth:`tearsheet.reading.reader.Reader.body` takes them.

    :param start: where the words begin; where they also end there, only the line's pictures are of the story
    :param end: where they end, if not with the line
    :param kind: ``None`` where the markup of the line tells it
    :param role: what the words are claimed for; a caption of ``images.caption`` is claimed for its picture alone
    :param images: the pictures that stand here; ``None`` for those of the line
    :param tells: whether the words tell the story whatever their markup: then only a label (图注:) makes them a caption
    """

    line: Line
    start: int = 0
    end: int | None = None
    kind: BlockKind | None = None
    level: int | None = None
    role: str = "body"
    images: Sequence[Image] | None = None
    tells: bool = False


_KINDS: dict[str, tuple[BlockKind, int | None]] = {
    "li": ("list_item", None),
    "dd": ("list_item", None),
    "dt": ("list_item", None),
    "pre": ("code", None),
    "code": ("code", None),
    "figcaption": ("caption", None),
    "caption": ("caption", None),
    "tr": ("table", None),
    "th": ("table", None),
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
}
_PARAGRAPH: tuple[BlockKind, int | None] = ("paragraph", None)
_QUOTE: tuple[BlockKind, int | None] = ("quote", None)


def block_kind(line: Line) -> tuple[BlockKind, int | None]:
    """Return the kind of block that the markup of *line* says it is, and the level of a heading."""
    tag = line.tag
    kind = _KINDS.get(tag)
    if kind is None and tag in {"p", "div"} and line.node is not None:
        parent = line.node.parent
        around = parent.tag if parent is not None else None
        kind = _KINDS[around] if around in {"li", "dd", "figcaption"} else None
    return kind or (_QUOTE if line.region == "blockquote" else _PARAGRAPH)


def captions_picture(line: Line) -> bool:
    """Whether the markup of *line* says that it is the caption of a picture; ``<caption>`` is that of a table."""
    return line.tag == "figcaption" or (line.tag in {"p", "div"} and block_kind(line)[0] == "caption")
