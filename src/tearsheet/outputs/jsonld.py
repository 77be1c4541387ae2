"""schema.org NewsArticle as JSON-LD 1.1, safe to stand inside ``<script type="application/ld+json">``.

================  ====================================================================================================
Article           schema.org
================  ====================================================================================================
edition           headline, inLanguage, abstract, articleBody, keywords, articleSection; the further editions are each a
                  workTranslation
published         datePublished, and dateModified from updated, see :func:`date_of`
authors           author, each a Person: a byline does not say when it is an organisation
source            isBasedOn, a CreativeWork whose publisher is the credited name
publisher         publisher, an Organization; the site is a WebSite under isPartOf
url               url; mainEntityOfPage is the WebPage (canonical URL first) with its breadcrumb and relatedLink
images            image, each an ImageObject with contentUrl, caption, creditText, and the alternative text as name
comments          comment, replies inside their comment
ai_generated      digitalSourceType, TrainedAlgorithmicMediaDigitalSource of the IPTC's list, only where it is true
================  ====================================================================================================

What is not known is left out. Scores are too: a site's own figures are no ``aggregateRating``, which is its readers'.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from tearsheet.model import Article, Comment, Edition, Image, Moment
from tearsheet.outputs.forms import editions_of

__all__ = ["date_of", "dumps", "to_dict"]

# Inside <script> a text must not end the element or open a comment; JSON can say each of these as an escape.
# LINE SEPARATOR and PARAGRAPH SEPARATOR end a line in JavaScript before ES2019.
_IN_SCRIPT = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def dumps(article: Article, *, edition: str | None = None, indent: int | None = None) -> str:
    """Return :func:`to_dict` as JSON, with ``<``, ``>`` and ``&`` as escapes.

    :raises NoEditionError: when no edition matches *edition*
    """
    separators = (",", ":") if indent is None else None
    written = json.dumps(to_dict(article, edition=edition), ensure_ascii=False, indent=indent, separators=separators)
    for char, escape in _IN_SCRIPT.items():
        written = written.replace(char, escape)
    return written


def to_dict(article: Article, *, edition: str | None = None) -> dict[str, Any]:
    """Return *article* as a schema.org NewsArticle.

    :param edition: only the edition that best matches this language; otherwise the leading one, with the others as
        its translations
    :raises NoEditionError: when no edition matches
    """
    leading, *others = editions_of(article, edition)
    source = article.source
    return {
        "@context": "https://schema.org",
        **_edition(leading),
        **_known(
            url=article.url,
            mainEntityOfPage=_page(article, leading),
            datePublished=date_of(article.published),
            dateModified=date_of(article.updated),
            author=[_thing("Person", name=author) for author in article.authors],
            publisher=_thing("Organization", name=article.publisher),
            isBasedOn=source
            and _thing("CreativeWork", url=source.url, publisher=_thing("Organization", name=source.name)),
            image=[_image(image) for image in article.images],
            digitalSourceType=article.ai_generated and "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            comment=[_comment(comment) for comment in article.comments],
            workTranslation=[_edition(other) for other in others],
        ),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        **_known(
            headline=edition.title,
            inLanguage=edition.language,
            abstract=edition.summary and edition.summary.text,
            articleBody=edition.text,
            articleSection=edition.section,
            keywords=list(edition.tags),
            isPartOf=_thing("WebSite", name=edition.site),
        ),
    }


def _page(article: Article, edition: Edition) -> dict[str, Any] | None:
    crumbs = [
        _thing("ListItem", position=position, name=crumb) for position, crumb in enumerate(edition.breadcrumbs, 1)
    ]
    return _thing(
        "WebPage",
        **{"@id": article.canonical_url or article.url},
        breadcrumb=_thing("BreadcrumbList", itemListElement=crumbs),
        relatedLink=[link.url for link in article.related if link.url],
    )


def _image(image: Image) -> dict[str, Any] | None:
    return _thing("ImageObject", contentUrl=image.url, name=image.alt, caption=image.caption, creditText=image.credit)


def _comment(comment: Comment) -> dict[str, Any] | None:
    return _thing(
        "Comment",
        text=comment.body,
        author=_thing("Person", name=comment.author),
        datePublished=date_of(comment.posted),
        position=comment.position,
        comment=[_comment(reply) for reply in comment.replies],
    )


def _thing(kind: str, **properties: Any) -> dict[str, Any] | None:
    """Return a node of type *kind*, or ``None`` where nothing is known of it."""
    known = _known(**properties)
    return {"@type": kind, **known} if known else None


def _known(**properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}


# -- dates -----------------------------------------------------------------------------------------------------------

# How many characters of an ISO 8601 time each form takes, finest first, and which is the finest for each precision.
_FORMS = (19, 16, 10, 7, 4)
_FINEST = {"second": 19, "minute": 16, "hour": 10, "day": 10, "week": 10, "month": 7, "year": 4}
_CIVIL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T(?:[01]\d|2[0-3]):\d{2}(?::\d{2})?)?)?)?")


def date_of(moment: Moment | None) -> str | None:
    """Return *moment* in the finest of the W3C's forms of date that contains all it can mean, or ``None``.

    The forms are those of the W3C note "Date and Time Formats", a profile of ISO 8601: ``2025-10-23T17:08+08:00``, with
    seconds where they are known, ``2025-10-23``, ``2025-10``, ``2025``. So a printed day is a day, and "2h ago", which
    means a stretch of time, is the day it lies in. A clock whose zone is not known is written without an offset, as
    schema.org allows and the W3C does not. Nothing is written where no year is known.
    """
    if moment is None:
        return None
    start = moment.start
    if start is None:
        civil = _CIVIL.match(moment.civil or "")
        return civil[0] if civil and "/" not in (moment.civil or "") else None
    last = start
    if moment.end is not None:
        last = max(start, moment.end.astimezone(start.tzinfo) - timedelta(microseconds=1))
    first_text, last_text = start.isoformat(), last.isoformat()
    for length in _FORMS:
        if length <= _FINEST[moment.precision] and first_text[:length] == last_text[:length]:
            if length < 16:
                return first_text[:length]
            return start.isoformat(timespec="minutes" if length == 16 else "seconds")
    return None
