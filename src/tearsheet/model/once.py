"""Values that are made once, on first use."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, TypeVar

__all__ = ["cached_property"]

T = TypeVar("T")

if TYPE_CHECKING or sys.version_info >= (3, 12):
    cached_property = functools.cached_property
else:

    class cached_property(functools.cached_property[T]):  # noqa: N801 - a stand-in for that of Python 3.12
        """That of Python 3.12: without the lock, which costs more than most of the values and holds up every thread."""

        def __get__(self, instance: object, owner: object = None) -> object:
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value
