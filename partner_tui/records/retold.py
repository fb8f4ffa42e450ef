"""What was done, retold: every intent in a list, and each with what it did to which record, before and after."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from partner_tui.records import called, changes, database, plain_words, words
from partner_tui.records.changes import IntentLine
from partner_tui.records.words import WordList

HIDDEN = frozenset(
    {"uid", "created_at", "updated_at", "version", "said", "source", "source_id", "identifier", "sequence", "born_on"}
) | {"document_sha256"}
"""Columns that tell a person nothing: bookkeeping, and what a roster calls its rows; and a birth date, which no list
shows.
"""

PRIVATE = frozenset({"body"})
"""Columns of a private note that only its author reads."""

_WORDS = {
    "people": "person",
    "groups": "group",
    "organizations": "organization",
    "affiliations": "belonging",
    "meetings": "meeting",
    "participants": "participant",
    "private_notes": "private note",
    "school": "school",
    "school_years": "school year",
    "terms": "term",
    "closures": "closure",
    "column_mappings": "columns of a roster",
    "commitments": "promise",
    "prompts": "question",
    "answers": "answer",
    "goals": "goal",
    "candidacies": "candidacy",
    "questions": "question to carry on",
    "representations": "organization in a meeting",
    "stage_changes": "stage",
    "tags": "tag",
    "words": "word of a list",
    "agreements": "agreement",
    "requirements": "requirement",
    "openings": "opening",
    "placements": "placement",
    "hours": "hours",
    "births": "date of birth",
    "work_rules": "rules of work",
}


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What an intent did to one record: `what` is its kind in words, `name` what it is called now.

    `did` is added, archived, restored or changed. `columns` are column -> (before, after): days, moments and texts as
    stored, references as names, codes and lengths in plain words; of somebody else's private note the text is left out
    and `masked` is set.
    """

    what: str
    name: str
    did: str
    columns: dict[str, tuple[Any, Any]]
    masked: bool = False


def listing(text: str = "") -> array[int]:
    """Return the ids of all intents, newest first; `text` narrows them to those whose name contains it."""
    if not text:
        return database.ids("SELECT id FROM intents ORDER BY id DESC")
    query = "SELECT id FROM intents WHERE instr(lower(name), lower(?)) > 0 ORDER BY id DESC"
    return database.ids(query, (text,))


def count() -> int:
    """Return how many intents there are."""
    return int(database.select("SELECT count(*) FROM intents")[0][0])


def rows(ids: Sequence[int]) -> dict[int, IntentLine]:
    """Return the intents of some ids; times in UTC, and who did it by name where it is somebody in the records."""
    query = f"SELECT {changes.LINE_COLUMNS} FROM intents i WHERE i.id IN ({_marks(ids)})"
    lines = [changes.line(row) for row in database.select(query, list(ids))]
    names = _people_by_uid({line.who for line in lines})
    return {line.id: replace(line, who=names.get(line.who, line.who)) for line in lines}


def of_intent(intent_id: int, who: str, limit: int = 200) -> tuple[list[RecordChange], int]:
    """Return what an intent did, the first `limit` records of it, and how many there are.

    `who` is the reader: the private notes of others are masked.
    """
    total = int(database.select("SELECT count(*) FROM changes WHERE intent_id = ?", (intent_id,))[0][0])
    query = "SELECT table_name, record_id, before, after FROM changes WHERE intent_id = ? ORDER BY id LIMIT ?"
    read = [_Read.of(row) for row in database.select(query, (intent_id, limit))]
    names = _names(read)
    mine = _own_notes([one.record_id for one in read if one.table == "private_notes"], who)
    labels = cache(lambda of: words.labels(WordList(of)))
    return [_masked(one, _told(one, names, labels), who, mine) for one in read], total


@dataclass(frozen=True, slots=True)
class _Read:
    """One row of the history, its JSON read."""

    table: str
    record_id: int
    before: dict[str, Any] | None
    after: dict[str, Any]

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> _Read:
        table, record_id, before, after = row
        return cls(table, record_id, json.loads(before) if before else None, json.loads(after) if after else {})


Names = Mapping[tuple[str, int], str]
"""Table and id -> what the record is called."""


Labels = Callable[[str], Mapping[str, str]]
"""What returns code -> label of a list of words."""


def _told(read: _Read, names: Names, labels: Labels) -> RecordChange:
    what = _WORDS.get(read.table, read.table.replace("_", " "))
    before = read.before or {}
    columns = {
        column: (
            _said(read.table, column, before.get(column), names, labels),
            _said(read.table, column, value, names, labels),
        )
        for column, value in read.after.items()
        if column not in HIDDEN and before.get(column) != value and (read.before is not None or value not in ("", None))
    }
    name = names.get((read.table, read.record_id), "")
    name = name or next((str(read.after[one]) for one in _CALLED_BY if read.after.get(one)), "")
    return RecordChange(what, name, _did(read), columns)


_CALLED_BY = ("name", "given_name", "title", "label", "word", "stage")
"""What names a record that is not there any more."""


def _masked(read: _Read, told: RecordChange, who: str, mine: set[int]) -> RecordChange:
    """Return what was done, without the text of somebody else's private note."""
    if read.table != "private_notes" or read.after.get("author") == who or read.record_id in mine:
        return told
    columns = {column: values for column, values in told.columns.items() if column not in PRIVATE}
    return replace(told, columns=columns, masked=True)


def _did(read: _Read) -> str:
    if read.before is None:
        return "added"
    if set(read.after) == {"archived_at"}:
        return "restored" if read.after["archived_at"] is None else "archived"
    return "changed"


def _said(table: str, column: str, value: Any, names: Names, labels: Labels) -> Any:
    refers_to = called.REFERENCES.get(column)
    if refers_to is None or value is None:
        return plain_words.said(table, column, value, labels)
    return names.get((refers_to, value)) or f"number {value}"


def _names(read: Iterable[_Read]) -> dict[tuple[str, int], str]:
    """Return what the records are called, and those that they refer to; one query for each table."""
    wanted: dict[str, set[int]] = {}
    for one in read:
        wanted.setdefault(one.table, set()).add(one.record_id)
        for column, table in called.REFERENCES.items():
            referred = ((one.before or {}).get(column), one.after.get(column))
            wanted.setdefault(table, set()).update(number for number in referred if number is not None)
    return called.names(wanted)


def _own_notes(ids: Sequence[int], who: str) -> set[int]:
    if not ids:
        return set()
    query = f"SELECT id FROM private_notes WHERE author = ? AND id IN ({_marks(ids)})"
    return {row[0] for row in database.select(query, [who, *ids])}


def _people_by_uid(uids: Iterable[str]) -> dict[str, str]:
    asked = list(uids)
    query = f"SELECT uid, {called.PERSON} FROM people WHERE uid IN ({_marks(asked)})"
    return dict(database.select(query, asked)) if asked else {}


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
