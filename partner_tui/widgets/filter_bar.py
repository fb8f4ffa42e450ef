"""The one line above a list that narrows it while somebody types."""

from __future__ import annotations

from typing import ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from partner_tui.widgets.text import content_line, line

LIMIT = 200
"""The most characters of a filter; what is longer is a slip of the clipboard, not a search."""


class FilterBar(Horizontal):
    """A sign, what is typed, and at the right a note such as "61 of 80".

    Esc empties it, and leaves it when it is empty; Enter and Down leave it with the text kept.
    """

    BINDING_GROUP_TITLE = "Filter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_or_leave", "Clear", id="filter.clear", tooltip="Empty the filter, or leave it"),
        Binding("down", "leave", "To the list", id="filter.leave", show=False),
    ]
    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        & > .filter-bar--sign { width: 2; color: $text-accent; text-style: bold; }
        & > Input { width: 1fr; }
        & > .filter-bar--note { width: auto; padding: 0 1; color: $text-muted; }
    }
    """

    class FilterMessage(Message):
        """What a filter tells; `text` is what is typed, in one line."""

        def __init__(self, filter_bar: FilterBar, text: str) -> None:
            super().__init__()
            self.filter_bar = filter_bar
            self.text = text

        @property
        def control(self) -> FilterBar:
            """The bar, for `@on(FilterBar.Changed, "#people-filter")`."""
            return self.filter_bar

    class Changed(FilterMessage):
        """Another character: the list should be narrowed to `text`, or be whole again when that is empty."""

    class Left(FilterMessage):
        """Whoever typed is done; the list should have the focus."""

    def __init__(
        self,
        *,
        placeholder: str = "ctrl+f narrows the list by typing",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._input = Input(placeholder=placeholder, compact=True, select_on_focus=False, max_length=LIMIT)
        self._note = Static(Content(), classes="filter-bar--note")

    def compose(self) -> ComposeResult:
        yield Static(Content("≡"), classes="filter-bar--sign")
        yield self._input
        yield self._note

    @property
    def text(self) -> str:
        """What is typed, in one line of at most `LIMIT` characters, without blanks around it."""
        return line(self._input.value)[:LIMIT].strip()

    @text.setter
    def text(self, text: str) -> None:
        self._input.value = text

    def note(self, note: object) -> None:
        """Say at the right how much of the list is left."""
        self._note.update(content_line(note))

    def focus(self, scroll_visible: bool = True) -> Self:
        """Focus the line to type in."""
        self._input.focus(scroll_visible)
        return self

    def action_clear_or_leave(self) -> None:
        """Empty the filter; when it is empty already, leave it."""
        if self._input.value:
            self._input.value = ""
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go to the list, with what is typed kept."""
        self.post_message(self.Left(self, self.text))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, self.text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    @on(Input.Blurred)
    def _blurred(self, event: Input.Blurred) -> None:
        event.stop()
