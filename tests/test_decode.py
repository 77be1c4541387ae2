"""Bytes to text: which encoding wins, how that is told, and that nothing is lost in silence."""

import codecs
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.errors import DecodeError
from tearsheet.page.decode import Decoded, decode

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"

SIMPLIFIED = (
    "昨天下午，市里的图书馆重新开门了。很多人一早就来排队，有学生，也有带着孩子的老人。"
    "馆长说，新的阅览室比以前大了一倍，晚上也可以来看书。记者在现场看到，二楼的报纸和三楼的电脑都已经能用。"
)
TRADITIONAL = (
    "昨天下午，市裡的圖書館重新開門了。很多人一早就來排隊，有學生，也有帶著孩子的老人。"
    "館長說，新的閱覽室比以前大了一倍，晚上也可以來看書。記者在現場看到，二樓的報紙和三樓的電腦都已經能用。"
)
JAPANESE = (
    "昨日の午後、市の図書館がふたたび開きました。朝から多くの人がならび、学生や子どもをつれたお年よりもいました。"
)
KOREAN = "어제 오후에 시립 도서관이 다시 문을 열었습니다. 아침부터 많은 사람들이 줄을 섰고 학생들도 있었습니다."
RUSSIAN = "Вчера днём в городе снова открылась библиотека. С утра в очереди стояли школьники и пожилые люди с детьми."
FRENCH = "Hier après-midi, la bibliothèque a rouvert ses portes; des élèves étaient déjà là, très tôt."


def page(text: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>{text[:9]}</title></head><body><p>{text}</p></body></html>"


# Who is believed


def test_a_byte_order_mark_beats_the_header_and_is_not_part_of_the_text() -> None:
    decoded = decode(codecs.BOM_UTF8 + SIMPLIFIED.encode(), content_type="text/html; charset=gbk")
    assert decoded == Decoded(text=SIMPLIFIED, encoding="utf-8", source="bom")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030"])
@pytest.mark.parametrize("text", ["中", SIMPLIFIED, "plain\n", ""])
def test_every_byte_order_mark_is_known(codec: str, text: str) -> None:
    assert decode(("\ufeff" + text).encode(codec)) == Decoded(text=text, encoding=codec, source="bom")


def test_a_utf8_mark_before_other_bytes_does_not_make_them_utf8() -> None:
    decoded = decode(codecs.BOM_UTF8 + SIMPLIFIED.encode("gb18030"))
    assert (decoded.text, decoded.encoding, decoded.contradicted) == (SIMPLIFIED, "gb18030", "utf-8")


def test_the_header_beats_the_meta_element() -> None:
    html = page("naïve", '<meta charset="windows-1251">')
    decoded = decode(html.encode("cp1252"), content_type="text/html; charset=windows-1252")
    assert decoded == Decoded(text=html, encoding="cp1252", source="content-type")


def test_the_meta_element_beats_the_xml_declaration() -> None:
    html = '<?xml version="1.0" encoding="windows-1251"?>' + page("naïve", '<meta charset="windows-1252">')
    assert decode(html.encode("cp1252")) == Decoded(text=html, encoding="cp1252", source="declared")


def test_the_xml_declaration_is_read_where_there_is_nothing_else() -> None:
    feed = f"\n<?xml version='1.0' encoding = 'big5'?><rss><title>{TRADITIONAL}</title></rss>"
    assert decode(feed.encode("big5hkscs")) == Decoded(text=feed, encoding="big5hkscs", source="declared")


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html; charset=gb2312",
        'text/html;charset="GB2312"',
        "Text/HTML ; CharSet = 'gb2312' ; x=y",
        "Content-Type: text/html; charset=GBK",
        "charset=gbk,utf-8",
        " gb2312 ",
        '"gbk"',
    ],
)
def test_a_header_is_read_however_it_is_written(content_type: str) -> None:
    decoded = decode(SIMPLIFIED.encode("gb18030"), content_type=content_type)
    assert decoded == Decoded(text=SIMPLIFIED, encoding="gb18030", source="content-type")


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "charset=", "charset=no-such-thing", "charset=\udcff", "x" * 9000]
)
def test_a_header_that_says_nothing_known_is_ignored(content_type: str) -> None:
    assert decode(SIMPLIFIED.encode(), content_type=content_type).source == "utf-8"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="gb2312">',
        "<META CHARSET='GB2312'/>",
        "<meta charset=gb2312>",
        "<meta\n  charset = \n gb2312 >",
        '<meta name="x" content="it\'s > that" charset="gb2312">',
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        '<meta HTTP-EQUIV=Content-Type CONTENT="text/html;charset=GB2312">',
        "<meta content='text/html; charset=gb2312' http-equiv='content-type'>",
        '<meta charset="klingon"><meta charset="gb2312">',
        '<!-- <meta charset="utf-8"> --><meta charset="gb2312">',
        '<!-- <p> <meta charset="utf-8"> - -- > --><meta charset="gb2312">',
        '<!--><meta charset="gb2312">-->',
        '<script>document.write("<meta charset=utf-8>")</script><meta charset="gb2312">',
        '<STYLE>/* <meta charset=utf-8> */</Style ><meta charset="gb2312">',
        '<title><meta charset="utf-8"></title><meta charset="gb2312">',
        '<link title="<meta charset=utf-8>"><meta charset="gb2312">',
        '<noscript><meta charset="gb2312"></noscript>',
        '<meta name="description" content="charset=utf-8"><meta charset="gb2312">',
        '<meta charset="gb2312" charset="utf-8">',
        '<td cellpadding="2""><meta charset="gb2312">',
    ],
)
def test_a_meta_element_is_read_where_a_browser_would_read_it(meta: str) -> None:
    # Cyrillic in GB 18030: only a declaration can tell.
    html = page("да", meta)
    assert decode(html.encode("gb18030")) == Decoded(text=html, encoding="gb18030", source="declared")


