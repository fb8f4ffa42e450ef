"""Draws the lines of a grid of hours: a name, the cells of seven days, and the sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from partner_tui.widgets.text import fit

DAYS = 7
_CELL = 6
_WEEK, _SUM, _OF = 7, 7, 7
_LEAST_NAME, _NAME, _WITH_DETAIL = 12, 24, 36

Tone = Literal["", "dim", "good", "warn", "bad"]


class GridCell(NamedTuple):
    """What stands in a cell: a text of at most five characters, a sign behind it, its colour, and a warning before it.

    Nothing can be typed into a `dead` one.
    """

    text: str = ""
    sign: str = " "
    tone: Tone = ""
    warned: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line: a name and where, seven cells, and the sums of the week, of all time and the target as text."""

    name: str
    detail: str
    cells: tuple[GridCell, ...]
    week: str
    total: str
    target: str
    week_warned: bool = False


class Look(NamedTuple):
    """How a line stands out: the day under the cursor, the marked days, what is being typed, whether that is wrong."""

    day: int | None
    marked: frozenset[int]
    typed: str | None
    is_wrong: bool


COMPONENTS = tuple(
    f"hours-grid--{part}"
    for part in ("header", "cursor", "marked", "typing", "wrong", "dim", "good", "warn", "bad", "today")
)

CSS = """
HoursGrid {
    height: 1fr; background: transparent; color: $foreground;
    overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
    & > .hours-grid--header { color: $text-muted; text-style: bold; }
    & > .hours-grid--today { color: $text-accent; text-style: bold; }
    & > .hours-grid--cursor {
        color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
    }
    &:focus > .hours-grid--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    & > .hours-grid--marked { background: $primary-muted; }
    & > .hours-grid--typing { color: $foreground; background: $accent-muted; text-style: bold underline; }
    & > .hours-grid--wrong { color: $text-error; background: $error-muted; text-style: bold underline; }
    & > .hours-grid--dim { color: $text-muted; }
    & > .hours-grid--good { color: $text-success; }
    & > .hours-grid--warn { color: $text-warning; }
    & > .hours-grid--bad { color: $text-error; }
}
"""


class HoursPainter:
    """Draws on lines of `width` cells; `style` gives the style of a part of the grid, of '' that of the whole."""

    def __init__(self, width: int, style: Callable[[str], Style]) -> None:
        self._style = style
        self._name_width = max(_LEAST_NAME, width - DAYS * _CELL - _WEEK - _SUM - _OF)

    def day_at(self, x: int) -> int | None:
        """Return which day a column of the screen belongs to, None for the name and the sums."""
        day = (x - self._name_width) // _CELL
        return day if 0 <= day < DAYS else None

    def head(self, heads: Sequence[str], today: int) -> list[Segment]:
        """Return the line over the days; `today` stands out."""
        header = self._style("header")
        made = [Segment(" " * self._name_width, header)]
        for at, head in enumerate(heads):
            made.append(Segment(fit(head, _CELL, "right"), self._style("today") if at == today else header))
        sums = (("week", _WEEK), ("in all", _SUM), ("of", _OF))
        return [*made, *(Segment(fit(text, width, "right"), header) for text, width in sums)]

    def line(self, line: GridLine, look: Look) -> list[Segment]:
        """Return a line of the grid."""
        plain, wide = self._style(""), self._name_width
        named = wide if wide < _WITH_DETAIL else _NAME
        made = [Segment(fit(line.name, named - 1) + " ", plain + Style(bold=look.day is not None))]
        if wide > named:
            made.append(Segment(fit(line.detail, wide - named - 1) + " ", self._style("dim")))
        made += [self._cell(day, cell, look) for day, cell in enumerate(line.cells)]
        week = ("!" if line.week_warned else "") + line.week
        made.append(Segment(fit(week, _WEEK, "right"), self._style("warn" if line.week_warned else "")))
        made.append(Segment(fit(line.total, _SUM, "right"), plain))
        return [*made, Segment(fit(line.target, _OF, "right"), self._style("dim"))]

    def _cell(self, day: int, cell: GridCell, look: Look) -> Segment:
        here, marked = day == look.day, day in look.marked
        if here and look.typed is not None:
            typed = look.typed if cell_len(look.typed) <= _CELL else "…" + look.typed[1 - _CELL :]
            return Segment(fit(typed, _CELL, "right"), self._style("wrong" if look.is_wrong else "typing"))
        sign = "▪" if marked and not cell.text else cell.sign
        text = fit(("!" if cell.warned else "") + cell.text + sign, _CELL, "right")
        style = self._style("warn" if cell.warned else cell.tone)
        if marked:
            style += Style(bgcolor=self._style("marked").bgcolor)
        return Segment(text, self._style("cursor") if here else style)
