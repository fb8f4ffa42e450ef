"""Commitments: what was asked, offered or promised, by whom, to whom, by when, and whether it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError
from partner_tui.records import sides, stored_rows
from partner_tui.records.amounts import Amount as Amount
from partner_tui.records.amounts import Unit as Unit
from partner_tui.records.commitment_rows import ASKS_AND_OFFERS as ASKS_AND_OFFERS
from partner_tui.records.commitment_rows import PROMISES as PROMISES
from partner_tui.records.commitment_rows import SORTS as SORTS
from partner_tui.records.commitment_rows import CommitmentFilter as CommitmentFilter
from partner_tui.records.commitment_rows import CommitmentKind as CommitmentKind
from partner_tui.records.commitment_rows import CommitmentRow as CommitmentRow
from partner_tui.records.commitment_rows import CommitmentStatus as CommitmentStatus
from partner_tui.records.commitment_rows import count as count
from partner_tui.records.commitment_rows import due as due
from partner_tui.records.commitment_rows import get as get
from partner_tui.records.commitment_rows import late as late
from partner_tui.records.commitment_rows import listing as listing
from partner_tui.records.commitment_rows import rows as rows
from partner_tui.records.commitment_rows import with_uid as with_uid
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
from partner_tui.records.text import fold


class Commitment(Record):
    """A promise: one side makes it, another is made it; or the one asks the other, or offers.

    `settled_on` is the day it was kept, broken or withdrawn; `contribution` a code of the words for what is given.
    """

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


def add(intent: Intent, *, text: str, made_by: Side, made_to: Side, made_on: date, **values: Any) -> int:
    """Add a promise, or what is asked or offered, as `kind` says; return its id.

    Raise FieldError for two sides that are one, days out of order, and how many without of what.
    """
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
    """Save what differs; return whether anything did. An ask or an offer becomes a promise by its `kind`.

    Raise FieldError as `add` does.
    """
    columns = values | (sides.by(made_by) if made_by else {}) | (sides.to(made_to) if made_to else {})
    _check(stored_rows.one(Commitment, commitment_id) | Commitment.stored(columns))
    return intent.update(Commitment, commitment_id, version, **columns)


def measured(amount: Amount | None) -> dict[str, Any]:
    """Return the columns that say how much it is; None for nothing said."""
    return {"quantity": amount and amount.quantity, "unit": amount and amount.unit}


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
    _check_amount(stored)
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


def _check_amount(stored: Mapping[str, Any]) -> None:
    quantity, unit = stored.get("quantity"), stored.get("unit")
    if quantity is not None and unit is None:
        raise FieldError("unit", "It is said how many, and not of what.", "Say hours, money, items or seats.")
    if quantity is None and unit is not None:
        raise FieldError("quantity", f"It is not said how many {unit}.", "Write the number, or take the unit out.")


def _said(day: str) -> str:
    return say_full_day(date.fromisoformat(day))
