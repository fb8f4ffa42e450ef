"""The log of the invented school: whom somebody met, day by day, and what was said."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import accumulate
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import sample_summaries as said
from partner_tui.records.meetings import MeetingKind, MeetingStatus

ZONE = ZoneInfo("America/New_York")
SLOTS = tuple(
    time(*at)
    for at in ((8, 0), (8, 45), (9, 30), (10, 15), (11, 0), (11, 45), (12, 30), (13, 15), (14, 0), (14, 45), (15, 15))
)
"""When meetings begin."""

LUNCH = frozenset({time(11, 45), time(12, 30)})
_PLACES = ("library", "staff room", "courtyard", "front office", "room 12", "room 204", "conference room", "garden", "")
_MINUTES = {
    MeetingKind.COFFEE: (15, 20, 20, 25),
    MeetingKind.LUNCH: (30, 40),
    MeetingKind.CALL: (10, 15, 20),
    MeetingKind.CHECK_IN: (10, 15, 15),
    MeetingKind.ONE_ON_ONE: (20, 25, 30),
}
_KINDS = (MeetingKind.COFFEE, MeetingKind.ONE_ON_ONE, MeetingKind.CHECK_IN, MeetingKind.CALL)

THIS_YEAR = 0.65
"""The share of the log that is of this school year, once it has lasted SETTLED school days."""

SETTLED = 40


@dataclass(frozen=True, slots=True)
class Met:
    """A member of staff whom somebody has met, or will."""

    id: int
    joined_on: date
    teaching: bool


def _ids() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Cast:
    """Who can be in a meeting: the staff who were ever met, the ids of the others, and a few by their names."""

    staff: list[Met] = field(default_factory=list)
    students: array[int] = field(default_factory=_ids)
    families: array[int] = field(default_factory=_ids)
    community: array[int] = field(default_factory=_ids)
    named: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting to be added; `came` holds for all of its people."""

    row: dict[str, Any]
    people: tuple[int, ...]
    came: bool | None = None


def kind_at(at: time, rng: Random) -> MeetingKind:
    """Return what a meeting with staff is at that time of the day."""
    return MeetingKind.LUNCH if at in LUNCH else rng.choices(_KINDS, (60, 28, 8, 4))[0]


def row_of(
    day: date, at: time, kind: MeetingKind, status: MeetingStatus, rng: Random, *, summary: str, place: str = ""
) -> dict[str, Any]:
    """Return a meeting's columns; what was cancelled or missed had stood in the calendar before."""
    return {
        "kind": kind,
        "status": status,
        "starts_at": datetime.combine(day, at, ZONE),
        "minutes": rng.choice(_MINUTES.get(kind, (30, 40))),
        "timezone": ZONE.key,
        "place": "" if kind is MeetingKind.CALL else place or rng.choice(_PLACES),
        "summary": summary,
        "sequence": int(status in (MeetingStatus.CANCELLED, MeetingStatus.MISSED)),
    }


class Log:
    """Draws the meetings of past school days; `begins` is the first day of this school year."""

    def __init__(self, cast: Cast, past: Sequence[date], begins: date, rng: Random) -> None:
        """Take the people and the days, in order; there are some of both."""
        self._cast = cast
        self._past = past
        self._rng = rng
        self._begins = begins
        self._notes = said.Notes(rng)
        self._turn: list[Met] = []
        self._owed: deque[tuple[int, Met]] = deque()
        others = {
            MeetingKind.FAMILY_MEETING: (cast.families, said.FAMILY),
            MeetingKind.VISIT: (cast.community, said.PARTNERS),
            MeetingKind.PARTNER_REVIEW: (cast.community, said.PARTNERS),
            MeetingKind.CHECK_IN: (cast.students, said.STUDENTS),
        }
        self._others = [(kind, ids, notes) for kind, (ids, notes) in others.items() if ids]

    def entries(self, count: int) -> Iterator[Entry]:
        """Return `count` meetings in the order of time; who was cancelled on is met within some days."""
        left = count
        for number, meetings in sorted(Counter(self._drawn(count)).items()):
            slots = self._rng.sample(SLOTS, len(SLOTS))
            for at in sorted(slots[place % len(SLOTS)] for place in range(meetings)):
                yield self._entry(number, at, left)
                left -= 1

    def _drawn(self, count: int) -> list[int]:
        """Return for each meeting the place of its day in the past."""
        this_year = sum(day >= self._begins for day in self._past)
        before = len(self._past) - this_year
        share = THIS_YEAR * min(1, this_year / SETTLED) if before else 1
        weights = [(1 - share) / before] * before + [share / (this_year or 1)] * this_year
        return self._rng.choices(range(len(self._past)), cum_weights=list(accumulate(weights)), k=count)

    def _entry(self, number: int, at: time, left: int) -> Entry:
        day, chance = self._past[number], self._rng.random()
        if self._owed and (self._owed[0][0] <= number or left <= len(self._owed)):
            return self._held(day, at, self._owed.popleft()[1])
        if chance < 0.12 and self._others:
            return self._with_others(day, at)
        one = self._next(day)
        # Late in the log nobody is cancelled on any more, so that everybody is met again before it ends.
        if 0.12 <= chance < 0.17 and number < len(self._past) - 12 and left > 2 * len(self._owed) + 10:
            self._owed.append((number + self._rng.randint(3, 8), one))
            return self._failed(day, at, one, MeetingStatus.CANCELLED)
        if 0.17 <= chance < 0.21:
            return self._failed(day, at, one, MeetingStatus.MISSED)
        return self._held(day, at, one)

    def _next(self, day: date) -> Met:
        """Return somebody who works here on a day: half of the time at random, else the next in a round of all."""
        while True:
            if self._rng.random() < 0.5:
                one = self._rng.choice(self._cast.staff)
            else:
                if not self._turn:
                    self._turn = self._rng.sample(self._cast.staff, len(self._cast.staff))
                one = self._turn.pop()
            if one.joined_on <= day:
                return one

    def _held(self, day: date, at: time, one: Met) -> Entry:
        kind = kind_at(at, self._rng)
        people = [one.id]
        if kind is MeetingKind.LUNCH and self._rng.random() < 0.3:
            people += {self._next(day).id} - {one.id}
        summary = self._notes.of_staff(teaching=one.teaching)
        row = row_of(day, at, kind, MeetingStatus.HELD, self._rng, summary=summary)
        return Entry(row, tuple(people), came=True)

    def _failed(self, day: date, at: time, one: Met, status: MeetingStatus) -> Entry:
        missed = status is MeetingStatus.MISSED
        summary = self._notes.one(said.MISSED if missed else said.CANCELLED)
        row = row_of(day, at, kind_at(at, self._rng), status, self._rng, summary=summary)
        return Entry(row, (one.id,), came=False if missed else None)

    def _with_others(self, day: date, at: time) -> Entry:
        kind, ids, notes = self._rng.choice(self._others)
        row = row_of(day, at, kind, MeetingStatus.HELD, self._rng, summary=self._notes.one(notes))
        return Entry(row, (self._rng.choice(ids),), came=True)
