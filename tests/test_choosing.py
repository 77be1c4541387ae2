"""Choosing among many adapters: who is chosen is who would be if each were asked, and few are."""

from __future__ import annotations

import pickle
import re
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet import Adapter, Article, Edition, NoAdapterError, Page, Registry, Signature
from tearsheet.adapters import prefilter
from tearsheet.adapters.literals import of_pattern, of_selector
from tearsheet.adapters.prefilter import Prefilter


class Made(Adapter):
    """An adapter as many packages would bring."""

    def read(self, reader):
        return Article(adapter=self.name, editions=(Edition(language="en", title=reader.lines[0].text),))


def made(number: int, **about: object) -> type[Adapter]:
    """Return the adapter of the site with the *number*: half are known by their words, half by their elements."""
    words = Signature((rf"^The Herald of Town {number}$", r"^Posted by \w+$"), at_least=1)
    elements = Signature(
        selectors=(f".story-of-{number} > .herald-text", f"#herald-{number}, [data-town='town-{number}']")
    )
    members = {
        "name": f"herald-{number}",
        "hosts": (f"herald{number}.example",),
        "paths": (r"^/news/\d+",),
        "signature": elements if number % 2 else words,
    }
    return type(f"Herald{number}", (Made,), {**members, **about})


def registry_of(*adapters: type[Adapter]) -> Registry:
    return Registry(lambda: [*tearsheet.registry.adapters.values(), *adapters])


def asked_of_each(registry: Registry, page: Page, *, fallback: bool = True) -> tuple[str, str, str | None] | None:
    """Return who reads *page*, and why, by asking every adapter as it answers itself."""
    adapters = sorted(registry.adapters.values(), key=lambda adapter: adapter.fallback)
    adapters = [adapter for adapter in adapters if fallback or not adapter.fallback]
    if page.url:
        for adapter in adapters:
            if adapter.hosts and adapter.check_url(page.url)[0]:
                answer = adapter.recognise(page)
                if answer.matched:
                    return adapter.name, answer.reason, answer.layout
    for adapter in adapters:
        answer = adapter.recognise(page)
        if answer.matched:
            return adapter.name, answer.reason, answer.layout
    return None


def chosen(registry: Registry, page: Page, *, fallback: bool = True) -> tuple[str, str, str | None] | None:
    try:
        answer = registry.explain(page, fallback=fallback)[0]
        adapter = registry.match(page, fallback=fallback)
    except NoAdapterError:
        return None
    assert adapter.name == answer.adapter
    return answer.adapter, answer.reason, answer.layout


# -- the same is chosen --------------------------------------------------------------------------------------------------

HERALDS = registry_of(*[made(number) for number in range(60)])
HEAD = "<html><head>{head}</head><body><h1>A title</h1>{body}</body></html>"
BODIES = {
    "words": "<p>The Herald of Town 6</p>",
    "two words": "<p>The Herald of Town 16</p><p>The Herald of Town 6</p>",
    "byline": "<p>Posted by anna</p>",
    "elements": "<div class='story-of-7'><p class='herald-text'>A text</p></div><i id='herald-7'>7</i>",
    "in capitals": "<DIV CLASS='STORY-OF-7'><p class='HERALD-TEXT'>A text</p></DIV><i data-town='town-7'>7</i>",
    "by reference": "<div class='stor&#121;-of-7'><p class='her&#x61;ld-text'>x</p></div><i data-town='t&#111;wn-7'></i>",
    "one of two": "<div class='story-of-7'><p class='herald-text'>A text</p></div>",
    "two sites": "<p>The Herald of Town 6</p><div class='story-of-3'><p class='herald-text'>x</p></div><i id='herald-3'>",
    "nothing": "<p>Of no site at all.</p>",
}
URLS = [None, "https://herald6.example/news/1", "https://www.HERALD7.example./news/2", "https://herald6.example/about"]
URLS += ["https://nowhere.example/news/1", "https://[broken", "herald6.example/news/1"]
HEADS = ["", "<link rel='canonical' href='https://herald9.example/news/3'>"]
HEADS += ["<link rel='canonical' href='https://herald9.example/about'>", "<meta charset='utf-8'>"]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("body", BODIES)
def test_the_one_is_chosen_that_would_be_if_each_were_asked(body, url, head):
    page = Page(HEAD.format(head=head, body=BODIES[body]), url=url)
    for fallback in (True, False):
        assert chosen(HERALDS, page, fallback=fallback) == asked_of_each(HERALDS, page, fallback=fallback)


