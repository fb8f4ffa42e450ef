"""Tags: words that a school puts on partners and people."""

from __future__ import annotations

from typing import Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.records.fields import TextField
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record


class Tag(Record):
    """One word on an organization or on a person."""

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False, null=True)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, null=True)
    word = TextField(60, required=True)

    class Meta:
        table_name = "tags"
        indexes = ((("word",), False),)
        constraints: ClassVar[list[Any]] = [Check('("organization_id" IS NULL) <> ("person_id" IS NULL)')]
