"""Requirements: which agreements must be in force before students come to an opening of a kind."""

from __future__ import annotations

from partner_tui.records.agreements import AgreementKind
from partner_tui.records.fields import CodeField, FlagField
from partner_tui.records.openings import OpeningKind
from partner_tui.records.record import Record


class Requirement(Record):
    """What the school says otherwise than the program's own list: an opening of a kind needs an agreement, or not."""

    opening_kind = CodeField(OpeningKind)
    agreement_kind = CodeField(AgreementKind)
    needed = FlagField()

    class Meta:
        table_name = "requirements"
        indexes = ((("opening_kind", "agreement_kind"), True),)
