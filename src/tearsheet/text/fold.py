"""One spelling for all that mean the same: width, case, script variants, blanks and dashes.

:func:`fold` keeps the length, so a place in the folded text is the same place in the page's own text; :func:`folded`
is for comparing alone. What is stored is never folded.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Traditional, Japanese and Korean characters of the grammar, each beside the Simplified one that stands for it. Folding
# Korean 년 월 일 시 분 초 makes its dates read as Chinese ones.
_VARIANTS = (
    "時时發发點点週周個个鐘钟鍾钟後后幾几兩两両两禮礼號号國国剛刚於于佈布間间約约數数餘余華华東东灣湾臺台這这過过編编輯辑創创訂订終终載载"
    "掲揭開开錄录張张貼贴倫伦紐纽聞闻為为當当將将從从大大點点歷历內内參参觀观"
    "년年월月일日시时분分초秒후后오午간间개个주周"
    "○〇０0ケ个ヶ个か个カ个箇个"
)
_BLANKS = (*map(chr, range(0x2000, 0x2010)), *"\t\n\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200e\ufeff")

_FOLD: dict[int, str] = {
    # The digits of Arabic, Persian, Hindi, Bengali and Thai.
    **{first + i: str(i) for first in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for i in range(10)},
    **{0xFF01 + i: chr(0x21 + i).lower() for i in range(94)},
    **{ord(char): char.lower() for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{ord(dash): "-" for dash in "‐‑‒–—―−－"},
    **{ord(colon): ":" for colon in "：∶﹕ː︰"},
    **{ord(blank): " " for blank in _BLANKS},
    **{ord(_VARIANTS[i]): _VARIANTS[i + 1] for i in range(0, len(_VARIANTS), 2)},
    ord("、"): ",",
    ord("，"): ",",
    ord("•"): "·",
    ord("‧"): "·",
    ord("∙"): "·",
    ord("・"): "·",
    ord("│"): "|",
    ord("’"): "'",
}

HAN_DIGIT = "〇零一二三四五六七八九十百两廿卅"
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


_NOT_WORDS = re.compile(r"[\W_]+")
# Bytes are translated in a tenth of the time that text is, and most text is ASCII.
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_SMALL = bytes(range(256)).lower()
_FOLD_ASCII = bytes(ord(_FOLD.get(code, chr(code))) for code in range(128)) + bytes(range(128, 256))


def fold(text: str) -> str:
    """Return *text* in the grammar's one spelling, character for character."""
    return text.encode().translate(_FOLD_ASCII).decode() if text.isascii() else text.translate(_FOLD)


def words_alone(text: str) -> str:
    """Return the letters and digits of *text*, as they are written."""
    return text.encode().translate(None, _SIGNS).decode() if text.isascii() else _NOT_WORDS.sub("", text)


def folded(text: str) -> str:
    """Return what two ways of writing the same words have in common: letters and digits, of one width and case."""
    if text.isascii():
        return text.encode().translate(_SMALL, _SIGNS).decode()
    return words_alone(normalize("NFKC", text).casefold())


def number(words: str) -> int:
    """Return the value of digits or of a Han numeral below 1000 (``"二十三"``) or digit by digit (``"二〇二五"``)."""
    if words.isascii():
        return int(words)
    if not any(char in "十百廿卅" for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    total = ones = 0
    for char in words:
        if char in _DIGITS:
            ones = _DIGITS[char]
        elif char == "百":
            total, ones = total + 100 * (ones or 1), 0
        else:
            total, ones = total + (10 * (ones or 1) if char == "十" else {"廿": 20, "卅": 30}[char]), 0
    return total + ones
