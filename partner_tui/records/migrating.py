"""Bringing a file's schema up to date: one at a time, after a checked copy, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, search_index
from partner_tui.records.database import BUSY_SECONDS, SCHEMA_VERSION, RecordsFile


def directory() -> Path:
    """Return the folder of migrations: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def upgrade(opened: RecordsFile) -> None:
    """Bring an older file up to date: lock, checked copy, migrate. Another process that came first is waited for."""
    with _alone(opened.path):
        if _version(opened) >= SCHEMA_VERSION:
            return
        backups.back_up(opened, "before-update")
        migrate(opened)


def migrate(opened: RecordsFile) -> None:
    """Run the pending migrations and all that they cannot know of, in one transaction: killed at any point, the
    file has its old schema or the new one.
    """
    from playhouse.migrations import Runner

    # The runner switches foreign keys off only outside a transaction; in this one they would cascade a rebuild.
    opened.pragma("foreign_keys", 0)
    try:
        with opened.atomic():
            Runner(opened, directory=str(directory())).up()
            search_index.install(opened)
            _require_whole(opened)
            opened.pragma("user_version", SCHEMA_VERSION)
    finally:
        opened.pragma("foreign_keys", 1)


def _require_whole(opened: RecordsFile) -> None:
    broken = opened.run("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise DatabaseError(
            f"The update would break a link in {broken[0]}: it was not made.",
            "Run: partner-tui doctor. The records are as they were.",
        )
    search_index.check(opened)


def _version(opened: RecordsFile) -> int:
    return int(opened.pragma("user_version") or 0)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the update lock of a file: SQLite's own lock on a small file beside it, which dies with the process."""
    beside = path.with_name(f".{path.name}.updating")
    beside.touch(mode=0o600)
    lock = RecordsFile(beside)
    lock.timeout = BUSY_SECONDS * 12
    try:
        with lock.atomic("EXCLUSIVE"):
            yield
    finally:
        lock.close()
        beside.unlink(missing_ok=True)
