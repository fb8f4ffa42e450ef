"""Rules of work that a school adds to the federal ones: those of its state, as data."""

from __future__ import annotations

from partner_tui.records.fields import LINE, NAME, NOTE, OwnTextField, TextField
from partner_tui.records.record import Record


class WorkRules(Record):
    """The rules of one state; `source` is where they are written, `rules` is a JSON document."""

    name = TextField(NAME, required=True, unique=True)
    source = TextField(LINE)
    rules = OwnTextField(NOTE)

    class Meta:
        table_name = "work_rules"
