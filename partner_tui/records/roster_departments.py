"""Departments of a roster: groups, and who belongs to them because a roster says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partner_tui.records import database
from partner_tui.records.fields import LINE
from partner_tui.records.groups import Affiliation, Group, GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.text import fold


@dataclass
class Departments:
    """The departments that are there, and who belongs to which without an end."""

    ids: dict[str, int] = field(default_factory=dict)
    """Folded name -> group; a renamed department answers to the name that a roster gave it, too."""
    open: dict[int, dict[int, list[tuple[int, str]]]] = field(default_factory=dict)
    """Person -> group -> (affiliation, its source)."""
    names: dict[int, str] = field(default_factory=dict)
    """Group -> its name."""

    def of(self, person_id: int) -> set[int]:
        """Return the departments that a person belongs to, whoever said so."""
        return set(self.open.get(person_id, ()))

    def called(self, names: Iterable[str]) -> set[int]:
        """Return the departments of these names; 0 stands for all that are not there."""
        return {self.ids.get(fold(name), 0) for name in names}

    def names_of(self, person_id: int) -> str:
        """Return the names of a person's departments, for a message."""
        return ", ".join(sorted(self.names[one] for one in self.of(person_id))) or "no department"


def load() -> Departments:
    """Return the departments of the records."""
    found = Departments()
    kind = GroupKind.DEPARTMENT.value
    groups = database.select(
        "SELECT id, search_text, source_id, name FROM groups WHERE kind = ? AND archived_at IS NULL ORDER BY id DESC",
        (kind,),
    )
    for place in (2, 1):  # the name of today wins over one that a roster gave
        found.ids |= {row[place]: row[0] for row in groups if row[place] or place == 1}
    found.names = {row[0]: row[3] for row in groups}
    query = (
        "SELECT a.person_id, a.group_id, a.id, a.source FROM affiliations a JOIN groups g ON g.id = a.group_id "
        "WHERE g.kind = ? AND a.ends_on IS NULL AND a.archived_at IS NULL AND g.archived_at IS NULL ORDER BY a.id"
    )
    for person_id, group_id, affiliation_id, source in database.select(query, (kind,)):
        found.open.setdefault(person_id, {}).setdefault(group_id, []).append((affiliation_id, source))
    return found


def write(
    intent: Intent, there: Departments, added: Mapping[int, tuple[str, ...]], moved: Mapping[int, tuple[str, ...]],
    source: str, today: date,
) -> None:  # fmt: skip
    """Let people belong to the departments of a roster: `added` are new here, `moved` end what the source said before.

    Departments that are not there yet are made; what was said by hand, or by another source, stays.
    """
    _make_missing(intent, there, (*added.values(), *moved.values()), source)
    rows: list[dict[str, Any]] = []
    ended: dict[int, dict[str, Any]] = {}
    for people, starts_on in ((added, None), (moved, today.isoformat())):
        for person_id, names in people.items():
            wanted = dict.fromkeys(there.ids[fold(name)] for name in names)
            now = there.open.get(person_id, {})
            rows += [
                {"person_id": person_id, "group_id": group_id, "source": source, "starts_on": starts_on}
                for group_id in wanted
                if group_id not in now
            ]
            for group_id in now.keys() - wanted.keys():
                ended |= {one: {"ends_on": today} for one, said_by in now[group_id] if said_by == source}
    intent.update_many(Affiliation, ended)
    intent.insert_stored(Affiliation, rows)


def _make_missing(intent: Intent, there: Departments, named: Iterable[tuple[str, ...]], source: str) -> None:
    for name in dict.fromkeys(name for names in named for name in names):
        if fold(name) not in there.ids:
            there.ids[fold(name)] = intent.insert(
                Group, kind=GroupKind.DEPARTMENT, name=name, source=source, source_id=fold(name)[:LINE]
            )
