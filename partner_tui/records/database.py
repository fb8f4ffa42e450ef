"""The file of records: opened only if it is ours and whole, created only when asked, closed without a trace."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from partner_tui.errors import DatabaseError
from partner_tui.records import strays
from partner_tui.records.complaints import explained, explanation, sqlite3
from partner_tui.records.connection import (
    APPLICATION_ID,
    BUSY_SECONDS,
    SCHEMA_VERSION,
    RecordsFile,
    Schema,
    sync_folder,
    writable,
)
from partner_tui.records.record import bound

__all__ = [
    "APPLICATION_ID",
    "BUSY_SECONDS",
    "SCHEMA_VERSION",
    "RecordsFile",
    "Schema",
    "close_records",
    "create_records",
    "current",
    "explained",
    "explanation",
    "ids",
    "in_thread",
    "is_open",
    "open_records",
    "pages",
    "select",
    "sqlite3",
]

FIXED_SQLITE = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html#walresetbug); older lines have back-ports."""

_PAGE = 2_000
"""Rows that are held at once while many are looked through."""

_BACKPORTS = ((3, 44, 6), (3, 50, 7))


def current() -> RecordsFile:
    """Return the open file of records; raise DatabaseError when none is open."""
    opened: RecordsFile | None = bound.obj
    if opened is None:
        raise DatabaseError(
            "No records are open.", "Open a file with --database PATH, or make one with: partner-tui init"
        )
    return opened


def is_open() -> bool:
    """Return whether a file of records is open."""
    return bound.obj is not None


def select(query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query; what SQLite says instead is explained."""
    rows: list[tuple[Any, ...]] = current().run(query, values).fetchall()
    return rows


def open_records(
    path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS, schema: Schema | None = None
) -> RecordsFile:
    """Open the records at `path` and bind them, in the place of any that are open, with the newest schema.

    A file that is missing, foreign, damaged or newer raises DatabaseError with the next step, and is not written to.
    A file that may not be written is opened read-only. `busy_seconds` is how long a save waits for somebody else's.
    """
    require_sound_sqlite()
    with explained(path):
        _require_file(path)
        may_write = writable(path)
        read_only = read_only or not may_write
        _require_ours(path, schema or Schema())
        # Where nobody can write, SQLite cannot make the -shm that it reads with; without a -wal it needs none.
        unchanging = not may_write and not path.with_name(f"{path.name}-wal").exists()
        opened = RecordsFile(path, read_only=read_only, unchanging=unchanging, busy_seconds=busy_seconds, schema=schema)
    try:
        with explained(path):
            _require_known(opened.version(), path, opened.schema)
            _read_once(opened)
            if opened.version() < opened.schema.version:
                _bring_up_to_date(opened)
    except BaseException:
        opened.close()
        raise
    close_records()
    bound.initialize(opened)
    if not read_only:
        strays.clear(path)
    return opened


def create_records(path: Path, *, schema: Schema | None = None) -> RecordsFile:
    """Make an empty file of records at `path`, readable by its owner only, and open it; never over another file."""
    require_sound_sqlite()
    with explained(path):
        if path.exists():
            raise _there_already(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(beside, schema)
            claim(path, beside)
        finally:
            for left in path.parent.glob(f"{beside.name}*"):
                left.unlink(missing_ok=True)
    return open_records(path, schema=schema)


def _fill(beside: Path, schema: Schema | None) -> None:
    fresh = RecordsFile(beside, schema=schema)
    try:
        # Before WAL: the mark must stand in the file itself, where a reader that ignores the WAL finds it.
        fresh.pragma("application_id", APPLICATION_ID)
        fresh.pragma("journal_mode", "wal")
        from partner_tui.records.migrating import migrate  # playhouse.migrations costs 15 ms at every start

        migrate(fresh)
    finally:
        fresh.leave()


def claim(path: Path, beside: Path) -> None:
    """Give a finished file its name; raise DatabaseError if somebody took the name meanwhile."""
    try:
        try:
            os.link(beside, path)  # unlike a rename, this cannot replace a file that appeared meanwhile
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no links: take the name first, then put the file there.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            beside.replace(path)
    except FileExistsError as error:
        raise _there_already(path) from error
    sync_folder(path.parent)


def close_records() -> None:
    """Close the open file, if any, leaving everything in the one file that people copy."""
    opened: RecordsFile | None = bound.obj
    if opened is not None:
        bound.initialize(None)
        opened.leave()


def pages(query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query of which only few will be kept; they are never all held at once."""
    opened = current()
    with explained(opened.path):
        found = opened.run(query, values)
        while page := found.fetchmany(_PAGE):
            yield from page


def ids(query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> array[int]:
    """Return the first column of a query, which has ids, in its order: eight bytes for each, however many they are."""
    return array("q", (row[0] for row in pages(query, values)))


@contextmanager
def in_thread() -> Iterator[None]:
    """Give a worker thread a connection of its own for the time of the block."""
    opened = current()
    if not opened.is_closed():
        yield
        return
    with opened.connection_context():
        yield


def require_sound_sqlite() -> None:
    """Raise DatabaseError if this computer's SQLite has the bug that can damage records."""
    version = sqlite3.sqlite_version_info
    if version >= FIXED_SQLITE or any(version[:2] == fixed[:2] and version >= fixed for fixed in _BACKPORTS):
        return
    raise DatabaseError(
        f"SQLite {'.'.join(map(str, version))} has a bug that can damage records.",
        "Install the current one with: pip install 'pysqlite3>=0.6.1'",
    )


def _there_already(path: Path) -> DatabaseError:
    return DatabaseError(f"{path} is there already.", "Open it with --database, or choose another name.")


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise DatabaseError(f"{path} is a folder.", f"Name the file in it, such as {path / 'school.db'}.")
    if not path.is_file():
        raise DatabaseError(f"There are no records at {path}.", "Check the path, or make them with: partner-tui init")


def _require_ours(path: Path, schema: Schema) -> None:
    """Read the marks in the file's header through SQLite, without a lock, a WAL or a write."""
    probe = RecordsFile(path, read_only=True, unchanging=True)
    try:
        mark, version = probe.pragma("application_id"), probe.version()
    finally:
        probe.close()
    if mark != APPLICATION_ID:
        raise DatabaseError(
            f"{path.name} belongs to another program, or is empty.",
            "Choose another file with --database; this one was not changed.",
        )
    _require_known(version, path, schema)


def _require_known(version: int, path: Path, schema: Schema) -> None:
    if version > schema.version:
        raise DatabaseError(
            f"{path.name} was written by a newer partner-tui (schema {version}; this one knows {schema.version}).",
            "Update partner-tui; the file was not changed.",
        )


def _read_once(opened: RecordsFile) -> None:
    # Damage to the list of tables shows now, not at the first screen.
    opened.run("SELECT count(*) FROM sqlite_master").fetchone()


def _bring_up_to_date(opened: RecordsFile) -> None:
    if opened.read_only:
        raise DatabaseError(
            f"{opened.path.name} has an older schema and may not be written.",
            "Make the file writable once, so that it can be brought up to date.",
        )
    from partner_tui.records.migrating import upgrade  # playhouse.migrations costs 15 ms at every start

    upgrade(opened)
    _require_known(opened.version(), opened.path, opened.schema)
