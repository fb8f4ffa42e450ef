"""Openings: places that a partner offers to students, who may come, and who looks after them there."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, grades, school, search_index, stored_rows
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
from partner_tui.records.history import Intent
from partner_tui.records.opening_rows import TAKEN
from partner_tui.records.opening_rows import OpeningKind as OpeningKind
from partner_tui.records.opening_rows import OpeningRow as OpeningRow
from partner_tui.records.opening_rows import OpeningState as OpeningState
from partner_tui.records.opening_rows import PayPer as PayPer
from partner_tui.records.opening_rows import rows as rows
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person, display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold


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
        return {"search_text": fold(f"{_row['title']} {_row['kind']} {_row['requirements']}")}


@dataclass(frozen=True, slots=True)
class OpeningFilter:
    """Which openings a list has; `text` is searched in titles, requirements and the names of the partners.

    `current` leaves out what is past (False: what is not); `with_places` leaves out what is full. `sort` is a key of
    SORTS.
    """

    text: str = ""
    organization_id: int | None = None
    kind: OpeningKind | None = None
    current: bool | None = None
    with_places: bool = False
    archived: bool = False
    sort: str = "organization"
    descending: bool = False


SORTS = {
    "organization": "lower(g.name)",
    "title": "lower(o.title)",
    "kind": "o.kind",
    "starts_on": "o.starts_on",
    "ends_on": "coalesce(o.ends_on, '9999')",
    "places": "o.places",
    "left": f"max(0, o.places - {TAKEN})",
}
"""Column key -> the SQL that a list is sorted by."""


def count() -> int:
    """Return how many openings there are that are not put away."""
    return int(database.select("SELECT count(*) FROM openings WHERE archived_at IS NULL")[0][0])


def listing(wanted: OpeningFilter, today: date) -> array[int]:
    """Return the ids of the openings of a filter in its order; of what sorts alike, the newest first.

    Those of a partner that was put away are left out, unless it is that partner who is asked for.
    """
    conditions = ["o.archived_at IS NOT NULL" if wanted.archived else "o.archived_at IS NULL"]
    values: list[Any] = []
    if wanted.organization_id is None:
        conditions.append("g.archived_at IS NULL")
    for condition, value in (("o.organization_id = ?", wanted.organization_id), ("o.kind = ?", wanted.kind)):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if wanted.current is not None:
        conditions.append("coalesce(o.ends_on, '9999') >= ?" if wanted.current else "o.ends_on < ?")
        values.append(today.isoformat())
    if wanted.with_places:
        conditions.append(f"o.places > {TAKEN}")
    if wanted.text.strip():
        said = [search_index.condition("openings", "o.id", wanted.text)]
        said.append(search_index.condition("organizations", "o.organization_id", wanted.text))
        conditions.append(f"({' OR '.join(condition for condition, _ in said)})")
        values += [word for _, words in said for word in words]
    direction = "DESC" if wanted.descending else "ASC"
    query = (
        "SELECT o.id FROM openings o JOIN organizations g ON g.id = o.organization_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {SORTS[wanted.sort]} {direction}, o.starts_on DESC, o.id DESC"
    )
    return database.ids(query, values)


def of_organization(organization_id: int, today: date) -> list[OpeningRow]:
    """Return the openings of a partner, the newest first; two queries."""
    wanted = OpeningFilter(organization_id=organization_id, sort="starts_on", descending=True)
    return list(rows(listing(wanted, today), today).values())


def get(opening_id: int, today: date) -> OpeningRow:
    """Return one opening to read or edit; raise NotFound."""
    found = rows([opening_id], today).get(opening_id)
    if found is None:
        raise NotFound("That opening is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str, today: date) -> OpeningRow:
    """Return the opening with a uid, or with the one uid that starts so; raise NotFound."""
    found = database.select("SELECT id FROM openings WHERE substr(uid, 1, ?) = ? LIMIT 2", (len(uid), uid))
    if not uid or len(found) != 1:
        raise NotFound(f"No single opening has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0], today)


def add(intent: Intent, *, organization_id: int, title: str, starts_on: date, **values: Any) -> int:
    """Add an opening of a partner; return its id.

    Raise FieldError for an end before the start, a pay that nobody is paid, a grade that no student has, and a
    supervisor who is not at the partner.
    """
    columns = _read({"organization_id": organization_id, "title": title, "starts_on": starts_on, **values})
    stored = Opening.stored(columns)
    _check(stored)
    check_supervisor(intent, stored.get("supervisor_id"), organization_id, stored["starts_on"])
    return intent.insert(Opening, **columns)


def edit(intent: Intent, opening_id: int, version: int, *, beyond: bool = False, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `add` does.

    Fewer places than are taken are refused, unless `beyond` says that a person insists.
    """
    before = stored_rows.one(Opening, opening_id)
    columns = _read(values)
    stored = before | Opening.stored(columns)
    _check(stored)
    supervisor, organization = stored["supervisor_id"], stored["organization_id"]
    if (supervisor, organization) != (before["supervisor_id"], before["organization_id"]):
        check_supervisor(intent, supervisor, organization, stored["starts_on"])
    placed = who_is_there(opening_id)
    if organization != before["organization_id"] and placed:
        message = f"{said_names(placed)} {_are(placed)} in it: it stays with its partner."
        raise FieldError("organization_id", message, "Add an opening at the other partner.")
    if len(placed) > stored["places"] < before["places"] and not beyond:
        message = f"{said_names(placed)} {_are(placed)} in it: {stored['places']} would be too few places."
        raise FieldError("places", message, "Say how somebody's placement ended, or give more places.")
    return intent.update(Opening, opening_id, version, **columns)


