"""Who has been reached this school year, and who has been left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from partner_tui.insight.spread import percent

if TYPE_CHECKING:
    from partner_tui.records.coverage_rows import CoverageFacts, StaffReach
    from partner_tui.records.missing_staff import Missing

SMALL = 10
"""Below so many people a group is read with care, and nothing is concluded from it (NCES 2011-603: most often 10)."""


class By(StrEnum):
    """What the staff are grouped by."""

    DEPARTMENT = "department"
    KIND = "kind"
    JOINED = "joined"

    @property
    def words(self) -> str:
        """How it is said: "by kind of staff"."""
        return {By.DEPARTMENT: "department", By.KIND: "kind of staff", By.JOINED: "year joined"}[self]

    @property
    def without(self) -> str:
        """What those are called for whom it is not recorded."""
        return {By.DEPARTMENT: "no department", By.KIND: "no job title", By.JOINED: "year not recorded"}[self]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a group were met; `group` is None for those of whom it is not recorded."""

    group: str | None
    met: int
    total: int

    @property
    def rate(self) -> Fraction:
        """The share of the group that was met; a group has at least one member."""
        return Fraction(self.met, self.total)

    @property
    def is_small(self) -> bool:
        """Whether the group is too small to conclude anything from."""
        return self.total < SMALL

    @property
    def is_left_behind(self) -> bool:
        """Whether nobody of a group that is not small was met."""
        return self.met == 0 and not self.is_small


_Rated = TypeVar("_Rated", bound=Rate)


def least_met_first(rates: Iterable[_Rated]) -> list[_Rated]:
    """Return groups with the lowest share first, and of equals the largest, so that a whole group that nobody has met
    is the first thing read.
    """
    by_name = sorted(rates, key=lambda one: (one.group is None, one.group or ""))
    return sorted(by_name, key=lambda one: (not one.is_left_behind, one.rate, -one.total))


@dataclass(frozen=True, slots=True)
class Gap(Rate):
    """A group with the first few of those who are missing."""

    first: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Share(Rate):
    """A group with all who are missing."""

    missing: tuple[StaffReach, ...]

    def sentence(self, by: By, everybody: Fraction) -> str:
        """Say the share beside what it would be at the rate of `everybody`, and no verdict on a small group."""
        name = self.group or by.without
        if self.met == self.total:
            return f"{name}: {'the one person' if self.total == 1 else f'all {self.total}'} met."
        said = f"{name}: {self.met} of {self.total} met ({percent(self.rate)})"
        even = f"an even share would be {_about(everybody * self.total)}"
        if self.is_small:
            return f"{said}; {even}. A small group: read with care."
        return f"{said}; {even}." if self.met else f"{name}: nobody of {self.total} met yet; {even}."


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who of the staff in the rotation was met, and who was not; `never` are those not met in the time counted.

    Whoever never was met at all comes first in it, then whose last meeting is longest ago. `paused` and
    `out_of_rotation` are not counted in `total`, but are called by name.
    """

    staff: tuple[StaffReach, ...]
    never: tuple[StaffReach, ...]
    reached: tuple[StaffReach, ...]
    paused: tuple[StaffReach, ...]
    out_of_rotation: tuple[StaffReach, ...]
    since: date | None

    @property
    def total(self) -> int:
        """How many people are counted."""
        return len(self.staff)

    @property
    def met(self) -> int:
        """How many of them were met."""
        return len(self.reached)

    @property
    def rate(self) -> Fraction:
        """The share of everybody that was met; 0 where nobody is counted."""
        return Fraction(self.met, self.total) if self.total else Fraction(0)

    @property
    def never_at_all(self) -> int:
        """How many were not met in any year."""
        return sum(one.last_met is None for one in self.never)

    def by(self, by: By) -> tuple[Share, ...]:
        """Return the share of every group; each person counts in one, also where it is not recorded.

        Years stand in their order, the newest first. Other groups: the least met first.
        """
        groups, missing = self._grouped(self.staff, by), self._grouped(self.never, by)
        shares = [
            Share(group, sum(one.met for one in people), len(people), tuple(missing[group]))
            for group, people in groups.items()
        ]
        shares = least_met_first(shares)
        if by is By.JOINED:
            shares.sort(key=lambda share: share.group or "", reverse=True)
        return tuple(shares)

    @staticmethod
    def _grouped(people: Iterable[StaffReach], by: By) -> dict[str | None, list[StaffReach]]:
        groups: dict[str | None, list[StaffReach]] = defaultdict(list)
        for one in people:
            groups[group_of(one, by)].append(one)
        return groups

    def sentence(self) -> str:
        """Who was met and who was not, in one line, like "49 of 78 met this school year; 29 not yet, 27 never"."""
        if not self.total:
            return "Nobody is in the rotation yet"
        when = "" if self.since is None else " this school year"
        if not self.never:
            return f"{'The one person' if self.total == 1 else f'All {self.total}'} met{when}"
        never, ever = len(self.never), self.never_at_all
        before = "" if self.since is None else f"; {never} not yet"
        if ever == never:
            before = f"; {never} never" if self.since is None else f"{before}, and never before"
        elif ever:
            before += f", {ever} of them never"
        return f"{self.met} of {self.total} met{when}{before}"


def cover(facts: CoverageFacts) -> Coverage:
    """Return who was reached and who was not, by the facts."""
    return Coverage(
        staff=facts.staff,
        never=_longest_first(one for one in facts.staff if not one.met),
        reached=_longest_first(one for one in facts.staff if one.met),
        paused=facts.paused,
        out_of_rotation=facts.out_of_rotation,
        since=None if facts.year is None else facts.year.starts_on,
    )


def group_of(one: StaffReach, by: By) -> str | None:
    """Return the group that somebody counts in; None where it is not recorded."""
    return _KEYS[by](one)


def _longest_first(people: Iterable[StaffReach]) -> tuple[StaffReach, ...]:
    # date.min is never: the rows come by name, and sorted() keeps that among equals.
    return tuple(sorted(people, key=lambda one: one.last_met or date.min))


_KEYS: dict[By, Callable[[StaffReach], str | None]] = {
    By.DEPARTMENT: lambda one: one.department or None,
    By.KIND: lambda one: one.job_title or None,
    By.JOINED: lambda one: None if one.joined_on is None else str(one.joined_on.year),
}


def _about(number: Fraction) -> str:
    whole = int(number + Fraction(1, 2))
    return str(whole) if number == whole else f"about {whole}"
