"""An immutable, hashable, picklable mapping, so that an Article cannot change after it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Never, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that refuses every change; equal to any mapping with the same items, in any order."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> Never:
        raise TypeError(f"{type(self).__name__} is immutable; build a new one with dict(...)")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)

    def __repr__(self) -> str:
        return dict.__repr__(self)


_FROZEN = frozenset({FrozenDict, bool, float, int, str, type(None)})
_MAPPINGS = (dict, Mapping)  # to ask whether something is an abstract Mapping takes ten times as long


def freeze(value: Any) -> Any:
    """Return *value*, a JSON value, with every list made a tuple and every mapping a :class:`FrozenDict`."""
    if type(value) in _FROZEN:
        return value
    if isinstance(value, _MAPPINGS):
        return FrozenDict({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value
