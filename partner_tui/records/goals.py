"""Goals: what people want from the year, and when to look at it again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, search_index, stored_rows
from partner_tui.records.fields import PLACE, CodeField, DayField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Meeting
from partner_tui.records.people import Person, PersonKind, display_name
from partner_tui.records.record import Record
from partner_tui.records.school_year import SchoolYear
from partner_tui.records.text import fold


class GoalStatus(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    REACHED = "reached"
    LET_GO = "let_go"


class Goal(Record):
    """What a person wants from a year, as it was heard on a day; `settled_on` is when it was reached or let go."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    school_year_id = ForeignKeyField(SchoolYear, column_name="school_year_id", lazy_load=False, null=True)
    text = TextField(PLACE, required=True)
    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False, null=True)
    heard_on = DayField()
    look_again_on = DayField(null=True)
    status = CodeField(GoalStatus, default=GoalStatus.OPEN)
    settled_on = DayField(null=True)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "goals"
        indexes = ((("status", "look_again_on"), False),)
        constraints: ClassVar[list[Any]] = [
            Check('"look_again_on" IS NULL OR "look_again_on" >= "heard_on"'),
            Check('"settled_on" IS NULL OR "settled_on" >= "heard_on"'),
            Check('("status" = \'open\') = ("settled_on" IS NULL)'),
        ]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the goal is found."""
        return {"search_text": fold(_row["text"])}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in a list; `school_year` is the name of its year, '' where it has none."""

    id: int
    uid: str
    version: int
    person_id: int
    person_uid: str
    person: str
    school_year_id: int | None
    school_year: str
    text: str
    meeting_id: int | None
    meeting_uid: str
    heard_on: date
    look_again_on: date | None
    status: GoalStatus
    settled_on: date | None
    archived: bool
    person_kind: PersonKind
    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class GoalFilter:
    """Which goals a list has.

    `look_again_until` is inclusive; it leaves out what has no day to be looked at, and whose person was put away.
    """

    person_id: int | None = None
    school_year_id: int | None = None
    meeting_id: int | None = None
    status: GoalStatus | None = None
    look_again_until: date | None = None
    text: str = ""
    archived: bool = False


_IS_HERE = "EXISTS (SELECT 1 FROM people p WHERE p.id = g.person_id AND p.archived_at IS NULL)"


def count() -> int:
    """Return how many goals there are that are not put away."""
    return int(database.select("SELECT count(*) FROM goals WHERE archived_at IS NULL")[0][0])


