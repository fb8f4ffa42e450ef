"""What people do to records, in one line each; and all that the records then say."""

from __future__ import annotations

from typing import Any

import pytest

from partner_tui.errors import StaleRecord
from partner_tui.records import database, history, meetings, people
from partner_tui.records.meetings import Attendance
from tests.conftest import NOW, WHO, ZONE


def refusal(words: str, kind: type[BaseException] = StaleRecord) -> Any:
    """Expect an error in the block that says `words`; it may come at the end of an intent."""
    return pytest.raises(kind, match=words)


def add(name: str = "Ana", who: str = WHO, **values: Any) -> int:
    with history.intent(f"Add {name}", who=who, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name=name, **values)


def edit(person_id: int, who: str = WHO, name: str = "Edit", **values: Any) -> bool:
    version = people.get(person_id).version
    with history.intent(name, who=who, at=NOW) as intent:
        return people.edit(intent, person_id, version, **values)


def coffee(person_id: int, who: str = WHO) -> int:
    with history.intent("Coffee with Ana", who=who, at=NOW) as intent:
        return meetings.add(intent, attendance=[Attendance(person_id)], starts_at=NOW, timezone=ZONE)


def undo(who: str = WHO) -> str | None:
    line = history.undo(who=who, at=NOW)
    return None if line is None else line.name


def redo(who: str = WHO) -> str | None:
    line = history.redo(who=who, at=NOW)
    return None if line is None else line.name


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return all facts in the records: what undo and redo have to bring back, without the bookkeeping."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table, model in history.models().items():
        columns = ", ".join(name for name in model._meta.fields if name not in {"version", "updated_at"})
        found[table] = database.select(f'SELECT {columns} FROM "{table}" ORDER BY id')
    return found
