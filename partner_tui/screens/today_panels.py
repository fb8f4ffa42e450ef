"""The panels of Today: each a short list whose every line opens what it talks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets.option_list import Option

from partner_tui.dates import say_clock, say_day, say_full_day
from partner_tui.insight import rotation
from partner_tui.insight.rotation import Rotation
from partner_tui.records.contact import StaffContact
from partner_tui.records.meeting_kinds import MeetingStatus
from partner_tui.records.school_year import Span
from partner_tui.records.waiting_staff import WaitingStaff
from partner_tui.screens.desk import Desk
from partner_tui.screens.signs import SIGNS, UNSETTLED, is_unsettled
from partner_tui.widgets.row_strip import CURSOR
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import MUTED, content_line, fit

if TYPE_CHECKING:
    from partner_tui.records.meetings import MeetingRow

AHEAD = timedelta(days=14)
"""How far Today looks ahead."""

BEHIND = timedelta(days=30)
"""How far back a planned meeting is still asked about."""

MOST = 50
"""The most meetings of a kind that a panel shows; the others stand under Meetings."""

NOBODY_YET = "Nobody is in the rotation yet. 2, then n, adds somebody; ctrl+o brings in a roster."
"""What stands where whom to meet would be, in a school without staff."""

_NAME, _DEPARTMENT, _SIGN = 20, 16, 2
"""Cells of a name, of a department and of a sign with its blank."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: its text, and the person, meeting, promise or organization that it talks about."""

    text: Content
    person_id: int | None = None
    meeting_id: int | None = None
    commitment_id: int | None = None
    organization_id: int | None = None


