"""What each department is due of the meetings, and what it has had."""

from __future__ import annotations

from collections import Counter
from datetime import date

from partner_tui.insight.candidate import Week
from partner_tui.insight.waiting import Waiting

SMALL_TEAM = 5
"""Members up to which a department is a small team, which one week takes at most one person from."""


class Shares:
    """The seats of the school year so far, counted per department; people without one form a group of their own.

    The rule is Hamilton's (largest remainder), carried over the year instead of starting afresh each week:
    with `n` people of whom `size` are in the department, and `seats` given since the year began, the seat now
    given makes the department due `size / n * (seats + 1)`, and the seat goes where due minus had is largest.
    Three seats a week, taken alone, would go to the three largest of eight departments for ever; over the
    running total every department's turn comes (compare Tijdeman, "The chairman assignment problem", 1980).
    """

    def __init__(self, waiting: Waiting, year_start: date | None, week: Week) -> None:
        """Count sizes, people met since `year_start`, and people met, planned or booked (`week` and later)."""
        self._size = Counter(waiting.sizes)
        self._reached = Counter(waiting.reached)
        self.total, self.reached_in_all = self._size.total(), self._reached.total()
        promised = waiting.promised
        self._had = self._reached + Counter(
            [
                c.department
                for c in promised
                if not c.was_met_since(year_start) and (week.has_taken(c) or week.is_before(c.planned_on))
            ]
        )
        self._seats = self._had.total()
        self._in_week = {c.department for c in promised if week.has_taken(c)}
        self.largest_small_team = max((n for d, n in self._size.items() if self.is_small(d)), default=0)

    def size(self, department: str | None) -> int:
        """How many people of the rotation are in the department."""
        return self._size[department]

    def waiting(self) -> dict[str | None, int]:
        """How many people of each department were not met this school year."""
        return {department: size - self._reached[department] for department, size in self._size.items()}

    def reached(self, department: str | None) -> int:
        """How many of them were met this school year."""
        return self._reached[department]

    def is_small(self, department: str | None) -> bool:
        """Whether it is a team of at most SMALL_TEAM, beside others: a staff that is one team is not a small team."""
        return department is not None and self._size[department] <= min(SMALL_TEAM, self.total - 1)

    def is_open(self, department: str | None) -> bool:
        """Whether the week may take one more person of the department."""
        return department not in self._in_week or not self.is_small(department)

    def take(self, department: str | None) -> None:
        """Give the department one seat of the week."""
        self._had[department] += 1
        self._seats += 1
        self._in_week.add(department)

    def owed(self, department: str | None) -> int:
        """Due minus had, for the seat now given, in `n`-ths of a seat (whole numbers, so that ties are exact)."""
        return self._size[department] * (self._seats + 1) - self._had[department] * self.total
