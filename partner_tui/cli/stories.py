"""The record that a command names, of whatever kind, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partner_tui.cli import persons
from partner_tui.cli.session import Session
from partner_tui.dates import say_full, say_moment
from partner_tui.errors import Ambiguous, NotFound
from partner_tui.records import groups, organizations, words
from partner_tui.records.fields import label
from partner_tui.records.groups import Group
from partner_tui.records.history import ChangeLine
from partner_tui.records.meetings import Meeting, MeetingRow
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold
from partner_tui.records.words import WordList

Found = tuple[type[Record], int]
"""The model of a record, and its id."""


def record_named(session: Session, text: str) -> Found:
    """Return the one person, group, organization or meeting that is meant; raise NotFound or Ambiguous.

    A whole name goes before a piece of another one. Where a name fits records of several kinds, all are the choices.
    """
    if not text.strip():
        raise NotFound("It does not say who or what is meant.", "Write a name, or a piece of one.")
    found: list[tuple[Found, str]] = []
    unclear: list[Ambiguous] = []
    for finder in (_person, _group, _organization):
        try:
            found.append(finder(text))
        except NotFound:
            continue
        except Ambiguous as error:
            unclear.append(error)
    exact = [one for one, choice in found if fold(choice.split("  ")[0]) == fold(text)]
    if len(exact) == 1:
        return exact[0]
    if len(found) + len(unclear) > 1:
        choices = (*(choice for _, choice in found), *(choice for error in unclear for choice in error.choices))
        raise Ambiguous(f"“{text}” could be several records.", choices, "Write more of the name, or use the uid.")
    if unclear:
        raise unclear[0]
    if found:
        return found[0][0]
    try:
        return Meeting, persons.meeting(session, text).id
    except NotFound as error:
        raise NotFound(
            f"Nobody and nothing is called “{text}”.", "See who is there with: partner-tui people list"
        ) from error


def _person(text: str) -> tuple[Found, str]:
    person = persons.person(text)
    return (Person, person.id), f"{person.name}  {person.kind.value}  {person.uid}"


def _group(text: str) -> tuple[Found, str]:
    group = groups.named(text)
    return (Group, group.id), f"{group.name}  {label(group.kind.value)}  {group.uid}"


def _organization(text: str) -> tuple[Found, str]:
    found = organizations.named(text)
    kind = words.label_of(WordList.ORGANIZATION_KIND, found.kind)
    return (Organization, found.id), f"{found.name}  {kind}  {found.uid}"


def meeting_line(session: Session, meeting: MeetingRow) -> str:
    """Return a meeting in a line: when, what became of it, and what was said."""
    when = say_full(meeting.starts_at.astimezone(session.school.zone))
    said = f"  {' '.join(meeting.summary.split())}" if meeting.summary else ""
    return f"{when}  {meeting.status.value}  {meeting.title}{said}"


def change_lines(session: Session, change: ChangeLine) -> Iterator[str]:
    """Yield what one intent did to a record, a line for the intent and one for each column."""
    at = say_moment(change.intent.at.astimezone(session.school.zone), session.today)
    undone = " (taken back)" if change.intent.undone_at else ""
    yield f"{at}  {change.intent.who}  {change.intent.name}{undone}"
    if not change.added:
        for name, (before, after) in change.columns.items():
            yield f"  {label(name)}: {_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    return "–" if value in (None, "") else " ".join(str(value).split())
