"""Whether adapters still read their sites: captures tallied by day and held against a profile of good ones.

>>> from tearsheet.authoring.health import Tallies, diagnose, load_profile, observe     # doctest: +SKIP
>>> tallies = Tallies(seen for page in pages for seen in observe(page, tearsheet.registry))    # doctest: +SKIP
>>> for adapter, days in tallies:                                             # doctest: +SKIP
...     print(adapter, diagnose(days, profile).verdict.state)
"""

from __future__ import annotations

from tearsheet.authoring.health.observation import Observation, observe
from tearsheet.authoring.health.profile import Profile, load_profile, profile_path, save_profile
from tearsheet.authoring.health.sample import Tallies, Tally
from tearsheet.authoring.health.verdict import Finding, Health, Verdict, diagnose, judge

__all__ = [
    "Finding",
    "Health",
    "Observation",
    "Profile",
    "Tallies",
    "Tally",
    "Verdict",
    "diagnose",
    "judge",
    "load_profile",
    "observe",
    "profile_path",
    "save_profile",
]
