"""The Article and its parts: what one page of news says, typed and frozen.

Everything here is data. Objects are immutable, comparable, hashable and picklable; an absent value is ``None`` or an
empty tuple, never ``""`` or a guess. Stored text is the page's own with its white space normalised (that of code is
kept): no script conversion, no width folding, no repair.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from attrs import field, frozen

from tearsheet.model.fingerprint import fingerprint
from tearsheet.model.frozen import FrozenDict, freeze
from tearsheet.model.moment import Moment

# What fits on a line of a prompt beside the rest of the repr, in characters.
_LONGEST_SHOWN = 60

BlockKind = Literal["paragraph", "heading", "caption", "quote", "list_item", "table", "code"]


@frozen(kw_only=True)
class Link:
    """A link as printed.

    :param text: the words that carry the link
    :param url: where it leads, absolute where the page's own URL or ``<base>`` is known; ``None`` in a text export
    """

    text: str
    url: str | None = None


@frozen(kw_only=True)
class Image:
    """A picture of the story.

    :param url: ``None`` where only its caption survives, as in a text export
    :param alt: the alternative text, where the page gives one
    :param caption: what is printed under it, without the label (图注:)
    :param credit: whom it is credited to, without the label (图源:)
    :param position: the number, from 0, of the block of the article's body before which it stands; the number of blocks
        for one below them all, ``None`` for one that is stated or stands elsewhere on the page
    """

    url: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    position: int | None = None


@frozen(kw_only=True)
class Source:
    """Whom an aggregator credits for the story (来源), which is not who publishes the page."""

    name: str
    url: str | None = None


@frozen(kw_only=True)
class PageWarning:
    """Something odd but readable. ``code`` is stable and listed in the documentation; ``message`` is for people."""

    code: str
    message: str
    field: str | None = None


@frozen(kw_only=True)
class Block:
    """One block of the body, in reading order.

    :param kind: what it is; a caption keeps its printed label in ``text``, code its line breaks and indentation
    :param level: of a heading, 1 to 6
    :param links: the links inside it
    """

    kind: BlockKind = "paragraph"
    text: str
    level: int | None = None
    links: tuple[Link, ...] = ()


@frozen(kw_only=True)
class Summary:
    """The page's own short form of the story; ``truncated`` when the page cut it off."""

    text: str
    truncated: bool = False


@frozen(kw_only=True)
class Comment:
    """A reader's comment.

    :param position: place on the page, from 1
    :param floor: the number the page prints beside it (楼), where it prints one
    :param quote: text of another comment quoted inside it
    """

    body: str
    author: str | None = None
    posted: Moment | None = None
    quote: str | None = None
    position: int | None = None
    floor: int | None = None
    replies: tuple[Comment, ...] = ()


@frozen(kw_only=True)
class Edition:
    """Everything on the page that is written in one language.

    :param language: BCP 47 tag: ``"en"``, ``"zh-Hans"``, ``"zh-Hant"``
    :param notices: disclaimers and editor's notes
    :param site: name of the site as printed in this language
    :param section: the site's section or category as printed in this language
    """

    language: str
    title: str
    summary: Summary | None = None
    body: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    site: str | None = None
    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The body as plain text, blocks parted by a blank line."""
        return "\n\n".join(block.text for block in self.body)

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits, equal for equal words of title and body; without a body the summary stands in.

        Made anew on each use, in 0.2 ms for 10 KB; see :func:`tearsheet.model.fingerprint.fingerprint` for what counts.
        """
        if not self.body and self.summary is not None:
            return fingerprint((self.title, self.summary.text))
        return fingerprint([self.title, *[block.text for block in self.body]])


def _editions(value: tuple[Edition, ...]) -> tuple[Edition, ...]:
    if not value:
        raise ValueError("an Article needs at least one Edition")
    return tuple(value)


def _frozen_mapping(value: Mapping[str, Any]) -> FrozenDict[str, Any]:
    frozen_value: FrozenDict[str, Any] = freeze(value)
    return frozen_value


