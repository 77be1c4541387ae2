"""How an adapter knows its pages: by URL, by what they print, by layout and date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tearsheet import Adapter, Layout, Page, Signature
from titled import Titled


class Example(Titled):
    name = "example"
    hosts = ("example.com", "example.org")
    paths = (r"^/news/\d+\.html", r"[?&]name=News\b")
    signature = Signature((r"^Example News$", r"^Posted by \w+$"))


PRINTED = "A title\nExample News\nPosted by somebody"


# -- signatures ----------------------------------------------------------------------------------------------------------


def test_a_signature_needs_all_its_marks_unless_it_says_how_many():
    marks = (r"one", r"two", r"three")
    assert Signature(marks).check("one two three")[0]
    assert not Signature(marks).check("one two")[0]
    assert Signature(marks, at_least=2).check("three one")[0]
    assert not Signature(marks, at_least=2).check("three")[0]
    assert Signature(marks, at_least=1).check("three")[0]


def test_marks_are_anchored_to_lines():
    signature = Signature((r"^Example News$",))
    assert signature.check("x\nExample News\ny")[0]
    assert not signature.check("the Example News of today")[0]


def test_a_compiled_mark_keeps_its_flags():
    signature = Signature((re.compile("example", re.IGNORECASE),))
    assert signature.check("EXAMPLE")[0]


def test_a_signature_may_say_what_never_stands_on_its_pages():
    signature = Signature((r"one",), none_of=(r"^forum$",))
    assert signature.check("one forum")[0]
    matched, reason = signature.check("one\nforum")
    assert not matched
    assert "forum" in reason


def test_a_signature_that_fails_says_what_is_missing():
    matched, reason = Signature((r"one", r"two", r"three"), at_least=2).check("one")
    assert not matched
    assert "two" in reason
    assert "one" not in reason.replace("only one", "")


# -- URLs ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/news/7.html",
        "https://example.com/news/7.html?from=rss",
        "http://www.example.com/news/7.html",
        "http://m.news.example.org/news/7.html",
        "HTTP://EXAMPLE.COM/news/7.html",
        "http://example.com:8080/news/7.html",
        "http://example.com./news/7.html",
        "http://user@example.com/news/7.html",
        "http://example.com/index.php?file=article&name=News",
        "//example.com/news/7.html",
    ],
)
def test_a_url_of_the_site_is_known(url):
    answer = Example().recognise(Page("x", url=url))
    assert answer.matched
    assert answer.by == "url"


@pytest.mark.parametrize(
    "url",
    [
        "http://badexample.com/news/7.html",
        "http://example.com.evil.net/news/7.html",
        "http://example.net/news/7.html",
        "http://evil.net/http://example.com/news/7.html",
        "http://evil.net/?u=http://example.com/news/7.html",
        "http://example.com@evil.net/news/7.html",
        "http://example.com/forum/7.html",
        "http://example.com/",
        "example.com/news/7.html",
        "http://[/news/7.html",
        "http://[::1/news/7.html",
        "",
        "not a url",
    ],
)
def test_another_url_is_not(url):
    matched, reason = Example().check_url(url)
    assert not matched
    assert reason
    assert not Example().recognise(Page("x", url=url)).matched


def test_a_site_without_path_rules_takes_every_path():
    class Whole(Example):
        paths = ()

    assert Whole().check_url("http://example.com/anything")[0]


# -- recognising ---------------------------------------------------------------------------------------------------------


def test_a_page_without_a_url_is_known_by_what_it_prints():
    answer = Example().recognise(Page(PRINTED))
    assert (answer.adapter, answer.matched, answer.by) == ("example", True, "signature")
    assert answer.reason


def test_a_page_from_elsewhere_is_known_by_what_it_prints():
    """A mirror, a proxy or a saved file has another URL."""
    assert Example().recognise(Page(PRINTED, url="file:///tmp/7.html")).by == "signature"


def test_a_page_that_is_neither_says_both_reasons():
    answer = Example().recognise(Page("x", url="http://example.com/forum/7.html"))
    assert not answer.matched
    assert "/forum/7.html" in answer.reason
    assert "Example News" in answer.reason


def test_markup_does_not_hide_a_signature_and_scripts_do_not_show_one():
    assert Example().recognise(Page("<p>Example <b>News</b></p><div>Posted by <i>x</i></div>")).matched
    hidden = "<script>\nExample News\nPosted by x\n</script><!--\nExample News\nPosted by x\n--><p>y</p>"
    assert not Example().recognise(Page(hidden)).matched


def test_an_adapter_without_rules_knows_no_page():
    class Mute(Example):
        hosts = ()
        signature = None

    answer = Mute().recognise(Page(PRINTED, url="http://example.com/news/7.html"))
    assert not answer.matched
    assert answer.by is None
    assert answer.reason


# -- layouts -------------------------------------------------------------------------------------------------------------


class Changed(Example):
    layouts = (
        Layout("print", Signature((r"^Printed page$",))),
        Layout("new", since=date(2025, 6, 1)),
        Layout("old", since=date(2020, 1, 1)),
        Layout("oldest"),
    )


def layout(text: str, when: datetime | None = None) -> str | None:
    return Changed().recognise(Page(f"{PRINTED}\n{text}", captured_at=when)).layout


def test_a_site_with_one_layout_names_none():
    assert Example().recognise(Page(PRINTED)).layout is None


def test_a_signature_tells_a_layout_whatever_the_date():
    assert layout("Printed page") == "print"
    assert layout("Printed page", datetime(2021, 1, 1, tzinfo=UTC)) == "print"


def test_the_newest_layout_stands_where_no_date_is_known():
    assert layout("x") == "new"


@pytest.mark.parametrize(
    ("when", "name"),
    [
        (datetime(2025, 6, 1, tzinfo=UTC), "new"),
        (datetime(2025, 5, 31, tzinfo=UTC), "old"),
        (datetime(2020, 1, 1, tzinfo=UTC), "old"),
        (datetime(2019, 12, 31, tzinfo=UTC), "oldest"),
    ],
)
def test_the_layout_in_force_on_the_day_of_capture_is_chosen(when, name):
    assert layout("x", when) == name


def test_no_layout_is_named_for_a_page_that_is_not_recognised():
    assert Changed().recognise(Page("Printed page")).layout is None


# -- reading -------------------------------------------------------------------------------------------------------------


def test_an_adapter_must_say_how_it_reads():
    class Unfinished(Adapter):
        name = "unfinished"

    with pytest.raises(TypeError, match="read"):
        Unfinished()
