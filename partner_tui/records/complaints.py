"""Complaints: what SQLite and the disk say when something fails, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import peewee

from partner_tui.errors import DatabaseError

if TYPE_CHECKING:
    import sqlite3
else:
    # The SQLite that peewee chose: the newer of pysqlite3's and Python's own. Two in one process lose records.
    sqlite3 = vars(peewee)["sqlite3"]

__all__ = ["SAID", "explained", "explanation", "sqlite3"]

SAID = (sqlite3.Error, UnicodeEncodeError, OverflowError)
"""What SQLite's module raises for what it cannot do, store or compare."""

_KEPT = "what you typed is still here"

_SENTENCES = {
    "disk is full|no space left|file too large": (
        "The disk is full: nothing was saved.",
        f"Free some space and save again; {_KEPT}.",
    ),
    "disk i/o error|input/output error": (
        "The disk refused to write or read: it is full, or it is failing. Nothing was saved.",
        f"Free some space and save again; {_KEPT}. If it stays so, run: partner-tui doctor",
    ),
    "is locked|is busy": (
        "Someone else is saving right now: nothing was saved.",
        f"Try again in a moment; {_KEPT}.",
    ),
    "readonly|read-only|permission denied|not permitted": (
        "{name} may not be written here: nothing was saved.",
        "Ask who owns the file and its folder, or copy it to a folder of your own.",
    ),
    "not a database|not an sqlite": (
        "{name} is not a file of partner-tui.",
        "Choose another file with --database; this one was not changed.",
    ),
    "malformed|could not decode|corrupt|checksum mismatch": (
        "{name} is damaged.",
        "Nothing is written to it. Run: partner-tui doctor, then partner-tui restore with the newest good copy.",
    ),
    "unable to open|no such file|not a directory|is a directory": (
        "{name} cannot be opened.",
        "Check the path, and who may read the file and write into its folder.",
    ),
    "only added to": ("The history is only added to: nothing was changed.", "Take back what you did with: undo"),
    "unique constraint": ("There is such a record already.", "Open the one that is there, or change the name."),
    "foreign key": (
        "This belongs to a record that is not there any more, or another record needs it: nothing was saved.",
        "Open it again, and look at what is there now.",
    ),
    "constraint failed|cannot store": (
        "The records refuse this: nothing was saved.",
        "Check the values and try again.",
    ),
    "interrupted": ("That was stopped before it was done.", "Start it again when you need it."),
    "no such table|no such column": (
        "{name} does not have the tables that this partner-tui knows.",
        "Run: partner-tui doctor",
    ),
    "codec can't encode|int too large|too big": (
        "There is a character or a number in this that cannot be kept: nothing was saved.",
        "Type it again, without what came from elsewhere.",
    ),
}
"""What is said -> the sentence, and the next step."""


class _WordedError(Exception):
    """The mark of an error that has its words already."""


class ExplainedError(_WordedError, DatabaseError):
    """A DatabaseError that passes through peewee, which takes whatever has that name, or its first base, for SQLite's
    and would replace it without its hint.
    """


def explanation(error: BaseException, path: Path | None = None) -> DatabaseError:
    """Return the plain sentence for a failure: of the first in its chain of causes that is understood."""
    name = path.name if path else "The file of records"
    for one in _chain(error):
        if isinstance(one, DatabaseError):
            return one
        said = str(one).lower()
        for words, (message, hint) in _SENTENCES.items():
            if any(word in said for word in words.split("|")):
                return ExplainedError(message.format(name=name), hint)
    return ExplainedError(f"{name} could not be read or written.", "Run: partner-tui doctor")


@contextmanager
def explained(path: Path | None = None) -> Iterator[None]:
    """Turn what SQLite or the disk says inside the block into a DatabaseError that a person can act on."""
    try:
        yield
    except (peewee.PeeweeException, OSError, *SAID) as error:
        raise explanation(error, path) from error


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
