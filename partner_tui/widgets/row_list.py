"""A list of rows of any length: it reads and draws those in sight, and never loses the highlighted one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from partner_tui.errors import PartnerError
from partner_tui.widgets.row_painter import RowPainter
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.row_window import Fetch, RowWindow
from partner_tui.widgets.table_columns import Column

RowT = TypeVar("RowT")


class RowList(ScrollView, Generic[RowT], can_focus=True, inherit_bindings=False):
    """What `RecordTable` stands on: the snapshot, the highlight, and the drawing of lines.

    No key costs more in a long list than in a short one; only `show` and `highlight` may read all ids once.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", id="table.down", show=False),
        Binding("up,k", "move(-1)", "Up", id="table.up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="table.page_down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="table.page_up", show=False),
        Binding("home,g", "first", "First", id="table.first", show=False),
        Binding("end,G", "last", "Last", id="table.last", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Callable[[RowT], Sequence[Cell | str]],
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._painter = RowPainter(columns, cells, self.get_component_rich_style)
        self._window: RowWindow[RowT] = RowWindow((), lambda _ids: {})
        self._cursor = 0
        self._before_empty: tuple[RowWindow[RowT], int] | None = None
        self._marks: set[int] = set()
        self._sort: tuple[str, bool] | None = None
        self._failure: PartnerError | None = None

    def show(self, ids: Sequence[int], fetch: Fetch[RowT], *, highlight: int | None = None) -> None:
        """Show the records `ids`, in this order, reading rows with `fetch` as they come in sight.

        `ids` is a snapshot that the table keeps (best an `array('q')`). The highlighted record stays highlighted, on
        the same line where possible, also when the list was empty in between; if it is gone its nearest
        neighbour is highlighted. `highlight` asks for another one.
        """
        was, on_line = self.highlighted, self._cursor - self.scroll_offset.y
        before, index = self._before_empty or (self._window, self._cursor)
        self._window = RowWindow(ids, fetch)
        self._before_empty = None if len(ids) else (before, index)
        self._cursor = self._window.nearest(before, index)
        if highlight is not None:
            wanted = self._window.index_of(highlight, self._cursor)
            self._cursor = self._cursor if wanted is None else wanted
        self._forget_drawn()
        self._resize_list()
        self._scroll_list(self._cursor - on_line)
        self._reveal()
        if self.highlighted != was:
            self._highlight_changed()

    def reload(self) -> None:
        """Read the rows in sight anew; the list and its order stay as they are."""
        self._window.forget()
        self._forget_drawn()

    def highlight(self, record_id: int) -> bool:
        """Highlight this record; False, and nothing moves, when it is not in the list."""
        index = self._window.index_of(record_id, self._cursor)
        if index is not None:
            self._move_to(index)
        return index is not None

    @property
    def highlighted(self) -> int | None:
        """The id of the highlighted record; None in an empty list."""
        return self._window.ids[self._cursor] if len(self._window) else None

    @property
    def count(self) -> int:
        """How many records the list has."""
        return len(self._window)

    def action_move(self, rows: int) -> None:
        """So many rows down, or up when negative."""
        self._move_to(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """So many screenfuls down, or up when negative."""
        self._move_to(self._cursor + pages * self._rows_in_sight)

    def action_first(self) -> None:
        """To the first row."""
        self._move_to(0)

    def action_last(self) -> None:
        """To the last row."""
        self._move_to(len(self._window) - 1)

    def render_line(self, y: int) -> Strip:
        """The line `y` of what is in sight: the header, a row, or nothing."""
        width = self._line_width
        if y < self._header_lines:
            return self._painter.header(self._sort, width)
        index = self.scroll_offset.y + y - self._header_lines
        if index >= len(self._window):
            return Strip.blank(width, self.rich_style)
        cursor, marked, focus = index == self._cursor, self._window.ids[index] in self._marks, self.has_focus
        strip = self._painter.kept(index, cursor, marked, focus, width)
        if strip is None:
            row = self._window.row(index)
            if isinstance(row, PartnerError):
                self._tell(row)
            strip = self._painter.draw(
                row, index, cursor=cursor, marked=marked, focus=focus, base=self.rich_style, width=width
            )
        return strip

    def notify_style_update(self) -> None:
        """Another theme or style sheet: everything is drawn anew."""
        super().notify_style_update()
        self._painter.forget_styles()

    def on_resize(self) -> None:
        self._resize_list()
        self._reveal()

    @property
    def _line_width(self) -> int:
        return self.scrollable_content_region.width  # `size` would count the cells under the scroll bar

    @property
    def _header_lines(self) -> int:
        # A single line is better spent on the highlighted row.
        return 1 if self.size.height > 1 else 0

    @property
    def _rows_in_sight(self) -> int:
        return max(1, self.size.height - self._header_lines)

    def _highlight_changed(self) -> None:
        """Another record is highlighted, or none."""

    def _read_failed(self, error: PartnerError) -> None:
        """Rows in sight could not be read."""

    def _tell(self, error: PartnerError) -> None:
        if error is not self._failure:
            self._failure = error
            self._read_failed(error)

    def _forget_drawn(self) -> None:
        self._painter.forget_rows()
        self._failure = None
        self.refresh()

    def _resize_list(self) -> None:
        self.virtual_size = Size(self._line_width, len(self._window) + self._header_lines)

    def _scroll_list(self, top: int) -> None:
        # Before the first layout there is nothing to scroll; `on_resize` comes back to it. Forced, because Textual
        # does not scroll before the bar is laid out.
        if self.is_mounted and self.size:
            self.scroll_to(y=top, animate=False, force=True)

    def _reveal(self) -> None:
        top = self.scroll_offset.y
        target = min(max(top, self._cursor - self._rows_in_sight + 1), self._cursor)
        if target != top:
            self._scroll_list(target)

    def _move_to(self, index: int) -> None:
        index = min(max(0, index), len(self._window) - 1)
        if index < 0:
            return
        if index != self._cursor:
            before, self._cursor = self._cursor, index
            self._refresh_row(before)
            self._refresh_row(index)
            self._highlight_changed()
        self._reveal()

    def _refresh_row(self, index: int) -> None:
        if 0 <= index - self.scroll_offset.y < self._rows_in_sight:
            self.refresh_line(index + self._header_lines)
