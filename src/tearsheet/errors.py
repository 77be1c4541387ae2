"""What can go wrong, each with the remedy in its message.

Every error that tearsheet raises on bad input derives from :class:`TearsheetError`; anything else is a defect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

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

    ``str()`` of it goes on with what each adapter said, of many the first 20, those that came near before the others.

    :param reasons: what gives, by adapter, why it said no; called when they are first asked for
    :param asked: how many adapters were asked
    """

    def __init__(self, message: str, *, reasons: Callable[[], Mapping[str, str]] | None = None, asked: int = 0) -> None:
        super().__init__(message)
        self.asked = asked
        self._why = reasons
        self._reasons: dict[str, str] = {}

    @property
    def reasons(self) -> dict[str, str]:
        """Adapter name → why it said no. Of an error from another process, only where there are 20 or fewer."""
        if self._why is not None:
            self._reasons, self._why = dict(self._why()), None
        return self._reasons

    def __str__(self) -> str:
        message: str = self.args[0]
        if self._why is None and not self._reasons:
            return message
        listed = list(self.reasons.items())[:_LISTED]
        said = "".join(f"\n  {name}: {reason}" for name, reason in listed) or " none is registered"
        left = self.asked - len(listed)
        return f"{message} Asked:{said}" + (f"\n  and {left:,} more: see tearsheet explain -v" if left > 0 else "")

    def __reduce__(self) -> tuple[object, ...]:
        # The page, of which the adapters would be asked, stays where it is.
        known = self.reasons if self.asked <= _LISTED else self._reasons
        return _rebuild, (type(self), self.args, {"asked": self.asked, "_why": None, "_reasons": known})


_LISTED = 20  # adapters whose reasons are told


class NotAnArticleError(TearsheetError):
    """The document holds several articles or a list of them, and ``parse_all`` yields each; or it holds none.

    What holds none is a check of the visitor, a page that says that there is none, a login or the like: the message
    says which, by which words of it, and what to do.
    """


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
