"""Who to meet next, and why."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
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

__all__ = ["Candidate", "Pace", "Rotation", "SchoolDays", "Suggestion", "rank", "suggest"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person to meet this week; `rank` is their place in the whole order, from 1; one to three reasons."""

    candidate: Candidate
    reasons: tuple[str, ...]
    rank: int


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
    week = Week.of(today)
    waits = _waits({c.last_met for c in people if c.last_met is not None}, calendar, today)
    new_from = week.monday - NEW_FOR
    year, number, _ = today.isocalendar()
    draw = f"{year}-W{number:02d} "

    def due(candidate: Candidate) -> tuple[bool, bool, int, int, int, bytes, str]:
        met, joined = candidate.last_met, candidate.joined_on
        return (
            candidate.cancelled_on is None,
            met is not None,
            0 if met is None else -waits[met],
            candidate.minutes,
            # Without an upper end, a hire date mistyped into the far future would stay at the front.
            -joined.toordinal() if joined is not None and new_from <= joined <= week.sunday else 0,
            # Not hash(): that one differs from process to process.
            blake2b((draw + candidate.uid).encode(), digest_size=8).digest(),
            candidate.uid,
        )

    return tuple(sorted(people, key=due))


def suggest(candidates: Iterable[Candidate], calendar: SchoolDays, today: date, per_week: int) -> Rotation:
    """Whom to meet in the week of `today`, with reasons: at most `per_week` people, those already had included.

    Who was cancelled on comes first, whatever their department. Then the seats go by turns: first to people never
    met; to people who have waited a full round and a week; to people not met this school year; to everybody else.
    Among the never met and those not met this year, each seat goes to the department that is owed most (see
    `Shares`), and in it to whoever is due first. In the others the longest wait decides, which repeats the mix
    of the round before. One week takes at most one person of a small team, those cancelled on excepted.

    So nobody waits longer than `ceil(people / per_week) + 2` school weeks while the suggested meetings are held;
    in a staff so small that this is less than its largest small team plus two, that is the longest wait.
    """
    order = rank(candidates, calendar, today)
    per_week = max(0, per_week)
    week, year_start = Week.of(today), calendar.year_start(today)
    shares = Shares(order, year_start, week)
    pace = project(order, shares, calendar, today, per_week)
    reasons = Reasons(calendar, today, year_start, shares, _usual_minutes(order, year_start))
    promised = [c for c in order if c.met_this_week or c.planned_on is not None]
    this_week = tuple(sorted((c for c in promised if week.has_taken(c)), key=_by_day))
    away = tuple(c for c in order if c.last_met is None and week.is_before(c.joined_on))
    elsewhere = {c.uid for c in promised if week.has_taken(c) or week.is_before(c.planned_on)}
    elsewhere.update(c.uid for c in away)
    queue = [c for c in order if c.uid not in elsewhere]
    turns = _turns(queue, shares, calendar, week, year_start, per_week)
    chosen = {c.uid for c in islice(_seated(turns, shares), max(0, per_week - len(this_week)))}
    suggestions = tuple(
        Suggestion(c, reasons.of(c), place) for place, c in enumerate(order, start=1) if c.uid in chosen
    )
    return Rotation(suggestions, this_week, away, per_week, pace)


class _Turn(IntEnum):
    """Whose turn it is for the seats of a week: a later one begins when the one before has nobody to seat."""

    CANCELLED_ON = 0
    NEVER_MET = 1
    OVERDUE = 2
    NOT_THIS_YEAR = 3
    AGAIN = 4


def _turns(
    queue: Sequence[Candidate],
    shares: Shares,
    calendar: SchoolDays,
    week: Week,
    year_start: date | None,
    per_week: int,
) -> dict[_Turn, list[Candidate]]:
    """The queue, parted into turns, each in the queue's order."""
    overdue_before = _overdue_before(queue, shares, calendar, week, per_week)
    turns: dict[_Turn, list[Candidate]] = {turn: [] for turn in _Turn}
    for candidate in queue:
        if candidate.cancelled_on is not None:
            turn = _Turn.CANCELLED_ON
        elif candidate.last_met is None:
            turn = _Turn.NEVER_MET
        elif candidate.last_met < overdue_before:
            turn = _Turn.OVERDUE
        else:
            turn = _Turn.AGAIN if candidate.was_met_since(year_start) else _Turn.NOT_THIS_YEAR
        turns[turn].append(candidate)
    return turns


def _seated(turns: dict[_Turn, list[Candidate]], shares: Shares) -> Iterator[Candidate]:
    """One candidate after the other, each with a seat of the week."""
    for turn, queue in turns.items():
        if turn in (_Turn.NEVER_MET, _Turn.NOT_THIS_YEAR):
            yield from _seated_by_share(queue, shares)
            continue
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


def _overdue_before(
    queue: Sequence[Candidate], shares: Shares, calendar: SchoolDays, week: Week, per_week: int
) -> date:
    """The Monday before which a last meeting is overdue: a full round of school weeks, and one, have gone by.

    A round is what it takes to meet everyone once. At most `per_week` people come to be overdue in a week, as
    no more were met in the week of their last meeting, so that all of them have a seat at once.
    """
    earliest = min((c.last_met for c in queue if c.last_met is not None), default=None)
    if earliest is None or per_week == 0:
        return date.min
    weeks = max(ceil(shares.total / per_week), shares.largest_small_team) + 1
    monday = week.monday
    while monday > earliest:
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


def _usual_minutes(order: Sequence[Candidate], year_start: date | None) -> float:
    """Minutes that a person met this year has had, on average; 0 where nobody was met."""
    minutes = [c.minutes for c in order if c.minutes and c.was_met_since(year_start)]
    return sum(minutes) / len(minutes) if minutes else 0