def listing(wanted: GoalFilter) -> array[int]:
    """Return the ids of the goals of a filter: the open ones first, then by the day to look again, the newest first."""
    said, words = search_index.condition("goals", "g.id", wanted.text)
    conditions = ["g.archived_at IS NOT NULL" if wanted.archived else "g.archived_at IS NULL", said]
    values: list[Any] = [*words]
    for condition, value in (
        ("g.person_id = ?", wanted.person_id),
        ("g.school_year_id = ?", wanted.school_year_id),
        ("g.meeting_id = ?", wanted.meeting_id),
        ("g.status = ?", wanted.status),
        (f"g.look_again_on <= ? AND {_IS_HERE}", wanted.look_again_until and wanted.look_again_until.isoformat()),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    query = (
        f"SELECT g.id FROM goals g WHERE {' AND '.join(conditions)} ORDER BY g.status <> 'open', "
        "coalesce(g.look_again_on, '9999'), g.heard_on DESC, g.id DESC"
    )
    return database.ids(query, values)


def to_look_at(today: date) -> array[int]:
    """Return the ids of the open goals that were to be looked at again by `today`, the longest waiting first."""
    return listing(GoalFilter(status=GoalStatus.OPEN, look_again_until=today))


def of_person(person_id: int) -> list[GoalRow]:
    """Return all goals of a person in the order of `listing`; two queries."""
    ids = listing(GoalFilter(person_id=person_id))
    found = rows(ids)
    return [found[goal_id] for goal_id in ids]


def rows(ids: Sequence[int]) -> dict[int, GoalRow]:
    """Return the listed goals by id; one query, however many they are."""
    query = (
        "SELECT g.id, g.uid, g.version, g.person_id, p.uid, p.given_name, p.family_name, p.preferred_name, "
        "g.school_year_id, y.name, g.text, g.meeting_id, m.uid, g.heard_on, g.look_again_on, g.status, g.settled_on, "
        "g.archived_at IS NOT NULL, p.kind FROM goals g JOIN people p ON p.id = g.person_id "
        "LEFT JOIN school_years y ON y.id = g.school_year_id LEFT JOIN meetings m ON m.id = g.meeting_id "
        f"WHERE g.id IN ({','.join('?' * len(ids))})"
    )
    return {row[0]: _row(row) for row in database.select(query, list(ids))}


def _row(row: tuple[Any, ...]) -> GoalRow:
    heard_on, look_again_on, settled_on = (date.fromisoformat(row[at]) if row[at] else None for at in (13, 14, 16))
    what = (*row[:5], display_name(*row[5:8]), row[8], row[9] or "", row[10], row[11], row[12] or "")
    ended = (GoalStatus(row[15]), settled_on, bool(row[17]))
    values: tuple[Any, ...] = (*what, heard_on, look_again_on, *ended, PersonKind(row[18]), row[5], row[6])
    return GoalRow(*values)


def get(goal_id: int) -> GoalRow:
    """Return one goal to read or edit; raise NotFound."""
    found = rows([goal_id]).get(goal_id)
    if found is None:
        raise NotFound("That goal is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str) -> GoalRow:
    """Return the goal with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM goals WHERE substr(uid, 1, ?) = ? LIMIT 2"
    found = database.select(query, (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single goal has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0])


def add(intent: Intent, *, person_id: int, text: str, heard_on: date, **values: Any) -> int:
    """Add a goal of a person; return its id. Raise FieldError for days out of order.

    If no school year is said it is that of the day, or the next one: what is heard in July is for August.
    """
    columns = {"person_id": person_id, "text": text, "heard_on": heard_on, **values}
    stored = {"status": GoalStatus.OPEN.value, **Goal.stored(columns)}
    _check(stored)
    if "school_year_id" not in values:
        columns["school_year_id"] = _year_of(stored["heard_on"])
    return intent.insert(Goal, **columns)


def edit(intent: Intent, goal_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `add` does."""
    _check(stored_rows.one(Goal, goal_id) | Goal.stored(values))
    return intent.update(Goal, goal_id, version, **values)


def settle(intent: Intent, goal_id: int, version: int, status: GoalStatus, on: date | None = None) -> bool:
    """Say that a goal was reached or let go, and on which day; `OPEN` takes that back. Return whether it differs."""
    settled_on = None if status is GoalStatus.OPEN else on
    return edit(intent, goal_id, version, status=status, settled_on=settled_on)


def _year_of(day: str) -> int | None:
    query = "SELECT id FROM school_years WHERE archived_at IS NULL AND ends_on >= ? ORDER BY starts_on, id LIMIT 1"
    found = database.select(query, (day,))
    return found[0][0] if found else None


def _check(stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of a goal that do not go together."""
    heard_on, settled_on = stored["heard_on"], stored.get("settled_on")
    for name, doing in (("look_again_on", "looked at again"), ("settled_on", "reached or let go")):
        day = stored.get(name)
        if day and day < heard_on:
            days = (say_full_day(date.fromisoformat(one)) for one in (day, heard_on))
            message = "It would be {} on {}, before it was heard on {}.".format(doing, *days)
            raise FieldError(name, message, "Give a later day.")
    if (stored["status"] == GoalStatus.OPEN) != (settled_on is None):
        message = "An open goal has no day on which it ended, and any other has one."
        raise FieldError("settled_on", message, "Say on which day it was reached or let go.")
