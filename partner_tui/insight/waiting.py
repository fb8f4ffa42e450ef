"""Everybody in the rotation, asked for only as far as somebody is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from partner_tui.insight.candidate import Candidate, Week

Place = Callable[[str, date | None], tuple[int, bytes, str]]
"""Uid and day of joining -> the place among people who are due alike: the smallest comes first."""


class Waiting(Protocol):
    """The people in the rotation: those who are promised something by name, all the others counted.

    Departments are names, None for people without one. Of a staff in the records only few are ever read.
    """

    @property
    def sizes(self) -> Mapping[str | None, int]:
        """How many people each department has."""
        ...

    @property
    def reached(self) -> Mapping[str | None, int]:
        """How many of them were met this school year, or ever, where there is no school year."""
        ...

    @property
    def promised(self) -> Sequence[Candidate]:
        """Those met this week, and those with whom a meeting is planned."""
        ...

    @property
    def cancelled(self) -> Sequence[Candidate]:
        """Those cancelled on last."""
        ...

    @property
    def away(self) -> Sequence[Candidate]:
        """Those never met who join after this week."""
        ...

    @property
    def first_met(self) -> date | None:
        """A day on or before the day of every last meeting; None where nobody was ever met."""
        ...

    @property
    def everybody(self) -> Sequence[Candidate] | None:
        """Everybody by name, where all are at hand."""
        ...

    def usual_minutes(self) -> float:
        """Minutes that a person met this year has had, on average; 0 where nobody was met."""
        ...

    def never_met(self, most: int, place: Place) -> Sequence[Candidate]:
        """Those never met, of each department at least the `most` that come first by `place`."""
        ...

    def last_met(self, since: date, before: date, most: int) -> Sequence[Candidate]:
        """Those last met on one of those days: of each department at least the `most` who wait longest, and all who
        wait as long as the last of them, in school days.
        """
        ...


class Everybody:
    """A staff that is all at hand."""

    def __init__(self, candidates: Sequence[Candidate], year_start: date | None, week: Week) -> None:
        self.everybody: Sequence[Candidate] = candidates
        self._year_start = year_start
        self.sizes: Mapping[str | None, int] = Counter(c.department for c in candidates)
        self.reached: Mapping[str | None, int] = Counter(
            c.department for c in candidates if c.was_met_since(year_start)
        )
        self.promised = [c for c in candidates if c.met_this_week or c.planned_on is not None]
        self.cancelled = [c for c in candidates if c.cancelled_on is not None]
        self.away = [c for c in candidates if c.last_met is None and week.is_before(c.joined_on)]

    @property
    def first_met(self) -> date | None:
        """The first day of a last meeting."""
        return min((c.last_met for c in self.everybody if c.last_met is not None), default=None)

    def usual_minutes(self) -> float:
        """The mean over those who were met this year for some minutes."""
        minutes = [c.minutes for c in self.everybody if c.minutes and c.was_met_since(self._year_start)]
        return sum(minutes) / len(minutes) if minutes else 0

    def never_met(self, _most: int, _place: Place) -> Sequence[Candidate]:
        """All of them."""
        return [c for c in self.everybody if c.last_met is None]

    def last_met(self, since: date, before: date, _most: int) -> Sequence[Candidate]:
        """All of them."""
        return [c for c in self.everybody if c.last_met is not None and since <= c.last_met < before]
