"""Shares as bars of block characters, one under the other, each with its name and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from partner_tui.insight.spread import percent
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import content_line, fit

MARK = "┃"
"""Where a bar would end if the share were that of everybody."""

# Not the full block: bars under each other would run together.
_FULL = "▇"
_TRACK = "─"
_MUTED = "$foreground-muted"
_LONGEST_NAME = 24
_SHORTEST_BAR = 8
_LONGEST_BAR = 40
_TONES = {"!": "bold $text-warning", "✓": "$text-success"}


class Bar(NamedTuple):
    """One bar: `part` of `whole`; `sign` stands before the name, `note` after the numbers where there is room."""

    name: str
    part: int
    whole: int
    sign: str = " "
    note: str = ""


class Bars(SteadyList):
    """A list of bars over one scale, from nobody to everybody; the highlighted one can be chosen.

    Names are anybody's text, signs and notes are ours. `fair`, a share of one, is marked on every bar.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Bars"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Missing", tooltip="Show who is missing from the group"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]
    DEFAULT_CSS = """
    Bars {
        background: transparent;
        scrollbar-size-vertical: 1;
        & > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted { background: $primary 20%; color: $foreground; text-style: none; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._bars: Sequence[Bar] = ()
        self._fair: Fraction | None = None
        self._drawn_for = 0

    def show(self, bars: Sequence[Bar], fair: Fraction | None = None) -> None:
        """Show other bars; the highlight stays with its name, or else at its place."""
        place = self.highlighted or 0
        name = self._bars[place].name if place < len(self._bars) else None
        self._bars, self._fair = bars, fair
        self._draw(next((at for at, bar in enumerate(bars) if bar.name == name), place))

    def on_resize(self) -> None:
        """Bars are as long as there is room."""
        if self._room != self._drawn_for:
            self._draw(self.highlighted or 0)

    def _draw(self, place: int) -> None:
        self._drawn_for = self._room
        self.clear_options()
        self.add_options([Option(line) for line in bar_lines(self._bars, self._room, self._fair)])
        if self._bars:
            self.highlighted = min(place, len(self._bars) - 1)

    @property
    def _room(self) -> int:
        # A list keeps one blank at both ends of a line; before the first layout, as much as fits everywhere.
        return max(30, (self.scrollable_content_region.width or 60) - 2)


def bar_lines(bars: Sequence[Bar], room: int, fair: Fraction | None = None) -> list[Content]:
    """Return each bar as a line of at most `room` cells; notes go first where there is no room, then names are cut."""
    numbers = [
        (f"{bar.part:,} of {bar.whole:,}", percent(Fraction(bar.part, bar.whole)) if bar.whole else "–") for bar in bars
    ]
    wide = max((len(number) for number, _ in numbers), default=0)
    names = min(_LONGEST_NAME, max((cell_len(bar.name) for bar in bars), default=0))
    notes = max((cell_len(bar.note) for bar in bars), default=0)
    fixed = 2 + names + 1 + 1 + wide + 2 + 5
    note_room = notes + 2 if notes and room - fixed - notes - 2 >= _SHORTEST_BAR * 2 else 0
    names = max(4, names - max(0, fixed + note_room + _SHORTEST_BAR - room))
    length = min(_LONGEST_BAR, max(_SHORTEST_BAR, room - (2 + names + 1 + 1 + wide + 2 + 5) - note_room))
    lines = []
    for bar, (number, share) in zip(bars, numbers, strict=True):
        style = _TONES.get(bar.sign, _MUTED)
        parts = [
            Content.styled(f"{bar.sign} ", style),
            content_line(fit(bar.name, names)),
            Content(" "),
            bar_of(bar.part, bar.whole, length, fair),
            Content(f" {number:>{wide}}  {share:>5}"),
        ]
        if note_room and bar.note:
            parts.append(Content.styled(f"  {bar.note}", style))
        lines.append(Content("").join(parts))
    return lines


def bar_of(part: int, whole: int, length: int, fair: Fraction | None = None) -> Content:
    """Return a bar of `length` cells; something is never nothing, and less is never all."""
    filled = _filled(part, whole, length)
    bar = Content.assemble((_FULL * filled, "$primary"), (_TRACK * (length - filled), _MUTED))
    if fair is None or not whole:
        return bar
    at = min(length - 1, int(fair * length))
    return Content("").join([bar[:at], Content.styled(MARK, "$text-accent"), bar[at + 1 :]])


def _filled(part: int, whole: int, length: int) -> int:
    if whole <= 0 or part <= 0:
        return 0
    if part >= whole:
        return length
    return min(max(1, (part * length * 2 + whole) // (whole * 2)), length - 1)
