"""Checked copies of the records: made by SQLite's backup, proved whole before they get their name, brought back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records.database import APPLICATION_ID, RecordsFile


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy: where it is and when it was made (UTC)."""

    path: Path
    made_at: datetime
    size: int


def folder_of(path: Path) -> Path:
    """Return the folder that holds the copies of a file of records."""
    return path.with_name(f"{path.stem}-backups")


def back_up(opened: RecordsFile, why: str = "by-hand", target: Path | None = None) -> Path:
    """Copy the open records to `target` or a new file in their backup folder; return it once it is proved whole."""
    if target is None:
        folder = folder_of(opened.path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        target = folder / f"{opened.path.stem}-{stamp}-{why}.db"
    if target.exists():
        raise DatabaseError(f"{target} is there already.", "Choose another name for the copy.")
    part = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = RecordsFile(part)
        # All pages at once: in steps, a copy starts again whenever somebody saves.
        opened.handle().backup(copy.handle())
        copy.pragma("journal_mode", "delete")
        _require_whole(copy)
        copy.close()
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _require_whole(copy: RecordsFile) -> None:
    said = copy.run("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok" or copy.pragma("application_id") != APPLICATION_ID:
        raise DatabaseError("The copy is damaged.", "Run: partner-tui doctor")
