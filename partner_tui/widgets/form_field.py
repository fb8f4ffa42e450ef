"""A line of a form: what is asked, where it is answered, and what is wrong with the answer."""

from __future__ import annotations

from typing import Self, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from partner_tui.records.text import clean_line, clean_note
from partner_tui.widgets.choice_line import ChoiceLine
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.minutes_input import MinutesInput
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.person_picker import PersonPicker
from partner_tui.widgets.text import content_line

Answer: TypeAlias = "Input | NoteArea | ChoiceLine | DateInput | MinutesInput | PersonPicker"
"""What an answer is given in; each has a `value`, which is text."""


class FormField(Horizontal):
    """A label, what is typed or chosen, and beneath it a hint and the trouble with it, in words.

    `name` is the column, so that a FieldError finds its field. A text of more than `limit` characters is said at
    once, and nothing of it is cut off.
    """

    DEFAULT_CSS = """
    FormField {
        height: auto;
        & > .form-field--label { width: 15; padding: 0 1 0 0; text-align: right; color: $text-muted; }
        & > Vertical { width: 1fr; height: auto; }
        /* A rule on the field itself: without one, Textual does not look at its label when the focus moves. */
        &:focus-within { color: $foreground; }
        &:focus-within > .form-field--label { color: $text-accent; text-style: bold; }
        & .form-field--hint { height: auto; padding: 0 1; color: $text-muted; }
        & .form-field--trouble { height: auto; padding: 0 1; color: $text-error; display: none; }
        & Input { height: 1; border: none; padding: 0 1; background: $panel; }
        & Input:focus { height: 1; border: none; }
        & Input.-invalid, & Input.-invalid:focus { border: none; background-tint: $error 20%; }
        & DateInput > .date-input--understood { padding: 0 1; }
    }
    """

    class Changed(Message):
        """The answer is another."""

        def __init__(self, field: FormField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> FormField:
            """The field, for `@on(FormField.Changed, "#field-kind")`."""
            return self.field

    def __init__(self, name: str, label: str, answer: Answer, *, limit: int = 0, hint: str = "") -> None:
        super().__init__(id=f"field-{name}")
        self.column = name
        self.label = label
        self.answer = answer
        self.set_class(isinstance(answer, NoteArea), "-note")
        self._limit = limit
        self._hint = hint
        self._trouble = Static(Content(), classes="form-field--trouble")

    def compose(self) -> ComposeResult:
        yield Static(content_line(self.label), classes="form-field--label")
        with Vertical():
            yield self.answer
            if self._hint:
                yield Static(content_line(self._hint), classes="form-field--hint")
            yield self._trouble

    @property
    def value(self) -> str:
        """The answer as text."""
        return self.answer.value

    @value.setter
    def value(self, value: str) -> None:
        self.answer.value = value

    @property
    def trouble(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return str(self._trouble.content)

    def complain(self, trouble: str) -> None:
        """Say what is wrong beside the field, until the answer changes; nothing with an empty text."""
        self._trouble.update(content_line(trouble and f"! {trouble}"))
        self._trouble.display = bool(trouble)
        self.set_class(bool(trouble), "-wrong")

    def focus(self, scroll_visible: bool = True) -> Self:
        """Go to where the answer is given."""
        self.answer.focus(scroll_visible)
        return self

    @on(Input.Changed)
    @on(NoteArea.Changed)
    @on(ChoiceLine.Changed)
    @on(DateInput.Changed)
    @on(MinutesInput.Changed)
    @on(PersonPicker.Changed)
    def _changed(self) -> None:
        self.complain(self._too_long())
        self.post_message(self.Changed(self))

    def _too_long(self) -> str:
        if not self._limit or len(self.value) <= self._limit:
            return ""
        clean = clean_note(self.value) if isinstance(self.answer, NoteArea) else clean_line(self.value)
        if len(clean) <= self._limit:
            return ""
        return f"{len(clean):,} characters; there is room for {self._limit:,}."
