"""Holding adapters, choosing one, explaining the choice, and what happens when an adapter is broken."""

from __future__ import annotations

import inspect
import pickle
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve, fields

import tearsheet
from tearsheet import (
    Adapter,
    Article,
    DuplicateAdapterError,
    Edition,
    InputError,
    Layout,
    LimitError,
    Limits,
    NoAdapterError,
    Page,
    ParseError,
    Registry,
    Signature,
    TearsheetError,
)
from tearsheet.reading.reading import ReadOptions


class Example(Adapter):
    name = "example"
    hosts = ("example.com",)
    signature = Signature((r"^Example News$",))

    def read(self, reader):
        reader.warn("odd", "something odd")
        return Article(
            adapter=self.name, editions=(Edition(language="en", title=reader.take(reader.lines[0], "title")),)
        )


class Other(Example):
    name = "other"
    hosts = ("other.net",)
    signature = Signature((r"^Other News$",))


class Broken(Example):
    name = "broken"

    def read(self, reader):
        raise IndexError("list index out of range")

    def read_all(self, reader):
        yield Example().read(reader)
        raise KeyError("lost")


@pytest.fixture
def registry() -> Registry:
    registry = Registry()
    registry.register(Example)
    registry.register(Other)
    return registry


PAGE = "A title\nExample News"


# -- holding -------------------------------------------------------------------------------------------------------------


def test_adapters_are_held_by_name_in_the_order_of_registering(registry):
    assert list(registry.adapters) == ["example", "other"]
    assert isinstance(registry.adapters["example"], Example)


def test_a_new_registry_is_empty():
    assert dict(Registry().adapters) == {}


def test_registering_decorates_a_class():
    registry = Registry()

    @registry.register
    class Third(Example):
        name = "third"

    assert Third.name == "third"
    assert list(registry.adapters) == ["third"]


def test_an_instance_is_registered_as_it_is(registry):
    instance = Example()
    instance.name = "instance"
    assert registry.register(instance) is instance
    assert registry.adapters["instance"] is instance


def test_two_adapters_of_one_name_are_refused_with_both_places(registry):
    class Twin(Other):
        name = "example"

    with pytest.raises(DuplicateAdapterError, match=r"example.*Example.*Twin"):
        registry.register(Twin)
    assert type(registry.adapters["example"]) is Example


def test_a_name_may_be_taken_over_on_purpose(registry):
    class Twin(Other):
        name = "example"

    registry.register(Twin, replace=True)
    assert type(registry.adapters["example"]) is Twin
    assert list(registry.adapters) == ["example", "other"]


@pytest.mark.parametrize("name", ["Example", "", "two words", "trailing-", "-leading", "新闻", None, 7])
def test_a_name_that_is_no_name_is_refused(registry, name):
    class Wrong(Example):
        pass

    Wrong.name = name
    with pytest.raises(InputError, match="name"):
        registry.register(Wrong)


@pytest.mark.parametrize("thing", [object(), object, "example", None, lambda page: page])
def test_what_is_no_adapter_is_refused(registry, thing):
    with pytest.raises(InputError, match="Adapter"):
        registry.register(thing)


def test_the_adapters_cannot_be_changed_but_by_registering(registry):
    with pytest.raises(TypeError):
        registry.adapters["example"] = Other()


def test_the_default_registry_holds_the_built_in_adapters():
    assert {"ai-news-card", "westca", "xishuta", "text-export"} <= set(tearsheet.registry.adapters)
    for name, adapter in tearsheet.registry.adapters.items():
        assert adapter.name == name


# -- choosing ------------------------------------------------------------------------------------------------------------


def test_the_adapter_that_knows_the_url_goes_before_one_that_knows_the_print(registry):
    assert registry.match(PAGE).name == "example"
    assert registry.match(PAGE, "http://other.net/1").name == "other"


def test_of_two_that_know_the_print_the_first_registered_is_chosen(registry):
    assert registry.match("Other News\nExample News").name == "example"


