"""What stands where a story should: a check of the visitor, an error, a login, an empty program, a redirect.

What is believed of such pages: they have next to no text, and that speaks to the visitor of the page, of his browser or
of what he asked for: in one sentence it names such a thing, what is the matter with it, and him. Their title says so
too, or has a code of HTTP. A story may be titled "Blocked", and may tell of a page that was not found; it hardly tells
its reader so of the page that he reads, in as few words, undated, under such a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tearsheet.adapters.generic.lists.detection import prints_day, states_story
from tearsheet.errors import NotAnArticleError
from tearsheet.page import Page
from tearsheet.page.metadata import read_metadata

__all__ = ["LITTLE", "NOTHING", "Status", "page_status", "status_of", "titles_of"]

LITTLE = 1_500
"""Weight of what is told on such a page at most: forms of consent and long excuses come to a thousand."""
_FEW = 600
"""Weight of what such a page that is titled otherwise says at most,"""
NOTHING = 300
"""Weight of what one says at most that but its title tells, in such a sentence."""
_MOST, _HALF = 0.8, 0.5
"""and the share of it that must be such sentences: to be sure, and to be doubted."""
_LONGEST, _LONGEST_TITLE = 600, 200
"""Characters of a line that are looked at, and of a title."""
_LONGEST_QUOTE = 80
"""Characters of what a page says of itself, as an error quotes it."""
_HEADINGS, _LINES = 3, 40
"""Headings that may say what the page is, and the lines from the top in which they stand: such a page has no more."""
_WORDS_BESIDE_CODE = 6
"""Words beside a code of HTTP in a title at most: "503 Backend fetch failed"."""


class _Kind(NamedTuple):
    """:ivar titled: titles, whole, of such pages; :ivar said: what the matter is. Both in lower case."""

    what: str
    remedy: str
    titled: re.Pattern[str]
    said: re.Pattern[str]


class Status(NamedTuple):
    """What a page seems to be: its kind, the words that tell it, what to do; and whether that is certain."""

    what: str
    why: str
    remedy: str
    is_sure: bool

    def error(self, adapter: str) -> NotAnArticleError:
        """Return the error by which *adapter* refuses the page."""
        return NotAnArticleError(f"{adapter}: the page is {self._said}; {self.remedy}")

    @property
    def doubt(self) -> str:
        """The message of the warning."""
        return f"the page may be {self._said}"

    @property
    def _said(self) -> str:
        return f"{self.what} and no article: it says {self.why[:_LONGEST_QUOTE]!r}"


# Words for a thing that a page may tell its visitor about, and for the visitor: in English, German, French, Spanish and
# their kin, Russian, Polish, Turkish, Chinese, Japanese and Korean, as are all below.
_THING_WORDS = """
page url address link website browser site javascript cookie captcha server request ip account password content
article story post domain network traffic access app connection device listings service seite artikel netzwerk
anfrage zugriff inhalt contenu lien navigateur adresse página noticia enlace navegador contenido acceso pagina
articolo strona strony sayfa sida sidan side siden halaman trang artículo artigo webseite webpagina"""
_THING_PARTS = r"""not a bot|not a robot|un robot|страниц|браузер|стать|页面|网页|頁面|網頁|文章|内容|內容
主题|信息|链接|网站|網站|站|浏览器|瀏覽器|服务器|伺服器|系统|系統|请求|访问|訪問
网络|網絡|流量|域名|地址|首[页頁]|[验驗][证證]|频道|ページ|記事|ブラウザ|サイト|アクセス
システム|会員|الصفحة|시스템|페이지|기사|브라우저"""
_VISITOR_WORDS = """
you your you're we we've we're our please sorry oops whoops i'm sie ihr ihre ihren ihrem ihrer wir leider bitte vous
nous votre désolé usted su hemos encontramos stai aradığınız której deze misschien maaf anda bạn cerchi você
confirme"""
_VISITOR_PARTS = r"""\b(?:this|that|the requested|diese[rs]?|cette|esta|questa) \w+|ваш|мы |сожалению
запрашива|您|你|请|請|抱歉|对不起|本[页站]|[该此]|正在|稍[后候後]|秒后|お探し|ください|ません|ます|ご|du söker
عذرا|드려|요청|었거나|습니다"""
# One table for all languages: the kind, what to do, its titles, and what its sentences say is the matter.
_TABLE = (
    (
        "a check of the visitor",
        "pass the page as a browser has it after the check",
        r"""just a moment|attention required|(?:checking|verifying) .{0,60}|captcha|one more step
        before we continue|(?:human|security|browser|bot|robot) (?:verification|check)|pardon our interruption
        are you (?:a )?(?:human|robot)|einen moment(?:,? bitte)?|sicherheits(?:über)?prüfung|un instant
        vérification de (?:la )?sécurité.{0,20}|verificación de seguridad|проверка (?:браузера|безопасности)
        [^，。]{0,6}(?:安全|人机|访问|滑动)[验驗][证證](?:页面)?|环境异常|アクセス確認|보안 (?:확인|문자)""",
        r"""verif|robot|\bbots?\b|\bhuman|captcha|security (?:check|of your)|unusual (?:traffic|activity)
        made us think|checking your|ein mensch|ungewöhnlich|prüfen|vérifi|провер|[验驗][证證]|滑[块动]|异常|異常
        不[给給]力|ロボット|通常と異なる|로봇""",
    ),
    (
        "a refusal to show a page",
        "fetch it from where it is shown, and pass what came",
        r"""forbidden|access (?:denied|blocked)|access to this .{1,12} (?:has been|is) denied|too many requests
        unauthori[sz]ed|unavailable (?:for|due to) legal reasons|not available in your (?:region|country)
        age verification|(?:zugriff|zugang) (?:verweigert|gesperrt)|accès (?:refusé|interdit)
        acces+o (?:denegado|negato|negado)|доступ (?:запрещен|ограничен)
        (?:访问|訪問|存取)被?(?:拦截|拒绝|拒絕|禁止|阻断)|(?:拒绝|禁止)访问|(?:网站防火墙|违规提示)
        アクセス(?:拒否|できません)|접근 거부""",
        r"""permission|blocked|denied|banned|flagged|forbidden|be granted|too many|unable to access
        available in your|unavailable to|legal reasons|limited by|restringido|over 18|years old|gesperrt
        blockiert|verweigert|bloqu
        interdit|denegad|запрещ|拦截|阻断|拒[绝絕]|禁止|违[规反]|不合法|[频頻]繁|地[区區][^。]{0,9}[无無不]
        无法(?:查看|访问)""",
    ),
    (
        "a page that says that there is none",
        "nothing is at this address",
        r"""(?:page|article|story|content|document|file) (?:(?:is|was) )?(?:not|no longer) (?:found|available)
        not found|gone|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata
        página não encontrada|pagina niet gevonden|nie znaleziono strony|sidan hittades inte|страница не найдена
        sayfa bulunamadı|提示信息|出错了|找不到(?:页面|网页|網頁|頁面)
        [^，。]{0,6}(?:页面|网页|頁面|網頁|文章|内容|帖子)(?:不存在|未找到|找不到了?|已?被?(?:删除|刪除|下线))
        .{0,6}ページが見つかりません|.{0,8}페이지를 찾을 수 없습니다""",
        r"""not (?:be )?found|(?:can't|cannot|couldn't|could not|can not) (?:be )?f(?:ind|ound)|n't exist|not exist
        no longer|looking for|nothing was found|requested (?:url|page|resource)|removed|deleted|taken down|expired
        may have (?:been )?moved|broken|mistyped|nicht (?:gefunden|mehr)|gibt es .{0,12}nicht|existiert .{0,12}nicht
        gelöscht|verschoben|n'existe|introuvable|supprimé|no (?:existe|encontr|se encontr)|eliminad|retirad
        non (?:esiste|trovata)|rimoss|não (?:existe|encontr)|nie (?:istnieje|znaleziono)|bulunamadı|kaldırıl
        не (?:найден|существует)|удален|不存在|找不到|未找到|走丢|删除|刪除|移除|下线|下架|失效|見つかりません
        見つかりませんでした|削除|찾을 수 없|삭제|존재하지 않
        non è più|niet (?:meer|gevonden)|bestaat niet|verwijderd|hittas|hittades|finns inte|findes ikke
        ikke (?:fundet|funnet)
        tidak (?:ditemukan|tersedia)|không (?:tìm thấy|tồn tại)|غير موجودة|لم يتم العثور""",
    ),
    (
        "a server's message",
        "fetch the page again later",
        r"""bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error
        connection timed out.{0,20}|database error|error establishing a database connection
        (?:site |scheduled )?maintenance(?: mode)?|runtime error|error|application error|something went wrong
        account suspended|welcome to nginx|apache2? .{0,20}default page|domain default page
        we'll be (?:right )?back(?: soon)?|wartungs(?:arbeiten|modus)|технические работы
        系[统統](?:提示|[维維][护護]|繁忙|错误)|(?:网站|服务器)(?:维护|错误|升级)中?|.{0,6}メンテナンス中.{0,4}
        upstream connect error.{0,200}|fatal error: .{0,400}""",
        r"""unavailable|timed out|didn't respond|internal error|application error|server error|unexpected condition
        suspended|successfully installed|(?:undergoing|performing) .{0,12}maintenance|not be served|not be displayed
        can't connect|database connection|not available at this time|stack trace|uncaught|wartungsarbeiten
        [维維][护護]中|繁忙|出[错錯]了|错误|メンテナンス|점검""",
    ),
    (
        "a form to log in or to subscribe",
        "pass the page as those who are logged in have it",
        r"""(?:log|sign) ?in(?: (?:to|or) (?:continue|read|view|your|register|sign up|subscribe).{0,40})?|subscribe
        anmelden|einloggen|(?:member|user) login|(?:se )?connexion|se connecter|iniciar sesión|accedi|вход
        (?:用户|会员|會員)?[登][录錄入]|ログイン|로그인""",
        r"""(?:log|sign|logging|signing|logged) ?in\b|password|create an account
        (?:have|new|forgotten) (?:an )?account|cancel at any time|choose .{1,12}(?:subscription|plan)
        melden sie sich|passwort|mot de passe|登[录錄入]|注册|密[码碼]|会員(?:登録|限定)|ログイン|로그인""",
    ),
    (
        "a form of consent",
        "pass the page as those who have answered it have it",
        r"""we value your privacy|before you continue|your privacy|(?:your )?privacy (?:settings|choices).{0,9}
        cookie (?:consent|settings)|avant de continuer|zustimmung erforderlich|bevor sie fortfahren
        datenschutz-?einstellungen""",
        r"consent|partners|we use|zustimm|verwenden|trackern|widerruf|utilisons",
    ),
    (
        "the shell of a program",
        "pass the page as a browser has it when its scripts have run",
        r"""(?:unsupported|outdated) browser|loading|javascript (?:is )?(?:disabled|required|not available)
        .{0,8}正?在?加[载載]中?.{0,8}|javascript ist deaktiviert|please wait""",
        r"""\b(?:enable|disabled|turn on|requires?)\b|without javascript|javascript (?:is|est) |supported browser
        (?:not|no longer) supported|newer version|aktivieren|deaktiviert|activer|désactivé|habilite|включите
        启用|开启|啟用|不支持|更换浏览器|有効に""",
    ),
    (
        "a page that leads on to another",
        "pass the page that it leads to",
        r"""redirecting|(?:object |document )?moved(?: permanently)?(?: to here)?|weiterleitung|redirection
        [页頁]面?跳[转轉]中?""",
        r"""redirect|document has moved|leads to|leave our|自[动動]跳[转轉]|正在跳[转轉]|自[动動]返回
        weitergeleitet|redirigé""",
    ),
    (
        "a placeholder for a site",
        "there is no site at this address",
        r"""coming soon|under construction|[\w.-]{1,60} is for sale|[^，。]{0,12}域名(?:可?出售|转让)|parked domain""",
        r"""for sale|zum verkauf|under construction|parked|provided courtesy|sponsored|buy this domain
        not put any content
        域名[^。]{0,8}(?:出售|[转轉][让讓])""",
    ),
    ("a list of files", "pass one of the files", r"index of /.*", "parent directory"),
)


def _compiled(alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(line.strip().rstrip("|") for line in alternatives.splitlines()))


def _words_of(whole: str, parts: str) -> re.Pattern[str]:
    words = "|".join(whole.split())
    return re.compile(rf"\b(?:{words})(?:s|n|en)?\b|{_compiled(parts).pattern}")


_THINGS, _VISITORS = _words_of(_THING_WORDS, _THING_PARTS), _words_of(_VISITOR_WORDS, _VISITOR_PARTS)
_KINDS = tuple([_Kind(what, remedy, _compiled(titled), _compiled(said)) for what, remedy, titled, said in _TABLE])
_LOGIN = _KINDS[4]
_BY_CODE = {"401": 1, "403": 1, "429": 1, "451": 1, "404": 2, "410": 2, "301": 7, "302": 7}
"""Kinds, by their place, that codes of HTTP name; of the rest, those that begin with 5 are a server's."""
_CODE = re.compile(
    r"(?:(?:error|http|status|code|erreur|fehler|ошибка|oops|错误|錯誤)\W*+){0,3}([345]\d\d)(?!\d)(?:\W++(?:error|错误))?\W*+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[|｜_»]|\s[-–—·]\s")
