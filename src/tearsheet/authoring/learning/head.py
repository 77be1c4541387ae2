"""The fields about the story: the old ones where they hold, those that known values lead to, else what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning import ways, written
from tearsheet.authoring.learning.choice import Target, choose, extended, inherited
from tearsheet.authoring.learning.context import in_context
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.old_fields import OldFields
from tearsheet.authoring.learning.proposals import Sure
from tearsheet.authoring.learning.reuse import retargeted
from tearsheet.authoring.learning.sample import Sample
from tearsheet.authoring.learning.target_page import TargetPage, printed
from tearsheet.authoring.learning.voting import Read, Way, day_of, one_text, tags_of, texts_of
from tearsheet.authoring.learning.written import TOLD_NONE
from tearsheet.errors import TearsheetError
from tearsheet.fields.field import Field
from tearsheet.model import Moment
from tearsheet.model.table import FIELDS, fields_of_kind

_TEXTS = tuple(name for name in fields_of_kind("summary", "text", "source") if FIELDS[name].printed and name != "title")
_TIMES = fields_of_kind("moment")
_SEVERAL = fields_of_kind("texts")
_MAPPINGS = fields_of_kind("numbers", "values")
_AS_THEY_ARE = (*fields_of_kind("images", "flag"), "canonical_url")
_EVERY = 100  # selectors of an element that is surely the title: all that there are
_UNPRINTED = 4.0
"""What it costs to take a value from where it is stated, when it was printed on the old pages."""
_WHOLE = 4.0
"""What it costs to take the title from the ``<title>``: more than from where it is printed or stated."""
_KEPT, _KEPT_EMPTY = 0.9, 0.3
"""How sure a list or a number is that is kept, where something of it is known and where not. Set by hand."""

Propose = Callable[[str], FieldChoice | None]
"""Return what a field seems to be, of which nobody says anything."""


def learn_head(
    pages: Sequence[TargetPage], old: OldFields | None = None, propose: Propose | None = None
) -> dict[str, FieldChoice]:
    """Return the fields of one layout but the story and the lists; one of a mapping under its name and key.

    Those of a site that is learned are what anybody tells and what is proposed; those of a layout that is healed are
    the *old* ones, each with what was found instead, without code where that is nothing.
    """
    head = _Head(pages, old or OldFields())
    found: dict[str, FieldChoice | None] = {"title": head.title()}
    for name in (*_TEXTS, *_TIMES, *_SEVERAL):
        if name in head.old.fields if head.old else any(page.tells(name) for page in pages):
            found[name] = head.field(name)
        elif propose is not None:
            found[name] = propose(name)
    for name in _MAPPINGS:
        for key, field in (head.old.fields.get(name) or {}).items():
            found[f"{name}.{key}"] = head.keyed(name, key, field)
    return {name: each for name, each in found.items() if each is not None}


class _Head:
    def __init__(self, pages: Sequence[TargetPage], old: OldFields) -> None:
        self.pages = tuple(pages)
        self.old = old

    # -- what must be found ----------------------------------------------------------------------------------------

    def _target(
        self,
        name: str,
        wanted: Sequence[Any],
        read: Read = one_text,
        *,
        sought: Sequence[Any] = (),
        absent: Sequence[bool] | None = None,
        lines: tuple[tuple[int, int], ...] | None = None,
        framed: bool = False,
    ) -> Target:
        """Return what must be found; by default a page whose story is known lacks what is not known of it."""
        if absent is None:
            absent = [page.article is not None and not value for page, value in self._each(wanted)]
        return Target(
            name=name,
            pages=self.pages,
            wanted=tuple(wanted),
            absent=tuple(absent) if self.old else (),
            read=read,
            sought=tuple(sought),
            lines=lines if lines is not None else self._lines_of(sought or wanted),
            framed=framed,
        )

    def _each(self, values: Sequence[Any]) -> Iterator[tuple[TargetPage, Any]]:
        return zip(self.pages, values, strict=True)

    def _lines_of(self, values: Sequence[Any]) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for page, value in self._each(values):
            text = _text_of(value)
            here = sorted(page.sample.occurrences(text), key=page.penalty) if text is not None else []
            found.extend((page.number, occurrence.line.number) for occurrence in here[:1])
        return tuple(found)

    def _known(self, name: str) -> Target:
        """Return what is known of a field of text, of several texts, or of a time."""
        if name in _SEVERAL:
            several = [page.texts(name) for page in self.pages]
            return self._target(name, several, tags_of if name == "tags" else texts_of)
        if name not in _TIMES:
            return self._target(name, [page.text(name) for page in self.pages])
        # What was two hours ago in an old capture is another time in a new one, but the page has a time.
        known = [page.article is not None and getattr(page.article, name) is None for page in self.pages]
        moments = [page.moment(name) for page in self.pages]
        sought = [page.text(name) if page.article is None else moment for page, moment in self._each(moments)]
        return self._target(name, list(map(_day_of, moments, sought)), day_of, sought=sought, absent=known)

    def _by_context(self, target: Target) -> Target:
        """Return *target* with what stands in the context that the values had on old pages."""
        # What stands there on a page whose story is known, and is not what is known, is something else.
        context = self.old.contexts.get(target.name)
        free = [context is not None and (page.article is None or target.read is day_of) for page in self.pages]
        texts = [
            in_context(page.sample, context, page.story) if may and context else None for page, may in self._each(free)
        ]
        sought: list[Any] = texts
        wanted: list[Any] = texts
        if target.read is day_of:
            sought = [page.sample.reader.moment(text) if text else None for page, text in self._each(texts)]
            wanted = [moment.first_date.isoformat() if moment and moment.first_date else None for moment in sought]
        elif target.read is not one_text:
            wanted = sought = [(text,) if text is not None else None for text in texts]
        return evolve(
            target,
            wanted=tuple(wanted),
            sought=tuple(sought),
            absent=(False,) * len(wanted),
            framed=True,
            lines=self._lines_of(texts),
        )

    # -- one field -------------------------------------------------------------------------------------------------

    def title(self) -> FieldChoice | None:
        """Return the field of the title."""
        titles = [page.title for page in self.pages]
        lines = tuple([(page.number, page.title_line.number) for page in self.pages if page.title_line is not None])
        target = self._target(
            "title",
            [title.text if title is not None else None for title in titles],
            absent=[False] * len(titles),
            framed=bool(self.old) and all(page.article is None for page in self.pages),
            lines=lines,
        )
        before = self.old.fields.get("title")
        choice = inherited(target, before, always=True) if before is not None else None
        if choice is None:
            given = [title for title in titles if title is not None]
            choice = choose(
                target,
                list(self._title_ways()),
                [ways.stated("meta", name) for name in ("og:title", "twitter:title")],
                alone=bool(self.old),
                sure=min([title.sure for title in given], default=Sure.TITLE_WHOLE),
                why=tuple(dict.fromkeys(title.why for title in given)),
            )
        return choice or (FieldChoice(name="title", known=target.known) if self.old else None)

    def _title_ways(self) -> Iterator[Way]:
        for page in self.pages:
            title = page.title
            if title is None:
                continue
            if title.node is not None and not self.old:
                yield from ways.element_ways(title.node, most=_EVERY)
            yield from ways.title_ways(page.sample, title.text, penalty=page.title_penalty)
            if title.node is None and not self.old:
                yield self._of_whole(title.text)

    def _of_whole(self, title: str) -> Way:
        """Return the way to the ``<title>``, without what all the pages have after it."""
        wholes = [page.sample.page.title or "" for page in self.pages]
        ends = {whole.removeprefix(title) for whole in wholes if whole.startswith(title)}
        end = ends.pop() if len(ends) == 1 else ""
        if end and all(whole.endswith(end) for whole in wholes):
            return Way(written.match(written.css("title"), f"(.+){written.exactly(end)[1:]}"), _WHOLE)
        return Way(written.css("title"), _WHOLE, "the <title> may hold the name of the site as well")

    def field(self, name: str) -> FieldChoice | None:
        """Return the old field where it still holds, with a new one behind it where it does in part, else a new one."""
        target = self._known(name)
        before = self.old.fields.get(name)
        choice = inherited(target, before) if isinstance(before, Field) else None
        if choice is None or (not target.known and not _finds(self.pages, before)):
            code = self.old.code(name)
            found = extended(target, before, code, self._ways) if code and isinstance(before, Field) else None
            anew = target if target.known else self._by_context(target)
            choice = found or self._chosen(anew) or choice
        return choice or (lost(target, before) if self.old else None)

    def _chosen(self, target: Target) -> FieldChoice | None:
        if not target.known:
            return None
        spare = [ways.stated("meta", "article:published_time"), ways.stated("jsonld", "datePublished")]
        return choose(
            target,
            self._ways(target),
            spare if target.name == "published" and not self.old else (),
            alone=bool(self.old),
        )

    def _ways(self, target: Target) -> Iterator[Way]:
        for page, sought in target.looked_for():
            against: dict[str, Any] = {"penalty": page.penalty, "unprinted": _UNPRINTED if self.old else ways.STATED}
            if isinstance(sought, Moment):
                yield from ways.time_ways(page.sample, sought, distance=page.distance, story=page.story)
            elif target.read is day_of:
                yield from ways.around(page.sample, sought)
            elif isinstance(sought, str):
                yield from ways.text_ways(page.sample, sought, **against)
            else:
                yield from ways.several_ways(page.sample, sought, **against)
        code = self.old.code(target.name)
        if self.old.module is not None and code is not None:
            texts = [(page, text) for page, sought in target.looked_for() if (text := _text_of(sought)) is not None]
            yield from retargeted(code, self.old.module.names, texts)

    def keyed(self, name: str, key: str, field: Field[Any]) -> FieldChoice:
        """Return a field of a mapping: kept where it finds what is known, or a number where that was one."""
        role = f"{name}.{key}"
        values = [getattr(page.article, name).get(key) if page.article is not None else None for page in self.pages]
        volatile = any(isinstance(value, int | float) for value in values)
        now = [next(iter(_all_of(page.sample, field)), None) for page in self.pages]
        kinds = zip(now, values, strict=True)
        if all(value is None or (seen is not None if volatile else seen == value) for seen, value in kinds):
            found = sum(value is not None for value in now)
            return FieldChoice.kept(role, field, right=found, known=found, confidence=_KEPT)
        context = self.old.contexts.get(role)
        texts = [
            (in_context(page.sample, context, page.story) if context is not None else None)
            or (printed(page.sample, str(value)) if value is not None else None)
            for page, value in self._each(values)
        ]
        texts = [text if text and (not volatile or _is_number(text)) else None for text in texts]
        target = self._target(role, texts, absent=[False] * len(texts), framed=volatile)
        choice = choose(target, self._ways(target), alone=True) if bool not in set(map(type, values)) else None
        if choice is None:
            return FieldChoice(name=role, values=tuple(now), unsure=("it was not found on the new pages",))
        if not volatile:
            return choice
        convert: type = float if any(isinstance(value, float) for value in values) else int
        made = choice.written.then(f".map({convert.__name__})", choice.written.field.map(convert))
        return evolve(choice, written=made)


def lost(target: Target, before: Any) -> FieldChoice:
    """Return what is said of a field that was not found, which is told to have none where *before* finds any."""
    values = "no way leads to it" if target.known else "it is not printed on the new pages as it was on the old"
    choice = FieldChoice(name=target.name, known=target.known, lines=target.lines, unsure=(values,))
    if not isinstance(before, Field) or not _finds(target.pages, before):
        return choice
    said = "the old expression finds something else, so the layout is told to have none"
    return evolve(choice, written=TOLD_NONE, unsure=(values, said))


# -- lists, and what cannot be found anew ------------------------------------------------------------------------------


def kept_list(pages: Sequence[TargetPage], name: str, old: Any) -> FieldChoice | None:
    """Return the *old* field of links or comments where it still finds those that are known, else ``None``."""
    if not isinstance(old, Field):
        return None
    right = known = 0
    for page in pages:
        lines = {line.text for line in page.sample.lines}
        values = getattr(page.article, name) if page.article is not None else ()
        texts = {text for text in map(_words_of, values) if text.split("\n")[0] in lines}
        read = {_words_of(value) for value in _all_of(page.sample, old)}
        known += bool(texts)
        right += bool(texts) and texts <= read
        if read and not texts and page.article is not None:
            return None
    if right < known:
        return None
    return FieldChoice.kept(name, old, right=right, known=known, confidence=_KEPT if known else _KEPT_EMPTY)


def what_finds_nothing(pages: Sequence[TargetPage], old: OldFields) -> Iterator[FieldChoice]:
    """Yield the fields that are kept because they cannot be found anew, and find nothing more."""
    for name in _AS_THEY_ARE:
        field = old.fields.get(name)
        lacking = [
            str(page.number + 1)
            for page in pages
            if isinstance(field, Field)
            and page.article is not None
            and getattr(page.article, name)
            and not _all_of(page.sample, field)
        ]
        if lacking:
            said = f"it finds nothing on new pages {', '.join(lacking)}, and is not healed: look at it"
            yield FieldChoice(name=name, unsure=(said,))


def _all_of(sample: Sample, field: Field[Any]) -> list[Any]:
    """Return what *field* finds; nothing where it cannot look."""
    try:
        return [found.value for found in field.find(sample.scope)]
    except TearsheetError:
        return []


def _finds(pages: Sequence[TargetPage], field: Any) -> bool:
    """Whether *field* finds anything on any of the pages."""
    return isinstance(field, Field) and any(_all_of(page.sample, field) for page in pages)


def _words_of(value: Any) -> str:
    """Return the words of a link, or of a comment."""
    text = getattr(value, "body", None)
    return str(text if text is not None else value.text)


def _text_of(sought: Any) -> str | None:
    """Return the words of what is looked for, of several the first."""
    if isinstance(sought, Moment):
        return sought.raw
    first = sought[0] if isinstance(sought, tuple) else sought
    return first if isinstance(first, str) else None


def _day_of(moment: Moment | None, sought: Any) -> str | None:
    """Return the day that a time is on; of one without a day, which a person gave, its words."""
    if moment is None:
        return None
    return str(moment.first_date or (moment.raw if isinstance(sought, str) else "")) or None


def _is_number(text: str) -> bool:
    """Whether *text* is a printed number."""
    return text.replace(",", "").replace(".", "", 1).isdigit()
