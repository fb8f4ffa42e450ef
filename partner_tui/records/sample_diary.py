"""The diary of the invented school: its log, and what this week and the next ones have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from partner_tui.records import sample_summaries as said
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from partner_tui.records.sample_log import LUNCH, SLOTS, Cast, Entry, Log, kind_at, row_of
from partner_tui.records.sample_year import WEEK, Year, monday_of, school_days

_TODAY_AT = time(15, 15)

MOST_PLANNED = 24
"""How many meetings are planned at most: so many as a few people can keep, however large the school is."""


NAMED = frozenset({"Noor Rahman", "Mateo García", "Priya Sharma", "Grace Chen", "Linh Tran"})
"""Who is met in this week and the next one in every sample."""


class Diary:
    """Draws all meetings around `now`, which is in the school's zone."""

    def __init__(self, cast: Cast, years: tuple[Year, Year], now: datetime, rng: Random) -> None:
        """Take the people, and the school days of two years, the one before and this one."""
        self._cast = cast
        self._now = now
        self._today = now.date()
        self._monday = monday_of(self._today)
        self._begins = years[1].span.starts_on
        self._days = school_days(years)
        self._rng = rng
        self._notes = said.Notes(rng)

    def entries(self, count: int) -> Iterator[Entry]:
        """Return `count` meetings: those before this week, then those of this week and the next ones."""
        if not self._cast.staff:
            return
        week = self._this_week()[:count]
        week += self._planned(min(round(count * 0.04), count - len(week), MOST_PLANNED))
        # This week has only what is listed in it: the week's chats are still to be chosen.
        past = [day for day in self._days if day < self._monday]
        yield from Log(self._cast, past, self._begins, self._rng).entries(count - len(week))
        yield from sorted(week, key=lambda entry: entry.row["starts_at"])

    def _this_week(self) -> list[Entry]:
        """Return what every sample has: one to settle, one today, one held on Monday, a lunch next week.

        Where a day is no school day the next or the last one stands for it.
        """
        before = [day for day in self._days if day < self._today]
        after = [day for day in self._days if day > self._today]
        held_on = self._monday if self._monday in before else before[-1]
        is_today = self._today in self._days and self._now.time() < time(15)
        lunch_on = [day for day in after if day >= self._monday + WEEK][:1]
        listed = (
            (before[-1:], time(8, 0), MeetingKind.COFFEE, MeetingStatus.PLANNED, "staff room", ("Noor Rahman",)),
            (
                [self._today] if is_today else after[:1],
                *(_TODAY_AT, MeetingKind.COFFEE, MeetingStatus.PLANNED, "library", ("Mateo García",)),
            ),
            ([held_on], time(10, 15), MeetingKind.COFFEE, MeetingStatus.HELD, "courtyard", ("Priya Sharma",)),
            (lunch_on, time(12, 15), MeetingKind.LUNCH, MeetingStatus.PLANNED, "room 12", ("Grace Chen", "Linh Tran")),
        )
        return [entry for one in listed for entry in self._listed(*one)]

    def _listed(
        self, days: list[date], at: time, kind: MeetingKind, status: MeetingStatus, place: str, names: tuple[str, ...]
    ) -> Iterator[Entry]:
        """Return the meeting, unless one of its people is not in so small a school or no day is left for it."""
        people = tuple(self._cast.named[name] for name in names if name in self._cast.named)
        if not days or len(people) < len(names):
            return
        held = status is MeetingStatus.HELD
        summary = self._notes.of_staff(teaching=False) if held else self._notes.one(said.AHEAD)
        yield Entry(row_of(days[0], at, kind, status, self._rng, summary=summary, place=place), people, held or None)

    def _planned(self, count: int) -> list[Entry]:
        """Return meetings with staff after this week and within two, each at a time of its own."""
        ahead = [day for day in self._days if day >= self._monday + WEEK]
        soon = [day for day in ahead if day <= self._today + timedelta(days=14)] or ahead[:5]
        free = [(day, at) for day in soon for at in SLOTS if at not in LUNCH and at != _TODAY_AT]
        known = [one.id for one in self._cast.staff]
        count = min(count, len(free), len(known))
        times, people = self._rng.sample(free, count), self._rng.sample(known, count)
        return [self._plan(day, at, person) for (day, at), person in zip(times, people, strict=True)]

    def _plan(self, day: date, at: time, person: int) -> Entry:
        summary = self._notes.one(said.AHEAD) if self._rng.random() < 0.5 else ""
        row = row_of(day, at, kind_at(at, self._rng), MeetingStatus.PLANNED, self._rng, summary=summary)
        return Entry(row, (person,))
