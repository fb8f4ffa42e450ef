"""Who belongs to a group or an organization now, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partner_tui.records import database
from partner_tui.records.people import display_name


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who belongs to a group or an organization; `title` is what they are in it, '' where nobody said."""

    person_id: int
    uid: str
    name: str
    title: str
    since: date | None


def of_group(group_id: int, today: date, limit: int = 20) -> tuple[list[MemberRow], int]:
    """Return who belongs to a group on a day, those with a title first, up to `limit`; and how many they are."""
    return _of("group_id", group_id, today, limit)


def of_organization(organization_id: int, today: date, limit: int = 20) -> tuple[list[MemberRow], int]:
    """Return who belongs to an organization on a day, those with a title first, up to `limit`; and how many."""
    return _of("organization_id", organization_id, today, limit)


def _of(column: str, record_id: int, today: date, limit: int) -> tuple[list[MemberRow], int]:
    there = (
        f"FROM affiliations a JOIN people p ON p.id = a.person_id WHERE a.{column} = :id AND a.archived_at IS NULL "
        "AND p.archived_at IS NULL AND (a.starts_on IS NULL OR a.starts_on <= :today) "
        "AND (a.ends_on IS NULL OR a.ends_on >= :today)"
    )
    query = (
        "SELECT p.id, p.uid, p.given_name, p.family_name, p.preferred_name, a.title, a.starts_on, count(*) OVER () "
        f"{there} ORDER BY a.title = '', p.sort_name, p.id LIMIT :limit"
    )
    found = database.select(query, {"id": record_id, "today": today.isoformat(), "limit": limit})
    rows = [
        MemberRow(row[0], row[1], display_name(*row[2:5]), row[5], date.fromisoformat(row[6]) if row[6] else None)
        for row in found
    ]
    return rows, found[0][7] if found else 0
