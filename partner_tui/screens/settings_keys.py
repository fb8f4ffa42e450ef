"""The keys: each command with the keys that it has; another is pressed, and says at once what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from partner_tui import commands
from partner_tui.screens import keymap
from partner_tui.screens.settings_section import ListSection
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line


class KeyRow(NamedTuple):
    """A command: where it is, what it is called and does, its keys as they are written, and whether they are usual."""

    id: str
    where: str
    label: str
    help: str
    keys: str
    usual: bool


class KeyCatcher(ModalScreen[str | None]):
    """Waits for a key; gives it once nothing speaks against it, or None for Esc."""

    BINDING_GROUP_TITLE = "Another key"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="key.leave", tooltip="Leave the key as it was"),
    ]
    DEFAULT_CSS = """
    KeyCatcher {
        align: center middle;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $accent;
        }
        & .keys--question { text-style: bold; }
        & .keys--said { color: $text-muted; margin: 1 0 0 0; }
        & .keys--trouble { color: $text-error; margin: 1 0 0 0; display: none; }
    }
    """

    def __init__(self, row: KeyRow, own: Mapping[str, str], *, more: bool) -> None:
        super().__init__()
        self._row = row
        self._own = own
        self._more = more

    def compose(self) -> ComposeResult:
        now = spoken_keys(self._row.keys)
        said = f"It goes beside {now}." if self._more else f"It takes the place of {now}."
        with Vertical():
            yield Static(content_line(f"Press the key for “{self._row.label}”"), classes="keys--question")
            yield Static(content_line(said), classes="keys--said")
            yield Static(Content(), classes="keys--trouble")
            keys = Content.assemble(("esc", "bold $text-accent"), " leaves it as it was")
            yield Static(keys, classes="keys--said")

    def on_key(self, event: events.Key) -> None:
        """Look whether the key can be taken, and take it."""
        if event.key == "escape" or not self.is_current:
            return
        event.stop()
        event.prevent_default()
        keys = f"{self._row.keys},{event.key}" if self._more else event.key
        trouble = keymap.trouble_with(self._own, self._row.id, keys)
        if trouble:
            said = self.query_one(".keys--trouble", Static)
            said.update(content_line(f"! {trouble} Press another."))
            said.display = True
        else:
            self.dismiss(keys)

    def action_leave(self) -> None:
        """Leave the key as it was."""
        if self.is_current:
            self.dismiss(None)


class KeysSection(ListSection):
    """Every command with its keys."""

    TITLE = "Keys"
    HELP = "Your own keys"
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change", "new", "usual"})

    def columns(self) -> Sequence[Column]:
        """Return where the command is, what it is called, and its keys."""
        return [
            Column("where", "Where", width=10, sortable=False),
            Column("label", "Command", minimum=14, sortable=False),
            Column("keys", "Keys", width=20, sortable=False),
        ]

    def cells(self, row: KeyRow) -> Sequence[Cell | str]:
        """Return the cells of a command; keys of one's own stand out."""
        keys = Cell(spoken_keys(row.keys), "" if row.usual else "accent", "" if row.usual else "●")
        return Cell(row.where, "dim"), row.label, keys

    def read(self) -> dict[int, KeyRow]:
        """Return all commands, those that are everywhere first."""
        own, _ = keymap.usable(self.room.desk.settings.keys)
        rows = [
            KeyRow(one.id, one.where, one.label, one.help, own.get(one.id, one.keys), one.id not in own)
            for one in commands.COMMANDS
        ]
        return dict(enumerate(rows, 1))

    def note(self, row: KeyRow) -> Content:
        """Return what the command does, and its usual keys where it has others."""
        usual = next(one.keys for one in commands.COMMANDS if one.id == row.id)
        said = f"{row.help}." if row.usual else f"{row.help}. Usually {spoken_keys(usual)}: r takes that again."
        return content_line(said)

    def summary(self) -> str:
        """Return how many are not the usual ones."""
        own, _ = keymap.usable(self.room.desk.settings.keys)
        return f"{len(own)} changed" if own else "the usual ones"

    def do_change(self) -> None:
        """Wait for a key that takes the place of those there are."""
        self._catch(more=False)

    def do_new(self) -> None:
        """Wait for a key that goes beside those there are."""
        self._catch(more=True)

    def _catch(self, *, more: bool) -> None:
        row = self.current
        if row is None:
            return

        def take(keys: str | None) -> None:
            if keys is not None:
                self._save(row, keys)

        self.room.app.push_screen(KeyCatcher(row, self.room.desk.settings.keys, more=more), take)

    def _save(self, row: KeyRow, keys: str) -> None:
        name = f"{row.label} ({row.where}) is {spoken_keys(keys)}"
        self.room.change_own(name, keys=self._without(row.id) | {row.id: keys})

    def _without(self, command: str) -> dict[str, str]:
        return {one: keys for one, keys in self.room.desk.settings.keys.items() if one != command}

    def do_usual(self) -> None:
        """Take the usual keys again, unless something else has them by now."""
        row = self.current
        if row is None or row.usual:
            return
        usual = next(one.keys for one in commands.COMMANDS if one.id == row.id)
        trouble = keymap.trouble_with(self.room.desk.settings.keys, row.id, usual)
        if trouble:
            self.room.notify(content_line(trouble).plain, severity="warning", markup=False)
        else:
            self.room.change_own(f"{row.label} ({row.where}) is {spoken_keys(usual)} again", keys=self._without(row.id))


def spoken_keys(keys: str) -> str:
    """Return keys as people read them, in the order in which they are written."""
    return " ".join(keymap.spoken(key) for key in keymap.in_order(keys)) or "none"
