"""Scrapy: an item pipeline that makes articles of pages.

    scrapy runspider examples/sources/scrapy_pipeline.py -a start=https://news.example/ -O articles.jsonl

The spider yields a page as it came; the first pipeline makes an Article of it, which is an attrs class and so an item
of Scrapy's; the second makes it the JSON of ``tearsheet.outputs``, which every exporter can write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.exceptions import DropItem
from scrapy.http import Response, TextResponse

import tearsheet
from tearsheet.outputs import json as article_json


class PageItem(scrapy.Item):
    """A page as it came: bytes, since what the server says of their encoding may not be so."""

    url = scrapy.Field()
    body = scrapy.Field()
    content_type = scrapy.Field()
    captured_at = scrapy.Field()


class ParsePage:
    """From a page to its article. It takes about a millisecond, so that it may well run in Scrapy's own thread."""

    def process_item(self, item: Any) -> tearsheet.Article:
        try:
            return tearsheet.parse(
                item["body"], item["url"], content_type=item["content_type"], captured_at=item["captured_at"]
            )
        except tearsheet.TearsheetError as error:
            raise DropItem(f"{item['url']}: {str(error).splitlines()[0]}") from error


class AsJson:
    """From an article to what an exporter can write."""

    def process_item(self, item: Any) -> dict[str, Any]:
        written: dict[str, Any] = json.loads(article_json.dumps(item))
        return written


class News(scrapy.Spider):
    """Follows every link that stays on the site."""

    name = "news"
    custom_settings = {
        "ITEM_PIPELINES": {ParsePage: 100, AsJson: 200},
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "DOWNLOAD_DELAY": 1.0,
    }

    def __init__(self, start: str, **other: Any) -> None:
        super().__init__(**other)
        self.start_urls = [start]

    def parse(self, response: Response) -> Iterator[Any]:
        if not isinstance(response, TextResponse):
            return
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        yield PageItem(url=response.url, body=response.body, content_type=content_type, captured_at=datetime.now(UTC))
        home = response.urljoin("/")
        links = [response.urljoin(href) for href in response.css("a::attr(href)").getall()]
        yield from response.follow_all([link for link in links if link.startswith(home)])
