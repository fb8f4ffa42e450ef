"""People: staff, students, families and community; who they are and how they are found."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any, ClassVar

from peewee import TextField as PlainTextField

from partner_tui.errors import Ambiguous, NotFound
from partner_tui.records import database, search_index
from partner_tui.records.fields import (
    LINE,
    NAME,
    NOTE,
    CodeField,
    DayField,
    EmailField,
    FlagField,
    NoteField,
    OwnTextField,
    TextField,
    utc_text,
)
from partner_tui.records.history import Intent
from partner_tui.records.person_names import display_name as display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class PersonKind(StrEnum):
    """The first hat of a person; affiliations are the others."""

    STAFF = "staff"
    STUDENT = "student"
    FAMILY = "family"
    COMMUNITY = "community"


class Person(Record):
    """Anyone the school has to do with.

    `source`, `source_id` and `identifier` say where a roster has the person; `said` is what that roster said last, so
    that the next import changes what the roster changed and keeps what was corrected by hand.
    """

    kind = CodeField(PersonKind)
    given_name = TextField(NAME, required=True)
    family_name = TextField(NAME)
    preferred_name = TextField(NAME)
    pronouns = TextField(60)
    email = EmailField()
    phone = TextField(60)
    job_title = TextField(LINE)
    grade = TextField(20)
    language = TextField(60)
    joined_on = DayField(null=True)
    in_rotation = FlagField(default=True)
    paused_until = DayField(null=True)
    directory_opt_out = FlagField(default=False)
    notes = NoteField()
    source = TextField(LINE)
    source_id = TextField(255)
    identifier = TextField(255)
    said = OwnTextField(NOTE)
    absent_on = DayField(null=True)
    sort_name = PlainTextField(default="")
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("sort_name", "search_text")

    class Meta:
        table_name = "people"
        indexes = (
            (("sort_name", "id"), False),
            (("kind", "sort_name", "id"), False),
            (("source", "source_id"), False),
            (("email",), False),
        )

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the name to sort by (family name first) and the folded text by which the person is found."""
        given, family = fold(_row["given_name"]), fold(_row["family_name"])
        more = " ".join(filter(None, (_row["preferred_name"], _row["job_title"], _row["email"], _row["identifier"])))
        return {"sort_name": f"{family} {given}".strip(), "search_text": f"{given} {family} {fold(more)}".strip()}

    @property
    def name(self) -> str:
        """The name to show."""
        return display_name(self.given_name, self.family_name, self.preferred_name)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list; the days are in the school's zone, `department` is the one they belong to today."""

    id: int
    uid: str
    version: int
    kind: PersonKind
    given_name: str
    family_name: str
    preferred_name: str
    job_title: str
    email: str
    grade: str
    department: str
    last_met: date | None
    next_on: date | None
    archived: bool
    absent_on: date | None
    joined_on: date | None
    in_rotation: bool
    paused_until: date | None
    candidate_for: str = ""

    @property
    def name(self) -> str:
        """The name to show."""
        return display_name(self.given_name, self.family_name, self.preferred_name)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people a list has, and in which order; `sort` is a key of SORTS."""

    kind: PersonKind | None = None
    text: str = ""
    group_id: int | None = None
    never_met: bool = False
    candidates: bool = False
    archived: bool = False
    absent: bool = False
    sort: str = "name"
    descending: bool = False


SORTS = {
    "name": "p.sort_name",
    "kind": "p.kind",
    "job_title": "lower(p.job_title)",
    "email": "p.email",
    "grade": "p.grade",
    "department": (
        "(SELECT min(g.name) FROM affiliations a JOIN groups g ON g.id = a.group_id "
        "WHERE a.person_id = p.id AND g.kind = 'department' AND a.archived_at IS NULL AND a.ends_on IS NULL)"
    ),
    "last_met": (
        "(SELECT max(m.starts_at) FROM participants r JOIN meetings m ON m.id = r.meeting_id "
        "WHERE r.person_id = p.id AND m.status = 'held' AND m.archived_at IS NULL AND r.archived_at IS NULL)"
    ),
}
"""Column key -> the SQL that a list is sorted by."""

_CANDIDATES = "SELECT person_id FROM candidacies WHERE status = 'open' AND archived_at IS NULL"

_JOB = (
    "(SELECT c.job_title FROM candidacies c WHERE c.person_id = p.id AND c.status = 'open' AND c.archived_at IS NULL "
    "ORDER BY c.opened_on DESC, c.id DESC LIMIT 1)"
)
"""The job that a person is a candidate for now, of several the newest."""

_MET = (
    "EXISTS (SELECT 1 FROM participants r JOIN meetings m ON m.id = r.meeting_id WHERE r.person_id = p.id "
    "AND m.status = 'held' AND m.archived_at IS NULL AND r.archived_at IS NULL AND coalesce(r.came, 1))"
)


def listing(wanted: PeopleFilter) -> array[int]:
    """Return the ids of the people of a filter, in its order."""
    where, values = _where(wanted)
    direction = "DESC" if wanted.descending else "ASC"
    order = SORTS[wanted.sort]
    query = f"SELECT p.id FROM people p WHERE {where} ORDER BY {order} {direction}, p.sort_name, p.id"
    if wanted.sort == "name":
        query = f"SELECT p.id FROM people p WHERE {where} ORDER BY p.sort_name {direction}, p.id {direction}"
    return database.ids(query, values)


def count(kind: PersonKind | None = None) -> int:
    """Return how many people of a kind, or of all kinds, there are who are not put away."""
    query = "SELECT count(*) FROM people WHERE archived_at IS NULL"
    if kind is None:
        return int(database.select(query)[0][0])
    return int(database.select(f"{query} AND kind = ?", (kind.value,))[0][0])


def _where(wanted: PeopleFilter) -> tuple[str, list[Any]]:
    conditions = ["p.archived_at IS NOT NULL" if wanted.archived else "p.archived_at IS NULL"]
    values: list[Any] = []
    if wanted.kind is not None:
        conditions.append("p.kind = ?")
        values.append(wanted.kind.value)
    if wanted.absent:
        conditions.append("p.absent_on IS NOT NULL")
    if wanted.candidates:
        conditions.append(f"p.id IN ({_CANDIDATES})")
    if wanted.never_met:
        conditions.append(f"NOT {_MET}")
    if wanted.group_id is not None:
        conditions.append(
            "p.id IN (SELECT person_id FROM affiliations "
            "WHERE group_id = ? AND archived_at IS NULL AND ends_on IS NULL)"
        )
        values.append(wanted.group_id)
    condition, words = search_index.condition("people", "p.id", wanted.text)
    conditions.append(condition)
    values += words
    return " AND ".join(conditions), values


def rows(ids: Sequence[int], now: datetime) -> dict[int, PersonRow]:
    """Return the listed people by id; `now`, in the school's zone, divides what was last from what is next."""
    marks = ",".join("?" * len(ids))
    met = SORTS["last_met"]
    upcoming = met.replace("max(", "min(").replace("m.status = 'held'", "m.status = 'planned' AND m.starts_at >= ?")
    query = (
        "SELECT p.id, p.uid, p.version, p.kind, p.given_name, p.family_name, p.preferred_name, p.job_title, p.email, "
        f"p.grade, {SORTS['department']}, {met}, {upcoming}, p.archived_at IS NOT NULL, p.absent_on, "
        f"p.joined_on, p.in_rotation, p.paused_until, {_JOB} "
        f"FROM people p WHERE p.id IN ({marks})"
    )
    found = database.select(query, [utc_text(now), *ids])
    return {row[0]: _row(row, now.tzinfo) for row in found}


