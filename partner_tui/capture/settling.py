"""A line held against what is planned: one about a planned meeting settles that one, and adds no second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.saying import listed, said_day, sentence
from partner_tui.dates import say_clock
from partner_tui.records.conversations import Conversation
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.participants import Part
from partner_tui.records.planned import Wanted


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clear line comes to among the planned meetings of its day.

    `draft` has the kind of the meeting that it settles, `remark` says what becomes of that, `doubts` are what speaks
    against saving it unasked, `twin` is the planned meeting that a plan would be a second of.
    """

    draft: CaptureDraft
    made: Conversation
    remark: str = ""
    doubts: tuple[str, ...] = ()
    twin: MeetingRow | None = None

    @property
    def sentence(self) -> str:
        """The line in words, with what becomes of the planned meeting behind the meeting."""
        return sentence(self.draft, self.remark)


def found(draft: CaptureDraft, made: Conversation, planned: Callable[[Wanted], Sequence[MeetingRow]]) -> Finding:
    """Return what a draft and its conversation come to; `planned` gives the planned meetings with all who are named.

    Meetings are of the kind that was said, or of any where none was.
    """
    wanted = Wanted(
        tuple(sorted(one.id for one in made.people)),
        tuple(sorted(one.id for one in made.organizations)),
        made.starts_at.astimezone(draft.zone).date(),
        draft.zone,
    )
    fitting = [one for one in planned(wanted) if one.kind is draft.kind or not draft.kind_said]
    if draft.status is MeetingStatus.PLANNED:
        twin = next((one for one in fitting if _is_with_nobody_else(one, made)), None)
        doubts = () if twin is None else (f"{twin.title} is planned for {_when(twin, draft)} already.",)
        return Finding(draft, made, doubts=doubts, twin=twin)
    if _may_be_another(draft):
        begun = [one for one in fitting if one.starts_at <= draft.now]
        if fitting and not begun:
            return Finding(draft, made, f"T{_the(fitting[0], draft, made)[1:]} stays planned.")
        fitting = begun
    return _settling(draft, made, fitting)


def _may_be_another(draft: CaptureDraft) -> bool:
    """Whether a line says no more than that there was a talk just now: that is not the coffee of this afternoon."""
    return draft.status is MeetingStatus.HELD and draft.day is None and not draft.kind_said


def _settling(draft: CaptureDraft, made: Conversation, fitting: Sequence[MeetingRow]) -> Finding:
    if not fitting:
        return Finding(draft, made)
    meeting = _one_of(draft, made, fitting)
    if meeting is None:
        times = listed([say_clock(one.starts_at.astimezone(draft.zone)) for one in fitting])
        names = listed([one.name for one in (*made.people, *made.organizations)])
        day = said_day(made.starts_at.date(), draft.now.date())
        doubt = f"{len(fitting)} meetings with {names} are planned for {day}, {times}; this would be one more."
        return Finding(draft, made, doubts=(f"{doubt} Write the time to say which it is.",))
    remark = f"Settles {_the(meeting, draft, made)}."
    if draft.status is MeetingStatus.HELD and draft.time is None and meeting.starts_at > draft.now:
        remark += " That is still to come: write the time at which it was, to move it."
    settling = made._replace(kind=meeting.kind, settles=meeting)
    return Finding(replace(draft, kind=meeting.kind), settling, remark)


def _one_of(draft: CaptureDraft, made: Conversation, fitting: Sequence[MeetingRow]) -> MeetingRow | None:
    """The only one; of several the nearest to the time that was said, else the first that has begun; else None."""
    if len(fitting) == 1:
        return fitting[0]
    if draft.time is not None:
        return min(fitting, key=lambda one: abs(one.starts_at - made.starts_at))
    return next((one for one in fitting if one.starts_at <= draft.now), None)


def _the(meeting: MeetingRow, draft: CaptureDraft, made: Conversation) -> str:
    """The meeting in a sentence: "the coffee planned for today 15:15"; with its guests where there are others, too."""
    what = f"{meeting.title[:1].lower()}{meeting.title[1:]}"
    if _is_with_nobody_else(meeting, made):
        what = what.partition(" with ")[0]
    return f"the {what} planned for {_when(meeting, draft)}"


def _when(meeting: MeetingRow, draft: CaptureDraft) -> str:
    starts_at = meeting.starts_at.astimezone(draft.zone)
    return f"{said_day(starts_at.date(), draft.now.date())} {say_clock(starts_at)}"


def _is_with_nobody_else(meeting: MeetingRow, made: Conversation) -> bool:
    """Whether all guests of a meeting are named; those who give it need not be."""
    named = {one.id for one in made.people}
    guests = {one.person_id for one in meeting.participants if one.part is not Part.HOST}
    return guests <= named and {one.id for one in meeting.organizations} <= {one.id for one in made.organizations}
