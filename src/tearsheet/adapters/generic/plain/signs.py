"""What is seen of a line that may be the title of a text, and how much each sign weighs."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """What is seen of a line that may be the title, each from 0 to 1 or a little above; or what each weighs.

    :param told: share of its words that the next paragraphs say again
    :param told_words: how many they say again, of six: a long headline proves more than one of two words
    :param told_next: share of its words in the very next line; a teaser's title comes twice
    :param first_line: share of its words in the first line, which in many dumps is the page's ``<title>``
    :param first: it is the first line
    :param repeated: it comes twice up to the start of the story, alone or beside the name of the site
    :param repeated_next: the next line says the same
    :param blank_above: a blank line stands above it: a heading has a margin
    :param blank_below: one stands below
    :param length: its columns, of the 60 that headlines come up to
    :param long: the columns over 90, in 60s: what is longer is rather a deck
    :param address: how far its words and those of the page's address are the same
    :param menu: under 18 columns, as entries of menus are
    :param menu_above: so is the line above it
    :param byline_next: the next line is a byline or a date
    :param byline_soon: one of the three after that is
    :param byline_above: the line above it is
    :param deck_next: the next line is a deck or first sentence that takes up a word of it
    :param after_headline: the line above it could be a headline, and it the deck
    :param crumb_above: a path through the site stands above it
    :param capitals: share of its Latin words that begin with a capital
    :param upper: it is in capitals throughout
    :param digits: share of figures in it
    :param asks: it ends in a question or exclamation mark
    :param numbered: it begins with a number: an item of the story
    :param bullet: a bullet stands before it
    :param joined: it has parts, as the title of a page that names the site has
    :param caption: it has words of captions and credits
    :param far: paragraphs above which it stands, of 60
    :param near_prose: lines between it and the next sentence, of 20
    :param inside: it stands inside the story
    :param begun: what the story weighs before it, of 6
    :param prose_above: paragraphs anywhere above it, of 10
    """

    told: float
    told_words: float
    told_next: float
    first_line: float
    first: float
    repeated: float
    repeated_next: float
    blank_above: float
    blank_below: float
    length: float
    long: float
    address: float
    menu: float
    menu_above: float
    byline_next: float
    byline_soon: float
    byline_above: float
    deck_next: float
    after_headline: float
    crumb_above: float
    capitals: float
    upper: float
    digits: float
    asks: float
    numbered: float
    bullet: float
    joined: float
    caption: float
    far: float
    near_prose: float
    inside: float
    begun: float
    prose_above: float


# Fitted by ``python benchmarks/plain_title.py`` on dumps of real pages of four kinds and three writers, 29 November
# 2026, each with its address and without it: a conditional logit (which line of the page is the title?) with a penalty
# of 1 on squares, rounded.
WEIGHTS = Signs(
    told=2.3,
    told_words=1.7,
    told_next=-1.7,
    first_line=3.2,
    first=1.8,
    repeated=0.9,
    repeated_next=2.3,
    blank_above=3.0,
    blank_below=3.6,
    length=3.6,
    long=-2.2,
    address=4.3,
    menu=-0.9,
    menu_above=0.6,
    byline_next=1.8,
    byline_soon=2.0,
    byline_above=0.8,
    deck_next=0.9,
    after_headline=-0.5,
    crumb_above=2.0,
    capitals=1.1,
    upper=-1.0,
    digits=1.7,
    asks=0.7,
    numbered=-2.0,
    bullet=-0.7,
    joined=-0.9,
    caption=-0.8,
    far=-2.1,
    near_prose=-0.5,
    inside=-2.2,
    begun=-1.5,
    prose_above=-2.8,
)
