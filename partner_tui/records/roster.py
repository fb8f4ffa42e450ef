"""A roster held against the records: what is new, changed, same, absent or rejected, and then written as one intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from partner_tui.errors import DatabaseError
from partner_tui.records import (
    closures_and_years,
    mappings,
    partner_incoming,
    partner_writing,
    roster_departments,
    roster_people,
)
from partner_tui.records.history import Intent
from partner_tui.records.incoming import Incoming, IncomingPerson, Rejection
from partner_tui.records.people import Person
from partner_tui.records.roster_departments import Departments
from partner_tui.records.roster_merging import Kept, merge
from partner_tui.records.roster_people import KnownPeople, KnownPerson
from partner_tui.records.roster_preview import ALARMING, Before, Preview, reached
from partner_tui.records.roster_words import COMPARED, Reader, Words, said_start

__all__ = ["ALARMING", "Kept", "KnownPerson", "Preview", "Progress", "compare", "reached", "write"]

_NO_ANSWERS: Mapping[str, int] = {}

_STEP = 2_000
"""After how many people the progress is told."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much; what it raises stops the work."""


def _quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def compare(
    incoming: Incoming, today: date, progress: Progress = _quiet, answers: Mapping[str, int] = _NO_ANSWERS
) -> Preview:
    """Return what the file would change in the open records, on a day; `answers` are to what it asked of contacts."""
    preview = Preview(incoming, repaired=list(incoming.repairs), rejected=list(incoming.rejections))
    preview.reached = reached()
    preview.answers = dict(answers)
    if incoming.contacts:
        partner_incoming.compare(preview, answers, progress)
    elif incoming.people:
        _Comparison(preview, today).run(progress)
    preview.calendar = closures_and_years.compare(incoming, preview.rejected, preview.kept)
    if incoming.mapping:
        preview.mapping_is_new = mappings.is_new(incoming.source, incoming.mapping)
    return preview


