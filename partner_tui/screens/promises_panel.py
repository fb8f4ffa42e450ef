"""The panel of Today that lets nobody forget a promise: what is late and what is due, ours and theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from partner_tui import commands
from partner_tui.screens.desk import Desk, DeskScreen
from partner_tui.screens.today_panels import Line, Panel

if TYPE_CHECKING:  # promises are read after whom to meet is there
    from partner_tui.records.commitments import CommitmentRow

SOON = timedelta(days=7)
"""How far ahead of its day a promise is shown, where there is room."""

MOST = 50
"""The most promises that the panel shows; all stand under Reports."""

FEWEST = 3
"""How many lines there are room for on any screen."""


class PromisesPanel(Panel):
    """A line for each open promise that is late or due, the oldest first; then, dimmed, what is due within a week."""

    TITLE = "Promises"
    HELP = "Promises"
    STEPS_BACK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in commands.bindings("promises") if one.action in ("kept", "broken", "withdrawn", "edit")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._late = self._due = 0
        self._rows: Sequence[CommitmentRow] = ()
        self._drawn_height = 0

    def read(self, desk: Desk) -> None:
        """Read what is late, what is due today and what is due within a week."""
        from partner_tui.records import commitments
        from partner_tui.records.commitments import CommitmentFilter, CommitmentStatus

        self._today = today = desk.today
        late, due = commitments.late(today), commitments.due(today)
        soon = CommitmentFilter(
            status=CommitmentStatus.OPEN,
            kinds=commitments.PROMISES,
            due_from=today + timedelta(days=1),
            due_before=today + SOON + timedelta(days=1),
        )
        ids = [*late, *due, *commitments.listing(soon)][:MOST]
        found = commitments.rows(ids)
        self._late, self._due = len(late), len(due)
        self._rows = [found[one] for one in ids if one in found]

    def nothing(self) -> str:
        return "No promise is late or due this week.\n+ ana > intro to Delgado fri  keeps one."

    def lines_for(self, room: int) -> Sequence[Line]:
        self._drawn_height = self.scrollable_content_region.height
        counts = [f"{self._late:,} late"] if self._late else []
        counts += [f"{self._due:,} today"] if self._due else []
        self.border_title = " · ".join([self.TITLE, *counts])
        more = self._late + self._due - MOST
        self.border_subtitle = f"and {more:,} more: 6, then w" if more > 0 else ""
        pressing = self._late + self._due
        shown = self._rows[: max(pressing, self._drawn_height, FEWEST)]
        return [self._line(row, room) for row in shown]

    def on_resize(self) -> None:
        """What is due within a week has the room that is left."""
        if self._is_read and self.scrollable_content_region.height != self._drawn_height:
            self._draw()

    def _line(self, row: CommitmentRow, room: int) -> Line:
        from partner_tui.records.sides import SideKind
        from partner_tui.screens.promise_lines import promise_line

        other = row.made_by if row.made_by.kind is not SideKind.US else row.made_to
        text = promise_line(row, self._today, room)
        return Line(text, person_id=other.id if other.kind is SideKind.PERSON else None, commitment_id=row.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every line is of a promise, and opens what it is from; without lines, there is nothing to do."""
        if action in ("select", "kept", "broken", "withdrawn", "edit"):
            return self.current is not None
        return super().check_action(action, parameters)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if isinstance(self.screen, DeskScreen):
            open_source(self.screen, self._rows[event.option_index])

    def action_kept(self) -> None:
        """Say that the promise of the line was kept."""
        self._settle("kept")

    def action_broken(self) -> None:
        """Say that it was broken, and why."""
        self._settle("broken")

    def action_withdrawn(self) -> None:
        """Say that it was withdrawn, and why."""
        self._settle("withdrawn")

    def action_edit(self) -> None:
        """Change the promise of the line."""
        screen, line = self.screen, self.current
        if isinstance(screen, DeskScreen) and line is not None and line.commitment_id is not None:
            from partner_tui.screens import promise_editing  # Today stands before its form is needed

            commitment_id = line.commitment_id
            screen.attempt(lambda: promise_editing.edit_promise(screen, commitment_id))

    def _settle(self, status: str) -> None:
        screen, line = self.screen, self.current
        if isinstance(screen, DeskScreen) and line is not None and line.commitment_id is not None:
            from partner_tui.records.commitments import CommitmentStatus  # as above
            from partner_tui.screens import promise_editing

            commitment_id = line.commitment_id
            screen.attempt(lambda: promise_editing.settle(screen, [commitment_id], CommitmentStatus(status)))


def open_source(screen: DeskScreen, row: CommitmentRow) -> None:
    """Open the meeting that a promise is from, else the person it is between us and, else the promise itself."""
    from partner_tui.records.sides import SideKind

    people = [one.id for one in (row.made_to, row.made_by) if one.kind is SideKind.PERSON]
    if row.meeting_id is not None:
        screen.app.open_meeting(row.meeting_id)
    elif people and people[0] is not None:
        screen.app.open_person(people[0])
    else:
        from partner_tui.screens.promises import open_promise  # Today stands before that screen is needed

        open_promise(screen.app, row.id)
