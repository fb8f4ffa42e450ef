"""Rhythm: how often a partner was met, school week by school week, and for how many it has been silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.records.school_year import SchoolCalendar

WEEKS = 26
"""School weeks that a rhythm shows."""

LOOKED_AT = 60
"""Weeks before today that are looked through for school weeks: a whole year and a summer."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Meetings in each of the last school weeks, the oldest first and this week last.

    `silent` is the number of whole school weeks since the last meeting, None where nobody was ever met.
    """

    counts: tuple[int, ...]
    silent: int | None

    @property
    def meetings(self) -> int:
        """How many meetings there were in these weeks."""
        return sum(self.counts)


def looked_at(today: date) -> date:
    """Return the Monday from which on meetings must be known."""
    return today - timedelta(days=today.weekday(), weeks=LOOKED_AT)


def rhythm(counts: Sequence[int], last_met_on: date | None, calendar: SchoolCalendar, today: date) -> Rhythm:
    """Return the rhythm of a partner; `counts` are the meetings of each week from that of `looked_at` on.

    A week counts if it has a school day, or a meeting all the same.
    """
    first = looked_at(today)
    weeks = ((first + timedelta(weeks=at), count) for at, count in enumerate(counts))
    counted = tuple(count for monday, count in weeks if count or _has_school(calendar, monday))
    silent = None if last_met_on is None else calendar.school_days_between(last_met_on, today) // 5
    return Rhythm(counted[-WEEKS:], silent)


def _has_school(calendar: SchoolCalendar, monday: date) -> bool:
    return calendar.school_days_between(monday - timedelta(days=1), monday + timedelta(days=6)) > 0
