"""What a page holds and shows only when a script runs, or when none does: it is shown before the page is read.

Five kinds: text in ``<noscript>``, in a declarative shadow root or streamed by React, a story in elements that are
hidden until a script shows them, one that a script keeps as JSON, a page that prints nothing and yet states what it is
about, and the pictures of AMP, whose elements no browser knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape, unescape
from itertools import islice

from selectolax.lexbor import LexborNode

from tearsheet.adapters.generic.script_state import story_in_scripts
from tearsheet.adapters.generic.signs.class_hints import BODY, hint_of, names_of
from tearsheet.adapters.generic.signs.elements import PARAGRAPH
from tearsheet.page import Page
from tearsheet.page.metadata import Metadata
from tearsheet.reading.reader import Reader

# -- <noscript>, and what React streams --------------------------------------------------------------------------------

_NOSCRIPT = re.compile(r"<(/?)noscript(?=[\s>/])", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LEAST_BYTES = 400
"""Bytes of text from which a ``<noscript>`` holds more than the advice to turn scripts on."""
_SAYS_MORE = 1.2
"""How many times as much as the page shows a ``<noscript>`` must say to be the page."""
_STREAMED = '<div hidden id="S:'
_SHOWN = '<div id="S:'


def show_unscripted(reader: Reader) -> None:
    """Read what stands in ``<noscript>`` too, where it says more than all that is shown, and what React has streamed.

    A program that shows its page by script alone leaves the text there for those who run none. React sends the parts of
    a page as they are ready, each hidden until a script has moved it to its place.
    """
    if not reader.page.is_html:
        return
    covered = _covered(reader.page)
    if covered:
        reader.show(_shown(reader.page, covered))
    if reader.page.names.has_unknown("amp-img", "amp-anim", "amp-video"):
        reader.show(_without_amp(reader.page.guarded.text))
    nodes = reader.page.css("noscript,template")
    if any(node.tag == "template" for node in nodes) and _may_be_shadowed(reader.page.guarded.utf8):
        markup = _unshadowed(reader.page)
        if markup is not None:
            reader.show(markup)
            nodes = reader.page.css("noscript")
    markup = _unscripted(reader.page, [node for node in nodes if node.tag == "noscript"])
    if markup is not None:
        del nodes
        reader.show(markup)


def _unscripted(page: Page, nodes: list[LexborNode]) -> str | None:
    if b"\ns:" in b"\n" + page.names.words and any(name.startswith("S:") for name in page.names.values("id")):
        streamed = page.guarded.text
        if _STREAMED in streamed:
            return streamed.replace(_STREAMED, _SHOWN)
    # Each holds one text, its markup as written.
    inside = [child for node in nodes if (child := node.first_child) is not None]
    # A character has four bytes at most, so that most are known to be too short.
    texts = [text for node in inside if 4 * len(text := node.text_content or "") >= _LEAST_BYTES]
    held = max([len(_TAG.sub("", text).strip().encode()) for text in texts], default=0)
    if held < _LEAST_BYTES or held < _SAYS_MORE * sum(len(line.text) for line in page.lines):
        return None
    return _NOSCRIPT.sub(r"<\1div", page.guarded.text)


_AMP_VIDEO = re.compile(r"<amp-video(?=[\s>])([^>]*)>(?:[^<]|<(?!/?amp-video))*+</amp-video>", re.IGNORECASE)
_AMP_PLACEHOLDER = re.compile(r"<amp-img(?=\s)[^<>]*\s(?:placeholder|fallback)(?=[\s>=])[^<>]*>", re.IGNORECASE)
_AMP_IMAGE = re.compile(r"<(/?)amp-(?:img|anim)(?=[\s>])", re.IGNORECASE)
_AMP_END = re.compile(r"</img[^<>]*>", re.IGNORECASE)
_POSTER = re.compile(r"""\sposter\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)


def _without_amp(markup: str) -> str:
    """Return *markup* with the pictures of AMP as any page has them, a video as the picture that stands for it."""
    markup = _AMP_VIDEO.sub(
        lambda video: f"<img src={poster[1]}>" if (poster := _POSTER.search(video[1])) else "", markup
    )
    return _AMP_END.sub("", _AMP_IMAGE.sub(r"<\1img", _AMP_PLACEHOLDER.sub("", markup)))


_TEMPLATE = re.compile(r"<(/?)template(?=[\s>])([^>]*)>", re.IGNORECASE)
_SHADOW = re.compile(r"\bshadowroot(?:mode)?\s*=", re.IGNORECASE)


