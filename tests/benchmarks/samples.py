"""The records that are measured: invented schools of any size, made once and kept."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from partner_tui.records import database, sample_school
from partner_tui.records.search_index import statements
from tests.benchmarks.harness import NOW, ROOT, folder

SEED = 1
MEETINGS_PER_PERSON = 3


def school(people: int, meetings: int | None = None) -> Path:
    """Return the file of records of an invented school, with three meetings a person unless another number is said."""
    meetings = people * MEETINGS_PER_PERSON if meetings is None else meetings
    path = folder() / f"school-{people}-{meetings}-{SEED}-{_schema()}.db"
    if not path.exists():
        _invent(path, people, meetings)
    return path


def empty(path: Path) -> Path:
    """Make a file of records with a school and nobody in it at `path`, anew."""
    for name in (path, *(path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm"))):
        name.unlink(missing_ok=True)
    _invent(path, 0, 0)
    return path


def _invent(path: Path, people: int, meetings: int) -> None:
    started, part = time.perf_counter(), path.with_name(f"making-{path.name}")
    part.unlink(missing_ok=True)
    database.create_records(part)
    now = datetime.fromisoformat(NOW)
    sample_school.invent(people=people, meetings=meetings, seed=SEED, now=now, progress=_tell)
    database.close_records()
    part.replace(path)
    if people:
        print(f"\rmade {path.name} in {time.perf_counter() - started:.0f} s{' ' * 40}", file=sys.stderr)


def _tell(what: str, done: int, total: int) -> None:
    print(f"\rmaking {what}: {done:,} of {total:,}  ", end="", file=sys.stderr, flush=True)


def _schema() -> str:
    """Return what changes whenever the tables, the triggers or the invented school do."""
    made_of = blake2b("".join(statements().values()).encode(), digest_size=5)
    sources = (ROOT / "partner_tui" / "records").glob("sample_*.py")
    for source in sorted([*(ROOT / "migrations").glob("0*.py"), *sources]):
        made_of.update(source.read_bytes())
    return made_of.hexdigest()
