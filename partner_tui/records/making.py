"""A new file of records: whole, with all that belongs in it, or not there at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records import database


def make(path: Path, fill: Callable[[], None]) -> None:
    """Make a file of records at `path` with what `fill` writes into the open records; afterwards none are open.

    It is filled under a hidden name beside and gets its own when it is whole. Whatever `fill` raises, nothing is left.
    Raise DatabaseError where something is there already, or the folder cannot be written to.
    """
    if path.exists():
        raise DatabaseError(f"{path} is there already.", "Open it, or choose another name.")
    beside = path.with_name(f".{path.name}.new")
    with database.explained(path):
        _remove(beside)
    try:
        database.create_records(beside)
        fill()
        database.close_records()
        with database.explained(path):
            database.claim(path, beside)
    finally:
        database.close_records()
        with database.explained(path):
            _remove(beside)


def _remove(path: Path) -> None:
    # A start that was killed may have left the file with SQLite's two beside it.
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