def test_explaining_tells_the_chosen_first_and_asks_everyone(registry):
    answers = registry.explain(PAGE, "http://other.net/1")
    assert [(answer.adapter, answer.matched, answer.by) for answer in answers] == [
        ("other", True, "url"),
        ("example", True, "signature"),
    ]
    assert [answer.matched for answer in registry.explain("x")] == [False, False]


def test_choosing_and_explaining_agree_on_every_fixture(case):
    page = Page(case.data, **case.about)
    chosen = tearsheet.registry.match(page)
    assert tearsheet.registry.explain(page)[0].adapter == chosen.name == case.adapter


def test_a_page_that_nobody_knows_lists_everyone_and_why(registry):
    with pytest.raises(NoAdapterError) as caught:
        registry.parse("nothing", "http://nowhere.net/")
    error = pickle.loads(pickle.dumps(caught.value))
    assert set(error.reasons) == {"example", "other"}
    for word in ("http://nowhere.net/", "example", "other", "adapter="):
        assert word in str(error)


def test_an_adapter_chosen_by_name_is_not_asked(registry):
    reading = registry.read("nothing of the kind", adapter="other")
    assert reading.article.adapter == "other"
    assert reading.recognition.by == "name"


def test_an_unknown_name_lists_the_known_ones(registry):
    with pytest.raises(NoAdapterError, match=r"'westca'.*example, other"):
        registry.parse(PAGE, adapter="westca")
    with pytest.raises(NoAdapterError, match="none"):
        Registry().parse(PAGE, adapter="westca")


def test_an_adapter_that_breaks_while_it_is_asked_does_not_stop_the_others(registry):
    class Rude(Example):
        name = "rude"

        def recognise(self, page):
            raise ZeroDivisionError

    first = Registry()
    for adapter in (Rude, Example):
        first.register(adapter)
    assert first.match(PAGE).name == "example"
    assert "ZeroDivisionError" in first.explain(PAGE)[-1].reason


# -- reading -------------------------------------------------------------------------------------------------------------


def test_a_reading_holds_the_article_and_how_it_came_about(registry):
    reading = registry.read(PAGE)
    assert reading.article.title == "A title"
    assert reading.adapter is registry.adapters["example"]
    assert reading.page.lines[0].text == "A title"
    assert [entry.text for entry in reading.ledger.unexplained] == ["Example News"]
    assert reading.recognition.matched


def test_what_the_caller_and_the_page_know_is_added_to_the_article(registry):
    when = datetime(2026, 1, 2, tzinfo=UTC)
    page = '<link rel="canonical" href="/c"><p>A title</p><p>Example News</p>'
    article = registry.parse(page, "http://example.com/x", captured_at=when)
    assert article.url == "http://example.com/x"
    assert article.canonical_url == "http://example.com/c"
    assert article.captured_at == when
    assert [warning.code for warning in article.warnings] == ["odd"]


def test_odd_bytes_are_warned_of_before_what_the_adapter_found_odd(registry):
    article = registry.parse(
        PAGE.encode() + b"\n\xff caf\xc3\xa9 \xe4\xb8\xad\xe6\x96\x87", content_type="text/plain; charset=utf-8"
    )
    assert [warning.code for warning in article.warnings] == ["undecodable-bytes", "odd"]


def test_a_page_made_before_is_used_as_it_is(registry):
    page = Page(PAGE, url="http://example.com/1")
    assert registry.read(page).page is page


def test_what_is_said_at_the_call_goes_before_what_the_page_says(registry):
    when = datetime(2026, 1, 2, tzinfo=UTC)
    page = Page(PAGE, url="http://example.com/1", limits=Limits(bytes=99))
    reading = registry.read(page, "http://other.net/2", captured_at=when)
    assert reading.adapter.name == "other"
    assert (reading.page.url, reading.page.captured_at, reading.page.limits) == (
        "http://other.net/2",
        when,
        page.limits,
    )
    assert (page.url, page.captured_at) == ("http://example.com/1", None)


def test_the_content_type_said_at_the_call_decides_what_the_page_is(registry):
    page = Page("<p>A title</p>\nExample News", content_type="text/html")
    assert registry.read(page).article.title == "A title"
    assert registry.read(page, content_type="text/plain").article.title == "<p>A title</p>"


