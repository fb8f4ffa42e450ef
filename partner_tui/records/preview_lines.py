"""The lines of an import's preview: each person, partner, closure and oddity of a file, and what becomes of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from partner_tui.records.incoming import IncomingPerson, Rejection, Repair
from partner_tui.records.partner_changes import Question, Ref
from partner_tui.records.people import display_name
from partner_tui.records.roster import Kept, KnownPerson, Preview
from partner_tui.records.roster_words import COMPARED
from partner_tui.records.text import fold
from partner_tui.records.values import label

_DAYS = ("starts_on", "ends_on")
_OF_PARTNERS = (
    "kind", "sector", "size", "depth", "email", "phone", "website", "address", "notes", "cadence_weeks", "name",
)  # fmt: skip

Place = tuple[str, int]
"""A file's name and a line in it."""


class State(StrEnum):
    """What becomes of a line; in the order in which a preview has them: first what should be looked at."""

    ASKED = "asked"
    REJECTED = "rejected"
    ABSENT = "absent"
    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    REPAIRED = "repaired"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a line: its name in words, what it was ('' for nothing) and what it becomes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whom or what it is about (`name`, and `what` for what is no person), and what becomes of it.

    `place` is where it stands in the file, None for what does not stand there. `changes` are the columns that it gets;
    `repairs`, `rejections` and `kept` are what else is known of the same person or row.
    """

    state: State
    name: str
    what: str = ""
    place: Place | None = None
    changes: tuple[Change, ...] = ()
    repairs: tuple[Repair, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    kept: tuple[Kept, ...] = ()
    question: Question | None = None


class PreviewLines:
    """The lines of a preview, by numbers: the numbers of a state at once, the lines behind them a page at a time."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        calendar = preview.calendar
        new_terms = [term for _, terms in calendar.new_years for term in terms]
        self._spans = [
            *(("closure", row) for row in calendar.new_closures),
            *(("school year", row) for row, _ in calendar.new_years),
            *(("term", row) for row in (*new_terms, *(row for _, row in calendar.new_terms))),
        ]
        self._span_changes = [
            *(("closure", one, row) for one, row in calendar.changed_closures.items()),
            *(("school year", one, row) for one, row in calendar.changed_years.items()),
            *(("term", one, row) for one, row in calendar.changed_terms.items()),
        ]
        self._changed_people = sorted(preview.before, key=self._row_of)
        partners = preview.partners
        self._changed_partners = partners.changed_ids
        self._makers: dict[State, Sequence[tuple[int, Callable[[int], Line]]]] = {
            State.ASKED: [(len(partners.questions), self._asked)],
            State.REJECTED: [(len(preview.rejected), self._rejected)],
            State.ABSENT: [(len(preview.absent), self._absent)],
            State.KEPT: [(len(preview.kept), self._kept)],
            State.CHANGED: [
                (len(self._changed_partners), self._changed_partner),
                (len(self._changed_people), self._changed),
                (len(self._span_changes), self._changed_span),
            ],
            State.NEW: [
                (len(partners.new), self._new_partner),
                (len(preview.new), self._new),
                (len(self._spans), self._new_span),
            ],
            State.REPAIRED: [(len(preview.repaired), self._repaired)],
            State.SAME: [
                (len(partners.same), self._same_partner),
                (len(preview.same_people), self._same),
                (len(calendar.same), self._same_span),
            ],
        }
        self.counts = {state: sum(count for count, _ in self._makers[state]) for state in State}
        """How many lines each state has."""
        self._folded: dict[State, list[str]] = {}

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(self.counts.values())

    def ids(self, state: State | None = None, text: str = "") -> array[int]:
        """Return the numbers of the lines of a state, or of all, whose names have each word of a text in them."""
        found = array("q")
        wanted = fold(text).split()
        start = 0
        for one in State:
            end = start + self.counts[one]
            if state in (None, one) and not wanted:
                found.extend(range(start, end))
            elif state in (None, one):
                names = self._names(one)
                found.extend(start + at for at, name in enumerate(names) if all(word in name for word in wanted))
            start = end
        return found

    def rows(self, numbers: Sequence[int]) -> dict[int, Line]:
        """Return the lines of some numbers."""
        return {number: self.line(number) for number in numbers}

    def line(self, number: int) -> Line:
        """Return one line. Raise IndexError for a number that none has."""
        left = number
        for makers in self._makers.values():
            for count, make in makers:
                if left < count:
                    return make(left)
                left -= count
        raise IndexError(number)

    def _names(self, state: State) -> list[str]:
        if state not in self._folded:
            lines = (make(at) for count, make in self._makers[state] for at in range(count))
            self._folded[state] = [fold(f"{line.name} {line.what}") for line in lines]
        return self._folded[state]

    # What is known of a row or a person besides

    @cached_property
    def _notes(self) -> dict[Place, tuple[list[Repair], list[Rejection]]]:
        notes: dict[Place, tuple[list[Repair], list[Rejection]]] = {}
        for repair in self._preview.repaired:
            notes.setdefault((repair.file, repair.row), ([], []))[0].append(repair)
        for rejection in self._preview.rejected:
            notes.setdefault((rejection.file, rejection.row), ([], []))[1].append(rejection)
        return notes

    @cached_property
    def _named(self) -> dict[Place, str]:
        """Who stands in the rows of which something is noted."""
        people = self._preview.incoming.people
        return {(one.file, one.row): _name(one) for one in people if (one.file, one.row) in self._notes}

    @cached_property
    def _kept_of(self) -> dict[int, list[Kept]]:
        found: dict[int, list[Kept]] = {}
        for kept in self._preview.kept:
            if kept.person_id is not None:
                found.setdefault(kept.person_id, []).append(kept)
        return found

    def _row_of(self, person_id: int) -> int:
        row = self._preview.rows.get(person_id)
        return row.row if row else 0

    def _person(
        self,
        state: State,
        name: str,
        row: IncomingPerson | None,
        changes: Sequence[Change] = (),
        person_id: int | None = None,
    ) -> Line:
        place = (row.file, row.row) if row else None
        repairs, rejections = self._notes.get(place, ([], [])) if place else ([], [])
        kept = self._kept_of.get(person_id, []) if person_id is not None else []
        return Line(state, name, "", place, tuple(changes), tuple(repairs), tuple(rejections), tuple(kept))

    # A line of each kind, by its place among those of its kind

    def _new(self, at: int) -> Line:
        values = self._preview.new[at]
        changes = [Change(label(name), "", str(values[name])) for name in COMPARED if values.get(name)]
        if departments := self._preview.new_departments.get(at):
            changes.append(Change(_departments(departments), "", ", ".join(departments)))
        changes += [Change(*told) for told in self._preview.partners.told_new.get(at, ())]
        name = display_name(values["given_name"], values.get("family_name", ""), values.get("preferred_name", ""))
        return self._person(State.NEW, name, self._preview.new_rows[at], changes)

    def _changed(self, at: int) -> Line:
        person_id = self._changed_people[at]
        preview = self._preview
        before, after = preview.before[person_id], preview.changed.get(person_id, {})
        changes = [
            Change(label(name), str(before.values.get(name, "")), _said(after[name]))
            for name in COMPARED
            if name in after
        ]
        if "absent_on" in after:
            changes.append(Change("absent", "yes", "is back"))
        if person_id in preview.departments:
            names = preview.departments[person_id]
            changes.append(Change(_departments(names), before.departments, ", ".join(names) or "no department"))
        changes += [Change(*told) for told in preview.partners.told.get(person_id, ())]
        return self._person(State.CHANGED, before.name, preview.rows.get(person_id), changes, person_id)

    def _absent(self, at: int) -> Line:
        person = self._preview.absent[at]
        return self._person(State.ABSENT, person.name, self._preview.rows.get(person.id), person_id=person.id)

    def _same(self, at: int) -> Line:
        person: KnownPerson = self._preview.same_people[at]
        return self._person(State.SAME, person.name, self._preview.rows.get(person.id), person_id=person.id)

    def _kept(self, at: int) -> Line:
        kept = self._preview.kept[at]
        row = self._preview.rows.get(kept.person_id) if kept.person_id is not None else None
        return Line(State.KEPT, kept.name, place=(row.file, row.row) if row else None, kept=(kept,))

    def _repaired(self, at: int) -> Line:
        note = self._preview.repaired[at]
        place = (note.file, note.row)
        return Line(State.REPAIRED, self._named.get(place, ""), place=place, repairs=(note,))

    def _rejected(self, at: int) -> Line:
        note = self._preview.rejected[at]
        place = (note.file, note.row)
        return Line(State.REJECTED, self._named.get(place, ""), place=place, rejections=(note,))

    def _asked(self, at: int) -> Line:
        asked = self._preview.partners.questions[at]
        return Line(State.ASKED, asked.name, asked.what, (asked.file, asked.rows[0]), question=asked)

    def _new_partner(self, at: int) -> Line:
        new = self._preview.partners.new[at]
        changes = [Change(label(name), "", str(new.values[name])) for name in _OF_PARTNERS if new.values.get(name)]
        changes += [Change("stage", "", new.stage)] if new.stage else []
        changes += [Change(*told) for told in self._preview.partners.told_of.get(Ref(True, at), ())]
        return Line(State.NEW, new.values["name"], "organization", (new.file, new.row), changes=tuple(changes))

    def _changed_partner(self, at: int) -> Line:
        partners, which = self._preview.partners, self._changed_partners[at]
        before = partners.before.get(which, {})
        changes = [
            Change(label(name), _said(before.get(name)), _said(value))
            for name, value in partners.changed.get(which, {}).items()
            if name in _OF_PARTNERS
        ]
        changes += [Change(*told) for told in partners.told_of.get(Ref(False, which), ())]
        return Line(State.CHANGED, partners.names[which], "organization", changes=tuple(changes))

    def _same_partner(self, at: int) -> Line:
        partners = self._preview.partners
        return Line(State.SAME, partners.names[partners.same[at]], "organization")

    def _new_span(self, at: int) -> Line:
        what, row = self._spans[at]
        return Line(State.NEW, row["name"], what, changes=tuple(_days({}, row)))

    def _changed_span(self, at: int) -> Line:
        what, record_id, after = self._span_changes[at]
        before = self._preview.calendar.before[what, record_id]
        named = [Change("name", before["name"], after["name"])] if "name" in after else []
        return Line(State.CHANGED, before["name"], what, changes=(*named, *_days(before, after)))

    def _same_span(self, at: int) -> Line:
        what, row = self._preview.calendar.same[at]
        return Line(State.SAME, row["name"], what, changes=tuple(_days({}, row)))


def _name(row: IncomingPerson) -> str:
    return display_name(row.given_name, row.family_name, row.preferred_name)


def _departments(names: Sequence[str]) -> str:
    return "department" if len(names) == 1 else "departments"


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _days(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    return [Change(label(name), str(before.get(name, "")), str(after[name])) for name in _DAYS if name in after]
