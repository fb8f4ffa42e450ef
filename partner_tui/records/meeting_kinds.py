"""What a meeting is, where it stands, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class MeetingKind(StrEnum):
    """What a meeting is."""

    COFFEE = "coffee"
    LUNCH = "lunch"
    ONE_ON_ONE = "one_on_one"
    CALL = "call"
    VISIT = "visit"
    FAMILY_MEETING = "family_meeting"
    PARTNER_REVIEW = "partner_review"
    CHECK_IN = "check_in"
    INTERVIEW = "interview"
    OTHER = "other"


class MeetingStatus(StrEnum):
    """Where a meeting stands; whether a planned one is past follows from its time."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


def title(kind: MeetingKind, people: Sequence[str], partners: Sequence[str] = ()) -> str:
    """Return what a meeting is called: its kind and its guests, the first three by name.

    Where not all can be named, partners are: a visit of four is a visit to a partner.
    """
    names = [*people, *partners] if len(people) + len(partners) <= 3 else [*partners, *people]
    what = kind.value.replace("_", "-" if kind is MeetingKind.ONE_ON_ONE else " ").capitalize()
    if not names:
        return what
    others = len(names) - 3
    if others > 0:
        return f"{what} with {', '.join(names[:3])} and {others} more"
    return f"{what} with {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
