"""A person in the rotation, and the school days that the rotation counts in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from partner_tui.records.contact import StaffContact as Candidate

__all__ = ["WEEK", "Candidate", "SchoolDays", "Week"]

WEEK = timedelta(days=7)


class SchoolDays(Protocol):
    """The school's own calendar: terms minus closures, or plain weekdays where no school year is set."""

    def is_school_day(self, day: date) -> bool:
        """Whether school is in session on `day`."""
        ...

    def school_days_between(self, start: date, end: date) -> int:
        """School days after `start` up to and including `end`; 0 when `end <= start`."""
        ...

    def weeks_left(self, day: date) -> int:
        """School weeks from the week of `day`, inclusive, to the end of its school year."""
        ...

    def week_number(self, day: date) -> int | None:
        """Which school week of its year `day` is in, from 1; None outside a school year."""
        ...

    def year_start(self, day: date) -> date | None:
        """The first day of the school year of `day`; None outside a school year."""
        ...


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, the span that the weekly number counts in."""

    monday: date
    sunday: date

    @classmethod
    def of(cls, day: date) -> Week:
        """The week of `day`."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.monday <= day <= self.sunday

    def is_before(self, day: date | None) -> bool:
        """Whether `day` comes after the week; None does not."""
        return day is not None and day > self.sunday

    def has_taken(self, candidate: Candidate) -> bool:
        """Whether a meeting with this candidate is one of the week's: already held, or planned in it."""
        return candidate.met_this_week or candidate.planned_on in self
