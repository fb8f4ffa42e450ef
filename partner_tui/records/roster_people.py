"""People of a roster beside people of the records: who is who."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from partner_tui.records import database
from partner_tui.records.people import display_name
from partner_tui.records.roster_words import COMPARED, Entry, Words, read_said, said_mark, said_start
from partner_tui.records.text import fold

_PLACE = {name: place for place, name in enumerate(COMPARED)}
_TWO_HATS = frozenset({"staff", "family"})


@dataclass(slots=True, eq=False)
class KnownPerson:
    """A person of the records as an import sees them: stored values, and what rosters said last."""

    id: int
    source: str
    source_id: str
    said: str
    absent_on: str | None
    archived_at: str | None
    row: tuple[Any, ...]

    def value(self, column: str) -> Any:
        """Return a column as it is stored, '' where there is nothing."""
        return self.row[_PLACE[column]] or ""

    @property
    def entries(self) -> dict[str, Entry]:
        """What each source said last."""
        return read_said(self.said)

    @property
    def name(self) -> str:
        """The name to show."""
        return display_name(self.value("given_name"), self.value("family_name"), self.value("preferred_name"))

    def likeness(self, words: Words) -> int:
        """Return how much of the name a row shares with this person: 0, 1 or 2; 0 if it is of another kind.

        The names that rosters gave count as those in the records: a corrected name must not make a stranger.
        """
        kinds, given, family = self._called()
        values = words.values
        names = {fold(values["given_name"]), fold(values.get("preferred_name", ""))} - {""}
        score = bool(given & names) + (fold(values.get("family_name", "")) in family)
        if values["kind"] in kinds:
            return score
        # A parent who works here has two hats and one number; with less than the whole name it is a coincidence.
        return score if score == 2 and len(_TWO_HATS & {values["kind"], *kinds}) == 2 else 0

    def _called(self) -> tuple[set[str], set[str], set[str]]:
        entries = self.entries.values()
        kinds = {self.value("kind"), *(entry.get("kind", "") for entry in entries)}
        given = {fold(self.value("given_name")), fold(self.value("preferred_name"))}
        given |= {fold(entry.get(name, "")) for entry in entries for name in ("given_name", "preferred_name")}
        family = {fold(self.value("family_name")), *(fold(entry.get("family_name", "")) for entry in entries)}
        return kinds, given, family


@dataclass
class KnownPeople:
    """Everyone in the records, found by the source's own key, by identifier or by e-mail."""

    source: str
    everyone: list[KnownPerson]
    mine: list[KnownPerson] = field(default_factory=list)
    """Those of whom the source has spoken before."""
    by_key: dict[str, KnownPerson] = field(default_factory=dict)
    by_identifier: dict[str, list[KnownPerson]] = field(default_factory=dict)
    by_email: dict[str, list[KnownPerson]] = field(default_factory=dict)
    unmarked: dict[tuple[str, str, str], list[KnownPerson]] | None = None

    def __post_init__(self) -> None:
        start, mark = said_start(self.source), said_mark(self.source)
        identifier, email = _PLACE["identifier"], _PLACE["email"]
        for person in self.everyone:
            if person.said.startswith(start) or mark in person.said:
                self._add_mine(person)
            if person.row[identifier]:
                self.by_identifier.setdefault(person.row[identifier], []).append(person)
            if person.row[email]:
                self.by_email.setdefault(person.row[email], []).append(person)

    def _add_mine(self, person: KnownPerson) -> None:
        self.mine.append(person)
        key = person.source_id
        if person.source != self.source:
            key = person.entries.get(self.source, {}).get("key", "")
        if key:
            self.by_key[key] = person

    def with_key(self, words: Words) -> KnownPerson | None:
        """Return who has the source's own key. It is enough, unless it is but the number that people see: then a part
        of the name must agree, for two schools may use one form of list.
        """
        found = self.by_key.get(words.key) if words.key else None
        if found is None or words.key != words.values.get("identifier"):
            return found
        return found if found.likeness(words) >= self._enough(found, words) else None

    def with_number(self, words: Words, taken: Container[int]) -> KnownPerson | None:
        """Return who has the number and the name of a row; `taken` are the ids of those who are found already."""
        return self._only(self.by_identifier, words.values.get("identifier"), words, taken, None)

    def with_address(self, words: Words, taken: Container[int]) -> KnownPerson | None:
        """Return who has the address and the whole name of a row: families share addresses."""
        return self._only(self.by_email, words.values.get("email"), words, taken, 2)

    def _only(
        self,
        index: Mapping[str, list[KnownPerson]],
        mark: str | None,
        words: Words,
        taken: Container[int],
        least: int | None,
    ) -> KnownPerson | None:
        found = [
            one
            for one in (index.get(mark, ()) if mark else ())
            if one.id not in taken
            and one.likeness(words) >= (least or self._enough(one, words))
            and not self._contradicts(one, words)
        ]
        return found[0] if len(found) == 1 else None

    def _enough(self, person: KnownPerson, words: Words) -> int:
        """Return how much of the name must agree for a number to count."""
        email = words.values.get("email", "")
        is_ours = said_mark(self.source) in person.said
        return 1 if is_ours or (email and email == person.value("email")) else 2

    def _contradicts(self, person: KnownPerson, words: Words) -> bool:
        """Return whether this source gave a person another number than a row has."""
        theirs = person.entries.get(self.source, {}).get("identifier", "")
        ours = words.values.get("identifier", "")
        return bool(theirs and ours and theirs != ours)

    def become(self, person: KnownPerson, changes: Mapping[str, Any], said: str) -> None:
        """Take over what a person will be after the import: a number that was given on is nobody's twin any more."""
        for index, column in ((self.by_identifier, "identifier"), (self.by_email, "email")):
            if column in changes:
                if before := person.value(column):
                    index[before].remove(person)
                if changes[column]:
                    index.setdefault(changes[column], []).append(person)
        person.row = tuple(changes.get(name, value) for name, value in zip(COMPARED, person.row, strict=True))
        person.said = said

    def contradicting(self, words: Words) -> KnownPerson | None:
        """Return who else of that kind has the number of a row that is nobody known."""
        number = words.values.get("identifier", "")
        there = self.by_identifier.get(number, ()) if number else ()
        return next((one for one in there if one.value("kind") == words.values["kind"]), None)

    def with_name(self, words: Words, taken: Container[int]) -> KnownPerson | None:
        """Return who a row is that has no mark in common with anybody: the next one whom this same source called so,
        and of whom nothing that it said then contradicts the row. A name alone is nobody in another file.
        """
        if self.unmarked is None:
            self.unmarked = {}
            for person in self.mine:
                self.unmarked.setdefault(_called(person.entries[self.source]), []).append(person)
        there = [one for one in self.unmarked.get(_called(words.values), ()) if one.id not in taken]
        text = f"{said_start(self.source)}{words.text}}}"
        there.sort(key=lambda one: one.said != text)
        return next((one for one in there if self._goes_with(one, words)), None)

    def _goes_with(self, person: KnownPerson, words: Words) -> bool:
        entry = person.entries[self.source]
        if entry.get("key", "") != words.key:
            return False
        pairs = ((entry.get(name, ""), words.values.get(name, "")) for name in ("identifier", "email"))
        return not any(a and b and a != b for a, b in pairs)


def _called(values: Entry) -> tuple[str, str, str]:
    return values.get("kind", ""), fold(values.get("given_name", "")), fold(values.get("family_name", ""))


def load(source: str) -> KnownPeople:
    """Return everyone in the records as an import from a source sees them."""
    columns = ", ".join(COMPARED)
    query = f"SELECT id, source, source_id, said, absent_on, archived_at, {columns} FROM people ORDER BY id"
    everyone = [
        KnownPerson(person_id, of, key, said, absent_on, archived_at, tuple(values))
        for person_id, of, key, said, absent_on, archived_at, *values in database.select(query)
    ]
    return KnownPeople(source, everyone)
