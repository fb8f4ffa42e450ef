"""Draws the rows of a table, each once for as long as it looks the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from partner_tui.errors import PartnerError
from partner_tui.widgets.row_strip import Cell, Look, Tone, header_strip, note_strip, row_strip
from partner_tui.widgets.table_columns import Column, PlacedColumn, place

RowT = TypeVar("RowT")

TONES: tuple[Tone, ...] = ("dim", "strong", "good", "warn", "bad", "accent")

COMPONENT_CLASSES = frozenset(f"record-table--{part}" for part in ("header", "cursor", "marked", "odd", *TONES))

TABLE_CSS = """
RecordTable {
    height: 1fr;
    background: transparent;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    & > .record-table--header { color: $text-muted; text-style: bold; }
    & > .record-table--odd { background: $foreground 4%; }
    & > .record-table--marked { color: $text-primary; text-style: bold; }
    & > .record-table--dim { color: $text-muted; }
    & > .record-table--strong { text-style: bold; }
    & > .record-table--good { color: $text-success; }
    & > .record-table--warn { color: $text-warning; }
    & > .record-table--bad { color: $text-error; }
    & > .record-table--accent { color: $text-accent; }
    & > .record-table--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
        text-style: $block-cursor-blurred-text-style;
    }
    &:focus > .record-table--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
}
"""

_STRIPS_KEPT = 512


class RowPainter(Generic[RowT]):
    """Columns, cells and styles of one table, and the strips that it drew last.

    `component` gives the style of a component class of the table.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Callable[[RowT], Sequence[Cell | str]],
        component: Callable[[str], Style],
    ) -> None:
        self._columns = tuple(columns)
        self._cells = cells
        self._component = component
        self._width = -1
        self._placed: tuple[PlacedColumn, ...] = ()
        self._strips: LRUCache[tuple[int, bool, bool, bool], Strip] = LRUCache(_STRIPS_KEPT)
        self._looks: dict[tuple[bool, bool, bool, bool], Look] = {}

    def placed(self, width: int) -> tuple[PlacedColumn, ...]:
        """The columns that fit on a line of `width` cells."""
        if width != self._width:
            self._width = width
            self._placed = place(self._columns, width)
            self._strips.clear()
        return self._placed

    def forget_rows(self) -> None:
        """The rows changed: draw each anew."""
        self._strips.clear()

    def forget_styles(self) -> None:
        """Theme or style sheet changed: draw everything anew."""
        self._looks.clear()
        self._strips.clear()

    def header(self, sort: tuple[str, bool] | None, width: int) -> Strip:
        """The line of the labels; `sort` is the key that the list is sorted by, and whether descending."""
        return header_strip(self.placed(width), sort, width, self._component("record-table--header"))

    def kept(self, index: int, cursor: bool, marked: bool, focus: bool, width: int) -> Strip | None:
        """The strip of the row at `index` in this state, if it was drawn before."""
        self.placed(width)
        return self._strips.get((index, cursor, marked, focus))

    def draw(
        self,
        row: RowT | PartnerError | None,
        index: int,
        *,
        cursor: bool,
        marked: bool,
        focus: bool,
        base: Style,
        width: int,
    ) -> Strip:
        """Draw the row at `index`: its cells, or why there are none. `base` is the style of the table."""
        placed = self.placed(width)
        look = self._look(cursor, marked, focus, index % 2 == 1, base)
        if row is None:
            strip = note_strip("(gone)", width, look)
        elif isinstance(row, PartnerError):
            strip = note_strip(f"(could not be read: {row.message})", width, look)
        else:
            strip = row_strip(self._cells(row), placed, width, look)
        self._strips[index, cursor, marked, focus] = strip
        return strip

    def _look(self, cursor: bool, marked: bool, focus: bool, odd: bool, base: Style) -> Look:
        key = (cursor, marked, cursor and focus, odd)
        look = self._looks.get(key)
        if look is None:
            if odd:
                base += self._component("record-table--odd")
            if marked:
                base += self._component("record-table--marked") + Style(bgcolor=base.bgcolor)
            if cursor:
                base += self._component("record-table--cursor")
            # On the bar of the focused cursor only its own colour is sure to be legible; the symbols stay.
            tones = {} if cursor and focus else self._tones(base)
            look = self._looks[key] = Look(base, tones, cursor, marked)
        return look

    def _tones(self, base: Style) -> dict[Tone, Style]:
        ground = Style(bgcolor=base.bgcolor)
        return {tone: self._component(f"record-table--{tone}") + ground for tone in TONES}
