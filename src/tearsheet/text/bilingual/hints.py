"""What the hints at a cut between two languages weigh.

Tuned by hand in November 2026 on 148 hard lines: a cut before the first Chinese character is right on 82, this on 145.
Which lines another value moves, tests/bilingual_lines.txt and what tests/test_bilingual.py makes show.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Costs(NamedTuple):
    """What it costs to leave words in the half of the other language; a Chinese character costs 1."""

    name: float = 0.5
    """A capitalised Latin word: any language borrows names."""
    word: float = 1.25
    """A Latin word in lower case, which is English."""
    quoted: float = 3.0
    """Latin in quotation marks or brackets costs so many times less …"""
    quoted_chinese: float = 2.0
    """… Chinese in them so many …"""
    repeated: float = 3.0
    """… and what the line says twice so many."""
    inside: float = 2.0
    """A cut inside what stands without a space: 5G手机."""
    split: float = 0.3
    """What a cut must save: two halves are less likely than one language that quotes the other."""


class Hints(NamedTuple):
    """What each hint adds to the score of a place; 1 is about one clear hint."""

    separator: float = 9.0
    """A sign stands there that parts two things, a bar or a slash: nothing outweighs it."""
    glued: float = 3.0
    """A capital inside a word, where the line begins with what it begins: a lead-in that lost its space."""
    open_bracket: float = -3.0
    """A bracket or a quotation mark would be opened in one half and closed in the other."""
    dangling: float = -3.5
    """The English half would end in a word that wants another: "the", "of"."""
    sentence_end: float = 1.5
    """The English half would end in a full stop, and not after the name that follows."""
    sentence_end_chinese: float = 3.0
    """The Chinese half would end in a full stop."""
    begins_dangling: float = 1.0
    """The English half would begin with such a word, in a capital."""
    begins_lower: float = -1.0
    """The English half would begin in lower case."""
    twice_in_chinese: float = -3.0
    """The Chinese half says something twice itself, so that a name said twice tells little …"""
    doubtful: float = 0.9
    """… and the place is never a clear one."""
    bare_name: float = -0.5
    """All that stands before is the name itself, printed twice: either may be the English half."""
    leaning: float = -2.0
    """The Chinese half would begin with a particle or adverb that leans on what stands before it (的, 将) …"""
    predicate: float = -1.0
    """… or with a predicate, whose subject stands before it (推出)."""
    chinese_name: float = 0.5
    """The English half would end with a Chinese name in brackets …"""
    chinese_name_again: float = 1.5
    """… that the Chinese half has too."""
    chinese_name_first: float = 2.0
    """The English half would begin with a Chinese name that the Chinese half has too."""
    torn: float = -4.0
    """A letter, a digit or what belongs to one (%) would be torn from the Chinese that it stands against …"""
    torn_sign: float = -1.0
    """… or another sign would; a space costs nothing."""
    loose: float = 0.5
    """This half prints spaces between Latin and Chinese, so that a space there means nothing …"""
    tight: float = -2.0
    """… or it prints none, so that a space there parts the halves."""
    said: float = 1.5
    """The other half says the Latin words of the lead-in too, in this order …"""
    said_word: float = 0.5
    """… and for each of the first three of them."""
    known_word: float = 0.6
    """Where it does not: for a word that it says somewhere …"""
    strange_name: float = -0.8
    """… for a capitalised one that it does not say …"""
    strange_word: float = -3.0
    """… for one in lower case, which no Chinese half begins with …"""
    strange_dangling: float = -4.0
    """… the less where it is "the" or "of"."""
    twice: float = -1.2
    """The Chinese half says a word of the lead-in again."""
    same_word: float = 2.5
    """Two words that would be parted are the same word: nobody writes it twice in a row."""
    one_name: float = -1.5
    """Two words that would be parted stand together elsewhere in the English."""
    two_capitals: float = -0.6
    """Two words that would be parted are both capitalised, as those of one name are."""
    verb_only: float = -2.5
    """The English half would be a name and a verb without what it does it to …"""
    object_missing: float = -1.5
    """… or would end in a verb that wants one."""
    clause_with_verb: float = 0.9
    """The English half has a word that may be its verb and ends in a plural, so that nothing is missing …"""
    clause: float = 0.6
    """… or ends in another word in lower case."""


HINTS: Final = Hints()
COSTS: Final = Costs()
