"""A section of the settings: what it is called, what it says of itself, and what the keys do in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

NO_SORTS = frozenset({"sort_next", "sort_reverse"})
"""What a table of records does, and a short list does not."""


class SettingsTable(RecordTable[Any]):
    """A short list: nothing in it is marked or sorted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change", id="table.open", tooltip="Change what is highlighted"),
    ]

    can_mark = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are no sorts."""
        return action not in NO_SORTS and super().check_action(action, parameters)


class Section(Vertical):
    """One section; the keys that it offers run its method of that name."""

    TITLE: ClassVar[str] = ""
    HELP: ClassVar[str] = "Settings"
    OFFERS: ClassVar[frozenset[str]] = frozenset()
    """The actions of the screen that the section has a method for."""

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(id=type(self).__name__.lower(), classes="section")
        self.room = room
        """The screen it stands on."""

    def on_mount(self) -> None:
        """Stand there with a title."""
        self.border_title = self.TITLE

    def summary(self) -> str:
        """Return how the section stands, in a word or two."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show what holds now; only of the section in sight."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the keys into the section."""
        raise NotImplementedError

    def leave(self) -> None:
        """The section goes out of sight."""

    def give_up(self) -> None:
        """Esc was pressed in the section: the keys go out of it."""
        self.leave()

    def offers(self, action: str) -> bool:
        """Return whether a key can be pressed now."""
        return action in self.OFFERS


class ListSection(Section):
    """A section that is a list; beneath it stands more on the highlighted line."""

    PURPOSE: ClassVar[str] = ""
    HINTS: ClassVar[tuple[KeyHint, ...]] = ()
    NEEDS_A_ROW: ClassVar[frozenset[str]] = frozenset({"change", "archive", "earlier", "later", "usual"})

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(room)
        self._rows: dict[int, Any] = {}
        self.to_show: int | None = None
        """The line to highlight when the list is read next."""

    def compose(self) -> ComposeResult:
        yield SettingsTable(self.columns(), self.cells)
        yield EmptyState(self.PURPOSE, *self.HINTS)
        yield Static(Content(), classes="section--note")

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def cells(self, row: Any) -> Sequence[Cell | str]:
        """Return the cells of a line."""
        raise NotImplementedError

    def read(self) -> dict[int, Any]:
        """Return the lines, by a number of their own, in their order."""
        raise NotImplementedError

    def note(self, row: Any) -> Content:
        """Return what there is to say on the highlighted line."""
        raise NotImplementedError

    def first(self) -> int | None:
        """Return the line to highlight when the list is first seen."""
        return None

    @property
    def table(self) -> SettingsTable:
        """The list."""
        return self.query_one(SettingsTable)

    @property
    def current(self) -> Any:
        """The highlighted line; None in an empty list."""
        return self._rows.get(self.table.highlighted or 0)

    def reload(self) -> None:
        """Read the list; the highlighted line stays."""
        first_time = not self._rows
        self._rows = self.read()
        wanted, self.to_show = self.to_show, None
        if wanted is None and first_time:
            wanted = self.first()
        self.table.show(array("q", self._rows), lambda ids: {one: self._rows[one] for one in ids}, highlight=wanted)
        self.set_class(not self._rows, "-empty")
        self.say_note()

    def say_note(self) -> None:
        """Say more on the highlighted line."""
        row = self.current
        self.query_one(".section--note", Static).update(Content() if row is None else self.note(row))

    def enter(self) -> None:
        """Go to the list."""
        self.table.focus()

    def offers(self, action: str) -> bool:
        """Return whether a key can be pressed now: most need a line."""
        return super().offers(action) and (action not in self.NEEDS_A_ROW or bool(self._rows))
