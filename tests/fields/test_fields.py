"""Each field by itself: what it finds, what it converts, and that it fails when it is written wrong."""

from __future__ import annotations

import pytest

from tearsheet import InputError, Page, ParseError, Reader
from tearsheet.fields import (
    Scope,
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
    script,
    seen,
    xpath,
)

PAGE = """<!doctype html><html lang="en"><head>
<title>Ferry to run all winter - Harbour Ledger</title>
<meta property="og:title" content="Ferry to run all winter">
<meta name="section" content="Harbour">
<script type="application/ld+json">
{"@graph": [{"@type": "WebPage", "name": "page"},
 {"@type": ["NewsArticle"], "headline": "Ferry to run all winter", "author": [{"name": "Ada Quill"}, {"name": "Bo Wren"}],
  "datePublished": "2026-03-04T08:00:00+08:00", "isAccessibleForFree": true}]}
</script></head><body>
<div class="bar">Home | News</div>
<h1 class="title big">Ferry to run <em>all winter</em></h1>
<p class="info">來源: Harbour News 發表於 2026-03-04 08:00 | 瀏覽: 1,204</p>
<p class="byline">By <a href="/people/quill">Ada Quill</a>, Bo Wren</p>
<div class="tags"><a href="/t/ferry">#ferry</a><a href="/t/port">#port</a></div>
<ul class="more"><li><a href="/n/2"><b>Gulls return</b> 3 March</a></li><li><a href="/n/3"><img src="/i.jpg"></a></li></ul>
<figure><img data-src="/pier.jpg" alt="pier"><figcaption>The pier at dawn</figcaption><span class="by">Bo Wren</span></figure>
</body></html>"""


def scope(page: str = PAGE) -> Scope:
    return Scope(Reader(Page(page, url="https://ledger.example/n/1"), adapter="test"))


def values(field, page: str = PAGE):
    return [found.value for found in field.find(scope(page))]


def printed(field, page: str = PAGE):
    return [[place.text for place in found.places] for found in field.find(scope(page))]


# -- in the markup -------------------------------------------------------------------------------------------------------


def test_css_gives_the_words_of_an_element_and_where_they_stand():
    assert values(css("h1.title")) == ["Ferry to run all winter"]
    assert printed(css("h1 em")) == [["all winter"]]
    assert printed(css(".byline a")) == [["Ada Quill"]]


def test_css_gives_an_attribute_and_counts_the_words_beside_it():
    assert values(css(".byline a", attr="href")) == ["/people/quill"]
    assert printed(css(".byline a", attr="href")) == [["Ada Quill"]]
    assert values(css("h1", attr="data-none")) == []


def test_what_stands_in_an_element_that_matches_too_is_not_found_twice():
    assert values(css("li"), "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>") == ["one two", "three"]


def test_an_element_that_is_not_shown_still_gives_what_it_holds():
    assert values(css("#day"), '<p>x</p><p id="day" hidden>4 March</p>') == ["4 March"]
    assert printed(css("#day"), '<p>x</p><p id="day" hidden>4 March</p>') == [[]]


def test_an_empty_element_gives_nothing():
    assert values(css("p"), "<p></p><p> </p><p>x</p>") == ["x"]


def test_words_split_over_lines_are_one_value():
    assert values(css("h1"), "<h1>Ferry<br>all <i>winter</i></h1>") == ["Ferry all winter"]


def test_an_icon_before_a_line_break_hides_no_words():
    assert printed(css("a"), "<p><a><i class=icon></i><br><b>More</b></a></p>") == [["More"]]


def test_xpath_gives_elements_strings_and_attributes_and_finds_their_place_by_their_words():
    assert values(xpath("//h1")) == ["Ferry to run all winter"]
    assert values(xpath("//p[@class='byline']/a/@href")) == ["/people/quill"]
    assert values(xpath("string(//figcaption)")) == ["The pier at dawn"]
    assert printed(xpath("//figcaption")) == [["The pier at dawn"]]
    assert printed(xpath("//p[@class='byline']/a")) == [["Ada Quill"]]


@pytest.mark.parametrize(
    ("selector", "where"),
    [
        ("div..ad", "'..ad', character 4"),
        ("h1[", "'h1['"),
        ("p:nope(2)", "':nope(2)'"),
        ("", "''"),
        ("p:contains('x')", "p:contains"),
    ],
)
@pytest.mark.parametrize("field", [css, links, pictures, blocks])
def test_a_selector_that_is_wrong_fails_where_it_is_written(field, selector, where):
    with pytest.raises(InputError, match="not a CSS selector") as caught:
        field(selector)
    assert where in str(caught.value)


def test_other_mistakes_also_fail_where_they_are_written():
    with pytest.raises(InputError, match="not an XPath expression"):
        xpath("//h1[")
    with pytest.raises(InputError, match=r"not a regular expression.*position 0"):
        regex("(unclosed")
    with pytest.raises(InputError, match="words of a label"):
        label(" ")
    with pytest.raises(InputError, match="not a CSS selector"):
        blocks("div", drop={"advert": ["p", "p["]})


