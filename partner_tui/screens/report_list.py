"""A list behind Reports: `w` goes on to the next view, and Esc goes back."""

from __future__ import annotations

from typing import ClassVar

from partner_tui.screens.browser import Browser


class ReportList(Browser):
    """A list that is reached from Reports."""

    TITLE_OF_LIST = "Reports"
    NEXT: ClassVar[str] = "reports"
    """The view that `w` goes on to."""

    def action_next_view(self) -> None:
        """Go on to the next view of the reports."""
        self.app.switch_mode(self.NEXT)

    def action_back(self) -> None:
        """Leave the story, widen the list to everything, or else go back to Reports."""
        if self._in_story or self.filter_bar.text or self.is_narrowed():
            super().action_back()
        else:
            self.app.switch_mode("reports")
