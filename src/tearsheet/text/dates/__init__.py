"""The times that pages print, absolute and relative, labelled or bare, in any width and script.

A time is read only where the words allow one reading. These do not, and are no times:

- bare numbers (``50``, ``2025``, ``20251023``) and two-digit years (``25-10-23``);
- ``03/04/2025``, which is March here and April there; ``10/23/2025``, ``03/03/2025`` and ``23.10.2025`` can be read;
- days and hours that no calendar and no clock has: 2月30日, ``25:00``, ``24:00``;
- ``2h`` without "ago" and ``17:08`` without a day or a label, which are as often how long something takes.

Years from 1900 to 2099 are read, 民國, Japanese eras and the Buddhist era of Thailand too; months also by their names,
full and short, in thirty languages, where day and year stand with them. Ages ("vor 3 Stunden", "3 часа назад") and,
before a clock, yesterday and today ("hier à 18h30") are read in the larger of them. A date without a year (10月23日)
takes it from *captured_at*; a clock without a zone is read in the site's *zone*. Names of several zones (CST, BST, IST)
are read over.
What lacks its anchor keeps it in :attr:`Moment.civil` or :attr:`Moment.offset` and has no start:
:meth:`tearsheet.model.moment.Moment.resolve` can give it one later.

Loose words are given honest widths: 刚刚 and "just now" five minutes, "a few" and 几 one to ten units ("a few seconds"
up to sixty, as the scripts that print it count), 十几 and 20多 that ten, "over" up to one unit more, "almost" up to
half a unit less. 上午 is 00:00 to 12:00, 早上 04:00 to 12:00, 下午 12:00 to 19:00, 晚上 17:00 to 24:00, night 18:00 to
06:00; midnight is either end of its day. "Last Friday" is the latest one before today; 上周五 is the one of last week,
which begins on Monday.
"""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from tearsheet.model.moment import Moment, require_aware
from tearsheet.text.dates.label import Found, Label

__all__ = ["Found", "Label", "find_moments", "parse_moment", "parse_stated"]


def parse_moment(text: str, *, captured_at: datetime | None = None, zone: str | None = None) -> Moment | None:
    """Return the time that the whole of *text* is, or ``None``.

    A label (``更新于``, ``Published:``), brackets, separators and a clock icon may stand around it.

    :param captured_at: when the page was fetched, aware; without it what counts back from it has no start
    :param zone: IANA name or ``"+08:00"`` of the site's clock, for words that print none
    :raises ValueError: when *captured_at* has no zone
    """
    if captured_at is not None:
        require_aware(captured_at)
    from tearsheet.text.dates.reading import parse  # noqa: PLC0415 - the grammar takes 30 ms to compile

    return parse(text, captured_at, zone)


def parse_stated(text: str, *, captured_at: datetime | None = None, zone: str | None = None) -> Moment | None:
    """Return the time that *text*, which is stated to be one in markup or a feed, is, or ``None``.

    Read are the times that pages print, and those that only machines write and that are bare numbers elsewhere:
    ``20251023``, ``20251023170809``, seconds and milliseconds since 1970, ``Thu, 23 Oct 25 17:08:09 GMT``.
    Takes the parameters of :func:`parse_moment`.
    """
    moment = parse_moment(text, captured_at=captured_at, zone=zone)
    if moment is not None:
        return moment
    from tearsheet.text.dates.stamp import iso_of, mail_moment  # noqa: PLC0415 - few times get here

    iso = iso_of(text)
    if iso is None:
        return mail_moment(text)
    moment = parse_moment(iso, captured_at=captured_at, zone=zone)
    return evolve(moment, raw=text) if moment is not None else None


def find_moments(text: str, *, captured_at: datetime | None = None, zone: str | None = None) -> tuple[Found, ...]:
    """Return the times in *text*, left to right, never overlapping, each as long as it can be.

    For lines in which a time stands among other things. Words that are times only by themselves (今天, Friday, 刚刚,
    10月23日 without a clock) are found where a label or separators set them apart; a bare 17:08 needs a label; weeks,
    months and years (but not ages) are never found. Takes the parameters of :func:`parse_moment`.
    """
    if captured_at is not None:
        require_aware(captured_at)
    from tearsheet.text.dates.reading import find  # noqa: PLC0415 - the grammar takes 30 ms to compile

    return find(text, captured_at, zone)
