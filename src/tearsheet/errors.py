"""What can go wrong, each with the remedy in its message.

Every error that tearsheet raises on bad input derives from :class:`TearsheetError`; anything else is a defect.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "DecodeError",
    "DuplicateAdapterError",
    "FormatError",
    "InputError",
    "LimitError",
    "MissingExtraError",
    "NoAdapterError",
    "NoEditionError",
    "NotAnArticleError",
    "ParseError",
    "SourceError",
    "TearsheetError",
    "TimeLimitError",
    "WorkerDiedError",
    "WorkerStartError",
]


class TearsheetError(Exception):
    """Base of all errors of this library. Picklable, so that worker processes can report them."""

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class DecodeError(TearsheetError):
    """The bytes cannot be read as text at all (binary data, an image, a PDF).

    :param position: byte offset of the first offending byte, where one is known
    """

    def __init__(self, message: str, *, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


class InputError(TearsheetError, ValueError):
    """An argument that cannot be used: a naive ``captured_at``, a broken selector, an unknown name."""


class LimitError(TearsheetError):
    """The input is larger or more deeply nested than a limit allows.

    :param limit: name of the limit, as in :class:`tearsheet.page._guard.Limits`
    :param value: what was met
    :param cap: what is allowed
    """

    def __init__(self, message: str, *, limit: str, value: int, cap: int) -> None:
        super().__init__(message)
        self.limit = limit
        self.value = value
        self.cap = cap


class NoAdapterError(TearsheetError):
    """No registered adapter recognises the page.

    :param reasons: adapter name → why it said no
    """

    def __init__(self, message: str, *, reasons: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.reasons = dict(reasons or {})


class NotAnArticleError(TearsheetError):
    """The document holds several articles or a list of them: ``parse_all`` yields each."""


class ParseError(TearsheetError):
    """An adapter recognised the page but a required part is not on it.

    :param adapter: name of the adapter
    :param field: the Article field that could not be filled
    :param line: number of the page line where reading stopped, where one is known
    """

    def __init__(self, message: str, *, adapter: str, field: str, line: int | None = None) -> None:
        super().__init__(message)
        self.adapter = adapter
        self.field = field
        self.line = line


class DuplicateAdapterError(TearsheetError):
    """Two adapters claim one name."""


class FormatError(TearsheetError):
    """Data that is not of the form it should be, or an Article that a form cannot write.

    :param path: where in the Article, as a JSONPath (``$.editions[0].title``); ``None`` where it is no place in one
    """

    def __init__(self, message: str, *, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path


class NoEditionError(TearsheetError):
    """The Article has no edition in the language asked for.

    :param edition: the language asked for
    :param available: the languages there are
    """

    def __init__(self, message: str, *, edition: str, available: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.edition = edition
        self.available = available


class MissingExtraError(TearsheetError, ImportError):
    """What was asked for needs a package that is not installed; the message has the command that installs it."""


class SourceError(TearsheetError):
    """A file of pages is damaged, or cannot be read: cut off, no such form, a record of it broken."""


class TimeLimitError(TearsheetError):
    """Reading a page took longer than it may; its worker process was ended.

    :param seconds: how long it may take
    """

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class WorkerDiedError(TearsheetError):
    """The worker process that read a page is dead: killed, out of memory, or crashed in C code.

    :param exitcode: as ``multiprocessing.Process.exitcode`` has it, negative for a signal; ``None`` if not known
    """

    def __init__(self, message: str, *, exitcode: int | None = None) -> None:
        super().__init__(message)
        self.exitcode = exitcode


class WorkerStartError(TearsheetError):
    """No worker process could be started, so that no page can be read."""


def _rebuild(kind: type[TearsheetError], args: tuple[object, ...], state: dict[str, object]) -> TearsheetError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error