_PERSON = re.compile(r"\b(?:I(?! am over|'m not a)|[Mm]y|me|[Ii]ch|[Mm]eine?|je|mon)\b|我(?!们|們)")
"""No page speaks of itself so."""
_SENTENCES = re.compile(r"(?<=[。！？])|(?<=[.!?…])\s")
_ENDS = " \t.…!?。！,，:：-–—~"


def page_status(page: Page) -> Status | None:
    """Return what *page* surely is rather than a story, by all that it shows and whoever knows its site."""
    lines = page.lines
    if not page.is_html or not 0 < len(lines) <= _LINES or sum(len(line.text.encode()) for line in lines) > LITTLE:
        return None
    texts = [line.text for line in lines]
    status = status_of(titles_of(page), texts, is_dated=any(map(prints_day, texts)))
    if status is None or not status.is_sure:
        return None
    metadata = read_metadata(page)
    return status if metadata.published is None and not states_story(metadata, to_sharers=False) else None


def titles_of(page: Page) -> list[str]:
    """Return what may say what *page* is: its headings of the first rank, and its title or else its first line."""
    title = page.title
    lesser = 1 if title is not None else 2  # the heading of a form to log in may stand above any story
    headings = [line.text for line in page.lines[:_LINES] if (line.level or 9) <= lesser][:_HEADINGS]
    return headings + ([title] if title is not None else [line.text for line in page.lines[:1]])


