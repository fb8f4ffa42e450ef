"""The word lists that a school may change: kinds of organizations, sectors, and what is contributed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.widgets import Input

from partner_tui.records import words
from partner_tui.records.fields import NAME
from partner_tui.records.history import Intent
from partner_tui.records.values import shortened
from partner_tui.records.words import WordList, WordRow
from partner_tui.screens.forms import Form
from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.screens.settings_section import ListSection
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line

LISTS = {
    WordList.ORGANIZATION_KIND: "kinds of organization",
    WordList.SECTOR: "sectors",
    WordList.CONTRIBUTION: "contributions",
}
"""The lists, as they are read."""


@dataclass(frozen=True, slots=True)
class WordDraft:
    """A word as the form has it, and the version that was read; 0 for a new one and for one of the program's."""

    label: str = ""
    version: int = 0


class WordForm(Form[WordDraft]):
    """How a word is read."""

    HELP = "Word lists"

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the one field."""
        return [[FormField("label", "word", Input(select_on_focus=False), limit=NAME)]]

    def texts(self, draft: WordDraft) -> dict[str, str]:
        """Return what stands in the field."""
        return {"label": draft.label}

    def draft(self) -> WordDraft:
        """Return what is written."""
        return WordDraft(" ".join(self.text("label").split()), self.given.version)

    def first_field(self) -> str:
        """Start with the word."""
        return "label"


class WordsSection(ListSection):
    """The words of one list, in the order in which they are offered; or those put away."""

    TITLE = "Word lists"
    HELP = "Word lists"
    PURPOSE = "The words that are offered for a partner's kind and sector, and for what is contributed."
    HINTS = (KeyHint("n", "adds one", "screen.new"), KeyHint("f", "another list", "screen.audience"))
    OFFERS: ClassVar[frozenset[str]] = frozenset(
        {"change", "new", "archive", "archived", "earlier", "later", "audience"}
    )

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(room)
        self.of = WordList.ORGANIZATION_KIND
        """Which list is shown."""
        self.archived = False
        """Whether it is those that were put away."""
        self._added = ""

    def columns(self) -> Sequence[Column]:
        """Return the word, and whether the school made it what it is."""
        return [
            Column("label", "Word", weight=3, minimum=20, sortable=False),
            Column("code", "Code", width=20, priority=1, sortable=False),
            Column("whose", "Changed", width=8, sortable=False),
        ]

    def cells(self, row: WordRow) -> Sequence[Cell | str]:
        """Return the cells of a word."""
        return row.label, Cell(row.code, "dim"), Cell(_whose(row), "dim")

    def read(self) -> dict[int, WordRow]:
        """Return the words, in their order; each has its place in the list, whether put away or not, as its number."""
        every = [*words.listing(self.of), *words.listing(self.of, archived=True)]
        numbers = {code: number for number, code in enumerate(sorted(row.code for row in every), 1)}
        return {numbers[row.code]: row for row in every if row.archived == self.archived}

    def reload(self) -> None:
        """Read the list; say in the frame which it is."""
        self.border_title = f"{self.TITLE}: {LISTS[self.of]}"
        keys = "put away · z the others" if self.archived else "f another list · K J move · z put away"
        self.border_subtitle = keys
        super().reload()

    def note(self, row: WordRow) -> Content:
        """Return what the word was at first, and that what has it keeps it."""
        if row.archived:
            return content_line(f"{row.label}: what has it keeps it; a brings it back")
        return content_line(f"{row.label} stands as {row.code} in files; a new label changes no record")

    def summary(self) -> str:
        """Return how many words the school changed or added."""
        every = (row for of in WordList for away in (False, True) for row in words.listing(of, archived=away))
        changed = sum(bool(row.version) for row in every)
        return f"{changed} changed" if changed else "as usual"

    def do_audience(self) -> None:
        """Go on to the next list."""
        lists = list(LISTS)
        self.of = lists[(lists.index(self.of) + 1) % len(lists)]
        self._listed_anew()

    def do_archived(self) -> None:
        """List what was put away, or again what was not."""
        self.archived = not self.archived
        self._listed_anew()

    def _listed_anew(self) -> None:
        self.reload()
        self.room.refresh_bindings()

    def do_earlier(self) -> None:
        """Let the word stand before the one above it."""
        self._move(-1)

    def do_later(self) -> None:
        """Let the word stand after the one below it."""
        self._move(1)

    def _move(self, by: int) -> None:
        row, listed = self.current, list(self._rows.values())
        at = listed.index(row) if row in listed else -1
        if row is None or row.archived or not 0 <= at + by < len(listed) or not self.room.may_write():
            return
        name = f"Move {shortened(row.label)} {'up' if by < 0 else 'down'} among {LISTS[self.of]}"
        self.room.change(name, lambda intent: words.move(intent, self.of, row.code, by))

    def do_archive(self) -> None:
        """Put the word away, or bring it back; what has it keeps it."""
        row = self.current
        if row is None or not self.room.may_write():
            return
        does = words.restore if row.archived else words.archive
        name = f"{'Bring back' if row.archived else 'Archive'} {shortened(row.label)} of {LISTS[self.of]}"
        self.room.change(name, lambda intent: does(intent, self.of, row.code, row.version))

    def do_change(self) -> None:
        """Give the highlighted word another label."""
        row = self.current
        if row is None:
            return

        def write(intent: Intent, draft: WordDraft) -> None:
            words.edit(intent, self.of, row.code, draft.version, label=draft.label)

        def reread() -> WordDraft:
            now = words.named(self.of, row.code, archived=row.archived)
            return WordDraft(now.label, now.version)

        name = f"Rename {shortened(row.label)} to "
        self._open("Rename the word", WordDraft(row.label, row.version), name, write, reread)

    def do_new(self) -> None:
        """Ask for a word of the list in sight."""
        self.archived = False

        def write(intent: Intent, draft: WordDraft) -> None:
            self._added = words.add(intent, self.of, draft.label)

        self._open(f"New word among {LISTS[self.of]}", WordDraft(), f"Add to {LISTS[self.of]}: ", write)

    def _open(
        self,
        heading: str,
        draft: WordDraft,
        name: str,
        write: Callable[[Intent, WordDraft], object],
        reread: Callable[[], WordDraft] | None = None,
    ) -> None:
        if not self.room.may_write():
            return

        def submit(drawn: WordDraft) -> None:
            with self.room.desk.intent(f"{name}{shortened(drawn.label)}") as intent:
                write(intent, drawn)

        form = WordForm(heading, draft, submit, reread=reread)
        self.room.app.push_screen(form, lambda done: self._shown() if done else None)

    def _shown(self) -> None:
        added, self._added = self._added, ""
        self.to_show = next((number for number, row in self.read().items() if row.code == added), None)
        self.room.say_done("Saved the word")
        self.enter()


def _whose(row: WordRow) -> str:
    if row.own:
        return "added"
    return "changed" if row.version else ""
