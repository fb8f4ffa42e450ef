"""Where the entries of a timeline come from: which tables, when each thing was, and what is told of it."""

from __future__ import annotations

from partner_tui.records import timeline_partners
from partner_tui.records.timeline_arms import CODES as CODES
from partner_tui.records.timeline_arms import Arm, arm, name, noon, said, told
from partner_tui.records.timeline_arms import Source as Source
from partner_tui.records.timeline_arms import SubjectKind as SubjectKind

_MEETING = "LEFT JOIN meetings m ON m.id = t.meeting_id"
_OWN = "t.person_id = :id"


def _meeting_words(alias: str) -> str:
    return f"{alias}.search_text || ' ' || replace({alias}.kind, '_', ' ') || ' ' || {alias}.status"


def _talk(source: Source, table: str, day: str, words: str = "t.search_text") -> Arm:
    return arm(source, table, said(f"t.{day}"), words, _OWN, _MEETING)


def _settled(source: Source, table: str, where: str, words: str = "t.search_text") -> Arm:
    return arm(source, table, noon("t.settled_on"), words, f"{where} AND t.settled_on IS NOT NULL")


def _promises(where: str) -> tuple[Arm, ...]:
    made = arm(Source.PROMISE_MADE, "commitments", said("t.made_on"), "t.search_text", where, _MEETING)
    return made, _settled(Source.PROMISE_SETTLED, "commitments", where)


def _notes(meeting_ids: str) -> Arm:
    """Return the arm of the reader's own notes on the meetings of a subquery."""
    mine = f"t.author = :who AND t.body <> '' AND t.meeting_id IN ({meeting_ids}) AND m.archived_at IS NULL"
    # CROSS keeps the order: few of the meetings have a note, and only those are looked up.
    joined = "CROSS JOIN meetings m ON m.id = t.meeting_id"
    return arm(Source.NOTE, "private_notes", "m.starts_at", "fold(t.body)", mine, joined)


