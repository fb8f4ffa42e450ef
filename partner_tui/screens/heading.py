"""The masthead of a screen, filled from the desk."""

from __future__ import annotations

from textual import getters

from partner_tui import commands
from partner_tui.dates import say_full_day
from partner_tui.screens.desk import DeskApp, read_only
from partner_tui.widgets.masthead import Masthead, Tab


class Heading(Masthead):
    """The school, the day and its school week; the tabs of the screens."""

    app = getters.app(DeskApp)

    def __init__(self, current: str) -> None:
        tabs = [
            Tab(command.keys, command.label, command.action)
            for command in commands.of("everywhere")
            if command.action.startswith("app.go(")
        ]
        super().__init__(tabs, current)

    def reload(self) -> None:
        """Say the school and the day as they are now."""
        desk = self.app.desk
        today, calendar = desk.today, desk.calendar
        week, weeks = calendar.week_number(today), calendar.weeks_in_year(today)
        day = say_full_day(today) + (f" · school week {week} of {weeks}" if week and weeks else "")
        closure = calendar.closure_on(today)
        banner = "! These records are open read-only: nothing can be changed here." if read_only() else ""
        self.say(desk.school.name, f"{day} · {closure.name}" if closure else day, banner)
