"""The people, groups and meetings that a command line names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partner_tui.cli import pages
from partner_tui.cli.session import Session
from partner_tui.dates import say_full
from partner_tui.errors import Ambiguous, FieldError, NotFound
from partner_tui.records import groups, meetings, people
from partner_tui.records.groups import Group
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.records.people import PeopleFilter, Person, PersonKind
from partner_tui.records.text import fold

_UID = re.compile(r"[0-9a-f]{4,8}(-[0-9a-f-]*)?")


def all_named(texts: Iterable[str]) -> list[Person]:
    """Return the people named by options that may each name several, divided by commas; each person once.

    "Rivera, Ana" is one person where somebody is called Ana Rivera. Raises NotFound or Ambiguous.
    """
    found: dict[int, Person] = {}
    for text in texts:
        found |= {one.id: one for one in _named_in(text)}
    return list(found.values())


def _named_in(text: str) -> list[Person]:
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) == 2 and (one := _family_name_first(text)) is not None:
        return [one]
    return [person(piece) for piece in pieces]


def person(text: str, kind: PersonKind | None = None) -> Person:
    """Return the one person meant by a uid or its beginning, an e-mail address, or a piece of the name.

    With a kind, those of it go before all others of the name.
    """
    try:
        return people.named(text, kind)
    except NotFound:
        found = list(Person.select().where(Person.uid.startswith(text)).limit(2)) if _UID.fullmatch(text) else []
        if len(found) != 1:
            raise
        return found[0]


def member_of_staff(text: str, field: str) -> Person:
    """Return the one person of the staff who is meant; raise FieldError for anybody else."""
    found = person(text, PersonKind.STAFF)
    if found.kind is not PersonKind.STAFF:
        raise FieldError(field, f"{found.name} is not of the staff.", "Name somebody who works at the school.")
    return found


def _family_name_first(text: str) -> Person | None:
    try:
        found = people.named(text)
    except (NotFound, Ambiguous):
        return None
    return found if fold(f"{found.family_name}, {found.given_name}") == fold(text) else None


def archived_person(text: str) -> Person:
    """Return the one person put away who is meant by a uid, an e-mail address or a piece of the name."""
    ids = people.listing(PeopleFilter(text=text, archived=True))[:20]
    if not ids:
        return person(text)
    if len(ids) == 1:
        return people.get(ids[0])
    choices = tuple(f"{one.name}  {one.kind.value}  {one.uid}" for one in map(people.get, ids))
    raise Ambiguous(f"“{text}” could be {len(ids)} people who were put away.", choices, "Write more, or the uid.")


def archived_group(text: str) -> Group:
    """Return the one group put away that is meant by a uid or a piece of the name."""
    ids = groups.listing(text=text, archived=True)[:20]
    if not ids:
        return groups.named(text)
    if len(ids) == 1:
        return groups.get(ids[0])
    choices = tuple(f"{one.name}  {one.kind.value}  {one.uid}" for one in map(groups.get, ids))
    raise Ambiguous(f"“{text}” could be several groups that were put away.", choices, "Write more, or the uid.")


def meeting(session: Session, text: str) -> MeetingRow:
    """Return the meeting with a uid, or with the one uid that starts so; or the only planned one with a person."""
    if _UID.fullmatch(text):
        try:
            return meetings.with_uid(text)
        except NotFound:
            if "-" in text:
                raise
    guest = person(text)
    wanted = MeetingFilter(status=MeetingStatus.PLANNED, person_id=guest.id)
    planned = list(pages.meetings(meetings.listing(wanted)[:20]))
    if len(planned) == 1:
        return planned[0]
    if not planned:
        raise NotFound(
            f"Nothing is planned with {guest.name}.", "Name the meeting by its uid: partner-tui meetings list"
        )
    raise Ambiguous(
        f"{len(planned)} meetings are planned with {guest.name}.",
        tuple(f"{say_full(one.starts_at.astimezone(session.school.zone))}  {one.title}  {one.uid}" for one in planned),
        "Name one by its uid.",
    )
