"""What timelines have of partnerships: stages, agreements, openings and placements."""

from __future__ import annotations

from partner_tui.records.agreement_rows import signed_sql
from partner_tui.records.timeline_arms import Arm, Source, arm, name, noon, told

_SIGNED = f"({signed_sql('t')})"
_NAMED = "(SELECT p.search_text FROM people p WHERE p.id = t.person_id)"
_AT = "JOIN openings o ON o.id = t.opening_id"
_RENEWED = "EXISTS (SELECT 1 FROM agreements n WHERE n.renewed_from_id = t.id AND n.archived_at IS NULL)"
_BEFORE = (
    "(SELECT b.stage FROM stage_changes b WHERE b.organization_id = t.organization_id AND b.archived_at IS NULL "
    "AND (b.changed_on, b.id) < (t.changed_on, t.id) ORDER BY b.changed_on DESC, b.id DESC LIMIT 1)"
)
_APPROVED = (
    "(SELECT sum(h.minutes) FROM hours h WHERE h.placement_id = t.id AND h.state = 'approved' "
    "AND h.archived_at IS NULL)"
)


def of_organization() -> tuple[Arm, ...]:
    """Return the arms of all that a partnership comes through; `:id` is the organization's."""
    mine = "t.organization_id = :id"
    return (
        arm(Source.STAGE, "stage_changes", noon("t.changed_on"), "fold(t.stage || ' ' || t.why)", mine),
        *_agreements(mine),
        *_days("openings", Source.OPENING_BEGUN, Source.OPENING_ENDED, "t.ends_on", "t.search_text", mine),
        *_placements("o.organization_id = :id"),
    )


def of_person() -> tuple[Arm, ...]:
    """Return the arms of a student's placements, and of what was signed of somebody; `:id` is the person's."""
    return *_agreements("t.person_id = :id"), *_placements("t.student_id = :id")


def _agreements(where: str) -> tuple[Arm, ...]:
    """Return the arms of agreements that were signed: then, from when, if that is later, and until when."""
    words = f"t.search_text || ' ' || coalesce({_NAMED}, '')"
    signed = f"{where} AND {_SIGNED} IS NOT NULL"
    return (
        arm(Source.AGREEMENT_SIGNED, "agreements", noon(_SIGNED), words, signed),
        arm(Source.AGREEMENT_BEGUN, "agreements", noon("t.starts_on"), words, f"{signed} AND t.starts_on > {_SIGNED}"),
        arm(Source.AGREEMENT_ENDED, "agreements", noon("t.ends_on"), words, f"{signed} AND t.ends_on IS NOT NULL"),
    )


def _placements(where: str) -> tuple[Arm, ...]:
    words = (
        "fold(o.title || ' ' || replace(t.status, '_', ' ') || ' ' || t.why) || ' ' "
        "|| (SELECT p.search_text FROM people p WHERE p.id = t.student_id) || ' ' "
        "|| (SELECT g.search_text FROM organizations g WHERE g.id = o.organization_id)"
    )
    return _days("placements", Source.PLACEMENT_BEGUN, Source.PLACEMENT_ENDED, "t.settled_on", words, where, join=_AT)


def _days(
    table: str, begun: Source, ended: Source, last: str, words: str, where: str, *, join: str = ""
) -> tuple[Arm, ...]:
    return (
        arm(begun, table, noon("t.starts_on"), words, where, join),
        arm(ended, table, noon(last), words, f"{where} AND {last} IS NOT NULL", join),
    )


_STAGE_TOLD = told("stage_changes t", "uid stage changed_on why", f"'before', {_BEFORE}")
_AGREEMENT_TOLD = told(
    "agreements t JOIN organizations o ON o.id = t.organization_id LEFT JOIN people p ON p.id = t.person_id",
    "uid kind title starts_on ends_on document notes person_id organization_id",
    f"'agreement_id', t.id, 'organization', o.name, 'person', {name('p')}, 'signed_on', {_SIGNED}, "
    f"'renewed', {_RENEWED}",
)
_OPENING_TOLD = told("openings t", "uid title kind places starts_on ends_on requirements", "'opening_id', t.id")
_PLACEMENT_TOLD = told(
    f"placements t {_AT} JOIN organizations g ON g.id = o.organization_id JOIN people p ON p.id = t.student_id",
    "uid starts_on ends_on status settled_on why",
    f"'placement_id', t.id, 'opening', o.title, 'organization', g.name, 'student', {name('p')}, 'minutes', {_APPROVED}",
)

TOLD = {
    Source.STAGE: _STAGE_TOLD,
    Source.AGREEMENT_SIGNED: _AGREEMENT_TOLD,
    Source.AGREEMENT_BEGUN: _AGREEMENT_TOLD,
    Source.AGREEMENT_ENDED: _AGREEMENT_TOLD,
    Source.OPENING_BEGUN: _OPENING_TOLD,
    Source.OPENING_ENDED: _OPENING_TOLD,
    Source.PLACEMENT_BEGUN: _PLACEMENT_TOLD,
    Source.PLACEMENT_ENDED: _PLACEMENT_TOLD,
}
"""Source -> the query of the JSON object that tells an entry of it."""
