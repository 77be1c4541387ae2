"""What holds of every page and every Article, whatever the adapter: the invariants, by their numbers.

The third, same page, same Article, is in test_same_article.py; the seventh, nothing hangs, in test_robustness.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime, timedelta

import pytest

import tearsheet
from tearsheet import Article, Ledger, Page
from tearsheet.authoring.golden.checks import texts


def readings(case) -> tuple[list[Article], Ledger, Page]:
    """Read the fixture as one reading, whether it holds one article or several."""
    reading = tearsheet.read_all(case.data, **case.about)
    assert reading.error is None
    return list(reading.articles), reading.ledger, reading.page


# -- every way of reading a page says the same -----------------------------------------------------------------------------


def test_parse_read_parse_all_and_read_all_give_the_same_articles(case):
    reading = tearsheet.read_all(case.data, **case.about)
    assert list(tearsheet.parse_all(case.data, **case.about)) == list(reading.articles)
    if case.several:
        with pytest.raises(tearsheet.NotAnArticleError):
            tearsheet.parse(case.data, **case.about)
        return
    alone = tearsheet.read(case.data, **case.about)
    assert tearsheet.parse(case.data, **case.about) == alone.article == reading.article
    assert alone.ledger.entries == reading.ledger.entries
    assert (alone.warnings, alone.sources, alone.recognition) == (
        reading.warnings,
        reading.sources,
        reading.recognition,
    )


def test_an_article_has_what_was_said_of_its_page_however_it_is_read(case):
    for article in tearsheet.read_all(case.data, **case.about).articles:
        assert article.captured_at == case.about["captured_at"]
        assert article.url is not None or case.about["url"] is None


# -- 1 accounted for, 2 verbatim -----------------------------------------------------------------------------------------


# That every character is accounted for is a check of each golden case; so is the next, which is stricter here.


def test_every_text_of_an_article_is_on_its_page(case):
    articles, _, page = readings(case)
    lines = "\n".join(line.text for line in page.lines)
    spaced = lines.replace("\n", " ")
    written = "\n".join(line.written for line in page.lines)  # code keeps its indentation
    ways = (lines, spaced, written)
    missing = [text for article in articles for _, text in texts(article) if not any(text in way for way in ways)]
    # A page that prints 10-08, or 3 days ago, may state the whole time in its markup, and then that is the time.
    stated = {moment.raw for moment in moments(articles) if moment.raw in page.text}
    assert set(missing) - stated == set()


def test_absent_texts_are_none_and_never_empty(case):
    articles, _, _ = readings(case)
    for text in (text for article in articles for _, text in texts(article)):
        assert text
        assert text == text.strip()


# -- 4 deterministic and pure --------------------------------------------------------------------------------------------


def test_reading_twice_gives_equal_articles(case):
    assert case.articles() == case.articles()


# What a library may not ask for is taken away before it is imported.
PURE = """
import datetime, hashlib, json, locale, random, socket, sys, time
import importlib.metadata, logging  # these look at the clock when they are imported

def refuse(*_, **__):
    raise AssertionError("the clock, the network, the locale or chance was asked")

class Clockless(datetime.datetime):
    now = utcnow = today = classmethod(refuse)

class Dayless(datetime.date):
    today = classmethod(refuse)

def watch(event, args):
    if event.startswith(("socket.", "subprocess.", "os.system", "urllib.", "http.")):
        refuse()
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        refuse()

for module, names in {
    time: ["time", "time_ns", "monotonic", "localtime", "gmtime", "perf_counter", "ctime", "strftime", "sleep"],
    locale: ["getlocale", "getdefaultlocale", "setlocale", "localeconv"],
    random: ["random", "choice", "shuffle", "randrange"],
    socket: ["socket", "create_connection", "getaddrinfo"],
}.items():
    for name in names:
        setattr(module, name, refuse)
datetime.datetime, datetime.date = Clockless, Dayless
sys.addaudithook(watch)
sys.dont_write_bytecode = True

import tearsheet

for line in sys.stdin:
    case = json.loads(line)
    with open(case["path"], "rb") as file:
        data = file.read()
    about = case["about"]
    if about["captured_at"]:
        about["captured_at"] = Clockless.fromisoformat(about["captured_at"])
    articles = list(tearsheet.parse_all(data, **about))
    print(hashlib.sha256(repr(articles).replace("Clockless", "datetime.datetime").encode()).hexdigest())
"""


def digests(cases, *flags: str, script: str = PURE, **environment: str) -> list[str]:
    asked = [
        {"path": str(case.path), "about": {**case.about, "captured_at": case.meta["captured_at"]}} for case in cases
    ]
    done = subprocess.run(
        [sys.executable, *flags, "-X", "utf8", "-c", script],
        input="\n".join(map(json.dumps, asked)),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "error", **environment},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


def test_neither_clock_nor_network_nor_locale_nor_hash_seed_changes_an_article(cases):
    here = digests(cases, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0")
    assert len(here) == len(cases)
    assert digests(cases, TZ="America/Vancouver", LC_ALL="zh_CN.UTF-8", PYTHONHASHSEED="4711") == here


# Eight threads that all begin at once, on a registry that nothing has asked yet.
THREADS = """
import datetime, hashlib, json, sys, threading
import tearsheet
from tearsheet import outputs

asked = [json.loads(line) for line in sys.stdin]
count = int(sys.argv[1])
begin = threading.Barrier(count)
found = [[None] * len(asked) for _ in range(count)]

