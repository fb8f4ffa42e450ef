"""Placements as lists show them: the student, where, until when, and the hours that were worked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from partner_tui.records import database
from partner_tui.records.hours_totals import week_of
from partner_tui.records.opening_rows import OpeningKind, there
from partner_tui.records.people import PersonKind, display_name


class PlacementStatus(StrEnum):
    """What became of a placement; whether an open one has begun follows from its days."""

    OPEN = "open"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"


class RuleProgram(StrEnum):
    """Which rules of work hold for a student at 14 and 15 (29 CFR 570.35-37), or a learner's exemption (570.50)."""

    STANDARD = "standard"
    WECEP = "wecep"
    WSP = "wsp"
    STUDENT_LEARNER = "student_learner"


class PlacementState(StrEnum):
    """Where a placement stands on a day; `over` is past its last day, and nobody has said how it ended."""

    OVER = "over"
    ACTIVE = "active"
    UPCOMING = "upcoming"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A placement in a list; minutes are whole, those of the week are from Sunday to Saturday and not declined.

    The supervisor is the one of the placement, or else of the opening (`own_supervisor_id` is None then);
    `supervisor_there` is whether they belong to the partner today. `student_there` is False where the student was put
    away.
    """

    id: int
    uid: str
    version: int
    opening_id: int
    opening_uid: str
    opening: str
    opening_kind: OpeningKind
    organization_id: int
    organization_uid: str
    organization: str
    student_id: int
    student_uid: str
    student: str
    student_kind: PersonKind
    given_name: str
    family_name: str
    grade: str
    student_there: bool
    own_supervisor_id: int | None
    supervisor_id: int | None
    supervisor_uid: str
    supervisor: str
    supervisor_there: bool | None
    starts_on: date
    ends_on: date | None
    target_minutes: int | None
    rules: RuleProgram
    status: PlacementStatus
    settled_on: date | None
    why: str
    approved_minutes: int
    submitted_minutes: int
    week_minutes: int
    archived: bool

    def state(self, today: date) -> PlacementState:
        """Return where it stands on a day."""
        if self.status is not PlacementStatus.OPEN:
            return PlacementState(self.status.value)
        if today < self.starts_on:
            return PlacementState.UPCOMING
        return PlacementState.OVER if self.ends_on and self.ends_on < today else PlacementState.ACTIVE


_WORKED = (
    "SELECT h.placement_id, sum(CASE WHEN h.state = 'approved' THEN h.minutes ELSE 0 END) AS approved, "
    "sum(CASE WHEN h.state = 'submitted' THEN h.minutes ELSE 0 END) AS submitted, "
    "sum(CASE WHEN h.state <> 'declined' AND h.worked_on BETWEEN :sunday AND :saturday THEN h.minutes ELSE 0 END) "
    "AS week FROM hours h WHERE h.placement_id IN (SELECT value FROM json_each(:ids)) AND h.archived_at IS NULL "
    "GROUP BY h.placement_id"
)
_SUPERVISOR = "coalesce(t.supervisor_id, o.supervisor_id)"
_ROWS = (
    "SELECT t.id, t.uid, t.version, t.opening_id, o.uid, o.title, o.kind, o.organization_id, g.uid, g.name, "
    "t.student_id, p.uid, p.given_name, p.family_name, p.preferred_name, p.kind, p.grade, p.archived_at IS NULL, "
    "t.supervisor_id, s.id, s.uid, s.given_name, s.family_name, s.preferred_name, "
    f"{there(_SUPERVISOR, 'o.organization_id')}, t.starts_on, t.ends_on, t.target_minutes, t.rules, t.status, "
    "t.settled_on, t.why, coalesce(h.approved, 0), coalesce(h.submitted, 0), coalesce(h.week, 0), "
    "t.archived_at IS NOT NULL FROM placements t JOIN openings o ON o.id = t.opening_id "
    "JOIN organizations g ON g.id = o.organization_id JOIN people p ON p.id = t.student_id "
    f"LEFT JOIN people s ON s.id = {_SUPERVISOR} LEFT JOIN ({_WORKED}) h ON h.placement_id = t.id "
    "WHERE t.id IN (SELECT value FROM json_each(:ids))"
)


def rows(ids: Sequence[int], today: date) -> dict[int, PlacementRow]:
    """Return the listed placements by id, in the order of `ids`, with their hours; one query, however many."""
    sunday, saturday = week_of(today)
    values = {"ids": json.dumps(list(ids)), "today": today.isoformat()}
    values |= {"sunday": sunday.isoformat(), "saturday": saturday.isoformat()}
    found = {row[0]: _row(row) for row in database.select(_ROWS, values)}
    return {one: found[one] for one in ids if one in found}


def _row(row: tuple[Any, ...]) -> PlacementRow:
    where = (*row[:6], OpeningKind(row[6]), *row[7:10])
    student = (*row[10:12], display_name(*row[12:15]), PersonKind(row[15]), *row[12:14], row[16], bool(row[17]))
    named = row[19] is not None
    supervisor = (*row[18:20], row[20] or "", display_name(*row[21:24]) if named else "")
    starts_on = date.fromisoformat(row[25])
    ends_on, settled_on = (date.fromisoformat(row[at]) if row[at] else None for at in (26, 30))
    aim = (bool(row[24]) if named else None, starts_on, ends_on, row[27], RuleProgram(row[28]))
    ended = (PlacementStatus(row[29]), settled_on, row[31])
    values: tuple[Any, ...] = (*where, *student, *supervisor, *aim, *ended, *row[32:35], bool(row[35]))
    return PlacementRow(*values)
