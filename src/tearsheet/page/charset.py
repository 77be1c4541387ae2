"""Which encoding a page says that it is in, which of Python's codecs that is, and of what texts in some are made."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from encodings.aliases import aliases
from functools import lru_cache
from typing import Literal

from tearsheet.page.binary import format_of

EncodingSource = Literal["bom", "content-type", "declared", "utf-8", "scored", "detected", "fallback", "str"]

HEAD = 4096
"""How many bytes of a page are looked at."""
# The rest of a tag; a quote that is never closed runs to the end, so that no byte is scanned twice.
_REST = rb"""[^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?[^>=]*+)*+"""
_RAW = rb"<((?i:script|style|title|textarea|iframe|noframes|noembed|xmp))(?=[\s/>])"
_MARKUP = re.compile(
    rb"<!(?=--)[^-]*+(?:-(?!->)[^-]*+)*+|" + _RAW + _REST + rb"[^<]*+(?:<(?!/(?i:\1))[^<]*+)*+"
    rb"|<(?i:meta)(?=[\s/])(?P<meta>" + _REST + rb")|<[a-zA-Z/!?]" + _REST
)
_ATTRIBUTE = re.compile(rb"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)|'([^']*+)|([^\s>"']*+)))?""")
_XML = re.compile(rb"""\s*+<\?xml(?=\s)[^>]*?\sencoding\s*+=\s*+["']([^"'>]*+)""")
_CHARSET = re.compile(r"""charset\s*+=\s*+["']?\s*+([^\s"';,>]++)""", re.IGNORECASE)


def charset_of(content_type: str) -> str:
    """Return the label in a Content-Type header."""
    if not content_type:
        return ""
    found = _CHARSET.search(content_type, 0, HEAD)
    # Some callers hand on the charset alone.
    return found[1] if found else content_type[:HEAD].strip(" \t\r\n\"'")


def declarations(head: bytes, content_type: str | None) -> Iterator[tuple[str, EncodingSource]]:
    """Labels of the header, of the first ``<meta>`` that names a known one, and of the XML declaration."""
    yield charset_of(content_type or ""), "content-type"
    if b"charset" in head.lower():
        tags = (tag["meta"] or b"" for tag in _MARKUP.finditer(head))
        yield next(filter(codec_of, (_meta(tag) for tag in tags if b"charset" in tag.lower())), ""), "declared"
    if xml := _XML.match(head):
        yield xml[1].decode("ascii", "replace").strip(), "declared"


def _meta(tag: bytes) -> str:
    attributes: dict[bytes, str] = {}
    for name, *values in _ATTRIBUTE.findall(tag):
        # Of an attribute given twice the first counts.
        attributes.setdefault(name.lower(), b"".join(values).decode("ascii", "replace").strip())
    if attributes.get(b"http-equiv", "").lower() == "content-type":
        attributes.setdefault(b"charset", charset_of(attributes.get(b"content", "")))
    return attributes.get(b"charset", "")


