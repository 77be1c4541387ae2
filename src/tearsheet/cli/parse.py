"""``tearsheet parse``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import click

from tearsheet import registry
from tearsheet.cli.options import Pages, page_options
from tearsheet.cli.terminal import columns, fit
from tearsheet.cli.writer import FORMS, form_of, open_writer
from tearsheet.model import Article, Moment
from tearsheet.text.printable import count, printable


@click.command(
    epilog="""\b
Examples:
  tearsheet parse page.html
  tearsheet parse --brief pages/
  curl -sL URL | tearsheet parse --url URL --captured-at now -
  tearsheet parse --format jsonl pages/*.html > articles.jsonl
  tearsheet parse --captured-at mtime -o articles/ pages/*.html
  tearsheet parse --edition zh -f markdown page.txt
"""
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="How to write the articles; by default as --output ends (.json, .jsonl, .jsonld, .md, .html, .txt), "
    "json where it has no ending.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=click.Path(allow_dash=True),
    help="Write to this file, or into this directory (it is there, or ends with /), one file an article, named after "
    "its page.",
)
@click.option("--edition", metavar="TAG", help='Write the edition in this language alone: "en", "zh", "zh-Hant".')
@click.option("--all", "all_of_each", is_flag=True, help="Read each article of files that hold several.")
@click.option("--front-matter", is_flag=True, help="Begin markdown with YAML front matter, for site generators.")
@click.option("--brief", "is_brief", is_flag=True, help="Print but a few lines of each: titles, times, scores.")
@click.option("--compact", is_flag=True, help="Write json and jsonld without indentation, an article a line.")
@page_options("adapter", "fallback", "zone", "site_lines")
def parse(
    *,
    pages: Pages,
    form: str | None,
    output: str | None,
    edition: str | None,
    all_of_each: bool,
    front_matter: bool,
    is_brief: bool,
    compact: bool,
) -> None:
    """Read pages and write their articles.

    A FILE is HTML or a text export, a file that holds many pages, or a folder; - is standard input, as is no FILE at
    all where something is piped in. What is known of a page may stand beside it in FILE.json. What cannot be read is
    told on standard error, and the rest is written all the same.

    Several articles are, by format: an array (json, jsonld), a line each (jsonl), parted by a line with three dashes
    (markdown) or with a form feed (text, which reads back with --all); html goes into a directory.
    """
    if is_brief and (form or output or compact or front_matter or edition):
        raise click.UsageError("--brief is for reading at a glance: leave out the options of what is written")
    form = form or form_of(output)
    if front_matter and form != "markdown":
        raise click.UsageError(f"--front-matter is for markdown, not for {form}")
    if compact and form in {"markdown", "html", "text"}:
        raise click.UsageError(f"--compact is for json and jsonld, not for {form}")
    several = all_of_each or pages.several
    with (
        nullcontext()
        if is_brief
        else open_writer(output, pages.inputs, form=form, several=several, all_of_each=all_of_each)
    ) as writer:
        for source in pages:
            with pages.account.reading(source):
                page = source.page(pages.about)
                articles: Iterable[Article] = (
                    registry.parse_all(page, **pages.how) if all_of_each else [registry.parse(page, **pages.how)]
                )
                for article in articles:
                    if writer is None:
                        pages.account.article(source, article)
                        click.echo(_brief(source.name, article))
                        continue
                    written = _written(article, form, edition, source.ident, compact=compact, front_matter=front_matter)
                    pages.account.article(source, article)
                    writer.put(source, written)


def _written(
    article: Article, form: str, edition: str | None, name: str | None, *, compact: bool, front_matter: bool
) -> str:
    from tearsheet.outputs import jsonld, markdown, render  # noqa: PLC0415 -- for the commands that write no article

    if front_matter:
        return markdown.dumps(article, edition=edition, front_matter=True, id=name)
    if compact and form == "jsonld":
        return jsonld.dumps(article, edition=edition)
    return render(article, "jsonl" if compact and form == "json" else form, edition=edition, id=name)


def _brief(name: str, article: Article) -> str:
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
