from __future__ import annotations

import json as stdlib_json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from hypothesis import given

from strategies import articles
from tearsheet.errors import FormatError
from tearsheet.model import Article, Block, Comment, Moment
from tearsheet.model.frozen import FrozenDict
from tearsheet.outputs import json
from written import article

VALIDATOR = jsonschema.Draft202012Validator(json.schema())


@given(articles())
def test_reads_back_what_was_written(one):
    back = json.loads(json.dumps(one))
    assert back == one
    assert hash(back) == hash(one)
    assert pickle.loads(pickle.dumps(back)) == one


@given(articles())
def test_writes_what_its_schema_describes(one):
    VALIDATOR.validate(stdlib_json.loads(json.dumps(one)))


@given(articles())
def test_indented_and_plain_say_the_same(one):
    assert stdlib_json.loads(json.dumps(one, indent=2)) == stdlib_json.loads(json.dumps(one))
    assert "\n" not in json.dumps(one)
    assert json.loads(json.dumps(one, indent=2).encode()) == one


def test_mappings_come_back_frozen_all_the_way_down():
    back = json.loads(json.dumps(article(scores={"hot": 75}, extras={"box": {"rows": [1, {"a": None}]}})))
    assert type(back.scores) is FrozenDict
    assert type(back.extras["box"]) is FrozenDict
    assert back.extras["box"]["rows"] == (1, FrozenDict(a=None))
    with pytest.raises(TypeError):
        back.extras["box"]["rows"] = ()


def test_fields_stand_in_the_order_of_the_classes():
    written = stdlib_json.loads(json.dumps(article(published=Moment(raw="today"))))
    assert list(written)[:5] == ["adapter", "editions", "layout", "url", "canonical_url"]
    assert list(written["editions"][0])[:4] == ["language", "title", "summary", "body"]
    assert next(iter(written["published"])) == "raw"


def test_characters_stand_unescaped():
    assert '"中文 “é” 😀"' in json.dumps(article(publisher="中文 “é” 😀"))


def test_equal_articles_are_written_alike():
    one = article(scores={"a": 1.0, "b": 2.5}, extras={"a": 1, "b": [{"c": 1, "d": 2}]})
    other = article(scores={"b": 2.5, "a": 1}, extras={"b": [{"d": 2, "c": 1}], "a": 1})
    assert one == other
    assert json.dumps(one) == json.dumps(other)
    assert '"scores":{"a":1,"b":2.5}' in json.dumps(one)


# Before 1901 the zone's offset has seconds in it, which RFC 3339 cannot write.
@pytest.mark.parametrize("when", [(2025, 7, 1, 12), (1890, 1, 1), (2025, 1, 1, 0, 0, 0, 7)])
def test_a_time_in_a_named_zone_comes_back_as_the_same_instant(when):
    one = article(captured_at=datetime(*when, tzinfo=ZoneInfo("Asia/Shanghai")))
    back = json.loads(json.dumps(one))
    assert back == one
    assert back.captured_at.utcoffset() is not None


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ('{"adapter":1}', "$.adapter"),
        ("[]", "$"),
        ('{"adapter":"x"}', "$"),
        ('{"adapter":"x","editions":[]}', "$.editions"),
        ('{"adapter":"x","editions":[{"language":"en","title":"t","body":[{"text":5}]}]}', "$.editions[0].body[0].text"),
        ('{"adapter":"x","editions":[{"language":"en","title":"t","body":[{"text":"","kind":"poem"}]}]}', "$.editions[0].body[0].kind"),
        ('{"adapter":"x","editions":[{"language":"en","title":"t"}],"captured_at":"noon"}', "$.captured_at"),
        ('{"adapter":"x","editions":[{"language":"en","title":"t"}],"scores":{"a":"b"}}', "$.scores[...]"),
    ],
)  # fmt: skip
def test_json_of_another_shape_is_refused_with_the_place(data, path):
    with pytest.raises(FormatError) as caught:
        json.loads(data)
    assert caught.value.path == path
    assert path in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).path == path


@pytest.mark.parametrize(
    "data",
    [
        *("", "{", "tearsheet", b"\xff\xfe", b'{"adapter":"\xff"}', '{"adapter":"\ud800"}', '{"adapter":"\\ud800"}'),
        json.dumps(article()) + "x",
    ],
)
def test_what_is_not_json_is_refused(data):
    with pytest.raises(FormatError, match="not JSON"):
        json.loads(data)


def nested(depth: int) -> str:
    return json.dumps(article()).replace('"extras":{}', '"extras":{"a":' + "[" * depth + "]" * depth + "}")


def test_nesting_is_read_and_nesting_without_end_is_refused():
    assert json.dumps(json.loads(nested(50))) == nested(50)
    for depth in (800, 100_000):
        with pytest.raises(FormatError, match="deep"):
            json.loads(nested(depth))


def test_comments_nested_too_deeply_are_refused():
    comment = Comment(body="last")
    for _ in range(20_000):
        comment = Comment(body="re", replies=(comment,))
    with pytest.raises(FormatError, match="deep"):
        json.dumps(article(comments=(comment,)))


