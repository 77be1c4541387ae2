"""The title of a text: of the lines around the start of the story the one that looks most like a headline.

No one sign tells a headline from a menu entry, a teaser or a deck, so that signs are weighed. What is believed of them
stands with each in :class:`~tearsheet.adapters.generic.plain.signs.Signs`, how much each weighs in ``WEIGHTS`` there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from tearsheet.adapters.generic.body.tool_rows import is_label_row
from tearsheet.adapters.generic.head.bylines import is_label, labelled
from tearsheet.adapters.generic.head.date_candidates import may_date
from tearsheet.adapters.generic.head.date_labels import LONGEST_LABEL
from tearsheet.adapters.generic.head.headings import Title
from tearsheet.adapters.generic.head.stated_titles import pieces, without_site
from tearsheet.adapters.generic.plain.signs import WEIGHTS, Signs
from tearsheet.adapters.generic.plain.units import Unit
from tearsheet.adapters.generic.plain.words import ENDS, last_sign, words_in
from tearsheet.adapters.generic.plain.wrapping import joined
from tearsheet.adapters.generic.signs.figures import times_besides
from tearsheet.adapters.generic.signs.phrases import is_menu, is_said
from tearsheet.page.lines import Line
from tearsheet.reading.images import UNMARKED_CAPTION
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

# Units above the start of the story and below it that are looked at. Below, a story that was begun too early, at a
# teaser, ends the search once it weighs more than 6, as two paragraphs of the greatest weight do.
_ABOVE, _BELOW, _BEGUN = 60, 14, 6.0
# Columns. What is shorter than the first is an entry of a menu, what is longer than the second a paragraph. Of what is
# between, entries of menus stay below the third, headlines come up to the fourth, and decks begin at the last.
_SHORTEST, _LONGEST, _MENU, _USUAL, _LONG = 8, 300, 18, 60, 90
# Paragraphs of the story in which the words of the title are sought, and the words that prove enough.
_TOLD, _ENOUGH = 4, 6
_SOON = 4
"""The unit below a headline up to which a byline speaks for it; the one right below is weighed by itself."""
_DECK = range(40, 251)
"""Characters of a line below a headline that tells the story in a sentence or two."""
_LONGEST_HEADLINE = 140
"""Columns of a headline, also of one that takes two lines; what is longer is a deck, or a headline with one."""
_CAPITALS = 0.6
"""Share of words with a capital that is assumed of a line of one or two: it says neither yes nor no."""
_NEAR_PROSE, _PROSE_ABOVE = 20, 10
"""Units to the next paragraph, and paragraphs above, of which more say no more. Fitted on dev, 2026-11."""
_BYLINE = 120
"""Characters of a line that may print a time or a name and little else; in a longer one a sentence stands."""
_CAPTION = re.compile(r"\b(?:photo|image|credit|picture|getty|reuters)s?\b|图[：:]|摄", re.IGNORECASE)
# As papers of Taiwan and China print them: "▲小船停在碼頭。（圖／海事局提供）".
_CREDITED = re.compile(
    r"[▲▼△▽]\s?\w.{1,100}|.{2,100}[（(](?:(?:[图圖]片?|照片|翻?[摄攝])[^（）()]{0,30}|[记記]者[^（）()]{2,12}[摄攝])[）)]"
)
_NO_TITLE_END = frozenset(".。:：,，;；>›»")
_ASKS = frozenset("?？!！")
_PAUSES = frozenset(",，、")
_PAIRS = (("「", "」"), ("『", "』"), ("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))
_CRUMB = re.compile(r"\s[>›»|]\s|^[>›»]|\S>\S|^https?:|[\w.]@\w")
# "Subject: …" of a mail, "标题：…": the headline is called one. Among the first lines only.
_LABEL = re.compile(
    r"(?:title|headline|subject|titel|überschrift|betreff|titre|objet|título|asunto|titolo|oggetto"
    r"|[标標]\s?[题題]|[题題]\s?目|主[题題]|タイトル|件名)\s?[:：]\s*(?=\S{2}|\S+\s\S)",
    re.IGNORECASE,
)
_LABELLED = 8
"""Units at the start of a text in which such a label is believed."""
_REPEATED = 3
"""Units below the start of the story, its own with them, among which the title may come again."""
_OF_HEADLINE = 2
"""Words of a line that the story must say for it to be a headline; one of them chance may bring about."""
_NUMBER = re.compile(r"(?:\d{1,3}[.)、:]|[#•])\s?")


class Candidates:
    """The lines of a text that may be its title, and the signs of each.

    :param rules: under which rule each unit is boilerplate, if any
    :param weights: what each unit says of being story
    :param start: index of the unit that the story begins with
    """

    def __init__(
        self,
        reader: Reader,
        units: Sequence[Unit],
        rules: Sequence[str | None],
        weights: Sequence[float],
        start: int,
    ) -> None:
        self._reader = reader
        self._units = units
        self._rules = rules
        self._weights = weights
        self._start = start
        self._prose = [index for index, weight in enumerate(weights) if weight > 0]
        self._words: dict[int, set[str]] = {}
        self._bylines: dict[int, bool] = {}
        self._slug = _slug_of(reader.page.url or "")
        self._repeated = _repeated(islice(units, start + _REPEATED))

    def __iter__(self) -> Iterator[tuple[int, Signs]]:
        """Give the index of each unit that may be the title, with its signs."""
        units, weights, start = self._units, self._weights, self._start
        begun = 0.0
        for index in range(max(0, start - _ABOVE), min(len(units), start + _BELOW)):
            if begun > _BEGUN:
                return
            rule = self._rules[index]
            if (rule is None or rule == "related") and self._may_be(index):
                yield index, self._signs(index, begun)
            if index >= start:
                begun += max(0.0, weights[index])

    def _may_be(self, index: int) -> bool:
        unit = self._units[index]
        last = last_sign(unit.text)
        return (
            _SHORTEST <= unit.size <= _LONGEST
            and last not in _NO_TITLE_END
            and (not unit.ends or last in _ASKS)
            and (_CRUMB.search(unit.text) is None or (index == 0 and len(pieces(unit.text)) > 1))
            and (unit.text.isascii() or not (_CREDITED.fullmatch(unit.text) or UNMARKED_CAPTION.search(unit.text)))
            and not self._is_byline(index)
            and not self._is_menu(index)
        )

    def _is_menu(self, index: int) -> bool:
        """Whether the unit is a row of single words, of which the story says none."""
        if not is_menu(self._units[index].text):
            return False
        return self._words_of(index).isdisjoint(self._said_after(index))

    def _signs(self, index: int, begun: float) -> Signs:
        units, start = self._units, self._start
        unit = units[index]
        text = unit.text
        line = self._reader.lines[unit.first]
        above = units[index - 1] if index else None
        below = units[index + 1] if index + 1 < len(units) else None
        after = bisect_right(self._prose, index)
        prose = self._prose[after] if after < len(self._prose) else len(units)
        words = self._words_of(index)
        said = self._said_after(index)
        common = len(words & said)
        of_words = 1 / len(words) if words else 0.0
        next_words = words & self._words_of(index + 1) if below is not None else set()
        name = folded(text)
        latin = [word for word in text.split() if word[0].isascii() and word[0].isalpha()]
        return Signs(
            told=common * of_words,
            told_words=min(common, _ENOUGH) / _ENOUGH,
            told_next=len(next_words) * of_words,
            first_line=len(words & self._words_of(0)) * of_words if index else 0.0,
            first=float(index == 0),
            repeated=float(unit.size > _MENU and name in self._repeated),
            repeated_next=float(below is not None and below.size <= _LONGEST and folded(below.text) == name),
            blank_above=float(line.blanks > 0),
            blank_below=float(below is not None and self._reader.lines[below.first].blanks > 0),
            length=min(unit.size, _USUAL) / _USUAL,
            long=max(0, unit.size - _LONG) / _USUAL,
            address=2 * len(words & self._slug) / (len(words) + len(self._slug)) if self._slug else 0.0,
            menu=float(unit.size < _MENU),
            menu_above=float(above is not None and above.size < _MENU),
            byline_next=float(self._is_byline(index + 1)),
            byline_soon=float(any(self._is_byline(each) for each in range(index + 2, index + 1 + _SOON))),
            byline_above=float(self._is_byline(index - 1)),
            deck_next=float(below is not None and below.size in _DECK and index < prose and bool(next_words)),
            after_headline=float(above is not None and self._is_headline(index - 1, said)),
            crumb_above=float(above is not None and _CRUMB.search(above.text) is not None),
            capitals=sum(word[0].isupper() for word in latin) / len(latin) if len(latin) > 2 else _CAPITALS,
            upper=float(text.isupper()),
            digits=sum(map(str.isdigit, text)) / len(text),
            asks=float(last_sign(text) in _ASKS),
            numbered=float(_NUMBER.match(text) is not None),
            bullet=float(bool(line.marker)),
            joined=float(len(pieces(text)) > 1),
            caption=float(_CAPTION.search(text) is not None),
            far=max(0, start - index) / _ABOVE,
            near_prose=min(prose - index - 1, _NEAR_PROSE) / _NEAR_PROSE,
            inside=float(index >= start),
            begun=begun / _BEGUN,
            prose_above=min(after, _PROSE_ABOVE) / _PROSE_ABOVE,
        )

    def _said_after(self, index: int) -> set[str]:
        """Return the words of the next paragraphs below the unit."""
        after = bisect_right(self._prose, index)
        return set().union(*[self._words_of(each) for each in self._prose[after : after + _TOLD]])

    def _is_headline(self, index: int, said: set[str]) -> bool:
        """Whether the unit could itself be a headline of the story that says *said*."""
        unit = self._units[index]
        return (
            _MENU <= unit.size <= _LONGEST_HEADLINE
            and not unit.ends
            and not self._reader.lines[unit.first].marker
            and len(self._words_of(index) & said) >= _OF_HEADLINE
        )

    def _is_byline(self, index: int) -> bool:
        if not 0 <= index < len(self._units):
            return False
        known = self._bylines.get(index)
        if known is None:
            known = self._bylines[index] = is_byline(self._reader, self._units[index])
        return known

    def _words_of(self, index: int) -> set[str]:
        known = self._words.get(index)
        if known is None:
            known = self._words[index] = words_in(self._units[index].text[: 2 * _LONGEST])
        return known


def find_title(
    reader: Reader, units: Sequence[Unit], rules: Sequence[str | None], weights: Sequence[float], start: int
) -> Title | None:
    """Return the title of the story that begins about ``units[start]``; ``None`` where no line can be one."""
    for unit in units[:_LABELLED]:
        label = _LABEL.match(unit.text)
        if label is not None and unit.stop - unit.first == 1:
            return Title(unit.text[label.end() :], unit.first, unit.first, (label.end(), len(unit.text)))
    best: tuple[float, int] | None = None
    # Where no line ends as a sentence, as in a poem, the title is what stands above the byline.
    verse: int | None = None
    if not start and not any(weights):
        verse = next((at for at, unit in enumerate(units[:_LABELLED]) if at and is_byline(reader, unit)), None)
    for index, signs in Candidates(reader, units, rules, weights, start):
        if verse is not None and index > verse:
            break
        score = sum([weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True)])
        if best is None or score > best[0]:
            best = score, index
    return None if best is None else _printed(_whole(reader, units, best[1]), units, start)


def _whole(reader: Reader, units: Sequence[Unit], index: int) -> Unit:
    """Return the headline with the line right above or below it, if the lower goes on with the upper."""
    for one, other in ((index - 1, index), (index, index + 1)):
        if one < 0 or other >= len(units):
            continue
        first, second = units[one], units[other]
        line = reader.lines[second.first]
        if (
            not line.blanks
            and not line.marker
            and not (first.ends or second.ends)
            and min(first.size, second.size) >= _MENU
            and first.size + second.size <= _LONGEST_HEADLINE
            and _is_amid(first.text, second.text)
            and not may_date(second.text)
            and not is_byline(reader, second)
        ):
            words = joined([first.text, second.text])
            return Unit(first.first, second.stop, words, first.size + second.size, ends=False)
    return units[index]


def _is_amid(first: str, second: str) -> bool:
    """Whether *second* goes on with *first*: in small letters, behind a comma, or within what the other has opened."""
    if second[0].islower() or first[-1] in _PAUSES:
        return True
    return any(first.count(opens) > first.count(closes) and closes in second for opens, closes in _PAIRS)


def _printed(unit: Unit, units: Sequence[Unit], start: int) -> Title:
    """Return *unit* as the title; the first line, which many dumps have from ``<title>``, gives way to its headline."""
    parts = pieces(unit.text)
    if unit.first:
        return Title(unit.text, unit.first, unit.stop - 1)
    heads = {
        folded(unit.text),
        *(folded(unit.text[:end]) for _, end in parts),
        *(folded(unit.text[at:]) for at, _ in parts),
    }
    for other in units[1 : start + _BELOW]:
        if other.size >= _MENU and folded(other.text) in heads:
            return Title(other.text, other.first, other.stop - 1)
    text = without_site(unit.text, ())
    at = unit.text.find(text)
    if unit.stop == 1 and len(text) < len(unit.text) and at >= 0:
        return Title(text, 0, 0, (at, at + len(text)))
    return Title(unit.text, 0, unit.stop - 1)


def prints_time(reader: Reader, text: str) -> bool:
    """Whether the line *text* prints a time, and little else."""
    if len(text) > _BYLINE or not may_date(text):
        return False
    spans = [(each.start, each.end) for each in reader.moments(text)] + times_besides(text)
    printed = len(set().union(*[range(start, end) for start, end in spans]))
    beside = len(text) - printed
    # Three fifths of the line may be other words: a place, a paper, what the time is of.
    return beside * 5 <= 3 * len(text) or (bool(times_besides(text)) and beside <= LONGEST_LABEL)


def is_head_line(reader: Reader, line: Line) -> bool:
    """Whether *line* by itself is a byline or a date, so that no line above it goes on with it."""
    return is_label(line.text) or prints_time(reader, line.text) or reader.asked(labelled, line) is not None


def is_byline(reader: Reader, unit: Unit) -> bool:
    """Whether *unit* prints a time or a name, and little else."""
    text = unit.text
    if is_label(text) or is_label_row(text):
        return True
    if len(text) > _BYLINE or (unit.ends and (is_said(text, "credits") or last_sign(text) not in ENDS)):
        return False  # a sentence, or one behind which who has told it stands in brackets
    return prints_time(reader, text) or reader.asked(labelled, reader.lines[unit.first]) is not None


def _slug_of(url: str) -> set[str]:
    """Return the words of the part of *url* that says most, none where it says but one: many put the headline there."""
    path = url.partition("#")[0].partition("?")[0].split("/")[3:]
    words = max([words_in(re.sub("[_-]", " ", unquote(part))) for part in path], key=len, default=set())
    return words if len(words) > 1 else set()


def _repeated(units: Iterable[Unit]) -> set[str]:
    """Return, folded, what comes twice in *units*: alone, or with the name of the site beside it."""
    seen: set[str] = set()
    twice: set[str] = set()
    for unit in units:
        if unit.size > _LONGEST:
            continue
        text = unit.text
        parts = pieces(text)
        heads = {folded(text)}
        if len(parts) > 1:
            heads |= {folded(text[:end]) for _, end in parts[:3]} | {folded(text[begin:]) for begin, _ in parts[1:3]}
        twice |= heads & seen
        seen |= heads
    return twice
