"""Whom the school year has reached: the staff with what they had of it, and how many meetings each day had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from partner_tui.records import contact, database, school_year
from partner_tui.records.fields import utc_text
from partner_tui.records.person_names import display_name
from partner_tui.records.school_year import SchoolCalendar, Span

WEEKS_WITHOUT_A_YEAR = 40
"""How many weeks the days go back where the records have no school year."""


@dataclass(frozen=True, slots=True)
class StaffReach:
    """One member of staff, and what they had of the time counted; days are in the school's zone.

    `met` says whether a meeting was held in that time to which they came, `minutes` how long those were together.
    `last_met` and `next_on` are the days of the last meeting held with them and of the next one planned, whenever.
    """

    id: int
    uid: str
    kind: str
    given_name: str
    family_name: str
    name: str
    job_title: str
    department: str | None
    joined_on: date | None
    last_met: date | None
    next_on: date | None
    met: bool
    minutes: int


class DayCount(NamedTuple):
    """How many meetings a day had, and how many are planned on it."""

    held: int = 0
    planned: int = 0


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """All that saying who has been reached depends on.

    `staff` are those in the rotation; who is paused, or out of it, stands apart and is not counted. `year` is the
    school year of `today`, or the last one before it; None where there is none, and then all that ever was counts.
    `days` are those of `first` to `last`, where there was or is something.
    """

    staff: tuple[StaffReach, ...]
    paused: tuple[StaffReach, ...]
    out_of_rotation: tuple[StaffReach, ...]
    calendar: SchoolCalendar
    today: date
    year: Span | None
    first: date
    last: date
    days: Mapping[date, DayCount]


_STAFF = """
SELECT id, uid, kind, given_name, family_name, preferred_name, job_title, joined_on, in_rotation, paused_until, email
FROM people WHERE kind = 'staff' AND archived_at IS NULL ORDER BY sort_name, id
"""

_HELD = """
SELECT person_id, max(starts_at), sum(iif(starts_at >= ?, minutes, 0)) FROM contact_index
WHERE status = 'held' GROUP BY person_id
"""

_PLANNED = """
SELECT person_id, min(starts_at) FROM contact_index WHERE status = 'planned' AND starts_at >= ? GROUP BY person_id
"""

_DAYS = """
SELECT substr(starts_at, 1, 16), status, count(*) FROM meetings
WHERE status IN ('held', 'planned') AND archived_at IS NULL AND starts_at >= :first AND starts_at < :end
GROUP BY 1, 2
"""


def facts(now: datetime, me: str) -> CoverageFacts:
    """Return the facts as of `now`, in the school's zone; `me` is the uid or the e-mail of the user, or ''.

    Whoever sits here is no member of the staff that is to be met, and is left out.
    """
    today = now.date()
    calendar = school_year.calendar()
    year = _year(calendar, today)
    first, last = (year.starts_on, year.ends_on) if year else _without_a_year(today)
    reach = _reach(now, year)
    departments = contact.departments(today)
    found: dict[str, list[StaffReach]] = {"staff": [], "paused": [], "out_of_rotation": []}
    for row in database.select(_STAFF):
        if not me or me.lower() not in (row[1], row[10]):
            found[_place(row, today)].append(_staff(row, departments.get(row[0]), reach.get(row[0], _NOTHING), year))
    people = {place: tuple(rows) for place, rows in found.items()}
    return CoverageFacts(
        **people, calendar=calendar, today=today, year=year, first=first, last=last, days=_days(now, first, last)
    )


def _year(calendar: SchoolCalendar, today: date) -> Span | None:
    begun = [year for year in calendar.years if year.starts_on <= today]
    return max(begun, key=lambda year: year.starts_on, default=None)


def _without_a_year(today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=WEEKS_WITHOUT_A_YEAR - 1), monday + timedelta(days=6)


def _place(row: tuple[Any, ...], today: date) -> str:
    if not row[8]:
        return "out_of_rotation"
    return "paused" if row[9] and date.fromisoformat(row[9]) > today else "staff"


class _Reach(NamedTuple):
    last_met: date | None = None
    next_on: date | None = None
    minutes: int = 0


_NOTHING = _Reach()


def _staff(row: tuple[Any, ...], department: str | None, reach: _Reach, year: Span | None) -> StaffReach:
    met = reach.last_met is not None and (year is None or reach.last_met >= year.starts_on)
    joined_on = date.fromisoformat(row[7]) if row[7] else None
    who = (*row[:5], display_name(*row[3:6]), row[6], department, joined_on)
    values = (*who, reach.last_met, reach.next_on, met, reach.minutes)
    return StaffReach(*values)


def _reach(now: datetime, year: Span | None) -> dict[int, _Reach]:
    since = "" if year is None else _begins(year.starts_on, now)
    held = {row[0]: row[1:] for row in database.select(_HELD, (since,))}
    planned: dict[int, str] = dict(database.select(_PLANNED, (utc_text(now),)))
    found = {}
    for person_id in held.keys() | planned.keys():
        last, minutes = held.get(person_id, (None, 0))
        found[person_id] = _Reach(_day(last, now), _day(planned.get(person_id), now), minutes)
    return found


def _day(at: str | None, now: datetime) -> date | None:
    return None if at is None else datetime.fromisoformat(at).astimezone(now.tzinfo).date()


def _days(now: datetime, first: date, last: date) -> dict[date, DayCount]:
    """Return the meetings of each day; those of one minute are counted by the database."""
    held: dict[date, DayCount] = {}
    end = _begins(last + timedelta(days=1), now)
    for minute, status, count in database.select(_DAYS, {"first": _begins(first, now), "end": end}):
        day = datetime.fromisoformat(f"{minute}:00Z").astimezone(now.tzinfo).date()
        before = held.get(day, DayCount())
        here = (count, 0) if status == "held" else (0, count)
        held[day] = DayCount(before.held + here[0], before.planned + here[1])
    return held


def _begins(day: date, now: datetime) -> str:
    """The moment at which a day begins in the school's zone, as it is stored and compared."""
    return utc_text(datetime.combine(day, time.min, now.tzinfo))
