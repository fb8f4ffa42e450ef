"""Bringing in a OneRoster zip, beside a bare `executemany` of the rows that it becomes."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from partner_tui.records.database import sqlite3
from tests.benchmarks import samples
from tests.benchmarks.harness import Cost, Costs, Measured, by_turns, folder, program, run, timed

USERS = 100_000
ALLOWED = 8.0
RUNS = 5
"""At most so many: each takes seconds, and its noise is small beside them."""

TABLES = ("people", "groups", "affiliations")
"""What the users of a roster become; the history that ours writes beside them is not in the floor."""

_DEPARTMENTS = ("Mathematics", "Science", "English", "Social Studies", "Arts", "Library", "Office", "Cafeteria")
_GIVEN = ("Ana", "Zoë", "Łukasz", "Nkechi", "Grace", "Linh", "Omar", "Ines", "Tomás", "Aiko", "D'Angelo", "Ruth")
_ENDINGS = ("son", "ez", "ova", "man", "ini", "sen", "wright", "ford", "berg", "ić")
_SYLLABLES = ("ba", "ri", "mo", "ta", "le", "ko", "san", "del", "gar", "no", "vi", "ha")
_USERS = (
    "sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role", "username", "userIds",
    "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades",
    "password",
)  # fmt: skip


def measure(people: tuple[int, ...], runs: int) -> Iterator[Measured]:
    """Yield a line for each number of users."""
    for number in people or (USERS,):
        zipped, file = roster(number), folder() / "importing.db"
        _bring_in(zipped, file)
        kept = _Rows(file)
        costs = by_turns(min(runs, RUNS), partial(_bring_in, zipped, file), kept.write)
        loose = Costs([kept.write(bare=True) for _ in range(min(runs, RUNS))])
        notes = [
            f"{kept.count:,} rows; without indexes and checks the floor takes {loose.wall[1] * 1000:.0f} ms, "
            f"and ours {costs[0].wall[1] / loose.wall[1]:.1f} times that"
        ]
        yield Measured(f"importing a OneRoster zip of {number:,} users, history included",
                       "executemany of the same rows", *costs, allowed=ALLOWED if number == USERS else 0,
                       notes=notes)  # fmt: skip


def _bring_in(zipped: Path, file: Path) -> Cost:
    samples.empty(file)
    return run(program("--database", str(file), "import", str(zipped)))


class _Rows:
    """The rows that an import wrote, to be written again by `executemany` alone."""

    def __init__(self, file: Path) -> None:
        self._empty = samples.empty(folder() / "floor-empty.db")
        self._file = folder() / "floor.db"
        connection = sqlite3.connect(str(file))
        self._rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES}
        connection.close()
        self.count = sum(map(len, self._rows.values()))

    def write(self, *, bare: bool = False) -> Cost:
        """Write them in one transaction, into tables as ours are, or into bare ones; the search index is left out."""
        shutil.copyfile(self._empty, self._file)
        connection = sqlite3.connect(str(self._file), isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        tables = {name: f"bare_{name}" if bare else name for name in TABLES}
        if bare:
            for name, table in tables.items():
                connection.execute(f'CREATE TABLE {table} AS SELECT * FROM "{name}" LIMIT 0')
        else:
            for name in reversed(TABLES):
                connection.execute(f'DELETE FROM "{name}"')
        cost = timed(partial(self._insert, connection, tables))
        connection.close()
        return cost

    def _insert(self, connection: Any, tables: dict[str, str]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for name, rows in self._rows.items():
            if rows:
                marks = ",".join("?" * len(rows[0]))
                connection.executemany(f'INSERT INTO "{tables[name]}" VALUES ({marks})', rows)
        connection.execute("COMMIT")


def roster(users: int) -> Path:
    """Return a OneRoster 1.1 zip of an invented school: one in nine works there, the others are students."""
    path = folder() / f"roster-{users}.zip"
    if not path.exists():
        part = path.with_suffix(".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in _files(users).items():
                text = io.StringIO()
                csv.writer(text).writerows(rows)
                archive.writestr(name, text.getvalue())
        part.replace(path)
    return path


def _files(users: int) -> dict[str, Iterable[tuple[str, ...]]]:
    rng = Random(1)
    school, year = _uid(rng), _uid(rng)
    departments = [(_uid(rng), name) for name in _DEPARTMENTS]
    orgs = [("sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId")]
    orgs.append((school, "", "", "Lincoln High School", "school", "S-1", ""))
    orgs += [(uid, "", "", name, "department", f"D-{name[:3]}", school) for uid, name in departments]
    sessions = [
        ("sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId",
         "schoolYear"),
        (year, "", "", "2026-2027", "schoolYear", "2026-08-24", "2027-06-12", "", "2027"),
    ]  # fmt: skip
    manifest = [("propertyName", "value"), ("manifest.version", "1.0"), ("oneroster.version", "1.1"),
                *((f"file.{name}", "bulk") for name in ("academicSessions", "orgs", "users"))]  # fmt: skip
    return {
        "manifest.csv": manifest,
        "orgs.csv": orgs,
        "academicSessions.csv": sessions,
        "users.csv": _users(users, rng, school, [uid for uid, _ in departments]),
    }


def _users(users: int, rng: Random, school: str, departments: list[str]) -> Iterator[tuple[str, ...]]:
    yield _USERS
    for number in range(users):
        works = number % 9 == 0
        family = ("".join(rng.choices(_SYLLABLES, k=3)) + rng.choice(_ENDINGS)).capitalize()
        orgs = f"{school},{rng.choice(departments)}" if works else school
        email, name = f"u{number}@lincoln.example", f"u{number}"
        role, identifier = ("teacher", f"T{number}") if works else ("student", f"S{number}")
        grade, phone = ("", f"555-01{number % 100:02d}") if works else (f"{9 + number % 4:02d}", "")
        yield (_uid(rng), "", "", "true", orgs, role, name, "", rng.choice(_GIVEN), family, "", identifier, email, "",
               phone, "", grade, "")  # fmt: skip


def _uid(rng: Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))
