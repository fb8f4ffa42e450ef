"""One line of a table as a strip of the screen: its header, or a row with its signs and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from partner_tui.widgets.table_columns import GUTTER, PlacedColumn
from partner_tui.widgets.text import fit

Tone = Literal["", "dim", "strong", "good", "warn", "bad", "accent"]
"""What a cell's colour says; `RecordTable` has a component class for each."""

TONE_SYMBOLS: Mapping[Tone, str] = {"good": "✓", "warn": "▲", "bad": "!", "accent": "●"}
"""The symbol beside a colour, where the cell brings none of its own."""

CURSOR = "▌"
MARK = "◆"
ASCENDING = "▲"
DESCENDING = "▼"


class Cell(NamedTuple):
    """What stands in one cell: literal text, what its colour says, and the symbol before the text."""

    text: str
    tone: Tone = ""
    symbol: str = ""

    @property
    def shown(self) -> str:
        """Symbol and text in one line."""
        symbol = self.symbol or TONE_SYMBOLS.get(self.tone, "")
        return f"{symbol} {self.text}" if symbol else self.text


@dataclass(frozen=True)
class Look:
    """How a row stands out: its style, the styles of its tones, and its two signs."""

    base: Style
    tones: Mapping[Tone, Style]
    cursor: bool
    marked: bool

    @property
    def signs(self) -> str:
        """The gutter: every colour has a symbol beside it."""
        return (CURSOR if self.cursor else " ") + (MARK if self.marked else " ")


def row_strip(cells: Sequence[Cell | str], placed: Sequence[PlacedColumn], width: int, look: Look) -> Strip:
    """A row of exactly `width` cells. `cells` are those of all columns, also of the ones not shown."""
    line = _Line(look.base)
    line.add(0, look.signs[:width], look.base)
    for column in placed:
        if column.number < len(cells):
            cell = cells[column.number]
            cell = cell if isinstance(cell, Cell) else Cell(cell)
            text = fit(cell.shown, column.width, column.column.align)
            line.add(column.x, text, look.tones.get(cell.tone, look.base), column.width)
    return line.strip(width)


def note_strip(note: str, width: int, look: Look) -> Strip:
    """A row that has no cells to show, only a sentence of why."""
    line = _Line(look.base)
    line.add(0, look.signs[:width], look.base)
    room = max(0, width - GUTTER)
    line.add(GUTTER, fit(note, room), look.tones.get("dim", look.base), room)
    return line.strip(width)


def header_strip(placed: Sequence[PlacedColumn], sort: tuple[str, bool] | None, width: int, style: Style) -> Strip:
    """The labels, with ▲ or ▼ beside the one that the list is sorted by; `sort` is its key and descending."""
    line = _Line(style)
    for column in placed:
        label, room = column.column.label, column.width
        if sort is not None and sort[0] == column.column.key and room > 2:
            sign = DESCENDING if sort[1] else ASCENDING
            label = f"{fit(label, room - 2).rstrip()} {sign}"
        line.add(column.x, fit(label, room, column.column.align), style, room)
    return line.strip(width)


class _Line:
    """Collects texts from left to right; neighbours of one style become one segment."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._texts: list[tuple[str, Style]] = []
        self._end = 0

    def add(self, x: int, text: str, style: Style, cells: int | None = None) -> None:
        if x > self._end:
            self._put(" " * (x - self._end), self._style)
        self._put(text, style)
        self._end = x + (len(text) if cells is None else cells)

    def strip(self, width: int) -> Strip:
        if width > self._end:
            self._put(" " * (width - self._end), self._style)
        return Strip([Segment(text, style) for text, style in self._texts], max(width, self._end)).crop(0, width)

    def _put(self, text: str, style: Style) -> None:
        if not text:
            return
        if self._texts and self._texts[-1][1] is style:
            text = self._texts.pop()[0] + text
        self._texts.append((text, style))
