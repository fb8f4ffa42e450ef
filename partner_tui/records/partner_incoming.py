"""Contacts held against the records: who is who, who belongs where, what changes, and what must be asked first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from partner_tui.errors import FieldError
from partner_tui.records import roster_people
from partner_tui.records.fields import label
from partner_tui.records.incoming import IncomingContact, IncomingPerson, Rejection
from partner_tui.records.partner_changes import Answers, NewTie, PartnerChanges, Ref
from partner_tui.records.partner_matching import Matching
from partner_tui.records.partner_organizations import Organizations, uid_of
from partner_tui.records.partner_past import more_of_people, primaries, tags_of_people
from partner_tui.records.partner_words import name_key
from partner_tui.records.people import Person
from partner_tui.records.roster_merging import Kept, merge
from partner_tui.records.roster_people import KnownPerson
from partner_tui.records.roster_preview import Before, Preview
from partner_tui.records.roster_words import COMPARED, Entry, Reader, Words, entry_of, read_said, said_text
from partner_tui.records.text import fold

OURS = "partner-tui"
"""How the source of a file that we wrote begins."""

_STEP = 2_000


def compare(preview: Preview, answers: Answers, progress: Callable[[str, int, int], None]) -> None:
    """Work out what the contacts of a preview's file change; unanswered questions leave their rows out."""
    _Comparison(preview, answers).run(progress)


