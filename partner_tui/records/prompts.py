"""Prompts and answers: the questions worth asking, whom they were asked, and what was said."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import NotFound
from partner_tui.records import database, prompt_bank, search_index
from partner_tui.records.fields import PLACE, CodeField, DayField, NoteField, NumberField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Meeting
from partner_tui.records.people import Person, PersonKind, display_name
from partner_tui.records.prompt_bank import Audience as Audience
from partner_tui.records.prompt_bank import Theme as Theme
from partner_tui.records.record import Record
from partner_tui.records.text import fold

STEP = 10
"""How far apart the positions of questions are: others fit between."""

AUDIENCES = {
    PersonKind.STAFF: Audience.STAFF,
    PersonKind.STUDENT: Audience.STUDENT,
    PersonKind.FAMILY: Audience.FAMILY,
    PersonKind.COMMUNITY: Audience.PARTNER,
}
"""Which questions are for whom; who is a candidate is not told by their kind."""


class Prompt(Record):
    """A question worth asking; those of an audience are asked in the order of their position."""

    theme = CodeField(Theme)
    audience = CodeField(Audience)
    text = TextField(PLACE, required=True)
    position = NumberField(0, 1_000_000, default=0)

    class Meta:
        table_name = "prompts"
        indexes = ((("audience", "position"), False),)


class Answer(Record):
    """A person was asked a question on a day; `text` is what they said, or empty if nobody wrote it down."""

    prompt_id = ForeignKeyField(Prompt, column_name="prompt_id", lazy_load=False)
    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False, null=True)
    asked_on = DayField()
    text = NoteField()
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "answers"
        indexes = ((("person_id", "asked_on"), False),)

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the answer is found."""
        return {"search_text": fold(_row["text"])}


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A question in a list; `asked` counts how often it was asked, of anybody."""

    id: int
    uid: str
    version: int
    theme: Theme
    audience: Audience
    text: str
    position: int
    asked: int
    archived: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer with its question, and whose it is."""

    id: int
    uid: str
    version: int
    prompt_id: int
    theme: Theme
    question: str
    person_id: int
    person_uid: str
    person: str
    meeting_id: int | None
    meeting_uid: str
    asked_on: date
    text: str
    archived: bool
    prompt_uid: str
    person_kind: PersonKind
    given_name: str
    family_name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question to ask a person next.

    `asked_on` is when they were asked it last, None for never. `last` is what they said last: to this very question,
    or else to another of its theme; None where they said nothing to any.
    """

    prompt_id: int
    uid: str
    theme: Theme
    text: str
    asked_on: date | None
    last: AnswerRow | None


@dataclass(frozen=True, slots=True)
class PromptFilter:
    """Which questions a list has."""

    audience: Audience | None = None
    theme: Theme | None = None
    archived: bool = False


def listing(wanted: PromptFilter) -> array[int]:
    """Return the ids of the questions of a filter, by audience and position."""
    query = (
        "SELECT id FROM prompts WHERE (archived_at IS NOT NULL) = :archived AND (:audience IS NULL OR audience = "
        ":audience) AND (:theme IS NULL OR theme = :theme) ORDER BY audience, position, id"
    )
    values = {"archived": int(wanted.archived), "audience": wanted.audience, "theme": wanted.theme}
    return database.ids(query, values)


def rows(ids: Sequence[int]) -> dict[int, PromptRow]:
    """Return the listed questions by id; one query."""
    query = (
        "SELECT p.id, p.uid, p.version, p.theme, p.audience, p.text, p.position, (SELECT count(*) FROM answers a "
        "WHERE a.prompt_id = p.id AND a.archived_at IS NULL), p.archived_at IS NOT NULL FROM prompts p "
        f"WHERE p.id IN ({','.join('?' * len(ids))})"
    )
    found = database.select(query, list(ids))
    values = ((*row[:3], Theme(row[3]), Audience(row[4]), *row[5:8], bool(row[8])) for row in found)
    return {row[0]: PromptRow(*row) for row in values}


def get(prompt_id: int) -> PromptRow:
    """Return one question to read or edit; raise NotFound."""
    found = rows([prompt_id]).get(prompt_id)
    if found is None:
        raise NotFound("That question is not there.", "Somebody may have taken back what added it.")
    return found


def fill(intent: Intent) -> int:
    """Add the questions of the bank that the records do not have, put away or not; return how many that were."""
    there = {uid for (uid,) in database.select("SELECT uid FROM prompts")}
    lacking = [
        {"uid": one.uid, "theme": one.theme, "audience": one.audience, "text": one.text, "position": number * STEP}
        for number, one in enumerate(prompt_bank.QUESTIONS, 1)
        if one.uid not in there
    ]
    return len(intent.insert_many(Prompt, lacking))


def add(intent: Intent, *, theme: Theme | str, audience: Audience | str, text: str, **values: Any) -> int:
    """Add a question, as the last of its audience if no position is said; return its id."""
    if "position" not in values:
        query = "SELECT coalesce(max(position), 0) FROM prompts WHERE audience = ?"
        values["position"] = database.select(query, (_code(audience),))[0][0] + STEP
    return intent.insert(Prompt, theme=theme, audience=audience, text=text, **values)


def edit(intent: Intent, prompt_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. What was answered stays with the question, however worded."""
    return intent.update(Prompt, prompt_id, version, **values)


