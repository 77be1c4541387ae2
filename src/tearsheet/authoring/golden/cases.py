"""A golden case: a folder with a page, what a caller would say of it, and the Articles that must come out.

::

    <fixtures>/<adapter>/<case>/
        page.html | page.txt   the page, bytes as served
        meta.json              url, content_type, captured_at; several, note, made
        expected.json          the Article, or the Articles, as tearsheet.outputs.json writes them
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from tearsheet.authoring.golden.fields import Json, fields_of
from tearsheet.captures.known import Known, completed, known_of
from tearsheet.captures.records import bytes_of
from tearsheet.errors import InputError
from tearsheet.page import Page

_META = {
    "url": (str, "where the page was fetched"),
    "content_type": (str, "the HTTP Content-Type header"),
    "captured_at": (str, "when it was fetched, ISO 8601 with an offset"),
    "zone": (str, "the clock of a page that does not tell its own"),
    "several": (int, "number of articles, where the page holds more than one"),
    "note": (str, "what the case shows"),
    "made": (bool, "true where the page was written for the tests"),
}
_SUFFIXES = (".html", ".txt")


class CaseError(InputError):
    """A case that cannot be used as it stands: a missing page, broken JSON, an unknown key."""


@frozen(kw_only=True)
class Case:
    """A golden case as its folder has it.

    :param page_path: the page
    :param several: whether the page is read as a document of several articles
    :param expected: what must come out, one JSON object an Article; ``None`` where ``expected.json`` is not there yet
    """

    folder: Path
    page_path: Path
    url: str | None = None
    content_type: str | None = None
    captured_at: datetime | None = None
    zone: str | None = None
    several: bool = False
    note: str | None = None
    made: bool = False
    expected: tuple[Json, ...] | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that are expected, by path; see :func:`~tearsheet.authoring.golden.fields.fields_of`."""
        return fields_of(self.expected or (), several=self.several)

    @property
    def adapter(self) -> str:
        """Name of the adapter that must read it: that of the folder around the case."""
        return self.folder.absolute().parent.name

    @property
    def name(self) -> str:
        """``adapter/case``."""
        return f"{self.adapter}/{self.folder.name}"

    def page(self, *, with_url: bool = True) -> Page:
        """Return the page with what a caller would say of it."""
        data = self.page_path.read_bytes()
        known = Known(url=self.url, content_type=self.content_type, captured_at=self.captured_at, zone=self.zone)
        known = completed(known, data)
        return Page(data, **asdict(known if with_url else evolve(known, url=None)))


# -- finding ---------------------------------------------------------------------------------------------------------


