"""A few words in a line of which one is chosen, with the arrows, a first letter or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from partner_tui.widgets.text import fit

_GAP = 2
_SIGN = 2


class Option(NamedTuple):
    """One of the words: the code that is stored, and the word that is read."""

    value: str
    label: str


class ChoiceLine(Widget, can_focus=True):
    """One option is chosen: its sign is filled. What does not fit in the line goes on in the next one.

    A `value` that is none of the options chooses none of them, and is kept.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Choice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down,space", "step(1)", "Next", show=False, id="choice.next", tooltip="Choose the next word"),
        Binding("left,up", "step(-1)", "Previous", show=False, id="choice.previous", tooltip="Choose the word before"),
    ]
    DEFAULT_CSS = """
    ChoiceLine { width: 1fr; height: auto; padding: 0 1; color: $text-muted; }
    """

    class Changed(Message):
        """Another option is chosen; `value` is its code."""

        def __init__(self, choice_line: ChoiceLine, value: str) -> None:
            super().__init__()
            self.choice_line = choice_line
            self.value = value

        @property
        def control(self) -> ChoiceLine:
            """The line, for `@on(ChoiceLine.Changed, "#kind")`."""
            return self.choice_line

    def __init__(
        self, options: Sequence[Option], value: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._options = tuple(options)
        self._value = value

    @property
    def value(self) -> str:
        """The code of what is chosen."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.refresh()
            self.post_message(self.Changed(self, value))

    @property
    def index(self) -> int | None:
        """Which option is chosen, counted from 0; None for none."""
        return next((at for at, option in enumerate(self._options) if option.value == self._value), None)

    def action_step(self, by: int) -> None:
        """Choose the next option, or the one before; after the last comes the first."""
        at = self.index
        start = at if at is not None else -1 if by > 0 else 0
        self.value = self._options[(start + by) % len(self._options)].value

    def on_key(self, event: events.Key) -> None:
        """Choose the next option that starts with the typed letter."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        at = -1 if self.index is None else self.index
        after = [*self._options[at + 1 :], *self._options[: at + 1]]
        wanted = event.character.casefold()
        found = next((option for option in after if option.label.casefold().startswith(wanted)), None)
        if found is not None:
            event.stop()
            self.value = found.value

    def on_click(self, event: events.Click) -> None:
        """Choose the option under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        lines = self._lines(self.content_size.width)
        for at, start, text in lines[offset.y] if offset.y < len(lines) else ():
            if start <= offset.x < start + cell_len(text):
                self.value = self._options[at].value

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Widget's
        """Return the cells that all options take in one line."""
        return sum(cell_len(option.label) + _SIGN + _GAP for option in self._options) - _GAP

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Widget's
        """Return how many lines the options take at a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the options, the chosen one with a filled sign."""
        chosen = self.index
        style = "bold $block-cursor-foreground on $block-cursor-background" if self.has_focus else "bold $text-accent"
        lines = []
        for line in self._lines(self.content_size.width):
            parts = [Content.styled(text, style) if at == chosen else Content(text) for at, _start, text in line]
            lines.append(Content(" " * _GAP).join(parts))
        return Content("\n").join(lines)

    def _lines(self, width: int) -> list[list[tuple[int, int, str]]]:
        """Per line: which option, in which cell it starts, and its text."""
        lines: list[list[tuple[int, int, str]]] = [[]]
        used, chosen = 0, self.index
        for at, option in enumerate(self._options):
            text = f"{'●' if at == chosen else '○'} {option.label}"
            if cell_len(text) > width > 0:
                text = fit(text, width)
            if lines[-1] and used + cell_len(text) > width:
                lines.append([])
                used = 0
            lines[-1].append((at, used, text))
            used += cell_len(text) + _GAP
        return lines
