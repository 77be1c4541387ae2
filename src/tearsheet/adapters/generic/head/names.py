"""What is a name: bylines taken apart, and what is no name left out."""

from __future__ import annotations

import re

from tearsheet.text.dates.months import month_of
from tearsheet.text.fold import folded

_LONGEST = 60
"""Characters of a name,"""
_LONGEST_TEXT = 300
"""and of a byline, with all that stands beside the names: what is longer is prose."""
_MOST_LABELS = 2
"""Labels before a name: "von" and "unserer Redakteurin"."""
_CASED = "\u0590"  # up to here letters have capitals
_LABEL = re.compile(
    r"(?:(?:written|posted|published|reported|authored|created|reviewed|submitted|recommended|compiled|edited) )?by"
    r"|(?:guest post|opinion|analysis|commentary|essay|column|perspective|feature) by"
    r"|von|par|por|di|door|av|af|from|autor(?:in|e|a)?|auteur|author|writer|автор|текст|文|作者|記者|记者"
    r"|(?:(?:view|see|read) )?(?:more|all)(?: posts| stories| articles)? (?:by|from)|ein(?:e|en)? [^\W\d_]{4,20} von"
    r"|propos recueillis par|opr(?:ac)?\.|a cura di|編集委員"
    r"|(?:unsere[mnrs]?|notre|nuestr[oa]|d?al(?:la)? nostr[oa]|onze)"
    r" (?:redacteur|verslaggever|(?:redakteur|reporter|korrespondent|autor)(?:in|en)?|correspondante?"
    r"|envoyée?(?: spéciale?)?|corresponsal"
    r"|enviad[oa](?: especial)?|inviat[oa]|corrispondente)",
    re.IGNORECASE,
)
# "Printed: 3 May": the label of something else.
_OTHER = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{1,20})?\s?[:：]")
_NO_WRITER = re.compile(
    r"(?:photo(?:graph)?s?|photography|pictures?|images?|illustrat\w+|video|edit(?:ed|ing)"
    r"|additional report(?:ing|s)|translated|produced|narrated"
    r"|(?:fact.?|medically )(?:checked|reviewed))(?: (?:from the )?\w+)? by\b|photography(?= [A-Z])",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?<!\s)(?:\s*+(?:[;；、|／]|&(?!\w{1,32};))"
    r"|\s++(?:and|und|et|y|e|og|och|en|i|&|with|avec|as told to|＆|/)\s)\s*+",
    re.IGNORECASE,
)
_IMAGES = re.compile(
    r"\((?:foto|photo|bild|image|imágen|video|vídeo|grafik|beeld|zdj|фото)[^()]{0,12}\)$", re.IGNORECASE
)
"""What a name has behind it whose pictures stand beside the words of another."""
_COMMA = re.compile(r"(?<!\s)\s*+[,，]\s*+")
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|contributing|columnist|journalists?|producers?"
    r"|analyst|engineers?|developers?|scientists?|researchers?|professor|lecturer|fellow|attorney|strategist|consultant"
    r"|associate|senior|chief|director|manager|founder|co-founder|ceo|news|press|agency|reuters|ap|afp|dpa|efe|ansa|lusa|upi|apa|kna|epd|тасс|md|m\.d\."
    r"|corresponsal|enviad[oa]|periodista|giornalista|inviat[oa]|corrispondente|journaliste|correspondante?"
    r"|korrespondent(?:in)?|redakteurin|verslaggever|jornalista|dziennikarka?|novinář(?:ka)?|корреспондент|журналист"
    r"|ph\.?d\.?|rd|rn|dvm|jr|sr|mph|msc|mba|bureau|times|post|courier|herald|tribune|gazette|journal|magazine"
    r"|observer|chronicle|newspaper|redaktion|redakteur|rédaction|redação|special to|for)\b",
    re.IGNORECASE,
)
_KOREAN_ROLE = re.compile(r"(?<=[가-힣]) (?:(?:선임|인턴|수습|전문|객원)?기자|특파원|논설위원|편집위원|칼럼니스트)$")
_YOUNGER = re.compile(r"(?<=\w) (?:jr|sr)\b\.?", re.IGNORECASE)
_NOBODY = frozenset(
    """
    admin administrator administrador webmaster editor editorial author authors autor auteur guest anonymous anonym
    unknown user staff staffwriter contributor redaktion redaction redazione redaccion by none null undefined na test
    redacción rédaction larédaction redação daredação red редакция redakcja redakce toimitus
    root owner published updated posted postedby 发布于 發布於 发表于 發表於
    wordpress writtenby noauthor login signin name email comment comments share follow subscribe newsletter
    following followers facebook twitter instagram youtube bluesky mastodon threads tiktok linkedin pinterest reddit
    telegram whatsapp discord github medium home menu about bio me you wordpressadmin
    匿名 佚名 网友 網友 管理员 管理員 小编 小編
    人氣 人气 瀏覽 浏览 留言 回應 推薦 推荐
    编辑 編輯 本站 原创 原創 转载 轉載 作者 记者 記者 未知 互联网 网络 網絡 編集部 无 無
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
_JUNK = re.compile(
    r"https?:|www\.|@\w+\.|creative commons|licen[sc]e|copyright|©|cookie|click|subscribe"
    r"|publi(?:cado|é)\b|pubblicato|veröffentlicht|aktualisiert|actualizado|aggiornato|mis à jour"
    r"|\{\{|[<>=]|\bmins? read\b",
    re.IGNORECASE,
)
# Where a name ends: a separator, a date, a role in brackets, a handle, "Updated", the label of another. A foreign name
# written in Chinese has a dot between its parts.
_TRAIL = re.compile(
    r"[|•●∙⋅–—(（【\[\d]|(?<![一-鿿])·|·(?![一-鿿])|\.\s+[^\W\d_]+\s?:|\s[-/@]"
    r"|\s(?:updated|published|posted|last|on|in|at|(?-i:am|le|il|el|vom|den|aus)|special to|reports?)\b"
    r"|\s(?:editors?|photograph\w+|translat\w+|illustrat\w+|source|date|category)\s?:"
    r"|\s(?:leave a (?:comment|reply)|(?:no|\d+) comments?|comment now|schreibe einen kommentar"
    r"|kommentar (?:schreiben|hinterlassen)|laisser un commentaire|deja un comentario|lascia un commento)\b"
    r"|\s(?:fotos?|photos?|bild(?:er)?|fotografie?|фото|beeld|zdjęcia|fotó|fotoğraf|kuvat?)\s?:"
    r"|\s(?:photos?|photography|pictures?|images?|illustrations?|video|words|edited|editing)(?: \w+)? by\b"
    r"|,\s(?:updated|published|posted)\b|(?<=[a-z])(?=(?:Published|Updated|Posted)\b)",
    re.IGNORECASE,
)
# "Ada Moll for The Courier", "Ada Moll of the Courier staff"; a Center for Disease Control writes itself.
_FOR_PAPER = re.compile(
    r"((?:(?!(?:cent(?:er|re)|institute|organi[sz]ation|association|council|society|committee|foundation|alliance"
    r"|campaign|office|department|school|network|coalition|agency)\b)\S+ ){1,2}\S+) (?:for|of the)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\s)\s*+(?:[<(][^<>()@\s]++@[^<>()@\s]++[>)]|[-–—|,(<]\s?https?://\S++$)")
_ADDRESSED = re.compile(r"[^\s@()]++@[^\s@()]++ \((?P<name>[^()@]+)\)")
"""A name as mail has it: ``moll@harbour.example (Ada Moll)``."""
# A day of the month beside a word that may be the month; a year may follow.
_DAY = re.compile(
    r"(?:(?<!\w)|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))(?:(?P<first>[^\W\d_]{3,13})\.?\s\d{1,2}(?:st|nd|rd|th)?(?![\w:])"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s(?:of |de )?(?P<last>[^\W\d_]{3,13})(?!\w))"
    r"\.?(?:,?\s(?:de |del )?(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ENGLISH = frozenset({"january", "february", "march", "may", "june", "july", "sept", "october"})
# The weekday in front of such a day: a name may end in "Friday", but not where the day of the month follows.
WEEKDAYS = (
    r"(?<!\w)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:lune|marte|mercole|giove|vener)dì|sabato|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:m[åa]n|tis|tirs|ons|tors|fre|l[öø]r|s[öø]n)dag)[.,]?\s*"
)
_WEEKDAY = re.compile(WEEKDAYS + r"(?:den |the |le |el |il )?$", re.IGNORECASE)
# What a day is called that a byline goes on with.
_OF_DAY = (
    r"(?<![\s,;|–—-])[\s,;|–—-]++(?:(?:datum|stand|fecha|data|date|dated|dato|дата|опубликовано|обновлено"
    r"|publi[cs]er(?:ad|at|et|t)|gepubliceerd|geplaatst|upp?daterad|op+datere?t|opublikowano|dodano|publikováno|vydáno|julkaistu"
    r"|(?:veröffentlicht|erschienen|aktualisiert)(?: am)?|(?:publié|mis à jour|mis en ligne)(?: le)?"
    r"|(?:publicado|actualizado|atualizado)(?: e[lm])?|(?:pubblicato|aggiornato)(?: il)?)"
    r"|(?-i:le|el|il|em|am|vom|den))\s?:?\s*"
)
_BEFORE_FIGURE = re.compile(rf"{_OF_DAY}(?=\d)", re.IGNORECASE)
_BEFORE_DAY = re.compile(rf"{_OF_DAY}$", re.IGNORECASE)
_EDGE = " ,;:.|/\\-–—•·∙⋅*\"'“”「」[]【】()（）@\u200b\u200c\u2060\ufeff"


_LOGIN = re.compile(r"[a-z]+[._-][a-z][a-z._-]*|[A-Za-z._-]+\d[\w.-]*|[A-Z][a-z]+[A-Z]", re.ASCII)
_DESK = re.compile(
    r"\b(?:news|newsroom|media|medien|team|staff|admins?|administrator|editors?|editorial|desk|online|web|redaktion|redacci[oó]n"
    r"|r[eé]daction|redazione|press|digital|bureau|agenc(?:y|ies)|correspondents?|reporters?)\b",
    re.IGNORECASE,
)
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,2}")
_OF = re.compile(r"^[dl]['’]")  # d'Aubigny
JOINED = frozenset(
    "de da di do du das dos del della der den van von la le bin ibn al el y of ter ten te zu zur 't ’t".split()  # noqa: SIM905
)

_MOST_WORDS = 4
"""Words in the name of a person,"""
_MOST_OF_DESK = 7
"""and in any name that a byline has: "Courier staff and agencies in Harbour Town"."""


def is_other_credit(text: str) -> bool:
    """Whether the line *text* says who did something else than write the story: "Translated by Ada Moll"."""
    by = _NO_WRITER.match(text)
    return by is not None and is_person(text[by.end() :].strip())


def is_login(name: str) -> bool:
    """Whether *name* is what somebody signs in with: ``ada-moll``, ``ada.moll``, ``AdaM``, ``moll77``."""
    return _LOGIN.fullmatch(name) is not None


def is_desk(name: str) -> bool:
    """Whether *name* is that of a newsroom and of nobody in it: "Courier staff", "Harbour News"."""
    return _DESK.search(name) is not None


def is_sentence(name: str) -> bool:
    """Whether *name* goes on in small letters, as a name does not: "By Easter she may sail"."""
    second = name.split()[1:2]
    return bool(second) and second[0].islower() and second[0] not in {*JOINED, "for", "and"} and not is_desk(name)


def is_role(words: str) -> bool:
    """Whether *words*, which follow a name, say what that person does, or for whom: ", Staff Writer"."""
    return words[:2] in {", ", " f"} and (words.startswith(" for ") or _ROLE.search(words) is not None)


def is_person(name: str) -> bool:
    """Whether *name* is written as the name of a person is: two to four words with capitals, or two to four Han."""
    if _HAN_NAME.fullmatch(name) is not None:
        return True
    words = [word for word in name.split() if word not in JOINED]
    return 2 <= len(words) <= _MOST_WORDS and all(
        _OF.sub("", word)[:1].isupper()
        and (not word.isupper() or len(word) < 2 or _INITIALS.fullmatch(word) is not None)
        for word in words
    )


def clean_name(text: str) -> str | None:
    """Return the name in *text* without label, role, date or punctuation; ``None`` where it is no name."""
    words = " ".join(text.split())
    addressed = _ADDRESSED.fullmatch(words) if "@" in words else None
    words = addressed["name"] if addressed is not None else _ADDRESS.sub("", words)
    called = _BEFORE_FIGURE.search(words) if _DIGIT.search(words) is not None else None
    words = words[: called.start()] if called is not None and called.start() else words
    if not words or len(words) > _LONGEST_TEXT or _JUNK.search(words) is not None:
        return None
    for _ in range(_MOST_LABELS):
        label = _LABEL.match(words)
        if label is not None and words[label.end() : label.end() + 1] in {" ", ":", "：", "/", "／"}:
            words = words[label.end() :].lstrip(" :：/／")
    if _LABEL.fullmatch(words) is not None or _OTHER.match(words) is not None or _NO_WRITER.match(words) is not None:
        return None
    words = words.strip("【】[] ").lstrip("–—-~ ")
    end = _TRAIL.search(words) or _FOR_PAPER.match(words)
    if end is not None:
        words = words[: end.start() if end.re is _TRAIL else end.end(1)]
    words = _KOREAN_ROLE.sub("", words.strip(_EDGE))
    key = folded(words)
    if len(key) < 2 or len(words) > _LONGEST or key in _NOBODY or key.isdigit():
        return None
    if len(words.split()) > _MOST_OF_DESK or words[-1] in "?!。？！":
        return None
    # "Friday" and "March" alone are no names; "April March" is one.
    return None if _WEEKDAY.fullmatch(words) is not None or _is_month(words) else words


def _is_month(word: str) -> bool:
    return word.casefold() in _ENGLISH or month_of(word) is not None


def _undated(words: str) -> str:
    """Return what stands before the day that a byline runs into, or behind it where the day comes first."""
    at = 0 if _DIGIT.search(words) is not None else len(words)
    while (match := _DAY.search(words, at)) is not None:
        at = match.start() + 1
        month = match["first"] or match["last"]
        if not _is_month(month):
            continue
        # A colon tells a label.
        before = _BEFORE_DAY.sub("", _WEEKDAY.sub("", words[: match.start()])).rstrip(" ,;|")
        return before or words[match.end() :].lstrip(_EDGE)
    return words


def _is_elsewhere(piece: str) -> bool:
    """Whether *piece*, behind the comma after a whole name, is a place or a paper: a single word, or "in", "of" one."""
    words = piece.split()
    if not words or max(piece) >= _CASED:
        return False
    return len(words) == 1 or (words[0].islower() and words[0] not in JOINED and not words[0].startswith(("d'", "d’")))


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a byline: parted by "and", commas and the like; a day and roles after a comma are no part."""
    found: dict[str, None] = {}
    role = False
    for place, part in enumerate(_AND.split(_undated(" ".join(text.split())[:_LONGEST_TEXT]))):
        # Behind whose pictures they are, or a place: "Ada Moll / Corresponsal en Ribera", "ADA MOLL | Ribera".
        if found and (
            _IMAGES.search(part) is not None or ((role or "|" in text) and part.isalpha() and part[0].isupper())
        ):
            continue
        pieces = _COMMA.split(part)
        if len(pieces) == 2 and part.isascii() and all(len(piece.split()) == 1 for piece in pieces):
            pieces = pieces[:1] if _ROLE.search(pieces[1]) else [part]  # "Doe, Jane"
        first = _LABEL.sub("", pieces[0], count=1).strip(" :") if len(pieces) > 1 else ""
        whole = is_person(first) or (" in " in first and is_person(first.partition(" in ")[0]))
        for number, piece in enumerate(pieces):
            if number and whole and _is_elsewhere(piece):
                continue
            behind = number or (place and found)
            role = bool(behind) and _ROLE.search(_YOUNGER.sub("", piece)) is not None
            name = None if role else clean_name(piece)
            if name is not None and not (found and piece.startswith("@")):
                found[name] = None
    return tuple(found)
