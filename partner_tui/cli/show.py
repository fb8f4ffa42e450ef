"""`show`: the whole story of a person, a group, an organization or a meeting."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.cli import documents, pages, printing, stories
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.dates import say_full, say_full_day, say_minutes
from partner_tui.exchange import record_tables
from partner_tui.records import groups, history, meetings, people, private_notes
from partner_tui.records.fields import label
from partner_tui.records.groups import AffiliationRow, Group
from partner_tui.records.meetings import Meeting, MeetingFilter
from partner_tui.records.organizations import Organization
from partner_tui.records.participants import Part
from partner_tui.records.people import PeopleFilter, Person
from partner_tui.records.record import Record

_FACTS = ("kind", "pronouns", "job_title", "grade", "email", "phone", "language")
_MOST = 20
"""Meetings and changes of a story; the rest is counted."""


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        show,
        help="the whole story of a person, a group, an organization or a meeting",
        example="partner-tui show 'Ana Rivera'",
    )
    made.add_argument("record", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")


def show(session: Session, options: Namespace) -> None:
    """Print all that is known of one record."""
    session.open()
    model, record_id = stories.record_named(session, options.record)
    if model is Organization:
        from partner_tui.cli import partner_story  # nobody else's story needs what belongs to a partner

        partner_story.show(session, record_id)
        return
    if session.as_json:
        printing.document(_DOCUMENTS[model](session, record_id))
        return
    _PRINTERS[model](session, record_id)
    changes = history.of_record(model, record_id, who=session.who)
    _section("History", [line for change in changes[:_MOST] for line in stories.change_lines(session, change)])


def _print_person(session: Session, person_id: int) -> None:
    person = people.get(person_id)
    row = people.rows([person_id], session.now)[person_id]
    printing.show(person.name)
    printing.facts(
        [
            *((label(name), str(getattr(person, name))) for name in _FACTS),
            ("joined", _day(person.joined_on)),
            ("last met", _day(row.last_met) or "never"),
            ("next", _day(row.next_on)),
            ("rotation", "" if person.in_rotation else "out of the rotation"),
            ("paused until", _day(person.paused_until)),
            ("directory", "opted out" if person.directory_opt_out else ""),
            ("absent from the roster since", _day(person.absent_on)),
            ("archived", "yes" if row.archived else ""),
            ("notes", person.notes),
            ("uid", person.uid),
        ]
    )
    _section("Belongs to", [_affiliation(one) for one in groups.of_people([person_id], session.today, ended=True)])
    _print_meetings(session, MeetingFilter(person_id=person_id, descending=True))


def _print_meetings(session: Session, wanted: MeetingFilter) -> None:
    ids = meetings.listing(wanted)
    _section(f"Meetings ({len(ids)})", [stories.meeting_line(session, one) for one in pages.meetings(ids[:_MOST])])


def _person_document(session: Session, person_id: int) -> dict[str, Any]:
    document = next(record_tables.people([person_id], session.now))
    belongs = groups.of_people([person_id], session.today, ended=True)
    ids = meetings.listing(MeetingFilter(person_id=person_id, descending=True))
    return {
        **document,
        "affiliations": [_affiliation_document(one) for one in belongs],
        "meetings": list(record_tables.meetings(ids)),
        "history": _changes(session, Person, person_id),
    }


def _affiliation(row: AffiliationRow) -> str:
    title = f" · {row.title}" if row.title else ""
    since = f" since {_day(row.starts_on)}" if row.starts_on else ""
    until = f" until {_day(row.ends_on)}" if row.ends_on else ""
    return f"{row.name}{title}  ({label(row.kind)}{since}{until})"


def _affiliation_document(row: AffiliationRow) -> dict[str, Any]:
    days = {"starts_on": documents.day(row.starts_on), "ends_on": documents.day(row.ends_on)}
    return {"kind": row.kind, "name": row.name, "title": row.title, **days}


def _print_group(session: Session, group_id: int) -> None:
    group = groups.get(group_id)
    printing.show(group.name)
    archived = "yes" if group.archived_at else ""
    printing.facts(
        [("kind", label(group.kind.value)), ("archived", archived), ("notes", group.notes), ("uid", group.uid)]
    )
    ids = people.listing(PeopleFilter(group_id=group_id))
    _section(f"Members ({len(ids)})", [one.name for one in pages.people(ids, session.now)])


def _group_document(session: Session, group_id: int) -> dict[str, Any]:
    row = groups.rows([group_id], session.today)[group_id]
    members = pages.people(people.listing(PeopleFilter(group_id=group_id)), session.now)
    return {
        **documents.of_group(row),
        "notes": groups.get(group_id).notes,
        "members": [documents.of_person_row(one) for one in members],
        "history": _changes(session, Group, group_id),
    }


def _print_meeting(session: Session, meeting_id: int) -> None:
    meeting = meetings.get(meeting_id)
    printing.show(meeting.title)
    when = say_full(meeting.starts_at.astimezone(ZoneInfo(meeting.timezone)))
    printing.facts(
        [
            ("status", meeting.status.value),
            ("when", f"{when}, {say_minutes(meeting.minutes)}"),
            ("timezone", meeting.timezone),
            ("place", meeting.place),
            ("summary", meeting.summary),
            ("private note", private_notes.read(meeting_id, session.who)),
            ("archived", "yes" if meeting.archived else ""),
            ("uid", meeting.uid),
        ]
    )
    came = {True: " · came", False: " · did not come", None: ""}
    lines = [
        f"{one.name}{'' if one.part is Part.GUEST else f' · {one.part}'}{came[one.came]}"
        for one in meeting.participants
    ]
    _section("With", [*lines, *(one.name for one in meeting.organizations)])


def _meeting_document(session: Session, meeting_id: int) -> dict[str, Any]:
    document = record_tables.meeting(meetings.get(meeting_id))
    return {**document, "history": _changes(session, Meeting, meeting_id)}


def _changes(session: Session, model: type[Record], record_id: int) -> list[dict[str, Any]]:
    return documents.of_changes(history.of_record(model, record_id, who=session.who), session.school.zone)


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        printing.show("", title, *(f"  {line}" for line in lines))


def _day(day: date | None) -> str:
    return "" if day is None else say_full_day(day)


_PRINTERS = {
    Person: _print_person,
    Group: _print_group,
    Meeting: _print_meeting,
}
_DOCUMENTS = {
    Person: _person_document,
    Group: _group_document,
    Meeting: _meeting_document,
}