class _Comparison:
    """One comparison of the people of a file with those of the records."""

    def __init__(self, preview: Preview, today: date) -> None:
        self.preview = preview
        self.today = today.isoformat()
        self.reader = Reader(preview.incoming, preview.repaired, preview.rejected)
        self.source = preview.source = self.reader.source
        self.start = said_start(self.source)
        self.known: KnownPeople = roster_people.load(self.source)
        self.departments: Departments | None = None
        self.seen: set[int] = set()
        self.keys: set[str] = set()

    def run(self, progress: Progress) -> None:
        """Compare everybody: first those whom the source's own key says, then by the weaker marks."""
        people, known = self.preview.incoming.people, self.known
        rest: list[tuple[IncomingPerson, Words]] = []
        for done, row in enumerate(people):
            if done % _STEP == 0:
                progress("people compared", done, len(people))
            words = self.reader.words(row)
            if words is None or self._is_repeated(words, row):
                self._see_rejected(row)
            elif not self._is_as_before(words, row) and not self._is_found(known.with_key(words), words, row):
                rest.append((row, words))
        # Of two namesakes without a mark the one who left must not be taken for the one who is there.
        rest.sort(key=lambda one: not one[0].active)
        for find in (known.with_number, known.with_address, known.with_name) if known.everyone else ():
            rest = [(row, words) for row, words in rest if not self._is_found(find(words, self.seen), words, row)]
        for row, words in rest:
            self._add(words, row)
        progress("people compared", len(people), len(people))
        self._find_missing()

    def _is_found(self, found: KnownPerson | None, words: Words, row: IncomingPerson) -> bool:
        if found is None or found.id in self.seen:
            return False
        self._compare(found, words, row)
        return True

    def _is_repeated(self, words: Words, row: IncomingPerson) -> bool:
        if not words.key or words.key not in self.keys:
            self.keys.add(words.key)
            return False
        message = "Another row of the file has the same id: the row is left out."
        self.preview.rejected.append(Rejection(row.file, row.row, "key", words.key, message))
        return True

    def _see_rejected(self, row: IncomingPerson) -> None:
        # Somebody whose row cannot be read is in the file all the same.
        found = self.known.by_key.get(row.key) if row.key else None
        if found is not None:
            self.seen.add(found.id)

    def _is_as_before(self, words: Words, row: IncomingPerson) -> bool:
        """The short way for somebody of whom this source alone ever spoke, and says what it said."""
        found = self.known.by_key.get(words.key)
        if found is None or found.id in self.seen or found.absent_on or not row.active:
            return False
        if found.said != f"{self.start}{words.text}}}":
            return False
        self.seen.add(found.id)
        self._note_same(found, row)
        return True

    def _note_same(self, found: KnownPerson, row: IncomingPerson) -> None:
        self.preview.same_people.append(found)
        self.preview.rows[found.id] = row

    def _compare(self, found: KnownPerson, words: Words, row: IncomingPerson) -> None:
        preview = self.preview
        self.seen.add(found.id)
        preview.rows[found.id] = row
        merged = merge(found, words, self.source, self.reader.spoken)
        preview.kept.extend(merged.kept)
        changes = merged.changes
        if row.active and found.absent_on:
            changes["absent_on"] = None
        leaves = not (row.active or found.absent_on or found.archived_at)
        if leaves:
            preview.absent.append(found)
        before = Before(found.name, {name: found.value(name) for name in changes if name in COMPARED})
        self.known.become(found, changes, merged.noted.get("said", found.said))
        if merged.departments is not None:
            self._move(found, merged.departments, merged.departments_before)
        moves = found.id in preview.departments
        if changes or moves:
            named = self.departments.names_of(found.id) if moves and self.departments else ""
            preview.before[found.id] = replace(before, departments=named)
        if changes:
            preview.changed[found.id] = changes | merged.noted
            return
        if merged.noted:
            preview.noted[found.id] = merged.noted
        if not (leaves or moves):
            preview.same_people.append(found)

    def _move(self, found: KnownPerson, names: tuple[str, ...], before: tuple[str, ...]) -> None:
        if self.departments is None:
            self.departments = roster_departments.load()
        there, now = self.departments, self.departments.of(found.id)
        if there.called(names) == now:
            return
        # Whoever was moved by hand, or belonged somewhere before a roster said so, stays there.
        if there.called(before) <= now and (before or not now):
            self.preview.departments[found.id] = names
        elif names:
            self.preview.kept.append(
                Kept(found.id, found.name, "departments", there.names_of(found.id), ", ".join(names))
            )

    def _add(self, words: Words, row: IncomingPerson) -> None:
        rejected, known = self.preview.rejected, self.known
        other = known.contradicting(words)
        twin = known.with_key(words) or known.with_number(words, ()) or known.with_address(words, ())
        if twin is not None:
            message = f"{twin.name} is in the file already: the row is left out."
            rejected.append(Rejection(row.file, row.row, "", row.given_name, message))
        elif other is not None:
            number = words.values["identifier"]
            message = f"The number belongs to {other.name} already: left out. Correct one of them, and import again."
            rejected.append(Rejection(row.file, row.row, "identifier", number, message))
        elif not row.active:
            rejected.append(Rejection(row.file, row.row, "", row.given_name, "Not active in the file: left out."))
        else:
            if words.departments:
                self.preview.new_departments[len(self.preview.new)] = words.departments
            said = f"{self.start}{words.text}}}"
            self.preview.new_rows.append(row)
            self.preview.new.append(words.values | {"source": self.source, "source_id": words.key, "said": said})

    def _find_missing(self) -> None:
        preview = self.preview
        there = [one for one in self.known.mine if one.absent_on is None and one.archived_at is None]
        preview.known = len(there)
        if preview.incoming.bulk:
            missing = [one for one in there if one.id not in self.seen]
            preview.missing = len(missing)
            preview.absent.extend(missing)


def write(intent: Intent, preview: Preview, today: date, progress: Progress = _quiet) -> None:
    """Write a preview inside an intent; interrupted, the intent leaves nothing.

    Raise DatabaseError if anything was saved since the preview was made: it would be written over.
    """
    if preview.is_stale:
        raise DatabaseError("The records were changed since the file was compared with them.", "Import it again.")
    incoming = preview.incoming
    added = len(preview.new)
    total = added + len(preview.changed) + len(preview.noted) + len(preview.absent)
    progress("people", 0, total)
    if incoming.contacts:
        # A person whom our own file brings keeps the uid, which storing in bulk would make anew.
        ids = intent.insert_many(Person, preview.new)
    else:
        ids = intent.insert_stored(Person, preview.new, lambda done: progress("people", done, total))
    intent.update_many(Person, preview.changed)
    intent.update_many(Person, preview.noted)
    intent.update_many(Person, {person.id: {"absent_on": today} for person in preview.absent})
    progress("people", total, total)
    new = {ids[place]: names for place, names in preview.new_departments.items()}
    if new or preview.departments:
        progress("departments", 0, len(new) + len(preview.departments))
        there = roster_departments.load()
        roster_departments.write(intent, there, new, preview.departments, preview.source, today)
        progress("departments", len(new) + len(preview.departments), len(new) + len(preview.departments))
    if preview.partners:
        partner_writing.write(intent, preview.partners, ids, preview.source, today)
    closures_and_years.write(intent, preview.calendar)
    if preview.mapping_is_new:
        mappings.remember(intent, incoming.source, incoming.mapping)
