"""A declared adapter as a whole: what it reads, what it accounts for, how it fails."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

import tearsheet
from tearsheet import InputError, Page, ParseError, Registry, Signature
from tearsheet.fields import (
    DeclaredAdapter,
    PageLayout,
    between,
    blocks,
    css,
    jsonld,
    label,
    links,
    meta,
    pictures,
    posts,
    regex,
    seen,
)

CAPTURED = datetime(2026, 3, 5, tzinfo=UTC)


class Ledger(DeclaredAdapter):
    name = "ledger"
    hosts = ("ledger.example",)
    paths = (r"^/n/\d+",)
    signature = Signature(selectors=("body.harbour-ledger",))
    zone = "Asia/Hong_Kong"

    title = css("h1.title") | meta("og:title")
    summary = css(".lead")
    published = label("發表於") | css("time", attr="datetime") | jsonld("datePublished")
    updated = css(".updated")
    source = label("來源")
    authors = css(".byline").match(r"By (.+)").split(", ")
    section = css(".crumbs a")[-1]
    breadcrumbs = css(".crumbs a")
    tags = css(".tags a")
    notices = css(".note")
    body = blocks("div.article", drop=[".ad"], headings="p.sub", until="^Read next$")
    related = links(".more")
    comments = posts(".comment", author=css("b"), posted=css("i"), body=css("p"))
    extras = {"views": css(".views").match(r"\d+").map(int)}
    scores = {"hot": css(".hot").map(float)}
    ai_generated = seen("^Written by a machine$")
    drops = {"navigation": ".bar", "ranking": [".top", ".rank"], "label": "h4"}


PAGE = """<!doctype html><html lang="en"><head><title>x</title>
<meta property="og:title" content="Ferry to run all winter"></head><body class="harbour-ledger">
<div class="bar">Home <a href="/">News</a></div>
<p class="crumbs"><a href="/">Home</a> &gt; <a href="/port">Port</a></p>
<h1 class="title">Ferry to run all winter</h1>
<p class="lead">The night boat stays…</p>
<p>來源: <a href="https://news.example/">Harbour News</a> | 發表於 2026-03-04 08:00</p>
<p class="byline">By Ada Quill, Bo Wren</p><span class="updated">Updated 2 hours ago</span>
<div class="article">
  <p>The ferry will run all winter, the port said.</p>
  <div class="ad">Buy boots</div>
  <p class="sub">What it costs</p>
  <figure><img src="/pier.jpg"><figcaption>The pier at dawn</figcaption></figure>
  <p>Tickets stay at <a href="/fares">two crowns</a>.</p>
  <p class="note">Fares may change.</p>
  <p>Read next</p><p>Gulls return</p>
