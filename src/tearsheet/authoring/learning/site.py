"""A site written down: its module, its golden cases, and how they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen

import tearsheet
from tearsheet.adapters.registry import Reading, Registry
from tearsheet.authoring.golden.cases import Case, find_cases, write_page
from tearsheet.authoring.golden.checks import Failure, names_of
from tearsheet.authoring.golden.session import Session
from tearsheet.authoring.learning.cases import (
    CasePage,
    expected_of,
    not_as_told,
    read_case,
    usual_fields,
    values_in,
    what_is_broken,
    what_is_worse,
    with_whole_title,
)
from tearsheet.authoring.learning.known import Known, check_known
from tearsheet.authoring.learning.learned import Learned
from tearsheet.authoring.learning.learning import learn
from tearsheet.authoring.learning.module import module_source
from tearsheet.authoring.learning.project import Project, ProjectError
from tearsheet.authoring.learning.sample import Sample
from tearsheet.captures.records import bytes_of
from tearsheet.errors import InputError
from tearsheet.page import Page
from tearsheet.reading.adapter import NAME, Adapter


@frozen(kw_only=True)
class Site:
    """What was written.

    :ivar adapter: the adapter, as its module has it now
    :ivar learned: what was learned; ``None`` where cases were added to a site that was known
    :ivar files: the files that were written or changed
    :ivar cases: the cases that were written
    :ivar checks: how many checks were made of all cases of the site
    :ivar failures: those that failed, with the name of their case
    :ivar broken: of cases that were added, what the adapter does not read right on them, in words
    :ivar worse: of cases that were there, what is read less well than was expected of them, in words
    :ivar fresh: of how many values in the cases that were written nobody has said that they are right
    """

    adapter: Adapter
    learned: Learned | None = None
    files: tuple[Path, ...]
    cases: tuple[Case, ...]
    checks: int
    failures: tuple[tuple[str, Failure], ...]
    broken: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    fresh: int = 0


def check_name(name: str) -> str:
    """Return *name* as it is.

    :raises InputError: for one that no adapter may have
    """
    if NAME.fullmatch(name) is None:
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-site"
        raise InputError(f"{name!r} cannot be the name of an adapter; use lower case words with hyphens: {plain}")
    return name


def case_name(file: str, taken: Sequence[str] = ()) -> str:
    """Return a name for the case of a page saved as *file*, one that is not in *taken*."""
    stem = re.sub(r"\.(?:x?html?|txt|mhtml)$", "", Path(file).name, flags=re.IGNORECASE)
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40].strip("-") or "page"
    number = 1
    name = plain
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    return name


def _apart(case_pages: Sequence[CasePage], cases: Sequence[Case]) -> list[CasePage]:
    """Return *case_pages* under names that no case of another page has: the pages of each day may be ``1.html``."""
    held = {case.folder.name: case.page_path.read_bytes() for case in cases}
    found: list[CasePage] = []
    for each in case_pages:
        data = bytes_of(each.page.data)
        if held.get(each.case, data) != data:
            each = evolve(each, case=case_name(each.case, [*held, *[other.case for other in case_pages]]))  # noqa: PLW2901
        held[each.case] = data
        found.append(each)
    return found


def check_pages(case_pages: Sequence[CasePage]) -> None:
    """Look that what is known of each page is on it, before anything is written.

    :raises NotOnPageError: for the first text that is not on its page
    """
    for number, case_page in enumerate(case_pages):
        if case_page.page.is_html:
            check_known(Sample(case_page.page, None), case_page.known, number)


def write_site(
    project: Project,
    name: str,
    case_pages: Sequence[CasePage],
    *,
    zone: str | None = None,
    hosts: Sequence[str] = (),
    force: bool = False,
) -> Site:
    """Learn the site *name* from *case_pages*, and write its module and its cases.

    With *force* a module that is there is written anew, learned from the pages of its cases as well, whose expectations
    are written anew too.

    :raises ProjectError: when there is a module or a case already, unless *force*; nothing is written then
    :raises InputError: when nothing can be learned
    """
    module = project.module(name)
    folder = project.fixtures / name
    if module.exists() and not force:
        raise ProjectError(f"{module} is there already; --force writes it anew, from the pages of its cases as well")
    known = tearsheet.registry.adapters.get(name)
    if known is not None and type(known).__module__ != project.dotted_module(name):
        raise ProjectError(f"there is an adapter {name!r} already, in {type(known).__module__}; choose another name")
    before = [*find_cases(folder)]
    case_pages = _apart(case_pages, before)
    if not force:
        clash = [case_page.case for case_page in case_pages if (folder / case_page.case).exists()]
        if clash:
            raise ProjectError(f"{folder / clash[0]} is there already; --force writes it anew")
    case_pages = [with_whole_title(each, zone) for each in case_pages]
    older = [case for case in before if case.folder.name not in {case_page.case for case_page in case_pages}]
    every = [*case_pages, *[CasePage(case.page(), Known(), case.folder.name) for case in older]]
    learned = learn([case_page.page for case_page in every], [case_page.known for case_page in every], zone=zone)
    if hosts:
        learned = evolve(learned, hosts=tuple(dict.fromkeys([*hosts, *learned.hosts])))
    source = module_source(learned, name)
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(source, encoding="utf-8")
    changed = project.announce(name)
    adapter = project.load(name)
    assert adapter is not None, "it has just been written"
    registry = _registry_with(adapter)
    worse = [f"{case.folder.name}: {said}" for case in before for said in what_is_worse(case, registry, name)]
    broken = [f"{each.case}: {said}" for each in case_pages for said in not_as_told(each, registry, name)]
    cases = [_write(folder, case_page, registry, name, force=force) for case_page in every]
    checks, failures = _check(cases, registry)
    return Site(
        broken=tuple(broken),
        worse=tuple(worse),
        fresh=values_in(cases),
        adapter=adapter,
        learned=learned,
        files=(module, *changed),
        cases=tuple(cases),
        checks=checks,
        failures=failures,
    )


def add_cases(project: Project, name: str, case_pages: Sequence[CasePage]) -> Site:
    """Add *case_pages* as cases of the site *name*, which is known, and tell what of them it does not read right.

    What is expected is what is read, but for what is known to be otherwise: those checks then fail.

    :raises ProjectError: when there is no such adapter, or a case of that name is there
    :raises NotOnPageError: for a known text that is not on its page
    """
    adapter = project.load(name)
    if adapter is None:
        raise ProjectError(f"{project.module(name)} is not there")
    folder = project.fixtures / name
    older = [*find_cases(folder)]
    case_pages = _apart(case_pages, older)
    for number, case_page in enumerate(case_pages):
        check_known(Sample(case_page.page, adapter.zone), case_page.known, number)
        if (folder / case_page.case).exists():
            raise ProjectError(f"{folder / case_page.case} holds this page already; --take-back removes it")
    case_pages = [with_whole_title(each, adapter.zone) for each in case_pages]
    registry = _registry_with(adapter)
    usual = usual_fields(older)
    cases: list[Case] = []
    broken: list[str] = []
    for case_page in case_pages:
        broken.extend(f"{case_page.case}: {said}" for said in what_is_broken(case_page, registry, name, usual))
        cases.append(_write(folder, case_page, registry, name))
    kept = [case for case in older if case.folder not in {each.folder for each in cases}]
    checks, failures = _check([*kept, *cases], registry)
    return Site(
        adapter=adapter,
        files=(),
        cases=tuple(cases),
        checks=checks,
        failures=failures,
        broken=tuple(broken),
        fresh=values_in(cases),
    )


def take_back(project: Project, name: str, pages: Sequence[Page]) -> list[Path]:
    """Remove the cases of the site *name* that hold one of *pages*; return their folders.

    :raises ProjectError: for a page that no case of the site holds; nothing is removed then
    """
    folder = project.fixtures / name
    held = {case.folder: case for case in find_cases(folder)}
    found: list[Path] = []
    for number, page in enumerate(pages, 1):
        same = [path for path, case in held.items() if case.page_path.read_bytes() == bytes_of(page.data)]
        if not same:
            raise ProjectError(f"page {number} is that of no case in {folder}, so there is nothing to take back")
        found.extend(same)
    for path in dict.fromkeys(found):
        for file in (held[path].page_path, path / "meta.json", path / "expected.json"):
            file.unlink(missing_ok=True)
        if not any(path.iterdir()):
            path.rmdir()
    return list(dict.fromkeys(found))


def _registry_with(adapter: Adapter) -> Registry:
    """Return the registry that the tests will have, with *adapter* in it."""
    registry = Registry()
    for each in tearsheet.registry.adapters.values():
        if each.name != adapter.name:
            registry.register(each)
    registry.register(adapter)
    return registry


def _write(folder: Path, case_page: CasePage, registry: Registry, name: str, *, force: bool = False) -> Case:
    reading = read_case(case_page, registry, name)
    expected = [expected_of(reading, case_page.known)] if isinstance(reading, Reading) else None
    return write_page(folder / case_page.case, case_page.page, expected, force=force)


def _check(cases: Sequence[Case], registry: Registry) -> tuple[int, tuple[tuple[str, Failure], ...]]:
    session = Session(registry)
    count = 0
    failures: list[tuple[str, Failure]] = []
    for case in cases:
        for name in names_of(case):
            count += 1
            failure = session.check(case, name)
            if failure is not None:
                failures.append((case.name, failure))
    return count, tuple(failures)
