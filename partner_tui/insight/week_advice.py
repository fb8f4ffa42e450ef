"""Advice on a week of hours: the rules of work for each day, and what of a placement waits or falls behind."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from partner_tui.dates import say_full_day, say_minutes
from partner_tui.insight.work_rules import Advice, Ground, WorkedShift, advice
from partner_tui.records.hours import HoursState
from partner_tui.records.hours_week import Week, WeekRow
from partner_tui.records.school_year import SchoolCalendar

SILENT_DAYS = 5
"""After how many school days without hours a placement is said to be silent."""

WAITING_DAYS = 14
"""After how many days hours that nobody approved are said to wait."""

_HALF = Fraction(1, 2)


def of_row(week: Week, row: WeekRow, ground: Ground) -> dict[date, list[Advice]]:
    """Return what the rules of work say of a student's days of the week, over all placements."""
    worked = [
        WorkedShift(entry.worked_on, entry.worked, entry.program, entry.since)
        for entry in week.shifts.get(row.days.student_id, [])
    ]
    found: dict[date, list[Advice]] = {}
    for line in advice(row.born_on, worked, ground, week.first, week.last):
        found.setdefault(line.day, []).append(line)
    return found


def watch(week: Week, row: WeekRow, today: date, calendar: SchoolCalendar) -> list[str]:
    """Return what of a placement that runs today should be looked at, as sentences: silence, waiting, falling behind.

    What was worked more than three weeks before the week is not looked at.
    """
    if not row.days.first_on <= today <= (row.days.last_on or today):
        return []
    entries = [one for one in week.shifts.get(row.days.student_id, []) if one.placement_id == row.days.id]
    said = []
    last = max((entry.worked_on for entry in entries if entry.worked_on <= today), default=None)
    silent = calendar.school_days_between(last or row.days.first_on, today)
    if silent > SILENT_DAYS and today <= week.last:
        since = f"since {say_full_day(last)}" if last else "so far"
        said.append(f"No hours for {silent} school days ({since}).")
    old = today - timedelta(days=WAITING_DAYS)
    waiting = [one for one in entries if one.state is HoursState.SUBMITTED and one.worked_on <= old]
    if waiting:
        days = (today - min(one.worked_on for one in waiting)).days
        said.append(f"{say_minutes(sum(one.worked.minutes for one in waiting))} wait for approval, up to {days} days.")
    return [*said, *_behind(row, today)]


def _behind(row: WeekRow, today: date) -> list[str]:
    """Say so where less than the half of what the days gone by would ask for is done, after half of them."""
    if not row.target_minutes or row.days.last_on is None:
        return []
    gone = Fraction((today - row.days.first_on).days + 1, (row.days.last_on - row.days.first_on).days + 1)
    done = row.total.approved + row.total.submitted
    if gone < _HALF or done >= row.target_minutes * gone * _HALF:
        return []
    of = say_minutes(row.target_minutes)
    return [f"{say_minutes(done)} of {of}, and {round(gone * 100)} % of the time is gone."]
