"""Promises in lists: which there are, in which order, and each with the names of both sides."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from partner_tui.errors import NotFound
from partner_tui.records import database, search_index, sides
from partner_tui.records.amounts import Amount, Unit
from partner_tui.records.sides import Direction, SideKind, SideRow


class CommitmentStatus(StrEnum):
    """What became of a promise; whether an open one is late follows from the day it is due."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class CommitmentKind(StrEnum):
    """How firm it is: asked for, offered, or promised."""

    ASK = "ask"
    OFFER = "offer"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise in a list; or what one side asks of the other, or offers. `contribution` is a code of the word list."""

    id: int
    uid: str
    version: int
    text: str
    made_by: SideRow
    made_to: SideRow
    meeting_id: int | None
    meeting_uid: str
    made_on: date
    due_on: date | None
    status: CommitmentStatus
    settled_on: date | None
    why: str
    archived: bool
    kind: CommitmentKind = CommitmentKind.PROMISE
    contribution: str = ""
    amount: Amount | None = None

    @property
    def direction(self) -> Direction:
        """Whose word it is: of what is asked, of those who ask."""
        return Direction.OURS if self.made_by.kind is SideKind.US else Direction.THEIRS

    def days_late(self, today: date) -> int:
        """Return how many days it was due before `today`, or before the day it was settled; 0 for one in time.

        Nobody is late with what was only asked or offered.
        """
        if self.kind is not CommitmentKind.PROMISE:
            return 0
        until = self.settled_on or today
        return max(0, (until - self.due_on).days) if self.due_on else 0


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Which promises a list has; those of a person, organization or group are made by or to it.

    `due_from` and `due_before` leave out what has no day. Without `kinds`, asks and offers are among them.
    `contribution` is a code. `sort` is a key of SORTS.
    """

    status: CommitmentStatus | None = None
    direction: Direction | None = None
    due_from: date | None = None
    due_before: date | None = None
    person_id: int | None = None
    organization_id: int | None = None
    group_id: int | None = None
    meeting_id: int | None = None
    kinds: tuple[CommitmentKind, ...] = ()
    contribution: str = ""
    text: str = ""
    archived: bool = False
    sort: str = "due_on"
    descending: bool = False


PROMISES = (CommitmentKind.PROMISE,)
"""The kinds that somebody can be held to."""

ASKS_AND_OFFERS = (CommitmentKind.ASK, CommitmentKind.OFFER)

SORTS = {
    "due_on": "coalesce(c.due_on, '9999')",
    "made_on": "c.made_on",
    "settled_on": "coalesce(c.settled_on, '9999')",
    "status": "c.status",
    "text": "lower(c.text)",
}
"""Column key -> the SQL that a list is sorted by."""

_SIDES = {
    "people": ("by_person_id", "to_person_id"),
    "organizations": ("by_organization_id", "to_organization_id"),
    "groups": ("to_group_id",),
}
"""Table -> the columns that lead there."""


def count() -> int:
    """Return how many promises there are that are not put away."""
    return int(database.select("SELECT count(*) FROM commitments WHERE archived_at IS NULL")[0][0])


def listing(wanted: CommitmentFilter) -> array[int]:
    """Return the ids of the promises of a filter, in its order: unless it says otherwise, the next due first."""
    conditions = ["c.archived_at IS NOT NULL" if wanted.archived else "c.archived_at IS NULL"]
    values: list[Any] = []
    for condition, value in (
        ("c.status = ?", wanted.status),
        ("c.by_us = ?", None if wanted.direction is None else int(wanted.direction is Direction.OURS)),
        ("c.due_on >= ?", wanted.due_from and wanted.due_from.isoformat()),
        ("c.due_on < ?", wanted.due_before and wanted.due_before.isoformat()),
        ("(c.by_person_id = ? OR c.to_person_id = ?)", wanted.person_id),
        ("(c.by_organization_id = ? OR c.to_organization_id = ?)", wanted.organization_id),
        ("c.to_group_id = ?", wanted.group_id),
        ("c.meeting_id = ?", wanted.meeting_id),
        ("c.contribution = ?", wanted.contribution or None),
    ):
        if value is not None:
            conditions.append(condition)
            values += [value] * condition.count("?")
    if wanted.kinds:
        conditions.append(f"c.kind IN ({','.join('?' * len(wanted.kinds))})")
        values += wanted.kinds
    if wanted.text.strip():
        said = [search_index.condition("commitments", "c.id", wanted.text)]
        said += [
            search_index.condition(table, f"c.{column}", wanted.text)
            for table, columns in _SIDES.items()
            for column in columns
        ]
        conditions.append(f"({' OR '.join(condition for condition, _ in said)})")
        values += [word for _, words in said for word in words]
    direction = "DESC" if wanted.descending else "ASC"
    query = (
        f"SELECT c.id FROM commitments c WHERE {' AND '.join(conditions)} "
        f"ORDER BY {SORTS[wanted.sort]} {direction}, c.made_on {direction}, c.id {direction}"
    )
    return database.ids(query, values)


