"""Kept rates: how many promises were kept in time, by whom we deal with, ours and theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partner_tui.records import database
from partner_tui.records.groups import GroupKind
from partner_tui.records.people import PersonKind
from partner_tui.records.sides import Direction


class Audience(StrEnum):
    """Whom we deal with."""

    STAFF = "staff"
    STUDENTS = "students"
    FAMILIES = "families"
    PARTNERS = "partners"


_OF_PEOPLE = {
    PersonKind.STAFF: Audience.STAFF,
    PersonKind.STUDENT: Audience.STUDENTS,
    PersonKind.FAMILY: Audience.FAMILIES,
    PersonKind.COMMUNITY: Audience.PARTNERS,
}
_OF_GROUPS = {
    GroupKind.DEPARTMENT: Audience.STAFF,
    GroupKind.COMMITTEE: Audience.STAFF,
    GroupKind.FAMILY_GROUP: Audience.FAMILIES,
}
"""Groups that are not of students."""


@dataclass(frozen=True, slots=True)
class KeptRate:
    """What became of the promises to an audience (ours) or of an audience (theirs).

    `kept_late` are those of `kept` that were kept after the day they were due.
    """

    audience: Audience
    direction: Direction
    kept: int
    kept_late: int
    broken: int
    open_late: int

    @property
    def fallen_due(self) -> int:
        """How many promises there is something to say about: kept, broken, or open and late."""
        return self.kept + self.broken + self.open_late

    @property
    def rate(self) -> float | None:
        """Kept in time / fallen due, from 0 to 1; None where nothing has fallen due."""
        return (self.kept - self.kept_late) / self.fallen_due if self.fallen_due else None


_QUERY = """
SELECT c.by_us, p.kind, g.kind,
       count(CASE WHEN c.status = 'kept' THEN 1 END),
       count(CASE WHEN c.status = 'kept' AND c.settled_on > c.due_on THEN 1 END),
       count(CASE WHEN c.status = 'broken' THEN 1 END),
       count(CASE WHEN c.status = 'open' AND c.due_on < ? THEN 1 END)
FROM commitments c
LEFT JOIN people p ON p.id = CASE WHEN c.by_us THEN c.to_person_id ELSE c.by_person_id END
LEFT JOIN groups g ON g.id = CASE WHEN c.by_us THEN c.to_group_id END
WHERE c.archived_at IS NULL AND c.kind = 'promise'
GROUP BY c.by_us, p.kind, g.kind
"""


def kept_rate(today: date) -> list[KeptRate]:
    """Return the eight rates, each audience with ours and theirs, whether there were promises or not; one query.

    rate = kept in time / (kept + broken + open and late). What is withdrawn, or open and not yet late, says nothing,
    nor does what was only asked or offered; a promise without a day is in time whenever it is kept. The audience of
    ours is whom they were made to, the audience of theirs who made them: organizations are partners, departments and
    committees staff, family groups families, and all other groups students. (On-time kept / due, as partnership
    reviews count it.)
    """
    totals: Counter[tuple[Audience, Direction, int]] = Counter()
    for by_us, person, group, *counts in database.select(_QUERY, (today.isoformat(),)):
        direction = Direction.OURS if by_us else Direction.THEIRS
        for which, number in enumerate(counts):
            totals[_audience(person, group), direction, which] += number
    return [
        KeptRate(audience, direction, *(totals[audience, direction, which] for which in range(4)))
        for audience in Audience
        for direction in Direction
    ]


def _audience(person: str | None, group: str | None) -> Audience:
    if person is not None:
        return _OF_PEOPLE[PersonKind(person)]
    if group is not None:
        return _OF_GROUPS.get(GroupKind(group), Audience.STUDENTS)
    return Audience.PARTNERS
