"""What a draft that is clear leaves behind: the conversation to be saved."""

from __future__ import annotations

from datetime import datetime, time

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.parts import Mention
from partner_tui.errors import PartnerError
from partner_tui.records.conversations import Conversation, Party, Pledge
from partner_tui.records.meetings import Meeting


def conversation(draft: CaptureDraft, opens: time, timezone: str) -> Conversation:
    """Return the conversation that a draft tells of; raise PartnerError with its first problem if it has any.

    `opens` is when a meeting is on a day without a time, `timezone` the school's zone by name.
    What was said and promised was so on the day of the meeting, and today in one that is still to come.
    """
    for problem in draft.problems:
        raise PartnerError(problem.message, problem.hint)
    minutes = draft.minutes or int(Meeting.minutes.default)
    starts_at = draft.starts_at(opens, minutes)
    return Conversation(
        people=_parties(draft.people),
        organizations=_parties(draft.organizations),
        kind=draft.kind,
        status=draft.status,
        starts_at=starts_at,
        minutes=minutes,
        time_said=draft.time is not None,
        minutes_said=draft.minutes is not None,
        timezone=timezone,
        on=min(starts_at.date(), draft.now.date()),
        place=draft.place,
        summary=draft.summary,
        private_note=draft.private,
        goals=draft.goals,
        our_promises=tuple(Pledge(one.text, one.due) for one in draft.promises),
        their_promises=tuple(Pledge(one.text, one.due) for one in draft.their_promises),
        questions=draft.questions,
    )


def on_the_wall(draft: CaptureDraft, opens: time) -> datetime:
    """Return what the clock of the school is to show when the meeting starts, without a zone."""
    if draft.day is None:
        return draft.now.replace(second=0, microsecond=0, tzinfo=None)
    return datetime.combine(draft.day, opens if draft.time is None else draft.time)


def _parties(mentions: tuple[Mention, ...]) -> tuple[Party, ...]:
    return tuple(Party(one.resolved.id, one.resolved.name) for one in mentions if one.resolved)
