"""Hours: what students worked, and who approved it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from peewee import SQL, Check, ForeignKeyField

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, school, shifts, stored_rows
from partner_tui.records.fields import LINE, NAME, CodeField, DayField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.hours_totals import HoursTotal as HoursTotal
from partner_tui.records.hours_totals import totals as totals
from partner_tui.records.hours_totals import waiting as waiting
from partner_tui.records.hours_totals import week_of as week_of
from partner_tui.records.person_names import display_name
from partner_tui.records.placements import Placement
from partner_tui.records.record import Record
from partner_tui.records.shifts import Ledger
from partner_tui.records.shifts import Shift as Shift


class HoursState(StrEnum):
    """What was said to hours that were worked."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    DECLINED = "declined"


class HoursEntry(Record):
    """Minutes worked on a day; `starts_minute` is after midnight, None where nobody said when.

    `settled_on` and `settled_by` say when and by whom it was approved or declined, `why` why it was declined.
    """

    placement_id = ForeignKeyField(Placement, column_name="placement_id", lazy_load=False, index=False)
    worked_on = DayField()
    starts_minute = NumberField(0, 24 * 60 - 1, null=True)
    minutes = NumberField(1, 24 * 60)
    state = CodeField(HoursState, default=HoursState.SUBMITTED)
    settled_on = DayField(null=True)
    settled_by = TextField(NAME)
    why = TextField(LINE)
    note = TextField(LINE)

    class Meta:
        table_name = "hours"
        constraints: ClassVar[list[Any]] = [Check('("state" = \'submitted\') = ("settled_on" IS NULL)')]


# Totals of placements are read out of the first alone, and what waits out of the second: there are millions of hours.
HoursEntry.add_index(
    HoursEntry.index(
        HoursEntry.placement_id,
        HoursEntry.worked_on,
        HoursEntry.state,
        HoursEntry.minutes,
        where=SQL('"archived_at" IS NULL'),
        name="hours_of_placements",
    )
)
HoursEntry.add_index(
    HoursEntry.index(
        HoursEntry.placement_id,
        HoursEntry.worked_on,
        where=SQL('"state" = \'submitted\' AND "archived_at" IS NULL'),
        name="hours_waiting",
    )
)


@dataclass(frozen=True, slots=True)
class HoursRow:
    """What a student worked on a day, in a list; `settled_by` is who approved or declined it."""

    id: int
    uid: str
    version: int
    placement_id: int
    placement_uid: str
    student_id: int
    student_uid: str
    student: str
    given_name: str
    family_name: str
    opening: str
    organization_id: int
    organization: str
    worked_on: date
    starts_minute: int | None
    minutes: int
    state: HoursState
    settled_on: date | None
    settled_by: str
    why: str
    note: str
    archived: bool

    @property
    def shift(self) -> Shift:
        """The shift, without what was said to it."""
        return Shift(self.placement_id, self.worked_on, self.minutes, self.starts_minute, self.note)


@dataclass(frozen=True, slots=True)
class HoursFilter:
    """Which hours a list has; `since` and `until` are inclusive days, `placement_ids` is None for all."""

    placement_ids: tuple[int, ...] | None = None
    student_id: int | None = None
    organization_id: int | None = None
    state: HoursState | None = None
    since: date | None = None
    until: date | None = None
    archived: bool = False
    descending: bool = False


