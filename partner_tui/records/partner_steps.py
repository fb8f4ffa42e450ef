"""What is next with partners: a meeting that is planned, or a promise of ours that is due, whichever comes first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from partner_tui.records import database, partner_meetings


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next with a partner and when: a kind of meeting, or what was promised; `meeting_id` is None then."""

    what: str
    on: date
    meeting_id: int | None


def next_steps(ids: Sequence[int], now: datetime) -> dict[int, NextStep]:
    """Return organization id -> what is next with it; `now` is in the school's zone. Two queries, however many."""
    steps = {
        one: NextStep(row.kind.value.replace("_", " "), row.starts_at.astimezone(now.tzinfo).date(), row.meeting_id)
        for one, row in partner_meetings.planned(ids, now).items()
    }
    for one, text, due_on in _promised(ids):
        due = date.fromisoformat(due_on)
        if one not in steps or due < steps[one].on:
            steps[one] = NextStep(text, due, None)
    return steps


def _promised(ids: Sequence[int]) -> list[tuple[int, str, str]]:
    query = (
        "SELECT c.to_organization_id, c.text, min(c.due_on) FROM commitments c "
        "WHERE c.to_organization_id IN (SELECT value FROM json_each(?)) AND c.by_us "
        "AND c.kind = 'promise' AND c.status = 'open' AND c.archived_at IS NULL AND c.due_on IS NOT NULL "
        "GROUP BY c.to_organization_id"
    )
    return [(row[0], row[1], row[2]) for row in database.select(query, (json.dumps(list(ids)),))]
