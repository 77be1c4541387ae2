"""What a browser shows of an unknown page though its markup hides it, and the pictures of a story."""

from __future__ import annotations

from functools import partial

import pytest

import pier
from pier import PARAGRAPHS, STORY, TITLE
from tearsheet import Article

STATED = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry is back at the northern pier"}</script>'


read = partial(pier.read, url="https://pier.example/a/")


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


# -- shown after all -------------------------------------------------------------------------------------------------


def test_a_declarative_shadow_root_is_shown():
    root = f"<template shadowrootmode=open><style>p{{}}</style><div><template>no</template>{STORY}</div></template>"
    article = read(f"<main><h1>{TITLE}</h1><article-body>{root}</article-body></main>")
    assert texts(article) == PARAGRAPHS


def test_a_template_that_is_no_shadow_root_is_not_shown():
    article = read(
        f"<h1>{TITLE}</h1>{STORY}<template><p>A row that a script copies, with words enough to be one.</template>"
    )
    assert texts(article) == PARAGRAPHS


def test_words_amid_a_sentence_are_read_though_aria_hidden():
    article = read(
        f"<h1>{TITLE}</h1><p>The tower holds <span aria-hidden=true>nine thousand</span> maps on rails.{STORY}"
    )
    assert texts(article)[0] == "The tower holds nine thousand maps on rails."


@pytest.mark.parametrize(
    "words",
    [
        "Rated <span aria-hidden=true>★★★</span> by readers of the paper.",
        "Rated <span aria-hidden=true>3/5 st</span> <b class=sr-only>three of five</b> by readers of the paper.",
        "Rated well by readers of the paper. <span aria-hidden=true>expand more</span>",
    ],
)
def test_icons_and_what_a_twin_says_aloud_stay_hidden(words):
    first = texts(read(f"<h1>{TITLE}</h1><p>{words}{STORY}"))[0]
    assert not {"★", "st ", "expand"} & {word for word in ("★", "st ", "expand") if word in first.partition(" by ")[0]}
    assert "expand" not in first


@pytest.mark.parametrize("hiding", ["hidden", "aria-hidden=true", "style='display: none'"])
def test_a_hidden_element_that_holds_a_stated_article_is_shown(hiding):
    assert texts(read(f"<h1>{TITLE}</h1><div {hiding}>{STORY}</div>", head=STATED)) == PARAGRAPHS


@pytest.mark.parametrize("hiding", ["aria-hidden=true", "hidden", 'style="display:none"'])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_that_shows_next_to_nothing_has_its_hidden_story_shown(hiding, lang):
    han = "城北的水塔空了十七年，塔身爬满了藤，今年夏天街道办把塔顶清理出来，装上一架旧望远镜。"
    told = PARAGRAPHS if lang == "en" else [f"{n}：{han}" for n in "甲乙丙丁"]
    foot = "<footer>Copyright 2024 Pier Post</footer>"
    article = read(f"<h1>{TITLE}</h1><div {hiding}>{''.join(f'<p>{text}</p>' for text in told)}</div>{foot}", lang=lang)
    assert texts(article) == told


COVERED = f"<header><a href=/>Home</a></header><main><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS[:2])}</main>"
DIALOG = "<div role=dialog><p>We use cookies to make this site better. By going on you agree.</p><button>Accept</button></div>"


@pytest.mark.parametrize(
    "dialog", [DIALOG, "", DIALOG.replace("role=dialog", "class=cmp aria-modal=true role=alertdialog")]
)
@pytest.mark.parametrize("element", ["div id=root", "section", "div class=overlay"])
def test_what_an_open_dialog_covers_is_the_page(element, dialog):
    article = read(f"<{element} aria-hidden=true>{COVERED}</{element.split()[0]}>{dialog}")
    assert (article.title, texts(article)) == (TITLE, PARAGRAPHS[:2])


def test_a_dialog_that_is_closed_stays_hidden_though_it_has_a_heading_of_the_first_rank():
    dialog = "<div class=x aria-hidden=true><h1>Read on with us</h1><p>A letter a week from the pier, with all that the ferry did.</p></div>"
    assert texts(read(f"<main><h1>{TITLE}</h1>{STORY}</main>{dialog}")) == PARAGRAPHS


