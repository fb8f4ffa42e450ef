"""What the invented school does with its partners: visits, papers, promises, and students at work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

from partner_tui.records import database, stored_rows
from partner_tui.records.agreements import Agreement
from partner_tui.records.births import Birth
from partner_tui.records.commitments import Commitment
from partner_tui.records.history import Intent
from partner_tui.records.hours import HoursEntry
from partner_tui.records.meetings import MeetingKind, MeetingStatus
from partner_tui.records.openings import Opening
from partner_tui.records.organizations import Organization
from partner_tui.records.placements import Placement
from partner_tui.records.record import Record
from partner_tui.records.sample_log import ZONE, Entry
from partner_tui.records.sample_partner_promises import promised
from partner_tui.records.sample_partners import SILENT, SILENT_SINCE, Standing
from partner_tui.records.sample_placements import Student, Work
from partner_tui.records.sample_year import Year, school_days
from partner_tui.records.stages import StageChange
from partner_tui.records.tags import Tag

Write = Callable[[Intent, type[Record], Iterable[dict[str, Any]]], range]

_VISITED = (
    ("Delgado & Daughters", 3),
    ("Harbor Clinic", 2),
    ("Northgate Community College", 2),
    ("Casa Unida", 1),
    ("Millbrook Public Library", 2),
    ("Electricians Local 9001", 1),
)
"""Partner -> how many of its people are met at a visit, from the last visit back."""

_VISITS = frozenset({MeetingKind.VISIT, MeetingKind.PARTNER_REVIEW})
_STUDENTS = 400
"""Of how many students some are placed, at most."""


class Partnerships:
    """Draws what happens with the partners; `ids` are those of the partners by name, the people are there already."""

    def __init__(self, ids: Mapping[str, int], years: tuple[Year, Year], today: date, seed: int) -> None:
        self._ids = ids
        self._today = today
        self._days = school_days(years)
        self._before = [day for day in self._days if day < today]
        self._seed = seed
        self._contacts = _contacts()
        self._told = False

    def visited(self, entries: Sequence[Entry]) -> list[tuple[Entry, int | None]]:
        """Return the entries with the partner that each is with; visits come to be with several people of one.

        The partner that nobody has heard of is visited on the last day on which anybody heard of it, and no later.
        """
        found: list[tuple[Entry, int | None]] = []
        turn = 0
        for entry in reversed(entries):
            if entry.row["kind"] not in _VISITS or entry.row["status"] is not MeetingStatus.HELD:
                found.append((entry, None))
                continue
            if not self._told and len(self._before) > SILENT_SINCE and _day_of(entry) <= self._before[-SILENT_SINCE]:
                self._told = True
                at = datetime.combine(self._before[-SILENT_SINCE], entry.row["starts_at"].timetz())
                found.append(self._with(replace(entry, row=entry.row | {"starts_at": at}), SILENT, 1))
                continue
            found.append(self._with(entry, *_VISITED[turn % len(_VISITED)]))
            turn += 1
        return found[::-1]

    def _with(self, entry: Entry, name: str, count: int) -> tuple[Entry, int | None]:
        people = tuple(self._contacts.get(self._ids[name], ()))[:count]
        return (replace(entry, people=people), self._ids[name]) if people else (entry, None)

    def write(self, intent: Intent, write: Write) -> None:
        """Add all that is not a meeting."""
        standing = Standing(self._ids, self._contacts, _staff(), self._today)
        intent.update_many(Organization, standing.facts())
        write(intent, StageChange, standing.stages(self._before))
        write(intent, Tag, standing.tags())
        write(intent, Agreement, standing.agreements(stored_rows.fresh_ids(Agreement, 1)[0]))
        write(intent, Commitment, promised(self._ids, self._today))
        self._write_work(intent, write)

    def _write_work(self, intent: Intent, write: Write) -> None:
        rng = Random(f"{self._seed} placements")
        work = Work(self._ids, self._contacts, _students(), self._today)
        placed = list(work.placements(write(intent, Opening, work.openings()), rng))
        placement_ids = write(intent, Placement, [columns for _, _, columns in placed])
        write(intent, HoursEntry, work.hours(placed, placement_ids, frozenset(self._days), rng))
        write(intent, Birth, work.births(placed, rng))


def represented(with_whom: Iterable[tuple[int, int | None]]) -> list[dict[str, Any]]:
    """Return the columns of who took part as an organization, out of (meeting, organization)."""
    return [{"meeting_id": meeting, "organization_id": one} for meeting, one in with_whom if one is not None]


def _contacts() -> dict[int, list[int]]:
    """Return the people of each partner, its first one first."""
    query = (
        "SELECT a.organization_id, a.person_id FROM affiliations a JOIN people p ON p.id = a.person_id "
        "WHERE a.organization_id IS NOT NULL AND p.kind = 'community' ORDER BY a.id"
    )
    found: dict[int, list[int]] = {}
    for organization_id, person_id in database.select(query):
        found.setdefault(organization_id, []).append(person_id)
    return found


def _staff() -> dict[str, int]:
    """Return the first members of staff, who are in every sample, by name."""
    query = "SELECT given_name || ' ' || family_name, id FROM people WHERE kind = 'staff' ORDER BY id LIMIT 20"
    return dict(database.select(query))


def _students() -> list[Student]:
    query = "SELECT id, grade FROM people WHERE kind = 'student' ORDER BY id LIMIT ?"
    return [Student(*row) for row in database.select(query, [_STUDENTS])]


def _day_of(entry: Entry) -> date:
    day: date = entry.row["starts_at"].astimezone(ZONE).date()
    return day
