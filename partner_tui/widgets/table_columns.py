"""The columns of a table: what each is, and where it stands in so many cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from partner_tui.widgets.text import Align

GUTTER = 2
"""Cells before the first column: the cursor's sign and the mark's."""

GAP = 2
"""Cells between two columns."""

NARROWEST = 8
"""The cells that a column which stays longest may be narrowed to."""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    key: str
    """The name by which a sort is asked for."""
    label: str
    """What stands in the header."""
    width: int | None = None
    """Its cells; None shares what the others leave."""
    weight: int = 1
    """How big a share, where `width` is None."""
    minimum: int = 8
    """The fewest cells worth having, where `width` is None."""
    priority: int = 0
    """0 stays longest; the higher the number, the sooner the column goes when there is no room."""
    sortable: bool = True
    """Whether its header, and `s`, ask for a sort."""
    align: Align = "left"
    """Where its text stands."""

    @property
    def needs(self) -> int:
        """The fewest cells that the column is shown in."""
        return self.minimum if self.width is None else self.width


@dataclass(frozen=True)
class PlacedColumn:
    """A column that fits: its number among all columns, and its first cell and width on the line."""

    column: Column
    number: int
    x: int
    width: int


def place(columns: Sequence[Column], width: int) -> tuple[PlacedColumn, ...]:
    """Stand `columns` on a line of `width` cells, after the gutter.

    Those that do not fit go, the highest priority number first and of equals the rightmost; before one of those that
    stay longest goes, they are narrowed to `NARROWEST`, and the last one left is cut. Columns without a width share
    what is left in proportion to their weights.
    """
    room = max(0, width - GUTTER)
    kept = list(enumerate(columns))
    while len(kept) > 1 and sum(column.needs + GAP for _, column in kept) - GAP > room:
        if all(column.priority == 0 for _, column in kept) and any(column.minimum > NARROWEST for _, column in kept):
            kept = [(at, replace(column, minimum=min(column.minimum, NARROWEST))) for at, column in kept]
        else:
            kept.remove(max(kept, key=lambda entry: (entry[1].priority, entry[0])))
    widths = _widths([column for _, column in kept], room)
    placed: list[PlacedColumn] = []
    x = GUTTER
    for (number, column), cells in zip(kept, widths, strict=True):
        placed.append(PlacedColumn(column, number, x, cells))
        x += cells + GAP
    return tuple(placed)


def column_at(placed: Sequence[PlacedColumn], x: int) -> Column | None:
    """The column at cell `x` of the line; the gap behind a column is still its own."""
    for column in placed:
        if column.x <= x < column.x + column.width + GAP:
            return column.column
    return None


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    if len(columns) == 1:
        only = columns[0]
        return [min(room, room if only.width is None else only.width)]
    spare = room - sum(column.needs + GAP for column in columns) + GAP
    weight = sum(column.weight for column in columns if column.width is None)
    widths: list[int] = []
    for column in columns:
        extra = 0
        if column.width is None and weight > 0:
            # Of what is left for this one and those after it, so that the last gets the remainder.
            extra = spare * column.weight // weight
            spare -= extra
            weight -= column.weight
        widths.append(column.needs + extra)
    return widths