def _may_be_shadowed(utf8: bytes) -> bool:
    """Whether some markup names a shadow root, in one case: as HTML is written, as programs do, or in capitals."""
    return any(map(utf8.__contains__, (b"owroot", b"owRoot", b"OWROOT")))


def _unshadowed(page: Page) -> str | None:
    """Return the markup with the declarative shadow roots in it made plain elements; ``None`` where there are none."""
    markup = page.guarded.text
    parts: list[str] = []
    opened: list[bool] = []
    at = 0
    for match in _TEMPLATE.finditer(markup):
        if not match[1]:
            opened.append(_SHADOW.search(match[2]) is not None)
            shadow = opened[-1]
        else:
            shadow = opened.pop() if opened else False
        if shadow:
            parts += (markup[at : match.start()], f"<{match[1]}div>")
            at = match.end()
    return "".join([*parts, markup[at:]]) if parts else None


# -- hidden elements -------------------------------------------------------------------------------------------------

LITTLE_TOLD = 1500
"""Weight of what is shown of a story below which it is looked for in hidden elements."""

_NONE = re.compile(r"display\s*:\s*none[^;]*;?", re.IGNORECASE)
_HIDING = ("style", "hidden", "aria-hidden")
_PARAGRAPHS = 3
"""Paragraphs of a hidden story at least."""
_MORE = 2
"""How many times as much as is told they must hold."""


def hidden_shown(page: Page, told: int) -> str | None:
    """Return the markup with those hidden elements of one class shown that hold most prose, far more than is *told*.

    Elements whose names say that they are boilerplate (a consent form, comments) stay hidden.
    """
    if not page.is_html:
        return None
    groups: dict[str, list[LexborNode]] = {}
    held: dict[str, list[int]] = {}
    for node in _hidden(page, {"body", "form", "noscript", "template"}):
        names = node.attributes.get("class") or ""
        groups.setdefault(names, []).append(node)
        sizes = [len((each.text() or "").encode()) for each in node.css("p")]
        held.setdefault(names, []).extend([size for size in sizes if size >= PARAGRAPH])
    best = max(held, key=lambda names: sum(held[names]), default="")
    sizes = held.get(best, [])
    if len(sizes) < _PARAGRAPHS or sum(sizes) <= _MORE * told:
        return None
    return _shown(page, groups[best])


def _hidden(page: Page, never: Collection[str], most: int | None = None) -> Iterator[LexborNode]:
    """Yield the elements that are hidden, whose names do not say that they are boilerplate.

    :param never: the tags of elements that are passed over
    :param most: how many are looked at
    """
    for node, attributes in islice(_styled(page), most):
        hides = _NONE.search(attributes.get("style") or "") or "hidden" in attributes or "aria-hidden" in attributes
        if hides and node.tag not in never and hint_of(names_of(attributes)) in {None, BODY}:
            yield node


def _styled(page: Page) -> Iterator[tuple[LexborNode, Mapping[str, str | None]]]:
    """Yield the elements that are hidden or displayed in a way of their own, with their attributes."""
    for node in page.names.styled():
        attributes = node.attributes
        if (
            "hidden" in attributes
            or "display" in (attributes.get("style") or "").lower()
            or (attributes.get("aria-hidden") or "").lower() == "true"
        ):
            yield node, attributes


def _shown(page: Page, nodes: list[LexborNode]) -> str:
    """Return the markup of *page* with *nodes* shown, and leave the page as it is."""
    hiding = [{key: node.attributes[key] for key in _HIDING if key in node.attributes} for node in nodes]
    for node, attributes in zip(nodes, hiding, strict=True):
        for key in attributes:
            del node.attrs[key]
        node.attrs["style"] = _NONE.sub("", attributes.get("style") or "")
    markup = page.dom.html or ""
    for node, attributes in zip(nodes, hiding, strict=True):
        del node.attrs["style"]
        for key, value in attributes.items():
            node.attrs[key] = value
    return markup


_COVERED = frozenset({"div", "main", "section", "article"})


def _covered(page: Page) -> list[LexborNode]:
    """Return the elements that are ``aria-hidden`` since a dialog was open when the page was saved: the page itself.

    A browser shows them. They hold the page's ``<h1>`` or ``<main>``, and no other stands elsewhere; what slides by and
    dialogs that are closed are hidden in the same way, and hold none.
    """
    hidden = {
        node.mem_id: node
        for node, attributes in _styled(page)
        if node.tag in _COVERED and "hidden" not in attributes and not _NONE.search(attributes.get("style") or "")
    }
    if not hidden:
        return []
    around = {each.mem_id for node in hidden.values() for each in _up(node)}
    covered: dict[int, LexborNode] = {}
    for head in page.css("h1,main"):
        above = next((each.mem_id for each in (head, *_up(head)) if each.mem_id in hidden), None)
        if above is not None:
            covered[above] = hidden[above]
        elif head.mem_id not in around:
            return []
    return [node for node in covered.values() if any(_is_prose(each) for each in node.css("p"))]