_MET = (
    Arm(
        Source.MEETING,
        "c.starts_at",
        f"(SELECT {_meeting_words('m')} FROM participants r JOIN meetings m ON m.id = r.meeting_id "
        "WHERE r.id = c.participant_id)",
        "contact_index c WHERE c.person_id = :id AND c.status IN ('planned', 'held', 'missed', 'cancelled')",
        "c.participant_id",
    ),
    arm(
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
    return arm(Source.MEETING, "meetings", "t.starts_at", _meeting_words("t"), f"t.id IN ({ids})"), _notes(ids)


def _belonging(where: str) -> tuple[Arm, ...]:
    words = (
        "(SELECT p.search_text FROM people p WHERE p.id = t.person_id) || ' ' || fold(t.title) || ' ' || coalesce("
        "(SELECT g.search_text FROM groups g WHERE g.id = t.group_id), "
        "(SELECT o.search_text FROM organizations o WHERE o.id = t.organization_id))"
    )
    since = f"coalesce({noon('t.starts_on')}, t.created_at)"
    left = f"{where} AND t.ends_on IS NOT NULL"
    return (
        arm(Source.JOINED, "affiliations", since, words, where),
        arm(Source.LEFT, "affiliations", noon("t.ends_on"), words, left),
    )


def _candidacies(where: str) -> tuple[Arm, ...]:
    words = (
        "fold(t.job_title || ' ' || t.status || ' ' || t.why) || ' ' "
        "|| (SELECT p.search_text FROM people p WHERE p.id = t.person_id)"
    )
    opened = arm(Source.CANDIDACY_OPENED, "candidacies", noon("t.opened_on"), words, where)
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
        *timeline_partners.of_person(),
        *_changes("people"),
    ),
    SubjectKind.ORGANIZATION: (
        *_meetings_of_members("organization_id"),
        *_promises("(t.by_organization_id = :id OR t.to_organization_id = :id)"),
        *_belonging("t.organization_id = :id"),
        *timeline_partners.of_organization(),
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


_GUESTS = (
    f"(SELECT json_group_array(name) FROM (SELECT * FROM (SELECT {name('p')} AS name FROM participants r "
    "JOIN people p ON p.id = r.person_id WHERE r.meeting_id = m.id AND r.archived_at IS NULL "
    "AND iif(:person IS NULL, r.part <> 'host', p.id IS NOT :person) "
    "ORDER BY CASE r.part WHEN 'host' THEN 0 WHEN 'guest' THEN 1 ELSE 2 END, r.id) "
    "UNION ALL SELECT o.name FROM representations r JOIN organizations o ON o.id = r.organization_id "
    "WHERE r.meeting_id = m.id AND r.archived_at IS NULL))"
)
_WHO = f"coalesce((SELECT {name('p')} FROM people p WHERE p.uid = i.who), i.who)"
_UID = "(SELECT m.uid FROM meetings m WHERE m.id = t.meeting_id)"
_PERSON = f"(SELECT {name('p')} FROM people p WHERE p.id = t.person_id)"
_SIDES = ", ".join(
    f"'{side}', coalesce("
    f"(SELECT {name('p')} FROM people p WHERE p.id = t.{side}_person_id), "
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
_NOTE_TOLD = told(
    "private_notes t JOIN meetings m ON m.id = t.meeting_id",
    "uid meeting_id body",
    "'meeting', m.uid, 'starts_at', m.starts_at",
)
_ANSWER_TOLD = told(
    "answers t JOIN prompts q ON q.id = t.prompt_id",
    "uid asked_on text meeting_id",
    f"'question', q.text, 'meeting', {_UID}",
)
_GOAL_TOLD = told(
    "goals t", "uid text heard_on look_again_on status settled_on meeting_id person_id", f"'meeting', {_UID}"
)
_QUESTION_TOLD = told("questions t", "uid text raised_on settled_on meeting_id person_id", f"'meeting', {_UID}")
_PROMISE_TOLD = told(
    "commitments t",
    "uid text made_on due_on status settled_on why meeting_id kind quantity unit",
    f"'meeting', {_UID}, {_SIDES}",
)
_BELONGING_TOLD = told(
    "affiliations t LEFT JOIN groups g ON g.id = t.group_id LEFT JOIN organizations o ON o.id = t.organization_id",
    "uid person_id group_id organization_id title starts_on ends_on created_at",
    f"'person', {_PERSON}, 'place', coalesce(g.name, o.name)",
)
_CANDIDACY_TOLD = told(
    "candidacies t LEFT JOIN groups g ON g.id = t.group_id",
    "uid person_id job_title opened_on status settled_on why",
    f"'person', {_PERSON}, 'department', g.name",
)
_CHANGE = f"'uid', i.uid, 'name', i.name, 'who', {_WHO}, 'at', i.at"
_CHANGE_TOLD = told("changes t JOIN intents i ON i.id = t.intent_id", "before after", _CHANGE)


def _held(columns: str) -> str:
    """Return the SQL of what columns held before and after a change `t`."""
    return ", ".join(f"json_extract(t.{side}, '$.{one}')" for one in columns.split() for side in ("before", "after"))


_CHANGE_OF_PARTNER = told(
    "changes t JOIN intents i ON i.id = t.intent_id",
    "before after",
    f"{_CHANGE}, 'people', json((SELECT json_group_object(p.id, {name('p')}) FROM people p "
    f"WHERE p.id IN ({_held('owner_id introduced_by_id primary_contact_id')}))), "
    "'words', json((SELECT json_group_object(w.code, w.label) FROM words w "
    f"WHERE w.list IN ('organization_kind', 'sector') AND w.code IN ({_held('kind sector')})))",
)
"""A change of an organization, with the names of those whom it refers to, and of words that the school changed."""

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


def queries(subject: SubjectKind) -> dict[Source, str]:
    """Return source -> the query of the JSON object that tells an entry; `e.code`, `:who` and `:person` are asked.

    `:person` is whose timeline it is, or null: they are not named among those whom they met.
    """
    own = {
        SubjectKind.PERSON: {Source.MEETING: _OF_PERSON},
        SubjectKind.ORGANIZATION: {Source.CHANGE: _CHANGE_OF_PARTNER},
    }
    asked = _TOLD | timeline_partners.TOLD | own.get(subject, {})
    return {one.source: asked[one.source] for one in ARMS[subject]}
