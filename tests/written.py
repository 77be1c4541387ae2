"""An article of few parts, for the tests of the forms that it is written in."""

from __future__ import annotations

import attrs

from tearsheet.model import Article, Block, Edition

_EDITION = {field.name for field in attrs.fields(Edition)}


def article(*body: Block, **parts) -> Article:
    """Return an article in English that has *body* and *parts*, those of an edition in its only one."""
    edition = {name: parts.pop(name) for name in _EDITION & {*parts}}
    edition = {"language": "en", "title": "Title", "body": body, **edition}
    return Article(**{"adapter": "generic", "editions": (Edition(**edition),), **parts})
