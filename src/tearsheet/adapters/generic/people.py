"""Who wrote a story of an unknown page and whom it is credited to: stated names, printed bylines, labels in Chinese.

A name is what a label, a class or ``rel=author`` makes one. Commenters, form fields, licence notes, addresses, dates,
roles and the like of "admin" are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.lines import Line
from tearsheet.reader import Reader, Stretch
from tearsheet.stated import Stated

__all__ = ["Named", "People", "clean_name", "read_people", "split_names"]

_LONGEST_LINE = 160
_LONGEST_NAME = 60

_BY = (
    r"(?:(?:(?:story|words?|text|article|photos?|photography|report|reporting|review|interview|recipe)(?: and \w+)? )?"
    r"(?:written |posted |published |reported |authored |created |reviewed |submitted |recommended |compiled |contributed |edited )?by)"
    r"|von|par|por|di|door|af|av|od|por el|autor(?:in|e|a)?|auteur|autore|författare|verfasst von|geschrieben von|escrito por|publicado por|ecrit par|écrit par|publié par|scritto da|pubblicato da"
    r"|author|writer|columnist|reporter|journalist|correspondent|byline|автор|текст"
)
_LATIN = re.compile(
    rf"(?:^|(?<=[|•·–—/,] )|(?<=\d ))(?P<label>(?:{_BY})\s?[:\-–]?)\s+(?P<names>[^\W\d_].*)$", re.IGNORECASE
)
_LATIN_LABEL = re.compile(rf"(?:{_BY})\s?[:\-–]?", re.IGNORECASE)
_STRONG = re.compile(r"by\b|(?:written|posted|published|author|autor|von|par|por|текст|автор)", re.IGNORECASE)
_HAN = re.compile(
    r"(?P<label>(?:本[报報网網刊]|[见見]习|特[约約]|实习|記者|记者|本报|本網)?(?:作\s?者|記者|记者|撰\s?文|文字|撰稿人?|采写|採訪|采访|原创|執筆者?|執筆|筆者|ライター|著者|投稿者|글쓴이|기자|作者名)\s*[:：/／|丨]|[文](?:\s?[/／|丨:：]|\s(?=[^\s]{2,4}$))|by[:：])\s*"
    r"(?P<names>[^\s:：|｜/／()（）\[\]【】,，。;；]{2,24}(?:[\s、,，/／·・&和][^\s:：|｜/／()（）\[\]【】,，。;；\d]{2,12}){0,4})",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"^[【\[(（]?(?P<names>[^\s\[\]【】（）()／/:：]{2,4})\s?[／/]\s?(?:[^\s]{2,8}報導|[^\s]{2,8}报道)[】\])）]?$"
)
_KISHA = re.compile(r"^(?P<names>[^\W\d_]{2,10}(?:[ 　・][^\W\d_]{1,10})?)\s?(?:記者|기자|著|氏)$")
_SOURCE = re.compile(
    r"(?:(?:新闻|文章|稿件|信息|内容|資料|资料|图文|本文)?(?P<label>[来來]\s?源(?:于|自)?|稿源|出\s?[处處]|転載元|[引]用元|出典|출처)\s*[:：]|\b(?P<latin>Source|Quelle|Fuente|Fonte)\s*:)"
    r"\s*(?P<source>[^\s|｜:：,，。;；()（）\[\]【】][^|｜:：。;；()（）\[\]【】\n]{0,39}?)(?=\s*(?:$|[|｜()（）\[\]【】;；]|\s(?:作者|責任|责任|编辑|編輯|记者|記者|时间|時間|发布|發布|日期|阅读|浏览|点击|评论|分享|字号|字體|字体|大|A)|\s?(?:19|20)\d\d[-年/.]))",
    re.IGNORECASE,
)
_EDITOR = re.compile(r"(?:责任?编辑?|責任?編輯?|[责責][编編]|编辑|編輯|editor)\s*[:：]", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|authors|writer|contributor|reporter|journalist|zuozhe|fn)(?:$|[\s_-])|author[-_]?name|postauthor|entry-author|article__author|byline",
    re.IGNORECASE,
)
_AROUND = re.compile(r"comment|reply|related|avatar|bio|box|widget|card__|teaser|license|login|sidebar", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[;；、|／]|\s(?:and|und|et|y|e|og|och|en|i|&|with|＆)\s|\s/\s|&(?!\w+;))\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|columnist|journalists?|producers?|analyst|associate|senior|chief|director|manager|founder|ceo|"
    r"co-founder|news|press|agency|reuters|ap|afp|md|m\.d\.|ph\.?d\.?|rd|rn|dvm|jr|sr|phd|mph|msc|mba|bureau|times|post|redaktion|redakteur|rédaction|special to|for)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "admin administrator administrador webmaster editor editorial author authors autor auteur guest anonymous anonym unknown user staff "
    "staffwriter contributor redaktion redaction redazione redaccion by none null undefined na test root owner postedby writtenby login signin name email comment "
    "comments share follow subscribe newsletter facebook twitter instagram youtube youralias more home menu about bio 匿名 佚名 网友 網友 管理员 管理員 小编 小編 编辑 編輯 本站 "
    "原创 原創 转载 轉載 作者 记者 記者 未知 互联网 网络 網絡 編集部 无 無".split()
)
_JUNK = re.compile(
    r"https?:|www\.|@\w+\.|creative commons|licen[sc]e|copyright|©|cookie|click|subscribe|\{\{|<|>|=|\bmins?\b.*\bread\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\s*(?:[|•·●–—]|\s-\s|\s(?=(?:updated|published|posted|last|on|in|at|am|le|il|el|vom|den)\b)|,\s(?=(?:updated|published|posted)\b)|(?<=[a-z])(?=(?:Published|Updated|Posted)\b)|\s\(|\s@|（|【|\s/\s|\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[\W_]+")


@frozen
class Named:
    """Names printed on the page: where, and what of them a label takes."""

    index: int
    stretch: Stretch
    start: int
    end: int
    names: tuple[str, ...]
    weight: float
    role: str = "authors"
    label: tuple[int, int] = (0, 0)


@frozen
class People:
    """Who wrote it and whom it is credited to; *printed* are the names to be claimed."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    printed: tuple[Named, ...] = ()


