"""Where 加西網 prints its title, in a line with the section (加州: Title) or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tearsheet.adapters.sites.westca.labels import END, SHARE
from tearsheet.adapters.sites.westca.story import Byline
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader

_WITHIN_TITLE = 30  # lines from the top in which the title stands
_SECTION_ALONE = re.compile(r"(?P<section>[^:：\s]{1,14})\s*[:：]")
_TITLE = re.compile(r"(?P<section>[^:：\s](?:[^:：\n]{0,12}?[^:：\s])??)\s*+[:：]\s*+(?P<title>\S[^\n]*)")


def title_index(reader: Reader, top: int) -> int:
    """Return the index of the line of the title, from line *top* on: the first sign that is there tells."""
    end = reader.find(END, top, top + _WITHIN_TITLE)
    lines = reader.lines[top : top + _WITHIN_TITLE if end is None else end]
    if not lines:
        reader.fail("title", "nothing stands below the navigation")
    signs = (_repeated, _heading, _above_prompt) if reader.layout == "print" else _SIGNS
    found = (sign(lines, reader.page.title or "") for sign in signs)
    return top + next((at for at in found if at is not None), 0)


def _repeated(lines: Sequence[Line], words: str) -> int | None:
    """The line that ``<title>`` repeats, with its section or without."""
    for at, line in enumerate(lines):
        text = line.text
        bare = re.split(r"[:：]\s*", text, maxsplit=1)[-1] or text
        if len(text) > 3 and not _SECTION_ALONE.fullmatch(text) and (text in words or bare in words):
            return at
    return None


def _heading(lines: Sequence[Line], _: str) -> int | None:
    return next((at for at, line in enumerate(lines) if line.level is not None and len(line.text) > 3), None)


def _sectioned(lines: Sequence[Line], _: str) -> int | None:
    """The first line, where a section stands in it."""
    return 0 if _TITLE.match(lines[0].text) else None


def _below_section(lines: Sequence[Line], _: str) -> int | None:
    """The line below a section, which is the first or the second."""
    return next((at for at in (1, 2) if at < len(lines) and _SECTION_ALONE.fullmatch(lines[at - 1].text)), None)


def _above_prompt(lines: Sequence[Line], _: str) -> int | None:
    """The line right above share prompt or byline."""
    below = [line.text for line in lines[1:4]]
    return next((at for at, text in enumerate(below) if SHARE.match(text) or Byline.begins(text)), None)


_SIGNS = (_repeated, _heading, _sectioned, _below_section, _above_prompt)


def take_title(reader: Reader, index: int) -> tuple[str | None, str, int]:
    """Take section and title, and return the index of the line below them.

    The print page has no section, and two of its lines are not joined.
    """
    line = reader.lines[index]
    if reader.layout == "print":
        return None, reader.take(line, "title"), index + 1
    above = reader.lines[index - 1] if index else None
    if above is not None and (match := _SECTION_ALONE.fullmatch(above.text)) and not reader.ledger.touched(above):
        alone = reader.ledger.claim(above, "section", *match.span("section"))
        return alone, reader.take(line, "title"), index + 1
    following = reader.lines[index + 1].text if index + 1 < len(reader.lines) else ""
    lines = 2 if following.startswith((":", "：")) else 1
    found = reader.stretch(index, index + lines).search(_TITLE)
    if found is None:
        return None, reader.take(line, "title"), index + 1
    section, title = found.take("section"), found.take("title")
    found.drop_rest("separator")
    return section, title or "", index + lines
