"""Students placed at partners: what tests about hours start from."""

from __future__ import annotations

from datetime import date
from typing import Any

from partner_tui.records import history, organizations, people
from partner_tui.records.openings import Opening
from partner_tui.records.placements import Placement
from tests.conftest import NOW, WHO

TODAY = NOW.date()
SEPTEMBER = date(2026, 9, 1)


def partner(name: str = "Harbor Clinic") -> int:
    """Add an organization; return its id."""
    with history.intent(f"Add {name}", who=WHO, at=NOW) as intent:
        return organizations.add(intent, name=name)


def student(given: str = "Mateo", family: str = "García", **values: Any) -> int:
    """Add a student; return the id."""
    with history.intent(f"Add {given}", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="student", given_name=given, family_name=family, **values)


def opening(organization_id: int, title: str = "Front desk", **values: Any) -> int:
    """Add an opening with room for everybody; return its id."""
    columns = {"organization_id": organization_id, "title": title, "kind": "job", "places": 50, **values}
    with history.intent(f"Open {title}", who=WHO, at=NOW) as intent:
        return intent.insert(Opening, **{"starts_on": SEPTEMBER} | columns)


def place(opening_id: int, student_id: int, **values: Any) -> int:
    """Place a student since September; return the placement's id."""
    columns = {"starts_on": SEPTEMBER, "opening_id": opening_id, "student_id": student_id, **values}
    with history.intent("Place", who=WHO, at=NOW) as intent:
        return intent.insert(Placement, **columns)
