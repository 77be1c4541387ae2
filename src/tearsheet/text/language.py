"""Which script a text is written in, and which language: BCP 47 tags, from the characters alone.

Made for text that mixes scripts: Chinese news is full of Latin names and English news quotes Chinese titles. So a Han
character weighs as much as a word of a script that parts its words, and a name weighs half a word.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Final, Literal

Script = Literal["han", "kana", "hangul", "latin", "cyrillic", "greek", "hebrew", "arabic", "devanagari", "thai"]

HAN: Final = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Inside of a regular expression class: the unified ideographs with all extensions, the compatibility ideographs, and
the signs that stand in for an ideograph (々, 〇, Suzhou numerals)."""

_KANA: Final = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL: Final = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"

CJK: Final = f"{HAN}{_KANA}{_HANGUL}\u3105-\u312f"
"""Inside of a regular expression class: Han, kana, hangul and bopomofo."""

_LATIN: Final = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"

LETTER: Final = f"{_LATIN}\u0370-\u0373\u0376-\u037d\u0386-\u0481\u048a-\u052f\u1f00-\u1ffc"
"""Inside of a regular expression class: the letters of Latin, Greek and Cyrillic script."""

_SAMPLE: Final = 100  # code points, from the beginning and from the middle
# Letters that Vietnamese alone has in any number: one in ten of its words' letters, and none of other languages'.
_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_FEW_VIETNAMESE: Final = 20  # characters of which one must be found in Vietnamese alone
_HAN_RUN = re.compile(f"[{HAN}]+")
_ASCII_WORD = re.compile("[A-Za-z]+")
_LATIN_WORD = re.compile(f"[{_LATIN}]+")
_OTHER: Final[dict[Script, str]] = {
    "kana": _KANA,
    "hangul": _HANGUL,
    "cyrillic": "\u0400-\u0481\u048a-\u052f",
    "greek": "\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u1f00-\u1ffc",
    "hebrew": "\u05d0-\u05f2",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f",
    "devanagari": "\u0904-\u097f",
    "thai": "\u0e01-\u0e4e",
}
_BY_CHARACTER: Final = frozenset({"kana", "hangul", "thai"})
_ANY_OTHER = re.compile(f"[{''.join(_OTHER.values())}]")
_OTHER_RUN = {name: re.compile(f"[{characters}]+") for name, characters in _OTHER.items()}
_TAGS: Final[dict[Script, str]] = {
    "kana": "ja",
    "hangul": "ko",
    "cyrillic": "ru",
    "greek": "el",
    "hebrew": "he",
    "arabic": "ar",
    "devanagari": "hi",
    "thai": "th",
}

