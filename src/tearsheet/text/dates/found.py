"""What :func:`tearsheet.text.dates.find_moments` finds."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from tearsheet.model.moment import Moment

__all__ = ["Found", "Label"]

Label = Literal["published", "updated"]
"""What a label says. A label that says neither (时间, "Date") has no kind."""


@frozen(kw_only=True)
class Found:
    """A time found in a line.

    :param start: where its words begin in the line
    :param end: where they end
    :param label: what it is the time of, where a label says so
    :param label_start: where the label begins; ``start`` where there is none
    :param label_end: where the label ends, its colon included; a label can follow the time (3小时前更新)
    """

    start: int
    end: int
    label: Label | None
    label_start: int
    label_end: int
    moment: Moment
