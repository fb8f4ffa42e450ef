"""When partners were last met, and how often: the held meetings with an organization or with its people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from partner_tui.records import database, school
from partner_tui.records.fields import utc_text

LAST = "(SELECT max(i.starts_at) FROM partner_index i WHERE i.status = 'held' AND i.organization_id = {organization})"
"""The SQL of when an organization was last met, in UTC text; NULL for never. A look into the end of an index."""


def last_contact(ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each of some organizations was last met, aware, in UTC; those never met are not in it. One query.

    A held meeting counts for an organization that is represented in it, or to which somebody who came belonged on
    that day; a meeting that was put away does not.
    """
    query = f"SELECT one.value, {LAST.format(organization='one.value')} FROM json_each(?) one"
    return _read(database.select(query, (json.dumps(list(ids)),)))


def last_contacts() -> dict[int, datetime]:
    """Return when every organization was last met, as `last_contact` does; one query."""
    return _read(database.select(f"SELECT o.id, {LAST.format(organization='o.id')} FROM organizations o"))


def days(ids: Iterable[int]) -> dict[int, date]:
    """Return the last day, in the school's zone, on which each of some organizations was met, as `last_contact`."""
    zone = school.settings().zone
    return {organization_id: last.astimezone(zone).date() for organization_id, last in last_contact(ids).items()}


def _read(found: list[tuple[int, str | None]]) -> dict[int, datetime]:
    return {organization_id: datetime.fromisoformat(last) for organization_id, last in found if last is not None}


def weeks(organization_id: int, since: date, until: date, zone: ZoneInfo) -> list[int]:
    """Return how many meetings with an organization were held in each week, from that of `since` to that of `until`.

    A week is Monday to Sunday in `zone`; the oldest comes first, and weeks without a meeting are 0. One query.
    """
    first, last = (day - timedelta(days=day.weekday()) for day in (since, until))
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = last + timedelta(days=7)
    query = (
        "SELECT starts_at FROM partner_index WHERE status = 'held' AND organization_id = ? "
        "AND starts_at >= ? AND starts_at < ?"
    )
    values = (organization_id, utc_text(start), utc_text(datetime(end.year, end.month, end.day, tzinfo=zone)))
    held = (datetime.fromisoformat(at).astimezone(zone).date() for (at,) in database.select(query, values))
    counts = Counter((day - first).days // 7 for day in held)
    return [counts[week] for week in range(max(0, (last - first).days // 7 + 1))]
