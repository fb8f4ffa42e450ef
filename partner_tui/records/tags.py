"""Tags: words that a school puts on partners and people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import Check, ForeignKeyField

from partner_tui.records import database
from partner_tui.records.fields import TextField
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.record import Record
from partner_tui.records.text import fold

if TYPE_CHECKING:
    from partner_tui.records.history import Intent


class Tag(Record):
    """One word on an organization or on a person."""

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False, null=True)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False, null=True)
    word = TextField(60, required=True)

    class Meta:
        table_name = "tags"
        indexes = ((("word",), False),)
        constraints: ClassVar[list[Any]] = [Check('("organization_id" IS NULL) <> ("person_id" IS NULL)')]


def of_organizations(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return organization id -> its tags by the alphabet; what has none is not in it. One query."""
    return _of("organization_id", ids)


def of_people(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return person id -> their tags by the alphabet; who has none is not in it. One query."""
    return _of("person_id", ids)


def used() -> list[tuple[str, int]]:
    """Return every tag that is on an organization, and on how many, by the alphabet."""
    query = (
        "SELECT min(t.word), count(DISTINCT t.organization_id) FROM tags t JOIN organizations o "
        "ON o.id = t.organization_id AND o.archived_at IS NULL WHERE t.archived_at IS NULL "
        "GROUP BY fold(t.word) ORDER BY fold(t.word)"
    )
    return [(word, count) for word, count in database.select(query)]


def put(intent: Intent, word: str, *, organization_id: int | None = None, person_id: int | None = None) -> bool:
    """Put a word on an organization or on a person; return whether it was not there already, however written."""
    values = {"word": word, "organization_id": organization_id, "person_id": person_id}
    if _there(Tag.stored(values)["word"], organization_id, person_id):
        return False
    intent.insert(Tag, **values)
    return True


def take(intent: Intent, word: str, *, organization_id: int | None = None, person_id: int | None = None) -> bool:
    """Take a word off an organization or a person; return whether it was there."""
    there = _there(word, organization_id, person_id)
    for tag_id, version in there:
        intent.archive(Tag, tag_id, version)
    return bool(there)


def put_all(
    intent: Intent, words: Sequence[str], *, organization_id: int | None = None, person_id: int | None = None
) -> bool:
    """Let an organization or a person have these words and no others; return whether anything differs."""
    ids = [organization_id if organization_id is not None else person_id or 0]
    now = _of("organization_id" if organization_id is not None else "person_id", ids).get(ids[0], ())
    wanted = {fold(word) for word in words}
    changed = [
        take(intent, word, organization_id=organization_id, person_id=person_id)
        for word in now
        if fold(word) not in wanted
    ]
    changed += [
        put(intent, word, organization_id=organization_id, person_id=person_id) for word in words if word.strip()
    ]
    return any(changed)


def _of(column: str, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = (
        f"SELECT {column}, word FROM tags WHERE {column} IN (SELECT value FROM json_each(?)) AND archived_at IS NULL "
        "ORDER BY fold(word), id"
    )
    found: dict[int, list[str]] = {}
    for one, word in database.select(query, (json.dumps(list(ids)),)):
        found.setdefault(one, []).append(word)
    return {one: tuple(words) for one, words in found.items()}


def _there(word: str, organization_id: int | None, person_id: int | None) -> list[tuple[Any, ...]]:
    query = (
        "SELECT id, version FROM tags WHERE organization_id IS ? AND person_id IS ? AND fold(word) = fold(?) "
        "AND archived_at IS NULL"
    )
    return database.select(query, (organization_id, person_id, word))
