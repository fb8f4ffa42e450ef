"""The records that partners are measured with: ten thousand of them, students at work, and two million shifts."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import database, history
from partner_tui.records.agreements import Agreement
from partner_tui.records.commitments import Commitment
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Representation
from partner_tui.records.openings import Opening, OpeningKind
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.placements import Placement
from partner_tui.records.record import Record
from partner_tui.records.stages import Stage, StageChange
from partner_tui.records.word_bank import SECTORS
from tests.benchmarks import samples
from tests.benchmarks.harness import NOW, folder

ORGANIZATIONS, PLACEMENTS, HOURS = 10_000, 20_000, 2_000_000
_PEOPLE, _MEETINGS = 24_000, 20_000
TODAY = datetime.fromisoformat(NOW).astimezone(ZoneInfo("America/New_York")).date()
_STAGES = (*Stage, Stage.ACTIVE, Stage.ACTIVE, Stage.ACTIVE, Stage.DEEPENING)
_CHUNK = 5_000

_SHIFTS = """
WITH RECURSIVE shift(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM shift WHERE n < :each - 1)
INSERT INTO hours (uid, version, created_at, updated_at, placement_id, worked_on, minutes, state, settled_on,
                   settled_by, why, note)
SELECT printf('%08x-0000-4000-8000-%012x', p.id, s.n), 1, :at, :at, p.id, date(p.starts_on, '+' || s.n || ' days'),
       60 + (p.id * 7 + s.n * 13) % 180,
       CASE (p.id * 31 + s.n * 17) % 100 WHEN 0 THEN 'declined' WHEN 1 THEN 'submitted' ELSE 'approved' END,
       CASE (p.id * 31 + s.n * 17) % 100 WHEN 1 THEN NULL ELSE date(p.starts_on, '+' || s.n || ' days') END, '', '', ''
FROM placements p CROSS JOIN shift s WHERE p.id > :last
"""


def partners() -> Path:
    """Return the file of records with as many partners, placements and hours as are measured with."""
    path = folder() / f"partners-{ORGANIZATIONS}-{PLACEMENTS}-{HOURS}-{_schema()}.db"
    if not path.exists():
        part = path.with_name(f"making-{path.name}")
        shutil.copyfile(samples.school(_PEOPLE, _MEETINGS), part)
        started = time.perf_counter()
        database.open_records(part)
        _fill(Random(f"{samples.SEED} partners"))
        database.close_records()
        part.replace(path)
        print(f"made {path.name} in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return path


def _schema() -> str:
    return samples.school(_PEOPLE, _MEETINGS).stem.rsplit("-", 1)[-1] + str(Path(__file__).stat().st_size)


def _fill(rng: Random) -> None:
    at = datetime.fromisoformat(NOW)
    with history.intent("Invent partners", who="benchmark", at=at) as intent:
        partner_ids = _partners(intent, rng)
        _agreements(intent, partner_ids, rng)
        _placements(intent, partner_ids, rng)
        _promises(intent, partner_ids, rng)
    stamp = "2026-11-24T14:00:00Z"
    each = HOURS // PLACEMENTS
    opened = database.current()
    [(last,)] = database.select("SELECT coalesce(max(placement_id), 0) FROM hours")
    with opened.saving():
        opened.run(_SHIFTS, {"at": stamp, "each": each, "last": last})
    opened.run("ANALYZE")


def _add(intent: Intent, model: type[Record], rows: Iterator[dict[str, Any]]) -> list[int]:
    found: list[int] = []
    while chunk := list(islice(rows, _CHUNK)):
        found += intent.insert_many(model, chunk)
    return found


def _day(rng: Random, first: int, last: int) -> date:
    return TODAY + timedelta(days=rng.randint(first, last))


def _partners(intent: Intent, rng: Random) -> list[int]:
    """Add the organizations with a contact each, where they stand, and the meetings that they took part in."""
    staff = [row[0] for row in database.select("SELECT id FROM people WHERE kind = 'staff' LIMIT 200")]
    names = (
        {"name": f"{rng.choice('ABCDEFGHKLMNPRST')}{rng.choice(('adams', 'eacon', 'ircle', 'orner'))} Works {number}"}
        for number in range(ORGANIZATIONS)
    )
    more = (
        {**one, "kind": "business", "sector": rng.choice(list(SECTORS)), "owner_id": rng.choice(staff)} for one in names
    )
    partner_ids = _add(intent, Organization, more)
    contacts = ({"kind": "community", "given_name": "Contact", "family_name": f"Nr {one}"} for one in partner_ids)
    people = zip(_add(intent, Person, contacts), partner_ids, strict=True)
    _add(intent, Affiliation, ({"person_id": who, "organization_id": one, "title": "Owner"} for who, one in people))
    changes = (
        {"organization_id": one, "stage": rng.choice(_STAGES), "changed_on": _day(rng, -400, -1), "why": "it went so"}
        for one in partner_ids
        for _ in range(2)
    )
    _add(intent, StageChange, changes)
    held = database.select("SELECT id FROM meetings WHERE status = 'held' ORDER BY starts_at DESC LIMIT ?", [_MEETINGS])
    met = ({"meeting_id": row[0], "organization_id": rng.choice(partner_ids)} for row in held)
    _add(intent, Representation, met)
    return partner_ids


def _agreements(intent: Intent, partner_ids: list[int], rng: Random) -> None:
    rows = (
        {
            "organization_id": one,
            "kind": kind,
            "signed_by_school_on": TODAY - timedelta(days=500),
            "signed_by_partner_on": TODAY - timedelta(days=500),
            "starts_on": TODAY - timedelta(days=490),
            # One in ten is near its end, or over.
            "ends_on": _day(rng, -40, 60) if rng.random() < 0.1 else _day(rng, 100, 700),
        }
        for one in partner_ids
        for kind in ("mou", "insurance")
    )
    _add(intent, Agreement, rows)


def _placements(intent: Intent, partner_ids: list[int], rng: Random) -> None:
    students = [row[0] for row in database.select("SELECT id FROM people WHERE kind = 'student'")]
    rows = (
        {
            "organization_id": one,
            "title": "Helping hand",
            "kind": rng.choice(list(OpeningKind)),
            "places": 4,
            "starts_on": TODAY - timedelta(days=200),
            "ends_on": TODAY + timedelta(days=300),
        }
        for one in partner_ids
    )
    openings = _add(intent, Opening, rows)
    placed = (
        {
            "opening_id": openings[number % len(openings)],
            "student_id": rng.choice(students),
            "starts_on": TODAY - timedelta(days=100),
            "ends_on": TODAY + timedelta(days=100),
        }
        for number in range(PLACEMENTS)
    )
    _add(intent, Placement, placed)


def _promises(intent: Intent, partner_ids: list[int], rng: Random) -> None:
    rows = (
        {
            "text": "a tour of the shop",
            **(
                {"by_us": True, "to_organization_id": one}
                if rng.random() < 0.5
                else {"by_organization_id": one, "to_us": True}
            ),
            "made_on": TODAY - timedelta(days=90),
            "due_on": _day(rng, -60, 200),
            **({"status": "kept", "settled_on": TODAY - timedelta(days=60)} if rng.random() < 0.8 else {}),
        }
        for one in partner_ids
    )
    _add(intent, Commitment, rows)
