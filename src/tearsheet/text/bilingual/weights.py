"""With which word the second half of a bilingual line begins, when names and numbers stand where the languages meet.

A Chinese half may begin with Latin words and digits, and in a line that is Chinese first may end with them. Each place
is scored: by what the other half says, too, by what would be left dangling, by how tightly Latin and Chinese stand
together, and by what can begin a Chinese sentence. A score is a sum of hints; 1 is about one clear hint.
"""

from __future__ import annotations

import re
from typing import Final

from tearsheet.text.bilingual.hints import HINTS
from tearsheet.text.language import CJK, LETTER

# English words that a headline does not end with: the next word belongs to them.
_DANGLING: Final = frozenset(
    """
    a an the and or but nor of in on at to for from with without by as is are was were be been am not no than that this
    these those its his her their our your my into onto over under about after before between against versus vs even
    only just like via per if when while who whose which what how why where says said say has have had will would can
    could may might must should do does did isn't aren't won't don't doesn't each every named called dubbed
    """.split()  # noqa: SIM905 - words are read best as words
)
_WANTS_VERB: Final = frozenset("to can could will would may might must should not can't won't don't doesn't".split())  # noqa: SIM905
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

# Every sign counts the same in its full-width form, which lies at a fixed distance in Unicode.
_WIDTHS: Final = 0xFEE0


def _both_widths(signs: str) -> str:
    return signs + "".join(chr(ord(sign) + _WIDTHS) for sign in signs if "!" <= sign <= "~")


_SEPARATORS: Final = _both_widths("/|·•‧・")
_DASHES: Final = _both_widths("-–—")
OPENING: Final = _both_widths("《〈「『【〔([{“‘<#\"'")
CLOSING: Final = _both_widths("》〉」』】〕)]}”’>\"'。!?…")
_FINAL: Final = _both_widths(".!?…。")
STOPS: Final = _both_widths(",.;:、。!?") + " \t\xa0\u3000"
_ENDS: Final = CLOSING + _both_widths(",;:、")
PUNCTUATION: Final = OPENING + CLOSING + STOPS
_QUOTES: Final = ("“”", "《》", "「」", "()", "（）")
_GLUED: Final = _both_widths("%+$") + "°¥€£”’»"

_DIGIT: Final = "0-9０-９"
_JOINT: Final = re.escape(_both_widths(".,'&+-")) + "’"
_CJK = re.compile(f"[{CJK}]")
_WORD = re.compile(f"[{LETTER}{_DIGIT}]++(?:[{_JOINT}][{LETTER}{_DIGIT}]++)*+[%+％＋]?")
_CHUNK = re.compile(r"\S+")
_CAPITAL_INSIDE = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_NAME = re.compile(f"[{re.escape(OPENING)}]?[{CJK}]{{1,12}}[{_DIGIT}]?[{re.escape(CLOSING)}]?(?=\\s)")
_TIGHT = re.compile(f"[{CJK}][A-Za-z0-9]|[A-Za-z0-9%][{CJK}]")
_LOOSE = re.compile(f"[{CJK}] [A-Za-z0-9]|[A-Za-z0-9%] [{CJK}]")
_ECHO = re.compile(f"([{CJK}]{{2}}).*\\1")
_PLAIN = re.compile(r"[A-Za-z0-9 .-]*")

NEAR: Final = 120  # code points on either side of a change of script from which a line is judged
_REACH: Final = 80  # code points that a lead-in may take up
_TRIES: Final = 10  # places weighed at most
_TITLE: Final = 40  # code points up to which a name said twice means something
_STRANGE: Final = -2.5  # kinship below which more words are not looked at

Scored = tuple[float, int]
"""A score and the offset it is for."""


