"""What became of a meeting, with one key each: the same on Today and in the list of meetings."""

from __future__ import annotations

from collections.abc import Sequence

from partner_tui.records.meeting_kinds import MeetingStatus
from partner_tui.screens.desk import DeskScreen


class Settling(DeskScreen):
    """A screen on which it can be said what became of meetings."""

    def meant(self) -> Sequence[int]:
        """Return the meetings that a key is about."""
        raise NotImplementedError

    def was_settled(self) -> None:
        """Do what follows once it was said."""

    def action_held(self) -> None:
        """Say that the meetings were held."""
        self._settle(MeetingStatus.HELD)

    def action_cancel(self) -> None:
        """Cancel the meetings."""
        self._settle(MeetingStatus.CANCELLED)

    def action_missed(self) -> None:
        """Say that nobody came."""
        self._settle(MeetingStatus.MISSED)

    def _settle(self, status: MeetingStatus) -> None:
        from partner_tui.screens import editing  # Today stands before its forms are needed

        self.attempt(lambda: editing.settle(self, self.meant(), status, self.was_settled))
