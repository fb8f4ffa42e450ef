"""Promises in a few words: whose they are, and when they are due."""

from __future__ import annotations

from datetime import date

from partner_tui.dates import say_day
from partner_tui.records.commitments import CommitmentRow, CommitmentStatus
from partner_tui.records.sides import SideKind


def between(row: CommitmentRow) -> str:
    """Return "to Ana Rivera" of ours, "from Harbor Clinic" of one made to us, or both names of any other."""
    if row.made_by.kind is SideKind.US:
        return f"to {row.made_to.name}"
    if row.made_to.kind is SideKind.US:
        return f"from {row.made_by.name}"
    return f"{row.made_by.name} to {row.made_to.name}"


def due(row: CommitmentRow, today: date) -> str:
    """Return when an open promise is due: "2d late", "today", "Fri", "12 Dec"; "" where no day was said."""
    if row.due_on is None:
        return ""
    days = row.days_late(today)
    return f"{days:,}d late" if days else say_day(row.due_on, today)


def settled(row: CommitmentRow, today: date) -> str:
    """Return when a promise was settled: "yesterday", or "3 Nov, 2d late" of one that was kept late; "" while open."""
    if row.settled_on is None:
        return ""
    days = row.days_late(today) if row.status is CommitmentStatus.KEPT else 0
    return say_day(row.settled_on, today) + (f", {days:,}d late" if days else "")


def became(row: CommitmentRow, today: date) -> str:
    """Return what became of a promise: when it is due, or "broken yesterday"."""
    if row.status is CommitmentStatus.OPEN:
        return due(row, today) or "no day"
    return f"{row.status.value} {settled(row, today)}"
