"""Hours that come in from a file, compared with the placements and hours that are there, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo

from partner_tui.dates import say_full_day
from partner_tui.dates.shifts import Worked
from partner_tui.errors import FieldError
from partner_tui.records import database, shifts
from partner_tui.records.incoming import Rejection
from partner_tui.records.person_names import display_name
from partner_tui.records.shifts import Shift
from partner_tui.records.text import fold


@dataclass(frozen=True, slots=True)
class IncomingHours:
    """A line of a file: who by name, e-mail, uid or student id; `where` is a piece of the partner or opening, or ''."""

    row: int
    student: str
    where: str
    worked_on: date
    worked: Worked
    note: str = ""


@dataclass(slots=True)
class HoursPreview:
    """What a file would add: the new shifts with their lines, how many are there already, and what is left out."""

    new: list[tuple[int, Shift]] = field(default_factory=list)
    same: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """How many minutes are new."""
        return sum(shift.minutes for _row, shift in self.new)


@dataclass(frozen=True, slots=True)
class _Place:
    """A placement as a file may name it."""

    id: int
    uid: str
    opening: str
    partner: str
    first_on: date
    last_on: date | None

    def is_called(self, where: str) -> bool:
        wanted = fold(where)
        return self.uid == where.strip() or any(wanted in fold(name) for name in (self.partner, self.opening))

    def is_exactly(self, where: str) -> bool:
        return fold(where) in (fold(self.partner), fold(self.opening))

    def holds(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


class _Refused(Exception):
    """A line cannot be taken: its column, its value, and why."""

    def __init__(self, column: str, value: str, message: str) -> None:
        super().__init__(message)
        self.column, self.value, self.message = column, value, message


def compare(file: str, lines: Sequence[IncomingHours], *, zone: tzinfo, today: date) -> HoursPreview:
    """Return what the lines of a file would change; four queries, however many they are."""
    preview = HoursPreview()
    if not lines:
        return preview
    students, places = _students(), _places()
    found: list[tuple[IncomingHours, int]] = []
    for line in lines:
        try:
            found.append((line, _placement(line, students, places)))
        except _Refused as refusal:
            preview.rejections.append(Rejection(file, line.row, refusal.column, refusal.value, refusal.message))
    # Two shifts of three hours on one day are two, in the file as in the records.
    seen: Counter[tuple[int, date, Worked]] = Counter()
    days = [line.worked_on for line in lines]
    known = shifts.ledger({one for _line, one in found}, min(days), max(days), zone=zone, today=today)
    for line, placement_id in found:
        shift = Shift(placement_id, line.worked_on, line.worked.minutes, line.worked.starts_minute, line.note)
        said = (placement_id, line.worked_on, line.worked)
        seen[said] += 1
        if seen[said] <= known.times(shift):
            preview.same += 1
            continue
        try:
            known.check(shift)
        except FieldError as refusal:
            preview.rejections.append(Rejection(file, line.row, "", line.student, refusal.message))
        else:
            known.put(-line.row, shift)
            preview.new.append((line.row, shift))
    return preview


def _students() -> dict[str, set[int]]:
    """Return the students by all that a file may call them; only those who are or were placed."""
    query = (
        "SELECT p.id, p.uid, p.source_id, p.email, p.given_name, p.family_name, p.preferred_name FROM people p "
        "WHERE p.archived_at IS NULL AND p.id IN (SELECT student_id FROM placements WHERE archived_at IS NULL)"
    )
    found: dict[str, set[int]] = {}
    for person_id, uid, source_id, email, given, family, preferred in database.select(query):
        for key in _keys(uid, source_id, email, given, family, preferred):
            found.setdefault(key, set()).add(person_id)
    return found


def _keys(uid: str, source_id: str, email: str, given: str, family: str, preferred: str) -> Iterator[str]:
    yield from filter(None, map(fold, (uid, source_id, email)))
    for name in {given, preferred} - {""}:
        yield fold(display_name(name, family))
        if family:
            yield fold(f"{family}, {name}")


def _places() -> dict[int, list[_Place]]:
    query = (
        "SELECT l.student_id, l.id, l.uid, o.title, g.name, l.starts_on, coalesce(l.settled_on, l.ends_on) "
        "FROM placements l JOIN openings o ON o.id = l.opening_id JOIN organizations g ON g.id = o.organization_id "
        "WHERE l.archived_at IS NULL ORDER BY l.starts_on, l.id"
    )
    found: dict[int, list[_Place]] = {}
    for student_id, placement_id, uid, opening, partner, first, last in database.select(query):
        last_on = date.fromisoformat(last) if last else None
        place = _Place(placement_id, uid, opening, partner, date.fromisoformat(first), last_on)
        found.setdefault(student_id, []).append(place)
    return found


def _placement(line: IncomingHours, students: dict[str, set[int]], places: dict[int, list[_Place]]) -> int:
    """Return the placement that a line means; raise _Refused for nobody, for several, and for no placement."""
    called = students.get(fold(line.student), set())
    if not called:
        raise _Refused("student", line.student, "no student with a placement is called so")
    if len(called) > 1:
        raise _Refused("student", line.student, f"{len(called)} students are called so; write the e-mail or student id")
    there = places.get(next(iter(called)), [])
    if line.where:
        named = [one for one in there if one.is_exactly(line.where)] or [
            one for one in there if one.is_called(line.where)
        ]
        if not named:
            raise _Refused("where", line.where, f"not placed there, only at {_named(there)}")
        there = named
    open_then = [one for one in there if one.holds(line.worked_on)]
    if len(open_then) > 1:
        said = f"placed at {_named(open_then)} on that day; say which in a column for the partner or the opening"
        raise _Refused("where", line.where, said)
    if not open_then and len(there) > 1:
        said = f"placed nowhere on {say_full_day(line.worked_on)}, only at {_named(there)} at other times"
        raise _Refused("date", line.worked_on.isoformat(), said)
    # A day outside of the only placement is refused with when it began or ended.
    return (open_then or there)[0].id


def _named(places: Iterable[_Place]) -> str:
    return ", ".join(dict.fromkeys(f"{one.partner} ({one.opening})" for one in places))
