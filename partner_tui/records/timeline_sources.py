"""Where the entries of a timeline come from: which tables, when each thing was, and what is told of it."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple


class SubjectKind(StrEnum):
    """Whose timeline it is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"


class Source(IntEnum):
    """What an entry was made of. Of those of one moment, the higher stands above: a meeting before what came of it."""

    CHANGE = 1
    LEFT = 2
    CANDIDACY_SETTLED = 3
    JOINED = 4
    CANDIDACY_OPENED = 5
    QUESTION_SETTLED = 6
    GOAL_SETTLED = 7
    PROMISE_SETTLED = 8
    PROMISE_MADE = 9
    QUESTION_RAISED = 10
    GOAL_HEARD = 11
    ANSWER = 12
    NOTE = 13
    MEETING = 14


CODES = 16
"""An entry's code is the id of its record times this, plus its source."""


def _day(column: str) -> str:
    """Return the SQL of the moment at which a day stands: its noon, with the school's winter or summer time."""
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, :noon)"


def _said(column: str) -> str:
    """Return the SQL of the moment of what was said on a day: that of its meeting `m`, if it was on that day."""
    return f"CASE WHEN date(m.starts_at, :offset) = {column} THEN m.starts_at ELSE {_day(column)} END"


class Arm(NamedTuple):
    """One query of entries: their moment, the id of their record, the words they are found by, and out of which rows.

    `:id`, `:who`, `:noon` and `:offset` are asked.
    """

    source: Source
    at: str
    words: str
    rows: str
    id: str = "t.id"

    def select(self, *, searched: bool) -> str:
        """Return the query of (at, source, id), and, to be searched, of the words."""
        words = f", {self.words} AS words" if searched else ""
        return f"SELECT {self.at} AS at, {int(self.source)} AS source, {self.id} AS id{words} FROM {self.rows}"


def _arm(source: Source, table: str, at: str, words: str, where: str, join: str = "") -> Arm:
    return Arm(source, at, words, f"{table} t {join} WHERE {where} AND t.archived_at IS NULL")


_MEETING = "LEFT JOIN meetings m ON m.id = t.meeting_id"
_OWN = "t.person_id = :id"


def _meeting_words(alias: str) -> str:
    return f"{alias}.search_text || ' ' || replace({alias}.kind, '_', ' ') || ' ' || {alias}.status"


def _talk(source: Source, table: str, day: str, words: str = "t.search_text") -> Arm:
    return _arm(source, table, _said(f"t.{day}"), words, _OWN, _MEETING)


def _settled(source: Source, table: str, where: str, words: str = "t.search_text") -> Arm:
    return _arm(source, table, _day("t.settled_on"), words, f"{where} AND t.settled_on IS NOT NULL")


def _promises(where: str) -> tuple[Arm, ...]:
    made = _arm(Source.PROMISE_MADE, "commitments", _said("t.made_on"), "t.search_text", where, _MEETING)
    return made, _settled(Source.PROMISE_SETTLED, "commitments", where)


def _notes(meeting_ids: str) -> Arm:
    """Return the arm of the reader's own notes on the meetings of a subquery."""
    mine = f"t.author = :who AND t.body <> '' AND t.meeting_id IN ({meeting_ids}) AND m.archived_at IS NULL"
    # CROSS keeps the order: few of the meetings have a note, and only those are looked up.
    joined = "CROSS JOIN meetings m ON m.id = t.meeting_id"
    return _arm(Source.NOTE, "private_notes", "m.starts_at", "fold(t.body)", mine, joined)


_MET = (
    Arm(
        Source.MEETING,
        "c.starts_at",
        f"(SELECT {_meeting_words('m')} FROM participants r JOIN meetings m ON m.id = r.meeting_id "
        "WHERE r.id = c.participant_id)",
        "contact_index c WHERE c.person_id = :id AND c.status IN ('planned', 'held', 'missed', 'cancelled')",
        "c.participant_id",
    ),
    _arm(
        Source.MEETING,
        "participants",
        "m.starts_at",
        _meeting_words("m"),
        f"{_OWN} AND t.came = 0 AND m.status = 'held' AND m.archived_at IS NULL",
        "JOIN meetings m ON m.id = t.meeting_id",
    ),
    _notes("SELECT r.meeting_id FROM participants r WHERE r.person_id = :id AND r.archived_at IS NULL"),
)
"""The meetings of a person, whose entries have the ids of their participations.

The index of who met whom has all but those to which the person did not come, and is read without the meetings.
"""