def test_on_every_fixture_too(case):
    page = Page(case.data, **case.about)
    bare = Page(case.data, captured_at=page.captured_at)
    for each in (page, bare):
        assert chosen(HERALDS, each) == asked_of_each(HERALDS, each)


def test_reasons_are_those_that_the_adapter_gives():
    for body in BODIES.values():
        for url in URLS[:5]:
            for head in HEADS[:2]:
                reading = HERALDS.read_all(Page(HEAD.format(head=head, body=body), url=url))
                assert reading.recognition == reading.adapter.recognise(reading.page) or reading.adapter.fallback


def test_an_adapter_that_answers_for_itself_is_asked():
    class Own(Made):
        name = "own"
        hosts = ("own.example",)

        def check_url(self, url):
            return "special" in url, "it says so"

    class Sure(Made):
        name = "sure"

        def recognise(self, page):
            return tearsheet.registry.adapters["generic"].recognise(page)

    registry = registry_of(Own)
    assert registry.match("A text", "https://nowhere.example/special").name == "own"
    registry.register(Sure)
    assert registry.match("A text", "https://nowhere.example/").name == "sure"
    assert registry.match("A text", "https://nowhere.example/special").name == "own"


def test_a_broken_rule_stops_nobody_else():
    broken = made(1, name="broken", hosts=("herald2.example",), paths=("(",))
    registry = registry_of(broken, made(2))
    assert registry.match("A text", "https://herald2.example/news/1").name == "herald-2"


def test_an_adapter_that_is_registered_later_is_known():
    registry = registry_of(made(2))
    with pytest.raises(NoAdapterError):
        registry.match("A text", "https://herald4.example/news/1", fallback=False)
    registry.register(made(4))
    assert registry.match("A text", "https://herald4.example/news/1", fallback=False).name == "herald-4"


# -- few are asked -------------------------------------------------------------------------------------------------------


@pytest.fixture
def calls(monkeypatch) -> list[str]:
    """What is asked of adapters and signatures, in the order in which it is."""
    counted: list[str] = []
    for owner, name in (
        (Adapter, "check_url"), (Adapter, "recognise"), (Adapter, "layout_of"), (Signature, "check"), (Signature, "any_of"),
    ):  # fmt: skip
        whole = getattr(owner, name)

        def count(self, *rest, _whole=whole, _name=name):
            counted.append(_name)
            return _whole(self, *rest)

        monkeypatch.setattr(owner, name, count)
    return counted


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://herald6.example/news/1", "words"),
        ("https://nowhere.example/news/1", "nothing"),
        ("https://nowhere.example/news/1", "words"),
        (None, "nothing"),
        (None, "elements"),
        (None, "by reference"),
    ],
)
@pytest.mark.parametrize("fallback", [True, False])
def test_as_many_are_asked_among_three_thousand_as_among_fifteen(calls, url, body, fallback):
    said = []
    for count in (8, 3000):
        registry = registry_of(*[made(number) for number in range(count)])
        del calls[:]
        try:
            registry.match(Page(HEAD.format(head="", body=BODIES[body]), url=url), fallback=fallback)
        except NoAdapterError:
            assert body == "nothing"
        said.append(sorted(calls))
    assert said[0] == said[1]
    assert said[0].count("check_url") <= 1


def test_reasons_are_made_when_they_are_asked_for(calls):
    registry = registry_of(*[made(number) for number in range(300)])
    page = Page(HEAD.format(head="", body=BODIES["one of two"]), url="https://herald6.example/about")
    with pytest.raises(NoAdapterError) as caught:
        registry.match(page, fallback=False)
    error = caught.value
    assert len(calls) < 30
    assert pickle.loads(pickle.dumps(error)).reasons == {}
    assert len(calls) < 30
    lines = str(error).splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:3]] == ["herald-6", "herald-7"]
    assert (len(lines), lines[-1]) == (22, f"  and {len(error.reasons) - 20:,} more: see tearsheet explain -v")
    assert len(calls) > 300


# -- what must stand where a mark is found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"^Example News$", ["Example News"]),
        (r"^\[Example\] \d+ News\.$", ["[Example] ", " News."]),
        (r"colou?r of (?:a|the) sea", ["colo", "r of ", " sea"]),
        (r"ab+c{2}d{1,3}e{,2}f*g", ["ab", "g"]),
        (r"a{b}c{}d", ["a{b}c{}d"]),
        (r"one|two", []),
        (r"(?:one|two) three", [" three"]),
        (r"[^]\]x)]abc(?P<n>[(]x\))def", ["abc", "def"]),
        (r"\x41bc", []),
        (r"\bword\b\s+more", ["word", "more"]),
        (r"a(?#comment)b", []),
        (r"(?i)Straße 加西網", [" 加西網"]),
        (r"(?x) a b c", []),
    ],
)
def test_the_plain_texts_of_a_pattern_are_known(pattern, texts):
    assert list(of_pattern(re.compile(pattern))) == texts