def test_a_hidden_paragraph_of_prose_is_shown_where_only_readers_aloud_are_told_to_pass_it_by():
    assert (
        texts(read(f"<article><h1>{TITLE}</h1>{STORY.replace('<p>', '<p aria-hidden=true>', 1)}</article>"))
        == PARAGRAPHS
    )


@pytest.mark.parametrize("style", ["float:left", "float: left; font-size: 3em"])
def test_a_floating_initial_is_the_first_letter_of_its_word(style):
    assert texts(read(f'<h1>{TITLE}</h1><p><span style="{style}">P</span>{STORY.removeprefix("<p>P")}')) == PARAGRAPHS


def test_ruby_reads_as_its_base():
    article = read(
        f"<h1>{TITLE}</h1><p><ruby>山<rp>(</rp><rt>やま</rt><rp>)</rp></ruby>あいの<ruby>町<rt>まち</rt></ruby>で店が開いた。{STORY}"
    )
    assert texts(article)[0] == "山あいの町で店が開いた。"


@pytest.mark.parametrize("name", ["drawer-content", "lightbox", "modal-body"])
def test_an_element_that_holds_the_paragraphs_is_the_story_though_it_is_named_as_a_widget(name):
    aside = "<p>We use the ferry often, and so do you.</p>" * 2
    assert texts(read(f"<h1>{TITLE}</h1><div class={name}>{STORY}</div><div>{aside}</div>"))[:5] == PARAGRAPHS