def read(thread):
    begin.wait()
    order = range(len(asked)) if thread % 2 else reversed(range(len(asked)))
    for number in order:
        about = dict(asked[number]["about"])
        if about["captured_at"]:
            about["captured_at"] = datetime.datetime.fromisoformat(about["captured_at"])
        with open(asked[number]["path"], "rb") as file:
            articles = list(tearsheet.parse_all(file.read(), **about))
        written = [repr(articles), *(outputs.render(each, form) for each in articles for form in outputs.FORMATS)]
        found[thread][number] = hashlib.sha256("\\0".join(written).encode()).hexdigest()

threads = [threading.Thread(target=read, args=(thread,)) for thread in range(count)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert all(each == found[0] for each in found), "threads differ"
print("\\n".join(found[0]))
"""


def test_threads_optimising_warnings_hash_seed_and_locale_change_no_byte_of_what_is_written(cases):
    some = cases[::3]
    alone = digests(some, script=THREADS.replace("sys.argv[1]", "1"), LC_ALL="C", PYTHONHASHSEED="1")
    assert len(alone) == len(some)
    many = THREADS.replace("sys.argv[1]", "8")
    assert digests(some, "-O", "-W", "error", script=many, LC_ALL="zh_CN.UTF-8", PYTHONHASHSEED="2") == alone


def test_pages_that_are_no_feeds_need_no_lxml_and_so_no_lock(cases):
    """A free-threaded Python takes its lock back where lxml is loaded; without either, eight threads say the same."""
    some = [case for case in cases[::5] if case.adapter != "feed"]
    unlocked = {"PYTHON_GIL": "0"} if sysconfig.get_config_var("Py_GIL_DISABLED") else {}
    script = THREADS.replace("sys.argv[1]", "8").replace(
        "import tearsheet\n", "sys.modules['lxml'] = None\nimport tearsheet\n"
    )
    assert len(digests(some, script=script, **unlocked)) == len(some)


# -- 5 honest time -------------------------------------------------------------------------------------------------------


def moments(articles: list[Article]) -> list[tearsheet.Moment]:
    found = [moment for article in articles for moment in (article.published, article.updated)]
    comments = [comment for article in articles for comment in article.comments]
    found += [each.posted for comment in comments for each in (comment, *comment.replies)]
    return [moment for moment in found if moment is not None]


def test_without_an_anchor_a_relative_time_is_no_date(case):
    for moment in moments(case.articles(captured_at=None)):
        if moment.basis == "relative":
            assert moment.start is None
            assert moment.end is None


def test_an_anchor_dates_a_time_as_resolving_it_later_does(case):
    when = case.about["captured_at"]
    anchored, loose = case.articles(), case.articles(captured_at=None)
    assert [moment.resolve(when) for moment in moments(loose)] == moments(anchored)


def test_no_time_ago_lies_after_the_capture(case):
    when = case.about["captured_at"]
    for moment in moments(case.articles()):
        if moment.basis == "relative":
            assert moment.start is not None
            assert moment.start <= when
            assert moment.end <= when


def test_a_date_without_a_year_takes_it_from_the_capture_or_has_none(cases):
    case = next(case for case in cases if str(case) == "xishuta/text-date-without-time")
    page = case.data.decode().replace("2025年12月02日", "12月02日")
    assert tearsheet.parse(page).published.start is None
    for year in (2019, 2024):
        captured_at = datetime(year, 12, 24, tzinfo=UTC)
        assert tearsheet.parse(page, captured_at=captured_at).published.start.year == year


def test_another_day_of_capture_moves_a_time_ago_by_as_much(case):
    when = case.about["captured_at"]
    earlier = moments(case.articles(captured_at=when - timedelta(days=3)))
    for moment, before in zip(moments(case.articles()), earlier, strict=True):
        if moment.basis == "relative":
            assert moment.start - before.start == timedelta(days=3)


# -- 6 no U+FFFD, no mojibake --------------------------------------------------------------------------------------------

MOJIBAKE = ("\ufffd", "锟斤拷", "烫烫", "屯屯", "Ã", "â€", "ï»¿", "ï¿½", "鈥", "銆", "锛", "绗", "\x80")


def test_no_fixture_reads_as_mojibake(case):
    for article in case.articles():
        whole = "\n".join(text for _, text in texts(article))
        assert [mark for mark in MOJIBAKE if mark in whole] == []
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in whole)
        assert not [warning for warning in article.warnings if warning.code == "undecodable-bytes"]


def test_a_warning_counts_the_characters_that_could_not_be_decoded(case):
    if case.data.isascii() or not _is_utf8(case.data):
        pytest.skip("a stray 0xFF stands out among characters of several bytes in UTF-8 only")
    middle = len(case.data) * 2 // 3
    broken = (
        case.data[:middle].rstrip(bytes(range(0x80, 0x100)))
        + b"\xff"
        + case.data[middle:].lstrip(bytes(range(0x80, 0xC0)))
    )
    page = Page(broken, **case.about)
    count = page.text.count("\ufffd")
    assert count == page.replacements > 0
    warning = next(warning for warning in page.warnings if warning.code == "undecodable-bytes")
    assert str(count) in warning.message.split()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# -- 8 one article, one adapter ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False], ids=["with url", "without url"])
def test_a_fixture_is_recognised_by_its_own_adapter_only(case, known):
    about = case.about if known else {**case.about, "url": None}
    answers = tearsheet.registry.explain(case.data, **about)
    assert [answer.adapter for answer in answers if answer.matched] == [case.adapter]
    assert answers[0].adapter == case.adapter
    assert all(answer.reason for answer in answers)
