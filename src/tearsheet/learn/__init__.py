"""Learning to read a site from a few of its pages."""

from __future__ import annotations

from tearsheet.learn.known import Known, NotOnPageError, check_known
from tearsheet.learn.learned import Learned, LearnedField, LearnedLayout
from tearsheet.learn.learning import learn
from tearsheet.learn.specimen import Sighting, Specimen
from tearsheet.learn.voting import Way, vote, ways_to

__all__ = [
    "Known",
    "Learned",
    "LearnedField",
    "LearnedLayout",
    "NotOnPageError",
    "Sighting",
    "Specimen",
    "Way",
    "check_known",
    "learn",
    "vote",
    "ways_to",
]
