"""The search index and the triggers that keep it and the history true: all that is SQLite's own in the schema."""

from __future__ import annotations

from partner_tui.records.database import RecordsFile

INDEXED = ("people", "groups", "organizations", "meetings")
"""The tables whose `search_text` is indexed."""

APPEND_ONLY = ("changes",)
"""The tables whose rows are never changed or removed by an ordinary command."""


def statements() -> dict[str, str]:
    """Return the one list of index tables and triggers: name -> the statement that makes it."""
    made: dict[str, str] = {}
    for table in INDEXED:
        made |= _index_of(table)
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END"
            )
    return made


def _index_of(table: str) -> dict[str, str]:
    index = f"{table}_search"
    put = f"INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text)"
    take = f"INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text)"
    return {
        index: (
            f"CREATE VIRTUAL TABLE {index} USING fts5(search_text, content='{table}', content_rowid='id', "
            f"tokenize='unicode61')"
        ),
        f"{index}_added": f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {put}; END",
        f"{index}_removed": f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {take}; END",
        f"{index}_changed": (
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search_text ON {table} BEGIN {take}; {put}; END"
        ),
    }


def install(opened: RecordsFile) -> None:
    """Make what is missing of the index and the triggers, and fill an index that was made."""
    there = {name for (name,) in opened.run("SELECT name FROM sqlite_master")}
    for name, statement in statements().items():
        if name not in there:
            opened.run(statement)
            if "VIRTUAL TABLE" in statement:
                opened.run(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def check(opened: RecordsFile) -> None:
    """Compare each index with its table; SQLite raises what `database.explained` calls damaged if they differ."""
    for table in INDEXED:
        opened.run(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")


def rebuild(opened: RecordsFile, tables: tuple[str, ...] = INDEXED) -> None:
    """Build indexes anew from their tables."""
    for table in tables:
        opened.run(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")


def suspend(opened: RecordsFile, table: str) -> None:
    """Drop a table's index triggers for a bulk write in the running transaction; `resume` undoes it.

    Live triggers make a bulk insert 22 times slower, one rebuild 7 times; both are rolled back with the transaction.
    """
    for ending in ("added", "removed", "changed"):
        opened.run(f"DROP TRIGGER IF EXISTS {table}_search_{ending}")


def resume(opened: RecordsFile, table: str) -> None:
    """Put a table's index triggers back and build its index anew."""
    install(opened)
    rebuild(opened, (table,))


def match(text: str) -> str:
    """Return the FTS5 query for words of a person's text: each a prefix, all to be found; '' when there is no word."""
    from partner_tui.records.text import words

    return " ".join(f'"{word}"*' for word in words(text)[:12])
