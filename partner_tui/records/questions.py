"""Questions to carry on: what was left open in one talk with a person, to be asked in the next."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import Check, ForeignKeyField
from peewee import TextField as PlainTextField

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, search_index, stored_rows
from partner_tui.records.fields import PLACE, DayField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Meeting
from partner_tui.records.people import Person, PersonKind, display_name
from partner_tui.records.record import Record
from partner_tui.records.text import fold


class Question(Record):
    """Something to ask a person next time, raised on a day; `settled_on` is when it was asked, or not needed more."""

    person_id = ForeignKeyField(Person, column_name="person_id", lazy_load=False)
    text = TextField(PLACE, required=True)
    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False, null=True)
    raised_on = DayField()
    settled_on = DayField(null=True)
    search_text = PlainTextField(default="")

    DERIVED: ClassVar[tuple[str, ...]] = ("search_text",)

    class Meta:
        table_name = "questions"
        constraints: ClassVar[list[Any]] = [Check('"settled_on" IS NULL OR "settled_on" >= "raised_on"')]

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the folded words by which the question is found."""
        return {"search_text": fold(_row["text"])}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question to carry on, and whom to ask; `meeting_uid` is '' where it was raised in no meeting."""

    id: int
    uid: str
    version: int
    person_id: int
    person_uid: str
    person: str
    text: str
    meeting_id: int | None
    meeting_uid: str
    raised_on: date
    settled_on: date | None
    archived: bool
    person_kind: PersonKind
    given_name: str
    family_name: str


def add(intent: Intent, *, person_id: int, text: str, raised_on: date, meeting_id: int | None = None) -> int:
    """Add a question to ask a person next time; return its id."""
    return intent.insert(Question, person_id=person_id, text=text, raised_on=raised_on, meeting_id=meeting_id)


def edit(intent: Intent, question_id: int, version: int, **values: Any) -> bool:
    """Save what differs; return whether anything did. Raise FieldError for days out of order."""
    stored = stored_rows.one(Question, question_id) | Question.stored(values)
    if stored["settled_on"] and stored["settled_on"] < stored["raised_on"]:
        message = f"It would be settled on {stored['settled_on']}, before it was raised on {stored['raised_on']}."
        raise FieldError("settled_on", message, "Give a later day.")
    return intent.update(Question, question_id, version, **values)


def settle(intent: Intent, question_id: int, version: int, on: date | None) -> bool:
    """Say on which day a question was asked; None opens it again. Return whether anything differs."""
    return edit(intent, question_id, version, settled_on=on)


_ROWS = (
    "SELECT q.id, q.uid, q.version, q.person_id, p.uid, p.given_name, p.family_name, p.preferred_name, q.text, "
    "q.meeting_id, m.uid, q.raised_on, q.settled_on, q.archived_at IS NOT NULL, p.kind FROM questions q "
    "JOIN people p ON p.id = q.person_id LEFT JOIN meetings m ON m.id = q.meeting_id"
)


def open_of(person_id: int) -> list[QuestionRow]:
    """Return what is still to be asked of a person, the longest waiting first; one query."""
    query = (
        f"{_ROWS} WHERE q.person_id = ? AND q.settled_on IS NULL AND q.archived_at IS NULL ORDER BY q.raised_on, q.id"
    )
    return [_row(row) for row in database.select(query, (person_id,))]


def of_person(person_id: int) -> list[QuestionRow]:
    """Return all questions ever carried on with a person, the newest first; one query."""
    query = f"{_ROWS} WHERE q.person_id = ? AND q.archived_at IS NULL ORDER BY q.raised_on DESC, q.id DESC"
    return [_row(row) for row in database.select(query, (person_id,))]


def raised_in(meeting_id: int) -> list[QuestionRow]:
    """Return the questions that were raised in a meeting, in the order they were noted; one query."""
    query = f"{_ROWS} WHERE q.meeting_id = ? AND q.archived_at IS NULL ORDER BY q.id"
    return [_row(row) for row in database.select(query, (meeting_id,))]


def found(text: str) -> array[int]:
    """Return the ids of the questions in which all words of a text are found, the newest first."""
    condition, words = search_index.condition("questions", "id", text)
    query = f"SELECT id FROM questions WHERE archived_at IS NULL AND {condition} ORDER BY raised_on DESC, id DESC"
    return database.ids(query, words)


def rows(ids: Sequence[int]) -> dict[int, QuestionRow]:
    """Return some questions by id; one query."""
    selected = database.select(f"{_ROWS} WHERE q.id IN ({','.join('?' * len(ids))})", list(ids))
    return {row[0]: _row(row) for row in selected}


def get(question_id: int) -> QuestionRow:
    """Return one question to read or edit; raise NotFound."""
    one = rows([question_id]).get(question_id)
    if one is None:
        raise NotFound("That question is not there.", "Somebody may have taken back what added it.")
    return one


def with_uid(uid: str) -> QuestionRow:
    """Return the question with a uid, or with the one uid that starts so; raise NotFound."""
    selected = database.select(f"{_ROWS} WHERE substr(q.uid, 1, ?) = ? LIMIT 2", (len(uid), uid)) if uid else []
    if len(selected) != 1:
        raise NotFound(f"No single question has the uid “{uid}”.", "Write the whole uid.")
    return _row(selected[0])


def _row(row: tuple[Any, ...]) -> QuestionRow:
    settled_on = date.fromisoformat(row[12]) if row[12] else None
    whose = (*row[:5], display_name(*row[5:8]), row[8], row[9], row[10] or "")
    when = (date.fromisoformat(row[11]), settled_on, bool(row[13]))
    values: tuple[Any, ...] = (*whose, *when, PersonKind(row[14]), row[5], row[6])
    return QuestionRow(*values)