# -- in what a page states -------------------------------------------------------------------------------------------------


def test_meta_takes_the_first_name_that_the_page_has():
    assert values(meta("twitter:title", "og:title")) == ["Ferry to run all winter"]
    assert values(meta("description")) == []


def test_a_stated_value_that_a_line_prints_claims_the_line():
    assert printed(meta("og:title")) == [["Ferry to run all winter"]]
    assert printed(meta("section")) == [[]]


def test_jsonld_follows_a_path_through_lists_and_graphs():
    assert values(jsonld("author.name")) == ["Ada Quill", "Bo Wren"]
    assert values(jsonld("author")) == ["Ada Quill", "Bo Wren"]
    assert values(jsonld("headline", type="NewsArticle")) == ["Ferry to run all winter"]
    assert values(jsonld("headline", type="WebPage")) == []
    assert values(jsonld("isAccessibleForFree")) == []


def test_script_finds_what_a_script_of_the_page_says_and_claims_a_line_that_prints_it():
    page = """<script src="a.js">var ct = "1";</script><script>var a = 0, ct = "1581517074";</script>
      <p>1581517074</p><script>var ct = "2";</script>"""
    field = script(r"""ct\s*=\s*["'](\d+)""")
    assert values(field, page) == ["1581517074", "2"]
    assert printed(field, page) == [["1581517074"], []]
    assert values(script("ct = "), "<p>ct = 4</p>") == []
    assert "matches in no script" in script("xy").missed(scope(page))
    assert "no script of its own" in script("xy").missed(scope("<p>a</p>"))
    with pytest.raises(InputError, match="not a regular expression"):
        script("(")


# -- in what a page prints -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words", "value"),
    [
        ("來源: Harbour News 發表於 2026-03-04", "來源", "Harbour News 發表於 2026-03-04"),
        ("來源：港報 時間：2026-03-04", "來源", "港報"),
        ("來源:港報|時間:9:00", "來源", "港報"),
        ("發表於 2026-03-04 08:00", "發表於", "2026-03-04 08:00"),
        ("文／阿衡", "文／", "阿衡"),
        ("Posted: 4 March", "Posted", "4 March"),
        ("a b | Posted: 4 March", "Posted", "4 March"),
        ("原文: https://example.com/a 作者: 阿衡", "原文", "https://example.com/a"),
    ],
)
def test_a_label_gives_what_stands_after_it(line, words, value):
    assert values(label(words), f"x\n{line}\ny") == [value]


def test_a_label_alone_on_its_line_labels_the_next():
    assert values(label("Posted"), "<p>Posted:</p><p>4 March</p>") == ["4 March"]


@pytest.mark.parametrize("line", ["Postedly so", "he Posted: x".replace(" P", "P"), "我們的來源地: 南岸"])
def test_a_label_inside_another_word_is_none(line):
    assert values(label("Posted", "來源"), f"{line}\n") == []


def test_regex_takes_its_group_and_leaves_the_rest_as_label():
    found = next(regex(r"瀏覽: (?P<value>[\d,]+)").find(scope()))
    assert found.value == "1,204"
    assert [place.text for place in found.places] == ["1,204"]
    assert [place.text for place in found.labels] == ["瀏覽:"]
    assert values(regex(r"^By .*$")) == ["By Ada Quill, Bo Wren"]


def test_seen_is_true_or_nothing():
    assert values(seen("All Winter")) == []
    assert values(seen("all winter")) == [True]


# -- lists -----------------------------------------------------------------------------------------------------------------


def test_links_have_their_words_and_absolute_addresses():
    (link,) = values(links(".more", text="b"))
    assert (link.text, link.url) == ("Gulls return", "https://ledger.example/n/2")
    assert printed(links(".more", text="b")) == [["Gulls return 3 March"]]
    assert [each.text for each in values(links(".more a"))] == ["Gulls return 3 March"]


def test_images_have_their_caption_and_credit():
    (image,) = values(pictures("figure", caption="figcaption", credit=".by"))
    assert image.url == "https://ledger.example/pier.jpg"
    assert (image.alt, image.caption, image.credit) == ("pier", "The pier at dawn", "Bo Wren")
    assert printed(pictures("figure", caption="figcaption", credit=".by")) == [["The pier at dawn", "Bo Wren"]]


THREAD = """<div class=post><b>Ada</b> <i>2026-03-04 09:00</i> <u>#1</u><div class=text>First post<br>second line</div></div>
<div class=post><b>Bo</b> <i>posted 2026-03-04 10:30</i> <u>#2</u><div class=text><q>First post</q>I agree.</div>
  <div class=reply><b>Cy</b> So do I.</div></div>
<div class=post><b>Empty</b></div>"""
POSTS = posts(
    ".post",
    author=css("b")[0],
    posted=css("i"),
    floor=css("u"),
    quote=css("q"),
    body=css(".text"),
    replies=posts(".reply", author=css("b"), body=css(".reply")),
)