def listing(wanted: HoursFilter) -> array[int]:
    """Return the ids of the hours of a filter by day, then placement.

    Those of a placement that was put away are left out, unless it is that placement which is asked for.
    """
    conditions = ["h.archived_at IS NOT NULL" if wanted.archived else "h.archived_at IS NULL"]
    if wanted.placement_ids is None:
        conditions.append("h.placement_id NOT IN (SELECT l.id FROM placements l WHERE l.archived_at IS NOT NULL)")
    if wanted.state is not None:
        conditions.append(f"h.state = '{wanted.state.value}'")  # as its index says it
    values: list[Any] = []
    for condition, value in (
        ("h.placement_id IN (SELECT value FROM json_each(?))", _ids(wanted.placement_ids)),
        ("h.placement_id IN (SELECT l.id FROM placements l WHERE l.student_id = ?)", wanted.student_id),
        (
            "h.placement_id IN (SELECT l.id FROM placements l JOIN openings o ON o.id = l.opening_id "
            "WHERE o.organization_id = ?)",
            wanted.organization_id,
        ),
        ("h.worked_on >= ?", wanted.since and wanted.since.isoformat()),
        ("h.worked_on <= ?", wanted.until and wanted.until.isoformat()),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    way = "DESC" if wanted.descending else "ASC"
    query = f"SELECT h.id FROM hours h WHERE {' AND '.join(conditions)} ORDER BY h.worked_on {way}, "
    return database.ids(query + "h.placement_id, h.starts_minute, h.id", values)


def _ids(ids: Iterable[int] | None) -> str | None:
    return None if ids is None else json.dumps(list(ids))


def rows(ids: Sequence[int]) -> dict[int, HoursRow]:
    """Return the listed hours by id; one query, however many they are."""
    query = (
        "SELECT h.id, h.uid, h.version, h.placement_id, l.uid, l.student_id, p.uid, p.given_name, p.family_name, "
        "p.preferred_name, o.title, o.organization_id, g.name, h.worked_on, h.starts_minute, h.minutes, h.state, "
        "h.settled_on, h.settled_by, h.why, h.note, h.archived_at IS NOT NULL FROM hours h "
        "JOIN placements l ON l.id = h.placement_id JOIN people p ON p.id = l.student_id "
        "JOIN openings o ON o.id = l.opening_id JOIN organizations g ON g.id = o.organization_id "
        "WHERE h.id IN (SELECT value FROM json_each(?))"
    )
    return {row[0]: _row(row) for row in database.select(query, (json.dumps(list(ids)),))}


def _row(row: tuple[Any, ...]) -> HoursRow:
    names = (display_name(*row[7:10]), row[7], row[8])
    worked_on, settled_on = (date.fromisoformat(row[at]) if row[at] else None for at in (13, 17))
    ended: tuple[Any, ...] = (HoursState(row[16]), settled_on, *row[18:21], bool(row[21]))
    values: tuple[Any, ...] = (*row[:7], *names, *row[10:13], worked_on, *row[14:16], *ended)
    return HoursRow(*values)


def get(hours_id: int) -> HoursRow:
    """Return the hours with an id; raise NotFound."""
    found = rows([hours_id]).get(hours_id)
    if found is None:
        raise NotFound("Those hours are not there.", "Somebody may have taken back what added them.")
    return found


def with_uid(uid: str) -> HoursRow:
    """Return the hours with a uid, or with the one uid that starts so; raise NotFound."""
    query = "SELECT id FROM hours WHERE uid >= ? AND uid < ? LIMIT 2"
    found = database.select(query, (uid, uid + "~")) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single entry of hours has the uid “{uid}”.", "Write the whole uid.")
    return get(found[0][0])


def add(
    intent: Intent,
    placement_id: int,
    worked_on: date,
    minutes: int,
    starts_minute: int | None = None,
    note: str = "",
) -> int:
    """Add what a student worked on a day; return its id. Raise FieldError as `Ledger.check` does."""
    return add_many(intent, [Shift(placement_id, worked_on, minutes, starts_minute, note)])[0]


def add_many(intent: Intent, wanted: Sequence[Shift]) -> range:
    """Add shifts, all or none, each checked beside the others too; return their ids. A fixed number of queries."""
    if not wanted:
        return range(0)
    known = ledger_of(intent, wanted)
    for at, shift in enumerate(wanted):
        known.check(shift)
        known.put(-1 - at, shift)
    return intent.insert_many(HoursEntry, [_columns(shift) for shift in wanted])


def _columns(shift: Shift) -> dict[str, Any]:
    return {
        "placement_id": shift.placement_id,
        "worked_on": shift.worked_on,
        "minutes": shift.minutes,
        "starts_minute": shift.starts_minute,
        "note": shift.note,
    }


def ledger_of(intent: Intent, wanted: Sequence[Shift]) -> Ledger:
    """Return what the students of some shifts worked around their days, as the school's today sees it."""
    zone = school.settings().zone
    days = [shift.worked_on for shift in wanted]
    ids = {shift.placement_id for shift in wanted}
    return shifts.ledger(ids, min(days), max(days), zone=zone, today=intent.at.astimezone(zone).date())


def edit(intent: Intent, hours_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError as `add` does.

    Hours that were approved or declined wait for approval again once their day or times differ: what was approved is
    not what is there now.
    """
    stored = stored_rows.one(HoursEntry, hours_id)
    wanted = HoursEntry.stored(values)
    if any(stored[name] != wanted.get(name, stored[name]) for name in _SHIFT):
        shift = _shift(stored | wanted)
        known = ledger_of(intent, [_shift(stored), shift])
        known.take(hours_id, _shift(stored))
        known.check(shift)
        values |= _UNSETTLED
    return intent.update(HoursEntry, hours_id, version, **values)


_SHIFT = ("placement_id", "worked_on", "minutes", "starts_minute")
"""The columns that were approved, if it was."""

_UNSETTLED = {"state": HoursState.SUBMITTED, "settled_on": None, "settled_by": "", "why": ""}


def _shift(row: Mapping[str, Any]) -> Shift:
    day = date.fromisoformat(row["worked_on"])
    return Shift(row["placement_id"], day, row["minutes"], row["starts_minute"], row["note"])


def approve(intent: Intent, ids: Iterable[int], by: str, on: date) -> int:
    """Say that hours were worked, all of them or none; return how many were not approved already.

    `by` is who says so. Raise FieldError where no name is said, for a day before the work, and where hours that had
    been declined would now overlap others.
    """
    rows = stored_rows.read(HoursEntry, ids)
    changed = {one: row for one, row in rows.items() if row["state"] != HoursState.APPROVED}
    _check_settling(changed, by, on)
    _check_counting_again(intent, changed)
    values = {"state": HoursState.APPROVED, "settled_on": on, "settled_by": by, "why": ""}
    return intent.update_many(HoursEntry, dict.fromkeys(changed, values))


def decline(intent: Intent, ids: Iterable[int], by: str, on: date, why: str) -> int:
    """Say that hours do not count, and why, all of them or none; return how many differ.

    Raise FieldError where no reason or no name is said, and for a day before the work.
    """
    if not why.strip():
        raise FieldError("why", "Hours that are declined need a word why.", "A few words are enough.")
    rows = stored_rows.read(HoursEntry, ids)
    changed = {one: row for one, row in rows.items() if row["state"] != HoursState.DECLINED or row["why"] != why}
    _check_settling(changed, by, on)
    values = {"state": HoursState.DECLINED, "settled_on": on, "settled_by": by, "why": why}
    return intent.update_many(HoursEntry, dict.fromkeys(changed, values))


def take_out(intent: Intent, ids: Iterable[int]) -> int:
    """Put hours away, all of them or none; return how many were there."""
    values = {"archived_at": intent.at}
    return intent.update_many(HoursEntry, dict.fromkeys(ids, values))


def _check_settling(changed: Mapping[int, Mapping[str, Any]], by: str, on: date) -> None:
    if not by.strip():
        raise FieldError("settled_by", "Nobody is named who says so.", "Say who approved or declined the hours.")
    last = max((row["worked_on"] for row in changed.values()), default="")
    if last and on.isoformat() < last:
        worked = say_full_day(date.fromisoformat(last))
        message = f"Hours of {worked} cannot be approved or declined on {say_full_day(on)}, before they were worked."
        raise FieldError("settled_on", message, "Give a later day.")


def _check_counting_again(intent: Intent, changed: Mapping[int, Mapping[str, Any]]) -> None:
    declined = {one: _shift(row) for one, row in changed.items() if row["state"] == HoursState.DECLINED}
    if not declined:
        return
    known = ledger_of(intent, list(declined.values()))
    for one, shift in declined.items():
        known.check(shift)
        known.put(one, shift)
