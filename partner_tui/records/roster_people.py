"""People of a roster beside people of the records: who is who, and whose word counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records import database
from partner_tui.records.fields import label
from partner_tui.records.incoming import Incoming, IncomingPerson, Rejection, Repair
from partner_tui.records.people import Person, display_name
from partner_tui.records.text import fold

COMPARED = (
    "kind", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "grade",
    "language", "joined_on", "identifier",
)  # fmt: skip
"""The columns that a roster can speak about."""

ALWAYS = frozenset({"kind", "given_name", "family_name", "identifier"})


@dataclass(slots=True)
class KnownPerson:
    """A person of the records as an import sees them: stored values, and what the roster said last."""

    id: int
    source: str
    source_id: str
    values: dict[str, Any]
    said: dict[str, Any]
    absent_on: str | None
    archived_at: str | None

    @property
    def name(self) -> str:
        """The name to show."""
        return display_name(self.values["given_name"], self.values["family_name"], self.values["preferred_name"])

    def could_be(self, row: IncomingPerson) -> bool:
        """Whether a row with this person's number or address is this person: one of the two names is the same."""
        given, family = self.values["given_name"], self.values["family_name"]
        names = {fold(given), fold(self.values["preferred_name"])}
        same_given = bool(names & {fold(row.given_name), fold(row.preferred_name)} - {""})
        return self.values["kind"] == row.kind and (same_given or fold(family) == fold(row.family_name))

    @property
    def said_departments(self) -> tuple[str, ...]:
        """The departments that the roster named last."""
        return tuple(self.said.get("departments", ()))


@dataclass(frozen=True, slots=True)
class Kept:
    """What was corrected by hand and stays, although the file says otherwise."""

    person_id: int
    name: str
    column: str
    kept: str
    file_says: str


@dataclass
class KnownPeople:
    """Everyone in the records, found by source and key, by identifier, by e-mail; never by name alone."""

    everyone: list[KnownPerson]
    by_key: dict[tuple[str, str], KnownPerson] = field(default_factory=dict)
    by_identifier: dict[str, KnownPerson | None] = field(default_factory=dict)
    by_email: dict[str, KnownPerson | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.everyone:
            if person.source_id:
                self.by_key[person.source, person.source_id] = person
            for index, column in ((self.by_identifier, "identifier"), (self.by_email, "email")):
                value = person.values[column]
                if value:
                    # Two people with one address are told apart by nothing: neither is meant.
                    index[value] = None if value in index else person

    def match(self, source: str, row: IncomingPerson) -> KnownPerson | None:
        """Return who a row is, if that is certain: by the source's own key, else by a number or an address that a
        person of that name has. Families share addresses, and two schools may give out one number.
        """
        if row.key and (source, row.key) in self.by_key:
            return self.by_key[source, row.key]
        for index, value in ((self.by_identifier, row.identifier), (self.by_email, row.email.strip().lower())):
            found = index.get(value) if value else None
            if found is not None and found.could_be(row):
                return found
        return None

    def contradicting(self, row: IncomingPerson) -> KnownPerson | None:
        """Return who else has the number of a row that is nobody known."""
        return self.by_identifier.get(row.identifier) if row.identifier else None

    def of_source(self, source: str) -> Iterator[KnownPerson]:
        """Return everyone whom a source brought."""
        return (person for person in self.everyone if person.source == source)


def load() -> KnownPeople:
    """Return everyone in the records as an import sees them."""
    columns = ", ".join(COMPARED)
    query = f"SELECT id, source, source_id, said, absent_on, archived_at, {columns} FROM people"
    return KnownPeople([_known(row) for row in database.select(query)])


def _known(row: tuple[Any, ...]) -> KnownPerson:
    values = dict(zip(COMPARED, row[6:], strict=True))
    return KnownPerson(row[0], row[1], row[2], values, json.loads(row[3]) if row[3] else {}, row[4], row[5])


def stored(
    row: IncomingPerson, incoming: Incoming, repaired: list[Repair], rejected: list[Rejection]
) -> dict[str, Any] | None:
    """Return what a row says as it would be stored, or None, with the reason among `rejected`.

    What had to be cleaned is among `repaired`.
    """
    fields = Person._meta.fields
    values: dict[str, Any] = {}
    for name in COMPARED:
        given = getattr(row, name)
        if not given and not _speaks(incoming, name):
            continue
        try:
            values[name] = value = fields[name].db_value(given)
        except FieldError as error:
            message = f"{error.message} {error.hint}"
            if name in ALWAYS:
                rejected.append(Rejection(row.file, row.row, name, _visible(given), message))
                return None
            rejected.append(Rejection(row.file, row.row, name, _visible(given), f"{message} Left empty."))
            continue
        if value != given and name != "joined_on" and value != str(given).lower():
            made = f"The {label(name)} was cleaned to “{value}”."
            repaired.append(Repair(row.file, row.row, name, _visible(given), made))
    said = dict(values)
    if row.departments:
        said["departments"] = row.departments
    return values | {"source": incoming.source, "source_id": row.key, "said": _json(said)}


def _speaks(incoming: Incoming, name: str) -> bool:
    return name in ALWAYS or name in incoming.present


def merge(known: KnownPerson, values: dict[str, Any], incoming: Incoming) -> tuple[dict[str, Any], list[Kept]]:
    """Return which columns a row changes, and what stays because somebody corrected it by hand.

    Three versions are compared: what the roster said last, what it says now, and what the records say. Where the
    records still say what the roster said last, the roster's word counts; otherwise a person's.
    """
    changes: dict[str, Any] = {}
    kept: list[Kept] = []
    same_source = known.source in ("", values["source"])
    for name, value in _compared(values):
        now = known.values[name]
        if value == now or (name in known.said and known.said[name] == value):
            continue
        untouched = same_source and known.said.get(name, "") == (now or "")
        if now in ("", None) or (untouched and _speaks(incoming, name)):
            changes[name] = value
        elif not _speaks(incoming, name):
            continue
        elif value not in ("", None):
            kept.append(Kept(known.id, known.name, name, str(now), str(value)))
    if same_source:
        for name in ("source", "source_id"):
            if values[name] != getattr(known, name):
                changes[name] = values[name]
        if values["said"] != _json(known.said):
            changes["said"] = values["said"]
    return changes, kept


def _compared(values: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in values.items() if name in COMPARED)


def _visible(value: object) -> str:
    text = str(value)[:120]
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
