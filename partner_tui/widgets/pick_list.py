"""A short list of lines with a cursor, which shows a few of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from partner_tui.widgets.text import fit

ROOM = 6
"""How many lines are shown at once."""

_GAP = 2


class PickList(Widget):
    """Lines of cells. The first cell has the space that the others leave; all of them are text, never markup."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PickList { width: 1fr; height: auto; }
    """

    class Picked(Message):
        """The mouse pressed a cell: line and cell are counted from 0."""

        def __init__(self, pick_list: PickList, line: int, cell: int) -> None:
            super().__init__()
            self.pick_list = pick_list
            self.line = line
            self.cell = cell

        @property
        def control(self) -> PickList:
            """The list, for `@on(PickList.Picked, ".matches")`."""
            return self.pick_list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[tuple[str, ...], ...] = ()
        self._cursor = 0
        self.shows_cursor = True
        """Whether the line of the cursor stands out."""

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is listed."""
        return self._lines

    def show(self, lines: Sequence[Sequence[str]], cursor: int = 0) -> None:
        """List other lines, all with the same number of cells."""
        self._lines = tuple(tuple(line) for line in lines)
        self.display = bool(self._lines)
        self._cursor = max(0, min(cursor, len(self._lines) - 1))
        self.refresh(layout=True)

    @property
    def cursor(self) -> int:
        """The line of the cursor, counted from 0."""
        return self._cursor

    @cursor.setter
    def cursor(self, cursor: int) -> None:
        self._cursor = max(0, min(cursor, len(self._lines) - 1))
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Widget's
        """Return all that there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Widget's
        """Return the lines that are shown, and one for how many there are if these are not all."""
        return min(len(self._lines), ROOM) + (len(self._lines) > ROOM)

    def on_click(self, event: events.Click) -> None:
        """Tell which cell was pressed."""
        offset = event.get_content_offset(self)
        shown = self._shown
        if offset is None or offset.y >= len(shown):
            return
        event.stop()
        cell = len(self._widths) - 1
        right = self.content_size.width
        while cell > 0 and offset.x < right - self._widths[cell]:
            right -= self._widths[cell] + _GAP
            cell -= 1
        self.cursor = shown[offset.y]
        self.post_message(self.Picked(self, shown[offset.y], cell))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the lines further down, if there are any."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the lines further up, if there are any."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        if len(self._lines) > ROOM:
            event.stop()
            self.cursor += by

    def render(self) -> Content:
        """Return the lines around the cursor."""
        said = [self._line(at) for at in self._shown]
        if len(self._lines) > ROOM:
            shown = self._shown
            said.append(Content.styled(f"  {shown[0] + 1} to {shown[-1] + 1} of {len(self._lines)}", "$foreground 60%"))
        return Content("\n").join(said)

    @property
    def _shown(self) -> range:
        first = max(0, min(self._cursor - ROOM // 2, len(self._lines) - ROOM))
        return range(first, min(first + ROOM, len(self._lines)))

    @property
    def _widths(self) -> list[int]:
        """The cells that each cell of a line takes; the first has what is left, the others at most half of all."""
        width = self.content_size.width
        rest = [max(cell_len(line[at]) for line in self._lines) for at in range(1, len(self._lines[0]))]
        while sum(rest) + _GAP * len(rest) > width // 2 and max(rest) > 1:
            rest[rest.index(max(rest))] -= 1
        return [max(0, width - sum(rest) - _GAP * len(rest)), *rest]

    def _line(self, at: int) -> Content:
        here = self.shows_cursor and at == self._cursor
        first, *rest = (
            fit(f"{'▌' if here else ' '}{cell}" if number == 0 else cell, width)
            for number, (cell, width) in enumerate(zip(self._lines[at], self._widths, strict=True))
        )
        if here:
            style = "$block-cursor-foreground on $block-cursor-background"
            return Content.styled((" " * _GAP).join([first, *rest]), style)
        more = "".join(" " * _GAP + cell for cell in rest)
        return Content.assemble(first, (more, "$foreground 60%"))
