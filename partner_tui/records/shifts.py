"""Shifts: what students have worked around some days, and why one more cannot be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from partner_tui.dates import say_full_day, say_minutes
from partner_tui.dates.shifts import DAY, Worked, moment, pieces, say_worked
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database
from partner_tui.records.person_names import display_name


@dataclass(frozen=True, slots=True)
class Shift:
    """Minutes that a student worked in a placement on a day; `starts_minute` is on the wall, None if nobody said."""

    placement_id: int
    worked_on: date
    minutes: int
    starts_minute: int | None = None
    note: str = ""

    @property
    def worked(self) -> Worked:
        """How long, and from when."""
        return Worked(self.minutes, self.starts_minute)


@dataclass(frozen=True, slots=True)
class PlacementDays:
    """Who is placed where, and between which days hours can be; `last_on` is None while no end is known."""

    id: int
    student_id: int
    student: str
    opening: str
    organization: str
    first_on: date
    last_on: date | None
    archived: bool

    def why_not(self, day: date, today: date) -> str:
        """Return why nothing can have been worked on a day, as a sentence; '' where it can."""
        where = f"{self.student} at {self.organization}"
        if self.archived:
            return f"The placement of {where} was put away."
        if day < self.first_on:
            return f"{where} begins on {say_full_day(self.first_on)}; {say_full_day(day)} is before it."
        if self.last_on and day > self.last_on:
            return f"{where} ended on {say_full_day(self.last_on)}; {say_full_day(day)} is after it."
        if day > today:
            return f"{say_full_day(day)} is still to come; hours are entered when they were worked."
        return ""


@dataclass(slots=True)
class _Known:
    entry_id: int
    shift: Shift


class Ledger:
    """The shifts of some students around some days, in all their placements; declined ones do not count."""

    def __init__(self, placements: dict[int, PlacementDays], zone: tzinfo, today: date) -> None:
        self.placements = placements
        self._zone = zone
        self._today = today
        self._known: dict[tuple[int, date], list[_Known]] = {}
        self._declined: Counter[tuple[int, date, Worked]] = Counter()

    def put(self, entry_id: int, shift: Shift) -> None:
        """Count a shift from now on; one that is not in the records yet has an id below 0."""
        student = self.placements[shift.placement_id].student_id
        self._known.setdefault((student, shift.worked_on), []).append(_Known(entry_id, shift))

    def take(self, entry_id: int, shift: Shift) -> None:
        """Count a shift no more."""
        key = (self.placements[shift.placement_id].student_id, shift.worked_on)
        self._known[key] = [known for known in self._known.get(key, []) if known.entry_id != entry_id]

    def decline(self, shift: Shift) -> None:
        """Remember a shift that was declined: it is in nobody's way, but it is there."""
        self._declined[shift.placement_id, shift.worked_on, shift.worked] += 1

    def times(self, shift: Shift) -> int:
        """Return how often the very same shift is in the records, declined or not, whatever is noted beside it."""
        key = (self.placements[shift.placement_id].student_id, shift.worked_on)
        same = [
            known
            for known in self._known.get(key, [])
            if known.entry_id > 0
            and (known.shift.placement_id, known.shift.worked) == (shift.placement_id, shift.worked)
        ]
        return len(same) + self._declined[shift.placement_id, shift.worked_on, shift.worked]

    def check(self, shift: Shift) -> None:
        """Raise FieldError where a shift cannot have been: its day, its length, or beside another of the student."""
        placement = self.placements.get(shift.placement_id)
        if placement is None:
            raise NotFound("That placement is not there.", "Somebody may have taken back what added it.")
        if why := placement.why_not(shift.worked_on, self._today):
            raise FieldError("worked_on", why, "Choose a day of the placement, or change the placement's days.")
        _check_length(placement, shift)
        self._check_overlap(placement, shift)
        self._check_day(placement, shift)

    def _around(self, student_id: int, day: date) -> Iterable[_Known]:
        for away in (-1, 0, 1):
            yield from self._known.get((student_id, day + timedelta(days=away)), [])

    def _check_overlap(self, placement: PlacementDays, shift: Shift) -> None:
        if shift.starts_minute is None:
            return
        start, end = self._span(shift)
        for known in self._around(placement.student_id, shift.worked_on):
            if known.shift.starts_minute is None:
                continue
            other_start, other_end = self._span(known.shift)
            if start < other_end and other_start < end:
                other, there = known.shift, self.placements[known.shift.placement_id].organization
                message = (
                    f"{placement.student} already worked {say_worked(other.worked, other.worked_on, self._zone)} at "
                    f"{there} on {say_full_day(other.worked_on)}; "
                    f"{say_worked(shift.worked, shift.worked_on, self._zone)} would overlap."
                )
                raise FieldError("starts_minute", message, "Change the times, or take the other shift out.")

    def _span(self, shift: Shift) -> tuple[datetime, datetime]:
        start = moment(shift.worked_on, shift.starts_minute or 0, self._zone)
        return start, start + timedelta(minutes=shift.minutes)

    def _check_day(self, placement: PlacementDays, shift: Shift) -> None:
        for piece in pieces(shift.worked_on, shift.worked, self._zone):
            before = sum(
                other.minutes
                for known in self._around(placement.student_id, piece.day)
                for other in pieces(known.shift.worked_on, known.shift.worked, self._zone)
                if other.day == piece.day
            )
            if before + piece.minutes > DAY:
                message = (
                    f"{placement.student} has {say_minutes(before)} on {say_full_day(piece.day)} already; with "
                    f"{say_minutes(piece.minutes)} more that would be {say_minutes(before + piece.minutes)} in a day."
                )
                raise FieldError("minutes", message, "A day has 24 hours, over all placements together.")


