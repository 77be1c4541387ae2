"""What an adapter's pages are like when all is well: counts, so that profiles can be added up."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import ceil, log2
from pathlib import Path
from typing import Any, Final, Self

from attrs import asdict, evolve, field, frozen

from tearsheet.authoring.health.observation import Observation
from tearsheet.authoring.health.sample import Tally
from tearsheet.errors import FormatError, InputError
from tearsheet.model.frozen import FrozenDict
from tearsheet.reading.adapter import Adapter

FORMAT: Final = "tearsheet-profile"
VERSION: Final = 1  # of the form of the file; it goes up when an older tearsheet would misread it
LENGTHS: Final = ("title", "body", "blocks", "age", "unexplained")
REPEATS: Final = ("title", "summary", "body", "body.first", "body.last", "published", "authors")
_NUMBERS = ("pages", "failed", "garbled", "site_as_title", "out_of_order", "compared")
_REPEATED = ("pages", "pairs", "same")
_STEPS = 8  # classes of length to a doubling: lengths are told apart by a twelfth
_FIELDS = 200  # kept of the fields, so that a profile stays small whatever is in extras
_LANGUAGES = 40  # kept of the languages, as above


def _counts(value: Mapping[str, int]) -> FrozenDict[str, int]:
    return FrozenDict({name: value[name] for name in sorted(value)})


@frozen(kw_only=True)
class Profile:
    """Counts over pages that were read well.

    :param adapter: name of the adapter
    :param pages: how many different pages
    :param failed: how many of them could not be read
    :param filled: how many have each field
    :param lengths: histograms by length (``LENGTHS``; ``unexplained`` in thousandths): bin → pages, where a
        length x is in bin ``round(8 * log2(1 + x))``
    :param languages: how many pages have each combination of languages
    :param garbled: how many hold garbled text
    :param site_as_title: how many have the name of the site as title
    :param out_of_order: how many have dates out of order
    :param compared: how many have dates that could be compared
    :param repeats: by value (``REPEATS``): pages that have it, pairs of pages of one day, and such pairs that have
        the same
    """

    adapter: str
    pages: int = 0
    failed: int = 0
    filled: Mapping[str, int] = field(default=FrozenDict(), converter=_counts)
    lengths: Mapping[str, Mapping[int, int]] = field(factory=dict)
    languages: Mapping[str, int] = field(default=FrozenDict(), converter=_counts)
    garbled: int = 0
    site_as_title: int = 0
    out_of_order: int = 0
    compared: int = 0
    repeats: Mapping[str, tuple[int, int, int]] = field(factory=dict)

    @property
    def read(self) -> int:
        """How many pages could be read."""
        return self.pages - self.failed

    @classmethod
    def of(cls, adapter: str, tallies: Iterable[Tally]) -> Self:
        """Count what is in *tallies*, one a day, of captures known to be good."""
        whole = cls(adapter=adapter)
        for tally in tallies:
            whole = whole.add(cls._of_day(adapter, tally))
        return whole

    @classmethod
    def _of_day(cls, adapter: str, tally: Tally) -> Self:
        if tally.adapter != adapter:
            raise InputError(f"captures of {tally.adapter!r} for the profile of {adapter!r}")
        pages = tally.pages
        read = [page for page in pages if page.error is None]
        lengths = {
            name: Counter(bin_of(x) for page in read if (x := length_of(page, name)) is not None) for name in LENGTHS
        }
        return cls(
            adapter=adapter,
            pages=len(pages),
            failed=len(pages) - len(read),
            filled=Counter(name for page in read for name in page.filled),
            lengths={name: dict(sorted(bins.items())) for name, bins in lengths.items() if bins},
            languages=Counter(page.languages for page in read),
            garbled=sum(page.garbled for page in read),
            site_as_title=sum(page.site_as_title for page in read),
            out_of_order=sum(page.out_of_order is True for page in read),
            compared=sum(page.out_of_order is not None for page in read),
            repeats={name: _repeats(read, name) for name in REPEATS if any(name in page.values for page in read)},
        )

    def add(self, other: Profile) -> Self:
        """Return the profile of the pages of both. A page that is in both counts twice.

        :raises InputError: when they are of different adapters
        """
        if other.adapter != self.adapter:
            raise InputError(f"the profiles of {self.adapter!r} and {other.adapter!r} are not of one adapter")
        lengths: dict[str, Mapping[int, int]] = {}
        for name in LENGTHS:
            bins = Counter(self.lengths.get(name, {})) + Counter(other.lengths.get(name, {}))
            if bins:
                lengths[name] = dict(sorted(bins.items()))
        repeats: dict[str, tuple[int, int, int]] = {}
        for name in REPEATS:
            a, b = (held.get(name, (0, 0, 0)) for held in (self.repeats, other.repeats))
            if a[0] + b[0]:
                repeats[name] = a[0] + b[0], a[1] + b[1], a[2] + b[2]
        return evolve(
            self,
            filled=_most(Counter(self.filled) + Counter(other.filled), _FIELDS),
            lengths=lengths,
            languages=_most(Counter(self.languages) + Counter(other.languages), _LANGUAGES),
            repeats=repeats,
            **{name: getattr(self, name) + getattr(other, name) for name in _NUMBERS},
        )

    def quantile(self, name: str, share: float) -> int | None:
        """Return the least length that is in the bin of the *share* quantile; ``None`` where there is none."""
        bins = self.lengths.get(name)
        if not bins:
            return None
        left = share * sum(bins.values())
        for number, count in bins.items():
            left -= count
            if left <= 0:
                return length_in(number)
        return length_in(max(bins))

    def counted(self, name: str, *, below: float) -> tuple[int, int]:
        """Return how many pages are in bins wholly below the length *below*, and how many there are."""
        bins = self.lengths.get(name, {})
        return sum(count for number, count in bins.items() if length_in(number + 1) <= below), sum(bins.values())

    # -- as JSON ---------------------------------------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        """Return the profile as JSON values; see :meth:`from_json`."""
        lengths = {name: {str(number): count for number, count in bins.items()} for name, bins in self.lengths.items()}
        repeats = {name: dict(zip(_REPEATED, counts, strict=True)) for name, counts in self.repeats.items()}
        return {"format": FORMAT, "version": VERSION, **asdict(self), "lengths": lengths, "repeats": repeats}

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Make a profile of JSON values.

        :raises FormatError: when they are not a profile, or one of a later version
        """
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise FormatError(f'not a profile: "format" is not "{FORMAT}"', path="$.format")
        if value.get("version") != VERSION:
            raise FormatError(
                f"a profile of version {value.get('version')!r}; this tearsheet reads version {VERSION}: upgrade it, "
                "or write the profile again",
                path="$.version",
            )
        if not isinstance(value.get("adapter"), str):
            raise FormatError("a profile without the name of its adapter", path="$.adapter")
        plain = {name: _number(value.get(name), f"$.{name}") for name in _NUMBERS}
        repeats = _mapping(value, "repeats")
        profile = cls(
            adapter=value["adapter"],
            **plain,
            filled=_numbers(_mapping(value, "filled"), "$.filled"),
            languages=_numbers(_mapping(value, "languages"), "$.languages"),
            lengths={
                name: _bins(bins, f"$.lengths.{name}")
                for name, bins in _mapping(value, "lengths").items()
                if name in LENGTHS
            },
            repeats={name: _triple(repeats[name], f"$.repeats.{name}") for name in REPEATS if name in repeats},
        )
        for name, count in {"failed": profile.failed, **profile.filled}.items():
            if count > profile.pages:
                raise FormatError(f"{name} on {count} of {profile.pages} pages", path="$.pages")
        return profile


