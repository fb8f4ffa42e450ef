"""The table of records: a list of rows that can be marked, sorted and worked with the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeAlias, TypeVar

from textual import events
from textual.binding import Binding, BindingType

from partner_tui.errors import PartnerError
from partner_tui.widgets import table_messages
from partner_tui.widgets.row_list import RowList
from partner_tui.widgets.row_painter import COMPONENT_CLASSES, TABLE_CSS
from partner_tui.widgets.table_columns import GUTTER, column_at

RowT = TypeVar("RowT")

MARK_LIMIT = 10_000
"""The most rows that "mark all" marks: nobody looks through more before acting on them."""

_OF_A_ROW = frozenset({"select", "mark", "mark_on", "mark_all"})
"""What needs a row."""


class RecordTable(RowList[RowT]):
    """A table over a snapshot of ids, whose rows are read by the page and drawn by the line.

    Made with its `columns` and with `cells`, which makes the cells of a row, one for each column. The highlighted
    record and the marks are kept by id: a new snapshot, sort or filter never loses them.
    """

    BINDING_GROUP_TITLE = "List"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="table.open", tooltip="Open the highlighted record"),
        Binding("space", "mark", "Mark", id="table.mark", tooltip="Mark the row for one action on several"),
        Binding("shift+down", "mark_on(1)", "Mark and go down", id="table.mark_down", show=False),
        Binding("shift+up", "mark_on(-1)", "Mark and go up", id="table.mark_up", show=False),
        Binding("ctrl+a", "mark_all", "Mark all", id="table.mark_all", show=False),
        Binding("escape", "clear_marks", "Clear marks", id="table.clear_marks", show=False),
        Binding("s", "sort_next", "Sort by next column", id="table.sort", show=False),
        Binding("o", "sort_in_turn", "Sort by next column", id="table.sort_in_turn", show=False),
        Binding("S", "sort_reverse", "Reverse the sort", id="table.sort_reverse", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENT_CLASSES)
    DEFAULT_CSS = TABLE_CSS

    Highlighted: TypeAlias = table_messages.Highlighted
    Selected: TypeAlias = table_messages.Selected
    SortRequested: TypeAlias = table_messages.SortRequested
    MarksChanged: TypeAlias = table_messages.MarksChanged
    ReadFailed: TypeAlias = table_messages.ReadFailed

    can_mark = True
    """Whether rows can be marked: not in a list in which nothing is done with several."""

    s_is_taken = False
    """Whether `s` does something of its own on the screen; `o` sorts in its place then."""

    _opened_by_click = False

    def sorted_by(self, key: str | None, descending: bool = False) -> None:
        """Say in the header what the list is sorted by."""
        self._sort = None if key is None else (key, descending)
        self.refresh()

    def set_marks(self, record_ids: Iterable[int]) -> None:
        """Mark these records and no others."""
        marks = set(record_ids)
        if marks != self._marks:
            self._marks = marks
            self._marks_changed()

    @property
    def marks(self) -> frozenset[int]:
        """The ids of the marked records, shown or not."""
        return frozenset(self._marks)

    def action_select(self) -> None:
        """Open the highlighted record."""
        if self.highlighted is not None:
            self.post_message(self.Selected(self, self.highlighted))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Esc clears marks only where there are any; otherwise it is the screen's. An empty list offers no row."""
        if action in _OF_A_ROW:
            return bool(self.count) and (self.can_mark or action == "select")
        if action in ("sort_next", "sort_in_turn"):
            return self.s_is_taken == (action == "sort_in_turn")
        return action != "clear_marks" or bool(self._marks)

    def action_mark(self) -> None:
        """Mark the highlighted row, or take its mark away."""
        if self.highlighted is not None and self.can_mark:
            self._marks ^= {self.highlighted}
            self._marks_changed()

    def action_mark_on(self, rows: int) -> None:
        """Mark the highlighted row and go on, to mark several in a row."""
        if self.highlighted is not None:
            self.set_marks(self._marks | {self.highlighted})
            self._move_to(self._cursor + rows)

    def action_mark_all(self) -> None:
        """Mark every record of the list, unless there are more than anybody looks through."""
        if self.count > MARK_LIMIT:
            self.notify(
                f"{self.count:,} records are listed, and at most {MARK_LIMIT:,} can be marked at once."
                " Narrow the list first; no mark was changed.",
                severity="warning",
                markup=False,
            )
        else:
            self.set_marks(self._marks.union(self._window.ids))

    def action_clear_marks(self) -> None:
        """Take all marks away."""
        self.set_marks(())

    def _highlight_changed(self) -> None:
        self.post_message(self.Highlighted(self, self.highlighted))

    def _read_failed(self, error: PartnerError) -> None:
        self.post_message(self.ReadFailed(self, error))

    def _marks_changed(self) -> None:
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.MarksChanged(self, self.marks))

    def action_sort_next(self) -> None:
        """Sort by the next column in sight, upwards."""
        keys = [placed.column.key for placed in self._painter.placed(self._line_width) if placed.column.sortable]
        if keys:
            now = self._sort[0] if self._sort else None
            key = keys[(keys.index(now) + 1) % len(keys)] if now in keys else keys[0]
            self.post_message(self.SortRequested(self, key, descending=False))

    def action_sort_in_turn(self) -> None:
        """Sort by the next column in sight, where `s` does something else."""
        self.action_sort_next()

    def action_sort_reverse(self) -> None:
        """Turn the order around."""
        if self._sort is not None:
            self.post_message(self.SortRequested(self, self._sort[0], descending=not self._sort[1]))

    def on_click(self, event: events.Click) -> None:
        """Header: sort. Gutter, or with Ctrl: mark. Row: highlight; again: open."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        event.stop()
        if offset.y < self._header_lines:
            self._sort_at(offset.x)
            return
        index = self.scroll_offset.y + offset.y - self._header_lines
        if index >= len(self._window):
            return
        was_there = index == self._cursor
        self._move_to(index)
        if event.ctrl or offset.x < GUTTER:
            self.action_mark()
        else:
            self._click_row(was_there, event.chain)

    def _click_row(self, was_there: bool, chain: int) -> None:
        # The second click of a double click must not open again what the first one opened.
        opens = was_there and not (chain > 1 and self._opened_by_click)
        self._opened_by_click = opens or (chain > 1 and self._opened_by_click)
        if opens:
            self.action_select()

    def _sort_at(self, x: int) -> None:
        column = column_at(self._painter.placed(self._line_width), x)
        if column is not None and column.sortable:
            again = self._sort == (column.key, False)
            self.post_message(self.SortRequested(self, column.key, descending=again))
