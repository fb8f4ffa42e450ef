"""The settings of this computer: its colours, who sits here, and how days are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content

from partner_tui.errors import NotFound
from partner_tui.records import people
from partner_tui.screens.settings_section import ListSection
from partner_tui.screens.who import WhoScreen
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line
from partner_tui.widgets.themes import THEMES

_OWN = tuple(theme.name for theme in THEMES)


class ThemeRow(NamedTuple):
    """A theme: its name, and whether it is dark, our own, and the one in use."""

    name: str
    dark: bool
    own: bool
    used: bool


class ThemeSection(ListSection):
    """The colours; the highlighted ones are shown at once, Enter takes them."""

    TITLE = "Theme"
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change"})

    def columns(self) -> Sequence[Column]:
        """Return the name, and what the theme is for."""
        return [
            Column("name", "Theme", minimum=16, sortable=False),
            Column("for", "", width=16, sortable=False),
        ]

    def cells(self, row: ThemeRow) -> Sequence[Cell | str]:
        """Return the cells of a theme."""
        name = Cell(row.name, "accent" if row.used else "strong" if row.own else "", "●" if row.used else " ")
        return name, Cell(f"{'dark' if row.dark else 'light'}{', our own' if row.own else ''}", "dim")

    def read(self) -> dict[int, ThemeRow]:
        """Return the themes, our own first."""
        app = self.room.app
        there = app.available_themes
        names = [*_OWN, *sorted(name for name in there if name not in _OWN and not name.startswith("textual-ansi"))]
        used = app.desk.settings.theme
        rows = [ThemeRow(name, there[name].dark, name in _OWN, name == used) for name in names]
        return dict(enumerate(rows, 1))

    def first(self) -> int | None:
        """Return the theme in use."""
        return next((number for number, row in self._rows.items() if row.used), None)

    def note(self, row: ThemeRow) -> Content:
        """Show what the colours are."""
        tones = {"primary": "primary", "accent": "accent", "success": "✓ good", "warning": "▲ look", "error": "! wrong"}
        swatches = Content("  ").join(Content.styled(word, f"bold $text-{tone}") for tone, word in tones.items())
        said = "the one in use" if row.used else "Enter takes it, esc leaves it"
        return Content("\n").join([swatches, content_line(f"{row.name}: {said}", "$text-muted")])

    def say_note(self) -> None:
        """Show the highlighted colours, as long as the keys are in the list."""
        row = self.current
        if row is not None and self.table.has_focus:
            self.room.app.preview_theme(row.name)
        super().say_note()

    def enter(self) -> None:
        """Start at the theme in use."""
        used = self.first()
        if used is not None:
            self.table.highlight(used)
        super().enter()

    def leave(self) -> None:
        """Go back to the colours in use."""
        self.room.app.preview_theme(self.room.desk.settings.theme)
        used = self.first()
        if used is not None:
            self.table.highlight(used)

    def summary(self) -> str:
        """Return the theme in use."""
        return self.room.desk.settings.theme

    def do_change(self) -> None:
        """Take the highlighted colours."""
        row = self.current
        if row is not None:
            self.room.change_own(f"Theme {row.name}", theme=row.name)


class OwnRow(NamedTuple):
    """A line of what this computer knows of who sits here."""

    setting: str
    label: str
    stands: str
    note: str


class SelfSection(ListSection):
    """Who sits here, and how they write a day."""

    TITLE = "Who I am"
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change", "usual"})

    def columns(self) -> Sequence[Column]:
        """Return what is asked, and the answer."""
        return [
            Column("label", "This computer", width=16, sortable=False),
            Column("stands", "", minimum=12, sortable=False),
        ]

    def cells(self, row: OwnRow) -> Sequence[Cell | str]:
        """Return the cells of a line."""
        return row.label, Cell(row.stands, "strong" if row.stands else "dim")

    def read(self) -> dict[int, OwnRow]:
        """Return who sits here, and what 12/3 is."""
        own = self.room.desk.settings
        who = "You are left out of the rotation: nobody meets themselves. Enter chooses; r says nobody of the list."
        day = "Enter turns it around. 3 dec and 2026-12-03 are read either way."
        return {
            1: OwnRow("me", "I am", self.summary(), who),
            2: OwnRow("day_first", "12/3 is", "12 March" if own.day_first else "3 December", day),
        }

    def note(self, row: OwnRow) -> Content:
        """Return what it is for."""
        return content_line(row.note)

    def summary(self) -> str:
        """Return the name of whoever sits here."""
        me = self.room.desk.settings.me
        if not me:
            return "nobody said"
        try:
            return people.named(me).name
        except NotFound:
            return "somebody not in these records"

    def do_change(self) -> None:
        """Choose who sits here, or turn the days around."""
        row = self.current
        if row is None:
            return
        if row.setting == "me":
            self.room.app.push_screen(WhoScreen(), self._take)
        else:
            first = not self.room.desk.settings.day_first
            self.room.change_own(f"12/3 is {'12 March' if first else '3 December'}", day_first=first)

    def _take(self, uid: str | None) -> None:
        if uid:
            self.room.attempt(lambda: self.room.change_own(f"I am {people.named(uid).name}", me=uid))

    def do_usual(self) -> None:
        """Say that nobody of the list sits here, or take the usual way to write days."""
        row = self.current
        if row is not None and row.setting == "me":
            self.room.change_own("I am nobody of the list", me="")
        elif row is not None:
            self.room.change_own("12/3 is 3 December", day_first=False)
