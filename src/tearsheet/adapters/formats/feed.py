"""Feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed. Each item is an article.

What an item carries is all that is known: the whole story, or a synopsis of it with the address where it stands.
``content:encoded`` and Atom's ``content`` are the body. RSS's ``description`` is the summary beside a body; alone it is
the body when it has several blocks, and the summary when it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from attrs import evolve

from tearsheet.adapters.generic.head.names import is_person, is_role, split_names
from tearsheet.errors import NotAnArticleError
from tearsheet.model import Article, Edition, Image, Moment, Source, Summary
from tearsheet.page import Page
from tearsheet.page.address import joined
from tearsheet.page.feed import Feed as Document
from tearsheet.page.feed import Part
from tearsheet.page.lines import Line
from tearsheet.reading.adapter import Adapter, Recognition
from tearsheet.reading.reader import Reader
from tearsheet.text.language import detect

_BODY = ("content:encoded", "content", "xhtml:body")
_PUBLISHED = (
    *("pubDate", "published", "issued", "dc:date", "date"),
    *("dcterms:issued", "dc:issued", "dcterms:created", "dc:created", "created"),
)
_UPDATED = ("updated", "modified", "dcterms:modified", "dc:modified", "lastBuildDate")
_NOTHING = datetime(1970, 1, 1, tzinfo=UTC)  # what a program writes that has no date
_AUTHORS = ("dc:creator", "author", "author/name", "itunes:author", "author/email")
_OF_SOURCE = ("source/author/name", "source/author")
_KEYWORDS = ("dc:subject", "media:keywords", "media:group/media:keywords", "itunes:keywords")
_TITLES = ("title", "media:title", "dc:title", "itunes:title")
_GIVEN = ("description", "dc:description", "tagline", "media:description", "media:group/media:description")
_MAIL = re.compile(r"[^\s@]++@[^\s@()]++\s*+\((?P<name>[^()]+)\)?")
_NAMED_MAIL = re.compile(
    r"[\"']?(?P<name>[^\s<>@\"'](?:[^<>@]*+(?=<)|[^<>@]*(?=\s\S+@)))(?:<|\s)[^\s@<>]++@[^\s@<>]++>?"
)
_BRACKET = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<role>[^()]+)\)")
# The paper before its reporter: 城北晚报 张小河
_OF_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}[报報社网網刊] (?P<name>[\u4e00-\u9fff]{2,4})")
_COMMAS = re.compile(r"(?<!\s)\s*+[,;，；、]\s*+(?=\S)")
_BY = re.compile(r"by (?=(?-i:[A-Z]))", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()]++@[^\s@<>()]++")
_BINARY = re.compile(r"(?:image|audio|video)/", re.IGNORECASE)
_PICTURE = re.compile(r"image(?:/|$)", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)
_PICTURED = frozenset({"media:thumbnail", "itunes:image", "image", "image/url"})
_CUT = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…|&hellip;)\])$")
_REGIONS = {
    **dict.fromkeys(("zh-cn", "zh-sg", "zh-my", "zh-chs", "gb2312", "zh-hans"), "zh-Hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-cht", "big5", "zh-hant"), "zh-Hant"),
}


class Feed(Adapter):
    name = "feed"
    checked = date(2026, 11, 22)

    def recognise(self, page: Page) -> Recognition:
        """A feed is known by its root element; JSON Feed by its version."""
        matched = page.feed is not None
        reason = "its root element is that of a feed" if matched else "its root element is none of rss, RDF and feed"
        return Recognition(adapter=self.name, matched=matched, by="signature" if matched else None, reason=reason)

    def read(self, reader: Reader) -> Article:
        """Read the feed's only item.

        :raises NotAnArticleError: when it holds several, or none
        """
        feed = _feed(reader)
        if len(feed.items) != 1:
            count = len(feed.items) or "no"
            raise NotAnArticleError(f"a feed of {count} articles; use tearsheet.parse_all to get each")
        article = next(self.read_all(reader), None)
        if article is None:
            reader.fail("title", "the feed's only item has neither title nor text")
        return article

    def read_all(self, reader: Reader) -> Iterator[Article]:
        feed = _feed(reader)
        head = _Item(reader, feed.head)
        site = head.words("site", "title")
        authors = head.authors()
        language = _language(feed.language or head.words("language", "language", "dc:language"))
        head.drop_rest()
        for parts in feed.items:
            lines = [line for part in parts for line in part.lines]
            part = reader.part(lines)
            article = _article(_Item(part, parts), site, authors, language)
            if article is not None:
                yield evolve(article, warnings=(*part.warnings, *article.warnings))


def _feed(reader: Reader) -> Document:
    if reader.page.feed is None:
        reader.fail("title", "the page is no feed")
    return reader.page.feed


def _article(item: _Item, site: str | None, authors: tuple[str, ...], language: str | None) -> Article | None:
    reader = item.reader
    full, short = item.content()
    source = item.source()
    title = item.title(source)
    if title is None:
        first = next(iter((*full, *short)), None)
        if first is None:
            item.drop_rest("empty-item")
            return None
        title = first.text
        reader.warn("item-title-missing", "the item has no title; the first line of its text stands in", "title")
    guid = item.words("extras.guid", "guid", "id")
    url = item.url(guid)
    if len(full) > 1 and url is not None and _tells_origin(reader, full[-1], title, url):
        reader.drop(full[-1:], "feed-metadata")
        full = full[:-1]
    body, pictures = reader.body(full)
    summary = " ".join([reader.take(line, "summary") for line in short]) or None
    edition = Edition(
        language=detect(f"{title} {' '.join(block.text for block in body) or summary or ''}", language)
        or language
        or "und",
        title=title,
        summary=Summary(text=summary, truncated=_CUT.search(summary) is not None) if summary else None,
        body=tuple(body),
        tags=item.tags(),
        site=site,
    )
    article = Article(
        adapter=reader.adapter,
        editions=(edition,),
        url=url,
        canonical_url=item.words("canonical_url", "feedburner:origLink"),
        published=item.moment("published", _PUBLISHED),
        updated=item.moment("updated", _UPDATED),
        authors=item.authors() or authors,
        source=source,
        publisher=item.words("publisher", "dc:publisher"),
        images=item.images(pictures),
        extras={"guid": guid} if guid else {},
    )
    item.drop_rest()
    return article


def _tells_origin(reader: Reader, line: Line, title: str, url: str) -> bool:
    """Whether *line* says where the item stands: "The post <title> appeared first on …", a link "Read more"."""
    return any(link.url == url and link.text in {title, line.text} for link in reader.links(line))


def _several(name: str) -> tuple[str, ...]:
    """Return the names in *name* without markup: where a comma may be part of one, each must be a person's."""
    bracket = _BRACKET.fullmatch(name)
    name = bracket["name"] if bracket is not None and is_role(f", {bracket['role']}") else name
    names = split_names(name)
    if all(map(is_person, names)) and (
        len(names) > 1 or (names and name.startswith(names[0]) and is_role(name[len(names[0]) :]))
    ):
        return names
    paper = _OF_PAPER.fullmatch(name)
    return (paper["name"],) if paper is not None else (name,)


