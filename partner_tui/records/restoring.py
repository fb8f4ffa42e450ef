"""Bringing back a copy of the records: what is there now is kept first, and everybody sees the same afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, database
from partner_tui.records.complaints import explained
from partner_tui.records.connection import RecordsFile, Schema, writable


def restore(copy: Path, path: Path | None, at: datetime) -> RecordsFile:
    """Bring back a copy as `backups.restore` says; `at` names what is kept of the present state."""
    target = path or database.current().path
    opened = database.current() if database.is_open() and database.current().path == target else None
    schema = opened.schema if opened is not None else Schema()
    with explained(copy):
        if target.exists() and copy.exists() and copy.samefile(target):
            raise DatabaseError(f"{copy.name} is the file to restore itself.", "Name a copy: partner-tui doctor")
    backups.verify(copy, schema)
    opened = opened or _opened(target)
    if opened is not None and _keep(opened, at):
        _pour(copy, opened)
        database.close_records()
    else:
        database.close_records()
        _put_in_place(copy, target, at)
    return database.open_records(target, schema=schema)


def _opened(target: Path) -> RecordsFile | None:
    """Return the records to be replaced if they can be opened, None if they cannot."""
    if not target.exists():
        return None
    try:
        return database.open_records(target)
    except DatabaseError:
        return None


def _keep(opened: RecordsFile, at: datetime) -> bool:
    """Copy the present state; return whether that worked, which tells whole records from damaged ones."""
    # A file that was found damaged while open is read-only by our own word, not by its owner's.
    if not writable(opened.path):
        raise DatabaseError(
            f"{opened.path.name} may not be written here: nothing was restored.",
            "Ask who owns the file, or restore to a folder of your own.",
        )
    try:
        backups.back_up(opened, "before-restore", at=at)
    except DatabaseError as error:
        if "damaged" in error.message:
            return False
        raise
    return True


def _pour(copy: Path, opened: RecordsFile) -> None:
    """Write the copy's content into the open file, in one transaction that everybody who has it open sees."""
    target = RecordsFile(opened.path, busy_seconds=opened.busy_seconds, schema=opened.schema)
    source = RecordsFile(copy, read_only=True, unchanging=not copy.with_name(f"{copy.name}-wal").exists())
    try:
        with explained(opened.path):
            opened.check_in_place()
            source.pour_into(target)
    finally:
        source.close()
        target.close()


def _put_in_place(copy: Path, target: Path, at: datetime) -> None:
    """Set a file that cannot be read aside with all that belongs to it, and put the copy where it was."""
    with explained(target):
        aside = target.with_name(f"{target.stem}-damaged-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{target.suffix}")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            one = target.with_name(target.name + ending)
            if one.exists():
                one.rename(aside.with_name(aside.name + ending))
        source = RecordsFile(copy, read_only=True, unchanging=not copy.with_name(f"{copy.name}-wal").exists())
        try:
            backups.copy_whole(source, target)
            made = RecordsFile(target)
            made.pragma("journal_mode", "wal")
            made.close()
        finally:
            source.close()
