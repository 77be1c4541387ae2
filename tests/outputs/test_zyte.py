"""An Article as the item of zyte-common-items, and the page object in the examples."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path

import pytest

import tearsheet
from tearsheet.errors import InputError
from tearsheet.outputs import zyte

items = pytest.importorskip("zyte_common_items")
ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "tests" / "fixtures" / "guancha" / "news-with-comments" / "page.html").read_bytes()
URL = "https://www.guancha.cn/society/2019_10_09_1.shtml"


def test_an_article_is_an_item():
    article = tearsheet.parse(PAGE, URL)
    item = zyte.to_item(article)
    assert isinstance(item, items.Article)
    assert (item.url, item.headline, item.inLanguage) == (URL, article.title, "zh")
    assert (item.datePublishedRaw, item.datePublished) == ("2019-10-09 15:10:53", "2019-10-09T15:10:53+08:00")
    assert item.articleBody == article.text
    assert "<figure><img" in item.articleBodyHtml
    assert item.mainImage == item.images[0]


def test_an_item_needs_an_address():
    article = tearsheet.parse("<h1>A title here</h1><article><p>The words of a story stand here.</p></article>")
    with pytest.raises(InputError, match="url="):
        zyte.to_item(article)
    assert zyte.to_item(article, url="https://a.example/").url == "https://a.example/"


def test_the_page_object_of_the_examples_gives_it():
    web_poet = pytest.importorskip("web_poet")
    spec = importlib.util.spec_from_file_location("web_poet_page", ROOT / "examples" / "sources" / "web_poet_page.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    response = web_poet.HttpResponse(URL, body=PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    item = asyncio.run(made.TearsheetArticlePage(response=response).to_item())
    assert item.headline == tearsheet.parse(PAGE, URL).title
    assert item.metadata.dateDownloaded
