"""An invented school to try the program with: its year, its people and what they talked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from random import Random
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from partner_tui.records import history, prompts
from partner_tui.records.commitments import Commitment
from partner_tui.records.goals import Goal
from partner_tui.records.groups import Affiliation, Group
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Meeting, Participant, Representation
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person, PersonKind
from partner_tui.records.prompts import Answer
from partner_tui.records.questions import Question
from partner_tui.records.record import Record
from partner_tui.records.sample_answers import Answers
from partner_tui.records.sample_diary import NAMED, Diary
from partner_tui.records.sample_log import ZONE, Cast, Entry, Met
from partner_tui.records.sample_partners import SILENT
from partner_tui.records.sample_partnerships import Partnerships, represented
from partner_tui.records.sample_people import (
    GROUPS,
    NOT_TEACHING,
    ORGANIZATIONS,
    Newcomer,
    Sizes,
    everybody,
)
from partner_tui.records.sample_promises import Promises, of_this_week
from partner_tui.records.sample_year import Year, years_around
from partner_tui.records.school import School
from partner_tui.records.school_year import Closure, SchoolYear, Span, Term

WHO = "partner-tui"
CHUNK = 10_000
"""How many people or meetings one intent adds: few enough to hold in memory, however many there are to be."""

Progress = Callable[[str, int, int], None]
"""Told what is being added ("people", "meetings"), how many are there, and how many there will be."""

Places = dict[str, tuple[str, int]]
"""The name of a group or an organization -> the column of an affiliation that holds it, and its id."""

Item = TypeVar("Item")


def invent(
    *, people: int = 580, meetings: int = 300, seed: int = 1, now: datetime, progress: Progress | None = None
) -> None:
    """Fill the open, empty records with an invented school of so many people and meetings around `now` (aware).

    The same arguments make the same records, uids included. Without people there are no meetings.
    Every domain ends in .example and every number is 555-01xx, which belong to nobody (RFC 2606, NANPA).
    """
    people, meetings = max(0, people), max(0, meetings)
    local = now.astimezone(ZONE)
    years = years_around(local.date())
    tell = progress or _silently
    pen = _Pen(Random(f"{seed} uids"), now)
    with history.intent("Invent Lincoln High School", who=WHO, at=now) as intent:
        places = _found(intent, pen, years)
    begins = years[1].span.starts_on
    newcomers = everybody(Sizes.of(people), local.date(), begins, Random(f"{seed} people"))
    cast = _add_people(pen, newcomers, places, people, tell)
    partners = {name: one for name, (column, one) in places.items() if column == "organization_id"}
    partnerships = Partnerships(partners, years, local.date(), seed)
    partner_pen = _Pen(Random(f"{seed} partner uids"), now)
    diary = Diary(cast, years, local, Random(f"{seed} meetings"))
    promising = _Promising(
        # With uids of their own, so that those of all else do not depend on what was promised.
        _Pen(Random(f"{seed} promise uids"), now),
        Promises(local.date(), begins, Random(f"{seed} promises")),
        _Pen(Random(f"{seed} answer uids"), now),
        Answers(cast, local.date(), Random(f"{seed} answers")),
    )
    _add_meetings(pen, diary, meetings, tell, promising, _Visiting(partner_pen, partnerships))
    if people and meetings:
        with history.intent("Invent what the partners do", who=WHO, at=now) as intent:
            partnerships.write(intent, partner_pen.write)
    if meetings:
        with history.intent("Invent what is promised", who=WHO, at=now) as intent:
            promising.pen.write(intent, Commitment, of_this_week(cast, places, local.date()))


class _Pen:
    """Writes records with uids out of one generator, so that they are the same each time."""

    def __init__(self, rng: Random, at: datetime) -> None:
        self.rng = rng
        self.at = at

    def write(self, intent: Intent, model: type[Record], rows: Iterable[dict[str, Any]]) -> range:
        """Add rows; return their ids."""
        bits = self.rng.getrandbits
        return intent.insert_many(model, [{"uid": str(UUID(int=bits(128), version=4))} | row for row in rows])


def _silently(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _found(intent: Intent, pen: _Pen, years: tuple[Year, Year]) -> Places:
    """Add the school, its calendar, its groups and the organizations around it."""
    pen.write(intent, School, [{"name": "Lincoln High School", "timezone": ZONE.key, "chats_per_week": 3}])
    prompts.fill(intent)
    year_ids = pen.write(intent, SchoolYear, [_columns(year.span) for year in years])
    for year_id, year in zip(year_ids, years, strict=True):
        pen.write(intent, Term, [_columns(term) | {"school_year_id": year_id} for term in year.terms])
        pen.write(intent, Closure, [_columns(closure) for closure in year.closures])
    group_ids = pen.write(intent, Group, [{"kind": kind, "name": name} for kind, name in GROUPS])
    partners = [
        {"name": name, "kind": kind, "email": f"hello@{domain}", "website": f"https://{domain}", "address": address}
        | {"phone": f"555-01{number:02d}"}
        for number, (name, (kind, domain, address)) in enumerate(ORGANIZATIONS.items())
    ]
    partner_ids = pen.write(intent, Organization, partners)
    groups = {name: ("group_id", group_id) for (_, name), group_id in zip(GROUPS, group_ids, strict=True)}
    return groups | {name: ("organization_id", one) for name, one in zip(ORGANIZATIONS, partner_ids, strict=True)}


def _columns(span: Span) -> dict[str, Any]:
    return {"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on}


def _add_people(pen: _Pen, newcomers: Iterator[Newcomer], places: Places, total: int, tell: Progress) -> Cast:
    """Add everybody with where they belong; return who can be in meetings."""
    cast, done = Cast(), 0
    while chunk := list(islice(newcomers, CHUNK)):
        with history.intent(f"Invent people {done + 1:,} to {done + len(chunk):,}", who=WHO, at=pen.at) as intent:
            ids = pen.write(intent, Person, [one.row for one in chunk])
            pen.write(intent, Affiliation, _affiliations(ids, chunk, places))
        for person_id, one in zip(ids, chunk, strict=True):
            _enrol(cast, person_id, one)
        done += len(chunk)
        tell("people", done, total)
    return cast


def _affiliations(ids: range, chunk: list[Newcomer], places: Places) -> Iterator[dict[str, Any]]:
    for person_id, one in zip(ids, chunk, strict=True):
        for name, title, since in one.belongs:
            column, place_id = places[name]
            yield {"person_id": person_id, column: place_id, "title": title, "starts_on": since}


def _enrol(cast: Cast, person_id: int, one: Newcomer) -> None:
    kind = one.row["kind"]
    if kind is PersonKind.STAFF:
        if one.met:
            cast.staff.append(Met(person_id, one.row["joined_on"], one.belongs[0][0] not in NOT_TEACHING))
    else:
        others = {
            PersonKind.STUDENT: cast.students,
            PersonKind.FAMILY: cast.families,
            PersonKind.COMMUNITY: cast.community,
        }
        # Nobody of the silent partner is met by chance: another of the community stands in.
        community = others[kind] is cast.community and len(cast.community) > 0
        silent = community and one.belongs[0][0] == SILENT
        others[kind].append(cast.community[-1] if silent else person_id)
    if one.name in NAMED:
        cast.named.setdefault(one.name, person_id)


class _Promising(NamedTuple):
    """Writes what was promised, wanted, answered and left open in meetings."""

    pen: _Pen
    promises: Promises
    answer_pen: _Pen
    answers: Answers

    def write(self, intent: Intent, entries: Sequence[Entry], ids: Sequence[int]) -> None:
        years = {year.starts_on: year.id for year in SchoolYear.select()}
        self.pen.write(intent, Commitment, self.promises.promised(entries, ids))
        self.pen.write(intent, Goal, self.promises.wanted(entries, ids, years))
        self.answer_pen.write(intent, Answer, self.answers.given(entries, ids))
        self.answer_pen.write(intent, Question, self.answers.carried(entries, ids))


class _Visiting(NamedTuple):
    """Writes which partner was met."""

    pen: _Pen
    partnerships: Partnerships


def _add_meetings(
    pen: _Pen, diary: Diary, total: int, tell: Progress, promising: _Promising, visiting: _Visiting
) -> None:
    """Add the meetings with their participants, and with what was promised, wanted and answered in them."""
    entries, done = diary.entries(total), 0
    while drawn := list(islice(entries, CHUNK)):
        visits = visiting.partnerships.visited(drawn)
        chunk = [entry for entry, _ in visits]
        with history.intent(f"Invent meetings {done + 1:,} to {done + len(chunk):,}", who=WHO, at=pen.at) as intent:
            ids = pen.write(intent, Meeting, [entry.row for entry in chunk])
            taking_part = (
                {"meeting_id": meeting_id, "person_id": person_id, "came": entry.came}
                for meeting_id, entry in zip(ids, chunk, strict=True)
                for person_id in entry.people
            )
            pen.write(intent, Participant, taking_part)
            whom = zip(ids, (partner for _, partner in visits), strict=True)
            visiting.pen.write(intent, Representation, represented(whom))
            promising.write(intent, chunk, ids)
        done += len(chunk)
        tell("meetings", done, total)
