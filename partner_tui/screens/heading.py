"""The masthead of a screen, filled from the desk."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters
from textual.binding import Binding

from partner_tui import commands
from partner_tui.commands import Command
from partner_tui.dates import say_full_day
from partner_tui.screens import keymap
from partner_tui.screens.desk import DeskApp, read_only
from partner_tui.widgets.masthead import Masthead, Tab

_TOOLS = ("app.capture", "app.find", "app.help")


class Heading(Masthead):
    """The school, the day and its school week; the tabs of the screens, and what can be done everywhere."""

    app = getters.app(DeskApp)

    def reload(self) -> None:
        """Say the school, the day and the keys as they are now."""
        everywhere = commands.of("everywhere")
        tabs = [command for command in everywhere if command.action.startswith("app.go(")]
        tools = [command for action in _TOOLS for command in everywhere if command.action == action]
        self.show_ways(self._ways(tabs), self._ways(tools))
        desk = self.app.desk
        today, calendar = desk.today, desk.calendar
        week, weeks = calendar.week_number(today), calendar.weeks_in_year(today)
        day = say_full_day(today) + (f" · school week {week} of {weeks}" if week and weeks else "")
        closure = calendar.closure_on(today)
        banner = "! These records are open read-only: nothing can be changed here." if read_only() else ""
        self.say(desk.school.name, f"{day} · {closure.name}" if closure else day, banner)

    def _ways(self, chosen: Sequence[Command]) -> list[Tab]:
        own, _ = keymap.usable(self.app.desk.settings.keys)
        keys = ((one, own.get(one.id, one.keys).split(",")[0]) for one in chosen)
        return [Tab(self.app.get_key_display(Binding(key, "")), one.label, one.action) for one, key in keys]
