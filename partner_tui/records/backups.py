"""Checked copies of the records: made by SQLite's backup, proved whole before they get their name, thinned with age."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records.complaints import explained
from partner_tui.records.connection import APPLICATION_ID, RecordsFile, Schema, backup_folder, sync_folder

BY_HAND, DAILY = "by-hand", "daily"
"""Why a copy was made: somebody asked for it, or a day had passed. Those asked for are never thinned out."""

DUE = timedelta(hours=24)
_DAYS, _WEEKS, _MONTHS = 12, 10, 9
_NAME = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}T\d{6}\.\d{6}Z)(?:-(?P<why>[a-z-]+))?(?:-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy: where it is, when it was made (UTC), its size in bytes, and why it was made."""

    path: Path
    made_at: datetime
    size: int
    why: str = ""


def folder_of(path: Path) -> Path:
    """Return the folder that holds the copies of a file of records."""
    return backup_folder(path)


def back_up(opened: RecordsFile, why: str = BY_HAND, target: Path | None = None, *, at: datetime | None = None) -> Path:
    """Copy the open records to `target` or a new file in their backup folder; return it once it is proved whole.

    `at` is when the copy is made, for its name; None is now. A failure raises DatabaseError and leaves no file.
    """
    with explained(opened.path):
        target = target or _new_name(opened.path, why, at or datetime.now(UTC))
        if target.exists():
            raise DatabaseError(f"{target} is there already.", "Choose another name for the copy.")
        copy_whole(opened, target)
    return target


def copy_whole(source: RecordsFile, target: Path) -> None:
    """Copy records to a file that is proved whole before it stands at `target`, where it replaces what is there."""
    part = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = RecordsFile(part)
        try:
            source.pour_into(copy)
            copy.pragma("journal_mode", "delete")
            require_whole(copy)
        finally:
            copy.close()
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink(missing_ok=True)


def require_whole(copy: RecordsFile) -> None:
    """Raise DatabaseError unless a file is ours and has no damage that SQLite can see."""
    said = copy.run("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok" or copy.pragma("application_id") != APPLICATION_ID:
        raise DatabaseError(
            f"{copy.path.name.strip('.').removesuffix('.part')} is damaged.", "Choose another copy: partner-tui doctor"
        )


def verify(copy: Path, schema: Schema | None = None) -> None:
    """Raise DatabaseError unless `copy` is a whole file of records that this program knows; nothing is written."""
    if not copy.is_file():
        raise DatabaseError(f"There is no copy at {copy}.", "See what there is with: partner-tui doctor")
    # What lies beside a copy in a -wal belongs to it; without one, nothing needs to be made to read it.
    alone = not copy.with_name(f"{copy.name}-wal").exists()
    with explained(copy):
        opened = RecordsFile(copy, read_only=True, unchanging=alone)
        try:
            require_whole(opened)
            if opened.version() > (schema or Schema()).version:
                raise DatabaseError(f"{copy.name} was written by a newer partner-tui.", "Update partner-tui first.")
        finally:
            opened.close()


def listing(path: Path) -> list[Backup]:
    """Return the copies of a file of records, newest first."""
    found: list[Backup] = []
    for one in folder_of(path).glob("*.db"):
        name = _NAME.fullmatch(one.name)
        if name is None or name["stem"] != path.stem:
            continue
        made_at = datetime.strptime(name["stamp"], "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
        with suppress(FileNotFoundError):
            found.append(Backup(one, made_at, one.stat().st_size, name["why"] or ""))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def back_up_if_due(opened: RecordsFile, now: datetime) -> Path | None:
    """Make the day's copy if the newest is a day old, and thin out the old ones; return it, or None if none was due."""
    there = listing(opened.path)
    if there and now - there[0].made_at < DUE and there[0].made_at <= now:
        return None
    made = back_up(opened, DAILY, at=now)
    thin(opened.path, now)
    return made


def thin(path: Path, now: datetime) -> list[Path]:
    """Remove the copies that no longer add anything; return them.

    All of the last day stay, then the newest of each of 12 days, 10 weeks and 9 months, and all made by hand.
    """
    removed = superfluous(listing(path), now)
    for one in removed:
        one.path.unlink(missing_ok=True)
    return [one.path for one in removed]


def superfluous(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return which of some copies, newest first, no longer add anything."""
    there = list(backups)
    kept = {one.path for one in there if now - one.made_at < DUE or one.why == BY_HAND}
    for count, period in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        newest: dict[str, Path] = {}
        for one in there:
            newest.setdefault(f"{one.made_at:{period}}", one.path)
        kept |= set(list(newest.values())[:count])
    return [one for one in there if one.path not in kept]


def restore(copy: Path, path: Path | None = None, *, at: datetime | None = None) -> RecordsFile:
    """Bring back a copy, and return the records open; `path` is the file to restore, None the one that is open.

    The copy is checked first, and what is there now is copied before it is replaced, so that a restore can be undone
    by another. Who else has the file open sees the restored records. A file too damaged to copy is put aside.
    """
    from partner_tui.records import restoring  # it opens and closes the records, which are opened with this module

    return restoring.restore(copy, path, at or datetime.now(UTC))


def _new_name(path: Path, why: str, at: datetime) -> Path:
    folder = folder_of(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{path.stem}-{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{why}"
    number = 1
    while (target := folder / (f"{name}.db" if number == 1 else f"{name}-{number}.db")).exists():
        number += 1
    return target
