"""The Textual application: modes, theme, keys and palette; what it shows is in `screens`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from partner_tui import commands, settings
from partner_tui.errors import PartnerError
from partner_tui.records import database
from partner_tui.screens import drafts
from partner_tui.screens.desk import Desk, DeskScreen
from partner_tui.screens.ending import EndingApp, run
from partner_tui.screens.find_opening import FindingApp
from partner_tui.screens.hours_opening import HoursApp
from partner_tui.screens.palette import PaletteApp
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from partner_tui.widgets.text import ControlCharacterFilter, content_line

if TYPE_CHECKING:
    from partner_tui.records.history import IntentLine

CHECK_AFTER = 1.0
"""Seconds after the start before the file is looked through: the first paint comes first."""


def _later(module: str, name: str) -> Callable[[], Screen[None]]:
    """Return what makes a screen of `screens`, loaded when it is first shown: Today is there before the others."""

    def make() -> Screen[None]:
        screen: Screen[None] = getattr(import_module(f"partner_tui.screens.{module}"), name)()
        return screen

    return make


class PartnerApp(PaletteApp, EndingApp, FindingApp, TimelineApp, HoursApp):
    """One school's relationship desk over the open records, or, without any, the first start for those at `path`."""

    TITLE = "partner-tui"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings("everywhere"),
        Binding("ctrl+q", "app.quit", show=False, priority=True),  # over forms and questions, too
    ]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "today": TodayScreen,
        "people": _later("people", "PeopleScreen"),
        "meetings": _later("meetings", "MeetingsScreen"),
        "partners": _later("partners", "PartnersScreen"),
        "board": _later("board", "BoardScreen"),
        "reports": _later("reports", "ReportsScreen"),
        "promises": _later("promises", "PromisesScreen"),
        "goals": _later("goals", "GoalsScreen"),
        "agreements": _later("agreements", "AgreementsScreen"),
        "openings": _later("openings", "OpeningsScreen"),
        "placements": _later("placements", "PlacementsScreen"),
        "hours": _later("hours_grid", "HoursScreen"),
        "history": _later("history", "HistoryScreen"),
        "timeline": _later("timeline", "TimelineScreen"),
        "settings": _later("settings", "SettingsScreen"),
        "import": _later("import_screen", "ImportScreen"),
    }

    def __init__(self, desk: Desk, settings_file: Path, path: Path) -> None:
        if path.exists():
            # With Today as the first screen of all, no empty one is styled, laid out and painted before it.
            vars(self)["DEFAULT_MODE"] = "today"
        super().__init__()
        self.desk = desk
        self.settings_file = settings_file
        self.path = path
        self._control_characters = ControlCharacterFilter()
        self._came_from: list[str] = []
        self._previewed = ""
        if desk.settings.theme in self.available_themes:
            # Before the style sheet is read: a theme that is set later has all of it read once more.
            self.set_reactive(PartnerApp.theme, desk.settings.theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Take over the settings and show Today, or the first start where there is no file."""
        if self.desk.settings.keys:
            self._use_own_keys()
        self.theme_changed_signal.subscribe(self, lambda theme: self._theme_changed(theme.name))
        self.heed_signals()
        if self.path.exists():
            self.switch_mode("today")
            self.set_timer(CHECK_AFTER, self.check_records)
            self.offer_draft()
        else:
            self.begin()

    def _use_own_keys(self) -> None:
        from partner_tui.screens import keymap  # it knows the lists, and Today has none

        usable, said = keymap.usable(self.desk.settings.keys)
        self.set_keymap(usable)
        for sentence in said:
            self.notify(content_line(sentence).plain, severity="warning", timeout=20, markup=False)

    @work
    async def begin(self) -> None:
        """Ask how to begin; afterwards show Today, and ask who sits here."""
        from partner_tui.screens.first_run import FirstRunScreen  # only the first start needs it
        from partner_tui.screens.who import ask_who

        self.path = await self.push_screen_wait(FirstRunScreen(self.path))
        self._remember(database=str(self.path.absolute()))
        self.desk.forget()
        await self.switch_mode("today")
        if me := await ask_who(self):
            self._remember(me=me)
            if isinstance(self.screen, DeskScreen):
                self.screen.refresh_records()

    @work
    async def offer_draft(self) -> None:
        """Offer what somebody was writing when the program had to end."""
        file = self.settings_file.with_name(drafts.FILE)
        draft = drafts.kept(file, self.path.absolute())
        if draft is not None and isinstance(self.screen, DeskScreen):
            await drafts.offer(self.screen, draft, file)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control or bidi character of anybody's text reach the terminal."""
        return [*super().get_line_filters(), self._control_characters]

    def action_go(self, mode: str) -> None:
        """Show the screen of a number key."""
        if mode in self.MODES and isinstance(self.screen, DeskScreen):
            self.switch_mode(mode)

    def action_history(self) -> None:
        """Show all that was done; from there, go back."""
        self._go_aside("history")

    def action_leave_history(self) -> None:
        """Go back from the history."""
        self._leave_aside("history")

    def action_settings(self) -> None:
        """Show the settings; from there, go back."""
        self._go_aside("settings")

    def action_leave_settings(self) -> None:
        """Go back from the settings."""
        self._leave_aside("settings")

    def action_import_file(self) -> None:
        """Show the import, which asks for a file unless it has one to go on with."""
        from partner_tui.screens.import_screen import ImportScreen  # only an import needs it

        def ask() -> None:
            if isinstance(self.screen, ImportScreen):
                self.screen.begin()

        if isinstance(self.screen, ImportScreen):
            self.screen.action_choose()
        else:
            self._go_aside("import")
            self.call_after_refresh(ask)

    def action_leave_import(self) -> None:
        """Go back from the import."""
        self._leave_aside("import")

    def _go_aside(self, mode: str) -> None:
        if self._shows(mode):
            self._leave_aside(mode)
        elif isinstance(self.screen, DeskScreen):
            self._came_from = [*(one for one in self._came_from if one != mode), self.current_mode]
            self.switch_mode(mode)

    def _leave_aside(self, mode: str) -> None:
        if self._shows(mode):
            self.switch_mode(self._came_from.pop() if self._came_from else "today")

    def _shows(self, mode: str) -> bool:
        return self.current_mode == mode and isinstance(self.screen, DeskScreen)

    def action_help(self) -> None:
        """Show help for what has the focus."""
        from partner_tui.screens.help import HelpScreen, help_on  # Markdown is needed by the help only

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(help_on(self.screen))

    def action_capture(self) -> None:
        """Log one line."""
        from partner_tui.screens.capture import open_line  # reading lines is not needed before one is typed

        if isinstance(self.screen, DeskScreen):
            open_line(self.screen)

    def action_undo(self) -> None:
        """Take back the last intent, or what the screen itself did since."""
        if not self._turned_own(back=True):
            from partner_tui.records import history  # the first paint needs nothing of it

            self._turn(history.undo, "Taken back", "There is nothing to take back.")

    def action_redo(self) -> None:
        """Bring forward what was taken back last."""
        if not self._turned_own(back=False):
            from partner_tui.records import history

            self._turn(history.redo, "Brought forward", "There is nothing to bring forward.")

    def _turned_own(self, *, back: bool) -> bool:
        return isinstance(self.screen, DeskScreen) and self.screen.turn_own(back=back)

    def _turn(self, turn: Callable[..., IntentLine | None], done: str, nothing: str) -> None:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        try:
            line = turn(who=self.desk.who, at=settings.now(self.desk.environment))
        except PartnerError as error:
            screen.say_error(error)
            return
        self.desk.forget()
        self.clear_notifications()  # several in a row would cover what they bring back
        self.notify(content_line(f"{done}: {line.name}" if line else nothing).plain, markup=False)
        screen.refresh_records()

    def open_person(self, person_id: int) -> None:
        """Show the story of a person; Esc there goes back to where they were opened."""
        back_to = self.current_mode

        from partner_tui.screens.people import PeopleScreen

        def show() -> None:
            if isinstance(self.screen, PeopleScreen):
                self.screen.show_person(person_id, back_to)

        self.switch_mode("people")
        self.call_after_refresh(show)

    def open_meeting(self, meeting_id: int) -> None:
        """Show the story of a meeting; Esc there goes back to where it was opened."""
        back_to = self.current_mode

        from partner_tui.screens.meetings import MeetingsScreen

        def show() -> None:
            if isinstance(self.screen, MeetingsScreen):
                self.screen.show_meeting(meeting_id, back_to)

        self.switch_mode("meetings")
        self.call_after_refresh(show)

    @work(thread=True)
    def check_records(self) -> None:
        """Look for damage in the background, and make the day's copy of records that are whole; trouble is said."""
        from partner_tui.records import backups, checkup  # not needed before the first paint

        with database.in_thread():
            trouble: PartnerError | None = checkup.quick_check()
            try:
                if trouble is None and not database.current().read_only:
                    backups.back_up_if_due(database.current(), settings.now(self.desk.environment))
            except PartnerError as error:
                trouble = error
        if trouble is not None:
            said = f"{trouble.message} {trouble.hint}"
            self.call_from_thread(self.notify, said, severity="error", timeout=30, markup=False)

    def remember(self, **values: Any) -> None:
        settings.change(self.settings_file, **values)
        self.desk.settings = replace(self.desk.settings, **values)
        if "keys" in values:
            from partner_tui.screens import keymap

            self.set_keymap(keymap.usable(self.desk.settings.keys)[0])
        if "theme" in values:
            self.preview_theme(self.desk.settings.theme)

    def preview_theme(self, name: str) -> None:
        self._previewed = name
        if name in self.available_themes and name != self.theme:
            self.theme = name

    def _theme_changed(self, name: str) -> None:
        if name != self._previewed:
            self._previewed = ""
            self._remember(theme=name)

    def _remember(self, **values: Any) -> None:
        changed = replace(self.desk.settings, **values)
        if changed == self.desk.settings:
            return
        self.desk.settings = changed
        try:
            settings.change(self.settings_file, **values)
        except PartnerError as error:
            self.notify(error.message, severity="error", markup=False)


def open_app(path: Path, chosen: Settings, environment: Mapping[str, str]) -> int:
    """Open the records at `path` on the screen, or, where no file is, the first start; return the exit code.

    Raise PartnerError if there is a file that cannot be opened.
    """
    if path.exists():
        database.open_records(path)
    return run(PartnerApp(Desk(chosen, environment), settings.path(environment), path))
