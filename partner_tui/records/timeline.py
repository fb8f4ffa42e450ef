"""Timelines: all that ever was with a person, an organization or a group, the newest first, to the very first."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from partner_tui.records import database, timeline_entries
from partner_tui.records.text import words
from partner_tui.records.timeline_entries import Entry as Entry
from partner_tui.records.timeline_sources import ARMS, CODES, Source, queries
from partner_tui.records.timeline_sources import SubjectKind as SubjectKind

PAGE = 50
"""How many entries a page has."""

_LONGEST_WORD, _MOST_WORDS = 60, 12


class EntryKind(StrEnum):
    """What a timeline can be narrowed to."""

    MEETINGS = "meetings"
    PROMISES = "promises"
    GOALS = "goals"
    ANSWERS = "answers"
    QUESTIONS = "questions"
    BELONGING = "belonging"
    CANDIDACIES = "candidacies"
    STAGES = "stages"
    AGREEMENTS = "agreements"
    OPENINGS = "openings"
    PLACEMENTS = "placements"
    NOTES = "notes"
    CHANGES = "changes"


SOURCES = {
    EntryKind.MEETINGS: (Source.MEETING,),
    EntryKind.PROMISES: (Source.PROMISE_MADE, Source.PROMISE_SETTLED),
    EntryKind.GOALS: (Source.GOAL_HEARD, Source.GOAL_SETTLED),
    EntryKind.ANSWERS: (Source.ANSWER,),
    EntryKind.QUESTIONS: (Source.QUESTION_RAISED, Source.QUESTION_SETTLED),
    EntryKind.BELONGING: (Source.JOINED, Source.LEFT),
    EntryKind.CANDIDACIES: (Source.CANDIDACY_OPENED, Source.CANDIDACY_SETTLED),
    EntryKind.STAGES: (Source.STAGE,),
    EntryKind.AGREEMENTS: (Source.AGREEMENT_SIGNED, Source.AGREEMENT_BEGUN, Source.AGREEMENT_ENDED),
    EntryKind.OPENINGS: (Source.OPENING_BEGUN, Source.OPENING_ENDED),
    EntryKind.PLACEMENTS: (Source.PLACEMENT_BEGUN, Source.PLACEMENT_ENDED),
    EntryKind.NOTES: (Source.NOTE,),
    EntryKind.CHANGES: (Source.CHANGE,),
}
"""Kind -> the sources of its entries."""

KINDS = {source: kind for kind, sources in SOURCES.items() for source in sources}
"""Source -> the kind of its entries."""


class Subject(NamedTuple):
    """Whose timeline it is."""

    kind: SubjectKind
    id: int


class Cursor(NamedTuple):
    """The entry that a page starts after: its moment as it is stored, its source and the id of its record."""

    at: str
    source: int
    id: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose timeline is read, by whom and when: `now` is in the school's zone, `who` sees their own private notes.

    `kind` and `text` narrow it.
    """

    subject: Subject
    who: str
    now: datetime
    kind: EntryKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, and where the next page starts; None where there are no more."""

    entries: tuple[Entry, ...]
    following: Cursor | None


def kinds(subject: SubjectKind) -> tuple[EntryKind, ...]:
    """Return the kinds of entries that such a timeline has."""
    there = {KINDS[arm.source] for arm in ARMS[subject]}
    return tuple(kind for kind in EntryKind if kind in there)


def page(wanted: Reading, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """Return one page of a timeline, after an entry or from the newest on; one query."""
    found, values = _found(wanted)
    later = ""
    if after is not None:
        values |= {"after_at": after.at, "after_source": after.source, "after_id": after.id}
        later = "WHERE (at, source, id) < (:after_at, :after_source, :after_id)"
    # Materialized: inside the queries, the condition would lead SQLite to read every meeting there is.
    query = (
        f"WITH found AS MATERIALIZED ({found}), e AS (SELECT at, source, id, id * {CODES} + source AS code "
        f"FROM found {later} ORDER BY at DESC, source DESC, id DESC LIMIT :limit) "
        f"SELECT e.code, {_told(wanted)}, e.at FROM e ORDER BY e.at DESC, e.source DESC, e.id DESC"
    )
    rows = database.select(query, {**values, "limit": limit + 1, "person": _person(wanted)})
    entries = tuple(_entry(wanted, row) for row in rows[:limit])
    if len(rows) <= limit:
        return Page(entries, None)
    code, _, at = rows[limit - 1]
    return Page(entries, Cursor(at, code % CODES, code // CODES))


def listing(wanted: Reading) -> array[int]:
    """Return the codes of all entries of a timeline, the newest first; `rows` has what they tell."""
    found, values = _found(wanted)
    query = f"SELECT id * {CODES} + source FROM ({found}) ORDER BY at DESC, source DESC, id DESC"
    return database.ids(query, values)


def rows(wanted: Reading, codes: Sequence[int]) -> dict[int, Entry]:
    """Return the entries of some codes; one query, however many they are."""
    query = f"SELECT e.code, {_told(wanted)} FROM (SELECT value AS code FROM json_each(:codes)) e"
    values = {"codes": json.dumps(list(codes)), "who": wanted.who, "person": _person(wanted)}
    return {row[0]: _entry(wanted, row) for row in database.select(query, values) if row[1] is not None}


def members(subject: Subject) -> int:
    """Return how many people ever belonged to a group or an organization: how long its timeline may be."""
    if subject.kind is SubjectKind.PERSON:
        return 1
    query = f"SELECT count(*) FROM affiliations WHERE {subject.kind}_id = ? AND archived_at IS NULL"
    return int(database.select(query, (subject.id,))[0][0])


def _found(wanted: Reading) -> tuple[str, dict[str, Any]]:
    """Return the query of (at, source, id) of all entries, in no order, and its values."""
    sources: Collection[Source] = SOURCES[wanted.kind] if wanted.kind else tuple(Source)
    searched = bool(wanted.text.strip())
    arms = [arm.select(searched=searched) for arm in ARMS[wanted.subject.kind] if arm.source in sources]
    offset = (wanted.now.utcoffset() or timedelta()) // timedelta(minutes=1)
    values: dict[str, Any] = {
        "id": wanted.subject.id,
        "who": wanted.who,
        "offset": f"{offset:+d} minutes",
        "noon": f"{720 - offset:+d} minutes",
    }
    if not arms:
        return "SELECT at, source, id FROM (SELECT '' AS at, 0 AS source, 0 AS id) WHERE 0", values
    asked = [word[:_LONGEST_WORD] for word in words(wanted.text[:2_000])[:_MOST_WORDS]] if searched else []
    values |= {f"word{number}": word for number, word in enumerate(asked)}
    holds = [f"instr(words, :word{number}) > 0" for number in range(len(asked))] or ["0" if searched else "1"]
    found = f"SELECT at, source, id FROM ({' UNION ALL '.join(arms)}) WHERE {' AND '.join(holds)}"
    return found, values


def _told(wanted: Reading) -> str:
    cases = " ".join(f"WHEN {int(source)} THEN ({query})" for source, query in queries(wanted.subject.kind).items())
    return f"CASE e.code % {CODES} {cases} END"


def _person(wanted: Reading) -> int | None:
    return wanted.subject.id if wanted.subject.kind is SubjectKind.PERSON else None


def _entry(wanted: Reading, row: tuple[Any, ...]) -> Entry:
    source = Source(row[0] % CODES)
    return timeline_entries.entry(source, row[0] // CODES, json.loads(row[1]), wanted.subject.kind, wanted.now)
