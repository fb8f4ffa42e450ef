"""Hours: what students worked, and who approved it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.records.fields import LINE, NAME, CodeField, DayField, NumberField, TextField
from partner_tui.records.placements import Placement
from partner_tui.records.record import Record


class HoursState(StrEnum):
    """What was said to hours that were worked."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    DECLINED = "declined"


class HoursEntry(Record):
    """Minutes worked on a day; `starts_minute` is after midnight, None where nobody said when.

    `settled_on` and `settled_by` say when and by whom it was approved or declined, `why` why it was declined.
    """

    placement_id = ForeignKeyField(Placement, column_name="placement_id", lazy_load=False, index=False)
    worked_on = DayField()
    starts_minute = NumberField(0, 24 * 60 - 1, null=True)
    minutes = NumberField(1, 24 * 60)
    state = CodeField(HoursState, default=HoursState.SUBMITTED)
    settled_on = DayField(null=True)
    settled_by = TextField(NAME)
    why = TextField(LINE)
    note = TextField(LINE)

    class Meta:
        table_name = "hours"
        indexes = ((("placement_id", "worked_on"), False), (("state", "placement_id", "minutes"), False))
        constraints: ClassVar[list[Any]] = [Check('("state" = \'submitted\') = ("settled_on" IS NULL)')]
