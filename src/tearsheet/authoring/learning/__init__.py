"""Learning to read a site from a few of its pages."""

from __future__ import annotations

from tearsheet.authoring.learning.known import Known, NotOnPageError, check_known
from tearsheet.authoring.learning.learned import FieldChoice, Learned, LearnedLayout
from tearsheet.authoring.learning.learning import learn
from tearsheet.authoring.learning.sample import Occurrence, Sample
from tearsheet.authoring.learning.voting import Way, vote
from tearsheet.authoring.learning.ways import ways_to

__all__ = [
    "FieldChoice",
    "Known",
    "Learned",
    "LearnedLayout",
    "NotOnPageError",
    "Occurrence",
    "Sample",
    "Way",
    "check_known",
    "learn",
    "vote",
    "ways_to",
]
