"""Bylines in Chinese, Japanese and Korean: a label and names, or a reporter's line without any colon.

What is believed of news pages: who wrote a story stands behind 作者, 文, 撰文, 采写 or 记者, mostly in one line with
others who did not (编辑, 摄影, 通讯员), so names end where the next such word begins. A name of three characters or so
stands behind 记者 without a colon where a newspaper's name or nothing goes before it (本报记者 张小河), and in front of
a place where it heads a wire (記者張小河台北報導). Behind a label without any sign, only names of two to four Han
characters to the end of the line are names; anything else is a sentence.
"""

from __future__ import annotations

import re

HAN_HINT = re.compile("[■□◎作文記记撰采採原執笔筆ラ著投氏기글報报圖图通]")
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
_CLOSED = (
    r"(?=\s*(?:$|[《】\])）〕;；|｜丨]|\s(?:19|20)\d\d|\s文\s?[/／、]?\s?[图圖摄攝]?\s*$"
    rf"|[/／\s]\s?(?:{_OTHERS}|[图圖摄攝](?:\s?[:：/／|｜丨]))))"
)
_OPENED = r"(?:^|(?<=[【\[(（〔■□●◎◆▲|｜丨／])|(?<=\d\s))\s?"
_PAPER = r"(?:[\u4e00-\u9fff]{0,6}(?:[报報社网網台刊]|新[闻聞]|[财財][经經]|南都)\s?)?"
_KIND = r"(?:(?:全|融|新)媒[体體]|客[户戶]端|[见見][习習]|特[约約派]|[实實][习習]|首席|[驻駐][\u4e00-\u9fff]{2,4})?"
_VERB = (
    r"(?:[发發][现現]|了解|[获獲]悉|探[访訪]|[调調]查|采[访訪]|走[访訪]|手[记記]|直[击擊]|提[问問]|[观觀]察|注意|看到|招待"
    r"|[协協][会會]|招聘)"
)
_LABELLED = re.compile(
    r"(?P<label>(?<![片图圖画畫面频頻影原译譯])(?:(?:本[报報网網刊]|[见見]习|特[约約]|实习)?(?:作\s?者|[记記]者|撰\s?文者?|文字"
    r"|撰稿人?|主[笔筆]|[采採][写寫]|[采採][访訪]|原[创創]|[执執][笔筆]者?|筆者"
    r"|ライター|著者|投稿者|글쓴이|기자|[图圖]文|取材・文)\s*[:：/／|｜丨＝=]|(?:文\s?[・=＝]\s?写真|写真\s?[・=＝]\s?文|文\s?[/／、.．]\s?[图圖]|[图圖]\s?[/／、.．]\s?文)(?:\s?[:：|｜丨/／]|\s)|文\s?[/／|｜丨:：・＝=](?!\s?[图圖]))\s*)"
    r"(?P<names>[^\s:：|｜丨/／()（）\[\]【】,，。;；]{2,24}(?:(?:[\s、,，/／&和]|(?<=[^\u4e00-\u9fff])·)(?!\S{1,6}\s?[:：])[^\s:：|｜丨/／()（）\[\]【】,，。;；\d]{2,12}){0,4})",
    re.IGNORECASE,
)
_LINES = (
    re.compile(
        rf"{_OPENED}(?:[\u4e00-\u9fff]{{2,8}}?\s?)??{_KIND}[记記]者\s?"
        r"(?P<names>[\u4e00-\u9fff]{2,3}(?:[、 ／/](?:[见見实實][习習][记記]者\s?)?[\u4e00-\u9fff]{2,3}){0,3}?)\s?"
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
        r"[【\[(（〔]?(?<![\u4e00-\u9fff])(?P<names>(?![^／/]{0,8}(?:中心|新[闻聞]|[部組组])\s?[／/])[^\s\[\]【】（）()／/:：]{2,4})"
        r"\s?[／/]\s?\S{2,8}[報报][導导道][】\])）〕]?$"
    ),
    re.compile(rf"(?:^|(?<=\s))(?P<names>{_SEVERAL})\s?[/／]\s?文(?=$|\s)"),
    re.compile(rf"^[■□◎●◆]\s?(?P<names>{_NAME}(?:\s{_NAME}){{0,3}})$"),
    re.compile(rf"{_OPENED}通[讯訊][员員]\s?[:：]?\s?(?P<names>{_SEVERAL}){_CLOSED}"),
    re.compile(
        r"^(?:사진[·.ㆍ・ ])?글(?:[·.ㆍ・ ]?사진)?\s?[=:：]?"
        r"\s(?P<names>[가-힣]{2,4}(?:[·,ㆍ・、]\s?[가-힣]{2,4}){0,3})$"
    ),
    re.compile(
        r"^(?:[\[(（【][가-힣]{2,8}=[가-힣]{2,8}[\])）】]\s?|[\[(（【]?(?:[가-힣]{2,8}\s?=\s?|[가-힣]{1,6}(?:일보|신문|뉴스|경제|방송|타임스)\s)?)(?P<names>[가-힣]{2,4}(?:[·,ㆍ・、]\s?[가-힣]{2,4}){0,3})"
        r"\s?(?:선임|인턴|수습|전문)?기자(?:\s\S+@\S+)?[\])）】]?(?:\s?=)?$"
    ),
    re.compile(r"(?P<names>[^\W\d_]{2,10}(?:[ 　・][^\W\d_]{1,10})?)\s?(?:[记記]者|기자|著|氏)$"),
)
_PLACES = re.compile(
    r"(?:[台臺][北中南東东]|高雄|桃[園园]|新[竹北]|基隆|嘉[義义]|苗栗|彰化|南投|[雲云]林|屏[東东]|宜[蘭兰]|花[蓮莲]|澎湖|金[門门]|[馬马]祖)[市縣县]?"
)
"""The cities and counties of Taiwan: before 報導 stands where, and before that who."""
_WHERE = re.compile(rf"(?<=[\u4e00-\u9fff])[\s／/]+{_PLACES.pattern}$")
_JUNIOR = re.compile(r"(?<=\s)[见見实實][习習][记記]者\s?")
_OF_TWO = re.compile(r"(?:[\u4e00-\u9fff]{2,6}[报報社網网台刊]·)?[\u4e00-\u9fff]{2,6}[报報社網网台刊][记記]者\s?")
"""Two papers of one house before the reporter of both."""
_OFFICE = re.compile(r"[A-Za-z][\u4e00-\u9fff]|(?:[报報社网網台刊]|中文|[首特本见驻駐].)$")
_OF_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[报報社网網刊]|新[闻聞])、?(?=[\u4e00-\u9fff]{2,4})")
_HANGUL_DOT = re.compile(r"(?<=[가-힣])[·,ㆍ・]\s?(?=[가-힣])")
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4})+")
_REPORTER = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?{_KIND}[记記]者\s?(?=[\u4e00-\u9fff]{{2,4}}(?:$|[\s、]))")
LONGEST_MIXED = 90
"""Characters of a line amid which a label may stand: in a longer one, which is prose, it comes first."""
_LONGEST_SIGNED, _LONGEST_REPORTED = 24, 40
"""Characters at the end of a paragraph in which brackets open that hold three names, or a reporter with the paper."""


