"""What is seen of the words of a line: how long they are, how they end, which of them say something."""

from __future__ import annotations

import re

STOP_WORDS = frozenset(
    """
    the a an of to in and that was is for with as on he she it said have by from der die das und den von mit le la les
    de des et que el los en un una il di che per o os do da em het een van och att som på
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
CLOSING = "\"'”’」』》）)】]〉» "
ENDS = frozenset("。.!！?？…")
# Writers put a byline's elements together without a space: "Ada MollDec. 5, 2024", "Mar 5, 20249:30 AM", "ESTUpdated".
_SEAM = re.compile(
    r"(?<=\w)(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"[A-Za-z]{0,6}\.? [0-9]{1,2}(?:st|nd|rd|th)?, (?:19|20)[0-9]{2})"
    r"|(?<=[ ,](?:19|20)[0-9]{2})(?=[0-9]{1,2}(?::[0-9]{2}| [Mm]in)|[^\W\d_\u3040-\u9fff\uac00-\ud7a3])"
    # 李小满2024-03-05 18:30江州晚报, Ada Moll2024-03-05
    r"|(?<=[^\W\d_])(?=(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2})|(?<=[0-9]:[0-9]{2})(?=[\u3400-\u9fff])"
    r"|(?<=\w)(?=(?:Updated|Published|Posted)\b)"
    r"|(?:(?<=pdated)|(?<=ublished)|(?<=osted))(?=[A-Z])"
)
_BRACKETS, _SIGNED_IN = frozenset("）)】〕"), 48
"""What a sentence is signed within, and the characters at the end of a line in which it is."""
_SIGNED = re.compile(r"[。！？!?…][”」』]?\s?[（(【〔][^（()）【】〔〕]{1,40}[）)】〕]$")
_LONGEST_BYLINE = 160
"""Characters at the start of a line in which the parts of a byline may be glued together."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")


def size_of(text: str) -> int:
    """Return how many columns *text* takes."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether *text* ends as a sentence does, or with one and then in brackets who has told it: …。（记者 张小河）."""
    return last_sign(text) in ENDS or (
        text[-1:] in _BRACKETS and _SIGNED.search(text, max(0, len(text) - _SIGNED_IN)) is not None
    )


def last_sign(text: str) -> str:
    """Return what *text* ends with, quotation marks and brackets that close it aside; ``""`` where nothing else is."""
    return text.rstrip(CLOSING)[-1:]


def words_in(text: str) -> set[str]:
    """Return the words of *text* that say something: those of four letters, and pairs of Chinese characters."""
    if text.isascii():
        return {word[:6] for word in _WORD.findall(text.lower())}
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return pairs | {word[:6].casefold() for word in _WORD.findall(text) if word.isascii() or not _HAN.match(word)}


def seams(text: str) -> list[int]:
    """Return where the first words of the line *text* glue the parts of a byline together."""
    return [seam.start() for seam in _SEAM.finditer(text, 0, _LONGEST_BYLINE)]