</div>
<div class="tags"><a>#ferry</a> <a>#port</a></div>
<span class="views">1204 views</span> <span class="hot">72</span>
<h4>More</h4>
<ul class="more"><li><a href="/n/1">Ferry to run all winter</a></li><li><a href="/n/2">Gulls return</a></li></ul>
<h4>Comments</h4>
<div class="comment"><b>Cy</b> <i>2026-03-04 09:30</i><p>At last.</p></div>
<div class="top">Most read</div><div class="rank">1</div>
<p>Ferry to run all winter</p>
</body></html>"""


def read(page=PAGE, adapter=Ledger, **how):
    registry = Registry()
    registry.register(adapter)
    how.setdefault("captured_at", CAPTURED)
    return registry.read(page, how.pop("url", "https://ledger.example/n/1"), **how)


def declare(**fields):
    return type("Small", (DeclaredAdapter,), {"name": "small", "title": css("h1"), "body": blocks("article"), **fields})


# -- the article ---------------------------------------------------------------------------------------------------------


def test_every_field_of_an_article_can_be_declared():
    article = read().article
    assert article.title == "Ferry to run all winter"
    assert (article.summary.text, article.summary.truncated) == ("The night boat stays…", True)
    assert [(block.kind, block.text) for block in article.body] == [
        ("paragraph", "The ferry will run all winter, the port said."),
        ("heading", "What it costs"),
        ("caption", "The pier at dawn"),
        ("paragraph", "Tickets stay at two crowns."),
    ]
    assert [link.url for link in article.body[3].links] == ["https://ledger.example/fares"]
    assert article.published.raw == "2026-03-04 08:00"
    assert article.published.at.isoformat() == "2026-03-04T08:00:00+08:00"
    assert article.updated.basis == "relative"
    assert (article.source.name, article.source.url) == ("Harbour News", "https://news.example/")
    assert article.authors == ("Ada Quill", "Bo Wren")
    assert article.editions[0].section == "Port"
    assert article.editions[0].breadcrumbs == ("Home", "Port")
    assert article.tags == ("ferry", "port")
    assert article.editions[0].notices == ("Fares may change.",)
    assert [(link.text, link.url) for link in article.related] == [("Gulls return", "https://ledger.example/n/2")]
    assert [(image.url, image.caption) for image in article.images] == [
        ("https://ledger.example/pier.jpg", "The pier at dawn")
    ]
    (comment,) = article.comments
    assert (comment.author, comment.posted.raw, comment.body) == ("Cy", "2026-03-04 09:30", "At last.")
    assert article.extras == {"views": 1204}
    assert article.scores == {"hot": 72.0}
    assert article.ai_generated is None
    assert article.language == "en"
    assert article.warnings == ()


def test_the_lines_of_every_value_are_claimed_without_work_by_the_author():
    reading = read()
    assert [entry for entry in reading.ledger.unexplained if entry.text != "views"] == []
    said = {entry.text: entry.role or entry.rule for entry in reading.ledger.entries}
    assert said["2026-03-04 08:00"] == "published"
    assert said["發表於"] == "label"
    assert said["Harbour News"] == "source"
    assert said["Buy boots"] == "advert"
    assert said["Gulls return"] in {"tail", "related"}
    assert said["Most read"] == "ranking"
    assert said["At last."] == "comments.body"


def test_what_no_field_takes_is_unexplained():
    page = PAGE.replace("</body>", "<p>A line that nobody knows</p></body>")
    assert [entry.text for entry in read(page).ledger.unexplained][-1] == "A line that nobody knows"


def test_every_value_carries_where_it_came_from():
    sources = read().sources
    assert sources["title"] == "css('h1.title')"
    assert sources["published"] == "label('發表於')"
    assert sources["extras.views"].startswith("css('.views').match(")
    assert sources["body"] == "blocks('div.article')"
    without = read(PAGE.replace('<h1 class="title">Ferry to run all winter</h1>', "")).sources
    assert without["title"] == "meta('og:title')"


def test_the_title_printed_again_is_dropped_as_repeated_and_never_related():
    entries = [entry for entry in read().ledger.entries if entry.text == "Ferry to run all winter"]
    assert [entry.role or entry.rule for entry in entries] == ["title", "self-link", "repeated"]


def test_a_time_stated_and_printed_claims_both():
    page = PAGE.replace("發表於 2026-03-04 08:00", '<time datetime="2026-03-04T08:00+08:00">4 March 2026</time>')
    reading = read(page)
    assert reading.article.published.raw == "2026-03-04T08:00+08:00"
    assert "published" in {entry.role for entry in reading.ledger.entries if entry.text == "4 March 2026"}


def test_a_text_that_is_no_time_is_a_warning_and_no_date():
    article = read(PAGE.replace("Updated 2 hours ago", "Updated some time")).article
    assert article.updated is None
    assert [(warning.code, warning.field) for warning in article.warnings] == [("time-unreadable", "updated")]


def test_the_language_is_declared_stated_or_detected():
    page = "<html lang=fr><h1>Ok</h1><article>Ok</article></html>"
    assert parse(page, declare(language="de")).language == "de"
    assert parse(page, declare()).language == "fr"
    assert (
        parse("<html lang=en><h1>渡輪</h1><article>渡輪全冬行駛，票價不變。</article></html>", declare()).language
        == "zh-Hant"
    )


def parse(page, adapter, **how):
    registry = Registry()
    registry.register(adapter)
    return registry.parse(page, adapter=adapter.name, **how)


def test_only_pictures_in_the_container_are_the_storys():
    page = """<h1>T</h1><img src='/logo.png'><article><p>x</p><img src='/a.png'></article>
    <p><img src='/b.png'>y</p>"""
    assert [image.url for image in parse(page, declare()).images] == ["/a.png"]
    assert [image.url for image in parse(page, declare(images=pictures("img"))).images] == [
        "/logo.png",
        "/a.png",
        "/b.png",
    ]


def test_a_story_in_several_containers_is_read_in_order_and_the_first_can_be_asked_for():
    page = "<h1>T</h1><article>one</article><p>between</p><article>two</article>"
    assert parse(page, declare()).text == "one\n\ntwo"
    assert parse(page, declare(body=blocks("article", first=True))).text == "one"


def test_the_body_has_alternatives_too():
    body = blocks("main") | blocks("article") | between("^T$")
    assert parse("<h1>T</h1><article>one</article>", declare(body=body)).text == "one"
    assert parse("<h1>T</h1><p>one</p><p>two</p>", declare(body=body)).text == "one\n\ntwo"


# -- what is wrong ---------------------------------------------------------------------------------------------------------


def test_a_page_without_a_required_field_says_what_was_tried_and_what_is_near():
    page = PAGE.replace('class="title"', 'class="titles"').replace("og:title", "og:titel")
    with pytest.raises(ParseError) as caught:
        read(page)
    message = str(caught.value)
    assert caught.value.field == "title"
    assert (
        "css('h1.title') found no element (nearest: <h1 class='titles'>, line 3: 'Ferry to run all winter')" in message
    )
    assert "meta('og:title'): no such <meta> (nearest: 'og:titel')" in message


def test_a_missing_body_names_its_container():
    with pytest.raises(ParseError, match=r"body: required.*blocks\('div.article'\) found no element \(nearest: <div"):
        read(PAGE.replace('class="article"', 'class="articles"'))


def test_other_fields_are_required_when_they_say_so():
    page = "<h1>T</h1><article>x</article>"
    assert parse(page, declare(published=css("time"))).published is None
    with pytest.raises(ParseError, match=r"published: required.*css\('time'\) found no element"):
        parse(page, declare(published=css("time").required()))
    with pytest.raises(ParseError, match=r"tags: required"):
        parse(page, declare(tags=(css("a.tag") | css("b.tag")).required()))
    with pytest.raises(ParseError, match=r"extras.views: required"):
        parse(page, declare(extras={"views": label("Views").required()}))
    with pytest.raises(ParseError, match=r"related: required"):
        parse(page, declare(related=links(".more").required()))


def test_a_label_that_is_missing_shows_the_line_most_like_it():
    with pytest.raises(ParseError, match=r"label\('Posted on'\) stands on no line \(nearest: line 2: 'Posted o"):
        parse("<h1>T</h1><p>Posted o</p><article>x</article>", declare(published=label("Posted on").required()))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"titel": css("h1")}, r"Small.titel is no field of an article; did you mean title\?"),
        ({"qqq": css("h1")}, r"Small.qqq is no field of an article. What only"),
        ({"title": "h1"}, "Small.title is 'h1': use a field such as css"),
        ({"body": css("p")}, r"Small.body is css\('p'\): use blocks"),
        ({"extras": css("p")}, "Small.extras is .*: use a mapping of fields"),
        ({"drops": {"advert": "p["}}, "not a CSS selector"),
    ],
)
def test_mistakes_in_a_class_are_found_when_it_is_defined(fields, message):
    with pytest.raises(InputError, match=message):
        declare(**fields)


def test_an_adapter_without_title_or_body_cannot_be_registered():
    bare = type("Bare", (DeclaredAdapter,), {"name": "bare"})
    with pytest.raises(InputError, match="Bare declares no title and no body"):
        Registry().register(bare)


# -- recognition and layouts -----------------------------------------------------------------------------------------------


def test_a_page_is_known_by_url_by_canonical_url_or_by_its_elements():
    registry = Registry()
    registry.register(Ledger)
    head = '<link rel="canonical" href="https://www.ledger.example/n/7">'
    bare = PAGE.replace(' class="harbour-ledger"', "")
    by = [answer.by for answer in registry.explain(bare, "https://ledger.example/n/1")]
    by += [answer.by for answer in registry.explain(bare.replace("<title>", head + "<title>"))]
    by += [answer.by for answer in registry.explain(PAGE)]
    by += [answer.by for answer in registry.explain(bare)]
    assert by == ["url", "canonical", "signature", None]


def test_the_url_of_the_fetch_goes_before_the_canonical_one():
    page = PAGE.replace("<title>", '<link rel="canonical" href="https://ledger.example/n/7"><title>')
    page = page.replace(' class="harbour-ledger"', "")
    registry = Registry()
    registry.register(Ledger)
    assert not registry.explain(page, "https://copy.example/ledger")[0].matched


def test_a_signature_with_a_wrong_selector_fails_when_it_is_written():
    with pytest.raises(InputError, match="not a CSS selector"):
        Signature(selectors=("div[",))


class Layered(DeclaredAdapter):
    name = "layered"
    hosts = ("layered.example",)
    title = css("h1")
    body = blocks("div.old")

    class Marked(PageLayout, signature=Signature(selectors=("body.amp",))):
        body = blocks("p")

    class New(PageLayout, since=date(2026, 1, 1), layout="2026"):
        body = blocks("main")

    class Middle(PageLayout, since=date(2025, 1, 1)):
        body = blocks("main")
        title = css("h2") | css("h1")


def layout(page, captured_at=None):
    registry = Registry()
    registry.register(Layered)
    article = registry.parse(page, "https://layered.example/", captured_at=captured_at)
    return article.layout, article.title


def test_a_layout_is_told_by_its_signature_then_by_what_is_found_then_by_date():
    main = "<h1>T</h1><h2>S</h2><main>x</main>"
    assert layout("<body class=amp><h1>T</h1><main><p>x</p></main></body>") == ("marked", "T")
    assert layout("<h1>T</h1><div class=old>x</div>") == (None, "T")
    assert layout(main) == ("2026", "T")
    assert layout(main, datetime(2026, 6, 1, tzinfo=UTC)) == ("2026", "T")
    assert layout(main, datetime(2025, 6, 1, tzinfo=UTC)) == ("middle", "S")


def test_declared_and_written_adapters_are_the_same_to_the_registry():
    registry = Registry()
    registry.register(Layered)
    registry.register(Ledger())
    assert list(registry.adapters) == ["layered", "ledger"]
    assert [each.name for each in registry.adapters["layered"].layouts] == ["marked", "2026", "middle"]
    assert isinstance(registry.match(PAGE), tearsheet.Adapter)


def test_two_layouts_of_one_name_are_refused():
    with pytest.raises(InputError, match="two layouts have the same name"):
        declare(A=type("A", (PageLayout,), {}, layout="x"), B=type("B", (PageLayout,), {}, layout="x"))


def test_a_text_export_is_read_by_labels():
    adapter = declare(title=regex(r"\A(.+)"), published=label("Posted"), body=between("^Posted", "^End$"))
    article = parse("A title\nPosted 2026-03-04\none\ntwo\nEnd\n", adapter)
    assert (article.title, article.published.raw, article.text) == ("A title", "2026-03-04", "one\n\ntwo")


def test_pages_are_not_changed_by_being_asked():
    page = Page(PAGE)
    registry = Registry()
    registry.register(Ledger)
    assert registry.read(page).ledger.entries == registry.read(page).ledger.entries


def test_a_comment_that_the_page_prints_twice_is_one():
    page = """<h1>T</h1><article>x</article><div class=c><b>Ada</b><p>One</p></div><div class=c><b>Bo</b><p>Two</p></div>
    <div class=c><b>Ada</b><p>One</p></div>"""
    adapter = declare(comments=posts(".c", author=css("b"), body=css("p")))
    assert [(each.author, each.position) for each in parse(page, adapter).comments] == [("Ada", 1), ("Bo", 2)]


def test_a_day_printed_without_its_year_is_the_stated_one():
    page = '<meta name=day content="2026-10-08"><h1>T</h1><p class=day>10-08 09:00</p><p class=day2>10-09</p><article>x</article>'
    adapter = declare(published=meta("day") | css(".day") | css(".day2"))
    registry = Registry()
    registry.register(adapter)
    said = {entry.text: entry.role for entry in registry.read(page, adapter="small").ledger.entries}
    assert said["10-08 09:00"] == "published"
    assert said["10-09"] is None


def test_a_caption_that_no_markup_tells_is_known_by_a_pattern_right_after_a_picture():
    page = "<h1>T</h1><article><img src=/a.jpg><p>The pier. Photo by Ada</p><p>Text.</p><p>Photo by Bo</p></article>"
    article = parse(page, declare(body=blocks("article", captions=re.compile(r"Photo by \w+$"))))
    assert [block.kind for block in article.body] == ["caption", "paragraph", "paragraph"]
    assert (article.images[0].caption, article.images[0].credit) == ("The pier.", "Ada")
    both = blocks("article", captions=(".c", re.compile(r"Photo by \w+$")))
    kinds = [block.kind for block in parse(page.replace("<p>Text", "<p class=c>Text"), declare(body=both)).body]
    assert kinds == ["caption", "caption", "paragraph"]


@pytest.mark.parametrize(
    ("words", "civil"),
    [
        ("3. März 2021", "2021-03-03"),
        ("12 mai 2021 à 10:15", "2021-05-12T10:15"),
        ("10 de marzo de 2021", "2021-03-10"),
    ],
)
def test_dates_that_name_their_month_in_another_language_are_read(words, civil):
    page = f"<h1>T</h1><p class=when>Von Ada Quill, {words}</p><article>x</article>"
    article = parse(page, declare(published=css(".when")))
    assert (article.published.raw, article.published.civil) == (words, civil)


def test_a_time_that_only_a_machine_writes_is_read_where_it_is_stated_and_not_where_it_is_printed():
    page = "<meta name=day content=20210503><h1>T</h1><p class=when>20210504</p><article>x</article>"
    assert parse(page, declare(published=css(".when"))).published is None
    article = parse(page, declare(published=meta("day") | css(".when")))
    assert (article.published.raw, article.published.civil) == ("20210503", "2021-05-03")


def test_an_attribute_states_a_time_though_its_element_prints_something_else():
    page = "<h1>T</h1><p class=when data-at=1761210489>two days ago</p><article>x</article>"
    article = parse(page, declare(published=css(".when", attr="data-at")))
    assert article.published.start.isoformat() == "2025-10-23T09:08:09+00:00"