# -- pictures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ('<img src="/r/w78/1.jpg" data-src="/full/1.jpg">', "/full/1.jpg"),
        ('<img src="/pixel.gif" class=lazyload><noscript><img src="/2.jpg"></noscript>', "/2.jpg"),
        (
            '<noscript><img class=x src="/2.jpg?a=1&amp;b=2"></noscript> <img src="data:image/gif;base64,R0">',
            "/2.jpg?a=1&b=2",
        ),
        (
            '<picture><source srcset="/3.webp 1x, /3@2.webp 2x"><img srcset="/3-640.jpg 640w, /3-1280.jpg 1280w"></picture>',
            "/3-1280.jpg",
        ),
        ('<img src="/blank.png" data-srcset="/4-s.jpg 1x, /4-l.jpg 2x">', "/4-l.jpg"),
        ('<img src="/s.jpg" data-hi-res-src="/6.jpg">', "/6.jpg"),
        ('<img src="/loading.gif" data-echo="/7.jpg">', "/7.jpg"),
        ('<img data-url="/8.jpg">', "/8.jpg"),
        ('<img src="/5.jpg" srcset="/5-l.jpg 2x">', "/5.jpg"),
    ],
)
def test_the_picture_is_what_a_browser_comes_to_show(image, address):
    article = read(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{image}{STORY}</article>")
    assert [picture.url for picture in article.images] == [f"https://pier.example{address}"]


def test_pictures_that_end_the_story_are_its_own_and_those_of_other_stories_are_not():
    end = "<p><img src=/1.jpg></p><p><a href=/big/2.jpg><img src=/2.jpg></a></p>"
    other = "<div class=related><img src=/3.jpg></div><a href=/other/><img src=/4.jpg></a>"
    article = read(f"<article><h1>{TITLE}</h1>{STORY}{end}{other}</article><div><img src=/5.jpg>Contact us</div>")
    assert [picture.url for picture in article.images] == ["https://pier.example/1.jpg", "https://pier.example/2.jpg"]


@pytest.mark.parametrize(
    ("lead", "address"),
    [
        (f"<h1>{TITLE}</h1><p>3 May 2024</p><figure><img src=/1.jpg></figure><p>By Ada Moll</p>", "/1.jpg"),
        (f"<figure><img src=/1.jpg></figure><h1>{TITLE}</h1>", "/1.jpg"),
        (f"<div class=hero style=\"background-image: url('/1.jpg')\"><h1>{TITLE}</h1></div>", "/1.jpg"),
        (f"<h1>{TITLE}</h1><div style='background:#ccc url(/1.jpg) center'></div>", "/1.jpg"),
        (f"<h1>{TITLE}</h1><div class=lazy data-bg=/1.jpg role=img></div><p>3 May 2024</p>", "/1.jpg"),
        (f"<h1>{TITLE}</h1><figure><noscript><img src=/1.jpg></noscript></figure>", "/1.jpg"),
        (f"<h1>{TITLE}</h1><div><i></i><noscript><picture><img src=/1.jpg></picture></noscript></div>", "/1.jpg"),
        (f"<picture><source srcset='/1.jpg 1600w'><img></picture><h1>{TITLE}</h1>", "/1.jpg"),
        (f"<h1>{TITLE}</h1><div><img src=/p.jpg alt='Ada Moll'>By Ada Moll</div><p>3 May 2024</p>", None),
        (f"<h1>{TITLE}</h1><p class=author><img src=/p.jpg width=60>Ada Moll</p><p>3 May 2024</p>", None),
        (f"<h1>{TITLE}</h1><a href=/other/><img src=/o.jpg></a><p>3 May 2024</p>", None),
        (f"<h1>{TITLE}</h1><noscript><img height=1 width=1 src=https://t.example/p></noscript>", None),
        (f"<h1>{TITLE}</h1><div style='background: url(/img/pattern.png)'>3 May 2024</div>", None),
    ],
)
def test_the_picture_beside_the_head_is_the_storys_and_that_of_a_person_or_of_another_story_is_not(lead, address):
    article = read(f"<div><a href=/>Pier</a><img src=/banner.jpg></div><article>{lead}{STORY}</article>")
    assert [(image.url, image.position) for image in article.images] == (
        [(f"https://pier.example{address}", 0)] if address else []
    )


def test_a_picture_is_told_once_though_it_stands_behind_the_headline_too():
    hero = f'<div style="background-image:url(/1.jpg)"><h1>{TITLE}</h1></div>'
    article = read(f"<article>{hero}<p>{PARAGRAPHS[0]}</p><img src=/1.jpg>{STORY}</article>")
    assert [image.url for image in article.images] == ["https://pier.example/1.jpg"]


@pytest.mark.parametrize(
    ("under", "caption", "credit"),
    [
        (
            "<figcaption>The pier. <i class=caption__credit>Photograph: Bo Two/The Quay</i>",
            "The pier.",
            "Bo Two/The Quay",
        ),
        ("<figcaption>The pier. Photo: Bo Two", "The pier.", "Bo Two"),
        ("<figcaption>The pier. Photo by Bo Two/AFP via Getty Images", "The pier.", "Bo Two/AFP via Getty Images"),
        ("<figcaption>The pier (Bo Two/The Quay)", "The pier", "Bo Two/The Quay"),
        ("<figcaption><p>The pier.</p><p class=credit>(EPA)</p>", "The pier.", "EPA"),
        ("<figcaption>The pier. <b class=label-credit>Credit</b>: Bo Two", "The pier.", "Bo Two"),
        ("<figcaption><i class=copyright><b>Image source, </b>Bo Two</i>", None, "Bo Two"),
        ("<figcaption><b>1 / 12</b> The pier.", "The pier.", None),
        ("<figcaption>The pier. © Bo Two / AFP", "The pier.", "Bo Two / AFP"),
        ("<figcaption>The pier (Foto di Bo Two)", "The pier", "Bo Two"),
        ("<figcaption>(Image credit: Bo Two)", None, "Bo Two"),
        ("<figcaption>Bo Two/Getty Images", None, "Bo Two/Getty Images"),
        (
            "<figcaption><p>Enlarge this image</p><p>The pier. <b class=credit>Bo Two</b> hide caption</p>",
            "The pier.",
            "Bo Two",
        ),
        ("<figcaption>The pier Mark 16 (oak, late 2023)", "The pier Mark 16 (oak, late 2023)", None),
        ("<figcaption>Image: the pier was new then", "Image: the pier was new then", None),
        ("<figcaption>52 of them were saved.", "52 of them were saved.", None),
    ],
)
def test_a_caption_is_parted_from_whose_picture_it_is_and_from_its_number(under, caption, credit):
    article = read(
        f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><figure><img src=/1.jpg>{under}</figure>{STORY}</article>"
    )
    assert [(image.caption, image.credit) for image in article.images] == [(caption, credit)]


# -- edges -----------------------------------------------------------------------------------------------------------


def test_the_story_goes_on_below_a_boxed_related():
    box = "<div><h3>Related</h3><ul><li><a href=/x/>Bees count a mild winter</a></ul><p>More of it</p></div>"
    article = read(f"<article><h1>{TITLE}</h1>{STORY}{box}{STORY.replace('Paragraph', 'Part')}</article>")
    assert len(article.body) == 10


def test_what_trails_below_the_story_and_says_no_sentence_is_the_sites():
    foot = "<div class=bottom><p>主办单位：江州市文化和旅游局　　地址：江州市东城区码头路十号</p><p>Contact us | Advertise</p></div>"
    assert texts(read(f"<div class=wrap><h1>{TITLE}</h1><div>{STORY}</div></div>{foot}")) == PARAGRAPHS


def test_headings_that_are_the_items_of_a_list_stay():
    items = [f"{n}. A thing found in the shaft, the {n}th." for n in range(1, 5)]
    listed = "".join(f"<div><h2>{item}</h2><img src=/{n}.jpg></div>" for n, item in enumerate(items))
    article = read(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{listed}</article>")
    assert texts(article) == [PARAGRAPHS[0], *items]


def test_a_closing_table_of_sentences_stays():
    table = (
        "<h2>What to do now</h2><div><table><tr><td>Weigh each hive.<td>Mon<tr><td>Close the gate.<td>Wed</table></div>"
    )
    article = read(f"<article><h1>{TITLE}</h1>{STORY}{table}</article>")
    assert texts(article)[-2:] == ["Weigh each hive.\tMon", "Close the gate.\tWed"]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ('<img src="/1-300.jpg" srcset="/1-300.jpg 300w, /1-1600.jpg 1600w">', "/1-1600.jpg"),
        ('<img src="/1.jpg" srcset="/1.jpg 1x, /1@2x.jpg 2x">', "/1@2x.jpg"),
        ('<img src="/1.jpg" srcset="/1-300.jpg 300w, /1.jpg 1200w">', "/1.jpg"),
        ('<img src="/w_300,q_80/1.jpg" srcset="/w_300,q_80/1.jpg 300w, /w_900,q_80/1.jpg 900w">', "/w_900,q_80/1.jpg"),
        ('<img src="/1-20.jpg" data-srcset="/1-640.jpg 640w, /1-1280.jpg 1280w">', "/1-1280.jpg"),
        ('<picture><source srcset="/1-900.webp 900w"><img src="/1-300.jpg" width=300></picture>', "/1-900.webp"),
        ("<amp-img src=/1.jpg width=800 height=600></amp-img>", "/1.jpg"),
        ("<amp-anim src=/1.gif width=400 height=300><amp-img placeholder src=/p.jpg></amp-img></amp-anim>", "/1.gif"),
        (
            "<amp-video poster=/1.jpg src=/1.mp4 width=640 height=360><p fallback>No video here.</p></amp-video>",
            "/1.jpg",
        ),
    ],
)
def test_the_picture_is_the_one_of_most_pixels_and_those_of_amp_are_pictures(image, address):
    article = read(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{image}{STORY}</article>")
    assert [picture.url for picture in article.images] == [f"https://pier.example{address}"]
    assert "No video" not in article.text


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div class=accordion-content style='display:none'>", "</div>"),
        ("<button aria-controls=all aria-expanded=false>Show all</button><div id=all hidden>", "</div>"),
        ("<div id=rest style='display: none'>", "</div>"),
        ("<div role=tabpanel aria-hidden=true>", "</div>"),
    ],
)
def test_the_part_of_a_story_that_a_button_unfolds_is_read(opening, closing):
    shown, folded = (f"<p>{text}</p>" for text in ("".join(PARAGRAPHS[:2]), "".join(PARAGRAPHS[2:4])))
    article = read(f"<article><h1>{TITLE}</h1>{shown}{STORY}{opening}{folded}{closing}</article>")
    assert "".join(PARAGRAPHS[2:4]) in texts(article)
    assert "Show all" not in article.text


def test_what_no_button_unfolds_stays_hidden():
    hidden = f"<div style='display:none'><p>{PARAGRAPHS[0]} This is for the editors alone.</p></div>"
    assert "editors" not in read(f"<article><h1>{TITLE}</h1>{STORY}{hidden}</article>").text