def test_comments_are_records_with_their_own_fields():
    first, second = values(POSTS, THREAD)
    assert (first.author, first.body, first.floor, first.position) == ("Ada", "First post\nsecond line", 1, 1)
    assert (second.quote, second.body) == ("First post", "I agree.")
    assert second.posted.raw == "2026-03-04 10:30"
    assert [(reply.author, reply.body) for reply in second.replies] == [("Cy", "So do I.")]


ANSWERS = """<div class=post><b>by Ada</b><div class=text>
  <q><cite>Bo wrote:</cite><br>First<br>and second</q>Yes.<br><q>Third</q>No.<p class=edit>edited twice</p></div></div>"""


def test_a_post_may_quote_several_and_hold_what_is_part_of_neither():
    field = posts(
        ".post",
        author=css("b").match(r"by (.+)"),
        quote=css("q"),
        body=css(".post"),
        drop={"label": "cite", "edited": ".edit"},
    )
    (found,) = field.find(scope(ANSWERS))
    assert (found.value.author, found.value.quote) == ("Ada", "First\nand second\nThird")
    assert found.value.body == "Yes.\nNo."
    assert [(rule, [place.text for place in places]) for rule, places in found.drops] == [
        ("label", ["Bo wrote:"]),
        ("edited", ["edited twice"]),
    ]
    assert [place.text for place in found.labels] == ["by"]


def test_of_a_thread_the_first_post_can_be_left_to_the_story():
    assert [comment.author for comment in values(POSTS[1:], THREAD)] == ["Bo"]


# -- putting together ------------------------------------------------------------------------------------------------------


def test_the_second_choice_is_asked_only_where_the_first_finds_nothing():
    assert values(css("h2") | css("h1")) == ["Ferry to run all winter"]
    assert values(css("h1") | css(".byline")) == ["Ferry to run all winter"]


def test_a_sum_takes_both():
    assert values(css(".tags a") + css("figcaption")) == ["#ferry", "#port", "The pier at dawn"]


def test_values_are_chosen_as_from_a_list():
    assert values(css(".tags a")[1]) == ["#port"]
    assert values(css(".tags a")[-1]) == ["#port"]
    assert values(css(".tags a")[5]) == []
    assert values(css(".tags a")[1:]) == ["#port"]


def test_match_narrows_the_text_and_its_place():
    field = css(".byline").match(r"By (?P<value>[^,]+)")
    assert values(field) == ["Ada Quill"]
    found = next(field.find(scope()))
    assert [place.text for place in found.places] == ["Ada Quill"]
    assert [place.text for place in found.labels] == ["By"]


def test_match_narrows_across_lines():
    page = "<div class=info><p>Source:</p><p>Harbour News, today</p></div>"
    assert printed(css(".info").match(r"Source: (.+), today"), page) == [["Harbour News"]]


def test_split_gives_each_part_its_place():
    field = css(".byline").match("By (.*)").split(", ")
    assert values(field) == ["Ada Quill", "Bo Wren"]
    assert printed(field) == [["Ada Quill"], ["Bo Wren"]]


def test_map_converts():
    assert values(regex(r"瀏覽: ([\d,]+)").map(lambda text: int(text.replace(",", "")))) == [1204]


def test_a_value_that_cannot_be_converted_is_left_out_with_a_warning():
    where = scope()
    assert list(css("h1").map(int).find(where)) == []
    (warning,) = where.reader.warnings
    assert warning.code == "value-unreadable"
    assert "css('h1').map(int)" in warning.message


def test_a_field_is_shown_as_it_is_written():
    field = (css("h1.a", attr="id") | meta("x", "y")).match(r"\d+")[0] + jsonld("a.b", type="T").split()
    assert repr(field) == (
        r"(css('h1.a', attr='id') | meta('x', 'y')).match('\\d+')[0] + "
        r"jsonld('a.b', type='T').split('[\\s、,，;；/|]+')"
    )


def test_the_value_says_which_alternative_it_came_from():
    assert next((css("h2") | meta("og:title")).find(scope())).how == "meta('og:title')"


# -- text exports ----------------------------------------------------------------------------------------------------------


def test_fields_of_markup_find_nothing_in_a_text_export():
    text = "A title\nPosted: 4 March\n"
    assert values(css("p") | xpath("//p") | meta("x") | jsonld("y"), text) == []
    assert values(label("Posted"), text) == ["4 March"]


def test_between_reads_the_lines_between_two_others():
    where = scope("Title\nPosted: 4 March\none\nADVERT\ntwo\nRelated\nthree\n")
    story = between("^Posted", "^Related$", skip="^ADVERT$").read(where)
    assert [block.text for block in story.blocks] == ["one", "two"]
    assert {entry.rule for entry in where.reader.ledger.entries if entry.text == "ADVERT"} == {"not-story"}


def test_xpath_in_a_part_of_a_page_is_refused_with_the_remedy():
    with pytest.raises(InputError, match="use css"):
        values(posts(".post", body=xpath("//p")), THREAD)


def test_parse_errors_are_not_raised_by_fields_that_find_nothing():
    try:
        assert values(css("nothing") | label("Nothing") | regex("nothing")) == []
    except ParseError:  # pragma: no cover - the point of the test
        pytest.fail("a field that finds nothing is no error")
