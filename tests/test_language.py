from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.text import language
from tearsheet.text.language import HAN, detect, dominant


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The harbour will reopen on Monday after the storm.", "en"),
        ("Die Brücke ist nach dem Sturm wieder offen und wird nicht gesperrt.", "de"),
        ("Le pont est ouvert après la tempête dans le sud du pays.", "fr"),
        ("El puente está abierto después de la tormenta en el sur del país.", "es"),
        ("Il ponte è aperto dopo la tempesta nel sud del paese.", "it"),
        ("A ponte não está aberta depois da tempestade no sul do país.", "pt"),
        ("De brug is na de storm weer open en wordt niet gesloten.", "nl"),
        ("Bron är öppen efter stormen och det är inte stängt.", "sv"),
        ("暴雨之后大桥重新开放,车辆可以通行。", "zh-Hans"),
        ("暴雨之後大橋重新開放,車輛可以通行。", "zh-Hant"),
        ("嵐のあと、橋は月曜日に再開する。", "ja"),
        ("폭풍이 지나간 뒤 다리가 다시 열린다.", "ko"),
        ("Мост снова открыт после бури.", "ru"),
        ("Η γέφυρα άνοιξε ξανά.", "el"),
        ("הגשר נפתח מחדש", "he"),
        ("أعيد فتح الجسر", "ar"),
        ("पुल फिर से खुल गया", "hi"),
        ("สะพานเปิดอีกครั้ง", "th"),
        ("Cây cầu mở lại vào sáng thứ hai sau cơn bão.", "vi"),
    ],
)
def test_language_of_a_sentence_is_told(text, tag):
    assert detect(text) == tag


@pytest.mark.parametrize("text", ["", "   ", "12:30", "— … !", "🐼🐼"])
def test_text_without_letters_has_no_language(text):
    assert detect(text, "en") is None
    assert dominant(text) is None


@pytest.mark.parametrize(
    ("text", "default", "tag"),
    [
        ("AI News", None, None),
        ("AI News", "en", "en"),
        ("AI News", "zh-Hans", None),
        ("AI News", "ja", None),
        ("小说", "en", "zh-Hans"),
        ("天下", None, "zh"),
        ("天下", "zh-Hant", "zh-Hant"),
        ("天下", "en", "zh"),
        ("開放", "zh-Hans", "zh-Hant"),
        ("Die Brücke ist nicht offen", "en", "de"),
    ],
)
def test_default_answers_only_where_the_text_cannot_tell_and_could_be_it(text, default, tag):
    assert detect(text, default) == tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Readers of 《长夜》 and “孤岛” know that the author never explains the ending.", "latin"),
        ("周一,Orbital Motors 与 Blue Heron Labs 宣布合作,首批 MX-7 与 MX-9 芯片将由 Northwind 代工生产。", "han"),
        ("iPhone 17 Pro Max 评测", "han"),
        ("東京五輪の開催", "kana"),
        ("老街上名为山の屋的小店将在下个月迎来开业三十周年的日子。", "han"),
        ("서울 地下鐵 노선도 안내", "hangul"),
    ],
)
def test_dominant_script_is_not_swayed_by_what_is_quoted(text, expected):
    assert dominant(text) == expected


@pytest.mark.parametrize("character", ["中", "〇", "々", "㐀", "𠀀", "\uf900", "鿿"])
def test_ideographs_of_every_block_are_han(character):
    assert re.match(f"[{HAN}]", character)


@pytest.mark.parametrize("character", ["a", "あ", "한", "。", "ㄅ", " ", "《"])
def test_other_characters_are_not_han(character):
    assert not re.match(f"[{HAN}]", character)


def encodes(character, codec):
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def test_telling_characters_belong_to_one_national_standard_only():
    assert not [c for c in language._HANS if not encodes(c, "gb2312") or encodes(c, "big5")]
    assert not [c for c in language._HANT if not encodes(c, "big5") or encodes(c, "gb2312")]


@pytest.mark.parametrize("character", "台里后只面干系出才合家")
def test_characters_that_both_scripts_use_tell_nothing(character):
    assert detect(character) == "zh"


@given(st.text())
def test_any_text_is_answered(text):
    assert (dominant(text) is None) == (detect(text, "en") is None)


@given(st.text(), st.integers(2, 5))
def test_long_text_is_judged_by_a_sample(text, times):
    long = (text + " ") * (400 * times)
    assert detect(long) == detect(long)
    assert (dominant(long) is None) == (detect(long, "en") is None)


@given(st.text(alphabet="风云变幻说话这个国发东车马门", min_size=2))
def test_simplified_text_is_never_called_traditional(text):
    assert detect(text) in {"zh", "zh-Hans"}


@given(st.text(alphabet="風雲變幻說話這個國發東車馬門", min_size=2))
def test_traditional_text_is_never_called_simplified(text):
    assert detect(text) in {"zh", "zh-Hant"}
