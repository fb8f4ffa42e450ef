"""Stored rows: records as the database holds them, made, read and written one or a hundred thousand at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any
from uuid import uuid4

from partner_tui.errors import FieldError, StaleRecord
from partner_tui.records import database
from partner_tui.records.record import Record
from partner_tui.records.values import label

CHUNK = 500
"""How many rows are read at once."""

LOUD = object()
"""Stands for a column of which the history keeps every value."""

_STAMPS = ("created_at", "updated_at")


@dataclass(frozen=True, slots=True)
class Plan:
    """What making a row of a model takes; worked out once for a model, not once for a row.

    `blank` has every column but the id, in order; `needed` are those that have no default to fall back on; `facts` are
    those that the history keeps, all but the bookkeeping that a redo makes anew and what is derived, each with what it
    is where nothing was said and that needs no keeping; `LOUD` is kept always.
    """

    table: str
    blank: Mapping[str, Any]
    cleaners: Mapping[str, Callable[[Any], Any]]
    needed: frozenset[str]
    facts: Mapping[str, Any]


@cache
def plan_of(model: type[Record]) -> Plan:
    """Return the plan of a model."""
    blank: dict[str, Any] = {}
    needed: set[str] = set()
    cleaners = {name: model.cleaner(name) for name in model._meta.fields}
    for name, field in model._meta.fields.items():
        if name in {"id", "uid", *_STAMPS}:
            blank[name] = None
            continue
        try:
            blank[name] = cleaners[name](field.default() if callable(field.default) else field.default)
        except FieldError:
            blank[name] = None
            needed.add(name)
    del blank["id"]
    facts = {
        name: empty if empty in ("", None) else LOUD
        for name, empty in blank.items()
        if name not in {"version", "updated_at", *model.DERIVED}
    }
    return Plan(model._meta.table_name, blank, cleaners, frozenset(needed), facts)


def new(model: type[Record], values: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Return a complete row without its id: defaults, what was given, what follows from it, bookkeeping.

    `at` is the moment as stored. Raise FieldError for a value that a field cannot hold, or that is missing.
    """
    plan = plan_of(model)
    row = dict(plan.blank)
    cleaners = plan.cleaners
    try:
        for name, value in values.items():
            row[name] = cleaners[name](value)
    except KeyError as error:
        raise model.unknown(str(error.args[0])) from error
    for name in plan.needed:
        if name not in values:
            cleaners[name](None)
    return complete(model, row, at, row["uid"] or str(uuid4()))


def complete(model: type[Record], values: Mapping[str, Any], at: str, uid: str) -> dict[str, Any]:
    """Return a complete row without its id around values that are as the database stores them."""
    row = {**plan_of(model).blank, **values}
    row["uid"] = uid
    row["created_at"] = row["updated_at"] = at
    if model.DERIVED:
        row.update(model.derived(row))
    return row


def uids(count: int) -> Iterator[str]:
    """Yield new uids (RFC 9562, version 4): `uuid4` costs four times as much, one by one."""
    digits = os.urandom(16 * count).hex()
    for at in range(0, 32 * count, 32):
        variant = "89ab"[int(digits[at + 16], 16) & 3]
        yield (
            f"{digits[at : at + 8]}-{digits[at + 8 : at + 12]}-4{digits[at + 13 : at + 16]}-"
            f"{variant}{digits[at + 17 : at + 20]}-{digits[at + 20 : at + 32]}"
        )


def facts(model: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the history keeps of a new row; what is empty, and would be without a word, is left out."""
    plan = plan_of(model)
    return {name: row[name] for name, empty in plan.facts.items() if empty is LOUD or row[name] != empty}


def whole(model: type[Record], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that a new row said, of what the history kept of it; columns that are no more are left out."""
    plan = plan_of(model)
    return {name: kept.get(name, plan.blank[name]) for name in plan.facts}


def fresh_ids(model: type[Record], count: int) -> range:
    """Return ids that no record of a model ever had: the history of one must not be taken for another's."""
    table = model._meta.table_name
    query = (
        f'SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0), '
        "coalesce((SELECT max(record_id) FROM changes WHERE table_name = ?), 0))"
    )
    first = int(database.current().run(query, (table,)).fetchone()[0]) + 1
    return range(first, first + count)


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each in the order of `columns`."""
    # executemany on peewee's own connection: its insert_many costs five times as much.
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    database.current().handle().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def read(model: type[Record], ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return whole rows by id; an id that is not there is left out."""
    names = list(model._meta.fields)
    columns = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT {columns} FROM "{model._meta.table_name}" WHERE id IN (SELECT value FROM json_each(?))'
    found: dict[int, dict[str, Any]] = {}
    remaining = iter(ids)
    while chunk := list(islice(remaining, CHUNK)):
        for row in database.select(query, (json.dumps(chunk),)):
            one = dict(zip(names, row, strict=True))
            found[one["id"]] = one
    return found


def one(model: type[Record], record_id: int) -> dict[str, Any]:
    """Return one whole row; raise StaleRecord if it is not there any more."""
    found = read(model, [record_id]).get(record_id)
    if found is None:
        raise gone()
    return found


def write(model: type[Record], changed: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], stamp: str) -> None:
    """Write changed columns of rows, as (row as it is stored, changes), with all that follows from them.

    Raise StaleRecord if one is not at its version any more.
    """
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row, changes in changed:
        columns = {**changes, **_derived(model, row, changes)}
        values = (*columns.values(), row["version"] + 1, stamp, row["id"], row["version"])
        alike.setdefault(tuple(columns), []).append(values)
    for names, rows in alike.items():
        assigned = ", ".join(f'"{name}" = ?' for name in (*names, "version", "updated_at"))
        statement = f'UPDATE "{model._meta.table_name}" SET {assigned} WHERE id = ? AND version = ?'
        written = database.current().handle().executemany(statement, rows).rowcount
        if written != len(rows):
            raise gone()


def _derived(model: type[Record], row: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    if not model.DERIVED:
        return {}
    return {name: value for name, value in model.derived({**row, **changes}).items() if row[name] != value}


def gone() -> StaleRecord:
    """Return the error for a record that is not there any more."""
    return StaleRecord(
        "The record is not there any more: nothing was saved.", {}, {}, "Somebody took back what added it."
    )


def stale(row: Mapping[str, Any], wanted: Mapping[str, Any], opening: str) -> StaleRecord:
    """Return the error that shows what is stored beside what was to be; `opening` says what could not be done."""
    differing = [name for name, value in wanted.items() if name in row and row[name] != value]
    theirs = {name: row[name] for name in differing}
    yours = {name: wanted[name] for name in differing}
    shown = "; ".join(
        f"{label(name)}: now {_quoted(theirs[name])}, not {_quoted(yours[name])}" for name in differing[:4]
    )
    return StaleRecord(
        f"{opening} {shown}".strip(),
        theirs,
        yours,
        "Look at what is there now, and make your change again if you still want it.",
    )


def _quoted(value: Any) -> str:
    if value in ("", None):
        return "nothing"
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