@pytest.mark.parametrize(
    "head",
    [
        '<!-- <meta charset="gb2312"> -->',
        '<script type="x">var a = "<meta charset=gb2312>"',
        '<title><meta charset="gb2312"></title>',
        '<meta name="keywords" content="text/html; charset=gb2312">',
        '<metadata charset="gb2312">',
        "x" * 4096 + '<meta charset="gb2312">',
    ],
)
def test_what_only_looks_like_a_declaration_is_none(head: str) -> None:
    assert decode(page("plain", head).encode()).source == "utf-8"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("x-gbk", "gb18030"),
        ("gb_2312-80", "gb18030"),
        ("cn-gb", "gb18030"),
        ("x-gb2312", "gb18030"),
        ("euc-cn", "gb18030"),
        ("chinese", "gb18030"),
        ("big5", "big5hkscs"),
        ("cn-big5", "big5hkscs"),
        ("big5-eten", "big5hkscs"),
        ("cp950", "big5hkscs"),
        ("latin1", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("x-user-defined", "cp1252"),
        ("shift_jis", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("tis-620", "cp874"),
        ("euc-jp", "euc_jp"),
        ("koi8-r", "koi8-r"),
        ("utf8mb4", "utf-8"),
        ("utf_8", "utf-8"),
        ("unicode", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-32", "utf-8"),
        ("hz-gb-2312", "hz"),
        ("iso-2022-kr", "iso2022_kr"),
        ("cp850", "cp850"),
        ("x-mac-cyrillic", "mac-cyrillic"),
    ],
)
def test_a_label_means_the_widest_encoding_that_holds_it(label: str, codec: str) -> None:
    decoded = decode(page("plain", f'<meta charset="{label}">').encode())
    assert (decoded.encoding, decoded.source) == (codec, "declared")


@pytest.mark.parametrize(
    "label",
    [
        "hex",
        "base64",
        "rot13",
        "utf-7",
        "cp037",
        "ebcdic-cp-be",
        "unicode_escape",
        "idna",
        "replacement",
        "iso-2022-cn",
    ],
)
def test_what_is_no_encoding_of_a_page_is_not_taken_for_one(label: str) -> None:
    assert decode(page("plain", f'<meta charset="{label}">').encode()).source in {"utf-8", "declared"}
    assert decode(page("plain", f'<meta charset="{label}">').encode()).encoding == "utf-8"


# What the bytes say


@pytest.mark.parametrize("text", ["plain", "", SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, FRENCH, "é"])
def test_valid_utf8_needs_no_declaration(text: str) -> None:
    assert decode(text.encode()) == Decoded(text=text, encoding="utf-8", source="utf-8")


@pytest.mark.parametrize(
    ("text", "codec"),
    [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030"), (TRADITIONAL, "big5hkscs")],
)
def test_undeclared_chinese_is_known_by_its_everyday_characters(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text=text, encoding=codec, source="scored")


@pytest.mark.parametrize(
    ("text", "codec"), [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs")]
)
@pytest.mark.parametrize("seed", range(12))
def test_stray_and_lost_bytes_do_not_mislead(text: str, codec: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(page(text).encode(codec))
    data.insert(chance.randrange(len(data)), 0xFF)
    data.insert(chance.randrange(len(data)), 0x80)
    del data[chance.randrange(len(data))]
    del data[-1:]
    decoded = decode(bytes(data))
    assert (decoded.encoding, decoded.source) == (codec, "scored")
    assert decoded.replacements == decoded.text.count("\ufffd") > 0


@pytest.mark.parametrize(("text", "codec"), [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs")])
def test_text_out_of_step_is_in_step_again_after_its_next_comma(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec)[1:])
    assert (decoded.encoding, decoded.source) == (codec, "scored")


@pytest.mark.parametrize(
    ("text", "codec"),
    [(JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (KOREAN, "cp949"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
)
def test_other_languages_are_left_to_the_detector(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text=text, encoding=codec, source="detected")


@pytest.mark.parametrize("answer", [None, "klingon", "utf-16"])
def test_when_nothing_fits_it_is_windows_1252(answer: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chardet.detect", lambda data: {"encoding": answer})
    assert decode(b"caf\xe9 \x81") == Decoded(text="café \ufffd", encoding="cp1252", source="fallback", replacements=1)


@pytest.mark.parametrize(("text", "codec"), [(JAPANESE, "iso2022_jp"), (SIMPLIFIED, "hz"), (KOREAN, "iso2022_kr")])
def test_seven_bit_encodings_are_not_taken_for_ascii(text: str, codec: str) -> None:
    decoded = decode((text * 3).encode(codec))
    assert (decoded.text, decoded.source) == (text * 3, "detected")


def test_a_tilde_and_a_brace_do_not_make_hz() -> None:
    script = "if (a & ~{1:2}[b]) { c = '~}'; }"
    assert decode(script.encode()) == Decoded(text=script, encoding="utf-8", source="utf-8")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("declared", ["utf-16", "utf-8", "gbk"])
def test_wide_encodings_are_seen_without_a_mark_whatever_is_declared(codec: str, declared: str) -> None:
    html = page(SIMPLIFIED, f'<meta charset="{declared}">')
    assert decode(html.encode(codec)) == Decoded(text=html, encoding=codec, source="scored")


@pytest.mark.parametrize("text", [SIMPLIFIED, "中" * 50 + "a"])
def test_a_header_that_says_utf16_is_believed_where_the_zeros_are_few(text: str) -> None:
    decoded = decode(text.encode("utf-16-le"), content_type="text/plain; charset=utf-16le")
    assert decoded == Decoded(text=text, encoding="utf-16-le", source="content-type")


# A declaration that lies


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (SIMPLIFIED, "utf-8", "gb2312"),
        (TRADITIONAL, "utf-8", "big5"),
        (JAPANESE, "utf-8", "shift_jis"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (RUSSIAN, "utf-8", "windows-1251"),
        ("中文", "utf-8", "gb2312"),
        ("© 2025", "utf-8", "iso-8859-1"),
        (SIMPLIFIED, "gb18030", "utf-8"),
        (SIMPLIFIED, "gb18030", "big5"),
        (SIMPLIFIED, "gb18030", "iso-8859-1"),
        (SIMPLIFIED, "gb18030", "euc-kr"),
        (TRADITIONAL, "big5hkscs", "gb2312"),
        (TRADITIONAL, "big5hkscs", "utf-8"),
        (JAPANESE, "cp932", "utf-8"),
        (KOREAN, "cp949", "utf-8"),
        (RUSSIAN, "cp1251", "utf-8"),
        (SIMPLIFIED, "utf-8", "utf-16"),
    ],
)
def test_a_declaration_that_the_bytes_contradict_loses(text: str, codec: str, label: str) -> None:
    decoded = decode(text.encode(codec), content_type=f"text/html; charset={label}")
    assert (decoded.text, decoded.encoding, decoded.replacements, decoded.contradicted) == (text, codec, 0, label)
    assert decoded.source not in {"content-type", "declared"}


GREEK = "Χθες το απόγευμα άνοιξε ξανά η βιβλιοθήκη της πόλης. Από το πρωί περίμεναν μαθητές και ηλικιωμένοι."


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (GREEK, "iso8859-7"), (JAPANESE, "cp932"), (KOREAN, "cp949")],
)
def test_words_of_another_script_contradict_what_servers_say_unasked(text: str, codec: str, label: str) -> None:
    html = page(f"{text} {text}", f'<meta charset="{label}">')
    decoded = decode(html.encode(codec))
    assert (decoded.text, decoded.contradicted) == (html, label)


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (
            "Łódkę złożyło w środę czworo uczniów i puściło ją z mostu, a list w środku pyta o pogodę.",
            "cp1250",
            "iso-8859-1",
        ),
        (
            "Můstků je čtyřicet dva, o tři víc, než uvádí mapa, a děti je všechny obešly v neděli.",
            "iso8859-2",
            "iso-8859-1",
        ),
        (
            "A tűzoltó létrával mászott fel a gólyához, és őt is egy kötélnél fogva húzták vissza.",
            "cp1250",
            "windows-1252",
        ),
        (
            "Değirmenin taşı yıllardır dönmüyordu, çünkü su yolunu çamur doldurmuştu; çocuklar boşalttı.",
            "cp1254",
            "latin1",
        ),
        (JAPANESE, "euc_jp", "gb2312"),
        (JAPANESE, "cp932", "gbk"),
        (KOREAN, "cp949", "gb2312"),
    ],
)
def test_letters_of_no_language_of_the_declared_encoding_contradict_it(text: str, codec: str, label: str) -> None:
    decoded = decode(page(text, f'<meta charset="{label}">').encode(codec))
    assert text in decoded.text
    assert decoded.contradicted == label


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Þæð er kötturinn sem sat á þakinu í gær og söng fyrir alla í götunni.",
        "Når elevene øver, får læreren høre både fløyte og trommer på æresplassen.",
        "¿Qué niño olvidó el paragüas? Según la señora, la mañana comenzó con lluvia en el 3º piso.",
        "Não há congelador, diz a direção, e às cinco da manhã a confusão é já grande.",
        "Õpilased sõidavad täna öösel jõele, et näha, kuidas jää mühinal liigub.",
    ],
)
def test_each_language_of_iso_8859_1_is_believed(text: str) -> None:
    decoded = decode(page(text, '<meta charset="iso-8859-1">').encode("cp1252"))
    assert (decoded.encoding, decoded.contradicted) == ("cp1252", None)


@pytest.mark.parametrize("text", [FRENCH, "Café – “très”\xa0\xa0\xa0\xa0\xa0\xa0 «à» é è ê ç ü ö ä ß " * 9])
def test_accents_and_punctuation_do_not_contradict_windows_1252(text: str) -> None:
    html = page(text, '<meta charset="iso-8859-1">')
    assert decode(html.encode("cp1252")) == Decoded(text=html, encoding="cp1252", source="declared")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN])
