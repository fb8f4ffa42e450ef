"""What speaks against saving a line as it is, in words, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.parts import Mention, Problem
from partner_tui.capture.when import Reader, refusal_of, usual_status
from partner_tui.dates.saying import say_full_day
from partner_tui.errors import FieldError
from partner_tui.records.meetings import MeetingStatus

MOST_PEOPLE = 30
"""The most people in one meeting that a line can tell of."""

_SHOWN = 5
_WHO = "Begin with a name: ana coffee yesterday."
_SIGNS = {
    ">": "what you promise",
    "<": "what they promise",
    "?": "what to ask",
    "!": "the private note",
    "#goal:": "the goal",
}


def too_long(size: int, most: int) -> Problem:
    """The line is longer than is read."""
    return Problem(
        f"The line has {size:,} characters; {most:,} are the most.", "Log the talk in a line and the rest in its notes."
    )


def no_words(line: str) -> Problem:
    """The line is empty, or has signs and emoji only."""
    return Problem("There are no words in this line." if line else "Nothing was typed.", _WHO)


def date_problem(refusal: FieldError, typed: str) -> Problem:
    """A day or time that cannot be."""
    return Problem(refusal.message, refusal.hint, typed)


def problems_of(draft: CaptureDraft, made: date, reader: Reader) -> Iterator[Problem]:
    """Everything that speaks against saving a draft; promises are made on the day `made`."""
    if not draft.people and not draft.organizations:
        yield Problem("It does not say with whom.", _WHO)
    yield from _who(draft)
    if draft.refused and (refusal := refusal_of(draft.refused, reader)):
        yield date_problem(refusal, draft.refused)
    yield from _status(draft)
    for promise in draft.promises + draft.their_promises:
        if promise.due is not None and promise.due < made:
            yield Problem(
                f"“{promise.text}” would be due on {say_full_day(promise.due)}, before it was promised.",
                "Write the day on which it is due.",
                promise.text,
            )
    for sign in draft.empty:
        yield Problem(f"Nothing stands behind “{sign.rstrip(':')}”.", f"Write {_SIGNS[sign]} behind it.", sign)


def _who(draft: CaptureDraft) -> Iterator[Problem]:
    count = len(draft.people)
    if count > MOST_PEOPLE:
        yield Problem(
            f"{count} people are in this line; {MOST_PEOPLE} are the most.",
            "Log the meeting in two lines, or in a form.",
        )
        return
    for mention in draft.people:
        yield from _unclear(mention, "Nobody is called", "people")
    for mention in draft.organizations:
        yield from _unclear(mention, "No organization is called", "organizations")


def _unclear(mention: Mention, nobody: str, noun: str) -> Iterator[Problem]:
    if not mention.matches:
        yield Problem(f"{nobody} “{mention.typed}”.", "Write the name as it is in the records.", mention.typed)
    elif mention.resolved is None:
        shown = [f"{one.name} ({one.detail})" if one.detail else one.name for one in mention.matches[:_SHOWN]]
        more = f" and {len(mention.matches) - _SHOWN} more" if len(mention.matches) > _SHOWN else ""
        yield Problem(
            f"“{mention.typed}” could be {len(mention.matches)} {noun}: {', '.join(shown)}{more}.",
            "Write more of the name, or pick one.",
            mention.typed,
        )


def _status(draft: CaptureDraft) -> Iterator[Problem]:
    usual = usual_status(draft.now, draft.day, draft.time)
    today = draft.day == draft.now.date() and draft.time is None
    if draft.status is MeetingStatus.PLANNED and usual is MeetingStatus.HELD and not today:
        when = "has no day" if draft.day is None else "is past"
        yield Problem(f"It is planned, and {when}.", "Write when it is to be: tomorrow 3pm.", draft.status.value)
    if draft.status in (MeetingStatus.HELD, MeetingStatus.MISSED) and usual is MeetingStatus.PLANNED:
        yield Problem(
            f"It was {draft.status.value}, and is still to come.", "Write the day on which it was.", draft.status.value
        )
