"""A roster held against the records: what is new, changed, same, absent or rejected, and then written as one intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partner_tui.records import closures_and_years, database, roster_people
from partner_tui.records.groups import Affiliation, Group, GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.incoming import Incoming, IncomingPerson, Rejection, Repair
from partner_tui.records.mappings import remember
from partner_tui.records.people import Person
from partner_tui.records.roster_people import Kept, KnownPerson
from partner_tui.records.text import fold

ALARMING = 0.10
"""The share of known people whose absence from a full list is questioned: a cut file looks just so."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""


@dataclass
class Preview:
    """What an import would do. Nothing is written before `write`.

    `new` are stored values of people to add, `changed` stored values by person id, `departments` the names of
    departments by place in `new` or by person id; `kept` is what the file says otherwise than a person's correction.
    """

    incoming: Incoming
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    same: int = 0
    absent: list[KnownPerson] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    repaired: list[Repair] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    new_departments: dict[int, tuple[str, ...]] = field(default_factory=dict)
    departments: dict[int, tuple[str, ...]] = field(default_factory=dict)
    known: int = 0
    calendar: closures_and_years.CalendarChanges = field(default_factory=closures_and_years.CalendarChanges)

    @property
    def is_alarming(self) -> bool:
        """Whether so many are absent that the file may be cut."""
        return self.known > 0 and len(self.absent) > ALARMING * self.known

    @property
    def counts(self) -> dict[str, int]:
        """How many people and closures are new, changed, same and absent."""
        return {
            "new": len(self.new) + len(self.calendar.new_closures),
            "changed": len(self.changed) + len(self.calendar.changed_closures),
            "same": self.same + self.calendar.same_closures,
            "absent": len(self.absent),
        }

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.changed or self.absent or self.calendar)


def compare(incoming: Incoming, today: date) -> Preview:
    """Return what the file would change in the open records."""
    preview = Preview(incoming, repaired=list(incoming.repairs), rejected=list(incoming.rejections))
    known = roster_people.load()
    mine = {person.id for person in known.of_source(incoming.source)}
    seen: set[int] = set()
    for row in incoming.people:
        found = known.match(incoming.source, row)
        if found is not None and found.id in seen:
            preview.rejected.append(Rejection(row.file, row.row, "", row.key, "This person is in the file already."))
        elif found is not None:
            seen.add(found.id)
            _compare_known(preview, row, found, today)
        elif (other := known.contradicting(row)) is not None:
            message = f"The number belongs to {other.name} already: left out. Correct one of them, and import again."
            preview.rejected.append(Rejection(row.file, row.row, "identifier", row.identifier, message))
        else:
            _compare_new(preview, row)
    if incoming.bulk and incoming.people:
        preview.absent.extend(person for person in known.of_source(incoming.source) if _is_missing(person, seen))
    preview.known = len(mine)
    preview.calendar = closures_and_years.compare(incoming)
    return preview


def _is_missing(person: KnownPerson, seen: set[int]) -> bool:
    return person.id not in seen and person.absent_on is None and person.archived_at is None


def _compare_new(preview: Preview, row: IncomingPerson) -> None:
    if not row.active:
        preview.rejected.append(Rejection(row.file, row.row, "", row.given_name, "Not active in the file: left out."))
        return
    values = roster_people.stored(row, preview.incoming, preview.repaired, preview.rejected)
    if values is None:
        return
    if row.departments:
        preview.new_departments[len(preview.new)] = row.departments
    preview.new.append(values)


def _compare_known(preview: Preview, row: IncomingPerson, found: KnownPerson, today: date) -> None:
    values = roster_people.stored(row, preview.incoming, preview.repaired, preview.rejected)
    if values is None:
        return
    changes, kept = roster_people.merge(found, values, preview.incoming)
    preview.kept.extend(kept)
    absent_on = None if row.active else found.absent_on or today.isoformat()
    if absent_on != found.absent_on:
        changes["absent_on"] = absent_on
    if row.departments and found.said_departments != row.departments:
        preview.departments[found.id] = row.departments
    if changes:
        preview.changed[found.id] = changes
    else:
        preview.same += 1


def write(intent: Intent, preview: Preview, today: date, progress: Progress = lambda _what, _done, _of: None) -> None:
    """Write a preview inside an intent; interrupted, it leaves nothing."""
    incoming = preview.incoming
    total = len(preview.new) + len(preview.changed) + len(preview.absent)
    progress("people", 0, total)
    ids = intent.insert_many(Person, preview.new)
    progress("people", len(preview.new), total)
    intent.update_many(Person, preview.changed)
    intent.update_many(Person, {person.id: {"absent_on": today} for person in preview.absent})
    progress("people", total, total)
    _write_departments(intent, preview, ids, today, progress)
    closures_and_years.write(intent, preview.calendar)
    if incoming.mapping and (preview.new or preview.changed):
        remember(intent, incoming.source, incoming.mapping)


def _write_departments(intent: Intent, preview: Preview, ids: Sequence[int], today: date, progress: Progress) -> None:
    wanted = {ids[place]: names for place, names in preview.new_departments.items()} | preview.departments
    if not wanted:
        return
    source = preview.incoming.source
    progress("departments", 0, len(wanted))
    groups = _department_ids(intent, wanted, source)
    there = _affiliations(preview.departments, source)
    rows = []
    for person_id, names in wanted.items():
        named = {groups[fold(name)] for name in names}
        now = there.get(person_id, {})
        for group_id in sorted(named - now.keys()):
            rows.append({"person_id": person_id, "group_id": group_id, "source": source, "starts_on": None})
        for group_id, affiliation_id in now.items():
            if group_id not in named:
                intent.update_many(Affiliation, {affiliation_id: {"ends_on": today}})
    intent.insert_many(Affiliation, rows)
    progress("departments", len(wanted), len(wanted))


def _department_ids(intent: Intent, wanted: Mapping[int, tuple[str, ...]], source: str) -> dict[str, int]:
    """Return folded name -> group id of every department, making those that are not there."""
    query = "SELECT search_text, id FROM groups WHERE kind = ? AND archived_at IS NULL"
    found: dict[str, int] = dict(database.select(query, (GroupKind.DEPARTMENT.value,)))
    for name in dict.fromkeys(name for names in wanted.values() for name in names):
        if fold(name) not in found:
            found[fold(name)] = intent.insert(Group, kind=GroupKind.DEPARTMENT, name=name, source=source)
    return found


def _affiliations(person_ids: Mapping[int, object], source: str) -> dict[int, dict[int, int]]:
    """Return person -> group -> affiliation, of those that this source made and that go on."""
    found: dict[int, dict[int, int]] = {}
    query = (
        "SELECT id, person_id, group_id FROM affiliations WHERE source = ? AND ends_on IS NULL AND archived_at IS NULL"
    )
    for affiliation_id, person_id, group_id in database.select(query, (source,)):
        if person_id in person_ids and group_id is not None:
            found.setdefault(person_id, {})[group_id] = affiliation_id
    return found
