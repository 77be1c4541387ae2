"""Sites are learned from made pages: what is found, by which selectors, and that it holds on other pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made_site
from tearsheet import InputError, Page, Registry
from tearsheet.authoring.learning import Known, NotOnPageError, Sample, learn, vote, ways_to
from tearsheet.authoring.learning.baseline import Baseline, baseline_of, stated_story
from tearsheet.authoring.learning.sample import SharedLines
from tearsheet.authoring.learning.selectors import is_hashed, selectors_of, stem_of

ROOT = Path(__file__).parent.parent
GAZETTE = ROOT / "examples" / "tide_gazette" / "2026"
SENTENCES = frozenset(text for _, _, _, body in made_site.ENGLISH for text in body)
TEMPLATES = {"plain": made_site.plain, "hashed": made_site.hashed, "bare": made_site.bare}


def read(learned, page):
    registry = Registry()
    registry.register(learned.adapter("made"))
    return registry.read(page, adapter="made")


def fields(learned):
    (layout,) = learned.layouts
    return {name: str(field.written) for name, field in layout.fields.items()}


def paragraphs(article):
    return [block.text for block in article.body]


# -- what a newcomer stumbles over -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://lowmere.example/news/19-ferries-are-late", r"^/news/[^/]*\d[^/]*"),
        ("https://lowmere.example/2025/03/12/ferry-runs-again.html", r"^/\d+/\d+/\d+/[^/]+\.html"),
        ("https://lowmere.example/news/t20250312_412.html", r"^/news/t\d+_\d+\.html"),
    ],
)
def test_a_path_learned_from_one_page_spells_no_story(url, path):
    assert learn([Page(made_site.plain(0), url=url)]).paths == (path,)


def test_a_title_told_without_its_last_sign_takes_the_element():
    pages = [Page(made_site.plain(n).replace("runs again<", "runs again!<").replace("tuba<", "tuba?<")) for n in (0, 1)]
    learned = learn(pages, [Known(title="Ferry to Lowmere Island runs again"), Known()])
    title = learned.layouts[0].fields["title"]
    assert title.values == ("Ferry to Lowmere Island runs again!", "Brass band finds its lost tuba?")
    assert "match" not in str(title.written)


def test_a_told_value_that_no_field_finds_is_said_with_its_line():
    learned = learn([Page(made_site.plain(0))], [Known(published="The small ferry to Lowmere Island")])
    said = [doubt for doubt in learned.unsure if "--published" in doubt]
    assert said
    assert "is read as no time; the closest is line" in said[0]
    assert "'The small ferry to Lowmere Island left" in said[0]


def test_a_label_goes_before_a_position():
    def page(n):
        text = made_site.plain(n)
        return Page(
            text.replace("<h1", f"<div><div><span>Written:</span> <span>Pen {'AB'[n]}. Tally</span></div></div><h1")
        )

    learned = learn([page(0), page(1)], [Known(source="Pen A. Tally"), Known(source="Pen B. Tally")])
    assert str(learned.layouts[0].fields["source"].written).startswith('label("Written")')


def test_no_field_repeats_the_title():
    pages = [
        Page(made_site.plain(n).replace("</h1>", f"</h1><p class='summary'>{made_site.ENGLISH[n][0]}</p>"))
        for n in range(2)
    ]
    assert "summary" not in learn(pages).layouts[0].fields


def test_a_clock_of_no_known_zone_is_said():
    pages = [
        Page(made_site.plain(n).replace(made_site.ENGLISH[n][1], f"{made_site.ENGLISH[n][1]}, 07:30")) for n in range(2)
    ]
    assert any("--zone" in doubt for doubt in learn(pages).layouts[0].fields["published"].unsure)
    known = learn(pages, zone="Europe/London")
    assert not any("--zone" in doubt for doubt in known.layouts[0].fields["published"].unsure)


# -- what is found without a word ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_learned_from_two_pages_reads_a_third(template, language):
    make = TEMPLATES[template]
    learned = learn([Page(make(0, language=language)), Page(make(1, language=language))])
    article = read(learned, Page(make(2, language=language))).article
    title, when, _, body = (made_site.ENGLISH if language == "en" else made_site.CHINESE)[2]
    assert article.title == title
    assert paragraphs(article) == list(body)
    assert article.published is not None
    assert article.published.raw in when


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_pages_learned_from_are_wholly_accounted_for(template, count):
    pages = [Page(TEMPLATES[template](number)) for number in range(count)]
    learned = learn(pages)
    for number, page in enumerate(pages):
        reading = read(learned, page)
        assert not reading.ledger.unexplained
        assert set(made_site.text_of(number)) <= set(paragraphs(reading.article))


def test_a_single_page_is_enough_and_said_to_be_little():
    learned = learn([Page(made_site.plain(0))])
    assert paragraphs(read(learned, Page(made_site.plain(1))).article)[:3] == list(made_site.text_of(1))
    assert any("one page" in doubt for doubt in learned.unsure)


def test_furniture_in_the_story_is_told_by_what_the_pages_share():
    learned = learn([Page(made_site.plain(0)), Page(made_site.plain(1))])
    assert 'drop=[".tools"]' in fields(learned)["body"]


def test_independent_sources_of_the_title_are_joined():
    learned = learn([Page(made_site.plain(0)), Page(made_site.plain(1))])
    assert fields(learned)["title"] == 'css("h1") | meta("og:title")'


def test_the_title_among_related_links_is_not_the_title():
    page = Page(made_site.plain(0).replace('<h1 class="headline">', "<div class=headline>").replace("</h1>", "</div>"))
    learned = learn([page], [Known(title=made_site.ENGLISH[0][0])])
    assert fields(learned)["title"].startswith('css(".headline")')


def test_a_date_in_the_comments_is_not_that_of_the_story():
    learned = learn([Page(made_site.plain(0)), Page(made_site.plain(1))])
    assert read(learned, Page(made_site.plain(0))).article.published.raw == "12 March 2025"


def test_a_labelled_source_is_found():
    learned = learn([Page(made_site.plain(0, language="zh")), Page(made_site.plain(2, language="zh"))])
    assert read(learned, Page(made_site.plain(1, language="zh"))).article.source.name == "柳渡晚报"


def test_no_drop_is_an_ancestor_of_the_story():
    page = Page(made_site.plain(0))
    learned = learn([page])
    (layout,) = learned.layouts
    around = {node.mem_id for line in page.lines if line.text in made_site.text_of(0) for node in line.ancestors()}
    for selectors in layout.drops.values():
        for selector in selectors:
            assert not around & {node.mem_id for node in page.css(selector)}


def inside(story, extra_before="", extra_after="", heading="h1"):
    """A page whose story has more in its container: labelled lines, pictures, cards."""
    title, _, _, body = made_site.CHINESE[story]
    text = "".join(f"<p>{each}</p>" for each in body)
    return Page(
        f"<html><head><title>{title}_柳渡网</title></head><body><{heading} class='t'>{title}</{heading}>"
        f"<div class='txt'>{extra_before}{text}{extra_after}</div></body></html>"
    )


def test_labelled_lines_at_the_ends_of_the_story_are_the_sites():
    names = ("林一", "周二", "吴三")
    pages = [
        inside(number, f"<p>（原标题：{made_site.CHINESE[number][0]}）</p>", f"<p>责任编辑：{names[number]}</p>")
        for number in range(3)
    ]
    learned = learn(pages[:2])
    assert 'until="^责任编辑："' in fields(learned)["body"]
    assert "责任编辑：吴三" not in paragraphs(read(learned, pages[2]).article)


def test_captions_are_told_by_their_name():
    pages = [inside(number, f"<div><img src=/a.jpg><p class='img-desc'>码头 {number}</p></div>") for number in range(2)]
    learned = learn(pages)
    article = read(learned, pages[1]).article
    assert [block.kind for block in article.body][:2] == ["caption", "paragraph"]
    assert article.images[0].caption == "码头 1"


def test_cards_of_other_stories_are_not_the_story_however_much_they_say():
    pages = []
    for number in range(2):
        title, _, _, body = made_site.CHINESE[number]
        text = "".join(f"<p>{each}</p>" for each in body)
        cards = "".join(
            f"<div class='card'><h3><a href='/{n}'>第{n}条新闻</a></h3><p>{n}{number}{made_site.CHINESE[2][3][n % 3]}</p></div>"
            for n in range(9)
        )
        parts = f"<div class='all'><div class='txt'>{text}</div><div class='rest'>{cards}</div></div>"
        pages.append(Page(f"<title>{title}</title><h1>{title}</h1>{parts}"))
    assert fields(learn(pages))["body"] == 'blocks(".txt")'


def test_what_one_way_lacks_on_a_page_another_finds():
    pages = [inside(0, heading="h1"), inside(1, heading="h3")]
    learned = learn(pages, [Known(title=made_site.CHINESE[number][0]) for number in range(2)])
    for number, page in enumerate(pages):
        assert read(learned, page).article.title == made_site.CHINESE[number][0]


# -- what is known ---------------------------------------------------------------------------------------------------


def test_given_ends_bound_the_story():
    first, last = made_site.text_of(0)[1:]
    learned = learn([Page(made_site.plain(0))], [Known(body_from=first[:30], body_to=last[-30:])])
    body = paragraphs(read(learned, Page(made_site.plain(0))).article)
    assert body[-2:] == [first, last]
    assert "Print this page" not in body


def test_given_values_are_found_again():
    known = Known(title="Ferry to Lowmere Island runs again", published="12 March 2025", authors=("Ida Quill",))
    learned = learn([Page(made_site.plain(0))], [known])
    article = read(learned, Page(made_site.plain(1))).article
    assert article.title == "Brass band finds its lost tuba"
    assert article.published.raw == "3 April 2025"
    assert article.authors == ("Otto Venn",)


def test_comments_are_found_from_the_words_of_one():
    learned = learn([Page(made_site.plain(0))], [Known(comments=("I waved at number 0.",))])
    comments = read(learned, Page(made_site.plain(1))).article.comments
    assert [(each.author, each.body) for each in comments] == [
        ("Wim", "I waved at number 1."),
        ("Ann", "So did I, twice, 1."),
    ]
    assert comments[0].posted.raw == "9 June 2025"


@pytest.mark.parametrize(
    ("known", "field"),
    [
        (Known(title="Ferry to Lowmere Isle runs again"), "title"),
        (Known(body_to="nobody has ever had any use for it."), "body_to"),
        (Known(authors=("Ida Quilt",)), "authors"),
    ],
)
def test_a_value_that_is_not_on_the_page_is_refused_with_the_closest_line(known, field):
    with pytest.raises(NotOnPageError) as caught:
        learn([Page(made_site.plain(0))], [known])
    assert caught.value.field == field
    assert re.search(r"the closest is line \d+: '", str(caught.value))


def test_the_closest_line_is_the_one_meant():
    with pytest.raises(NotOnPageError) as caught:
        learn([Page(made_site.plain(0))], [Known(title="Ferry to Lowmere Isle runs again")])
    assert caught.value.nearest == "Ferry to Lowmere Island runs again"


def test_an_end_before_the_start_is_refused():
    first, *_, last = made_site.text_of(0)
    with pytest.raises(NotOnPageError, match="stands before"):
        learn([Page(made_site.plain(0))], [Known(body_from=last, body_to=first)])


@pytest.mark.parametrize("pages", [[], [Page("no markup, a text export", content_type="text/plain")]])
def test_what_cannot_be_learned_from_is_refused(pages):
    with pytest.raises(InputError):
        learn(pages)


# -- what another reader makes of it ---------------------------------------------------------------------------------


def test_another_reader_is_heard_where_the_page_itself_says_little():
    page = Page(made_site.bare(0))
    where = next(line.index for line in page.lines if line.text == made_site.text_of(0)[0])
    learned = learn([page], propose=lambda _: Baseline(story=frozenset(range(where, where + 3))))
    assert paragraphs(read(learned, page).article) == list(made_site.text_of(0))


def test_another_reader_is_not_believed_against_what_the_page_shows():
    page = Page(made_site.plain(0))
    comment = next(line.index for line in page.lines if line.text.startswith("I waved"))

    def propose(_):
        return Baseline(title="Nowhere to be seen", published="9 June 2025", story=frozenset({comment}))

    article = read(learn([page], propose=propose), page).article
    assert article.title == made_site.ENGLISH[0][0]
    assert paragraphs(article)[:3] == list(made_site.text_of(0))


def test_what_is_given_goes_before_another_reader():
    page = Page(made_site.plain(0))
    given = Known(title=made_site.ENGLISH[0][0], authors=("Ida Quill",))
    learned = learn([page], [given], propose=lambda _: Baseline(title="Readers", authors=("Wim",)))
    article = read(learned, page).article
    assert (article.title, article.authors) == (given.title, given.authors)


def test_days_are_voted_for():
    page = Page(made_site.plain(0).replace("</head>", '<meta name="date" content="2019-01-01"></head>'))
    alone = learn([page], propose=None)
    seconded = learn([page], propose=lambda _: Baseline(published="12 March 2025"))
    assert read(alone, page).article.published.raw == "2019-01-01"
    assert read(seconded, page).article.published.raw == "12 March 2025"


def test_what_the_page_states_to_be_its_story_is_believed_against_another_reader():
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(made_site.text_of(0))})
    page = Page(made_site.plain(0).replace("</head>", f'<script type="application/ld+json">{stated}</script></head>'))
    lines = stated_story(page)
    assert [page.lines[index].text for index in sorted(lines)] == list(made_site.text_of(0))
    assert not stated_story(Page(made_site.plain(0)))


def test_the_generic_adapter_is_asked_and_what_it_takes_for_no_article_is_no_error():
    opinion = baseline_of(Page(made_site.plain(0)))
    assert (opinion.title, opinion.published) == (made_site.ENGLISH[0][0], "12 March 2025")
    cards = "".join(f"<li><h3><a href='/{n}'>Story number {n} of the town</a></h3></li>" for n in range(20))
    assert baseline_of(Page(f"<title>Town</title><ul>{cards}</ul>")) is None
    assert learn([Page(made_site.plain(0))], propose=lambda _: None).layouts


def test_furniture_is_told_by_another_reader_where_one_page_cannot_tell_it():
    page = inside(
        0, extra_after="<div class='app-box'><p>把柳渡新闻放进你的口袋，随时随地都能读到最新的渡轮消息。</p></div>"
    )
    story = frozenset(line.index for line in page.lines if line.text in made_site.text_of(0, "zh"))
    learned = learn([page], propose=lambda _: Baseline(story=story))
    assert fields(learned)["body"] == 'blocks(".txt", drop=[".app-box"])'


# -- what stands about the story -------------------------------------------------------------------------------------


def gazette(*numbers):
    return [Page((GAZETTE / f"{number}.html").read_bytes()) for number in numbers]


def test_a_page_is_learned_as_a_person_would_write_it():
    learned = learn(gazette(1, 2))
    assert fields(learned) == {
        "title": 'css("h1")',
        "summary": 'css("p.lead")',
        "published": 'css(".when") | label("Printed")',
        "authors": 'css(".author")',
        "section": 'css("p.section")',
        "tags": 'css("p.tags a")',
        "body": 'blocks(".text", drop=[".boots"])',
        "related": 'links(".more")',
    }
    (layout,) = learned.layouts
    assert layout.drops == {
        "footer": ("#bottom",),
        "label": ("p.byline",),
        "navigation": ("#top",),
        "ranking": (".popular",),
        "related": (".more > h3",),
    }


def test_what_is_learned_of_the_gazette_reads_its_third_page():
    reading = read(learn(gazette(1, 2)), *gazette(3))
    article = reading.article
    assert article.title == "Nine anchors and no owner"
    assert article.summary.text.startswith("Divers looking for a lost phone")
    assert article.tags == ("anchors", "divers")
    assert not reading.ledger.unexplained


def test_what_is_proposed_says_so_and_is_less_sure_than_what_is_given():
    (layout,) = learn(gazette(1, 2)).layouts
    (told,) = learn(gazette(1, 2), [Known(section="Harbour"), Known(section="Ferries")]).layouts
    assert layout.fields["section"].confidence < told.fields["section"].confidence
    assert "is called so" in layout.fields["section"].reasons[0]


def test_times_are_told_as_they_are_printed():
    (layout,) = learn(gazette(1, 2)).layouts
    assert layout.fields["published"].values == ("14 September 2026, 07:30", "16 September 2026, 18:05")


def test_a_title_in_the_lists_of_other_pages_is_still_a_title():
    pages = gazette(1, 2)
    template = SharedLines([Sample(page) for page in pages])
    shown = [line for line in pages[0].lines if line.text == "Lamp oil returns to the north pier"]
    assert [line in template for line in shown] == [False, True]


def test_without_a_heading_the_name_of_the_site_is_cut_from_the_title_of_the_page():
    pages = [Page(page.data.replace(b"<h1", b"<!--").replace(b"</h1>", b"-->")) for page in gazette(1, 2)]
    assert fields(learn(pages, propose=None))["title"] == r'css("title").match(r"(.+) \| The Tide Gazette$")'


def test_what_stands_above_the_title_is_no_story_and_is_told_by_standing_there():
    page = Page((ROOT / "examples" / "own_site" / "harbour-post.html").read_bytes())
    learned = learn([page])
    assert fields(learned) == {
        "title": 'css("h1")',
        "published": 'css("h1 + p")',
        "authors": 'css("h1 + p > b")',
        "section": 'css("p:has(+ h1)")',
        "body": 'blocks("main", drop=["h1 + p"])',
        "related": 'links("main ~ ul")',
    }
    reading = read(learned, page)
    assert reading.article.editions[0].section == "Ferries"
    assert paragraphs(reading.article)[0].startswith("From Monday the first ferry")
    assert not reading.ledger.unexplained


def test_what_stands_above_the_title_is_no_story_even_where_nobody_else_says_so():
    text = "".join(f"<p>{each}</p>" for each in made_site.text_of(0))
    page = Page(f"<title>Ferry</title><main><p>Printed twice a week, on both sides</p><h1>Ferry</h1>{text}</main>")
    assert paragraphs(read(learn([page], propose=None), page).article) == list(made_site.text_of(0))


def test_pages_of_one_layout_may_have_their_story_in_two_containers():
    def make(number, markup):
        title, _, _, body = made_site.ENGLISH[number]
        text = "".join(f"<p>{each}</p>" for each in body)
        aside = (
            f"<div class='who'><p>Somebody has written for this paper since number {number} of it came out.</p></div>"
        )
        return Page(f"<title>{title}</title><h1>{title}</h1><div class='all'>{markup.format(text, aside)}</div>")

    pages = [
        make(0, "<div class='story-body'>{}</div>{}"),
        make(1, "<div class='long-read'>{}</div>{}"),
    ]

    def propose(page):
        return Baseline(story=frozenset(line.index for line in page.lines if line.text in SENTENCES))

    learned = learn(pages, propose=propose)
    assert len(learned.layouts) <= 2
    for number, page in enumerate(pages):
        assert paragraphs(read(learned, page).article) == list(made_site.text_of(number))


# -- layouts ---------------------------------------------------------------------------------------------------------


def test_two_layouts_among_the_pages_are_learned_as_two():
    pages = [Page(made_site.plain(0)), Page(made_site.other_layout(1))]
    learned = learn(pages)
    assert [layout.pages for layout in learned.layouts] == [(0,), (1,)]
    assert any("2 layouts" in doubt for doubt in learned.unsure)
    for number, make in ((2, made_site.plain), (0, made_site.other_layout)):
        article = read(learned, Page(make(number))).article
        assert paragraphs(article)[:3] == list(made_site.text_of(number))


def test_a_doubt_names_the_page_as_it_was_given_in_whatever_layout_it_is():
    pages = [Page(made_site.plain(0)), Page(made_site.other_layout(1)), Page(made_site.other_layout(2))]
    layout = learn(pages, [Known(), Known(title=made_site.ENGLISH[1][0]), Known()]).layouts[1]
    assert layout.pages == (1, 2)
    told = learn(pages, [Known(), Known(section=made_site.ENGLISH[1][0]), Known()]).layouts[1].fields["section"]
    assert [doubt.partition(":")[0] for doubt in told.unsure if doubt.startswith("page")] == ["page 3"]


def test_a_tag_is_told_without_the_sign_before_it():
    def page(*tags):
        links = "".join(f"<a href='/tag/{tag}'>#{tag}</a> " for tag in tags)
        return Page(made_site.plain(0).replace("</h1>", f"</h1><p class='filed'>{links}</p>"))

    (layout,) = learn([page("ferry", "tide")], [Known(tags=("ferry", "tide"))]).layouts
    assert layout.fields["tags"].values == (("ferry", "tide"),)


# -- how the pages are known ----------------------------------------------------------------------------------------


def test_hosts_and_paths_come_from_the_urls():
    urls = [f"https://www.lowmere.example/town/2025/{number}/ferry-{number}.html" for number in (412, 97)]
    pages = [Page(made_site.plain(number), url=url) for number, url in enumerate(urls)]
    learned = learn(pages, account=False)
    assert learned.hosts == ("lowmere.example",)
    assert learned.paths == (r"^/town/\d+/\d+/ferry\-\d+\.html",)
    adapter = learned.adapter("made")()
    assert adapter.check_url("https://lowmere.example/town/2026/7/ferry-1.html")[0]
    assert not adapter.check_url("https://lowmere.example/about")[0]


def test_a_page_without_url_is_known_by_what_only_the_site_has():
    learned = learn([Page(made_site.plain(0)), Page(made_site.plain(1))], account=False)
    adapter = learned.adapter("made")()
    assert adapter.recognise(Page(made_site.plain(2))).by == "signature"
    assert not adapter.recognise(Page(made_site.hashed(2))).matched


# -- selectors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "css-1a2b3c",
        "sc-bdVaJa",
        "index_title__B8mhI",
        "post-48213",
        "jsx-3042",
        "e1x9pk20",
        "article__body-JuzOb",
        "f3a91c07",
        "jhxVtr",
        "cAsxkv",
        "subbuzz-index-2",
    ],
)
def test_names_made_by_machines_are_known(name):
    assert is_hashed(name)


@pytest.mark.parametrize(
    "name",
    [
        "headline",
        "article-body",
        "articleBody",
        "post_content_main",
        "story2column",
        "c-pageArticle_content",
        "imgBox",
        "pTitle",
    ],
)
def test_names_made_by_people_are_kept(name):
    assert not is_hashed(name)


def test_of_a_css_module_the_part_a_person_wrote_is_kept():
    assert stem_of("index_title__B8mhI") == "index_title__"
    learned = learn([Page(made_site.hashed(0)), Page(made_site.hashed(1))], account=False)
    assert fields(learned)["body"] == "blocks('[class*=\"Story_content__\"]')"
    rebuilt = Page(made_site.hashed(2, seed="z8"))
    assert paragraphs(read(learned, rebuilt).article) == list(made_site.text_of(2))


def test_lasting_names_go_before_positions():
    page = Page(made_site.plain(0))
    found = selectors_of(page.css(".story-text")[0])
    assert found[0].css == ".story-text"
    assert "nth-of-type" in found[-1].css
    assert all("nth-of-type" not in selector.css for selector in found[:-1])
    assert [len(page.css(selector.css)) > 0 for selector in found] == [True] * len(found)


def test_a_position_is_taken_only_where_there_is_no_name_and_is_doubted():
    learned = learn([Page(made_site.bare(0))])
    (layout,) = learned.layouts
    assert any("breaks when one is added" in doubt for doubt in layout.fields["body"].unsure)


def test_pages_vote_against_a_way_that_is_right_on_one_alone():
    samples = [Sample(Page(made_site.plain(number))) for number in range(2)]
    titles = [made_site.ENGLISH[number][0] for number in range(2)]
    ways = [way for sample, title in zip(samples, titles, strict=True) for way in ways_to(sample, title)]
    best = vote(ways, samples, titles)[0]
    assert (best.right, best.wrong, best.values) == (2, 0, tuple(titles))


def test_a_way_that_finds_something_else_on_another_page_loses():
    samples = [Sample(Page(f"<h4 class=a>{first}</h4><h4 class=b>{second}</h4>")) for first, second in ("xy", "zw")]
    ways = [*ways_to(samples[0], "x"), *ways_to(samples[1], "w")]
    assert not vote(ways, samples, ["x", "w"])


# -- for any template ------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["alpha", "box-main", "content", "css-1a2b3c", "story", "x7y8z9q", "title", "sc-bdVaJa", "wrap", "news_text"]
)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "class": st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
        "id": st.sampled_from(["top", "post-48213", "main"]),
    },
)


@st.composite
def templates(draw):
    """A template: how deep title and story stand, what their elements are called, and what stands between them."""

    def element(tag, inner):
        attributes = "".join(f' {name}="{value}"' for name, value in draw(ATTRIBUTES).items())
        return f"<{tag}{attributes}>{inner}</{tag}>"

    head = element(draw(st.sampled_from(["h1", "h2", "div"])), "TITLE")
    for _ in range(draw(st.integers(0, 2))):
        head = element("div", head)
    body = element(draw(st.sampled_from(["div", "article", "section"])), "BODY")
    for _ in range(draw(st.integers(0, 2))):
        body = element("div", body)
    between = draw(st.sampled_from(["", "<p>Filed under towns</p>", "<div class='x'>A word from our sponsors</div>"]))
    page = f"{head}{between}{body}<div class='foot'>All rights are reserved, more or less</div>"
    return element("div", page) if draw(st.booleans()) else page


@settings(max_examples=40, deadline=None)
@given(templates(), st.sampled_from(["en", "zh"]))
def test_what_is_given_is_found_again_on_the_pages_learned_from(template, language):
    stories = made_site.ENGLISH if language == "en" else made_site.CHINESE
    pages, known = [], []
    for title, _, _, body in stories[:2]:
        markup = template.replace("TITLE", title).replace("BODY", "".join(f"<p>{each}</p>" for each in body))
        pages.append(Page(f"<html><head><title>{title}</title></head><body>{markup}</body></html>"))
        known.append(Known(title=title, body_from=body[0][:20], body_to=body[-1][-20:]))
    learned = learn(pages, known)
    for page, (title, _, _, body) in zip(pages, stories, strict=False):
        reading = read(learned, page)
        assert reading.article.title == title
        assert paragraphs(reading.article) == list(body)
        assert not reading.ledger.unexplained
