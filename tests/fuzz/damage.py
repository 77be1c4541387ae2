"""Damaged pages as a Hypothesis strategy: a seed, and a few edits that pages suffer or that somebody makes on purpose."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

_FIXTURES = Path(__file__).parents[1] / "fixtures"
_LONGEST = 20_000
# What a parser, a grammar or a writer may trip over.
_TOKENS = (
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#x", b"&amp;#x26;", b"\0", b"\x0c", b"\x1b[0m"),
    *(b"<p>", b"</div>", b"<table><tr><td>", b"<details>", b"<svg>", b"<noscript>", b"<template>", b"<script>"),
    *(b"<a:00Z>", b"<x:>", b"<ul><li>" * 20, b"<blockquote>" * 30, b"<div hidden>" * 30, b" " * 300, b"\n" * 300),
    *(b'{"@graph":[', b"}]", b'"', b"\\", b"\xff\xfe", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf0\x9f", b"\x81\x30"),
    *(b"2026-02-30", b"24:61", b"99999999999999999999", b"7h ago", "昨天 25:00".encode(), "来源：".encode()),
    *(b"---\ntitle: [\n---\n", b"# ", b"```", b"| a | b |\n|---|---|\n", b"<rss><channel><item>", b"<feed>"),
)


@cache
def seeds() -> tuple[bytes, ...]:
    """The pages of the fixtures, in a fixed order, cut where they are long."""
    pages = [path for path in _FIXTURES.glob("*/*/page.*") if path.suffix != ".json"]
    return tuple(path.read_bytes()[:_LONGEST] for path in sorted(pages))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A page with up to six edits: something cut out, doubled, swapped, put in, or taken from another page."""
    data = draw(st.sampled_from(seeds()))
    for edit in draw(st.lists(st.sampled_from(("cut", "double", "token", "bytes", "splice", "end")), max_size=6)):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(1, 400))
        if edit == "cut":
            data = data[:at] + data[at + size :]
        elif edit == "double":
            data = data[: at + size] + data[at:]
        elif edit == "token":
            data = data[:at] + draw(st.sampled_from(_TOKENS)) * draw(st.integers(1, 3)) + data[at:]
        elif edit == "bytes":
            data = data[:at] + draw(st.binary(min_size=1, max_size=8)) + data[at + 1 :]
        elif edit == "splice":
            other = draw(st.sampled_from(seeds()))
            data = data[:at] + other[draw(st.integers(0, len(other))) :]
        else:
            data = data[:at]
    return data[: 2 * _LONGEST]
