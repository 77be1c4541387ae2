"""The columns that a class of the model has in Arrow, derived from its fields.

A field is a column of the same name, but for what Arrow has no type for: an instant stands in UTC with the offset at
which it was stated, in minutes, in a column after it; a span is microseconds; a mapping of any JSON is its text; and
what nests in itself, as comments do, is a flat list in which each says its depth.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, frozen, has

Cell = Literal["plain", "plains", "instant", "offset", "span", "struct", "structs", "thread", "numbers", "json"]


@frozen(kw_only=True)
class Column:
    """A column.

    :param field: the field of the class whose value it holds
    :param cell: how it holds it: as it is, or several; as a struct, or several; and what else the module says
    :param type: of one value: ``str``, ``int``, ``float``, ``bool``, or a class of the model
    """

    name: str
    field: str
    cell: Cell
    type: type


_FIRST = frozenset({"adapter", "layout"})
# How a page was read stands before what was read: people look at the first columns.


@cache
def columns_of(kind: type) -> tuple[Column, ...]:
    """Return the columns of *kind*, a class of the model, in the order of its fields but for :data:`_FIRST`."""
    hints = get_type_hints(kind)
    found: list[Column] = []
    offsets: list[Column] = []
    for each in sorted(fields(kind), key=lambda each: each.name not in _FIRST):
        if each.name == thread_of(kind):
            continue
        column = _column(each.name, _known(hints[each.name]))
        if column.cell != "instant":
            # Instants that follow one another keep together: start, end, start_offset, end_offset.
            found += offsets
            offsets = []
        found.append(column)
        if column.cell == "instant":
            offsets.append(Column(name=f"{each.name}_offset", field=each.name, cell="offset", type=int))
    return (*found, *offsets)


@cache
def thread_of(kind: type) -> str | None:
    """Return the name of the field in which objects of *kind* hold others of the kind, where there is one."""
    hints = get_type_hints(kind)
    return next((each.name for each in fields(kind) if get_args(hints[each.name])[:1] == (kind,)), None)


def _known(hint: Any) -> Any:
    """Return the type of a value that is there: ``str`` of ``str | None``."""
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return hint


def _column(name: str, hint: Any) -> Column:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Column(name=name, field=name, cell="plain", type=type(args[0]))
    if origin is tuple:
        cell: Cell = ("thread" if thread_of(args[0]) else "structs") if has(args[0]) else "plains"
        return Column(name=name, field=name, cell=cell, type=args[0])
    if origin is Mapping:
        return Column(name=name, field=name, cell="numbers" if args[1] is float else "json", type=args[1])
    if hint is datetime:
        return Column(name=name, field=name, cell="instant", type=datetime)
    if hint is timedelta:
        return Column(name=f"{name}_us", field=name, cell="span", type=int)
    return Column(name=name, field=name, cell="struct" if has(hint) else "plain", type=hint)
