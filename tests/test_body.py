"""Every adapter reads the lines of a story alike: captions, the pictures that they describe, what stands between."""

from __future__ import annotations

import pytest

import tearsheet
from tearsheet import Adapter, Article, Edition, Page, Reader
from tearsheet.fields import DeclaredAdapter, between, blocks, css
from tearsheet.reading.blocks import Passage


class Declared(DeclaredAdapter):
    name = "declared"
    title = css("h1")
    body = blocks("main")


class Labelled(DeclaredAdapter):
    name = "labelled"
    title = css("h1")
    body = between("^開始$", "^結束$")


def declared(story: str) -> str:
    return f"<h1>渡輪整夜開航</h1><main>{story}</main>"


def labelled(story: str) -> str:
    return f"<h1>渡輪整夜開航</h1><p>開始</p>{story}<p>結束</p>"


def card(story: str) -> str:
    return (
        "<div>AI News AI资讯 7h ago</div><h1>The night ferry 夜间渡轮</h1><p>It sails. 照常开航。</p>"
        "<div>75 Hot 热度</div><div>70 Quality 质量</div><div>60 Impact 影响力</div><h2>Analysis 深度分析</h2>"
        f"{story}<p>Disclaimer: made up. 免责声明:纯属虚构。</p><p>Share: 分享到:</p>"
    )


def westca(story: str) -> str:
    return (
        "<h1>溫哥華: 渡輪整夜開航</h1><p>請用微信 掃一掃 掃描上面的二維碼,謝謝!</p>"
        f"{story}<p>點個贊吧!您的鼓勵讓我們進步</p><p>加西網為海港傳媒旗下網站</p>"
    )


def xishuta(story: str) -> str:
    return (
        "<p>首页 科技快讯 渡轮整夜开航</p><h1>渡轮整夜开航</h1><p>来源:海港报 时间:2025年10月23日 17:08</p>"
        f"{story}<p>相关推荐</p><p>渡轮整夜开航</p><p>所属分类:海港</p><p>推荐科技快讯</p>"
    )


def feed(story: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>海港報</title>'
        f"<item><title>渡輪整夜開航</title><content:encoded><![CDATA[{story}]]></content:encoded></item></channel></rss>"
    )


WAYS = {
    "ai-news-card": card,
    "westca": westca,
    "xishuta": xishuta,
    "feed": feed,
    Declared: declared,
    Labelled: labelled,
}
FIRST = "<p>第一段說的是渡輪昨夜照常開航,乘客三十人,票價沒有改變,船長這樣說。</p>"
LAST = "<p>最後一段說的是渡輪明夜也照常開航,乘客會更多,票價仍不改變,船長又說。</p>"
PICTURE = '<img src="https://example.org/pier.jpg" alt="碼頭">'
ways = pytest.mark.parametrize("way", WAYS, ids=lambda way: way if isinstance(way, str) else way.name)


def read(way: str | type[DeclaredAdapter], story: str) -> Article:
    page = WAYS[way](story)
    if isinstance(way, str):
        return tearsheet.parse(page, "https://example.org/1.html", adapter=way)
    registry = tearsheet.Registry()
    registry.register(way)
    return registry.parse(page, "https://example.org/1.html", adapter=way.name)


def kinds(article: Article) -> list[str]:
    return [block.kind for edition in article.editions for block in edition.body]


@ways
def test_a_figcaption_is_a_caption_and_that_of_its_picture(way):
    article = read(way, f"{FIRST}<figure>{PICTURE}<figcaption>清晨的碼頭</figcaption></figure>{LAST}")
    assert kinds(article) == ["paragraph", "caption", "paragraph"]
    assert [(image.alt, image.caption) for image in article.images] == [("碼頭", "清晨的碼頭")]


@ways
def test_a_paragraph_in_a_figcaption_is_a_caption(way):
    article = read(way, f"{FIRST}<figure>{PICTURE}<figcaption><p>清晨的碼頭</p></figcaption></figure>{LAST}")
    assert kinds(article) == ["paragraph", "caption", "paragraph"]
    assert [(image.alt, image.caption) for image in article.images] == [("碼頭", "清晨的碼頭")]


