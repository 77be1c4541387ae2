from __future__ import annotations

import pickle
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.model.moment import Moment, interval
from tearsheet.model.zones import zone_info
from tearsheet.text.dates import parse_moment

CST = timezone(timedelta(hours=8))
CAPTURED = datetime(2026, 3, 15, 10, 30, tzinfo=CST)
NEW_YORK = "America/New_York"


def age(hours: int) -> Moment:
    return Moment(raw=f"{hours}h ago", precision="hour", basis="relative", offset=timedelta(hours=-hours))


def span(civil: str | None, precision: str = "day", zone: str | None = "+08:00", captured: datetime = CAPTURED):
    start, end, waiting = interval(civil, precision, None, zone, captured)
    assert waiting is None
    return start, end


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CST)


def test_at_is_the_start() -> None:
    assert age(7).at is None
    assert age(7).resolve(CAPTURED).at == local(2026, 3, 15, 2, 30)


def test_resolving_places_an_age_around_the_printed_number() -> None:
    moment = age(7).resolve(CAPTURED)
    assert (moment.start, moment.end) == (local(2026, 3, 15, 2, 30), local(2026, 3, 15, 4, 0))
    assert (moment.raw, moment.offset, moment.basis) == ("7h ago", timedelta(hours=-7), "relative")


def test_an_age_of_zero_ends_with_the_capture() -> None:
    moment = age(0).resolve(CAPTURED)
    assert (moment.start, moment.end) == (local(2026, 3, 15, 9, 30), CAPTURED)


def test_a_resolved_moment_is_returned_unchanged_whatever_the_capture() -> None:
    moment = age(7).resolve(CAPTURED)
    assert moment.resolve(CAPTURED) is moment
    assert moment.resolve(CAPTURED + timedelta(days=1)) is moment


def test_what_cannot_be_resolved_is_returned_unchanged() -> None:
    for moment in (Moment(raw="?"), Moment(raw="?", civil="2025-10-23"), Moment(raw="?", civil="nonsense", zone="UTC")):
        assert moment.resolve(CAPTURED) is moment


def test_a_zone_given_later_is_used_only_where_none_is_known() -> None:
    civil = "2025-10-23T17:08"
    assert Moment(raw="", civil=civil).resolve(CAPTURED, zone="+08:00").start == local(2025, 10, 23, 17, 8)
    known = Moment(raw="", civil=civil, zone="UTC").resolve(CAPTURED, zone="+08:00")
    assert (known.start, known.zone) == (datetime(2025, 10, 23, 17, 8, tzinfo=UTC), "UTC")


def test_a_naive_capture_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match=r"replace\(tzinfo"):
        age(7).resolve(datetime.fromisoformat("2026-03-15"))
    with pytest.raises(TypeError, match="aware datetime, not str"):
        age(7).resolve("2026-03-15")


def test_a_moment_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        age(7).raw = "8h ago"


@pytest.mark.parametrize(
    ("civil", "precision", "start", "end"),
    [
        ("2025", "year", local(2025, 1, 1), local(2026, 1, 1)),
        ("2025-12", "month", local(2025, 12, 1), local(2026, 1, 1)),
        ("2024-02-29", "day", local(2024, 2, 29), local(2024, 3, 1)),
        ("2025-10-23T17", "hour", local(2025, 10, 23, 17), local(2025, 10, 23, 18)),
        ("2025-10-23T17:08", "minute", local(2025, 10, 23, 17, 8), local(2025, 10, 23, 17, 9)),
        ("2025-10-23T17:08:09", "second", local(2025, 10, 23, 17, 8, 9), local(2025, 10, 23, 17, 8, 10)),
        (
            "2025-10-23T17:08:09.5",
            "second",
            local(2025, 10, 23, 17, 8, 9, 500000),
            local(2025, 10, 23, 17, 8, 9, 600000),
        ),
        ("2025-12-31T24:00", "minute", local(2026, 1, 1), local(2026, 1, 1, 0, 1)),
        ("2025-10-23T18:00/PT12H", "day", local(2025, 10, 23, 18), local(2025, 10, 24, 6)),
        ("2025-10-23/P1DT1M", "day", local(2025, 10, 23), local(2025, 10, 24, 0, 1)),
        ("--03-16", "day", local(2026, 3, 16), local(2026, 3, 17)),
        ("--03-16T10:31", "minute", local(2025, 3, 16, 10, 31), local(2025, 3, 16, 10, 32)),
        ("--02-29", "day", local(2024, 2, 29), local(2024, 3, 1)),
        ("D-0", "day", local(2026, 3, 15), local(2026, 3, 16)),
        ("D-20T09:05", "minute", local(2026, 2, 23, 9, 5), local(2026, 2, 23, 9, 6)),
        ("W-0", "week", local(2026, 3, 9), local(2026, 3, 16)),
        ("W-1-1", "day", local(2026, 3, 2), local(2026, 3, 3)),
        ("-W-7", "day", local(2026, 3, 15), local(2026, 3, 16)),
        ("-W-7T10:31", "minute", local(2026, 3, 8, 10, 31), local(2026, 3, 8, 10, 32)),
        ("M-3", "month", local(2025, 12, 1), local(2026, 1, 1)),
        ("M-1-28", "day", local(2026, 2, 28), local(2026, 3, 1)),
        ("Y-2-02-29", "day", local(2024, 2, 29), local(2024, 3, 1)),
        ("T10:30", "minute", local(2026, 3, 15, 10, 30), local(2026, 3, 15, 10, 31)),
        ("T10:31", "minute", local(2026, 3, 14, 10, 31), local(2026, 3, 14, 10, 32)),
        ("-P2Y/-P1Y", "year", local(2024, 3, 15, 10, 30), local(2025, 3, 15, 10, 30)),
        ("-P1M/-P15D", "month", local(2026, 2, 15, 10, 30), local(2026, 2, 28, 10, 30)),
        ("-PT1H30M/-PT0S", "hour", local(2026, 3, 15, 9), CAPTURED),
    ],
)
def test_the_civil_notation_means_its_interval(civil: str, precision: str, start: datetime, end: datetime) -> None:
    assert span(civil, precision) == (start, end)


