"""The check-up: whether the records are whole, private, copied, and kept where nothing takes them apart."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, contact_index, database, search_index, strays
from partner_tui.records.complaints import sqlite3
from partner_tui.records.connection import RecordsFile

_OVERDUE = timedelta(days=7)
_MOUNTS = Path("/proc/self/mounts")
_SYNCED = (
    *("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents", "nextcloud"),
    *("owncloud", "box sync", "pcloud", "megasync", "synology drive", "seafile", "syncthing"),
)
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "davfs"})


class Level(StrEnum):
    """How a finding is meant."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check-up: what was found, and what to do about it ('' where there is nothing to do)."""

    level: Level
    message: str
    hint: str = ""


def quick_check() -> DatabaseError | None:
    """Look through the open records for damage; return None, or what to tell the person.

    Meant for a worker thread at every start (0.2 s for 100 MB). Damaged records are read-only from here on: nothing
    more is written to them.
    """
    opened = database.current()
    found: DatabaseError | None = None
    with database.in_thread():
        try:
            found = next(_damage(opened), None)
        except DatabaseError as error:
            found = error
    if found is not None:
        opened.read_only = True
    return found


def examine(path: Path, *, at: datetime) -> list[Finding]:
    """Return all there is to say of the records at `path`, the worst not first but in the order of a look around.

    Records that are not open are opened for the look, and closed again; `at` is now, aware.
    """
    findings = [_sqlite()]
    already = database.is_open() and database.current().path == path
    try:
        opened = database.current() if already else database.open_records(path)
    except DatabaseError as error:
        findings.append(Finding(Level.BAD, error.message, error.hint))
    else:
        findings += _inside(opened)
        if not already:
            database.close_records()
    findings += _modes(path)
    findings += _place(path)
    findings += _copies(path, at)
    return findings


def mend_search() -> None:
    """Build the search index of the open records anew, with its triggers; the records themselves are not touched."""
    opened = database.current()
    with opened.saving():
        for name in search_index.missing(opened):
            tables = {*contact_index.TABLES, *(f"{table}_search" for table in search_index.INDEXED)}
            kind = "TABLE" if name in tables else "TRIGGER"
            opened.run(f"DROP {kind} IF EXISTS {name}")
        search_index.install(opened)
        search_index.rebuild(opened)
        contact_index.rebuild(opened)
        search_index.check(opened)


def _sqlite() -> Finding:
    try:
        database.require_sound_sqlite()
    except DatabaseError as error:
        return Finding(Level.BAD, error.message, error.hint)
    return Finding(Level.GOOD, f"SQLite {sqlite3.sqlite_version} has no known bug that damages records.")


def _inside(opened: RecordsFile) -> Iterator[Finding]:
    if opened.read_only:
        yield Finding(
            Level.WARNING,
            f"{opened.path.name} is read-only: nothing can be saved.",
            "Ask who owns the file and its folder.",
        )
    damage = list(_damage(opened))
    yield from (Finding(Level.BAD, error.message, error.hint) for error in damage)
    if damage:
        return
    size = opened.path.stat().st_size
    yield Finding(Level.GOOD, f"{opened.path.name} is whole ({_megabytes(size)}, schema {opened.version()}).")
    yield _search(opened)


def _damage(opened: RecordsFile) -> Iterator[DatabaseError]:
    hint = "Nothing is written to it. Bring back the newest good copy with: partner-tui restore"
    try:
        said = opened.run("PRAGMA quick_check(5)").fetchall()
        broken = opened.run("PRAGMA foreign_key_check").fetchmany(1)
    except DatabaseError as error:
        yield error
        return
    # An index that differs is no damage: it is made anew out of the records.
    places = [line for (line,) in said if line != "ok" and "fts5" not in line.lower()]
    if places:
        yield DatabaseError(f"{opened.path.name} is damaged.", hint)
    if broken:
        yield DatabaseError(f"{opened.path.name} has a record in {broken[0][0]} whose other half is gone.", hint)