def before_chinese(text: str, change: int) -> list[Scored]:
    """Score the places at which the Chinese half may begin; its first Chinese character stands at *change*."""
    while change and text[change - 1] in OPENING and not text[change - 2 : change - 1].isalnum():
        change -= 1
    chinese = lower_case(text[change : change + 4 * NEAR])
    english = lower_case(text[:change])
    low = max(0, change - _REACH)
    chunks = [match.span() for match in _CHUNK.finditer(text, low, change)][low > 0 :]
    tight = _tightness(text[change - 1 : change])
    style = 0.0 if tight else _style(chinese[:NEAR])
    places = _after_name(text, change)
    borrowed: list[str] = []
    kinship = 0.0
    place = change
    while chunks and len(places) < _TRIES:
        start, end = chunks.pop()
        words = _WORD.findall(text, start, end)
        if not words:
            if is_separator(text, start):
                return [(HINTS.separator, place)]
            if _CJK.search(text, start, end):
                break
            continue
        last = words[-1] if text[end - 1].isalnum() else ""
        for capital in _CAPITAL_INSIDE.finditer(text, start, end):
            # A lead-in glued to the English before it is seen only where the line begins with it, too.
            glued = english[capital.start() :]
            if english.startswith(glued) and not _is_latin(english[len(glued)]):
                places.append((HINTS.glued, capital.start()))
        if borrowed:
            rest, phrase = english[:place], english[place:].strip(PUNCTUATION)
            kinship = _kinship(borrowed, phrase, rest, chinese)
            score = style + kinship + _parting(last, borrowed[0], rest)
            score += _says(rest[: len(borrowed[0]) + 2], borrowed[0].lower())
            score += HINTS.open_bracket * _is_unbalanced(text[place:change]) + HINTS.dangling * (last in _DANGLING)
            before = text[slice(*chunks[-1])] if chunks else ""
            if text[end - 1] in _FINAL:
                score += HINTS.sentence_end * (words[-1].lower() != borrowed[0].lower())
            else:
                score += _clause(words[-1], borrowed[0], rest, before, repeated=kinship > 0)
            if kinship > 0 and not tight and _ECHO.search(chinese[:_TITLE]):
                score = min(score + HINTS.twice_in_chinese, HINTS.doubtful)
            if rest.strip() == phrase:  # a name printed twice, then Chinese: either may be the English half
                places.append((score + HINTS.bare_name, change))
        else:
            score = tight
            if _LEANING.match(chinese):
                score += HINTS.leaning
            elif _PREDICATE.match(chinese):
                score += HINTS.predicate
        places.append((score, place))
        if kinship < _STRANGE or _CJK.search(text, start, end):
            break
        borrowed = words + borrowed
        place = start
    return places


def after_chinese(text: str, change: int) -> list[Scored]:
    """Score the places at which the English half may begin; the last Chinese character ends at *change*."""
    # A quotation mark that stands for both ends closes where it makes their number even.
    while text[change] in _ENDS and (text[change] not in OPENING or text.count(text[change], 0, change) % 2):
        change += 1
    chinese = lower_case(text[max(0, change - 4 * NEAR) : change])
    english = lower_case(text[change:])
    chunks = [match.span() for match in _CHUNK.finditer(text, change, change + _REACH)][::-1]
    tight = _tightness(text[change])
    style = 0.0 if tight else _style(chinese[-NEAR:])
    places = _before_name(text, change)
    borrowed: list[str] = []
    kinship = 0.0
    place = change
    while chunks and len(places) < _TRIES:
        start, end = chunks.pop()
        words = _WORD.findall(text, start, end)
        if not words:
            if is_separator(text, start):
                return [(HINTS.separator, place)]
            continue
        if borrowed:
            phrase, rest = english[: place - change].strip(PUNCTUATION), english[place - change :]
            kinship = _kinship(borrowed, phrase, rest, chinese)
            score = style + kinship + _parting(borrowed[-1], words[0], rest)
        else:
            score = tight + HINTS.sentence_end_chinese * (chinese[-1] in _FINAL)
        if words[0].islower():
            score += HINTS.begins_lower
        elif words[0].lower() in _DANGLING:
            score += HINTS.begins_dangling
        places.append((score, place))
        if kinship < _STRANGE or _CJK.search(text, start, end):
            break
        borrowed += words
        place = end
    return places


def is_separator(text: str, index: int) -> bool:
    """Whether the sign at *index* stands between two things: a slash, bar or dot, or a dash with space around it."""
    sign = text[index]
    if sign in _DASHES:
        return text[index - 1 : index].isspace() and text[index + 1 : index + 2].isspace()
    return sign in _SEPARATORS


