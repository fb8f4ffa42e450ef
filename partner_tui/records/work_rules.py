"""Rules of work that a school adds to the federal ones: those of its state, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database, work_rule_sets
from partner_tui.records.fields import LINE, NAME, NOTE, OwnTextField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.record import Record
from partner_tui.records.text import fold
from partner_tui.records.work_rule_sets import RuleSet


class WorkRules(Record):
    """The rules of one state; `source` is where they are written, `rules` is a JSON document."""

    name = TextField(NAME, required=True, unique=True)
    source = TextField(LINE)
    rules = OwnTextField(NOTE)

    class Meta:
        table_name = "work_rules"


@dataclass(frozen=True, slots=True)
class WorkRulesRow:
    """The rules of one state, in a list; `text` is the JSON document as it was added."""

    id: int
    uid: str
    version: int
    name: str
    source: str
    text: str
    archived: bool

    @property
    def rules(self) -> RuleSet:
        """What the document says; raise FieldError where this version cannot read it."""
        return work_rule_sets.read(self.text, f"“{self.name}”")


FEDERAL = "federal"
"""The name of the rules that come with the program, and that nobody adds."""


def rows(*, archived: bool = False) -> list[WorkRulesRow]:
    """Return the rules that the school added, by name."""
    query = (
        "SELECT id, uid, version, name, source, rules, archived_at IS NOT NULL FROM work_rules "
        f"WHERE archived_at IS {'NOT ' if archived else ''}NULL ORDER BY name"
    )
    return [
        WorkRulesRow(record_id, uid, version, name, source, text, bool(gone))
        for record_id, uid, version, name, source, text, gone in database.select(query)
    ]


def in_force() -> tuple[RuleSet, ...]:
    """Return what the school's own rules say; raise FieldError for one that this version cannot read."""
    return tuple(row.rules for row in rows())


def named(text: str) -> WorkRulesRow:
    """Return the rules of a name or uid; raise NotFound with the names that there are."""
    found = rows()
    wanted = fold(text)
    for row in found:
        if wanted == fold(row.name) or row.uid == text:
            return row
    begun = [row for row in found if wanted and fold(row.name).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    names = ", ".join(row.name for row in found)
    hint = f"There are: federal, {names}." if names else "There are only the federal ones: federal."
    raise NotFound(f"There are no rules of work called “{text}”.", hint)


def add(intent: Intent, text: str, file: str) -> tuple[int, bool]:
    """Add the rules of a JSON document, or replace those of its name; return their id, and whether anything differs.

    `file` is what an error calls the document. Raise FieldError with the file and the key that is wrong.
    """
    found = work_rule_sets.read(text, file)
    if fold(found.name) == FEDERAL:
        message = f"{file}, name: the federal rules come with the program."
        raise FieldError("rules", message, "Give your own rules another name, such as that of your state.")
    values: dict[str, Any] = {"name": found.name, "source": found.source, "rules": text}
    there = WorkRules.get_or_none(WorkRules.name == found.name)
    if there is None:
        return intent.insert(WorkRules, **values), True
    return there.id, intent.update(WorkRules, there.id, there.version, archived_at=None, **values)


def archive(intent: Intent, row: WorkRulesRow) -> bool:
    """Put rules away, so that they are checked no more; return whether they were there."""
    return intent.archive(WorkRules, row.id, row.version)