def case_folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of cases: *folder* itself, those in it, and those one deeper; sorted.

    A folder is that of a case when it holds any file of one, so that what it lacks is missed.
    """
    found = {path.parent for depth in ("", "*/", "*/*/") for name in _FILES for path in folder.glob(depth + name)}
    yield from sorted(found)


_FILES = ("meta.json", "expected.json", "page.*")


def find_cases(folder: str | Path) -> Iterator[Case]:
    """Yield the cases in *folder*, which may be the fixtures, an adapter's folder in them, or a single case.

    :raises CaseError: for a case that cannot be used
    """
    for path in case_folders(Path(folder)):
        yield load_case(path)


# -- reading ---------------------------------------------------------------------------------------------------------


def load_case(folder: str | Path) -> Case:
    """Read the case in *folder*; the page itself is left alone until it is needed.

    :raises CaseError: for a missing or second page, broken JSON, and keys or values that are not known
    """
    folder = Path(folder)
    meta = _meta(folder / "meta.json")
    pages = sorted(path for path in folder.glob("page.*") if path.is_file())
    if not pages:
        raise CaseError(f"{folder}: there is no page; save it as page.html, or page.txt if it is a text export")
    if len(pages) > 1:
        names = ", ".join(path.name for path in pages)
        raise CaseError(f"{folder}: {len(pages)} pages ({names}); a case has one, so make a case of each")
    several = (meta.get("several") or 1) > 1
    try:
        known = known_of(meta)
    except InputError as error:
        raise CaseError(f"{folder / 'meta.json'}: {error}") from None
    return Case(
        folder=folder,
        page_path=pages[0],
        **asdict(known),
        several=several,
        note=meta.get("note"),
        made=bool(meta.get("made")),
        expected=_expected(folder / "expected.json", several=several),
    )


def _meta(path: Path) -> Json:
    try:
        meta = _json(path)
    except FileNotFoundError:
        raise CaseError(f'{path}: there is no such file; the least it holds is {{"url": null}}') from None
    if not isinstance(meta, dict):
        raise CaseError(f"{path}: it is {_kind(meta)}, and must be an object")
    for key, value in meta.items():
        if key not in _META:
            close = get_close_matches(key, _META, 1, 0.6)
            meant = f' (did you mean "{close[0]}"?)' if close else ""
            raise CaseError(f'{path}: unknown key "{key}"{meant}; there are {", ".join(_META)}')
        kind, about = _META[key]
        if value is not None and (type(value) is not kind):
            raise CaseError(f'{path}: "{key}" is {_kind(value)}, and must be {_kinds(kind)}: {about}')
    return meta


def _expected(path: Path, *, several: bool) -> tuple[Json, ...] | None:
    try:
        value = _json(path)
    except FileNotFoundError:
        return None
    articles = [value] if isinstance(value, dict) else value
    if not isinstance(articles, list) or not all(isinstance(article, dict) for article in articles):
        raise CaseError(f"{path}: it is {_kind(value)}, and must be a list of articles")
    for article in articles:
        editions = article.get("editions", [])
        if not isinstance(editions, list) or not all(isinstance(edition, dict) for edition in editions):
            raise CaseError(f'{path}: "editions" must be a list of objects')
    if len(articles) != 1 and not several:
        raise CaseError(
            f"{path}: {len(articles)} articles, and must be one; where the page holds several, "
            f'say how many in meta.json: "several": {max(2, len(articles))}'
        )
    return tuple(articles)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise CaseError(f"{path}:{error.lineno}:{error.colno}: broken JSON: {error.msg}") from None
    except UnicodeDecodeError as error:
        raise CaseError(f"{path}: it is not UTF-8: {error.reason} at byte {error.start}") from None
    except RecursionError:
        raise CaseError(f"{path}: broken JSON: it nests too deeply") from None


def _kind(value: Any) -> str:
    return "null" if value is None else _kinds(type(value))


def _kinds(kind: type) -> str:
    names = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", list: "a list"}
    return names.get(kind, "an object")


# -- writing ---------------------------------------------------------------------------------------------------------


def write_case(
    folder: str | Path,
    data: bytes,
    *,
    url: str | None = None,
    captured_at: datetime | None = None,
    content_type: str | None = None,
    zone: str | None = None,
    several: int | None = None,
    note: str | None = None,
    made: bool = False,
    expected: Sequence[Json] | None = None,
    force: bool = False,
) -> Case:
    """Write a case into *folder*, ``<fixtures>/<adapter>/<case>``, and return it.

    The page is written as it is, as ``page.html`` or ``page.txt`` by what it holds.

    :param captured_at: aware
    :param zone: the clock of the page where it does not tell its own
    :param several: number of articles, where the page holds more than one
    :param expected: the Articles as JSON; without it no ``expected.json`` is written
    :param force: replace the files of a case that is there already
    :raises CaseError: when there is a case already, unless *force*; nothing is written then
    :raises InputError: when *captured_at* has no zone
    """
    folder = Path(folder)
    page = Page(data, url=url, content_type=content_type, captured_at=captured_at, zone=zone)
    old = sorted(path for name in _FILES for path in folder.glob(name))
    if old and not force:
        names = ", ".join(path.name for path in old)
        raise CaseError(f"{folder}: there is a case already ({names}); choose another name, or replace it with force")
    meta: dict[str, Any] = {
        "url": url,
        "content_type": content_type,
        "captured_at": captured_at.isoformat() if captured_at is not None else None,
    }
    more = {"zone": page.zone, "several": several, "note": note, "made": made or None}
    meta.update({key: value for key, value in more.items() if value is not None})
    suffix = _SUFFIXES[0] if page.is_html else _SUFFIXES[1]
    folder.mkdir(parents=True, exist_ok=True)
    for path in old:
        path.unlink()
    (folder / f"page{suffix}").write_bytes(data)
    _write(folder / "meta.json", meta, indent=2)
    if expected is not None:
        write_expected(folder, expected)
    return load_case(folder)


def write_page(folder: Path, page: Page, expected: Sequence[Json] | None, *, force: bool = False) -> Case:
    """Write a case of *page*, with what is known of it; see :func:`write_case`."""
    known = {name: value for name, value in page.known.items() if name != "limits"}
    return write_case(folder, bytes_of(page.data), **known, expected=expected, force=force)


def write_expected(folder: Path, articles: Iterable[Mapping[str, Any]]) -> bool:
    """Write ``expected.json`` in *folder*; return whether that changed it."""
    return _write(folder / "expected.json", list(articles), indent=1)


def _write(path: Path, value: Any, *, indent: int) -> bool:
    data = (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
    if path.exists() and path.read_bytes() == data:
        return False
    path.write_bytes(data)
    return True
