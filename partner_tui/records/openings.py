"""Openings: places that a partner offers to students."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.records.fields import (
    LINE,
    AmountField,
    CodeField,
    DayField,
    FlagField,
    NoteField,
    NumberField,
    TextField,
)
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class OpeningKind(StrEnum):
    """What a student does there."""

    JOB = "job"
    INTERNSHIP = "internship"
    SHADOWING = "shadowing"
    MENTORING = "mentoring"
    PROJECT = "project"
    SPEAKER = "speaker"


class PayPer(StrEnum):
    """What the pay is for."""

    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


class Opening(Record):
    """Places at a partner; `grades` are codes with a space between ('' for all), `youngest` is an age in years."""

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False)
    title = TextField(LINE, required=True)
    kind = CodeField(OpeningKind)
    places = NumberField(1, 1_000, default=1)
    minutes_per_week = NumberField(1, 7 * 24 * 60, null=True)
    paid = FlagField(default=False)
    pay = AmountField(null=True)
    pay_per = CodeField(PayPer, null=True)
    starts_on = DayField()
    ends_on = DayField(null=True)
    grades = TextField(60)
    youngest = NumberField(5, 30, null=True)
    requirements = NoteField()
    supervisor_id = ForeignKeyField(Person, column_name="supervisor_id", lazy_load=False, null=True)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "openings"
        constraints: ClassVar[list[Any]] = [
            Check('"ends_on" IS NULL OR "starts_on" <= "ends_on"'),
            Check('("pay" IS NULL) = ("pay_per" IS NULL)'),
            Check('"pay" IS NULL OR "paid"'),
        ]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the opening is found."""
        return {"search_text": fold(f"{_row['title']} {_row['requirements']}")}
