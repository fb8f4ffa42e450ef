"""A person types when a meeting is to be, or was."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.dates import Moment, read_date, read_moment, say_full
from partner_tui.errors import FieldError
from tests.dates.phrases import PHRASES

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 10, 10, 30, 20, tzinfo=NEW_YORK)  # a Tuesday
EIGHT = time(8)
MOMENTS = st.datetimes(
    datetime.combine(date(1950, 1, 1), time()),
    datetime.combine(date(2100, 1, 1), time()),
    timezones=st.just(NEW_YORK),
)


def said(text: str) -> str:
    moment = read_moment(text, NOW)
    length = f" {moment.minutes}m" if moment.minutes else ""
    return say_full(moment.at(EIGHT)) + length


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 3pm", "Wed 11 Mar 2026 15:00"),
        ("3 p.m. tomorrow", "Wed 11 Mar 2026 15:00"),
        ("fri 12:15", "Fri 13 Mar 2026 12:15"),
        ("next tue", "Tue 17 Mar 2026 08:00"),
        ("in 10 minutes", "Tue 10 Mar 2026 10:40"),
        ("in half an hour", "Tue 10 Mar 2026 11:00"),
        ("an hour ago", "Tue 10 Mar 2026 09:30"),
        ("2 hours from now for 25m", "Tue 10 Mar 2026 12:30 25m"),
        ("in 2 weeks at 3", "Tue 24 Mar 2026 15:00"),
        ("2026-12-03T15:00", "Thu 3 Dec 2026 15:00"),
        ("2026-12-03 15:00", "Thu 3 Dec 2026 15:00"),
        ("2026-12-03T15:00-08:00", "Thu 3 Dec 2026 18:00"),
        ("20261203T1500", "Thu 3 Dec 2026 15:00"),
        ("2026-12-03t20:00z", "Thu 3 Dec 2026 15:00"),
        ("dec 3rd at 3", "Thu 3 Dec 2026 15:00"),
        ("dec 3rd, 3 o'clock", "Thu 3 Dec 2026 15:00"),
        ("april 2nd at 3", "Thu 2 Apr 2026 15:00"),
        ("4/2 @ 11", "Thu 2 Apr 2026 11:00"),
        ("tuesday the 17th", "Tue 17 Mar 2026 08:00"),
        ("next thurs 9-10", "Thu 19 Mar 2026 09:00 60m"),
        ("noon", "Tue 10 Mar 2026 12:00"),
        ("midnight", "Wed 11 Mar 2026 00:00"),
        ("3:15p", "Tue 10 Mar 2026 15:15"),
        ("315pm", "Tue 10 Mar 2026 15:15"),
        ("15h15", "Tue 10 Mar 2026 15:15"),
        ("at 1500", "Tue 10 Mar 2026 15:00"),
        ("now", "Tue 10 Mar 2026 10:30"),
        ("tonight", "Tue 10 Mar 2026 19:00"),
        ("tonight at 7", "Tue 10 Mar 2026 19:00"),
        ("7 tonight", "Tue 10 Mar 2026 19:00"),
        ("last night", "Mon 9 Mar 2026 19:00"),
        ("this afternoon", "Tue 10 Mar 2026 15:00"),
        ("tomorrow morning", "Wed 11 Mar 2026 09:00"),
        ("tomorrow at 6 in the morning", "Wed 11 Mar 2026 06:00"),
        ("eod", "Tue 10 Mar 2026 17:00"),
        ("eod friday", "Fri 13 Mar 2026 17:00"),
        ("end of month", "Tue 31 Mar 2026 08:00"),
        ("monday week", "Mon 23 Mar 2026 08:00"),
        ("half past 3 tomorrow", "Wed 11 Mar 2026 15:30"),
        ("quarter to four on fri", "Fri 13 Mar 2026 15:45"),
        ("quarter to 1pm fri", "Fri 13 Mar 2026 12:45"),
        ("tue 3pm for 25m", "Tue 10 Mar 2026 15:00 25m"),
        ("tue 3pm 1h", "Tue 10 Mar 2026 15:00 60m"),
        ("tue 3pm 1 h 30 min", "Tue 10 Mar 2026 15:00 90m"),
        ("yesterday 25m", "Mon 9 Mar 2026 08:00 25m"),
        ("yesterday for half an hour", "Mon 9 Mar 2026 08:00 30m"),
        ("Thu, 03 Dec 2026 15:00:00 -0800", "Thu 3 Dec 2026 18:00"),
        ("Thu, 3 Dec 2026 20:00:00 GMT", "Thu 3 Dec 2026 15:00"),
        ("Thu Dec 3 15:00:00 2026", "Thu 3 Dec 2026 15:00"),
        ("2026 dec 3 3:15pm", "Thu 3 Dec 2026 15:15"),
    ],
)
def test_a_moment_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fri 3", "15:00"),
        ("fri 6:30", "18:30"),
        ("fri 7", "07:00"),
        ("fri 11", "11:00"),
        ("fri 12", "12:00"),
        ("fri 12:30", "12:30"),
        ("fri 12am", "00:00"),
        ("fri 12pm", "12:00"),
        ("fri 3am", "03:00"),
        ("fri 03:15", "03:15"),
        ("fri 00:15", "00:15"),
        ("fri 15:15", "15:15"),
        ("fri at 15", "15:00"),
    ],
)
def test_an_hour_without_am_or_pm_is_one_of_the_school_day(text: str, meant: str) -> None:
    assert said(text) == f"Fri 13 Mar 2026 {meant}"


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("9-10", time(9), 60),
        ("9 – 10", time(9), 60),
        ("9 to 10", time(9), 60),
        ("from 9:15 to 10", time(9, 15), 45),
        ("between 9 and 10", time(9), 60),
        ("11-1", time(11), 120),
        ("12-1", time(12), 60),
        ("noon-1", time(12), 60),
        ("3-4", time(15), 60),
        ("6-8", time(18), 120),
        ("9-10pm", time(21), 60),
        ("11-1pm", time(11), 120),
        ("9am-12pm", time(9), 180),
        ("15-16", time(15), 60),
        ("10pm-1am", time(22), 180),
        ("10pm-midnight", time(22), 120),
        ("9-10 in the evening", time(21), 60),
        ("9-10 for 60m", time(9), 60),
    ],
)
def test_from_nine_to_ten_is_a_start_and_a_length(text: str, start: time, minutes: int) -> None:
    moment = read_moment(f"next thurs {text}", NOW)
    assert (moment.day, moment.time, moment.minutes) == (date(2026, 3, 19), start, minutes)


@pytest.mark.parametrize(
    ("text", "future", "past"),
    [
        ("tue 2pm", date(2026, 3, 10), date(2026, 3, 3)),
        ("tue 9am", date(2026, 3, 17), date(2026, 3, 10)),
        ("tue 10:30", date(2026, 3, 10), date(2026, 3, 10)),
        ("tue", date(2026, 3, 17), date(2026, 3, 3)),
        ("2pm", date(2026, 3, 10), date(2026, 3, 9)),
        ("9am", date(2026, 3, 11), date(2026, 3, 10)),
        ("midnight", date(2026, 3, 11), date(2026, 3, 10)),
        ("12/3 at 3", date(2026, 12, 3), date(2025, 12, 3)),
        ("today 9am", date(2026, 3, 10), date(2026, 3, 10)),
    ],
)
def test_the_time_tells_whether_today_is_meant(text: str, future: date, past: date) -> None:
    assert read_moment(text, NOW).day == future
    assert read_moment(text, NOW, prefer="past").day == past


@pytest.mark.parametrize(
    "text",
    [
        "",
        "someday",
        "10",
        "9-10",
        "12-3",
        "32/1",
        "30 feb",
        "25:00",
        "fri 25:00",
        "fri 13pm",
        "fri 0am",
        "fri 12:75",
        "tue 17",
        "tmrw 1500",
        "1h30",
        "yesterday 1h30 1h",
        "fri midnight",
        "tomorrow afternoon at 10",
        "3pm in the morning",
        "this morning in the evening",
        "fri 3-2",
        "fri 9-10 for 25m",
        "fri 9am for 25h",
        "fri 3pm for lunch",
        "fri between 9 to 10",
        "3pm est",
        "in 10",
        "ago",
        "10 minutes",
        "next week at 3",
        "tue 3 4",
        "in 99999999 minutes",
    ],
)
def test_what_could_be_several_moments_or_none_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_moment(text, NOW, field="starts_at")
    assert refused.value.field == "starts_at"
    assert refused.value.hint


def test_a_moment_keeps_what_was_typed_and_takes_a_default_time() -> None:
    moment = read_moment(" Next Tue ", NOW)
    assert moment == Moment(date(2026, 3, 17), None, None, " Next Tue ", NEW_YORK)
    assert moment.at(time(15, 15)) == datetime(2026, 3, 17, 15, 15, tzinfo=NEW_YORK)


def test_in_two_hours_is_two_hours_though_the_clocks_change() -> None:
    night = datetime(2026, 3, 8, 1, 30, tzinfo=NEW_YORK)
    assert read_moment("in 2 hours", night).at(EIGHT).isoformat() == "2026-03-08T04:30:00-04:00"
    second = datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    assert read_moment("in 2 hours", second).at(EIGHT).isoformat() == "2026-11-01T01:30:00-05:00"


def test_a_clock_without_a_zone_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError):
        read_moment("tomorrow", NOW.replace(tzinfo=None))


@given(MOMENTS)
def test_a_moment_written_in_iso_is_the_same_instant(moment: datetime) -> None:
    real = moment.astimezone(UTC).astimezone(NEW_YORK)
    assert read_moment(real.isoformat(), NOW).at(EIGHT).astimezone(UTC) == real.astimezone(UTC)


@given(MOMENTS, MOMENTS)
def test_a_moment_said_in_full_is_read_back(moment: datetime, now: datetime) -> None:
    real = moment.astimezone(UTC).astimezone(NEW_YORK)
    again = read_moment(say_full(real), now)
    assert again.day == real.date() == read_date(say_full(real), now.date())
    assert again.time == time(real.hour, real.minute)


@given(MOMENTS, st.integers(1, 5000))
def test_in_some_minutes_is_that_many_later(now: datetime, minutes: int) -> None:
    real = now.astimezone(UTC).replace(second=0, microsecond=0)
    read = read_moment(f"in {minutes} minutes", real.astimezone(NEW_YORK)).at(EIGHT)
    assert read.astimezone(UTC) - real == timedelta(minutes=minutes)


@given(PHRASES)
def test_any_text_is_a_moment_or_a_plain_refusal(text: str) -> None:
    with suppress(FieldError):
        moment = read_moment(text, NOW)
        assert moment.at(EIGHT).tzinfo is NEW_YORK
        assert moment.minutes is None or 1 <= moment.minutes <= 1440
