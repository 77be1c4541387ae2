"""Pages for the tests of the report: what a fixture shows, a page of every field, and one that breaks off."""

from __future__ import annotations

from datetime import UTC, datetime

import tearsheet
from tearsheet.adapters.registry import Registry
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, PageWarning, Source, Summary
from tearsheet.page import Page

HOSTILE = "</script></style><img src=x onerror=alert(1)>\"'&<!--"


def account(case) -> tearsheet.Reading:
    return tearsheet.read_all(case.data, **case.about)


class Everything(tearsheet.Adapter):
    """Takes each line as ``role: words``, ``-rule: words`` or, without a colon, leaves it."""

    name = "everything"
    signature = tearsheet.Signature((r"^title",))

    def read(self, reader):
        for line in reader.lines:
            role, colon, _ = line.text.partition(": ")
            if role == "stop":
                reader.fail("body", "the page says stop", line=line)
            if role == "defect":
                raise ZeroDivisionError("somebody divided")
            if role.startswith("-"):
                reader.ledger.drop(line, role[1:])
            elif colon:
                reader.ledger.claim(line, role, len(role) + 2)
                reader.ledger.drop(line, "label", 0, len(role) + 2)
        reader.sources["title"] = f"css({HOSTILE!r})"
        reader.sources["published"] = 'jsonld("datePublished")'
        posted = tearsheet.Moment(raw="2h ago", basis="relative", precision="hour")
        reply = Comment(body="a reply", author="Bea", replies=(Comment(body="one more"),))
        return Article(
            adapter=self.name,
            editions=(
                Edition(
                    language="en",
                    title=HOSTILE,
                    summary=Summary(text="short", truncated=True),
                    body=(
                        Block(kind="heading", level=2, text="Part one"),
                        Block(text=HOSTILE, links=(Link(text="bad", url="javascript:alert(1)"),)),
                        Block(kind="list_item", text="an item"),
                    ),
                    tags=(HOSTILE, "two"),
                ),
                Edition(language="zh-Hans", title="标题", body=(Block(text="正文"),), notices=("声明",)),
            ),
            url="javascript:alert(2)",
            published=tearsheet.Moment(raw="3 May", start=datetime(2026, 5, 3, tzinfo=UTC), precision="day"),
            authors=("Ann", "Bob"),
            source=Source(name=HOSTILE, url="https://example.org/?a=1&b=\"2'"),
            scores={"hot": 7.5},
            images=(Image(url="https://example.org/a.jpg", alt=HOSTILE, caption="under it", credit="Cy"),),
            related=(Link(text="other", url="https://example.org/2"),),
            comments=(Comment(body=HOSTILE, author="Al", posted=posted, floor=3, quote="said", replies=(reply,)),),
            ai_generated=True,
            extras={"odd": [HOSTILE, {"deep": None}]},
            warnings=(PageWarning(code="odd", message=HOSTILE, field="title"),),
        )


EVERYTHING = f"""\
title@en: {HOSTILE}
title@zh-Hans: 标题
{HOSTILE}

body@en: Part one
body@en: {HOSTILE}
-advert: buy {HOSTILE}
body@en: an item
body@zh-Hans: 正文
scores.hot: 7.5
related[0]: other
comments[0].author: Al
comments[0].replies[0].body: a reply
extras.odd: strange
{HOSTILE}@x: a role that nobody foresaw
-{HOSTILE}: a rule that nobody foresaw
a line that nobody knows
• a bulleted line that nobody knows
"""


def everything(text: str = EVERYTHING) -> tearsheet.Reading:
    registry = Registry()
    registry.register(Everything)
    page = Page(
        text, url="https://example.org/1", content_type="text/plain", captured_at=datetime(2026, 5, 3, tzinfo=UTC)
    )
    return registry.read_all(page)
