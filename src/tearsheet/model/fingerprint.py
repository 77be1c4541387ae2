"""A short name for the words of a story, the same however the page was marked up, wrapped or written down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from unicodedata import is_normalized, normalize

# Marks that NFKC joins with the letter before them are kept until it has.
_SPACE_AND_SIGNS = re.compile(r"[^\w\u0300-\u036f\u3099\u309a]+")
_OTHER = re.compile(r"[\W_]+")
_SIZE = 16  # bytes: of ten billion stories no two are likely to share one


def fingerprint(texts: Iterable[str]) -> str:
    """Return 32 hexadecimal digits that stand for the words of *texts*, one after the other.

    Width, case, white space, punctuation and where one text ends and the next begins do not count: see
    :func:`letters`. Anything else does; for stories that are nearly the same there is :mod:`tearsheet.bulk.dedupe`.
    A later Python knows more characters of Unicode; the texts of those it knew keep their fingerprints.
    """
    digest = blake2b(digest_size=_SIZE)
    for text in texts:
        # A lone surrogate cannot be encoded otherwise, and is no letter.
        digest.update(letters(text).encode())
    return digest.hexdigest()


def letters(text: str) -> str:
    """Return the letters and digits of *text* in their usual width (NFKC) and case-folded, and nothing else."""
    # Full-width punctuation goes first: it is all that keeps most Chinese text from being normalized.
    text = _SPACE_AND_SIGNS.sub("", text)
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    if not text.isalnum():
        text = _OTHER.sub("", text)
    return text.casefold()