def bin_of(length: float) -> int:
    """Return the bin of a length: eight bins to a doubling, so a bin is 9 % wide, and short lengths have their own."""
    return round(_STEPS * log2(1 + length))


def length_in(number: int) -> int:
    """Return the least length in the bin *number* or after it."""
    least = 0 if number <= 0 else ceil(2 ** ((number - 0.5) / _STEPS) - 1)
    while bin_of(least) < number:
        least += 1
    return least


def edge(length: float) -> int:
    """Return the least length in the bin of *length*, so that pages below it are pages in bins below."""
    return length_in(bin_of(length))


def length_of(page: Observation, name: str) -> int | None:
    """Return a length of ``LENGTHS``, ``None`` where the page has none."""
    if name == "unexplained":
        return None if page.unexplained is None else round(page.unexplained * 1000)
    return page.lengths.get(name)


def _repeats(read: Iterable[Observation], name: str) -> tuple[int, int, int]:
    values = Counter(page.values[name] for page in read if name in page.values)
    pages = sum(values.values())
    same = sum(count * (count - 1) // 2 for count in values.values())
    return pages, pages * (pages - 1) // 2, same


def _most(counts: Counter[str], size: int) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size])


def _number(value: Any, path: str) -> int:
    if type(value) is not int or value < 0:
        raise FormatError(f"a count is a whole number, not {value!r}", path=path)
    return value