# Characters that one Chinese script has and the other writes differently, the most frequent in news text. Each can be
# encoded in GB 2312 and not in Big5, or the other way round; characters that both use (台 里 后 只) tell nothing.
_HANS = frozenset(
    "专业丛东丝两严丧个临为丽举义乐乔习乡书买乱争亚产亩亲亿仅从仑仓仪们众会伟传伤伦伧伪佥侠侥侦侧侨侩侪侬俣俦俭倾"
    "偻偾偿储兰关兴养内冈册写军农冯冲决况冻净减凤凯击刘则刚创删别剂剑剧劝办务动励劳势区医华协单卖卢卫却卺厅历压厢"
    "厦厨厩县叁参双发变叠号叹吕吗启吴员咙响喷团园囱围国图圆圹场块坚坛坝坟垄垅垫墙声处备够头夹夺奂奋奖奥妆妇妈妩娄"
    "娆娱婴婵婶嬷学宝实宠审宪宫宽宾寝对寻导寿将尔尘尝尴尽层屉届属屿岁岂岗岘岛岽岿峡峦巩巯币帅师帏帐带帮庆庐库应庙"
    "庞废开弃张弥弹强归当录彻径忆态总怿恋恶恻悬惧惨惫惯愤戏战户执扩扫抚抛抢护报担拟拥拦拨择挛挡挥捞损捡换捣掳搀搁"
    "搂携摄摆擞数断无旧时昙昼显晋晓晔暂术杀杂权条来杨枪枫标栈栋栏树样桠档桥梦检楼横欢欧残殴毁毕毙汇汉汤沟没沥沧沪"
    "泪泸泼浆浇测济浏浑浓涝涟润涨涩渐温湾湿滚满滥滦滨滩潜澜濒灯灵灾炉点炼烟烦烧烫热爱爷状独狭猎猪猫献玑玛环现琐电"
    "画畴疗疠疯痪瘫癣皑监盖盗盘瞒矫矾砀码础碍礼祸积称秽税稳穷窃窍窜竞笔笼筝签简篓篮类籼粜粮紧红纥约级纨纪纬纯纳纵"
    "纷纸纽线练组细织终绊绍经绑绒结绕绘给络绝绞统绢绥继绩续绰维综绿缄缅缓缔编缘缝缠缩缴罗罚罢罴职联聪肃肠胶脑脚脱"
    "脸腾舰舱艰艺节苏荚荡荣荤药莱莲获营蓝蔼虏虑虚虽虾蛮蜗衅补衬袭装裤见观规视览觉誊计订认讨让训议讯记讲讳许论讽设"
    "访诀证评识诈诉诊词译试诗诚话诞询该详语误说请诺读课谁调谅谈谋谎谓谢谨谰贝负贡财责败账货质购贯贰贱贴贵贸费贺贾"
    "贿资赋赏赖赛赞赠赢赣赵践踪车轨转轮软轰轻载轿较辅辆辉辑输辞辫边辽达过运还这进远违连迟迹选递逻遗邮郑释鉴针钎钙"
    "钟钡钢钦钩钮钱钳铁铜银链销锅锋锐错锡锣锦锭键镇镑镜长门闪闭问闲间闷闹闻闽阁阂阅阑队阳阴阵阶际陆陇陈陕险随隐难"
    "雾静韩页顶项顺须顾顿预颅领颇颊频题颜额风飘飞饭饮饯饰饶饼馆馈马驱驴驻驼驾骆骋验骗鱼鲁鲜鳖鳞鸟鸡鸥黄齿龄龋龙龟"
)
_HANT = frozenset(
    "並亂亞併來俁係俠個們倫偉偑側偵偽傑傖備傢傳傷傾僂僅僉僑僕僥僨僱價儀儂億儈儉儐儔儕儘償優兒內兩冊凱別刪則剛創劇"
    "劉劍動務勝勞勢勵勸區協卻厤參叢員問啟喬單嗎嘆嘗噁噴噸噹嚐嚴囌囪國圍園圓圖團埬執堅堊報場塊塗塢塵塿墳壇壓壙壞壩"
    "夠夢奐奧奪妝姦娙娛媼媽嫗嫵嬃嬈嬋嬌嬤嬸孎學宮寢實寧審寫寬寶將專尋對導尷屆屜層屬岡峴島峽崙嵐嵼嵽嵾嶈嶔嶨嶼巋巒"
    "巖巰巹師帳帶幃幣幫幾庫廂廄廈廚廡廢廣廧廬廳張強彆彈彌彎彔彫徑從復徹徿悽惡惻愛愨愴愻態慣慮慶慺憊憐憤憲憸應懌懍"
    "懷懸懺懼戰戲戶拋掃採換揮損搗搶撈撏撥撫擁擄擇擊擔擣擬擱擴擺擻擾攏攙攜攝攣敗數斃斕斷時晛晝暉暐暘曄曆曇曉曬書會"
    "朮東枴柺條棗棟棧椏楊楓業極榮構樂樓標樣樹橋機檔檢欄權欽歎歐歡歲歷歸殘殺氣決沒沖況減測湯準溝溫溼滬滾滿漢漣漲潑"
    "潤澆澇濕濟瀏瀝瀰瀾灑灣灤為無煉煩熱燒燙營爭爾牆狀獎獨獲獵獺現琿瑣瑪璉璣環璸產甦畢畫異當疇痙瘋瘲療癘癟癬發皚盜"
    "盞盡監盤眾瞞瞶矯碭確碼礎礙礬祕禍禦秈種稱積穢穩穫窮竄竅竊競筆箇節篠簍簡簽籃籔籠籤糰糶紀約紅紇紈納紐純紙級紛細"
    "紹終組絆結絕絞絡給絪統絲絹經綜綝綠維網綽緄緊緘線編緩練縣縱總績織繪繰繳繷繻繼續罈罰罷羅羆義習聞聯聰聲職聽脫腦"
    "腳腸膠臉臨與興舉舊艦艱莊莢華萊萬葉葯葷蓋蔘藍藝藥藹蘇蘭處號蝸術衛衝補裝製複褲襬襲見規視親覺覽觀訂計訊訓記訣訪"
    "設許訴診証評詞試詩話該詳認誕語誤說課調談請諒論諱諷諾謀謄講謝謹證識議護讀變讓讚貝負財貨責貳買費貼貿賀資賈賓賞"
    "賣賤賦質賴購賽贊贏贛跡踐蹟車軍軟較載輕輛輪輯輸轉辦辮農這連週進遊運過達違遠適選遺還邊邏郵鄉鄭醫釋針鈕鈣鉗鉤銀"
    "銅銷鋒鋼錄錠錢錦錫錯鍊鍋鍵鍼鍾鎊鎮鏈鏡鐘鐵鑑鑒鑼長門閈閉開閑閒間閡閩閱闌關陰陳陸陽隊階際隨險隱雖雙雜雞離難雲"
    "電靜鞏韓響頁頂項順預頗領頭頻題額願類顯風飄飛飯飲餅養館饋饒馬馮駕駝騙騰驗驚驢體髮魚魯鮮鱉鳥鷗鷹麗麼黃點齲龍龜"
)

