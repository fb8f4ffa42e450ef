"""A conversation and all that came of it, saved together: the meeting, its goals, promises and questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from partner_tui.errors import FieldError
from partner_tui.records import meetings
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance, MeetingKind, MeetingRow, MeetingStatus

if TYPE_CHECKING:
    from partner_tui.records.sides import Side


class Party(NamedTuple):
    """Somebody, or an organization, with whom a conversation was."""

    id: int
    name: str


class Pledge(NamedTuple):
    """Something promised in a conversation, and the day it is due, if one was said."""

    text: str
    due_on: date | None = None


class Conversation(NamedTuple):
    """A meeting with what came of it. `starts_at` is aware, `on` is the day on which things were said and promised.

    Goals and questions are about the first of `people`; promises are made to and by the first of `organizations`, or,
    without any, the first of `people`.

    With `settles`, it is that planned meeting, which keeps its time and length unless they were said.
    """

    people: tuple[Party, ...]
    organizations: tuple[Party, ...]
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    minutes: int
    timezone: str
    on: date
    place: str = ""
    summary: str = ""
    private_note: str = ""
    goals: tuple[str, ...] = ()
    our_promises: tuple[Pledge, ...] = ()
    their_promises: tuple[Pledge, ...] = ()
    questions: tuple[str, ...] = ()
    time_said: bool = True
    minutes_said: bool = True
    settles: MeetingRow | None = None

    @property
    def title(self) -> str:
        """What the meeting is called: "Coffee with Ana Rivera"."""
        if self.settles is not None:
            return self.settles.title
        people, partners = ([one.name for one in named] for named in (self.people, self.organizations))
        return meetings.title(self.kind, people, partners)

    @property
    def deed(self) -> str:
        """What saving it is called in the history: "Log coffee with Ana Rivera", "Plan lunch with Sam Okafor"."""
        verb = "Plan" if self.status is MeetingStatus.PLANNED else "Log"
        became = f"{self.status} " if self.status in (MeetingStatus.MISSED, MeetingStatus.CANCELLED) else ""
        return f"{verb} {became}{self.title[:1].lower()}{self.title[1:]}"

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """Who takes part, and whether they came, where that follows from what became of it."""
        came = {MeetingStatus.HELD: True, MeetingStatus.MISSED: False}.get(self.status)
        return tuple(Attendance(one.id, came=came) for one in self.people)


class Saved(NamedTuple):
    """The ids of what was saved."""

    meeting_id: int
    goal_ids: tuple[int, ...]
    commitment_ids: tuple[int, ...]
    question_ids: tuple[int, ...]


def save(intent: Intent, conversation: Conversation, who: str) -> Saved:
    """Save a conversation; `who` is the author of the private note.

    Raise FieldError for what cannot be kept, and StaleRecord where what it settles was changed meanwhile.
    """
    settles = conversation.settles
    meeting_id = _meeting(intent, conversation) if settles is None else _settled(intent, conversation, settles)
    if conversation.private_note:
        from partner_tui.records import (
            private_notes,
        )  # each kind of record takes a while to load, and few lines have all

        before = private_notes.read(meeting_id, who) if settles else ""
        private_notes.write(intent, meeting_id, who, _added(before, conversation.private_note))
    return Saved(
        meeting_id,
        tuple(_goals(intent, conversation, meeting_id)),
        tuple(_promises(intent, conversation, meeting_id)),
        tuple(_questions(intent, conversation, meeting_id)),
    )


def _goals(intent: Intent, conversation: Conversation, meeting_id: int) -> Iterator[int]:
    if not conversation.goals:
        return
    from partner_tui.records import goals

    for text in conversation.goals:
        yield goals.add(
            intent, person_id=_person(conversation), text=text, heard_on=conversation.on, meeting_id=meeting_id
        )


def _questions(intent: Intent, conversation: Conversation, meeting_id: int) -> Iterator[int]:
    if not conversation.questions:
        return
    from partner_tui.records import questions

    for text in conversation.questions:
        yield questions.add(
            intent, person_id=_person(conversation), text=text, raised_on=conversation.on, meeting_id=meeting_id
        )


def _promises(intent: Intent, conversation: Conversation, meeting_id: int) -> Iterator[int]:
    if not conversation.our_promises and not conversation.their_promises:
        return
    from partner_tui.records import commitments

    us, them = commitments.US, _other_side(conversation)
    ours = [(one, us, them) for one in conversation.our_promises]
    for one, made_by, made_to in [*ours, *((one, them, us) for one in conversation.their_promises)]:
        yield commitments.add(
            intent,
            text=one.text,
            made_by=made_by,
            made_to=made_to,
            made_on=conversation.on,
            due_on=one.due_on,
            meeting_id=meeting_id,
        )


def _meeting(intent: Intent, conversation: Conversation) -> int:
    return meetings.add(
        intent,
        attendance=conversation.attendance,
        organizations=[one.id for one in conversation.organizations],
        kind=conversation.kind,
        status=conversation.status,
        starts_at=conversation.starts_at,
        minutes=conversation.minutes,
        timezone=conversation.timezone,
        place=conversation.place,
        summary=conversation.summary,
    )


def _settled(intent: Intent, conversation: Conversation, meeting: MeetingRow) -> int:
    """Say what became of a planned meeting; what was said is added to what stands there."""
    said: dict[str, Any] = {"summary": _added(meeting.summary, conversation.summary)}
    if conversation.time_said:
        said["starts_at"] = conversation.starts_at
    if conversation.minutes_said:
        said["minutes"] = conversation.minutes
    if conversation.place:
        said["place"] = conversation.place
    meetings.settle(intent, meeting.id, meeting.version, conversation.status, **said)
    return meeting.id


def _added(before: str, more: str) -> str:
    """A paragraph more of a note."""
    return "\n\n".join(filter(None, (before, more)))


def _other_side(conversation: Conversation) -> Side:
    from partner_tui.records.sides import Side, SideKind

    if conversation.organizations:
        return Side(SideKind.ORGANIZATION, conversation.organizations[0].id)
    return Side(SideKind.PERSON, _person(conversation))


def _person(conversation: Conversation) -> int:
    if not conversation.people:
        raise FieldError("participants", "It does not say whose that is.", "Name a person beside the organization.")
    return conversation.people[0].id
