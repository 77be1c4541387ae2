"""The header of a card: site names, times and a number without a label, in one row or one below the other."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import evolve, frozen

from tearsheet.model import Moment
from tearsheet.reading.editions import Editions, Half
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import TextRange
from tearsheet.text.dates import Found

_BETWEEN = " \t\n|｜/·•・–—-"
_BARE_NUMBER = re.compile(r"[\s|｜/·•・–—-]*(\d[\d,]*(?:\.\d+)?)\s*")
_WORD = re.compile(r"\S+")
_TIMELY = re.compile(r"[dD]ay|[nN]ow|[前天刚剛]|\d")
_LONGEST_SITE = 40  # characters of a line that may be the site's name
_LONGEST_ROW = 120  # characters of a row of times; above it stands prose
_LONGEST_TIME = 24  # characters of a time without a label: "Updated 23 minutes ago"


@frozen(kw_only=True)
class CardHeader:
    """What was found; the names of the site go to the editions.

    :param end: index of the line after it
    :param header_number: the bare number, whatever it counts
    """

    end: int
    published: Moment | None = None
    updated: Moment | None = None
    header_number: int | float | None = None


def take_header(reader: Reader, editions: Editions, stop: int) -> CardHeader:
    """Claim the header, which ends before line *stop*."""
    moments: dict[str, Moment] = {}
    header_number: int | float | None = None
    after = 0
    for index in range(stop):
        if _TIMELY.search(reader.lines[index].text) is None:  # neither a time nor a number
            if moments:
                break
            continue
        row = reader.stretch(index, index + 1)
        times = _times(reader, row)
        rest = _span(times[-1])[1] if times else 0
        number = _BARE_NUMBER.fullmatch(row.text, rest)
        if not (number or (times and not row.text[rest:].strip(_BETWEEN))) or (number and not times and not moments):
            if moments:
                break
            continue
        if times and not moments:
            _sites(reader, editions, index, row, _span(times[0])[0])
        elif times and row.text[: _span(times[0])[0]].strip(_BETWEEN):
            break
        for time in times:
            label = "updated" if time.label == "updated" else "published"
            words = row.take(*_span(time), label)
            moments.setdefault(label, evolve(time.moment, raw=words) if label == "updated" else time.moment)
        if number is not None:
            words = row.take(*number.span(1), "extras.header_number").replace(",", "")
            header_number = float(words) if "." in words else int(words)
        after = index + 1
    if not moments:
        reader.warn("byline-missing", "the card prints no time above its title", "published")
    return CardHeader(
        end=after,
        published=moments.get("published"),
        updated=moments.get("updated"),
        header_number=header_number,
    )


def _times(reader: Reader, row: TextRange) -> list[Found]:
    """Find the times of a row; words that are a time only where times are printed (Yesterday) count here."""
    text = row.text
    if len(text) > _LONGEST_ROW or _TIMELY.search(text) is None:
        return []
    found = list(reader.moments(text))
    taken = [0, *(offset for time in found for offset in _span(time)), len(text)]
    boundaries = row.boundaries()
    for start, end in zip(taken[::2], taken[1::2], strict=True):
        if _TIMELY.search(text, start, end) is None:
            continue
        # What markup sets apart is a word of its own.
        cuts = [start, *(at for at in boundaries if start < at < end), end]
        for a, b in pairwise(cuts):
            for word in _WORD.finditer(text, a, b):
                if _TIMELY.search(word[0]) is None:
                    continue
                if b - a < _LONGEST_TIME and (moment := reader.moment(text[word.start() : b].strip())) is not None:
                    at, to = word.start(), b
                elif len(word[0]) < _LONGEST_TIME and (moment := reader.moment(word[0])) is not None:
                    at, to = word.span()
                else:
                    continue
                found.append(Found(start=at, end=to, label=None, label_start=at, label_end=at, moment=moment))
                break
    return sorted(found, key=lambda time: time.start)


def _span(time: Found) -> tuple[int, int]:
    """Where *time* stands with its label, which may follow it (1小时前更新)."""
    return min(time.start, time.label_start), max(time.end, time.label_end)


def _sites(reader: Reader, editions: Editions, index: int, row: TextRange, end: int) -> None:
    """Take the site's names, which stand right before the first time: on its line or on the lines before it."""
    head = row.text[:end].rstrip(_BETWEEN)
    if head.strip(_BETWEEN):
        halves = editions.halves(reader.lines[index], end=row.offset_of(len(head)))
    else:
        before = [line for line in reader.lines[max(0, index - 2) : index] if len(line.text) < _LONGEST_SITE]
        if len(before) == 2 and before[0].text.isascii() and not before[1].text.isascii():
            halves = [Half(each, 0, len(each.text), editions.language(each.text) or "en") for each in before]
            halves[1].language = editions.chinese
        else:
            halves = editions.halves(before[-1]) if before else []
    for half in halves:
        editions[half.language].site = editions.take(half, "site")
