"""Meetings: planned, held, missed or cancelled, with everyone who took part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from peewee import ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, participants
from partner_tui.records.fields import (
    PLACE,
    CodeField,
    FlagField,
    NoteField,
    NumberField,
    TextField,
    UtcField,
    ZoneField,
    utc_text,
)
from partner_tui.records.history import Intent
from partner_tui.records.meeting_kinds import MeetingKind as MeetingKind
from partner_tui.records.meeting_kinds import MeetingStatus as MeetingStatus
from partner_tui.records.meeting_kinds import title as title
from partner_tui.records.meeting_lists import SORTS as SORTS
from partner_tui.records.meeting_lists import MeetingFilter as MeetingFilter
from partner_tui.records.meeting_lists import count as count
from partner_tui.records.meeting_lists import listing as listing
from partner_tui.records.organizations import Organization
from partner_tui.records.participants import Part, ParticipantRow, RepresentedRow
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold

LONGEST = 24 * 60
"""The most minutes that a meeting takes."""


class Meeting(Record):
    """One meeting. `starts_at` is in UTC, `timezone` is where it takes place; `sequence` counts, for calendars, the
    changes of its time and status (RFC 5546 2.1.4).
    """

    kind = CodeField(MeetingKind, default=MeetingKind.COFFEE)
    status = CodeField(MeetingStatus, default=MeetingStatus.PLANNED)
    starts_at = UtcField()
    minutes = NumberField(1, LONGEST, default=20)
    timezone = ZoneField()
    place = TextField(PLACE)
    summary = NoteField()
    sequence = NumberField(0, 1_000_000, default=0)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "meetings"
        indexes = ((("starts_at", "id"), False), (("status", "starts_at"), False))

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the meeting is found; private notes are not among them."""
        return {"search_text": fold(f"{_row['summary']} {_row['place']}")}


class Participant(Record):
    """A person takes part in a meeting; `came` is null until it is known."""

    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    part = CodeField(Part, default=Part.GUEST)
    came = FlagField(null=True)

    class Meta:
        table_name = "participants"
        indexes = (
            (("meeting_id", "person_id"), True),
            # Whom somebody met, and what they did not come to, without reading a row of it.
            (("person_id", "came", "archived_at", "meeting_id"), False),
        )