def byline_in(text: str) -> tuple[tuple[int, int], tuple[int, int], str] | None:
    """Return where the names of a byline stand in the line *text*, where their label does, and them, parted by 、."""
    text = text.replace("╱", "／")  # as some papers set it; its length is the same
    match = _LABELLED.search(text) or _ORIGINAL.search(text)
    label = match.span("label") if match is not None and match.re is _LABELLED else (0, 0)
    if match is None:
        match = next((found for pattern in _LINES if (found := pattern.search(text)) is not None), None)
        if match is None or (match.re is _LINES[-1] and match.start() and not text[match.start() - 1].isspace()):
            return None
    if match.start() and len(text) > LONGEST_MIXED:
        return None
    start, names = match.start("names"), _NEXT.sub("", match["names"])
    if names.endswith(("摄", "攝")) or (match.re is _LINES[-1] and _OFFICE.search(names) is not None):
        return None  # whoever took the picture, or for whom somebody reports
    names = _WHERE.sub("", names)
    before = _OF_TWO.match(names)
    if before is not None:
        start, names = start + before.end(), names[before.end() :]
    reporter = _REPORTER.match(names)
    if reporter is not None:
        start, names = start + reporter.end(), names[reporter.end() :]
    end = start + len(names)
    if match.re is not _LABELLED and _PLACES.fullmatch(names) is not None:
        return None
    names = _HANGUL_DOT.sub("、", names)
    names = _JUNIOR.sub("", names)
    if _PLAIN.fullmatch(names) is not None:
        names = _OF_PAPER.sub("", "、".join(names.split()))
    return ((start, end), label, names) if names else None