def _meetings_of_members(column: str) -> tuple[Arm, ...]:
    """Return the arms of the meetings in which somebody took part who belonged to such a subject on that day.

    An organization's own are also those that it took part in, whoever came.
    """
    ids = (
        "SELECT r.meeting_id FROM affiliations a JOIN participants r ON r.person_id = a.person_id "
        f"JOIN meetings x ON x.id = r.meeting_id WHERE a.{column} = :id AND a.archived_at IS NULL "
        "AND r.archived_at IS NULL AND (a.starts_on IS NULL OR date(x.starts_at, :offset) >= a.starts_on) "
        "AND (a.ends_on IS NULL OR date(x.starts_at, :offset) <= a.ends_on)"
    )
    if column == "organization_id":
        ids += " UNION SELECT meeting_id FROM representations WHERE organization_id = :id AND archived_at IS NULL"
    return _arm(Source.MEETING, "meetings", "t.starts_at", _meeting_words("t"), f"t.id IN ({ids})"), _notes(ids)


def _belonging(where: str) -> tuple[Arm, ...]:
    words = (
        "(SELECT p.search_text FROM people p WHERE p.id = t.person_id) || ' ' || fold(t.title) || ' ' || coalesce("
        "(SELECT g.search_text FROM groups g WHERE g.id = t.group_id), "
        "(SELECT o.search_text FROM organizations o WHERE o.id = t.organization_id))"
    )
    since = f"coalesce({_day('t.starts_on')}, t.created_at)"
    left = f"{where} AND t.ends_on IS NOT NULL"
    return (
        _arm(Source.JOINED, "affiliations", since, words, where),
        _arm(Source.LEFT, "affiliations", _day("t.ends_on"), words, left),
    )


def _candidacies(where: str) -> tuple[Arm, ...]:
    words = (
        "fold(t.job_title || ' ' || t.status || ' ' || t.why) || ' ' "
        "|| (SELECT p.search_text FROM people p WHERE p.id = t.person_id)"
    )
    opened = _arm(Source.CANDIDACY_OPENED, "candidacies", _day("t.opened_on"), words, where)
    return opened, _settled(Source.CANDIDACY_SETTLED, "candidacies", where, words)


def _changes(table: str) -> tuple[Arm, ...]:
    where = f"t.table_name = '{table}' AND t.record_id = :id AND i.undone_at IS NULL AND t.after <> '{{}}'"
    rows = f"changes t JOIN intents i ON i.id = t.intent_id WHERE {where}"
    return (Arm(Source.CHANGE, "i.at", "fold(i.name || ' ' || i.who)", rows),)


ARMS: dict[SubjectKind, tuple[Arm, ...]] = {
    SubjectKind.PERSON: (
        *_MET,
        _talk(Source.ANSWER, "answers", "asked_on"),
        _talk(Source.GOAL_HEARD, "goals", "heard_on"),
        _settled(Source.GOAL_SETTLED, "goals", _OWN),
        _talk(Source.QUESTION_RAISED, "questions", "raised_on"),
        _settled(Source.QUESTION_SETTLED, "questions", _OWN),
        *_promises("(t.by_person_id = :id OR t.to_person_id = :id)"),
        *_belonging(_OWN),
        *_candidacies(_OWN),
        *_changes("people"),
    ),
    SubjectKind.ORGANIZATION: (
        *_meetings_of_members("organization_id"),
        *_promises("(t.by_organization_id = :id OR t.to_organization_id = :id)"),
        *_belonging("t.organization_id = :id"),
        *_changes("organizations"),
    ),
    SubjectKind.GROUP: (
        *_meetings_of_members("group_id"),
        *_promises("t.to_group_id = :id"),
        *_belonging("t.group_id = :id"),
        *_candidacies("t.group_id = :id"),
        *_changes("groups"),
    ),
}
"""Whose timeline -> the queries of all its entries."""


def _name(alias: str) -> str:
    return f"trim(coalesce(nullif({alias}.preferred_name, ''), {alias}.given_name) || ' ' || {alias}.family_name)"


def _told(table: str, names: str, more: str) -> str:
    """Return the SQL of a JSON object of some columns, and of more pairs of key and value."""
    pairs = ", ".join(f"'{name}', t.{name}" for name in names.split())
    return f"SELECT json_object({pairs}, {more}) FROM {table} WHERE t.id = e.code / {CODES}"


