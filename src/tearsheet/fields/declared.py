"""Adapters that are declared, not written: a class of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, ClassVar

from tearsheet.errors import InputError
from tearsheet.fields.body import Body, rules_of
from tearsheet.fields.extraction import Extraction
from tearsheet.fields.field import Field
from tearsheet.fields.scope import Scope
from tearsheet.model import Article, Comment, Image, Link, Moment
from tearsheet.model.table import FIELDS as _TABLE
from tearsheet.model.table import fields_of_kind
from tearsheet.page import Page
from tearsheet.reading.adapter import Adapter, Layout, Signature, in_force
from tearsheet.reading.reader import Reader
from tearsheet.reading.reading import reader_of


class PageLayout:
    """The fields of one layout of a site. Each is a field of :class:`~tearsheet.Article` or of its edition.

    Title and body are required of every page; of the others, those made so by :meth:`~tearsheet.fields.Field.required`.
    """

    title: ClassVar[Field[str]]
    summary: ClassVar[Field[str] | None] = None
    published: ClassVar[Field[str | Moment] | None] = None
    updated: ClassVar[Field[str | Moment] | None] = None
    authors: ClassVar[Field[str] | None] = None
    source: ClassVar[Field[str] | None] = None
    publisher: ClassVar[Field[str] | None] = None
    site: ClassVar[Field[str] | None] = None
    section: ClassVar[Field[str] | None] = None
    breadcrumbs: ClassVar[Field[str] | None] = None
    tags: ClassVar[Field[str] | None] = None
    body: ClassVar[Body]
    related: ClassVar[Field[Link] | None] = None
    images: ClassVar[Field[Image] | None] = None
    """By default the pictures that stand in the body."""
    comments: ClassVar[Field[Comment] | None] = None
    notices: ClassVar[Field[str] | None] = None
    scores: ClassVar[Mapping[str, Field[Any]]] = {}
    extras: ClassVar[Mapping[str, Field[Any]]] = {}
    """What only this site prints, by key; the values must be JSON values."""
    ai_generated: ClassVar[Field[bool] | None] = None
    canonical_url: ClassVar[Field[str] | None] = None
    language: ClassVar[Field[str] | str | None] = None
    """A BCP 47 tag, or where the page states it; by default it is detected."""
    drops: ClassVar[Mapping[str, str | Sequence[str]]] = {}
    """CSS selectors of what is no part of the story, by the rule under which the ledger is to have it."""

    _own: ClassVar[Layout | None] = None

    @classmethod
    def own_layout(cls) -> Layout:
        """Return how pages in this layout are told from others."""
        return cls._own or Layout("")

    def __init_subclass__(
        cls, *, since: date | None = None, signature: Signature | None = None, layout: str | None = None, **rest: Any
    ) -> None:
        """Check the fields as soon as they are declared.

        :param since: first day on which the site used this layout, where its pages cannot be told from another's
        :param signature: what only pages in this layout have
        :param layout: its name; by default that of the class in lower case
        :raises InputError: for a name that is no field, or a value that is no field of that kind
        """
        super().__init_subclass__(**rest)
        name = layout or cls.__name__.lower().replace("_", "-")
        cls._own = Layout(name, signature=signature, since=since)
        for name, value in list(vars(cls).items()):
            _check(cls, name, value)


FIELDS = tuple(
    dict.fromkeys(
        [
            *[name for name in PageLayout.__annotations__ if not name.startswith("_")],
            *[row.name for row in _TABLE.values() if row.declared],
        ]
    )
)
"""The names of the fields, in the order in which a person writes them, and those that the class has no type for."""
_FIELDS = frozenset(FIELDS)
_NAMED = fields_of_kind("numbers", "values")


def _check(owner: type[PageLayout], name: str, value: Any) -> None:
    where = f"{owner.__qualname__}.{name}"
    if name not in _FIELDS:
        if isinstance(value, Field | Body):
            near = get_close_matches(name, sorted(_FIELDS), n=1)
            raise InputError(
                f"{where} is no field of an article{f'; did you mean {near[0]}?' if near else '.'} "
                "What only this site prints goes into extras"
            )
        return
    if name == "drops":
        rules_of(value)
    elif name == "body":
        if not isinstance(value, Body):
            raise InputError(f"{where} is {value!r}: use blocks(...) or between(...)")
    elif name in _NAMED:
        if not isinstance(value, Mapping) or not all(isinstance(each, Field) for each in value.values()):
            raise InputError(f"{where} is {value!r}: use a mapping of fields, {{'views': css('.views')}}")
    elif not (value is None or isinstance(value, Field) or (name == "language" and isinstance(value, str))):
        raise InputError(f"{where} is {value!r}: use a field such as css(...), meta(...) or label(...)")


class DeclaredAdapter(PageLayout, Adapter):
    """An adapter whose fields are declared::

        class Example(DeclaredAdapter):
            name = "example"
            hosts = ("example.com",)
            title = css("h1.title")
            published = label("發表於") | css("time", attr="datetime")
            body = blocks("div.article", drop=[".ad"])

    To the registry it is an adapter like any other. Other layouts of the site are nested classes; they inherit the
    fields they do not declare themselves::

            class New(PageLayout, since=date(2026, 3, 1)):
                body = blocks("main article")
    """

    shapes: ClassVar[Mapping[str, type[PageLayout]]] = {}
    """The nested layouts by name, as declared."""

    def __init_subclass__(cls, **rest: Any) -> None:
        """Collect the layouts, and check the fields.

        :raises InputError: for a name that is no field, or a value that is no field of that kind
        """
        super().__init_subclass__(**rest)
        own = [value for value in vars(cls).values() if isinstance(value, type) and issubclass(value, PageLayout)]
        shapes = {shape.own_layout().name: shape for shape in own}
        if len(shapes) < len(own):
            raise InputError(f"{cls.__qualname__}: two layouts have the same name")
        if own:
            cls.shapes = shapes
            cls.layouts = tuple([shape.own_layout() for shape in own])

    reads_text = False

    def __init__(self) -> None:
        """Make the adapter.

        :raises InputError: when a layout has no title or no body
        """
        self._fields: dict[str | None, dict[str, Any]] = {
            name: _fields_of(shape, type(self)) for name, shape in self.shapes.items()
        }
        plain = _fields_of(type(self))
        if not self.shapes or {"title", "body"} <= set(plain):
            self._fields[None] = plain
        for layout, fields in self._fields.items():
            lacking = [name for name in ("title", "body") if name not in fields]
            if lacking:
                which = f"layout {layout!r} of " if layout is not None else ""
                raise InputError(f"{which}{type(self).__qualname__} declares no {' and no '.join(lacking)}")
            fields["title"] = fields["title"].required()
            fields["drops"] = rules_of(fields.get("drops", {}))

    def read(self, reader: Reader) -> Article:
        """Read the page by the fields of its layout.

        :raises ParseError: when a required field has no value; it says what was tried and what comes nearest
        """
        fields = self._fields.get(reader.layout)
        if fields is None:
            reader.fail("layout", f"no layout is named {reader.layout!r}; known: {', '.join(map(str, self._fields))}")
        return Extraction(reader, fields, self.name).article()

    @property
    def has_plain_layout(self) -> bool:
        """Whether the class has title and body of its own, beside its named layouts."""
        return bool(self.shapes) and None in self._fields

    def layout_of(self, page: Page) -> str | None:
        """Return the name of the layout of *page*; ``None`` for the fields of the class itself.

        A layout whose signature the page bears goes first, then those whose title and body are on the page, then the
        fields of the class itself; among several the one in force when the page was captured, and for a page without
        ``captured_at`` the first declared.
        """
        if not self.shapes:
            return None
        bearing = [each for each in self.layouts if each.signature is not None and each.signature.check(page)[0]]
        unsigned = [each for each in self.layouts if each.signature is None]
        fitting = bearing or [each for each in unsigned if self._fits(page, each.name)]
        if not fitting and None in self._fields:
            return None
        fitting = fitting or unsigned or list(self.layouts)
        if page.captured_at is not None and len(fitting) > 1:
            fitting = in_force(fitting, page.captured_at.date())
        return fitting[0].name

    def _fits(self, page: Page, layout: str | None) -> bool:
        scope = Scope(reader_of(page, self, layout))
        fields = self._fields[layout]
        return next(fields["title"].find(scope), None) is not None and fields["body"].present(scope)


def _fields_of(shape: type[PageLayout], default: type[PageLayout] | None = None) -> dict[str, Any]:
    """Return the fields that *shape* declares, and those it leaves to *default*."""
    fields: dict[str, Any] = {}
    for name in _FIELDS:
        for owner in (shape, default):
            value = getattr(owner, name, None)
            if value:
                fields[name] = value
            if value or _says(owner, name):
                break
    return fields


def _says(shape: type[PageLayout] | None, name: str) -> bool:
    """Whether *shape* says itself that it has no such field, with ``None`` or an empty mapping."""
    return shape is not None and any(name in vars(kind) for kind in shape.__mro__ if kind is not PageLayout)
