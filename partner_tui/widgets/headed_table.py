"""A table of records with headings between the rows, over which the cursor goes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from textual import events
from textual.strip import Strip

from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Look, note_strip
from partner_tui.widgets.row_window import Fetch

RowT = TypeVar("RowT")


class Heading(NamedTuple):
    """A heading, and the place, counted from 0, of the record that it stands before."""

    first: int
    text: str


class HeadedTable(RecordTable[RowT]):
    """Records under headings; a heading is never highlighted, marked or opened.

    In the snapshot a heading is an id below 0: -1 is the first one. No two headings stand behind each other.
    """

    _headings: Sequence[Heading] = ()

    def show_headed(self, ids: array[int], headings: Sequence[Heading], fetch: Fetch[RowT]) -> None:
        """Show records under headings, in this order; see `show`. The first heading stands before the first record."""
        self._headings = headings
        lines = array("q")
        ends = [one.first for one in headings[1:]]
        for number, heading in enumerate(headings):
            lines.append(-1 - number)
            lines.extend(ids[heading.first : (*ends, len(ids))[number]])

        def rows(wanted: Sequence[int]) -> Mapping[int, RowT]:
            return fetch([one for one in wanted if one > 0])

        self.show(lines if headings else ids, rows)
        self._move_to(self._cursor)

    @property
    def headings(self) -> int:
        """How many of the lines that `count` counts are headings."""
        return len(self._headings)

    @property
    def highlighted(self) -> int | None:
        """The id of the highlighted record; None in an empty list."""
        found = super().highlighted
        return None if found is None or found < 0 else found

    def set_marks(self, record_ids: Iterable[int]) -> None:
        """Mark these records and no others; headings are left out."""
        super().set_marks(one for one in record_ids if one > 0)

    def on_click(self, event: events.Click) -> None:
        """A heading is not clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and self._heading_at(offset.y) is not None:
            event.stop()
            event.prevent_default()

    def _heading_at(self, y: int) -> Heading | None:
        """Return the heading on the line `y` of what is in sight; None for anything else."""
        index = self.scroll_offset.y + y - self._header_lines
        if y < self._header_lines or index >= len(self._window) or self._window.ids[index] > 0:
            return None
        return self._headings[-self._window.ids[index] - 1]

    def render_line(self, y: int) -> Strip:
        """The line `y` of what is in sight; a heading goes over all columns."""
        heading = self._heading_at(y)
        if heading is None:
            return super().render_line(y)
        style = self.get_component_rich_style("record-table--header")
        look = Look(self.rich_style, {"dim": self.rich_style + style}, cursor=False, marked=False)
        return note_strip(heading.text, self._line_width, look)

    def _move_to(self, index: int) -> None:
        last = len(self._window) - 1
        index = min(max(0, index), last)
        if index >= 0 and self._window.ids[index] < 0:
            index += 1 if index >= self._cursor or index == 0 else -1
        super()._move_to(index)
        if index == 1:
            self.scroll_to(y=0, animate=False)  # what stands over the first record comes in sight with it
