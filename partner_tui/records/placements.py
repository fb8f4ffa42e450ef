"""Placements: which student is in which opening, from when until when, and how it ended."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, placing, search_index, stored_rows
from partner_tui.records.fields import LINE, CodeField, DayField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.openings import Opening, OpeningRow
from partner_tui.records.people import Person
from partner_tui.records.placement_rows import PlacementRow as PlacementRow
from partner_tui.records.placement_rows import PlacementState as PlacementState
from partner_tui.records.placement_rows import PlacementStatus as PlacementStatus
from partner_tui.records.placement_rows import RuleProgram as RuleProgram
from partner_tui.records.placement_rows import rows as rows
from partner_tui.records.record import Record


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


@dataclass(frozen=True, slots=True)
class PlacementFilter:
    """Which placements a list has; `text` is searched in the student, the opening and the partner.

    `states` are those of the day that `listing` is asked for, none for all. `sort` is a key of SORTS.
    """

    text: str = ""
    organization_id: int | None = None
    opening_id: int | None = None
    student_id: int | None = None
    states: Collection[PlacementState] = ()
    archived: bool = False
    sort: str = "state"
    descending: bool = False


_STATE = (
    "CASE WHEN t.status <> 'open' THEN t.status WHEN t.starts_on > :today THEN 'upcoming' "
    "WHEN t.ends_on < :today THEN 'over' ELSE 'active' END"
)
SORTS = {
    "state": (
        "CASE WHEN t.status = 'completed' THEN 3 WHEN t.status = 'ended_early' THEN 4 WHEN t.starts_on > :today THEN 2 "
        "WHEN t.ends_on < :today THEN 0 ELSE 1 END"
    ),
    "student": "p.sort_name",
    "grade": "p.grade",
    "opening": "lower(o.title)",
    "organization": "lower(g.name)",
    "starts_on": "t.starts_on",
    "ends_on": "coalesce(t.settled_on, t.ends_on, '9999')",
}
"""Column key -> the SQL that a list is sorted by."""


def count() -> int:
    """Return how many placements there are that are not put away."""
    return int(database.select("SELECT count(*) FROM placements WHERE archived_at IS NULL")[0][0])


def listing(wanted: PlacementFilter, today: date) -> array[int]:
    """Return the ids of the placements of a filter in its order, then by student.

    Unless it says otherwise, what is past its end comes first, then what runs, what is to come, and what ended.
    """
    conditions = ["t.archived_at IS NOT NULL" if wanted.archived else "t.archived_at IS NULL"]
    values: dict[str, Any] = {"today": today.isoformat()}
    for column in ("organization_id", "opening_id", "student_id"):
        if (value := getattr(wanted, column)) is not None:
            conditions.append(f"{'o' if column == 'organization_id' else 't'}.{column} = :{column}")
            values[column] = value
    if wanted.states:
        codes = ", ".join(f"'{state.value}'" for state in wanted.states)
        conditions.append(f"{_STATE} IN ({codes})")
    if query := search_index.match(wanted.text):
        found = "t.{0}_id IN (SELECT rowid FROM {1}_search WHERE {1}_search MATCH :text)"
        said = [found.format("student", "people"), found.format("opening", "openings")]
        said.append(found.format("organization", "organizations").replace("t.", "o."))
        conditions.append(f"({' OR '.join(said)})")
        values["text"] = query
    elif wanted.text.strip():
        conditions.append("1 = 0")
    direction = "DESC" if wanted.descending else "ASC"
    return database.ids(
        "SELECT t.id FROM placements t JOIN openings o ON o.id = t.opening_id "
        "JOIN organizations g ON g.id = o.organization_id JOIN people p ON p.id = t.student_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {SORTS[wanted.sort]} {direction}, p.sort_name, t.id",
        values,
    )


def of_organization(organization_id: int, today: date) -> list[PlacementRow]:
    """Return the placements at a partner in the order of `listing`; two queries."""
    return list(rows(listing(PlacementFilter(organization_id=organization_id), today), today).values())


def of_student(student_id: int, today: date) -> list[PlacementRow]:
    """Return the placements of a student in the order of `listing`; two queries."""
    return list(rows(listing(PlacementFilter(student_id=student_id), today), today).values())


def of_opening(opening_id: int, today: date) -> list[PlacementRow]:
    """Return the placements in an opening in the order of `listing`; two queries."""
    return list(rows(listing(PlacementFilter(opening_id=opening_id), today), today).values())


def get(placement_id: int, today: date) -> PlacementRow:
    """Return one placement to read or edit; raise NotFound."""
    found = rows([placement_id], today).get(placement_id)
    if found is None:
        raise NotFound("That placement is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str, today: date) -> PlacementRow:
    """Return the placement with a uid, or with the one uid that starts so; raise NotFound."""
    found = database.select("SELECT id FROM placements WHERE substr(uid, 1, ?) = ? LIMIT 2", (len(uid), uid))
    if not uid or len(found) != 1:
        raise NotFound(f"No single placement has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0], today)


def place(
    intent: Intent,
    opening_id: int,
    student_ids: Sequence[int],
    *,
    starts_on: date,
    beyond: bool = False,
    **values: Any,
) -> range:
    """Place students in an opening; return the ids of the placements, in order.

    `values` are ends_on, target_minutes, supervisor_id (who looks after them, where it is not the opening's) and rules.
    Raise FieldError for an end before the start, somebody who is no student or was put away, a student who is there at
    that time already, a supervisor who left, and more students than places, unless `beyond` says that a person
    insists on that.
    """
    columns = [
        {"opening_id": opening_id, "student_id": student, "starts_on": starts_on, **values} for student in student_ids
    ]
    stored = [{"status": PlacementStatus.OPEN.value, **Placement.stored(one)} for one in columns]
    for one in stored:
        _check(one)
    placing.check(intent, stored, beyond=beyond)
    return intent.insert_many(Placement, columns)


def edit(intent: Intent, placement_id: int, version: int, *, beyond: bool = False, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `place` does, and for hours left outside."""
    before = stored_rows.one(Placement, placement_id)
    stored = before | Placement.stored(values)
    if any(stored[name] != before[name] for name in ("opening_id", "student_id")):
        message = "A placement stays with its student and its opening."
        raise FieldError("opening_id", message, "End this one, and place the student anew.")
    _check(stored)
    placing.check_change(intent, before, stored, beyond=beyond)
    return intent.update(Placement, placement_id, version, **values)


def settle(
    intent: Intent,
    placement_id: int,
    version: int,
    status: PlacementStatus,
    on: date | None = None,
    why: str = "",
    *,
    beyond: bool = False,
) -> bool:
    """Say how a placement ended, and on which day; `OPEN` takes that back. Return whether anything differs.

    Raise FieldError where the day is missing or still to come, for a day before hours that were worked, and where it
    ended early and nobody says why.
    """
    if status is PlacementStatus.ENDED_EARLY and not why.strip():
        raise FieldError("why", "A placement that ended early needs a word why.", "A few words are enough.")
    settled_on = None if status is PlacementStatus.OPEN else on
    if settled_on is not None:
        placing.check_ended(intent, settled_on)
    return edit(intent, placement_id, version, beyond=beyond, status=status, settled_on=settled_on, why=why)


def put_away(intent: Intent, placement_id: int, version: int) -> bool:
    """Archive a placement, with what was worked in it; return whether it was there."""
    return intent.archive(Placement, placement_id, version)


def bring_back(intent: Intent, placement_id: int, version: int, *, beyond: bool = False) -> bool:
    """Bring back an archived placement, with what was worked in it; return whether it was away.

    Raise FieldError as `place` does, and where the student worked somewhere else at those times meanwhile.
    """
    stored = stored_rows.one(Placement, placement_id)
    if stored["archived_at"] and stored["status"] == PlacementStatus.OPEN:
        placing.check(intent, [stored], beyond=beyond)
    restored = intent.restore(Placement, placement_id, version)
    placing.check_worked(intent, placement_id)
    return restored


def remarks(opening: OpeningRow, starts_on: date, ends_on: date | None) -> list[str]:
    """Return what is worth a look before a placement is saved: days that the opening does not have."""
    said = []
    if starts_on < opening.starts_on:
        said.append(f"It starts before the opening does, on {say_full_day(opening.starts_on)}.")
    if opening.ends_on and starts_on > opening.ends_on:
        said.append(f"It starts after the opening's last day, {say_full_day(opening.ends_on)}.")
    elif opening.ends_on and ends_on and ends_on > opening.ends_on:
        said.append(f"It goes on after the opening's last day, {say_full_day(opening.ends_on)}.")
    if opening.supervisor_there is False:
        said.append(f"{opening.supervisor}, the opening's supervisor, is not at {opening.organization} any more.")
    return said


def _check(stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of a placement that do not go together."""
    starts_on = stored["starts_on"]
    for name, doing in (("ends_on", "end"), ("settled_on", "have ended")):
        day = stored.get(name)
        if day and day < starts_on:
            days = (say_full_day(date.fromisoformat(one)) for one in (day, starts_on))
            message = "It would {} on {}, before it starts on {}.".format(doing, *days)
            raise FieldError(name, message, "Give a later day.")
    if (stored["status"] == PlacementStatus.OPEN) != (stored.get("settled_on") is None):
        message = "An open placement has no day on which it ended, and any other has one."
        raise FieldError("settled_on", message, "Say on which day it ended.")
