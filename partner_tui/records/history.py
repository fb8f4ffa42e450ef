"""Intents: one thing that a user asked for is one transaction, one line in the history and one undo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from peewee import AutoField, ForeignKeyField, IntegerField
from peewee import TextField as PlainTextField

from partner_tui.errors import DatabaseError, StaleRecord
from partner_tui.records import database, search_index
from partner_tui.records.fields import LINE, NAME, TextField, UtcField, label, utc_text
from partner_tui.records.record import Record, Table

BULK = 2_000
"""From so many rows on, an insert rebuilds the search index once instead of keeping it row by row."""


class IntentRow(Table):
    """What was asked for: by whom, when, what it is called, and since when it is taken back."""

    id = AutoField()
    uid = PlainTextField(unique=True, default=lambda: str(uuid4()))
    name = TextField(LINE, required=True)
    who = TextField(NAME, required=True)
    at = UtcField()
    undone_at = UtcField(null=True)

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


class Intent:
    """The open intent: all writes go through it, and are one transaction."""

    def __init__(self, intent_id: int, at: datetime) -> None:
        self.id = intent_id
        self.at = at
        self.changed = 0
        """How many records this intent has written so far."""

    def insert(self, model: type[Record], **values: Any) -> int:
        """Add a record, cleaned and checked; return its id. Raise FieldError for a value that a field cannot hold."""
        row = _new_row(model, values, utc_text(self.at))
        record_id = int(model.insert(row).execute())
        self._note(model, record_id, None, _facts(model, row))
        return record_id

    def insert_many(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> range:
        """Add many records at once; return their ids, in order. For a large number the index is rebuilt once."""
        if not rows:
            return range(0)
        opened = database.current()
        table = model._meta.table_name
        first = int(opened.run(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]) + 1
        ids = range(first, first + len(rows))
        at = utc_text(self.at)
        made = [_new_row(model, values, at) | {"id": record_id} for record_id, values in zip(ids, rows, strict=True)]
        bulk = len(rows) >= BULK and table in search_index.INDEXED
        if bulk:
            search_index.suspend(opened, table)
        _execute_many(table, list(made[0]), (tuple(row.values()) for row in made))
        if bulk:
            search_index.resume(opened, table)
        _execute_many(
            "changes",
            ["intent_id", "table_name", "record_id", "after"],
            ((self.id, table, row["id"], _json(_facts(model, row))) for row in made),
        )
        self.changed += len(made)
        return ids

    def update(self, model: type[Record], record_id: int, version: int, **values: Any) -> bool:
        """Save what differs, if the record still is at `version`; return whether anything did.

        Raise StaleRecord with both versions if somebody saved since it was read, FieldError for a bad value.
        """
        stored = model.stored(values)
        row = _row_of(model, record_id)
        if row["version"] != version:
            raise _stale(row, stored)
        changes = {name: value for name, value in stored.items() if row[name] != value}
        if changes:
            self._note(model, record_id, {name: row[name] for name in changes}, changes)
            _write(model, row, changes, utc_text(self.at))
        return bool(changes)

    def archive(self, model: type[Record], record_id: int, version: int) -> bool:
        """Hide a record; return whether it was not hidden already."""
        return self.update(model, record_id, version, archived_at=self.at)

    def restore(self, model: type[Record], record_id: int, version: int) -> bool:
        """Show a hidden record again; return whether it was hidden."""
        return self.update(model, record_id, version, archived_at=None)

    def _note(self, model: type[Record], record_id: int, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        Change.insert(
            intent_id=self.id,
            table_name=model._meta.table_name,
            record_id=record_id,
            before=None if before is None else _json(before),
            after=_json(after),
        ).execute()
        self.changed += 1


@contextmanager
def intent(name: str, *, who: str, at: datetime) -> Iterator[Intent]:
    """Open an intent: what is written inside is saved together when the block ends, or not at all.

    `name` is what the user sees on undo; `at` is now. An intent that changed nothing leaves no line.
    """
    opened = database.current()
    if opened.read_only:
        raise DatabaseError(
            f"{opened.path.name} is open read-only: nothing was saved.", "Open a copy that may be written."
        )
    with opened.writing, database.explained(opened.path):
        opened.check_in_place()
        with opened.atomic():
            intent_id = int(IntentRow.insert(name=name[:LINE], who=who[:NAME], at=at).execute())
            running = Intent(intent_id, at)
            yield running
            if not running.changed:
                IntentRow.delete().where(IntentRow.id == intent_id).execute()


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


def recent(limit: int = 50, before_id: int | None = None) -> list[IntentLine]:
    """Return the newest intents first, `limit` at a time; `before_id` pages on."""
    query = IntentRow.select().order_by(IntentRow.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(IntentRow.id < before_id)
    return [_line(row) for row in query]


def of_record(model: type[Record], record_id: int) -> list[ChangeLine]:
    """Return all that happened to one record, newest first."""
    query = (
        Change.select(Change, IntentRow)
        .join(IntentRow)
        .where((Change.table_name == model._meta.table_name) & (Change.record_id == record_id))
        .order_by(Change.id.desc())
    )
    return [_change_line(change) for change in query]


def undo(*, who: str, at: datetime) -> IntentLine | None:
    """Take back the last intent of `who` that still stands; return it, or None when there is none.

    Raise StaleRecord, changing nothing, if that would overwrite what was saved later.
    """
    last = IntentRow.select().where((IntentRow.who == who) & IntentRow.undone_at.is_null())
    return _turn(last.order_by(IntentRow.id.desc()).first(), at, backwards=True)


def redo(*, who: str, at: datetime) -> IntentLine | None:
    """Bring forward the intent of `who` taken back last, unless something new was done since; return it or None."""
    standing = IntentRow.select(IntentRow.id).where((IntentRow.who == who) & IntentRow.undone_at.is_null())
    newest = standing.order_by(IntentRow.id.desc()).first()
    undone = IntentRow.select().where((IntentRow.who == who) & IntentRow.undone_at.is_null(False))
    if newest is not None:
        undone = undone.where(IntentRow.id > newest.id)
    return _turn(undone.order_by(IntentRow.id).first(), at, backwards=False)


def _turn(row: IntentRow | None, at: datetime, *, backwards: bool) -> IntentLine | None:
    if row is None:
        return None
    opened = database.current()
    if opened.read_only:
        raise DatabaseError(f"{opened.path.name} is open read-only.", "Open a copy that may be written.")
    with opened.writing, database.explained(opened.path):
        opened.check_in_place()
        with opened.atomic():
            order = Change.id.desc() if backwards else Change.id
            stamp = utc_text(at)
            # Read whole: a cursor left open over `changes` would see rows that the turn itself touches.
            for change in list(Change.select().where(Change.intent_id == row.id).order_by(order)):
                _turn_change(change, stamp, backwards=backwards)
            row.undone_at = at if backwards else None
            IntentRow.update(undone_at=row.undone_at).where(IntentRow.id == row.id).execute()
    return _line(row)


def _turn_change(change: Change, stamp: str, *, backwards: bool) -> None:
    model, record_id = models()[change.table_name], change.record_id
    before, after = _unjson(change.before), _unjson(change.after)
    expected, wanted = (after, before) if backwards else (before, after)
    if expected is None:
        row = {**(wanted or {}), "id": record_id, "version": 1, "updated_at": stamp}
        model.insert(row | model.derived(row)).execute()
        return
    row = _row_of(model, record_id)
    if any(row[name] != value for name, value in expected.items()):
        raise _stale(row, wanted if wanted is not None else expected)
    if wanted is None:
        model.delete().where(model.id == record_id).execute()
    else:
        _write(model, row, wanted, stamp)


def models() -> dict[str, type[Record]]:
    """Return table name -> model of every noun that is loaded."""
    found: dict[str, type[Record]] = {}
    pending = [Record]
    while pending:
        for model in pending.pop().__subclasses__():
            found[model._meta.table_name] = model
            pending.append(model)
    return found


def _new_row(model: type[Record], values: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Return a complete stored row without its id: defaults, what was given, what follows from it, bookkeeping."""
    fields = model._meta.fields
    row: dict[str, Any] = {
        name: field.db_value(values[name] if name in values else _default(field))
        for name, field in fields.items()
        if name not in {"id", "created_at", "updated_at"}
    }
    return row | model.derived(row) | {"created_at": at, "updated_at": at}


