"""Groups inside the school, and who belongs to them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import Ambiguous, NotFound
from partner_tui.records import database, search_index
from partner_tui.records.fields import LINE, NAME, CodeField, DayField, NoteField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class GroupKind(StrEnum):
    """What a group inside the school is."""

    DEPARTMENT = "department"
    CLUB = "club"
    TEAM = "team"
    COUNCIL = "council"
    COMMITTEE = "committee"
    GRADE = "grade"
    PROGRAM = "program"
    FAMILY_GROUP = "family_group"


class Group(Record):
    """A department, club, team, council, committee, grade, program or family group."""

    kind = CodeField(GroupKind)
    name = TextField(NAME, required=True)
    notes = NoteField()
    source = TextField(LINE)
    source_id = TextField(LINE)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "groups"
        indexes = ((("kind", "name"), False),)

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded name, by which a group is found."""
        return {"search_text": fold(_row["name"])}


class Affiliation(Record):
    """A person belongs to a group or to an organization, with a title, from a day, to a day."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    group_id = ForeignKeyField(Group, column_name="group_id", lazy_load=False, null=True)
    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False, null=True)
    title = TextField(LINE)
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    source = TextField(LINE)

    class Meta:
        table_name = "affiliations"
        constraints: ClassVar[list[Any]] = [
            Check('("group_id" IS NULL) <> ("organization_id" IS NULL)'),
            Check('"ends_on" IS NULL OR "starts_on" IS NULL OR "starts_on" <= "ends_on"'),
        ]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in a list; `members` counts those who belong to it today."""

    id: int
    uid: str
    version: int
    kind: GroupKind
    name: str
    members: int
    archived: bool


@dataclass(frozen=True, slots=True)
class AffiliationRow:
    """Where a person belongs: the name and kind of the group or organization, and since when until when."""

    id: int
    person_id: int
    kind: str
    name: str
    title: str
    starts_on: date | None
    ends_on: date | None


_CURRENT = "(a.archived_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= ?))"


def listing(*, kind: GroupKind | None = None, text: str = "", archived: bool = False) -> array[int]:
    """Return the ids of groups, by kind and name."""
    query = "SELECT id FROM groups WHERE (archived_at IS NOT NULL) = ?"
    values: list[Any] = [int(archived)]
    if kind is not None:
        query += " AND kind = ?"
        values.append(kind.value)
    condition, words = search_index.condition("groups", "id", text)
    return database.ids(f"{query} AND {condition} ORDER BY kind, lower(name), id", [*values, *words])


def rows(ids: Sequence[int], today: date) -> dict[int, GroupRow]:
    """Return the listed groups by id, with how many belong to each on `today`."""
    marks = ",".join("?" * len(ids))
    query = (
        "SELECT g.id, g.uid, g.version, g.kind, g.name, count(a.id), g.archived_at IS NOT NULL FROM groups g "
        f"LEFT JOIN affiliations a ON a.group_id = g.id AND {_CURRENT} WHERE g.id IN ({marks}) GROUP BY g.id"
    )
    found = database.select(query, [today.isoformat(), *ids])
    return {row[0]: GroupRow(row[0], row[1], row[2], GroupKind(row[3]), row[4], row[5], bool(row[6])) for row in found}


def get(group_id: int) -> Group:
    """Return one group to read or edit; raise NotFound."""
    group: Group | None = Group.get_or_none(Group.id == group_id)
    if group is None:
        raise NotFound("That group is not there.", "Look for it among the archived ones: groups list --archived")
    return group


def named(text: str) -> Group:
    """Return the one group that a person means by a uid or a piece of its name; raise NotFound or Ambiguous."""
    by_uid: Group | None = Group.get_or_none(Group.uid == text)
    if by_uid is not None:
        return by_uid
    wanted = fold(text)
    found = [get(group_id) for group_id in listing(text=text)] if wanted else []
    exact = [group for group in found if fold(group.name) == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(f"No group is called “{text}”.", "See them all with: partner-tui groups list")
    raise Ambiguous(
        f"“{text}” could be several groups.", tuple(group.name for group in found[:20]), "Write more of it."
    )


def add(intent: Intent, *, kind: GroupKind | str, name: str, **values: Any) -> int:
    """Add a group; return its id."""
    return intent.insert(Group, kind=kind, name=name, **values)


def edit(intent: Intent, group_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did."""
    return intent.update(Group, group_id, version, **values)


def join(intent: Intent, person_id: int, group_id: int, *, title: str = "", starts_on: date | None = None) -> int:
    """Let a person belong to a group from a day; return the affiliation's id."""
    return intent.insert(Affiliation, person_id=person_id, group_id=group_id, title=title, starts_on=starts_on)


def leave(intent: Intent, affiliation_id: int, ends_on: date) -> bool:
    """Let an affiliation end on a day; it stays in the person's story."""
    affiliation: Affiliation | None = Affiliation.get_or_none(Affiliation.id == affiliation_id)
    if affiliation is None:
        raise NotFound("That affiliation is not there.", "Open the person again.")
    return intent.update(Affiliation, affiliation.id, affiliation.version, ends_on=ends_on)


def set_department(intent: Intent, person_id: int, name: str, today: date) -> bool:
    """Let a person belong to the department called `name` ('' for none) and no other; return whether that is new.

    A department that is not there yet is made.
    """
    now = [row for row in of_people([person_id], today) if row.kind == GroupKind.DEPARTMENT]
    if [fold(row.name) for row in now] == ([fold(name)] if name else []):
        return False
    for row in now:
        leave(intent, row.id, today)
    if name:
        join(intent, person_id, _department(intent, name), starts_on=today)
    return True


def _department(intent: Intent, name: str) -> int:
    same = Group.select().where(
        (Group.kind == GroupKind.DEPARTMENT) & (Group.search_text == fold(name)) & Group.archived_at.is_null()
    )
    group = same.first()
    return int(group.id) if group is not None else add(intent, kind=GroupKind.DEPARTMENT, name=name)


def of_people(person_ids: Iterable[int], today: date, *, ended: bool = False) -> list[AffiliationRow]:
    """Return where people belong on `today` (with `ended`, where they ever did), groups and organizations alike."""
    ids = list(person_ids)
    when = "a.archived_at IS NULL" if ended else _CURRENT
    query = (
        "SELECT a.id, a.person_id, coalesce(g.kind, 'organization'), coalesce(g.name, o.name), a.title, "
        "a.starts_on, a.ends_on FROM affiliations a LEFT JOIN groups g ON g.id = a.group_id "
        "LEFT JOIN organizations o ON o.id = a.organization_id "
        f"WHERE a.person_id IN ({','.join('?' * len(ids))}) AND {when} ORDER BY a.person_id, a.starts_on, a.id"
    )
    values: list[Any] = [*ids] if ended else [*ids, today.isoformat()]
    found = database.select(query, values)
    return [AffiliationRow(row[0], row[1], row[2], row[3], row[4], _day(row[5]), _day(row[6])) for row in found]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
