"""Hours are read as people and spreadsheets write them, and said so that they are read the same again."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from partner_tui.dates import clock_trouble
from partner_tui.dates.shifts import DAY, Piece, Worked, pieces, read_worked, say_worked
from partner_tui.errors import FieldError

ZONE = ZoneInfo("America/New_York")
DAY_ONE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "minutes", "starts"),
    [
        ("3", 180, None),
        ("3.5", 210, None),
        ("3,25", 195, None),
        (".5", 30, None),
        ("0.33", 20, None),
        ("3:15", 195, None),
        ("3h15", 195, None),
        ("3 h 15 min", 195, None),
        ("45m", 45, None),
        ("24", 1440, None),
        ("15:30-18:45", 195, 930),
        ("15:30–18:45", 195, 930),
        ("15:30 to 18:45", 195, 930),
        ("1530-1845", 195, 930),
        ("3:30pm-6pm", 150, 930),
        ("3:30-6:00", 150, 930),
        ("9-5", 480, 540),
        ("11:00-1:00", 120, 660),
        ("22:00-01:00", 180, 1320),
        ("22:00-1:00", 180, 1320),
        ("10pm-1am", 180, 1320),
        ("18:00-24:00", 360, 1080),
    ],
)
def test_hours_are_read_as_people_write_them(said: str, minutes: int, starts: int | None) -> None:
    assert read_worked(said, DAY_ONE, ZONE) == Worked(minutes, starts)


@pytest.mark.parametrize("said", ["", " ", "-", "–"])
def test_nothing_and_a_dash_take_out(said: str) -> None:
    assert read_worked(said, DAY_ONE, ZONE) is None


@pytest.mark.parametrize(
    "said", ["x", "0", "25", "24:01", "3:75", "15:30-25:00", "08:00-08:00", "=HYPERLINK(1)", "[/]", "1e3", "٣x"]
)
def test_what_is_no_length_is_refused_with_how_to_write_one(said: str) -> None:
    with pytest.raises(FieldError) as refusal:
        read_worked(said, DAY_ONE, ZONE)
    assert refusal.value.field == "minutes"
    assert refusal.value.hint


def test_a_night_in_which_clocks_change_has_the_hours_that_passed() -> None:
    assert read_worked("22:00-06:00", date(2026, 3, 7), ZONE) == Worked(7 * 60, 22 * 60)
    assert read_worked("22:00-06:00", date(2026, 10, 31), ZONE) == Worked(9 * 60, 22 * 60)
    before, after = pieces(date(2026, 3, 7), Worked(7 * 60, 22 * 60), ZONE)
    assert before == Piece(date(2026, 3, 7), 120, 22 * 60, DAY)
    assert after == Piece(date(2026, 3, 8), 5 * 60, 0, 6 * 60)


@settings(max_examples=200, deadline=None)
@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    minutes=st.integers(1, 22 * 60),
    starts=st.one_of(st.none(), st.integers(0, DAY - 1)),
)
def test_what_is_said_is_read_the_same(day: date, minutes: int, starts: int | None) -> None:
    worked = Worked(minutes, starts)
    parts = pieces(day, worked, ZONE)
    assert sum(part.minutes for part in parts) == minutes
    if starts is not None:
        # A time on the wall that is skipped or shown twice cannot say which it is.
        ends = (parts[-1].ends or 0) % DAY
        for when, minute in ((day, starts), (parts[-1].day, ends)):
            assume(clock_trouble(when, time(minute // 60, minute % 60), ZONE) is None)
    assert read_worked(say_worked(worked, day, ZONE), day, ZONE) == worked


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9:hm.,apm -]{1,14}", fullmatch=True)))
def test_anything_typed_is_read_or_refused_in_words(said: str) -> None:
    try:
        worked = read_worked(said, DAY_ONE, ZONE)
    except FieldError:
        return
    assert worked is None or 1 <= worked.minutes <= DAY
