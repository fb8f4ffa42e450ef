"""The sign and the colour of what became of a meeting, the same everywhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from partner_tui.records.meeting_kinds import MeetingStatus
from partner_tui.widgets.text import MUTED

if TYPE_CHECKING:  # meetings are read after whom to meet is there
    from partner_tui.records.meetings import MeetingRow

SIGNS = {
    MeetingStatus.PLANNED: ("○", "$text-accent"),
    MeetingStatus.HELD: ("✓", "$text-success"),
    MeetingStatus.MISSED: ("✗", "$text-warning"),
    MeetingStatus.CANCELLED: ("–", MUTED),
}
"""Status -> the symbol and the colour that it has everywhere."""

UNSETTLED = ("?", "$text-warning")
"""The same for a planned meeting that is over, of which nobody said what became of it."""


def is_unsettled(meeting: MeetingRow, now: datetime) -> bool:
    """Return whether a meeting was planned, is over, and nobody said what became of it."""
    return meeting.status is MeetingStatus.PLANNED and meeting.ends_at < now
