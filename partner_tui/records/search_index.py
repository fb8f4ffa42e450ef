"""The search index and the triggers that keep it and the history true: all that is SQLite's own in the schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from partner_tui.errors import DatabaseError
from partner_tui.records import contact_index
from partner_tui.records.connection import RecordsFile
from partner_tui.records.text import words

INDEXED = (
    *("people", "groups", "organizations", "meetings", "commitments", "answers", "goals", "questions"),
    *("agreements", "openings"),
)
"""The tables whose `search_text` is indexed."""

APPEND_ONLY = ("changes",)
"""The tables whose rows are never changed or removed by an ordinary command."""

BULK = 200
"""From so many rows on, the index is written in a few statements: a trigger costs it 20 times as much a row."""

_BATCH = 5_000
_LONGEST_WORD = 60
_MOST_WORDS = 12


def statements() -> dict[str, str]:
    """Return the one list of index tables and triggers: name -> the statement that makes it."""
    made: dict[str, str] = {}
    for table in INDEXED:
        made |= _index_of(table)
    made |= contact_index.statements()
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


def missing(opened: RecordsFile) -> list[str]:
    """Return the names of the index tables and triggers that a file should have and has not, or has otherwise."""
    there = dict(opened.run("SELECT name, sql FROM sqlite_master").fetchall())
    return [name for name, statement in statements().items() if there.get(name) != statement]


def install(opened: RecordsFile) -> None:
    """Make what is missing of the index and the triggers, and fill an index that was made."""
    there = {name for (name,) in opened.run("SELECT name FROM sqlite_master").fetchall()}
    for name, statement in statements().items():
        if name not in there:
            opened.run(statement)
            if "VIRTUAL TABLE" in statement:
                opened.run(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
            elif name in contact_index.TABLES:
                contact_index.fill(opened, name)


def differing(opened: RecordsFile) -> list[str]:
    """Return the tables whose index does not say what the table says: a word more or less, or a row that lacks.

    Raise DatabaseError where an index cannot be looked at, because somebody else is saving. Without the right to write
    only the rows are counted: SQLite's own check is a write.
    """
    found = []
    for table in INDEXED:
        try:
            if not opened.read_only:
                check(opened, (table,))
            whole = not _lacking(opened, table)
        except DatabaseError as error:
            if "damaged" not in error.message:
                raise
            whole = False
        if not whole:
            found.append(table)
    return found


def _lacking(opened: RecordsFile, table: str) -> bool:
    """Return whether a row is not in the index of its table, or one is that there is not."""
    # A row without any word has no entry that the check could miss, but its size is kept.
    kept = f"{table}_search_docsize"
    query = (
        f"SELECT EXISTS (SELECT 1 FROM {table} WHERE id NOT IN (SELECT id FROM {kept})) "
        f"OR EXISTS (SELECT 1 FROM {kept} WHERE id NOT IN (SELECT id FROM {table}))"
    )
    return bool(opened.run(query).fetchone()[0])


def check(opened: RecordsFile, tables: tuple[str, ...] = INDEXED) -> None:
    """Compare indexes with their tables; SQLite's word for a difference is explained as damage."""
    for table in tables:
        opened.run(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")


def rebuild(opened: RecordsFile, tables: tuple[str, ...] = INDEXED) -> None:
    """Build indexes anew from their tables."""
    for table in tables:
        opened.run(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")


def suspend(opened: RecordsFile, table: str) -> None:
    """Drop a table's index triggers for a bulk write in the running transaction.

    `take` and `put` then keep the index, `resume` brings the triggers back; a rollback brings back everything.
    """
    for ending in ("added", "removed", "changed"):
        opened.run(f"DROP TRIGGER IF EXISTS {table}_search_{ending}")


def resume(opened: RecordsFile, table: str) -> None:
    """Put a table's index triggers back."""
    for statement in _index_of(table).values():
        if "VIRTUAL TABLE" not in statement:
            opened.run(statement)


def take(opened: RecordsFile, table: str, ids: Iterable[int]) -> None:
    """Take rows out of a suspended index; to be called before they change or go."""
    index = f"{table}_search"
    for batch in _batches(ids):
        opened.run(
            f"INSERT INTO {index}({index}, rowid, search_text) SELECT 'delete', id, search_text FROM {table} "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (batch,),
        )


def put(opened: RecordsFile, table: str, ids: Iterable[int]) -> None:
    """Put rows into a suspended index; to be called after they came or changed."""
    for batch in _batches(ids):
        opened.run(
            f"INSERT INTO {table}_search(rowid, search_text) SELECT id, search_text FROM {table} "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (batch,),
        )


def _batches(ids: Iterable[int]) -> Iterator[str]:
    remaining = iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        yield json.dumps(batch)


def prefixes(text: str) -> list[str]:
    """Return the folded words that a person's text is searched by, the first dozen of them."""
    return [word[:_LONGEST_WORD] for word in words(text[:2_000])[:_MOST_WORDS]]


def match(text: str) -> str:
    """Return the FTS5 query for words of a person's text: each a prefix, all to be found; '' when there is no word."""
    return " ".join(f'"{word}"*' for word in prefixes(text))


def match_any(groups: Sequence[Sequence[str]], *, whole: bool = False) -> str:
    """Return the FTS5 query for a word of each group: as folded beginnings of words, or as whole words."""
    end = '"' if whole else '"*'
    return " AND ".join("(" + " OR ".join(f'"{word}{end}' for word in group) + ")" for group in groups)


def vocabulary(opened: RecordsFile, table: str) -> Callable[[str], str | None]:
    """Return what looks into the words of a table's index: the first that is not before a text, None after the last.

    The view that it looks through is this thread's connection's own; nothing is written into the file.
    """
    # As instances: rows would count, for each word that is passed, how often it is there.
    name = f"temp.{table}_words"
    only_reads = opened.pragma("query_only")
    opened.pragma("query_only", 0)  # it would forbid temporary things, too
    try:
        opened.run(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, {table}_search, instance)")
    finally:
        opened.pragma("query_only", only_reads)

    def seek(text: str) -> str | None:
        found = opened.run(f"SELECT term FROM {name} WHERE term >= ? LIMIT 1", (text,)).fetchone()
        return None if found is None else str(found[0])

    return seek


def condition(table: str, column: str, text: str) -> tuple[str, list[str]]:
    """Return the SQL that keeps the rows of `table` in which all words of a text are found, and its values.

    `column` is the id to be tested. A text without any word finds nothing; an empty one leaves everything.
    """
    if query := match(text):
        index = f"{table}_search"
        return f"{column} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", [query]
    return ("1 = 0" if text.strip() else "1 = 1"), []
