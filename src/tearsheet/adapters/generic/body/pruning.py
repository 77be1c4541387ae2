"""Which lines of the chosen element are the story, and under which rule the others are none of it."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from tearsheet.adapters.generic.body.boilerplate_boxes import believed, drop_appeals, is_boilerplate
from tearsheet.adapters.generic.body.choice import Choice
from tearsheet.adapters.generic.body.copies import cut_next_story, drop_copies, drop_pull_quotes
from tearsheet.adapters.generic.body.core import PROSE, Core, beside, find_core, leads_amid
from tearsheet.adapters.generic.body.edges import HEADINGS, SAID, cut_above, cut_colophon, cut_head, cut_tail
from tearsheet.adapters.generic.body.tool_rows import cut_imprint, cut_rows, is_label_row, set_captions_apart
from tearsheet.adapters.generic.signs.class_hints import BODY
from tearsheet.adapters.generic.signs.colophon import spoken
from tearsheet.adapters.generic.signs.elements import Box, Boxes, is_link
from tearsheet.adapters.generic.signs.phrases import is_said, prompt_of, sells, tail_of
from tearsheet.adapters.generic.signs.whole_lines import rule_of_line
from tearsheet.page.address import domain_of
from tearsheet.page.lines import Line
from tearsheet.reading.blocks import is_bold

_LEAST_CARD, _FIGURES = 5, 3
"""Lines of a card, and one in how many of them has a figure: a price, a year, a size. Fitted on dev, 2026-11."""
_ADDRESSES = 2
"""Addresses that all links of a card lead to at most: those of a list are more."""
_SHORT = 40
"""Characters of a line that may be a shop's button, or of the beginning of one."""
_LONGEST_PROMPT = 1400
"""Weight of the longest line that may say no more than its first words: a notice of the site."""


class _Shares:
    """Shares of the words in the chosen element, from 0 to 1. Fitted on dev, 2026-11."""

    NAMED = 0.5
    """below which what is named boilerplate is,"""
    LINKED = 0.6
    """as is what leads elsewhere by more than this share of its words"""
    ELSEWHERE = 0.8
    """and not to other sites by more than this share of its links,"""
    LISTED = 0.3
    """and holds less than this of all words."""


_LISTS = frozenset({"ul", "ol", "li"})
_SHARED = frozenset(
    "facebook.com twitter.com x.com instagram.com linkedin.com pinterest.com whatsapp.com t.me youtube.com".split()  # noqa: SIM905
)
"""Where a site has itself followed and shared."""
_NEVER_LED = frozenset({"p", "blockquote"})
"""What leads to another story where it is all link, also between paragraphs."""
_ASKED = "?？"
_LIST = 2
"""Links that are a list at least."""


@frozen
class Trimmed:
    """What became of the lines ``start:stop`` of the page: ``None`` for the story, else the rule."""

    start: int
    stop: int
    rules: list[str | None]


def trim(boxes: Boxes, choice: Choice, title: int | None, *, site: str | None, once: bool) -> Trimmed:
    """Tell the story's lines from what else stands in the chosen element.

    :param site: the domain of the page, where it is known
    :param once: whether what the page says twice is said once
    """
    start, stop = choice.box.start, choice.box.stop
    rules: list[str | None] = list(choice.boilerplate[start:stop])
    _name(boxes, choice, start, rules)
    set_captions_apart(boxes, start, rules)
    worded = _words(boxes, start, rules)
    cut_above(boxes, start, rules, title)
    if once:
        drop_copies(boxes, start, rules, title)
    cut_imprint(boxes, choice.box, start, rules)
    core = find_core(boxes, start, rules)
    _spare(boxes, start, rules, core, worded)
    drop_pull_quotes(boxes, start, rules, core)
    cut_rows(boxes, start, rules, core)
    _links(boxes, choice.box, start, rules, core, worded, site)
    drop_appeals(boxes, start, rules, core, worded)
    cut_next_story(boxes, start, rules, title)
    cut_tail(boxes, start, rules, core)
    cut_head(boxes, choice.box, start, rules, core)
    cut_colophon(boxes, start, rules)
    return Trimmed(start, stop, rules)


def _name(boxes: Boxes, choice: Choice, start: int, rules: list[str | None]) -> None:
    """Drop what is named boilerplate and holds little of the story."""
    told = choice.told
    total = told[choice.box.stop] - told[start]
    found: list[tuple[Box, str, float]] = []
    todo = list(choice.box.children)
    while todo:
        inner = todo.pop()
        hint = inner.hint
        if hint is not None and hint != BODY:
            held = told[inner.stop] - told[inner.start]
            if held < _Shares.NAMED * total and is_boilerplate(boxes, inner, hint, held, total):
                found.append((inner, hint, held))
                continue
        todo.extend(inner.children)
    boxed = [(inner, hint) for inner, hint, _ in found if inner.tag != "p"]
    for inner, hint in (*boxed, *believed([each for each in found if each[0].tag == "p"], total)):
        for index in range(inner.start, inner.stop):
            rules[index - start] = rules[index - start] or hint


