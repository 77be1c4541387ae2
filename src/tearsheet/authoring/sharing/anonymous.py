"""A page without its words: each is replaced by one of the same length, case and script, and all else stays.

The same word becomes the same word wherever it stands, so that a title still is its ``og:title``, and what a site
prints twice is still printed twice. What becomes of a word depends on a secret that is forgotten, so that it cannot be
looked up.
What stays: markup with its classes and ids, punctuation, figures of up to four digits, dates, and :func:`kept_words`.
"""

from __future__ import annotations

import ast
import itertools
import math
import re
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from html import unescape
from importlib import resources
from importlib.resources.abc import Traversable
from urllib.parse import quote, unquote_to_bytes

from tearsheet.page import Page
from tearsheet.text.fold import fold

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ESCAPES = r"(?:\\u[0-9a-fA-F]{4})++"
_TOKEN = re.compile(
    rf"""(?P<escaped>{_ESCAPES})
    |    (?P<percent>(?:%[0-9a-fA-F]{{2}})++)
    |    (?P<number>(?:&\#x?[0-9a-fA-F]++;)++)
    |    (?P<stays>&lt;/?[a-zA-Z][a-zA-Z0-9]*+|&[a-zA-Z]++;|\\[a-z])
    |    (?P<han>[{_HAN}]++)
    |    (?P<word>(?:(?![{_HAN}])[^\W\d_])++)
    |    (?P<digits>\d{{5,}}+)""",
    re.VERBOSE,
)
_STYLE_END = re.compile(r"</style\s*+>", re.IGNORECASE)
_QUOTE_OR_END = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"""(?<![^\s"'>/=])([^\s"'>/=]++)(\s*+=\s*+)("[^"]*+"?|'[^']*+'?|[^\s"'>]++)""")
_HUMPS = re.compile(r"[A-Z]?[a-z]++|[A-Z]++(?![a-z])|[^A-Za-z]++|.")
# Attributes that say what an element is, not what it tells.
_OF_MARKUP = re.compile(
    "charset|class|datetime|dir|height|hidden|http-equiv|id|item(?:prop|scope|type)|lang|media|name|property|rel|role|"
    "style|target|type(?:of)?|width|xml:lang",
    re.IGNORECASE,
)
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
# 20261123, 20261123103000, and seconds or milliseconds since 1970.
_DATE = re.compile(r"(?:19|20)\d{6}(?:\d{6})?|1\d{9}(?:\d{3})?")
# The rooms of the package whose rules look for words.
_ROOMS = ("adapters", "fields", "page", "reading", "text")
# In a pattern: characters one after the other, or one of a few, or one of a few words, or perhaps none.
_HAN_ONE = rf"[{_HAN}]|\[[{_HAN}]+\]"
_HAN_UNIT = re.compile(rf"({_HAN_ONE}|\((?:\?:)?(?:{_HAN_ONE}|\|)+\))(\??)")
_HAN_PATTERN = re.compile(rf"(?:{_HAN_UNIT.pattern}){{2,}}")
# A pattern of more is one for anything, such as a numeral.
_MOST_SPELLINGS = 64
_NUMERAL = re.compile(r"(?:[〇零一二三四五六七八九十百两廿]+[年月日时点分]|(?:星期|周)[一二三四五六日天])")
_ADDRESS = set(re.findall(r"\w+", "http https www com org net html htm php jpg jpeg png gif webp js css"))


def anonymous(page: Page, *, secret: bytes | None = None) -> Page:
    """Return *page* with every word replaced but those that the rules of tearsheet look for.

    It has the encoding of *page*, and of its address the words replaced as well.

    :param secret: what the replacements depend on; by default drawn anew, so that they are others each time
    :raises DecodeError: for bytes that are no text
    """
    words = _Words(page.text, secret or secrets.token_bytes(32), page.encoding)
    text = words.of_markup(page.text) if page.kind in {"html", "feed"} else words.of_text(page.text)
    data = text if isinstance(page.data, str) else _encoded(page, text)
    return Page(data, **{**page.known, "url": page.url and words.of_text(page.url)})


