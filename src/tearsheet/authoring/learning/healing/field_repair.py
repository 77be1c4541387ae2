"""Every field of a layout, one after the other: kept where it still holds, found anew where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning.choice import Target, choose, extended, inherited
from tearsheet.authoring.learning.healing.context import Context, in_context
from tearsheet.authoring.learning.healing.lists import known_comments, related_choice
from tearsheet.authoring.learning.healing.reuse import retargeted
from tearsheet.authoring.learning.healing.source import ModuleSource, kept_code
from tearsheet.authoring.learning.healing.target_page import TargetPage, printed
from tearsheet.authoring.learning.healing.values import all_of, finds, first_of, is_number, known_text, tags_of, text_of
from tearsheet.authoring.learning.learned import FieldChoice
from tearsheet.authoring.learning.voting import Read, Way, day_of, one_text, texts_of
from tearsheet.authoring.learning.ways import several_ways, stated, text_ways, time_ways, title_ways
from tearsheet.authoring.learning.written import TOLD_NONE, Written, as_it_is
from tearsheet.fields.field import Field
from tearsheet.model import Moment
from tearsheet.model.table import FIELDS, fields_of_kind

__all__ = ["FieldRepair"]

_TEXTS = tuple(name for name in fields_of_kind("summary", "text", "source") if FIELDS[name].printed and name != "title")
_TIMES = fields_of_kind("moment")
_SEVERAL = fields_of_kind("texts")
_MAPPINGS = fields_of_kind("numbers", "values")
_UNPRINTED = 4.0
"""What it costs to take a value from where it is stated: it was printed on the old pages."""
_AS_THEY_ARE = (*fields_of_kind("images", "flag"), "canonical_url")


class FieldRepair:
    """The new pages, and the fields that the adapter has declared for the layout they had before.

    :param declared: the old fields by name; of an adapter that declares none, the names of those that it fills
    :param contexts: what stood around the values on old pages
    :param module: where the adapter is written, from which fields are copied that still do in part
    :param base: name of the class of the layout there
    :ivar choices: the fields of the new layout that were found
    :ivar mappings: the fields of each mapping, ``None`` for those that were not found
    :ivar misled: the mappings of which an old expression finds something that is not known
    :ivar lost: what was not found
    """

    def __init__(
        self,
        pages: Sequence[TargetPage],
        declared: Mapping[str, Any],
        contexts: Mapping[str, Context],
        module: ModuleSource | None = None,
        base: str | None = None,
    ) -> None:
        self.module = module
        self.base = base
        self.pages = tuple(pages)
        self.declared = declared
        self.contexts = contexts
        self.choices: dict[str, FieldChoice] = {}
        self.mappings: dict[str, dict[str, FieldChoice | None]] = {}
        self.misled: set[str] = set()
        self.lost: list[FieldChoice] = []

    def shape(self) -> None:
        """Find all the fields but the story."""
        self._title()
        for name in _TEXTS:
            if name in self.declared:
                self._settle(name, self._texts(name), self._text_ways)
        for name in _TIMES:
            if name in self.declared:
                self._time(name)
        for name in _SEVERAL:
            if name in self.declared:
                self._settle(name, self._lists(name), self._several_ways)
        for name in _MAPPINGS:
            for key, field in (self.declared.get(name) or {}).items():
                self._one_of(name, key, field)
        self._list("related", related_choice)
        self._list("comments", known_comments)
        for name in _AS_THEY_ARE:
            self._as_it_is(name)

    # -- one field -------------------------------------------------------------------------------------------------

    def _title(self) -> None:
        wanted = tuple([page.title_text for page in self.pages])
        lines = tuple([(page.number, page.title.number) for page in self.pages if page.title is not None])
        guessed = all(page.article is None for page in self.pages)
        target = self._target("title", wanted, lines=lines, framed=guessed, absent=[False] * len(wanted))
        old = self.declared.get("title")
        choice = inherited(target, old, always=True) if old is not None else None
        if choice is None:
            spare = [stated("meta", name) for name in ("og:title", "twitter:title")]
            ways = [
                way
                for page in self.pages
                if page.title_text is not None
                for way in title_ways(page.sample, page.title_text, penalty=page.title_penalty)
            ]
            choice = choose(target, ways, spare, alone=True)
        if choice is not None:
            self.choices["title"] = choice
        else:
            self.lost.append(FieldChoice(name="title", known=target.known))

    def _settle(self, name: str, target: Target, ways: Callable[[Target], Iterable[Way]]) -> None:
        old = self.declared.get(name)

        def every(anew: Target) -> Iterable[Way]:
            return (*ways(anew), *self._retargeted(anew))

        choice = inherited(target, old) if isinstance(old, Field) else None
        if choice is None or (not target.known and not finds(target.samples, old)):
            anew = target if target.known else self._by_context(target)
            code = self._code(name)
            found = extended(target, old, code, every) if code is not None and isinstance(old, Field) else None
            found = found or (choose(anew, every(anew), alone=True) if anew.known else None)
            choice = found if found is not None else choice
        self._keep(name, choice, target, old)

    def _retargeted(self, target: Target) -> Iterable[Way]:
        """Return the ways of the old expression with other selectors, where its text is to be had."""
        code = self._code(target.name)
        if self.module is None or code is None:
            return ()
        texts: list[str | None] = []
        for page, want in zip(self.pages, target.wanted, strict=True):
            moment = getattr(page.article, target.name) if target.read is day_of and page.article is not None else None
            text = moment.raw if moment is not None else want[0] if isinstance(want, tuple) else want
            texts.append(text if want is not None else None)
        return retargeted(code, self.module.names, self.pages, texts)

    def _code(self, name: str) -> str | None:
        """Return the text of an old field, where it is to be had."""
        return kept_code(self.module, self.base, name) if self.module is not None else None

    def _keep(self, name: str, choice: FieldChoice | None, target: Target, old: Any) -> None:
        if choice is not None:
            self.choices[name] = choice
            return
        wrong = isinstance(old, Field) and finds(target.samples, old)
        said = "the old expression finds something else, so the layout is told to have none" if wrong else ""
        values = "it is not printed on the new pages as it was on the old" if not target.known else "no way leads to it"
        lost = FieldChoice(
            name=name, known=target.known, lines=target.lines, unsure=tuple(filter(None, (values, said)))
        )
        if wrong:
            self.choices[name] = evolve(lost, written=TOLD_NONE)
        else:
            self.lost.append(lost)

    def _time(self, name: str) -> None:
        told = [getattr(page.article, name) if page.article is not None else None for page in self.pages]
        # What was two hours ago in the old capture is another time in the new one.
        moments = [moment if moment is not None and moment.basis != "relative" else None for moment in told]
        days = [moment.first_date if moment is not None else None for moment in moments]
        wanted = tuple([day.isoformat() if day is not None else None for day in days])
        lines = self._lines_of([moment.raw if moment is not None else None for moment in moments])
        target = self._target(name, wanted, read=day_of, lines=lines, absent=self._absent(told))

        def ways(anew: Target) -> Iterable[Way]:
            if not anew.framed:
                return self._time_ways(moments)
            texts = [self._in_context(page, name) for page in self.pages]
            times = [s.sample.reader.moment(text) if text else None for s, text in zip(self.pages, texts, strict=True)]
            return self._time_ways(times)

        self._settle(name, target, ways)

    def _texts(self, name: str) -> Target:
        raw = [known_text(page.article, name) if page.article is not None else None for page in self.pages]
        wanted = [printed(page.sample, text) for page, text in zip(self.pages, raw, strict=True)]
        return self._target(name, wanted, absent=self._absent(wanted))

    def _lists(self, name: str) -> Target:
        raw: list[tuple[str, ...] | None] = []
        for page in self.pages:
            article = page.article
            owner = (article if name == "authors" else article.editions[0]) if article is not None else None
            raw.append(getattr(owner, name) if owner is not None else None)
        wanted = []
        for page, texts in zip(self.pages, raw, strict=True):
            here = [said for text in texts or () if (said := printed(page.sample, text)) is not None]
            wanted.append(tuple(here) or None)
        return self._target(name, wanted, read=tags_of if name == "tags" else texts_of, absent=self._absent(wanted))

    def _text_ways(self, target: Target) -> Iterable[Way]:
        for page, text in zip(self.pages, target.wanted, strict=True):
            if text is not None:
                yield from text_ways(page.sample, text, penalty=page.penalty, unprinted=_UNPRINTED)

    def _several_ways(self, target: Target) -> Iterable[Way]:
        for page, texts in zip(self.pages, target.wanted, strict=True):
            if texts:
                yield from several_ways(page.sample, texts, penalty=page.penalty, unprinted=_UNPRINTED)

    def _time_ways(self, moments: Sequence[Moment | None]) -> Iterable[Way]:
        for page, moment in zip(self.pages, moments, strict=True):
            if moment is not None:
                yield from time_ways(page.sample, moment, distance=page.distance, story=page.story)

    def _absent(self, raw: Sequence[Any]) -> list[bool]:
        return [page.article is not None and not value for page, value in zip(self.pages, raw, strict=True)]

    def _target(
        self,
        name: str,
        wanted: Sequence[Any],
        *,
        absent: Sequence[bool],
        read: Read = one_text,
        lines: tuple[tuple[int, int], ...] | None = None,
        framed: bool = False,
    ) -> Target:
        return Target(
            name=name,
            samples=tuple([page.sample for page in self.pages]),
            calls=tuple([f"new page {page.number + 1}" for page in self.pages]),
            wanted=tuple(wanted),
            absent=tuple(absent),
            read=read,
            lines=lines if lines is not None else self._lines_of(wanted),
            framed=framed,
        )

    def _lines_of(self, wanted: Sequence[Any]) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for page, want in zip(self.pages, wanted, strict=True):
            text = want[0] if isinstance(want, tuple) else want
            here = sorted(page.sample.occurrences(text), key=page.penalty) if isinstance(text, str) else []
            found.extend((page.number, occurrence.line.number) for occurrence in here[:1])
        return tuple(found)

    # -- what stands around a value ---------------------------------------------------------------------------------

    def _in_context(self, page: TargetPage, name: str) -> str | None:
        context = self.contexts.get(name)
        return in_context(page.sample, context, page.story) if context is not None else None

    def _by_context(self, target: Target) -> Target:
        """Return *target* with what stands in the context that the values had on old pages."""
        # What stands there on a page whose story is known, and is not what is known, is something else.
        free = [page.article is None or target.read is day_of for page in self.pages]
        texts = [self._in_context(s, target.name) if may else None for s, may in zip(self.pages, free, strict=True)]
        wanted: list[Any] = list(texts)
        if target.read is day_of:
            wanted = [
                next(iter(page.sample.days(text)), None) if text is not None else None
                for page, text in zip(self.pages, texts, strict=True)
            ]
        elif target.read is not one_text:
            wanted = [(text,) if text is not None else None for text in texts]
        lines = self._lines_of(texts)
        return evolve(target, wanted=tuple(wanted), absent=(False,) * len(wanted), framed=True, lines=lines)

    # -- mappings of fields, and lists of more than texts ------------------------------------------------------------

    def _one_of(self, name: str, key: str, field: Field[Any]) -> None:
        role = f"{name}.{key}"
        values = [getattr(page.article, name).get(key) if page.article is not None else None for page in self.pages]
        volatile = any(isinstance(value, int | float) for value in values)
        now = [first_of(page.sample, field) for page in self.pages]
        kinds = zip(now, values, strict=True)
        told = self.mappings.setdefault(name, {})
        if all(value is None or (seen is not None if volatile else seen == value) for seen, value in kinds):
            found = sum(value is not None for value in now)
            told[key] = FieldChoice(
                name=role, written=as_it_is(field), inherited=True, right=found, known=found, confidence=0.9
            )
            return
        texts = [
            self._in_context(page, role) or (printed(page.sample, str(value)) if value is not None else None)
            for page, value in zip(self.pages, values, strict=True)
        ]
        texts = [text if text and (not volatile or is_number(text)) else None for text in texts]
        target = self._target(role, texts, absent=[False] * len(texts), framed=volatile)
        sought = any(texts) and bool not in set(map(type, values))
        choice = choose(target, self._text_ways(target), alone=True) if sought else None
        if choice is not None and volatile:
            kind = "float" if any(isinstance(value, float) for value in values) else "int"
            convert: type = {"float": float, "int": int}[kind]
            code = f"({choice.written})" if len(choice.code) > 1 else str(choice.written)
            made = Written((f"{code}.map({kind})",), choice.written.field.map(convert), choice.written.uses)
            choice = evolve(choice, written=made)
        told[key] = choice
        if choice is None:
            self.misled |= {name} if any(value is not None for value in now) else set()
            self.lost.append(FieldChoice(name=role, unsure=("it was not found on the new pages",)))

    def _list(self, name: str, find: Callable[[Sequence[TargetPage]], FieldChoice | None]) -> None:
        if name not in self.declared:
            return
        old = self.declared[name]
        if isinstance(old, Field):
            right = known = 0
            besides = False
            for page in self.pages:
                texts = self._shown(page, name)
                read = {text_of(value) for value in all_of(page.sample, old)}
                known += bool(texts)
                right += bool(texts) and texts <= read
                besides |= bool(read - texts) and not texts and page.article is not None
            if right == known and not besides:
                self.choices[name] = FieldChoice(
                    name=name,
                    written=as_it_is(old),
                    inherited=True,
                    right=right,
                    known=known,
                    confidence=0.9 if known else 0.3,
                )
                return
        choice = find(self.pages)
        if choice is None:
            target = self._target(name, [None] * len(self.pages), absent=[True] * len(self.pages))
            self._keep(name, None, target, old)
            return
        self.choices[name] = choice

    def _shown(self, page: TargetPage, name: str) -> set[str]:
        """Return the texts of the items of a list that are known of the page and printed on it."""
        values = getattr(page.article, name) if page.article is not None else ()
        lines = {line.text for line in page.sample.lines}
        texts = {text_of(value) for value in values}
        return {text for text in texts if text.split("\n")[0] in lines}

    def _as_it_is(self, name: str) -> None:
        """Keep a field that cannot be found anew, and say so where it finds nothing more."""
        old = self.declared.get(name)
        if not isinstance(old, Field):
            return
        lacking = [
            page.number + 1
            for page in self.pages
            if page.article is not None and getattr(page.article, name) and not all_of(page.sample, old)
        ]
        if lacking:
            pages = ", ".join(map(str, lacking))
            self.lost.append(
                FieldChoice(
                    name=name, unsure=(f"it finds nothing on new pages {pages}, and is not healed: look at it",)
                )
            )
