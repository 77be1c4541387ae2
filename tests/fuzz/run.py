"""Fuzz for as long as you like.

    python tests/fuzz/run.py --minutes 2                # every target in turn, as .ci/run does
    python tests/fuzz/run.py --minutes 60 --only parse,feed
    python tests/fuzz/run.py --seed 12345               # what a run drew that said so

With atheris (extra ``fuzz``) inputs are guided by the code that they reach, one target at a time; without it Hypothesis
draws them. What ends in anything but a TearsheetError is written to a file and said; then the exit code is 1. Make a
fixture or an ``@example`` of it.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings

import tearsheet
from fuzz.damage import damaged, seeds
from fuzz.targets import TARGETS

_ROUND = 25  # inputs between two looks at the clock
_SLOW = 5.0  # seconds of process time that an input of 40 KB never takes
_ENDED = 2 * _SLOW  # and after which it is ended


class FoundError(Exception):
    """An input that ends as none should; its name is the file that holds it."""


def tried(name: str, data: bytes, folder: Path) -> None:
    """Run the target *name* on *data*.

    :raises FoundError: where it ends in anything but a TearsheetError, or takes long
    """
    start = time.process_time()
    try:
        with _ended_after(_ENDED):
            TARGETS[name](data)
    except tearsheet.TearsheetError:
        pass
    except Exception as error:
        path = _kept(name, data, folder)
        traceback.print_exc()
        raise FoundError(f"{name}: {type(error).__name__}: {error}; the input is {path}") from error
    if (seconds := time.process_time() - start) > _SLOW:
        raise FoundError(f"{name}: {seconds:.1f} s for {len(data)} bytes; the input is {_kept(name, data, folder)}")


@contextlib.contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """End what is run after so much process time, so that what never ends is found too; not on Windows.

    Patterns at work look for signals. What is raised is no Exception, for adapters wrap those.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(*_: object) -> None:
        raise _EndlessError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _EndlessError:
        pass  # the time that it took is told by who asked
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _EndlessError(BaseException):
    """What is run would not end."""


def _kept(name: str, data: bytes, folder: Path) -> Path:
    path = folder / f"{name}-{len(list(folder.glob(f'{name}-*')))}.bin"
    path.write_bytes(data)
    return path


def drawn(names: list[str], minutes: float, folder: Path, first: int) -> list[str]:
    """Draw inputs until the time is over, from the seed *first* on; return what was found, the first of each target."""
    print(f"seed {first}", flush=True)
    found: dict[str, str] = {}
    end = time.monotonic() + 60 * minutes
    number = 0
    while time.monotonic() < end and len(found) < len(names):
        for name in names:
            if name in found or time.monotonic() >= end:
                continue
            number += 1
            try:
                _round(name, first + number, folder)
            except FoundError as error:
                found[name] = str(error)
                print(error, file=sys.stderr)
    print(f"{number * _ROUND:,} inputs, {len(found)} targets at fault")
    return list(found.values())


def _round(name: str, number: int, folder: Path) -> None:
    @seed(number)
    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(damaged())
    def one(data: bytes) -> None:
        tried(name, data, folder)

    one()


def guided(name: str, minutes: float, folder: Path) -> None:
    """Let atheris guide the inputs of one target; it ends the process itself."""
    import atheris

    corpus = folder / f"{name}-corpus"
    corpus.mkdir(exist_ok=True)
    for at, page in enumerate(seeds()):
        (corpus / f"{at:03}").write_bytes(page)
    atheris.instrument_all()
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={round(60 * minutes)}", str(corpus)], lambda data: tried(name, data, folder)
    )
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--only", default=",".join(TARGETS), help="targets, with commas")
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(1 << 32), help="by default a new one"
    )
    parser.add_argument("--guided", action="store_true", help="with atheris, one target alone")
    parser.add_argument("--folder", type=Path, help="where what is found is written; by default a new one")
    options = parser.parse_args()
    names = options.only.split(",")
    unknown = sorted(set(names) - set(TARGETS))
    if unknown:
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="tearsheet-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if options.guided:
        if len(names) != 1:
            parser.error("--guided fuzzes one target: name it with --only")
        guided(names[0], options.minutes, folder)
        return 0
    return 1 if drawn(names, options.minutes, folder, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
