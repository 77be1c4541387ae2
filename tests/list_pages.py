"""Lists of many kinds and the articles that look like them, each in six languages, with the site's furniture around.

Every function takes a :class:`Language` and returns a page and the address that it would have; no address names a list
unless its kind always has such a one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["ARTICLES", "LANGUAGES", "LISTS", "Language", "Made"]


@dataclass(frozen=True)
class Language:
    """Invented words of one language."""

    code: str
    titles: Sequence[str]
    sentences: Sequence[str]
    menu: Sequence[str]
    more: str
    following: str
    date: str
    by: str
    section: str

    @property
    def spaced(self) -> bool:
        return self.code not in {"zh-Hans", "zh-Hant", "ja"}

    def title(self, number: int) -> str:
        return self.titles[number % len(self.titles)]

    def says(self, number: int, sentences: int = 2) -> str:
        """Return a paragraph."""
        joint = " " if self.spaced else ""
        count = len(self.sentences)
        return joint.join(self.sentences[(number * 2 + n) % count] for n in range(sentences))

    def day(self, number: int) -> str:
        return self.date.format(d=27 - number, m=3, y=2026)


EN = Language(
    "en",
    (
        "Night ferry to the outer islands runs again",
        "Two storms and a leaning pier: what was found",
        "Town clock gains a minute a day",
        "Fish quay traders read the plans with care",
        "Who paints the lighthouse, and when",
        "Rope makers open their loft to visitors",
        "A library on a barge comes to stay",
        "The last horse tram, and its driver",
    ),
    (
        "The harbour council voted on Tuesday to rebuild the northern pier, which two storms had left leaning.",
        "Traders on the fish quay asked for the plans in January, and had them in the first week of March.",
        "Nobody has walked out to the lamp since the gate was locked, though the gulls do as they please.",
        "The engineer who drew the new railings has never built one that had to stand in salt water.",
        "There will be a bench for every ten paces, and no kiosk, which some regret and others do not.",
        "What the work costs is written on the last page, in small figures that few have read to the end.",
        "Two boats were moved to the inner basin, where they lie beside the dredger and the pilot's launch.",
    ),
    ("News", "Harbour", "People", "Opinion", "Weather", "Contact"),
    "Read more",
    "Next page",
    "{d} March {y}",
    "By Ada Moll",
    "Harbour",
)
DE = Language(
    "de",
    (
        "Die Nachtfähre zu den äußeren Inseln fährt wieder",
        "Zwei Stürme und ein schiefer Steg: was gefunden wurde",
        "Rathausuhr geht jeden Tag eine Minute vor",
        "Händler am Fischkai lesen die Pläne genau",
        "Wer den Leuchtturm streicht, und wann",
        "Seiler öffnen ihren Dachboden für Besucher",
        "Eine Bücherei auf einem Kahn bleibt im Hafen",
        "Die letzte Pferdebahn und ihr Kutscher",
    ),
    (
        "Der Hafenrat hat am Dienstag beschlossen, den nördlichen Steg neu zu bauen, der seit zwei Stürmen schief steht.",
        "Die Händler am Fischkai hatten die Pläne im Januar verlangt und bekamen sie in der ersten Märzwoche.",
        "Seit das Tor verschlossen ist, war niemand mehr bei der Laterne draußen, von den Möwen abgesehen.",
        "Der Ingenieur, der das neue Geländer gezeichnet hat, hat noch keines gebaut, das in Salzwasser stehen muss.",
        "Alle zehn Schritte soll eine Bank stehen und nirgends ein Kiosk, was manche bedauern und andere nicht.",
        "Was die Arbeit kostet, steht auf der letzten Seite in kleinen Ziffern, die wenige zu Ende gelesen haben.",
        "Zwei Boote wurden in das innere Becken verlegt, wo sie neben dem Bagger und der Barkasse liegen.",
    ),
    ("Nachrichten", "Hafen", "Menschen", "Meinung", "Wetter", "Kontakt"),
    "Weiterlesen",
    "Nächste Seite",
    "{d}. März {y}",
    "Von Ada Moll",
    "Hafen",
)
ES = Language(
    "es",
    (
        "El transbordador nocturno vuelve a las islas",
        "Dos temporales y un muelle torcido: lo que se halló",
        "El reloj de la villa adelanta un minuto al día",
        "Los pescaderos leen los planos con cuidado",
        "Quién pinta el faro, y cuándo",
        "Los cordeleros abren su desván a las visitas",
        "Una biblioteca en una barcaza viene para quedarse",
        "El último tranvía de caballos y su cochero",
    ),
    (
        "El consejo del puerto acordó el martes reconstruir el muelle norte, que dos temporales habían dejado torcido.",
        "Los pescaderos pidieron los planos en enero y los tuvieron en la primera semana de marzo.",
        "Nadie ha llegado hasta el farol desde que se cerró la verja, aunque las gaviotas hacen lo que quieren.",
        "El ingeniero que dibujó las barandillas nunca ha construido una que tuviera que aguantar agua salada.",
        "Habrá un banco cada diez pasos y ningún quiosco, cosa que unos lamentan y otros no.",
        "Lo que cuesta la obra está en la última página, en cifras pequeñas que pocos han leído hasta el final.",
        "Dos barcas se llevaron a la dársena interior, donde están junto a la draga y la lancha del práctico.",
    ),
    ("Noticias", "Puerto", "Gente", "Opinión", "Tiempo", "Contacto"),
    "Leer más",
    "Página siguiente",
    "{d} de marzo de {y}",
    "Por Ada Moll",
    "Puerto",
)
ZH = Language(
    "zh-Hans",
    (
        "关于北堤重建期间渡轮停靠码头调整的公告",
        "鱼市码头夜间开放时间再次延长",
        "镇上大钟每天快一分钟，没有人去修",
        "两场风暴之后，防波堤里发现了什么",
        "灯塔由谁来粉刷，什么时候粉刷",
        "制绳作坊向游客开放阁楼",
        "驳船上的图书馆决定留下来",
        "最后一辆马拉轨道车和它的车夫",
    ),
    (
        "港务委员会周二投票决定重建北面的防波堤，去年冬天的两场风暴让它向内倾斜了半米。",
        "鱼市的商户一月份就要求看图纸，三月第一周才拿到手，大家围着桌子看了一个下午。",
        "自从栅门上锁以后，再也没有人走到灯下，只有海鸥照旧来来去去。",
        "画新栏杆的工程师从来没有造过要立在海水里的栏杆，他自己也承认这一点。",
        "每走十步会有一张长椅，但是没有小卖部，有人觉得可惜，也有人觉得正好。",
        "工程要花多少钱写在最后一页，字很小，读到最后的人并不多。",
        "两条船已经移到内港，停在挖泥船和引航艇的旁边。",
    ),
    ("新闻", "港口", "人物", "评论", "天气", "联系我们"),
    "查看详情",
    "下一页",
    "{y}-{m:02d}-{d:02d}",
    "记者 林小河",
    "港口新闻",
)
ZH_HANT = Language(
    "zh-Hant",
    (
        "北堤重建期間渡輪改靠內港碼頭",
        "魚市碼頭夜間開放時間再次延長",
        "鎮上大鐘每天快一分鐘，沒有人去修",
        "兩場風暴之後，防波堤裡發現了什麼",
        "燈塔由誰來粉刷，什麼時候粉刷",
        "製繩作坊向遊客開放閣樓",
        "駁船上的圖書館決定留下來",
        "最後一輛馬拉軌道車和它的車夫",
    ),
    (
        "港務委員會週二投票決定重建北面的防波堤，去年冬天的兩場風暴讓它向內傾斜了半公尺。",
        "魚市的商戶一月份就要求看圖紙，三月第一週才拿到手，大家圍著桌子看了一個下午。",
        "自從柵門上鎖以後，再也沒有人走到燈下，只有海鷗照舊來來去去。",
        "畫新欄杆的工程師從來沒有造過要立在海水裡的欄杆，他自己也承認這一點。",
        "每走十步會有一張長椅，但是沒有小賣部，有人覺得可惜，也有人覺得正好。",
        "工程要花多少錢寫在最後一頁，字很小，讀到最後的人並不多。",
        "兩條船已經移到內港，停在挖泥船和領航艇的旁邊。",
    ),
    ("新聞", "港口", "人物", "評論", "天氣", "聯絡我們"),
    "閱讀全文",
    "下一頁",
    "{y}/{m:02d}/{d:02d}",
    "記者林小河／報導",
    "港口新聞",
)
JA = Language(
    "ja",
    (
        "夜のフェリー、外の島への便を再開",
        "二度の嵐と傾いた桟橋、見つかったもの",
        "町の時計は一日に一分進む",
        "魚市場の商人たち、図面をじっくり読む",
        "灯台を塗るのは誰か、そしていつか",
        "縄職人が屋根裏を見学者に開放",
        "はしけの図書館、港に残ることに",
        "最後の馬車鉄道とその御者",
    ),
    (
        "港湾評議会は火曜日、二度の嵐で傾いた北の桟橋を建て直すことを決めた。",
        "魚市場の商人たちは一月に図面を求め、三月の第一週にようやく受け取った。",
        "門に鍵がかけられてから灯りの下まで歩いた人はなく、かもめだけが好きにしている。",
        "新しい手すりを描いた技師は、海水の中に立つものをこれまで作ったことがない。",
        "十歩ごとにベンチが置かれるが売店はなく、惜しむ人もいればそうでない人もいる。",
        "工事にいくらかかるかは最後のページに小さな数字で書かれ、最後まで読んだ人は少ない。",
        "二艘の船は内港に移され、浚渫船と水先案内の艇の隣に並んでいる。",
    ),
    ("ニュース", "港", "人びと", "意見", "天気", "お問い合わせ"),
    "続きを読む",
    "次のページ",
    "{y}年{m}月{d}日",
    "文・林小河",
    "港のニュース",
)
LANGUAGES = (EN, DE, ES, ZH, ZH_HANT, JA)

Made = Callable[[Language], tuple[str, str]]


def _page(of: Language, main: str, title: str, *, head: str = "", side: str = "", body: str = "") -> str:
    menu = "".join(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(of.menu))
    foot = " | ".join(f"<a href='/about/{n}'>{word}</a>" for n, word in enumerate(of.menu[2:]))
    return (
        f"<!doctype html><html lang='{of.code}'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body{body}><div class='masthead'><a href='/'>Quay</a><ul class='menu'>{menu}</ul></div>{main}{side}"
        f"<div class='bottom'>{foot}<p>© 2026 Quay</p></div></body></html>"
    )


def _stated(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@context': 'https://schema.org', **fields})}</script>"


def _rail(of: Language, count: int, name: str = "rail") -> str:
    rows = "".join(f"<li><a href='/n/{n + 40}'>{of.title(n)}</a></li>" for n in range(count))
    return f"<div class='{name}'><h3>{of.menu[2]}</h3><ul>{rows}</ul></div>"


def _story(of: Language, paragraphs: int, start: int = 0) -> str:
    return "".join(f"<p>{of.says(n + start, 3)}</p>" for n in range(paragraphs))


# -- lists -------------------------------------------------------------------------------------------------------------


def section_front(of: Language) -> tuple[str, str]:
    """Cards with a picture, a kicker, a headline and a line of text."""
    cards = "".join(
        f"<div class='tile'><a href='/n/{n}'><img src='/{n}.jpg' alt=''></a><span class='kicker'>{of.menu[n % 4]}</span>"
        f"<h3><a href='/n/{n}'>{of.title(n)}</a></h3><p>{of.says(n, 1)}</p></div>"
        for n in range(14)
    )
    return _page(
        of, f"<main><h1>{of.section}</h1><div class='grid'>{cards}</div></main>", of.section
    ), "https://quay.example/harbour"


def tag_page(of: Language) -> tuple[str, str]:
    """Excerpts of several sentences, which are most of the page."""
    cards = "".join(
        f"<div class='entry'><h2><a href='/n/{n}'>{of.title(n)}</a></h2><div class='meta'>{of.day(n)}</div>"
        f"<p>{of.says(n, 4)}</p><a class='more' href='/n/{n}'>{of.more}</a></div>"
        for n in range(8)
    )
    return _page(of, f"<div id='content'><h1>{of.section}</h1>{cards}</div>", of.section), "https://quay.example/t/pier"


def bare_excerpts(of: Language) -> tuple[str, str]:
    """Headings and paragraphs that no element holds together."""
    cards = "".join(
        f"<h2><a href='/n/{n}'>{of.title(n)}</a></h2><p class='date'>{of.day(n)}</p><p>{of.says(n, 3)}</p>"
        for n in range(8)
    )
    return _page(of, f"<div id='content'>{cards}</div>", of.section), "https://quay.example/notes"


def author_page(of: Language) -> tuple[str, str]:
    """A portrait of two paragraphs above the headlines of one person."""
    rows = "".join(
        f"<article><h3><a href='/n/{n}'>{of.title(n)}</a></h3><time>{of.day(n)}</time><p>{of.says(n, 1)}</p></article>"
        for n in range(8)
    )
    head = _stated(**{"@type": "ProfilePage"})
    bio = f"<div class='bio'><h1>Ada Moll</h1><p>{of.says(1, 2)}</p><p>{of.says(3, 2)}</p></div>"
    return _page(
        of, f"<main>{bio}<section>{rows}</section></main>", "Ada Moll", head=head
    ), "https://quay.example/people/ada-moll"


def month_archive(of: Language) -> tuple[str, str]:
    """Headlines of a month, each with its day; the address has the month."""
    rows = "".join(f"<li><span>{of.day(n)}</span> <a href='/2026/03/{n}/'>{of.title(n)}</a></li>" for n in range(20))
    return _page(
        of, f"<div class='wrap'><h1>3 / 2026</h1><ul>{rows}</ul></div>", "2026-03"
    ), "https://quay.example/2026/03/"


def search_results(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<div class='hit'><div><a href='/n/{n}'>{of.title(n)}</a></div><div>quay.example › n › {n}</div>"
        f"<div class='snip'>… {of.says(n, 2)} …</div></div>"
        for n in range(10)
    )
    return _page(
        of, f"<form><input name='term' value='pier'></form><div>{rows}</div>", "pier"
    ), "https://quay.example/find?term=pier"


def home_page(of: Language) -> tuple[str, str]:
    """Several rails of cards of different shapes."""
    lead = f"<section class='lead'><h2><a href='/n/0'>{of.title(0)}</a></h2><p>{of.says(0, 2)}</p></section>"
    rails = "".join(
        f"<section><h2>{of.menu[r]}</h2>"
        + "".join(
            f"<div class='item-{r}'><a href='/n/{r}{n}'>{of.title(n + r)}</a>{'<p>' + of.says(n, 1) + '</p>' if r % 2 else ''}</div>"
            for n in range(5)
        )
        + "</section>"
        for r in range(5)
    )
    return _page(of, f"<main>{lead}{rails}</main>", "Quay"), "https://quay.example/"


def galleries(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<figure><a href='/g/{n}'><img src='/{n}.jpg' alt=''></a><figcaption><a href='/g/{n}'>{of.title(n)}</a> ({n + 8})</figcaption></figure>"
        for n in range(12)
    )
    return _page(of, f"<div>{cards}</div>", of.section), "https://quay.example/pictures"


def videos(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<div class='v'><a href='/watch?v={n}'><span>1{n}:0{n % 6}</span></a><a class='t' href='/watch?v={n}'>{of.title(n)}</a>"
        f"<span class='ch'>Quay TV</span><span>{n + 1},2{n % 10}7</span><span>{of.day(n)}</span></div>"
        for n in range(12)
    )
    return _page(of, f"<div class='videos'>{cards}</div>", of.section), "https://quay.example/tv"


def directory(of: Language) -> tuple[str, str]:
    """Firms with a description and an address each, leading to other sites."""
    cards = "".join(
        f"<li class='firm'><h3><a href='https://firm{n}.example/'>Moll &amp; {of.title(n)[:12]}</a></h3><p>{of.says(n, 2)}</p>"
        f"<p class='where'>Quay Road {n + 1}, +44 20 7946 0{n + 100}</p></li>"
        for n in range(9)
    )
    return _page(
        of, f"<main><h1>{of.section}</h1><p>{of.says(5, 1)}</p><ul>{cards}</ul></main>", of.section
    ), "https://quay.example/firms"


def documentation(of: Language) -> tuple[str, str]:
    parts = "".join(
        f"<h2>{of.menu[r]}</h2><ul>"
        + "".join(
            f"<li><a href='/docs/{r}/{n}'>{of.title(n + r)}</a>: {of.says(n, 1)[: 60 if of.spaced else 20]}</li>"
            for n in range(6)
        )
        + "</ul>"
        for r in range(5)
    )
    return _page(
        of, f"<main><h1>{of.section}</h1><p>{of.says(0, 1)}</p>{parts}</main>", of.section
    ), "https://docs.quay.example/guide/"


def boards(of: Language) -> tuple[str, str]:
    """The boards of a forum: a description, counts and the last post each."""
    rows = "".join(
        f"<tr><td><a class='forumtitle' href='/viewforum.php?f={n}'>{of.menu[n]}</a><br>{of.says(n, 1)}</td><td>{n * 31}</td>"
        f"<td>{n * 311}</td><td><a href='/viewtopic.php?t={n}'>{of.title(n)}</a><br>oldpier<br>{of.day(n)} 10:2{n}</td></tr>"
        for n in range(6)
    )
    return _page(of, f"<table class='forums'>{rows}</table>", "Pier Forum"), "https://pier.example/index.php"


def threads_of_board(of: Language) -> tuple[str, str]:
    """What a forum lists: threads with their starters, counts and last answers."""
    rows = "".join(
        f"<div class='row'><div class='main'><a class='title' href='/t/pier-{n}/{n + 70}'>{of.title(n)}</a><div class='by'>"
        f"<a class='username' href='/u/mira'>mira_k</a>, {of.day(n)}</div></div><div>{n * 3}</div><div>{n * 70}</div>"
        f"<div class='last'><a href='/u/tobias'>Tobias</a> {of.day(n)} 09:1{n % 10}</div></div>"
        for n in range(12)
    )
    return _page(of, f"<div class='rows'>{rows}</div>", "Piers"), "https://talk.quay.example/c/piers/5"


def collection(of: Language) -> tuple[str, str]:
    """Things on offer, and below them as many words to be found by as a story has."""
    cards = "".join(
        f"<li class='product'><a href='/p/{n}'><img src='/{n}.jpg' alt=''></a><a href='/p/{n}'>{of.title(n)[:24]} {n}</a>"
        f"<span class='price'>€ {n + 3},50</span><button>+</button></li>"
        for n in range(16)
    )
    words = "".join(f"<h2>{of.title(n)}?</h2><p>{of.says(n, 4)}</p><p>{of.says(n + 3, 4)}</p>" for n in range(6))
    return (
        _page(
            of,
            f"<main><h1>{of.section}</h1><p>{of.says(2, 2)}</p><ul>{cards}</ul><div class='seo'>{words}</div></main>",
            of.section,
            head="<meta property='og:type' content='website'>",
        ),
        "https://quay.example/ropes",
    )


def collection_of_unlinked(of: Language) -> tuple[str, str]:
    """Things on offer whose names are no links, with a picture of the rating and a button each."""
    cards = "".join(
        f"<div class='card'><img src='/{n}.jpg' alt=''><div class='name'>{of.title(n)[:24]} {n}</div><div>({n * 7 + 2})</div>"
        f"<div>$ {n + 3}.50</div><div>$ {n + 5}.00</div><a href='/cart?add={n}'>+</a></div>"
        for n in range(15)
    )
    words = "".join(f"<p>{of.says(n, 4)}</p>" for n in range(4))
    return _page(
        of, f"<main><h1>{of.section}</h1>{cards}<div>{words}</div></main>", of.section
    ), "https://quay.example/ropes"


def blog_roll(of: Language) -> tuple[str, str]:
    """Whole posts one below the other."""
    posts = "".join(
        f"<div class='post'><h2 class='t'><a href='/2026/03/{n}'>{of.title(n)}</a></h2><div class='d'>{of.day(n)}</div>"
        f"<div class='body'>{_story(of, 4, n)}</div><div><a href='/2026/03/{n}#c'>{n + 2} ✎</a></div></div>"
        for n in range(5)
    )
    older = f"<div class='pages'><a href='/?p=2'>{of.following}</a></div>"
    return _page(of, f"<div id='main'>{posts}{older}</div>", "Quay notes"), "https://notes.quay.example/"


def blog_roll_page(of: Language) -> tuple[str, str]:
    """Whole posts on a later page of a weblog, whose address says nothing."""
    posts = "".join(
        f"<article><header><h2><a href='/pier-{n}'>{of.title(n)}</a></h2><time datetime='2026-03-{27 - n}'>{of.day(n)}</time>"
        f"</header>{_story(of, 3, n)}</article>"
        for n in range(6)
    )
    return _page(of, f"<main>{posts}</main>", "Quay notes"), "https://quay.example/notes/3"


def link_blog(of: Language) -> tuple[str, str]:
    """A paragraph of remarks on each of many pages elsewhere."""
    rows = "".join(
        f"<dt><a href='https://site{n}.example/x'>{of.title(n)}</a> <a href='/linked/{n}'>★</a></dt><dd><p>{of.says(n, 2)}</p></dd>"
        for n in range(9)
    )
    return _page(of, f"<dl class='linked'>{rows}</dl>", "Linked"), "https://quay.example/linked"


def calendar(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<div class='event'><div class='when'><b>{n + 3}</b> 19:30</div><div class='what'><a href='/e/{n}'>{of.title(n)}</a>"
        f"<p>{of.says(n, 1)}</p><span>Quay Hall</span></div></div>"
        for n in range(10)
    )
    return _page(of, f"<main><h1>{of.day(0)}</h1>{rows}</main>", of.section), "https://quay.example/whats-on"


def podcasts(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<li><button>▶</button><h3><a href='/pod/{n}'>#{40 - n} {of.title(n)}</a></h3><p>{of.says(n, 2)}</p>"
        f"<span>{of.day(n)} · {n + 21} min</span></li>"
        for n in range(9)
    )
    head = _stated(**{"@type": "PodcastSeries", "name": "Quay"})
    return _page(
        of, f"<main><h1>Quay Radio</h1><p>{of.says(4, 2)}</p><ol>{rows}</ol></main>", "Quay Radio", head=head
    ), "https://quay.example/radio"


def recipes(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<a class='r' href='/cook/{n}'><img src='/{n}.jpg' alt=''><div>{of.title(n)}</div><div>{n + 20} min · ★ 4.{n % 10}</div></a>"
        for n in range(12)
    )
    return _page(
        of, f"<main><h1>{of.section}</h1><p>{of.says(0, 2)}</p>{cards}</main>", of.section
    ), "https://quay.example/kitchen"


def stated_collection(of: Language) -> tuple[str, str]:
    """The best of something, with an introduction of four paragraphs, stated a CollectionPage of an ItemList."""
    cards = "".join(f"<li><a href='/n/{n}'><h3>{of.title(n)}</h3></a><p>{of.says(n, 1)}</p></li>" for n in range(10))
    items = [{"@type": "ListItem", "position": n, "url": f"https://quay.example/n/{n}"} for n in range(10)]
    head = _stated(**{"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": items}})
    return _page(
        of, f"<main><h1>{of.section}</h1>{_story(of, 4)}<ol>{cards}</ol></main>", of.section, head=head
    ), "https://quay.example/finest-piers"


def jobs(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<tr><td><a href='/j/{n}'>{of.title(n)}</a><br>Moll &amp; Sons</td><td>Quay</td><td>{of.day(n)}</td></tr>"
        for n in range(14)
    )
    return _page(
        of, f"<div><h1>{of.section}</h1><table>{rows}</table></div>", of.section
    ), "https://quay.example/work-with-us"


def courses(of: Language) -> tuple[str, str]:
    """Courses with a long description each."""
    rows = "".join(
        f"<div class='course'><h3><a href='/learn/{n}'>{of.title(n)}</a></h3><p>{of.says(n, 3)}</p><p>{of.says(n + 1, 2)}</p>"
        f"<span>{n + 2} h · 4.{n}</span></div>"
        for n in range(8)
    )
    return _page(of, f"<main>{rows}</main>", of.section), "https://quay.example/learn"


def journal_issue(of: Language) -> tuple[str, str]:
    """Papers whose titles are no links: the links beside them are of two or three letters."""
    rows = "".join(
        f"<dt>[{n + 1}] <a href='/abs/26{n}'>26.{n:03}</a> [<a href='/pdf/26{n}'>pdf</a>, <a href='/html/26{n}'>html</a>]</dt>"
        f"<dd><div class='t'>{of.title(n)}, {n + 1}</div><div class='a'><a href='/a/1'>A. Moll</a>, <a href='/a/2'>T. Whitlow</a></div></dd>"
        for n in range(14)
    )
    return _page(of, f"<div><h1>Vol. 12</h1><dl>{rows}</dl></div>", "Vol. 12"), "https://quay.example/issue/12"


def press_releases(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<tr><td>{of.day(n)}</td><td><a href='/m/{n}.pdf'>{of.title(n)}</a></td><td>PDF</td></tr>" for n in range(12)
    )
    return _page(of, f"<div><table>{rows}</table></div>", of.section), "https://quay.example/media"


def notices(of: Language) -> tuple[str, str]:
    """What offices print: a line and a day each, and below how many pages there are."""
    rows = "".join(
        f"<li><a href='./t{n}.html' title='{of.title(n)}'>{of.title(n)}</a><span>{of.day(n)}</span></li>"
        for n in range(15)
    )
    pages = f"<div class='pages'>1 2 3 <a href='index_1.html'>{of.following}</a></div>"
    return _page(
        of, f"<div class='list'><div class='at'>{of.section}</div><ul>{rows}</ul>{pages}</div>", of.section
    ), "http://www.quay.example/xwzx/tzgg/"


def flashes(of: Language) -> tuple[str, str]:
    """A clock and a paragraph each, whole, with a page of its own behind it."""
    rows = "".join(
        f"<div class='flash'><span>{22 - n}:1{n % 10}</span><div><a href='/flash/{n + 500}'>{of.title(n)}</a><p>{of.says(n, 2)}</p></div></div>"
        for n in range(12)
    )
    return _page(of, f"<main><h1>{of.section}</h1>{rows}</main>", of.section), "https://quay.example/flash"


def site_map(of: Language) -> tuple[str, str]:
    parts = "".join(
        f"<h3>{of.menu[r]}</h3><ul>"
        + "".join(f"<li><a href='/{r}/{n}'>{of.title(n)}</a></li>" for n in range(8))
        + "</ul>"
        for r in range(6)
    )
    return _page(of, f"<div class='sitemap'>{parts}</div>", of.section), "https://quay.example/overview"


def staff(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<div class='person'><img src='/{n}.jpg' alt=''><h4><a href='/staff/{n}'>Ada M. Moll-{chr(65 + n)}ardley</a></h4><p>{of.menu[n % 5]}</p>"
        f"<a href='mailto:a{n}@quay.example'>a{n}@quay.example</a></div>"
        for n in range(12)
    )
    return _page(
        of, f"<main><h1>{of.section}</h1><p>{of.says(2, 2)}</p>{cards}</main>", of.section
    ), "https://quay.example/team"


def reviews(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<article class='c'><a href='/film/{n}'><h3>{of.title(n)}</h3></a><span>★★★☆☆</span><p>{of.says(n, 2)}</p><cite>{of.by}</cite></article>"
        for n in range(9)
    )
    return _page(of, f"<main><h1>{of.section}</h1>{cards}</main>", of.section), "https://quay.example/films"


def houses(of: Language) -> tuple[str, str]:
    cards = "".join(
        f"<div class='house'><a href='/h/{n}'><img src='/{n}.jpg' alt=''></a><div>€ {n + 1}20.000</div><a href='/h/{n}'>{of.title(n)}</a>"
        f"<div>{n + 2} · {n * 11 + 40} m²</div><p>{of.says(n, 2)}</p></div>"
        for n in range(9)
    )
    return _page(of, f"<main><h1>{of.section}</h1>{cards}</main>", of.section), "https://quay.example/houses"


def stories_of_a_feed(of: Language) -> tuple[str, str]:
    """Cards in elements whose names change, each wholly in a link."""
    cards = "".join(
        f"<a class='x{n}q' href='/s/{n}'><div><div>{of.title(n)}</div><div>{of.says(n, 2)}</div><div>{of.by} · {of.day(n)}</div></div></a>"
        for n in range(9)
    )
    return _page(of, f"<div id='app'><div>{cards}</div></div>", of.section), "https://quay.example/feed"


def top_of_files(of: Language) -> tuple[str, str]:
    """What is most asked for, as a table of links and numbers."""
    rows = "".join(
        f"<tr><td>{n + 1}</td><td><a href='/f/{n}'>{of.title(n)}</a></td><td>{n * 31} kB</td></tr>" for n in range(20)
    )
    return _page(of, f"<table>{rows}</table>", of.section), "https://quay.example/most-wanted"


def newsletters(of: Language) -> tuple[str, str]:
    rows = "".join(
        f"<div><a href='/issues/{n + 200}'><h3>{of.title(n)}</h3><p>{of.says(n, 1)}</p><time datetime='2026-03-{27 - n}'>{of.day(n)}</time></a></div>"
        for n in range(10)
    )
    return _page(
        of,
        f"<main><h1>Quay Letter</h1><form><input type='email'><button>OK</button></form>{rows}</main>",
        "Quay Letter",
    ), "https://letter.quay.example/all-issues"


LISTS: tuple[Made, ...] = (
    section_front,
    tag_page,
    bare_excerpts,
    author_page,
    month_archive,
    search_results,
    home_page,
    galleries,
    videos,
    directory,
    documentation,
    boards,
    threads_of_board,
    collection,
    collection_of_unlinked,
    blog_roll,
    blog_roll_page,
    link_blog,
    calendar,
    podcasts,
    recipes,
    stated_collection,
    jobs,
    courses,
    journal_issue,
    press_releases,
    notices,
    flashes,
    site_map,
    staff,
    reviews,
    houses,
    stories_of_a_feed,
    top_of_files,
    newsletters,
)


# -- articles that look like lists -------------------------------------------------------------------------------------


def long_read(of: Language) -> tuple[str, str]:
    """A story with a link in every sentence and a long rail."""
    story = "".join(
        f"<p>{of.says(n, 2)} <a href='/n/{n}'>{of.title(n)}</a> {of.says(n + 1, 2)} <a href='/n/{n + 9}'>{of.title(n + 3)}</a></p>"
        for n in range(9)
    )
    return _page(
        of,
        f"<main><h1>{of.title(1)}</h1><div>{of.by}, {of.day(1)}</div>{story}</main>",
        of.title(1),
        side=_rail(of, 30),
    ), "https://quay.example/the-pier"


def listicle(of: Language) -> tuple[str, str]:
    """Numbered headings that are links, with a picture, paragraphs and a price each."""
    parts = "".join(
        f"<h2>{n + 1}. <a href='https://shop{n}.example/'>{of.title(n)}</a></h2><img src='/{n}.jpg' alt=''><p>{of.says(n, 3)}</p><p>{of.says(n + 2, 2)}</p>"
        f"<p><a href='https://shop{n}.example/buy'>€ {n + 9}</a></p>"
        for n in range(8)
    )
    head = "<meta property='article:published_time' content='2026-03-09T10:00:00Z'>"
    return _page(
        of,
        f"<article><h1>{of.title(3)}</h1><p>{of.by}</p><p>{of.says(1, 2)}</p>{parts}</article>",
        of.title(3),
        head=head,
    ), "https://quay.example/best-ropes"


def plain_listicle(of: Language) -> tuple[str, str]:
    """Numbered headings with paragraphs, and no link to what they name."""
    parts = "".join(f"<h3>{n + 1}. {of.title(n)}</h3><p>{of.says(n, 3)}</p>" for n in range(8))
    return _page(
        of, f"<main><h1>{of.title(3)}</h1><p>{of.day(2)}</p>{parts}</main>", of.title(3), side=_rail(of, 12)
    ), "https://quay.example/ten-piers"


def live_blog(of: Language) -> tuple[str, str]:
    """Clocks and paragraphs of one event, the newest first."""
    parts = "".join(
        f"<div class='update' id='u{n}'><time>{22 - n}:1{n}</time><h3>{of.title(n)}</h3><p>{of.says(n, 3)}</p><a href='#u{n}'>⤴</a></div>"
        for n in range(9)
    )
    head = _stated(**{"@type": "LiveBlogPosting", "headline": of.title(1), "datePublished": "2026-03-09T10:00:00Z"})
    return _page(
        of, f"<main><h1>{of.title(1)}</h1><p>{of.by}</p>{parts}</main>", of.title(1), head=head
    ), "https://quay.example/live/pier"


def unstated_live_blog(of: Language) -> tuple[str, str]:
    parts = "".join(
        f"<div class='update'><b>{22 - n}:1{n}</b><p>{of.says(n, 3)}</p><p>{of.says(n + 1, 2)}</p></div>"
        for n in range(9)
    )
    return _page(
        of, f"<main><h1>{of.title(1)}</h1><p>{of.by}, {of.day(0)}</p>{parts}</main>", of.title(1)
    ), "https://quay.example/n/pier-live"


def short_with_rail(of: Language) -> tuple[str, str]:
    """Two paragraphs beside fifty headlines."""
    return (
        _page(
            of,
            f"<div class='l'><h1>{of.title(2)}</h1><div class='d'>{of.day(2)} 10:20</div><div class='c'>{_story(of, 2)}</div></div>",
            of.title(2),
            side=_rail(of, 25) + _rail(of, 25, "hot"),
        ),
        "https://quay.example/n/2261",
    )


def short_with_cards(of: Language) -> tuple[str, str]:
    """Three paragraphs and below them cards with excerpts, as heavy as the story."""
    cards = "".join(
        f"<div class='card'><h4><a href='/n/{n}'>{of.title(n)}</a></h4><p>{of.says(n, 1)}</p></div>" for n in range(9)
    )
    story = f"<h1>{of.title(2)}</h1><div>{of.by} | {of.day(2)}</div>{_story(of, 3)}"
    return _page(
        of, f"<main>{story}<div class='cards'>{cards}</div></main>", of.title(2)
    ), "https://quay.example/harbour/clock-gains"


def questions(of: Language) -> tuple[str, str]:
    parts = "".join(
        f"<h3>{of.title(n)}?</h3><p>{of.says(n, 2)} <a href='/help/{n}'>{of.more}</a></p>" for n in range(9)
    )
    return _page(of, f"<main><h1>{of.title(3)}</h1>{parts}</main>", of.title(3)), "https://quay.example/help"


def glossary(of: Language) -> tuple[str, str]:
    parts = "".join(f"<dt>{of.title(n)[:10]}</dt><dd>{of.says(n, 2)}</dd>" for n in range(14))
    return _page(
        of, f"<main><h1>{of.title(3)}</h1><p>{of.says(4, 2)}</p><dl>{parts}</dl></main>", of.title(3)
    ), "https://quay.example/words"


def round_up(of: Language) -> tuple[str, str]:
    """The links of a day, amid what is said of them, with a day and a person above."""
    parts = "".join(
        f"<p>{of.says(n, 1)} <a href='https://site{n}.example/'>{of.title(n)}</a> {of.says(n + 2, 1)}</p>"
        for n in range(9)
    )
    return _page(
        of, f"<article><h1>{of.title(5)}</h1><p>{of.by}, {of.day(3)}</p>{parts}</article>", of.title(5)
    ), "https://quay.example/2026/03/09/links"


def brief(of: Language) -> tuple[str, str]:
    """One paragraph under its title, a day and what to read besides."""
    return (
        _page(
            of,
            f"<div class='m'><h1>{of.title(6)}</h1><span>{of.day(6)} 08:15</span><p>{of.says(0, 3)}</p></div>",
            of.title(6),
            side=_rail(of, 20),
        ),
        "https://quay.example/a/261",
    )


def notice(of: Language) -> tuple[str, str]:
    """An office's notice: the one before and the one behind, and a list of others."""
    beside = f"<div class='pn'><a href='t1.html'>{of.title(3)}</a><br><a href='t3.html'>{of.title(4)}</a></div>"
    body = f"<div class='c'><h2>{of.title(0)}</h2><div class='i'>{of.day(0)}</div><div class='txt'>{_story(of, 2)}</div>{beside}</div>"
    return _page(of, body + _rail(of, 10, "list"), of.title(0)), "http://www.quay.example/xwzx/tzgg/t2.html"


