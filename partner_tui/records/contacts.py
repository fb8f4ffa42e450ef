"""Contacts: the people of a partner, as what, since when until when, and which of them is the first to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, organizations, people, school, stored_rows
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.people import display_name


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody of an organization; `affiliation_version` is what an edit or a leaving is made from."""

    affiliation_id: int
    affiliation_version: int
    person_id: int
    person_uid: str
    name: str
    title: str
    email: str
    phone: str
    primary: bool
    starts_on: date | None
    ends_on: date | None


def of(organization_id: int, today: date, *, ended: bool = False) -> list[ContactRow]:
    """Return who belongs to an organization today: the primary contact first, then those with a title, then by name.

    With `ended`, those who left too, last. One query.
    """
    query = (
        "SELECT a.id, a.version, p.id, p.uid, p.given_name, p.family_name, p.preferred_name, a.title, p.email, "
        "p.phone, p.id = o.primary_contact_id AND (a.ends_on IS NULL OR a.ends_on >= :today), a.starts_on, a.ends_on "
        "FROM affiliations a JOIN people p ON p.id = a.person_id JOIN organizations o ON o.id = a.organization_id "
        "WHERE a.organization_id = :id AND a.archived_at IS NULL AND p.archived_at IS NULL "
        "AND (:ended OR a.ends_on IS NULL OR a.ends_on >= :today) "
        "ORDER BY a.ends_on IS NOT NULL AND a.ends_on < :today, coalesce(p.id = o.primary_contact_id, 0) DESC, "
        "a.title = '', p.sort_name, a.id"
    )
    values = {"id": organization_id, "today": today.isoformat(), "ended": int(ended)}
    return [_row(row) for row in database.select(query, values)]


def _row(row: tuple[Any, ...]) -> ContactRow:
    starts_on, ends_on = (date.fromisoformat(day) if day else None for day in row[11:13])
    who = (*row[:4], display_name(*row[4:7]))
    values: tuple[Any, ...] = (*who, *row[7:10], bool(row[10]), starts_on, ends_on)
    return ContactRow(*values)


def add(intent: Intent, organization_id: int, person_id: int, title: str = "", starts_on: date | None = None) -> int:
    """Let a person belong to an organization from a day; return the affiliation's id.

    Raise FieldError for somebody who belongs to it already.
    """
    for row in of(organization_id, _today(intent)):
        if row.person_id == person_id:
            name = organizations.get(organization_id).name
            raise FieldError("person_id", f"{row.name} belongs to {name} already.", "Edit the title instead.")
    values = {"organization_id": organization_id, "title": title, "starts_on": starts_on}
    return intent.insert(Affiliation, person_id=person_id, **values)


def edit(intent: Intent, affiliation_id: int, version: int, **values: Any) -> bool:
    """Save what differs of a title, a first and a last day; return whether anything did. Raise as `leave` does."""
    stored = stored_rows.one(Affiliation, affiliation_id) | Affiliation.stored(values)
    if stored["starts_on"] and stored["ends_on"] and stored["ends_on"] < stored["starts_on"]:
        message = f"It would end on {stored['ends_on']}, before it began on {stored['starts_on']}."
        raise FieldError("ends_on", message, "Give a later day.")
    return intent.update(Affiliation, affiliation_id, version, **values)


def leave(intent: Intent, affiliation_id: int, on: date) -> bool:
    """Let somebody no longer belong to an organization after a day; return whether that is new.

    Who was the primary contact is it no longer, from that day. Raise FieldError for a day before the first.
    """
    row = stored_rows.one(Affiliation, affiliation_id)
    changed = edit(intent, affiliation_id, row["version"], ends_on=on)
    organization = organizations.get(row["organization_id"])
    if organization.primary_contact_id == row["person_id"] and on <= _today(intent):
        organizations.edit(intent, organization.id, organization.version, primary_contact_id=None)
    return changed


def make_primary(intent: Intent, organization_id: int, person_id: int | None) -> bool:
    """Let one of an organization's people be the primary contact, in place of another; None for nobody.

    Return whether that is new. Raise FieldError for somebody who does not belong to it, or left.
    """
    organization = organizations.get(organization_id)
    values = {"primary_contact_id": person_id}
    return organizations.edit(intent, organization_id, organization.version, **values)


def one_primary(names: Sequence[str], organization: str) -> None:
    """Raise FieldError where several people are to be the primary contact of an organization at once."""
    if len(names) > 1:
        message = f"{organization} can have one primary contact, not {len(names)}: {', '.join(names[:5])}."
        raise FieldError("primary_contact_id", message, "Say which one of them is called first.")


def check_belongs(intent: Intent, organization_id: int, person_id: int) -> None:
    """Raise FieldError where a person does not belong to an organization on the day of an intent."""
    there = of(organization_id, _today(intent), ended=True)
    mine = [row for row in there if row.person_id == person_id]
    if any(row.ends_on is None or row.ends_on >= _today(intent) for row in mine):
        return
    name, organization = people.get(person_id).name, organizations.get(organization_id).name
    if mine:
        message = f"{name} left {organization} on {max(row.ends_on for row in mine if row.ends_on)}."
        raise FieldError("primary_contact_id", message, "Choose somebody who is there now.")
    message = f"{name} does not belong to {organization}."
    raise FieldError("primary_contact_id", message, "Add them to its people first.")


def named(organization_id: int, text: str, today: date) -> ContactRow:
    """Return the one of an organization's people who is meant; raise NotFound or Ambiguous."""
    person = people.named(text)
    found = next((row for row in of(organization_id, today) if row.person_id == person.id), None)
    if found is None:
        name = organizations.get(organization_id).name
        raise NotFound(f"{person.name} does not belong to {name} now.", "Add them to its people first.")
    return found


def _today(intent: Intent) -> date:
    return intent.at.astimezone(school.settings().zone).date()
