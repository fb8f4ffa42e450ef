"""The connection to a file of records: the only way in which this process ever touches one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from partner_tui.errors import DatabaseError
from partner_tui.records.complaints import SAID, explained, explanation, sqlite3
from partner_tui.records.local_days import local_day
from partner_tui.records.text import fold

APPLICATION_ID = 0x50545549
"""What stands in the header of our files: "PTUI"."""

BUSY_SECONDS = 5.0
"""How long a save waits for somebody else's to end."""

SCHEMA_VERSION = 8
"""The number of the newest migration; a file's `user_version` says which one it has."""


_BUSY = (5, 6)
"""SQLite's codes for: somebody else holds the lock, and: this process does (sqlite.org/rescode.html)."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a program expects of a file: the number of its newest migration, and where they are (None: its own)."""

    version: int = SCHEMA_VERSION
    directory: Path | None = None


class _Cursor(sqlite3.Cursor):
    """A cursor that explains what SQLite says, while rows are fetched, too."""

    def _explain(self, error: BaseException) -> DatabaseError:
        return explanation(error, getattr(self.connection, "path", None))

    def execute(self, *arguments: Any) -> Any:
        try:
            return super().execute(*arguments)
        except SAID as error:
            raise self._explain(error) from error

    def executemany(self, *arguments: Any) -> Any:
        try:
            return super().executemany(*arguments)
        except SAID as error:
            raise self._explain(error) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except SAID as error:
            raise self._explain(error) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except SAID as error:
            raise self._explain(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except SAID as error:
            raise self._explain(error) from error


class _Connection(sqlite3.Connection):
    """SQLite's connection, with cursors that explain; `path` and `wal` are of the file it belongs to."""

    path: Path | None = None
    wal: tuple[int, int] | None = None

    def cursor(self, *_factory: Any) -> Any:
        return super().cursor(_Cursor)


class RecordsFile(SqliteDatabase):
    """One SQLite file of records, through which alone this process touches it."""

    field_types = {"BOOL": "INT", "DATE": "TEXT", "DATETIME": "TEXT", "TIME": "TEXT"}  # noqa: RUF012 (peewee's own)

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        unchanging: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        schema: Schema | None = None,
    ) -> None:
        """Prepare for a file that is there; `unchanging` reads one that nobody can write, without lock or trace."""
        mode = "mode=ro&immutable=1" if unchanging else "mode=ro" if read_only and not writable(path) else "mode=rw"
        pragmas: dict[str, Any] = {"foreign_keys": 1, "busy_timeout": int(busy_seconds * 1000)}
        # A connection that may not write closes without a trace only if the system would let it write.
        pragmas |= {"query_only": 1} if read_only else {"synchronous": "FULL", "fullfsync": 1}
        address = f"{path.absolute().as_uri()}?{mode}"
        options: dict[str, Any] = {
            "timeout": busy_seconds,
            "lock_type": "IMMEDIATE",
            "uri": True,
            "factory": _Connection,
        }
        super().__init__(address, pragmas=pragmas, **options)
        # What has no folded words beside it is searched by them all the same: SQLite's lower() knows ASCII only.
        self.register_function(fold, "fold", 1, deterministic=True)
        self.register_function(local_day, "local_day", 2, deterministic=True)
        self.path = path
        self.read_only = read_only
        self.busy_seconds = busy_seconds
        self.schema = schema or Schema()
        self.identity = _identity(path)
        self.writing = threading.Lock()

    def _connect(self) -> Any:
        with explained(self.path):
            made = super()._connect()  # type: ignore[misc]  # peewee's stubs leave it out
        made.path = self.path
        return made

    def rollback(self) -> None:
        """Take back the transaction, unless SQLite did so itself: a second time would hide why."""
        if self.handle().in_transaction:
            super().rollback()

    def run(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Execute one statement; return its cursor."""
        return self.execute_sql(statement, values)  # type: ignore[no-untyped-call]  # peewee's stubs leave it open

    def handle(self) -> Any:
        """Return SQLite's own connection of this thread, for what peewee has no words for."""
        return self.connection()  # type: ignore[no-untyped-call]  # peewee's stubs leave it open

    def version(self) -> int:
        """Return the number of the newest migration that the file has."""
        return int(self.pragma("user_version") or 0)

    def check_in_place(self) -> None:
        """Raise DatabaseError if the file was deleted or replaced since it was opened: a write would go nowhere."""
        if _identity(self.path) != self.identity:
            raise DatabaseError(
                f"{self.path.name} was moved, deleted or replaced while it was open: nothing was saved.",
                "Put the file back, or close the program and open it again.",
            )

    def _check_wal_in_place(self) -> None:
        # A sync program that takes the -wal away takes every later save with it, without an error.
        handle = self.handle()
        there = _identity(self.path.with_name(f"{self.path.name}-wal"))
        if handle.wal is not None and there != handle.wal:
            raise DatabaseError(
                f"{self.path.name}-wal was removed by another program while it was open: nothing was saved.",
                "Close the program and open it again. Keep the records out of folders that are synchronised.",
            )
        handle.wal = there

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Hold the one transaction that may write: all of the block is saved when it ends, or nothing.

        Raise DatabaseError where nothing may be written, somebody else is saving, or something is being saved already.
        """
        if self.read_only:
            raise DatabaseError(
                f"{self.path.name} is open read-only: nothing was saved.", "Open a copy that may be written."
            )
        if self.in_transaction():
            raise DatabaseError(
                "One thing cannot be saved in the middle of another: nothing was saved.", "Finish the first one first."
            )
        if not self.writing.acquire(timeout=self.busy_seconds):
            raise DatabaseError(
                "Something else is being saved right now: nothing was saved.",
                "Try again in a moment; what you typed is still here.",
            )
        try:
            self.check_in_place()
            with self.atomic():
                yield
                self.check_in_place()
                self._check_wal_in_place()
        finally:
            self.writing.release()

    def pour_into(self, target: RecordsFile) -> None:
        """Write all that stands here over `target`, at once: in steps, it starts again whenever somebody saves."""
        deadline = time.monotonic() + min(self.busy_seconds, target.busy_seconds)

        def give_up(status: int, _remaining: int, _total: int) -> None:
            # SQLite's module tries again for ever, even against a lock that is our own.
            if status & 0xFF in _BUSY and time.monotonic() > deadline:
                raise sqlite3.OperationalError("database is locked")

        with explained(self.path):
            self.handle().backup(target.handle(), progress=give_up)

    def leave(self) -> None:
        """Close this thread's connection, with everything in the one file that people copy where that can be."""
        if self.is_closed():
            return
        if not self.read_only and _identity(self.path) == self.identity:
            # A checkpoint that fails loses nothing: what was saved stays in the -wal, and is read from there.
            with suppress(DatabaseError):
                self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def writable(path: Path) -> bool:
    """Return whether a file may be written, and its folder hold what SQLite puts beside it."""
    # Without any write bit a file is meant to be read only, even for an administrator of the machine.
    return all(os.access(one, os.W_OK) and one.stat().st_mode & 0o222 for one in (path, path.parent))


def backup_folder(path: Path) -> Path:
    """Return the folder that holds the copies of a file of records."""
    return path.with_name(f"{path.stem}-backups")


def sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut; systems that cannot do that for a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
