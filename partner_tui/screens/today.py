"""Today: whom to meet this week and why, what is next, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import OptionList
from textual.worker import get_current_worker

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.records import database, school, waiting_staff
from partner_tui.screens.attention_panel import AttentionPanel
from partner_tui.screens.coverage_panel import CoveragePanel
from partner_tui.screens.desk import WIDE
from partner_tui.screens.heading import Heading
from partner_tui.screens.promises_panel import PromisesPanel
from partner_tui.screens.settling import Settling
from partner_tui.screens.today_panels import ComingUp, Line, MeetThisWeek, Panel
from partner_tui.widgets.key_line import KeyLine

MANY = 1_000
"""From so many members of staff on, the panels are read in a thread: the first paint does not wait for them."""

_OF_A_MEETING = frozenset({"held", "edit", "cancel", "missed"})
_OF_PEOPLE = frozenset({"open", "plan", "log", "brief"})


class TodayScreen(Settling):
    """The panels that need somebody today: beneath each other, or, where there is room, in two columns."""

    WHERE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's, as it declares it
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("today")]
    AUTO_FOCUS = "MeetThisWeek"
    PANELS: ClassVar[tuple[type[Panel], ...]] = (MeetThisWeek, PromisesPanel, AttentionPanel, ComingUp, CoveragePanel)

    def compose(self) -> ComposeResult:
        yield Heading("Today")
        with VerticalScroll(id="panels", can_focus=False):
            for panel in self.PANELS:
                yield panel()
        yield KeyLine()

    def reload(self) -> None:
        """Read every panel anew."""
        self.query_one(Heading).reload()
        panels = list(self.query(Panel))
        if waiting_staff.count() > MANY:
            self.read_in_thread(panels)
            return
        for panel in panels:
            panel.read(self.desk)
        self.show_read(panels)

    @work(thread=True, exclusive=True, group="panels")
    def read_in_thread(self, panels: Sequence[Panel]) -> None:
        """Read every panel with a connection of the thread's own, so that the screen stands meanwhile."""
        worker = get_current_worker()
        try:
            with database.in_thread():
                first, *others = panels
                first.read(self.desk)
                if not worker.is_cancelled:
                    self.app.call_from_thread(self.show_read, [first])  # whom to meet is there before all the rest
                for panel in others:
                    panel.read(self.desk)
        except PartnerError as error:
            self.app.call_from_thread(self.say_error, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_read, others)

    def show_read(self, panels: Sequence[Panel]) -> None:
        """Show what was read."""
        for panel in panels:
            if panel.is_attached:
                panel.show_read()
        # Where nobody is missing, the promises have the right side.
        self.set_class(not self.query_one(CoveragePanel).display, "-all-met")

    @property
    def current(self) -> Line | None:
        """The line that a key is about: the highlighted one of the panel that has the focus, if it has any."""
        panel = self.focused if isinstance(self.focused, Panel) and self.focused.current else None
        return (panel or self.query_one(MeetThisWeek)).current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about a meeting is there only on the line of one; what is about people, on any line but a closure."""
        line = self.current if self.query(Panel) else None
        if action in _OF_A_MEETING:
            return line is not None and line.meeting_id is not None
        if action in _OF_PEOPLE:
            return line is not None and (line.meeting_id is not None or line.person_id is not None)
        return super().check_action(action, parameters)

    @on(DescendantFocus)
    @on(OptionList.OptionHighlighted)
    def _another_line(self) -> None:
        self.refresh_bindings()

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
        from partner_tui.screens import editing  # forms are not needed for the first paint

        self.attempt(lambda: editing.plan_meeting(self, self._people()))

    def action_log(self) -> None:
        """Log a meeting with the person of the line, or what became of the meeting of the line."""
        from partner_tui.screens import editing  # forms are not needed for the first paint

        meeting_id = self._meeting_id
        if meeting_id is not None:
            self.attempt(lambda: editing.settle_meeting(self, meeting_id))
        else:
            self.attempt(lambda: editing.log_meeting(self, self._people()))

    def action_brief(self) -> None:
        """Show what to know before a talk with the person of the line, or before its meeting."""
        from partner_tui.screens.brief import open_brief  # not needed before somebody asks

        self.attempt(lambda: open_brief(self, [] if self._meeting_id else self._people(), self._meeting_id))

    def action_edit(self) -> None:
        """Change or move the meeting of the line."""
        from partner_tui.screens import editing  # forms are not needed for the first paint

        meeting_id = self._meeting_id
        if meeting_id is not None:
            self.attempt(lambda: editing.edit_meeting(self, meeting_id))

    def meant(self) -> Sequence[int]:
        """Return the meeting of the line."""
        return [] if self._meeting_id is None else [self._meeting_id]

    @property
    def _meeting_id(self) -> int | None:
        line = self.current
        return None if line is None else line.meeting_id

    def action_more(self) -> None:
        """One chat a week more."""
        self._pace(1)

    def action_fewer(self) -> None:
        """One chat a week less."""
        self._pace(-1)

    def _pace(self, step: int) -> None:
        now = self.desk.school
        wanted = min(max(0, now.chats_per_week + step), school.MOST_CHATS)
        if wanted != now.chats_per_week:
            name = f"{wanted} {'chat' if wanted == 1 else 'chats'} a week"
            self.app.clear_notifications()  # a key that is held says the last number only
            self.change(name, lambda intent: school.change(intent, now.version, chats_per_week=wanted))

    @work
    async def action_left_out(self) -> None:
        """Show who is not in the rotation, and why."""
        try:
            found = waiting_staff.left_out(self.desk.now(), self.desk.settings.me)
            text = _left_out(
                {
                    "Paused": found.paused,
                    "Out of the rotation": found.out_of_rotation,
                    "Archived": found.archived,
                    "You": found.yourself,
                }
            )
        except PartnerError as error:
            self.say_error(error)
            return
        from partner_tui.screens.dialogs import Show  # not needed before somebody asks

        await self.app.push_screen_wait(Show("Not in the rotation", text))

    def _people(self) -> list[int]:
        line = self.current
        if line is None:
            return []
        if line.meeting_id is not None:
            from partner_tui.records import meetings  # not needed before somebody asks

            return [one.person_id for one in meetings.get(line.meeting_id).participants]
        return [] if line.person_id is None else [line.person_id]


def _left_out(reasons: dict[str, tuple[int, ...]]) -> str:
    from partner_tui.records import people  # not needed before somebody asks

    parts = []
    for reason, ids in reasons.items():
        if ids:
            names = "\n".join(f"  {people.get(person_id).name}" for person_id in ids[:200])
            parts.append(f"{reason} ({len(ids)})\n{names}")
    return "\n\n".join(parts) or "Every member of staff is in the rotation."