class Panel(SteadyList):
    """A titled list; a subclass says what stands in it."""

    TITLE: ClassVar[str] = ""
    STEPS_BACK: ClassVar[bool] = False
    """Whether the keys go past the panel, and it takes little room, while nothing stands in it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Open what the line is about"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id=type(self).__name__.lower(), markup=False)
        self.lines: Sequence[Line] = ()
        self._drawn_for = 0
        self._is_read = False

    def on_mount(self) -> None:
        """Stand there with a title while the records are read."""
        self.border_title = self.TITLE

    def read(self, desk: Desk) -> None:
        """Read what the panel is about; it may be called in a thread, and shows nothing yet."""
        raise NotImplementedError

    def lines_for(self, room: int) -> Sequence[Line]:
        """Return what was read as lines of at most so many cells; may say something in the panel's frame."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what stands in place of lines: what the panel is for, and which key fills it."""
        raise NotImplementedError

    def show_read(self) -> None:
        """Show what was read; the highlighted place stays."""
        self.border_title = self.TITLE
        self._is_read = True
        self._draw()
        if self.STEPS_BACK:
            self.set_class(not self.lines, "-empty")
            if not self.lines and self.has_focus:
                self.screen.focus_next()
            self.can_focus = bool(self.lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A line that talks about nobody opens nothing."""
        if action == "select":
            line = self.current
            about = (line.person_id, line.meeting_id, line.organization_id) if line is not None else ()
            return any(one is not None for one in about)
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Lines are cut to the room that they have."""
        self._cut_anew()

    def watch_show_vertical_scrollbar(self) -> None:
        """The bar takes a cell from the lines, which would be wrapped: they are cut once more."""
        self.call_after_refresh(self._cut_anew)

    def _cut_anew(self) -> None:
        if self._is_read and self._room != self._drawn_for:
            self._draw()

    def _draw(self) -> None:
        place = self.highlighted or 0
        self._drawn_for = self._room
        self.lines = self.lines_for(self._drawn_for)
        self.clear_options()
        if self.lines:
            self.add_options([Option(one.text) for one in self.lines])
            self.highlighted = min(place, len(self.lines) - 1)
        else:
            self.add_option(Option(Content.styled(self.nothing(), MUTED), disabled=True))

    @property
    def _room(self) -> int:
        # The blank at both ends of a line; before the first layout, as much as fits everywhere.
        return max(20, (self.scrollable_content_region.width or 50) - 2)

    def render_line(self, y: int) -> Strip:
        """Return a line; the highlighted one has the cursor's sign, as in every list."""
        strip = super().render_line(y)
        if not self.has_focus or self.highlighted is None or strip.cell_length < 1:
            return strip
        first = next(iter(strip), None)
        if first is None or first.style is None or first.style.meta.get("option") != self.highlighted:
            return strip
        return Strip([first._replace(text=CURSOR)], 1) + strip.crop(1)

    @property
    def current(self) -> Line | None:
        """The highlighted line."""
        place = self.highlighted
        return self.lines[place] if place is not None and place < len(self.lines) else None


class MeetThisWeek(Panel):
    """Whom to meet this week, and why."""

    TITLE = "Meet this week"

    def __init__(self) -> None:
        super().__init__()
        self._week: Rotation | None = None
        self._today: date | None = None
        self._left_out = 0

    def read(self, desk: Desk) -> None:
        """Read who was met, and whom the week still has."""
        staff = WaitingStaff(desk.now(), desk.settings.me)
        self._today, self._left_out = staff.today, staff.left_out
        self._week = rotation.suggest_from(staff, staff.calendar, staff.today, staff.per_week)

    def nothing(self) -> str:
        if self._week is not None and self._week.pace.total:
            return "No chats are wanted this week: ] makes it one a week."
        return NOBODY_YET

    def lines_for(self, room: int) -> Sequence[Line]:
        week, today = self._week, self._today
        if week is None or today is None:
            return ()
        self.border_title = f"{self.TITLE} · {len(week.this_week)} of {week.per_week}"
        left_out = f" · {self._left_out} left out (o)" if self._left_out else ""
        self.border_subtitle = f"{_pace(week)}{left_out}"
        suggested = [
            Line(_person_line("●", "$text-accent", one.candidate, one.reasons, room), person_id=one.candidate.id)
            for one in week.suggestions
        ]
        return [*suggested, *(_had_line(person, today, room) for person in week.this_week)]


def _pace(week: Rotation) -> str:
    """Return how far the week's number reaches; where no school year says until when, the way to one."""
    pace = week.pace
    if pace.weeks_left is None and pace.reached < pace.total:
        return f"{pace.reached} of {pace.total} met; no school year yet: , then School years"
    return pace.sentence()


def _had_line(person: StaffContact, today: date, room: int) -> Line:
    met = person.met_this_week
    day = person.last_met if met else person.planned_on
    told = f"{'met' if met else 'planned'} {say_day(day, today)}" if day else ""
    sign, colour = SIGNS[MeetingStatus.HELD if met else MeetingStatus.PLANNED]
    return Line(_person_line(sign, colour, person, [told], room), person_id=person.id)


def _person_line(sign: str, colour: str, person: StaffContact, reasons: Sequence[str], room: int) -> Content:
    """Return a person and why: the first reason beside the name where there is room for it, the others below."""
    beside = room - _SIGN - _NAME - 2 - _DEPARTMENT - 2
    fits = bool(reasons) and cell_len(reasons[0]) <= beside
    first, others = (reasons[0], reasons[1:]) if fits else ("", reasons)
    after = fit(f"{fit(person.department or '', _DEPARTMENT)}  {first}", room - _SIGN - _NAME - 2)
    head = Content.assemble((f"{sign} ", colour), content_line(fit(person.name, _NAME), "bold"), "  ")
    below = [content_line("  " + fit(line, room - _SIGN), MUTED) for line in _packed(others, room - _SIGN)]
    return Content("\n").join([head + content_line(after), *below])


def _packed(reasons: Sequence[str], room: int) -> Iterator[str]:
    """Yield lines with as many reasons as fit in each."""
    line = ""
    for reason in reasons:
        longer = f"{line} · {reason}" if line else reason
        if line and cell_len(longer) > room:
            yield line
            line = reason
        else:
            line = longer
    if line:
        yield line


class ComingUp(Panel):
    """What is next on the calendar; first, what was planned and nobody said whether it happened."""

    TITLE = "Coming up"
    STEPS_BACK = True

    def __init__(self) -> None:
        super().__init__()
        self._now: datetime | None = None
        self._unsettled: Sequence[MeetingRow] = ()
        self._ahead: Sequence[MeetingRow] = ()
        self._closures: Sequence[Span] = ()

    def read(self, desk: Desk) -> None:
        """Read what is planned, and when the school is closed."""
        now = self._now = desk.now()
        around = _planned(now - BEHIND, now + AHEAD)
        self._unsettled = [one for one in around if is_unsettled(one, now)][:MOST]
        self._ahead = [one for one in around if not is_unsettled(one, now)][:MOST]
        until = (now + AHEAD).date()
        self._closures = [one for one in desk.calendar.closures if one.ends_on >= now.date() and one.starts_on <= until]

    def nothing(self) -> str:
        return "Nothing is planned for the next two weeks: p on somebody plans a meeting."

    def lines_for(self, room: int) -> Sequence[Line]:
        now = self._now
        if now is None:
            return ()
        self.border_subtitle = f"{len(self._unsettled)} to settle: x happened" if self._unsettled else ""
        ahead = [(one.starts_at, Line(_meeting_line(one, now, room), meeting_id=one.id)) for one in self._ahead]
        for closure in self._closures:
            start = datetime.combine(max(closure.starts_on, now.date()), time.min, now.tzinfo)
            ahead.append((start, Line(_closure_line(closure, now.date(), room))))
        ahead.sort(key=lambda pair: pair[0])
        asked = [Line(_question(one, now, room), meeting_id=one.id) for one in self._unsettled]
        return [*asked, *(line for _, line in ahead)]


def _planned(start: datetime, end: datetime) -> list[MeetingRow]:
    # Whom to meet stands there before meetings, whose tables take a while to load, are read.
    from partner_tui.records import meetings
    from partner_tui.records.meetings import MeetingFilter

    ids = meetings.listing(MeetingFilter(status=MeetingStatus.PLANNED, starts_from=start, starts_before=end))
    shown = ids[: 2 * MOST]
    found = meetings.rows(shown)
    return [found[one] for one in shown if one in found]


def _meeting_line(meeting: MeetingRow, now: datetime, room: int) -> Content:
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    sign, colour = SIGNS[meeting.status]
    told = f"{say_day(starts_at.date(), now.date()):<9} {say_clock(starts_at)}  {meeting.title}"
    place = f"  {meeting.place}" if meeting.place else ""
    left = room - _SIGN - cell_len(told)
    # A place of which only a letter or two would be seen is not worth the dots.
    beside = fit(place, left) if left >= min(8, cell_len(place)) else ""
    return Content.assemble(
        (f"{sign} ", colour), content_line(fit(told, min(room - _SIGN, cell_len(told)))), content_line(beside, MUTED)
    )


def _closure_line(closure: Span, today: date, room: int) -> Content:
    until = "" if closure.ends_on == closure.starts_on else f", to {say_full_day(closure.ends_on)}"
    day = say_day(max(closure.starts_on, today), today)
    return content_line(fit(f"– {day:<9} closed {closure.name}{until}", room), MUTED)


def _question(meeting: MeetingRow, now: datetime, room: int) -> Content:
    """Return a meeting that is over with the question what became of it, below where there is no room beside."""
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    told = f"{say_day(starts_at.date(), now.date()):<9} {say_clock(starts_at)}  {meeting.title}"
    question = "did it happen?"
    beside = cell_len(told) + 2 + len(question) <= room - _SIGN
    sign, colour = UNSETTLED
    text = f"{told}  {question}" if beside else f"{fit(told, room - _SIGN).rstrip()}\n  {question}"
    first, _, second = text.partition("\n")
    below = [content_line(second, colour)] if second else []
    head = Content.assemble((f"{sign} ", f"bold {colour}"), content_line(first, colour))
    return Content("\n").join([head, *below])
