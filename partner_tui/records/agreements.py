"""Agreements: what the school and a partner signed, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.records.fields import LINE, CodeField, DayField, NoteField, NumberField, TextField
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class AgreementKind(StrEnum):
    """What was agreed."""

    MOU = "mou"
    WORK_STUDY = "work_study"
    TRAINING = "training"
    DATA_SHARING = "data_sharing"
    INSURANCE = "insurance"
    CLEARANCE = "clearance"


class Agreement(Record):
    """An agreement with a partner; `person_id` is whom a clearance is of.

    `document` is a path or a URL; `document_sha256` is that of the file when it was last looked at, '' for none.
    """

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False)
    kind = CodeField(AgreementKind)
    title = TextField(LINE)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, null=True)
    signed_by_school_on = DayField(null=True)
    signed_by_partner_on = DayField(null=True)
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    notice_days = NumberField(0, 400, default=60)
    renewed_from_id = ForeignKeyField("self", column_name="renewed_from_id", lazy_load=False, null=True)
    document = TextField(500)
    document_sha256 = TextField(64)
    notes = NoteField()
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "agreements"
        indexes = ((("ends_on",), False),)
        constraints: ClassVar[list[Any]] = [
            Check('"ends_on" IS NULL OR "starts_on" IS NULL OR "starts_on" <= "ends_on"'),
        ]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the agreement is found."""
        return {"search_text": fold(f"{_row['title']} {_row['notes']} {_row['document']}")}
