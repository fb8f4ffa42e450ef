"""Placing: what has to be so before a student can be in an opening."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, openings, school, shifts
from partner_tui.records.history import Intent
from partner_tui.records.people import PersonKind, display_name
from partner_tui.records.shifts import Shift

_ENDLESS = "9999"


def check(intent: Intent, stored: Sequence[Mapping[str, Any]], *, beyond: bool = False) -> None:
    """Raise FieldError for placements, as columns of one opening, that cannot be added to what is there."""
    if not stored:
        raise FieldError("student_id", "Nobody was chosen.", "Choose at least one student.")
    opening = _opening(stored[0]["opening_id"])
    for supervisor in {one.get("supervisor_id") for one in stored}:
        openings.check_supervisor(intent, supervisor, opening.organization_id, stored[0]["starts_on"])
    _check_students([one["student_id"] for one in stored])
    taken = _taken(opening.id, _today(intent), besides=[one["id"] for one in stored if "id" in one])
    for one in stored:
        _check_once(one, taken)
    if not beyond:
        _check_places(opening, stored, taken)


def check_change(intent: Intent, before: Mapping[str, Any], stored: Mapping[str, Any], *, beyond: bool) -> None:
    """Raise FieldError for a change of a placement that cannot be."""
    if stored["supervisor_id"] != before["supervisor_id"]:
        opening = _opening(stored["opening_id"])
        openings.check_supervisor(intent, stored["supervisor_id"], opening.organization_id, stored["starts_on"])
    _check_hours(before, stored)
    moved = any(stored[name] != before[name] for name in ("starts_on", "ends_on", "status"))
    if stored["status"] != "open" or not moved or stored["archived_at"]:
        return
    opening = _opening(stored["opening_id"])
    taken = _taken(opening.id, _today(intent), besides=[stored["id"]])
    _check_once(stored, taken)
    if not beyond:
        _check_places(opening, [stored], taken)


def check_ended(intent: Intent, on: date) -> None:
    """Raise FieldError for a placement that would have ended on a day that is still to come."""
    if on.isoformat() > _today(intent):
        hint = "Give today or a day before it; for one that is planned, change the last day instead."
        raise FieldError("settled_on", f"{say_full_day(on)} is still to come.", hint)


def check_worked(intent: Intent, placement_id: int) -> None:
    """Raise FieldError where hours of a placement cannot be beside what the student worked in others."""
    query = (
        "SELECT id, worked_on, minutes, starts_minute FROM hours WHERE placement_id = ? AND archived_at IS NULL "
        "AND state <> 'declined' ORDER BY worked_on, id"
    )
    mine = [
        (row[0], Shift(placement_id, date.fromisoformat(row[1]), *row[2:]))
        for row in database.select(query, (placement_id,))
    ]
    if not mine:
        return
    first, last = mine[0][1].worked_on, mine[-1][1].worked_on
    zone, today = school.settings().zone, date.fromisoformat(_today(intent))
    ledger = shifts.ledger([placement_id], first, last, zone=zone, today=today)
    for entry_id, shift in mine:
        ledger.take(entry_id, shift)
        ledger.check(shift)
        ledger.put(entry_id, shift)


class _Opening:
    """What is asked of an opening: its places, and whose it is."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.id, self.organization_id, self.title, self.places, self.archived = row[:5]
        self.organization, self.organization_archived = row[5:]


def _opening(opening_id: int) -> _Opening:
    query = (
        "SELECT o.id, o.organization_id, o.title, o.places, o.archived_at IS NOT NULL, g.name, "
        "g.archived_at IS NOT NULL FROM openings o JOIN organizations g ON g.id = o.organization_id WHERE o.id = ?"
    )
    found = [_Opening(row) for row in database.select(query, (opening_id,))]
    if not found:
        raise NotFound("That opening is not there.", "Somebody may have taken back what added it.")
    if found[0].archived:
        raise FieldError("opening_id", f"{found[0].title} was put away.", "Bring it back first, or choose another.")
    if found[0].organization_archived:
        raise FieldError("opening_id", f"{found[0].organization} was put away.", "Bring the partner back first.")
    return found[0]


def _today(intent: Intent) -> str:
    return intent.at.astimezone(school.settings().zone).date().isoformat()