_LABEL = re.compile(r"[a-z0-9][a-z0-9 _.:()+-]{0,40}")
# Spellings beyond the WHATWG table, without punctuation: x-gb2312, cn-gb, big5-eten, utf8mb4 ...
_FAMILY = re.compile(r"(?:x|cn|cs)*(gb|euccn|big5|utf8|unicode)")
_FAMILIES = {"gb": "gb18030", "euccn": "gb18030", "big5": "big5hkscs", "utf8": "utf-8", "unicode": "utf-8"}
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
_WIDER |= {"ascii": "cp1252", "iso8859-1": "cp1252", "x-user-defined": "cp1252", "tis-620": "cp874"}
_WIDER |= {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Python's codecs less those that are no character encodings, hold no ASCII (EBCDIC), or depend on the machine.
_OTHER = re.compile(r".*_codec|rot_13|mbcs|utf_7|cp(?:037|1026|1140|273|424|500)")
_PYTHON = {name for name in aliases.values() if not _OTHER.fullmatch(name)}
_PYTHON |= {"cp720", "cp737", "cp856", "cp874", "cp1006", "koi8_t", "koi8_u"}


def codec_of(label: str) -> str | None:
    """The Python codec for what *label* means on the web, or None."""
    label = label.strip().lower()
    return _codec_of(label) if _LABEL.fullmatch(label) else None


@lru_cache(maxsize=256)  # pages say the same few, and each is asked for several times
def _codec_of(label: str) -> str | None:
    if family := _FAMILY.match(re.sub(r"[^a-z0-9]", "", label)):
        return _FAMILIES[family[1]]
    import webencodings  # noqa: PLC0415 - 5 ms, and most pages stop above

    known = webencodings.lookup(label)
    # WHATWG refuses the text of ISO-2022-KR and HZ, for fear of hidden scripts; nothing is run here.
    if known and known.name != "replacement":
        name = known.codec_info.name
    else:
        # Python's own search would import, and remember, whatever a page asks for.
        module = re.sub(r"[^a-z0-9]+", "_", label)
        module = aliases.get(module, module)
        name = codecs.lookup(module).name if module in _PYTHON else ""
    return _WIDER.get(name, name) or None


# The most frequent characters of news and forum pages, by rank; their Traditional forms; the punctuation between.
COMMON = frozenset(
    "的一在中了国是有不大人和以会为发地业个时能用我上日行生要这年对成出多家可来作到理学新进动开方部机过长全分现下内也月"
    "提加实高本就前工合后道天面法持者于与经电好自通展关体产次南而设美场主数小品等代接更外其力民务重度应制量间报公之表最"
    "商将同如系无点员里还都得示入定区说手震所信没回并目问强计运们心看但情化比果支容向路市期元西平正据他文从科司子利网此"
    "建安保性事题及调东需色式江你相感些样周共意推广很程基北么统置增测两交常防专供短控营明技社号服管资指未口英水复研费企"
    "使球记当那直活续由第已图各带京因传被导级海起着易她政写近院停件术空想位受链选处金际断规去话单源线贸片告深改集三然联"
    "标价转结特至域流速往车每马局布让华码药究台头型种万充列收该只航完军再山快济今核户解组项息气物消任试或身名议效类觉界"
    "求认显少创老约达变功像走世条四别龙造质警超阿施确格态构论放游立温言协港做率己参医注首总张准它养义查教治先存呼护语战"
    "國會爲發業個時這對來學進動開機過長現內實後於與經電關體產設場數務應間報將無點員裏還區說沒並問強計運們據從網題調東樣"
    "廣麼統測兩專營號資復費記當續圖帶傳導級寫術鏈選處際斷規話單線貿聯標價轉結車馬讓華碼藥臺頭種萬該軍濟戶組項氣試議類覺"
    "認顯創約達變條別龍質確態構論遊溫協參醫總張準養義護語戰裡妳著為啟"
    "，。、：；！？（）“”‘’「」『』《》〈〉【】…—·　％～"
)
# What each language of ISO 8859-1 writes outside ASCII; one that also writes letters of others is of another part.
_ALPHABETS = tuple(
    map(
        frozenset,
        (
            *("äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúü¿¡ªº", "àáâãçéêíóôõúüªº", "àèéìíîïòóùú", "àçèéíïòóúü"),
            *("åäöæøéüàèêóô", "áéíóúýþæðö", "áíóúýæøð", "äöõüšžå", "áéèëíïóöúü", "éèêëîïôöûüá", "áéíóú", "àèìòùé"),
            *("âêîôûïöäëŵŷ", "äëéüöèêïîôß", "çë"),
        ),
    )
)
_LETTERS = re.compile(r"[ŠŒŽšœžŸÀ-ÖØ-öø-ÿ]|[¡ª±¹³º¾¿£¦¯¶¼®](?=[a-zà-öø-ÿ])")
_FEW_MISFITS, _MISFITS = 2, 0.04
"""Letters that are none of the language, and their share of all, from which on it is no language of ISO 8859-1."""
_OTHER_LATIN = frozenset({"cp1250", "iso8859-2", "cp1254", "iso8859-9", "cp1257", "iso8859-13", "iso8859-16"})
_CONTROLS = re.compile(rb"[\x8a\x8c\x8e\x9a\x9c\x9e\x9f](?=[A-Za-z])")
"""Letters of windows-1250 where ISO 8859-2 has controls, which no page shows."""


def rivals_of(codec: str, sample: bytes) -> frozenset[str]:
    """Return the encodings of Europe that *sample* may be in rather than in *codec*, by its letters outside ASCII."""
    if codec == "cp1252" and _is_of_no_language(sample):
        return _OTHER_LATIN
    return frozenset({"cp1250"}) if codec == "iso8859-2" and _CONTROLS.search(sample) is not None else frozenset()


def _is_of_no_language(sample: bytes) -> bool:
    """Whether the letters outside ASCII of *sample*, read as ISO 8859-1, are those of no one of its languages."""
    letters = _LETTERS.findall(sample.decode("cp1252", "replace").lower())
    fewest = min(sum(letter not in alphabet for letter in letters) for alphabet in _ALPHABETS)
    return fewest >= max(_FEW_MISFITS, _MISFITS * len(letters))


_EAST = re.compile(f"[\u3041-\u30ff\uac00-\ud7a3{''.join(COMMON)}]")
_EAST_ASIAN = 0.4
"""Share of kana, Hangul and everyday Han characters above which a text is in UTF-16; of random bytes, a fifth is so."""
_TAGS = re.compile(rb"<(?:!doctype|html|head|meta|title|body|div|p)[\s>]", re.IGNORECASE)
"""What stands in no text in UTF-16, and in any page that some program wrote a NUL into."""


def wide_codec(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32 without a BOM, by where the zero bytes of its ASCII characters stand."""
    if b"\0" not in head or not head.strip(b"\0") or format_of(head):
        return None
    for codec, first, second in (("utf-32-be", 0, 1), ("utf-32-le", 3, 2)):
        if len(head) >= 8 and not any(head[first::4]) and max(head[second::4]) <= 0x10:
            return codec
    for codec, ours, theirs in (("utf-16-be", head[0::2], head[1::2]), ("utf-16-le", head[1::2], head[0::2])):
        if ours.count(0) > max(2, len(ours) / 20, theirs.count(0) * 3):
            return codec
    for codec in ("utf-16-le", "utf-16-be") if _TAGS.search(head) is None else ():
        # Text of East Asia has next to no zero bytes.
        text = head[: len(head) // 2 * 2].decode(codec, "replace")
        if len(_EAST.findall(text)) > _EAST_ASIAN * len(text):
            return codec
    return None
