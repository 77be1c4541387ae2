"""Months in thirteen languages, and the dates that name them: "3. März 2021 um 10:15", "3 de abril de 2021"."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["NAMED_DATE", "month_of"]

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
NAMED_DATE = re.compile(
    r"([0-9]{1,2})(?:\.|er|º|°|-)?\s{0,2}(?:de |d' ?|di )?([^\W\d_]{3,13})\.?[,-]?\s{0,2}(?:de |del )?"
    r"((?:19|20)[0-9]{2})(?![0-9])"
    r"(?:\s{0,2}[,|–-]?\s{0,2}(?:um |à |a las |alle |ore |às |klo? |kl\. |om )?"
    r"([0-9]{1,2})[:h.]([0-5][0-9])(?![0-9:])(?: ?uhr\b)?)?",
    re.IGNORECASE,
)
"""Day, a word that may be a month, year, hour and minute, in folded text."""


def month_of(name: str) -> int | None:
    """Return the month that *name* is, 1 to 12, in the languages above; ``None`` where it is none."""
    folded = name.casefold()
    if folded in _MONTHS:
        return _MONTHS[folded]
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return _MONTHS.get(plain.replace("ı", "i"))
