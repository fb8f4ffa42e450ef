"""Exporting the calendar, beside icalendar's own serialisation of the same events, and the memory that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import database, meetings
from partner_tui.records.meetings import MeetingFilter, MeetingRow
from tests.benchmarks import floors, samples
from tests.benchmarks.harness import Cost, Held, Line, Measured, by_turns, folder, program, run, timed

MEETINGS, MANY = 10_000, 100_000
PEOPLE = 1_000
ALLOWED, ALLOWED_MEMORY = 1.3, 15.0
RUNS = 5
"""At most so many: each takes seconds."""


def measure(people: tuple[int, ...], runs: int) -> Iterator[Line]:
    """Yield a line about time, and one about memory with ten times the meetings; `people` is how many meet."""
    for number in people or (PEOPLE,):
        path, more = samples.school(number, MEETINGS), samples.school(number, MANY)
        out, theirs = folder() / "export.ics", folder() / "floor.ics"
        events = _for_icalendar(path)
        base = partial(timed, partial(floors.write_with_icalendar, events, theirs))
        costs = by_turns(min(runs, RUNS), partial(_export, path, out), base)
        notes = [f"events written: {_events_in(out):,}, by icalendar: {_events_in(theirs):,}"]
        yield Measured(f"exporting {MEETINGS:,} meetings", "icalendar's own serialisation", *costs, ALLOWED, notes)
        held, least = (_export(each, out, memory=True).memory for each in (more, path))
        yield Held(f"peak memory of exporting {MANY:,} meetings", f"of {MEETINGS:,}", held, least, ALLOWED_MEMORY)


def _export(path: Path, out: Path, *, memory: bool = False) -> Cost:
    return run(program("--database", str(path), "export", "calendar", "--out", str(out)), memory=memory)


def _events_in(file: Path) -> int:
    return len(re.findall(rb"^BEGIN:VEVENT", file.read_bytes(), re.MULTILINE))


def _for_icalendar(path: Path) -> list[dict[str, Any]]:
    """Return the meetings of the records as arguments of `icalendar.Event.new`."""
    database.open_records(path)
    ids = meetings.listing(MeetingFilter())
    pages = (meetings.rows(ids[start : start + 500]) for start in range(0, len(ids), 500))
    events = [_arguments(row) for page in pages for row in page.values()]
    database.close_records()
    return events


def _arguments(row: MeetingRow) -> dict[str, Any]:
    zone = ZoneInfo(row.timezone)
    changed: datetime = row.updated_at
    return {
        "uid": row.uid,
        "stamp": changed,
        "last_modified": changed,
        "created": row.created_at,
        "start": row.starts_at.astimezone(zone),
        "end": row.ends_at.astimezone(zone),
        "summary": row.title,
        "description": row.summary,
        "location": row.place,
        "sequence": row.sequence,
        "status": "CANCELLED" if row.status == "cancelled" else "CONFIRMED",
        "classification": "PRIVATE",
    }
