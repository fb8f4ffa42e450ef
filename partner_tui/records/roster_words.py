"""What the rows of a roster say, cleaned and checked as it would be stored, and how a person's row is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records.changes import encode
from partner_tui.records.fields import NOTE, label
from partner_tui.records.groups import Group
from partner_tui.records.incoming import Incoming, IncomingPerson, Rejection, Repair
from partner_tui.records.people import Person

COMPARED = (
    "kind", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "grade",
    "language", "joined_on", "identifier",
)  # fmt: skip
"""The columns that a roster can speak about."""

ALWAYS = frozenset({"kind", "given_name"})
"""The columns without which a row is nobody: a bad value there rejects the row, elsewhere only the value."""

MOST_DEPARTMENTS = 20
"""How many departments one row may name."""

_MANY_ALIKE = 20_000
"""How many different cells of a column are remembered cleaned: names, grades and titles come again and again."""

_UNLIKE = frozenset({"email", "identifier", "source_id"})
_SHOWN = 120

Entry = dict[str, Any]
"""What one source said last about a person: column -> stored value where there is one, `key` and `departments`."""


@dataclass(slots=True)
class Words:
    """What a row says: `values` of the columns that are not empty, and all of it as the JSON that is remembered."""

    key: str
    values: dict[str, Any]
    departments: tuple[str, ...]
    text: str


class Reader:
    """Reads the rows of one file; what had to be cleaned or left out is added to the two lists."""

    def __init__(self, incoming: Incoming, repaired: list[Repair], rejected: list[Rejection]) -> None:
        self.repaired = repaired
        self.rejected = rejected
        self.spoken = ALWAYS | incoming.present
        """The columns of which the file speaks: an empty cell there is a statement."""
        self.source: str = Person.cleaner("source")(incoming.source)
        self._key = _cleaner("source_id")
        self._department = lru_cache(_MANY_ALIKE)(Group.cleaner("name"))
        self._cleaners = [(name, _cleaner(name)) for name in COMPARED]

    def words(self, row: IncomingPerson) -> Words | None:
        """Return what a row says, or None, with the reason among the rejected, if it cannot be anybody."""
        values: dict[str, Any] = {}
        for name, cleaner in self._cleaners:
            given = getattr(row, name)
            if not given:
                if name in ALWAYS:
                    self._reject(row, name, given, f"The {label(name)} is empty: the row is left out.")
                    return None
                continue
            try:
                value = cleaner(given)
            except FieldError as error:
                if not self._goes_on_without(row, name, given, error):
                    return None
                continue
            if value != given:
                self._note(row, name, given, value)
            if value:
                values[name] = value
        key = row.key
        if key:
            try:
                key = self._key(key)
            except FieldError as error:
                self._reject(row, "key", key, f"{error.message} The row is left out.")
                return None
        departments = self._departments(row) if row.departments else ()
        return Words(key, values, departments, encode(entry_of(key, values, departments)))

    def _goes_on_without(self, row: IncomingPerson, name: str, given: object, error: FieldError) -> bool:
        what = "The row is left out." if name in ALWAYS else "Left empty."
        self._reject(row, name, given, f"{error.message} {what}")
        return name not in ALWAYS

    def _note(self, row: IncomingPerson, name: str, given: object, value: object) -> None:
        # A date becomes its text and an address lower case without anybody having to look at it.
        if name != "joined_on" and value != str(given).lower():
            made = f"The {label(name)} was cleaned to “{value}”."
            self.repaired.append(Repair(row.file, row.row, name, visible(given), made))

    def _departments(self, row: IncomingPerson) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for given in row.departments:
            try:
                name = self._department(given)
            except FieldError as error:
                self._reject(row, "departments", given, f"{error.message} Left out.")
                continue
            if len(found) == MOST_DEPARTMENTS and name not in found:
                self._reject(row, "departments", given, f"There is room for {MOST_DEPARTMENTS}. Left out.")
                continue
            if name != given:
                self._note(row, "departments", given, name)
            found[name] = None
        return tuple(found)

    def _reject(self, row: IncomingPerson, column: str, value: object, message: str) -> None:
        self.rejected.append(Rejection(row.file, row.row, column, visible(value), message))


def _cleaner(name: str) -> Callable[[Any], Any]:
    cleaner = Person.cleaner(name)
    return cleaner if name in _UNLIKE else lru_cache(_MANY_ALIKE)(cleaner)


def entry_of(key: str, values: Mapping[str, Any], departments: Sequence[str]) -> Entry:
    """Return what a source says about a person as it is remembered; the same words always give the same text."""
    entry: Entry = {"key": key, **values} if key else dict(values)
    if departments:
        entry["departments"] = departments
    return entry


def said_start(source: str) -> str:
    """Return how `people.said` begins where only one source ever said something; an entry and a brace follow."""
    return f"{{{encode(source)}:"


def said_mark(source: str) -> str:
    """Return text that is in `people.said` exactly where a source said something; inside a value it would be quoted."""
    return f"{encode(source)}:{{"


def said_text(entries: Mapping[str, Entry], newest: str) -> str:
    """Return what all sources said as `people.said` keeps it; for want of room the oldest other source is forgotten."""
    left = dict(entries)
    while len(text := encode(left)) > NOTE and len(left) > 1:
        del left[next(source for source in left if source != newest)]
    return text


def read_said(text: str) -> dict[str, Entry]:
    """Return what each source said last, out of `people.said`; nothing where that is unreadable."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    entries: dict[str, Entry] = found if isinstance(found, dict) else {}
    return {source: entry for source, entry in entries.items() if isinstance(entry, dict)}


def visible(value: object) -> str:
    """Return what a cell said, short and printable."""
    text = str(value)[:_SHOWN]
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
