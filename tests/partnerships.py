"""A few partners with students at work, written straight into the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partner_tui.records.groups import Affiliation, Group
from partner_tui.records.history import Intent
from partner_tui.records.hours import HoursEntry
from partner_tui.records.openings import Opening
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.placements import Placement
from partner_tui.records.school_year import SchoolYear

FORMULA = '=HYPERLINK("http://x")'
SONS = 'Møller & Sons, "The Best"; [/]'
FALL = date(2026, 9, 7)


@dataclass
class Making:
    """Writes people and partners into an open intent."""

    intent: Intent
    openings: dict[tuple[int, str], int] = field(default_factory=dict)

    def year(self) -> None:
        """Add the school year of 2026."""
        values = {"name": "2026–27", "starts_on": date(2026, 8, 31), "ends_on": date(2027, 6, 11)}
        self.intent.insert(SchoolYear, **values)

    def students(self, count: int, grade: str = "11", **values: Any) -> list[int]:
        """Add students of a grade; return their ids."""
        rows = [
            {"kind": "student", "given_name": f"S{grade}", "family_name": f"Nr {number}", "grade": grade, **values}
            for number in range(count)
        ]
        return list(self.intent.insert_many(Person, rows))

    def partner(self, name: str, sector: str = "") -> int:
        """Add an organization; return its id."""
        return self.intent.insert(Organization, name=name, kind="business", sector=sector)

    def club(self, name: str, members: Sequence[int]) -> int:
        """Add a club with members; return its id."""
        group_id = self.intent.insert(Group, kind="club", name=name)
        self.intent.insert_many(Affiliation, [{"person_id": one, "group_id": group_id} for one in members])
        return group_id

    def place(
        self, organization_id: int, students: Sequence[int], kind: str = "job", minutes: int = 0, **values: Any
    ) -> list[int]:
        """Place students with a partner from September on; return the ids of the placements."""
        key = organization_id, kind
        if key not in self.openings:
            opening = {"organization_id": organization_id, "title": f"A {kind}", "kind": kind, "starts_on": FALL}
            self.openings[key] = self.intent.insert(Opening, places=1_000, **opening)
        rows = [{"opening_id": self.openings[key], "student_id": one, "starts_on": FALL, **values} for one in students]
        ids = list(self.intent.insert_many(Placement, rows))
        if minutes:
            self.hours(ids, minutes)
        return ids

    def hours(
        self, placement_ids: Sequence[int], minutes: int, worked_on: date = FALL, state: str = "approved"
    ) -> None:
        """Let students work on a day, and have it approved unless it is said otherwise."""
        settled = {} if state == "submitted" else {"settled_on": worked_on, "settled_by": "dana"}
        rows = [
            {"placement_id": one, "worked_on": worked_on, "minutes": minutes, "state": state, **settled}
            for one in placement_ids
        ]
        self.intent.insert_many(HoursEntry, rows)