@ways
def test_a_labelled_line_under_a_picture_is_its_caption_and_another_its_credit(way):
    article = read(way, f"{FIRST}<p>{PICTURE}</p><p>图注:清晨的碼頭</p><p>图源:港務處</p>{LAST}")
    assert kinds(article) == ["paragraph", "caption", "caption", "paragraph"]
    assert [(image.alt, image.caption, image.credit) for image in article.images] == [("碼頭", "清晨的碼頭", "港務處")]


@ways
def test_a_picture_knows_the_block_before_which_it_stands(way):
    story = f"<p>{PICTURE}</p>{FIRST}<figure>{PICTURE}<figcaption>清晨的碼頭</figcaption></figure>{LAST}<p>图注:夜裡的船</p>"
    article = read(way, story)
    body = next(edition.body for edition in article.editions if edition.body)
    assert [block.kind for block in body] == ["paragraph", "caption", "paragraph", "caption"]
    wanted = [0, 1, 3] if article.body else [0, 0, 0]
    assert [image.position for image in article.images] == wanted


@ways
def test_a_caption_after_more_of_the_story_is_that_of_another_picture(way):
    article = read(way, f"<p>{PICTURE}</p>{FIRST}<p>图注:夜裡的船</p>{LAST}")
    assert [(image.alt, image.caption) for image in article.images] == [("碼頭", None), (None, "夜裡的船")]


def test_the_caption_of_a_card_in_two_languages_describes_one_picture():
    caption = "<figcaption><span>The pier at dawn</span><span>清晨的码头</span></figcaption>"
    story = f"<p>It sails all night, the captain said, and fares stay.</p><figure>{PICTURE}{caption}</figure>{LAST}"
    article = read("ai-news-card", story)
    assert [(image.alt, image.caption) for image in article.images] == [("碼頭", "The pier at dawn")]
    assert [[block.kind for block in edition.body] for edition in article.editions] == [
        ["paragraph", "caption"],
        ["caption", "paragraph"],
    ]


def test_the_place_of_a_picture_in_a_card_is_counted_in_its_leading_edition():
    english = "<p>It sails all night, the captain said, and fares stay.</p>"
    story = f"{english}{FIRST}<p>{PICTURE}</p>{english}{LAST}<p>{PICTURE}</p>"
    article = read("ai-news-card", story)
    assert [image.position for image in article.images[:1]] == [1]
    assert article.language == "en"


def test_the_caption_of_a_table_describes_no_picture():
    article = read("feed", f"{FIRST}<table><caption>乘客</caption><tr><td>週一</td><td>三十人</td></tr></table>{LAST}")
    assert article.body[1].kind == "caption"
    assert article.images == ()


def test_words_that_tell_the_story_are_a_caption_by_their_label_alone():
    page = Page(f"<figure>{PICTURE}<figcaption>清晨的碼頭</figcaption></figure>{PICTURE}<p>图注:夜裡的船</p>")
    _, images = Reader(page, adapter="trial").body([Passage(line, tells=True) for line in page.lines])
    assert [image.caption for image in images] == [None, "夜裡的船"]


def test_an_adapter_gives_the_body_lines_or_parts_of_lines():
    class Halved(Adapter):
        name = "halved"

        def read(self, reader: Reader) -> Article:
            first, last = reader.lines
            body, images = reader.body([Passage(first, 3), Passage(last, 0, 2, "heading", 2), last])
            edition = Edition(language="en", title=reader.take(first, "title"), body=body)
            return Article(adapter=self.name, editions=(edition,), images=images)

    registry = tearsheet.Registry()
    registry.register(Halved)
    reading = registry.read("<p>AB one</p><p>CD two</p>", adapter="halved")
    assert [(block.kind, block.text) for block in reading.article.body] == [
        ("paragraph", "one"),
        ("heading", "CD"),
        ("paragraph", "CD two"),
    ]
