"""Small rosters for the tests, and bringing them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from partner_tui.records import groups, history, people, roster
from partner_tui.records.incoming import Incoming, IncomingPerson, SourceKind
from partner_tui.records.people import Person
from partner_tui.records.roster import Preview
from tests.conftest import NOW, WHO

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
ONEROSTER = "oneroster:lincoln"
LIST = "csv:0123456789ab"
SPOKEN = frozenset(
    {"kind", "given_name", "family_name", "email", "phone", "job_title", "identifier", "grade", "departments", "active"}
)


def row(given: str = "Ana", family: str = "Rivera", **values: Any) -> IncomingPerson:
    """Return one person of a roster; unless said otherwise one of the staff, active, with nothing else known."""
    blank = dict.fromkeys(
        ("key", "identifier", "preferred_name", "pronouns", "email", "phone", "job_title", "grade", "language"), ""
    )
    rest: dict[str, Any] = {"kind": "staff", "joined_on": None, "departments": (), "active": True}
    return IncomingPerson(
        **(blank | rest | {"given_name": given, "family_name": family, "file": "users.csv", "row": 2} | values)
    )


def a_roster(*rows: IncomingPerson, source: str = ONEROSTER, bulk: bool = True, **values: Any) -> Incoming:
    """Return a roster with these people."""
    kind = SourceKind.CSV if source.startswith("csv") else SourceKind.ONEROSTER_1_1
    numbered = [replace(one, row=line) for line, one in enumerate(rows, 2)]
    usual: dict[str, Any] = {"kind": kind, "source": source, "bulk": bulk, "people": numbered, "present": SPOKEN}
    return Incoming(**(usual | values))


def bring_in(incoming: Incoming, name: str = "Import", who: str = WHO) -> Preview:
    """Compare a roster and write it, as a person does who says yes."""
    preview = roster.compare(incoming, TODAY)
    if not preview.changes_nothing:
        with history.intent(name, who=who, at=NOW) as intent:
            roster.write(intent, preview, TODAY)
    return preview


def the(given: str) -> Person:
    """Return the one person with a given name."""
    found = list(Person.select().where(Person.given_name == given))
    assert len(found) == 1, [person.name for person in found]
    person: Person = found[0]
    return person


def names() -> list[str]:
    """Return the names of all who are there."""
    return sorted(person.name for person in Person.select())


def correct(given: str, **values: Any) -> None:
    """Correct a person by hand."""
    person = the(given)
    with history.intent("Correct", who=WHO, at=NOW) as intent:
        people.edit(intent, person.id, person.version, **values)


def belongs_to(given: str) -> list[str]:
    """Return the departments that a person belongs to from tomorrow on."""
    return [one.name for one in groups.of_people([the(given).id], TOMORROW)]


def move(given: str, department: str) -> None:
    """Move a person to another department by hand."""
    with history.intent("Move", who=WHO, at=NOW) as intent:
        groups.set_department(intent, the(given).id, department, TODAY)
