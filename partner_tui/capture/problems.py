"""What speaks against saving a line as it is, in words, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partner_tui.capture.draft import CaptureDraft
from partner_tui.capture.parts import Mention, Problem, Promise
from partner_tui.capture.promises import JUST_BEEN
from partner_tui.capture.when import Reader, refusal_of, usual_status
from partner_tui.dates import MONTHS, say_full_day, say_since
from partner_tui.errors import FieldError
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.naming import MOST

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
    if (draft.goals or draft.questions) and draft.organizations and not draft.people:
        what = "goal" if draft.goals else "question to carry on"
        yield Problem(f"A {what} is about a person, and only an organization is named.", "Name the person, too.")
    if draft.refused and (refusal := refusal_of(draft.refused, reader)):
        yield date_problem(refusal, draft.refused)
    yield from _status(draft)
    for promise in draft.promises + draft.their_promises:
        if promise.due is not None and promise.due < made:
            yield _due_before(promise, promise.due, draft.now.date())
    for sign in draft.empty:
        yield Problem(f"Nothing stands behind “{sign.rstrip(':')}”.", f"Write {_SIGNS[sign]} behind it.", sign)


def _due_before(promise: Promise, due: date, today: date) -> Problem:
    days = (today - due).days
    if days < JUST_BEEN:
        day = f"{due.day} {MONTHS[due.month - 1][:3]}"
        message = f"{day} was {say_since(days)}: a promise cannot be due before it was made."
        return Problem(message, "Write a later day, or the year of the one that you mean.", promise.text)
    message = f"“{promise.text}” would be due on {say_full_day(due)}, before it was promised."
    return Problem(message, "Write the day on which it is due.", promise.text)


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
        many = f"{len(mention.matches)} {noun}{' or more' if len(mention.matches) >= MOST else ''}"
        yield Problem(
            f"“{mention.typed}” could be {many}: {', '.join(shown)}{more}.",
            "Write more of the name, or pick one.",
            mention.typed,
            f"“{mention.typed}” could be {many}.",
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
