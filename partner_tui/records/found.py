"""What a search found: what it is, what it is called, the piece of text around the hit, and where it lives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from partner_tui.records import database
from partner_tui.records.snippets import Snippet, snippet


class Kind(StrEnum):
    """What can be found, in the order in which it is shown."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    AGREEMENT = "agreement"
    OPENING = "opening"
    MEETING = "meeting"
    COMMITMENT = "commitment"
    GOAL = "goal"
    QUESTION = "question"
    ANSWER = "answer"
    PRIVATE_NOTE = "private_note"

    @property
    def table(self) -> str:
        """The table of such records."""
        return "people" if self is Kind.PERSON else f"{self.value}s"

    @property
    def words(self) -> str:
        """What several of them are called."""
        return _CALLED.get(self, self.table.capitalize())


_CALLED = {
    Kind.COMMITMENT: "Promises",
    Kind.QUESTION: "Questions to carry on",
    Kind.PRIVATE_NOTE: "Your private notes",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found.

    It lives with the person, the meeting, the group or the organization whose id is there. `at` is the day it is
    about, an agreement's or an opening's first, or the moment of a meeting, in UTC. A `near` one was found by words
    that are one slip away from the typed.
    """

    kind: Kind
    id: int
    uid: str
    title: str
    snippet: Snippet
    person_id: int | None = None
    meeting_id: int | None = None
    group_id: int | None = None
    organization_id: int | None = None
    at: date | datetime | None = None
    archived: bool = False
    near: bool = False

    @property
    def is_said_in_a_meeting(self) -> bool:
        """Whether it lives in a meeting, if it came from one."""
        return self.kind in (Kind.MEETING, Kind.ANSWER, Kind.PRIVATE_NOTE)


def described(kind: Kind, ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    """Return records of one kind as they are shown, in the order of their ids; `wanted` are folded beginnings of words.

    A record that is gone meanwhile is left out.
    """
    if not ids:
        return []
    there = {one.id: one for one in _READERS[kind](ids, wanted)}
    return [there[one] for one in ids if one in there]


def _people(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records.people import display_name  # each kind is read only where something of it was found

    query = _select("kind, given_name, family_name, preferred_name, job_title, grade, email, identifier", "people", ids)
    found = []
    for row in database.select(query, list(ids)):
        number, uid, archived, kind, given_name, family_name, preferred_name, job_title, grade, *rest = row
        title = display_name(given_name, family_name, preferred_name)
        whole = f"{given_name} {family_name}".strip()
        facts = (kind, "" if whole == title else whole, job_title, grade and f"grade {grade}", *rest)
        text = snippet(" · ".join(filter(None, facts)), wanted)
        found.append(Found(Kind.PERSON, number, uid, title, text, person_id=number, archived=bool(archived)))
    return found


def _groups(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    return [
        Found(Kind.GROUP, row[0], row[1], row[4], _facts(row[3:4], wanted), group_id=row[0], archived=bool(row[2]))
        for row in database.select(_select("kind, name", "groups", ids), list(ids))
    ]


def _organizations(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    found = []
    for row in database.select(_select("name, kind, email, address", "organizations", ids), list(ids)):
        number, uid, archived, name, *facts = row
        text = _facts(facts, wanted)
        found.append(Found(Kind.ORGANIZATION, number, uid, name, text, organization_id=number, archived=bool(archived)))
    return found


def _facts(facts: Sequence[str], wanted: Collection[str]) -> Snippet:
    kind, *rest = facts
    return snippet(" · ".join(filter(None, (kind.replace("_", " "), *rest))), wanted)


def _agreements(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import agreements

    found = []
    for row in agreements.rows(ids).values():
        kind = agreements.kind_label(row.kind)
        told = (kind if row.title else "", row.person, row.notes, row.document)
        found.append(
            Found(
                *(Kind.AGREEMENT, row.id, row.uid, f"{_capped(row.name)} with {row.organization}"),
                snippet(" · ".join(filter(None, told)), wanted),
                organization_id=row.organization_id,
                at=row.starts_on or row.signed_on,
                archived=row.archived,
            )
        )
    return found


def _openings(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    query = (
        "SELECT o.id, o.uid, o.archived_at IS NOT NULL, o.title, o.kind, o.requirements, o.starts_on, g.id, g.name "
        f"FROM openings o JOIN organizations g ON g.id = o.organization_id WHERE o.id IN ({_marks(ids)})"
    )
    return [
        Found(
            *(Kind.OPENING, number, uid, f"{title} at {partner}", _facts((kind, requirements), wanted)),
            organization_id=partner_id,
            at=date.fromisoformat(starts_on),
            archived=bool(archived),
        )
        for number, uid, archived, title, kind, requirements, starts_on, partner_id, partner in database.select(
            query, list(ids)
        )
    ]


def _meetings(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import meetings

    found = []
    for row in meetings.rows(ids).values():
        text = snippet(" · ".join(filter(None, (row.place, row.summary))), wanted)
        found.append(
            Found(
                *(Kind.MEETING, row.id, row.uid, row.title, text),
                meeting_id=row.id,
                at=row.starts_at,
                archived=row.archived,
            )
        )
    return found


_SAID = {"promise": "promised", "offer": "offered", "ask": "asked"}


def _commitments(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import commitments
    from partner_tui.records.sides import SideKind

    found = []
    for row in commitments.rows(ids).values():
        by, to = row.made_by, row.made_to
        said = f"{'We' if by.kind is SideKind.US else by.name} {_SAID[row.kind.value]}"
        lives = {one.kind: one.id for one in (to, by)}
        found.append(
            Found(
                *(Kind.COMMITMENT, row.id, row.uid, f"{said} {to.name}"),
                snippet(f"{row.text} · {row.why}" if row.why else row.text, wanted),
                person_id=lives.get(SideKind.PERSON),
                meeting_id=row.meeting_id,
                group_id=lives.get(SideKind.GROUP),
                organization_id=lives.get(SideKind.ORGANIZATION),
                at=row.made_on,
                archived=row.archived,
            )
        )
    return found


def _goals(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import goals

    return [
        Found(
            *(Kind.GOAL, row.id, row.uid, f"Goal of {row.person}", snippet(row.text, wanted)),
            person_id=row.person_id,
            meeting_id=row.meeting_id,
            at=row.heard_on,
            archived=row.archived,
        )
        for row in goals.rows(ids).values()
    ]


def _questions(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import questions

    return [
        Found(
            *(Kind.QUESTION, row.id, row.uid, f"To ask {row.person}", snippet(row.text, wanted)),
            person_id=row.person_id,
            meeting_id=row.meeting_id,
            at=row.raised_on,
            archived=row.archived,
        )
        for row in questions.rows(ids).values()
    ]


def _answers(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import prompts

    return [
        Found(
            *(Kind.ANSWER, row.id, row.uid, f"{row.person}: {row.question}", snippet(row.text, wanted)),
            person_id=row.person_id,
            meeting_id=row.meeting_id,
            at=row.asked_on,
            archived=row.archived,
        )
        for row in prompts.answer_rows(ids).values()
    ]


def _private_notes(ids: Sequence[int], wanted: Collection[str]) -> list[Found]:
    from partner_tui.records import meetings

    rows = database.select(_select("meeting_id, body", "private_notes", ids), list(ids))
    about = meetings.rows([row[3] for row in rows])
    return [
        Found(
            *(Kind.PRIVATE_NOTE, number, uid, f"Your note on {_uncapped(about[meeting_id].title)}"),
            snippet(body, wanted),
            meeting_id=meeting_id,
            at=about[meeting_id].starts_at,
            archived=about[meeting_id].archived,
        )
        for number, uid, _archived, meeting_id, body in rows
        if meeting_id in about
    ]


def _capped(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}"


def _uncapped(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _select(columns: str, table: str, ids: Sequence[int]) -> str:
    return f"SELECT id, uid, archived_at IS NOT NULL, {columns} FROM {table} WHERE id IN ({_marks(ids)})"


def _marks(ids: Sequence[int]) -> str:
    return ",".join("?" * len(ids))


_READERS: dict[Kind, Callable[[Sequence[int], Collection[str]], list[Found]]] = {
    Kind.PERSON: _people,
    Kind.GROUP: _groups,
    Kind.ORGANIZATION: _organizations,
    Kind.AGREEMENT: _agreements,
    Kind.OPENING: _openings,
    Kind.MEETING: _meetings,
    Kind.COMMITMENT: _commitments,
    Kind.GOAL: _goals,
    Kind.QUESTION: _questions,
    Kind.ANSWER: _answers,
    Kind.PRIVATE_NOTE: _private_notes,
}
