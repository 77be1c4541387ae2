from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from strategies import articles, moments
from tearsheet.model import Article, Block, Comment, Edition, Image, Link, Moment, Source, Summary
from tearsheet.outputs import jsonld
from written import article

SHANGHAI = timezone(timedelta(hours=8))
START = datetime(2025, 10, 23, 17, 8, tzinfo=SHANGHAI)


def moment(precision: str, length: timedelta, start: datetime = START) -> Moment:
    return Moment(raw="words", start=start, end=start + length, precision=precision)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (moment("second", timedelta(seconds=1)), "2025-10-23T17:08:00+08:00"),
        (moment("minute", timedelta(minutes=1)), "2025-10-23T17:08+08:00"),
        (moment("minute", timedelta(minutes=1), datetime(2025, 1, 1, tzinfo=UTC)), "2025-01-01T00:00+00:00"),
        (moment("minute", timedelta(minutes=3)), "2025-10-23"),
        (moment("hour", timedelta(hours=1)), "2025-10-23"),
        (moment("hour", timedelta(seconds=30)), "2025-10-23"),
        (moment("hour", timedelta(hours=8)), "2025-10"),
        (moment("day", timedelta(days=1), datetime(2025, 10, 23, tzinfo=SHANGHAI)), "2025-10-23"),
        (moment("month", timedelta(days=31), datetime(2025, 10, 1, tzinfo=SHANGHAI)), "2025-10"),
        (moment("year", timedelta(days=365), datetime(2025, 1, 1, tzinfo=SHANGHAI)), "2025"),
        (moment("month", timedelta(days=60), datetime(2025, 12, 1, tzinfo=SHANGHAI)), None),
        (Moment(raw="2h ago", basis="relative", offset=timedelta(hours=-2)), None),
        (Moment(raw="words", civil="2025-10-23T17:08"), "2025-10-23T17:08"),
        (Moment(raw="words", civil="2025-10-23T17:08:09.5"), "2025-10-23T17:08:09"),
        (Moment(raw="words", civil="2025-10-23T17"), "2025-10-23"),
        (Moment(raw="words", civil="2025-10-23"), "2025-10-23"),
        (Moment(raw="words", civil="2025-10"), "2025-10"),
        (Moment(raw="words", civil="2025-10-23/P3D"), None),
        (Moment(raw="words", civil="--10-23"), None),
        (Moment(raw="words", civil="D-1"), None),
        (None, None),
    ],
)
def test_a_date_claims_no_more_than_is_known(when, expected):
    assert jsonld.date_of(when) == expected


@given(moments())
def test_a_written_date_contains_the_whole_interval(when):
    written = jsonld.date_of(when)
    if written is None or when.start is None:
        return
    last = (when.end - timedelta(microseconds=1)).astimezone(when.start.tzinfo)
    prefix = written[:16]
    assert when.start.isoformat().startswith(prefix)
    assert last.isoformat().startswith(prefix)
    if len(written) > 10:
        assert datetime.fromisoformat(written) <= when.start


def test_an_article_is_a_news_article_of_schema_org():
    english = Edition(
        language="en",
        title="Rain",
        summary=Summary(text="In short"),
        body=(Block(text="One."), Block(text="Two.")),
        tags=("weather",),
        site="The Daily",
        section="Local",
        breadcrumbs=("Home", "Local"),
    )
    one = Article(
        adapter="generic",
        editions=(english, Edition(language="zh-Hans", title="雨")),
        url="http://news.example/1?m=1",
        canonical_url="http://news.example/1",
        published=moment("minute", timedelta(minutes=1)),
        updated=Moment(raw="just now", basis="relative"),
        authors=("A. Drop",),
        source=Source(name="The Gauge", url="http://gauge.example/"),
        publisher="Daily Ltd",
        images=(Image(url="http://news.example/i.jpg", alt="A cloud", caption="Grey", credit="C. Loud"),),
        related=(Link(text="Snow", url="http://news.example/2"), Link(text="Hail")),
        comments=(Comment(body="Wet!", author="me", replies=(Comment(body="Indeed."),)),),
        ai_generated=True,
    )
    assert jsonld.to_dict(one) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain",
        "inLanguage": "en",
        "abstract": "In short",
        "articleBody": "One.\n\nTwo.",
        "articleSection": "Local",
        "keywords": ["weather"],
        "isPartOf": {"@type": "WebSite", "name": "The Daily"},
        "url": "http://news.example/1?m=1",
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": "http://news.example/1",
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home"},
                    {"@type": "ListItem", "position": 2, "name": "Local"},
                ],
            },
            "relatedLink": ["http://news.example/2"],
        },
        "datePublished": "2025-10-23T17:08+08:00",
        "author": [{"@type": "Person", "name": "A. Drop"}],
        "publisher": {"@type": "Organization", "name": "Daily Ltd"},
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "http://gauge.example/",
            "publisher": {"@type": "Organization", "name": "The Gauge"},
        },
        "image": [
            {
                "@type": "ImageObject",
                "contentUrl": "http://news.example/i.jpg",
                "name": "A cloud",
                "caption": "Grey",
                "creditText": "C. Loud",
            }
        ],
        "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        "comment": [
            {
                "@type": "Comment",
                "text": "Wet!",
                "author": {"@type": "Person", "name": "me"},
                "comment": [{"@type": "Comment", "text": "Indeed."}],
            }
        ],
        "workTranslation": [{"@type": "NewsArticle", "headline": "雨", "inLanguage": "zh-Hans"}],
    }


def test_what_is_not_known_is_left_out():
    assert set(jsonld.to_dict(article())) == {"@context", "@type", "headline", "inLanguage"}
    assert "digitalSourceType" not in jsonld.to_dict(article(ai_generated=False))


def test_an_edition_can_be_asked_for_alone():
    both = article(editions=(Edition(language="en", title="Rain"), Edition(language="zh-Hans", title="雨")))
    alone = jsonld.to_dict(both, edition="zh")
    assert alone["headline"] == "雨"
    assert "workTranslation" not in alone


def test_text_cannot_leave_the_script_element():
    hostile = "</script><script>alert(1)</script><!-- & -->\u2028"
    written = jsonld.dumps(article(editions=(Edition(language="en", title=hostile),), publisher=hostile))
    assert not set(written) & set("<>&\u2028")
    assert json.loads(written)["headline"] == hostile


@given(articles())
def test_the_escapes_change_nothing(one):
    assert json.loads(jsonld.dumps(one)) == jsonld.to_dict(one)
    assert json.loads(jsonld.dumps(one, indent=2)) == jsonld.to_dict(one)
    assert "\n" not in jsonld.dumps(one)
