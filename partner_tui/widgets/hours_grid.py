"""A grid of hours: people down, the days of a week across; arrows move, digits type, Enter saves and goes down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from partner_tui.widgets.hours_painter import COMPONENTS, CSS, DAYS, GridLine, HoursPainter, Look


class Place(NamedTuple):
    """A cell: its line and its column, from 0."""

    line: int
    day: int


class Typed(NamedTuple):
    """What was typed or pasted into a cell."""

    place: Place
    text: str


class HoursGrid(ScrollView, can_focus=True):
    """Draws only the lines in sight. `submit` saves what was typed and returns '', or why it could not be.

    What could not be saved stays in the cell as it was typed.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Grid"
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "Up", show=False),
        Binding("down,j", "move(1, 0)", "Down", show=False),
        Binding("left", "move(0, -1)", "Left", show=False),
        Binding("right,tab", "move(0, 1)", "Right", show=False),
        Binding("shift+up", "stretch(-1, 0)", "Mark up", show=False),
        Binding("shift+down", "stretch(1, 0)", "Mark down", show=False),
        Binding("shift+left", "stretch(0, -1)", "Mark left", show=False),
        Binding("shift+right", "stretch(0, 1)", "Mark right", show=False),
        Binding("ctrl+a", "mark_all", "Mark all", show=False),
        Binding("space", "mark", "Mark", show=False),
        Binding("home,g", "to(0)", "First", show=False),
        Binding("end,G", "to(-1)", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter", "enter", "Save", show=False),
    ]
    DEFAULT_CSS = CSS

    class Moved(Message):
        """Another cell is meant, or something else is typed."""

    def __init__(self, submit: Callable[[Sequence[Typed]], str]) -> None:
        super().__init__()
        self._submit = submit
        self._count = 0
        self._line_at: Callable[[int], GridLine] = lambda _at: GridLine("", "", (), "", "", "")
        self._heads: Sequence[str] = ("",) * DAYS
        self._today = -1
        self.place = Place(0, 0)
        self.typed: str | None = None
        """What is being typed, None while nothing is."""
        self.trouble = ""
        """Why what is typed could not be saved."""
        self._anchor: Place | None = None
        self._marked: set[Place] = set()

    def show(self, heads: Sequence[str], count: int, line_at: Callable[[int], GridLine], today: int = -1) -> None:
        """Show `count` lines under the heads of seven days, each asked for when it is drawn.

        The cursor stays where it can; `today` is its column or -1.
        """
        self._heads, self._count, self._line_at, self._today = tuple(heads), count, line_at, today
        self._go(self.place)

    def start_at(self, day: int, line: int = 0) -> None:
        """Put the cursor on a day of a line."""
        self.place = Place(line, day)
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether there is no line."""
        return not self._count

    def chosen(self) -> list[Place]:
        """Return the marked cells, or else the one under the cursor; by line, then day."""
        if self.is_empty:
            return []
        return sorted(self._block() | self._marked) or [self.place]

    def unmark(self) -> bool:
        """Mark nothing; return whether something was."""
        was = bool(self._marked) or self._anchor is not None
        self._marked.clear()
        self._anchor = None
        self.refresh()
        return was

    def stop_typing(self) -> bool:
        """Throw away what is typed; return whether something was."""
        was = self.typed is not None
        self.typed, self.trouble = None, ""
        self._changed()
        return was

    def _block(self) -> set[Place]:
        if self._anchor is None:
            return set()
        lines, days = (sorted(pair) for pair in zip(self._anchor, self.place, strict=True))
        return {Place(at, day) for at in range(lines[0], lines[1] + 1) for day in range(days[0], days[1] + 1)}

    def action_move(self, lines: int, days: int) -> None:
        """Go to the cell beside; what is typed is saved first."""
        if self._saved():
            self._anchor = None
            self._go(Place(self.place.line + lines, self.place.day + days))

    def action_stretch(self, lines: int, days: int) -> None:
        """Mark from where one was to the cell beside."""
        if self._saved():
            self._anchor = self._anchor or self.place
            self._go(Place(self.place.line + lines, self.place.day + days))

    def action_mark(self) -> None:
        """Mark the cell, or no more, and go down."""
        if not self.is_empty and self._saved():
            self._marked |= self._block()
            self._anchor = None
            self._marked ^= {self.place}
            self._go(Place(self.place.line + 1, self.place.day))

    def action_mark_all(self) -> None:
        """Mark all cells."""
        if not self.is_empty and self._saved():
            self._anchor = None
            self._marked = {Place(at, day) for at in range(self._count) for day in range(DAYS)}
            self._changed()

    def action_to(self, line: int) -> None:
        """Go to the first line, or with -1 to the last."""
        if self._saved():
            self._go(Place(self._count - 1 if line < 0 else 0, self.place.day))

    def action_page(self, pages: int) -> None:
        """Go up or down by what is in sight."""
        if self._saved():
            self._go(Place(self.place.line + pages * max(1, self.size.height - 2), self.place.day))

    def action_enter(self) -> None:
        """Save what is typed, and go down."""
        self.action_move(1, 0)

    def _saved(self) -> bool:
        """Save what is typed; return whether nothing is left to save."""
        if self.typed is None:
            return True
        self.trouble = self._submit([Typed(self.place, self.typed)])
        if not self.trouble:
            self.typed = None
        self._changed()
        return not self.trouble

    def _go(self, place: Place) -> None:
        line = max(0, min(place.line, self._count - 1))
        self.place = Place(line, max(0, min(place.day, DAYS - 1)))
        self.virtual_size = Size(self._width, self._count + 1)
        # The head stays, so that the line above the cursor must be in sight, too.
        self.scroll_to_region(Region(0, line, 1, 2), animate=False, force=True)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is typed all letters belong to it; digits begin it."""
        if character is None or not character.isprintable() or "+" in key or self.is_empty:
            return False
        return self.typed is not None or character.isdigit() or character in ".:-"

    async def _on_key(self, event: events.Key) -> None:
        if self.typed is not None and event.key == "backspace":
            event.stop()
            event.prevent_default()
            self._type(self.typed[:-1])
        elif event.character is not None and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._type((self.typed or "") + event.character)

    def _type(self, text: str) -> None:
        self.typed, self.trouble = text[:80], ""
        self._changed()

    async def _on_paste(self, event: events.Paste) -> None:
        """Fill down from the cursor: a line each, with tabs between days."""
        event.stop()
        event.prevent_default()
        if self.is_empty:
            return
        rows = event.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        cells = [
            Typed(Place(self.place.line + down, self.place.day + on), text.strip())
            for down, row in enumerate(rows)
            for on, text in enumerate(row.split("\t"))
        ]
        if len(cells) == 1:
            self._type((self.typed or "") + cells[0].text)
            return
        self.typed = None
        self.trouble = self._submit(cells)
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """Go to the cell under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.is_empty or not self._saved():
            return
        line = offset.y - 1 + int(self.scroll_offset.y)
        day = HoursPainter(self._width, self._style).day_at(offset.x)
        if offset.y > 0 and 0 <= line < self._count:
            self._anchor = None
            self._go(Place(line, self.place.day if day is None else day))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._go(self.place)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        """Draw the head, or the line that is scrolled to `y`."""
        width = self._width
        at = y - 1 + int(self.scroll_offset.y)
        if y > 0 and at >= self._count:
            return Strip.blank(width, self.rich_style)
        painter = HoursPainter(width, self._style)
        drawn = painter.head(self._heads, self._today) if y == 0 else painter.line(self._line_at(at), self._look(at))
        return Strip(drawn).adjust_cell_length(width, self.rich_style).crop(0, width)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"hours-grid--{part}") if part else self.rich_style

    def _look(self, at: int) -> Look:
        here = at == self.place.line
        marked = frozenset(place.day for place in self._block() | self._marked if place.line == at)
        return Look(self.place.day if here else None, marked, self.typed if here else None, bool(self.trouble))
