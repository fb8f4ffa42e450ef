"""The panels of Today: each a short list whose every line opens what it talks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from partner_tui.dates import say_clock, say_day, say_full_day
from partner_tui.insight import rotation
from partner_tui.insight.rotation import Rotation
from partner_tui.records import contact, meetings
from partner_tui.records.contact import RotationFacts, StaffContact
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.screens import stories
from partner_tui.screens.desk import Desk
from partner_tui.screens.stories import MUTED
from partner_tui.widgets.text import content_line, fit

AHEAD = timedelta(days=14)
"""How far Today looks ahead."""

BEHIND = timedelta(days=30)
"""How far back a planned meeting is still asked about."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: its text, and the person or the meeting that it talks about."""

    text: Content
    person_id: int | None = None
    meeting_id: int | None = None


class Panel(OptionList):
    """A titled list; a subclass says what stands in it."""

    TITLE: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id=type(self).__name__.lower(), markup=False)
        self.lines: Sequence[Line] = ()

    def lines_of(self, desk: Desk) -> Sequence[Line]:
        """Return the lines as the records stand; may say something in the panel's frame."""
        raise NotImplementedError

    def reload(self, desk: Desk) -> None:
        """Read the lines anew; the highlighted place stays."""
        place = self.highlighted or 0
        self.border_title = self.TITLE
        self.lines = self.lines_of(desk)
        self.clear_options()
        self.add_options([Option(one.text) for one in self.lines])
        if self.lines:
            self.highlighted = min(place, len(self.lines) - 1)
        else:
            self.add_option(Option(Content.styled(self.EMPTY, MUTED), disabled=True))

    @property
    def room(self) -> int:
        """The cells that a line has; before the first layout, as many as fit everywhere."""
        return max(20, (self.scrollable_content_region.width or 50) - 1)

    def on_resize(self) -> None:
        """Lines are cut to the room that they have."""
        self.post_message(self.Resized())

    class Resized(Message):
        """The panel has another width: its lines are to be made anew."""

    @property
    def current(self) -> Line | None:
        """The highlighted line."""
        place = self.highlighted
        return self.lines[place] if place is not None and place < len(self.lines) else None


class MeetThisWeek(Panel):
    """Whom to meet this week, and why."""

    TITLE = "Meet this week"
    EMPTY = "Nobody is in the rotation yet: 2 then n adds somebody, partner-tui import FILE a whole roster."

    def __init__(self) -> None:
        super().__init__()
        self.facts: RotationFacts | None = None

    def lines_of(self, desk: Desk) -> Sequence[Line]:
        facts = self.facts = contact.rotation_facts(desk.now(), desk.settings.me)
        week = rotation.suggest(facts.staff, facts.calendar, facts.today, facts.per_week)
        had = len(week.this_week)
        self.border_title = f"{self.TITLE} · {had} of {week.per_week}"
        left_out = f" · {facts.left_out.total} left out (o)" if facts.left_out.total else ""
        self.border_subtitle = f"{week.pace.sentence()}{left_out}"
        return [*self._suggested(week), *self._had(week, facts)]

    def _suggested(self, week: Rotation) -> Sequence[Line]:
        return [
            Line(self._line("●", "$text-accent", one.candidate, one.reasons), person_id=one.candidate.id)
            for one in week.suggestions
        ]

    def _had(self, week: Rotation, facts: RotationFacts) -> Sequence[Line]:
        lines = []
        for person in week.this_week:
            day = person.last_met if person.met_this_week else person.planned_on
            when = say_day(day, facts.today) if day else ""
            met = person.met_this_week
            told = (f"met {when}" if met else f"planned {when}",)
            sign, colour = ("✓", "$text-success") if met else ("○", "$text-accent")
            lines.append(Line(self._line(sign, colour, person, told), person_id=person.id))
        return lines

    def _line(self, sign: str, colour: str, person: StaffContact, reasons: Sequence[str]) -> Content:
        """Return a person and why: on one line the first reason, where there is room for it, the others below."""
        room = self.room - 2
        name, department = fit(person.name, 20), fit(person.department or "", 16)
        beside = room - 20 - 2 - 16 - 2
        first, others = list(reasons[:1]), list(reasons[1:])
        if reasons and cell_len(reasons[0]) > beside:
            first, others = [], list(reasons)
        after = fit(f"{department}  {first[0] if first else ''}", room - 22)
        parts = [Content.assemble((f"{sign} ", colour), content_line(name, "bold"), "  ", content_line(after))]
        if others:
            parts.append(content_line("  " + fit(" · ".join(others), room), MUTED))
        return Content("\n").join(parts)


class ComingUp(Panel):
    """What is next on the calendar; first, what was planned and nobody said whether it happened."""

    TITLE = "Coming up"
    EMPTY = "Nothing is planned: p on somebody above plans a meeting."

    def lines_of(self, desk: Desk) -> Sequence[Line]:
        now = desk.now()
        unsettled, ahead = _planned(now - BEHIND, now), _planned(now, now + AHEAD)
        unsettled = [meeting for meeting in unsettled if meeting.ends_at < now]
        self.border_subtitle = f"{len(unsettled)} to settle with x" if unsettled else ""
        lines = [(one.starts_at, Line(_line(one, now, self.room), meeting_id=one.id)) for one in ahead]
        for closure in desk.calendar.closures:
            start = datetime.combine(closure.starts_on, time.min, now.tzinfo)
            if closure.ends_on >= now.date() and start < now + AHEAD:
                until = "" if closure.ends_on == closure.starts_on else f" to {say_full_day(closure.ends_on)}"
                day = say_day(max(closure.starts_on, now.date()), now.date())
                text = content_line(fit(f"– {day:<9} closed  {closure.name}{until}", self.room), MUTED)
                lines.append((start, Line(text)))
        lines.sort(key=lambda pair: pair[0])
        return [
            *(Line(_asked(one, now, self.room), meeting_id=one.id) for one in unsettled),
            *(found for _, found in lines),
        ]


def _planned(start: datetime, end: datetime) -> list[MeetingRow]:
    ids = meetings.listing(MeetingFilter(status=MeetingStatus.PLANNED, starts_from=start, starts_before=end))[:50]
    found = meetings.rows(ids)
    return [found[one] for one in ids if one in found]


def _line(meeting: MeetingRow, now: datetime, room: int) -> Content:
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    sign, colour = stories.SIGNS[meeting.status]
    when = f"{say_day(starts_at.date(), now.date()):<9} {say_clock(starts_at)}"
    place = f"  {meeting.place}" if meeting.place else ""
    return Content.assemble((f"{sign} ", colour), content_line(fit(f"{when}  {meeting.title}{place}", room - 2)))


def _asked(meeting: MeetingRow, now: datetime, room: int) -> Content:
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    when = f"{say_day(starts_at.date(), now.date())} {say_clock(starts_at)}"
    question = " did it happen?"
    told = fit(f"{when} {meeting.title}", room - 2 - len(question)).rstrip() + question
    return Content.assemble(("? ", "bold $text-warning"), content_line(told, "$text-warning"))
