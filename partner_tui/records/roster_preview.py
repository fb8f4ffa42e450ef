"""What an import would do, as it is shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from partner_tui.records import closures_and_years, database
from partner_tui.records.incoming import Incoming, IncomingPerson, Rejection, Repair
from partner_tui.records.partner_changes import PartnerChanges
from partner_tui.records.roster_merging import Kept
from partner_tui.records.roster_people import KnownPerson

ALARMING = 0.10
"""The share of known people whose absence from a full list is questioned: a cut file looks just so."""


@dataclass(frozen=True, slots=True)
class Before:
    """What somebody who changes is called and is before the import: values by column, departments as one text."""

    name: str
    values: dict[str, Any]
    departments: str = ""


@dataclass
class Preview:
    """What an import would do. Nothing is written before `write`.

    `new` are stored values of people to add, `changed` stored values by person id, `noted` what only the next import
    needs to know about people who stay the same; `new_departments` by place in `new` and `departments` by person id
    are names of departments; `absent` are to be marked so, `missing` of them because the file does not name them;
    `kept` is what the file says otherwise and what stays; `known` counts those of whom this source spoke before;
    `reached` is how far the history was when the file was compared with the records. For whoever looks at it row by
    row, `new_rows` are the rows behind `new`, `rows` those of people who are known, by person id, `before` what these
    were, and `same_people` those of whom nothing changes.
    """

    incoming: Incoming
    source: str = ""
    reached: tuple[Any, ...] = ()
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    noted: dict[int, dict[str, Any]] = field(default_factory=dict)
    same_people: list[KnownPerson] = field(default_factory=list)
    absent: list[KnownPerson] = field(default_factory=list)
    missing: int = 0
    kept: list[Kept] = field(default_factory=list)
    repaired: list[Repair] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    new_departments: dict[int, tuple[str, ...]] = field(default_factory=dict)
    departments: dict[int, tuple[str, ...]] = field(default_factory=dict)
    known: int = 0
    calendar: closures_and_years.CalendarChanges = field(default_factory=closures_and_years.CalendarChanges)
    partners: PartnerChanges = field(default_factory=PartnerChanges)
    answers: dict[str, int] = field(default_factory=dict)
    mapping_is_new: bool = False
    new_rows: list[IncomingPerson] = field(default_factory=list)
    rows: dict[int, IncomingPerson] = field(default_factory=dict)
    before: dict[int, Before] = field(default_factory=dict)

    @property
    def same(self) -> int:
        """How many people of the file stay as they are."""
        return len(self.same_people)

    @property
    def is_stale(self) -> bool:
        """Whether anything was saved, taken back or brought forward since the file was compared with the records."""
        return self.reached != reached()

    @property
    def is_alarming(self) -> bool:
        """Whether so many are missing that the file may be cut."""
        return self.missing > ALARMING * self.known

    @property
    def counts(self) -> dict[str, int]:
        """How many people, organizations and closures are new, changed, same and absent."""
        partners = self.partners
        changed = self.changed.keys() | self.departments.keys() | partners.told.keys()
        return {
            "new": len(self.new) + len(partners.new) + len(self.calendar.new_closures),
            "changed": len(changed) + len(partners.changed_ids) + len(self.calendar.changed_closures),
            "same": self.same + len(partners.same) + self.calendar.same_closures,
            "absent": len(self.absent),
        }

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write."""
        people = self.new or self.changed or self.noted or self.departments or self.absent
        return not (people or self.partners or self.calendar or self.mapping_is_new)


def reached() -> tuple[Any, ...]:
    """Return what any save, undo or redo moves on."""
    query = "SELECT (SELECT max(id) FROM changes), count(undone_at), max(undone_at) FROM intents"
    return database.select(query)[0]
