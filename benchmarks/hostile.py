"""Hostile pages: each shape, at the size that was measured to hang a parser and at ten times it, must end in 2 s.

Texts of short lines and of long ones, up to the 10 MB that are read, must end in 5 s a megabyte, each within its
bounds: how many times splitting the text and normalising its lines it may take, how many times its bytes in memory, and
no more than twice as much a byte at the greatest size as at the least.

The table has, for each, the seconds of the processor that each stage takes, how many times those of the whole are what
it takes to split the same text into lines and normalise it (NFKC), and how many times its size the memory is.

Every page is read in a child process, which is killed after 20 s, by three stages in turn: the guard, the Lexbor parse
of what it let through, and the whole library. A stage may end in a result, with or without a warning, or in a
TearsheetError. Exit status 1 when one takes longer than 2 s or ends otherwise.

    python benchmarks/hostile.py [SHAPE ...]
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from itertools import count
from typing import NamedTuple

LIMIT, KILL = 2.0, 20.0
GROWTH = 2.0
TEXT_LIMIT = 5.0  # a megabyte
# A page that an adapter knows, the shape in the middle of its body, so that the whole way is gone.
STORY = (
    "<html><head><title>The harbour bridge opens again - 加西網</title></head><body>"
    "<div>本地: The harbour bridge opens again</div>"
    "<p>請用微信 掃一掃 掃描上面的二維碼, 謝謝!</p><p>The first carts crossed the harbour bridge on Monday.</p>"
)
PageLayout = tuple[int, Callable[[int], str]]


def _each(form: str) -> Callable[[int], str]:
    return lambda n: "".join(form.format(i) for i in range(n))


def _times(unit: str, before: str = "", after: str = "x") -> Callable[[int], str]:
    return lambda n: before + unit * n + after


SHAPES: dict[str, PageLayout] = {
    # Measured to hang Lexbor, at that size.
    "crossed b and i, numbered": (2_000, _each("<b {0}><i {0}>x</b>")),
    "crossed b and i": (2_000, _times("<b i><i i>x</b>")),
    "nested div": (100_000, _times("<div>")),
    "nested div, closed": (100_000, lambda n: "<div>" * n + "x" + "</div>" * n),
    "nested ul li": (50_000, _times("<ul><li>")),
    "attributes": (100_000, lambda n: "<p " + " ".join(f"a{i}" for i in range(n)) + ">x"),
    "attributes with values": (100_000, lambda n: "<p " + " ".join(f'a{i}=">"' for i in range(n)) + ">x"),
    "tags that begin in the name of a tag": (200_000, _times("<a")),
    "classes of one element": (100_000, lambda n: "<p class='" + " ".join(f"a{i}" for i in range(n)) + "'>x"),
    "options": (50_000, _times("<option>x", "<select>")),
    # lxml loses text here.
    "lone surrogates": (100_000, _times("<p>a\ud800b")),
    "one text node": (5_000_000, lambda n: "<p>" + "x" * n),
    # Formatting left open.
    "numbered b in each p": (3_000, _each("<p><b c={}>x")),
    "numbered b, then p": (3_000, lambda n: _each("<b c={}>")(n) + "<p>x" * n),
    "numbered font in each div": (30_000, _each("<font c={}><div>x</font>")),
    "b, nested div, closing b": (10_000, lambda n: "<b>" + "<div>" * n + "x" + "</b>" * n),
    "a in each div": (30_000, _times("<a href=x><div>x")),
    "open a": (100_000, _times("<a href=x>x")),
    "nobr": (100_000, _times("<nobr>x")),
    "b in p, unclosed": (100_000, _times("<p><b>x")),
    # Nesting by other names.
    "form div": (30_000, _times("<form><div></form>")),
    "details": (30_000, _times("<details><summary>x")),
    "span, stray ends": (30_000, lambda n: "<span>" * n + "</i>" * n + "x"),
    "svg g": (100_000, _times("<g>", "<svg>")),
    "foreignObject": (100_000, _times("<svg><foreignObject>")),
    "template": (100_000, _times("<template>")),
    "tables in cells": (50_000, _times("<table><tr><td>")),
    "tables in tables": (100_000, _times("<table>")),
    "button p": (50_000, _times("<button><p>x")),
    "frameset": (100_000, _times("<frameset>")),
    "object": (100_000, _times("<object>x")),
    # Much of one thing.
    "foster parents": (100_000, _times("<b>x", "<table>")),
    "text in tables": (100_000, _times("x<tr>", "<table>")),
    "li": (100_000, _times("<li>x")),
    "p": (100_000, _times("<p>x")),
    "br": (100_000, _times("<br>")),
    "end tags": (100_000, _times("</p>")),
    "optgroups": (50_000, _times("<optgroup><option>x", "<select>")),
    "selects": (100_000, _times("<select>")),
    "comments": (100_000, _times("<!--x-->")),
    "unclosed comments": (100_000, _times("<!--")),
    "unclosed tags": (100_000, _times("<x ")),
    "unclosed quotes": (100_000, _times("<p a=\"'")),
    "less-than signs": (100_000, _times("<")),
    "CDATA": (100_000, _times("<![CDATA[x", "<svg>")),
    "references": (1_000_000, _times("&amp;")),
    "bad references": (1_000_000, _times("&notit")),
    "NULs": (1_000_000, _times("\0")),
    "plaintext": (100_000, _times("<plaintext>")),
    "escaped scripts": (100_000, _times("<script><!--")),
    "nested h1": (100_000, _times("<h1>x")),
    "ever new tags": (30_000, _each("<x{0}>x</x{0}>")),
    "ever new attributes": (30_000, _each("<p a{}=1>x</p>")),
    "attributes of body": (30_000, _each("<body a{}=1>")),
}


class Text(NamedTuple):
    """Lines of one shape.

    :param line: what is written again and again, with numbers in it
    :param times: how many times splitting and normalising it may take to read; twice what was measured
    :param memory: how many times its bytes it may take
    :param sizes: in bytes
    """

    line: str
    times: float
    memory: float
    sizes: tuple[int, ...] = (500_000, 2_000_000)
    adapter: str | None = None
    above: str = ""

    def of(self, size: int) -> str:
        """Return a text of *size* bytes."""
        found, left = [self.above], size
        for number in count():
            found.append(self.line.format(number, number % 7, "abcdefgh"[number * number % 8]))
            left -= len(found[-1].encode())
            if left <= 0:
                return "".join(found)
        raise AssertionError


_UP_TO_10_MB = (1_000_000, 2_000_000, 5_000_000, 9_900_000)
_SENTENCE = "Cart {0} crossed the bridge on Monday, and nobody said anything about it until late that night.\n"
TEXTS = {
    "sentences": Text(_SENTENCE, 250, 10, _UP_TO_10_MB),
    "short lines": Text("Carts of town {0}\n", 200, 20, _UP_TO_10_MB),
    "wrapped lines": Text("Cart {0} crossed the bridge on Monday, and nobody said anything about\nit.\n", 300, 15),
    "lines of one character": Text("{2}\n", 60, 60),
    "the same, one with a mark": Text("{2}\n", 60, 60, adapter="text-export", above="Title\nAnalysis\n"),
    "lines of one Han character": Text("日\n", 60, 60),
    "CR line ends": Text("{2}\r", 60, 60),
    "LS line ends": Text("{2}\u2028", 60, 60),
    "scores": Text("{1}:{0}\n", 200, 60),
    "bullets": Text("• {2}\n", 60, 60),
    "marks": Text("页面生成:\n", 60, 40),
    "broken at links": Text("The mill, known as\nOld Mill {0}\n, was sold.\n", 250, 20),
}


def _guard(page: str) -> str:
    from tearsheet.page._guard import guard

    return ", ".join(warning.code for warning in guard(page).warnings) or "unchanged"


def _lexbor(page: str) -> str:
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    from tearsheet.page._guard import guard

    LexborHTMLParser(guard(page).utf8, options=LexborDocumentOptions.WO_EVENTS)
    return "parsed"


def _parse(page: str) -> str:
    import tearsheet

    url = "http://www.westca.com/News/article/sid=1.html"
    reading = tearsheet.read(STORY + page, url=url, content_type="text/html")
    codes = ", ".join(warning.code for warning in reading.article.warnings)
    return f"Article, {reading.ledger.coverage:.0%} explained{f', {codes}' if codes else ''}"


STAGES: dict[str, Callable[[str], str]] = {"guard": _guard, "lexbor": _lexbor, "parse": _parse}


def _text(name: str) -> Callable[[str], str]:
    def run(page: str) -> str:
        import tearsheet

        reading = tearsheet.registry.read_all(page, content_type="text/plain", adapter=TEXTS[name].adapter)
        return f"{len(reading.articles)} read" if reading.error is None else repr(reading.error)

    return run


def _child(name: str, size: int) -> None:
    """Run the stages on one page, each on its own line of JSON: stage, seconds, outcome, whether it is allowed."""
    import resource  # there is none on Windows, where tests take their shapes from here

    import tearsheet
    from tearsheet.errors import TearsheetError

    text = TEXTS.get(name)
    page = text.of(size) if text is not None else SHAPES[name][1](size)
    stages = STAGES if text is None else {"parse": _text(name)}
    tearsheet.read_all("Home\nThe first carts crossed the bridge on Monday.")  # imports are not what is measured
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    for stage, run in stages.items():
        started = time.process_time()
        try:
            outcome, allowed = run(page), True
        except TearsheetError as error:
            outcome, allowed = f"{type(error).__name__} {getattr(error, 'limit', '')}".strip(), True
        except Exception as error:  # noqa: BLE001  # any other is a defect to report, not to stop at
            outcome, allowed = f"{type(error).__name__}: {error}"[:60], False
        print(json.dumps([stage, time.process_time() - started, outcome, allowed]), flush=True)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
    print(json.dumps(["memory", 0.0, grown / max(1, len(page.encode("utf-8", "surrogatepass"))), True]), flush=True)
    least = []
    for _ in range(3):
        started = time.process_time()
        if text is None:
            unicodedata.normalize("NFKC", page).splitlines()
        else:
            _ = [unicodedata.normalize("NFKC", line) for line in page.splitlines()]
        least.append(time.process_time() - started)
    print(json.dumps(["words", min(least), "", True]), flush=True)


def _measure(name: str, size: int) -> tuple[str, bool, float]:
    """Return what to print about one page, whether it passed, and the seconds that it took as a whole."""
    text = TEXTS.get(name)
    limit = LIMIT if text is None else TEXT_LIMIT * max(1.0, size / 1e6)
    command = [sys.executable, __file__, "--child", name, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=KILL + limit, check=False)
        out, died = done.stdout, f"died with {done.returncode}: {done.stderr[-200:]}" if done.returncode else ""
    except subprocess.TimeoutExpired as error:
        out, died = (error.stdout or b"").decode(), f"killed after {KILL:.0f} s"
    rows = {
        stage: (seconds, outcome, allowed) for stage, seconds, outcome, allowed in map(json.loads, out.splitlines())
    }
    passed = not died and all(seconds <= limit and allowed for seconds, _, allowed in rows.values())
    times = [f"{rows[stage][0]:6.2f}" if stage in rows else f"{'':6}" for stage in STAGES]
    share, memory = f"{'':6}", f"{'':6}"
    if not died:
        of_text, of_bytes = rows["parse"][0] / max(rows["words"][0], 1e-5), float(rows["memory"][1])
        passed = passed and (text is None or (of_text <= text.times and of_bytes <= text.memory))
        share, memory = f"{of_text:6.0f}", f"{of_bytes:6.0f}"
    said = died or "; ".join(dict.fromkeys(str(rows[stage][1]) for stage in STAGES if stage in rows))
    return " ".join([*times, share, memory, said]), passed, float(rows.get("parse", (0.0,))[0])


def main(names: list[str]) -> int:
    """Measure the shapes *names*, or all, and return the exit status."""
    import resource

    failures = 0
    head = " ".join(f"{word:>6}" for word in (*STAGES, "x text", "memory"))
    print(f"{'':4} {'shape':28} {'times':>10} {head} outcome")
    for name in names or (*SHAPES, *TEXTS):
        sizes = TEXTS[name].sizes if name in TEXTS else (SHAPES[name][0], 10 * SHAPES[name][0])
        taken: list[float] = []
        for size in sizes:
            report, passed, seconds = _measure(name, size)
            taken.append(seconds / size)
            failures += not passed
            print(f"{'ok  ' if passed else 'FAIL'} {name:28} {size:>10,} {report}", flush=True)
        if name in TEXTS and taken[-1] > GROWTH * taken[0]:
            failures += 1
            print(
                f"FAIL {name:28} {taken[-1] / taken[0]:.1f} times as much a byte at the greatest size as at the least"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{failures} failures; the largest child took {peak:,} MB")
    return min(failures, 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