def _encoded(page: Page, text: str) -> bytes:
    assert isinstance(page.data, bytes)
    mark = next((mark for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff") if page.data.startswith(mark)), b"")
    data = text.encode(page.encoding, "replace")
    return data if data.startswith(mark) else mark + data


@cache
def kept_words() -> frozenset[str]:
    """Return the words that rules of tearsheet look for, in lower case: labels, months, what machines call things.

    They are the words in the strings of the package's own source, without its documentation and its messages, in the
    one spelling of :func:`tearsheet.text.fold.fold`.
    """
    found = set(_ADDRESS)
    for text in _strings():
        plain = fold(re.sub(r"\\[a-zA-Z]", " ", re.sub(r"\\s[*+?]+", "", text)))
        found.update(re.findall(rf"(?:(?![{_HAN}])[^\W\d_])+", plain.lower()))
        for run in _HAN_PATTERN.finditer(plain):
            found.update(word for word in _spelled(run[0]) if len(word) > 1)
    return frozenset(found)


def _spelled(run: str) -> list[str]:
    """Return the words that a piece of a pattern stands for: ``[编责]?辑(?:人|室)`` is six."""
    choices = []
    for unit in _HAN_UNIT.finditer(run):
        one = unit[1].strip("()?:")
        several = (
            [word for part in one.split("|") for word in _spelled(part)] if unit[1][0] == "(" else [*one.strip("[]")]
        )
        choices.append([*several, *([""] if unit[2] else [])])
    return [*map("".join, itertools.product(*choices))] if math.prod(map(len, choices)) <= _MOST_SPELLINGS else []


def _strings() -> Iterator[str]:
    for room in _ROOMS:
        for module in _modules(resources.files("tearsheet") / room):
            tree = ast.parse(module.read_text(encoding="utf-8"))
            prose = {id(part) for node in ast.walk(tree) if _is_prose(node) for part in ast.walk(node)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and id(node) not in prose:
                    value = node.value
                    if isinstance(value, bytes):
                        yield value.decode("latin-1")
                    elif isinstance(value, str):
                        yield value


def _is_prose(node: ast.AST) -> bool:
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _modules(folder: Traversable) -> Iterator[Traversable]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _modules(each)
        elif each.name.endswith(".py"):
            yield each


class _Words:
    """What becomes of each word of one page."""

    def __init__(self, text: str, secret: bytes, encoding: str) -> None:
        self._secret = secret
        self._encoding = encoding
        self._kept = kept_words()
        self._longest = max(len(word) for word in self._kept if not word.isascii())
        self._known: dict[str, str] = {}
        letters: defaultdict[str, set[str]] = defaultdict(set)
        for letter in set(text).union(unescape(text), *map(_unescaped, re.findall(_ESCAPES, text))):
            letters[_kind(letter)].add(letter)
        # Letters of the page itself, so that its script and its encoding stay.
        self._pools = {kind: "".join(sorted(pool)) for kind, pool in letters.items()}

    def of_markup(self, text: str) -> str:
        parts: list[str] = []
        end = 0
        for start, stop in _tags(text):
            parts.append(self.of_text(text[end:start]))
            parts.append(self._of_tag(text[start:stop]))
            end = stop
        parts.append(self.of_text(text[end:]))
        return "".join(parts)

    def _of_tag(self, tag: str) -> str:
        if tag[1] in "?!" or tag[:6].lower() == "<style":
            return tag
        return _ATTRIBUTE.sub(self._of_attribute, tag)

    def _of_attribute(self, found: re.Match[str]) -> str:
        if _OF_MARKUP.fullmatch(found[1]):
            return found[0]
        return found[1] + found[2] + self.of_text(found[3])

    def of_text(self, text: str) -> str:
        return _TOKEN.sub(self._of_token, text)

    def _of_token(self, found: re.Match[str]) -> str:
        said = found[0]
        match found.lastgroup:
            case "escaped":
                text = _unescaped(said)
                return said if (new := self.of_text(text)) == text else _escaped(new)
            case "percent":
                return self._of_percent(said)
            case "number":
                return "".join(f"&#{ord(letter)};" for letter in self.of_text(unescape(said)))
            case "han":
                return self._of_han(said)
            case "word":
                short = len(said) <= 2 and _beside_digit(found)  # 10h, 5pm, T09, Z
                return said if short else self._of_word(said)
            case "digits":
                return said if _DATE.fullmatch(said) else self._of_digits(said)
        return said

    def _of_percent(self, said: str) -> str:
        raw = unquote_to_bytes(said)
        for encoding in ("utf-8", self._encoding):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            return said if (new := self.of_text(text)) == text else quote(new, safe="", encoding=encoding)
        return self._of_digits(said)

    def _of_word(self, word: str) -> str:
        low = word.lower()
        if low in self._kept or len(low) == 1:
            return word
        if len(parts := _HUMPS.findall(word)) > 1:  # NewsArticle, datePublished
            return "".join(map(self._of_word, parts))
        new = self._known.get(low)
        if new is None:
            new = self._known[low] = self._drawn(low, lambda _, place: low.encode() + place.to_bytes(4))
        # Where a letter's other case is not one letter, lengths differ: then none is changed.
        return "".join(b.upper() if a.isupper() else b for a, b in zip(word, new, strict=False))

    def _of_han(self, run: str) -> str:
        # One alone tells nothing: 年 and 日 between figures, 文 and 图 before names, 前 after 小时.
        parts: list[str] = []
        plain = fold(run)
        unknown = start = 0
        while start < len(run):
            said = _NUMERAL.match(plain, start)
            size = said.end() - start if said else self._size(plain, start)
            if size:
                parts += [self._of_names(run[unknown:start]), run[start : start + size]]
                unknown = start + size
            start += size or 1
        return "".join((*parts, self._of_names(run[unknown:])))

    def _size(self, plain: str, start: int) -> int:
        """Return the length of the longest kept word that stands at *start*, or 0."""
        most = min(self._longest, len(plain) - start)
        return next((size for size in range(most, 1, -1) if plain[start : start + size] in self._kept), 0)

    def _of_names(self, run: str) -> str:
        if len(run) < 2:
            return run
        new = self._known.get(run)
        if new is None:
            # By all that stands before it: equal beginnings stay equal, yet no character has one fixed substitute.
            new = self._known[run] = self._drawn(run, lambda head, _: head.encode())
        return new

    def _of_digits(self, digits: str) -> str:
        return "".join(
            str(self._number(digits[: place + 1].encode(), 10)) if digit.isdigit() else digit
            for place, digit in enumerate(digits)
        )

    def _drawn(self, text: str, by: Callable[[str, int], bytes]) -> str:
        for attempt in range(16):
            new = "".join(
                self._letter(letter, by(text[: place + 1], place) + bytes([attempt]))
                for place, letter in enumerate(text)
            )
            if new != text and new not in self._kept:
                break
        return new

    def _letter(self, letter: str, by: bytes) -> str:
        if letter in _VOWELS:
            pool = _VOWELS
        elif letter in _CONSONANTS:
            pool = _CONSONANTS
        else:
            pool = self._pools.get(_kind(letter), letter)
        return pool[self._number(by, len(pool))]

    def _number(self, by: bytes, below: int) -> int:
        return int.from_bytes(blake2b(by, key=self._secret, digest_size=8).digest()) % below


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tags stand: one of ``<style>`` with all that is in it, none whose quotes do not close.

    Comments and CDATA are no tags, nor is the raw text of scripts: their words are words of the page.
    """
    at = text.find("<")
    quotes = True
    while at >= 0:
        mark = text[at + 1 : at + 2]
        stop = at + 1
        if mark == "?" or text[at + 1 : at + 9].lower() == "!doctype":
            stop = text.find(">", at) + 1
        elif mark == "/" or (mark.isascii() and mark.isalpha()):
            stop = _end_of_tag(text, at) if quotes else text.find(">", at) + 1
            # Nobody knows what is a name and what a value: from here on a tag ends at the next ">".
            quotes = quotes and stop > 0
            if stop and text[at : at + 6].lower() == "<style":
                closed = _STYLE_END.search(text, stop)
                stop = closed.end() if closed is not None else len(text)
        if stop > at + 1:
            yield at, stop
        at = text.find("<", stop or at + 1)


def _end_of_tag(text: str, at: int) -> int:
    """Return where the tag at *at* ends, 0 where its quotes do not close."""
    found = _QUOTE_OR_END.search(text, at)
    while found is not None and found[0] != ">":
        closed = text.find(found[0], found.end())
        found = _QUOTE_OR_END.search(text, closed + 1) if closed >= 0 else None
    return found.end() if found is not None else 0


def _kind(letter: str) -> str:
    """Return the script and the case of *letter*, by its name; accents stay, since they tell a language."""
    if not letter.isalpha() or (name := unicodedata.name(letter, "")).startswith("LATIN"):
        return letter
    return " ".join(name.split()[: 2 if "LETTER" in name else 1])


def _beside_digit(found: re.Match[str]) -> bool:
    text = found.string
    return text[found.end() : found.end() + 1].isdigit() or text[found.start() - 1 : found.start()].isdigit()


def _unescaped(said: str) -> str:
    units = [int(unit, 16) for unit in said.split("\\u")[1:]]
    return b"".join(unit.to_bytes(2) for unit in units).decode("utf-16-be", "surrogatepass")


def _escaped(text: str) -> str:
    raw = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))