@pytest.mark.parametrize(
    "civil",
    ["", "?", "D", "D-x", "2025-02-30", "2025-13", "M-1-30", "Y-1-02-29", "--02-30", "-PxY/-P1Y", "-P1Y", "T25:99:99x"],
)
def test_an_impossible_notation_keeps_waiting(civil: str) -> None:
    assert interval(civil, "day", None, "+08:00", CAPTURED) == (None, None, civil)


def test_months_back_are_clamped_to_the_end_of_the_month() -> None:
    captured = local(2026, 3, 31, 12)
    assert span("-P1M/-P0M", "month", captured=captured) == (local(2026, 2, 28, 12), captured)


def test_times_out_of_the_calendar_keep_waiting() -> None:
    early = datetime(1, 1, 1, tzinfo=UTC)
    assert age(7).resolve(early).start is None
    assert parse_moment("3 years ago", captured_at=early).start is None
    assert interval("-P1M/-P0M", "month", None, None, early) == (None, None, "-P1M/-P0M")


def test_an_age_counts_hours_not_clock_faces() -> None:
    captured = datetime(2025, 11, 2, 6, 0, tzinfo=ZoneInfo(NEW_YORK))  # summer time ended at 02:00
    moment = age(7).resolve(captured)
    assert captured.astimezone(UTC) - moment.start.astimezone(UTC) == timedelta(hours=8)


def test_a_clock_time_that_comes_twice_spans_both() -> None:
    start, end = span("2025-11-02T01:30", "minute", NEW_YORK)
    assert (start, end) == (datetime(2025, 11, 2, 5, 30, tzinfo=UTC), datetime(2025, 11, 2, 6, 31, tzinfo=UTC))


def test_the_hours_beside_a_doubled_one_are_whole() -> None:
    before, after = span("2025-11-02T00", "hour", NEW_YORK), span("2025-11-02T02", "hour", NEW_YORK)
    assert before[1] - before[0] == after[1] - after[0] == timedelta(hours=1)
    assert after[0] - before[1] == timedelta(hours=2)


def test_a_clock_time_that_summer_time_skips_is_still_an_interval() -> None:
    start, end = span("2025-03-09T02:30", "minute", NEW_YORK)
    assert end - start == timedelta(minutes=1)


@pytest.mark.parametrize(("day", "hours"), [("2025-03-09", 23), ("2025-03-10", 24), ("2025-11-02", 25)])
def test_a_day_is_as_long_as_its_zone_makes_it(day: str, hours: int) -> None:
    start, end = span(day, "day", NEW_YORK)
    assert end - start == timedelta(hours=hours)


def test_relative_days_are_days_of_the_zone() -> None:
    late = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)
    assert span("D-1", captured=late)[0] == local(2026, 3, 15)
    assert span("D-1", zone=None, captured=late)[0] == datetime(2026, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize("captured", [CAPTURED, CAPTURED.astimezone(ZoneInfo(NEW_YORK)), CAPTURED.astimezone(UTC)])
@pytest.mark.parametrize("text", ["7h ago", "昨天", "10月23日", "2 months ago"])
def test_instants_are_kept_with_a_fixed_offset_of_whole_minutes(captured: datetime, text: str) -> None:
    odd = captured.astimezone(timezone(timedelta(hours=3, seconds=7)))
    for when in (captured, odd):
        moment = parse_moment(text, captured_at=when, zone=NEW_YORK)
        assert type(moment.start.tzinfo) is type(moment.end.tzinfo) is timezone
        assert moment.start.utcoffset().total_seconds() % 60 == 0


@pytest.mark.parametrize(
    ("name", "offset"),
    [("+08:00", 8), ("-0330", -3.5), ("UTC", 0), ("Z", 0), ("Asia/Shanghai", 8), ("Asia/Kolkata", 5.5)],
)
def test_zones_are_known_by_name_and_by_offset(name: str, offset: float) -> None:
    assert zone_info(name).utcoffset(datetime.fromisoformat("2026-01-01")) == timedelta(hours=offset)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "../../etc/passwd", "/etc/passwd", "", "+99:00", "Asia", "\0", "北京"]
)
def test_a_zone_that_is_none_is_unknown(name: str) -> None:
    assert zone_info(name) is None