def status_of(
    titles: Sequence[str],
    lines: Sequence[str],
    *,
    is_dated: bool = False,
    is_personal: bool = False,
    asks_password: bool = False,
) -> Status | None:
    """Return what the page is rather than a story, ``None`` where nothing says so.

    :param titles: its ``<title>`` and the headings that it prints
    :param lines: what is told
    :param is_dated: whether a day is printed beside it
    :param is_personal: whether it is a forum's or has an author: people tell each other of such pages
    :param asks_password: whether it has a field for one
    """
    told = sum(len(text.encode()) for text in lines)
    titled = _titled(titles)
    if titled is None and (told > _FEW or is_dated):
        return None
    is_personal = is_personal or any(_PERSON.search(text) is not None for text in lines)
    said, first = 0, None
    called = {_lowered(title).strip(_ENDS) for title in titles}
    # A title and a headline that name the same kind in words of their own agree, as a title and the text do.
    agree = titled is not None and any(
        other.kind is titled.kind and _lowered(other.text) != _lowered(titled.text)
        for title in titles
        if title != titled.text and (other := _titled([title])) is not None
    )
    for sentence in (sentence for text in lines for sentence in _SENTENCES.split(text[:_LONGEST])):
        kind = _said(sentence, loose=titled is not None and not titled.is_enough, asks_password=asks_password)
        if kind is None or (titled is not None and _lowered(sentence).strip(_ENDS) in called):
            continue  # what says the title again is no second evidence
        said += len(sentence.encode())
        first = first or _Titled(kind, sentence)
        agree = agree or (titled is not None and titled.kind is kind)
    named = titled or first
    if named is None:
        return None
    if titled is None:
        sure, doubted = said > _MOST * told, said > _HALF * told
    else:
        enough = agree or said > _HALF * told or told <= len(titled.text.encode())
        sure = titled.is_certain or ((enough or (titled.is_enough and told < NOTHING)) and not is_dated)
        doubted = first is not None or (told <= _FEW and not is_dated)
    sure = sure and not is_personal
    return Status(named.kind.what, named.text, named.kind.remedy, sure) if sure or doubted else None