def test_the_layout_that_was_recognised_is_on_the_article_unless_the_adapter_knows_better(registry):
    class Laid(Example):
        name = "laid"
        layouts = (Layout("new"),)

    class Knowing(Laid):
        name = "knowing"

        def read(self, reader):
            return evolve(super().read(reader), layout="print")

    registry.register(Laid)
    registry.register(Knowing)
    assert registry.parse(PAGE, adapter="laid").layout == "new"
    assert registry.parse(PAGE, adapter="knowing").layout == "print"


def test_furniture_that_the_adapter_left_is_dropped_after_it(registry):
    reading = registry.read("<p>A title</p><p>Example News</p><nav>Home</nav><footer>Imprint</footer>")
    assert [(entry.text, entry.role or entry.rule) for entry in reading.ledger.entries] == [
        ("A title", "title"),
        ("Example News", None),
        ("Home", "navigation"),
        ("Imprint", "footer"),
    ]


def test_an_adapter_that_breaks_is_named_with_its_fault(registry):
    registry.register(Broken)
    with pytest.raises(ParseError, match=r"broken.*IndexError.*defect") as caught:
        registry.parse(PAGE, adapter="broken")
    assert caught.value.adapter == "broken"
    assert isinstance(caught.value.__cause__, IndexError)
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), ParseError)


def test_errors_of_ours_go_through_unwrapped(registry):
    class Strict(Example):
        name = "strict"

        def read(self, reader):
            reader.fail("body", "no text")

    registry.register(Strict)
    with pytest.raises(ParseError) as caught:
        registry.parse(PAGE, adapter="strict")
    assert caught.value.field == "body"
    assert caught.value.__cause__ is None


# -- several articles ----------------------------------------------------------------------------------------------------


def test_an_adapter_reads_one_article_unless_it_says_otherwise(registry):
    assert [article.title for article in registry.parse_all(PAGE)] == ["A title"]


def test_choosing_fails_at_the_call_and_not_at_the_first_article(registry):
    with pytest.raises(NoAdapterError):
        registry.parse_all("nothing")


def test_articles_before_a_fault_are_given(registry):
    registry.register(Broken)
    articles = registry.parse_all(PAGE, adapter="broken")
    assert next(articles).title == "A title"
    with pytest.raises(ParseError, match="KeyError"):
        next(articles)


