"""Candidacies: who is a candidate for which job, and what became of it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, groups, people, search_index, stored_rows
from partner_tui.records.fields import LINE, CodeField, DayField, TextField
from partner_tui.records.groups import Group, GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.people import Person, PersonKind, display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class CandidacyStatus(StrEnum):
    """What became of a candidate: the school declines, the candidate withdraws."""

    OPEN = "open"
    HIRED = "hired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Candidacy(Record):
    """A person is a candidate for a job from a day; `group_id` is the department it is in."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    job_title = TextField(LINE, required=True)
    group_id = ForeignKeyField(Group, column_name="group_id", lazy_load=False, null=True)
    opened_on = DayField()
    status = CodeField(CandidacyStatus, default=CandidacyStatus.OPEN)
    settled_on = DayField(null=True)
    why = TextField(LINE)

    class Meta:
        table_name = "candidacies"
        indexes = ((("status", "opened_on"), False),)
        constraints: ClassVar[list[Any]] = [
            Check('"settled_on" IS NULL OR "settled_on" >= "opened_on"'),
            Check('("status" = \'open\') = ("settled_on" IS NULL)'),
        ]


@dataclass(frozen=True, slots=True)
class CandidacyRow:
    """A candidacy in a list; `department` is '' where none is said."""

    id: int
    uid: str
    version: int
    person_id: int
    person_uid: str
    person: str
    job_title: str
    group_id: int | None
    department: str
    opened_on: date
    status: CandidacyStatus
    settled_on: date | None
    why: str
    archived: bool
    person_kind: PersonKind
    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class CandidacyFilter:
    """Which candidacies a list has; `text` is searched in names and job titles."""

    status: CandidacyStatus | None = None
    person_id: int | None = None
    group_id: int | None = None
    text: str = ""
    archived: bool = False