def test_text_of_east_asia_is_known_in_utf16_by_its_characters(text: str, codec: str) -> None:
    plain = f"{text[:12]}\n\n{text}\n"
    assert decode(plain.encode(codec)).text == plain


def test_a_few_accents_are_no_chinese() -> None:
    polish = "Dawna zajezdnia zamieniła się w targ kwiatów, a kupcy płacą za stanowisko tyle, ile kosztuje bilet."
    assert decode(polish.encode("cp1250")).text == polish


def test_a_wrong_header_leaves_the_word_to_the_meta_element() -> None:
    html = page(SIMPLIFIED, '<meta charset="GBK">')
    decoded = decode(html.encode("gb18030"), content_type="text/html; charset=UTF-8")
    assert decoded == Decoded(text=html, encoding="gb18030", source="declared", contradicted="UTF-8")


def test_the_first_of_two_lies_is_reported() -> None:
    html = page(SIMPLIFIED, '<meta charset="big5">')
    decoded = decode(html.encode(), content_type="text/html; charset=euc-kr")
    assert decoded == Decoded(text=html, encoding="utf-8", source="utf-8", contradicted="euc-kr")


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb2312"),
        (TRADITIONAL, "gb18030", "gbk"),
        (TRADITIONAL, "big5hkscs", "big5"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "cp932", "shift_jis"),
        (KOREAN, "cp949", "euc-kr"),
        (FRENCH, "cp1252", "latin1"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        # Valid UTF-8 by chance.
        ("漏", "gb18030", "gb2312"),
    ],
)
def test_a_true_declaration_is_kept(text: str, codec: str, label: str) -> None:
    data = text.encode(codec)
    expected = Decoded(text=text, encoding=codec, source="content-type")
    assert decode(data, content_type=f"text/html; charset={label}") == expected
    if codec != "cp1252":
        damaged = data[:20] + b"\xff" + data[20:] + b"\xff"
        kept = decode(damaged, content_type=f"text/html; charset={label}")
        assert (kept.encoding, kept.source, kept.contradicted) == (codec, "content-type", None)


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis"])
def test_ascii_contradicts_nothing(label: str) -> None:
    assert decode(b"<p>plain</p>", content_type=f"charset={label}").source == "content-type"


