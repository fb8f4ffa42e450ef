"""Openings as lists show them: what each offers, how many places are taken, and whether its supervisor is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from partner_tui.records import database
from partner_tui.records.people import display_name


class OpeningKind(StrEnum):
    """What a student does there."""

    JOB = "job"
    INTERNSHIP = "internship"
    SHADOWING = "shadowing"
    MENTORING = "mentoring"
    PROJECT = "project"
    SPEAKER = "speaker"


class PayPer(StrEnum):
    """What the pay is for."""

    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


class OpeningState(StrEnum):
    """Where an opening stands on a day."""

    UPCOMING = "upcoming"
    CURRENT = "current"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An opening in a list.

    `taken` counts the placements that nobody has said the end of; `grades` are codes with a space between, '' for all;
    `supervisor_there` is whether the supervisor belongs to the organization today, None where nobody is named.
    """

    id: int
    uid: str
    version: int
    organization_id: int
    organization_uid: str
    organization: str
    title: str
    kind: OpeningKind
    places: int
    taken: int
    minutes_per_week: int | None
    paid: bool
    pay: Decimal | None
    pay_per: PayPer | None
    starts_on: date
    ends_on: date | None
    grades: str
    youngest: int | None
    requirements: str
    supervisor_id: int | None
    supervisor_uid: str
    supervisor: str
    supervisor_there: bool | None
    archived: bool

    @property
    def left(self) -> int:
        """How many places are left."""
        return max(0, self.places - self.taken)

    def state(self, today: date) -> OpeningState:
        """Return whether it is still to come, runs, or is past."""
        if today < self.starts_on:
            return OpeningState.UPCOMING
        return OpeningState.PAST if self.ends_on and self.ends_on < today else OpeningState.CURRENT


def there(person: str, organization: str) -> str:
    """Return the SQL that a person is not put away and belongs to an organization on the day `:today`."""
    return (
        f"(EXISTS (SELECT 1 FROM people w WHERE w.id = {person} AND w.archived_at IS NULL) AND EXISTS "
        f"(SELECT 1 FROM affiliations a WHERE a.person_id = {person} AND a.organization_id = {organization} "
        "AND a.archived_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= :today)))"
    )


TAKEN = "(SELECT count(*) FROM placements t WHERE t.opening_id = o.id AND t.status = 'open' AND t.archived_at IS NULL)"
"""The SQL that counts the places of an opening `o` that are taken."""


def rows(ids: Sequence[int], today: date) -> dict[int, OpeningRow]:
    """Return the listed openings by id, in the order of `ids`; one query, however many they are."""
    query = (
        "SELECT o.id, o.uid, o.version, o.organization_id, g.uid, g.name, o.title, o.kind, o.places, "
        f"{TAKEN}, o.minutes_per_week, o.paid, o.pay, o.pay_per, o.starts_on, o.ends_on, o.grades, o.youngest, "
        "o.requirements, o.supervisor_id, s.uid, s.given_name, s.family_name, s.preferred_name, "
        f"{there('o.supervisor_id', 'o.organization_id')}, o.archived_at IS NOT NULL "
        "FROM openings o JOIN organizations g ON g.id = o.organization_id LEFT JOIN people s ON s.id = o.supervisor_id "
        "WHERE o.id IN (SELECT value FROM json_each(:ids))"
    )
    values = {"ids": json.dumps(list(ids)), "today": today.isoformat()}
    found = {row[0]: _row(row) for row in database.select(query, values)}
    return {one: found[one] for one in ids if one in found}


def _row(row: tuple[Any, ...]) -> OpeningRow:
    pay = None if row[12] is None else Decimal(row[12]) / 100
    starts_on, ends_on = date.fromisoformat(row[14]), date.fromisoformat(row[15]) if row[15] else None
    named = row[19] is not None
    supervisor = (row[19], row[20] or "", display_name(*row[21:24]) if named else "", bool(row[24]) if named else None)
    offered = (*row[:7], OpeningKind(row[7]), *row[8:11], bool(row[11]))
    what = (*offered, pay, row[13] and PayPer(row[13]), starts_on, ends_on, *row[16:19])
    values: tuple[Any, ...] = (*what, *supervisor, bool(row[25]))
    return OpeningRow(*values)
