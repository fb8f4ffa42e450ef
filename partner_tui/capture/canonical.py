"""A draft printed as a line with nothing left to guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from partner_tui.capture.names import candidate
from partner_tui.capture.parts import Mention, Promise
from partner_tui.capture.places import place_at, place_words
from partner_tui.capture.tokens import joined, tokens_of
from partner_tui.capture.vocabulary import LEADING
from partner_tui.capture.when import Reader, length_at, usual_status
from partner_tui.dates import say_clock, wall_clock
from partner_tui.records.meetings import MeetingKind

if TYPE_CHECKING:
    from partner_tui.capture.draft import CaptureDraft

_KINDS = {MeetingKind.CHECK_IN: "check-in", MeetingKind.ONE_ON_ONE: "one-on-one", MeetingKind.OTHER: "meeting"}


def canonical_line(draft: CaptureDraft) -> str:
    """The line that means `draft`: names, kind, day, length and place, then after a colon what was said, then signs.

    Where no kind was said, the colon stands behind "note".
    """
    if draft.unread or not draft.pieces:
        return draft.unread
    # Commas keep a date that cannot be from going on into its neighbours.
    head = (", " if draft.refused else " ").join(filter(None, (" ".join(_head(draft)), *_when(draft))))
    if draft.summary and draft.kind_said:
        head = f"{head}: {draft.summary}"
    elif draft.summary:
        # The comma ends a name or a place that "note" could go on with.
        head = joined((head, f"note: {draft.summary}"), ", ")
    line = joined((head, *_signs(draft)))
    # Signs alone are no line; a word that joins nothing makes one of them.
    return line if any(letter.isalnum() for letter in line) else joined(("and", line))


def _head(draft: CaptureDraft) -> Iterator[str]:
    names = [name_words(one, draft.now) for one in draft.people]
    names += [organization_words(one) for one in draft.organizations]
    if names:
        yield ", ".join(names)
    if draft.kind_said:
        yield _KINDS.get(draft.kind, draft.kind.value.replace("_", " "))
    if draft.status is not usual_status(draft.now, draft.day, draft.time):
        yield draft.status.value


def _when(draft: CaptureDraft) -> Iterator[str]:
    pieces = [_moment(draft), f"{draft.minutes}m" if draft.minutes else "", draft.refused]
    pieces.append(place_words(draft.place) if draft.place else "")
    yield from filter(None, pieces)


def _moment(draft: CaptureDraft) -> str:
    if draft.day is None:
        return ""
    if draft.time is None:
        return draft.day.isoformat()
    if draft.time.fold:
        # The second of two equal times on the wall, told by its distance from UTC.
        return wall_clock(draft.day, draft.time, draft.zone).isoformat()
    return f"{draft.day.isoformat()} {say_clock(draft.time)}"


def _signs(draft: CaptureDraft) -> Iterator[str]:
    yield from (f"#goal: {goal}" for goal in draft.goals)
    yield from (f"> {_promise(one)}" for one in draft.promises)
    yield from (f"< {_promise(one)}" for one in draft.their_promises)
    yield from (f"? {question}" for question in draft.questions)
    if draft.private:
        yield f"! {draft.private}"
    yield from draft.empty


def _promise(promise: Promise) -> str:
    return promise.text if promise.due is None else f"{promise.text} by {promise.due.isoformat()}"


def name_words(mention: Mention, now: datetime) -> str:
    """Return a person's name as a line has it: in quotes, where it would be read as something else."""
    reader = Reader(now)
    tokens = tokens_of(mention.typed)
    plain = _is_one_name(mention, len(tokens), candidate(tokens, 0)) and tokens[0].key not in LEADING
    # Somebody whose name begins like a day is put in quotes, for days are read before names.
    if plain and not (reader.at(tokens, 0) or length_at(tokens, 0) or place_at(tokens, 0)):
        return mention.typed
    return f'"{mention.typed}"'


def organization_words(mention: Mention) -> str:
    """Return the name of an organization as a line has it: with its @, and in quotes where it would end too soon."""
    tokens = tokens_of(f"@{mention.typed}")
    plain = _is_one_name(mention, len(tokens), candidate(tokens, 0, "organizations"))
    return f"@{mention.typed}" if plain else f'@"{mention.typed}"'


def _is_one_name(mention: Mention, words: int, read: int) -> bool:
    """Whether a name needs no quotes: all its words are read as one, and no fewer of them could be somebody."""
    return 0 < words == read and (words == 1 or bool(mention.matches))
