"""What ``<meta>`` elements state: Open Graph, Twitter, Dublin Core, and what newspapers write for services."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tearsheet.page.metadata.value import Facts

# Field and the rank of its first key → the keys that state it, most trusted first; JSON-LD fits in between.
_KEYS: dict[str, str] = {
    "title 40": "sailthru.title, sailthru.headline, parsely-title, cxenseparse:title, headline, dcterms.title, "
    "dc:title, dc.title, citation_title, og:title, twitter:title, twitter:text:title, title",
    "published 10": "article:published_time, og:article:published_time, article:published, datepublished, "
    "og:published_time, bytedance:published_time, og:release_date, rnews:datepublished, bt:pubdate, "
    "parsely-pub-date, sailthru.date, "
    "citation_publication_date, citation_online_date, prism.publicationdate, "
    "cxenseparse:recs:publishtime, article_date_original, article.published, published_at, "
    "publishdate, publish_date, publish-date, publication_date, publicationdate, published-date, "
    "pubdate, pub_date, originalpublicationdate, dc.date.issued, dcterms.issued, article:create_at, "
    "weibo: article:create_at, _pubtime, apub:time, ptime, dc.date.created, dcterms.created, "
    "datecreated, dc.date, dcterms.date, citation_date, date",
    "updated 10": "article:modified_time, og:article:modified_time, article:modified, datemodified, "
    "og:updated_time, bytedance:updated_time, dc.date.modified, dcterms.modified, article:update_at, "
    "weibo: article:update_at, last-modified, lastmod, modified_time, updated_at",
    "authors 10": "citation_author, parsely-author, sailthru.author, cxenseparse:author, article:author_name, "
    "author, authors, dc.creator, dc:creator, dcterms.creator, dc.author, byl, byline, "
    "article.author, shareaholic:article_author_name, twitter:data, og:article:author, "
    "article:author, weibo: article:author, og:author",
    "publisher 20": "dc.publisher, dcterms.publisher, publisher, citation_journal_title, copyright-holder",
    "site 10": "og:site_name, application-name, apple-mobile-web-app-title, al:ios:app_name",
    "description 10": "og:description, description, twitter:description, dc.description",
    "section 20": "article:section, parsely-section, section, category",
    "tags 20": "article:tag, news_keywords, parsely-tags, sailthru.tags, keywords",
    "language 20": "content-language, dc.language, language, og:locale",
    "image 20": "og:image, og:image:url, twitter:image, twitter:image:src, thumbnail",
    "source 20": "contentsource, source, mediaid, cp_source",
    "og:type 10": "og:type",
    "access 10": "article:content_tier",
}
_FIELDS: dict[str, tuple[str, int]] = {
    key: (field.split()[0], int(field.split()[1]) + place)
    for field, keys in _KEYS.items()
    for place, key in enumerate(keys.split(", "))
}
KEYS = frozenset([*_FIELDS, *[f"twitter:{kind}{number}" for kind in ("label", "data") for number in range(1, 5)]])
"""The keys that are read, in lower case."""
_TWITTER = re.compile(r"twitter:(label|data)([1-4])")
_WRITTEN_BY = re.compile(
    r"(?:written|posted|published)? ?by|author|verfasst von|geschrieben von|von|autor[ae]?|escrito por|[ée]crit par"
    r"|scritto da|door|skrevet af|napisane przez|作者|執筆者|글쓴이|автор|написано",
    re.IGNORECASE,
)
_SEPARATE = re.compile(r"(?<!\s)\s*+[,;，、；]\s*+")


def read_meta(metas: Sequence[tuple[str, str]], facts: Facts) -> None:
    """Add what *metas*, pairs of one of :data:`KEYS` and its content, state."""
    for key, content in metas:
        place = _FIELDS.get(key)
        if place is None:
            continue
        name, rank = place
        if name == "tags":
            for word in _SEPARATE.split(content)[:50]:
                facts.add("tags", word, f"meta({key})", rank)
        elif name != "authors" or not _is_address(content):
            facts.add(name, content, f"meta({key})", rank)
    _labelled(metas, facts)


def _labelled(metas: Iterable[tuple[str, str]], facts: Facts) -> None:
    """Add the author that Twitter's pairs of label and data name ("Written by": …)."""
    pairs: dict[str, dict[str, str]] = {}
    for key, content in metas:
        match = _TWITTER.fullmatch(key) if key.startswith("twitter:") else None
        if match is not None:
            pairs.setdefault(match[2], {})[match[1]] = content
    for number, pair in pairs.items():
        if "label" in pair and "data" in pair and _WRITTEN_BY.fullmatch(pair["label"].strip(" :")):
            facts.add("authors", pair["data"], f"meta(twitter:data{number})", _FIELDS["twitter:data"][1])


def _is_address(content: str) -> bool:
    return content.startswith(("http://", "https://", "www.", "/", "@")) or "://" in content
