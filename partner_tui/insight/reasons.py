"""Why a person is suggested, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.dates import MONTHS, WEEKDAYS
from partner_tui.insight.candidate import Candidate, SchoolDays
from partner_tui.insight.shares import Shares

NEW_FOR = timedelta(days=90)
"""How long somebody counts as newly joined."""

MOST = 3
"""Reasons given for one person."""

_WORDS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

# A month said without its year is taken for the nearest one, which stops being clear towards twelve months.
_YEAR_GOES_WITHOUT_SAYING = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the reasons for any one person are made of; `usual_minutes` is the mean over people met this year."""

    calendar: SchoolDays
    today: date
    year_start: date | None
    shares: Shares
    usual_minutes: float

    def of(self, candidate: Candidate) -> tuple[str, ...]:
        """One to three reasons, the most telling first."""
        return tuple(self._all(candidate))[:MOST]

    def _all(self, candidate: Candidate) -> Iterator[str]:
        if candidate.cancelled_on is not None:
            day = candidate.cancelled_on
            yield f"cancelled on {day.day} {self._month(day)}"
        yield self._wait(candidate)
        joined = candidate.joined_on
        if joined is not None and (candidate.last_met is None or joined > self.today - NEW_FOR):
            yield self._joined(joined)
        yield from self._department(candidate)
        if candidate.was_met_since(self.year_start) and 0 < candidate.minutes <= self.usual_minutes / 2:
            minutes = "one minute" if candidate.minutes == 1 else f"{candidate.minutes} minutes"
            yield f"only {minutes}{self._this_year()}"

    def _wait(self, candidate: Candidate) -> str:
        met = candidate.last_met
        if met is None:
            return "never met"
        days = self.calendar.school_days_between(met, self.today)
        if days == 0:
            return f"last met on {met.day} {self._month(met)}"
        return f"last met {days} school {'day' if days == 1 else 'days'} ago"

    def _joined(self, joined: date) -> str:
        if joined > self.today:
            return f"joins on {WEEKDAYS[joined.weekday()]}"
        return f"joined in {self._month(joined)}"

    def _department(self, candidate: Candidate) -> Iterator[str]:
        """How the department stands; silent for a person on their own and for one who was met this year."""
        department = candidate.department
        size, reached = self.shares.size(department), self.shares.reached(department)
        if department is None or size == 1 or candidate.was_met_since(self.year_start):
            return
        if reached == 0:
            yield f"nobody from {department} yet{self._this_year()}"
        else:
            yield f"{department} has had {in_words(reached)} of {in_words(size)}"

    def _month(self, day: date) -> str:
        """The month, with its year where the present school year does not make it clear."""
        # Who is hired for a school year joins in the summer before it.
        this_year = self.year_start is None or day >= self.year_start - NEW_FOR
        month = MONTHS[day.month - 1]
        if this_year and abs(day - self.today) <= _YEAR_GOES_WITHOUT_SAYING:
            return month
        return f"{month} {day.year}"

    def _this_year(self) -> str:
        return "" if self.year_start is None else " this year"


def in_words(number: int) -> str:
    """A count as people write it: words up to twelve, then digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)