class _Comparison:
    """One comparison of the contacts of a file with the records."""

    def __init__(self, preview: Preview, answers: Answers) -> None:
        self.preview = preview
        self.changes: PartnerChanges = preview.partners
        self.reader = Reader(preview.incoming, preview.repaired, preview.rejected)
        self.source = preview.source = self.reader.source
        self.is_ours = self.source.startswith(OURS)
        self.known = roster_people.load(self.source)
        self.organizations = Organizations(
            self.changes, self.source, answers, is_ours=self.is_ours, kept=preview.kept, repaired=preview.repaired,
            rejected=preview.rejected,
        )  # fmt: skip
        self.more = more_of_people()
        self.matching = Matching(
            self.known, {one.uid: one_id for one_id, one in self.more.items()}, answers, preview.repaired
        )
        self.tags = tags_of_people()
        self.seen: set[int] = set()
        self.primaries: dict[Ref, tuple[Ref, str]] = {}

    def run(self, progress: Callable[[str, int, int], None]) -> None:
        contacts = self.preview.incoming.contacts
        for done, contact in enumerate(contacts):
            if done % _STEP == 0:
                progress("contacts compared", done, len(contacts))
            self._contact(contact)
        self.organizations.merge()
        self._settle_primaries()
        self.changes.questions = [*self.organizations.asked.values(), *self.matching.asked.values()]
        progress("contacts compared", len(contacts), len(contacts))

    def _contact(self, contact: IncomingContact) -> None:
        words = self.reader.words(contact.person) if contact.person else None
        if contact.person is None:
            self.organizations.resolve(contact)
        if contact.person is None or words is None:
            return
        found = self.matching.find(contact, words, self.organizations.peek(contact), self.seen)
        if self.matching.is_waiting(contact):
            return
        if found is not None and found.id in self.seen:
            message = f"{found.name} is in the file already: the row is left out."
            self.preview.rejected.append(Rejection(contact.file, contact.row, "", found.name, message))
            return
        refs = self.organizations.resolve(contact)
        if refs is None:
            return
        if found is None:
            person = self._add(contact, words, refs)
        else:
            self.seen.add(found.id)
            person = Ref(False, found.id)
            self._merge(found, contact, words, refs)
        for tie, organization in zip(contact.ties, refs, strict=True):
            if tie.primary:
                self._want_primary(organization, person, contact.person)

    # New people

    def _add(self, contact: IncomingContact, words: Words, refs: tuple[Ref, ...]) -> Ref:
        preview, row = self.preview, contact.person
        assert row is not None
        person = Ref(True, len(preview.new))
        uid = uid_of(words.key) if self.is_ours and words.key not in self.matching.by_uid else ""
        values: dict[str, Any] = dict(words.values)
        if notes := self._cleaned_notes(contact):
            values["notes"] = notes
        if uid:
            values["uid"] = uid
        else:
            entry = self._entry({}, contact, words)
            said = said_text({self.source: entry}, self.source)
            values |= {"source": self.source, "source_id": words.key, "said": said}
        preview.new.append(values)
        preview.new_rows.append(row)
        told = self.changes.told_new.setdefault(person.at, [])
        if notes:
            told.append(("notes", "", notes))
        for tie, organization in zip(contact.ties, refs, strict=True):
            self.changes.ties.append(NewTie(person, organization, tie.title, tie.starts_on))
            told.append(("organization", "", _with_title(tie.organization.name, tie.title)))
        self._tag(person, contact.tags, told)
        return person

    # People who are there

    def _merge(self, found: KnownPerson, contact: IncomingContact, words: Words, refs: tuple[Ref, ...]) -> None:
        preview, row = self.preview, contact.person
        assert row is not None
        preview.rows[found.id] = row
        words.values["kind"] = found.value("kind")  # the first hat of somebody who is known stays
        before = found.entries.get(self.source, {})
        changes, noted = self._own_word(found, contact, words) if self.is_ours else self._word(found, words)
        if not self.is_ours:
            self._note(found, contact, words, noted)
        told: list[tuple[str, str, str]] = []
        self._merge_notes(found, contact, before, changes, told)
        told_of_ties = self._merge_ties(found, contact, before, refs)
        self._tag(Ref(False, found.id), contact.tags, told_of_ties)
        if told_of_ties:
            self.changes.told[found.id] = told_of_ties
        if told:
            self.changes.told.setdefault(found.id, []).extend(told)
        self._record(found, changes, noted)

    def _record(self, found: KnownPerson, changes: dict[str, Any], noted: dict[str, Any]) -> None:
        preview = self.preview
        if changes or found.id in self.changes.told:
            preview.before[found.id] = Before(found.name, {one: found.value(one) for one in changes if one in COMPARED})
        else:
            preview.same_people.append(found)
        if changes:
            preview.changed[found.id] = changes | noted
        elif noted:
            preview.noted[found.id] = noted

    def _word(self, found: KnownPerson, words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
        merged = merge(found, words, self.source, self.reader.spoken - {"kind"})
        self.preview.kept.extend(merged.kept)
        merged.noted.pop("said", None)
        return merged.changes, merged.noted

    def _own_word(
        self, found: KnownPerson, contact: IncomingContact, words: Words
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Take our own file at its word as long as the person is as when it was written; else fill what is empty."""
        changes: dict[str, Any] = {}
        is_current = contact.version == self.more[found.id].version
        for name in COMPARED:
            value, now = words.values.get(name, ""), found.value(name)
            if not value or value == now or name == "kind":
                continue
            if is_current:
                changes[name] = value
            else:
                self.preview.kept.append(Kept(found.id, found.name, name, str(now), str(value)))
        return changes, {}

    def _note(self, found: KnownPerson, contact: IncomingContact, words: Words, noted: dict[str, Any]) -> None:
        """Remember what this source said, so that the next file from there is news only where it says otherwise."""
        entries = read_said(found.said)
        entry = self._entry(entries.get(self.source, {}), contact, words)
        text = said_text({**entries, self.source: entry}, self.source)
        if text != found.said:
            noted["said"] = text
        if found.source == self.source and words.key and words.key != found.source_id:
            noted["source_id"] = words.key

    def _entry(self, before: Entry, contact: IncomingContact, words: Words) -> Entry:
        spoken = {
            name: value
            for name in COMPARED
            if (value := words.values.get(name) or (before.get(name) if name not in self.reader.spoken else None))
        }
        entry = entry_of(words.key, spoken, ())
        if notes := _digest(contact.notes) or before.get("notes"):
            entry["notes"] = notes
        if contact.ties:
            entry["titles"] = {name_key(tie.organization.name): tie.title for tie in contact.ties}
        return entry

    def _merge_notes(
        self, found: KnownPerson, contact: IncomingContact, before: Entry, changes: dict[str, Any],
        told: list[tuple[str, str, str]],
    ) -> None:  # fmt: skip
        value, now = self._cleaned_notes(contact), self.more[found.id].notes
        if not value or value == now:
            return
        said = before.get("notes", "")
        is_news = self.is_ours or _digest(contact.notes) != said
        is_current = self.is_ours and contact.version == self.more[found.id].version
        if is_current or (is_news and (_digest(now) == said if said else not now)):
            changes["notes"] = value
            told.append(("notes", now, value))
        elif is_news:
            self.preview.kept.append(Kept(found.id, found.name, "notes", now, value))

    def _merge_ties(
        self, found: KnownPerson, contact: IncomingContact, before: Entry, refs: tuple[Ref, ...]
    ) -> list[tuple[str, str, str]]:
        told: list[tuple[str, str, str]] = []
        titles = before.get("titles", {}) if isinstance(before.get("titles", {}), dict) else {}
        for tie, organization in zip(contact.ties, refs, strict=True):
            there = None if organization.is_new else self.matching.ties.get((found.id, organization.at))
            if there is None:
                self.changes.ties.append(NewTie(Ref(False, found.id), organization, tie.title, tie.starts_on))
                told.append(("organization", "", _with_title(tie.organization.name, tie.title)))
                continue
            said = titles.get(name_key(tie.organization.name), "")
            if not there.is_open or not tie.title or tie.title in (there.title, said):
                continue
            if there.title == said or (self.is_ours and contact.version == self.more[found.id].version):
                self.changes.titles[there.id] = tie.title
                told.append((f"title at {tie.organization.name}", there.title, tie.title))
            else:
                self.preview.kept.append(Kept(found.id, found.name, "title", there.title, tie.title))
        return told

    def _tag(self, person: Ref, said: tuple[str, ...], told: list[tuple[str, str, str]]) -> None:
        fresh = {fold(word): word for word in said if person.is_new or (person.at, fold(word)) not in self.tags}
        self.changes.tags += [("person_id", person, word) for word in fresh.values()]
        if fresh:
            told.append(("tags", "", ", ".join(fresh.values())))

    def _cleaned_notes(self, contact: IncomingContact) -> str:
        try:
            return str(Person.cleaner("notes")(contact.notes)) if contact.notes else ""
        except FieldError as error:
            message = f"{error.message} Left empty."
            self.preview.rejected.append(Rejection(contact.file, contact.row, "notes", contact.notes[:120], message))
            return ""

    # Who is called first

    def _want_primary(self, organization: Ref, person: Ref, row: IncomingPerson) -> None:
        name = f"{row.given_name} {row.family_name}".strip()
        first = self.primaries.setdefault(organization, (person, name))
        if first[0] != person:
            message = f"{first[1]} is the primary contact there already: this one is not made so."
            self.preview.rejected.append(Rejection(row.file, row.row, "Primary Contact", name, message))

    def _settle_primaries(self) -> None:
        now = primaries()
        for organization, (person, name) in self.primaries.items():
            there = None if organization.is_new else now.get(organization.at)
            if there is None:
                self.changes.primaries[organization] = person
                self.changes.told_of.setdefault(organization, []).append((label("primary_contact"), "", name))
            elif Ref(False, there[0]) != person:
                self.preview.kept.append(
                    Kept(None, self.changes.names[organization.at], "primary_contact", there[1], name)
                )
        self.changes.same = [one for one in self.changes.same if Ref(False, one) not in self.changes.told_of]


def _digest(text: str) -> str:
    """Return what tells one long text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16] if text else ""


def _with_title(organization: str, title: str) -> str:
    return f"{organization} ({title})" if title else organization