_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫朱马馬胡郭林何罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧蕭田董袁潘蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任"
    "沈姚卢盧姜崔钟鍾谭譚陆陸汪范廖贾賈夏韦韋付邹鄒孟熊秦邱侯江尹薛闫閻段雷龙龍陶黎贺賀顾顧毛郝龚龔邵钱錢严嚴覃武戴莫孔向汤湯温溫康施牛樊葛邢"
)
# What a word of three characters that begins like a name ends in, and a name does not: a place, an office, a paper.
_NO_GIVEN = (
    "县縣市省区區州镇鎮乡鄉村院局部会會厅廳委办辦站馆館所校系报報网網社台臺版讯訊刊号號线線路街队隊团團厂廠店家组組城"
    "日月年新闻聞门門法金"
)
_NO_NAME = (
    "张家[港界口]|马[拉来达]|黄[金河山]|周[末年边刊]|万[家众]|高[清考铁]|金[融属]|罗马|程序|许可|严[选重禁]|任务|常[务识规]|江[苏湖]|"
    "毛[巾利]|钱包|龙[头门]|夏[季令]|雷[达雨]|温[馨度]|康[复养]|施工|贾[宁]|石[油家]|史[上前]|向[前上]"
)
HAN_NAME = re.compile(
    rf"(?!{_NO_NAME})[{_SURNAMES}][\u4e00-\u9fff][\u4e00-\u9fff](?<![{_NO_GIVEN}])|(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|端木)[\u4e00-\u9fff]{{1,2}}"
)
"""A name of three characters, or with a surname of two, that nothing but itself tells to be one."""
_FREQUENT = 60
"""Surnames, the most frequent first, that begin a name of two characters: with a rarer one it may be any word."""
_HAN_SHORT = rf"[{_SURNAMES[:_FREQUENT]}][\u4e00-\u9fff](?<![{_NO_GIVEN}])"
_JA_SURNAMES = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水"
    " 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 斉藤"
    " 福田 太田 西村 藤井 金子 岡本 中野 藤原 三浦 原田 中川 松田 竹内 小野 田村 中山 和田 石田 森田 上田"
    " 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井"
    " 小山 平野 藤本 河野 上野 野口 武田 松井 菅原 岩崎 木下 佐野 野村 松尾 菊地 市川 水野 島田 千葉 桜井"
    " 久保 渋谷 川口 松浦 関口"
)
JA_NAME = re.compile(
    rf"(?:{'|'.join(_JA_SURNAMES.split())})[ 　]?(?![\u4e00-\u9fff]{{0,2}}(?:[県市区町村駅港湾]|支局|通信))"
    r"[\u3040-\u309f\u4e00-\u9fff]{1,3}"
)
_ONE_NAME = rf"(?:{HAN_NAME.pattern}|{_HAN_SHORT}|{JA_NAME.pattern})"
_SIGNED_NAME = re.compile(rf"(?:[（(〔]|【)(?P<names>{_ONE_NAME}(?:[ 　、]{_ONE_NAME}){{0,2}})[）)〕】]$")
_ORIGINAL = re.compile(rf"原[创創]\s(?P<names>{_ONE_NAME}(?:[ 、]{_ONE_NAME}){{0,2}})(?=\s|$)")
_DATELINED_KO = re.compile(
    r"[\[(（【](?P<inside>[^\]\[)(）（】【]{0,12}=\s?[가-힣]{2,4}(?:[·,ㆍ・]\s?[가-힣]{2,4}){0,2}\s?(?:선임|인턴|수습)?기자)[\])）】]"
)


