"""People and meetings as flat tables and JSON documents: every column that may leave, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import people as people_records
from partner_tui.records.meetings import MeetingRow
from partner_tui.records.meetings import rows as meeting_rows
from partner_tui.records.participants import ParticipantRow
from partner_tui.records.people import Person

PAGE = 500
"""Records that are read at once."""

PERSON_COLUMNS = (
    "uid", "kind", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "grade",
    "language", "joined_on", "in_rotation", "paused_until", "directory_opt_out", "notes", "source", "source_id",
    "identifier", "absent_on", "version",
)  # fmt: skip
"""The columns of a person that stand in an export as they are stored."""

MEETING_COLUMNS = (
    "uid", "kind", "status", "starts_at", "minutes", "timezone", "summary", "place", "participants", "organizations",
)  # fmt: skip
"""The columns of a meeting in an export."""

_TIMES = ("created_at", "updated_at", "archived_at")


def people(ids: Sequence[int], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield people as JSON documents, in the order of their ids; `now` is in the school's zone."""
    for page in _pages(ids):
        rows = people_records.rows(page, now)
        whole = {person.id: person for person in Person.select().where(Person.id.in_(list(page)))}
        for one in page:
            if one in whole and one in rows:
                yield _person(whole[one], now.tzinfo) | {
                    "department": rows[one].department,
                    "last_met": _day(rows[one].last_met),
                    "next_on": _day(rows[one].next_on),
                }


def _person(person: Person, zone: tzinfo | None) -> dict[str, Any]:
    document = {name: _plain(getattr(person, name)) for name in PERSON_COLUMNS}
    for name in _TIMES:
        moment: datetime | None = getattr(person, name)
        document[name] = None if moment is None else moment.astimezone(zone).isoformat()
    return document


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def meetings(ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield meetings as JSON documents, in the order of their ids; without private notes."""
    for page in _pages(ids):
        rows = meeting_rows(page)
        yield from (meeting(rows[one]) for one in page if one in rows)


def meeting(row: MeetingRow) -> dict[str, Any]:
    """Return a meeting as a JSON document; its time has the offset of its own zone."""
    return {
        "uid": row.uid,
        "kind": row.kind.value,
        "status": row.status.value,
        "starts_at": row.starts_at.astimezone(ZoneInfo(row.timezone)).isoformat(),
        "minutes": row.minutes,
        "timezone": row.timezone,
        "summary": row.summary,
        "place": row.place,
        "participants": [_participant(one) for one in row.participants],
        "organizations": [{"uid": one.uid, "name": one.name} for one in row.organizations],
    }


def _participant(one: ParticipantRow) -> dict[str, Any]:
    who = {"uid": one.uid, "kind": one.kind.value, "given_name": one.given_name, "family_name": one.family_name}
    return {"person": who, "part": one.part.value, "came": one.came}


def cells(documents: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield documents as rows of text: nothing is '', yes and no are words, participants are one cell."""
    for document in documents:
        yield [_cell(document[column]) for column in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_participant_cell, value))
    return str(value)


_CAME = {True: ", came", False: ", did not come", None: ""}


def _participant_cell(one: dict[str, Any]) -> str:
    if "person" not in one:
        return str(one["name"])
    person = one["person"]
    return f"{person['given_name']} {person['family_name']}".strip() + f" ({one['part']}{_CAME[one['came']]})"


def _pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
