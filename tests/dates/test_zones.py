"""A meeting is planned in one of the two hours that the clocks skip or repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.dates import clock_trouble, wall_clock

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("zone", "day", "clock", "trouble"),
    [
        (
            "America/New_York",
            date(2026, 3, 8),
            time(2, 30),
            "2:30 does not exist on 8 March 2026: clocks go forward from 2:00 to 3:00",
        ),
        (
            "America/New_York",
            date(2026, 11, 1),
            time(1, 30),
            "1:30 happens twice on 1 November 2026: clocks go back from 2:00 to 1:00",
        ),
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            "2:15 does not exist on 4 October 2026: clocks go forward from 2:00 to 2:30",
        ),
        (
            "America/Santiago",
            date(2026, 4, 4),
            time(23, 30),
            "23:30 happens twice on 4 April 2026: clocks go back from 0:00 on 5 April to 23:00",
        ),
        ("America/New_York", date(2026, 3, 8), time(1, 59), None),
        ("America/New_York", date(2026, 3, 8), time(3, 0), None),
        ("America/New_York", date(2026, 11, 1), time(2, 0), None),
        ("America/New_York", date(2026, 11, 1), time(0, 59), None),
        ("America/Phoenix", date(2026, 3, 8), time(2, 30), None),
        ("UTC", date(2026, 3, 8), time(2, 30), None),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_said_to_be_so(
    zone: str, day: date, clock: time, trouble: str | None
) -> None:
    assert clock_trouble(day, clock, ZoneInfo(zone)) == trouble


def test_a_skipped_time_is_the_one_that_clocks_then_show() -> None:
    moment = wall_clock(date(2026, 3, 8), time(2, 30), NEW_YORK)
    assert moment.isoformat() == "2026-03-08T03:30:00-04:00"
    assert moment.tzinfo is NEW_YORK


def test_a_repeated_time_is_its_first_unless_the_second_is_meant() -> None:
    day, twice = date(2026, 11, 1), time(1, 30)
    assert wall_clock(day, twice, NEW_YORK).isoformat() == "2026-11-01T01:30:00-04:00"
    assert wall_clock(day, twice.replace(fold=1), NEW_YORK).isoformat() == "2026-11-01T01:30:00-05:00"
    assert clock_trouble(day, twice.replace(fold=1), NEW_YORK) is None


ZONES = st.sampled_from(["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"])


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.times(), ZONES)
def test_every_instant_has_a_wall_time_that_leads_back_to_it(day: date, clock: time, name: str) -> None:
    zone = ZoneInfo(name)
    instant = datetime.combine(day, clock, UTC)
    moment = instant.astimezone(zone)
    assert wall_clock(moment.date(), moment.time(), zone).astimezone(UTC) == instant


@given(st.dates(date(1970, 1, 1), date(2037, 12, 31)), st.times(), ZONES)
def test_a_time_in_trouble_is_near_a_change_of_the_clocks(day: date, clock: time, name: str) -> None:
    zone = ZoneInfo(name)
    noon = datetime.combine(day, time(12), zone)
    changes = noon.utcoffset() != (noon - timedelta(days=1)).utcoffset() or (
        noon.utcoffset() != (noon + timedelta(days=1)).utcoffset()
    )
    exists = wall_clock(day, clock, zone).replace(tzinfo=None) == datetime.combine(day, clock)
    trouble = clock_trouble(day, clock, zone)
    assert exists or (trouble is not None and "does not exist" in trouble)
    assert trouble is None or changes