def _mapping(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    if not isinstance(found, dict):
        raise FormatError(f"{name} is an object, not {type(found).__name__}", path=f"$.{name}")
    return found


def _numbers(value: Mapping[str, Any], path: str) -> dict[str, int]:
    return {name: _number(count, f"{path}.{name}") for name, count in value.items()}


def _bins(value: Any, path: str) -> dict[int, int]:
    if not isinstance(value, dict) or not all(number.isdecimal() and len(number) < 4 for number in value):
        raise FormatError("a histogram has bins by number", path=path)
    return dict(sorted((int(number), _number(count, f"{path}.{number}")) for number, count in value.items()))


def _triple(value: Any, path: str) -> tuple[int, int, int]:
    if not isinstance(value, dict):
        raise FormatError("repeats are an object with pages, pairs and same", path=path)
    pages, pairs, same = (_number(value.get(name), f"{path}.{name}") for name in _REPEATED)
    return pages, pairs, same


# -- where profiles are kept: profiles/<adapter>.json beside the module of the adapter ---------------------------------


def load_profile(adapter: Adapter, folder: Path | None = None) -> Profile | None:
    """Return the profile of *adapter*, ``None`` where it has none.

    :param folder: look here for ``<adapter>.json`` first
    :raises FormatError: when the file is no profile, or one of another adapter
    :raises InputError: when it cannot be read
    """
    places: list[Traversable] = [folder] if folder is not None else []
    for place in (*places, *_beside(adapter)):
        file = place / f"{adapter.name}.json"
        try:
            text = file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the profile {file} cannot be read: {error}") from None
        return _parse(text, adapter.name, str(file))
    return None


def profile_path(adapter: Adapter, folder: Path | None = None) -> Path:
    """Return the path at which the profile of *adapter* is to be written.

    :param folder: the folder to write to instead of that beside the adapter
    :raises InputError: when the adapter is not in a file on disk
    """
    if folder is not None:
        return folder / f"{adapter.name}.json"
    places = [place for place in _beside(adapter) if isinstance(place, Path)]
    if not places:
        raise InputError(
            f"the adapter {adapter.name!r} is in no folder that could be written to: name one for profiles"
        )
    there = [place for place in places if (place / f"{adapter.name}.json").is_file()]
    return (there or places)[0] / f"{adapter.name}.json"


def save_profile(profile: Profile, path: Path) -> None:
    """Write *profile* to *path*, making its folder.

    :raises OSError: when it cannot be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line for each part, so that a difference between two profiles can be read.
    lines = [
        f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in profile.to_json().items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def _beside(adapter: Adapter) -> list[Traversable]:
    """Return the folders ``profiles`` in which the profile may be: beside the module or package, else inside of it."""
    module = sys.modules.get(type(adapter).__module__)
    spec = module.__spec__ if module is not None else None
    if module is None or spec is None or not spec.parent:
        path = getattr(module, "__file__", None)
        return [Path(path).parent / "profiles"] if path else []
    own = files(spec.parent) / "profiles"
    outer = spec.parent.rpartition(".")[0]
    return [files(outer) / "profiles", own] if spec.submodule_search_locations is not None and outer else [own]


def _parse(text: str, name: str, file: str) -> Profile:
    try:
        profile = Profile.from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"the profile {file} is no JSON: {error}; write it again with --write-profile") from None
    except FormatError as error:
        raise FormatError(f"the profile {file}: {error} (at {error.path})", path=error.path) from None
    if profile.adapter != name:
        raise FormatError(f"the profile {file} is that of {profile.adapter!r}, not of {name!r}", path="$.adapter")
    return profile
