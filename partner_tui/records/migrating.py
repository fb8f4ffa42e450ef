"""Bringing a file's schema up to date: one at a time, after a checked copy, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partner_tui.errors import DatabaseError
from partner_tui.records import backups, search_index
from partner_tui.records.connection import RecordsFile, Schema

PATIENCE = 60.0
"""How many seconds to wait for another process that brings the same file up to date."""


def directory(schema: Schema | None = None) -> Path:
    """Return the folder of migrations: inside the installed package, or beside it in a checkout."""
    if schema is not None and schema.directory is not None:
        return schema.directory
    package = Path(__file__).parent.parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def upgrade(opened: RecordsFile) -> None:
    """Bring an older file up to date: wait for others, copy, check, migrate; nothing is done if another came first."""
    with _transaction(opened):
        if opened.version() >= opened.schema.version:
            return
        # SQLite copies only what no transaction of the same connection is writing: a second one reads.
        beside = RecordsFile(opened.path, busy_seconds=opened.busy_seconds)
        try:
            backups.back_up(beside, "before-update")
        finally:
            beside.close()
        _migrate(opened)


def migrate(opened: RecordsFile) -> None:
    """Run the pending migrations and all that they cannot know of, in one transaction: killed at any point, the
    file has its old schema or the new one.
    """
    with _transaction(opened):
        _migrate(opened)


def _migrate(opened: RecordsFile) -> None:
    from playhouse.migrations import Migration, Runner

    folder = directory(opened.schema)
    if not any(one.idx == opened.schema.version for one in Migration.load_directory(str(folder))):
        raise DatabaseError(f"The migrations of partner-tui are missing in {folder}.", "Install partner-tui again.")
    Runner(opened, directory=str(folder)).up()
    # A migration that rebuilds a table drops its triggers without a word.
    search_index.install(opened)
    _require_whole(opened)
    opened.pragma("user_version", opened.schema.version)


def _require_whole(opened: RecordsFile) -> None:
    broken = opened.run("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise DatabaseError(
            f"The update would break a link in {broken[0]}: it was not made.",
            "Run: partner-tui doctor. The records are as they were.",
        )
    search_index.check(opened)


@contextmanager
def _transaction(opened: RecordsFile) -> Iterator[None]:
    """Hold the file's write lock: one process migrates, the others wait for it."""
    # The runner switches foreign keys off only outside a transaction; inside, they would cascade a rebuild.
    opened.pragma("foreign_keys", 0)
    opened.timeout = max(PATIENCE, opened.busy_seconds)
    try:
        with opened.atomic():
            yield
    finally:
        opened.timeout = opened.busy_seconds
        opened.pragma("foreign_keys", 1)
