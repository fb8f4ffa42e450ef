"""The staff in the rotation as the database keeps them: counted there, and read only as far as somebody is needed."""

from __future__ import annotations

import json
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import MAXYEAR, date, datetime, time
from typing import Any

from partner_tui.records import database, school, school_year
from partner_tui.records.contact import LeftOut, StaffContact, week_of
from partner_tui.records.fields import utc_text
from partner_tui.records.person_names import display_name
from partner_tui.records.staff_index import COUNTS, DEPARTMENT, IN_ROTATION, ME, ONE_DEPARTMENT, department_of

Place = Callable[[str, date | None], tuple[int, bytes, str]]
"""Uid and day of joining -> the place among people who are due alike: the smallest comes first."""

_LEFT_OUT = f"""
SELECT s.person_id, CASE WHEN s.archived THEN 'archived' WHEN s.person_id IN {ME} THEN 'yourself'
  WHEN NOT s.in_rotation THEN 'out_of_rotation' ELSE 'paused' END
FROM staff_index s JOIN people p ON p.id = s.person_id WHERE NOT ({IN_ROTATION}) ORDER BY p.sort_name, p.id
"""

_PLANNED = "SELECT person_id FROM contact_index WHERE status = 'planned' AND starts_at >= :now"
_NAMED = f"""
SELECT s.person_id FROM staff_index s WHERE {IN_ROTATION} AND (s.held >= :monday OR s.cancelled > coalesce(s.held, '')
  OR (s.held IS NULL AND s.joined_on > :sunday) OR s.person_id IN ({_PLANNED}))
"""

_NEVER_MET = f"""
SELECT s.person_id, s.uid, s.joined_on, iif(s.department IS NULL, -s.person_id, {ONE_DEPARTMENT})
FROM staff_index s WHERE {IN_ROTATION} AND s.held IS NULL
"""

_LAST_MET = f"""
SELECT s.person_id, s.held, {DEPARTMENT} FROM staff_index s
WHERE {IN_ROTATION} AND s.held >= :since AND s.held < :before ORDER BY s.held
"""

_MINUTES = f"""
SELECT sum(minutes), count(*) FROM (
  SELECT sum(c.minutes) AS minutes FROM staff_index s JOIN contact_index c ON c.person_id = s.person_id
  WHERE {IN_ROTATION} AND s.held >= :year AND c.status = 'held' AND c.starts_at >= :year GROUP BY s.person_id)
"""

_FACTS = f"""
SELECT p.id, p.uid, p.kind, p.given_name, p.family_name, p.preferred_name, {department_of("p.id")},
  p.joined_on, s.held,
  (SELECT sum(c.minutes) FROM contact_index c
   WHERE c.status = 'held' AND c.person_id = p.id AND c.starts_at >= :year), s.cancelled,
  (SELECT min(c.starts_at) FROM contact_index c
   WHERE c.status = 'planned' AND c.person_id = p.id AND c.starts_at >= :now)
FROM json_each(:ids) one JOIN people p ON p.id = one.value JOIN staff_index s ON s.person_id = p.id
"""


