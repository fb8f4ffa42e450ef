"""Several rows of one person read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from partner_tui.exchange.incoming import Findings, IncomingPerson

_FILLED = (
    "identifier", "preferred_name", "pronouns", "email", "phone", "job_title", "grade", "language", "joined_on",
)  # fmt: skip
_MARKS = {"key": "id", "identifier": "identifier", "email": "e-mail"}


def merged(people: Sequence[IncomingPerson], findings: Findings) -> list[IncomingPerson]:
    """The same people with every person once, in the order of their first rows.

    Two rows are one person if they have the same name and the same key, identifier or e-mail, and nothing that
    contradicts it; the name alone is never enough. Each merge is noted. Of two different people with one
    identifier the second loses it; with one key, the second is rejected. The smallest key stays, so that the
    order of the rows in the next file does not matter.
    """
    merger = _Merger(findings)
    for person in people:
        merger.add(person)
    return merger.people


class _Merger:
    """The people so far, found again by each of their marks: the first who has it, and the others in `more`."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.people: list[IncomingPerson] = []
        self.keys: dict[str, int] = {}
        self.identifiers: dict[str, int] = {}
        self.emails: dict[str, int] = {}
        self.more: dict[tuple[str, str], list[int]] = {}

    def add(self, person: IncomingPerson) -> None:
        """Take one more row in."""
        key, identifier, email = person.key, person.identifier, person.email
        if key in self.keys or identifier in self.identifiers or email in self.emails:
            self._add_known(person)
            return
        place = len(self.people)
        self.people.append(person)
        if key:
            self.keys[key] = place
        if identifier:
            self.identifiers[identifier] = place
        if email:
            self.emails[email] = place

    def _remember(self, person: IncomingPerson, place: int) -> None:
        for mark, firsts in (("key", self.keys), ("identifier", self.identifiers), ("email", self.emails)):
            value = getattr(person, mark)
            if value and firsts.setdefault(value, place) != place:
                self.more.setdefault((mark, value), []).append(place)

    def _places(self, mark: str, value: str, firsts: dict[str, int]) -> list[int]:
        return [firsts[value], *self.more.get((mark, value), ())] if value in firsts else []

    def _add_known(self, person: IncomingPerson) -> None:
        by_mark = {
            "key": self._places("key", person.key, self.keys),
            "identifier": self._places("identifier", person.identifier, self.identifiers),
            "email": self._places("email", person.email, self.emails),
        }
        for mark, places in by_mark.items():
            for place in places:
                if _is_same(self.people[place], person):
                    self._join(place, person, mark)
                    return
        if by_mark["key"]:
            other = self.people[by_mark["key"][0]]
            message = f"the id of {_name(other)} (row {other.row}) with another name: the row is left out"
            self.findings.reject(person.row, "id", person.key, message)
            return
        person = self._without_taken_identifier(person, by_mark["identifier"])
        self._remember(person, len(self.people))
        self.people.append(person)

    def _without_taken_identifier(self, person: IncomingPerson, places: list[int]) -> IncomingPerson:
        for place in places:
            other = self.people[place]
            if other.kind == person.kind:
                message = f"also the identifier of {_name(other)} (row {other.row}): left empty here"
                self.findings.reject(person.row, "identifier", person.identifier, message)
                return replace(person, identifier="")
        return person

    def _join(self, place: int, person: IncomingPerson, mark: str) -> None:
        first = self.people[place]
        message = f"the same name and {_MARKS[mark]} as row {first.row}: read as one person"
        self.findings.repair(person.row, _MARKS[mark], getattr(person, mark), message)
        self.people[place] = _joined(first, person)
        self._remember(person, place)


def _is_same(first: IncomingPerson, second: IncomingPerson) -> bool:
    """Whether two rows that share a mark are one person; a child may share a parent's e-mail and even the name."""
    if first.kind != second.kind and {first.kind, second.kind} != {"staff", "family"}:
        return False
    if first.identifier and second.identifier and first.identifier != second.identifier:
        return False
    return _name(first).casefold() == _name(second).casefold()


def _name(person: IncomingPerson) -> str:
    return f"{person.given_name} {person.family_name}".strip()


def _joined(first: IncomingPerson, second: IncomingPerson) -> IncomingPerson:
    filled = {name: getattr(first, name) or getattr(second, name) for name in _FILLED}
    return replace(
        first,
        **filled,
        key=min(filter(None, (first.key, second.key)), default=""),
        kind="staff" if "staff" in (first.kind, second.kind) else first.kind,
        departments=tuple(dict.fromkeys((*first.departments, *second.departments))),
        active=first.active or second.active,
    )
