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
copyright = "the tearsheet maintainers"  # noqa: A001 - the name that Sphinx asks for
version = release = tearsheet.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"tearsheet {version}"
html_copy_source = False

autodoc_default_options = {"member-order": "bysource"}
autodoc_typehints = "signature"
maximum_signature_line_length = 110
python_use_unqualified_type_names = True

# Every reference must lead somewhere. What other projects document is left out, since a build must not need a network.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(collections|datetime|os|pathlib|re|typing|selectolax|zyte_common_items)\..*|LexborNode|Scope|T_co")
]


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """Lead a reference to where a thing is defined (``tearsheet.model.Article``) to its public name.

    What is there and has no public name stays words.
    """
    target: str = node.get("reftarget", "")
    module, _, name = target.rpartition(".")
    if not target.startswith("tearsheet."):
        return None
    if getattr(tearsheet, name, None) is _object(module, name) and name in tearsheet.__all__:
        domain = env.get_domain("py")
        return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"tearsheet.{name}", node, content)
    return content if _object(module, name) is not None else None


def _object(module: str, name: str) -> Any:
    try:
        return getattr(import_module(module), name, None) or import_module(f"{module}.{name}")
    except ImportError:
        return None


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", _resolve)
