"""From a found text to the time it means, and where on the page exactly the time stands."""

from __future__ import annotations

from tearsheet.fields.field import Found
from tearsheet.model import Moment
from tearsheet.reading.reader import Reader
from tearsheet.reading.spans import Span, narrowed, words

__all__ = ["timed"]


def timed(
    reader: Reader, found: Found[str] | Found[Moment] | None
) -> tuple[Moment | None, tuple[Span, ...], tuple[Span, ...]]:
    """Return the time that *found* is or names, where it stands, and where its label stands.

    Of a text that says more than a time, the first time in it counts, and only its words are taken.
    """
    if found is None:
        return None, (), ()
    if isinstance(found.value, Moment):
        return found.value, found.places, found.labels
    text = found.value
    # What is not printed is stated in the markup, where bare numbers are times too.
    is_printed = words(found.places) == text
    moment = reader.moment(text) if is_printed else reader.stated(text)
    if moment is not None:
        return moment, found.places, found.labels
    first = next(iter(reader.moments(text)), None)
    if first is None:
        return None, (), ()
    if not is_printed:
        return first.moment, found.places, found.labels
    # Claimed after the time itself, so that what the label's span holds of it stays the time's.
    label = narrowed(found.places, first.label_start, max(first.label_end, first.label_start))
    return first.moment, narrowed(found.places, first.start, first.end), found.labels + label
