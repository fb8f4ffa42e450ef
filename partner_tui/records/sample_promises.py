"""What was promised and wanted in the invented school: out of what was said in its meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from partner_tui.records import sides
from partner_tui.records.commitments import CommitmentStatus
from partner_tui.records.goals import GoalStatus
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.sample_log import ZONE, Cast, Entry
from partner_tui.records.sides import US, Side, SideKind

_OURS = {
    "I promised to look for the grant form.": "look for the grant form",
    "I will ask about the room by Friday.": "ask about the room",
    "To introduce to the robotics coach.": "intro to the robotics coach",
    "I will visit the class in two weeks.": "visit the class",
    "To send the dates for the showcase.": "send the dates for the showcase",
    "I will find out who holds the key to the storage room.": "find out who holds the key to the storage room",
    "To ask the Career Center about a speaker.": "ask the Career Center about a speaker",
    "I will pass the idea on at the next department meeting.": "pass the idea on at the department meeting",
    "To bring up the schedule with the council.": "bring up the schedule with the council",
    "To check what is left of the field trip money.": "check what is left of the field trip money",
    "Asked for one contact at the school, and for dates six weeks ahead.": "name one contact, and send dates",
    "Needs the insurance papers before anything else.": "send the insurance papers",
    "Asked how one becomes a liaison between clubs.": "find out how one becomes a liaison",
    "The family would like messages in the evening and in their own language.": "send messages in their own language",
}
_THEIRS = {
    "Is rewriting the unit on data so that students use numbers from this town.": "share the unit on data",
    "Goal: a guide of one page for every substitute.": "send the guide for substitutes",
    "Could take two students for shadowing in the spring.": "take two students for shadowing in the spring",
    "Offers practice interviews for the seniors in March.": "hold practice interviews in March",
    "Will send someone to the career evening.": "send someone to the career evening",
    "Agreed on one thing to try for three weeks, then we speak again.": "try the one thing for three weeks",
    "Wants to help with the garden on Saturdays.": "help in the garden on Saturdays",
    "Has an idea for a lunch table where nobody sits alone.": "write down the idea of the lunch table",
}
"""What was said -> what it promises."""

_PROMISE = re.compile("|".join(re.escape(said) for said in (*_OURS, *_THEIRS)))
_GOAL = re.compile(r"(?:Goal for the year: |Goal: |Wants to |Hopes to |Would like to )([^.]{8,120})\.")
_BROKEN = ("it was forgotten", "the room was given to others", "there was no time before the break", "nobody answered")
_WITHDRAWN = ("not needed any more", "somebody else did it", "they changed their mind")

_SETTLED_AFTER = timedelta(days=21)
_MOST_LATE = 3
"""How many promises of the log are late at most: so many as one looks at, however large the school is."""


class Promises:
    """Draws promises and goals out of entries of the diary; `begins` is the first day of this school year."""

    def __init__(self, today: date, begins: date, rng: Random) -> None:
        self._today = today
        self._begins = begins
        self._rng = rng
        self._late = 0
        self._asked: set[int] = set()

    def promised(self, entries: Sequence[Entry], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Yield the columns of what was promised in held meetings; `ids` are those of the entries."""
        for entry, meeting_id in zip(entries, ids, strict=True):
            said = self._said(_PROMISE, entry)
            if said is None or self._rng.random() < 0.35:
                continue
            person = Side(SideKind.PERSON, entry.people[0])
            ours = said[0] in _OURS
            text = _OURS[said[0]] if ours else _THEIRS[said[0]]
            made_on = _day_of(entry)
            between = _between(US, person) if ours else _between(person, US)
            yield {"text": text, "meeting_id": meeting_id, **between, **self._fate(made_on)}

    def wanted(
        self, entries: Sequence[Entry], ids: Sequence[int], years: Mapping[date, int]
    ) -> Iterator[dict[str, Any]]:
        """Yield the columns of goals, one a person at most; `years` are the first days of the school years."""
        for entry, meeting_id in zip(entries, ids, strict=True):
            said = self._said(_GOAL, entry)
            if said is None or entry.people[0] in self._asked or self._rng.random() < 0.3:
                continue
            self._asked.add(entry.people[0])
            heard_on = _day_of(entry)
            begun = [first for first in years if first <= heard_on]
            yield {
                "person_id": entry.people[0],
                "school_year_id": years[max(begun or years)],
                "text": said[1],
                "meeting_id": meeting_id,
                "heard_on": heard_on,
                **self._looked_at(heard_on),
            }

    def _said(self, pattern: re.Pattern[str], entry: Entry) -> re.Match[str] | None:
        return pattern.search(entry.row["summary"]) if entry.row["status"] is MeetingStatus.HELD else None

    def _fate(self, made_on: date) -> dict[str, Any]:
        """Return by when it was promised, and what became of it: most is kept, and most of that in time."""
        rng, today = self._rng, self._today
        due_on = _school_day(made_on + timedelta(days=rng.randint(3, 14)))
        if due_on == today:
            due_on = _school_day(today + timedelta(days=1))
        columns: dict[str, Any] = {"made_on": made_on, "due_on": due_on}
        if due_on > today:
            return columns
        chance = rng.random()
        if due_on >= today - _SETTLED_AFTER and self._late < _MOST_LATE and chance < 0.15:
            self._late += 1
            return columns
        in_time = max(made_on, due_on - timedelta(days=rng.randint(0, 3)))
        if chance < 0.8:
            return columns | {"status": CommitmentStatus.KEPT, "settled_on": in_time}
        late = min(today, due_on + timedelta(days=rng.randint(1, 9)))
        if chance < 0.89:
            return columns | {"status": CommitmentStatus.KEPT, "settled_on": late}
        broken = chance < 0.95
        status = CommitmentStatus.BROKEN if broken else CommitmentStatus.WITHDRAWN
        return columns | {"status": status, "settled_on": late, "why": rng.choice(_BROKEN if broken else _WITHDRAWN)}

    def _looked_at(self, heard_on: date) -> dict[str, Any]:
        rng = self._rng
        again = _school_day(heard_on + timedelta(days=rng.choice((30, 45, 60, 90))))
        over = heard_on < self._begins
        if again < self._today and (over or rng.random() < 0.5):
            status = GoalStatus.REACHED if rng.random() < 0.6 else GoalStatus.LET_GO
            return {"look_again_on": again, "status": status, "settled_on": again}
        return {"look_again_on": again}


