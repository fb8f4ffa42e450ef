"""Placements: which student is in which opening, from when until when, and how it ended."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.records.fields import LINE, CodeField, DayField, NumberField, TextField
from partner_tui.records.openings import Opening
from partner_tui.records.people import Person
from partner_tui.records.record import Record


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


class Placement(Record):
    """A student in an opening; `supervisor_id` is somebody of the partner. `settled_on` is the day it really ended."""

    opening_id = ForeignKeyField(Opening, column_name="opening_id", lazy_load=False)
    student_id = ForeignKeyField(Person, column_name="student_id", lazy_load=False)
    supervisor_id = ForeignKeyField(Person, column_name="supervisor_id", lazy_load=False, null=True)
    starts_on = DayField()
    ends_on = DayField(null=True)
    target_minutes = NumberField(1, 600_000, null=True)
    rules = CodeField(RuleProgram, default=RuleProgram.STANDARD)
    status = CodeField(PlacementStatus, default=PlacementStatus.OPEN)
    settled_on = DayField(null=True)
    why = TextField(LINE)

    class Meta:
        table_name = "placements"
        constraints: ClassVar[list[Any]] = [
            Check('"ends_on" IS NULL OR "starts_on" <= "ends_on"'),
            Check('"settled_on" IS NULL OR "settled_on" >= "starts_on"'),
            Check('("status" = \'open\') = ("settled_on" IS NULL)'),
        ]
