"""A line to type in that tells of each change at once."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input

from partner_tui.widgets.text import line


class TypedLine(Input):
    """One line; what is pasted comes into it whole, its line breaks as spaces. `typed` is called for each change."""

    def __init__(self, typed: Callable[[], None], value: str = "", *, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False)
        self._typed = typed

    def watch_value(self) -> None:
        """Tell at once: a message would come a frame later than the letter."""
        if self.is_mounted:
            self._typed()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(line(event.text), *self.selection)
