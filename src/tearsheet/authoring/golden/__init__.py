"""Golden cases: pages with the Articles that must come out of them, held against an adapter field by field.

A case is a folder; :mod:`~tearsheet.authoring.golden.cases` reads and writes it,
:mod:`~tearsheet.authoring.golden.checks` says what must hold of it. The checks are run by pytest, which finds them
through the plugin ``pytest_tearsheet``, and by ``tearsheet check``.
"""

from __future__ import annotations

from tearsheet.authoring.golden.cases import Case, CaseError, find_cases, load_case, write_case
from tearsheet.authoring.golden.checks import Failure, check, names_of
from tearsheet.authoring.golden.now import Now, read_now

__all__ = [
    "Case",
    "CaseError",
    "Failure",
    "Now",
    "check",
    "find_cases",
    "load_case",
    "names_of",
    "read_now",
    "write_case",
]
