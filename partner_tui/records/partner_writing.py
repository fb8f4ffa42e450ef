"""Writing what contacts change beside people: organizations, who belongs to them, tags, and whom to call first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.organizations import Organization
from partner_tui.records.partner_changes import PartnerChanges, Ref
from partner_tui.records.stages import StageChange
from partner_tui.records.tags import Tag


def write(intent: Intent, changes: PartnerChanges, people: Sequence[int], source: str, today: date) -> None:
    """Write the changes inside an intent; `people` are the ids of the new people, by their places."""
    organizations = intent.insert_many(Organization, [one.values for one in changes.new])
    intent.update_many(Organization, changes.changed)

    def person(ref: Ref) -> int:
        return people[ref.at] if ref.is_new else ref.at

    def organization(ref: Ref) -> int:
        return organizations[ref.at] if ref.is_new else ref.at

    intent.insert_many(
        StageChange,
        [
            {
                "organization_id": organization_id,
                "stage": one.stage,
                "changed_on": min(one.since or today, today),
                "why": one.why,
            }
            for organization_id, one in zip(organizations, changes.new, strict=True)
            if one.stage
        ],
    )
    intent.insert_many(
        Affiliation,
        [
            {
                "person_id": person(one.person),
                "organization_id": organization(one.organization),
                "title": one.title,
                "starts_on": one.starts_on,
                "source": source,
            }
            for one in changes.ties
        ],
    )
    intent.update_many(Affiliation, {tie_id: {"title": title} for tie_id, title in changes.titles.items()})
    intent.insert_many(
        Tag,
        [
            {column: person(ref) if column == "person_id" else organization(ref), "word": word}
            for column, ref, word in changes.tags
        ],
    )
    primaries = {organization(ref): {"primary_contact_id": person(who)} for ref, who in changes.primaries.items()}
    intent.update_many(Organization, primaries)
