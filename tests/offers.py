"""A partner that offers places, with its people and the students who come: what tests about openings start from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from partner_tui.records import history, openings, organizations, people, placements
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.hours import HoursEntry
from partner_tui.records.openings import OpeningRow
from partner_tui.records.placements import PlacementRow
from tests.conftest import NOW, WHO

TODAY = NOW.date()
SEPTEMBER, JUNE = date(2026, 9, 1), date(2027, 6, 11)
HOSTILE = ('=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]')

Made = TypeVar("Made")


def save(does: Callable[[Intent], Made], name: str = "Something") -> Made:
    """Do something as one intent."""
    with history.intent(name, who=WHO, at=NOW) as intent:
        return does(intent)


def partner(name: str = "Harbor Clinic", **values: Any) -> int:
    """Add an organization; return its id."""
    return save(lambda intent: organizations.add(intent, name=name, **values))


def person(name: str, kind: str = "student", **values: Any) -> int:
    """Add somebody by their whole name; return the id."""
    given, _, family = name.partition(" ")
    return save(lambda intent: people.add(intent, kind=kind, given_name=given, family_name=family, **values))


def contact(name: str, organization_id: int, **values: Any) -> int:
    """Add somebody of a partner; return the person's id. `values` are those of belonging to it."""
    who = person(name, "community", in_rotation=False)
    columns = {"person_id": who, "organization_id": organization_id, **values}
    save(lambda intent: intent.insert(Affiliation, **columns))
    return who


def offered(organization_id: int, title: str = "Front desk", **values: Any) -> OpeningRow:
    """Add an opening from September to June; return it."""
    columns: dict[str, Any] = {"kind": "job", "places": 2, "starts_on": SEPTEMBER, "ends_on": JUNE} | values
    made = save(lambda intent: openings.add(intent, organization_id=organization_id, title=title, **columns))
    return openings.get(made, TODAY)


def placed(opening: OpeningRow, *students: int, beyond: bool = False, **values: Any) -> list[PlacementRow]:
    """Place students in an opening, since September if not said; return the placements."""
    columns = {"starts_on": SEPTEMBER, "ends_on": JUNE} | values
    made = save(lambda intent: placements.place(intent, opening.id, students, beyond=beyond, **columns))
    return [placements.get(one, TODAY) for one in made]


def worked(placement: PlacementRow, day: date, minutes: int, state: str = "submitted") -> None:
    """Keep hours of a placement."""
    settled = {} if state == "submitted" else {"settled_on": TODAY, "settled_by": WHO}
    columns = {"placement_id": placement.id, "worked_on": day, "minutes": minutes, "state": state, **settled}
    save(lambda intent: intent.insert(HoursEntry, **columns))
