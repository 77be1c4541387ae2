"""Bytes to text: which encoding a page is in, how that is known, and how much of it could not be read.

The order is that of WHATWG HTML as far as it goes (BOM, transport, ``<meta>``); then the bytes are asked. A detector
comes last because one stray byte misleads it, while everyday characters can still be counted.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import NamedTuple

from attrs import evolve, frozen

from tearsheet.model.once import cached_property
from tearsheet.page.binary import refuse_binary
from tearsheet.page.charset import (
    COMMON,
    HEAD,
    EncodingSource,
    charset_of,
    codec_of,
    declarations,
    rivals_of,
    wide_codec,
)

__all__ = ["Decoded", "EncodingSource", "decode"]


@frozen(kw_only=True)
class Decoded:
    """The text of a page and how it was read.

    :param text: without a byte order mark
    :param encoding: the Python codec used: ``"utf-8"``, ``"gb18030"``, ``"big5hkscs"``, ``"cp1252"``. A label stands
        for the widest encoding that holds it, as in the WHATWG Encoding standard
    :param source: how the encoding is known: ``"bom"``, ``"content-type"`` (the header), ``"declared"`` (``<meta>`` or
        XML declaration), ``"utf-8"`` (valid, not declared), ``"scored"`` (the bytes make sense in it), ``"detected"``
        (chardet says so), ``"fallback"`` (nothing fits, so windows-1252), ``"str"`` (the page came as text)
    :param replacements: how many U+FFFD stand for unreadable bytes; the page's own are not counted
    :param contradicted: the first declared label, as printed, that the bytes contradict and that therefore lost
    """

    text: str
    encoding: str
    source: EncodingSource
    replacements: int = 0
    contradicted: str | None = None


def decode(data: bytes, *, content_type: str | None = None) -> Decoded:
    """Return the text of *data*; what cannot be read becomes U+FFFD and is counted, never dropped.

    :param content_type: value of the Content-Type header, where known; a charset in it that nobody knows is ignored
    :raises DecodeError: for what is no text: an image, an archive, compressed or other binary data
    """
    return Source(bytes(data), content_type).decoded


class Source:
    """What came in as a page, and its text. Bytes that are proven to be UTF-8 are decoded only for who asks."""

    def __init__(self, data: bytes | str, content_type: str | None = None) -> None:
        self.data = data
        self.content_type = content_type
        self._text: str | None = None

    @cached_property
    def account(self) -> Decoded:
        """How the text is decoded, without it."""
        if isinstance(self.data, str):
            return Decoded(text="", encoding="utf-8", source="str")
        account, self._text = _read(self.data, self.content_type)
        return account

    @property
    def utf8(self) -> bytes | None:
        """The bytes that came in, without a mark, where they are UTF-8 throughout."""
        account = self.account
        if isinstance(self.data, str) or account.encoding != "utf-8" or account.replacements:
            return None
        return self.data.removeprefix(codecs.BOM_UTF8)

    @property
    def text(self) -> str:
        """The text, kept until it is let go."""
        utf8 = self.utf8
        if self._text is None:
            if isinstance(self.data, str):
                self._text = self.data.removeprefix("\ufeff")
            else:
                self._text = utf8.decode() if utf8 is not None else _read(self.data, self.content_type)[1] or ""
        return self._text

    @property
    def decoded(self) -> Decoded:
        """The text and how it was decoded."""
        return evolve(self.account, text=self.text)

    def let_go(self) -> None:
        """Forget the text, which is made anew for who asks."""
        self._text = None

    def shown_as(self, html: str) -> Source:
        """Return what says of itself what this does, and has *html* as its text."""
        shown = Source(html)
        shown.account = self.account
        return shown


_STRETCH = 32_768  # bytes; the text of so many takes no memory of its own from the system


def _is_utf8(data: bytes) -> bool:
    """Whether *data* is UTF-8: the text of a stretch is made at a time, since nobody may ask for all of it."""
    view = memoryview(data)
    at = len(data) if data.isascii() else 0
    try:
        while at < len(data):
            at += codecs.utf_8_decode(view[at : at + _STRETCH], "strict", at + _STRETCH >= len(data))[1]
    except UnicodeDecodeError:
        return False
    return True


def _read(data: bytes, content_type: str | None) -> tuple[Decoded, str | None]:
    """Return how *data* is decoded, and the text where it had to be made to know."""
    page, head = _Bytes(data), data[:HEAD]
    transport = codec_of(charset_of(content_type or "")) or ""
    lost = None
    if mark := next(filter(data.startswith, _MARKS), None):
        page = _Bytes(data.removeprefix(mark))
        # Programs do put the mark of UTF-8 before text in other encodings.
        if _MARKS[mark] != "utf-8" or not page.contradicts("utf-8"):
            return page.read(_MARKS[mark], "bom")
        lost = "utf-8"
    elif wide := wide_codec(head):
        return page.read(wide, "content-type" if wide == transport else "scored")
    elif not transport.startswith(_WIDE):
        refuse_binary(head)
    for label, source in declarations(head, content_type):
        codec = codec_of(label)
        if codec and source == "declared" and codec.startswith(_WIDE):
            # WHATWG HTML, prescan: what could be found byte by byte is not in UTF-16.
            codec = "utf-8"
        if codec and not page.contradicts(codec):
            return page.read(codec, source, lost)
        lost = lost or (label if codec else None)
    return page.read(*page.guess(), lost)


_WIDE = ("utf-16", "utf-32")
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    "\ufeff".encode(codec): codec for codec in ("utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be", "gb18030")
}
# A stretch outside ASCII, with the ASCII bytes that may end a character of two.
_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]*+")
# Comma and full stop of GB 18030 and Big5: after a lost byte, the text is in step again behind them.
_STOP = re.compile(rb"\xa3\xac|\xa1\xa3(?!\xac)|\xa1[\x41\x43]")
_DECLARING = re.compile(rb"(?:charset|encoding)\s*+=\s*+[\"']?[\w.:-]*+", re.IGNORECASE)
_SAMPLE = 3060  # bytes that are weighed, of a longer page from three places
_WORD = re.compile(rb"[\x80-\xff]{4,}")
_AMID = re.compile(rb"(?<![\x80-\xff])[\x80-\xff][a-z]{3}")
_ASCII = bytes(range(128))
_LATIN = 0.25
"""Share of the bytes outside ASCII that stand alone before three small letters, from which on a text is in Latin."""
_FEW_LETTERS, _MOSTLY = 24, 0.6
"""Bytes in such words, and their share of all words with a byte that is not ASCII, from which on they tell a script."""
_CHINESE = ("gb18030", "big5hkscs")
_OTHER_ASIAN = ("cp932", "cp949", "euc_jp", "johab")
_NO_CHINESE, _ENOUGH = 0.2, 16
"""Share of everyday characters below which a text of so many is none that is Chinese: there they are half of all."""


class _Reading(NamedTuple):
    """Characters of the sample in one encoding: those outside ASCII, the unreadable, the everyday Chinese ones."""

    good: int
    bad: int
    common: int

    @property
    def sense(self) -> float:
        return self.common / max(self.good + self.bad, 1)


class _Bytes:
    """A page's bytes, and what they are like in this encoding or that: each looked at once, and only when asked."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._readings: dict[str, _Reading] = {}

    @cached_property
    def utf8(self) -> tuple[str | None, int] | None:
        """Text, if it was made, and replacements if this is UTF-8 throughout, save a last character cut in two."""
        if _is_utf8(self.data):
            return None, 0
        try:
            return self.data.decode(), 0
        except UnicodeDecodeError as error:
            whole = self.data[: error.start]
            if error.reason != "unexpected end of data" or whole.isascii():
                return None
            return whole.decode() + "\ufffd", 1

    @cached_property
    def sample(self) -> bytes:
        """A few KB of what is not ASCII, of a long page from its beginning, middle and end."""
        size = len(self.data)
        parts = 3 if size > 2 * _SAMPLE else 1
        runs: list[bytes] = []
        for part in range(parts):
            room = _SAMPLE // parts
            found = _RUN.finditer(self.data, size * part // parts, size * (part + 1) // parts)
            # The first run of a later part may begin within a character.
            for run in islice(found, 1 if part and runs else 0, None):
                # A multiple of 2 and 3 bytes, so that text without any space is not cut within a character.
                runs.append(run[0][:room])
                room -= len(run[0])
                if room <= 0:
                    break
        return b" ".join(runs)

    def reading(self, codec: str) -> _Reading:
        if codec not in self._readings:
            sample = _STOP.sub(b" ", self.sample) if codec in _CHINESE else self.sample
            text = sample.decode(codec, "replace")
            bad = text.count("\ufffd")
            good = len(text) - bad - len(text.encode("ascii", "ignore"))
            self._readings[codec] = _Reading(good, bad, sum(map(COMMON.__contains__, text)))
        return self._readings[codec]

    def contradicts(self, codec: str) -> bool:
        """Whether the bytes are clearly in another encoding than *codec*; a few stray ones do not make it so."""
        if codec.startswith(_WIDE):
            return b"\0" not in self.data and bool(self.utf8 or self.scored)
        if self.data.isascii():
            return b"\x1b$" in self.data and self.guess()[0] not in {codec, "utf-8"}
        if codec == "utf-8" and self.utf8:
            return False
        own = self.reading(codec)
        if codec != "utf-8" and own.sense < 0.5:
            utf8 = self.reading("utf-8")
            # Two or three characters may be valid UTF-8 by chance where a character has two bytes.
            valid = self.utf8 and (codec not in _CHINESE + _OTHER_ASIAN or own.bad or utf8.sense > own.sense)
            if valid or (utf8.good >= 4 and utf8.bad * 8 <= utf8.good):
                return True
            rivals = [self.reading(rival) for rival in _CHINESE if rival != codec]
            # The more there is to see, the less sense of it is enough: a text on boats has few everyday characters.
            if any(
                rival.common >= 4 and rival.sense > max(0.35 if rival.common >= 16 else 0.5, own.sense + 0.25)
                for rival in rivals
            ):
                return True
        foreign = codec in _CHINESE and own.good >= _ENOUGH and own.sense < _NO_CHINESE
        others = _OTHER_ASIAN if foreign else rivals_of(codec, self.sample)
        if others and self.guess()[0] in others:
            return True
        other = codec == "cp1252" and self._is_other_script
        if not other and own.bad <= max(own.good if codec == "utf-8" else own.good / 4, 2):
            return False
        best, source = self.guess()
        return best != codec and source != "fallback"

    @cached_property
    def _is_other_script(self) -> bool:
        """Whether whole words are outside ASCII, as in Cyrillic, Greek or Japanese and in no language of ISO 8859-1."""
        inside = sum(map(len, _WORD.findall(self.sample)))
        return inside >= _FEW_LETTERS and inside > _MOSTLY * len(self.sample)

    @cached_property
    def _is_latin(self) -> bool:
        """Whether what is not ASCII stands amid words of ASCII letters, as in Polish and in no text of East Asia."""
        amid = len(_AMID.findall(self.sample))
        return amid > 1 and amid > _LATIN * len(self.sample.translate(None, _ASCII))

    def guess(self) -> tuple[str, EncodingSource]:
        """The encoding by the bytes alone."""
        if self.utf8:
            # ISO 2022 and HZ look like ASCII.
            shifts = self.data.isascii() and (b"\x1b$" in self.data or b"~{" in self.data)
            if shifts and self.detected and self.detected.startswith(("iso2022", "hz")):
                return self.detected, "detected"
            return "utf-8", "utf-8"
        if self.scored:
            return self.scored, "scored"
        return (self.detected, "detected") if self.detected else ("cp1252", "fallback")

    @cached_property
    def scored(self) -> str | None:
        """What makes sense of the bytes: UTF-8 by how it is built, an encoding of Chinese by everyday characters."""
        utf8 = self.reading("utf-8")
        if utf8.good >= 2 and utf8.good > utf8.bad:
            return "utf-8"
        best = max(_CHINESE, key=lambda codec: self.reading(codec).sense)
        reading = self.reading(best)
        if reading.common < 2 or reading.sense < 0.25 or reading.bad * 4 > reading.good:
            return None
        # Too few for certain, as in a list of names; Japanese and Korean in two bytes can come as near.
        return best if reading.sense >= 0.5 or not (self._is_latin or self.detected in _OTHER_ASIAN) else None

    @cached_property
    def detected(self) -> str | None:
        """What chardet makes of the part where the page stops being plain ASCII."""
        import chardet  # noqa: PLC0415 - 41 ms, and few pages need it

        found = re.search(rb"[\x80-\xff]|\x1b\$|~\{", self.data)
        start = max(found.start() - 1000, 0) if found else 0
        # It believes what is declared, and what is declared at the top is known and is not to be believed.
        part = _DECLARING.sub(b"", self.data[start:HEAD]) + self.data[max(start, HEAD) : start + 100_000]
        codec = codec_of(chardet.detect(part)["encoding"] or "")
        if not codec or codec.startswith(_WIDE):
            return None
        reading = self.reading(codec)
        return codec if reading.bad * 3 <= reading.good else None

    def read(self, codec: str, source: EncodingSource, lost: str | None = None) -> tuple[Decoded, str | None]:
        text: str | None
        if codec == "utf-8" and self.utf8:
            text, count = self.utf8
        else:
            marked = self.data.decode(codec, "tearsheet.mark")
            text, count = marked.replace(_MARK, "\ufffd"), marked.count(_MARK)
        return Decoded(text="", encoding=codec, source=source, replacements=count, contradicted=lost), text


_MARK = "\udfff"  # no codec used here yields a lone surrogate, so it cannot be the page's own


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    if error.encoding == "gb18030":
        # WHATWG Encoding, gb18030 decoder: 0x80 is the euro sign, and ASCII after a bad byte is itself.
        return "€" if error.object[error.start] == 0x80 else _MARK, error.start + 1
    return _MARK, error.end


codecs.register_error("tearsheet.mark", _mark)
