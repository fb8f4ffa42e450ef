"""Requirements: which agreements must be in force before students come to an opening of a kind."""

from __future__ import annotations

from partner_tui.records import database
from partner_tui.records.agreement_rows import AgreementKind
from partner_tui.records.fields import CodeField, FlagField
from partner_tui.records.history import Intent
from partner_tui.records.openings import OpeningKind
from partner_tui.records.record import Record

USUAL: dict[OpeningKind, frozenset[AgreementKind]] = {
    OpeningKind.JOB: frozenset({AgreementKind.WORK_STUDY, AgreementKind.INSURANCE}),
    OpeningKind.INTERNSHIP: frozenset({AgreementKind.MOU, AgreementKind.TRAINING, AgreementKind.INSURANCE}),
    OpeningKind.SHADOWING: frozenset({AgreementKind.MOU}),
    OpeningKind.MENTORING: frozenset({AgreementKind.MOU, AgreementKind.CLEARANCE}),
    OpeningKind.PROJECT: frozenset({AgreementKind.MOU}),
    OpeningKind.SPEAKER: frozenset(),
}
"""What is needed where the school says nothing else."""


class Requirement(Record):
    """What the school says otherwise than the program's own list: an opening of a kind needs an agreement, or not."""

    opening_kind = CodeField(OpeningKind)
    agreement_kind = CodeField(AgreementKind)
    needed = FlagField()

    class Meta:
        table_name = "requirements"
        indexes = ((("opening_kind", "agreement_kind"), True),)


def needed() -> dict[OpeningKind, frozenset[AgreementKind]]:
    """Return which agreements an opening of each kind needs: the program's own list, as the school changed it."""
    found = {kind: set(kinds) for kind, kinds in USUAL.items()}
    query = "SELECT opening_kind, agreement_kind, needed FROM requirements WHERE archived_at IS NULL"
    for opening_kind, agreement_kind, is_needed in database.select(query):
        kinds, kind = found[OpeningKind(opening_kind)], AgreementKind(agreement_kind)
        (kinds.add if is_needed else kinds.discard)(kind)
    return {kind: frozenset(kinds) for kind, kinds in found.items()}


def set_needed(
    intent: Intent, opening_kind: OpeningKind | str, agreement_kind: AgreementKind | str, needed: bool
) -> bool:
    """Say whether an opening of a kind needs an agreement; return whether that is new.

    Raise FieldError for a kind that there is not.
    """
    values = {"opening_kind": opening_kind, "agreement_kind": agreement_kind, "needed": needed}
    stored = Requirement.stored(values)
    query = "SELECT id, version FROM requirements WHERE opening_kind = ? AND agreement_kind = ?"
    for record_id, version in database.select(query, (stored["opening_kind"], stored["agreement_kind"])):
        return intent.update(Requirement, record_id, version, needed=needed, archived_at=None)
    usual = USUAL[OpeningKind(stored["opening_kind"])]
    if (stored["agreement_kind"] in usual) == bool(stored["needed"]):
        return False
    intent.insert(Requirement, **values)
    return True
