"""Hours from every screen: the grid of a cohort opens over what is there, and Esc goes back."""

from __future__ import annotations

from collections.abc import Sequence

from partner_tui.screens.desk import DeskApp, DeskScreen

MODE = "hours"
"""The mode in which the grid is shown."""

ALL = "all running placements"


class HoursApp(DeskApp):
    """An app in which the hours of some placements can be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.hours_of: tuple[int, ...] | None = None
        """The placements of the grid; None for all that run."""
        self.hours_title = ALL
        self._hours_from = "today"

    def open_hours(self, placement_ids: Sequence[int] | None = None, title: str = "") -> None:
        """Show the hours of some placements, or, with nothing given, of all that run; Esc there goes back."""
        if not isinstance(self.screen, DeskScreen):
            return
        self.hours_of = None if placement_ids is None else tuple(placement_ids)
        self.hours_title = title or ALL
        if self.current_mode == MODE:
            self.screen.refresh_records()
        else:
            self._hours_from = self.current_mode
            self.switch_mode(MODE)

    def action_hours(self) -> None:
        """Show the hours of all running placements."""
        self.open_hours()

    def leave_hours(self) -> None:
        """Go back from the grid."""
        self.switch_mode(self._hours_from)
