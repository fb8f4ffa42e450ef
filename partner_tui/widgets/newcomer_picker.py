"""A field for one person who may be in the records already, or is new: then what is typed is the name."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from partner_tui.widgets.person_picker import read
from partner_tui.widgets.side_picker import OnePicker


class NewcomerPicker(OnePicker):
    """One person: chosen among the matches with the arrows and Enter, or new, by the name that is typed.

    `value` is the chosen person as other pickers have it, or else the name that is typed.
    """

    _pointed = False

    def on_mount(self) -> None:
        """Say what can be typed."""
        self._input.placeholder = "a name, new or known"

    @property
    def value(self) -> str:
        """Who is chosen, or the name that is typed."""
        return super().value if self.people or not self.typed else self.typed

    @value.setter
    def value(self, value: str) -> None:
        self.people = read(value) if value.startswith("[") else ()
        self._input.value = "" if value.startswith("[") else value

    @property
    def newcomer(self) -> str:
        """The name of somebody new; "" where somebody is chosen, or nobody."""
        return "" if self.people else self.typed

    def action_move(self, by: int) -> None:
        """Point at a match; the first move goes to the first of them."""
        if self._found and not self._pointed:
            self._pointed = True
            self._matches.shows_cursor = True
            self._matches.refresh()
        else:
            super().action_move(by)

    @on(Input.Changed)
    def _another_name(self) -> None:
        self._pointed = False
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        """Take who is pointed at; otherwise what is typed is the name of somebody new, and the form goes on."""
        if not self._pointed:
            event.prevent_default()

    def _find(self) -> None:
        super()._find()
        self._matches.shows_cursor = self._pointed

    def _note(self, named: int) -> str:
        if not self.newcomer:
            return super()._note(named)
        return f"new: {self.newcomer}" + (" · ↓ for who is there already" if self._found else "")
