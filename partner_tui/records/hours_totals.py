"""Totals of hours: of placements, over all time and in a week, and what waits for approval."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.records import database


@dataclass(frozen=True, slots=True)
class HoursTotal:
    """Minutes of a placement by what was said to them; `week` are those of one week that were not declined."""

    approved: int = 0
    submitted: int = 0
    declined: int = 0
    week: int = 0


def week_of(day: date) -> tuple[date, date]:
    """Return the Sunday and the Saturday of a day's week: the week of the rules of work (29 CFR 570.35(b))."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return sunday, sunday + timedelta(days=6)


def totals(placement_ids: Iterable[int], week: tuple[date, date] | None = None) -> dict[int, HoursTotal]:
    """Return the totals of placements, zeros where nothing was worked; one query, however many they are.

    `week` is a first and a last day, both included.
    """
    ids = list(placement_ids)
    first, last = (day.isoformat() for day in week) if week else ("", "")
    query = (
        "SELECT placement_id, coalesce(sum(minutes) FILTER (WHERE state = 'approved'), 0), "
        "coalesce(sum(minutes) FILTER (WHERE state = 'submitted'), 0), "
        "coalesce(sum(minutes) FILTER (WHERE state = 'declined'), 0), "
        "coalesce(sum(minutes) FILTER (WHERE state <> 'declined' AND worked_on BETWEEN ? AND ?), 0) "
        "FROM hours WHERE placement_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL "
        "GROUP BY placement_id"
    )
    found = {row[0]: HoursTotal(*row[1:]) for row in database.select(query, (first, last, json.dumps(ids)))}
    return {one: found.get(one, HoursTotal()) for one in ids}


def waiting(before: date | None = None) -> dict[int, int]:
    """Return how many entries wait for approval, by organization; with `before`, only those worked before a day."""
    # Counted by placement in the index first: hours are a hundred times as many as placements.
    counted = "SELECT placement_id, count(*) AS n FROM hours WHERE state = 'submitted' AND archived_at IS NULL"
    query = (
        f"SELECT o.organization_id, sum(w.n) FROM ({counted}{' AND worked_on < ?' if before else ''} "
        "GROUP BY placement_id) w JOIN placements l ON l.id = w.placement_id JOIN openings o ON o.id = l.opening_id "
        "WHERE l.archived_at IS NULL AND o.archived_at IS NULL GROUP BY o.organization_id"
    )
    return dict(database.select(query, (before.isoformat(),) if before else ()))
