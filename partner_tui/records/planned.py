"""The meetings that are planned for a day with somebody: what a conversation may be, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta, tzinfo
from typing import NamedTuple

from partner_tui.dates import wall_clock
from partner_tui.records import database, meetings
from partner_tui.records.fields import utc_text
from partner_tui.records.meetings import MeetingRow
from partner_tui.records.naming import NotLookedUp


class Wanted(NamedTuple):
    """Which planned meetings are asked for: of a day in the school's zone, with all these, whoever else is there."""

    people: tuple[int, ...]
    organizations: tuple[int, ...]
    day: date
    zone: tzinfo


def with_everyone(wanted: Wanted) -> Sequence[MeetingRow]:
    """Return the planned meetings of a day with everybody who is named, the first one first.

    One query, by the index of status and time; where it finds any, two more read them.
    """
    if not wanted.people and not wanted.organizations:
        return ()
    begins, ends = (wall_clock(day, time(), wanted.zone) for day in (wanted.day, wanted.day + timedelta(days=1)))
    taking_part = (
        " AND EXISTS (SELECT 1 FROM participants r "
        "WHERE r.meeting_id = m.id AND r.person_id = ? AND r.archived_at IS NULL)"
    )
    represented = (
        " AND EXISTS (SELECT 1 FROM representations r "
        "WHERE r.meeting_id = m.id AND r.organization_id = ? AND r.archived_at IS NULL)"
    )
    query = (
        "SELECT m.id FROM meetings m WHERE m.status = 'planned' AND m.starts_at >= ? AND m.starts_at < ? "
        f"AND m.archived_at IS NULL{taking_part * len(wanted.people)}{represented * len(wanted.organizations)} "
        "ORDER BY m.starts_at, m.id"
    )
    values = (utc_text(begins), utc_text(ends), *wanted.people, *wanted.organizations)
    ids = [row[0] for row in database.select(query, values)]
    found = meetings.rows(ids) if ids else {}
    return tuple(found[one] for one in ids if one in found)


class Plans:
    """The planned meetings that a line was held against, each asked for once, however often the line is read."""

    def __init__(self) -> None:
        self._known: dict[Wanted, Sequence[MeetingRow]] = {}

    def with_everyone(self, wanted: Wanted) -> Sequence[MeetingRow]:
        """Return the planned meetings of a day with everybody who is named."""
        if wanted not in self._known:
            self._known[wanted] = with_everyone(wanted)
        return self._known[wanted]

    def known(self, wanted: Wanted) -> Sequence[MeetingRow]:
        """Return those that were asked for already; raise NotLookedUp for any other."""
        if wanted not in self._known:
            raise NotLookedUp("what is planned")
        return self._known[wanted]

    def forget(self) -> None:
        """Ask for all of them anew: something was saved."""
        self._known.clear()