@pytest.mark.parametrize("cut", [1, 2])
def test_a_last_character_cut_in_two_is_no_contradiction(cut: int) -> None:
    decoded = decode(SIMPLIFIED[:-1].encode()[:-cut])
    assert decoded == Decoded(text=SIMPLIFIED[:-2] + "\ufffd", encoding="utf-8", source="utf-8", replacements=1)
    lied = decode(SIMPLIFIED[:-1].encode()[:-cut], content_type="charset=gbk")
    assert (lied.encoding, lied.contradicted) == ("utf-8", "gbk")
    legacy = decode(SIMPLIFIED[:-1].encode("gb18030")[:-1], content_type="charset=gbk")
    assert legacy == Decoded(text=SIMPLIFIED[:-2] + "\ufffd", encoding="gb18030", source="content-type", replacements=1)


def test_a_lone_accented_letter_at_the_end_is_not_a_cut_character() -> None:
    assert decode(b"caf\xe9").text != "caf\ufffd"


# What cannot be read


def test_a_replacement_character_of_the_page_itself_is_not_counted() -> None:
    data = f"{SIMPLIFIED}\ufffd".encode() + b"\xff\xff"
    decoded = decode(data, content_type="charset=utf-8")
    assert (decoded.text, decoded.replacements) == (f"{SIMPLIFIED}\ufffd\ufffd\ufffd", 2)
    legacy = decode(f"{SIMPLIFIED}\ufffd".encode("gb18030") + b"\xff<", content_type="charset=gbk")
    assert (legacy.text, legacy.replacements) == (f"{SIMPLIFIED}\ufffd\ufffd<", 1)


