"""What a story is, whatever its markup; stories to draw pages around."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from markup import Pen
from tearsheet import Article


def essence(article: Article) -> dict[str, Any]:
    """Return what any markup of a story says alike: all but addresses, levels of headings, pictures and warnings."""
    return {
        "adapter": article.adapter,
        "editions": [
            {
                "language": edition.language,
                "title": edition.title,
                "summary": edition.summary,
                "body": [(block.kind, block.text) for block in edition.body],
                "tags": edition.tags,
                "notices": edition.notices,
                "site": edition.site,
                "section": edition.section,
                "breadcrumbs": edition.breadcrumbs,
            }
            for edition in article.editions
        ],
        "published": article.published,
        "updated": article.updated,
        "authors": article.authors,
        "source": article.source and article.source.name,
        "publisher": article.publisher,
        "scores": article.scores,
        "captions": [(image.caption, image.credit) for image in article.images if image.caption or image.credit],
        "related": [link.text for link in article.related],
        "comments": article.comments,
        "ai_generated": article.ai_generated,
        "extras": article.extras,
    }


def differences(found: Any, wanted: Any, path: str = "") -> list[str]:
    """Say in short where two essences differ; the first place of a list stands for the rest of it."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        keys = dict.fromkeys([*found, *wanted])
        return [line for key in keys for line in differences(found.get(key), wanted.get(key), f"{path}.{key}")]
    if isinstance(found, list | tuple) and isinstance(wanted, list | tuple) and found != wanted:
        at = next((i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), None)
        if at is not None and len(found) == len(wanted):
            return differences(found[at], wanted[at], f"{path}[{at}]")
        at = min(len(found), len(wanted)) if at is None else at
        return [f"{path}[{at}:] is {_short(found[at:])}, not {_short(wanted[at:])} ({len(found)} for {len(wanted)})"]
    return [] if found == wanted else [f"{path} is {_short(found)}, not {_short(wanted)}"]


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) < 160 else f"{said[:80]} … {said[-70:]}"


class Story:
    """An Article to draw pages around; Hypothesis prints its name only."""

    def __init__(self, name: str, article: Article) -> None:
        self.name = name
        self.article = article

    def __repr__(self) -> str:
        return f"<{self.name}>"


def fewer(pen: Pen, article: Article) -> Article:
    """Return *article* with some of what a page may lack left out."""
    editions = list(article.editions)
    paragraphs = pen.pick(99, 5, 1)
    cut = all(block.kind == "paragraph" for edition in editions for block in edition.body)
    tags = pen.pick(9, 1, 0)
    for number, edition in enumerate(editions):
        # What a cut summary is the beginning of stays, since that is how a cut is known.
        body = edition.body[:paragraphs] if cut else edition.body
        editions[number] = evolve(edition, body=body, tags=edition.tags[:tags])
    updated = pen.pick(article.updated, None) if article.published else article.updated
    extras = dict(article.extras)
    if pen.pick(False, True):
        extras.pop("header_number", None)
    # What readers say is another test's matter.
    for key in ("comment_subjects", "comment_scores"):
        extras.pop(key, None)
    related = article.related[: pen.pick(99, 1, 0)]
    return evolve(article, editions=tuple(editions), updated=updated, extras=extras, related=related, comments=())
