"""The adapter module as a person would write it."""

from __future__ import annotations

import io
import re
import textwrap
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from keyword import iskeyword

from tearsheet.authoring.learning.learned import Learned, LearnedLayout
from tearsheet.authoring.learning.written import literal, pattern_literal
from tearsheet.fields.declared import FIELDS

_WIDTH = 120  # of a line, as ruff format leaves it
_STEP = 4  # spaces of an indent
_SHOWN = 6  # addresses of pages named in the docstring
_OPENING = {"(": ")", "[": "]", "{": "}"}


def module_name(name: str) -> str:
    """Return the name of the module of the adapter *name*."""
    plain = re.sub(r"\W", "_", name)
    return f"site_{plain}" if plain[:1].isdigit() or iskeyword(plain) else plain


def class_name(name: str) -> str:
    """Return the name of the class of the adapter *name*."""
    plain = "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_.]", name))
    return f"Site{plain}" if plain[:1].isdigit() or iskeyword(plain) else plain


def class_of_layout(name: str) -> str:
    """Return the name of the class of the layout *name*."""
    plain = re.sub(r"\W+", "_", name).strip("_")
    plain = plain[:1].upper() + plain[1:]
    return plain if plain.isidentifier() and not iskeyword(plain) else f"Layout_{plain}"


def module_source(learned: Learned, name: str) -> str:
    """Return the source of the module that declares the adapter *name*; it is formatted as ruff would."""
    site = learned.hosts[0] if learned.hosts else name
    several = len(learned.layouts) > 1
    uses = {"DeclaredAdapter"}.union(*[layout_uses(layout) for layout in learned.layouts])
    uses |= {"Signature"} if learned.signature else set()
    imports = ["from typing import ClassVar", ""] if "ClassVar" in uses else []
    imports += ["from tearsheet import Signature"] if "Signature" in uses and (learned.signature or several) else []
    uses -= {"ClassVar", "Signature"} | (set() if several else {"PageLayout"})
    imports += [f"from tearsheet.fields import {', '.join(sorted(uses, key=import_order))}"]
    lines = [
        f'"""Stories of {_docstring(site)}."""',
        "",
        "from __future__ import annotations",
        "",
        *[line for each in imports for line in (wrapped(each, 0) if each.startswith("from tearsheet.f") else [each])],
        "",
        "",
        f"class {class_name(name)}(DeclaredAdapter):",
        *_told(learned, site),
        "",
        *_unsure(learned.unsure, _STEP),
        *_known_by(learned, name),
    ]
    if not several:
        lines += ["", *_fields(learned.layouts[0], _STEP)]
    for layout in learned.layouts if several else ():
        lines += ["", *layout_lines(layout, _STEP)]
    # A selector is one string, however long the way down to its element is.
    long = [len(line) > _WIDTH and not line.startswith("    - http") for line in lines]
    return "".join([f"{line}  # noqa: E501\n" if cut else f"{line}\n" for line, cut in zip(lines, long, strict=True)])


def _told(learned: Learned, site: str) -> Iterator[str]:
    """Yield the docstring of the class: what it reads, and what it was learned from."""
    if not learned.pages:
        yield f'    """Stories of {_docstring(site)}."""'
        return
    yield f'    """Stories of {_docstring(site)}.'
    yield ""
    count = "a page" if learned.pages == 1 else f"{learned.pages} pages"
    yield f"    Learned from {count} by ``tearsheet new``{':' if learned.urls else '.'}"
    if learned.urls:
        yield ""
        # Long addresses stay whole, so that they can be opened.
        yield from (f"    - {_docstring(url)}" for url in learned.urls[:_SHOWN])
    yield '    """'


def _docstring(text: str) -> str:
    """Return *text* as it may stand in a docstring: on one line, and ending it nowhere."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return shown.replace("\\", "").replace('"', "'")


def import_order(name: str) -> tuple[int, str]:
    """As isort has it: constants, then classes, then functions."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)