def _search(opened: RecordsFile) -> Finding:
    missing = search_index.missing(opened)
    mend = "Build it anew with: partner-tui doctor --rebuild"
    if missing:
        return Finding(Level.BAD, f"The search index lacks {len(missing)} of its parts.", mend)
    try:
        differing = search_index.differing(opened)
    except DatabaseError as error:
        return Finding(Level.WARNING, f"The search index was not looked at. {error.message}", error.hint)
    if differing:
        return Finding(Level.BAD, f"The search index does not say what the records say: {_listed(differing)}.", mend)
    if opened.read_only:
        return Finding(Level.GOOD, "The search index has all its parts, and every record is in it.")
    if not contact_index.is_true(opened):
        return Finding(Level.BAD, "The index of who met whom does not say what the meetings say.", mend)
    return Finding(Level.GOOD, "The search index says what the records say.")


def _listed(names: list[str]) -> str:
    return ", ".join(filter(None, (", ".join(names[:-2]), " and ".join(names[-2:]))))


def _modes(path: Path) -> Iterator[Finding]:
    folder = backups.folder_of(path)
    files = [path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm")), *sorted(folder.glob("*.db"))]
    open_to_others = [one for one in (*files, path.parent, folder) if _shared(one)]
    for one in open_to_others[:5]:
        wanted = "700" if one.is_dir() else "600"
        yield Finding(
            Level.WARNING, f"Others on this computer can reach {one}.", f"Close it with: chmod {wanted} '{one}'"
        )
    if not open_to_others:
        yield Finding(Level.GOOD, "Nobody else on this computer can read the records or their copies.")


def _shared(path: Path) -> bool:
    with suppress(OSError):
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    return False


def _place(path: Path) -> Iterator[Finding]:
    whole = path.absolute()
    synced = next((part for part in whole.parts[:-1] if any(name in part.lower() for name in _SYNCED)), None)
    if synced is not None:
        yield Finding(
            Level.WARNING,
            f"The records are in “{synced}”: a program that copies them meanwhile can lose what was saved.",
            "Move them to a folder that is not synchronised, and let only the copies be.",
        )
    if (remote := remote_kind(whole)) is not None:
        yield Finding(
            Level.WARNING,
            f"The records are on a network drive ({remote}), where locks are not to be relied on.",
            "Keep them on this computer's own disk.",
        )
    with suppress(OSError):
        size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
        if free < 3 * size:
            yield Finding(
                Level.WARNING, f"Only {_megabytes(free)} are free on the disk.", "Free some space for copies."
            )


def remote_kind(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the kind of network drive that a path is on, None for a disk or where the system does not say.

    `mounts` is the system's table: device, folder and kind on each line (man 5 proc).
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    holding = [(one[1], one[2]) for one in map(str.split, lines) if len(one) > 2 and path.is_relative_to(one[1])]
    kind = max(holding, key=lambda mount: len(mount[0]), default=("", ""))[1]
    return kind if kind in _REMOTE else None


def _copies(path: Path, at: datetime) -> Iterator[Finding]:
    there = backups.listing(path)
    command = "Make one with: partner-tui backup"
    if not there:
        yield Finding(Level.WARNING, "There is no copy of the records.", command)
    elif at - there[0].made_at > _OVERDUE:
        yield Finding(Level.WARNING, f"The newest copy is {(at - there[0].made_at).days} days old.", command)
    for one in there:
        why = f", {one.why}" if one.why else ""
        yield Finding(Level.GOOD, f"Copy of {one.made_at:%Y-%m-%d %H:%M} UTC ({_megabytes(one.size)}{why}): {one.path}")
    half_made = strays.strays(path)
    if half_made:
        yield Finding(
            Level.WARNING,
            f"{len(half_made)} half-made copies were left by a program that was killed.",
            "They are removed when the records are opened for writing.",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
