"""Lines that say who wrote a story or whom it is credited to, in English, Chinese, Japanese and European languages."""

from __future__ import annotations

import re

from attrs import frozen

from tearsheet.adapters.generic.head.han_bylines import HAN_HINT, HAN_NAME, LONGEST_MIXED, byline_in, reporter_in
from tearsheet.adapters.generic.head.names import is_person, is_sentence, split_names
from tearsheet.adapters.generic.signs.class_hints import names_of
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.reading.text_range import TextRange
from tearsheet.text.fold import folded

_LATIN = re.compile(
    r"(?P<label>(?P<by>(?:(?:(?:story|words?|text|article|report|reporting|review|interview|recipe)"
    r"(?: (?:and|&) \w+)?|(?:photos?|photography) (?:and|&) (?:story|words|text)"
    r"|guest post|opinion|analysis|commentary|essay|column|perspective|feature) )?"
    r"(?:(?:written|posted|published|reported|authored|created|reviewed|submitted|recommended|compiled"
    r"|contributed) )?by"
    r"|as told to|(?:from our|(?:da|de)l(?:la)? nostr[oa]|van onze|de notre|de nuestr[oa]|unser(?:e|em|er)?)"
    r" (?:own )?(?:redacteur|verslaggever|(?:redakteur|reporter|korrespondent)(?:in)?|correspond[ae]nte?|corresponsal"
    r"|envoyée? spéciale?|enviad[oa] especial|inviat[oa]|corrispondente)"
    r"|verfasst von|geschrieben von|von|(?:[ée]crit|rédigé|réalisé|publié) par"
    r"|un (?:article|texte|reportage) d[eu]|test[oi] di"
    r"|par|escrito por|publicado por|por|scritto da|pubblicato da|di|da|door|af|av|od|autorka|rozmawiała?"
    r"|autor(?:in|e|a)?|auteur|autore|författare|authors?|автор|текст"
    r"|ein(?:e|en)? [^\W\d_]{4,20} von|kirjoittanut|ditulis oleh|oleh|γράφει (?:ο|η)|بقلم|מאת"
    r"|de(?= [A-ZĂÂÎȘȚŞŢ][^\W\d_]+ [A-ZĂÂÎȘȚŞŢ][^\W\d_]+$))"
    r"|writer|columnist|reporter|journalist|correspondent|contributors?|byline"
    r"|(?:words?|story|text|texte|texto|testo|reporting|tekst|teksti|szöveg|autorzy|autoři|autori|авторы|автори"
    r"|yazar|muhabir|haber|yazı|skribent|корреспондент|συντάκτης|írta|szerző|toimittaja|kirjoittaja|tác giả|penulis"
    r"|كتب|كتبت|الكاتب|כתב|כתבה)(?=\s?:))"
    r"(?:\(s\)|[/:*_(]-?(?:in|innen|e|a|es)\)?(?=\s?:))?"
    r"\s?[:\-–]?(?:\s+|(?<=:)|(?=[A-Z]))(?:by |(?:unsere[mnr]|onze) [^\W\d_]+ )?(?P<names>[^\W\d_].*)",
    re.IGNORECASE,
)
_FIRST = frozenset(
    """
    by story word words text article photo photos photography report reporting review interview recipe written posted
    published reported authored created reviewed submitted recommended compiled contributed verfasst geschrieben
    von écrit ecrit publié par escrito publicado por scritto pubblicato di door af av od autor autorin autore autora
    auteur författare author authors автор текст writer columnist reporter journalist correspondent contributor
    contributors texte texto testo byline tekst teksti szöveg autorzy autoři autori авторы автори yazar muhabir
    haber yazı autorka rozmawiał rozmawiała skribent корреспондент συντάκτης rédigé réalisé testi írta szerző toimittaja
    kirjoittaja kirjoittanut tác penulis ditulis oleh كتب كتبت الكاتب כתב כתבה بقلم מאת 作者 记者 記者 撰文 撰稿
    """.split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
_PICTURED = re.compile(
    r"(?:photo(?:graph)?s?|photography|pictures?|images?|illustrations?|video|fotos?)(?: by|\s?:) [^,;.|]{3,40}[,;.] "
    r"(?=(?:(?:words?|story|text|report|reporting|written) by|(?:words?|story|text|texte?|reporting)\s?:) )",
    re.IGNORECASE,
)
"""Whose pictures they are, where a credit names them before who wrote it."""
_BEFORE_BY = frozenset(
    """as guest opinion analysis commentary essay column perspective feature γράφει ein eine un de del dal dalla van
    unser from""".split()  # noqa: SIM905 - a list of words is easier to read and to keep
)
"""Words that a byline begins with, and that are no label by themselves: "Opinion"."""
_SEGMENT = re.compile(r"[^|•·–—]+")
_LEAD = re.compile(r"\s*(?:\[[0-9]{1,4}\])?\s*\(?")
_SIGN_OFF = re.compile(r"\(?(?:reporting|written|report|story|text) by [A-Z].{2,120}$", re.IGNORECASE)
_TIMED = re.compile(
    r"\d:\d\d|(?<!\d)(?:19|20)\d\d(?!\d)|\d[/.-]\d|\bago$|read$|\b(?:posted|published|updated)\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.? \d"
)
"""What stands before a "by" amid a line that is a byline: a time. "Half of 200 shops close by Christmas" has none."""
_AMID = re.compile(r" (?=(?P<by>by|par|por|von|d[ia]|door|(?:[Pp]ublished|[Pp]osted|[Ww]ritten) [Bb]y) )")
_LOGGED = re.compile(r"\S+ (?:on|at|am|le|el)\b")
_GLUED = re.compile(r"By(?=[A-Z][a-z.])")
_SOURCE = re.compile(
    r"(?:(?P<label>(?:(?<![片图圖照据據料频頻影相面材乐樂表])[来來]\s?源(?:于|自)?|稿源|(?<![片图圖据據料频頻影])出\s?[处處]|[转轉](?:[载載])?自|摘自|転載元|引用元|出典|출처)\s*[:：|｜丨/／]|(?<=[|｜丨]\s)[来來]源(?=\s))"
    r"|(?<![Pp]hoto )(?<![Ii]mage )(?<![Pp]icture )(?<![Dd]ata )(?<![Vv]ideo )\b(?:Source|Quelle|Fuente|Fonte)\s*:)\s*"
    r"(?P<source>[^\s|｜:：,，。;；()（）\[\]【】][^|｜:：。;；()（）\[\]【】\n]{0,39}?)"
    r"(?=\s*(?:$|[|｜()（）\[\]【】;；]|\s[\u4e00-\u9fff]{1,6}\s?[:：]|\s(?:作者|[责責]任|[编編][辑輯]|[记記]者|[时時][间間]|[发發][布佈]|日期|阅读|浏览|点击|评论|分享|字[号號体體]|大|A)"
    r"|\s?(?:19|20)\d\d[-年/.]))"
)
_CALLED_SOURCE = re.compile(r"(?:^|[\s_-])(?:source|laiyuan)(?:$|[\s_-])")
_SOURCE_HINT = re.compile(r"[源处處元典처]|[转轉载載摘]自|(?:Sourc|Quell|Fuent|Font)e\s?:")
_EDITOR = re.compile(r"(?:[责責]任?[编編][辑輯]?|[编編][辑輯]|editor)\s*[:：/／|｜丨]", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|@|©")
_SIGNED = frozenset("）)〕】")
_WIRE, _WIRE_IN = re.compile("日[电電]"), 30
"""What the head of a wire says, and the characters in which it does."""
_OFTEN = frozenset(
    {"de", "oleh", "ein", "eine", "guest", "opinion", "analysis", "commentary", "essay", "column", "feature"}
)
"""Labels that are words of a sentence as well: they name persons or nobody."""
_EITHER_SEX = re.compile(r"(?:\(s\)|[/:*_(]-?(?:in|innen|e|a|as|es)\)?)$")

_LONGEST_LABEL, _LONGEST_WORDS = 32, 16
"""Characters of a label alone on its line, and of it without endings and a colon."""
_LONGEST_FIRST = 24
"""Characters in which the first word of a byline ends."""
_BEGINNING = 40
"""Characters in which a line says "by", where it is a byline that begins with something else."""
_MOST_NAMES, _MOST_WORDS = 8, 5
"""Names in a byline, and words in a name: more are a sentence."""
_LONGEST_SOURCE_LABEL = 5
"""Characters of the label of a source alone on its line."""
_INDENT = 4
"""Characters that may stand before the label of a source in a line that holds much else."""


class Sure:
    """How surely words are the name of an author, 0 to 3; the surer go first. Fitted on dev, 2026-11."""

    LABELLED = 2.2
    """Behind "by" or a label of authors,"""
    ROLE = 1.2
    """or behind a role that others have as well;"""
    ALONE, TOLD = 1.8, 1.5
    """below a label, as the page states, or beside the date, and before a paper or told of below the story;"""
    REPORTED = 1.6
    """in the brackets of a reporter: of these three no fit is recorded; they lie between a role and a label."""
    STATED = 2.0
    """In an element that states itself an author,"""
    CALLED = 1.6
    """that is called one,"""
    PROFILE = 1.5
    """or that leads to what one has written;"""
    OUTER = 0.2
    """less for each element between."""
    ANOTHER = -1.0
    """In one that is called a comment, a list of other stories or a source: of another."""
    SOURCE, FROM = 2.0, 1.0
    """A source behind its label, or behind "from"."""


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
    if len(text) > _LONGEST_LABEL:
        return False
    words = _EITHER_SEX.sub("", text.strip(" :：").lower())
    return len(words) <= _LONGEST_WORDS and words.rpartition(" ")[2] in _FIRST and words.partition(" ")[0] in _FIRST


def labelled(reader: Reader, line: Line) -> Named | None:
    """Return the names that a label on *line* introduces."""
    text, index = line.text, line.index
    if not text.isascii() and HAN_HINT.search(text) is not None and _EDITOR.match(text) is None:
        found = _han(reader, index)
        if found is not None:
            return found
    for segment in _SEGMENT.finditer(text):
        words = segment[0]
        lead = _begin(words)
        first = words[lead : lead + _LONGEST_FIRST].partition(" ")[0].rstrip(":-").lower()
        if not first.isalpha():
            first = _EITHER_SEX.sub("", first)
        if (
            first in _FIRST
            or first in _BEFORE_BY
            or first.partition(":")[0] in _FIRST
            or _GLUED.match(words, lead)
            or _PICTURED.match(words, lead)
        ):
            return _latin(reader, index)
    return _latin(reader, index) if _amid(text) is not None else None


def _is_timed(text: str) -> bool:
    """Whether *text* has a time, or a word that stands beside one."""
    return _TIMED.search(text.lower()) is not None


def _amid(text: str) -> int | None:
    """Return where a "by" stands amid the line *text* behind a time."""
    match = _AMID.search(text, 0, _BEGINNING)
    before = text[: match.start()] if match is not None else ""
    if match is None or not _is_timed(before) or before.endswith("pdated"):
        return None
    # "Around 12:30 from Berlin" says so in other languages: there a person is named.
    names = split_names(text[match.end("by") :]) if match["by"][-2:].lower() != "by" else ()
    return match.end() if all(map(is_person, names)) else None


def _begin(words: str) -> int:
    """Return where *words* begin behind white space, and behind the number that some dumps print before a link."""
    lead = _LEAD.match(words)
    return lead.end() if lead is not None else 0


def _han(reader: Reader, index: int) -> Named | None:
    stretch = reader.stretch(index, index + 1)
    found = byline_in(stretch.text)
    if found is None:
        return None
    (start, end), label, text = found
    names = split_names(text)
    if not names or _SOURCE.match(text) is not None:
        return None
    return Named(index, stretch, start, end, names, Sure.LABELLED, label=label)


def reported(reader: Reader, index: int) -> Named | None:
    """Return the reporters that the paragraph at *index*, the story's first or last, names in brackets."""
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    found = (
        reporter_in(text)
        if not text.isascii()
        and ("者" in text or "기자" in text or text[-1] in _SIGNED or _WIRE.search(text, 0, _WIRE_IN))
        else None
    )
    names = split_names(found[2]) if found is not None else ()
    if found is None or not names:
        return None
    return Named(index, stretch, found[0], found[1], names, Sure.REPORTED)


def signed(reader: Reader, index: int) -> Named | None:
    """Return who signs the story in its last line, at *index*, as agencies do: "(Reporting by …; editing by …)"."""
    line = reader.lines[index]
    return _latin(reader, index) if _SIGN_OFF.match(line.text) is not None else None


def _latin(reader: Reader, index: int) -> Named | None:
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    starts = [segment.start() + _begin(segment[0]) for segment in _SEGMENT.finditer(text)]
    amid = _amid(text)
    for first in [*starts, *([amid] if amid is not None else [])]:
        pictured = _PICTURED.match(text, first)
        start = first if pictured is None else pictured.end()
        match = _LATIN.match(text, start) or _parted(reader.lines[index], text)
        if match is None or _goes_on(match["names"], match["label"]):
            continue
        words = _SEGMENT.match(match["names"])
        names = _linked(reader.lines[index], split_names(words[0])) if words is not None else ()
        if not names or len(names) > _MOST_NAMES or any(len(name.split()) > _MOST_WORDS for name in names):
            continue
        if match["label"].partition(" ")[0].lower() in _OFTEN and not all(map(is_person, names)):
            continue
        if ":" not in match["label"] and any(map(is_sentence, names)) and not _is_timed(text):
            continue
        begin = match.start("names")
        end = begin + max(match["names"].rfind(name) + len(name) for name in names)
        return Named(
            index,
            stretch,
            begin,
            max(end, begin + 1),
            names,
            Sure.LABELLED if match["by"] else Sure.ROLE,
            label=(match.start("label") if pictured is None else first, match.end("label")),
        )
    return None


def _parted(line: Line, text: str) -> re.Match[str] | None:
    """Match "Words Ada Moll" as "Words: Ada Moll", where label and name are elements each."""
    runs = [run for run in line.runs[:_MOST_NAMES] if run.text.strip()]
    label = runs[0].text.strip() if len(runs) > 1 else ""
    if not is_label(label) or not text.startswith(f"{label} "):
        return None
    match = _LATIN.match(f"{label}:{text[len(label) + 1 :]}")
    return match if match is not None and all(map(is_person, split_names(match["names"]))) else None


def _goes_on(words: str, label: str) -> bool:
    """Whether *words* behind a label go on in small letters as a sentence does; a login has its day behind it."""
    login = label.lower().endswith("ted by") and _LOGGED.match(words) is not None and _is_timed(words)
    return words[0].islower() and " " in words.strip() and not login


def _linked(line: Line, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* without single words that do not lead anywhere where names do: where they were written."""
    led = [folded(run.text) for run in line.runs if run.href] if line.is_linked else []
    return tuple([name for name in names if " " in name or not led or any(folded(name) in words for words in led)])


def credit(reader: Reader, index: int, line: Line) -> Named | None:
    """Return whom the line at *index* credits the story to (来源), which is not who wrote it."""
    above = reader.lines[index - 1].text if index else ""
    if len(above) <= _LONGEST_SOURCE_LABEL and "源" in above:
        return _below_label(reader, index, line, above)
    if (line.text.isascii() and ":" not in line.text) or _SOURCE_HINT.search(line.text) is None:
        return None if line.text.isascii() or line.node is None else _called_source(reader, index, line)
    stretch = reader.stretch(index, index + 1)
    match = _SOURCE.search(stretch.text)
    cut = next((cut for cut in stretch.boundaries() if match is not None and cut > match.start("source")), None)
    if match is not None and cut is not None:  # the name of a source ends where its element does
        match = _SOURCE.search(stretch.text, 0, cut) or match
    if match is None or (len(line.text) > LONGEST_MIXED and match.start() > _INDENT):
        return None
    name = match["source"].strip(" -–—/")
    paper, _, last = name.rpartition(" ")
    name = paper if paper and HAN_NAME.fullmatch(last) is not None else name  # who wrote it stands beside it
    if len(folded(name)) < 2 or _NO_NAME.search(name) is not None:
        return None
    at = match.start("source")
    if name[0] == "《" and name[-1] == "》":
        at, name = at + 1, name[1:-1]
    weight = Sure.SOURCE if match["label"] else Sure.FROM
    return Named(index, stretch, at, at + len(name), (name,), weight, "source", (match.start(), at))


def _below_label(reader: Reader, index: int, line: Line, above: str) -> Named | None:
    """Return the words below a line that is the label of a source and nothing else."""
    if _SOURCE.fullmatch(f"{above.rstrip(' :：')}：{line.text}") is None or _is_timed(line.text):
        return None
    stretch = reader.stretch(index, index + 1)
    return Named(index, stretch, 0, len(line.text), (line.text,), Sure.FROM, "source")


def _called_source(reader: Reader, index: int, line: Line) -> Named | None:
    """Return the words beside a time that their element calls a source: <a class=source>江州晨报</a>."""
    if not _is_timed(line.text):
        return None
    stretch = reader.stretch(index, index + 1)
    for run in line.runs:
        name = run.text.strip()
        names = names_of(run.node.attributes) if run.node is not None else ""
        at = stretch.text.find(name)
        if _CALLED_SOURCE.search(names) is not None and at >= 0 and not any(map(str.isdigit, name)):
            return Named(index, stretch, at, at + len(name), (name,), Sure.FROM, "source")
    return None