def _known_by(learned: Learned, name: str) -> Iterator[str]:
    yield f"    name = {literal(name)}"
    if learned.hosts:
        yield from wrapped(f"hosts = {_tuple(list(map(literal, learned.hosts)))}", _STEP)
    if learned.paths:
        yield from wrapped(f"paths = {_tuple(list(map(pattern_literal, learned.paths)))}", _STEP)
    if learned.signature:
        yield from wrapped(f"signature = {signature_code(learned.signature)}", _STEP)
    if learned.zone:
        yield f"    zone = {literal(learned.zone)}"


def signature_code(selectors: Sequence[str], given: Sequence[str] = (), *more: str) -> str:
    """Return the call that makes a signature of *selectors*, after what is *given* as code already, before *more*."""
    return f"Signature({', '.join([*given, f'selectors={_tuple(list(map(literal, selectors)))}', *more])})"


def _tuple(items: Sequence[str]) -> str:
    """Return a tuple of what is code already."""
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def layout_lines(layout: LearnedLayout, indent: int) -> list[str]:
    """Return the class of *layout*, which stands *indent* columns into the module."""
    kind = class_of_layout(layout.name)
    given = [layout.old.base or "PageLayout"]
    if layout.since is not None:
        given.append(f"since=date({layout.since.year}, {layout.since.month}, {layout.since.day})")
    if layout.marks:
        given.append(f"signature={signature_code(layout.marks)}")
    if kind.lower().replace("_", "-") != layout.name:
        given.append(f"layout={literal(layout.name)}")
    inner = indent + _STEP
    said = comment(layout.note, inner) or [f'{" " * inner}"""The {_docstring(layout.name)} of the layouts."""']
    return [*wrapped(f"class {kind}({', '.join(given)}):", indent), *said, "", *_fields(layout, inner)]


def layout_uses(layout: LearnedLayout) -> set[str]:
    """Return the names that the class of *layout* needs."""
    used = {"PageLayout"} if layout.old.base is None else set[str]()
    for each in layout.fields.values():
        used |= set() if each.inherited else each.written.uses
    used |= {"date"} if layout.since is not None else set()
    used |= {"Signature"} if layout.marks else set()
    mapped = any(not isinstance(code, tuple) for code in _codes(layout).values()) or bool(layout.drops)
    return used | ({"ClassVar"} if mapped and not _is_bare(layout) else set())


def _is_bare(layout: LearnedLayout) -> bool:
    """Whether the module of the old fields declares mappings without ``ClassVar``."""
    return layout.old.module is not None and layout.old.module.bare_mappings


def _codes(layout: LearnedLayout) -> dict[str, tuple[str, ...] | Mapping[str, str]]:
    """Return the code of the fields that are written, those that are not inherited; a mapping of fields as one."""
    found: dict[str, tuple[str, ...] | Mapping[str, str]] = {}
    for name in FIELDS:
        own, keys = layout.fields.get(name), layout.mappings.get(name)
        if own is not None and not own.inherited:
            found[name] = own.code
        if keys is not None and not (keys and all(each.inherited for each in keys.values())):
            kept = {
                key: layout.old.code(name, key) if each.inherited else str(each.written) for key, each in keys.items()
            }
            found[name] = {key: code for key, code in kept.items() if code is not None}
    return found


