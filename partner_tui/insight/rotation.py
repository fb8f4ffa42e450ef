"""Who to meet next, and why."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from hashlib import blake2b
from itertools import islice
from math import ceil

from partner_tui.insight.candidate import WEEK, Candidate, SchoolDays, Week
from partner_tui.insight.pace import Pace, project
from partner_tui.insight.reasons import NEW_FOR, Reasons
from partner_tui.insight.shares import Shares
from partner_tui.insight.waiting import Everybody, Place, Waiting

__all__ = ["Candidate", "Pace", "Rotation", "SchoolDays", "Suggestion", "rank", "suggest", "suggest_from"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person to meet this week, with one to three reasons."""

    candidate: Candidate
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rotation:
    """The week: who is still to be asked, whom the week already has, and how far the pace reaches.

    `this_week` are the people met or planned this week, by day; they count towards `per_week`, and stand beside
    the suggestions. `not_yet_here` are those who join after this week and were never met: it waits for them.
    """

    suggestions: tuple[Suggestion, ...]
    this_week: tuple[Candidate, ...]
    not_yet_here: tuple[Candidate, ...]
    per_week: int
    pace: Pace


def rank(candidates: Iterable[Candidate], calendar: SchoolDays, today: date) -> tuple[Candidate, ...]:
    """Everybody, in the order in which they are due; the same for the whole of a week, whatever the input's order.

    Cancelled on last time; never met; longest wait in school days; fewest minutes this school year; newly
    joined, the latest first; and then a draw by lot that is made anew each week.
    """
    people = list(candidates)
    waits = _waits({c.last_met for c in people if c.last_met is not None}, calendar, today)
    place = _place_in(today)

    def due(candidate: Candidate) -> tuple[bool, bool, int, int, tuple[int, bytes, str]]:
        met = candidate.last_met
        return (
            candidate.cancelled_on is None,
            met is not None,
            0 if met is None else -waits[met],
            candidate.minutes,
            place(candidate.uid, candidate.joined_on),
        )

    return tuple(sorted(people, key=due))


def _place_in(today: date) -> Place:
    """Return what decides in the week of a day between people who are due alike: newly joined, then the lot."""
    week = Week.of(today)
    new_from = week.monday - NEW_FOR
    year, number, _ = today.isocalendar()
    draw = f"{year}-W{number:02d} "

    def place(uid: str, joined: date | None) -> tuple[int, bytes, str]:
        # Without an upper end, a hire date mistyped into the far future would stay at the front.
        newly = -joined.toordinal() if joined is not None and new_from <= joined <= week.sunday else 0
        # Not hash(): that one differs from process to process.
        return newly, blake2b((draw + uid).encode(), digest_size=8).digest(), uid

    return place


def suggest(candidates: Iterable[Candidate], calendar: SchoolDays, today: date, per_week: int) -> Rotation:
    """Whom to meet in the week of `today`, as `suggest_from` does, from a staff that is all at hand."""
    everybody = Everybody(list(candidates), calendar.year_start(today), Week.of(today))
    return suggest_from(everybody, calendar, today, per_week)


def suggest_from(waiting: Waiting, calendar: SchoolDays, today: date, per_week: int) -> Rotation:
    """Whom to meet in the week of `today`, with reasons: at most `per_week` people, those already had included.

    Who was cancelled on comes first, whatever their department. Then the seats go by turns: first to people never
    met; to people who have waited a full round and a week; to people not met this school year; to everybody else.
    Among the never met and those not met this year, each seat goes to the department that is owed most (see
    `Shares`), and in it to whoever is due first. In the others the longest wait decides, which repeats the mix
    of the round before. One week takes at most one person of a small team, those cancelled on excepted.

    So nobody waits longer than `ceil(people / per_week) + 2` school weeks while the suggested meetings are held;
    in a staff so small that this is less than its largest small team plus two, that is the longest wait.
    """
    per_week = max(0, per_week)
    week, year_start = Week.of(today), calendar.year_start(today)
    shares = Shares(waiting, year_start, week)
    order = () if waiting.everybody is None else rank(waiting.everybody, calendar, today)
    pace = project(waiting, order, shares, calendar, today, per_week)
    this_week = tuple(sorted((c for c in waiting.promised if week.has_taken(c)), key=_by_day))
    elsewhere = {c.uid for c in waiting.promised if week.has_taken(c) or week.is_before(c.planned_on)}
    elsewhere.update(c.uid for c in waiting.away)
    queues = _Queues(waiting, elsewhere, calendar, today, max(0, per_week - len(this_week)))
    chosen = rank(queues.seated(shares, per_week), calendar, today)
    # What is usual is a mean over everybody; it is asked for only where a reason could be made of it.
    compared = any(c.minutes and c.was_met_since(year_start) for c in chosen)
    reasons = Reasons(calendar, today, year_start, shares, waiting.usual_minutes() if compared else 0)
    suggestions = tuple(Suggestion(c, reasons.of(c)) for c in chosen)
    return Rotation(suggestions, this_week, rank(waiting.away, calendar, today), per_week, pace)