class _Titled(NamedTuple):
    """A title or a sentence that names a kind; whether no story is called so, or it is enough for a short page."""

    kind: _Kind
    text: str
    is_certain: bool = False
    is_enough: bool = False


def _titled(titles: Iterable[str]) -> _Titled | None:
    for title in titles:
        if len(title) > _LONGEST_TITLE:
            continue  # one that is never closed holds the page
        for part in dict.fromkeys((title, *_PARTS.split(title))):
            words = _lowered(part).strip(_ENDS)
            code = _CODE.match(words)
            bare = words[code.end() :].strip(_ENDS) if code is not None else words
            kind = next((kind for kind in _KINDS if kind.titled.fullmatch(bare) is not None), None)
            if kind is not None:
                return _Titled(kind, title, code is not None or kind is _KINDS[-1])
            if code is not None and (not bare or (code.start(1) > 0 and len(bare.split()) <= _WORDS_BESIDE_CODE)):
                return _Titled(_KINDS[_BY_CODE.get(code[1], 3)], title, is_enough=code.start(1) > 0)
            kind = _said(part, loose=False) if not part.endswith(("?", "？")) else None
            if kind is not None:
                return _Titled(kind, title, is_enough=True)
    return None


def _said(sentence: str, *, loose: bool, asks_password: bool = False) -> _Kind | None:
    """Return the kind of page that says *sentence* of itself; if *loose*, it need not name the visitor."""
    words = _lowered(sentence)
    loose = loose or _VISITORS.search(words) is not None
    if asks_password and loose and _LOGIN.said.search(words) is not None:
        return _LOGIN
    bare = words.strip(_ENDS)
    if _THINGS.search(words) is None or not loose:
        return (
            next((kind for kind in _KINDS if kind.titled.fullmatch(bare) is not None), None)
            if loose or len(bare) > 6
            else None
        )
    return next((kind for kind in _KINDS if kind.said.search(words) is not None), None)


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")