@pytest.fixture
def no_database(monkeypatch):
    """A machine without a time-zone database, as Windows is without tzdata."""

    def missing(name: str) -> ZoneInfo:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    zone_info.cache_clear()
    yield
    zone_info.cache_clear()


@pytest.mark.usefixtures("no_database")
def test_chinese_zones_need_no_database_since_1992() -> None:
    assert span("2025-10-23", zone="Asia/Shanghai") == (local(2025, 10, 23), local(2025, 10, 24))
    assert span("D-1", zone="Asia/Taipei")[0] == local(2026, 3, 14)
    assert interval("1988-07-01", "day", None, "Asia/Shanghai", None) == (None, None, "1988-07-01")


@pytest.mark.usefixtures("no_database")
def test_without_a_database_other_zones_keep_waiting_and_ages_do_not() -> None:
    assert interval("2025-10-23", "day", None, NEW_YORK, None) == (None, None, "2025-10-23")
    assert interval("D-1", "day", None, NEW_YORK, CAPTURED) == (None, None, "D-1")
    assert interval(None, "hour", timedelta(hours=-2), NEW_YORK, CAPTURED)[0] is not None


INSTANTS = st.datetimes(
    datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2100-01-01"), timezones=st.just(CST)
)
CIVILS = st.sampled_from(
    [
        None,
        "--10-23",
        "--02-29T17:08",
        "D-1",
        "D-1T17:08",
        "W-1-5",
        "-W-5",
        "T17:08",
        "M-1",
        "Y-1-10",
        "-P2Y/-P1Y",
        "2025-10-23",
    ]
)
ZONES = st.sampled_from([None, "Asia/Shanghai", NEW_YORK, "+05:45", "Mars/Olympus"])


@given(captured=INSTANTS, civil=CIVILS, zone=ZONES, hours=st.integers(0, 9999))
def test_a_moment_survives_json_and_pickle_and_resolves_once(captured, civil, zone, hours) -> None:
    offset = timedelta(hours=-hours) if civil is None else None
    waiting = Moment(raw="…", precision="hour", basis="relative", offset=offset, civil=civil, zone=zone)
    moment = waiting.resolve(captured)
    for one in (waiting, moment):
        assert msgspec.json.decode(msgspec.json.encode(one), type=Moment) == one
        assert pickle.loads(pickle.dumps(one)) == one
    assert moment.resolve(captured) == moment
    if moment.start is not None:
        assert moment.start < moment.end
        assert moment.civil is None


# -- the printed day and clock ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("2026年03月01日 23:30", "2026-03-01", "2026-03-01T23:30:00"),
        ("2026-03-01", "2026-03-01", None),
        ("2026年3月", None, None),
        ("3月1日", None, None),
    ],
)
@pytest.mark.parametrize("zone", [None, "+08:00", "America/New_York"])
def test_the_printed_day_and_clock_are_told_with_and_without_a_zone(words, day, clock, zone) -> None:
    moment = parse_moment(words, zone=zone)
    assert moment is not None
    assert (moment.date and moment.date.isoformat()) == day
    assert (moment.local and moment.local.isoformat()) == clock


def test_an_age_has_a_day_once_it_is_known_and_no_printed_clock() -> None:
    assert age(7).date is None
    assert age(7).resolve(CAPTURED).date == local(2026, 3, 15).date()
    assert age(7).resolve(CAPTURED).local is None
    # 9.5 to 11 hours before half past ten may be this day or the one before.
    assert age(10).resolve(CAPTURED).date is None


@pytest.mark.parametrize(
    ("civil", "precision", "first"),
    [
        ("2025", "year", "2025-01-01"),
        ("2025-10", "month", "2025-10-01"),
        ("2025-10-23T17:08", "minute", "2025-10-23"),
        ("2025-10-23T24:00", "minute", "2025-10-24"),
        ("--10-23", "day", None),
        ("D-1", "day", None),
    ],
)
def test_the_first_day_that_words_can_mean_needs_no_zone(civil: str, precision: str, first: str | None) -> None:
    day = Moment(raw="", civil=civil, precision=precision).first_date
    assert (day and day.isoformat()) == first


def test_the_first_day_of_an_age_across_midnight_is_the_earlier_one() -> None:
    moment = age(10).resolve(CAPTURED)
    assert moment.date is None
    assert moment.first_date is not None
    assert moment.first_date.isoformat() == "2026-03-14"