def test_markup_after_a_bad_byte_survives() -> None:
    decoded = decode(SIMPLIFIED.encode("gb18030") + b"\xc4</p>\x810</p>")
    assert decoded.text == SIMPLIFIED + "\ufffd</p>\ufffd0</p>"
    assert decode(SIMPLIFIED.encode("gb18030") + b"\x810<").text == SIMPLIFIED + "\ufffd0<"


def test_0x80_is_the_euro_sign_of_gbk() -> None:
    decoded = decode(SIMPLIFIED.encode("gb18030") + b"\x80 20", content_type="charset=gbk")
    assert (decoded.text, decoded.replacements) == (SIMPLIFIED + "€ 20", 0)


@pytest.mark.parametrize(
    ("data", "name", "remedy"),
    [
        (b"\x1f\x8b\x08\x00" + bytes(9), "gzip", "decompress it first"),
        (b"\x28\xb5\x2f\xfd\x24", "zstd", "decompress it first"),
        (b"PK\x03\x04\x14\x00", "ZIP", "decompress it first"),
        (b"BZh91AY&SY", "bzip2", "decompress it first"),
        (b"%PDF-1.7\n", "PDF", "give the page's HTML or text"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "give the page's HTML or text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG", "give the page's HTML or text"),
        (b"GIF89a\x01\x00", "GIF", "give the page's HTML or text"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "RIFF", "give the page's HTML or text"),
        (bytes(range(256)) * 4, "binary", "Content-Encoding"),
        (bytes(100), "binary", "Content-Encoding"),
        (random.Random(0).randbytes(9000), "binary", "Content-Encoding"),
    ],
)
@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
def test_binary_data_is_refused_with_a_remedy(data: bytes, name: str, remedy: str, content_type: str | None) -> None:
    with pytest.raises(DecodeError, match=name) as refusal:
        decode(data, content_type=content_type)
    assert remedy in str(refusal.value)
    position = refusal.value.position
    assert position is not None
    assert data[position] < 0x20 if name == "binary" else position == 0


@pytest.mark.parametrize(
    "text", ["PK is short for penalty kick", "GIF and PDF", "ID3 tags", "Rar! she said", "a\x00b\x0cc"]
)
def test_text_that_begins_like_a_format_or_holds_few_controls_is_text(text: str) -> None:
    assert decode(text.encode()).text == text


def test_bytes_like_data_is_accepted() -> None:
    assert decode(bytearray(b"abc")) == decode(memoryview(b"abc")) == decode(b"abc")  # type: ignore[arg-type]


