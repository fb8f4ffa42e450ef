"""Openings: the places that partners offer to students, and how ready each is for them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.insight.readiness import Readiness, readiness
from partner_tui.records import history, openings, placements, readiness_rows
from partner_tui.records.opening_rows import OpeningKind, OpeningRow
from partner_tui.records.openings import Opening, OpeningFilter
from partner_tui.screens import filling, opening_editing, opening_stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

OPEN = OpeningFilter(current=True)
"""What the list opens on."""

_VIEWS: Mapping[str, tuple[bool | None, bool]] = {
    "not past": (True, False),
    "with places left": (True, True),
    "past": (False, False),
    "past or not": (None, False),
}
"""How a list is called -> what it has: `current`, `with_places`."""


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An opening in the list, and how ready it is."""

    row: OpeningRow
    ready: Readiness | None


class OpeningsScreen(Browser):
    """All openings by partner; what is past is left out at first."""

    WHERE = "openings"
    TITLE_OF_LIST = "Partners"
    PURPOSE = "The places that partners offer to students: jobs, internships, shadowing, mentoring, projects, speakers."
    HINTS = (
        KeyHint("n", "adds the first one", "screen.new"),
        KeyHint("4", "the partners; O there adds one at the highlighted partner", "app.go('partners')"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("openings")]
    NEEDS_A_ROW = frozenset({"open", "edit", "place", "hours", "partner", "archive", "other_side"})

    app = getters.app(TimelineApp)

    def __init__(self) -> None:
        self.wanted = OPEN
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "organization", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("ready", "", width=2, sortable=False),
            Column("title", "Opening", weight=3, minimum=15),
            Column("organization", "Partner", weight=3, minimum=14),
            Column("kind", "Kind", width=10, priority=1),
            Column("left", "Left", width=8),
            Column("ends_on", "Until", width=11, priority=2),
            Column("starts_on", "From", width=11, priority=3),
        ]

    def cells(self, row: OpeningLine) -> Sequence[Cell | str]:
        today, known = self.desk.today, row.row
        sign, tone, *_ = opening_stories.standing(known, row.ready, today)
        ends = say_day(known.ends_on, today) if known.ends_on else "–"
        starts = say_day(known.starts_on, today)
        left = opening_stories.places(known)
        return [
            Cell("", tone, sign),
            known.title,
            known.organization,
            known.kind.value,
            Cell(left, "" if known.left else "dim"),
            ends,
            starts,
        ]

    def asked(self) -> OpeningFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return openings.listing(self.asked(), self.desk.today)

    def rows(self, ids: Sequence[int]) -> Mapping[int, OpeningLine]:
        today = self.desk.today
        facts = readiness_rows.of_openings(ids, today)
        return {one: OpeningLine(known.opening, readiness(known, today)) for one, known in facts.items()}

    def total(self) -> int:
        return openings.count()

    def story(self, record_id: int) -> Content:
        today = self.desk.today
        row = openings.get(record_id, today)
        facts = readiness_rows.of_opening(record_id, today)
        ready = None if facts is None else readiness(facts, today)
        placed = placements.of_opening(record_id, today)
        changes = history.of_record(Opening, record_id, who=self.desk.who)
        return opening_stories.of_opening(row, ready, placed, changes, self.desk.now())

    def narrowings(self) -> Sequence[Narrowing]:
        kind, archived = self.wanted.kind, self.wanted.archived
        return [
            Narrowing(f"▾ {self._view}", "t", "screen.state", self._view != next(iter(_VIEWS))),
            Narrowing(f"▾ {kind.value if kind else 'of every kind'}", "f", "screen.kind", bool(kind)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
        ]

    @property
    def _view(self) -> str:
        now = (self.wanted.current, self.wanted.with_places)
        return next(name for name, view in _VIEWS.items() if view == now)

    def is_narrowed(self) -> bool:
        return self.wanted != OPEN

    def widen(self) -> None:
        self.wanted = OPEN

    # What narrows the list

    def action_state(self) -> None:
        """Show what is not past, then what has places left, then what is past, then all."""
        names = list(_VIEWS)
        current, with_places = _VIEWS[names[(names.index(self._view) + 1) % len(names)]]
        self.wanted = replace(self.wanted, current=current, with_places=with_places)
        self.refresh_records()

    def action_kind(self) -> None:
        """Show the openings of the next kind, then all."""
        order = [None, *OpeningKind]
        self.wanted = replace(self.wanted, kind=order[(order.index(self.wanted.kind) + 1) % len(order)])
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the openings that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    # What is done with them

    def _with(self, do: Callable[[int], object]) -> None:
        """Do something with the highlighted opening; what goes wrong is said."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: do(highlighted))

    def action_new(self) -> None:
        """Add an opening."""
        self.attempt(lambda: opening_editing.new_opening(self, done=self.show_opening))

    def action_edit(self) -> None:
        """Change the highlighted opening."""
        self._with(lambda one: opening_editing.edit_opening(self, one))

    def action_place(self) -> None:
        """Show who could come to the highlighted opening, and place whom somebody chooses."""
        self._with(lambda one: filling.fill(self, one))

    def action_hours(self) -> None:
        """Show the hours of the students in the chosen openings."""
        self.attempt(lambda: opening_editing.show_hours(self, self.chosen()))

    def action_partner(self) -> None:
        """Show the partner of the highlighted opening."""
        self._with(lambda one: self.app.open_organization(openings.get(one, self.desk.today).organization_id))

    def action_archive(self) -> None:
        """Put the chosen openings away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        if opening_editing.put_away(self, self.chosen()):
            self.table.set_marks(())

    def action_next_view(self) -> None:
        """Go on to the placements."""
        self.app.switch_mode("placements")

    def action_back(self) -> None:
        """Leave the story, widen the list to what it opens on, or else go back to the partners."""
        if self._in_story or self.filter_bar.text or self.is_narrowed():
            super().action_back()
        else:
            self.app.switch_mode("partners")

    def show_opening(self, opening_id: int, back_to: str = "") -> None:
        """Show one opening, whatever the list was narrowed to; Esc goes back to where it was opened."""

        def widen() -> None:
            row = openings.get(opening_id, self.desk.today)
            self.wanted = OPEN if _is_open(row, self) else OpeningFilter(archived=row.archived)

        self.attempt(lambda: self.show_record(opening_id, back_to=back_to, widen=widen))


def _is_open(row: OpeningRow, screen: OpeningsScreen) -> bool:
    return not row.archived and (row.ends_on is None or row.ends_on >= screen.desk.today)


def open_opening(app: DeskApp, opening_id: int) -> None:
    """Show an opening in the list of all; Esc there goes back."""
    back_to = app.current_mode

    def show() -> None:
        if isinstance(app.screen, OpeningsScreen):
            app.screen.show_opening(opening_id, back_to)

    app.switch_mode("openings")
    app.call_after_refresh(show)