def bare_names(text: str) -> tuple[int, int, str] | None:
    """Return where names stand that are words of the row *text* by themselves, and them, parted by 、."""
    found = [
        match
        for match in _WORD_OF_ROW.finditer(text)
        if (HAN_NAME.fullmatch(match[0]) or JA_NAME.fullmatch(match[0])) is not None
        and _AFTER_ROLE.search(text, 0, match.start()) is None
    ]
    if not 0 < len(found) <= _MOST_BARE:
        return None
    return found[0].start(), found[-1].end(), "、".join([match[0] for match in found])


_WORD_OF_ROW = re.compile(rf"{JA_NAME.pattern}(?![^\s|｜/／·,，、])|[^\s|｜/／·,，、]+")
_AFTER_ROLE = re.compile(rf"(?:{_OTHERS})\s?[/／|｜丨:：]\s?$")
_MOST_BARE = 3
"""Names in a row that no label tells, at most."""
_DATELINED = re.compile(
    r"[^。！？]{0,24}?[〔【（(\[](?P<inside>[^〔【（(\[〕】）)\]。]{0,10}[记記]者[^〔【（(\[〕】）)\]。]{2,30})[〕】）)\]]"
)
_WIRED = re.compile(rf"[^。！？]{{2,24}}?日[电電]\s?[(（](?P<names>{_NAME}(?:[\s、]{_NAME}){{0,3}})[)）]")
"""A wire from where and when, and in brackets who sent it: 江州3月5日电 (李小满 王大山)."""
_TOLD_BY = re.compile(rf"[^。！？（()）:：]{{0,12}}[记記]者\s?(?P<names>{_SEVERAL}?)\s?[报報][导導道][:：](?=\S)")
"""本报讯 记者张小河报道：…"""
_SIGNED = re.compile(r"[（(〔【](?P<inside>[^〕】）)。]{0,10}[记記]者[^〕】）)。]{2,24})[〕】）)]$")


def reporter_in(text: str) -> tuple[int, int, str] | None:
    """Return where the reporters stand that a paragraph names at its head or end, and them, parted by 、.

    〔記者張小河／台北報導〕, 本报讯（记者 张小河） and [부산=김민수 기자] begin a story; （记者 张小河） and （张小河）
    end one.
    """
    signed = _SIGNED_NAME.search(text, max(0, len(text) - _LONGEST_SIGNED))
    if signed is not None:
        return *signed.span("names"), "、".join(signed["names"].split())
    wired = _WIRED.match(text)
    if wired is not None:
        return *wired.span("names"), "、".join(wired["names"].split())
    told = _TOLD_BY.match(text)
    if told is not None:
        return *told.span("names"), told["names"]
    for pattern in (_DATELINED, _DATELINED_KO, _SIGNED):
        match = (
            pattern.match(text)
            if pattern is not _SIGNED
            else pattern.search(text, max(0, len(text) - _LONGEST_REPORTED))
        )
        found = byline_in(match["inside"]) if match is not None else None
        if match is not None and found is not None:
            (start, end), _, names = found
            return match.start("inside") + start, match.start("inside") + end, names
    return None