def _row(row: tuple[Any, ...], zone: tzinfo | None) -> PersonRow:
    last_met, next_on = (datetime.fromisoformat(at).astimezone(zone).date() if at else None for at in row[11:13])
    absent_on, joined_on, paused_until = (date.fromisoformat(row[at]) if row[at] else None for at in (14, 15, 17))
    who = (*row[:3], PersonKind(row[3]), *row[4:10], row[10] or "")
    values = (*who, last_met, next_on, bool(row[13]), absent_on, joined_on, bool(row[16]), paused_until, row[18] or "")
    return PersonRow(*values)


def get(person_id: int) -> Person:
    """Return one person to read or edit; raise NotFound."""
    person: Person | None = Person.get_or_none(Person.id == person_id)
    if person is None:
        raise NotFound("That person is not there.", "Somebody may have taken back what added them.")
    return person


def named(text: str, kind: PersonKind | None = None) -> Person:
    """Return the one person meant by a uid, an e-mail address or an unambiguous piece of the name.

    With a kind, those of it go before all others of the name. Raise NotFound, or Ambiguous with the choices.
    """
    found = _matching(text, kind)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"Nobody is called “{text}”.", "See who is there with: partner-tui people list")
    choices = tuple(_choice(person) for person in found[:20])
    raise Ambiguous(
        f"“{text}” could be {len(found)} people.", choices, "Write more of the name, the e-mail or the uid."
    )


def _matching(text: str, kind: PersonKind | None) -> list[Person]:
    text = text.strip()
    # Not through Person.email: the field would refuse a name, which is no address.
    query = "SELECT id FROM people WHERE uid = ? OR (email = ? AND email <> '')"
    exact = [row[0] for row in database.select(query, (text, text.lower()))]
    if exact:
        return list(Person.select().where(Person.id.in_(exact)))
    asked = dict.fromkeys((kind, None)) if search_index.match(text) else {}
    ids = [one for of in asked for one in listing(PeopleFilter(kind=of, text=text))[:100]]
    people = list(Person.select().where(Person.id.in_(ids)).order_by(Person.sort_name))
    wanted = fold(text)
    same = [
        person for person in people if wanted in {fold(person.name), fold(f"{person.given_name} {person.family_name}")}
    ]
    found = same or people
    return [person for person in found if person.kind is kind] or found


def _choice(person: Person) -> str:
    return "  ".join(
        filter(None, (person.name, person.kind.value, person.job_title or person.grade, person.email, person.uid))
    )


def add(intent: Intent, *, kind: PersonKind | str, given_name: str, **values: Any) -> int:
    """Add a person; return the id."""
    return intent.insert(Person, kind=kind, given_name=given_name, **values)


def edit(intent: Intent, person_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did."""
    return intent.update(Person, person_id, version, **values)
