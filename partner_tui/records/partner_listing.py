"""Partners and their people as they leave: the same rows as a file of contacts brings, so that they can come back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from partner_tui.records import database, tags
from partner_tui.records.incoming import IncomingContact, IncomingOrganization, IncomingPerson, IncomingTie
from partner_tui.records.people import display_name

_ORGANIZATION = (
    "SELECT o.id, o.uid, o.version, o.name, o.kind, o.sector, o.size, o.depth, o.email, o.phone, o.website, o.address, "
    "o.notes, o.cadence_weeks, o.primary_contact_id, w.email, w.given_name, w.family_name, w.preferred_name, "
    "s.stage, s.changed_on, s.why FROM organizations o LEFT JOIN people w ON w.id = o.owner_id "
    "LEFT JOIN stage_changes s ON s.id = (SELECT c.id FROM stage_changes c WHERE c.organization_id = o.id "
    "AND c.archived_at IS NULL AND c.changed_on <= :today ORDER BY c.changed_on DESC, c.id DESC LIMIT 1) "
    "WHERE o.archived_at IS NULL AND (:ids IS NULL OR o.id IN (SELECT value FROM json_each(:ids))) "
    "ORDER BY o.search_text, o.id"
)
_PERSON = (
    "SELECT p.id, p.uid, p.version, p.kind, p.given_name, p.family_name, p.preferred_name, p.pronouns, p.email, "
    "p.phone, p.job_title, p.language, p.notes FROM people p WHERE p.archived_at IS NULL AND p.kind <> 'student' AND "
    "(p.id IN (SELECT value FROM json_each(:people)) OR (:everybody AND p.kind = 'community' AND NOT EXISTS "
    "(SELECT 1 FROM affiliations a WHERE a.person_id = p.id AND a.organization_id IS NOT NULL "
    "AND a.archived_at IS NULL))) ORDER BY p.sort_name, p.id"
)
_TIE = (
    "SELECT a.person_id, a.organization_id, a.title, a.starts_on FROM affiliations a WHERE a.archived_at IS NULL AND "
    "(a.ends_on IS NULL OR a.ends_on >= :today) AND (:ids IS NULL OR a.organization_id IN "
    "(SELECT value FROM json_each(:ids))) AND a.organization_id IS NOT NULL ORDER BY a.id"
)


def contacts(ids: Sequence[int] | None, today: date) -> list[IncomingContact]:
    """Return organizations and the people who belong to them today, each person once; archived ones stay here.

    `ids` are organizations; None is all of them, and people of the community who belong to none. Students are nobody's
    contacts, and never leave. Five queries, however many they are.
    """
    asked = None if ids is None else json.dumps(list(ids))
    values = {"today": today.isoformat(), "ids": asked}
    rows = database.select(_ORGANIZATION, values)
    its_tags = tags.of_organizations([row[0] for row in rows])
    organizations = {row[0]: _organization(row, its_tags.get(row[0], ())) for row in rows}
    primary = {row[0]: row[14] for row in rows}
    ties: dict[int, dict[int, IncomingTie]] = {}
    for person_id, organization_id, title, starts_on in database.select(_TIE, values):
        if organization_id in organizations:
            starts = date.fromisoformat(starts_on) if starts_on else None
            first = primary[organization_id] == person_id
            tie = IncomingTie(organizations[organization_id], title, starts, first)
            ties.setdefault(person_id, {}).setdefault(organization_id, tie)
    people = database.select(_PERSON, {"people": json.dumps(list(ties)), "everybody": ids is None})
    her_tags = tags.of_people([row[0] for row in people])
    found = [_contact(row, tuple(ties.get(row[0], {}).values()), her_tags.get(row[0], ())) for row in people]
    named = {tie.organization.key for contact in found for tie in contact.ties}
    alone = [one for one in organizations.values() if one.key not in named]
    found += [IncomingContact(None, (IncomingTie(one),), "", 0) for one in alone]
    return sorted(found, key=lambda one: one.ties[0].organization.name.casefold() if one.ties else "\U0010ffff")


def _organization(row: Sequence[object], its_tags: tuple[str, ...]) -> IncomingOrganization:
    texts = ["" if one is None else str(one) for one in row]
    owner = texts[15] or display_name(*texts[16:19])
    return IncomingOrganization(
        name=texts[3],
        key=texts[1],
        version=int(texts[2]),
        kind=texts[4],
        sector=texts[5],
        size=texts[6],
        depth=texts[7],
        email=texts[8],
        phone=texts[9],
        website=texts[10],
        address=texts[11],
        notes=texts[12],
        owner=owner,
        weeks=texts[13],
        stage=texts[19],
        since=date.fromisoformat(texts[20]) if texts[20] else None,
        why=texts[21],
        tags=its_tags,
    )


def _contact(row: Sequence[object], ties: tuple[IncomingTie, ...], her_tags: tuple[str, ...]) -> IncomingContact:
    texts = list(map(str, row))
    person = IncomingPerson(
        key=texts[1],
        identifier="",
        kind=texts[3],
        given_name=texts[4],
        family_name=texts[5],
        preferred_name=texts[6],
        pronouns=texts[7],
        email=texts[8],
        phone=texts[9],
        job_title=texts[10],
        grade="",
        language=texts[11],
        joined_on=None,
        departments=(),
        active=True,
        file="",
        row=0,
    )
    emails = (person.email,) if person.email else ()
    return IncomingContact(person, ties, "", 0, emails, texts[12], her_tags, int(texts[2]))
