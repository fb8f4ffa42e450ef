"""A week of hours: the placements of a cohort, what was worked in each, and what is needed to advise on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partner_tui.dates.shifts import Worked
from partner_tui.records import births, database
from partner_tui.records.hours import HoursState
from partner_tui.records.hours_totals import HoursTotal, totals, week_of
from partner_tui.records.person_names import display_name
from partner_tui.records.placement_rows import RuleProgram
from partner_tui.records.shifts import PlacementDays

MOST = 500
"""How many placements a week shows: more are nobody's cohort."""

CYCLE = timedelta(weeks=3)
"""How long before a week shifts count for its rules: a work-study program's cycle has four weeks (29 CFR 570.37)."""


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """Hours in a cell; `settled_by` is who approved or declined them."""

    id: int
    version: int
    placement_id: int
    student_id: int
    program: RuleProgram
    since: date
    worked_on: date
    worked: Worked
    state: HoursState
    settled_by: str
    settled_on: date | None
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A placement in the week: whose, where, which days are open, its totals, and the day of birth if it is known."""

    days: PlacementDays
    target_minutes: int | None
    total: HoursTotal
    born_on: date | None
    entries: dict[date, list[WeekEntry]]


@dataclass(frozen=True, slots=True)
class Week:
    """The rows of a week by student; `shifts` are those of each student around it, over all placements, not declined.

    `more` is how many placements are left out.
    """

    first: date
    rows: tuple[WeekRow, ...]
    shifts: dict[int, list[WeekEntry]]
    more: int = 0

    @property
    def last(self) -> date:
        """The Saturday."""
        return self.first + timedelta(days=6)


_ROWS = (
    "SELECT l.id, l.student_id, p.given_name, p.family_name, p.preferred_name, o.title, g.name, l.starts_on, "
    "coalesce(l.settled_on, l.ends_on), l.archived_at IS NOT NULL, l.target_minutes FROM placements l "
    "JOIN people p ON p.id = l.student_id JOIN openings o ON o.id = l.opening_id "
    "JOIN organizations g ON g.id = o.organization_id WHERE {} "
    "ORDER BY p.family_name, p.given_name, p.id, g.name, l.id LIMIT ?"
)

_RUNNING = (
    "l.archived_at IS NULL AND l.starts_on <= ? AND coalesce(l.settled_on, l.ends_on, '9999') >= ? "
    "AND p.archived_at IS NULL"
)

_AROUND = (
    "SELECT h.id, h.version, h.placement_id, l.student_id, l.rules, l.starts_on, h.worked_on, h.minutes, "
    "h.starts_minute, h.state, h.settled_by, h.settled_on, h.why, h.note FROM placements l "
    "JOIN hours h ON h.placement_id = l.id AND h.worked_on BETWEEN ? AND ? AND h.archived_at IS NULL "
    "WHERE l.student_id IN (SELECT value FROM json_each(?)) ORDER BY h.worked_on, h.starts_minute, h.id"
)


def read(placement_ids: Sequence[int] | None, day: date) -> Week:
    """Return the week of a day, of some placements or of all that run in it; a fixed number of queries."""
    first, last = week_of(day)
    if placement_ids is None:
        found = database.select(_ROWS.format(_RUNNING), (last.isoformat(), first.isoformat(), MOST + 1))
        more = 0
        if len(found) > MOST:
            found, more = found[:MOST], _running(first, last) - MOST
    else:
        chosen = json.dumps(list(placement_ids[:MOST]))
        found = database.select(_ROWS.format("l.id IN (SELECT value FROM json_each(?))"), (chosen, MOST))
        more = max(0, len(placement_ids) - MOST)
    days = [_days(row) for row in found]
    shifts = _around({one.student_id for one in days}, first, last)
    sums = totals([one.id for one in days], (first, last))
    born = births.of_many({one.student_id for one in days})
    cells: dict[int, dict[date, list[WeekEntry]]] = {}
    for entries in shifts.values():
        for entry in entries:
            if first <= entry.worked_on <= last:
                cells.setdefault(entry.placement_id, {}).setdefault(entry.worked_on, []).append(entry)
    rows = tuple(
        WeekRow(one, row[10], sums[one.id], born.get(one.student_id), cells.get(one.id, {}))
        for one, row in zip(days, found, strict=True)
    )
    counting = {
        student: [entry for entry in entries if entry.state is not HoursState.DECLINED]
        for student, entries in shifts.items()
    }
    return Week(first, rows, counting, more)


def _running(first: date, last: date) -> int:
    query = f"SELECT count(*) FROM placements l JOIN people p ON p.id = l.student_id WHERE {_RUNNING}"
    return int(database.select(query, (last.isoformat(), first.isoformat()))[0][0])


def _around(students: Iterable[int], first: date, last: date) -> dict[int, list[WeekEntry]]:
    since, until = ((first - CYCLE - timedelta(days=1)).isoformat(), (last + timedelta(days=1)).isoformat())
    found: dict[int, list[WeekEntry]] = {}
    for row in database.select(_AROUND, (since, until, json.dumps(list(students)))):
        found.setdefault(row[3], []).append(_entry(row))
    return found


def _days(row: tuple[Any, ...]) -> PlacementDays:
    last = date.fromisoformat(row[8]) if row[8] else None
    begins = date.fromisoformat(row[7])
    return PlacementDays(row[0], row[1], display_name(*row[2:5]), row[5], row[6], begins, last, bool(row[9]))


def _entry(row: tuple[Any, ...]) -> WeekEntry:
    return WeekEntry(
        id=row[0],
        version=row[1],
        placement_id=row[2],
        student_id=row[3],
        program=RuleProgram(row[4]),
        since=date.fromisoformat(row[5]),
        worked_on=date.fromisoformat(row[6]),
        worked=Worked(row[7], row[8]),
        state=HoursState(row[9]),
        settled_by=row[10],
        settled_on=date.fromisoformat(row[11]) if row[11] else None,
        why=row[12],
        note=row[13],
    )
