"""What a page states of itself: read from every place that states it, in a known order of trust, broken or not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page import Page
from tearsheet.page.loose_json import loose_values
from tearsheet.page.metadata import Metadata, Value, read_metadata


def stated(html: str, url: str | None = None) -> Metadata:
    return read_metadata(Page(html, url=url, content_type="text/html"))


def with_jsonld(*objects: object, head: str = "", url: str | None = None) -> Metadata:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects)
    return stated(f"<html><head>{head}{scripts}</head><body><p>Words", url)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferry returns to the old pier",
    "author": [{"@type": "Person", "name": "Ida Molin"}, {"@type": "Person", "name": "Per Holm"}],
    "publisher": {"@type": "Organization", "name": "Pier Post"},
    "datePublished": "2024-05-02T08:00:00+02:00",
    "dateModified": "2024-05-03T08:00:00+02:00",
    "articleSection": "Harbour",
    "keywords": "ferry, pier",
    "articleBody": "The ferry is back.",
}

# -- JSON-LD ---------------------------------------------------------------------------------------------------------


def test_an_article_in_jsonld_states_its_fields_and_where_each_came_from():
    found = with_jsonld(ARTICLE)
    assert found.all("title")[0] == Value("Ferry returns to the old pier", "jsonld(headline)")
    assert found.authors == ("Ida Molin", "Per Holm")
    assert (found.published, found.updated) == ("2024-05-02T08:00:00+02:00", "2024-05-03T08:00:00+02:00")
    assert (found.publisher, found.section, found.tags) == ("Pier Post", "Harbour", ("ferry", "pier"))
    assert found.body == "The ferry is back."
    assert "newsarticle" in found.types


@pytest.mark.parametrize(
    "wrapped",
    [
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "Pier Post"}, ARTICLE]},
        {"@type": "WebPage", "name": "Another name", "mainEntity": ARTICLE},
        {"@type": "WebPage", "mainEntityOfPage": ARTICLE},
        [[{"@type": "BreadcrumbList", "itemListElement": []}], [ARTICLE]],
        {**ARTICLE, "@type": ["https://schema.org/NewsArticle", "Thing"]},
    ],
)
def test_the_article_is_found_whatever_it_is_wrapped_in(wrapped):
    assert with_jsonld(wrapped).headline == "Ferry returns to the old pier"


def test_articles_in_a_list_of_others_are_not_the_page():
    cards = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]}
    assert with_jsonld(cards).headline is None


def test_of_several_articles_the_one_at_the_address_of_the_page_is_taken():
    other = {"@type": "NewsArticle", "headline": "Next story", "url": "https://pier.example/next"}
    own = {**ARTICLE, "mainEntityOfPage": {"@id": "https://www.pier.example/ferry/"}}
    assert with_jsonld(other, own, url="https://pier.example/ferry").headline == ARTICLE["headline"]
    assert with_jsonld(other, own).headline == "Next story"


def test_of_several_articles_without_address_that_of_the_pages_title_is_taken():
    others = '{"@type":"NewsArticle","headline":"Fares rise"},{"@type":"NewsArticle","headline":"Ferry is back"}'
    stated = read_metadata(
        f"<title>Ferry is back | Pier Post</title><script type=application/ld+json>[{others}]</script><p>x"
    )
    assert stated.first("title") == "Ferry is back"


@pytest.mark.parametrize("when", ['["2024-03-05"]', '{"@value": "2024-03-05"}', '"2024-03-05"'])
def test_a_time_is_read_in_whatever_it_is_wrapped(when):
    node = f'{{"@type":"NewsArticle","headline":"Ferry","datePublished":{when},"dateModified":1709659800}}'
    stated = read_metadata(f"<script type=application/ld+json>{node}</script><p>x")
    assert (stated.published, stated.updated) == ("2024-03-05", "1709659800")


def test_an_author_given_by_reference_is_looked_up():
    graph = {
        "@graph": [{**ARTICLE, "author": {"@id": "#ida"}}, {"@type": "Person", "@id": "#ida", "name": "Ida Molin"}]
    }
    assert with_jsonld(graph).authors == ("Ida Molin",)


def test_authors_that_refer_to_each_other_end():
    graph = {"@graph": [{**ARTICLE, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": {"@id": "#a"}}]}
    assert with_jsonld(graph).authors == ()


def test_character_references_in_json_are_resolved():
    assert with_jsonld({**ARTICLE, "headline": "Fish &#038; ships"}).headline == "Fish & ships"


# -- broken JSON -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": "b",}', ({"a": "b"},)),
        ('[{"a": 1}, {"a": 2},\n]', ([{"a": 1}, {"a": 2}],)),
        ('{"a": "one\ntwo\tthree"}', ({"a": "one\ntwo\tthree"},)),
        ('<!-- {"a": 1} -->', ({"a": 1},)),
        ('//<![CDATA[\n{"a": 1}\n//]]>', ({"a": 1},)),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', ({"a": 1},)),
        ('{"a": 1}{"b": 2}\n[3]', ({"a": 1}, {"b": 2}, [3])),
        ('{"a": 1};', ({"a": 1},)),
        (r'{"a": "it\'s"}', ({"a": "it's"},)),
        ('{"a": "He said "no" to it", "b": [1, 2,]}', ({"a": 'He said "no" to it', "b": [1, 2]},)),
        ("{&quot;a&quot;: 1}", ({"a": 1},)),
        ('{"a": NaN}', ({"a": None},)),
        ('{"a": 1, // one\n "b": "http://x.example/"}', ({"a": 1, "b": "http://x.example/"},)),
        ('{"a": {"b": 1}', ({"a": {"b": 1}},)),
        ('{"a": 1, "b": "cut o', ({"a": 1, "b": "cut o"},)),
        ('{"a": 1, "b": ', ({"a": 1},)),
        ('/* of the site */ {"a": undefined, "b": [1,, 2]}', ({"a": None, "b": [1, 2]},)),
        (r"{'a': 'it\'s b'}", ({"a": "it's b"},)),
        ('{"a": "b"\n"c": {"d": 1} "e": 2}', ({"a": "b", "c": {"d": 1}, "e": 2},)),
        ("", ()),
        ("no json", ()),
    ],
)
def test_broken_json_is_read_as_far_as_it_can_be(text, values):
    assert loose_values(text) == values


JSONISH = st.text(st.sampled_from("{}[]\",:\\/<>!-&;\n a1'*éu"), max_size=80)


@given(JSONISH | st.text(max_size=60))
def test_no_text_makes_reading_json_fail(text):
    assert isinstance(loose_values(text), tuple)


@given(JSONISH)
def test_no_script_makes_a_page_fail(text):
    page = Page(f'<script type="application/ld+json">{text}</script><p>a', content_type="text/html")
    assert isinstance(read_metadata(page), Metadata)
    assert isinstance(page.jsonld, tuple)


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "headline", "author", "name", "publisher", "datePublished", "image",
                         "keywords", "articleSection", "mainEntity", "mainEntityOfPage", "inLanguage", "url"]),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(NESTED)
def test_no_shape_of_jsonld_makes_a_page_fail(value):
    found = with_jsonld(
        value, {"@type": "Article", "author": value, "publisher": value, "image": value, "keywords": value}
    )
    assert all(fact.value.strip() for facts in found.facts.values() for fact in facts)


def test_deeply_nested_json_ends():
    assert loose_values("[" * 100_000) == ()
    assert with_jsonld({"@graph": [[[[[[[ARTICLE]]]]]]]}).headline == ARTICLE["headline"]


def test_a_page_reads_its_jsonld_though_it_is_broken():
    page = Page('<script type="application/ld+json">{"@type": "Article",}</script>', content_type="text/html")
    assert page.jsonld == ({"@type": "Article"},)


# -- meta, microdata, links ------------------------------------------------------------------------------------------


def test_meta_keys_are_read_in_any_attribute_and_case():
    found = stated(
        '<meta property="OG:Title" content="Low tide | Pier Post"><meta name="author" content="Ida Molin">'
        '<meta property="og:site_name" content="Pier Post"><meta name="pubdate" content="20240502">'
        '<meta itemprop="dateModified" content="2024-05-03"><meta name="keywords" content="tide, mud">'
    )
    assert (found.headline, found.authors, found.site) == ("Low tide | Pier Post", ("Ida Molin",), "Pier Post")
    assert (found.published, found.updated, found.tags) == ("20240502", "2024-05-03", ("tide", "mud"))


def test_an_author_that_is_an_address_is_no_author():
    assert stated('<meta property="article:author" content="https://social.example/pierpost">').authors == ()
    assert stated('<meta property="article:author" content="Ida Molin">').authors == ("Ida Molin",)


def test_the_author_in_a_pair_of_label_and_data_is_read():
    pair = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ida Molin">'
    other = '<meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="4 minutes">'
    assert stated(pair + other).authors == ("Ida Molin",)


def test_microdata_is_read_within_its_scope():
    found = stated(
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Low tide</h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ida Molin</b>, at sea</span>'
        '<time itemprop="datePublished" datetime="2024-05-02">2 May</time></div>'
        '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Reader</b>'
        '<time itemprop="datePublished" datetime="2024-06-01">1 June</time></div>'
    )
    assert found.all("title")[0] == Value("Low tide", "microdata(headline)")
    assert (found.authors, found.published) == (("Ida Molin",), "2024-05-02")
    assert "newsarticle" in found.types


def test_trust_goes_from_structured_data_to_the_title_element():
    head = '<title>Ferry | Pier Post</title><meta property="og:title" content="Ferry is back">'
    assert with_jsonld(ARTICLE, head=head).titles == (
        "Ferry returns to the old pier",
        "Ferry is back",
        "Ferry | Pier Post",
    )


def test_links_and_language_are_read():
    found = stated(
        '<html lang="sv"><head><link rel="canonical" href="https://pier.example/ferry">'
        '<link rel="alternate" type="application/rss+xml" href="https://pier.example/rss">'
        '<link rel="alternate" hreflang="en" href="https://pier.example/en">'
    )
    assert found.feeds == ("https://pier.example/rss",)
    assert (found.canonical_url, found.language) == ("https://pier.example/ferry", "sv")


def test_a_text_export_and_a_page_without_marks_state_nothing():
    assert read_metadata(Page("Low tide\n\nMud.", content_type="text/plain")) == Metadata()
    assert read_metadata(Page("<p>Mud.", content_type="text/html")) == Metadata()
