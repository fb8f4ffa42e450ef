"""An invented school year and people for the tests of the rotation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from partner_tui.insight.rotation import Candidate, Rotation

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class School:
    """Weekdays of its years, minus closures; outside of them nothing is a school day unless it has no years."""

    years: tuple[tuple[date, date], ...] = ((date(2026, 8, 31), date(2027, 6, 11)),)
    closures: frozenset[date] = field(
        default_factory=lambda: frozenset(date(2026, 12, 21) + n * DAY for n in range(14))
    )

    def is_school_day(self, day: date) -> bool:
        if day.weekday() >= 5 or day in self.closures:
            return False
        return not self.years or self._year(day) is not None

    def school_days_between(self, start: date, end: date) -> int:
        return sum(self.is_school_day(start + n * DAY) for n in range(1, (end - start).days + 1))

    def weeks_left(self, day: date) -> int:
        year = self._year(day)
        return 0 if year is None else self._weeks(day - day.weekday() * DAY, year[1])

    def week_number(self, day: date) -> int | None:
        year = self._year(day)
        return None if year is None else self._weeks(year[0] - year[0].weekday() * DAY, day)

    def year_start(self, day: date) -> date | None:
        year = self._year(day)
        return None if year is None else year[0]

    def _year(self, day: date) -> tuple[date, date] | None:
        return next((y for y in self.years if y[0] <= day <= y[1]), None)

    def _weeks(self, monday: date, end: date) -> int:
        count = 0
        while monday <= end:
            count += any(self.is_school_day(monday + n * DAY) for n in range(7))
            monday += 7 * DAY
        return count


NO_YEAR = School(years=(), closures=frozenset())


def person(
    number: int,
    department: str | None = None,
    *,
    name: str | None = None,
    joined_on: date | None = None,
    last_met: date | None = None,
    minutes: int = 0,
    cancelled_on: date | None = None,
    planned_on: date | None = None,
    met_this_week: bool = False,
) -> Candidate:
    """A member of staff whom nobody has met, unless said otherwise."""
    return Candidate(
        id=number,
        uid=f"uid-{number:06}",
        kind="staff",
        given_name=name or f"Given{number}",
        family_name=f"Family{number}",
        name=name or f"Given{number} Family{number}",
        department=department,
        joined_on=joined_on,
        last_met=last_met,
        minutes=minutes,
        cancelled_on=cancelled_on,
        planned_on=planned_on,
        met_this_week=met_this_week,
    )


def hold(staff: list[Candidate], rotation: Rotation, day: date) -> list[Candidate]:
    """The staff after every suggested meeting was held on `day`."""
    met = {s.candidate.uid for s in rotation.suggestions}
    return [replace(c, last_met=day, minutes=c.minutes + 25) if c.uid in met else c for c in staff]


def names(rotation: Rotation) -> list[str]:
    """The names of those suggested, in order."""
    return [s.candidate.name for s in rotation.suggestions]
