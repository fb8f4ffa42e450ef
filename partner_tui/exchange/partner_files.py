"""Partners and their people as a file: CSV that Google takes, vCard, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from partner_tui.exchange import partner_cards, partner_table
from partner_tui.records.incoming import IncomingContact, IncomingOrganization, IncomingTie

FORMATS = ("csv", "vcard", "json")

ENDINGS = {"csv": ".csv", "vcard": ".vcf", "json": ".json"}
"""Format -> how the name of such a file ends."""


def chunks(
    contacts: Sequence[IncomingContact], form: str, *, raw: bool = False, version: str = "4.0"
) -> Iterator[bytes]:
    """Yield a file of one of the FORMATS; `raw` leaves formulas in CSV cells, `version` is that of vCard."""
    if form == "vcard":
        return partner_cards.chunks(contacts, version)
    if form == "json":
        return iter([f"{json.dumps(document(contacts), ensure_ascii=False, indent=2)}\n".encode()])
    return (line.encode() for line in partner_table.lines(contacts, raw=raw))


def document(contacts: Sequence[IncomingContact]) -> list[dict[str, Any]]:
    """Return the contacts as one JSON document: organizations with their people, and at the end people of none."""
    found: dict[str, dict[str, Any]] = {}
    alone: list[dict[str, Any]] = []
    for contact in contacts:
        for tie in contact.ties:
            of = found.setdefault(tie.organization.key, _organization(tie.organization))
            if contact.person is not None:
                of["contacts"].append(_person(contact) | _tie(tie))
        if not contact.ties:
            alone.append(_person(contact))
    return [*found.values(), *([{"uid": None, "name": None, "contacts": alone}] if alone else [])]


def _organization(of: IncomingOrganization) -> dict[str, Any]:
    return {
        "uid": of.key,
        "version": of.version,
        "name": of.name,
        "kind": of.kind,
        "sector": of.sector,
        "size": of.size,
        "depth": of.depth,
        "email": of.email,
        "phone": of.phone,
        "website": of.website,
        "address": of.address,
        "notes": of.notes,
        "owner": of.owner,
        "cadence_weeks": int(of.weeks) if of.weeks else None,
        "stage": of.stage or "identified",
        "stage_since": of.since.isoformat() if of.since else None,
        "stage_why": of.why,
        "tags": list(of.tags),
        "contacts": [],
    }


def _person(contact: IncomingContact) -> dict[str, Any]:
    person = contact.person
    if person is None:
        return {}
    return {
        "uid": person.key,
        "version": contact.version,
        "kind": person.kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "preferred_name": person.preferred_name,
        "pronouns": person.pronouns,
        "email": person.email,
        "phone": person.phone,
        "job_title": person.job_title,
        "language": person.language,
        "notes": contact.notes,
        "tags": list(contact.tags),
    }


def _tie(tie: IncomingTie) -> dict[str, Any]:
    return {
        "title": tie.title,
        "since": tie.starts_on.isoformat() if tie.starts_on else None,
        "primary": tie.primary,
    }
