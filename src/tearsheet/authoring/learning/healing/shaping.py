"""Every field of a layout, one after the other: kept where it still holds, found anew where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from tearsheet.authoring.learning.healing.asking import all_of, finds, first_of, is_number, known_text, tags_of, text_of
from tearsheet.authoring.learning.healing.beside import beside_old
from tearsheet.authoring.learning.healing.frames import Frame, framed
from tearsheet.authoring.learning.healing.healing import Healed
from tearsheet.authoring.learning.healing.home import Home, kept_code
from tearsheet.authoring.learning.healing.lists import comments_choice, related_choice
from tearsheet.authoring.learning.healing.retargeted import retargeted
from tearsheet.authoring.learning.healing.sheet import Sheet, printed
from tearsheet.authoring.learning.healing.values import (
    Choice,
    Read,
    Sought,
    choose,
    inherited,
    several_ways,
    text_ways,
    time_ways,
    title_ways,
)
from tearsheet.authoring.learning.specimen import day_of_moment
from tearsheet.authoring.learning.voting import Way, day_of, one_text, stated, texts_of
from tearsheet.authoring.learning.written import Written
from tearsheet.fields.field import Field

__all__ = ["Shaper"]

_TEXTS = ("summary", "section", "site", "publisher", "source")
_TIMES = ("published", "updated")
_SEVERAL = ("authors", "tags", "breadcrumbs", "notices")
_MAPPINGS = ("scores", "extras")
_AS_THEY_ARE = ("images", "ai_generated", "canonical_url")


class Shaper:
    """The new pages, and the fields that the adapter has declared for the layout they had before.

    :param declared: the old fields by name; of an adapter that declares none, the names of those that it fills
    :param frames: what stood around the values on old pages
    :param home: where the adapter is written, from which fields are copied that still do in part
    :param base: name of the class of the layout there
    :ivar choices: the fields of the new layout that were found
    :ivar mappings: the fields of each mapping, ``None`` for those that were not found
    :ivar misled: the mappings of which an old expression finds something that is not known
    :ivar lost: what was not found
    """

    def __init__(
        self,
        sheets: Sequence[Sheet],
        declared: Mapping[str, Any],
        frames: Mapping[str, Frame],
        home: Home | None = None,
        base: str | None = None,
    ) -> None:
        self.home = home
        self.base = base
        self.sheets = tuple(sheets)
        self.declared = declared
        self.frames = frames
        self.choices: dict[str, Choice] = {}
        self.mappings: dict[str, dict[str, Choice | None]] = {}
        self.misled: set[str] = set()
        self.lost: list[Healed] = []

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
        self._list("comments", comments_choice)
        for name in _AS_THEY_ARE:
            self._as_it_is(name)

    # -- one field -------------------------------------------------------------------------------------------------

    def _title(self) -> None:
        wanted = tuple([sheet.title_text for sheet in self.sheets])
        lines = tuple([(sheet.number, sheet.title.number) for sheet in self.sheets if sheet.title is not None])
        guessed = all(sheet.article is None for sheet in self.sheets)
        sought = self._sought("title", wanted, lines=lines, framed=guessed, absent=[False] * len(wanted))
        old = self.declared.get("title")
        choice = inherited(sought, old, always=True) if old is not None else None
        if choice is None:
            spare = [stated("meta", name) for name in ("og:title", "twitter:title")]
            choice = choose(sought, title_ways(self.sheets), spare)
        if choice is not None:
            self.choices["title"] = choice
        else:
            self.lost.append(Healed(name="title", known=sought.known))

    def _settle(self, name: str, sought: Sought, ways: Callable[[Sought], Iterable[Way]]) -> None:
        old = self.declared.get(name)

        def every(anew: Sought) -> Iterable[Way]:
            return (*ways(anew), *self._retargeted(anew))

        choice = inherited(sought, old) if isinstance(old, Field) else None
        if choice is None or (not sought.known and not finds(sought.specimens, old)):
            anew = sought if sought.known else self._framed(sought)
            found = self._beside_old(sought, old, every) or (choose(anew, every(anew)) if anew.known else None)
            choice = found if found is not None else choice
        self._keep(name, choice, sought, old)

    def _retargeted(self, sought: Sought) -> Iterable[Way]:
        """Return the ways of the old expression with other selectors, where its text is to be had."""
        code = kept_code(self.home, self.base, sought.name) if self.home is not None else None
        if self.home is None or code is None:
            return ()
        texts: list[str | None] = []
        for sheet, want in zip(self.sheets, sought.wanted, strict=True):
            moment = (
                getattr(sheet.article, sought.name) if sought.read is day_of and sheet.article is not None else None
            )
            text = moment.raw if moment is not None else want[0] if isinstance(want, tuple) else want
            texts.append(text if want is not None else None)
        return retargeted(code, self.home.names, self.sheets, texts)

    def _beside_old(self, sought: Sought, old: Any, ways: Callable[[Sought], Iterable[Way]]) -> Choice | None:
        code = kept_code(self.home, self.base, sought.name) if self.home is not None else None
        return beside_old(sought, old, code, ways) if code is not None and isinstance(old, Field) else None

    def _keep(self, name: str, choice: Choice | None, sought: Sought, old: Any) -> None:
        if choice is not None:
            self.choices[name] = choice
            return
        wrong = isinstance(old, Field) and finds(sought.specimens, old)
        said = "the old expression finds something else, so the layout is told to have none" if wrong else ""
        values = "it is not printed on the new pages as it was on the old" if not sought.known else "no way leads to it"
        lost = Healed(name=name, known=sought.known, lines=sought.lines, unsure=tuple(filter(None, (values, said))))
        if wrong:
            lost = evolve(lost, code=("None",))
            self.choices[name] = Choice(Written(("None",), None, frozenset()), lost)
        else:
            self.lost.append(lost)

    def _time(self, name: str) -> None:
        told = [getattr(sheet.article, name) if sheet.article is not None else None for sheet in self.sheets]
        # What was two hours ago in the old capture is another time in the new one.
        moments = [moment if moment is not None and moment.basis != "relative" else None for moment in told]
        wanted = tuple([day_of_moment(moment) if moment is not None else None for moment in moments])
        lines = tuple(
            [
                (sheet.number, line.number)
                for sheet, moment in zip(self.sheets, moments, strict=True)
                if moment is not None
                for line in sheet.specimen.lines
                if moment.raw in line.text
            ][: 2 * len(moments)]
        )
        sought = self._sought(name, wanted, read=day_of, lines=lines, absent=self._absent(told))

        def ways(anew: Sought) -> Iterable[Way]:
            if not anew.framed:
                return time_ways(self.sheets, moments)
            texts = [self._in_frame(sheet, name) for sheet in self.sheets]
            times = [
                s.specimen.reader.moment(text) if text else None for s, text in zip(self.sheets, texts, strict=True)
            ]
            return time_ways(self.sheets, times)

        self._settle(name, sought, ways)

    def _texts(self, name: str) -> Sought:
        raw = [known_text(sheet.article, name) if sheet.article is not None else None for sheet in self.sheets]
        wanted = [printed(sheet.specimen, text) for sheet, text in zip(self.sheets, raw, strict=True)]
        return self._sought(name, wanted, absent=self._absent(wanted))

    def _lists(self, name: str) -> Sought:
        raw: list[tuple[str, ...] | None] = []
        for sheet in self.sheets:
            article = sheet.article
            owner = (article if name == "authors" else article.editions[0]) if article is not None else None
            raw.append(getattr(owner, name) if owner is not None else None)
        wanted = []
        for sheet, texts in zip(self.sheets, raw, strict=True):
            here = [said for text in texts or () if (said := printed(sheet.specimen, text)) is not None]
            wanted.append(tuple(here) or None)
        return self._sought(name, wanted, read=tags_of if name == "tags" else texts_of, absent=self._absent(wanted))

    def _text_ways(self, sought: Sought) -> Iterable[Way]:
        return text_ways(self.sheets, sought.wanted)

    def _several_ways(self, sought: Sought) -> Iterable[Way]:
        return several_ways(self.sheets, sought.wanted)

    def _absent(self, raw: Sequence[Any]) -> list[bool]:
        return [sheet.article is not None and not value for sheet, value in zip(self.sheets, raw, strict=True)]

    def _sought(
        self,
        name: str,
        wanted: Sequence[Any],
        *,
        absent: Sequence[bool],
        read: Read = one_text,
        lines: tuple[tuple[int, int], ...] | None = None,
        framed: bool = False,
    ) -> Sought:
        return Sought(
            name=name,
            sheets=self.sheets,
            wanted=tuple(wanted),
            absent=tuple(absent),
            read=read,
            lines=lines if lines is not None else self._lines_of(wanted),
            framed=framed,
        )

    def _lines_of(self, wanted: Sequence[Any]) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for sheet, want in zip(self.sheets, wanted, strict=True):
            text = want[0] if isinstance(want, tuple) else want
            here = sorted(sheet.specimen.sightings(text), key=sheet.penalty) if isinstance(text, str) else []
            found.extend((sheet.number, sighting.line.number) for sighting in here[:1])
        return tuple(found)

    # -- what stands around a value ---------------------------------------------------------------------------------

    def _in_frame(self, sheet: Sheet, name: str) -> str | None:
        frame = self.frames.get(name)
        return framed(sheet.specimen, frame, sheet.story) if frame is not None else None

    def _framed(self, sought: Sought) -> Sought:
        """Return *sought* with what stands in the frame that the values had on old pages."""
        # What stands there on a page whose story is known, and is not what is known, is something else.
        free = [sheet.article is None or sought.read is day_of for sheet in self.sheets]
        texts = [self._in_frame(s, sought.name) if may else None for s, may in zip(self.sheets, free, strict=True)]
        wanted: list[Any] = list(texts)
        if sought.read is day_of:
            wanted = [
                next(iter(sheet.specimen.days(text)), None) if text is not None else None
                for sheet, text in zip(self.sheets, texts, strict=True)
            ]
        elif sought.read is not one_text:
            wanted = [(text,) if text is not None else None for text in texts]
        lines = self._lines_of(texts)
        return evolve(sought, wanted=tuple(wanted), absent=(False,) * len(wanted), framed=True, lines=lines)

    # -- mappings of fields, and lists of more than texts ------------------------------------------------------------

    def _one_of(self, name: str, key: str, field: Field[Any]) -> None:
        role = f"{name}.{key}"
        values = [getattr(sheet.article, name).get(key) if sheet.article is not None else None for sheet in self.sheets]
        volatile = any(isinstance(value, int | float) for value in values)
        now = [first_of(sheet.specimen, field) for sheet in self.sheets]
        kinds = zip(now, values, strict=True)
        told = self.mappings.setdefault(name, {})
        if all(value is None or (seen is not None if volatile else seen == value) for seen, value in kinds):
            found = sum(value is not None for value in now)
            told[key] = Choice(
                Written((repr(field),), field, frozenset()),
                Healed(name=role, code=(repr(field),), inherited=True, right=found, known=found, confidence=0.9),
            )
            return
        texts = [
            self._in_frame(sheet, role) or (printed(sheet.specimen, str(value)) if value is not None else None)
            for sheet, value in zip(self.sheets, values, strict=True)
        ]
        texts = [text if text and (not volatile or is_number(text)) else None for text in texts]
        sought = self._sought(role, texts, absent=[False] * len(texts), framed=volatile)
        choice = (
            choose(sought, text_ways(self.sheets, texts)) if any(texts) and bool not in set(map(type, values)) else None
        )
        if choice is not None and volatile:
            kind = "float" if any(isinstance(value, float) for value in values) else "int"
            convert: type = {"float": float, "int": int}[kind]
            code = f"({choice.field})" if len(choice.field.code) > 1 else str(choice.field)
            made = Written((f"{code}.map({kind})",), choice.field.field.map(convert), choice.field.uses)
            choice = Choice(made, evolve(choice.healed, code=made.code))
        told[key] = choice
        if choice is None:
            self.misled |= {name} if any(value is not None for value in now) else set()
            self.lost.append(Healed(name=role, unsure=("it was not found on the new pages",)))

    def _list(self, name: str, find: Callable[[Sequence[Sheet]], Choice | None]) -> None:
        if name not in self.declared:
            return
        old = self.declared[name]
        if isinstance(old, Field):
            right = known = 0
            besides = False
            for sheet in self.sheets:
                texts = self._shown(sheet, name)
                read = {text_of(value) for value in all_of(sheet.specimen, old)}
                known += bool(texts)
                right += bool(texts) and texts <= read
                besides |= bool(read - texts) and not texts and sheet.article is not None
            if right == known and not besides:
                healed = Healed(
                    name=name,
                    code=(repr(old),),
                    inherited=True,
                    right=right,
                    known=known,
                    confidence=0.9 if known else 0.3,
                )
                self.choices[name] = Choice(Written((repr(old),), old, frozenset()), healed)
                return
        choice = find(self.sheets)
        if choice is None:
            sought = self._sought(name, [None] * len(self.sheets), absent=[True] * len(self.sheets))
            self._keep(name, None, sought, old)
            return
        self.choices[name] = choice

    def _shown(self, sheet: Sheet, name: str) -> set[str]:
        """Return the texts of the items of a list that are known of the page and printed on it."""
        values = getattr(sheet.article, name) if sheet.article is not None else ()
        lines = {line.text for line in sheet.specimen.lines}
        texts = {text_of(value) for value in values}
        return {text for text in texts if text.split("\n")[0] in lines}

    def _as_it_is(self, name: str) -> None:
        """Keep a field that cannot be found anew, and say so where it finds nothing more."""
        old = self.declared.get(name)
        if not isinstance(old, Field):
            return
        lacking = [
            sheet.number + 1
            for sheet in self.sheets
            if sheet.article is not None and getattr(sheet.article, name) and not all_of(sheet.specimen, old)
        ]
        if lacking:
            pages = ", ".join(map(str, lacking))
            self.lost.append(
                Healed(name=name, unsure=(f"it finds nothing on new pages {pages}, and is not healed: look at it",))
            )