# -- bad input -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["parse", "read", "parse_all", "match", "explain"])
def test_every_entry_point_refuses_what_is_no_page(registry, way):
    ask = getattr(registry, way)
    with pytest.raises(InputError, match="bytes or str"):
        ask(None)
    with pytest.raises(InputError, match="time zone"):
        ask(PAGE, captured_at=datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused
    with pytest.raises(TypeError):
        ask(PAGE, "http://example.com/", "text/html")


@pytest.mark.parametrize("data", ["", b"", "   \n", b"\x00\x01\x02", "<html></html>", b"\xff\xd8\xff\xe0\x00\x10JFIF"])
def test_nothing_in_it_is_an_error_of_ours(data):
    with pytest.raises(TearsheetError):
        tearsheet.parse(data)


def test_a_page_over_the_limit_is_refused(registry):
    with pytest.raises(LimitError) as caught:
        registry.parse(Page("x" * 100, limits=Limits(bytes=99)))
    assert (caught.value.value, caught.value.cap) == (100, 99)


@pytest.mark.parametrize("data", [bytearray(PAGE.encode()), memoryview(PAGE.encode())])
def test_anything_that_holds_bytes_will_do(registry, data):
    assert registry.parse(data).title == "A title"


def test_an_article_of_a_registry_can_be_pickled(registry):
    article = registry.parse(PAGE)
    assert pickle.loads(pickle.dumps(article)) == article


# -- the zone of pages that do not tell theirs ---------------------------------------------------------------------------


class Dated(Example):
    name = "dated"
    hosts = ("dated.example",)
    signature = None

    def read(self, reader):
        article = super().read(reader)
        return evolve(article, published=reader.moment(reader.take(reader.lines[1], "published")))

    def read_all(self, reader):
        yield self.read(reader.part(reader.lines))


class Local(Dated):
    name = "local"
    zone = "America/Vancouver"


@pytest.fixture
def dated() -> Registry:
    registry = Registry()
    registry.register(Dated)
    registry.register(Local)
    return registry


CLOCK = "A title\n2026-03-02 17:08"
SHANGHAI = "2026-03-02T17:08:00+08:00"
ZONES = [
    "Asia/Shanghai",
    "+08:00",
    ZoneInfo("Asia/Shanghai"),
    timezone(timedelta(hours=8)),
]


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("way", ["parse", "read", "parse_all", "read_all"])
def test_a_clock_without_a_zone_is_read_in_the_one_that_the_caller_says(dated, way, zone):
    found = getattr(dated, way)(CLOCK, adapter="dated", zone=zone)
    article = {"parse": lambda: found, "parse_all": lambda: next(found)}.get(way, lambda: found.article)()
    assert article.published.start.isoformat() == SHANGHAI
    assert article.published.zone == ("Asia/Shanghai" if "Shanghai" in str(zone) else "+08:00")


def test_the_zone_of_the_adapter_and_that_on_the_page_go_before_it(dated):
    assert dated.parse(CLOCK, adapter="local", zone="Asia/Shanghai").published.zone == "America/Vancouver"
    printed = dated.parse(f"{CLOCK} UTC", adapter="dated", zone="Asia/Shanghai").published
    assert printed.start.isoformat() == "2026-03-02T17:08:00+00:00"


def test_without_a_zone_a_clock_keeps_waiting(dated):
    assert dated.parse(CLOCK, adapter="dated").published.start is None


def test_the_stated_and_the_printed_times_of_any_page_take_the_zone():
    story = "".join(
        f"<p>{'The council voted on Tuesday to rebuild the pier, and said when. ' * 3}</p>" for _ in range(4)
    )
    page = f"<html><head><title>A pier</title>%s</head><body><article><h1>A pier</h1>%s{story}</article></body></html>"
    stated = page % ('<meta property="article:published_time" content="2026-03-02T17:08:00">', "")
    printed = page % ("", "<p>2026-03-02 17:08</p>")
    for each in (stated, printed):
        assert tearsheet.parse(each).published.start is None
        assert tearsheet.parse(each, zone="Asia/Shanghai").published.start.isoformat() == SHANGHAI


class Nameless(tzinfo):
    def __repr__(self):
        return "nameless"

    def utcoffset(self, when):
        return None


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "CST", 8, Nameless()], ids=str)
@pytest.mark.parametrize("way", ["parse", "read", "parse_all", "read_all"])
def test_a_zone_that_there_is_not_is_refused_at_once(dated, way, zone):
    with pytest.raises(InputError, match=r"zone is .*IANA name"):
        getattr(dated, way)(CLOCK, zone=zone)


# -- what help() says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["parse", "read", "parse_all", "read_all"])
def test_each_way_to_read_says_what_its_own_arguments_mean(name):
    way = getattr(tearsheet, name)
    named = re.findall(r":param (\w+):", way.__doc__)
    assert named == list(inspect.signature(way).parameters)
    parts = [doc.partition(":raises")[0].partition(":param")[2] for doc in (way.__doc__, tearsheet.parse.__doc__)]
    assert parts[0] == parts[1]


def test_every_option_of_reading_is_an_argument_of_each_way():
    for name in ("parse", "read", "parse_all", "read_all"):
        parameters = inspect.signature(getattr(tearsheet, name)).parameters
        assert set(parameters) - {"data"} == {option.name for option in fields(ReadOptions)}


def test_an_adapter_that_was_taken_out_reads_no_page():
    registry = Registry()
    registry.register(Example)
    url = "https://example.com/1"
    assert registry.match("x", url).name == "example"
    assert registry.unregister("example").name == "example"
    with pytest.raises(NoAdapterError):
        registry.match("x", url)
    with pytest.raises(InputError, match="no adapter named 'example'"):
        registry.unregister("example")
