"""The Textual application: modes, theme, keys and palette; what it shows is in `screens`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from partner_tui import commands, settings
from partner_tui.errors import PartnerError
from partner_tui.records import database, history
from partner_tui.records.history import IntentLine
from partner_tui.screens import drafts, keymap
from partner_tui.screens.desk import Desk, DeskScreen
from partner_tui.screens.ending import EndingApp, run
from partner_tui.screens.history import HistoryScreen
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.palette import PaletteApp
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.reports import ReportsScreen
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from partner_tui.widgets.text import ControlCharacterFilter, content_line


class PartnerApp(PaletteApp, EndingApp):
    """One school's relationship desk over the open records, or, without any, the first start for those at `path`."""

    TITLE = "partner-tui"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings("everywhere"),
        Binding("ctrl+q", "app.quit", show=False, priority=True),  # over forms and questions, too
    ]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "today": TodayScreen,
        "people": PeopleScreen,
        "meetings": MeetingsScreen,
        "reports": ReportsScreen,
        "history": HistoryScreen,
    }

    def __init__(self, desk: Desk, settings_file: Path, path: Path) -> None:
        super().__init__()
        self.desk = desk
        self.settings_file = settings_file
        self.path = path
        self._control_characters = ControlCharacterFilter()
        self._came_from = "today"

    def on_mount(self) -> None:
        """Take over the settings and show Today, or the first start where there is no file."""
        if self.desk.settings.theme in self.available_themes:
            self.theme = self.desk.settings.theme
        usable, said = keymap.usable(self.desk.settings.keys)
        self.set_keymap(usable)
        for sentence in said:
            self.notify(content_line(sentence).plain, severity="warning", timeout=20, markup=False)
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme=theme.name))
        self.heed_signals()
        if self.path.exists():
            self.switch_mode("today")
            self.check_records()
            self.offer_draft()
        else:
            self.begin()

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
        if isinstance(self.screen, HistoryScreen):
            self.action_leave_history()
        elif isinstance(self.screen, DeskScreen):
            self._came_from = self.current_mode
            self.switch_mode("history")

    def action_leave_history(self) -> None:
        """Go back from the history."""
        if isinstance(self.screen, HistoryScreen):
            self.switch_mode(self._came_from)

    def action_help(self) -> None:
        """Show help for what has the focus."""
        from partner_tui.screens.help import HelpScreen, help_on  # Markdown is needed by the help only

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(help_on(self.screen))

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
        self.clear_notifications()  # several in a row would cover what they bring back
        self.notify(content_line(f"{done}: {line.name}" if line else nothing).plain, markup=False)
        screen.refresh_records()

    def open_person(self, person_id: int) -> None:
        """Show the story of a person; Esc there goes back to where they were opened."""
        back_to = self.current_mode

        def show() -> None:
            if isinstance(self.screen, PeopleScreen):
                self.screen.show_person(person_id, back_to)

        self.switch_mode("people")
        self.call_after_refresh(show)

    def open_meeting(self, meeting_id: int) -> None:
        """Show the story of a meeting."""

        def show() -> None:
            if isinstance(self.screen, MeetingsScreen):
                self.screen.show_meeting(meeting_id)

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
