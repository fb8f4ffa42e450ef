"""Who is in a meeting, and as what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from partner_tui.records import database
from partner_tui.records.people import PersonKind, display_name


class Part(StrEnum):
    """What somebody is in a meeting."""

    HOST = "host"
    GUEST = "guest"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody in a meeting."""

    person_id: int
    uid: str
    kind: PersonKind
    given_name: str
    family_name: str
    preferred_name: str
    part: Part
    came: bool | None

    @property
    def name(self) -> str:
        """The name to show."""
        return display_name(self.given_name, self.family_name, self.preferred_name)


def of_meetings(meeting_ids: Sequence[int]) -> dict[int, list[ParticipantRow]]:
    """Return who is in each of some meetings: the hosts, then the guests, then those who may come."""
    query = (
        "SELECT r.meeting_id, r.person_id, p.uid, p.kind, p.given_name, p.family_name, p.preferred_name, r.part, "
        "r.came FROM participants r JOIN people p ON p.id = r.person_id "
        f"WHERE r.meeting_id IN ({','.join('?' * len(meeting_ids))}) AND r.archived_at IS NULL "
        "ORDER BY r.meeting_id, CASE r.part WHEN 'host' THEN 0 WHEN 'guest' THEN 1 ELSE 2 END, r.id"
    )
    found: dict[int, list[ParticipantRow]] = {}
    for row in database.select(query, list(meeting_ids)):
        came = None if row[8] is None else bool(row[8])
        found.setdefault(row[0], []).append(
            ParticipantRow(row[1], row[2], PersonKind(row[3]), row[4], row[5], row[6], Part(row[7]), came)
        )
    return found


@dataclass(frozen=True, slots=True)
class RepresentedRow:
    """An organization that takes part in a meeting, whoever came from there."""

    id: int
    uid: str
    name: str


REPRESENTED = (
    "(SELECT json_group_array(json_array(r.id, o.id, o.uid, o.name)) FROM representations r "
    "JOIN organizations o ON o.id = r.organization_id WHERE r.meeting_id = meetings.id AND r.archived_at IS NULL)"
)
"""The SQL of a meeting's organizations, as `represented` reads them."""


def represented(column: str) -> tuple[RepresentedRow, ...]:
    """Return the organizations of a meeting, in the order in which they were named."""
    return tuple(RepresentedRow(*one) for _, *one in sorted(json.loads(column))) if column != "[]" else ()
