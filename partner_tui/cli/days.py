"""Days as people type them in a command: read, and said back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from partner_tui.cli import printing
from partner_tui.cli.session import Session

Prefer = Literal["future", "past"]
"""Which way a day without a year, or a weekday, is meant."""


def read(session: Session, text: str, field: str, *, prefer: Prefer = "future", seen_from: date | None = None) -> date:
    """Return the day that was typed, and tell how it was understood; raise FieldError for what is not one.

    `seen_from` is the day that it is counted from, if not the school's today.
    """
    from partner_tui.dates import read_date, say_full_day  # a list needs none of it

    since = seen_from or session.today
    day = read_date(text, since, prefer=prefer, day_first=session.settings.day_first, field=field)
    printing.tell(f"“{text}” is {say_full_day(day)}.")
    return day


def read_if_said(session: Session, text: str | None, field: str, *, prefer: Prefer = "future") -> date | None:
    """Return the day that was typed, as `read` does; None where nothing was."""
    return read(session, text, field, prefer=prefer) if text and text.strip() else None


def of_meeting(session: Session, meeting_id: int | None) -> date:
    """Return the day on which something from a meeting was said: the meeting's, or today, whichever is first."""
    if meeting_id is None:
        return session.today
    from partner_tui.records import meetings

    starts_at = meetings.get(meeting_id).starts_at.astimezone(session.school.zone)
    return min(starts_at.date(), session.today)