def wiki(of: Language) -> tuple[str, str]:
    """An entry with sections and forty references."""
    parts = "".join(f"<h2>{of.title(n)[:14]}</h2><p>{of.says(n, 4)}</p>" for n in range(6))
    notes = "".join(f"<li><a href='https://s{n}.example/'>{of.title(n)}</a>. {of.day(n % 20)}.</li>" for n in range(40))
    return _page(
        of, f"<main><h1>{of.title(1)[:16]}</h1><p>{of.says(2, 3)}</p>{parts}<ol>{notes}</ol></main>", of.title(1)[:16]
    ), "https://wiki.quay.example/wiki/Pier"


def episode(of: Language) -> tuple[str, str]:
    """One episode, and all others below."""
    others = "".join(f"<li><a href='/pod/{n}'>#{n} {of.title(n)}</a> {n + 20} min</li>" for n in range(20))
    body = f"<main><h1>#41 {of.title(6)}</h1><p>{of.day(1)}</p>{_story(of, 3)}<h2>{of.menu[2]}</h2><ul>{others}</ul></main>"
    return _page(of, body, of.title(6)), "https://quay.example/pod/41"


def goods_tested(of: Language) -> tuple[str, str]:
    """A test of things with a table of prices, stated an article."""
    rows = "".join(f"<tr><td>{of.title(n)[:16]}</td><td>€ {n + 5}</td><td>4.{n}</td></tr>" for n in range(14))
    head = _stated(**{"@type": "NewsArticle", "headline": of.title(5), "datePublished": "2026-03-09"})
    return _page(
        of, f"<main><h1>{of.title(5)}</h1>{_story(of, 5)}<table>{rows}</table></main>", of.title(5), head=head
    ), "https://quay.example/tests/ropes"


