"""A draft said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from partner_tui.capture.parts import Mention, Promise
from partner_tui.dates import say_clock, say_day, say_minutes
from partner_tui.dates.saying import say_full_day
from partner_tui.records.meetings import MeetingKind, MeetingStatus

if TYPE_CHECKING:
    from partner_tui.capture.draft import CaptureDraft

_KINDS = {
    MeetingKind.ONE_ON_ONE: "One-on-one",
    MeetingKind.CHECK_IN: "Check-in",
    MeetingKind.OTHER: "Meeting",
}
_STATUSES = {
    MeetingStatus.PLANNED: "planned for ",
    MeetingStatus.HELD: "",
    MeetingStatus.MISSED: "missed ",
    MeetingStatus.CANCELLED: "cancelled ",
}
_MOST_CHOICES = 3


def sentence(draft: CaptureDraft, remark: str = "") -> str:
    """What a draft says, in sentences, with a remark behind the first; `problems` say what is wrong with it."""
    if draft.problems and (draft.unread or not draft.pieces):
        return draft.problems[0].message
    return " ".join(_ended(piece) for piece in _sentences(draft, remark))


def headline(draft: CaptureDraft) -> str:
    """What a draft says of the meeting itself: "Coffee with Ana Rivera, yesterday, 25 min, library"."""
    return ", ".join(_what(draft))


def _sentences(draft: CaptureDraft, remark: str) -> Iterator[str]:
    yield headline(draft)
    if remark:
        yield remark
    if draft.summary:
        yield f"Note: {draft.summary}"
    whose, other = _whose(draft)
    today = draft.now.date()
    yield from (f"Goal{whose and f' of {whose}'}: {goal}" for goal in draft.goals)
    yield from (f"You promise{other and f' {other}'}: {_promise(one, today)}" for one in draft.promises)
    yield from (
        f"{f'{other} promises' if other else 'They promise'}: {_promise(one, today)}" for one in draft.their_promises
    )
    yield from (f"Ask {f'{whose} ' if whose else ''}next time: {question}" for question in draft.questions)
    if draft.private:
        yield f"Only for you: {draft.private}"


def _whose(draft: CaptureDraft) -> tuple[str, str]:
    """Whose the goals and questions are, and who is the other side of promises; '' where there is only one to be it."""
    everyone = (*draft.organizations[:1], *draft.people[:1])
    if len(draft.people) + len(draft.organizations) < 2:
        return "", ""
    whose = draft.people[0] if len(draft.people) > 1 else None
    return (_short(whose) if whose else ""), _short(everyone[0])


def _short(mention: Mention) -> str:
    return mention.resolved.name if mention.resolved else f"“{mention.typed}”"


def _what(draft: CaptureDraft) -> Iterator[str]:
    kind = _KINDS.get(draft.kind, draft.kind.value.replace("_", " ").capitalize())
    everyone = [_name(one, "nobody") for one in draft.people] + [
        _name(one, "no organization") for one in draft.organizations
    ]
    yield f"{kind} with {listed(everyone)}" if everyone else kind
    yield f"{_STATUSES[draft.status]}{_when(draft)}"
    if draft.minutes:
        yield say_minutes(draft.minutes)
    if draft.place:
        yield draft.place


def _when(draft: CaptureDraft) -> str:
    if draft.refused:
        return f"“{draft.refused}”?"
    if draft.day is None:
        return "just now" if draft.status is MeetingStatus.HELD else "today"
    day = said_day(draft.day, draft.now.date())
    return day if draft.time is None else f"{day} {say_clock(draft.time)}"


def said_day(day: date, today: date) -> str:
    """A day in a sentence: today, else with weekday and date, for "Mon" alone may be the last or the next."""
    if abs((day - today).days) <= 1:
        return say_day(day, today)
    full = say_full_day(day)
    return full.removesuffix(f" {day.year}") if day.year == today.year else full


def _promise(promise: Promise, today: date) -> str:
    return promise.text if promise.due is None else f"{promise.text} by {said_day(promise.due, today)}"


def _name(mention: Mention, nobody: str) -> str:
    if mention.resolved is not None:
        return mention.resolved.name
    if not mention.matches:
        return f"“{mention.typed}” ({nobody} of that name)"
    names = [one.name for one in mention.matches[:_MOST_CHOICES]]
    more = len(mention.matches) - len(names)
    which = (
        f"{', '.join(names)} or {more} more" if more else " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    )
    return f"“{mention.typed}” ({which}?)"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Ana, Sam and Li"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
