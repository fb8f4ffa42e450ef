"""Settings: those of the school, which are in the records, and those of this computer; saved at once, undoable."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widgets import Input

from partner_tui import commands
from partner_tui.screens.desk import WIDE
from partner_tui.screens.heading import Heading
from partner_tui.screens.settings_computer import SelfSection, ThemeSection
from partner_tui.screens.settings_keys import KeysSection
from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.screens.settings_partners import PartnersSection
from partner_tui.screens.settings_questions import QuestionsSection
from partner_tui.screens.settings_requirements import RequirementsSection
from partner_tui.screens.settings_school import HoursSection, PaceSection, SchoolSection
from partner_tui.screens.settings_section import ListSection, Section, SettingsTable
from partner_tui.screens.settings_words import WordsSection
from partner_tui.screens.settings_years import ClosuresSection, YearsSection
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.table_columns import Column

SECTIONS: tuple[type[Section], ...] = (
    SchoolSection,
    PaceSection,
    HoursSection,
    YearsSection,
    ClosuresSection,
    QuestionsSection,
    PartnersSection,
    WordsSection,
    RequirementsSection,
    ThemeSection,
    KeysSection,
    SelfSection,
)

OF_SECTIONS = frozenset(
    {"change", "new", "term", "archive", "archived", "earlier", "later", "audience", "about", "usual"}
)
"""The actions that a section has or has not."""

OF_A_LINE = frozenset({"term", "archive", "earlier", "later", "usual"})
"""Those that are about the highlighted line: only where the keys go into its list."""


class SectionTable(SettingsTable):
    """The sections; the highlighted one is shown beside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Go in", id="table.open", tooltip="Put the keys into the section"),
    ]


class SettingsScreen(OwnSettings):
    """The sections at the left, the content of one at the right."""

    WHERE = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("settings")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's, as it declares it
    AUTO_FOCUS = "SectionTable"

    def __init__(self) -> None:
        super().__init__()
        self._sections = {number: kind(self) for number, kind in enumerate(SECTIONS, 1)}

    def compose(self) -> ComposeResult:
        yield Heading("Settings")
        with Horizontal(id="settings"):
            with Vertical(id="sections"):
                yield SectionTable(
                    [Column("name", "Section", width=14), Column("now", "", minimum=8, priority=1)], _cells
                )
            yield from self._sections.values()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first section."""
        self.query_one("#sections").border_title = "Settings"

    @property
    def section(self) -> Section:
        """The section in sight."""
        return self._sections[self.query_one(SectionTable).highlighted or 1]

    def reload(self) -> None:
        """Show what holds now."""
        self.query_one(Heading).reload()
        said = {number: (section.TITLE, section.summary()) for number, section in self._sections.items()}
        self.query_one(SectionTable).show(array("q", said), lambda ids: {one: said[one] for one in ids})
        self._show_section()

    def _show_section(self) -> None:
        shown = self.section
        for section in self._sections.values():
            section.display = section is shown
        self.attempt(shown.reload)
        self.refresh_bindings()

    def show_section(self, kind: type[Section]) -> None:
        """Go into a section."""
        number = next(number for number, one in self._sections.items() if isinstance(one, kind))
        self.query_one(SectionTable).highlight(number)
        self._show_section()
        self.section.enter()

    @property
    def is_inside(self) -> bool:
        """Whether the keys go into the section."""
        return self.focused is not None and self.section in self.focused.ancestors

    @on(RecordTable.Highlighted)
    def _highlighted(self, event: RecordTable.Highlighted) -> None:
        if not isinstance(event.table, SectionTable):
            section = self.section
            if isinstance(section, ListSection):
                section.say_note()
            return
        for section in self._sections.values():
            if section.display and section is not self.section:
                section.leave()
        self._show_section()

    @on(RecordTable.Selected)
    def _selected(self, event: RecordTable.Selected) -> None:
        if isinstance(event.table, SectionTable):
            self.action_inside()
        else:
            self._run("change")

    @on(DescendantFocus)
    def _another_place(self) -> None:
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Whatever the section only tries out ends when something else is shown."""
        self.section.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A section has the keys that it offers."""
        if action in OF_SECTIONS:
            here = bool(self.query(SectionTable)) and (self.is_inside or action not in OF_A_LINE)
            return here and self.section.offers(action)
        if action in ("inside", "outside"):
            return not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def _run(self, action: str) -> None:
        if self.section.offers(action):
            run: Callable[[], object] = getattr(self.section, f"do_{action}")
            self.attempt(run)

    def action_inside(self) -> None:
        """Put the keys into the section."""
        self.section.enter()

    def action_outside(self) -> None:
        """Put the keys back to the list of the sections."""
        if self.is_inside:
            self.section.give_up()
        self.query_one(SectionTable).focus()

    def action_other_side(self) -> None:
        """Go from the sections into the section, and back; from field to field inside of one."""
        if isinstance(self.focused, Input):
            self.focus_next()
        elif self.is_inside:
            self.action_outside()
        else:
            self.action_inside()

    def action_back(self) -> None:
        """Leave the section, or else the settings."""
        if self.is_inside:
            self.action_outside()
        else:
            self.call_later(self.run_action, "app.leave_settings")

    def action_new(self) -> None:
        """Add something to the section."""
        self._run("new")

    def action_term(self) -> None:
        """Add a term to the school year."""
        self._run("term")

    def action_archive(self) -> None:
        """Put away what is highlighted, or bring it back."""
        self._run("archive")

    def action_archived(self) -> None:
        """Show what was put away, or again what was not."""
        self._run("archived")

    def action_earlier(self) -> None:
        """Let the question be asked earlier."""
        self._run("earlier")

    def action_later(self) -> None:
        """Let the question be asked later."""
        self._run("later")

    def action_audience(self) -> None:
        """Show the questions for others."""
        self._run("audience")

    def action_about(self) -> None:
        """Show the questions about something else."""
        self._run("about")

    def action_usual(self) -> None:
        """Take the usual again."""
        self._run("usual")


def _cells(row: tuple[str, str]) -> Sequence[str]:
    return row
