"""Goals: what people want from the year, and when to look at it again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.records import goals, history
from partner_tui.records.goals import Goal, GoalFilter, GoalRow, GoalStatus
from partner_tui.screens import editing, goal_editing, promise_stories
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.promise_lines import sign_of_goal
from partner_tui.screens.promises import meeting_title
from partner_tui.screens.report_list import ReportList
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

OPEN = GoalFilter(status=GoalStatus.OPEN)
"""What the list opens on."""


class GoalsScreen(ReportList):
    """All goals; opens on the open ones, what waits longest to be looked at first."""

    WHERE = "goals"
    NEXT = "reports"
    PURPOSE = "What people want from the year, so that the next talk comes back to it."
    HINTS = (
        KeyHint("n", "keeps the first one", "screen.new"),
        KeyHint("+ ana wants to start robotics #goal", "keeps it with the talk that it was heard in"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("goals")]
    NEEDS_A_ROW = frozenset({"open", "edit", "reached", "let_go", "reopen", "source", "archive", "other_side"})

    def __init__(self) -> None:
        self.wanted = OPEN
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "look_again_on", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("status", "", width=2, sortable=False),
            Column("person", "Whose", weight=2, minimum=14, sortable=False),
            Column("text", "Goal", weight=3, minimum=18, sortable=False),
            Column("look_again_on", "Look again", width=12, sortable=False),
            Column("heard_on", "Heard", width=11, priority=3, sortable=False),
            Column("school_year", "Year", width=9, priority=4, sortable=False),
        ]

    def cells(self, row: GoalRow) -> Sequence[Cell | str]:
        today = self.desk.today
        sign, tone = sign_of_goal(row, today)
        if row.status is GoalStatus.OPEN:
            again = say_day(row.look_again_on, today) if row.look_again_on else "–"
        else:
            again = f"{'reached' if row.status is GoalStatus.REACHED else 'let go'}"
        heard = say_day(row.heard_on, today)
        return [Cell("", tone, sign), row.person, row.text, again, heard, row.school_year]

    def asked(self) -> GoalFilter:
        """The filter with what is typed."""
        return replace(self.wanted, text=self.filter_bar.text)

    def ids(self) -> array[int]:
        return goals.listing(self.asked())

    def rows(self, ids: Sequence[int]) -> Mapping[int, GoalRow]:
        return goals.rows(ids)

    def total(self) -> int:
        return goals.count()

    def story(self, record_id: int) -> Content:
        changes = history.of_record(Goal, record_id, who=self.desk.who)
        row = goals.get(record_id)
        return promise_stories.of_goal(row, meeting_title(row.meeting_id), self.desk.now(), changes)

    def narrowings(self) -> Sequence[Narrowing]:
        status, again, archived = self.wanted.status, self.wanted.look_again_until, self.wanted.archived
        said = status.value.replace("_", " ") if status else "open and ended"
        return [
            Narrowing(f"▾ {said}", "t", "screen.status", bool(status)),
            Narrowing(f"{'●' if again else '○'} to look at now", "v", "screen.to_look_at", bool(again)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
        ]

    def is_narrowed(self) -> bool:
        return self.wanted != OPEN

    def widen(self) -> None:
        self.wanted = OPEN

    def action_status(self) -> None:
        """Show the goals of the next status, then all."""
        states = [*GoalStatus, None]
        self.wanted = replace(self.wanted, status=states[(states.index(self.wanted.status) + 1) % len(states)])
        self.refresh_records()

    def action_to_look_at(self) -> None:
        """Show only the goals that were to be looked at by now, or all again."""
        until = None if self.wanted.look_again_until else self.desk.today
        self.wanted = replace(self.wanted, look_again_until=until)
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the goals that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    def action_new(self) -> None:
        """Keep a goal."""
        self.attempt(lambda: goal_editing.new_goal(self))

    def action_edit(self) -> None:
        """Change the highlighted goal."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: goal_editing.edit_goal(self, highlighted))

    def action_reached(self) -> None:
        """Say that the chosen goals were reached."""
        self._settle(GoalStatus.REACHED)

    def action_let_go(self) -> None:
        """Say that they were let go."""
        self._settle(GoalStatus.LET_GO)

    def action_reopen(self) -> None:
        """Say that they are open again."""
        self._settle(GoalStatus.OPEN)

    def _settle(self, status: GoalStatus) -> None:
        self.attempt(lambda: goal_editing.settle(self, self.chosen(), status, lambda: self.table.set_marks(())))

    def action_source(self) -> None:
        """Open the meeting in which the highlighted goal was heard, or else whose it is."""
        self.attempt(self._source)

    def _source(self) -> None:
        highlighted = self.table.highlighted
        if highlighted is None:
            return
        row = goals.get(highlighted)
        if row.meeting_id is not None:
            self.app.open_meeting(row.meeting_id)
        else:
            self.app.open_person(row.person_id)

    def action_archive(self) -> None:
        """Put the chosen goals away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [goals.get(one) for one in self.chosen()]
        if editing.put_away(self, Goal, chosen, editing.named([one.text for one in chosen], "goals")):
            self.table.set_marks(())

    def show_goal(self, goal_id: int, back_to: str = "today") -> None:
        """Show one goal, whatever the list was narrowed to; Esc goes back to where it was opened."""

        def widen() -> None:
            self.wanted = GoalFilter(archived=goals.get(goal_id).archived)

        self.attempt(lambda: self.show_record(goal_id, back_to=back_to, widen=widen))


def open_goal(app: DeskApp, goal_id: int) -> None:
    """Show a goal in the list of all; Esc there goes back."""
    back_to = app.current_mode

    def show() -> None:
        if isinstance(app.screen, GoalsScreen):
            app.screen.show_goal(goal_id, back_to)

    app.switch_mode("goals")
    app.call_after_refresh(show)
