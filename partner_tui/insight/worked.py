"""Worked: the shifts of one student by day, whose rules hold on each, and what holds for the whole school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, tzinfo

from partner_tui.dates.shifts import Piece, Worked, pieces
from partner_tui.records.placements import RuleProgram
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.records.work_rule_sets import Profile, Rule, RuleSet


@dataclass(frozen=True, slots=True)
class WorkedShift:
    """A shift of a student; `program` and `cycle_from` (its first day) are those of its placement."""

    worked_on: date
    worked: Worked
    program: RuleProgram = RuleProgram.STANDARD
    cycle_from: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for everybody: the school's calendar and zone, its own rules, and when its day is over."""

    calendar: SchoolCalendar
    zone: tzinfo
    own: tuple[RuleSet, ...] = ()
    day_ends: int = 16 * 60

    @property
    def school_hours(self) -> tuple[int, int] | None:
        """From when to when there is school, where a set of rules says so."""
        return next((one.school_hours for one in self.own if one.school_hours), None)


@dataclass(frozen=True, slots=True)
class Part:
    """What a shift leaves on one day, and for whom rules are then."""

    piece: Piece
    profile: Profile
    shift: WorkedShift


@dataclass(slots=True)
class Worker:
    """The shifts of one student by day."""

    ground: Ground
    born_on: date
    by_day: dict[date, list[Part]] = field(default_factory=dict)

    def put(self, shifts: Iterable[WorkedShift]) -> None:
        """Count shifts on the days that they lie on."""
        for shift in shifts:
            for piece in pieces(shift.worked_on, shift.worked, self.ground.zone):
                part = Part(piece, profile_of(age_on(self.born_on, piece.day), shift.program), shift)
                self.by_day.setdefault(piece.day, []).append(part)

    def on(self, day: date, rule: Rule) -> list[Part]:
        """Return the parts of a day that a rule is about."""
        return [part for part in self.by_day.get(day, []) if part.profile in rule.who]

    def at(self, day: date) -> str:
        """Return the age on a day, as a sentence begins."""
        return f"At {age_on(self.born_on, day)}"


def age_on(born_on: date, day: date) -> int:
    """Return the age in years on a day; who was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def profile_of(age: int, program: RuleProgram) -> Profile:
    """Return whose rules hold at an age; programs change them at 14 and 15 only (29 CFR 570.35-37)."""
    if age < 14:
        return Profile.UNDER_14
    if age < 16:
        programs = {RuleProgram.WECEP: Profile.WECEP, RuleProgram.WSP: Profile.WSP}
        return programs.get(program, Profile.STANDARD_14_15)
    return Profile.AGE_16_17 if age < 18 else Profile.ADULT
