"""Bylines in Chinese, Japanese and Korean: a label and names, or a reporter's line without any colon.

What is believed of news pages: who wrote a story stands behind 作者, 文, 撰文, 采写 or 记者, mostly in one line with
others who did not (编辑, 摄影, 通讯员), so names end where the next such word begins. A name of three characters or so
stands behind 记者 without a colon where a newspaper's name or nothing goes before it (本报记者 张小河), and in front of
a place where it heads a wire (記者張小河台北報導). Behind a label without any sign, only names of two to four Han
characters to the end of the line are names; anything else is a sentence.
"""

from __future__ import annotations

import re

HAN_HINT = re.compile("[作文記记撰采採原執笔筆ラ著投氏기글報报圖图通]")
_OTHERS = (
    r"(?:[责責]任|[网網][络絡]|值班|本文)?[编編](?:[辑輯审译譯])|[责責][编編]|[摄攝][影像]|通[讯訊][员員]|校[对對]"
    r"|审[核校]|[实實][习習]生|[视視][频頻]|[监監]制|主[编編]|[来來]源|制[图圖]|[视視][觉覺]|[运運][营營]|排版|出品"
    r"|[报報][道导導]|[综綜]合|整[理合]|[时時][间間]|日期|[发發][布佈]|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊]|[图圖]片|[编編]排|我要|[评評][论論]|字[号號体體]|打印|[收珍]藏|分享|[关關]注|[发發]表"
)
_NEXT = re.compile(
    rf"(?<!\s)(?:\s++(?:[|｜丨/／;；]\s*+)?|[|｜丨/／;；]\s*+)(?:{_OTHERS}|[图圖摄攝编編审](?=\s?[:：/／|｜丨])).*",
    re.DOTALL,
)
_NAME = rf"(?!{_OTHERS}|[\u4e00-\u9fff]{{2}}[报報][道导導])[\u4e00-\u9fff]{{2,4}}"
_SEVERAL = rf"{_NAME}(?:(?:\s?[、,，/／·&和]\s?|\s){_NAME}){{0,4}}"
_CLOSED = rf"(?=\s*(?:$|[】\])）〕;；|｜丨]|\s(?:19|20)\d\d|[/／\s]\s?(?:{_OTHERS}|[图圖摄攝](?:\s?[:：/／|｜丨]))))"
_OPENED = r"(?:^|(?<=[【\[(（〔■□●◎◆▲|｜丨／])|(?<=\d\s))\s?"
_PAPER = r"(?:[\u4e00-\u9fff]{0,6}(?:[报報社网網台刊]|新[闻聞]|[财財][经經]|南都)\s?)?"
_KIND = r"(?:[见見][习習]|特[约約派]|[实實][习習]|首席|[驻駐][\u4e00-\u9fff]{2,4})?"
_VERB = (
    r"(?:[发發][现現]|了解|[获獲]悉|探[访訪]|[调調]查|采[访訪]|走[访訪]|手[记記]|直[击擊]|提[问問]|[观觀]察|注意|看到|招待"
    r"|[协協][会會]|招聘)"
)
_LABELLED = re.compile(
    r"(?P<label>(?:(?:本[报報网網刊]|[见見]习|特[约約]|实习)?(?:作\s?者|[记記]者|撰\s?文|文字"
    r"|撰稿人?|主[笔筆]|[采採][写寫]|[采採][访訪]|原[创創]|[执執][笔筆]者?|筆者"
    r"|ライター|著者|投稿者|글쓴이|기자|[图圖]文|取材・文)\s*[:：/／|｜丨＝=]|(?:文\s?[/／、]\s?[图圖]|[图圖]\s?[/／、]\s?文)(?:\s?[:：|｜丨]|\s)|文\s?[/／|｜丨:：・＝=](?!\s?[图圖]))\s*)"
    r"(?P<names>[^\s:：|｜丨/／()（）\[\]【】,，。;；]{2,24}(?:(?:[\s、,，/／&和]|(?<=[^\u4e00-\u9fff])·)(?!\S{1,6}\s?[:：])[^\s:：|｜丨/／()（）\[\]【】,，。;；\d]{2,12}){0,4})",
    re.IGNORECASE,
)
_LINES = (
    re.compile(
        rf"{_OPENED}{_PAPER}{_KIND}[记記]者\s?"
        r"(?P<names>[\u4e00-\u9fff]{2,3}(?:[、 ／/][\u4e00-\u9fff]{2,3}){0,3}?)\s?"
        r"(?:[／/]\s?[\u4e00-\u9fff]{0,8}|[\u4e00-\u9fff]{2,4}?|)(?:\d{1,2}日)?"
        r"(?:[綜综]合|[摄攝]影|即[时時]|[专專][题題])?(?:[報报][導导道]|[電电])[】\])）〕]?(?=\s*$|\s(?:19|20)\d\d)"
    ),
    re.compile(
        rf"(?:{_OPENED}|(?<=\s)){_PAPER}{_KIND}[记記]者\s?[:：/／|｜丨]?\s?(?!{_VERB})(?P<names>{_SEVERAL}){_CLOSED}"
    ),
    re.compile(
        rf"{_OPENED}(?:作\s?者|撰\s?文|文字|文(?:\s?[/／、]\s?[图圖])?|[图圖]文|[采採][写寫])\s(?P<names>{_SEVERAL}){_CLOSED}"
    ),
    re.compile(rf"(?<=[|｜丨])\s?作\s?者(?P<names>{_SEVERAL}){_CLOSED}"),
    # The desk before the name: 生活中心／陳小河報導
    re.compile(
        rf"^[【\[(（〔]?[\u4e00-\u9fff]{{2,6}}(?:中心|[部組组])\s?[／/]\s?(?P<names>{_SEVERAL}?)"
        r"(?:\s?[／/]\s?\S{2,4})?[報报][導导道][】\])）〕]?$"
    ),
    re.compile(
        r"[【\[(（〔]?(?<![\u4e00-\u9fff])(?P<names>(?![^／/]{0,8}(?:中心|[部組组])\s?[／/])[^\s\[\]【】（）()／/:：]{2,4})"
        r"\s?[／/]\s?\S{2,8}[報报][導导道][】\])）〕]?$"
    ),
    re.compile(rf"(?:^|(?<=\s))(?P<names>{_SEVERAL})\s?[/／]\s?文(?=$|\s)"),
    re.compile(rf"{_OPENED}通[讯訊][员員]\s?[:：]?\s?(?P<names>{_SEVERAL}){_CLOSED}"),
    re.compile(r"(?P<names>[^\W\d_]{2,10}(?:[ 　・][^\W\d_]{1,10})?)\s?(?:[记記]者|기자|著|氏)$"),
)
_PLACES = re.compile(
    r"(?:[台臺][北中南東东]|高雄|桃[園园]|新[竹北]|基隆|嘉[義义]|苗栗|彰化|南投|[雲云]林|屏[東东]|宜[蘭兰]|花[蓮莲]|澎湖|金[門门]|[馬马]祖)[市縣县]?"
)
"""The cities and counties of Taiwan: before 報導 stands where, and before that who."""
_OF_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[报報社网網刊]|新[闻聞])、?(?=[\u4e00-\u9fff]{2,4})")
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4})+")
_REPORTER = re.compile(rf"{_PAPER}{_KIND}[记記]者\s?(?=[\u4e00-\u9fff]{{2,4}}(?:$|[\s、]))")
_LONGEST = 90