def put_away(intent: Intent, opening_id: int, version: int) -> bool:
    """Archive an opening; return whether it was there. Raise FieldError while students are in it."""
    if placed := who_is_there(opening_id):
        message = f"{said_names(placed)} {_are(placed)} in it."
        raise FieldError("opening", message, "Say first how each placement ended.")
    return intent.archive(Opening, opening_id, version)


def who_is_there(opening_id: int) -> list[str]:
    """Return the names of the students who take a place of an opening, the first to come first."""
    return _who("t.opening_id = ?", opening_id)


def who_is_at(organization_id: int) -> list[str]:
    """Return the names of the students who take a place of a partner's, the first to come first; each once."""
    ids = "(SELECT o.id FROM openings o WHERE o.organization_id = ?)"
    return list(dict.fromkeys(_who(f"t.opening_id IN {ids}", organization_id)))


def _who(condition: str, value: int) -> list[str]:
    query = (
        "SELECT p.given_name, p.family_name, p.preferred_name FROM placements t JOIN people p ON p.id = t.student_id "
        f"WHERE {condition} AND t.status = 'open' AND t.archived_at IS NULL ORDER BY t.starts_on, t.id"
    )
    return [display_name(*row) for row in database.select(query, (value,))]


def said_names(names: list[str]) -> str:
    """Return names as a sentence has them: "Ana, Bo and 3 more"."""
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def check_supervisor(intent: Intent, person_id: int | None, organization_id: int, starts_on: str) -> None:
    """Raise FieldError for a supervisor who was put away, or does not belong to the partner, or left it."""
    if person_id is None:
        return
    day = max(starts_on, intent.at.astimezone(school.settings().zone).date().isoformat())
    query = (
        "SELECT p.given_name, p.family_name, p.preferred_name, p.archived_at IS NOT NULL, g.name, "
        "max(CASE WHEN a.id IS NOT NULL THEN coalesce(a.ends_on, '9999') END) "
        "FROM people p JOIN organizations g ON g.id = :organization "
        "LEFT JOIN affiliations a ON a.person_id = p.id AND a.organization_id = g.id AND a.archived_at IS NULL "
        "WHERE p.id = :person GROUP BY p.id"
    )
    for *names, archived, organization, until in database.select(
        query, {"person": person_id, "organization": organization_id}
    ):
        name = display_name(*names)
        if archived:
            raise FieldError("supervisor_id", f"{name} was put away.", "Choose somebody who is there.")
        if until is None:
            hint = "Add them to the partner's contacts first, or choose one of those."
            raise FieldError("supervisor_id", f"{name} does not belong to {organization}.", hint)
        if until < day:
            left = say_full_day(date.fromisoformat(until))
            raise FieldError("supervisor_id", f"{name} left {organization} on {left}.", "Choose who is there now.")


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns with the grades as the roster writes them."""
    return {**values, "grades": grades.read(values["grades"])} if "grades" in values else dict(values)


def _check(stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of an opening that do not go together."""
    starts_on, ends_on = stored["starts_on"], stored.get("ends_on")
    if ends_on and ends_on < starts_on:
        days = (say_full_day(date.fromisoformat(day)) for day in (ends_on, starts_on))
        message = "It would end on {}, before it starts on {}.".format(*days)
        raise FieldError("ends_on", message, "Give a later day, or none.")
    pay, pay_per = stored.get("pay"), stored.get("pay_per")
    if pay is not None and not stored.get("paid"):
        raise FieldError("pay", "A pay is said, but not that it is paid.", "Say that it is paid, or leave the pay out.")
    if (pay is None) != (pay_per is None):
        field, lacks = ("pay_per", "what the pay is for") if pay is not None else ("pay", "how much the pay is")
        raise FieldError(field, f"It is not said {lacks}.", "Write both, as in 15 for an hour, or neither.")