def test_the_detector_is_not_loaded_for_pages_that_do_not_need_it() -> None:
    code = (
        "import sys; from tearsheet.page.decode import decode; t = sys.argv[1];"
        "decode(t.encode()); decode(t.encode('gb18030')); decode(t.encode('gbk'), content_type='charset=gbk');"
        "decode(t.encode(), content_type='charset=gbk'); sys.exit('chardet' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, SIMPLIFIED], check=True)


LABELS = st.sampled_from(
    [
        "utf-8",
        "gb2312",
        "big5",
        "latin1",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "iso-2022-jp",
        "iso-2022-kr",
        "hz-gb-2312",
        "utf-16",
        "utf-32be",
        "johab",
        "koi8-r",
    ]
)
HEADERS = st.none() | st.text(max_size=30) | LABELS.map("text/html; charset={}".format)
PIECES = st.sampled_from(
    [
        *(text[:n].encode(codec, "replace") for text in (SIMPLIFIED, FRENCH) for codec in ("utf-8", "gb18030", "big5hkscs", "hz") for n in (1, 3, 40)),
        *("\ufffd".encode(codec) for codec in ("utf-8", "gb18030", "utf-16-le")),
        b"\xff", b"\x80", b"\x1b$B", b"\x1b$)C\x0e", b"~{", b"\x810", b"\0", b"<", b'"', b"=", b"-->",
        b"<!--", b"<script>", b"</script>", b"<meta charset=", b"gbk>", b"utf-8 >", b"<?xml encoding='big5'",
    ]
)  # fmt: skip
DATA = st.binary(max_size=60) | st.lists(PIECES | st.binary(max_size=3), max_size=30).map(b"".join)


@given(DATA, HEADERS)
@example(b"\x1b$", "iso-2022-kr")
@example(b"\xd8\x00\xdc", "utf-16")
def test_any_bytes_are_text_or_refused_and_every_loss_is_counted(data: bytes, content_type: str | None) -> None:
    try:
        decoded = decode(data, content_type=content_type)
    except DecodeError:
        return
    assert decoded == decode(data, content_type=content_type)
    encoded = data
    if decoded.source == "bom" or (decoded.contradicted == "utf-8" and data.startswith(codecs.BOM_UTF8)):
        encoded = data[len("\ufeff".encode(decoded.encoding if decoded.source == "bom" else "utf-8")) :]
    assert decoded.text.isprintable() or not any("\ud800" <= char <= "\udfff" for char in decoded.text)
    assert decoded.replacements <= decoded.text.count("\ufffd")
    if decoded.encoding == "utf-8":
        assert decoded.replacements == decoded.text.count("\ufffd") - encoded.count(b"\xef\xbf\xbd")
    try:
        strict = encoded.decode(decoded.encoding)
    except UnicodeDecodeError:
        if decoded.encoding != "gb18030":
            assert decoded.replacements > 0
            assert decoded.text == encoded.decode(decoded.encoding, "replace")
    else:
        assert (decoded.text, decoded.replacements) == (strict, 0)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.sampled_from(["utf-8", "gb18030"]))
def test_declared_text_comes_back_as_it_was(text: str, codec: str) -> None:
    html = page(text, f'<meta charset="{codec}">')
    decoded = decode(html.encode(codec))
    if not decoded.contradicted:
        assert (decoded.text, decoded.replacements) == (html, 0)


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not there")
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_the_sample_pages_are_read_from_their_bytes(codec: str) -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_bytes().decode()
        if text.isascii():
            continue
        decoded = decode(text.encode(codec))
        assert (decoded.text, decoded.encoding, decoded.replacements) == (text, codec, 0), path.name


def test_a_nul_in_a_page_does_not_make_it_utf16() -> None:
    page = (
        "<html><head><title>海港</title></head><body><p>海港从今年春天起把最小的船免费借给会划船的人。</p>\0</body></html>"
        * 9
    )
    assert decode(page.encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_what_shifts_is_read_in_its_own_encoding_whatever_is_declared(declared: str) -> None:
    text = "港では今年の春から、こげる人に小さな船を無料で貸している。これまでに四十家族が借りた。"
    decoded = decode(text.encode("iso2022_jp"), content_type=f"text/html; charset={declared}")
    assert (decoded.text, decoded.contradicted) == (text, declared)


@pytest.mark.parametrize("codec", ["cp1250", "iso8859-2"])
def test_letters_amid_latin_words_are_no_chinese(codec: str) -> None:
    text = "<p>Port wypożycza swoje najmniejsze łodzie każdemu, kto umie wiosłować.</p>"
    assert decode(text.encode(codec)).text == text