@pytest.mark.parametrize(
    ("extras", "path"),
    [
        ({"a": float("nan")}, "$.extras.a"),
        ({"a": [1, float("inf")]}, "$.extras.a[1]"),
        ({"a": {"b": {1, 2}}}, "$.extras.a.b"),
        ({"a": {1: 2}}, "$.extras.a"),
        ({"a": datetime(2025, 1, 1, tzinfo=UTC)}, "$.extras.a"),
    ],
)
def test_what_json_cannot_say_is_refused_and_not_changed(extras, path):
    with pytest.raises(FormatError) as caught:
        json.dumps(article(extras=extras))
    assert caught.value.path == path


def test_a_score_that_is_no_number_and_a_lone_surrogate_are_refused():
    with pytest.raises(FormatError, match="scores"):
        json.dumps(article(scores={"hot": float("nan")}))
    with pytest.raises(FormatError, match="UTF-8"):
        json.dumps(article(publisher="\ud800"))


def test_keys_of_a_later_version_are_passed_over():
    data = stdlib_json.loads(json.dumps(article())) | {"mood": "calm"}
    assert json.loads(stdlib_json.dumps(data)) == article()


def test_schema_is_valid_and_documented():
    schema = json.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == json.SCHEMA_ID
    definitions = schema["$defs"]
    assert set(definitions) >= {"Article", "Edition", "Block", "Moment", "Comment"}
    assert all(definition["description"] for definition in definitions.values())
    scores = definitions["Article"]["properties"]["scores"]["description"]
    assert "scores by name" in scores
    assert "`" not in str(schema)
    assert ":param" not in str(schema)


@pytest.mark.parametrize(
    "change",
    [
        {"editions": []},
        {"adapter": None},
        {"editions": [{"language": "en", "title": "t", "body": [{"text": "h", "kind": "heading", "level": 7}]}]},
        {"published": {"raw": "r", "offset": "two hours"}},
    ],
)
def test_schema_refuses_what_is_no_article(change):
    data = stdlib_json.loads(json.dumps(article())) | change
    assert not VALIDATOR.is_valid(data)


def test_schema_and_reader_agree_on_what_must_be_there():
    least = {"adapter": "x", "editions": [{"language": "en", "title": "t", "body": [{"text": "p"}]}]}
    VALIDATOR.validate(least)
    assert json.loads(stdlib_json.dumps(least)).body == (Block(text="p"),)


@given(articles())
def test_a_row_has_what_is_asked_for_most_beside_the_fields_and_reads_back(one):
    row = stdlib_json.loads(json.dumps_row(one, id="a.html"))
    VALIDATOR.validate(row)
    assert list(row)[:6] == ["id", "title", "language", "published_at", "published_date", "text"]
    assert (row["id"], row["title"], row["language"], row["text"]) == ("a.html", one.title, one.language, one.text)
    day = one.published.date if one.published else None
    assert row["published_date"] == (day.isoformat() if day else None)
    assert json.loads(json.dumps_row(one)) == one
    assert {key: value for key, value in row.items() if key in one.to_dict()} == one.to_dict()


def test_a_row_says_when_it_was_published_as_far_as_the_page_does():
    def row(moment: Moment) -> tuple[str | None, str | None]:
        found = stdlib_json.loads(json.dumps_row(article(published=moment)))
        return found["published_at"], found["published_date"]

    start = datetime(2026, 3, 1, 17, 8, tzinfo=timezone(timedelta(hours=8)))
    assert row(Moment(raw="x", start=start, end=start)) == ("2026-03-01T17:08:00+08:00", "2026-03-01")
    assert row(Moment(raw="3月1日", civil="2026-03-01", precision="day")) == (None, "2026-03-01")
    assert row(Moment(raw="6h ago", offset=timedelta(hours=-6), basis="relative")) == (None, None)


@pytest.mark.parametrize("known", [None, 7, 2**70, "a.html", "bad\udcff.html"])
def test_an_id_that_json_cannot_hold_is_a_text_it_can(known):
    row = stdlib_json.loads(json.dumps_row(article(), id=known))
    assert row["id"] in {known, str(2**70), "bad\\udcff.html"}


@pytest.mark.parametrize(
    ("span", "written", "before"),
    [
        (timedelta(hours=-6), "-PT6H", "-PT21600S"),
        (timedelta(days=-3), "-P3D", "-P3D"),
        (timedelta(0), "P0D", "P0D"),
        (timedelta(days=-1, minutes=-90), "-P1DT1H30M", "-P1DT5400S"),
        (timedelta(seconds=90, microseconds=500_000), "PT1M30.5S", "PT90.5S"),
        (timedelta(microseconds=-1), "-PT0.000001S", "-PT0.000001S"),
    ],
)
def test_spans_are_written_as_people_read_them_and_read_in_the_old_form_too(span, written, before):
    one = article(published=Moment(raw="then", offset=span))
    data = json.dumps(one)
    assert f'"offset":"{written}"' in data
    assert json.loads(data) == one
    assert json.loads(data.replace(written, before)) == one
    VALIDATOR.validate(stdlib_json.loads(data.replace(written, before)))


@given(articles())
def test_an_article_is_a_dict_and_back(one):
    assert Article.from_dict(one.to_dict()) == one
    assert one.to_dict() == stdlib_json.loads(json.dumps(one))
