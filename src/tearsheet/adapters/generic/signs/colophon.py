"""The lines that close a story in Chinese: who had a hand in it, that it is over, and what the reader is asked to do.

What is believed of news pages: below its last sentence a story prints one role a line, or several in one, each with a
sign and names (摄影：…, 设计｜…, 值班编委：…), a mark that it is over (（完）, - END -), and what the reader shall do:
scan, like, follow, write to. None of it is a sentence of the story, and all of it stands in a row. So the last lines
are looked at from the end upward, up to the first that is none of these; there a word says more than it would amid the
story. Roles stand in such a row above the first paragraph as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_LONGEST = 60
"""Characters of such a line; a notice of rights that is longer is told by its words wherever it stands."""
_SPEAKS = 2
"""Sentences behind the same label, at least, that are those of a speaker: a label of credits comes once."""
_SAID = frozenset("。！？!?")
_ROLE = re.compile(
    r"[\W_]{0,4}(?:[\u4e00-\u9fff]{0,6}?(?:[编編][辑輯委导導审審译譯]|责编|責編|[主美总總][编編]|[审審][核校]|校[对對审審]|[摄攝拍][影像摄攝]"
    r"|[制製][图圖作]|[设設][计計]|[运運][营營]|策[划劃]|[统統][筹籌]|[监監][制製]|剪[辑輯]|后期|後期|[记記]者|作者|文字|文案|撰[文稿写寫]|采[访訪写寫]|採[訪寫]"
    r"|出品|排版|美[工术術]|[视視][频頻觉覺]|配音|海[报報]|[题題头頭封插][图圖面]|翻[译譯]|[来來]源|供[稿图圖]|[执執][笔筆行]|值班|[实實][习習]生|通[讯訊][员員])"
    r"(?:[人员員组組室部]|[单單]位)?|[文图圖])\s?[:：|｜丨/／﹕]\s?(?=\S)[^。！？!?…]*$"
)
_ROW_OF_BRACKETS = re.compile(r"[（(【\[](?:作者|[记記]者)[系為为是单單][^（）()【】。]{2,40}[）)】\]]$")
_OVER = re.compile(r"[\W_]*(?:完|[全本]文完|未完待[续續]|the end|end)[\W_]*$|[^\w.。!！?？…]{1,12}$", re.IGNORECASE)
_ASKED = re.compile(
    r"返回.{1,10}(?:[首主][页頁]|[频頻]道|列表|[顶頂]部|更多)|^[\W_]{0,4}(?:[长長]按|[扫掃](?:[码碼一描]|上方|下方)|[识識][别別])"
    r"|(?:[点點戳][击擊]?一?[个個下]?.{0,4}|[求给給])(?:[赞讚]|在看|喜[欢歡]|收藏|[阅閱][读讀]原文|[蓝藍]字|名片)|[欢歡]迎.{0,8}(?:[扫掃]|[进進]群|加群|[订訂][阅閱]|[转轉][发發]|分享|留言|投稿)"
    r"|^[\W_]{0,4}(?:[阅閱][读讀]|[浏瀏][览覽]|[点點][击擊]|人[气氣])[量数數次]{0,2}[\s:：(（]*\d|(?:在看|[点點]?[赞讚])\s?\d"
    r"|打[开開].{1,12}(?:[阅閱][读讀]|查看|[体體][验驗]|app|APP|客[户戶]端)|往下[看滑拉]|[看读讀]更多[^，。]{0,6}$"
    r"|^[\W_]{0,4}(?:原文|本文)(?:[链鏈連连][接結结]|地址|[网網]址|出[处處])\s?[:：]|侵[权權]?[即必]?[删刪]"
    r"|[仅僅]代表.{0,16}(?:[观觀][点點]|立[场場])|(?:[热熱][线線]|邮箱|郵箱|信箱|[举舉][报報]|投稿|[爆报報]料)[^，。]{0,6}[:：].*[\d@]"
    r"|加入.{2,16}(?:好友|群|[频頻]道)|如[对對].{0,8}(?:[异異][议議]|投[诉訴])|^(?:#[^#\s]{1,20}#?\s*)+$"
    r"|^[^，。：:]{2,14}(?:出品|[制製]作)$"
)


def is_role(text: str) -> bool:
    """Whether the line *text* is a role and who had it, or several such, and no sentence."""
    return len(text) <= _LONGEST and not text.isascii() and _ROLE.match(text) is not None


def closing(texts: Iterable[str]) -> list[str]:
    """Return the rules under which the first of *texts* are none of a story; they are its last lines, the last first.

    Its first lines may be asked about with :func:`is_role`.
    """
    found: list[str] = []
    for text in texts:
        if len(text) > _LONGEST:
            break
        if is_role(text) or _ROW_OF_BRACKETS.match(text) is not None:
            found.append("credits")
        elif _OVER.match(text) is not None or (not text.isascii() and _ASKED.search(text) is not None):
            found.append("tail")
        else:
            break
    return found


def spoken(lines: Mapping[int, str]) -> list[int]:
    """Return which of these lines, that begin as credits do, speakers say: who asks, or is asked, does so again.

    ``编辑：…？`` and ``作者：…。`` are an interview where each comes twice or more with a sentence.
    """
    labels = {at: text.replace(":", "：").partition("：")[0] for at, text in lines.items() if text[-1] in _SAID}
    counts = Counter(labels.values()) if len(labels) >= _SPEAKS else {}
    return [at for at, label in labels.items() if counts.get(label, 0) >= _SPEAKS]
