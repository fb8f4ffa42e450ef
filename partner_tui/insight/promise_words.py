"""Promises in a few words: whose they are, when they are due, and how much of what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from partner_tui.dates import say_day
from partner_tui.records.amounts import Amount
from partner_tui.records.commitments import CommitmentKind, CommitmentRow, CommitmentStatus
from partner_tui.records.given import Given
from partner_tui.records.sides import SideKind

_OURS = {CommitmentKind.PROMISE: "to", CommitmentKind.OFFER: "offered to", CommitmentKind.ASK: "asked of"}
_THEIRS = {CommitmentKind.PROMISE: "from", CommitmentKind.OFFER: "offered by", CommitmentKind.ASK: "asked by"}
_BETWEEN = {CommitmentKind.PROMISE: "to", CommitmentKind.OFFER: "offers", CommitmentKind.ASK: "asks"}


def between(row: CommitmentRow) -> str:
    """Return "to Ana Rivera" of ours, "from Harbor Clinic" of one made to us, or both names of any other.

    What is only asked or offered says so: "asked of Ana Rivera", "offered by Harbor Clinic".
    """
    if row.made_by.kind is SideKind.US:
        return f"{_OURS[row.kind]} {row.made_to.name}"
    if row.made_to.kind is SideKind.US:
        return f"{_THEIRS[row.kind]} {row.made_by.name}"
    return f"{row.made_by.name} {_BETWEEN[row.kind]} {row.made_to.name}"


def told(row: CommitmentRow) -> str:
    """Return what it is and how much: "mentors for the seniors, 20 hours"; the amount alone where the text says it."""
    amount = "" if row.amount is None else str(row.amount)
    return row.text if not amount or amount.casefold() in row.text.casefold() else f"{row.text}, {amount}"


def gave(given: Iterable[Given], partner: str) -> list[str]:
    """Return what both sides gave, a sentence each: "Harbor Clinic gave 20 hours and $500", "We gave 6 hours"."""
    amounts: dict[bool, list[Amount]] = {False: [], True: []}
    for one in given:
        amounts[one.ours].append(one.amount)
    return [
        f"{'We' if ours else partner} gave {' and '.join(filter(None, (', '.join(said[:-1]), said[-1])))}"
        for ours, said in ((ours, [str(one) for one in those]) for ours, those in amounts.items() if those)
    ]


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
