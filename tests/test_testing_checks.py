"""The rules that hold of every golden case, each broken in turn."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tearsheet import Adapter, Article, Block, Comment, Edition, Image, Layout, Link, Registry, Signature, Source
from tearsheet.authoring.golden import check, names_of, read_now, write_case
from tearsheet.authoring.golden.checks import RULES, texts
from tearsheet.authoring.golden.session import Session

URL = "https://ferry.example/news/1"
PAGE = b"""<!doctype html><html><head><meta charset="utf-8"><meta name="author" content="Ada Pier"></head>
<body><!-- made: ours --><h1>The ferry waits</h1><p>It waits for the baker.</p></body></html>"""


class Ferry(Adapter):
    name = "ferry"
    hosts = ("ferry.example",)
    signature = Signature((r"^The ferry waits$",))

    def read(self, reader):
        title, *rest = reader.lines
        title = reader.take(title, "title")
        body = tuple(reader.block(line, "body") for line in rest)
        return self.finish(Article(adapter=self.name, editions=(Edition(language="en", title=title, body=body),)))

    def finish(self, article):
        return article


def failures(folder: Path, *adapters: type[Adapter], page: bytes = PAGE, url: str | None = URL) -> dict[str, str]:
    """Accept what is read of *page*, check it, and return what fails all the same."""
    registry = Registry()
    for adapter in adapters:
        registry.register(adapter)
    case = write_case(folder / "ferry" / "one", page, url=url, captured_at=datetime(2026, 5, 1, tzinfo=UTC))
    now = read_now(case, registry)
    case = write_case(case.folder, page, url=url, captured_at=case.captured_at, expected=now.as_json, force=True)
    made = [check(case, name, now) for name in names_of(case)]
    assert set(RULES) < set(names_of(case))
    return {failure.check: failure.message for failure in made if failure is not None}


def test_a_case_that_is_right_breaks_no_rule(tmp_path):
    assert failures(tmp_path, Ferry) == {}


# -- recognised by this adapter alone ------------------------------------------------------------------------------------


def other(**about: object) -> type[Adapter]:
    return type("Other", (Ferry,), {"name": "other", "hosts": (), "signature": None, **about})


def test_another_adapter_that_knows_the_url_is_found_whichever_is_chosen(tmp_path):
    told = failures(tmp_path / "a", Ferry, other(hosts=("ferry.example",)))
    assert told == {"recognised-alone": f"With its url {URL}, other takes the page too: host ferry.example matches."}
    told = failures(tmp_path / "b", other(hosts=("ferry.example",)), Ferry)
    assert "other is chosen for the page before ferry" in told["recognised-alone"]


def test_another_adapter_that_only_knows_the_page_without_its_url_is_found(tmp_path):
    told = failures(tmp_path, Ferry, other(signature=Signature((r"baker",))))
    assert "Without a url, other takes the page too" in told["recognised-alone"]


def test_a_page_that_is_no_longer_known_without_its_url_is_found(tmp_path):
    changed = type("Changed", (Ferry,), {"signature": Signature((r"^The ferry leaves$",))})
    told = failures(tmp_path, changed)
    assert told["recognised-alone"].startswith("Without a url, ferry does not know its page: only 0 of the 1 marks")
    assert "With its url" not in told["recognised-alone"]


def test_an_adapter_known_by_hosts_is_asked_with_the_url_alone(tmp_path):
    by_host = type("ByHost", (Ferry,), {"signature": None})
    assert failures(tmp_path / "a", by_host) == {}
    told = failures(tmp_path / "b", by_host, url=None)
    assert 'Say in meta.json where the page was fetched ("url")' in told["recognised-alone"]


def test_an_adapter_with_its_own_way_of_recognising_is_asked_without_a_url_too(tmp_path):
    class Own(Ferry):
        signature = None

        def recognise(self, page):
            return super().recognise(page)

    assert "Without a url, ferry does not know its page" in failures(tmp_path, Own)["recognised-alone"]


@pytest.mark.parametrize("first", [True, False])
def test_the_fallback_is_no_rival_and_no_help(tmp_path, first):
    generic = other(name="generic", signature=Signature((r".",)), fallback=True)
    order = (generic, Ferry) if first else (Ferry, generic)
    told = failures(tmp_path / "a", *order)
    assert not told or "generic" not in told["recognised-alone"]
    blind = type("Blind", (Ferry,), {"hosts": ("elsewhere.example",), "signature": Signature((r"^nothing$",))})
    told = failures(tmp_path / "b", blind, generic)
    assert "ferry does not know its page" in told["recognised-alone"]


def test_an_adapter_that_fails_when_asked_is_no_rival(tmp_path):
    def recognise(self, page):
        raise KeyError

    assert failures(tmp_path, Ferry, other(recognise=recognise)) == {}


# -- layouts -------------------------------------------------------------------------------------------------------------


def test_a_page_in_none_of_the_layouts_is_found(tmp_path):
    changed = type("Changed", (Ferry,), {"layouts": (Layout("new", Signature((r"^Nothing$",))),)})
    assert failures(tmp_path, changed) == {"recognised-layout": "The page is in none of the layouts of ferry: new."}


def test_a_layout_other_than_the_expected_is_found(tmp_path):
    layouts = (Layout("new", since=date(2026, 1, 1)), Layout("old"))

    class Insists(Ferry):
        def finish(self, article):
            return type(article)(adapter="ferry", editions=article.editions, layout="old")

    Insists.layouts = layouts
    told = failures(tmp_path / "a", Insists)
    assert told == {"recognised-layout": "The page is recognised as layout 'new', and \"old\" is expected."}
    assert failures(tmp_path / "b", type("Layered", (Ferry,), {"layouts": layouts})) == {}


# -- accounted for, verbatim, decoded --------------------------------------------------------------------------------------


def test_lines_in_no_field_are_counted_and_named(tmp_path):
    class Forgets(Ferry):
        def read(self, reader):
            return Article(
                adapter=self.name, editions=(Edition(language="en", title=reader.take(reader.lines[0], "title")),)
            )

    told = failures(tmp_path, Forgets)["accounted-for"].splitlines()
    assert told[0] == "1 part of the page in no field and dropped under no rule; 40.6 % are accounted for."
    assert told[1] == '  line 2: "It waits for the baker."'
    assert told[-1].startswith("See the whole account: tearsheet ledger --adapter ferry ")


def authored(author: str) -> type[Adapter]:
    def finish(self, article):
        return type(article)(adapter="ferry", editions=article.editions, authors=(author,))

    return type("Authored", (Ferry,), {"finish": finish})


def test_a_text_that_is_not_on_the_page_is_found_with_the_line_most_like_it(tmp_path):
    told = failures(tmp_path, authored("It waits for the miller."))["verbatim"].splitlines()
    assert told == [
        "1 text not on the page.",
        '  authors[0]: "It waits for the miller."',
        '    most like it is line 2: "It waits for the baker."',
    ]


def test_what_the_page_states_out_of_sight_is_on_the_page(tmp_path):
    assert failures(tmp_path / "a", authored("Ada Pier")) == {}
    for number, stated in enumerate(
        (
            '<script type="application/ld+json">{"author": "Zo\\u00eb Quay"}</script>',
            '<script type="application/ld+json">{"author": "Zoë  Quay"}</script>',
            '<p data-author="Zo&euml; Quay"></p>',
        )
    ):
        page = PAGE.replace(b"</body>", stated.encode() + b"</body>")
        assert failures(tmp_path / str(number), authored("Zoë Quay"), page=page) == {}


def test_every_text_of_an_article_is_looked_for():
    article = Article(
        adapter="ferry",
        editions=(
            Edition(
                language="en",
                title="a",
                body=(Block(text="b", links=(Link(text="c"),)),),
                tags=("d",),
                notices=("e",),
                site="f",
                section="g",
                breadcrumbs=("h",),
            ),
        ),
        authors=("i",),
        source=Source(name="j"),
        publisher="k",
        images=(Image(caption="l", credit="m", alt="not printed"),),
        related=(Link(text="n", url="not printed"),),
        comments=(Comment(body="o\np", author="q", quote="r", replies=(Comment(body="s"),)),),
    )
    assert sorted(text for _, text in texts(article)) == list("abcdefghijklmnopqrs")


@pytest.mark.parametrize(
    ("printed", "what"),
    [
        (b"caf\xff bakes", "U+FFFD"),
        ("caf锟斤拷".encode(), "U+FFFD read as GBK"),
        ("caf\ufffd".encode(), "U+FFFD"),
        ("cafï¿½".encode(), "U+FFFD read as Latin-1"),
    ],
)
def test_replacement_characters_are_found_in_whatever_form(tmp_path, printed, what):
    told = failures(tmp_path, Ferry, page=PAGE.replace(b"the baker", printed))["no-replacement"]
    assert f"editions[0].body holds {what}: " in told
    assert ("could not be decoded as utf-8" in told) is (b"\xff" in printed)


# -- which adapter reads -------------------------------------------------------------------------------------------------


def test_the_page_is_read_by_the_adapter_of_the_folder_even_if_another_is_chosen(tmp_path):
    rival = other(hosts=("ferry.example",), finish=lambda self, article: article)
    registry = Registry()
    registry.register(rival)
    registry.register(Ferry)
    case = write_case(tmp_path / "ferry" / "one", PAGE, url=URL)
    assert registry.match(case.page()).name == "other"
    assert read_now(case, registry).articles[0].adapter == "ferry"


def test_a_case_of_the_fallback_itself_is_of_a_page_that_no_other_adapter_takes(tmp_path):
    anything = Signature((r".",))
    generic = type("Generic", (Ferry,), {"name": "generic", "hosts": (), "signature": anything, "fallback": True})
    registry = Registry()
    registry.register(generic)
    case = write_case(tmp_path / "generic" / "one", PAGE)
    assert check(case, "recognised-alone", read_now(case, registry)) is None
    registry.register(Ferry)
    failure = check(case, "recognised-alone", read_now(case, registry))
    assert failure is not None
    assert "ferry takes the page too" in failure.message


def test_a_run_forgets_pages_but_not_what_it_told(tmp_path):
    registry = Registry()
    registry.register(Ferry)
    cases = [write_case(tmp_path / "ferry" / name, page) for name, page in (("a", b""), ("b", PAGE))]
    session = Session(registry)
    told = [session.check(case, name) for name in ("verbatim", "accounted-for") for case in cases]
    assert told[1] is told[3] is None
    assert told[0].message.startswith("The page could not be read.\n")
    assert told[2].message == "The page could not be read, see the check verbatim."