# The commonest words of each language; what two languages share counts for both.
_STOP_WORDS: Final = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it with as on was are be this by at from not have has will how why what",
        "de": "der die das und ist nicht ein eine zu den mit von für auf im dem sich des auch wird wie was",
        "fr": "le la les des et est un une du que dans pour qui sur pas au avec il ce plus aux comment",
        "es": "el la los las de que y en un una por con del para es no se su al lo más cómo",
        "it": "il lo la gli di che e un una per non con del della è sono nel si alla dei anche come",
        "pt": "o a os as de que e do da em um uma para com não no na por mais dos das ao é como",
        "nl": "de het een en van is dat niet op te in voor met zijn er aan ook wordt door bij hoe",
        "sv": "och att det som en på är av för med den till inte om ett har de jag var i hur",
    }.items()
}
_ALL_STOP_WORDS: Final = frozenset().union(*_STOP_WORDS.values())


def syllables(text: str) -> int:
    """Return how long *text* is in syllables or so: a Han character, or two and a half letters."""
    if text.isascii():
        return 2 * len(text) // 5
    return sum([5 if char > "\u2e7f" else 2 for char in text]) // 5


def dominant(text: str) -> Script | None:
    """Return the script that carries *text*, whatever it quotes; ``None`` where it has no letters.

    An English paragraph that quotes a Chinese title is ``"latin"``, a Chinese paragraph full of Latin names is
    ``"han"``. Long text is judged by 100 code points from its beginning and as many from its middle.
    """
    sample = _sample(text)
    if sample.isascii():
        return "latin" if _ASCII_WORD.search(sample) else None
    return _heaviest(sample)


def detect(text: str, default: str | None = None) -> str | None:
    """Return the BCP 47 tag of the language *text* is mostly written in, or ``None`` where it has no letters.

    Chinese is ``"zh-Hans"`` or ``"zh-Hant"`` by the characters that only one of the two scripts has, and *default* or
    ``"zh"`` where it shows none of them. Latin script is told by its commonest words, and is *default* or ``None``
    where it shows none. Any other script gives the language it is most used for. Samples long text as
    :func:`dominant` does.

    :param default: the tag for text too short to tell, used only where it can be a language of the text's script:
        ``detect("AI News", "en")`` is ``"en"``, ``detect("新闻", "en")`` is ``"zh-Hans"``
    """
    sample = _sample(text)
    found = _heaviest(sample)
    chinese_default = default is not None and default.partition("-")[0].lower() == "zh"
    if found is None:
        return None
    if found == "han":
        return _chinese(sample, default if chinese_default else None)
    if found == "latin":
        return _latin(sample, None if chinese_default or default in _TAGS.values() else default)
    return _TAGS[found]


def _chinese(sample: str, default: str | None) -> str:
    characters = set(sample[:_SAMPLE])
    simplified, traditional = len(characters & _HANS), len(characters & _HANT)
    if simplified == traditional:
        return default or "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _latin(sample: str, default: str | None) -> str | None:
    if len(_VIETNAMESE.findall(sample)) * _FEW_VIETNAMESE > len(sample):
        return "vi"
    found = _ALL_STOP_WORDS.intersection(_LATIN_WORD.findall(sample.lower()))
    if not found:
        return default
    votes = {language: len(found & words) for language, words in _STOP_WORDS.items()}
    best = max(votes.values())
    leaders = [language for language, count in votes.items() if count == best]
    return leaders[0] if len(leaders) == 1 else default


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _latin_weight(sample: str) -> float:
    words = (_ASCII_WORD if sample.isascii() else _LATIN_WORD).findall(sample)
    # A word in lower case is language; a capitalised one may be a name that any language borrows.
    return (len(words) + sum(map(str.islower, words))) / 2


def _heaviest(sample: str) -> Script | None:
    if sample.isascii():
        return "latin" if _ASCII_WORD.search(sample) else None
    han = sum(map(len, _HAN_RUN.findall(sample)))
    other = _ANY_OTHER.search(sample) is not None
    if not other and 2 * han >= len(sample):  # Latin words are no more than its letters
        return "han"
    weights = _weights(sample, han, other=other)
    return max(weights.items(), key=itemgetter(1))[0] if weights else None


def _weights(sample: str, han: int, *, other: bool) -> dict[Script, float]:
    weights: dict[Script, float] = {}
    if han:
        weights["han"] = han
    latin = _latin_weight(sample)
    if latin:
        weights["latin"] = latin
    if other:
        for name, pattern in _OTHER_RUN.items():
            runs = pattern.findall(sample)
            if runs:
                weights[name] = sum(map(len, runs)) if name in _BY_CHARACTER else len(runs)
        # Japanese prose is at least a third kana, a headline a tenth; a Chinese shop name may hold a の.
        if "kana" in weights and weights["kana"] * 9 >= han:
            weights["kana"] += weights.pop("han", 0)
    return weights
