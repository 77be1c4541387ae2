"""Dates in languages that :mod:`tearsheet.text.dates` does not read, and figures whose order the language tells."""

from __future__ import annotations

import re
import unicodedata

from attrs import evolve

from tearsheet.reading.reader import Reader
from tearsheet.text.dates import Found

__all__ = ["foreign_date", "month_of", "numeric_date"]

# Full and short names in German, French, Spanish, Italian, Portuguese, Dutch, the Nordic and Slavic languages,
# Romanian, Finnish and Turkish, in the case that dates have; accents are taken off before they are looked up.
_NAMES = """
    januar janvier janv enero ene gennaio genn janeiro januari stycznia ledna ianuarie tammikuuta января ocak jan
    februar fevrier fevr febrero febbraio febbr fevereiro februari lutego unora februarie helmikuuta февраля subat \
        feb fev
    marz maerz mars marzo maart marco marca brezna martie maaliskuuta marts марта mart mrz mrt mar
    april avril abril aprile kwietnia dubna aprilie huhtikuuta апреля nisan apr avr abr
    mai mayo maggio magg maio mei maj maja kvetna toukokuuta мая mayis may
    juni juin junio giugno giu junho czerwca cervna iunie kesakuuta июня haziran jun
    juli juillet juil julio luglio lug julho lipca cervence iulie heinakuuta июля temmuz jul
    august aout agosto augustus augusti sierpnia srpna elokuuta августа agustos aug ago
    september septembre septiembre settembre sett setembro wrzesnia zari septembrie syyskuuta сентября eylul sep \
        sept set
    oktober octobre octubre ottobre outubro pazdziernika rijna octombrie lokakuuta октября ekim okt oct ott out
    november novembre noviembre novembro listopada listopadu noiembrie marraskuuta ноября kasim nov
    dezember decembre diciembre dicembre dezembro december grudnia prosince decembrie joulukuuta декабря aralik dez \
        dec dic
"""
_MONTHS = {name: number for number, names in enumerate(_NAMES.strip().splitlines(), 1) for name in names.split()}
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|°|-)?\s{0,2}(?:de |d[’'] ?|di )?([^\W\d_]{3,13})\.?[,-]?\s{0,2}(?:de |del )?"
    r"((?:19|20)\d\d)(?!\d)"
    r"(?:\s{0,2}[,|–-]?\s{0,2}(?:um |à |a las |alle |ore |às |kl\.? |om )?(\d{1,2})[:h.](\d\d)(?!\d))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})(?:/(\d{1,2})/((?:19|20)?\d\d)|-(\d{1,2})-((?:19|20)\d\d))(?![\d/-])")
_MONTH_FIRST = ("en-us", "en_us", "en-ph", "fil")
_EITHER = frozenset({"", "en", "ja", "ko", "zh"})


def foreign_date(reader: Reader, text: str) -> Found | None:
    """Return the first date whose month is named in another language than English: ``3. März 2021 um 10:15``."""
    for match in _NAMED.finditer(text):
        day, name, year, hour, minute = match.groups()
        month = month_of(name)
        if month is not None:
            clock = f" {int(hour):02d}:{minute}" if hour else ""
            return _found(reader, text, match.span(), f"{year}-{month:02d}-{int(day):02d}{clock}")
    return None


def month_of(name: str) -> int | None:
    """Return the month that *name* is, 1 to 12, in the languages above; ``None`` where it is none."""
    folded = name.casefold()
    if folded in _MONTHS:
        return _MONTHS[folded]
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return _MONTHS.get(plain.replace("ı", "i"))


def numeric_date(reader: Reader, text: str, language: str) -> Found | None:
    """Return ``03/04/2021`` where *language*, a BCP 47 tag in lower case, says which figure is the month.

    A year of two figures (``10/13/16``) is one of this century, and read only where no other order is possible.
    """
    match = _FIGURES.search(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2] or match[4]), match[3] or match[5]
    if max(first, second) > 12:
        month_first = second > 12
    elif language in _EITHER or len(year) == 2:
        return None
    else:
        month_first = language.startswith(_MONTH_FIRST)
    month, day = (first, second) if month_first else (second, first)
    century = "20" if len(year) == 2 else ""
    return _found(reader, text, match.span(), f"{century}{year}-{month:02d}-{day:02d}")


def _found(reader: Reader, text: str, span: tuple[int, int], iso: str) -> Found | None:
    moment = reader.moment(iso)
    if moment is None:
        return None
    start, end = span
    return Found(
        start=start, end=end, label=None, label_start=start, label_end=start, moment=evolve(moment, raw=text[start:end])
    )