class _Turn(IntEnum):
    """Whose turn it is for the seats of a week: a later one begins when the one before has nobody to seat."""

    CANCELLED_ON = 0
    NEVER_MET = 1
    OVERDUE = 2
    NOT_THIS_YEAR = 3
    AGAIN = 4


class _Queues:
    """The queues of the week's turns, each read when its turn comes: most weeks the first ones have all the seats."""

    def __init__(
        self, waiting: Waiting, elsewhere: Collection[str], calendar: SchoolDays, today: date, seats: int
    ) -> None:
        self._waiting = waiting
        self._elsewhere = elsewhere
        self._calendar = calendar
        self._today = today
        self._seats = seats

    def seated(self, shares: Shares, per_week: int) -> list[Candidate]:
        """Return who has a seat of the week."""
        found: list[Candidate] = []
        # How long a round takes is counted before any seat of the week is given.
        overdue_before = _overdue_before(
            self._waiting.first_met, shares, self._calendar, Week.of(self._today), per_week
        )
        for turn in _Turn:
            left = self._seats - len(found)
            if left > 0:
                found += islice(_seated(turn, self._queue(turn, overdue_before), shares), left)
        return found

    def _queue(self, turn: _Turn, overdue_before: date) -> tuple[Candidate, ...]:
        """Return who waits for that turn, in the order in which they are due."""
        waiting, seats = self._waiting, self._seats
        this_year = max(overdue_before, self._calendar.year_start(self._today) or date.min)
        if turn is _Turn.CANCELLED_ON:
            people = waiting.cancelled
        elif turn is _Turn.NEVER_MET:
            people = waiting.never_met(seats, _place_in(self._today))
        elif turn is _Turn.OVERDUE:
            people = waiting.last_met(date.min, overdue_before, seats)
        elif turn is _Turn.NOT_THIS_YEAR:
            people = waiting.last_met(overdue_before, this_year, seats)
        else:
            people = waiting.last_met(this_year, date.max, seats)
        mine = (c for c in people if (c.cancelled_on is not None) is (turn is _Turn.CANCELLED_ON))
        return rank((c for c in mine if c.uid not in self._elsewhere), self._calendar, self._today)


def _seated(turn: _Turn, queue: Sequence[Candidate], shares: Shares) -> Iterator[Candidate]:
    """One candidate of a turn after the other, each with a seat of the week."""
    if turn in (_Turn.NEVER_MET, _Turn.NOT_THIS_YEAR):
        yield from _seated_by_share(queue, shares)
        return
    for candidate in queue:
        if turn is _Turn.CANCELLED_ON or shares.is_open(candidate.department):
            shares.take(candidate.department)
            yield candidate


def _seated_by_share(queue: Sequence[Candidate], shares: Shares) -> Iterator[Candidate]:
    """Each seat to the department that is owed most; where two are owed the same, to whoever is due first."""
    waiting: dict[str | None, deque[tuple[int, Candidate]]] = defaultdict(deque)
    for place, candidate in enumerate(queue):
        waiting[candidate.department].append((place, candidate))
    while open_ones := [d for d, people in waiting.items() if people and shares.is_open(d)]:
        department = max(open_ones, key=lambda d: (shares.owed(d), -waiting[d][0][0]))
        _, candidate = waiting[department].popleft()
        shares.take(department)
        yield candidate


def _overdue_before(first_met: date | None, shares: Shares, calendar: SchoolDays, week: Week, per_week: int) -> date:
    """The Monday before which a last meeting is overdue: a full round of school weeks, and one, have gone by.

    A round is what it takes to meet everyone once. At most `per_week` people come to be overdue in a week, as
    no more were met in the week of their last meeting, so that all of them have a seat at once.
    """
    if first_met is None or per_week == 0:
        return date.min
    weeks = max(ceil(shares.total / per_week), shares.largest_small_team) + 1
    monday = week.monday
    while monday > first_met:
        weeks -= calendar.school_days_between(monday - timedelta(days=1), monday + timedelta(days=6)) > 0
        if weeks == 0:
            return monday
        monday -= WEEK
    return date.min


def _waits(days: Iterable[date], calendar: SchoolDays, today: date) -> dict[date, int]:
    """School days from each of the days to `today`.

    Each stretch between two of the days is counted once, so that the whole costs one walk through the calendar.
    """
    waits: dict[date, int] = {}
    later, wait = today, 0
    for day in sorted(days, reverse=True):
        if day < later:
            wait += calendar.school_days_between(day, later)
            later = day
        waits[day] = wait
    return waits


def _by_day(candidate: Candidate) -> tuple[date, str, str]:
    """Those of the week by the day that put them there, held before planned."""
    day = candidate.last_met if candidate.met_this_week else candidate.planned_on
    return day or date.min, candidate.name, candidate.uid
