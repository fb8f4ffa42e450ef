"""A placement that falls silent, waits for approval or falls behind is said to; one that does well is not."""

from __future__ import annotations

from datetime import date, timedelta

from partner_tui.dates.shifts import Worked
from partner_tui.insight.week_advice import watch
from partner_tui.records.hours import HoursState
from partner_tui.records.hours_totals import HoursTotal
from partner_tui.records.hours_week import Week, WeekEntry, WeekRow
from partner_tui.records.placement_rows import RuleProgram
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.records.shifts import PlacementDays

TODAY = date(2026, 11, 24)
SUNDAY = date(2026, 11, 22)
SEPTEMBER, JUNE = date(2026, 9, 1), date(2027, 6, 1)


def entry(day: date, state: HoursState = HoursState.APPROVED) -> WeekEntry:
    worked = Worked(180)
    return WeekEntry(1, 1, 7, 3, RuleProgram.STANDARD, SEPTEMBER, day, worked, state, "", None, "", "")


def said(
    *entries: WeekEntry, last: date | None = JUNE, target: int | None = None, total: HoursTotal | None = None
) -> list[str]:
    days = PlacementDays(7, 3, "Mateo", "Front desk", "Clinic", SEPTEMBER, last, archived=False)
    row = WeekRow(days, target, total or HoursTotal(), None, {})
    return watch(Week(SUNDAY, (row,), {3: list(entries)}), row, TODAY, SchoolCalendar())


def test_more_than_five_school_days_without_hours_are_said() -> None:
    assert said(entry(TODAY - timedelta(days=7))) == []
    assert said(entry(TODAY - timedelta(days=8))) == ["No hours for 6 school days (since Mon 16 Nov 2026)."]
    assert "so far" in said()[0]
    assert said(last=date(2026, 11, 20)) == [], "it is over"


def test_hours_that_wait_for_two_weeks_are_said() -> None:
    old = entry(TODAY - timedelta(days=14), HoursState.SUBMITTED)
    assert said(old, entry(TODAY)) == ["3 h wait for approval, up to 14 days."]
    assert said(entry(TODAY - timedelta(days=13), HoursState.SUBMITTED), entry(TODAY)) == []


def test_falling_behind_is_said_once_half_of_the_time_is_gone() -> None:
    few = HoursTotal(approved=10 * 60)
    soon = TODAY + timedelta(days=10)
    assert said(entry(TODAY), last=soon, target=100 * 60, total=few) == ["10 h of 100 h, and 89 % of the time is gone."]
    assert said(entry(TODAY), last=JUNE, target=100 * 60, total=few) == []
    assert said(entry(TODAY), last=soon, target=100 * 60, total=HoursTotal(approved=90 * 60)) == []
