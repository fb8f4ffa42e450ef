"""The Textual application: modes, theme, keys and palette; what it shows is in `screens`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from partner_tui import commands, settings
from partner_tui.errors import PartnerError
from partner_tui.records import database, history
from partner_tui.records.history import IntentLine
from partner_tui.screens.desk import Desk, DeskApp, DeskScreen
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from partner_tui.widgets.text import ControlCharacterFilter, content_line


class PartnerApp(DeskApp):
    """One school's relationship desk."""

    TITLE = "partner-tui"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("everywhere")]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "today": TodayScreen,
        "people": PeopleScreen,
        "meetings": MeetingsScreen,
    }
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, desk: Desk, settings_file: Path) -> None:
        super().__init__()
        self.desk = desk
        self.settings_file = settings_file
        self._control_characters = ControlCharacterFilter()

    def on_mount(self) -> None:
        """Take over the settings and show Today."""
        if self.desk.settings.theme in self.available_themes:
            self.theme = self.desk.settings.theme
        self.set_keymap(self.desk.settings.keys)
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        self.switch_mode("today")
        self.check_records()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control or bidi character of anybody's text reach the terminal."""
        return [*super().get_line_filters(), self._control_characters]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that the screen has, and those that are everywhere."""
        where = screen.WHERE if isinstance(screen, DeskScreen) else ""
        for command in [*commands.of(where), *commands.of("everywhere")]:
            if command.action != "app.command_palette":
                yield SystemCommand(command.label, command.help, self._runs(command.action, screen))
        yield SystemCommand("Theme", "Choose the colours; light ones, too", self.action_change_theme)

    def _runs(self, action: str, screen: Screen[object]) -> Callable[[], None]:
        async def run() -> None:
            await self.run_action(action, default_namespace=screen)

        return lambda: self.call_next(run)

    def action_go(self, mode: str) -> None:
        """Show the screen of a number key."""
        if mode in self.MODES and isinstance(self.screen, DeskScreen):
            self.switch_mode(mode)

    def action_undo(self) -> None:
        """Take back the last intent."""
        self._turn(history.undo, "Taken back", "There is nothing to take back.")

    def action_redo(self) -> None:
        """Bring forward what was taken back last."""
        self._turn(history.redo, "Brought forward", "There is nothing to bring forward.")

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
        self.notify(content_line(f"{done}: {line.name}" if line else nothing).plain, markup=False)
        screen.refresh_records()

    def open_person(self, person_id: int) -> None:
        """Show the story of a person."""
        self._open("people", lambda screen: isinstance(screen, PeopleScreen) and screen.show_person(person_id))

    def open_meeting(self, meeting_id: int) -> None:
        """Show the story of a meeting."""
        self._open("meetings", lambda screen: isinstance(screen, MeetingsScreen) and screen.show_meeting(meeting_id))

    def _open(self, mode: str, show: Callable[[Screen[object]], object]) -> None:
        self.switch_mode(mode)
        self.call_after_refresh(lambda: show(self.screen))

    @work(thread=True)
    def check_records(self) -> None:
        """Look for damage in the background; what is found is said, and nothing is written."""
        from partner_tui.records import checkup  # not needed before the first paint

        with database.in_thread():
            trouble = checkup.quick_check()
        if trouble is not None:
            self.call_from_thread(
                self.notify, f"{trouble.message} {trouble.hint}", severity="error", timeout=30, markup=False
            )

    def _keep_theme(self, name: str) -> None:
        try:
            self.desk.settings = settings.change(self.settings_file, theme=name)
        except PartnerError as error:
            self.notify(error.message, severity="error", markup=False)


def open_app(path: Path, chosen: Settings, environment: Mapping[str, str]) -> int:
    """Open the records at `path` on the screen; return the exit code. Raise PartnerError if they cannot be opened."""
    database.open_records(path)
    try:
        return PartnerApp(Desk(chosen, environment), settings.path(environment)).run() or 0
    finally:
        database.close_records()
