"""An app with one table, which keeps everything that the table said."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.pilot import Pilot

from partner_tui.errors import DatabaseError
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import ControlCharacterFilter

COLUMNS = (
    Column("name", "Name", minimum=12),
    Column("team", "Department", 12, priority=1),
    Column("last", "Last met", 10, priority=2, align="right"),
    Column("why", "Why", 6, priority=3, sortable=False),
)


class Roster:
    """Names by id; keeps how many rows were asked for."""

    def __init__(self, names: Mapping[int, str] | None = None) -> None:
        self.names = names
        self.fetched = 0
        self.broken = False

    def __call__(self, ids: Sequence[int]) -> dict[int, str]:
        self.fetched += len(ids)
        if self.broken:
            raise DatabaseError("Someone else is saving.", "Try again.")
        if self.names is None:
            return {record_id: f"Person {record_id}" for record_id in ids}
        return {record_id: self.names[record_id] for record_id in ids if record_id in self.names}


def cells(name: str) -> list[Cell | str]:
    return [name, "Science", Cell("never", "dim"), Cell("new", "accent")]


class Table(App[None]):
    """A table, and everything that it said."""

    CSS = "RecordTable { border: round $primary; padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]
    door = ControlCharacterFilter()

    def __init__(self, ids: Sequence[int] = (), roster: Roster | None = None) -> None:
        super().__init__()
        self.ids = array("q", ids)
        self.roster = roster or Roster()
        self.table = RecordTable[str](COLUMNS, cells)
        self.said: list[tuple[object, ...]] = []

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), self.door]

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.begin()
        self.table.focus()

    def begin(self) -> None:
        self.table.show(self.ids, self.roster)

    def action_leave(self) -> None:
        self.said.append(("back",))

    def on_record_table_highlighted(self, event: RecordTable.Highlighted) -> None:
        self.said.append(("highlighted", event.record_id))

    def on_record_table_selected(self, event: RecordTable.Selected) -> None:
        self.said.append(("selected", event.record_id))

    def on_record_table_sort_requested(self, event: RecordTable.SortRequested) -> None:
        self.said.append(("sort", event.key, event.descending))
        event.table.sorted_by(event.key, event.descending)

    def on_record_table_marks_changed(self, event: RecordTable.MarksChanged) -> None:
        self.said.append(("marks", *sorted(event.marks)))

    def on_record_table_read_failed(self, event: RecordTable.ReadFailed) -> None:
        self.said.append(("failed", event.error.message))

    def heard(self, kind: str) -> list[tuple[object, ...]]:
        return [said[1:] for said in self.said if said[0] == kind]


def lines_of(app: Table) -> list[str]:
    """The lines inside the border, as they are sent to the terminal."""
    return [strip.text[2:-2] for strip in app.screen._compositor.render_strips()[1:-1]]


def cursor_line(app: Table) -> str:
    """The one line with the cursor's sign."""
    with_cursor = [text for text in lines_of(app) if text.startswith("▌")]
    assert len(with_cursor) == 1
    return with_cursor[0]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
