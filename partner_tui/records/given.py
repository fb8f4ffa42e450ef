"""Given: what was asked, offered or promised and then kept, summed by what it counts, in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from partner_tui.records import database
from partner_tui.records.amounts import Amount, Unit

OURS = "CASE WHEN c.kind = 'ask' THEN c.to_us ELSE c.by_us END"
"""The SQL of whether we are the ones who give: what was asked is given by those who were asked."""

KEPT = "c.status = 'kept' AND c.unit IS NOT NULL AND c.archived_at IS NULL"
"""The SQL of what was given, and how much of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """How much of one unit was given, by us (`ours`) or to us or ours, in how many asks, offers and promises."""

    ours: bool
    amount: Amount
    times: int


_QUERY = f"""
SELECT {OURS} AS ours, c.unit, sum(c.quantity), count(*) FROM commitments c
WHERE {KEPT} AND (c.by_organization_id = :id OR c.to_organization_id = :id) GROUP BY ours, c.unit
ORDER BY ours, c.unit
"""


def given(organization_id: int) -> list[Given]:
    """Return what was kept between us and a partner, by unit; what the partner gave first. One query.

    An ask counts for those who were asked; what is withdrawn, broken, open or put away does not count.
    """
    return [
        Given(bool(ours), Amount(Decimal(quantity) / 100, Unit(unit)), times)
        for ours, unit, quantity, times in database.select(_QUERY, {"id": organization_id})
    ]
