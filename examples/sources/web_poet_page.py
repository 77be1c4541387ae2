"""web-poet: a page object that gives the Article of zyte-common-items, for scrapy-poet and everything that takes them.

    pip install 'tearsheet[zyte]' scrapy-poet

``SCRAPY_POET_DISCOVER = ["web_poet_page"]`` makes it the page of every address; a decorator for some hosts alone is
``@handle_urls("news.example", instead_of=ArticlePage)``. A page that cannot be read raises what tearsheet says.
"""

from __future__ import annotations

from datetime import UTC, datetime

from web_poet import HttpResponse, WebPage, handle_urls
from zyte_common_items import Article

import tearsheet
from tearsheet.outputs import zyte


@handle_urls("")
class TearsheetArticlePage(WebPage[Article]):  # type: ignore[misc, unused-ignore]
    """Any page of a news site, read by tearsheet's adapters."""

    response: HttpResponse

    async def to_item(self) -> Article:
        url = str(self.response.url)
        article = tearsheet.parse(
            bytes(self.response.body),  # as it came: what the server says of the encoding may not be so
            url,
            content_type=self.response.headers.get("Content-Type"),
            captured_at=datetime.now(UTC),
        )
        return zyte.to_item(article, url=url)