def answer(
    intent: Intent, *, prompt_id: int, person_id: int, asked_on: date, text: str = "", meeting_id: int | None = None
) -> int:
    """Note that a person was asked a question on a day, and what they said; return the answer's id."""
    values = {"prompt_id": prompt_id, "person_id": person_id, "meeting_id": meeting_id}
    return intent.insert(Answer, asked_on=asked_on, text=text, **values)


def edit_answer(intent: Intent, answer_id: int, version: int, **values: Any) -> bool:
    """Save what differs of an answer; return whether anything did."""
    return intent.update(Answer, answer_id, version, **values)


_ANSWERS = (
    "SELECT a.id, a.uid, a.version, a.prompt_id, q.theme, q.text, a.person_id, p.uid, p.given_name, p.family_name, "
    "p.preferred_name, a.meeting_id, m.uid, a.asked_on, a.text, a.archived_at IS NOT NULL, q.uid, p.kind FROM "
    "answers a JOIN prompts q ON q.id = a.prompt_id JOIN people p ON p.id = a.person_id "
    "LEFT JOIN meetings m ON m.id = a.meeting_id"
)


def answers_of(person_id: int, *, until: date | None = None) -> list[AnswerRow]:
    """Return what a person was asked, `until` a day or ever, the newest first; one query."""
    query = (
        f"{_ANSWERS} WHERE a.person_id = :person AND a.archived_at IS NULL "
        "AND (:until IS NULL OR a.asked_on <= :until) ORDER BY a.asked_on DESC, a.id DESC"
    )
    values = {"person": person_id, "until": until and until.isoformat()}
    return [_answer_row(row) for row in database.select(query, values)]


def noted(person_id: int, prompt_id: int, asked_on: date) -> AnswerRow | None:
    """Return what is noted of a person's answer to a question on a day, of several the last; None for nothing."""
    said = answers_of(person_id, until=asked_on)
    return next((one for one in said if one.prompt_id == prompt_id and one.asked_on == asked_on), None)


def answers_in(meeting_id: int) -> list[AnswerRow]:
    """Return what was asked in a meeting, in the order it was noted; one query."""
    query = f"{_ANSWERS} WHERE a.meeting_id = ? AND a.archived_at IS NULL ORDER BY a.id"
    return [_answer_row(row) for row in database.select(query, (meeting_id,))]


def answers_found(text: str) -> array[int]:
    """Return the ids of the answers in which all words of a text are found, the newest first."""
    condition, words = search_index.condition("answers", "id", text)
    query = f"SELECT id FROM answers WHERE archived_at IS NULL AND {condition} ORDER BY asked_on DESC, id DESC"
    return database.ids(query, words)


def answer_rows(ids: Sequence[int]) -> dict[int, AnswerRow]:
    """Return some answers by id; one query."""
    found = database.select(f"{_ANSWERS} WHERE a.id IN ({','.join('?' * len(ids))})", list(ids))
    return {row[0]: _answer_row(row) for row in found}


def answer_with_uid(uid: str) -> AnswerRow:
    """Return the answer with a uid, or with the one uid that starts so; raise NotFound."""
    found = database.select(f"{_ANSWERS} WHERE substr(a.uid, 1, ?) = ? LIMIT 2", (len(uid), uid)) if uid else []
    if len(found) != 1:
        raise NotFound(f"No single answer has the uid “{uid}”.", "See them with: partner-tui answers list")
    return _answer_row(found[0])


def _answer_row(row: tuple[Any, ...]) -> AnswerRow:
    what = (*row[:4], Theme(row[4]), *row[5:8], display_name(*row[8:11]), row[11], row[12] or "")
    said = (date.fromisoformat(row[13]), row[14], bool(row[15]), row[16])
    values: tuple[Any, ...] = (*what, *said, PersonKind(row[17]), row[8], row[9])
    return AnswerRow(*values)


def propose(person_id: int, audience: Audience | str, count: int = 3, *, today: date) -> list[Proposal]:
    """Return up to `count` questions to ask a person next, as things stand on `today`; two queries.

    What they were never asked comes first, so that nothing is asked twice before all of an audience's questions were;
    then what was asked longest ago. Among those never asked, themes are mixed: as few of one theme as can be, first
    the theme that was heard least lately, then by position. The same records always give the same questions.
    """
    said = answers_of(person_id, until=today)
    asked: dict[int, date] = {}
    heard: dict[str, date] = {}
    for one in said:
        asked.setdefault(one.prompt_id, one.asked_on)
        heard.setdefault(one.theme, one.asked_on)
    query = "SELECT id, uid, theme, text FROM prompts WHERE audience = ? AND archived_at IS NULL ORDER BY position, id"
    pool = database.select(query, (_code(audience),))
    chosen: list[Proposal] = []
    themes: Counter[str] = Counter()

    def turn(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return asked.get(row[0], date.min), themes[row[2]], heard.get(row[2], date.min)

    while pool and len(chosen) < count:
        following = min(pool, key=turn)
        pool.remove(following)
        themes[following[2]] += 1
        chosen.append(_proposal(following, asked.get(following[0]), said))
    return chosen


def _proposal(row: tuple[Any, ...], asked_on: date | None, said: Sequence[AnswerRow]) -> Proposal:
    prompt_id, uid, theme, text = row
    written = [one for one in said if one.text]
    same = (one for one in written if one.prompt_id == prompt_id)
    alike = (one for one in written if one.theme == theme)
    return Proposal(prompt_id, uid, Theme(theme), text, asked_on, next(same, None) or next(alike, None))


def _code(audience: Audience | str) -> str:
    """Return the code of an audience; raise FieldError with the choices."""
    return str(Prompt.stored({"audience": audience})["audience"])
