"""Hours as JSON documents, and what the rules of work say of them."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from partner_tui.cli import documents
from partner_tui.cli.session import Session
from partner_tui.dates.shifts import pieces, say_minute
from partner_tui.insight import week_advice
from partner_tui.insight.work_rules import Advice, Ground
from partner_tui.records import hours_week, school_year, work_rules
from partner_tui.records.hours import HoursRow


def entry(row: HoursRow, zone: tzinfo) -> dict[str, Any]:
    """Return hours; `starts` and `ends` are times on the wall, null where nobody said when."""
    starts = row.starts_minute
    ends = pieces(row.worked_on, row.shift.worked, zone)[-1].ends if starts is not None else None
    return {
        "uid": row.uid,
        "student": documents.person(row.student_uid, "student", row.given_name, row.family_name),
        "placement": row.placement_uid,
        "opening": row.opening,
        "organization": row.organization,
        "worked_on": documents.day(row.worked_on),
        "minutes": row.minutes,
        "starts": None if starts is None else say_minute(starts),
        "ends": None if ends is None else say_minute(ends),
        "state": row.state.value,
        "settled_on": documents.day(row.settled_on),
        "settled_by": row.settled_by,
        "why": row.why,
        "note": row.note,
        "archived": row.archived,
    }


def ground(session: Session) -> Ground:
    """Return what holds for the whole school."""
    school = session.school
    return Ground(school_year.calendar(), school.zone, work_rules.in_force(), school.day_ends)


def advice_on(session: Session, row: HoursRow) -> list[Advice]:
    """Return what the rules of work say of the day of some hours."""
    week = hours_week.read([row.placement_id], row.worked_on)
    if not week.rows:
        return []
    return week_advice.of_row(week, week.rows[0], ground(session)).get(row.worked_on, [])