def late(today: date) -> array[int]:
    """Return the ids of the open promises, ours and theirs, that were due before `today`; the oldest first."""
    return listing(CommitmentFilter(status=CommitmentStatus.OPEN, kinds=PROMISES, due_before=today))


def due(today: date) -> array[int]:
    """Return the ids of the open promises, ours and theirs, that are due on `today`; the oldest first."""
    tomorrow = today + timedelta(days=1)
    wanted = CommitmentFilter(status=CommitmentStatus.OPEN, kinds=PROMISES, due_from=today, due_before=tomorrow)
    return listing(wanted)


_COLUMNS = (
    "c.id, c.uid, c.version, c.text, c.meeting_id, m.uid, c.made_on, c.due_on, c.status, c.settled_on, c.why, "
    "c.archived_at IS NOT NULL, c.kind, c.contribution, c.quantity, c.unit",
    *(sides.person_columns("by_person"), sides.named_columns("by_organization")),
    *(sides.person_columns("to_person"), sides.named_columns("to_organization"), sides.named_columns("to_group")),
)
_ROWS = (
    f"SELECT {', '.join(_COLUMNS)} FROM commitments c LEFT JOIN meetings m ON m.id = c.meeting_id "
    "LEFT JOIN people by_person ON by_person.id = c.by_person_id "
    "LEFT JOIN organizations by_organization ON by_organization.id = c.by_organization_id "
    "LEFT JOIN people to_person ON to_person.id = c.to_person_id "
    "LEFT JOIN organizations to_organization ON to_organization.id = c.to_organization_id "
    "LEFT JOIN groups to_group ON to_group.id = c.to_group_id WHERE c.id IN "
)


def rows(ids: Sequence[int]) -> dict[int, CommitmentRow]:
    """Return the listed promises by id, with the names of both sides; one query, however many they are."""
    found = database.select(f"{_ROWS} ({','.join('?' * len(ids))})", list(ids))
    return {row[0]: _row(row) for row in found}


def _row(row: tuple[Any, ...]) -> CommitmentRow:
    made_on, due_on, settled_on = (date.fromisoformat(row[at]) if row[at] else None for at in (6, 7, 9))
    made_by, made_to = sides.row(row[16:22], row[22:25]), sides.row(row[25:31], row[31:34], row[34:37])
    days = (made_on, due_on, CommitmentStatus(row[8]), settled_on)
    amount = None if row[14] is None else Amount(Decimal(row[14]) / 100, Unit(row[15]))
    given = (CommitmentKind(row[12]), row[13], amount)
    values: tuple[Any, ...] = (*row[:4], made_by, made_to, row[4], row[5] or "", *days, row[10], bool(row[11]), *given)
    return CommitmentRow(*values)


def get(commitment_id: int) -> CommitmentRow:
    """Return one promise to read or edit; raise NotFound."""
    found = rows([commitment_id]).get(commitment_id)
    if found is None:
        raise NotFound("That promise is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str) -> CommitmentRow:
    """Return the promise with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM commitments WHERE substr(uid, 1, ?) = ? LIMIT 2"
    found = database.select(query, (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single promise has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0])
