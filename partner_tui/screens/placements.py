"""Placements: which student is at which partner, and how many hours they worked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.insight.opening_words import say_hours
from partner_tui.records import history, placements
from partner_tui.records.placement_rows import PlacementRow, PlacementState, PlacementStatus
from partner_tui.records.placements import Placement, PlacementFilter
from partner_tui.screens import placement_editing, placement_lines, placement_stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.placement_lines import STATES
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

ALL = PlacementFilter(states=frozenset())
"""What the list opens on."""

_VIEWS: Mapping[str, frozenset[PlacementState]] = {
    "in every state": frozenset(),
    "running": frozenset({PlacementState.OVER, PlacementState.ACTIVE}),
    "past their end": frozenset({PlacementState.OVER}),
    "upcoming": frozenset({PlacementState.UPCOMING}),
    "ended": frozenset({PlacementState.COMPLETED, PlacementState.ENDED_EARLY}),
}
"""How a list of states is called, in the order in which one goes through them."""


class PlacementsScreen(Browser):
    """All placements: what is past its end first, then what runs, what is to come, and what ended."""

    WHERE = "placements"
    TITLE_OF_LIST = "Partners"
    PURPOSE = "Which students are at which partners, from when until when, and what they worked."
    HINTS = (KeyHint("4", "the partners; from there w goes on to the openings, where p places", "app.go('partners')"),)
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("placements")]
    NEEDS_A_ROW = frozenset(
        {"open", "edit", "completed", "ended", "reopen", "hours", "partner", "student", "archive", "other_side"}
    )

    app = getters.app(TimelineApp)

    def __init__(self) -> None:
        self.wanted = ALL
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "state", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("state", "State", width=11),
            Column("student", "Student", weight=3, minimum=14),
            Column("opening", "Opening", weight=2, minimum=9),
            Column("organization", "Partner", weight=2, minimum=10, priority=1),
            Column("hours", "Hours", width=19, sortable=False),
            Column("week", "Week", width=6, priority=2, sortable=False),
            Column("ends_on", "Until", width=11, priority=3),
        ]

    def cells(self, row: PlacementRow) -> Sequence[Cell | str]:
        today = self.desk.today
        sign, tone, word = STATES[row.state(today)]
        last = row.settled_on or row.ends_on
        week = f"{say_hours(row.week_minutes)} h" if row.week_minutes else "–"
        return [
            Cell(word, tone, sign),
            row.student,
            row.opening,
            row.organization,
            placement_lines.hours_cell(row),
            week,
            say_day(last, today) if last else "–",
        ]

    def asked(self) -> PlacementFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return placements.listing(self.asked(), self.desk.today)

    def rows(self, ids: Sequence[int]) -> Mapping[int, PlacementRow]:
        return placements.rows(ids, self.desk.today)

    def total(self) -> int:
        return placements.count()

    def story(self, record_id: int) -> Content:
        desk = self.desk
        row = placements.get(record_id, desk.today)
        changes = history.of_record(Placement, record_id, who=desk.who)
        return placement_stories.of_placement(row, desk.calendar, changes, desk.now())

    def narrowings(self) -> Sequence[Narrowing]:
        archived = self.wanted.archived
        return [
            Narrowing(f"▾ {self._view}", "t", "screen.state", bool(self.wanted.states)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
        ]

    @property
    def _view(self) -> str:
        return next(name for name, states in _VIEWS.items() if states == frozenset(self.wanted.states))

    def is_narrowed(self) -> bool:
        return self.wanted != ALL

    def widen(self) -> None:
        self.wanted = ALL

    # What narrows the list

    def action_state(self) -> None:
        """Show the placements that stand otherwise, then all."""
        names = list(_VIEWS)
        states = _VIEWS[names[(names.index(self._view) + 1) % len(names)]]
        self.wanted = replace(self.wanted, states=states)
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the placements that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    # What is done with them

    def _with(self, do: Callable[[PlacementRow], object]) -> None:
        """Do something with the highlighted placement; what goes wrong is said."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: do(placements.get(highlighted, self.desk.today)))

    def action_edit(self) -> None:
        """Change the highlighted placement."""
        self._with(lambda row: placement_editing.edit_placement(self, row.id))

    def action_completed(self) -> None:
        """Say that the chosen placements were completed."""
        self._settle(PlacementStatus.COMPLETED)

    def action_ended(self) -> None:
        """Say that the chosen placements ended early, and why."""
        self._settle(PlacementStatus.ENDED_EARLY)

    def action_reopen(self) -> None:
        """Say that the chosen placements go on."""
        self._settle(PlacementStatus.OPEN)

    def _settle(self, status: PlacementStatus) -> None:
        chosen = self.chosen()
        self.attempt(lambda: placement_editing.settle(self, chosen, status, lambda: self.table.set_marks(())))

    def action_hours(self) -> None:
        """Show the hours of the chosen placements."""
        self.attempt(lambda: placement_editing.show_hours(self, self.chosen()))

    def action_partner(self) -> None:
        """Show the partner of the highlighted placement."""
        self._with(lambda row: self.app.open_organization(row.organization_id))

    def action_student(self) -> None:
        """Show the story of the student."""
        self._with(lambda row: self.app.open_person(row.student_id))

    def action_archive(self) -> None:
        """Put the chosen placements away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        if placement_editing.put_away(self, self.chosen()):
            self.table.set_marks(())

    def action_next_view(self) -> None:
        """Go on to the partners."""
        self.app.switch_mode("partners")

    def action_back(self) -> None:
        """Leave the story, widen the list to everything, or else go back to the partners."""
        if self._in_story or self.filter_bar.text or self.is_narrowed():
            super().action_back()
        else:
            self.app.switch_mode("partners")

    def show_placement(self, placement_id: int, back_to: str = "") -> None:
        """Show one placement, whatever the list was narrowed to; Esc goes back to where it was opened."""

        def widen() -> None:
            self.wanted = replace(ALL, archived=placements.get(placement_id, self.desk.today).archived)

        self.attempt(lambda: self.show_record(placement_id, back_to=back_to, widen=widen))


def open_placement(app: DeskApp, placement_id: int) -> None:
    """Show a placement in the list of all; Esc there goes back."""
    back_to = app.current_mode

    def show() -> None:
        if isinstance(app.screen, PlacementsScreen):
            app.screen.show_placement(placement_id, back_to)

    app.switch_mode("placements")
    app.call_after_refresh(show)
