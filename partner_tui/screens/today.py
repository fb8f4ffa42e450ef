"""Today: whom to meet this week and why, and what is next."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, OptionList

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.records import meetings, people, school
from partner_tui.records.meetings import MeetingStatus
from partner_tui.screens import editing
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.dialogs import Show
from partner_tui.screens.heading import Heading
from partner_tui.screens.today_panels import ComingUp, Line, MeetThisWeek, Panel

_WIDTHS = [(0, "-narrow"), (100, "-wide")]


class TodayScreen(DeskScreen):
    """The panels that need somebody today; a panel that is added to PANELS finds its place."""

    WHERE = "today"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("today")]
    AUTO_FOCUS = "MeetThisWeek"
    PANELS: ClassVar[tuple[type[Panel], ...]] = (MeetThisWeek, ComingUp)

    def compose(self) -> ComposeResult:
        yield Heading("Today")
        with VerticalScroll(id="panels", can_focus=False):
            for panel in self.PANELS:
                yield panel()
        yield Footer(compact=True)

    def reload(self) -> None:
        """Read every panel anew."""
        self.query_one(Heading).reload()
        for panel in self.query(Panel):
            panel.reload(self.desk)

    @property
    def current(self) -> Line | None:
        """The line that a key is about: the highlighted one of the panel that has the focus."""
        panel = self.focused if isinstance(self.focused, Panel) else self.query_one(MeetThisWeek)
        return panel.current

    @on(Panel.Resized)
    def _resized(self) -> None:
        self.refresh_records()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the person or the meeting of the line."""
        line = self.current
        if line is None:
            return
        if line.meeting_id is not None:
            self.app.open_meeting(line.meeting_id)
        elif line.person_id is not None:
            self.app.open_person(line.person_id)

    def action_plan(self) -> None:
        """Plan a meeting with the person of the line."""
        editing.plan_meeting(self, self._people())

    def action_log(self) -> None:
        """Log a meeting with the person of the line, or what became of the meeting of the line."""
        line = self.current
        if line is not None and line.meeting_id is not None:
            editing.settle_meeting(self, line.meeting_id)
        else:
            editing.log_meeting(self, self._people())

    def action_done(self) -> None:
        """Say that the planned meeting of the line was held."""
        line = self.current
        if line is None or line.meeting_id is None:
            self.notify("x says that a planned meeting was held: choose one under Coming up.", markup=False)
            return
        meeting = meetings.get(line.meeting_id)
        self.change(
            f"Held: {meeting.title}",
            lambda intent: meetings.settle(intent, meeting.id, meeting.version, MeetingStatus.HELD),
        )

    def action_more(self) -> None:
        """One chat a week more."""
        self._pace(1)

    def action_fewer(self) -> None:
        """One chat a week less."""
        self._pace(-1)

    def _pace(self, step: int) -> None:
        now = self.desk.school
        per_week = now.chats_per_week + step
        if per_week >= 0:
            self.change(
                f"{per_week} chats a week", lambda intent: school.change(intent, now.version, chats_per_week=per_week)
            )

    @work
    async def action_left_out(self) -> None:
        """Show who is not in the rotation, and why."""
        facts = self.query_one(MeetThisWeek).facts
        if facts is None:
            return
        try:
            text = _left_out(
                {
                    "Paused": facts.left_out.paused,
                    "Out of the rotation": facts.left_out.out_of_rotation,
                    "Archived": facts.left_out.archived,
                    "You": facts.left_out.yourself,
                }
            )
        except PartnerError as error:
            self.say_error(error)
            return
        await self.app.push_screen_wait(Show("Not in the rotation", text))

    def _people(self) -> list[int]:
        line = self.current
        if line is None:
            return []
        if line.meeting_id is not None:
            return [one.person_id for one in meetings.get(line.meeting_id).participants]
        return [] if line.person_id is None else [line.person_id]


def _left_out(reasons: dict[str, tuple[int, ...]]) -> str:
    parts = []
    for reason, ids in reasons.items():
        if ids:
            names = "\n".join(f"  {people.get(person_id).name}" for person_id in ids[:200])
            parts.append(f"{reason} ({len(ids)})\n{names}")
    return "\n\n".join(parts) or "Every member of staff is in the rotation."
