"""Whom of the staff the school year has not reached, counted by department; only the first are read by name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from partner_tui.records import database, school_year
from partner_tui.records.fields import utc_text
from partner_tui.records.person_names import display_name
from partner_tui.records.staff_index import COUNTS, DEPARTMENT, IN_ROTATION


class Missing(NamedTuple):
    """Somebody who was not met: the id, and what they are called."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class MissingOf:
    """How many of a department were met this school year, or ever where there is none, and who comes first of the
    others: whoever was never met, by name, and then who was last met longest ago.
    """

    department: str | None
    met: int
    total: int
    first: tuple[Missing, ...]


_NEVER = f"""
SELECT s.person_id, '', {DEPARTMENT} FROM people p CROSS JOIN staff_index s ON s.person_id = p.id
WHERE p.kind = 'staff' AND {IN_ROTATION} AND s.held IS NULL ORDER BY p.sort_name, p.id
"""
"""CROSS JOIN: the people as their index has them by name, not all of the index sorted."""

_LONG_AGO = f"""
SELECT s.person_id, s.held, {DEPARTMENT} FROM staff_index s WHERE {IN_ROTATION} AND s.held < :year ORDER BY s.held
"""

_NAMES = """
SELECT p.id, p.sort_name, p.given_name, p.family_name, p.preferred_name
FROM json_each(?) one JOIN people p ON p.id = one.value
"""


def missing(now: datetime, me: str, most: int) -> list[MissingOf]:
    """Return each department with the first `most` of those not met, as of `now` in the school's zone.

    `me` is the uid or the e-mail of the user, or ''; who is paused, or out of the rotation, is not counted.
    """
    start = school_year.calendar().year_start(now.date())
    year = "" if start is None else utc_text(datetime.combine(start, time.min, now.tzinfo))
    values = {"me": me.lower() or None, "today": now.date().isoformat(), "year": year}
    counts: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    for department, people, met, _ in database.select(COUNTS, values):
        counts[department][0] += met or 0
        counts[department][1] += people
    wanted = {department: min(most, total - met) for department, (met, total) in counts.items()}
    first = _first(wanted, values, now)
    return [
        MissingOf(department, met, total, tuple(first.get(department, ())[:most]))
        for department, (met, total) in counts.items()
    ]


def _first(
    wanted: Mapping[str | None, int], values: Mapping[str, Any], now: datetime
) -> dict[str | None, list[Missing]]:
    """Return who comes first of each department, at least as many as are wanted."""
    found: dict[str | None, list[tuple[date, int]]] = defaultdict(list)
    left = {department for department, people in wanted.items() if people}
    for query in (_NEVER, _LONG_AGO):
        for person_id, held, department in database.pages(query, values) if left else ():
            day = datetime.fromisoformat(held).astimezone(now.tzinfo).date() if held else date.min
            mine = found[department]
            # Days of a tie go on: who of them comes first is known by their names only.
            if len(mine) < wanted[department] or (held and mine[-1][0] == day):
                mine.append((day, person_id))
            if len(mine) >= wanted[department] and (not held or mine[-1][0] != day):
                left.discard(department)
            if not left:
                break
    ids = [person_id for people in found.values() for _, person_id in people]
    names = {row[0]: row for row in database.select(_NAMES, (json.dumps(ids),))}
    return {
        department: [
            Missing(person_id, display_name(*names[person_id][2:]))
            for _, person_id in sorted(people, key=lambda one: (one[0], names[one[1]][1], one[1]))
        ]
        for department, people in found.items()
    }
