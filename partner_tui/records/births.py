"""Birth dates, kept apart: only the rules of work ask for them, and no list, search or export reads them."""

from __future__ import annotations

from peewee import ForeignKeyField

from partner_tui.records.fields import DayField
from partner_tui.records.people import Person
from partner_tui.records.record import Record


class Birth(Record):
    """The day on which a person was born."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, unique=True)
    born_on = DayField()

    class Meta:
        table_name = "births"
