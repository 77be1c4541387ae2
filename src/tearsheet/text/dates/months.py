"""Months in thirty languages, and the dates that name them: "3. März 2021 um 10:15", "3 de abril de 2021"."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["NAMED_DATE", "YEAR_FIRST", "month_of"]

# Full and short names in German, French, Spanish, Catalan, Italian, Portuguese, Dutch, the Nordic, Slavic and Baltic
# languages, Romanian, Finnish, Estonian, Hungarian, Greek, Turkish, Indonesian, Malay and Arabic, in the case that
# dates have; accents are taken off before they are looked up. Croatian's October is left out: it is November in Polish.
_NAMES = """
    januar janvier janv enero ene gennaio genn janeiro januari stycznia ledna ianuarie tammikuuta января ocak \
        jan januara januarja jaanuar sausio janvaris gener ιανουαριου січня يناير
    februar fevrier fevr febrero febbraio febbr fevereiro februari lutego unora februarie helmikuuta февраля \
        subat feb fev februara februarja veebruar vasario februaris febrer φεβρουαριου лютого فبراير veljace
    marz maerz mars marzo maart marco marca brezna martie maaliskuuta marts марта mart mrz mrt mar marcius maret \
        kovo martiou μαρτιου березня مارس ozujka
    april avril abril aprile kwietnia dubna aprilie huhtikuuta апреля nisan apr avr abr aprila aprilis aprill \
        balandzio απριλιου квітня ابريل travnja
    mai mayo maggio magg maio mei maj maja kvetna toukokuuta мая mayis may majus geguzes maijs maig μαιου травня \
        مايو svibnja
    juni juin junio giugno giu junho czerwca cervna iunie kesakuuta июня haziran jun juna junija junius juuni \
        birzelio junijs juny ιουνιου червня يونيو lipnja
    juli juillet juil julio luglio lug julho lipca cervence iulie heinakuuta июля temmuz jul jula julija julius \
        juuli liepos julijs juliol ιουλιου липня يوليو srpnja julai
    august aout agosto augustus augusti sierpnia srpna elokuuta августа agustos aug ago augusta avgusta \
        augusztus rugpjucio augusts agost αυγουστου серпня اغسطس kolovoza ogos
    september septembre septiembre settembre sett setembro wrzesnia zari septembrie syyskuuta сентября eylul sep \
        sept set septembra szeptember rugsejo septembris setembre σεπτεμβριου вересня سبتمبر rujna
    oktober octobre octubre ottobre outubro pazdziernika rijna octombrie lokakuuta октября ekim okt oct ott out \
        oktobra oktoober spalio oktobris οκτωβριου жовтня اكتوبر
    november novembre noviembre novembro listopada listopadu noiembrie marraskuuta ноября kasim nov novembra \
        lapkricio novembris νοεμβριου листопада نوفمبر studenoga studenog
    dezember decembre diciembre dicembre dezembro december grudnia prosince decembrie joulukuuta декабря aralik \
        dez dec dic decembra detsember desember desembre gruodzio decembris δεκεμβριου грудня ديسمبر prosinca \
        disember
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


YEAR_FIRST = re.compile(
    r"((?:19|20)[0-9]{2})(?:\.| m\.)? (?:gada )?(?:([0-9]{1,2})\. ?)?([^\W\d_]{3,13})(?(2)| ([0-9]{1,2})(?![0-9]))",
    re.IGNORECASE,
)
"""Year, a word that may be a month, and the day before or behind it: "2023. július 5.", "2023. gada 5. jūlijs"."""


def month_of(name: str) -> int | None:
    """Return the month that *name* is, 1 to 12, in the languages above; ``None`` where it is none."""
    folded = name.casefold()
    if folded in _MONTHS:
        return _MONTHS[folded]
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return _MONTHS.get(plain.replace("ı", "i"))
