"""Intents: one thing that a user asked for is one transaction, one line in the history and one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from partner_tui.records import database, indexes, search_index, stored_rows
from partner_tui.records.changes import (
    NOTE_CHANGE,
    PRIVATE,
    Change,
    ChangeLine,
    IntentLine,
    IntentRow,
    models,
    noted,
    of_record,
    recent,
)
from partner_tui.records.fields import LINE, NAME, utc_text
from partner_tui.records.record import Record
from partner_tui.records.text import clean_line
from partner_tui.records.turning import next_redo, next_undo, redo, undo

__all__ = [
    "PRIVATE",
    "Change",
    "ChangeLine",
    "Intent",
    "IntentLine",
    "IntentRow",
    "intent",
    "models",
    "next_redo",
    "next_undo",
    "of_record",
    "recent",
    "redo",
    "undo",
]

_STEP = 2_000
"""How many rows are written at once: memory stays flat however large an import is."""


class Intent:
    """The open intent: all writes go through it, and are one transaction."""

    def __init__(self, intent_id: int, at: datetime) -> None:
        self.id = intent_id
        self.at = at
        self.changed = 0
        """How many records this intent has written so far."""

    def insert(self, model: type[Record], **values: Any) -> int:
        """Add a record, cleaned and checked; return its id. Raise FieldError for a value that a field cannot hold."""
        return self.insert_many(model, [values])[0]

    def insert_many(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> range:
        """Add many records at once; return their ids, in order."""
        at = utc_text(self.at)
        return self._add(model, [stored_rows.new(model, values, at) for values in rows], len(rows))

    def insert_stored(
        self, model: type[Record], rows: Sequence[Mapping[str, Any]], told: Callable[[int], None] = lambda _done: None
    ) -> range:
        """Add many records out of values that are cleaned and checked already, as `Record.stored` returns them.

        Return their ids, in order. `told` hears now and then how many are written; what it raises ends the intent.
        """
        at = utc_text(self.at)
        uids = stored_rows.uids(len(rows))
        made = (stored_rows.complete(model, values, at, uid) for values, uid in zip(rows, uids, strict=True))
        return self._add(model, made, len(rows), told)

    def _add(
        self,
        model: type[Record],
        made: Iterable[Mapping[str, Any]],
        count: int,
        told: Callable[[int], None] = lambda _done: None,
    ) -> range:
        if not count:
            return range(0)
        opened = database.current()
        plan = stored_rows.plan_of(model)
        ids = stored_rows.fresh_ids(model, count)
        columns = ["id", *plan.blank]
        numbered = zip(ids, made, strict=True)
        bulk = _in_bulk(plan.table, count)
        if bulk:
            search_index.suspend(opened, plan.table)
        with indexes.built_after(opened, plan.table, count), indexes.built_after(opened, "changes", count):
            while chunk := list(islice(numbered, _STEP)):
                stored_rows.insert(plan.table, columns, ((record_id, *row.values()) for record_id, row in chunk))
                self._note(
                    noted(self.id, plan.table, record_id, None, stored_rows.facts(model, row))
                    for record_id, row in chunk
                )
                self.changed += len(chunk)
                told(chunk[-1][0] - ids.start + 1)
        if bulk:
            search_index.put(opened, plan.table, ids)
            search_index.resume(opened, plan.table)
        return ids

    def update(self, model: type[Record], record_id: int, version: int, **values: Any) -> bool:
        """Save what differs, if the record still is at `version`; return whether anything did.

        Raise StaleRecord with both versions if somebody saved since it was read, FieldError for a bad value.
        """
        wanted = model.stored(values)
        row = stored_rows.one(model, record_id)
        changes = {name: value for name, value in wanted.items() if row[name] != value}
        if changes and row["version"] != version:
            raise stored_rows.stale(row, changes, "This was changed meanwhile, so nothing was saved.")
        if changes:
            self._save(model, [(row, changes)])
        return bool(changes)

    def update_many(self, model: type[Record], changes: Mapping[int, Mapping[str, Any]]) -> int:
        """Save what differs of many records, as id -> values; return how many records did.

        No version is asked for: whoever calls has compared in this same intent. Raise StaleRecord for a record that
        is not there, FieldError for a bad value.
        """
        opened = database.current()
        table = model._meta.table_name
        bulk = _in_bulk(table, len(changes))
        if bulk:
            search_index.suspend(opened, table)
        before = self.changed
        remaining = iter(changes.items())
        while chunk := dict(islice(remaining, stored_rows.CHUNK)):
            differing = _differing(model, chunk)
            ids = [row["id"] for row, _ in differing]
            if bulk:
                search_index.take(opened, table, ids)
            self._save(model, differing)
            if bulk:
                search_index.put(opened, table, ids)
        if bulk:
            search_index.resume(opened, table)
        return self.changed - before

    def archive(self, model: type[Record], record_id: int, version: int) -> bool:
        """Hide a record; return whether it was not hidden already."""
        return self.update(model, record_id, version, archived_at=self.at)

    def restore(self, model: type[Record], record_id: int, version: int) -> bool:
        """Show a hidden record again; return whether it was hidden."""
        return self.update(model, record_id, version, archived_at=None)

    def touch(self, model: type[Record], record_id: int, version: int) -> None:
        """Count a change of what belongs to a record as one of the record: its version and `updated_at` move on.

        Raise StaleRecord if somebody saved since it was read.
        """
        row = stored_rows.one(model, record_id)
        if row["version"] != version:
            raise stored_rows.stale(row, {}, "This was changed meanwhile, so nothing was saved.")
        self._save(model, [(row, {})])

    def _save(self, model: type[Record], differing: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> None:
        stored_rows.write(model, differing, utc_text(self.at))
        table = model._meta.table_name
        self._note(
            noted(self.id, table, row["id"], {name: row[name] for name in changes}, changes)
            for row, changes in differing
        )
        self.changed += len(differing)

    def _note(self, lines: Iterator[tuple[Any, ...]]) -> None:
        database.current().handle().executemany(NOTE_CHANGE, lines)


def _differing(
    model: type[Record], changes: Mapping[int, Mapping[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return (row as it is stored, what differs) of the records of which something does."""
    rows = stored_rows.read(model, changes)
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for record_id, values in changes.items():
        if record_id not in rows:
            raise stored_rows.gone()
        row = rows[record_id]
        differing = {name: value for name, value in model.stored(values).items() if row[name] != value}
        if differing:
            found.append((row, differing))
    return found


def _in_bulk(table: str, count: int) -> bool:
    return count >= search_index.BULK and table in search_index.INDEXED


@contextmanager
def intent(name: str, *, who: str, at: datetime) -> Iterator[Intent]:
    """Open an intent: what is written inside is saved together when the block ends, or not at all.

    `name` is what the user sees on undo; `at` is now. An intent that changed nothing leaves no line. Raise
    DatabaseError where nothing can be saved, and for an intent inside another.
    """
    opened = database.current()
    with opened.saving():
        called, by = clean_line(name)[:LINE], clean_line(who)[:NAME]
        intent_id = int(IntentRow.insert(name=called, who=by, at=at).execute())
        running = Intent(intent_id, at)
        yield running
        if not running.changed:
            opened.run("DELETE FROM intents WHERE id = ?", (intent_id,))
