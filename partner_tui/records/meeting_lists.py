"""Lists of meetings: which ones, and in which order."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from partner_tui.records import database, search_index
from partner_tui.records.fields import utc_text
from partner_tui.records.meeting_kinds import MeetingStatus


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings a list has; times are aware. `unsettled_before` asks for planned ones that are past."""

    status: MeetingStatus | None = None
    text: str = ""
    person_id: int | None = None
    organization_id: int | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    archived: bool = False
    sort: str = "starts_at"
    descending: bool = False


SORTS = {"starts_at": "m.starts_at", "kind": "m.kind", "status": "m.status", "minutes": "m.minutes", "place": "m.place"}
"""Column key -> the SQL that a list is sorted by."""


def listing(wanted: MeetingFilter) -> array[int]:
    """Return the ids of the meetings of a filter, in its order."""
    conditions = ["m.archived_at IS NOT NULL" if wanted.archived else "m.archived_at IS NULL"]
    values: list[Any] = []
    for condition, value in (
        ("m.status = ?", wanted.status),
        ("m.starts_at >= ?", wanted.starts_from and utc_text(wanted.starts_from)),
        ("m.starts_at < ?", wanted.starts_before and utc_text(wanted.starts_before)),
        (
            "m.id IN (SELECT meeting_id FROM participants WHERE person_id = ? AND archived_at IS NULL)",
            wanted.person_id,
        ),
        (
            "m.id IN (SELECT meeting_id FROM representations WHERE organization_id = ? AND archived_at IS NULL)",
            wanted.organization_id,
        ),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if wanted.text.strip():
        said, words = search_index.condition("meetings", "m.id", wanted.text)
        taking_part, names = search_index.condition("people", "r.person_id", wanted.text)
        represented, others = search_index.condition("organizations", "r.organization_id", wanted.text)
        conditions.append(
            f"({said} OR m.id IN (SELECT r.meeting_id FROM participants r "
            f"WHERE r.archived_at IS NULL AND {taking_part}) OR m.id IN (SELECT r.meeting_id FROM representations r "
            f"WHERE r.archived_at IS NULL AND {represented}))"
        )
        values += [*words, *names, *others]
    direction = "DESC" if wanted.descending else "ASC"
    order = f"{SORTS[wanted.sort]} {direction}" + ("" if wanted.sort == "starts_at" else ", m.starts_at DESC")
    query = f"SELECT m.id FROM meetings m WHERE {' AND '.join(conditions)} ORDER BY {order}, m.id {direction}"
    return database.ids(query, values)


def count() -> int:
    """Return how many meetings there are that are not put away."""
    return int(database.select("SELECT count(*) FROM meetings WHERE archived_at IS NULL")[0][0])