def _check_length(placement: PlacementDays, shift: Shift) -> None:
    if not 1 <= shift.minutes <= DAY:
        length = say_minutes(shift.minutes) if 0 < shift.minutes < 10**9 else "That"
        day = say_full_day(shift.worked_on)
        message = f"{length} on {day} cannot be what {placement.student} worked at {placement.organization}."
        raise FieldError("minutes", message, "Between one minute and the 24 hours of a day.")
    if shift.starts_minute is not None and not 0 <= shift.starts_minute < DAY:
        message = f"There is no such time on {say_full_day(shift.worked_on)}."
        raise FieldError("starts_minute", message, "From 00:00 to 23:59.")


_DAYS = (
    "SELECT l.id, l.student_id, p.given_name, p.family_name, p.preferred_name, o.title, g.name, l.starts_on, "
    "coalesce(l.settled_on, l.ends_on), l.archived_at IS NOT NULL FROM placements l JOIN people p ON "
    "p.id = l.student_id JOIN openings o ON o.id = l.opening_id JOIN organizations g ON g.id = o.organization_id "
)

_OF_THEIR_STUDENTS = (
    "WHERE l.student_id IN (SELECT student_id FROM placements WHERE id IN (SELECT value FROM json_each(?)))"
)

_WORKED = (
    "SELECT h.id, h.placement_id, h.worked_on, h.minutes, h.starts_minute, h.state = 'declined' FROM hours h "
    "WHERE h.placement_id IN (SELECT l.id FROM placements l " + _OF_THEIR_STUDENTS + " AND l.archived_at IS NULL) "
    "AND h.worked_on BETWEEN ? AND ? AND h.archived_at IS NULL"
)


def days_of(placement_ids: Iterable[int]) -> dict[int, PlacementDays]:
    """Return who is placed where and between which days, by placement; one query."""
    found = database.select(_DAYS + "WHERE l.id IN (SELECT value FROM json_each(?))", (_json(placement_ids),))
    return {row[0]: _placement_days(row) for row in found}


def ledger(placement_ids: Iterable[int], first: date, last: date, *, zone: tzinfo, today: date) -> Ledger:
    """Return what the students of some placements worked from a day before `first` to a day after `last`.

    All their other placements count too, unless they were put away. Two queries, however many they are.
    """
    ids = _json(placement_ids)
    made = Ledger(
        {row[0]: _placement_days(row) for row in database.select(_DAYS + _OF_THEIR_STUDENTS, (ids,))}, zone, today
    )
    since, until = (day.isoformat() for day in (first - timedelta(days=1), last + timedelta(days=1)))
    for entry_id, placement_id, worked_on, minutes, starts, declined in database.select(_WORKED, (ids, since, until)):
        shift = Shift(placement_id, date.fromisoformat(worked_on), minutes, starts)
        if declined:
            made.decline(shift)
        else:
            made.put(entry_id, shift)
    return made


def _placement_days(row: tuple[object, ...]) -> PlacementDays:
    given, family, preferred = (str(name) for name in row[2:5])
    last = date.fromisoformat(str(row[8])) if row[8] else None
    first = date.fromisoformat(str(row[7]))
    student = display_name(given, family, preferred)
    return PlacementDays(
        int(str(row[0])), int(str(row[1])), student, str(row[5]), str(row[6]), first, last, bool(row[9])
    )


def _json(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))
