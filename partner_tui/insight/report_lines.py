"""The lines of the report on partners: every number as it may be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from partner_tui.records.partner_report_rows import GivenFacts


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is published; `value` is None where it is hidden, and the text says why."""

    text: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A partner, a sector or a kind of opening, with its students, placements and approved hours."""

    name: str
    beside: str
    students: Figure
    placements: Figure
    hours: Figure
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A grade or a group: how many students, how many were placed, and how that is beside a fair share.

    `rate` is that of its own students, `fair` how many would be placed if all were placed alike. `word` is '' where
    nothing is to be said.
    """

    name: str
    students: Figure
    placed: Figure
    rate: str
    fair: str
    word: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """What the students of a grade did: how many, for each kind of opening, in the order of the report's kinds."""

    name: str
    students: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises of one side were kept in time, of those that there is something to say about."""

    ours: bool
    in_time: int
    late: int
    broken: int
    open_late: int

    @property
    def due(self) -> int:
        """How many fell due."""
        return self.in_time + self.late + self.broken + self.open_late

    @property
    def rate(self) -> Fraction | None:
        """Kept in time / fallen due; None where nothing fell due."""
        return Fraction(self.in_time, self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class PartnerReport:
    """One page for the board; every number in it may be printed."""

    school: str
    title: str
    first: date
    last: date
    made_on: date
    sentences: Sequence[str]
    students: Figure
    placements: Figure
    hours: Figure
    partners: Sequence[Line]
    sectors: Sequence[Line]
    kinds: Sequence[Line]
    grades: Sequence[Reach]
    crossed: Sequence[Crossed]
    groups: Sequence[Reach]
    kept: Sequence[Kept]
    given: Sequence[GivenFacts]
    notes: Sequence[str]