def _links(  # noqa: PLR0917 - by position, as its neighbours
    boxes: Boxes, box: Box, start: int, rules: list[str | None], core: Core, worded: list[int], site: str | None
) -> None:
    """Drop lists of links and lines that are nothing but a link; between paragraphs of the story such a line stays.

    So does a list there that leads to other sites: what to buy, whom to ask, what was said elsewhere.
    """
    todo = list(box.children)
    size = boxes.size(box)
    carded: set[int] = set()
    # Headings such as "More", and the links below them.
    led = {start + offset for offset in worded if rules[offset] == "related"}
    figured: dict[int, bool] = {}  # each table is looked at once, for all of its rows
    while todo:
        inner = todo.pop()
        if (
            inner.tag not in HEADINGS
            and boxes.share(inner) > _Shares.LINKED
            and boxes.size(inner) < _Shares.LISTED * size
        ):
            if (
                inner.stop - inner.start == 1
                and inner.tag not in _NEVER_LED
                and inner.parent is not None
                and inner.parent.number in core.around
                and core.first < inner.start < core.last
            ):
                continue
            if inner.stop - inner.start == 1 and leads_amid(boxes, core, inner.start):
                carded.add(inner.start)
                continue
            if core.first < inner.start < core.last and (
                _is_card(boxes, inner) or _has_figures(boxes, inner, figured) or _leads_out(boxes, inner, site)
            ):
                carded.update(range(inner.start, inner.stop))
                continue
            if core.first < inner.start < core.last and _is_section(boxes, inner):
                todo.extend(inner.children)
                continue
            for index in range(inner.start, inner.stop):
                rules[index - start] = rules[index - start] or "link"
            continue
        todo.extend(inner.children)
    for index in range(box.start, box.stop):
        if rules[index - start] is None and is_link(boxes.linked[index], boxes.weight[index]):
            inner = boxes.of_line[index]
            if index in carded:
                continue
            if inner.tag in HEADINGS or (
                inner.tag not in _NEVER_LED
                and core.first < index < core.last
                and not (sells(boxes.lines[index].text[:_SHORT]) or _is_sponsored(boxes.lines[index]))
                and index - 1 not in led
                and (inner.number in core.around or (inner.parent is not None and inner.parent.number in core.around))
            ):
                continue
            rules[index - start] = "link"
            if index - 1 in led:
                led.add(index)
    for index in range(box.start + 1, box.stop - _LIST):
        # What heads a list of links between paragraphs goes with it.
        after = rules[index + 1 - start : index + 1 + _LIST - start]
        if rules[index - start] is None and after == ["link"] * _LIST and index > core.first:
            text = boxes.lines[index].text
            heading = boxes.lines[index].tag in HEADINGS  # what it heads may be a part of the story that is linked
            if not heading and boxes.weight[index] < PROSE and not boxes.linked[index] and text[-1] not in SAID:
                rules[index - start] = "related"


def _is_sponsored(line: Line) -> bool:
    """Whether somebody pays for each link of *line*, as its markup says."""
    pieces = line.pieces
    anchors = [anchor for anchor in pieces.anchors[slice(*line.span)] if anchor is not None]
    return all("sponsored" in (anchor.attributes.get("rel") or "") for anchor in anchors)


def _is_section(boxes: Boxes, box: Box) -> bool:
    """Whether *box* begins with a heading that leads nowhere and a paragraph below it: lists in it are its own."""
    if box.stop - box.start <= _LIST or box.tag in _LISTS:
        return False
    first, second = range(box.start, box.start + 2)
    return (
        boxes.of_line[first].tag in HEADINGS
        and not boxes.linked[first] + boxes.linked[second]
        and boxes.lines[second].tag == "p"
        and boxes.weight[second] >= PROSE
        and not tail_of(boxes.lines[first].text)
    )


def _leads_out(boxes: Boxes, box: Box, site: str | None) -> bool:
    """Whether what is listed in *box* leads to other sites than that of the page, and not to where it may be shared."""
    if site is None or box.tag not in _LISTS:
        return False
    domains = [
        domain_of(href) if href.startswith(("http", "//")) else site
        for line in boxes.lines[box.start : box.stop]
        for href in line.hrefs
    ]
    return sum(domain not in {site, *_SHARED} for domain in domains) > _Shares.ELSEWHERE * len(domains)


