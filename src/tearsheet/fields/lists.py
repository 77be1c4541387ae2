"""Fields whose values are more than text: links and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from selectolax.lexbor import LexborNode

from tearsheet.fields.field import Field, Found
from tearsheet.fields.scope import Scope
from tearsheet.model import Image, Link
from tearsheet.page.selectors import check_selector
from tearsheet.reading.spans import words


def links(selector: str, *, text: str | None = None) -> Field[Link]:
    """Find links: the ``<a>`` elements that match a CSS selector, or that stand in elements that do.

    A link without words, around a picture say, is left out, unless one to the same address has words.

    :param text: selector, in each link, of the words to keep, where it also holds a time or a summary
    :raises InputError: at once, for a selector that is not valid
    """
    return _Links(check_selector(selector), check_selector(text) if text is not None else None)


@frozen(eq=False, repr=False, slots=False)
class _Links(Field[Link]):
    _selector: str
    _text: str | None

    def find(self, scope: Scope) -> Iterator[Found[Link]]:
        page = scope.page
        seen: set[int] = set()
        for node in scope.css(self._selector):
            for anchor in [node] if node.tag == "a" else node.css("a[href]"):
                identity = anchor.mem_id
                if identity in seen:
                    continue
                seen.add(identity)
                places = scope.places(anchor)
                inner = anchor.css_first(self._text) if self._text is not None else None
                text = words(scope.places(inner) if inner is not None else places)
                if text:
                    link = Link(text=text, url=page.absolute(anchor.attributes.get("href")))
                    yield Found(link, self.how, places, node=anchor)

    def missed(self, scope: Scope) -> str:
        return f"{self!r} found no link{scope.nearest_element(self._selector)}"

    def __repr__(self) -> str:
        return f"links({self._selector!r}{f', text={self._text!r}' if self._text is not None else ''})"


def pictures(selector: str, *, caption: str | None = None, credit: str | None = None) -> Field[Image]:
    """Find pictures: the ``<img>`` elements that match a CSS selector, or the first in each element that does.

    Addresses that a script would fill in (``data-src`` and its like) are read; icons and tracking pixels are left out.

    :param caption: selector, in each matching element, of the words under the picture
    :param credit: selector, in each matching element, of whom it is credited to
    :raises InputError: at once, for a selector that is not valid
    """
    return _Pictures(
        check_selector(selector),
        check_selector(caption) if caption is not None else None,
        check_selector(credit) if credit is not None else None,
    )


@frozen(eq=False, repr=False, slots=False)
class _Pictures(Field[Image]):
    _selector: str
    _caption: str | None
    _credit: str | None

    def find(self, scope: Scope) -> Iterator[Found[Image]]:
        for node in scope.css(self._selector):
            picture = node if node.tag == "img" else node.css_first("img")
            image = scope.reader.image(picture) if picture is not None else None
            if image is None:
                continue
            caption = _first(node, self._caption)
            credit = _first(node, self._credit)
            named = {
                field: scope.places(part)
                for field, part in (("caption", caption), ("credit", credit))
                if part is not None
            }
            told = {field: words(places) for field, places in named.items() if places}
            places = tuple([place for each in named.values() for place in each])
            described = evolve(image, caption=told.get("caption"), credit=told.get("credit"))
            yield Found(described, self.how, places, node=picture)

    def missed(self, scope: Scope) -> str:
        return f"{self!r} found no picture{scope.nearest_element(self._selector)}"

    def __repr__(self) -> str:
        said = [repr(self._selector)]
        said += [f"caption={self._caption!r}"] if self._caption is not None else []
        said += [f"credit={self._credit!r}"] if self._credit is not None else []
        return f"pictures({', '.join(said)})"


def _first(node: LexborNode, selector: str | None) -> LexborNode | None:
    return node.css_first(selector) if selector is not None else None
