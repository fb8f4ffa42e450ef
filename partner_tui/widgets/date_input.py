"""A field for a date as people write it, which shows at once what it understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from partner_tui.errors import PartnerError
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.text import content_line, line


class DateInput(Vertical):
    """One line to type in, and under it what was understood, or what is wrong with it.

    `read` turns what is typed into the words that describe it ("Tue 24 Nov 2026, 15:00"), or raises PartnerError.
    `offers` are texts that a click takes. While somebody is still typing, what cannot be read is only a question; it is
    an error when they leave.
    """

    DEFAULT_CSS = """
    DateInput {
        height: auto;
        & > .date-input--understood { height: auto; max-height: 3; padding: 0 2; color: $text-muted; }
        &.-understood > .date-input--understood { color: $text-success; }
        &.-wrong > .date-input--understood { color: $text-error; }
    }
    """

    class Changed(Message):
        """What is typed changed; `understood` is its description, None when empty or not readable."""

        def __init__(self, date_input: DateInput, value: str, understood: str | None) -> None:
            super().__init__()
            self.date_input = date_input
            self.value = value
            self.understood = understood

        @property
        def control(self) -> DateInput:
            """The field, for `@on(DateInput.Changed, "#at")`."""
            return self.date_input

    def __init__(
        self,
        read: Callable[[str], str],
        value: str = "",
        *,
        placeholder: str = "tomorrow 3pm, next tue, 12/3",
        offers: Sequence[str] = (),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._read = read
        self._input = Input(value, placeholder=placeholder, select_on_focus=False)
        self._offers = ChoiceLine([Option(text, text) for text in offers])
        self._offers.can_focus = False  # for the mouse: whoever has the keys types
        self._offers.display = bool(offers)
        self._below = Static(Content(), classes="date-input--understood")
        self.understood: str | None = None
        """The description of what is typed; None when it is empty or cannot be read."""
        self.error: PartnerError | None = None
        """Why what is typed cannot be read; None when it can, or when the field is empty."""

    def compose(self) -> ComposeResult:
        yield self._input
        yield self._offers
        yield self._below

    def on_mount(self) -> None:
        self._understand()
        self._say(typing=False)

    @property
    def value(self) -> str:
        """What is typed, in one line, without blanks around it."""
        return line(self._input.value).strip()

    @value.setter
    def value(self, value: str) -> None:
        self._input.value = value

    def refresh_reading(self) -> None:
        """Read the same text again, when what it means depends on another field that changed."""
        self._understand()
        self._say(typing=self._input.has_focus)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Focus the line to type in."""
        self._input.focus(scroll_visible)
        return self

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._understand()
        self._say(typing=self._input.has_focus)
        self.post_message(self.Changed(self, self.value, self.understood))

    @on(ChoiceLine.Changed)
    def _taken(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        self.value = event.value

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        self._say(typing=False)

    def _understand(self) -> None:
        self.understood, self.error = None, None
        if self.value:
            try:
                self.understood = self._read(self.value)
            except PartnerError as error:
                self.error = error

    def _say(self, *, typing: bool) -> None:
        with self.prevent(ChoiceLine.Changed):
            self._offers.value = self.value
        wrong = self.error is not None and not typing
        self.set_class(self.understood is not None, "-understood")
        self.set_class(wrong, "-wrong")
        self._input.set_class(wrong, "-invalid")
        if self.understood is not None:
            said = f"✓ {self.understood}"
        elif self.error is not None:
            said = " ".join(filter(None, ("!" if wrong else "?", self.error.message, self.error.hint)))
        else:
            said = ""
        self._below.update(content_line(said))
        self._below.display = bool(said)
