"""Meetings of partners: those of one in a row, and what is planned next with each."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from partner_tui.records import database
from partner_tui.records.fields import utc_text
from partner_tui.records.meeting_kinds import MeetingKind


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """The next meeting that is planned with a partner, or with somebody of it; `starts_at` is aware, in UTC."""

    meeting_id: int
    kind: MeetingKind
    starts_at: datetime


def planned(ids: Iterable[int], now: datetime) -> dict[int, PlannedRow]:
    """Return organization id -> the next meeting planned with it after `now`; one query, however many they are.

    A meeting is with an organization that is represented in it, and with one to which a guest belongs.
    """
    query = (
        "SELECT i.organization_id, m.id, m.kind, min(i.starts_at) FROM partner_index i JOIN meetings m "
        "ON m.id = i.meeting_id WHERE i.status = 'planned' AND i.starts_at >= ? "
        "AND i.organization_id IN (SELECT value FROM json_each(?)) GROUP BY i.organization_id"
    )
    found = database.select(query, (utc_text(now), json.dumps(list(ids))))
    return {row[0]: PlannedRow(row[1], MeetingKind(row[2]), datetime.fromisoformat(row[3])) for row in found}


def of_organization(organization_id: int) -> array[int]:
    """Return the ids of the meetings with a partner or its people, the newest first; one query.

    Of those that were neither held nor are planned, only the ones in which it is represented.
    """
    query = (
        "SELECT id FROM (SELECT i.meeting_id AS id, i.starts_at FROM partner_index i "
        "WHERE i.status IN ('held', 'planned') AND i.organization_id = :id "
        "UNION SELECT m.id, m.starts_at FROM meetings m JOIN representations r ON r.meeting_id = m.id "
        "WHERE r.organization_id = :id AND r.archived_at IS NULL AND m.archived_at IS NULL) "
        "ORDER BY starts_at DESC, id DESC"
    )
    return database.ids(query, {"id": organization_id})
