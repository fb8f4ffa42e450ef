"""What is known of openings before students come: their agreements, supervisors, places and the last contact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partner_tui.records import agreements, database, opening_rows, partner_contact, requirements, school, school_year
from partner_tui.records.agreement_rows import AgreementKind, AgreementRow
from partner_tui.records.opening_rows import OpeningRow
from partner_tui.records.school_year import SchoolCalendar


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """What readiness is judged by.

    `needed` are the agreements that an opening of the kind needs, `agreements` those with the partner that are of these
    kinds, whatever their state; `last_contact_on` is None where nobody of the partner was ever met; `silent_after` is
    the number of school weeks without a word that is too many, 0 for none.
    """

    opening: OpeningRow
    needed: tuple[AgreementKind, ...]
    agreements: tuple[AgreementRow, ...]
    last_contact_on: date | None
    silent_after: int
    calendar: SchoolCalendar


def of_openings(ids: Sequence[int], today: date) -> dict[int, ReadinessFacts]:
    """Return the facts of openings by id, in the order of `ids`; a fixed number of queries, however many they are."""
    found = opening_rows.rows(ids, today)
    partners = sorted({row.organization_id for row in found.values()})
    kinds = requirements.needed()
    signed = _agreements(partners)
    met, cadences = partner_contact.days(partners), _cadences(partners)
    calendar = school_year.calendar()
    return {
        opening_id: ReadinessFacts(
            opening=row,
            needed=tuple(kind for kind in AgreementKind if kind in kinds[row.kind]),
            agreements=tuple(one for one in signed.get(row.organization_id, ()) if one.kind in kinds[row.kind]),
            last_contact_on=met.get(row.organization_id),
            silent_after=cadences[row.organization_id],
            calendar=calendar,
        )
        for opening_id, row in found.items()
    }


def of_opening(opening_id: int, today: date) -> ReadinessFacts | None:
    """Return the facts of one opening; None if it is not there."""
    return of_openings([opening_id], today).get(opening_id)


def _agreements(partners: Sequence[int]) -> dict[int, list[AgreementRow]]:
    query = (
        "SELECT id FROM agreements WHERE archived_at IS NULL "
        "AND organization_id IN (SELECT value FROM json_each(?)) ORDER BY ends_on, id"
    )
    found: dict[int, list[AgreementRow]] = {}
    for row in agreements.rows(database.ids(query, (json.dumps(partners),))).values():
        found.setdefault(row.organization_id, []).append(row)
    return found


def _cadences(partners: Sequence[int]) -> dict[int, int]:
    usual = school.settings().partner_weeks
    query = "SELECT id, coalesce(cadence_weeks, ?) FROM organizations WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.select(query, (usual, json.dumps(partners))))
