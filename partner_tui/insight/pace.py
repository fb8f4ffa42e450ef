"""Whether the weekly number reaches everyone this school year, and who would be left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.dates import MONTHS
from partner_tui.insight.candidate import WEEK, Candidate, SchoolDays, Week
from partner_tui.insight.shares import Shares
from partner_tui.insight.waiting import Waiting

_LONGEST_YEAR = 106  # calendar weeks looked through for the end of a school year: two years, closures included


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the present pace reaches, in people; where all are at hand, `left_over` are those it does not reach, in
    the queue's order.

    `weeks_left` and `ends_on` (the last school day) are None where no school year covers today; then nothing
    is foretold: `will_reach` is `reached`, and nobody is in `left_over`.
    """

    total: int
    reached: int
    will_reach: int
    left_over: tuple[Candidate, ...]
    per_week: int
    weeks_left: int | None
    ends_on: date | None

    def sentence(self) -> str:
        """The pace as one line, like "at this pace 71 of 80 by June; 9 would be left"."""
        if self.total == 0:
            return "nobody is in the rotation yet"
        if self.reached == self.total:
            return f"{self._everyone()} met" + ("" if self.weeks_left is None else " this year")
        if self.weeks_left is None:
            return f"{self.reached} of {self.total} met; no school year covers today, so no pace to show"
        left = self.total - self.will_reach
        if self.ends_on is None:
            verb = "is" if left == 1 else "are"
            return f"{self.reached} of {self.total} met; the school year is over and {left} {verb} left"
        month = MONTHS[self.ends_on.month - 1]
        if self.per_week == 0:
            return f"{self.will_reach} of {self.total} by {month}: the weekly number is 0; {left} would be left"
        if left == 0:
            return f"at this pace {self._everyone()} by {month}"
        return f"at this pace {self.will_reach} of {self.total} by {month}; {left} would be left"

    def _everyone(self) -> str:
        return "the one person" if self.total == 1 else f"all {self.total}"


def project(
    waiting: Waiting,
    order: Sequence[Candidate],
    shares: Shares,
    calendar: SchoolDays,
    today: date,
    per_week: int,
) -> Pace:
    """The pace of `per_week` meetings a school week; `order` is everybody as they are due, or empty.

    Meetings already held or planned are counted; a small team gives one person a week. It is a projection of
    the queue as it stands: from week to week the tie-break draws anew who exactly is at the end of it.
    """
    year_start = calendar.year_start(today)
    total, reached = shares.total, shares.reached_in_all
    if year_start is None:
        return Pace(total, reached, reached, (), per_week, None, None)
    weeks_left = calendar.weeks_left(today)
    ends_on = _last_school_day(calendar, today, weeks_left)
    left_over = [c for c in order if not c.was_met_since(year_start)]
    will_reach = reached
    if ends_on is not None:
        rest = _RestOfYear(waiting, shares, calendar, today, ends_on, weeks_left)
        rest.spread(waiting, year_start, per_week)
        will_reach += rest.reaches_in_all(waiting, year_start)
        left_over = [c for c in left_over if not rest.reaches(c)]
    return Pace(total, reached, will_reach, tuple(left_over), per_week, weeks_left, ends_on)


class _RestOfYear:
    """The seats that are left of the school year, given out one by one."""

    def __init__(
        self,
        waiting: Waiting,
        shares: Shares,
        calendar: SchoolDays,
        today: date,
        ends_on: date,
        weeks_left: int,
    ) -> None:
        self._shares = shares
        self._week = Week.of(today)
        # On the Saturday of a school week it still counts among the weeks left, but has no day to meet on.
        self._now = _has_school(calendar, today, self._week.sunday)
        self._weeks = weeks_left - (_has_school(calendar, self._week.monday, today) and not self._now)
        self._booked = {
            c.uid for c in waiting.promised if c.planned_on is not None and today <= c.planned_on <= ends_on
        }
        self._seats = 0
        self._of_team: Counter[str | None] = Counter()

    def spread(self, waiting: Waiting, year_start: date, per_week: int) -> None:
        """Count the seats, without those spoken for: taken this week, booked, or owed to somebody cancelled on."""
        promised = waiting.promised
        taken = [c for c in promised if self._week.has_taken(c)] if self._now else []
        booked = [c for c in promised if c.uid in self._booked and c.planned_on not in self._week]
        owed = [c for c in waiting.cancelled if c.uid not in self._booked]
        self._seats = per_week * (self._weeks - self._now) - len(booked)
        self._seats -= sum(c.was_met_since(year_start) and not c.met_this_week for c in owed)
        if self._now:
            self._seats += max(0, per_week - len(taken))
        self._of_team.update(c.department for c in (*taken, *booked))

    def reaches_in_all(self, waiting: Waiting, year_start: date | None) -> int:
        """To how many people not met this year a seat comes: it takes no order to count them."""
        booked = Counter(
            c.department for c in waiting.promised if c.uid in self._booked and not c.was_met_since(year_start)
        )
        seated = 0
        for team, people in self._shares.waiting().items():
            room = max(0, self._weeks - self._of_team[team]) if self._shares.is_small(team) else people
            seated += min(people - booked[team], room)
        return booked.total() + min(max(0, self._seats), seated)

    def reaches(self, candidate: Candidate) -> bool:
        """Whether a seat comes to this person before the year ends; to be asked in the queue's order, once."""
        if candidate.uid in self._booked:
            return True
        team = candidate.department
        if self._seats <= 0 or (self._shares.is_small(team) and self._of_team[team] >= self._weeks):
            return False
        self._seats -= 1
        self._of_team[team] += 1
        return True


def _has_school(calendar: SchoolDays, first: date, last: date) -> bool:
    return any(calendar.is_school_day(day) for day in _days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _last_school_day(calendar: SchoolDays, today: date, weeks_left: int) -> date | None:
    """The last school day of the last of the school weeks left; None when none is left."""
    week, last = Week.of(today), None
    for _ in range(_LONGEST_YEAR):
        if weeks_left <= 0:
            break
        school = [day for day in _days(week.monday, week.sunday) if calendar.is_school_day(day)]
        if school:
            last = school[-1]
            weeks_left -= 1
        week = Week.of(week.monday + WEEK)
    return last
