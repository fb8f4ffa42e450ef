"""The tables of the history: what was asked for, and what each record was before and after; and lines to read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from peewee import AutoField, ForeignKeyField, IntegerField
from peewee import TextField as PlainTextField

from partner_tui.records import database
from partner_tui.records.fields import LINE, NAME, TextField, UtcField
from partner_tui.records.record import Record, Table

PRIVATE = "(only its author can read this)"
"""What stands in a history instead of text that is for its author alone."""

_PRIVATE_TO = {"private_notes": ("author", frozenset({"body"}))}
"""Table -> the column that names the author, and the columns that are for the author alone."""


class IntentRow(Table):
    """What was asked for: by whom, when, what it is called, and since when it is taken back.

    `undone_after` is the newest intent at that moment: what was asked for later ends the chance to bring it forward.
    """

    id = AutoField()
    uid = PlainTextField(unique=True, default=lambda: str(uuid4()))
    name = TextField(LINE, required=True)
    who = TextField(NAME, required=True)
    at = UtcField()
    undone_at = UtcField(null=True)
    undone_after = IntegerField(null=True)

    class Meta:
        table_name = "intents"
        indexes = ((("who", "id"), False),)


class Change(Table):
    """One record before and after an intent, as JSON of its stored columns; no `before` is an insert."""

    id = AutoField()
    intent_id = ForeignKeyField(IntentRow, column_name="intent_id", lazy_load=False)
    table_name = PlainTextField()
    record_id = IntegerField()
    before = PlainTextField(null=True)
    after = PlainTextField(null=True)

    class Meta:
        table_name = "changes"
        indexes = ((("table_name", "record_id"), False),)


@dataclass(frozen=True, slots=True)
class IntentLine:
    """One line of the history: `at` and `undone_at` in UTC."""

    id: int
    uid: str
    name: str
    who: str
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one intent did to one record: column -> (before, after), as stored; `added` for an insert."""

    intent: IntentLine
    added: bool
    columns: dict[str, tuple[Any, Any]]


LINE_COLUMNS = "i.id, i.uid, i.name, i.who, i.at, i.undone_at"


def line(row: tuple[Any, ...]) -> IntentLine:
    """Return the line of a row of LINE_COLUMNS."""
    undone_at = None if row[5] is None else datetime.fromisoformat(row[5])
    return IntentLine(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]), undone_at)


def recent(limit: int = 50, before_id: int | None = None) -> list[IntentLine]:
    """Return the newest intents first, `limit` at a time; `before_id` pages on."""
    page = "" if before_id is None else "WHERE i.id < :before"
    query = f"SELECT {LINE_COLUMNS} FROM intents i {page} ORDER BY i.id DESC LIMIT :limit"
    return [line(row) for row in database.select(query, {"before": before_id, "limit": limit})]


def of_record(model: type[Record], record_id: int, *, who: str = "") -> list[ChangeLine]:
    """Return all that happened to one record, newest first, as `who` may read it: text that is for its author alone
    is shown to nobody else.
    """
    table = model._meta.table_name
    query = (
        f"SELECT {LINE_COLUMNS}, c.before, c.after FROM changes c JOIN intents i ON i.id = c.intent_id "
        "WHERE c.table_name = ? AND c.record_id = ? ORDER BY c.id DESC"
    )
    found = [_change_line(row) for row in database.select(query, (table, record_id))]
    if table in _PRIVATE_TO:
        column, hidden = _PRIVATE_TO[table]
        authors = {pair[1] for one in found for pair in [one.columns.get(column, (None, None))] if pair[1]}
        if authors != {who}:
            return [_masked(one, hidden) for one in found]
    return found


def _change_line(row: tuple[Any, ...]) -> ChangeLine:
    before, after = decode(row[6]) or {}, decode(row[7]) or {}
    columns = {name: (before.get(name), value) for name, value in after.items() if before.get(name) != value}
    return ChangeLine(line(row), row[6] is None, columns)


def _masked(one: ChangeLine, hidden: Iterable[str]) -> ChangeLine:
    shown = {name: ((PRIVATE, PRIVATE) if name in hidden else pair) for name, pair in one.columns.items()}
    return ChangeLine(one.intent, one.added, shown)


def models() -> dict[str, type[Record]]:
    """Return table name -> model of every noun."""
    # The nouns write through the history, so that it can ask for them only when it turns something.
    from partner_tui.records import (  # noqa: F401 - importing a noun makes its tables known
        agreements,
        births,
        candidacies,
        commitments,
        goals,
        groups,
        hours,
        mappings,
        meetings,
        organizations,
        people,
        private_notes,
        prompts,
        questions,
        requirements,
        school,
        school_year,
        stages,
        tags,
        words,
        work_rules,
    )

    found: dict[str, type[Record]] = {}
    pending = [Record]
    while pending:
        for model in pending.pop().__subclasses__():
            found[model._meta.table_name] = model
            pending.append(model)
    return found


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Return stored columns as the JSON that a change keeps."""


def decode(text: str | None) -> dict[str, Any] | None:
    """Return the stored columns that a change keeps, or None."""
    values: dict[str, Any] | None = None if text is None else json.loads(text)
    return values


NOTE_CHANGE = "INSERT INTO changes(intent_id, table_name, record_id, before, after) VALUES (?, ?, ?, ?, ?)"
"""The statement that adds to the history."""


def noted(
    intent_id: int, table: str, record_id: int, before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> tuple[Any, ...]:
    """Return the values of NOTE_CHANGE."""
    return intent_id, table, record_id, None if before is None else encode(dict(before)), encode(dict(after))