def of_this_week(cast: Cast, places: Mapping[str, tuple[str, int]], today: date) -> list[dict[str, Any]]:
    """Return the promises that every sample has, where those are in it whom they are between."""
    partners = {name: Side(SideKind.ORGANIZATION, one) for name, (kind, one) in places.items() if kind != "group_id"}
    teams = {name: Side(SideKind.GROUP, one) for name, (kind, one) in places.items() if kind == "group_id"}
    staff = {name: Side(SideKind.PERSON, one) for name, one in cast.named.items()}
    listed = (
        ("intro to Delgado", US, staff.get("Priya Sharma"), 9, -2),
        ("share the grant form", US, teams.get("Robotics Club"), 6, -1),
        ("spring dates", partners.get("Harbor Clinic"), US, 20, 0),
        ("a list of speakers", staff.get("Grace Chen"), US, 5, 3),
    )
    rows = []
    for text, made_by, made_to, made, due in listed:
        if cast.named and made_by is not None and made_to is not None:
            days = {"made_on": today - timedelta(days=made), "due_on": today + timedelta(days=due)}
            rows.append({"text": text, **_between(made_by, made_to), **days})
    return rows


def _between(made_by: Side, made_to: Side) -> dict[str, Any]:
    return {**sides.by(made_by), **sides.to(made_to)}


def _day_of(entry: Entry) -> date:
    day: date = entry.row["starts_at"].astimezone(ZONE).date()
    return day


def _school_day(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
