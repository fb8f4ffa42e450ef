"""What the invented school and its partners asked, offered and promised each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from partner_tui.records import sides
from partner_tui.records.commitments import CommitmentKind, CommitmentStatus, Unit
from partner_tui.records.sides import US, Side, SideKind

_OURS, _THEIRS = True, False
_OPEN, _KEPT, _BROKEN = CommitmentStatus.OPEN, CommitmentStatus.KEPT, CommitmentStatus.BROKEN
_PROMISE, _OFFER, _ASK = CommitmentKind.PROMISE, CommitmentKind.OFFER, CommitmentKind.ASK
_HOURS, _MONEY, _ITEMS, _SEATS = Unit.HOURS, Unit.MONEY, Unit.ITEMS, Unit.SEATS

_PROMISED: dict[str, tuple[tuple[Any, ...], ...]] = {
    # ours, kind, text, contribution, quantity, unit, made, due, status, settled (days from today)
    "Harbor Clinic": (
        (_THEIRS, _PROMISE, "places for interns", "internship", 6, _SEATS, -80, -60, _KEPT, -62),
        (_OURS, _PROMISE, "health forms of the interns", "", None, None, -64, -57, _KEPT, -58),
        (_THEIRS, _OFFER, "a nurse for the career evening", "guest_speaker", 2, _HOURS, -20, 25, _OPEN, 0),
    ),
    "First Street Bakery": (
        (_THEIRS, _PROMISE, "bread for the family night", "food", 120, _ITEMS, -70, -45, _KEPT, -45),
        (_OURS, _PROMISE, "class schedules of the helpers", "", None, None, -72, -66, _KEPT, -61),
    ),
    "Delgado & Daughters": (
        (_THEIRS, _PROMISE, "two used lathes", "equipment", 2, _ITEMS, -55, -30, _KEPT, -33),
        (_THEIRS, _PROMISE, "a mentor for each student", "mentor_hours", 40, _HOURS, -20, 60, _OPEN, 0),
        (_OURS, _PROMISE, "safety course before the first shift", "", 6, _HOURS, -52, -50, _KEPT, -51),
        (_OURS, _ASK, "can they take a fifth student", "", None, None, -9, 14, _OPEN, 0),
    ),
    "Northgate Community College": (
        (_THEIRS, _PROMISE, "a bus for the campus day", "transport", 2, _ITEMS, -50, -36, _KEPT, -36),
        (_OURS, _PROMISE, "the list of visitors", "", None, None, -50, -43, _BROKEN, -40),
    ),
    "Millbrook Public Library": (
        (_THEIRS, _PROMISE, "the reading room on Wednesdays", "space", 30, _HOURS, -62, -55, _KEPT, -55),
    ),
    "Friends of Lincoln High": (
        (_THEIRS, _PROMISE, "bus passes for work-study", "funds", "1250.00", _MONEY, -65, -40, _KEPT, -41),
        (_THEIRS, _PROMISE, "helpers at the career evening", "volunteer_hours", 24, _HOURS, -14, 25, _OPEN, 0),
    ),
    "Casa Unida": (
        (_THEIRS, _OFFER, "evening classes for families", "space", 20, _HOURS, -52, 40, _OPEN, 0),
        (_OURS, _PROMISE, "two dates for the board", "", None, None, -41, -34, _KEPT, -35),
    ),
}  # fmt: skip


def promised(ids: Mapping[str, int], today: date) -> Iterator[dict[str, Any]]:
    """Yield the columns of what was asked, offered and promised on both sides; none of it is late."""
    listed = [(name, *columns) for name, promised in _PROMISED.items() for columns in promised]
    for name, ours, kind, text, contribution, quantity, unit, made, due, status, settled in listed:
        partner = Side(SideKind.ORGANIZATION, ids[name])
        made_by, made_to = (US, partner) if ours else (partner, US)
        yield {
            **sides.by(made_by),
            **sides.to(made_to),
            "kind": kind,
            "text": text,
            "contribution": contribution,
            "quantity": quantity,
            "unit": unit,
            "made_on": today + timedelta(days=made),
            "due_on": today + timedelta(days=due),
            "status": status,
            "settled_on": None if status is _OPEN else today + timedelta(days=settled),
            "why": "the class trip came in between" if status is _BROKEN else "",
        }
