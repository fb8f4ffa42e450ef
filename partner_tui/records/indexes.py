"""Indexes of a table that is filled at once: built behind the rows, for a quarter of what each row would cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from partner_tui.records.connection import RecordsFile

LARGE = 5_000
"""From so many new rows on it is worth it, if they are at least as many as were there."""


@contextmanager
def built_after(opened: RecordsFile, table: str, count: int) -> Iterator[None]:
    """Take the indexes of a table away for the block in which `count` rows are added to it, if that is quicker.

    Only inside a transaction: an error leaves the indexes to its rollback.
    """
    statements = _statements(opened, table) if count >= LARGE and count >= _there(opened, table) else {}
    for name in statements:
        opened.run(f'DROP INDEX "{name}"')
    yield
    for statement in statements.values():
        opened.run(statement)


def _statements(opened: RecordsFile, table: str) -> dict[str, str]:
    # Without the indexes of SQLite's own, which have no statement.
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    return dict(opened.run(query, (table,)).fetchall())


def _there(opened: RecordsFile, table: str) -> int:
    return int(opened.run(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0])