def listing(wanted: CandidacyFilter) -> array[int]:
    """Return the ids of the candidacies of a filter: the open ones first, then the newest first.

    Those of somebody who was put away are left out, unless it is that person who is asked for.
    """
    conditions = ["c.archived_at IS NOT NULL" if wanted.archived else "c.archived_at IS NULL"]
    values: list[Any] = []
    if wanted.person_id is None:
        conditions.append("EXISTS (SELECT 1 FROM people p WHERE p.id = c.person_id AND p.archived_at IS NULL)")
    for condition, value in (
        ("c.status = ?", wanted.status),
        ("c.person_id = ?", wanted.person_id),
        ("c.group_id = ?", wanted.group_id),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if wanted.text.strip():
        condition, words = search_index.condition("people", "c.person_id", wanted.text)
        conditions.append(f"({condition} OR instr(fold(c.job_title), fold(?)) > 0)")
        values += [*words, wanted.text.strip()]
    query = (
        f"SELECT c.id FROM candidacies c WHERE {' AND '.join(conditions)} "
        "ORDER BY c.status <> 'open', coalesce(c.settled_on, c.opened_on) DESC, c.id DESC"
    )
    return database.ids(query, values)


def rows(ids: Sequence[int]) -> dict[int, CandidacyRow]:
    """Return the listed candidacies by id, in the order of `ids`; one query, however many they are."""
    query = (
        "SELECT c.id, c.uid, c.version, c.person_id, p.uid, p.given_name, p.family_name, p.preferred_name, "
        "c.job_title, c.group_id, g.name, c.opened_on, c.status, c.settled_on, c.why, c.archived_at IS NOT NULL, "
        "p.kind FROM candidacies c JOIN people p ON p.id = c.person_id LEFT JOIN groups g ON g.id = c.group_id "
        f"WHERE c.id IN ({','.join('?' * len(ids))})"
    )
    found = {row[0]: _row(row) for row in database.select(query, list(ids))}
    return {one: found[one] for one in ids if one in found}


def _row(row: tuple[Any, ...]) -> CandidacyRow:
    opened_on, settled_on = date.fromisoformat(row[11]), date.fromisoformat(row[13]) if row[13] else None
    who = (*row[:5], display_name(*row[5:8]))
    job = (*row[8:10], row[10] or "", opened_on, CandidacyStatus(row[12]), settled_on, row[14], bool(row[15]))
    values: tuple[Any, ...] = (*who, *job, PersonKind(row[16]), row[5], row[6])
    return CandidacyRow(*values)


def get(candidacy_id: int) -> CandidacyRow:
    """Return one candidacy to read or edit; raise NotFound."""
    found = rows([candidacy_id]).get(candidacy_id)
    if found is None:
        raise NotFound("That candidacy is not there.", "Somebody may have taken back what added it.")
    return found


def of_person(person_id: int) -> list[CandidacyRow]:
    """Return the jobs that a person is or was a candidate for: the open ones first, then the newest first."""
    return list(rows(listing(CandidacyFilter(person_id=person_id))).values())


def is_candidate(person_id: int) -> bool:
    """Return whether a person is a candidate for a job now: what to ask them follows from that."""
    query = "SELECT 1 FROM candidacies WHERE person_id = ? AND status = 'open' AND archived_at IS NULL LIMIT 1"
    return bool(database.select(query, (person_id,)))


def jobs(person_ids: Sequence[int]) -> dict[int, str]:
    """Return person id -> the job each is a candidate for now, of several the newest; nobody else is in it."""
    query = (
        "SELECT person_id, job_title FROM candidacies WHERE status = 'open' AND archived_at IS NULL "
        f"AND person_id IN ({','.join('?' * len(person_ids))}) ORDER BY opened_on, id"
    )
    return dict(database.select(query, list(person_ids)))


def add(intent: Intent, *, person_id: int, job_title: str, opened_on: date, group_id: int | None = None) -> int:
    """Make somebody a candidate for a job from a day; return the candidacy's id.

    Raise FieldError for a job that the person is a candidate for already.
    """
    values = {"person_id": person_id, "job_title": job_title, "group_id": group_id, "opened_on": opened_on}
    _check_new(person_id, Candidacy.stored(values)["job_title"])
    return intent.insert(Candidacy, **values)


def _check_new(person_id: int, job_title: str, besides: int | None = None) -> None:
    for row in of_person(person_id):
        if row.status is CandidacyStatus.OPEN and row.id != besides and fold(row.job_title) == fold(job_title):
            message = f"{row.person} is a candidate for {row.job_title} already, since {row.opened_on}."
            raise FieldError("job_title", message, "Say what came of that one, or name another job.")


def edit(intent: Intent, candidacy_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError for days out of order, and as `add` does."""
    stored = stored_rows.one(Candidacy, candidacy_id) | Candidacy.stored(values)
    _check(stored)
    if stored["status"] == CandidacyStatus.OPEN:
        _check_new(stored["person_id"], stored["job_title"], candidacy_id)
    return intent.update(Candidacy, candidacy_id, version, **values)


def settle(
    intent: Intent, candidacy_id: int, version: int, status: CandidacyStatus, on: date | None = None, why: str = ""
) -> bool:
    """Say what became of a candidate, and on which day; `OPEN` takes that back. Return whether anything differs.

    Somebody hired becomes a member of staff, as `hire` says. Raise FieldError where the day is missing, or the word
    why of a candidate who was declined or withdrew.
    """
    if status is CandidacyStatus.HIRED and on is not None:
        return hire(intent, candidacy_id, version, on, why=why)
    if status in {CandidacyStatus.DECLINED, CandidacyStatus.WITHDRAWN} and not why.strip():
        message = f"A candidate who {'was declined' if status is CandidacyStatus.DECLINED else 'withdrew'} needs a why."
        raise FieldError("why", message, "A few words are enough.")
    settled_on = None if status is CandidacyStatus.OPEN else on
    return edit(intent, candidacy_id, version, status=status, settled_on=settled_on, why=why)


def hire(
    intent: Intent, candidacy_id: int, version: int, on: date, *, starts_on: date | None = None, why: str = ""
) -> bool:
    """Hire a candidate on a day, to begin then or on a later `starts_on`; return whether anything differs.

    The same person becomes a member of staff with that job, in its department from the day they begin, and in the
    rotation from then on: all that was ever kept about them stays theirs. Raise FieldError for days out of order.
    """
    row = get(candidacy_id)
    begins = starts_on or on
    if begins < on:
        message = f"The first day would be {begins}, before the hiring on {on}."
        raise FieldError("starts_on", message, "Give the day of the hiring, or a later one.")
    changed = edit(intent, candidacy_id, version, status=CandidacyStatus.HIRED, settled_on=on, why=why)
    person = people.get(row.person_id)
    values: dict[str, Any] = {"kind": PersonKind.STAFF, "job_title": row.job_title}
    if person.kind is not PersonKind.STAFF:
        # Nobody is asked to coffee before their first day; who moves within the school keeps when they joined it.
        values |= {"in_rotation": True, "joined_on": begins, "paused_until": begins if begins > on else None}
    changed |= people.edit(intent, person.id, person.version, **values)
    return (row.group_id is not None and _enter(intent, row.person_id, row.group_id, begins)) or changed


def _enter(intent: Intent, person_id: int, group_id: int, on: date) -> bool:
    """Let a person belong to a department from a day, and to no other; return whether that is new."""
    name = groups.get(group_id).name
    there = [one for one in groups.of_people([person_id], on) if one.kind == GroupKind.DEPARTMENT]
    if any(one.name == name for one in there):
        return False
    for one in there:
        groups.leave(intent, one.id, on)
    groups.join(intent, person_id, group_id, starts_on=on)
    return True


def _check(stored: Mapping[str, Any]) -> None:
    """Raise FieldError for columns of a candidacy that do not go together."""
    opened_on, settled_on = stored["opened_on"], stored.get("settled_on")
    if settled_on and settled_on < opened_on:
        message = f"It would end on {settled_on}, before it was opened on {opened_on}."
        raise FieldError("settled_on", message, "Give a later day.")
    if (stored["status"] == CandidacyStatus.OPEN) != (settled_on is None):
        message = "An open candidacy has no day on which it ended, and any other has one."
        raise FieldError("settled_on", message, "Say on which day they were hired, declined or withdrew.")
