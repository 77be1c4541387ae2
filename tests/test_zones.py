"""Zones printed beside a clock: no minute loses the zone that stands beside it."""

from __future__ import annotations

import pytest

from tearsheet.text.dates import find_moments, parse_moment

MINUTES = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "GMT+8": 480,
    "UTC+8": 480,
    "UTC+08:00": 480,
    "GMT+0800": 480,
    "UTC-5": -300,
    "+0800": 480,
    "+08:00": 480,
    "EST": -300,
    "EDT": -240,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "ET": -300,
    "CT": -360,
    "MT": -420,
    "PT": -480,
    "AKST": -540,
    "HST": -600,
    "BRT": -180,
    "WET": 0,
    "WEST": 60,
    "WAT": 60,
    "CET": 60,
    "MEZ": 60,
    "CEST": 120,
    "MESZ": 120,
    "EET": 120,
    "SAST": 120,
    "EEST": 180,
    "MSK": 180,
    "EAT": 180,
    "PKT": 300,
    "NPT": 345,
    "ICT": 420,
    "WIB": 420,
    "HKT": 480,
    "SGT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "ACST": 570,
    "AEST": 600,
    "AEDT": 660,
    "NZDT": 780,
    "北京时间": 480,
    "台北時間": 480,
    "台灣時間": 480,
    "香港時間": 480,
    "日本時間": 540,
    "纽约时间": -300,
    "伦敦时间": 0,
}
"""Minutes that a zone is before UTC in January."""
AMBIGUOUS = ("CST", "IST", "BST", "AST", "GST", "当地时间")


@pytest.mark.parametrize("form", ["2026-01-09 18:30 {}", "January 9, 2026 6:30 p.m. {}", "2026年1月9日 18:30 ({})"])
@pytest.mark.parametrize("zone", MINUTES)
def test_a_printed_zone_is_read(zone, form):
    moment = parse_moment(form.format(zone))
    assert moment is not None
    assert moment.precision == "minute"
    assert moment.start is not None
    assert (18 * 60 + 30) - (moment.start.hour * 60 + moment.start.minute) in {MINUTES[zone], MINUTES[zone] - 1440} or (
        moment.start.utcoffset().total_seconds() / 60 == MINUTES[zone]
    )


@pytest.mark.parametrize("zone", ["北京时间", "台北時間", "香港時間", "日本時間", "纽约时间", "伦敦时间", "新加坡時間"])
def test_a_zone_before_the_clock_is_read(zone):
    found = find_moments(f"发布于 {zone} 2026-01-09 18:30")
    assert [each.moment.start is not None for each in found] == [True]


@pytest.mark.parametrize("zone", AMBIGUOUS)
def test_a_name_of_several_zones_leaves_the_clock_as_printed(zone):
    moment = parse_moment(f"2026-01-09 18:30 {zone}")
    assert moment is not None
    assert (moment.start, moment.civil) == (None, "2026-01-09T18:30")
