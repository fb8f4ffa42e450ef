"""Undo and redo: an intent is turned back or forward whole, unless that would overwrite what was saved later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from peewee import ForeignKeyField

from partner_tui.errors import StaleRecord
from partner_tui.records import database, search_index, stored_rows
from partner_tui.records.changes import LINE_COLUMNS, IntentLine, decode, line, models
from partner_tui.records.fields import utc_text
from partner_tui.records.record import Record
from partner_tui.records.values import label

_PAGE = 2_000
"""How many changes are turned at once: memory stays flat however large an import was."""

_FOUNDING = "school"
"""The table without whose row there is nothing to look at: the intent that adds it is where undo ends."""

_LAST_STANDING = (
    f"SELECT {LINE_COLUMNS} FROM intents i WHERE i.who = :who AND i.undone_at IS NULL ORDER BY i.id DESC LIMIT 1"
)
_LAST_UNDONE = (
    f"SELECT {LINE_COLUMNS} FROM intents i WHERE i.who = :who AND i.undone_at IS NOT NULL "
    "AND i.undone_after >= (SELECT max(id) FROM intents WHERE who = :who) ORDER BY i.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One undo (`back`) or redo in progress; `stamp` is its moment as stored, `quiet` the suspended indexes."""

    intent: IntentLine
    back: bool
    stamp: str
    quiet: frozenset[str]

    @property
    def opening(self) -> str:
        return f"“{self.intent.name}” cannot be {'taken back' if self.back else 'brought forward'}:"


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the intent, as it was noted."""

    id: int
    table: str
    record_id: int
    before: str | None
    after: str


def undo(*, who: str, at: datetime) -> IntentLine | None:
    """Take back the last intent of `who` that still stands; return it, or None when there is none.

    Raise StaleRecord, changing nothing, if that would overwrite what was saved later, or take away what something
    later needs. The founding of the school is never taken back.
    """
    with database.current().saving():
        found = next_undo(who)
        return None if found is None else _turn(found, at, back=True)


def redo(*, who: str, at: datetime) -> IntentLine | None:
    """Bring forward the intent of `who` taken back last, unless something new was done since; return it or None."""
    with database.current().saving():
        found = next_redo(who)
        return None if found is None else _turn(found, at, back=False)


def next_undo(who: str) -> IntentLine | None:
    """Return what an undo of `who` would take back, or None."""
    founding = "SELECT 1 FROM changes WHERE intent_id = ? AND table_name = ? AND before IS NULL LIMIT 1"
    found = database.select(_LAST_STANDING, {"who": who})
    if not found or database.select(founding, (found[0][0], _FOUNDING)):
        return None
    return line(found[0])


def next_redo(who: str) -> IntentLine | None:
    """Return what a redo of `who` would bring forward, or None."""
    found = database.select(_LAST_UNDONE, {"who": who})
    return line(found[0]) if found else None


def _turn(found: IntentLine, at: datetime, *, back: bool) -> IntentLine:
    opened = database.current()
    turn = _Turn(found, back, utc_text(at), _many_in_index(found.id))
    for table in turn.quiet:
        search_index.suspend(opened, table)
    for batch in _batches(found.id, back=back):
        _turn_batch(turn, models()[batch[0].table], batch)
    for table in turn.quiet:
        search_index.resume(opened, table)
    newest = "(SELECT max(id) FROM intents)" if back else "NULL"
    opened.run(
        f"UPDATE intents SET undone_at = ?, undone_after = {newest} WHERE id = ?",
        (turn.stamp if back else None, found.id),
    )
    undone_at = datetime.fromisoformat(turn.stamp) if back else None
    return IntentLine(found.id, found.uid, found.name, found.who, found.at, undone_at)


def _many_in_index(intent_id: int) -> frozenset[str]:
    query = "SELECT table_name, count(*) FROM changes WHERE intent_id = ? GROUP BY table_name"
    counts = dict(database.select(query, (intent_id,)))
    return frozenset(table for table in search_index.INDEXED if counts.get(table, 0) >= search_index.BULK)


def _batches(intent_id: int, *, back: bool) -> Iterator[list[_Change]]:
    """Yield the changes of an intent in the order of the turn: runs of one table and one kind, each record once."""
    batch: list[_Change] = []
    ids: set[int] = set()
    for change in _changes(intent_id, back=back):
        same = batch and batch[0].table == change.table and (batch[0].before is None) == (change.before is None)
        if batch and (not same or change.record_id in ids or len(batch) == _PAGE):
            yield batch
            batch, ids = [], set()
        batch.append(change)
        ids.add(change.record_id)
    if batch:
        yield batch


def _changes(intent_id: int, *, back: bool) -> Iterator[_Change]:
    # Page by page, each read whole: a cursor left open over `changes` would see what the turn does meanwhile.
    compare, order = ("<", "DESC") if back else (">", "ASC")
    query = (
        "SELECT id, table_name, record_id, before, after FROM changes "
        f"WHERE intent_id = ? AND id {compare} ? ORDER BY id {order} LIMIT {_PAGE}"
    )
    reached = 2**62 if back else 0
    while page := database.select(query, (intent_id, reached)):
        for row in page:
            yield _Change(*row)
        reached = page[-1][0]


def _turn_batch(turn: _Turn, model: type[Record], batch: list[_Change]) -> None:
    if batch[0].before is not None:
        _rewrite(turn, model, batch)
    elif turn.back:
        _remove(turn, model, batch)
    else:
        _bring_back(turn, model, batch)


def _rewrite(turn: _Turn, model: type[Record], batch: list[_Change]) -> None:
    rows = stored_rows.read(model, (change.record_id for change in batch))
    known = model._meta.fields
    differing: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for change in batch:
        row = rows.get(change.record_id)
        if row is None:
            raise stored_rows.gone()
        before, after = decode(change.before) or {}, decode(change.after) or {}
        expected, wanted = (after, before) if turn.back else (before, after)
        wanted = {name: value for name, value in wanted.items() if name in known and row[name] != value}
        if any(row[name] != expected[name] for name in wanted):
            raise _stale(turn, model, row, wanted)
        # A touch changed nothing but the version, and so does turning it.
        if wanted or not (before or after):
            differing.append((row, wanted))
    ids = [row["id"] for row, _ in differing]
    opened, table = database.current(), model._meta.table_name
    if table in turn.quiet:
        search_index.take(opened, table, ids)
    stored_rows.write(model, differing, turn.stamp)
    if table in turn.quiet:
        search_index.put(opened, table, ids)


def _remove(turn: _Turn, model: type[Record], batch: list[_Change]) -> None:
    opened, table = database.current(), model._meta.table_name
    ids = json.dumps([change.record_id for change in batch])
    query = f'SELECT id, version FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
    versions = dict(opened.run(query, (ids,)).fetchall())
    if len(versions) != len(batch):
        raise stored_rows.gone()
    # A row at its first version is as it was added; only the others need a look.
    touched = [change for change in batch if versions[change.record_id] != 1]
    rows = stored_rows.read(model, (change.record_id for change in touched))
    for change in touched:
        added = stored_rows.whole(model, decode(change.after) or {})
        row = rows[change.record_id]
        if any(row[name] != value for name, value in added.items()):
            raise _stale(turn, model, row, added)
    _check_nothing_needs(turn, model, ids)
    if table in turn.quiet:
        search_index.take(opened, table, versions)
    opened.run(f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', (ids,))


def _bring_back(turn: _Turn, model: type[Record], batch: list[_Change]) -> None:
    opened, plan = database.current(), stored_rows.plan_of(model)
    made: list[tuple[Any, ...]] = []
    for change in batch:
        row = {**plan.blank, **stored_rows.whole(model, decode(change.after) or {}), "updated_at": turn.stamp}
        row.update(model.derived(row))
        made.append((change.record_id, *row.values()))
    stored_rows.insert(plan.table, ["id", *plan.blank], made)
    if plan.table in turn.quiet:
        search_index.put(opened, plan.table, (change.record_id for change in batch))


def _check_nothing_needs(turn: _Turn, model: type[Record], ids: str) -> None:
    for child, column in _references(model):
        query = f'SELECT id FROM "{child}" WHERE "{column}" IN (SELECT value FROM json_each(?)) LIMIT 1'
        found = database.select(query, (ids,))
        if found:
            later = _last_intent(child, found[0][0])
            raise StaleRecord(
                f"{turn.opening} something that was added later needs it{_by(later)}. Nothing was changed.",
                {"needed by": later.name if later else label(child)},
                {},
                "Take that back first, or archive the record instead.",
            )


@cache
def _references(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the tables and columns that refer to a model."""
    return tuple(
        (table, field.column_name)
        for table, child in models().items()
        for field in child._meta.fields.values()
        if isinstance(field, ForeignKeyField) and field.rel_model is model
    )


def _stale(turn: _Turn, model: type[Record], row: dict[str, Any], wanted: dict[str, Any]) -> StaleRecord:
    later = _last_intent(model._meta.table_name, row["id"])
    return stored_rows.stale(row, wanted, f"{turn.opening} it was changed later{_by(later)}. Nothing was changed.")


def _last_intent(table: str, record_id: int) -> IntentLine | None:
    query = (
        f"SELECT {LINE_COLUMNS} FROM changes c JOIN intents i ON i.id = c.intent_id "
        "WHERE c.table_name = ? AND c.record_id = ? AND i.undone_at IS NULL ORDER BY c.id DESC LIMIT 1"
    )
    found = database.select(query, (table, record_id))
    return line(found[0]) if found else None


def _by(later: IntentLine | None) -> str:
    return f", in “{later.name}” by {later.who}" if later else ""
