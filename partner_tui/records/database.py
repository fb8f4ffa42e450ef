"""The file of records: opened only if it is ours and whole, created only when asked, closed without a trace."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from peewee import SqliteDatabase

from partner_tui.errors import DatabaseError
from partner_tui.records.record import bound

sqlite3: Any = vars(peewee)["sqlite3"]
"""The SQLite that peewee chose: the newer of pysqlite3's and Python's own."""

APPLICATION_ID = 0x50545549
"""What stands in the header of our files: "PTUI"."""

SCHEMA_VERSION = 1
"""The number of the newest migration; a file's `user_version` says which one it has."""

BUSY_SECONDS = 5
FIXED_SQLITE = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html#walresetbug); older lines have back-ports."""

_BACKPORTS = ((3, 44, 6), (3, 50, 7))


class RecordsFile(SqliteDatabase):
    """One SQLite file of records, through which alone this process touches it."""

    field_types = {"BOOL": "INT", "DATE": "TEXT", "DATETIME": "TEXT", "TIME": "TEXT"}  # noqa: RUF012 (peewee's own)

    def __init__(self, path: Path, *, read_only: bool = False, unchanging: bool = False) -> None:
        mode = "mode=ro&immutable=1" if unchanging else "mode=ro" if read_only else "mode=rw"
        pragmas: dict[str, Any] = {"foreign_keys": 1, "busy_timeout": BUSY_SECONDS * 1000}
        if not read_only:
            pragmas |= {"synchronous": "FULL", "fullfsync": 1}
        super().__init__(
            f"{path.absolute().as_uri()}?{mode}", pragmas=pragmas, timeout=BUSY_SECONDS, lock_type="IMMEDIATE", uri=True
        )
        self.path = path
        self.read_only = read_only
        self.identity = _identity(path)
        self.writing = threading.RLock()

    def run(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Execute one statement; return its cursor."""
        return self.execute_sql(statement, values)  # type: ignore[no-untyped-call]  # peewee's stubs leave it open

    def handle(self) -> Any:
        """Return SQLite's own connection of this thread, for what peewee has no words for."""
        return self.connection()  # type: ignore[no-untyped-call]  # peewee's stubs leave it open

    def check_in_place(self) -> None:
        """Raise DatabaseError if the file was deleted or replaced since it was opened: a write would go nowhere."""
        if _identity(self.path) != self.identity:
            raise DatabaseError(
                f"{self.path.name} was moved, deleted or replaced while it was open: nothing was saved.",
                "Put the file back or close the program and open it again.",
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def current() -> RecordsFile:
    """Return the open file of records; raise DatabaseError when none is open."""
    opened: RecordsFile | None = bound.obj
    if opened is None:
        raise DatabaseError(
            "No records are open.", "Open a file with --database PATH, or make one with: partner-tui init"
        )
    return opened


def select(query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query; what SQLite says instead is explained."""
    opened = current()
    with explained(opened.path):
        rows: list[tuple[Any, ...]] = opened.run(query, values).fetchall()
        return rows


def open_records(path: Path, *, read_only: bool = False) -> RecordsFile:
    """Open the records at `path` and bind them, bringing an older schema up to date.

    A file that is missing, foreign, damaged or newer raises DatabaseError with the next step, and is not written to.
    A file that may not be written is opened read-only.
    """
    _require_sound_sqlite()
    if not path.is_file():
        raise DatabaseError(f"There are no records at {path}.", "Check the path, or make them with: partner-tui init")
    read_only = read_only or not _writable(path)
    _require_ours(path)
    opened = RecordsFile(path, read_only=read_only, unchanging=read_only and not os.access(path.parent, os.W_OK))
    with explained(path):
        version = int(opened.pragma("user_version") or 0)
        if version > SCHEMA_VERSION:
            opened.close()
            raise DatabaseError(
                f"{path.name} was written by a newer partner-tui (schema {version}; this one knows {SCHEMA_VERSION}).",
                "Update partner-tui; the file was not changed.",
            )
        if version < SCHEMA_VERSION:
            _bring_up_to_date(opened)
    bound.initialize(opened)
    return opened


def create_records(path: Path) -> RecordsFile:
    """Make an empty file of records at `path`, readable by its owner only, and open it; never over another file."""
    _require_sound_sqlite()
    if path.exists():
        raise DatabaseError(f"{path} is there already.", "Open it with --database, or choose another name.")
    with explained(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        fresh = RecordsFile(beside)
        # Before WAL: the mark must stand in the file itself, where a reader that ignores the WAL finds it.
        fresh.pragma("application_id", APPLICATION_ID)
        fresh.pragma("journal_mode", "wal")
        from partner_tui.records.migrating import migrate  # playhouse.migrations costs 15 ms at every start

        migrate(fresh)
        fresh.pragma("wal_checkpoint", "TRUNCATE")
        fresh.close()
        os.link(beside, path)  # unlike a rename, this cannot replace a file that appeared meanwhile
        beside.unlink()
    return open_records(path)


def close_records() -> None:
    """Close the open file, if any, leaving everything in the one file that people copy."""
    opened: RecordsFile | None = bound.obj
    if opened is None:
        return
    if not opened.is_closed():
        if not opened.read_only:
            with explained(opened.path):
                opened.run("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.close()
    bound.initialize(None)


@contextmanager
def in_thread() -> Iterator[None]:
    """Give a worker thread a connection of its own for the time of the block."""
    with current().connection_context():
        yield


@contextmanager
def explained(path: Path | None = None) -> Iterator[None]:
    """Turn what SQLite or the disk says inside the block into a DatabaseError that a person can act on."""
    try:
        yield
    except (peewee.PeeweeException, sqlite3.Error, OSError) as error:
        raise explanation(error, path) from error


def explanation(error: BaseException, path: Path | None = None) -> DatabaseError:
    """Return the plain sentence for a failure; peewee hides the first cause, so the whole chain is searched."""
    said = " ".join(str(one).lower() for one in _chain(error))
    name = path.name if path else "the records"
    for words, (message, hint) in _SENTENCES.items():
        if any(word in said for word in words.split("|")):
            return DatabaseError(message.format(name=name), hint)
    return DatabaseError(f"{name} could not be read or written.", "Run: partner-tui doctor")


_SENTENCES = {
    "disk is full|no space left|file too large": (
        "The disk is full: nothing was saved.",
        "Free some space and save again; what you typed is still here.",
    ),
    "is locked|is busy": (
        "Someone else is saving right now: nothing was saved.",
        "Try again in a moment; what you typed is still here.",
    ),
    "readonly|read-only|permission denied": (
        "{name} may not be written here: nothing was saved.",
        "Ask who owns the file, or copy it to a folder of your own.",
    ),
    "not a database|not an sqlite": (
        "{name} is not a file of partner-tui.",
        "Choose another file with --database; this one was not changed.",
    ),
    "malformed|could not decode|disk i/o|corrupt": (
        "{name} is damaged.",
        "Nothing is written to it. Run: partner-tui doctor, then partner-tui restore with the newest good copy.",
    ),
    "unable to open|no such file": ("{name} cannot be opened.", "Check the path and who may read it."),
    "unique constraint": ("There is such a record already.", "Open the one that is there, or change the name."),
    "constraint failed": ("The records refuse this: nothing was saved.", "Check the values and try again."),
}


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current_error: BaseException | None = error
    while current_error is not None and id(current_error) not in seen:
        seen.add(id(current_error))
        yield current_error
        current_error = current_error.__cause__ or current_error.__context__


def _require_sound_sqlite() -> None:
    version = sqlite3.sqlite_version_info
    if version >= FIXED_SQLITE or any(version[:2] == fixed[:2] and version >= fixed for fixed in _BACKPORTS):
        return
    raise DatabaseError(
        f"SQLite {'.'.join(map(str, version))} has a bug that can damage records.",
        "Install the current one with: pip install 'pysqlite3>=0.6.1'",
    )


def _require_ours(path: Path) -> None:
    """Read the mark in the file's header through SQLite, without a lock, a WAL or a write."""
    probe = RecordsFile(path, read_only=True, unchanging=True)
    try:
        with explained(path):
            mark = probe.pragma("application_id")
    finally:
        probe.close()
    if mark != APPLICATION_ID:
        raise DatabaseError(
            f"{path.name} belongs to another program, or is empty.",
            "Choose another file with --database; this one was not changed.",
        )


def _writable(path: Path) -> bool:
    # A file without any write bit is meant to be read only, even for an administrator of the machine.
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def _bring_up_to_date(opened: RecordsFile) -> None:
    if opened.read_only:
        opened.close()
        raise DatabaseError(
            f"{opened.path.name} has an older schema and may not be written.",
            "Make the file writable once, so that it can be brought up to date.",
        )
    from partner_tui.records.migrating import upgrade  # playhouse.migrations costs 15 ms at every start

    upgrade(opened)