@frozen(kw_only=True)
class Article:
    """One story as one page prints it.

    ``title``, ``summary``, ``body``, ``text``, ``language``, ``tags``, ``site``, ``section`` and ``notices`` are those
    of the page's leading edition.

    :param adapter: name of the adapter that read it
    :param layout: which of the site's layouts it was, where a site has several
    :param editions: one a language, at least one, the page's leading language first
    :param url: where the page was fetched or, when that is not known, what it prints as its own address
    :param canonical_url: what the page declares as its canonical address
    :param next_url: where the next page of the same story is, where it is told in several
    :param source: whom an aggregator credits
    :param publisher: who publishes the site
    :param scores: printed scores by name, e.g. ``{"hot": 75.0}``
    :param related: the page's list of other stories, never the story itself
    :param ai_generated: ``True`` only where the page says so; ``None`` where it does not say
    :param extras: what only this site prints; JSON values
    :param warnings: what was odd, see :class:`PageWarning`
    :param captured_at: when the page was fetched, as told by the caller
    """

    adapter: str
    editions: tuple[Edition, ...] = field(converter=_editions)
    layout: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    next_url: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    source: Source | None = None
    publisher: str | None = None
    scores: Mapping[str, float] = field(default=FrozenDict(), converter=_frozen_mapping)
    images: tuple[Image, ...] = ()
    related: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    ai_generated: bool | None = None
    extras: Mapping[str, Any] = field(default=FrozenDict(), converter=_frozen_mapping)
    warnings: tuple[PageWarning, ...] = ()
    captured_at: datetime | None = None

    @property
    def title(self) -> str:
        """Title of the leading edition."""
        return self.editions[0].title

    @property
    def summary(self) -> Summary | None:
        """Summary of the leading edition."""
        return self.editions[0].summary

    @property
    def body(self) -> tuple[Block, ...]:
        """Body of the leading edition."""
        return self.editions[0].body

    @property
    def text(self) -> str:
        """Body of the leading edition as plain text."""
        return self.editions[0].text

    @property
    def language(self) -> str:
        """BCP 47 tag of the leading edition."""
        return self.editions[0].language

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags of the leading edition."""
        return self.editions[0].tags

    @property
    def site(self) -> str | None:
        """Name of the site, as the leading edition prints it."""
        return self.editions[0].site

    @property
    def section(self) -> str | None:
        """Section of the site, as the leading edition prints it."""
        return self.editions[0].section

    @property
    def notices(self) -> tuple[str, ...]:
        """Disclaimers and editor's notes of the leading edition."""
        return self.editions[0].notices

    def to_dict(self) -> dict[str, Any]:
        """Return all fields in the types that JSON has, by name: ``from_dict`` makes an equal Article of them.

        :raises FormatError: where ``scores`` or ``extras`` hold what JSON cannot, or a text holds a lone surrogate
        """
        import json  # noqa: PLC0415 - importing tearsheet is to be quick

        from tearsheet.model import plain  # noqa: PLC0415 -- made of this module

        made: dict[str, Any] = json.loads(plain.encoded(self))
        return made

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """Return the Article that :meth:`to_dict` gave *data* of; keys that are none of its fields are passed over.

        :raises FormatError: for values of another shape, with the path of the first
        """
        import json  # noqa: PLC0415 - as above

        from tearsheet.model import plain  # noqa: PLC0415 -- made of this module

        return plain.article_of(json.dumps(data))

    def _repr_html_(self) -> str:
        """What a notebook shows: a card of the article, every text escaped, nothing loaded from anywhere."""
        from tearsheet.model.card import card  # noqa: PLC0415 -- notebooks alone need it

        return card(self)

    def __repr__(self) -> str:
        """One line for the prompt: ``<Article '…' guancha zh-Hans 2019-09-07 38 blocks>``."""
        title = self.title if len(self.title) <= _LONGEST_SHOWN else self.title[: _LONGEST_SHOWN - 1] + "…"
        languages = "+".join(edition.language for edition in self.editions)
        moment = self.published or self.updated
        day = f" {moment.date}" if moment is not None and moment.date is not None else ""
        count = len(self.body)
        return f"<Article {title!r} {self.adapter} {languages}{day} {count} block{'s' if count != 1 else ''}>"

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits, equal for articles whose editions have equal fingerprints, in any order.

        HTML, text export and JSON of one article have the same; so has its copy on another site, word for word.
        """
        found = sorted({edition.fingerprint for edition in self.editions})
        return found[0] if len(found) == 1 else fingerprint(found)

    def edition(self, language: str) -> Edition | None:
        """Return the best edition for *language*, a BCP 47 range, or ``None``.

        Matching is the lookup of RFC 4647 section 3.4 in both directions: ``"zh"`` finds ``zh-Hans``, and
        ``"zh-Hans-CN"`` falls back to ``zh-Hans`` and then to ``zh``. ``zh-CN`` and ``zh-SG`` mean ``zh-Hans``;
        ``zh-TW``, ``zh-HK`` and ``zh-MO`` mean ``zh-Hant``.
        """
        wanted = language.replace("_", "-").lower()
        wanted = _SCRIPT_OF_REGION.get(wanted, wanted)
        while wanted:
            for edition in self.editions:
                have = edition.language.lower()
                if have == wanted or have.startswith(wanted + "-"):
                    return edition
            wanted = wanted.rpartition("-")[0]
            if wanted == "zh" and "-" in language:
                # zh-Hant must not be answered with zh-Hans: they are different texts.
                return next((e for e in self.editions if e.language.lower() == "zh"), None)
        return None


_SCRIPT_OF_REGION = {
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-my": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
}
