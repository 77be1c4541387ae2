"""Hypothesis strategies for valid Articles and their parts, for every test that wants any of them.

"Valid" is what the model promises: texts have words and normalised white space, absent values are None or empty, an
interval's end is after its start, extras are JSON values.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from hypothesis import strategies as st

from tearsheet import model
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, Source, Summary

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ja", "fr-CA")

#: Lines that one form or another could take for something else.
AWKWARD = (
    *(
        "1.",
        "2) two",
        "1.5 percent",
        "2025.",
        "# x",
        "#",
        "C #",
        "##",
        "- a",
        "+",
        "-",
        "--",
        "* * *",
        "***",
        "===",
        "---",
    ),
    *(
        "> q",
        ">",
        "```",
        "~~~",
        "`a",
        "``b``",
        "<b>x</b>",
        "<!-- x -->",
        "<?php",
        "<http://a.example>",
        "</p>",
        "&amp;",
    ),
    *(
        "&",
        "&#35;",
        "AT&T",
        "[a](b)",
        "[foo]: /url",
        "![",
        "!",
        "![a](b)",
        "a_b_c*",
        "__x__",
        "\\",
        "a\\",
        "\\*",
        "|a|b|",
    ),
    *(
        "Analysis",
        "深度分析",
        "Source: somebody",
        "来源:某报",
        "Text: what",
        "正文:什么",
        "Title: none",
        "Summary: short",
    ),
    *(
        "Disclaimer: none",
        "Notice: none",
        "注:无",
        "附注:无",
        "Tag: one",
        "标签:一",
        "Related: two",
        "Language: Klingon",
    ),
    *(
        "• dot",
        "•",
        "◦ ring",
        "————",
        "……",
        "a:b",
        "::",
        "来源\uff1a某报",
        "免责声明\uff1a无",
        "http://a.example/?a=1&copy;2",
        "x" * 40 + ": long",
    ),
)

#: Lines that are nothing but text.
PLAIN = (
    "Rain is expected.",
    "今天有雨。",
    "Water level 3 up",
    "水位上升3厘米",
    "明日あめ",
    "Ça va, l'été ?",
    "x",
    "雨",
    "😀 ok",
)

# No control characters: decoding and layout take them out of a page before an Article is made of it.
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])
_MARKUP = "#*_`~<>&[]()!-+=|\\.:;\"'1a中,。:、“”—… "


def _normalised(text: str) -> str:
    return " ".join(text.split())


# A strategy is built once and used everywhere: building one takes Hypothesis longer than drawing from it.


@cache
def words(max_size: int = 12) -> st.SearchStrategy[str]:
    """One line of text with normalised white space, never empty, rich in what markup is made of."""
    texts = st.text(_MARKUP, min_size=1, max_size=max_size) | st.text(_CHARACTERS, min_size=1, max_size=max_size)
    # Drawing characters one by one costs most of the time, so two texts in three are ready-made.
    return st.sampled_from(AWKWARD) | st.sampled_from(PLAIN) | texts.map(lambda text: _normalised(text) or "x")


@cache
def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


@cache
def some(values: st.SearchStrategy, max_size: int = 2) -> st.SearchStrategy[tuple]:
    return st.lists(values, max_size=max_size).map(tuple)


@cache
def languages() -> st.SearchStrategy[str]:
    return st.sampled_from(LANGUAGES)


@cache
def urls() -> st.SearchStrategy[str]:
    path = st.text("abz019/-_.~?&=%#()*';", max_size=12)
    return st.builds("{}://news.example/{}".format, st.sampled_from(["http", "https", "HTTPS"]), path)


@cache
def times() -> st.SearchStrategy[datetime]:
    """Aware datetimes with a fixed offset of whole minutes."""
    offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    since, until = datetime(1990, 1, 2), datetime(2037, 1, 1)  # noqa: DTZ001 -- Hypothesis adds the zone
    return st.datetimes(since, until, timezones=st.just(UTC) | offsets)


@cache
def moments() -> st.SearchStrategy[Moment]:
    """Moments placed on the time line, and others that wait for an anchor."""
    said = {
        "raw": words(),
        "precision": st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year"]),
        "zone": st.sampled_from([None, "+08:00", "Asia/Shanghai"]),
    }
    offsets = maybe(st.timedeltas(timedelta(days=-9999), timedelta(0)))
    civil = st.sampled_from([None, "2025-10-23T17:08", "2025-10", "--10-23", "D-1", "D-1T18:00/PT12H"])

    def placed(length: timedelta, start: datetime, **parts) -> Moment:
        return Moment(start=start, end=start + length, **parts)

    return st.one_of(
        st.builds(placed, st.timedeltas(timedelta(microseconds=1), timedelta(days=400)), times(), **said),
        st.builds(Moment, civil=civil, **said),
        st.builds(Moment, basis=st.just("relative"), offset=offsets, **said),
    )


@cache
def links() -> st.SearchStrategy[Link]:
    return st.builds(Link, text=words(), url=maybe(urls()))


@cache
def images() -> st.SearchStrategy[Image]:
    return st.builds(Image, url=urls(), alt=maybe(words()), caption=maybe(words()), credit=maybe(words()))


@cache
def blocks() -> st.SearchStrategy[Block]:
    """A block of any kind. Links stand in the text; code and tables have line breaks and indentation."""

    def linked(kind: str, level: int | None, parts: list[tuple[str, Link]], last: str) -> Block:
        text = "".join(f"{before} {link.text} " for before, link in parts) + last
        found = tuple(link for _, link in parts)
        return Block(kind=kind, level=level if kind == "heading" else None, text=text, links=found)

    kinds = st.sampled_from(["paragraph", "heading", "caption", "quote", "list_item"])
    parts = st.lists(st.tuples(words(), links()), max_size=2)
    indented = st.builds("{}{}".format, st.sampled_from(["", " ", "    ", "\t"]), words())
    rows = st.lists(indented | st.just(""), max_size=2)
    return st.one_of(
        st.builds(Block, text=words()),
        st.builds(linked, kinds, st.none() | st.integers(1, 6), parts, words()),
        st.builds(
            lambda kind, rows, last: Block(kind=kind, text="\n".join([*rows, last])),
            st.sampled_from(["table", "code"]),
            rows,
            words(),
        ),
    )


@cache
def comments() -> st.SearchStrategy[Comment]:
    def of(replies: st.SearchStrategy[tuple]) -> st.SearchStrategy[Comment]:
        return st.builds(
            Comment,
            body=words(),
            author=maybe(words()),
            posted=maybe(moments()),
            quote=maybe(words()),
            position=maybe(st.integers(1, 99)),
            floor=maybe(st.integers(0, 99)),
            replies=replies,
        )

    return of(some(of(st.just(()))))


@cache
def editions() -> st.SearchStrategy[Edition]:
    return st.builds(
        Edition,
        language=languages(),
        title=words(),
        summary=maybe(st.builds(Summary, text=words(20), truncated=st.booleans())),
        body=some(blocks(), 5),
        tags=some(words()),
        notices=some(words()),
        site=maybe(words()),
        section=maybe(words()),
        breadcrumbs=some(words()),
    )


@cache
def json_values() -> st.SearchStrategy:
    """What ``extras`` may hold."""
    numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    return st.recursive(
        st.none() | st.booleans() | numbers | words(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words(), inner, max_size=3),
        max_leaves=6,
    )


@cache
def articles() -> st.SearchStrategy[Article]:
    """An Article of one or two editions, each in another language."""
    score_names = st.sampled_from(["hot", "quality", "impact", "reading time"])
    scores = st.floats(-1e6, 1e6) | st.integers(0, 100).map(float)
    several = st.lists(editions(), min_size=1, max_size=2, unique_by=lambda edition: edition.language)
    return st.builds(
        Article,
        adapter=st.sampled_from(["generic", "westca", "text-export"]),
        layout=st.sampled_from([None, "mobile"]),
        editions=several.map(tuple),
        url=maybe(urls()),
        canonical_url=maybe(urls()),
        next_url=maybe(urls()),
        published=maybe(moments()),
        updated=maybe(moments()),
        authors=some(words()),
        source=maybe(st.builds(Source, name=words(), url=maybe(urls()))),
        publisher=maybe(words()),
        scores=st.dictionaries(score_names, scores, max_size=2),
        images=some(images()),
        related=some(links()),
        comments=some(comments(), 1),
        ai_generated=st.sampled_from([None, True, False]),
        extras=st.dictionaries(words(), json_values(), max_size=2),
        warnings=some(st.builds(model.PageWarning, code=st.just("odd"), message=words(), field=maybe(words())), 1),
        captured_at=maybe(times()),
    )
