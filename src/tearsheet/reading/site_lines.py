"""Which lines a site prints on every page: a count of lines by host, small enough to keep for a crawl.

What recurs on many pages of one host is none of their stories, whatever it looks like: a slogan, a disclaimer, the
list of the most read. A line counts once a page. Counts are lossy (Manku and Motwani, *Approximate Frequency Counts
over Data Streams*, VLDB 2002): where a host has printed more different lines than are kept, those seen least go first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from tearsheet.errors import FormatError, InputError
from tearsheet.page import Page
from tearsheet.page.address import host_of
from tearsheet.page.lines import Line
from tearsheet.text.fold import folded

_FORM = "tearsheet site lines 1"
# A line is one that a site prints on every page where it stands on so many pages and on such a share of them. Two pages
# may tell the same story, and a standing head or a slogan of a series comes back on a few of many.
_TIMES, _SHARE = 3, 0.3
_MOST = 20_000  # lines kept of a site


class SiteLines:
    """Lines by host, and on how many of its pages each stands.

    :param most: how many lines of a host are kept; of a host that prints more, the rarest are forgotten
    """

    FEWEST = 4
    """Pages of a host that must be counted before anything is said of it."""

    def __init__(self, *, most: int = _MOST) -> None:
        if most < 1:
            raise InputError(f"most is {most}; keep one line of a host at least")
        self._most = most
        self._pages: dict[str, int] = {}
        self._counts: dict[str, dict[str, int]] = {}

    def learn(self, page: Page, host: str | None = None) -> None:
        """Count the lines of *page*.

        :param host: whose page it is; by default that of its URL, stated or canonical
        :raises InputError: for a page of which no host is known
        """
        name = _name(host) if host is not None else _host(page)
        if not name:
            raise InputError("of whose site is the page? Pass its url, or host=")
        self._pages[name] = self._pages.get(name, 0) + 1
        counts = self._counts.setdefault(name, {})
        for key in {_key(line.text) for line in page.lines}:
            counts[key] = counts.get(key, 0) + 1
        self._forget(counts)

    def merge(self, other: SiteLines) -> None:
        """Add the counts of *other*, of other pages."""
        for name, pages in other._pages.items():
            self._pages[name] = self._pages.get(name, 0) + pages
            counts = self._counts.setdefault(name, {})
            for key, count in other._counts[name].items():
                counts[key] = counts.get(key, 0) + count
            self._forget(counts)

    def _forget(self, counts: dict[str, int]) -> None:
        least = 1
        while len(counts) > 2 * self._most:
            for key in [key for key, count in counts.items() if count <= least]:
                del counts[key]
            least += 1

    @property
    def hosts(self) -> Mapping[str, int]:
        """The hosts, and how many pages of each were counted."""
        return dict(self._pages)

    def of(self, page: Page, lines: Sequence[Line] | None = None) -> Mapping[int, int]:
        """Return which lines of *page* its site prints on every page: index of the line → on how many pages it stood.

        Nothing for a host of which fewer than four pages were counted.

        :param lines: the lines, where they are not those of the page: columns that were parted
        """
        name = _host(page)
        pages = self._pages.get(name, 0)
        if pages < self.FEWEST:
            return {}
        least = max(_TIMES, _SHARE * pages)
        counts = self._counts[name]
        found = {line.index: counts.get(_key(line.text), 0) for line in (page.lines if lines is None else lines)}
        return {index: count for index, count in found.items() if count >= least}

    def write(self, path: str | Path) -> None:
        """Write the counts to a file, JSON of one host a line."""
        import json  # noqa: PLC0415 - importing tearsheet is to be quick

        with Path(path).open("w", encoding="utf-8") as file:
            file.write(json.dumps({"form": _FORM, "most": self._most}) + "\n")
            for name in sorted(self._pages):
                lines = dict(sorted(self._counts[name].items()))
                file.write(json.dumps({"host": name, "pages": self._pages[name], "lines": lines}) + "\n")

    @classmethod
    def load(cls, path: str | Path) -> SiteLines:
        """Return the counts that :meth:`write` wrote to *path*.

        :raises FormatError: for a file that holds something else
        :raises InputError: for one that cannot be opened
        """
        import json  # noqa: PLC0415 - as above

        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot read the lines of sites: {error}") from error
        try:
            head, *rows = [json.loads(row) for row in text.splitlines()]
            if head["form"] != _FORM:
                raise ValueError(head["form"])  # noqa: TRY301 - told as every other fault of the file
            found = cls(most=int(head["most"]))
            for row in rows:
                name = str(row["host"])
                found._pages[name] = int(row["pages"])
                found._counts[name] = {str(key): int(count) for key, count in row["lines"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FormatError(
                f"{path} holds no lines of sites; write them with SiteLines.write or tearsheet bulk --learn-lines"
            ) from error
        return found

    def __repr__(self) -> str:
        return f"<SiteLines of {len(self._pages)} hosts, {sum(self._pages.values())} pages>"


def _key(text: str) -> str:
    """Return what stands for a line: its words without case, width and punctuation, as eight bytes."""
    return blake2b((folded(text) or text).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _host(page: Page) -> str:
    return _name(host_of(page.url or page.canonical_url))


def _name(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")
