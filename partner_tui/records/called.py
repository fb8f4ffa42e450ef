"""What records are called: a person by name, a promise by its words, a stage by where the partner went."""

from __future__ import annotations

from collections.abc import Mapping

from partner_tui.records import database, meetings
from partner_tui.records.agreement_rows import AgreementKind, kind_label

PERSON = "trim(coalesce(nullif(preferred_name, ''), given_name) || ' ' || family_name)"
"""The SQL of what somebody is called."""

REFERENCES = {
    "person_id": "people",
    "group_id": "groups",
    "organization_id": "organizations",
    "meeting_id": "meetings",
    "school_year_id": "school_years",
    "prompt_id": "prompts",
    "by_person_id": "people",
    "by_organization_id": "organizations",
    "to_person_id": "people",
    "to_organization_id": "organizations",
    "to_group_id": "groups",
    "owner_id": "people",
    "introduced_by_id": "people",
    "primary_contact_id": "people",
    "supervisor_id": "people",
    "student_id": "people",
    "opening_id": "openings",
    "placement_id": "placements",
    "renewed_from_id": "agreements",
}
"""Column -> the table of the records that it refers to."""


def _kind(column: str) -> str:
    """Return the SQL of a kind of agreement as it is read."""
    kinds = " ".join(f"WHEN '{kind.value}' THEN '{kind_label(kind)}'" for kind in AgreementKind)
    return f"CASE {column} {kinds} ELSE {column} END"


_PARTNER = "(SELECT o.name FROM organizations o WHERE o.id = r.organization_id)"
_SOMEBODY = f"(SELECT {PERSON} FROM people p WHERE p.id = r.person_id)"
_STUDENT = f"(SELECT {PERSON} FROM people p WHERE p.id = {{student}})"
_STAGE_BEFORE = (
    "coalesce((SELECT b.stage FROM stage_changes b WHERE b.organization_id = r.organization_id "
    "AND b.archived_at IS NULL AND (b.changed_on, b.id) < (r.changed_on, r.id) "
    "ORDER BY b.changed_on DESC, b.id DESC LIMIT 1), 'identified')"
)
_NAMES = {
    "people": PERSON,
    "groups": "name",
    "organizations": "name",
    "school": "name",
    "school_years": "name",
    "terms": "name",
    "closures": "name",
    "commitments": "text",
    "prompts": "text",
    "answers": "substr(text, 1, 80)",
    "goals": "text",
    "candidacies": "job_title",
    "questions": "text",
    "words": "label",
    "work_rules": "name",
    "participants": _SOMEBODY,
    "affiliations": _SOMEBODY,
    "births": _SOMEBODY,
    "representations": _PARTNER,
    "stage_changes": (
        f"{_PARTNER} || ': ' || CASE WHEN {_STAGE_BEFORE} = r.stage THEN r.stage "
        f"ELSE {_STAGE_BEFORE} || ' → ' || r.stage END"
    ),
    "tags": f"word || ' on ' || coalesce({_PARTNER}, {_SOMEBODY})",
    "agreements": f"coalesce(nullif(title, ''), {_kind('kind')}) || ' with ' || {_PARTNER}",
    "requirements": f"replace(opening_kind, '_', ' ') || ': ' || {_kind('agreement_kind')}",
    "openings": f"title || ' at ' || {_PARTNER}",
    "placements": _STUDENT.format(student="r.student_id"),
    "hours": _STUDENT.format(student="(SELECT l.student_id FROM placements l WHERE l.id = r.placement_id)"),
}
"""Table -> the SQL of what its row `r` is called."""


def names(wanted: Mapping[str, set[int]]) -> dict[tuple[str, int], str]:
    """Return table and id -> what a record is called, of the ids of some tables; one query for each table."""
    found = {("meetings", row.id): row.title for row in meetings.rows(sorted(wanted.get("meetings", ()))).values()}
    for table, name in _NAMES.items():
        if ids := list(wanted.get(table, ())):
            query = f'SELECT r.id, {name} FROM "{table}" r WHERE r.id IN ({",".join("?" * len(ids))})'
            found |= {(table, row[0]): row[1] or "" for row in database.select(query, ids)}
    return found
