"""What is said before a meeting is saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from partner_tui.insight.concerns import concerns
from partner_tui.records.meetings import MeetingKind, MeetingRow, MeetingStatus
from partner_tui.records.school_year import SchoolCalendar, Span

ZONE = ZoneInfo("America/New_York")
CALENDAR = SchoolCalendar(
    years=(Span("2026", date(2026, 8, 31), date(2027, 6, 11)),),
    closures=(Span("Thanksgiving", date(2026, 11, 26), date(2026, 11, 27)),),
)


def _wall(text: str) -> datetime:
    """Return what a clock on the wall shows: no zone."""
    return datetime.fromisoformat(text)


def _planned(hour: int) -> MeetingRow:
    starts_at = datetime(2026, 11, 24, hour, tzinfo=ZONE).astimezone(UTC)
    kind, status = MeetingKind.LUNCH, MeetingStatus.PLANNED
    return MeetingRow(1, "u", 1, kind, status, starts_at, 30, ZONE.key, "", "", 0, starts_at, starts_at, False, ())


def test_nothing_is_said_of_a_free_hour_on_a_school_day() -> None:
    assert concerns(_wall("2026-11-24 09:00"), ZONE, (), CALENDAR) == ()


def test_a_closure_is_called_by_its_name() -> None:
    assert concerns(_wall("2026-11-26 09:00"), ZONE, (), CALENDAR) == (
        "The school is closed on Thu 26 Nov 2026: Thanksgiving.",
    )


def test_a_saturday_is_no_school_day() -> None:
    assert concerns(_wall("2026-11-28 09:00"), ZONE, (), CALENDAR) == ("Sat 28 Nov 2026 is no school day.",)


def test_a_clash_says_with_what_and_when() -> None:
    assert concerns(_wall("2026-11-24 12:00"), ZONE, [_planned(12)], CALENDAR) == (
        "It clashes with Lunch, Tue 24 Nov 2026 12:00–12:30.",
    )


def test_of_many_clashes_three_are_told_and_the_rest_counted() -> None:
    said = concerns(_wall("2026-11-24 09:00"), ZONE, [_planned(hour) for hour in range(9, 15)], CALENDAR)

    assert len(said) == 4
    assert said[-1] == "It clashes with 3 more."


def test_an_hour_that_the_clocks_skip_or_repeat_is_told() -> None:
    spring, autumn = _wall("2027-03-14 02:30"), _wall("2026-11-01 01:30")

    assert "does not exist" in concerns(spring, ZONE, (), CALENDAR)[0]
    assert "happens twice" in concerns(autumn, ZONE, (), CALENDAR)[0]
    assert len(concerns(autumn + timedelta(days=1), ZONE, (), CALENDAR)) == 0
