"""Rules of work beside hours: what the law says of a shift, as advice with its source; nothing is ever blocked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from partner_tui.insight.federal_work_rules import FEDERAL, LEARNER
from partner_tui.insight.work_checks import CHECKS, Advice, Level
from partner_tui.insight.worked import Ground, Part, WorkedShift, Worker, age_on, profile_of
from partner_tui.records.placements import RuleProgram
from partner_tui.records.work_rule_sets import Limit, Profile, Rule

__all__ = ["Advice", "Ground", "Level", "WorkedShift", "advice", "age_on", "profile_of"]


def advice(
    born_on: date | None, shifts: Sequence[WorkedShift], ground: Ground, first: date, last: date
) -> list[Advice]:
    """Return what the rules say of the shifts of one student from `first` to `last`, warnings first on each day.

    `shifts` also has those around these days: of the whole weeks, and of three weeks before for a work-study program.
    The age is that on the day, and what runs over midnight is divided there. A week's line stands on the day on which
    its limit was passed. Every rule that is passed has its line, the strictest first.
    """
    if born_on is None:
        days = sorted({shift.worked_on for shift in shifts if first <= shift.worked_on <= last})
        sentence = "The birth date is not known, so no rule of work could be checked: add it in the student's form."
        return [Advice(day, Level.NOTE, "birth_date", "", sentence) for day in days]
    worker = Worker(ground, born_on)
    worker.put(shifts)
    days = sorted(worker.by_day)
    said = [
        (line.day, line.rule, _leniency(rule), line)
        for found in (FEDERAL, *ground.own)
        for rule in found.rules
        for line in CHECKS[rule.limit](worker, rule, days)
        if first <= line.day <= last
    ]
    # A shift that two limits of one rule name in the same words is one line.
    warnings = dict.fromkeys(line for *_, line in sorted(said, key=lambda one: one[:3]))
    return [*warnings, *_notes(worker, [day for day in days if first <= day <= last])]


def _leniency(rule: Rule) -> int:
    return -rule.value if rule.limit is Limit.NOT_BEFORE else rule.value


def _notes(worker: Worker, days: Sequence[date]) -> list[Advice]:
    """Return what could not be checked on some days, and what a program does not change."""
    limited = {profile for found in (FEDERAL, *worker.ground.own) for rule in found.rules for profile in rule.who}
    notes = []
    for day in days:
        parts = [part for part in worker.by_day[day] if part.profile in limited]
        if any(part.piece.starts is None for part in parts):
            said = "Without a start time only the length was checked, not the time of day."
            notes.append(Advice(day, Level.NOTE, "no_start", "", said))
        notes += _maybe_in_school(worker, day, parts)
        if any(
            part.shift.program is RuleProgram.STUDENT_LEARNER and age_on(worker.born_on, day) < 16 for part in parts
        ):
            said = "Student-learners are exempt from some hazardous occupations at 16 and 17; never from hours."
            notes.append(Advice(day, Level.NOTE, "student_learner", LEARNER, said))
    return notes


def _maybe_in_school(worker: Worker, day: date, parts: Sequence[Part]) -> Iterator[Advice]:
    ground = worker.ground
    early = any(
        part.profile is Profile.STANDARD_14_15 and part.piece.starts is not None and part.piece.starts < ground.day_ends
        for part in parts
    )
    if early and ground.school_hours is None and ground.calendar.is_school_day(day):
        said = "Whether this was in school hours is not known; add them to your own rules as “school_hours”."
        yield Advice(day, Level.NOTE, "school_hours", "29 CFR 570.35(a)(1)", said)
