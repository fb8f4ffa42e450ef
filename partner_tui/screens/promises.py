"""Promises: all that was promised, by us and to us, what became of it, and how many were kept in time."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.insight import promise_words
from partner_tui.records import commitments, history, meetings
from partner_tui.records.commitments import (
    Commitment,
    CommitmentFilter,
    CommitmentRow,
    CommitmentStatus,
    Direction,
)
from partner_tui.screens import editing, promise_editing, promise_stories
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.kept_strip import KeptStrip
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.promise_lines import sign_of
from partner_tui.screens.promises_panel import open_source
from partner_tui.screens.report_list import ReportList
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

OPEN = CommitmentFilter(status=CommitmentStatus.OPEN, kinds=commitments.PROMISES)
"""What the list opens on."""

_KINDS = {
    commitments.PROMISES: "promises",
    commitments.ASKS_AND_OFFERS: "asks and offers",
    (): "asked, offered, promised",
}
"""Which kinds there are in the list -> what is said of it."""


class PromisesScreen(ReportList):
    """All promises; opens on the open ones, the next due first."""

    WHERE = "promises"
    NEXT = "goals"
    PURPOSE = "What was promised, by us and to us, so that nobody forgets it."
    HINTS = (
        KeyHint("n", "keeps the first one", "screen.new"),
        KeyHint("+ ana > intro to Delgado fri", "keeps it with the talk that it is from"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("promises")]
    NEEDS_A_ROW = frozenset(
        {"open", "edit", "kept", "broken", "withdrawn", "reopen", "source", "archive", "other_side"}
    )

    def __init__(self) -> None:
        self.wanted = OPEN
        super().__init__()

    def on_mount(self) -> None:
        """Put the rates under the list."""
        self.query_one("#list").mount(KeptStrip())

    def default_sort(self) -> tuple[str, bool]:
        return "due_on", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("status", "", width=2),
            Column("text", "Promise", weight=3, minimum=16),
            Column("between", "Whose", weight=2, minimum=16, sortable=False),
            Column("due_on", "Due", width=10),
            Column("settled_on", "Settled", width=14, priority=3),
            Column("made_on", "Made", width=10, priority=4),
        ]

    def cells(self, row: CommitmentRow) -> Sequence[Cell | str]:
        today = self.desk.today
        sign, tone = sign_of(row, today)
        is_open = row.status is CommitmentStatus.OPEN
        due = promise_words.due(row, today) if is_open else say_day(row.due_on, today) if row.due_on else ""
        return [
            Cell("", tone, sign),
            promise_words.told(row),
            promise_words.between(row),
            Cell(due or "–", tone, "!") if tone == "bad" else due or "–",
            promise_words.settled(row, today),
            say_day(row.made_on, today),
        ]

    def asked(self) -> CommitmentFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return commitments.listing(self.asked())

    def rows(self, ids: Sequence[int]) -> Mapping[int, CommitmentRow]:
        return commitments.rows(ids)

    def total(self) -> int:
        return commitments.count()

    def story(self, record_id: int) -> Content:
        changes = history.of_record(Commitment, record_id, who=self.desk.who)
        row = commitments.get(record_id)
        return promise_stories.of_promise(row, meeting_title(row.meeting_id), self.desk.now(), changes)

    def narrowings(self) -> Sequence[Narrowing]:
        status, direction, archived = self.wanted.status, self.wanted.direction, self.wanted.archived
        kinds = self.wanted.kinds
        return [
            Narrowing(f"▾ {_KINDS[kinds]}", "o", "screen.kinds", kinds != OPEN.kinds),
            Narrowing(f"▾ {status.value if status else 'open and settled'}", "t", "screen.status", bool(status)),
            Narrowing(f"▾ {direction.value if direction else 'ours and theirs'}", "f", "screen.whose", bool(direction)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
        ]

    def is_narrowed(self) -> bool:
        return self.wanted != OPEN

    def widen(self) -> None:
        self.wanted = OPEN

    def reload(self) -> None:
        """Read the list, and count what was kept."""
        super().reload()
        self.query_one(KeptStrip).count(self.desk.today)

    def action_status(self) -> None:
        """Show the promises of the next status, then all."""
        states = [*CommitmentStatus, None]
        self.wanted = replace(self.wanted, status=states[(states.index(self.wanted.status) + 1) % len(states)])
        self.refresh_records()

    def action_whose(self) -> None:
        """Show ours, theirs, or both."""
        order = [None, *Direction]
        self.wanted = replace(self.wanted, direction=order[(order.index(self.wanted.direction) + 1) % len(order)])
        self.refresh_records()

    def action_kinds(self) -> None:
        """Show what is asked and offered, everything, or the promises alone."""
        order = list(_KINDS)
        self.wanted = replace(self.wanted, kinds=order[(order.index(self.wanted.kinds) + 1) % len(order)])
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the promises that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    def action_new(self) -> None:
        """Keep a promise."""
        self.attempt(lambda: promise_editing.new_promise(self))

    def action_edit(self) -> None:
        """Change the highlighted promise."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: promise_editing.edit_promise(self, highlighted))

    def action_kept(self) -> None:
        """Say that the chosen promises were kept."""
        self._settle(CommitmentStatus.KEPT)

    def action_broken(self) -> None:
        """Say that they were broken, and why."""
        self._settle(CommitmentStatus.BROKEN)

    def action_withdrawn(self) -> None:
        """Say that they were withdrawn, and why."""
        self._settle(CommitmentStatus.WITHDRAWN)

    def action_reopen(self) -> None:
        """Say that they are open again."""
        self._settle(CommitmentStatus.OPEN)

    def _settle(self, status: CommitmentStatus) -> None:
        self.attempt(lambda: promise_editing.settle(self, self.chosen(), status, lambda: self.table.set_marks(())))

    def action_source(self) -> None:
        """Open the meeting or the person that the highlighted promise is from."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: open_source(self, commitments.get(highlighted)))

    def action_archive(self) -> None:
        """Put the chosen promises away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [commitments.get(one) for one in self.chosen()]
        if editing.put_away(self, Commitment, chosen, editing.named([one.text for one in chosen], "promises")):
            self.table.set_marks(())

    def show_promise(self, commitment_id: int, back_to: str = "today") -> None:
        """Show one promise, whatever the list was narrowed to; Esc goes back to where it was opened."""

        def widen() -> None:
            self.wanted = CommitmentFilter(archived=commitments.get(commitment_id).archived)

        self.attempt(lambda: self.show_record(commitment_id, back_to=back_to, widen=widen))


def open_promise(app: DeskApp, commitment_id: int) -> None:
    """Show a promise in the list of all; Esc there goes back."""
    back_to = app.current_mode

    def show() -> None:
        if isinstance(app.screen, PromisesScreen):
            app.screen.show_promise(commitment_id, back_to)

    app.switch_mode("promises")
    app.call_after_refresh(show)


def meeting_title(meeting_id: int | None) -> str:
    """Return what a meeting is called; "" for none."""
    return "" if meeting_id is None else meetings.get(meeting_id).title
