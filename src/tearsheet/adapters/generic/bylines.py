"""Lines that say who wrote a story or whom it is credited to, in English, Chinese, Japanese and European languages."""

from __future__ import annotations

import re

from attrs import frozen
from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.names import split_names
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader, TextRange
from tearsheet.text.fold import folded

__all__ = ["Named", "credit", "is_label", "labelled", "marked"]

_LONGEST_MIXED = 90
_LATIN = re.compile(
    r"(?P<label>(?P<by>(?:(?:story|words?|text|article|photos?|photography|report|reporting|review|interview|recipe)"
    r"(?: and \w+)? )?(?:(?:written|posted|published|reported|authored|created|reviewed|submitted|recommended|compiled"
    r"|contributed|edited) )?by|verfasst von|geschrieben von|von|[ée]crit par|publié par|par|escrito por|publicado por"
    r"|por|scritto da|pubblicato da|di|door|af|av|od|autor(?:in|e|a)?|auteur|autore|författare|author|автор|текст)"
    r"|writer|columnist|reporter|journalist|correspondent|byline)\s?[:\-–]?(?:\s+|(?<=:)|(?=[A-Z]))(?P<names>[^\W\d_].*)",
    re.IGNORECASE,
)
_FIRST = frozenset(
    """
    by story word words text article photo photos photography report reporting review interview recipe written posted
    published reported authored created reviewed submitted recommended compiled contributed edited verfasst geschrieben
    von écrit ecrit publié par escrito publicado por scritto pubblicato di door af av od autor autorin autore autora
    auteur författare author автор текст writer columnist reporter journalist correspondent byline
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
_SEGMENT = re.compile(r"[^|•·–—]+")
_GLUED = re.compile(r"By(?=[A-Z][a-z])")
_HAN_HINT = re.compile("[作文记記撰采採原執筆ラ著投氏기글報报]")
_HAN = re.compile(
    r"(?P<label>(?:(?:本[报報网網刊]|[见見]习|特[约約]|实习)?(?:作\s?者|[记記]者|撰\s?文|文字|撰稿人?|[采採][写寫]|[采採][访訪]|原[创創]|執筆者?|筆者"
    r"|ライター|著者|投稿者|글쓴이|기자)\s*[:：/／|丨]|文\s?[/／|丨:：]|^文\s(?=\S{2,4}$))\s*)"
    r"(?P<names>[^\s:：|｜/／()（）\[\]【】,，。;；]{2,24}(?:[\s、,，/／·・&和](?!\S{1,6}\s?[:：])[^\s:：|｜/／()（）\[\]【】,，。;；\d]{2,12}){0,4})",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    # A whole line: 记者 张小河, 本报记者张小河. A wire's head names the place behind a name of two or three characters.
    r"(?:本[報报网網刊台]?(?:见习|見習|特[约約派]|实习|實習)?[记記]者\s?|[记記]者\s+)"
    r"(?P<alone>[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3})$"
    r"|[【\[(（][记記]者\s?(?P<wire>[\u4e00-\u9fff]{2,3})(?:[／/]?[\u4e00-\u9fff]{2,3})?[報报][導导道][】\])）]$|"
    r"[【\[(（]?(?P<names>[^\s\[\]【】（）()／/:：]{2,4})\s?[／/]\s?\S{2,8}[報报][導导道][】\])）]?$"
    r"|(?P<named>[^\W\d_]{2,10}(?:[ 　・][^\W\d_]{1,10})?)\s?(?:[记記]者|기자|著|氏)$"
)
_SOURCE = re.compile(
    r"(?:(?P<label>[来來]\s?源(?:于|自)?|稿源|出\s?[处處]|転載元|引用元|出典|출처)\s*[:：]"
    r"|\b(?:Source|Quelle|Fuente|Fonte)\s*:)\s*"
    r"(?P<source>[^\s|｜:：,，。;；()（）\[\]【】][^|｜:：。;；()（）\[\]【】\n]{0,39}?)"
    r"(?=\s*(?:$|[|｜()（）\[\]【】;；]|\s(?:作者|[责責]任|[编編][辑輯]|[记記]者|[时時][间間]|[发發][布佈]|日期|阅读|浏览|点击|评论|分享|字[号號体體]|大|A)"
    r"|\s?(?:19|20)\d\d[-年/.]))"
)
_SOURCE_HINT = re.compile("[源处處元典처]|(?:Sourc|Quell|Fuent|Font)e:")
_EDITOR = re.compile(r"(?:[责責]任?[编編][辑輯]?|[编編][辑輯]|editor)\s*[:：]", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|@|©")
_CLASS = re.compile(
    r"byline|author[-_]?name|postauthor|(?:^|[\s_-])(?:authors?|writer|contributor|reporter|journalist|zuozhe)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"comment|reply|related|avatar|bio|box|widget|card__|teaser|licen[sc]e|login|sidebar", re.IGNORECASE
)


@frozen
class Named:
    """Names printed on the page.

    :param start: where in *stretch* the names begin, *end* where they end
    :param label: where their label stands
    :param weight: how sure it is, 0 to 3
    """

    index: int
    stretch: TextRange
    start: int
    end: int
    names: tuple[str, ...]
    weight: float
    role: str = "authors"
    label: tuple[int, int] = (0, 0)


def is_label(text: str) -> bool:
    """Whether *text* is nothing but the label of a byline: ``By``, ``Author:``."""
    words = text.strip(" :").lower()
    return len(words) <= 16 and words.rpartition(" ")[2] in _FIRST and words.partition(" ")[0] in _FIRST


def labelled(reader: Reader, index: int, line: Line) -> Named | None:
    """Return the names that a label on the line at *index* introduces."""
    text = line.text
    if not text.isascii() and _HAN_HINT.search(text) is not None and _EDITOR.match(text) is None:
        found = _han(reader, index)
        if found is not None:
            return found
    for segment in _SEGMENT.finditer(text):
        words = segment[0]
        lead = len(words) - len(words.lstrip())
        first = words[lead : lead + 24].partition(" ")[0].rstrip(":-").lower()
        if first in _FIRST or first.partition(":")[0] in _FIRST or _GLUED.match(words, lead):
            return _latin(reader, index)
    at = text.find(" by ", 0, 40)
    return _latin(reader, index) if at > 0 and any(map(str.isdigit, text[:at])) else None


def _han(reader: Reader, index: int) -> Named | None:
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    match = _HAN.search(text)
    group = "names"
    if match is None:
        match = _REPORTER.match(text)
        group = (match.lastgroup or "named") if match is not None else "named"
    if match is None or (match.start() and len(text) > _LONGEST_MIXED):
        return None
    names = split_names(match[group])
    if not names or _SOURCE.match(match[group]) is not None:
        return None
    label = match.span("label") if match.re is _HAN else (0, 0)
    return Named(index, stretch, *match.span(group), names, 2.2, label=label)


def _latin(reader: Reader, index: int) -> Named | None:
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    starts = [segment.start() + len(segment[0]) - len(segment[0].lstrip()) for segment in _SEGMENT.finditer(text)]
    at = text.find(" by ", 0, 40)
    for start in [*starts, *([at + 1] if at > 0 else [])]:
        match = _LATIN.match(text, start)
        if match is None or (match["names"][0].islower() and " " in match["names"].strip()):
            continue
        names = split_names(match["names"])
        if not names or len(names) > 8 or any(len(name.split()) > 5 for name in names):
            continue
        begin = match.start("names")
        end = begin + max(match["names"].rfind(name) + len(name) for name in names)
        return Named(
            index, stretch, begin, max(end, begin + 1), names, 2.2 if match["by"] else 1.2, label=match.span("label")
        )
    return None


def marked(line: Line, known: dict[int, float]) -> float:
    """Return how surely the markup makes the words of *line* the name of an author, 0 to 2.

    :param known: what was found out of elements before, by their identity
    """
    best = 0.0
    for _, first in line.marks[:2]:
        node: LexborNode | None = first
        for depth in range(4):
            if node is None or node.tag in {"body", "article", "main", "html"}:
                break
            identity = node.mem_id
            weight = known.get(identity)
            if weight is None:
                weight = known[identity] = _weight(node)
            if weight < 0:
                return 0.0
            best = max(best, weight - 0.2 * depth)
            node = node.parent
    return best


def _weight(node: LexborNode) -> float:
    attributes = node.attributes
    if not attributes:
        return 0.0
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if "author" in (attributes.get("rel") or "") or "author" in (attributes.get("itemprop") or ""):
        return 2.0
    if names != " ":
        lower = names.lower()
        if "comment" in lower or "related" in lower:
            return -1.0
        if _CLASS.search(lower) is not None and _AROUND.search(lower) is None:
            return 1.6
    return 1.5 if "/author/" in (attributes.get("href") or "") else 0.0


def credit(reader: Reader, index: int, line: Line) -> Named | None:
    """Return whom the line at *index* credits the story to (来源), which is not who wrote it."""
    if _SOURCE_HINT.search(line.text) is None:
        return None
    stretch = reader.stretch(index, index + 1)
    match = _SOURCE.search(stretch.text)
    if match is None or (len(line.text) > _LONGEST_MIXED and match.start() > 4):
        return None
    name = match["source"].strip(" -–—/")
    if len(folded(name)) < 2 or _NO_NAME.search(name) is not None:
        return None
    at = match.start("source")
    weight = 2.0 if match["label"] else 1.0
    return Named(index, stretch, at, at + len(name), (name,), weight, "source", (match.start(), at))
