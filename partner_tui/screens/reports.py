"""Reports: what the records say of the whole school; first, who has been left out."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import DescendantFocus
from textual.message import Message

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.insight.coverage import By
from partner_tui.records.coverage_rows import CoverageFacts
from partner_tui.screens import coverage_reading, editing
from partner_tui.screens.coverage_view import CoverageView
from partner_tui.screens.desk import WIDE, DeskApp, DeskScreen
from partner_tui.screens.heading import Heading
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.record_table import RecordTable

_OF_A_PERSON = frozenset({"open", "plan", "log", "brief"})


class ReportsScreen(DeskScreen):
    """Coverage; whoever is listed can be opened, planned with and logged."""

    WHERE = "reports"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's, as it declares it
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("reports")]
    AUTO_FOCUS = "RecordTable"

    view = getters.query_one(CoverageView)
    """Who has been left out."""

    class CoverageRead(Message):
        """The facts were read in a thread, or could not be."""

        def __init__(self, found: CoverageFacts | PartnerError) -> None:
            super().__init__()
            self.found = found

    def compose(self) -> ComposeResult:
        yield Heading("Reports")
        yield CoverageView()
        yield KeyLine()

    def reload(self) -> None:
        """Read the facts in a thread; until then, what was shown stays."""
        self.query_one(Heading).reload()
        read = coverage_reading.reading(self.desk)

        def run() -> None:
            found = read()
            if found is not None:
                self.post_message(self.CoverageRead(found))

        self.run_worker(run, group="list", exclusive=True, thread=True)

    @on(CoverageRead)
    def _read(self, event: CoverageRead) -> None:
        event.stop()
        if isinstance(event.found, PartnerError):
            self.say_error(event.found)
        else:
            self.view.show(event.found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about a person is there only on the list of people, where somebody is in it."""
        if action in _OF_A_PERSON:
            return isinstance(self.focused, RecordTable) and bool(self.view.chosen())
        return super().check_action(action, parameters)

    @on(DescendantFocus)
    @on(RecordTable.Highlighted)
    def _another_place(self) -> None:
        self.refresh_bindings()

    @on(RecordTable.Selected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted person."""
        chosen = self.view.query_one(RecordTable).highlighted
        if chosen is not None:
            self.app.open_person(chosen)

    def action_plan(self) -> None:
        """Plan a meeting with the marked people, or the highlighted one."""
        self.attempt(lambda: editing.plan_meeting(self, self.view.chosen()))

    def action_log(self) -> None:
        """Log a meeting with the marked people, or the highlighted one."""
        self.attempt(lambda: editing.log_meeting(self, self.view.chosen()))

    def action_brief(self) -> None:
        """Show what to know before a talk with the marked people, or the highlighted one."""
        from partner_tui.screens.brief import open_brief  # not needed before somebody asks

        self.attempt(lambda: open_brief(self, self.view.chosen()))

    def action_who(self) -> None:
        """List who is missing, met, paused, or out of the rotation."""
        self.view.next_who()

    def action_by(self) -> None:
        """Group the shares by department, kind of staff, or year joined."""
        self.view.next_by()

    def action_next_view(self) -> None:
        """Go on to the promises."""
        self.app.switch_mode("promises")

    def action_back(self) -> None:
        """List all who are not met yet again."""
        self.view.show_group(None)
        self.view.focus_names()


def open_coverage(app: DeskApp, by: By, group: str | None) -> None:
    """Show under Reports who of a group is missing."""

    def show() -> None:
        if isinstance(app.screen, ReportsScreen):
            app.screen.view.by = by
            app.screen.view.show_group((by, group))

    app.switch_mode("reports")
    app.call_after_refresh(show)