def lower_case(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else text  # a few letters grow, and offsets must hold


def _after_name(text: str, change: int) -> list[Scored]:
    """Where the English half ends with a Chinese name, the Chinese half begins behind it."""
    name = _NAME.match(text, change)
    if not name or not _CJK.search(text, name.end()):
        return []
    repeated = text.find(name[0].strip(PUNCTUATION), name.end()) > 0
    if name[0][0] in "(（":
        return [(HINTS.chinese_name + HINTS.chinese_name_again * repeated, name.end())]
    return [(HINTS.chinese_name, name.end())] if repeated else []


def _before_name(text: str, change: int) -> list[Scored]:
    """Where the English half begins with a Chinese name, the Chinese half ends before it."""
    for name in _NAME.finditer(text, max(1, change - NEAR)):
        if name.end() >= change:
            if name.end() == change and text[name.start() - 1].isspace():
                repeated = text.find(name[0].strip(PUNCTUATION), 0, name.start()) >= 0
                return [(HINTS.chinese_name_first * repeated, name.start())]
            break
    return []


def _tightness(neighbour: str) -> float:
    """What it costs, below 0, to part a Chinese character from its neighbour on the Latin side."""
    if neighbour.isalnum() or neighbour in _GLUED:
        return HINTS.torn
    return 0.0 if neighbour.isspace() else HINTS.torn_sign


def _style(chinese: str) -> float:
    """What a space between Latin and Chinese says: nothing where this half prints such spaces, else two halves."""
    return HINTS.loose if _LOOSE.search(chinese) else HINTS.tight if _TIGHT.search(chinese) else 0.0


def _is_latin(sign: str) -> bool:
    return sign.isalnum() and not _CJK.match(sign)


def _says(text: str, phrase: str) -> bool:
    """Whether *text* holds *phrase* as whole words."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (_is_latin(text[start - 1 : start]) or _is_latin(text[end : end + 1])):
            return True
        start = text.find(phrase, end)
    return False


def _kinship(borrowed: list[str], phrase: str, rest: str, chinese: str) -> float:
    """How well Latin words sit in the Chinese half: names that the English half says too, and that it says once."""
    score = 0.0
    if _says(rest, phrase):
        score += HINTS.said + HINTS.said_word * min(len(borrowed), 3)
    else:
        for word in borrowed:
            if _says(rest, word.lower()):
                score += HINTS.known_word
            elif not word.islower():
                score += HINTS.strange_name
            else:
                score += HINTS.strange_dangling if word in _DANGLING else HINTS.strange_word
    if any(_says(chinese, word.lower()) for word in borrowed):
        score += HINTS.twice
    return score


def _parting(left: str, right: str, rest: str) -> float:
    """How well two Latin words part: a word beside itself does, two words of one name do not."""
    if not left:
        return 0.0
    if left.lower() == right.lower():
        return HINTS.same_word
    score = HINTS.one_name if _says(rest, f"{left} {right}".lower()) else 0.0
    return score if left.islower() or right.islower() else score + HINTS.two_capitals


def _clause(last: str, name: str, rest: str, before: str, *, repeated: bool) -> float:
    """Whether English is complete before a name: its first verb wants an object, a later word may end it."""
    if not last.islower() or name.islower() or last in _DANGLING:
        return 0.0
    words = rest[-NEAR:].split()
    if len(words) < 3:
        return HINTS.verb_only if repeated and last[-1] == "s" and len(words) == 2 else 0.0
    if words[-2] in _WANTS_VERB:
        return HINTS.object_missing
    if repeated and last[-1] == "s" and before[:1].isupper() and before[-1] != "s":
        return HINTS.object_missing
    if any(word[-1] == "s" for word in words[-12:-1]):
        return HINTS.clause_with_verb if last[-1] == "s" else HINTS.clause
    return 0.0


def _is_unbalanced(part: str) -> bool:
    if _PLAIN.fullmatch(part):
        return False
    return part.count('"') % 2 == 1 or any(part.count(opening) != part.count(closing) for opening, closing in _QUOTES)


def is_predicate(chinese: str) -> bool:
    """Whether *chinese* begins with what wants a subject before it."""
    return bool(_LEANING.match(chinese) or _PREDICATE.match(chinese))
