"""What people read where a day, a time or a length stands."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from partner_tui.dates import say_clock, say_day, say_full, say_full_day, say_minutes, say_moment, say_since

TODAY = date(2026, 3, 10)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 10), "today"),
        (date(2026, 3, 11), "tomorrow"),
        (date(2026, 3, 9), "yesterday"),
        (date(2026, 3, 12), "Thu"),
        (date(2026, 3, 16), "Mon"),
        (date(2026, 3, 4), "Wed"),
        (date(2026, 3, 17), "17 Mar"),
        (date(2026, 3, 3), "3 Mar"),
        (date(2026, 11, 3), "3 Nov"),
        (date(2025, 11, 3), "3 Nov 2025"),
        (date(2027, 1, 1), "1 Jan 2027"),
    ],
)
def test_a_day_is_said_as_one_would_say_it_today(day: date, words: str) -> None:
    assert say_day(day, TODAY) == words


def test_six_days_across_new_year_are_still_a_weekday() -> None:
    assert say_day(date(2027, 1, 2), date(2026, 12, 30)) == "Sat"


def test_a_moment_is_said_short_in_lists_and_in_full_before_saving() -> None:
    moment = datetime(2026, 3, 10, 15, 5, tzinfo=NEW_YORK)
    assert say_moment(moment, TODAY) == "today 15:05"
    assert say_full(moment) == "Tue 10 Mar 2026 15:05"
    assert say_full_day(moment.date()) == "Tue 10 Mar 2026"
    assert say_clock(moment) == say_clock(time(15, 5)) == "15:05"


@pytest.mark.parametrize(
    ("minutes", "words"), [(25, "25 min"), (60, "1 h"), (90, "1 h 30 min"), (0, "0 min"), (1440, "24 h")]
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert say_minutes(minutes) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "never"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (60, "8 weeks ago"),
        (61, "2 months ago"),
        (365, "12 months ago"),
        (731, "2 years ago"),
        (-1, "tomorrow"),
        (-20, "in 2 weeks"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_one_would_use(days: int | None, words: str) -> None:
    assert say_since(days) == words


def test_saying_and_reading_a_day_costs_no_dateutil() -> None:
    program = (
        "import sys, datetime, partner_tui.dates as d;"
        "d.say_day(datetime.date(2026, 3, 10), datetime.date(2026, 3, 9));"
        "d.read_date('next tue', datetime.date(2026, 3, 9));"
        "print('dateutil' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
