"""An Article as the item of zyte-common-items, which Zyte API, scrapy-poet and web-poet pages give.

It needs zyte-common-items: ``pip install 'tearsheet[zyte]'``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tearsheet.errors import InputError, MissingExtraError
from tearsheet.model import Article, Moment
from tearsheet.outputs import html
from tearsheet.outputs.forms import editions_of

if TYPE_CHECKING:
    import zyte_common_items

__all__ = ["to_item"]


def to_item(article: Article, *, edition: str | None = None, url: str | None = None) -> zyte_common_items.Article:
    """Return the leading edition of *article*, or *edition*, as a ``zyte_common_items.Article``.

    A date is the first instant that the printed words can mean, where they mean one; the words themselves are in
    ``datePublishedRaw``. The body in HTML is clean (:func:`tearsheet.outputs.html.body`).

    :param url: the address of the page, where the article has none
    :raises InputError: when no address is known, which the item must have
    :raises NoEditionError: when no edition matches
    :raises MissingExtraError: when zyte-common-items is not installed
    """
    try:
        import zyte_common_items as items  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "zyte items need the package zyte-common-items: pip install 'tearsheet[zyte]'"
        ) from error
    chosen = editions_of(article, edition)[0]
    address = article.url or url or article.canonical_url
    if not address:
        raise InputError("a zyte item needs the address of its page: pass url=...")
    images = [items.Image(url=image.url) for image in article.images if image.url]
    return items.Article(
        url=address,
        canonicalUrl=article.canonical_url,
        headline=chosen.title,
        inLanguage=chosen.language.partition("-")[0],
        description=chosen.summary.text if chosen.summary else None,
        articleBody=chosen.text or None,
        articleBodyHtml=html.body(article, edition=edition) or None,
        authors=[items.Author(name=author, nameRaw=author) for author in article.authors] or None,
        breadcrumbs=[items.Breadcrumb(name=crumb) for crumb in chosen.breadcrumbs] or None,
        mainImage=images[0] if images else None,
        images=images or None,
        **_dates("datePublished", article.published),
        **_dates("dateModified", article.updated),
        metadata=_metadata(items, article),
    )


def _dates(name: str, moment: Moment | None) -> dict[str, Any]:
    if moment is None:
        return {}
    start = moment.start.isoformat(timespec="seconds") if moment.start is not None else None
    return {name: start, f"{name}Raw": moment.raw}


def _metadata(items: Any, article: Article) -> Any:
    when = article.captured_at
    return items.ArticleMetadata(dateDownloaded=when.isoformat(timespec="seconds")) if when is not None else None