class Representation(Record):
    """An organization takes part in a meeting, whoever came from there."""

    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False)
    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False)

    class Meta:
        table_name = "representations"
        indexes = ((("meeting_id", "organization_id"), True),)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list; the times are aware, in UTC."""

    id: int
    uid: str
    version: int
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    minutes: int
    timezone: str
    place: str
    summary: str
    sequence: int
    created_at: datetime
    updated_at: datetime
    archived: bool
    participants: tuple[ParticipantRow, ...]
    organizations: tuple[RepresentedRow, ...] = ()

    @property
    def ends_at(self) -> datetime:
        """When it ends, in UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def title(self) -> str:
        """What it is and with whom: "Coffee with Ana Rivera"."""
        guests = [one.name for one in self.participants if one.part is not Part.HOST]
        return title(self.kind, guests, [one.name for one in self.organizations])


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is to be in a meeting, as a form or a command says it."""

    person_id: int
    part: Part = Part.GUEST
    came: bool | None = None


def rows(ids: Sequence[int]) -> dict[int, MeetingRow]:
    """Return the listed meetings by id, with everyone who takes part; two queries, however many they are."""
    query = (
        "SELECT id, uid, version, kind, status, starts_at, minutes, timezone, place, summary, sequence, created_at, "
        f"updated_at, archived_at IS NOT NULL, {participants.REPRESENTED} FROM meetings "
        f"WHERE id IN ({','.join('?' * len(ids))})"
    )
    taking_part = participants.of_meetings(ids)
    found = database.select(query, list(ids))
    return {row[0]: _row(row, tuple(taking_part.get(row[0], ()))) for row in found}


def _row(row: tuple[Any, ...], taking_part: tuple[ParticipantRow, ...]) -> MeetingRow:
    starts_at, created_at, updated_at = (datetime.fromisoformat(row[index]) for index in (5, 11, 12))
    what = (*row[:3], MeetingKind(row[3]), MeetingStatus(row[4]), starts_at, *row[6:11])
    values = (*what, created_at, updated_at, bool(row[13]), taking_part, participants.represented(row[14]))
    return MeetingRow(*values)


def get(meeting_id: int) -> MeetingRow:
    """Return one meeting to read or edit; raise NotFound."""
    found = rows([meeting_id]).get(meeting_id)
    if found is None:
        raise NotFound("That meeting is not there.", "Somebody may have taken back what added it.")
    return found


def with_uid(uid: str) -> MeetingRow:
    """Return the meeting with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM meetings WHERE substr(uid, 1, ?) = ? LIMIT 2"
    found = database.select(query, (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single meeting has the uid “{uid}”.", "See them with: partner-tui meetings list")
    return get(found[0][0])


def add(intent: Intent, *, attendance: Iterable[Attendance], organizations: Iterable[int] = (), **values: Any) -> int:
    """Add a meeting with everyone who takes part, and the organizations by their ids; return its id."""
    represented = list(dict.fromkeys(organizations))
    everyone = _once_each(attendance, required=not represented)
    meeting_id = intent.insert(Meeting, **values)
    for one in everyone:
        intent.insert(Participant, meeting_id=meeting_id, person_id=one.person_id, part=one.part, came=one.came)
    for organization_id in represented:
        intent.insert(Representation, meeting_id=meeting_id, organization_id=organization_id)
    return meeting_id


def edit(
    intent: Intent, meeting_id: int, version: int, *, attendance: Iterable[Attendance] | None = None, **values: Any
) -> bool:
    """Save what differs, and, where `attendance` is given, exactly who takes part; return whether anything did.

    Another attendance counts as a change of the meeting, so that calendars and whoever edits it meanwhile notice it.
    """
    meeting = get(meeting_id)
    stored = Meeting.stored(values)
    if any(
        name in stored and stored[name] != now
        for name, now in (
            ("starts_at", utc_text(meeting.starts_at)),
            ("minutes", meeting.minutes),
            ("status", meeting.status.value),
        )
    ):
        values["sequence"] = meeting.sequence + 1
    changed = intent.update(Meeting, meeting_id, version, **values)
    taking_part = attendance is not None and _set_attendance(
        intent, meeting_id, _once_each(attendance, required=not meeting.organizations)
    )
    if taking_part and not changed:
        intent.touch(Meeting, meeting_id, version)
    return taking_part or changed


def settle(intent: Intent, meeting_id: int, version: int, status: MeetingStatus, **values: Any) -> bool:
    """Say what became of a meeting: held, missed, cancelled, or planned again; who took part came or did not."""
    came = {MeetingStatus.HELD: True, MeetingStatus.MISSED: False}.get(status)
    taking_part = participants.of_meetings([meeting_id]).get(meeting_id, ())
    attendance = [Attendance(one.person_id, one.part, came) for one in taking_part]
    return edit(intent, meeting_id, version, attendance=attendance, status=status, **values)


def _once_each(attendance: Iterable[Attendance], *, required: bool) -> list[Attendance]:
    everyone = {one.person_id: one for one in attendance}
    if required and not everyone:
        raise FieldError("participants", "Nobody is in this meeting.", "Say with whom it is.")
    return list(everyone.values())


def _set_attendance(intent: Intent, meeting_id: int, attendance: list[Attendance]) -> bool:
    there: dict[Any, Participant] = {
        one.person_id: one for one in Participant.select().where(Participant.meeting_id == meeting_id)
    }
    changed = False
    for one in attendance:
        row = there.pop(one.person_id, None)
        if row is None:
            intent.insert(Participant, meeting_id=meeting_id, person_id=one.person_id, part=one.part, came=one.came)
            changed = True
        else:
            values = {"part": one.part, "came": one.came, "archived_at": None}
            changed |= intent.update(Participant, row.id, row.version, **values)
    for row in there.values():
        if row.archived_at is None:
            changed |= intent.archive(Participant, row.id, row.version)
    return changed


def clashes(starts_at: datetime, minutes: int, *, besides: int | None = None) -> list[MeetingRow]:
    """Return the planned meetings that overlap a time; `besides` is the meeting being moved."""
    earliest = utc_text(starts_at - timedelta(minutes=LONGEST))
    query = (
        "SELECT id FROM meetings WHERE status = 'planned' AND archived_at IS NULL AND starts_at > ? AND starts_at < ?"
    )
    ends_at = starts_at + timedelta(minutes=minutes)
    ids = [row[0] for row in database.select(query, (earliest, utc_text(ends_at)))]
    overlapping = [row for row in rows(ids).values() if row.ends_at > starts_at and row.id != besides]
    return sorted(overlapping, key=lambda row: (row.starts_at, row.id))