def _up(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


_FOLDED = re.compile(
    r"accordi|collaps|expand|panel|toggle|unfold|more|rest\b|fold|read-?more|full-?text|spoiler", re.IGNORECASE
)
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "href", "onclick")
_MOST_FOLDED, _MOST_CONTROLS = 40, 400
"""Hidden elements, and what may unfold them, that are looked at: each is held against each."""
_AROUND = 2
"""Elements around a folded one in which paragraphs that are shown may stand beside it."""
_NEVER_FOLDED = frozenset("body form noscript template nav aside footer header dialog".split())  # noqa: SIM905


def unfolded(page: Page) -> str | None:
    """Return the markup with those parts of a story shown that a button unfolds; ``None`` where there are none.

    Such an element holds a paragraph, is called so or is named by a button, and it, or what is around it, stands beside
    paragraphs that are shown.
    """
    if not page.is_html:
        return None
    folded = list(filter(_may_be_folded, _hidden(page, _NEVER_FOLDED, _MOST_FOLDED)))
    if not folded:
        return None
    controls = page.css("button,a,label")[:_MOST_CONTROLS]
    named: dict[int, list[LexborNode]] = {}
    for node in folded:
        name = node.attributes.get("id") or ""
        named[node.mem_id] = [
            control
            for control in controls
            if len(name) > 1 and any(name in (control.attributes.get(key) or "") for key in _CONTROLS)
        ]
    folded = [node for node in folded if named[node.mem_id] or _is_called_folded(node)]
    buttons = [control for node in folded for control in named[node.mem_id] if control.tag == "button"]
    for button in buttons:
        button.attrs["hidden"] = ""
    markup = _shown(page, folded) if folded else None
    for button in buttons:
        if "hidden" in button.attributes:
            del button.attrs["hidden"]
    return markup


def _may_be_folded(node: LexborNode) -> bool:
    """Whether the hidden *node* holds a paragraph, and it or what is around it stands beside others that are shown."""
    around = node.parent
    for _ in range(_AROUND):
        if around is None or around.tag in {"body", "html"}:
            break
        if any(each.tag == "p" and _is_prose(each) for each in around.iter()):
            return any(_is_prose(each) for each in node.css("p"))
        around = around.parent
    return False


def _is_called_folded(node: LexborNode) -> bool:
    return node.attributes.get("role") == "tabpanel" or _FOLDED.search(names_of(node.attributes)) is not None


def _is_prose(node: LexborNode) -> bool:
    return len((node.text() or "").encode()) >= PARAGRAPH


# -- what is stated and not printed ----------------------------------------------------------------------------------

_BODY = re.compile(r"<body(?=[\s>])[^>]*>", re.IGNORECASE)
LITTLE_SHOWN = 400
"""Weight of what is told below which a page may be a shell, whose script keeps the story."""
_LEAST_STATED = 80
"""Characters that a page must state of itself to be told by them, and that any shell may show."""
_PRINTED = 0.5
"""How much else it may show, as a share of them."""


def stated_shown(page: Page, metadata: Metadata, *, nothing: bool = True) -> tuple[str, str] | None:
    """Return the markup of a page that shows next to nothing with the text it states of itself, and what states it.

    The text is what a script keeps under the page's headline, ``articleBody``, or else the longest stated description;
    the page must state a title too, since a shell that names but its site is no story.

    :param nothing: whether nothing at all is told; else only what a script keeps is told instead
    """
    if not page.is_html or metadata.headline is None:
        return None
    markup, said = story_in_scripts(page, metadata.headline) or "", "what a script of it prints"
    text = _words(markup)
    fact = max(metadata.all("body") or metadata.all("description"), key=lambda fact: len(fact.value), default=None)
    if fact is not None and nothing and len(words := _words(unescape(fact.value))) > len(text):
        # References in the attributes of a shell are often written twice over.
        text, markup, said = words, f"<p>{escape(words)}</p>", f"its {fact.source}"
    shown = sum(len(line.text) for line in page.lines)
    if len(text) < _LEAST_STATED or shown > _PRINTED * len(text) + _LEAST_STATED:
        return None
    whole = page.text
    opened = _BODY.search(whole)
    at = opened.end() if opened is not None else len(whole)
    return f'{whole[:at]}<article><div class="article-body">{markup}</div></article>{whole[at:]}', said


def _words(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())