def _check_students(ids: Sequence[int]) -> None:
    if len(set(ids)) < len(ids):
        raise FieldError("student_id", "Somebody was chosen twice.", "Choose each student once.")
    query = (
        "SELECT id, kind, archived_at IS NOT NULL, given_name, family_name, preferred_name FROM people "
        "WHERE id IN (SELECT value FROM json_each(?))"
    )
    found = {row[0]: row for row in database.select(query, (json.dumps(list(ids)),))}
    for one in ids:
        if one not in found:
            raise NotFound("That student is not there.", "They may have been taken back.")
        _, kind, archived, *names = found[one]
        if archived:
            raise FieldError("student_id", f"{display_name(*names)} was put away.", "Bring them back first.")
        if kind != PersonKind.STUDENT:
            hint = "Only students are placed; change the kind if that is wrong."
            raise FieldError("student_id", f"{display_name(*names)} is not a student.", hint)


class _Stay:
    """Somebody who is in an opening from a day to a day, as texts."""

    def __init__(self, row: tuple[Any, ...], today: str) -> None:
        self.student_id, self.starts_on, ends_on, settled_on, *names = row
        self.name = display_name(*names)
        self.open = settled_on is None
        # Where nobody has said the end, the place is taken at least until today.
        self.ends_on = settled_on or (max(ends_on, today) if ends_on else _ENDLESS)

    def meets(self, stored: Mapping[str, Any]) -> bool:
        return bool(self.starts_on <= (stored["ends_on"] or _ENDLESS) and stored["starts_on"] <= self.ends_on)


def _taken(opening_id: int, today: str, besides: Sequence[int]) -> list[_Stay]:
    query = (
        "SELECT t.student_id, t.starts_on, t.ends_on, t.settled_on, p.given_name, p.family_name, p.preferred_name "
        "FROM placements t JOIN people p ON p.id = t.student_id WHERE t.opening_id = ? AND t.archived_at IS NULL "
        "AND t.id NOT IN (SELECT value FROM json_each(?)) ORDER BY t.starts_on, t.id"
    )
    return [_Stay(row, today) for row in database.select(query, (opening_id, json.dumps(list(besides))))]


def _check_once(stored: Mapping[str, Any], taken: Sequence[_Stay]) -> None:
    """Raise FieldError for a student who is in the opening at that time already."""
    for stay in taken:
        if stay.student_id == stored["student_id"] and stay.meets({"ends_on": None, **stored}):
            since = say_full_day(date.fromisoformat(stay.starts_on))
            until = "" if stay.open else f" until {say_full_day(date.fromisoformat(stay.ends_on))}"
            message = f"{stay.name} is in this opening already, from {since}{until}."
            raise FieldError("student_id", message, "End that one first, or choose other days.")


def _check_places(opening: _Opening, stored: Sequence[Mapping[str, Any]], taken: Sequence[_Stay]) -> None:
    """Raise FieldError where on any day more students would be there than there are places."""
    new = {"ends_on": None, **stored[0]}
    meeting = [stay for stay in taken if stay.open and stay.meets(new)]
    days = {new["starts_on"], *(stay.starts_on for stay in meeting if stay.starts_on >= new["starts_on"])}
    crowds = ([stay for stay in meeting if stay.starts_on <= day <= stay.ends_on] for day in days)
    most = max(crowds, key=len)
    if len(most) + len(stored) <= opening.places:
        return
    names = [stay.name for stay in most]
    there = f" {openings.said_names(names)} {'is' if len(names) == 1 else 'are'} there." if names else ""
    have = "1 place" if opening.places == 1 else f"{opening.places} places"
    left = max(0, opening.places - len(most))
    message = f"{opening.title} has {have} and {left or 'none'} left for these days; {len(stored)} would come.{there}"
    raise FieldError("places", message, "Place fewer, say how somebody's placement ended, or give it more places.")


def _check_hours(before: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
    """Raise FieldError where hours that were worked would be left outside of the placement."""
    if all(stored[name] == before[name] for name in ("starts_on", "ends_on", "settled_on")):
        return
    end = "settled_on" if stored["settled_on"] else "ends_on"
    query = (
        "SELECT min(worked_on), max(worked_on) FROM hours WHERE placement_id = ? AND archived_at IS NULL "
        "AND state <> 'declined'"
    )
    first, last = database.select(query, (stored["id"],))[0]
    if first and first < stored["starts_on"]:
        day, field, where = first, "starts_on", "before"
    elif last and stored[end] and last > stored[end]:
        day, field, where = last, end, "after"
    else:
        return
    worked = say_full_day(date.fromisoformat(day))
    hint = "Give another day, or take those hours out first."
    raise FieldError(field, f"Hours were worked on {worked}, {where} that day.", hint)