PATTERNS = st.from_regex(
    r"(?:[abc]|\\d|\(\?:[abc]+\)|\([abc]\|b\)|[abc][*+?]|[abc]\{0,2\}|\[[abc]+\]|\\\.|\.){1,8}", fullmatch=True
)


@given(st.data(), PATTERNS)
def test_what_a_pattern_matches_holds_its_plain_texts(data, pattern):
    mark = re.compile(pattern)
    found = data.draw(st.from_regex(mark, fullmatch=True))
    assert all(text in found for text in of_pattern(mark))


@pytest.mark.parametrize(
    ("selector", "has"),
    [
        (".story-text", [[("class", "story-text")]]),
        ("#Epc #endText, .a_b > #content", [[("id", "Epc"), ("id", "endText")], [("class", "a_b"), ("id", "content")]]),
        ("[class*='index_cententWrap']", [[("class", "index_cententWrap")]]),
        ('meta[name=generator][Content^="Discuz! X" i]', [[("name", "generator"), ("content", "Discuz! X")]]),
        ("a:not(.b, .c) .d", [[("class", "d")]]),
        ("div > p, .x", [[], [("class", "x")]]),
        ("[hidden], [title=''], .x", [[], [], [("class", "x")]]),
        (r".a\:b", [[]]),
        ("[title='a, .b'] .c", [[("title", "a, .b"), ("class", "c")]]),
    ],
)
def test_what_the_elements_of_a_selector_have_is_known(selector, has):
    assert [list(each) for each in of_selector(selector)] == has


WORDS = st.text("ab c中é", min_size=1, max_size=12)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 4)), max_size=6), WORDS, WORDS, WORDS)
@example([(["ab ab ab a"], 1)], "a", "ab ab ab a", "b")
def test_every_signature_that_a_page_bears_is_left_by_the_filter(drawn, one, two, three):
    signatures = []
    for marks, least in drawn:
        signatures.append(Signature(tuple(map(re.escape, marks)), at_least=min(least, len(marks)) or None))
    sieve = Prefilter.of(enumerate(signatures))
    for text in (one + two + three, two, f"{three}\n{one}"):
        page = Page(text, content_type="text/plain")
        bearing = {number for number, each in enumerate(signatures) if each.check(page)[0]}
        left = sieve.may_bear(page)
        assert bearing <= left
        with mock.patch.object(prefilter, "_FEW", 0):  # as if they were thousands
            assert sieve.may_bear(page) == left


def test_of_three_thousand_signatures_few_are_left():
    numbers = range(3000)
    sieve = Prefilter.of((number, made(number).signature) for number in numbers)
    assert not sieve.unsure
    for body, expected in (("two words", {6, 16}), ("elements", {7}), ("by reference", {7})):
        left = sieve.may_bear(Page(HEAD.format(head="", body=BODIES[body])))
        assert expected <= left
        assert len(left) < 5


SELECTORS = [
    ".story-text",
    "#Story-Text",
    "[class^='Story']",
    "meta[content*='herald' i]",
    "p",
    "[data-x='1']",
    "i:not(.b)",
]
SELECTORS += [".story-text, meta[name='generator']", "[href*='herald.example/a']", ".x", "div > .story-text#x"]
ELEMENTS = [
    "<p class='a story-text'>x</p>", "<div><b class='STORY-TEXT' id=x>x</b></div>", "<i id='Story-Text'>x</i>",
    "<p class='Story-of'>x</p>", "<meta name='generator' content='The Herald'>", "<b data-x='1'>x</b>", "<i>x</i>",
    "<a href='https://herald.example/a?b=1&amp;c'>x</a>", "<b class='x'>x</b>", "<template><p class='x'>x</p></template>",
]  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(SELECTORS), min_size=1, max_size=3), max_size=5),
    st.lists(st.sampled_from(ELEMENTS), max_size=4),
    st.sampled_from(["", "<!doctype html>"]),
    st.integers(0, 3),
)
def test_every_signature_by_elements_that_a_page_bears_is_left_by_the_filter(drawn, elements, doctype, least):
    signatures = [Signature(selectors=tuple(each), at_least=min(least, len(each)) or None) for each in drawn]
    sieve = Prefilter.of(enumerate(signatures))
    page = Page(f"{doctype}<body>{''.join(elements)}", content_type="text/html")
    assert {number for number, each in enumerate(signatures) if each.check(page)[0]} <= sieve.may_bear(page)
