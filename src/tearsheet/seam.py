"""Where two languages meet in one line, told by the words alone.

First the change of script that leaves least of either language on the wrong side. Then the exact word, because a
Chinese half may begin with Latin words and digits: they are told by what is repeated, what would be left dangling, how
tightly Latin and Chinese stand together, and what can begin a Chinese sentence.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from tearsheet.language import CJK, LETTER

__all__ = ["CLOSING", "OPENING", "Seam", "find_seam", "is_separator"]

# English words that a headline does not end with: the next word belongs to them.
_DANGLING: Final = frozenset(
    "a an the and or but nor of in on at to for from with without by as is are was were be been am not no than that this"
    " these those its his her their our your my into onto over under about after before between against versus vs even"
    " only just like via per if when while who whose which what how why where says said say has have had will would can"
    " could may might must should do does did isn't aren't won't don't doesn't each every".split()
)
_WANTS_VERB: Final = frozenset(
    "to can could will would may might must should not cannot can't won't don't doesn't".split()
)
# What a Chinese headline seldom begins with: particles and adverbs that lean on a word before them, ...
_LEANING = re.compile("[的了着著之等们們版系将將被获獲遭拟擬称稱再仍却卻也已曾又则則就都]")
# ... and predicates, whose subject stands before them.
_PREDICATE = re.compile(
    "[与與和及向在因以正未不遭]|[发發][布佈表售]|推出|宣布|收[购購]|融[资資]|上[线線市]|[递遞提]交|起[诉訴]|裁[员員]|[涨漲降]价|[漲降]價"
    "|[开開][源放售]|接入|登[陆陸顶頂]|突破|完成|新增|支[持援]|回[应應归歸]|承[认認]|警告|[计計][划劃]|加入|退[出役]|[关關][闭閉]"
    "|停[止产產服运運售]|[暂暫]停|推[迟遲]|拒[绝絕]|考[虑慮]|[测測][试試]|[启啟][动動]|部署|[携攜]手|[签簽]署|[达達]成|[扩擴]大"
    "|提[出速]|公[布佈]|曝光|[泄洩]露|亮相|入[驻駐]|迎[来來]|斥[资資]|拿下|[夺奪]得|[击擊][败敗]|超越|[上下][调調]|[上下][涨漲跌]"
    "|[暴大][涨漲跌]|[预預][计計]|要求|允[许許]|禁止|威[胁脅]|[终終]止|召回|默[认認]|[筹籌][备備]|挑[战戰]|[获獲]得|失去|[转轉走]向"
    "|[进進]入|落地|面[临臨]|陷入|押注|布局|[领領][先跑]|追平|重[启啟返]|改名|更名|量[产產]|[败勝胜敗][诉訴]|和解|[关關]店|破[产產]"
    # nouns that are somebody's
    "|利[润潤]|[财財][报報]|股[价價]|[业業][绩績]|[营營]收|市值|估值|用[户戶]|[销銷]量|[员員]工|高管|[创創]始人|[联聯]合|[总總]部|旗下|官方"
)

_FOLD: Final = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
_WIDE = re.compile("[\u3000\uff01-\uff5e]")
_LATIN = re.compile(f"[{LETTER}]+")
_CJK = re.compile(f"[{CJK}]")
_CJK_STRETCH = re.compile(f"[{CJK}]++(?:[^{LETTER}{CJK}]*+[{CJK}]++)*+")
_WORD = re.compile(f"[{LETTER}0-9]++(?:[.,'’&+-][{LETTER}0-9]++)*+[%+]?")
_SEAM = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_QUOTE = re.compile(f'[(《〈「『【“"]?[{CJK}]{{1,12}}[0-9]?[)》〉」』】”"]?(?=\\s)')
_SPACE = re.compile(r"\s")
_CHUNK = re.compile(r"\S+")
_TIGHT = re.compile(f"[{CJK}][A-Za-z0-9]|[A-Za-z0-9%][{CJK}]")
_LOOSE = re.compile(f"[{CJK}] [A-Za-z0-9]|[A-Za-z0-9%] [{CJK}]")
_TITLE_JOINT = re.compile(r"\s[|_·–—-]\s|[|_]")
_OPENING: Final = "《〈「『【〔([{“‘<\"'"
_CLOSING: Final = "》〉」』】〕)]}”’>\"'。！？!?…"
_FINAL: Final = ".!?…。！？"
_STOPS: Final = ",.;:。、!? \t\xa0"
_PUNCTUATION: Final = _OPENING + _CLOSING + _STOPS
_QUOTES: Final = ("“”", "《》", "「」", "()")
_GLUED: Final = "%+°$¥€£”’»"
_SEPARATORS: Final = "/|·•‧・"
_DASHES: Final = "-–—"
_NEAR: Final = 120  # code points on either side of a change of language in which its exact place is looked for
_FEW: Final = 64  # stretches, runs and joints beyond which a line is read more coarsely, to stay linear
_TRIES: Final = 10  # words that the Chinese half may borrow, at most
_SPLIT_COST: Final = 0.3  # what a split must save, in words
_TELLING: Final = 16  # code points by which a known text is recognised inside a line
_SUMMARY: Final = 60  # code points that a summary and its paragraph must share; a title may share fewer by chance
_CLEAR: Final = 1.0  # lead in score below which a cut is ambiguous


@frozen
class Seam:
    """Where a line parts, and by how much the place leads the next best."""

    place: int
    lead: float


def find_seam(text: str) -> Seam | None:
    """Find the change of language that leaves least of either on the wrong side, then the exact word."""
    stretches = [match.span() for match in _CJK_STRETCH.finditer(text)]
    if not stretches:
        return None
    bounds = zip([0, *(end for _, end in stretches)], [*(start for start, _ in stretches), len(text)], strict=True)
    gaps = [text[start:end] for start, end in bounds]
    lower = text.lower() if len(stretches) <= _FEW else ""
    latin = [_latin_cost(gap, lower) for gap in gaps]
    cjk = [_cjk_cost(start, end, text, lower) for start, end in stretches]
    options = []
    cjk_before, latin_before, cjk_all, latin_all = 0.0, 0.0, sum(cjk), sum(latin)
    for index, (start, end) in enumerate(stretches):
        latin_before += latin[index]
        if latin[index]:
            cost = cjk_before + latin_all - latin_before + 2 * (index > 0 and _is_inside(gaps[index]))
            options.append((cost, start, True))
        cjk_before += cjk[index]
        if latin[index + 1]:
            cost = latin_before + cjk_all - cjk_before + 2 * (end < stretches[-1][1] and _is_inside(gaps[index + 1]))
            options.append((cost, end, False))
    if not options:
        return None
    options.sort()
    cost, change, latin_first = options[0]
    if cost + _SPLIT_COST >= min(cjk_all, latin_all):
        return None
    places = sorted(_before_chinese(text, change) if latin_first else _after_chinese(text, change), reverse=True)
    if not places:
        return None
    best, place = places[0]
    halves = (text[:place], text[place:]) if latin_first else (text[place:], text[:place])
    if not _is_pair(*halves):
        return None
    rivals = [(best - score) for score, _ in places[1:2]]
    rivals += [2 * (other - cost) for other, _, _ in options[1:2]]
    return Seam(place, min(rivals, default=_CLEAR))


def _is_inside(gap: str) -> bool:
    return gap[0].isalnum() and gap[-1].isalnum() and not _SPACE.search(gap)


def _latin_cost(gap: str, lower: str) -> float:
    """What it costs to leave this Latin text in the Chinese half: a word each, names half, repeats and quotes less."""
    words = _LATIN.findall(gap)
    if not words:
        return 0.0
    cost = (len(words) + sum(map(str.islower, words))) / 2
    core = gap.strip(_STOPS)
    if core[0] in _OPENING and core[-1] in _CLOSING:
        cost /= 3
    if lower and len(core) < _NEAR and lower.count(core.strip(_PUNCTUATION).lower()) > 1:
        cost /= 3
    return cost


def _cjk_cost(start: int, end: int, text: str, lower: str) -> float:
    """What it costs to leave this Chinese text in the English half: a character each, repeats and quotes less."""
    cost = float(end - start)
    if start and text[start - 1] in _OPENING:
        cost /= 2
    if lower and end - start < _NEAR and lower.count(text[start:end].lower()) > 1:
        cost /= 3
    return cost


def _is_pair(latin: str, chinese: str) -> bool:
    """Whether the halves can say the same; a name before a sentence is its subject, a word after one is quoted."""
    words = _LATIN.findall(latin)
    others = _LATIN.findall(chinese.lower())
    han = len(_CJK.findall(chinese))
    if any(map(str.islower, words)):
        return len(words) < 4 or 2 * han + 3 * len(others) > len(words)
    if latin[-1:].isalnum() and (_LEANING.match(chinese) or _PREDICATE.match(chinese)):
        return False
    return han <= 2.5 * len(words) + 2 and set(others) <= {word.lower() for word in words}


def _before_chinese(text: str, change: int) -> list[tuple[float, int]]:
    """Score the places at which the Chinese half may begin; *change* is where its first Chinese character stands."""
    while change and text[change - 1] in _OPENING and not text[change - 2 : change - 1].isalnum():
        change -= 1
    chinese = text[change : change + 4 * _NEAR]
    tight = _tightness(text[change - 1 : change])
    line = f" {' '.join(_WORD.findall(text[:change].lower()))} "
    low = max(0, change - _NEAR)
    chunks = _chunks(text, low, change)[low > 0 :]
    places = _after_quote(text, change)
    borrowed: list[str] = []
    place = change
    while chunks and len(places) < _TRIES:
        start, end = chunks.pop()
        words = _WORD.findall(text, start, end)
        if not words:
            if is_separator(text, start):
                return [(9.0, place)]
            continue
        for seam in _SEAM.finditer(text, start, end):
            # A lead-in glued to the English before it is seen only where it is also how the line begins.
            if text[: change - seam.start()].lower() == text[seam.start() : change].lower():
                places.append((3.0, seam.start()))
        if borrowed:
            rest = line[: len(line) - len(" ".join(borrowed)) - 1]
            score = _kinship(borrowed, rest, chinese, tight=tight > 0)
            score += 1.0 if rest.startswith(f" {borrowed[0].lower()} ") else 0.0
            score -= 3.0 * _is_unbalanced(text[place:change])
            score += _parting(words[-1] if text[end - 1].isalnum() else "", borrowed[0], rest)
            score += (
                1.5
                if text[end - 1] in _FINAL
                else _clause(words[-1], borrowed[0], rest, text[slice(*chunks[-1])] if chunks else "")
            )
            if rest.split() == [word.lower() for word in borrowed]:
                places.append((score - 0.5, change))
            if words[-1] in _DANGLING and text[end - 1].isalnum():
                score -= 3.5
        else:
            score = -tight - (2.0 if _LEANING.match(chinese) else 0.8 if _PREDICATE.match(chinese) else 0.0)
        places.append((score, place))
        if _CJK.search(text, start, end):
            break
        borrowed = words + borrowed
        place = start
    return places


def _after_chinese(text: str, change: int) -> list[tuple[float, int]]:
    """Score the places at which the English half may begin; *change* is where the last Chinese character ends."""
    while text[change] in _CLOSING and (text[change] not in _OPENING or text.count(text[change], 0, change) % 2):
        change += 1
    chinese = text[max(0, change - 4 * _NEAR) : change]
    tight = _tightness(text[change])
    line = f" {' '.join(_WORD.findall(text[change:].lower()))} "
    chunks = _chunks(text, change, change + _NEAR)[::-1]
    places = _before_quote(text, change)
    borrowed: list[str] = []
    place = change
    while chunks and len(places) < _TRIES:
        start, end = chunks.pop()
        words = _WORD.findall(text, start, end)
        if not words:
            if is_separator(text, start):
                return [(9.0, place)]
            continue
        if borrowed:
            rest = line[len(" ".join(borrowed)) + 1 :]
            score = _kinship(borrowed, rest, chinese, tight=tight > 0) + _parting(borrowed[-1], words[0], rest)
        else:
            score = -tight + (3.0 if chinese[-1] in _FINAL else 0.0)
        if words[0].islower():
            score -= 1.0
        elif words[0].lower() in _DANGLING:
            score += 1.0
        places.append((score, place))
        if _CJK.search(text, start, end):
            break
        borrowed += words
        place = end
    return places


def _after_quote(text: str, change: int) -> list[tuple[float, int]]:
    """Where the English half ends with a Chinese name, the Chinese half begins behind it."""
    quote = _QUOTE.match(text, change)
    if not quote or not _CJK.search(text, quote.end()):
        return []
    score = 0.5 if quote[0][0] == "(" else -1.0
    if text.find(quote[0].strip(_PUNCTUATION), quote.end()) > 0:
        score += 1.5
    return [(score, quote.end())]


def _before_quote(text: str, change: int) -> list[tuple[float, int]]:
    """Where the English half begins with a Chinese name, the Chinese half ends before it."""
    for quote in _QUOTE.finditer(text, max(1, change - _NEAR)):
        if quote.end() == change and text[quote.start() - 1].isspace():
            score = 2.0 if text.find(quote[0].strip(_PUNCTUATION), 0, quote.start()) >= 0 else 0.0
            return [(score, quote.start())]
    return []


def _chunks(text: str, low: int, high: int) -> list[Span]:
    return [match.span() for match in _CHUNK.finditer(text, low, high)]


def _tightness(neighbour: str) -> float:
    """What it costs to part a Chinese character from its neighbour on the Latin side."""
    if neighbour.isalnum() or neighbour in _GLUED:
        return 4.0
    return 0.0 if neighbour.isspace() else 1.0


def _kinship(borrowed: list[str], rest: str, chinese: str, *, tight: bool) -> float:
    """How well Latin words sit in the Chinese half: names that the English half says too, and that it says once."""
    score = 0.0
    lower = [word.lower() for word in borrowed]
    if f" {' '.join(lower)} " in rest:
        score += 1.5 + 0.5 * min(len(lower), 3)
    else:
        for word, name in zip(lower, borrowed, strict=True):
            score += 0.6 if f" {word} " in rest else -4.0 if name in _DANGLING else -2.0 if name.islower() else -0.8
    if not set(lower).isdisjoint(_WORD.findall(chinese.lower())):
        score -= 1.2
    if not tight:
        if _LOOSE.search(chinese):
            score += 0.5
        elif _TIGHT.search(chinese):
            score -= 2.0
    return score


def _parting(left: str, right: str, rest: str) -> float:
    """How well two Latin words part: a word beside itself does, two words of one name do not."""
    if not left:
        return 0.0
    if left.lower() == right.lower():
        return 2.5
    score = -1.5 if f" {left} {right} ".lower() in rest else 0.0
    if not (left.islower() or right.islower()):
        score -= 0.6
    return score


def _clause(last: str, name: str, rest: str, before: str) -> float:
    """Whether English is complete before a name: a lower-case word that is not the clause's first verb ends it."""
    if not last.islower() or name.islower() or last in _DANGLING:
        return 0.0
    words = rest.split()
    if len(words) > 1 and words[-2] in _WANTS_VERB:
        return -1.5
    if last[-1] == "s" and len(words) > 2 and before[:1].isupper() and not before.endswith("s"):
        return -1.5
    if len(words) > 2 and any(word[-1] == "s" for word in words[-12:-1]):
        return 0.9 if last[-1] == "s" else 0.6
    return 0.0


def _is_unbalanced(part: str) -> bool:
    return any(part.count(opening) != part.count(closing) for opening, closing in _QUOTES) or part.count('"') % 2 == 1

