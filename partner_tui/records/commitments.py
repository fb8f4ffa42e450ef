"""Commitments: what was promised, by whom, to whom, by when, and whether it was kept."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, search_index, sides, stored_rows
from partner_tui.records.fields import LINE, PLACE, AmountField, CodeField, DayField, FlagField, TextField
from partner_tui.records.groups import Group
from partner_tui.records.history import Intent
from partner_tui.records.kept_rates import KeptRate as KeptRate
from partner_tui.records.kept_rates import kept_rate as kept_rate
from partner_tui.records.meetings import Meeting
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.sides import US as US
from partner_tui.records.sides import Direction as Direction
from partner_tui.records.sides import Side as Side
from partner_tui.records.sides import SideKind as SideKind
from partner_tui.records.sides import SideRow
from partner_tui.records.text import fold


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


class Unit(StrEnum):
    """What a quantity counts."""

    HOURS = "hours"
    MONEY = "money"
    ITEMS = "items"
    SEATS = "seats"


class Commitment(Record):
    """A promise: one side makes it, another is made it. `settled_on` is the day it was kept, broken or withdrawn."""

    text = TextField(PLACE, required=True)
    by_us = FlagField(default=False)
    by_person_id = ForeignKeyField(Person, column_name="by_person_id", lazy_load=False, null=True)
    by_organization_id = ForeignKeyField(Organization, column_name="by_organization_id", lazy_load=False, null=True)
    to_us = FlagField(default=False)
    to_person_id = ForeignKeyField(Person, column_name="to_person_id", lazy_load=False, null=True)
    to_organization_id = ForeignKeyField(Organization, column_name="to_organization_id", lazy_load=False, null=True)
    to_group_id = ForeignKeyField(Group, column_name="to_group_id", lazy_load=False, null=True)
    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False, null=True)
    made_on = DayField()
    due_on = DayField(null=True)
    status = CodeField(CommitmentStatus, default=CommitmentStatus.OPEN)
    settled_on = DayField(null=True)
    why = TextField(LINE)
    kind = CodeField(CommitmentKind, default=CommitmentKind.PROMISE)
    contribution = TextField(60)
    quantity = AmountField(null=True)
    unit = CodeField(Unit, null=True)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "commitments"
        indexes = ((("status", "due_on"), False),)
        constraints: ClassVar[list[Any]] = [
            Check(sides.one_of("by_us", "by_person_id", "by_organization_id")),
            Check(sides.one_of("to_us", "to_person_id", "to_organization_id", "to_group_id")),
            Check('NOT ("by_us" AND "to_us")'),
            Check(sides.differ("by_person_id", "to_person_id")),
            Check(sides.differ("by_organization_id", "to_organization_id")),
            Check('"due_on" IS NULL OR "due_on" >= "made_on"'),
            Check('"settled_on" IS NULL OR "settled_on" >= "made_on"'),
            Check('("status" = \'open\') = ("settled_on" IS NULL)'),
            Check('("quantity" IS NULL) = ("unit" IS NULL)'),
        ]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the promise is found."""
        return {"search_text": fold(f"{_row['text']} {_row['why']}")}


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise in a list."""

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

    @property
    def direction(self) -> Direction:
        """Whose promise it is."""
        return Direction.OURS if self.made_by.kind is SideKind.US else Direction.THEIRS

    def days_late(self, today: date) -> int:
        """Return how many days it was due before `today`, or before the day it was settled; 0 for one in time."""
        until = self.settled_on or today
        return max(0, (until - self.due_on).days) if self.due_on else 0


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Which promises a list has; those of a person, organization or group are made by or to it.

    `due_from` and `due_before` leave out what has no day. `sort` is a key of SORTS.
    """

    status: CommitmentStatus | None = None
    direction: Direction | None = None
    due_from: date | None = None
    due_before: date | None = None
    person_id: int | None = None
    organization_id: int | None = None
    group_id: int | None = None
    meeting_id: int | None = None
    text: str = ""
    archived: bool = False
    sort: str = "due_on"
    descending: bool = False


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
    ):
        if value is not None:
            conditions.append(condition)
            values += [value] * condition.count("?")
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
    return listing(CommitmentFilter(status=CommitmentStatus.OPEN, due_before=today))


def due(today: date) -> array[int]:
    """Return the ids of the open promises, ours and theirs, that are due on `today`; the oldest first."""
    tomorrow = today + timedelta(days=1)
    return listing(CommitmentFilter(status=CommitmentStatus.OPEN, due_from=today, due_before=tomorrow))


_COLUMNS = (
    "c.id, c.uid, c.version, c.text, c.meeting_id, m.uid, c.made_on, c.due_on, c.status, c.settled_on, c.why, "
    "c.archived_at IS NOT NULL",
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
    made_by, made_to = sides.row(row[12:18], row[18:21]), sides.row(row[21:27], row[27:30], row[30:33])
    days = (made_on, due_on, CommitmentStatus(row[8]), settled_on)
    values: tuple[Any, ...] = (*row[:4], made_by, made_to, row[4], row[5] or "", *days, row[10], bool(row[11]))
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


def add(intent: Intent, *, text: str, made_by: Side, made_to: Side, made_on: date, **values: Any) -> int:
    """Add a promise; return its id. Raise FieldError for two sides that are one, and for days out of order."""
    columns = {"text": text, "made_on": made_on, **sides.by(made_by), **sides.to(made_to), **values}
    _check({"status": CommitmentStatus.OPEN.value, **Commitment.stored(columns)})
    return intent.insert(Commitment, **columns)


def edit(
    intent: Intent,
    commitment_id: int,
    version: int,
    *,
    made_by: Side | None = None,
    made_to: Side | None = None,
    **values: Any,
) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `add` does."""
    columns = values | (sides.by(made_by) if made_by else {}) | (sides.to(made_to) if made_to else {})
    _check(stored_rows.one(Commitment, commitment_id) | Commitment.stored(columns))
    return intent.update(Commitment, commitment_id, version, **columns)


def settle(
    intent: Intent, commitment_id: int, version: int, status: CommitmentStatus, on: date | None = None, why: str = ""
) -> bool:
    """Say what became of a promise, and on which day; `OPEN` takes that back. Return whether anything differs.

    Raise FieldError where the day is missing, or the word why of a promise that was broken or withdrawn.
    """
    settled_on = None if status is CommitmentStatus.OPEN else on
    if status in {CommitmentStatus.BROKEN, CommitmentStatus.WITHDRAWN} and not why.strip():
        raise FieldError("why", f"A promise that was {status} needs a word why.", "A few words are enough.")
    return edit(intent, commitment_id, version, status=status, settled_on=settled_on, why=why)


def _check(stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of a promise that do not go together."""
    sides.check_two(stored)
    made_on, due_on, settled_on = (stored.get(name) for name in ("made_on", "due_on", "settled_on"))
    if made_on and due_on and due_on < made_on:
        message = f"It would be due on {_said(due_on)}, before it was made on {_said(made_on)}."
        raise FieldError("due_on", message, "Give a later day, or none.")
    if made_on and settled_on and settled_on < made_on:
        message = f"It would be settled on {_said(settled_on)}, before it was made on {_said(made_on)}."
        raise FieldError("settled_on", message, "Give a later day.")
    if (stored["status"] == CommitmentStatus.OPEN) != (settled_on is None):
        message = "An open promise has no day on which it was settled, and any other has one."
        raise FieldError("settled_on", message, "Say on which day it was kept, broken or withdrawn.")


def _said(day: str) -> str:
    return say_full_day(date.fromisoformat(day))
