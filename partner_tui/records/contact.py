"""Who among the staff has been met, when and for how long: the facts that the rotation needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from partner_tui.records import database, school, school_year
from partner_tui.records.fields import utc_text
from partner_tui.records.person_names import display_name
from partner_tui.records.school_year import SchoolCalendar


@dataclass(frozen=True, slots=True)
class StaffContact:
    """One member of staff in the rotation, as the records stand; days are in the school's zone.

    `last_met` is the day of the last meeting held with them, `minutes` what was held this school year.
    `cancelled_on` is the day of the last meeting that was cancelled on them with none held or planned since.
    `planned_on` is the day of the meeting planned with them, today or later.
    """

    id: int
    uid: str
    kind: str
    given_name: str
    family_name: str
    name: str
    department: str | None
    joined_on: date | None
    last_met: date | None
    minutes: int
    cancelled_on: date | None
    planned_on: date | None
    met_this_week: bool

    def was_met_since(self, year_start: date | None) -> bool:
        """Whether they were met this school year; without a school year, whether they were ever met."""
        return self.last_met is not None and (year_start is None or self.last_met >= year_start)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many members of staff are not in the rotation, by reason, and who they are (ids)."""

    paused: tuple[int, ...] = ()
    out_of_rotation: tuple[int, ...] = ()
    archived: tuple[int, ...] = ()
    yourself: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """How many they are together."""
        return len(self.paused) + len(self.out_of_rotation) + len(self.archived) + len(self.yourself)


@dataclass(frozen=True, slots=True)
class RotationFacts:
    """All that deciding whom to meet next depends on."""

    staff: tuple[StaffContact, ...]
    calendar: SchoolCalendar
    today: date
    per_week: int
    left_out: LeftOut


_STAFF = """
SELECT id, uid, kind, given_name, family_name, preferred_name, joined_on, in_rotation, paused_until, archived_at, email
FROM people WHERE kind = 'staff'
"""

_DEPARTMENTS = """
SELECT a.person_id, min(g.name) FROM groups g JOIN affiliations a ON a.group_id = g.id
WHERE g.kind = 'department' AND a.archived_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= ?) GROUP BY a.person_id
"""

_HELD = """
SELECT person_id, max(starts_at), sum(minutes) FILTER (WHERE starts_at >= ?) FROM contact_index
WHERE status = 'held' GROUP BY person_id
"""

_CANCELLED = "SELECT person_id, max(starts_at) FROM contact_index WHERE status = 'cancelled' GROUP BY person_id"

_PLANNED = """
SELECT person_id, min(starts_at) FROM contact_index WHERE status = 'planned' AND starts_at >= ? GROUP BY person_id
"""


def rotation_facts(now: datetime, me: str) -> RotationFacts:
    """Return the facts as of `now`, in the school's zone; `me` is the uid or the e-mail of the user, or ''."""
    today = now.date()
    calendar = school_year.calendar()
    monday, _ = week_of(today)
    met = _met(now, calendar.year_start(today) or date(1900, 1, 1))
    staff: list[StaffContact] = []
    left_out: dict[str, list[int]] = {"paused": [], "out_of_rotation": [], "archived": [], "yourself": []}
    departments_of = departments(today)
    for row in database.select(_STAFF):
        reason = _reason_to_leave_out(row, today, me)
        if reason:
            left_out[reason].append(row[0])
            continue
        name = display_name(row[3], row[4], row[5])
        joined_on = date.fromisoformat(row[6]) if row[6] else None
        contact = met(row[0])
        met_this_week = contact[0] is not None and contact[0] >= monday
        values = (*row[:5], name, departments_of.get(row[0]), joined_on, *contact, met_this_week)
        staff.append(StaffContact(*values))
    reasons = {reason: tuple(ids) for reason, ids in left_out.items()}
    return RotationFacts(tuple(staff), calendar, today, school.settings().chats_per_week, LeftOut(**reasons))


def departments(today: date) -> dict[int, str]:
    """Return person id -> the department they are in on a day; of several, the first by name."""
    return dict(database.select(_DEPARTMENTS, (today.isoformat(),)))


def _reason_to_leave_out(row: tuple[Any, ...], today: date, me: str) -> str | None:
    if row[9] is not None:
        return "archived"
    if me and me.lower() in (row[1], row[10]):
        return "yourself"
    if not row[7]:
        return "out_of_rotation"
    if row[8] and date.fromisoformat(row[8]) > today:
        return "paused"
    return None


_Met = tuple[date | None, int, date | None, date | None]


def _met(now: datetime, year_start: date) -> Callable[[int], _Met]:
    """Return what says of a person: last met, minutes this year, last cancelled on (unless met or planned since), next
    planned.
    """
    days: dict[str | None, date | None] = {None: None}

    def day(at: str | None) -> date | None:
        if at not in days and at is not None:
            days[at] = datetime.fromisoformat(at).astimezone(now.tzinfo).date()
        return days[at]

    start = utc_text(datetime.combine(year_start, time.min, now.tzinfo))
    # Rows as they come: at a district there are tens of thousands, of whom half are no staff and never looked up.
    held = {row[0]: row for row in database.select(_HELD, (start,))}
    cancelled: dict[int, str] = dict(database.select(_CANCELLED))
    planned: dict[int, str] = dict(database.select(_PLANNED, (utc_text(now),)))

    def of(person_id: int) -> _Met:
        _, last, minutes = held.get(person_id, (person_id, None, 0))
        missed, following = cancelled.get(person_id), planned.get(person_id)
        if missed is not None and (following is not None or (last is not None and last >= missed)):
            missed = None
        return day(last), minutes or 0, day(missed), day(following)

    return of


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
