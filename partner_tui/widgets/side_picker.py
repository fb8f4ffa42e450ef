"""Fields for one person, and for one side of a promise: us, or the person, organization or group called so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Input

from partner_tui.records.sides import US, Side, SideKind
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, written

_KINDS = tuple(SideKind)

OURSELVES = "us"
"""What we are called as a side."""


def choice(side: Side, name: str, detail: str = "") -> Choice:
    """Return a side as something to choose; its number says both the kind and the record."""
    return Choice((side.id or 0) * len(_KINDS) + _KINDS.index(side.kind), name, detail)


def side_of(chosen: Choice) -> Side:
    """Return the side that was chosen."""
    number, kind = divmod(chosen.id, len(_KINDS))
    return US if _KINDS[kind] is SideKind.US else Side(_KINDS[kind], number)


def value_of(side: Side, name: str) -> str:
    """Return a side as the text that a picker's `value` is."""
    return written([Chosen(choice(side, name))])


class OnePicker(PersonPicker):
    """One person: another choice takes the place of the one before. `search` finds who is called so."""

    def choose(self, choice: Choice) -> None:
        """Take somebody in place of the one before."""
        self.people = (Chosen(choice),)
        self._input.value = ""

    def _show_people(self, cursor: int = 0) -> None:
        # The cell of the cross is the one that takes somebody out of any picker.
        self._chosen.show([(_named(one.choice), "", "", "×") for one in self._people], cursor)

    def _note(self, named: int) -> str:
        return "delete removes" if self._chosen.has_focus else super()._note(named)


class SidePicker(OnePicker):
    """One side: us, or what `search` finds."""

    def __init__(self, search: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(lambda text: [*_ourselves(text), *search(text)])

    def on_mount(self) -> None:
        """Say what can be typed."""
        self.query_one(Input).placeholder = "us, a person, a partner, a group"

    def _note(self, named: int) -> str:
        return super()._note(named).replace("nobody is called", "nobody and nothing is called")


def _ourselves(text: str) -> list[Choice]:
    return [choice(US, OURSELVES, "the school")] if OURSELVES.startswith(text.strip().casefold()) else []


def _named(one: Choice) -> str:
    return f"{one.name} · {one.detail}" if one.detail else one.name