def _has_figures(boxes: Boxes, box: Box, known: dict[int, bool]) -> bool:
    """Whether each row of the table says a figure of what it names: then it is one of the story, links and all.

    :param known: the answer for tables that were asked about, by the number of the box
    """
    table = box.parent if box.tag == "tr" else box
    if table is None or table.tag not in {"table", "tbody"}:
        return False
    if table.number not in known:
        lines = boxes.lines[table.start : table.stop]
        figures = (any(map(str.isdigit, line.text.rpartition("\t")[2])) for line in lines[1:])
        known[table.number] = len(lines) > 1 and all(figures)
    return known[table.number]


def _is_card(boxes: Boxes, box: Box) -> bool:
    """Whether the element tells several things of a place in the story, all in one link, and sells nothing."""
    lines = boxes.lines[box.start : box.stop]
    if len(lines) < _LEAST_CARD or sum(any(map(str.isdigit, line.text)) for line in lines) * _FIGURES < len(lines):
        return False
    if any(len(line.text) < _SHORT and sells(line.text) for line in lines):
        return False
    return len({href for line in lines for href in line.hrefs}) <= _ADDRESSES


def _words(boxes: Boxes, start: int, rules: list[str | None]) -> list[int]:
    """Drop lines that begin as boilerplate does; return the offsets of those dropped."""
    found: list[int] = []
    for offset, rule in enumerate(rules):
        if rule is None and boxes.lines[start + offset].text == "1":
            _line_numbers(boxes, start, rules, offset)
        elif (
            rule is None
            and boxes.weight[start + offset] <= _LONGEST_PROMPT
            and boxes.lines[start + offset].tag != "pre"
        ):
            rules[offset] = prompt_of(boxes.lines[start + offset].text) or _labels_link(boxes, start + offset)
            if rules[offset] is None and is_label_row(boxes.lines[start + offset].text):
                rules[offset] = "label"
            if rules[offset] is not None:
                found.append(offset)
            if rules[offset] == "notices" and boxes.lines[start + offset].text[-1] in ":：":
                # "The harbour reminds you:" goes on to the end of its paragraph.
                for more in range(offset + 1, min(boxes.of_line[start + offset].stop - start, len(rules))):
                    rules[more] = rules[more] or "notices"
    for offset in spoken({at: boxes.lines[start + at].text for at in found if rules[at] == "credits"}):
        rules[offset] = None
        found.remove(offset)
    return found


def _labels_link(boxes: Boxes, index: int) -> str | None:
    """Return the rule of the line whose first element is a label such as "Read also", and the others a link."""
    line = boxes.lines[index]
    cuts = line.boundaries if boxes.linked[index] else ()
    return rule_of_line(line.text[: cuts[0]]) if cuts else None


def _line_numbers(boxes: Boxes, start: int, rules: list[str | None], offset: int) -> None:
    """Drop the lines from *offset* on where they number those of the code beside them: a ``<pre>`` of 1, 2, 3."""
    code = next((node for node in boxes.lines[start + offset].ancestors() if node.tag == "pre"), None)
    count = 0
    while offset + count < len(rules) and boxes.lines[start + offset + count].text == str(count + 1):
        count += 1
    if code is not None and "".join(code.text().split()) == "".join(map(str, range(1, count + 1))):
        rules[offset : offset + count] = ["label"] * count


def _spare(boxes: Boxes, start: int, rules: list[str | None], core: Core, worded: list[int]) -> None:
    """Give back to the story what only its first words made boilerplate.

    A prompt is set apart from the story by a link, an element of its own or its place at an end, and it says the same
    wherever it is printed. So a paragraph between two of the story, in their element, without a link and printed once,
    is the story's when it is said as a sentence; a heading there, or a line in bold, is when a paragraph follows it.
    """
    printed: Counter[str] = Counter()
    for offset in worded:
        index = start + offset
        line, box = boxes.lines[index], boxes.of_line[index]
        # An interview opens with a question, before its first long paragraph.
        first = core.first if line.text[-1] not in _ASKED else start
        if not first <= index < core.last or boxes.linked[index] or line.images:
            continue
        if beside(boxes, index) not in core.around:
            continue
        rule = rules[offset] or ""
        spared = box.tag not in HEADINGS and is_said(line.text, rule)
        if not spared and (box.tag in HEADINGS or (line.marks and is_bold(line))):
            spared = core.lines[offset + 1] and not tail_of(line.text) and rule in {"comment-prompt", "related"}
        if spared:
            printed = printed or Counter([other.text for other in boxes.lines])
            if printed[line.text] == 1:
                rules[offset] = None
