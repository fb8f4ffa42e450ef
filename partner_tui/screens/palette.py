"""The command palette as Textual has it, but steady under keys that come faster than it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from inspect import unwrap

from textual import events, work
from textual.app import ComposeResult, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widgets import LoadingIndicator

from partner_tui import commands
from partner_tui.screens.desk import DeskApp, DeskScreen
from partner_tui.widgets.steady_list import SteadyPaging


class SteadyCommandList(SteadyPaging, CommandList, can_focus=False):
    """The palette's list; Page Down before it is laid out moves nothing."""


class SteadyPalette(CommandPalette):
    """Waits with its keys until its list is there, and closes once.

    Textual's own ends the app when Page Down comes before its list, or a second Esc before it is gone. What is
    overridden is private; a test presses such keys.
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield SteadyCommandList()
                yield LoadingIndicator()

    def on_mount(self, event: events.Mount) -> None:
        """Do nothing more where Esc was faster: Textual would look for the screen below one that is gone."""
        if self not in self.app.screen_stack[1:]:
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, unless it is closed already: another Esc must not close what lies below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    @property
    def _has_list(self) -> bool:
        return self.is_mounted and bool(self.query(CommandList))

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        # The worker outlives the palette by a moment, and then looks for its list in vain.
        with suppress(NoMatches):
            await unwrap(CommandPalette._gather_commands)(self, search_value)

    def _action_command_list(self, action: str) -> None:
        if self._has_list:
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        if self._has_list:
            super()._action_cursor_down()

    def _watch__list_visible(self) -> None:
        if self._has_list:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._has_list:
            await super()._watch__show_busy()


class PaletteApp(DeskApp):
    """An app whose palette lists every command of the screen by name."""

    COMMAND_PALETTE_BINDING = "ctrl+p"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that the screen has, and those that are everywhere."""
        where = screen.WHERE if isinstance(screen, DeskScreen) else ""
        for command in [*commands.of(where), *(commands.of("everywhere") if where else [])]:
            if command.action != "app.command_palette":
                yield SystemCommand(command.label, command.help, self._runs(command, screen))
        yield SystemCommand("Theme", "Choose the colours; light ones, too", self.action_change_theme)

    def _runs(self, command: commands.Command, screen: Screen[object]) -> Callable[[], None]:
        async def run() -> None:
            if command.where != "everywhere" and not screen.check_action(command.action, ()):
                self.notify(f"Nothing is highlighted that “{command.label}” could be about.", markup=False)
                return
            await self.run_action(command.action, default_namespace=screen)

        return lambda: self.call_next(run)

    def action_command_palette(self) -> None:
        """List every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(SteadyPalette())

    def search_themes(self) -> None:
        """List the themes."""
        self.push_screen(SteadyPalette([ThemeProvider], placeholder="Which colours?"))
