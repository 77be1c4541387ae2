"""An article in a few lines, for people: which page, the titles by language, when, the scores, who read it."""

from __future__ import annotations

from collections.abc import Iterator

from tearsheet.cli.console import count
from tearsheet.cli.terminal import columns, fit
from tearsheet.model import Article, Moment
from tearsheet.text.printable import printable

__all__ = ["brief"]


def brief(name: str, article: Article) -> str:
    """Return *article*, of the page *name*, in a few lines of the terminal's width."""
    width = columns()
    gutter = max(len(edition.language) for edition in article.editions)
    rows = [printable(name)]
    rows += [f"  {edition.language:{gutter}}  {printable(edition.title)}" for edition in article.editions]
    rows.append(f"  {' ' * gutter}  {printable(' · '.join(_facts(article)))}")
    return "\n".join(fit(row, width) for row in rows)


def _facts(article: Article) -> Iterator[str]:
    if article.published is not None:
        yield _time(article.published)
    elif article.updated is not None:
        yield f"updated {_time(article.updated)}"
    if article.authors:
        yield ", ".join(article.authors)
    yield from (f"{key} {score:g}" for key, score in article.scores.items())
    for held, noun in ((article.body, "block"), (article.images, "picture"), (article.comments, "comment")):
        if held:
            yield count(len(held), noun)
    yield article.adapter


def _time(moment: Moment) -> str:
    """Return when it was as the page's clock says it: a day, or a minute with the words that an interval came from."""
    if moment.start is None:
        return (moment.civil or moment.raw).replace("T", " ")
    day, clock = moment.start.isoformat(" ", "minutes").split(" ")
    if moment.basis == "relative" and moment.end is not None:
        return f"{moment.raw}: {day} {clock[:5]} to {moment.end:%H:%M} {clock[5:]}"
    return day if moment.precision in {"day", "month", "year", "week"} else f"{day} {clock[:5]} {clock[5:]}"