def comment(text: str, indent: int) -> list[str]:
    """Return *text* as a comment, as many lines as it takes."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    cut = textwrap.wrap(plain, _WIDTH - indent - 2, break_long_words=True, break_on_hyphens=False)
    return [f"{' ' * indent}# {line}" for line in cut]


def _unsure(doubts: Iterable[str], indent: int) -> list[str]:
    return [line for doubt in doubts for line in comment(f"unsure: {doubt}", indent)]


def _fields(layout: LearnedLayout, indent: int) -> Iterator[str]:
    declared = "{}" if _is_bare(layout) else "{}: ClassVar"
    for name, code in _codes(layout).items():
        for each in (*layout.fields.values(), *layout.lost):
            if each.name.partition(".")[0] == name and not each.inherited:
                yield from comment(each.evidence, indent) if layout.old else ()
                yield from _unsure(each.unsure, indent)
        if isinstance(code, tuple):
            yield from field_lines(name, code, indent)
        else:
            yield from mapping_lines(declared.format(name), code, indent)
    yield from _unsure(layout.unsure, indent)
    if layout.drops:
        drops = {rule: one_or_more(each) for rule, each in layout.drops.items()}
        yield from mapping_lines(declared.format("drops"), drops, indent)


def field_lines(name: str, code: Sequence[str], indent: int) -> Iterator[str]:
    """Yield the lines that declare the field *name*, whose alternatives are *code*."""
    flat = f"{name} = {' | '.join(code)}"
    # As ruff has it: of two alternatives the second is broken where it stands, more stand one below the other.
    hugged = len(code) == 2 and indent + _last_bracket(flat)[0] < _WIDTH
    if len(code) < 2 or indent + len(flat) <= _WIDTH or hugged:
        yield from wrapped(flat, indent)
        return
    if len(code) == 2:
        yield from _joined(f"{name} = {code[0]}", code[1], indent)
        return
    pad = " " * indent
    yield f"{pad}{name} = ("
    for number, each in enumerate(code):
        yield from wrapped(f"| {each}" if number else each, indent + _STEP)
    yield f"{pad})"


def mapping_lines(name: str, items: Mapping[str, str], indent: int) -> list[str]:
    """Return the lines that declare a mapping, one item a line where there are several."""
    said = ", ".join([f"{literal(key)}: {code}" for key, code in items.items()])
    return wrapped(f"{name} = {{{said}}}", indent, explode=len(items) > 1)


def _joined(first: str, second: str, indent: int) -> Iterator[str]:
    """Yield two calls joined by ``|``, each broken in its own brackets."""
    *head, last = wrapped(first, indent, explode=True)
    one, *rest = wrapped(second, indent, explode=True)
    yield from head
    yield f"{last} | {one.strip()}"
    yield from rest


def one_or_more(selectors: Sequence[str]) -> str:
    """Return one selector as a literal, several as a list."""
    each = list(map(literal, selectors))
    return each[0] if len(each) == 1 else f"[{', '.join(each)}]"


# -- line breaks -------------------------------------------------------------------------------------------------------


def wrapped(code: str, indent: int, *, explode: bool = False) -> list[str]:
    """Return *code* in lines of at most 120 columns, broken in its outermost brackets, one item a line.

    :param explode: break it even where it would fit
    """
    pad = " " * indent
    if not explode and indent + len(code) <= _WIDTH:
        return [pad + code]
    if code.startswith("from ") and " import " in code:
        head, _, names = code.partition(" import ")
        return [f"{pad}{head} import (", *[f"{pad}    {name}," for name in names.split(", ")], f"{pad})"]
    start, end = _last_bracket(code)
    if start < 0:
        return [pad + code]
    lines = [pad + code[: start + 1]]
    for item in _items(code[start + 1 : end]):
        inner = wrapped(item, indent + _STEP)
        inner[-1] += ","
        if len(inner[-1]) > _WIDTH:
            inner = wrapped(item, indent + _STEP, explode=True)
            inner[-1] += ","
        lines.extend(inner)
    lines.append(pad + code[end:])
    return lines


def _last_bracket(code: str) -> tuple[int, int]:
    """Return where the last of the outermost brackets opens and closes; -1 for none."""
    found = (-1, -1)
    depth = start = 0
    for at, char in _plain(code):
        if char in _OPENING:
            if not depth:
                start = at
            depth += 1
        elif char in _OPENING.values():
            depth -= 1
            if not depth and at > start + 1:
                found = (start, at)
    return found


def _items(code: str) -> list[str]:
    cuts = [-1]
    depth = 0
    for at, char in _plain(code):
        depth += (char in _OPENING) - (char in _OPENING.values())
        if char == "," and not depth:
            cuts.append(at)
    cuts.append(len(code))
    pieces = [code[start + 1 : end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece]


def _plain(code: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of *code* that stand in no string literal, with their places."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.OP:
            yield token.start[1], token.string