class _Item:
    """An item of a feed, or its head, with ways to take its parts."""

    def __init__(self, reader: Reader, parts: Iterable[Part]) -> None:
        self.reader = reader
        self.parts: dict[str, list[Part]] = {}
        for part in parts:
            self.parts.setdefault(part.name, []).append(part)

    def all(self, *names: str) -> Iterator[Part]:
        """Yield the parts of these names, in the order of the names."""
        return (part for name in names for part in self.parts.get(name, ()))

    def words(self, role: str, *names: str) -> str | None:
        """Take the first part of these names that has words."""
        for part in self.all(*names):
            if part.lines:
                return " ".join([self.reader.take(line, role) for line in part.lines])
        return None

    def title(self, source: Source | None) -> str | None:
        """Take the title, without the *source* that who gathers the news of many papers puts behind it."""
        part = next((part for part in self.all(*_TITLES) if part.lines), None)
        behind = f" - {source.name}" if source is not None else ""
        if part is None or len(part.lines) > 1 or not behind or not part.lines[0].text.endswith(behind):
            return self.words("title", *_TITLES)
        line = part.lines[0]
        title = self.reader.ledger.claim(line, "title", 0, len(line.text) - len(behind))
        self.reader.drop(line, "feed-metadata")
        return title

    def content(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Return the lines of the body and those of the summary."""
        told = (part for part in self.all(*_BODY) if _BINARY.match(part.attributes.get("type", "")) is None)
        full = next((part.lines for part in told if part.lines), ())
        given = next((part.lines for part in self.all(*_GIVEN) if part.lines), ())
        short = next((part.lines for part in self.all("summary", "itunes:summary") if part.lines), ()) or given
        if not full and len(given) > 1:
            full, short = given, () if short is given else short
        if [line.text for line in full] == [line.text for line in short]:
            self.reader.drop(short, "repeated")
            return full, ()
        return full, short

    def moment(self, role: str, names: tuple[str, ...]) -> Moment | None:
        """Take the first of the times that can be read."""
        unread: Line | None = None
        for part in self.all(*names):
            for line in part.lines:
                found = self.reader.stated(line.text)
                if found is None and (printed := self.reader.moments(line.text)):
                    # A weekday in another language goes before it, or a broken zone follows.
                    found = printed[0].moment
                if found is not None and found.start == _NOTHING:
                    continue
                if found is not None:
                    self.reader.take(line, role)
                    return found
                unread = unread or line
        if unread is not None:
            self.reader.warn("time-unreadable", f"not a time: {unread.text[:60]!r}", role)
        return None

    def authors(self) -> tuple[str, ...]:
        """Take whom it names as its authors, each once; a mail address is one only where there is no name."""
        names: dict[str, None] = {}
        addresses: list[Line] = []
        own = [line for part in self.all(*_AUTHORS) for line in part.lines]
        for line in own or [line for part in self.all(*_OF_SOURCE) for line in part.lines]:
            if _ADDRESS.fullmatch(line.text):
                addresses.append(line)
                continue
            mail = _MAIL.fullmatch(line.text) or _NAMED_MAIL.fullmatch(line.text)
            name = self.reader.ledger.claim(line, "authors", *(mail.span("name") if mail else (0, None)))
            if mail:
                self.reader.drop(line, "mail-address")
            name = _BY.sub("", name.strip("\"', "), count=1)
            found = split_names(name) if line.node is not None else _several(name)
            names.update({each: None for each in found if each.casefold() not in map(str.casefold, names)})
        for line in addresses:
            if names:
                self.reader.drop(line, "mail-address")
            else:
                names[self.reader.take(line, "authors")] = None
        return tuple(names)

    def tags(self) -> tuple[str, ...]:
        """Take its categories, each once."""
        words = [
            word
            for part in self.all("category", *_KEYWORDS)
            for line in part.lines
            for word in (
                _COMMAS.split(self.reader.take(line, "tags"))
                if part.name in _KEYWORDS
                else [self.reader.take(line, "tags")]
            )
        ]
        return tuple(dict.fromkeys(words))

    def url(self, guid: str | None) -> str | None:
        """Take the address of the story: the link, of Atom the alternate, else a guid that is one."""
        printed = self.words("url", "link")
        if printed is not None:
            base = next((part.attributes.get("base") for part in self.all("link") if part.lines), None)
            return self.reader.page.absolute(joined(base, printed.replace("&amp;", "&")))
        links = [part.attributes for part in self.all("link") if part.attributes.get("href")]
        # RFC 4287 allows the whole address of the relation, too.
        links = [link for link in links if link.get("rel", "alternate").lower().rpartition("/")[2] == "alternate"]
        links.sort(key=lambda link: "html" not in link.get("type", "html"))
        if links:
            return self.reader.page.absolute(links[0]["href"])
        mark = next(self.all("guid", "id"), None)
        if mark is not None and guid and guid.startswith("http") and mark.attributes.get("isPermaLink") != "false":
            return guid
        return next((part.attributes["about"] for part in self.all("") if "about" in part.attributes), None)

    def source(self) -> Source | None:
        """Take the feed that the item was taken from."""
        name = self.words("source", "source/title", "source")
        about = [part.attributes for part in self.all("source", "source/link")]
        url = next((url for each in about if (url := each.get("url") or each.get("href"))), None)
        return Source(name=name, url=self.reader.page.absolute(url)) if name else None

    def images(self, of_body: Iterable[Image]) -> tuple[Image, ...]:
        """Return the pictures *of_body*, then those beside it, each once."""
        found = list(of_body)
        known = {image.url for image in found}
        beside = self.reader.images(self.reader.lines)
        grouped = False
        for part in self.all(*self.parts):
            url = self.reader.page.absolute(_picture(part))
            in_group = part.name.startswith("media:group/")  # one picture in several sizes
            if url is not None and not (in_group and grouped):
                beside.append(Image(url=url))
            grouped = grouped or (in_group and url is not None)
        for image in beside:
            if image.url not in known:
                found.append(image)
                known.add(image.url)
        return tuple(found)

    def drop_rest(self, rule: str = "feed-metadata") -> None:
        """Leave what nothing was made of under *rule*."""
        for part in self.all(*self.parts):
            for line in part.lines:
                if not self.reader.ledger.touched(line):
                    self.reader.drop(line, rule)


def _picture(part: Part) -> str | None:
    """Return the address that *part* gives of a picture, told by its type, or without one by its name or ending."""
    about = part.attributes
    name = part.name if part.name in _PICTURED else part.name.rpartition("/")[2]
    address = about.get("url") or about.get("href")
    if name.startswith("image"):
        address = address or next((joined(about.get("base"), line.text) for line in part.lines), None)
    elif name not in {"enclosure", "media:content", *_PICTURED} and about.get("rel") != "enclosure":
        return None
    kind = about.get("type") or about.get("medium")
    if address is None or (kind is not None and _PICTURE.match(kind) is None):
        return None
    return address if kind or name in _PICTURED or _PICTURE_NAME.search(address) is not None else None


def _language(declared: str | None) -> str | None:
    if not declared:
        return None
    tag = declared.strip().replace("_", "-")
    return _REGIONS.get(tag.lower()) or (tag.partition("-")[0].lower() if tag[:2].isalpha() else None)
