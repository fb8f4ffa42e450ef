"""The checks behind the rules of work: one function for each kind of limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from partner_tui.dates import say_full_day, say_minutes
from partner_tui.dates.shifts import say_minute
from partner_tui.insight.worked import Part, Worker
from partner_tui.records.hours_totals import week_of
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.records.work_rule_sets import Limit, Rule, When

_DAY = timedelta(days=1)


class Level(StrEnum):
    """How much a line weighs: a limit that is passed, or something that could not be checked."""

    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Advice:
    """One line about the hours of a day: which rule, where it is written, and a sentence."""

    day: date
    level: Level
    rule: str
    citation: str
    sentence: str


def _line(worker: Worker, rule: Rule, day: date, sentence: str) -> Advice:
    return Advice(day, Level.WARNING, rule.limit.value, rule.citation, f"{worker.at(day)} {sentence}")


def _holds(worker: Worker, rule: Rule, day: date) -> bool:
    """Return whether a rule holds on a day, by the calendar of the school and by the time of the year."""
    calendar = worker.ground.calendar
    week = _school_week(calendar, day)
    on = {
        When.ANY: True,
        When.SCHOOL_DAY: calendar.is_school_day(day),
        When.FREE_DAY: not calendar.is_school_day(day),
        When.SCHOOL_WEEK: week,
        When.FREE_WEEK: not week,
        When.BEFORE_SCHOOL_DAY: calendar.is_school_day(day + _DAY),
        When.BEFORE_FREE_DAY: not calendar.is_school_day(day + _DAY),
    }
    return on[rule.on] and rule.in_season(day)


def _school_week(calendar: SchoolCalendar, day: date) -> bool:
    sunday, _ = week_of(day)
    return any(calendar.is_school_day(sunday + timedelta(days=away)) for away in range(7))


_WHEN = {
    When.ANY: "",
    When.SCHOOL_DAY: " on a school day",
    When.FREE_DAY: " on a day without school",
    When.SCHOOL_WEEK: " in a week with school",
    When.FREE_WEEK: " in a week without school",
    When.BEFORE_SCHOOL_DAY: " before a school day",
    When.BEFORE_FREE_DAY: " before a day without school",
}


def _no_work(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day in days:
        if worker.on(day, rule) and _holds(worker, rule, day):
            yield _line(worker, rule, day, "nobody may be employed; 14 is the least age.")


def _day(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day in days:
        minutes = _minutes(worker.on(day, rule))
        if minutes > rule.value and _holds(worker, rule, day):
            yield _line(worker, rule, day, _at_most(rule, minutes, say_full_day(day)))


def _at_most(rule: Rule, minutes: int, when: str) -> str:
    return f"at most {say_minutes(rule.value)}{_WHEN[rule.on]}; {when} has {say_minutes(minutes)}."


def _minutes(parts: Iterable[Part]) -> int:
    return sum(part.piece.minutes for part in parts)


def _week(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day, minutes, before in _running(worker, rule, days, _minutes):
        if before <= rule.value < minutes:
            yield _line(worker, rule, day, _at_most(rule, _whole_week(worker, rule, day), "this one"))


def _whole_week(worker: Worker, rule: Rule, day: date) -> int:
    sunday, _ = week_of(day)
    return sum(_minutes(worker.on(sunday + timedelta(days=away), rule)) for away in range(7))


def _days_of_week(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day, count, before in _running(worker, rule, days, lambda parts: bool(parts)):
        if before <= rule.value < count:
            yield _line(worker, rule, day, f"at most {rule.value} days{_WHEN[rule.on]}; this is one more.")


def _running(
    worker: Worker, rule: Rule, days: Sequence[date], measure: Callable[[list[Part]], int]
) -> Iterator[tuple[date, int, int]]:
    """Yield each day with what its week has until its end, and until the day before."""
    sunday, total = None, 0
    for day in days:
        if week_of(day)[0] != sunday:
            sunday, total = week_of(day)[0], 0
        before, total = total, total + measure(worker.on(day, rule))
        if _holds(worker, rule, day):
            yield day, total, before


def _not_before(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day, starts, _ends in _timed(worker, rule, days):
        if starts < rule.value:
            said = f"not before {say_minute(rule.value)}{_WHEN[rule.on]}; this begins at {say_minute(starts)}."
            yield _line(worker, rule, day, said)


def _not_after(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    for day, _starts, ends in _timed(worker, rule, days):
        if ends > rule.value:
            said = f"not after {say_minute(rule.value)}{_WHEN[rule.on]}; this ends at {say_minute(ends)}."
            yield _line(worker, rule, day, said)


def _timed(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[tuple[date, int, int]]:
    for day in days:
        if _holds(worker, rule, day):
            for part in worker.on(day, rule):
                if part.piece.starts is not None and part.piece.ends is not None:
                    yield day, part.piece.starts, part.piece.ends


def _school_hours(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    school = worker.ground.school_hours
    if school is None:
        return
    for day, starts, ends in _timed(worker, rule, days):
        if worker.ground.calendar.is_school_day(day) and starts < school[1] and school[0] < ends:
            said = f"not in school hours, {say_minute(school[0])} to {say_minute(school[1])}."
            yield _line(worker, rule, day, said)


def _outside_school(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    """Yield the days of a work-study program that are long without being in school hours."""
    for day in days:
        parts = worker.on(day, rule)
        known = worker.ground.school_hours and all(part.piece.starts is not None for part in parts)
        if known and _minutes(parts) > rule.value and _holds(worker, rule, day) and not _in_school(worker, parts):
            yield _line(worker, rule, day, _at_most(rule, _minutes(parts), "outside school hours it"))


def _in_school(worker: Worker, parts: Iterable[Part]) -> bool:
    first, last = worker.ground.school_hours or (0, 0)
    return any(
        part.piece.starts is not None
        and part.piece.ends is not None
        and part.piece.starts < last
        and first < part.piece.ends
        for part in parts
    )


def _cycle(worker: Worker, rule: Rule, days: Sequence[date]) -> Iterator[Advice]:
    """Yield the days in school hours that a four-week cycle has no room for: one a week, two in one week of the four.

    The cycle begins with the placement's first week. A school day longer than 3 hours is one in school hours.
    """
    weeks: dict[date, list[date]] = {}
    for day in days:
        parts = worker.on(day, rule)
        if parts and _holds(worker, rule, day) and (_minutes(parts) > rule.value or _in_school(worker, parts)):
            weeks.setdefault(week_of(day)[0], []).append(day)
    with_two: set[date] = set()
    for sunday, worked in weeks.items():
        cycle = _cycle_of(worker, rule, sunday, worked[0])
        room = 1 if cycle in with_two else 2
        if len(worked) > 1:
            with_two.add(cycle)
        for day in worked[room:]:
            said = "school-hours work on one day a week, on two in one week of four; this is one more."
            yield _line(worker, rule, day, said)


def _cycle_of(worker: Worker, rule: Rule, sunday: date, day: date) -> date:
    begun = worker.on(day, rule)[0].shift.cycle_from or sunday
    return sunday - timedelta(weeks=(sunday - week_of(begun)[0]).days // 7 % 4)


CHECKS: Mapping[Limit, Callable[[Worker, Rule, Sequence[date]], Iterator[Advice]]] = {
    Limit.NO_WORK: _no_work,
    Limit.DAY: _day,
    Limit.WEEK: _week,
    Limit.DAYS: _days_of_week,
    Limit.NOT_BEFORE: _not_before,
    Limit.NOT_AFTER: _not_after,
    Limit.SCHOOL_HOURS: _school_hours,
    Limit.DAY_OUTSIDE_SCHOOL: _outside_school,
    Limit.CYCLE: _cycle,
}
