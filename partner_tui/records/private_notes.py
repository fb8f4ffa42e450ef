"""Private notes: what one member of staff wrote about a meeting for nobody else."""

from __future__ import annotations

from peewee import ForeignKeyField

from partner_tui.records.fields import NAME, NoteField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Meeting
from partner_tui.records.record import Record


class PrivateNote(Record):
    """What one member of staff wrote about a meeting for nobody else; it never leaves in an export."""

    meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", lazy_load=False)
    author = TextField(NAME, required=True)
    body = NoteField()

    class Meta:
        table_name = "private_notes"
        indexes = ((("meeting_id", "author"), True),)


def read(meeting_id: int, author: str) -> str:
    """Return what `author` wrote about a meeting for nobody else; '' when there is nothing."""
    note = _of(meeting_id, author)
    return "" if note is None else note.body


def write(intent: Intent, meeting_id: int, author: str, body: str) -> bool:
    """Write, change or empty the private note of `author`; return whether it differs."""
    note = _of(meeting_id, author)
    if note is not None:
        return intent.update(PrivateNote, note.id, note.version, body=body)
    if body:
        intent.insert(PrivateNote, meeting_id=meeting_id, author=author, body=body)
    return bool(body)


def _of(meeting_id: int, author: str) -> PrivateNote | None:
    note: PrivateNote | None = PrivateNote.get_or_none(
        (PrivateNote.meeting_id == meeting_id) & (PrivateNote.author == author)
    )
    return note