def _default(field: Any) -> Any:
    return field.default() if callable(field.default) else field.default


def _facts(model: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an insert's history keeps: all but the bookkeeping that a redo makes anew, and what is derived."""
    left_out = {"id", "version", "updated_at", *model.DERIVED}
    return {name: value for name, value in row.items() if name not in left_out}


def _row_of(model: type[Record], record_id: int) -> dict[str, Any]:
    fields = list(model._meta.fields)
    columns = ", ".join(f'"{name}"' for name in fields)
    query = f'SELECT {columns} FROM "{model._meta.table_name}" WHERE id = ?'
    found = database.current().run(query, (record_id,)).fetchone()
    if found is None:
        raise StaleRecord("The record is not there any more.", {}, {}, "Somebody took back what added it.")
    return dict(zip(fields, found, strict=True))


def _write(model: type[Record], row: Mapping[str, Any], changes: Mapping[str, Any], stamp: str) -> None:
    """Write changed columns of a stored row that is at its version, and all that goes with them."""
    whole = {**row, **changes}
    derived = {name: value for name, value in model.derived(whole).items() if row[name] != value}
    columns = {**changes, **derived, "version": row["version"] + 1, "updated_at": stamp}
    written = model.update(columns).where((model.id == row["id"]) & (model.version == row["version"])).execute()
    if written != 1:
        raise _stale(_row_of(model, row["id"]), changes)


def _stale(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> StaleRecord:
    differing = [name for name, value in wanted.items() if name in row and row[name] != value]
    theirs = {name: row[name] for name in differing}
    yours = {name: wanted[name] for name in differing}
    shown = "; ".join(f"{label(name)}: now “{theirs[name]}”, not “{yours[name]}”" for name in differing[:4])
    return StaleRecord(
        f"This was changed meanwhile, so nothing was saved. {shown}".strip(),
        theirs,
        yours,
        "Look at what is there now, and make your change again if you still want it.",
    )


def _execute_many(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    # executemany on peewee's own connection: insert_many costs five times as much.
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    database.current().handle().executemany(statement, rows)


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _unjson(text: str | None) -> dict[str, Any] | None:
    values: dict[str, Any] | None = None if text is None else json.loads(text)
    return values


def _line(row: IntentRow) -> IntentLine:
    return IntentLine(row.id, row.uid, row.name, row.who, row.at, row.undone_at)


def _change_line(change: Change) -> ChangeLine:
    before = json.loads(change.before) if change.before else {}
    after = json.loads(change.after) if change.after else {}
    columns = {name: (before.get(name), value) for name, value in after.items() if before.get(name) != value}
    row = change.intent_id
    return ChangeLine(_line(row), change.before is None, columns)
