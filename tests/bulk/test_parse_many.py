"""``parse_many`` is a bare loop in several processes: the same results, in constant memory."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import aclosing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

import tearsheet
from killers import Told
from tearsheet import Adapter, Article, Edition, InputError, Page, Registry
from tearsheet.bulk import CODES, Record, aparse_many, parse_many
from tearsheet.bulk.flow import _BYTES, _CHUNK_PAGES, _CHUNKS
from tearsheet.bulk.job import Wire, articles_of
from tearsheet.bulk.records import failure_of

CAPTURED = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
AHEAD = _CHUNKS * _CHUNK_PAGES


def titles(results):
    return [result.article.title if result.ok else result.failure.code for result in results]


def records(cases):
    return [Record(id=str(case), data=case.data, **case.about) for case in cases]


@pytest.fixture(scope="module")
def fixtures(cases):
    """All fixtures, read by two processes, as they come."""
    return list(parse_many(records(cases), workers=2, all_of_each=True))


def test_articles_are_those_of_a_bare_loop(cases, fixtures):
    assert len(fixtures) == len(cases)
    assert {result.id: result.articles for result in fixtures} == {
        str(case): tuple(tearsheet.parse_all(case.data, **case.about)) for case in cases
    }


def test_results_know_their_page(cases, fixtures):
    assert {result.id: result.url for result in fixtures} == {str(case): case.about["url"] for case in cases}


def test_in_this_process_the_results_are_the_same(cases, fixtures):
    alone = list(parse_many(records(cases), workers=0, all_of_each=True))
    assert sorted(alone, key=lambda result: result.id) == sorted(fixtures, key=lambda result: result.id)


def test_everything_that_is_a_page_is_taken_and_what_is_none_is_a_failure():
    pages = [
        b"bytes",
        "str",
        bytearray(b"bytearray"),
        Page("a page", url="https://example.com/"),
        ("named", b"a pair"),
        (7, Page("a pair with a page")),
        Record(id="r", data="a record", url="https://example.com/r"),
        None,
        ("empty", b""),
        12,
        (object(), b"an id that is none"),
    ]
    results = list(parse_many(pages, adapter=Told, workers=0))
    assert [result.id for result in results] == [0, 1, 2, 3, "named", 7, "r", 7, "empty", 9, 10]
    assert titles(results) == [
        "bytes", "str", "bytearray", "a page", "a pair", "a pair with a page", "a record", *["input"] * 4,
    ]  # fmt: skip
    assert [result.url for result in results if result.url] == ["https://example.com/", "https://example.com/r"]
    assert "page is empty" in results[7].failure.message


def test_time_of_capture_is_given_to_pages_that_have_none():
    own = datetime(2026, 1, 1, tzinfo=UTC)
    pages = ["a", Record(id=1, data="b", captured_at=own), Page("c", captured_at=own), Page("d")]
    results = list(parse_many(pages, adapter=Told, workers=1, captured_at=CAPTURED, ordered=True))
    assert [result.article.captured_at for result in results] == [CAPTURED, own, own, CAPTURED]
    assert results[0].article.captured_at.tzinfo is CAPTURED.tzinfo


@pytest.mark.parametrize("workers", [0, 1])
def test_the_zone_is_that_of_pages_that_do_not_tell_their_own(workers):
    story = "".join(
        f"<p>{'The council voted on Tuesday to rebuild the pier, and said when. ' * 3}</p>" for _ in range(4)
    )
    page = f"<title>A pier</title><article><h1>A pier</h1><p>2026-03-02 17:08</p>{story}</article>"
    (result,) = parse_many([page], workers=workers, zone=ZoneInfo("Asia/Shanghai"))
    assert result.unwrap().published.start.isoformat() == "2026-03-02T17:08:00+08:00"
    with pytest.raises(InputError, match="IANA name"):
        next(parse_many([page], workers=workers, zone="Mars/Olympus"))


def test_order_is_kept_when_asked_for_though_some_pages_die():
    pages = [f"page {number}" for number in range(300)]
    for number in (0, 70, 71, 299):
        pages[number] = "exit"
    results = list(parse_many(pages, adapter=Told, workers=2, ordered=True))
    assert [result.id for result in results] == list(range(300))
    assert titles(results) == ["worker-died" if page == "exit" else page for page in pages]


def test_errors_are_yielded_skipped_or_raised():
    pages = ["a", "defect", "b"]
    assert titles(parse_many(pages, adapter=Told, workers=0)) == ["a", "defect", "b"]
    assert titles(parse_many(pages, adapter=Told, workers=0, on_error="skip")) == ["a", "b"]
    with pytest.raises(tearsheet.ParseError, match="a page of nothing"):
        list(parse_many(pages, adapter=Told, workers=1, on_error="raise"))


def test_failure_says_in_one_line_what_and_by_whom():
    (result,) = parse_many(["Nothing that anybody knows"], workers=0, fallback=False)
    assert result.failure.code == "no-adapter"
    assert "\n" not in result.failure.message
    assert not result.failure.message.endswith("Asked:")
    assert isinstance(result.failure.error, tearsheet.NoAdapterError)
    (result,) = parse_many([("x", "defect")], adapter=Told, workers=0)
    assert (result.failure.id, result.failure.adapter, result.article) == ("x", "told", None)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_page_that_nobody_knows_is_read_by_the_fallback_unless_it_is_told_not_to(workers):
    page = "Nothing that anybody knows"
    assert [result.article.adapter for result in parse_many([page], workers=workers)] == ["generic"]
    assert titles(parse_many([page], workers=workers, fallback=False)) == ["no-adapter"]
    assert titles(parse_many([page], workers=workers, fallback=False, all_of_each=True)) == ["no-adapter"]


def test_a_page_of_several_articles_says_how_each_can_be_had(cases):
    page = next(case.data for case in cases if case.several)
    (result,) = parse_many([page], workers=0)
    assert result.failure.code == "not-an-article"
    assert result.failure.message.endswith("; all_of_each=True reads each of them")
    (result,) = parse_many([page], workers=0, all_of_each=True)
    assert len(result.articles) > 1


def test_every_error_of_the_library_has_a_code():
    for name in tearsheet.errors.__all__:
        kind = getattr(tearsheet.errors, name)
        error = kind.__new__(kind, "what went wrong")
        assert failure_of(error, id=0).code in CODES


def test_a_page_that_is_too_large_is_sent_nowhere():
    page = Record(id="large", data=b"x" * 2000, limits=tearsheet.Limits(bytes=1000))
    (result,) = parse_many([page], workers=1)
    assert result.failure.code == "limit"


# -- adapters --------------------------------------------------------------------------------------------------------


def test_adapters_of_a_registry_are_there_in_the_workers():
    registry = Registry()
    registry.register(Told)
    assert titles(parse_many(["a"], registry=registry, adapter="told", workers=1)) == ["a"]
    assert titles(parse_many(["a"], registry=registry, workers=1)) == ["no-adapter"]


class Local(Told):
    name = "local"


def test_an_adapter_no_process_can_find_is_refused_at_once():
    class Inner(Adapter):
        name = "inner"

        def read(self, reader):
            return Article(adapter=self.name, editions=(Edition(language="en", title=reader.lines[0].text),))

    with pytest.raises(tearsheet.InputError, match="top of a module"):
        parse_many(["a"], adapter=Inner)
    assert titles(parse_many(["a"], adapter=Inner, workers=0)) == ["a"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"workers": -1},
        {"on_error": "ignore"},
        {"adapter": "nobody"},
        {"time_limit": 0},
        {"captured_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - that is what is wrong
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_arguments_that_cannot_be_are_refused_at_once(wrong):
    with pytest.raises(tearsheet.InputError):
        parse_many([], **wrong)


@pytest.mark.parametrize("page", ["<p>One", b"<p>One", tearsheet.Page("<p>One")], ids=lambda page: type(page).__name__)
def test_one_page_in_place_of_several_is_refused_with_a_remedy(page):
    with pytest.raises(tearsheet.InputError, match="put it into a list"):
        parse_many(page)


# -- articles from process to process --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"extras": {"number": 2**80}},
        {"extras": {"when": CAPTURED}},
        {"extras": {"deep": [{"x": (1, 2.5, None, True)}]}},
        {"scores": {"hot": float("inf")}},
        {"scores": {"hot": 75.0, "cold": -0.1}},
        {"publisher": "\ud800"},
    ],
    ids=str,
)
def test_an_article_arrives_as_it_was_sent(change):
    edition = Edition(language="en", title="t")
    article = Article(adapter="a", editions=(edition,), captured_at=CAPTURED, **change)
    record = Record(id=0, data=b"x", captured_at=CAPTURED)
    (arrived,) = articles_of(Wire().encode(record, [article]), record)
    assert arrived == article
    assert hash(arrived) == hash(article)
    assert repr(arrived) == repr(article)


def test_a_value_of_a_wrong_type_is_a_failure_of_its_page():
    assert titles(parse_many(["wrong", "b"], adapter=Told, workers=1, ordered=True)) == ["format", "b"]


# -- how much is under way -------------------------------------------------------------------------------------------


def counted(pages, taken):
    for page in pages:
        taken.append(page)
        yield page


@pytest.mark.parametrize("ordered", [False, True])
def test_the_source_is_never_far_ahead(ordered):
    taken = []
    given = 0
    for _ in parse_many(
        counted((f"page {number}" for number in range(4 * AHEAD)), taken), adapter=Told, workers=1, ordered=ordered
    ):
        given += 1
        assert len(taken) - given <= AHEAD
    assert given == 4 * AHEAD


def test_large_pages_are_counted_by_their_size():
    taken = []
    large = "x" * (_BYTES // 4)
    results = parse_many(counted([large] * 20, taken), adapter=Told, workers=1)
    next(results)
    assert len(taken) <= 6
    results.close()


def test_what_the_source_raises_comes_after_the_pages_before_it():
    def source():
        yield from ("a", "b")
        raise KeyError("the crawl broke off")

    results = parse_many(source(), adapter=Told, workers=1, ordered=True)
    assert [next(results).article.title, next(results).article.title] == ["a", "b"]
    with pytest.raises(KeyError, match="broke off"):
        next(results)
    assert not multiprocessing.active_children()


def test_nothing_runs_on_when_the_results_are_left():
    results = parse_many((f"page {number}" for number in range(10**9)), adapter=Told, workers=2)
    next(results)
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


def test_no_pages_start_no_process():
    assert list(parse_many([], workers=8)) == []


# -- event loops -----------------------------------------------------------------------------------------------------


def test_async_form_gives_the_same_and_lets_the_loop_go_on():
    async def source():
        for number in range(200):
            if number == 100:
                await asyncio.sleep(0)
            yield "exit" if number == 5 else f"page {number}"

    async def work():
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0)

        ticking = asyncio.create_task(tick())
        found = [result async for result in aparse_many(source(), adapter=Told, workers=1, ordered=True)]
        ticking.cancel()
        return found, ticks

    found, ticks = asyncio.run(work())
    assert titles(found) == ["worker-died" if number == 5 else f"page {number}" for number in range(200)]
    assert ticks > 10


def test_async_form_reads_what_is_there_while_the_source_waits():
    async def work():
        more = asyncio.Event()

        async def source():
            yield "first"
            await more.wait()
            yield "second"

        found = []
        async for result in aparse_many(source(), adapter=Told, workers=1):
            found.append(result.article.title)
            more.set()
        return found

    assert asyncio.run(work()) == ["first", "second"]


def test_async_form_takes_no_more_than_there_is_room_for_and_leaves_nothing():
    taken = []

    async def work():
        pages = counted((f"page {number}" for number in range(10**9)), taken)
        async with aclosing(aparse_many(pages, adapter=Told, workers=1)) as results:
            async for _ in results:
                break

    asyncio.run(work())
    assert len(taken) <= AHEAD + 1
    assert not multiprocessing.active_children()


def test_async_form_raises_what_the_source_raises_and_what_a_page_does():
    async def source():
        yield "a"
        raise KeyError("the crawl broke off")

    async def work(pages, **how):
        return [result async for result in aparse_many(pages, adapter=Told, workers=1, **how)]

    with pytest.raises(KeyError, match="broke off"):
        asyncio.run(work(source()))
    with pytest.raises(tearsheet.ParseError):
        asyncio.run(work(["defect"], on_error="raise"))
    with pytest.raises(tearsheet.InputError, match="from 1"):
        asyncio.run(anext(aparse_many([], workers=0)))
    assert not multiprocessing.active_children()
