"""Every regular expression of the package, on strings made to be its worst, takes time in line with their length.

A string is a prefix, something repeated, and a suffix that has the match fail, all drawn from the expression itself:
each of its repetitions is brought up to and then pumped. What is compared is the time for a string with that for one
twice as long, the least of several runs, in time of the processor: a ratio, so that neither the speed of the machine
nor what else it does decides. Strings are longer and drawn more often with
``--hypothesis-profile thorough``.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import re._compiler
import re._constants as op
import re._parser as parser
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time_ns

import pytest
from hypothesis import settings

import tearsheet

SOURCE = Path(tearsheet.__file__).parent
ROOMS = sorted(path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__"))
QUICK_NS = 150  # a character: what takes no longer is linear, or too short to tell
ROUNDS = 40  # of a repetition that are drawn
SHORT = 750  # characters: enough to find the square patterns of the test of this test, a sixteenth of their time
DOUBLED = 3.0  # how much longer twice the string may take; the square would take four times as long


# -- finding them ----------------------------------------------------------------------------------------------------


@cache
def patterns() -> dict[re.Pattern, str]:
    """Every compiled pattern that a module holds, in whatever it is kept, and where."""
    for module in pkgutil.walk_packages(tearsheet.__path__, "tearsheet."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[re.Pattern, str] = {}
    seen: set[int] = set()

    def visit(value, where: str) -> None:
        if isinstance(value, re.Pattern):
            found.setdefault(value, where)
        elif id(value) not in seen:
            seen.add(id(value))
            for name, inner in held(value):
                visit(inner, f"{where}.{name}")

    for name, module in sorted(sys.modules.items()):
        if name.startswith("tearsheet."):
            for key, value in list(vars(module).items()):
                if not key.startswith("__"):
                    visit(value, f"{name}:{key}")
    return found


def held(value) -> Iterator[tuple[object, object]]:
    if isinstance(value, dict):
        yield from enumerate(value)
        yield from value.items()
    elif isinstance(value, list | tuple | set | frozenset):
        yield from enumerate(value)
    elif str(getattr(value, "__module__", None)).startswith("tearsheet.") or str(type(value).__module__).startswith(
        "tearsheet."
    ):
        slots = [name for kind in type(value).__mro__ for name in kind.__dict__.get("__slots__", ())]
        names = {*getattr(value, "__dict__", {}), *(name for name in slots if hasattr(value, name))}
        yield from ((name, getattr(value, name)) for name in sorted(names) if not name.startswith("__"))
        for number, cell in enumerate(getattr(value, "__closure__", None) or ()):
            yield number, cell.cell_contents


@cache
def sources() -> dict[str, str]:
    return {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            "utf-8"
        )
        for path in SOURCE.rglob("*.py")
    }


@cache
def ways(where: str) -> list[str]:
    """How the pattern is used: anchored where the package says so of it everywhere, else anywhere in a text."""
    module, _, name = where.partition(":")
    if "." in name:
        return ["findall"]
    texts = [text for own, text in sources().items() if own == module or (name[0] != "_" and name in text)]
    text = "\n".join([line for text in texts for line in text.splitlines() if name in line and "import " not in line])
    used = set(re.findall(rf"\b{name}\.(\w+)\(", text))
    rest = re.sub(rf"\b{name}\.\w+\(|\b{name}(?:: [^=\n]+)? = |\"{name}\"", "", text)
    if re.search(rf"\b{name}\b", rest) or not used <= {"match", "fullmatch"}:
        used.add("findall")
    return sorted(used & {"match", "fullmatch", "findall"}) or ["findall"]


# -- strings for one ---------------------------------------------------------------------------------------------------

CATEGORIES = {
    op.CATEGORY_SPACE: " \t",
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_WORD: "a1",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_WORD: "- ",
}
ANY = "a 1-中<\n\"':.x(/=\t,"


class Strings:
    """Draws strings that a pattern matches, or begins to."""

    def __init__(self, pattern: re.Pattern, chance: random.Random) -> None:
        self.chance = chance
        self.tree = parser.parse(pattern.pattern, pattern.flags)

    def members(self, items) -> list[str]:
        found: list[str] = []
        for code, value in items:
            if code is op.LITERAL:
                found.append(chr(value))
            elif code is op.RANGE:
                found += [chr(value[0]), chr(value[1])]
            elif code is op.CATEGORY:
                found += CATEGORIES[value]
        if items[0][0] is op.NEGATE:
            return [character for character in ANY if character not in found] or ["\x7f"]
        return found

    def draw(self, tree) -> str:
        """Draw a string that *tree* matches, what stands around it aside."""
        return "".join([self._draw(code, value) for code, value in tree])

    def _draw(self, code, value) -> str:
        if code is op.LITERAL:
            return chr(value)
        if code is op.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        if code is op.ANY:
            return self.chance.choice("a1 中")
        if code is op.IN:
            return self.chance.choice(self.members(value))
        if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            least, most, inner = value
            times = self.chance.choice([least, min(least + 1, most), min(least + 2, most)])
            return "".join([self.draw(inner) for _ in range(min(times, 60))])
        if code is op.BRANCH:
            return self.draw(self.chance.choice(value[1]))
        if code is op.SUBPATTERN:
            return self.draw(value[-1])
        return self.draw(value) if code is op.ATOMIC_GROUP else ""

    def repeats(self, tree, before: str = "", *, possessive: bool = True) -> Iterator[tuple[str, object]]:
        """Yield each long repetition in *tree*, those that give nothing back if asked, with a string that leads up to it."""
        for code, value in tree:
            inner: list = []
            if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
                if value[1] > 4 and (possessive or code is not op.POSSESSIVE_REPEAT):
                    yield before, value[2]
                inner = [value[2]]
            elif code is op.BRANCH:
                inner = value[1]
            elif code is op.SUBPATTERN:
                inner = [value[-1]]
            elif code is op.ATOMIC_GROUP:
                inner = [value]
            elif code in {op.ASSERT, op.ASSERT_NOT}:
                inner = [value[1]]
            for part in inner:
                yield from self.repeats(part, before, possessive=possessive)
            before += self._draw(code, value)

    def pumps(self) -> Iterator[tuple[str, str, str]]:
        """Yield prefix, what is repeated, and suffix."""
        for before, inner in self.repeats(self.tree):
            for pump in {self.draw(inner) for _ in range(3)}:
                yield from ((start, pump, end) for start in {before, ""} for end in ("", "\0"))
        for _ in range(3):
            whole = self.draw(self.tree)
            for cut in {1, len(whole) // 2, len(whole) - 1, len(whole)}:
                yield "", whole[:cut], "\0"


# -- holding them to it --------------------------------------------------------------------------------------------------


def cost(pattern: re.Pattern, way: str, text: str | bytes) -> int:
    started = process_time_ns()
    getattr(pattern, way)(text)
    return process_time_ns() - started


def growth(pattern: re.Pattern, way: str, parts: tuple[str, str, str], size: int) -> float:
    """How much longer twice the string takes; 1 where it takes no time to speak of, infinity where it explodes."""

    def made(length: int) -> str | bytes:
        text = parts[0] + parts[1] * (length // len(parts[1]) + 1) + parts[2]
        return text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text

    for small in (30, 200, 800):
        if cost(pattern, way, made(small)) > 4_000_000 < cost(pattern, way, made(small)):
            return float("inf")
    once, twice = made(size), made(2 * size)
    if cost(pattern, way, once) < QUICK_NS * size:
        return 1.0
    least = float("inf")
    for _ in range(5):
        least = min(least, cost(pattern, way, twice) / max(1, min(cost(pattern, way, once) for _ in range(3))))
        if least < DOUBLED:
            break
    return least


def faults(pattern: re.Pattern, where: str, size: int, draw: int = 0) -> Iterator[str]:
    tried: set[tuple[str, str, str]] = set()
    for parts in Strings(pattern, random.Random(f"{draw}{pattern.pattern!r}")).pumps():
        if not parts[1] or parts in tried:
            continue
        tried.add(parts)
        for way in ways(where):
            found = growth(pattern, way, parts, size)
            # Memory that is asked for the first time makes one doubling dear; what is square is dear at each.
            if found >= DOUBLED and growth(pattern, way, parts, 4 * size) >= DOUBLED:
                yield f"{where}: {way} of {parts} grows {found:.1f} times: {pattern.pattern[:120]!r}"
                return


def parted_twice(pattern: re.Pattern, where: str, draw: int = 0) -> Iterator[str]:
    """Yield each repetition that takes the same text in one round and in two: where what follows fails, all ways to part
    it are tried, twice as many for each round more. What stands around, which drawn strings seldom meet, says nothing.
    """
    strings = Strings(pattern, random.Random(f"{draw}{pattern.pattern!r}"))
    for _, inner in strings.repeats(strings.tree, possessive=False):
        once = re._compiler.compile(inner, pattern.flags)
        drawn = sorted({strings.draw(inner) for _ in range(ROUNDS)} - {""})
        for second in drawn:
            rest = [(op.LITERAL, ord(character)) for character in second]
            first_of_two = re._compiler.compile(parser.SubPattern(inner.state, [*inner.data, *rest]), pattern.flags)
            for text in (first + second for first in drawn):
                given = text.encode() if isinstance(pattern.pattern, bytes) else text
                if once.fullmatch(given) and first_of_two.fullmatch(given):
                    yield f"{where}: {text!r} is one round and two of a repetition in {pattern.pattern!r:.120}"
                    return


@pytest.mark.parametrize("room", ROOMS)
def test_no_pattern_takes_the_square_of_what_it_is_given(room):
    own = {pattern: where for pattern, where in patterns().items() if where.startswith(f"tearsheet.{room}")}
    size, draws = (20_000, 12) if settings.default.max_examples > 1_000 else (3_000, 1)
    found = [faults(pattern, where, size, draw) for pattern, where in own.items() for draw in range(draws)]
    assert [fault for each in found for fault in each] == []


def test_a_pattern_that_does_is_found():
    bad = (r"\s*,\s*", r"a.*b", r"(?:a|aa)+$", r"(\d+)x", r"^(?P<a>.+?)\s*$", rb'"(?:[^"\\]|\\.)*"')
    for written in bad:
        assert any(list(faults(re.compile(written), "nowhere:X.y", SHORT, draw)) for draw in range(2, 4)), written
    good = (r"(?<!\s)\s*+,\s*", r"(?<!\d)(\d++)x", r"^(?P<a>\S(?:.*?\S)?)\s*+$", r"(?<!\w)[a-z]{1,9}:")
    for written in good:
        assert not list(faults(re.compile(written), "nowhere:X.y", SHORT)), written


def test_no_repetition_can_be_parted_in_two_ways():
    assert [fault for pattern, where in patterns().items() for fault in parted_twice(pattern, where)] == []


def test_a_repetition_that_can_is_found_whatever_stands_around():
    bad = (r"(?=.*end)(?:\d{1,3}\s*){2,}$", r"(?:a|aa)+$", r"(?:\w+\s*)*;", rb'(?:[^"]+|"")*x')
    for written in bad:
        assert list(parted_twice(re.compile(written), "nowhere")), written
    good = (r"(?:\d{1,3}(?!\d)\s*+)+$", r"(?:a|aa)++b", r"(?:\w++\s+)*;", r"(?:[\W_]*+(?>ab|a))+c")
    for written in good:
        assert not list(parted_twice(re.compile(written), "nowhere")), written
