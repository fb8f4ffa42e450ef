"""The rhythm of a partner: school weeks with and without a meeting."""

from __future__ import annotations

from datetime import date, timedelta

from partner_tui.insight import rhythm
from partner_tui.records.school_year import SchoolCalendar, Span

TODAY = date(2026, 11, 24)
CALENDAR = SchoolCalendar(
    years=(
        Span("2025-26", date(2025, 8, 25), date(2026, 6, 12)),
        Span("2026-27", date(2026, 8, 24), date(2027, 6, 11)),
    ),
    closures=(Span("Fall break", date(2026, 10, 12), date(2026, 10, 16)),),
)


def weeks(*held: date) -> list[int]:
    """Return the meetings of each week as the records count them."""
    first = rhythm.looked_at(TODAY)
    counts = [0] * (rhythm.LOOKED_AT + 1)
    for day in held:
        counts[(day - first).days // 7] += 1
    return counts


def test_weeks_of_the_summer_and_of_a_break_are_no_silence() -> None:
    told = rhythm.rhythm(weeks(date(2026, 6, 9), date(2026, 9, 1)), date(2026, 9, 1), CALENDAR, TODAY)
    assert len(told.counts) == rhythm.WEEKS
    assert told.meetings == 2
    assert told.counts[-13:] == (0, 1, *[0] * 11)[-13:], "13 school weeks since 24 August, the break is none"


def test_a_meeting_in_the_summer_counts_all_the_same() -> None:
    told = rhythm.rhythm(weeks(date(2026, 7, 14)), date(2026, 7, 14), CALENDAR, TODAY)
    assert told.meetings == 1


def test_silence_is_counted_in_whole_school_weeks() -> None:
    assert rhythm.rhythm(weeks(), None, CALENDAR, TODAY).silent is None
    assert rhythm.rhythm(weeks(), TODAY - timedelta(days=3), CALENDAR, TODAY).silent == 0
    assert rhythm.rhythm(weeks(), date(2026, 10, 9), CALENDAR, TODAY).silent == 5, (
        "six weeks and a day, one of them off"
    )
