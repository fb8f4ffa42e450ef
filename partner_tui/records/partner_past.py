"""What the records know of partners and people besides what an import compares: their past, tags and notes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from partner_tui.records import database
from partner_tui.records.partner_changes import Ref
from partner_tui.records.text import fold


class Values:
    """All that the columns of some organizations ever were, out of the history: one query."""

    def __init__(self, ids: Sequence[int]) -> None:
        query = (
            "SELECT record_id, before, after FROM changes WHERE table_name = 'organizations' "
            "AND record_id IN (SELECT value FROM json_each(?))"
        )
        self._values: dict[tuple[int, str], set[Any]] = {}
        for record_id, *texts in database.select(query, (json.dumps(list(ids)),)):
            for text in texts:
                for name, value in (json.loads(text) if text else {}).items():
                    self._values.setdefault((record_id, name), set()).add(value)

    def of(self, organization_id: int, name: str) -> set[Any]:
        """Return what a column was, at any time."""
        return self._values.get((organization_id, name), set())


def tags_of_organizations() -> set[tuple[Ref, str]]:
    """Return which organization has or had which tag: one that was taken off is not put on again."""
    query = "SELECT organization_id, word FROM tags WHERE organization_id IS NOT NULL"
    return {(Ref(False, one), fold(word)) for one, word in database.select(query)}


class MoreOfPerson:
    """What an import of contacts needs to know of a person besides."""

    __slots__ = ("notes", "uid", "version")

    def __init__(self, uid: str, version: int, notes: str) -> None:
        self.uid, self.version, self.notes = uid, version, notes


def more_of_people() -> dict[int, MoreOfPerson]:
    return {row[0]: MoreOfPerson(*row[1:]) for row in database.select("SELECT id, uid, version, notes FROM people")}


def tags_of_people() -> set[tuple[int, str]]:
    """Return who has or had which tag: one that was taken off is not put on again."""
    query = "SELECT person_id, word FROM tags WHERE person_id IS NOT NULL"
    return {(one, fold(word)) for one, word in database.select(query)}


def primaries() -> dict[int, tuple[int, str]]:
    query = (
        "SELECT o.id, p.id, trim(p.given_name || ' ' || p.family_name) FROM organizations o "
        "JOIN people p ON p.id = o.primary_contact_id"
    )
    return {row[0]: (row[1], row[2]) for row in database.select(query)}
