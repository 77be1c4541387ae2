"""What came of an address: the page, or why there is none."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from tearsheet.captures import Record

__all__ = ["Fetched", "Missed"]


@frozen(kw_only=True)
class Fetched:
    """A page as it came.

    :param asked: the address that was asked for
    :param url: the address after redirects
    :param headers: those of the answer, in their order
    :param data: the body, unpacked from the compression it was sent in
    :param captured_at: when the answer came
    """

    asked: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    data: bytes
    captured_at: datetime

    @property
    def content_type(self) -> str | None:
        """The header, as it was sent."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)

    def record(self) -> Record:
        """Return it as what :func:`tearsheet.bulk.parse_many` reads."""
        return Record(
            id=self.asked,
            data=self.data,
            url=self.url,
            content_type=self.content_type,
            captured_at=self.captured_at,
        )


@frozen(kw_only=True)
class Missed:
    """An address from which no page came.

    :param why: one line for people
    """

    asked: str
    why: str