def _fold(text: str) -> str:
    return _WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def clean_name(text: str) -> str | None:
    """Return the name in *text* without label, role, date or punctuation; ``None`` where it is no name."""
    words = " ".join(text.split())
    if not words or _JUNK.search(words):
        return None
    label = _LATIN_LABEL.match(words)
    if label is not None and words[label.end() : label.end() + 1] in {" ", ":"} and len(words) > label.end() + 1:
        words = words[label.end() :].lstrip(" :")
    words = _TRAIL.sub("", words).strip(" ,;:.|/\\-–—•·*\"'“”「」[]【】()（）@")
    folded = _fold(words)
    if not 2 <= len(folded) or len(words) > _LONGEST_NAME or folded in _NOBODY or folded.isdigit():
        return None
    if len(words.split()) > 7 or words[-1:] in "?!。？！":
        return None
    return words


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a byline: parted by "and", commas and the like; roles after a comma are left out."""
    found: list[str] = []
    for part in _AND.split(" ".join(text.split())[:300]):
        pieces = re.split(r"\s*[,，]\s*", part)
        if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces) and part.isascii():
            pieces = [part] if not _ROLE.search(pieces[1]) else pieces[:1]  # "Doe, Jane"
        for number, piece in enumerate(pieces):
            if number and _ROLE.search(piece):
                continue
            name = clean_name(piece)
            if name is not None and name not in found:
                found.append(name)
    return tuple(found)


def read_people(
    reader: Reader,
    stated: Stated,
    indexes: Iterable[int],
    title: int | None,
    start: int,
    stop: int,
    sites: frozenset[str],
) -> People:
    """Return who wrote the story whose body is ``lines[start:stop]``; takes what :func:`read_times` takes.

    :param sites: folded names of the site, which is no author where a person is named
    """
    printed: list[Named] = []
    source: Named | None = None
    lines = reader.lines
    for index in indexes:
        line = lines[index]
        if len(line.text) > _LONGEST_LINE or line.region in {"nav", "footer"}:
            continue
        inside = start <= index < stop
        credit = _credit(reader, index, line)
        if credit is not None and (source is None or credit.weight > source.weight):
            source = credit
        named = _byline(reader, index, line, lines[index - 1].text if index else "", inside)
        if named is not None:
            place = 1.0 if title is not None and index > title and index < start else 0.6 if inside else 0.3
            printed.append(
                Named(
                    index,
                    named.stretch,
                    named.start,
                    named.end,
                    named.names,
                    named.weight + place,
                    "authors",
                    named.label,
                )
            )
    names = _stated_names(stated, sites)
    best = max(printed, key=lambda each: each.weight, default=None)
    if best is not None and (not names or all(_fold(name) in sites for name in names)):
        names = best.names
    folded = {_fold(name) for name in names}
    claimed = [
        each
        for each in printed
        if each is best or any(_alike(_fold(name), known) for name in each.names for known in folded)
    ]
    if source is not None:
        claimed.append(source)
    return People(names, source.names[0] if source is not None else None, tuple(claimed))


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _stated_names(stated: Stated, sites: frozenset[str]) -> tuple[str, ...]:
    """Return the names of the most trusted source that names somebody; a person goes before the site itself."""
    sources: dict[str, list[str]] = {}
    for fact in stated.all("authors"):
        sources.setdefault(fact.source, []).append(fact.value)
    reserve: tuple[str, ...] = ()
    for values in sources.values():
        names = tuple(dict.fromkeys([name for value in values[:12] for name in split_names(value)]))
        if names and not all(_fold(name) in sites for name in names):
            return names
        reserve = reserve or names
    return reserve


def _byline(reader: Reader, index: int, line: Line, above: str, inside: bool) -> Named | None:
    text = line.text
    if _EDITOR.match(text) or len(text) < 2:
        return None
    found = _labelled(reader, index, line)
    if found is not None:
        return found
    weight = _marked(line)
    if len(above) <= 16 and above and _LATIN_LABEL.fullmatch(above.strip()) and _STRONG.match(above):
        weight = max(weight, 1.8)
    if not weight or (inside and len(text) > 80):
        return None
    names = split_names(text)
    if not names or len(names) > 6 or any(len(name.split()) > 4 for name in names):
        return None
    stretch = reader.stretch(index, index + 1)
    return Named(index, stretch, 0, len(stretch.text), names, weight)


def _labelled(reader: Reader, index: int, line: Line) -> Named | None:
    if not (_QUICK.search(line.text)):
        return None
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    match = _HAN.search(text) or _REPORTER.match(text) or _KISHA.match(text)
    if match is not None and not (match.start() and len(text) > 90):
        names = split_names(match["names"]) if "names" in match.groupdict() else ()
        if names and not _SOURCE.match(match["names"]):
            label = match.span("label") if "label" in match.groupdict() else (0, 0)
            return Named(index, stretch, *match.span("names"), names, 2.2, "authors", label)
    match = _LATIN.search(text)
    if match is None:
        return None
    rest = match["names"]
    if not rest[0].isupper() and rest[0].islower() and " " not in rest:
        pass
    elif rest[0].islower():
        return None
    names = split_names(rest)
    if not names or len(names) > 8 or any(len(name.split()) > 5 for name in names):
        return None
    end = match.start("names") + max(rest.rfind(name) + len(name) for name in names)
    weight = 2.2 if _STRONG.match(match["label"]) else 1.2
    return Named(index, stretch, match.start("names"), end, names, weight, "authors", match.span("label"))


_QUICK = re.compile(
    rf"\b(?:{_BY})\b|作\s?者|[记記]者|文\s?[/／|丨:：]|^文\s|撰|[采採]|原[创創]|執筆|筆者|ライター|著|投稿者|[报報][导導道]|氏$|기자|글",
    re.IGNORECASE,
)


def _marked(line: Line) -> float:
    """Return how surely the markup makes the words of *line* the name of an author, 0 to 2."""
    best = 0.0
    node: LexborNode | None
    nodes: Sequence[LexborNode] = [node for _, node in line.marks[:3]]
    for first in nodes[:2]:
        node = first
        for depth in range(4):
            if node is None or node.tag in {"body", "article", "main", "html"}:
                break
            attributes = node.attributes
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            if "comment" in names.lower() or "related" in names.lower():
                return 0.0
            if "author" in (attributes.get("rel") or "") or "author" in (attributes.get("itemprop") or ""):
                best = max(best, 2.0 - 0.2 * depth)
            elif _CLASS.search(names) and not _AROUND.search(names):
                best = max(best, 1.6 - 0.3 * depth)
            elif depth < 2 and "/author/" in (attributes.get("href") or ""):
                best = max(best, 1.5)
            node = node.parent
    return best


def _credit(reader: Reader, index: int, line: Line) -> Named | None:
    text = line.text
    if (
        "源" not in text
        and "处" not in text
        and "處" not in text
        and "元" not in text
        and "出典" not in text
        and "출처" not in text
        and "ource" not in text
    ):
        return None
    stretch = reader.stretch(index, index + 1)
    match = _SOURCE.search(stretch.text)
    if match is None or (len(text) > 90 and match.start() > 4):
        return None
    name = match["source"].strip(" -–—/")
    if len(_fold(name)) < 2 or _JUNK.search(name):
        return None
    at = match.start("source")
    return Named(
        index,
        stretch,
        at,
        at + len(match["source"].rstrip(" -–—/")),
        (name,),
        2.0 if match["label"] else 1.0,
        "source",
        (match.start(), at),
    )
