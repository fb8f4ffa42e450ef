"""Birth dates, kept apart: only the rules of work ask for them, and no list, search or export reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from peewee import ForeignKeyField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError
from partner_tui.records import database, school
from partner_tui.records.fields import DayField
from partner_tui.records.history import Intent
from partner_tui.records.people import Person, PersonKind
from partner_tui.records.record import Record


class Birth(Record):
    """The day on which a person was born."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, unique=True)
    born_on = DayField()

    class Meta:
        table_name = "births"


def of(person_id: int) -> date | None:
    """Return the day on which a person was born, if it is known."""
    return of_many([person_id]).get(person_id)


def of_many(person_ids: Iterable[int]) -> dict[int, date]:
    """Return the birth dates that are known, by person; one query, however many they are."""
    query = (
        "SELECT person_id, born_on FROM births WHERE archived_at IS NULL "
        "AND person_id IN (SELECT value FROM json_each(?))"
    )
    found = database.select(query, (json.dumps(list(person_ids)),))
    return {person_id: date.fromisoformat(day) for person_id, day in found}


def put(intent: Intent, person_id: int, day: date | None) -> bool:
    """Write on which day a person was born, None for not known; return whether it differs.

    Raise FieldError for anybody but a student, for a day before 1900, and for one that is still to come.
    """
    if day is not None:
        if Person.get_by_id(person_id).kind is not PersonKind.STUDENT:
            hint = "Only the rules of work ask for it, and only of students."
            raise FieldError("born_on", "Birth dates are kept of students only.", hint)
        _check(day, intent.at.astimezone(school.settings().zone).date())
    found = Birth.get_or_none(Birth.person_id == person_id)
    if found is None:
        if day is not None:
            intent.insert(Birth, person_id=person_id, born_on=day)
        return day is not None
    if day is None:
        return intent.archive(Birth, found.id, found.version) if found.archived_at is None else False
    return intent.update(Birth, found.id, found.version, born_on=day, archived_at=None)


def _check(day: date, today: date) -> None:
    if day.year < 1900:
        raise FieldError("born_on", f"Nobody here was born in {day.year}.", "Write it as 2010-05-14.")
    if day > today:
        raise FieldError("born_on", f"{say_full_day(day)} is still to come.", "Write the day of birth as 2010-05-14.")
