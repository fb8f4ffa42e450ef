"""A typed line held against the records: what it says, what speaks against it, and what is saved of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from partner_tui import capture
from partner_tui.capture import CaptureDraft, Finding, Lookup, Match, Mention
from partner_tui.insight import concerns
from partner_tui.records import conversations, meetings, planned
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.naming import NameBook, NotLookedUp
from partner_tui.records.planned import Plans, Wanted
from partner_tui.screens.desk import Desk

Planned = Callable[[Wanted], Sequence[MeetingRow]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as it was understood; `doubts` are what speaks against saving it unasked.

    `finding` is what it comes to among the planned meetings; None where the line is not clear.
    """

    line: str
    draft: CaptureDraft
    finding: Finding | None = None
    doubts: tuple[str, ...] = ()
    unclear: Mention | None = None

    @property
    def said(self) -> str:
        """The line in words."""
        return self.finding.sentence if self.finding else self.draft.sentence()

    @property
    def choices(self) -> Sequence[Match]:
        """Who may be meant by the name that is not clear."""
        return self.unclear.matches if self.unclear else ()

    @property
    def stranger(self) -> str:
        """The name that nobody answers to, as it would stand in the records; '' where there is none."""
        if self.unclear is None or self.unclear.matches:
            return ""
        typed = self.unclear.typed
        return typed.title() if typed == typed.lower() else typed

    @property
    def is_about_organization(self) -> bool:
        """Whether the name that is not clear is that of an organization."""
        return self.unclear is not None and self.unclear in self.draft.organizations


def read_at_once(line: str, desk: Desk, names: NameBook, plans: Plans) -> Reading | None:
    """Return what a line says for which nothing is to be looked up, as while its note is typed; None for any other."""
    try:
        return read(line, desk, names.at_hand(), plans.known)
    except NotLookedUp:
        return None


def read(line: str, desk: Desk, names: Lookup, plans: Planned = planned.with_everyone) -> Reading:
    """Return what a line says; raise PartnerError where the records cannot be read. Takes a few queries."""
    draft = capture.parse(line, now=desk.now(), lookup=names, day_first=desk.settings.day_first)
    if not draft.ready:
        return Reading(line, draft, unclear=capture.unclear(draft))
    made = capture.conversation(draft, desk.school.opens, desk.school.timezone)
    finding = capture.found(draft, made, plans)
    return Reading(line, draft, finding, (*_concerns(finding, desk), *finding.doubts))


def _concerns(finding: Finding, desk: Desk) -> tuple[str, ...]:
    """What speaks against the time of a meeting that is planned, but for one that is named already."""
    made = finding.made
    if made.status is not MeetingStatus.PLANNED:
        return ()
    clashes = meetings.clashes(made.starts_at, made.minutes, besides=finding.twin.id if finding.twin else None)
    wall = capture.on_the_wall(finding.draft, desk.school.opens)
    return concerns.concerns(wall, desk.school.zone, clashes, desk.calendar)


def save(finding: Finding, desk: Desk) -> str:
    """Save what a line comes to as one intent; return what to say of it. Raise PartnerError where nothing was saved."""
    made = finding.made
    with desk.intent(made.deed) as intent:
        conversations.save(intent, made, desk.who)
    verb = "Planned" if made.status is MeetingStatus.PLANNED else "Logged"
    promises = len(made.our_promises) + len(made.their_promises)
    counted = ((len(made.goals), "goal"), (promises, "promise"), (len(made.questions), "question"))
    more = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted if count]
    return " · ".join([f"{verb}: {capture.headline(finding.draft)}", *more])