def home_story(of: Language) -> tuple[str, str]:
    """The only page of a site: a story at its address."""
    return _page(of, f"<main><h1>{of.title(6)}</h1>{_story(of, 9)}</main>", of.title(6)), "https://pier.example/"


def changes(of: Language) -> tuple[str, str]:
    """What was changed when, on one page."""
    parts = "".join(
        f"<h2 id='v{n}'>2.{9 - n} ({of.day(n)})</h2><ul><li>{of.says(n, 1)}</li><li>{of.says(n + 1, 1)}</li></ul>"
        for n in range(8)
    )
    return _page(of, f"<main><h1>{of.menu[0]}</h1>{parts}</main>", of.menu[0]), "https://quay.example/changes"


def terms(of: Language) -> tuple[str, str]:
    parts = "".join(f"<h3>{n + 1}. {of.menu[n % 6]}</h3><p>{of.says(n, 4)}</p>" for n in range(12))
    return _page(
        of, f"<main><h1>{of.menu[5]}</h1>{parts}</main>", of.menu[5], head="<meta property='og:type' content='website'>"
    ), "https://quay.example/pages/terms"


def story_in_shop(of: Language) -> tuple[str, str]:
    """A shop's weblog: a story, and below it things on offer."""
    goods = "".join(
        f"<li><a href='/p/{n}'>{of.title(n)[:20]}</a><span>€ {n + 3},50</span><button>+</button></li>" for n in range(8)
    )
    body = f"<main><h1>{of.title(5)}</h1><time datetime='2026-03-09'>{of.day(2)}</time>{_story(of, 6)}<ul class='goods'>{goods}</ul></main>"
    return _page(
        of, body, of.title(5), head="<meta property='og:type' content='article'>"
    ), "https://quay.example/blogs/loft/ropes"


def pictures(of: Language) -> tuple[str, str]:
    """Pictures with a caption each under one headline."""
    parts = "".join(
        f"<figure><img src='/{n}.jpg' alt=''><figcaption>{of.says(n, 1)}</figcaption></figure>" for n in range(12)
    )
    return _page(
        of, f"<article><h1>{of.title(5)}</h1><p>{of.day(1)}</p><p>{of.says(1, 2)}</p>{parts}</article>", of.title(5)
    ), "https://quay.example/pictures/loft"


ARTICLES: tuple[Made, ...] = (
    long_read,
    listicle,
    plain_listicle,
    live_blog,
    unstated_live_blog,
    short_with_rail,
    short_with_cards,
    questions,
    glossary,
    round_up,
    brief,
    notice,
    wiki,
    episode,
    goods_tested,
    home_story,
    changes,
    terms,
    story_in_shop,
    pictures,
)