class WaitingStaff:
    """The staff in the rotation as of a moment, in the school's zone; `me` is the uid or e-mail of the user, or ''.

    It is what `insight.waiting.Waiting` asks for. Whoever is promised something is read when it is made, the others
    when they are asked for; for that the connection has to be open.
    """

    everybody = None

    def __init__(self, now: datetime, me: str) -> None:
        self.today = now.date()
        self.calendar = school_year.calendar()
        self.per_week = school.settings().chats_per_week
        self._now = now
        self._monday, sunday = week_of(self.today)
        year = self.calendar.year_start(self.today) or date(1900, 1, 1)
        self._values: dict[str, Any] = {
            "me": me.lower() or None,
            "today": self.today.isoformat(),
            "sunday": sunday.isoformat(),
            "now": utc_text(now),
            "monday": self._begins(self._monday),
            "year": self._begins(year),
        }
        self._waits: dict[date, int] = {}
        self._count()
        self.left_out = _left_out(self._values)
        named = self.people(person_id for (person_id,) in database.select(_NAMED, self._values))
        self.promised = [one for one in named if one.met_this_week or one.planned_on is not None]
        self.cancelled = [one for one in named if one.cancelled_on is not None]
        self.away = [one for one in named if _is_away(one, sunday)]
        self._named = {one.id for one in named}

    def _count(self) -> None:
        sizes: Counter[str | None] = Counter()
        reached: Counter[str | None] = Counter()
        firsts = []
        for department, people, met, first in database.select(COUNTS, self._values):
            sizes[department] += people
            reached[department] += met or 0
            firsts += [first] if first else []
        self.sizes: Mapping[str | None, int] = sizes
        self.reached: Mapping[str | None, int] = reached
        self.first_met = self._day(min(firsts)) if firsts else None

    def usual_minutes(self) -> float:
        """Minutes that a person met this year has had, on average; 0 where nobody was met."""
        ((minutes, people),) = database.select(_MINUTES, self._values)
        return minutes / people if people else 0

    def never_met(self, most: int, place: Place) -> Sequence[StaffContact]:
        """Those never met, of each department the `most` that come first by `place`."""
        first: dict[int, list[tuple[tuple[int, bytes, str], int]]] = {}
        for person_id, uid, joined_on, department in database.pages(_NEVER_MET, self._values):
            if person_id in self._named:
                continue
            best = first.setdefault(department, [])
            one = (place(uid, date.fromisoformat(joined_on) if joined_on else None), person_id)
            if len(best) < most or one < best[-1]:
                insort(best, one)
                del best[most:]
        return self.people(person_id for best in first.values() for _, person_id in best)

    def last_met(self, since: date, before: date, most: int) -> Sequence[StaffContact]:
        """Those last met on one of those days and not cancelled on since: of each department the `most` who wait
        longest, and all who wait as long as the last of them, in school days.
        """
        taken: Counter[str | None] = Counter()
        waits: dict[str | None, int] = {}
        ids = []
        values = self._values | {"since": self._begins(since), "before": self._begins(before)}
        for person_id, held, department in database.pages(_LAST_MET, values):
            if person_id in self._named:
                continue
            wait = self._wait(self._day(held))
            if taken[department] < most or wait == waits[department]:
                ids.append(person_id)
                taken[department] += 1
                waits[department] = wait
        return self.people(ids)

    def people(self, ids: Iterable[int]) -> list[StaffContact]:
        """Return some people with all that is known of them."""
        rows = database.select(_FACTS, self._values | {"ids": json.dumps(list(ids))})
        return [self._person(row) for row in rows]

    def _person(self, row: tuple[Any, ...]) -> StaffContact:
        held, minutes, cancelled, planned = row[8:]
        if cancelled is not None and (planned is not None or (held is not None and held >= cancelled)):
            cancelled = None
        last_met = None if held is None else self._day(held)
        who = (*row[:5], display_name(*row[3:6]), row[6], date.fromisoformat(row[7]) if row[7] else None)
        days = (None if at is None else self._day(at) for at in (cancelled, planned))
        values = (*who, last_met, minutes or 0, *days, last_met is not None and last_met >= self._monday)
        return StaffContact(*values)

    def _day(self, at: str) -> date:
        return datetime.fromisoformat(at).astimezone(self._now.tzinfo).date()

    def _wait(self, day: date) -> int:
        if day not in self._waits:
            self._waits[day] = self.calendar.school_days_between(day, self.today)
        return self._waits[day]

    def _begins(self, day: date) -> str:
        """The moment at which a day begins in the school's zone, as it is stored and compared."""
        if not date(1900, 1, 1) < day < date(MAXYEAR, 1, 1):
            return "" if day < self.today else "9999"
        return utc_text(datetime.combine(day, time.min, self._now.tzinfo))


def count() -> int:
    """Return how many members of staff there are, in the rotation or not."""
    ((number,),) = database.select("SELECT count(*) FROM staff_index")
    return int(number)


def left_out(now: datetime, me: str) -> LeftOut:
    """Return who of the staff is not in the rotation, as of `now` in the school's zone, and why."""
    values = {"me": me.lower() or None, "today": now.date().isoformat()}
    ids: dict[str, list[int]] = {}
    for person_id, reason in database.pages(_LEFT_OUT, values):
        ids.setdefault(reason, []).append(person_id)
    return LeftOut(**{reason: tuple(people) for reason, people in ids.items()})


def _is_away(person: StaffContact, sunday: date) -> bool:
    return person.last_met is None and person.joined_on is not None and person.joined_on > sunday


def _left_out(values: Mapping[str, Any]) -> int:
    ((people,),) = database.select(f"SELECT count(*) FROM staff_index s WHERE NOT ({IN_ROTATION})", values)
    return int(people)