def byline_in(text: str) -> tuple[tuple[int, int], tuple[int, int], str] | None:
    """Return where the names of a byline stand in the line *text*, where their label does, and them, parted by 、."""
    match = _LABELLED.search(text)
    label = match.span("label") if match is not None else (0, 0)
    if match is None:
        match = next((found for pattern in _LINES if (found := pattern.search(text)) is not None), None)
        if match is None or (match.re is _LINES[-1] and match.start() and not text[match.start() - 1].isspace()):
            return None
    if match.start() and len(text) > _LONGEST:
        return None
    start, names = match.start("names"), _NEXT.sub("", match["names"])
    if names.endswith(("摄", "攝")):
        return None  # whoever took the picture
    reporter = _REPORTER.match(names)
    if reporter is not None:
        start, names = start + reporter.end(), names[reporter.end() :]
    end = start + len(names)
    if match.re is not _LABELLED and _PLACES.fullmatch(names) is not None:
        return None
    if _PLAIN.fullmatch(names) is not None:
        names = _OF_PAPER.sub("", "、".join(names.split()))
    return ((start, end), label, names) if names else None


_DATELINED = re.compile(
    r"[^。！？]{0,24}?[〔【（(\[](?P<inside>[^〕】）)\]。]{0,10}[记記]者[^〕】）)\]。]{2,30})[〕】）)\]]"
)
_SIGNED = re.compile(r"[（(〔【](?P<inside>[^〕】）)。]{0,10}[记記]者[^〕】）)。]{2,24})[〕】）)]$")


def reporter_in(text: str) -> tuple[int, int, str] | None:
    """Return where the reporters stand that a paragraph names at its head or end, and them, parted by 、.

    〔記者張小河／台北報導〕 and 本报讯（记者 张小河） begin a story, （记者 张小河） ends one.
    """
    for pattern in (_DATELINED, _SIGNED):
        match = pattern.match(text) if pattern is _DATELINED else pattern.search(text, max(0, len(text) - 40))
        found = byline_in(match["inside"]) if match is not None else None
        if match is not None and found is not None:
            (start, end), _, names = found
            return match.start("inside") + start, match.start("inside") + end, names
    return None