_GUESTS = (
    f"(SELECT json_group_array(name) FROM (SELECT * FROM (SELECT {_name('p')} AS name FROM participants r "
    "JOIN people p ON p.id = r.person_id WHERE r.meeting_id = m.id AND r.archived_at IS NULL "
    "AND iif(:person IS NULL, r.part <> 'host', p.id IS NOT :person) "
    "ORDER BY CASE r.part WHEN 'host' THEN 0 WHEN 'guest' THEN 1 ELSE 2 END, r.id) "
    "UNION ALL SELECT o.name FROM representations r JOIN organizations o ON o.id = r.organization_id "
    "WHERE r.meeting_id = m.id AND r.archived_at IS NULL))"
)
_WHO = f"coalesce((SELECT {_name('p')} FROM people p WHERE p.uid = i.who), i.who)"
_UID = "(SELECT m.uid FROM meetings m WHERE m.id = t.meeting_id)"
_PERSON = f"(SELECT {_name('p')} FROM people p WHERE p.id = t.person_id)"
_SIDES = ", ".join(
    f"'{side}', coalesce("
    f"(SELECT {_name('p')} FROM people p WHERE p.id = t.{side}_person_id), "
    f"(SELECT o.name FROM organizations o WHERE o.id = t.{side}_organization_id)"
    + (", (SELECT g.name FROM groups g WHERE g.id = t.to_group_id))" if side == "to" else ")")
    for side in ("by", "to")
)
_MEETING_FACTS = (
    "SELECT json_object('uid', m.uid, 'kind', m.kind, 'status', m.status, 'starts_at', m.starts_at, "
    "'minutes', m.minutes, 'place', m.place, 'summary', m.summary, 'meeting_id', m.id, "
)
_OF_PERSON = (
    f"{_MEETING_FACTS} 'came', t.came, 'names', json({_GUESTS})) FROM participants t "
    f"JOIN meetings m ON m.id = t.meeting_id WHERE t.id = e.code / {CODES}"
)
_MEETING_TOLD = (
    f"{_MEETING_FACTS} 'came', NULL, 'names', json({_GUESTS})) FROM meetings m WHERE m.id = e.code / {CODES}"
)
_NOTE_TOLD = _told(
    "private_notes t JOIN meetings m ON m.id = t.meeting_id",
    "uid meeting_id body",
    "'meeting', m.uid, 'starts_at', m.starts_at",
)
_ANSWER_TOLD = _told(
    "answers t JOIN prompts q ON q.id = t.prompt_id",
    "uid asked_on text meeting_id",
    f"'question', q.text, 'meeting', {_UID}",
)
_GOAL_TOLD = _told(
    "goals t", "uid text heard_on look_again_on status settled_on meeting_id person_id", f"'meeting', {_UID}"
)
_QUESTION_TOLD = _told("questions t", "uid text raised_on settled_on meeting_id person_id", f"'meeting', {_UID}")
_PROMISE_TOLD = _told(
    "commitments t", "uid text made_on due_on status settled_on why meeting_id", f"'meeting', {_UID}, {_SIDES}"
)
_BELONGING_TOLD = _told(
    "affiliations t LEFT JOIN groups g ON g.id = t.group_id LEFT JOIN organizations o ON o.id = t.organization_id",
    "uid person_id group_id organization_id title starts_on ends_on created_at",
    f"'person', {_PERSON}, 'place', coalesce(g.name, o.name)",
)
_CANDIDACY_TOLD = _told(
    "candidacies t LEFT JOIN groups g ON g.id = t.group_id",
    "uid person_id job_title opened_on status settled_on why",
    f"'person', {_PERSON}, 'department', g.name",
)
_CHANGE_TOLD = _told(
    "changes t JOIN intents i ON i.id = t.intent_id",
    "before after",
    f"'uid', i.uid, 'name', i.name, 'who', {_WHO}, 'at', i.at",
)

_TOLD = {
    Source.MEETING: _MEETING_TOLD,
    Source.NOTE: f"{_NOTE_TOLD} AND t.author = :who",
    Source.ANSWER: _ANSWER_TOLD,
    Source.GOAL_HEARD: _GOAL_TOLD,
    Source.GOAL_SETTLED: _GOAL_TOLD,
    Source.QUESTION_RAISED: _QUESTION_TOLD,
    Source.QUESTION_SETTLED: _QUESTION_TOLD,
    Source.PROMISE_MADE: _PROMISE_TOLD,
    Source.PROMISE_SETTLED: _PROMISE_TOLD,
    Source.CANDIDACY_OPENED: _CANDIDACY_TOLD,
    Source.CANDIDACY_SETTLED: _CANDIDACY_TOLD,
    Source.JOINED: _BELONGING_TOLD,
    Source.LEFT: _BELONGING_TOLD,
    Source.CHANGE: _CHANGE_TOLD,
}


def told(subject: SubjectKind) -> dict[Source, str]:
    """Return source -> the query of the JSON object that tells an entry; `e.code`, `:who` and `:person` are asked.

    `:person` is whose timeline it is, or null: they are not named among those whom they met.
    """
    queries = _TOLD | ({Source.MEETING: _OF_PERSON} if subject is SubjectKind.PERSON else {})
    return {arm.source: queries[arm.source] for arm in ARMS[subject]}
