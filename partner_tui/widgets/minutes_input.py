"""A field for how long something takes: typed, or one of the usual lengths."""

from __future__ import annotations

from typing import ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from partner_tui.dates import read_minutes, say_minutes
from partner_tui.errors import PartnerError
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput

USUAL = (15, 20, 30, 45, 60)
"""The lengths that a click or the arrows choose, in minutes."""


class MinutesInput(Horizontal):
    """A line to type a length in ("25m", "1h30"), and the usual ones beside it; up and down step through these."""

    BINDING_GROUP_TITLE = "Minutes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1)", "Longer", show=False, id="minutes.longer", tooltip="The next longer usual length"),
        Binding("down", "step(-1)", "Shorter", show=False, id="minutes.shorter", tooltip="The next shorter one"),
    ]
    DEFAULT_CSS = """
    MinutesInput {
        height: auto;
        & > DateInput { width: 16; }
        & > DateInput.-understood > .date-input--understood { max-height: 0; }
        & > .minutes-input--said { width: auto; padding: 0 0 0 1; color: $text-success; }
        & > ChoiceLine { width: 1fr; }
        &.-wrong { layout: vertical; }
        &.-wrong > DateInput { width: 1fr; }
    }
    """

    class Changed(Message):
        """What is typed changed; `minutes` is what it means, None when it is empty or not readable."""

        def __init__(self, minutes_input: MinutesInput, minutes: int | None) -> None:
            super().__init__()
            self.minutes_input = minutes_input
            self.minutes = minutes

        @property
        def control(self) -> MinutesInput:
            """The field, for `@on(MinutesInput.Changed, "#minutes")`."""
            return self.minutes_input

    def __init__(self, value: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._typed = DateInput(_read, value, placeholder="20 or 1h30")
        self._usual = ChoiceLine([Option(str(minutes), str(minutes)) for minutes in USUAL], value)
        self._usual.can_focus = False
        self._said = Static(Content(), classes="minutes-input--said")

    def compose(self) -> ComposeResult:
        yield self._typed
        yield self._said
        yield self._usual

    @property
    def value(self) -> str:
        """What is typed."""
        return self._typed.value

    @value.setter
    def value(self, value: str) -> None:
        self._typed.value = value

    @property
    def minutes(self) -> int | None:
        """What is typed, in minutes; None when it is empty or not readable."""
        try:
            return read_minutes(self.value)
        except PartnerError:
            return None

    @property
    def error(self) -> PartnerError | None:
        """Why what is typed cannot be read; None when it can, or when the field is empty."""
        return self._typed.error

    def focus(self, scroll_visible: bool = True) -> Self:
        """Focus the line to type in."""
        self._typed.focus(scroll_visible)
        return self

    def action_step(self, by: int) -> None:
        """Take the next longer or shorter of the usual lengths."""
        now = self.minutes or 0
        further = [usual for usual in USUAL if usual > now] if by > 0 else [usual for usual in USUAL if usual < now]
        if further:
            self.value = str(further[0 if by > 0 else -1])

    @on(DateInput.Changed)
    def _changed(self, event: DateInput.Changed) -> None:
        event.stop()
        self._show()
        self.post_message(self.Changed(self, self.minutes))

    def on_mount(self) -> None:
        """Show what the length means that stands there at the start."""
        self._show()

    def _show(self) -> None:
        """Mark the usual length that is typed; say one that was not typed in minutes."""
        minutes = self.minutes
        with self.prevent(ChoiceLine.Changed):
            self._usual.value = str(minutes or "")
        said = say_minutes(minutes) if minutes is not None and self.value != str(minutes) else ""
        self._said.update(Content(said))
        self._said.display = bool(said)
        self.set_class(self._typed.error is not None, "-wrong")

    @on(ChoiceLine.Changed)
    def _chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        self.value = event.value


def _read(text: str) -> str:
    return say_minutes(read_minutes(text))
