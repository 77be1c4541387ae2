"""How the documentation is built: ``python -m sphinx -W docs docs/_build/html``. Nothing is fetched."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import tearsheet

project = "tearsheet"
author = "The tearsheet maintainers"
copyright = "the tearsheet maintainers"  # noqa: A001 - Sphinx asks for it by this name
version = release = tearsheet.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"tearsheet {version}"
html_copy_source = False

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True

# Every reference must lead somewhere, but for what other projects document: their pages are not asked for at build time.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(collections|datetime|enum|re|types|typing)\..*"),
    ("py:.*", r"(selectolax|lxml|attrs)\b.*"),
    ("py:class", r"(Any|Mapping|Iterator|Sequence|Callable|Never|LexborNode|LexborHTMLParser)"),
    ("py:exc", r"(TypeError|ValueError|Exception)"),
    ("py:class", r"(TypeError|ValueError|Exception|optional)"),
]


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """Lead a reference to where a thing is defined (``tearsheet.model.Article``) to its public name."""
    module, _, name = node.get("reftarget", "").rpartition(".")
    if not module.startswith("tearsheet") or name not in tearsheet.__all__:
        return None
    public: Any = getattr(tearsheet, name)
    if getattr(import_module(module), name, None) is not public:
        return None
    domain = env.get_domain("py")
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"tearsheet.{name}", node, content)


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", _resolve)
