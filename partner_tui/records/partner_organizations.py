"""Organizations of a contacts file beside those of the records: which is which, and whose word counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from partner_tui.errors import FieldError
from partner_tui.records import database, words
from partner_tui.records.fields import label
from partner_tui.records.incoming import IncomingContact, IncomingOrganization, Rejection, Repair
from partner_tui.records.organizations import Organization
from partner_tui.records.partner_changes import NEW, Answers, Candidate, NewOrganization, PartnerChanges, Question, Ref
from partner_tui.records.partner_past import Values, tags_of_organizations
from partner_tui.records.partner_words import domain_of, label_reader, name_key
from partner_tui.records.people import display_name
from partner_tui.records.roster_merging import Kept
from partner_tui.records.stages import Stage
from partner_tui.records.text import fold

FIELDS = (
    "kind", "name", "email", "phone", "website", "address", "notes", "sector", "size", "depth", "owner_id",
    "cadence_weeks",
)  # fmt: skip
"""The columns of an organization that a file can speak about."""

_DEFAULT_KIND = "other"


class Organizations:
    """The organizations of the records, and those that a file brings; `is_ours` says that we wrote the file."""

    def __init__(
        self, changes: PartnerChanges, source: str, answers: Answers, *, is_ours: bool, kept: list[Kept],
        repaired: list[Repair], rejected: list[Rejection],
    ) -> None:  # fmt: skip
        self.changes, self.source, self.answers, self.is_ours = changes, source, answers, is_ours
        self.kept, self.repaired, self.rejected = kept, repaired, rejected
        columns = ", ".join(FIELDS)
        query = f"SELECT id, uid, version, source, source_id, archived_at, {columns} FROM organizations ORDER BY id"
        self.rows: dict[int, dict[str, Any]] = {}
        self.by_key: dict[str, int] = {}
        self.by_name: dict[str, list[int]] = {}
        self.by_old_name: dict[str, int] = {}
        for found in database.select(query):
            self._know(
                dict(zip(("id", "uid", "version", "source", "source_id", "archived", *FIELDS), found, strict=True))
            )
        self.by_domain = self._domains()
        self.resolved: dict[str, Ref] = {}
        self.asked: dict[str, Question] = {}
        self.said: dict[Ref, list[tuple[IncomingOrganization, str, int]]] = {}
        self._labels = label_reader()
        self._kind = words.coder(words.WordList.ORGANIZATION_KIND)
        self._sector = words.coder(words.WordList.SECTOR)
        self._staff: dict[str, int] | None = None

    def _know(self, row: dict[str, Any]) -> None:
        self.rows[row["id"]] = row
        self.changes.names[row["id"]] = row["name"]
        self.by_key[row["uid"]] = row["id"]
        if row["source_id"]:
            if row["source"] == self.source:
                self.by_key.setdefault(row["source_id"], row["id"])
            self.by_old_name.setdefault(row["source_id"], row["id"])
        self.by_name.setdefault(name_key(row["name"]), []).append(row["id"])

    def _domains(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        query = (
            "SELECT DISTINCT a.organization_id, p.email FROM affiliations a JOIN people p ON p.id = a.person_id "
            "WHERE a.organization_id IS NOT NULL AND p.email <> '' AND a.archived_at IS NULL"
        )
        addresses = [(row["id"], text) for row in self.rows.values() for text in (row["email"], row["website"])]
        for organization_id, text in (*addresses, *database.select(query)):
            if domain := domain_of(text):
                found.setdefault(domain, set()).add(organization_id)
        return found

    # Which is which

    def resolve(self, contact: IncomingContact) -> tuple[Ref, ...] | None:
        """Return the organizations of a contact; None where one of them must be asked about first."""
        refs = [self._one(tie.organization, contact) for tie in contact.ties]
        known = [ref for ref in refs if ref is not None]
        return tuple(known) if len(known) == len(refs) else None

    def _one(self, said: IncomingOrganization, contact: IncomingContact) -> Ref | None:
        name = name_key(said.name)
        ref = self.resolved.get(said.key or name)
        if ref is None and not (said.key and self.is_ours):
            # A card of its own and the people who only name it are of one organization.
            ref = self.resolved.get(name)
        ref = ref or self._found(said, name) or self._answered(said, contact)
        if ref is not None:
            self.resolved[said.key or name] = ref
            self.resolved.setdefault(name, ref)
            self.said.setdefault(ref, []).append((said, contact.file, contact.row))
        return ref

    def peek(self, contact: IncomingContact) -> tuple[Ref, ...]:
        """Return those organizations of a contact that are in the records for sure."""
        ties = [(tie.organization, name_key(tie.organization.name)) for tie in contact.ties]
        found = [self.resolved.get(said.key or name) or self._found(said, name) for said, name in ties]
        return tuple(ref for ref in found if ref is not None and not ref.is_new)

    def _found(self, said: IncomingOrganization, name: str) -> Ref | None:
        if said.key in self.by_key:
            return Ref(False, self.by_key[said.key])
        there = self.by_name.get(name, [])
        current = [one for one in there if self.rows[one]["archived"] is None] or there
        if len(current) == 1:
            return Ref(False, current[0])
        before = self.by_old_name.get(name) if not current else None
        return None if before is None else Ref(False, before)

    def _answered(self, said: IncomingOrganization, contact: IncomingContact) -> Ref | None:
        """Return what was answered about an organization, or that it is new where nothing is to be asked."""
        key = f"organization:{name_key(said.name)}"
        candidates, why = self._candidates(said, contact)
        if not candidates or self.answers.get(key) == NEW:
            return self._new(contact)
        if self.answers.get(key) in self.rows:
            self._learn(self.answers[key], name_key(said.name))
            return Ref(False, self.answers[key])
        before = self.asked.get(key)
        rows = (*before.rows, contact.row) if before else (contact.row,)
        self.asked[key] = Question(key, "organization", said.name, why, candidates, contact.file, rows)
        return None

    def _learn(self, organization_id: int, name: str) -> None:
        """Keep an answer, so that the next file does not ask again, where the organization has room for it."""
        if not self.rows[organization_id]["source_id"]:
            self.changes.changed.setdefault(organization_id, {}).update(source=self.source, source_id=name[:255])

    def _candidates(self, said: IncomingOrganization, contact: IncomingContact) -> tuple[tuple[Candidate, ...], str]:
        alike = self.by_name.get(name_key(said.name), [])
        if len(alike) > 1:
            return self._shown(alike), "Several organizations have this name."
        domains = [domain_of(text) for text in (*contact.emails, said.email, said.website)]
        domain = next((one for one in domains if one in self.by_domain), "")
        if not domain:
            return (), ""
        return self._shown(sorted(self.by_domain[domain])), f"An address there ends in {domain}, too."

    def _shown(self, ids: Sequence[int]) -> tuple[Candidate, ...]:
        return tuple(Candidate(one, self.rows[one]["name"], self.rows[one]["address"]) for one in ids)

    def _new(self, contact: IncomingContact) -> Ref:
        self.changes.new.append(NewOrganization({}, contact.file, contact.row))
        return Ref(True, len(self.changes.new) - 1)

    # Whose word counts

    def merge(self) -> None:
        """Hold what the file says of each organization against the records: into `changes`, `kept` and the notes."""
        history = Values([ref.at for ref in self.said if not ref.is_new])
        tags = tags_of_organizations()
        for ref, all_said in self.said.items():
            said, file, row = _together(all_said)
            values = self._values(said, file, row)
            kind, left = self._labels(said.tags) if not self.is_ours else ("", said.tags)
            if kind and not values.get("kind"):
                values["kind"] = kind
            if ref.is_new:
                self._make(ref, said, values)
            else:
                self._merge(ref, said, values, history)
            fresh = [word for word in left if (ref, fold(word)) not in tags]
            self.changes.tags += [("organization_id", ref, word) for word in fresh]
            if fresh and not ref.is_new:
                self.changes.told_of.setdefault(ref, []).append(("tags", "", ", ".join(fresh)))
        touched = {ref.at for ref in self.said if not ref.is_new}
        self.changes.same = sorted(touched - set(self.changes.changed_ids))

    def _make(self, ref: Ref, said: IncomingOrganization, values: dict[str, Any]) -> None:
        new = self.changes.new[ref.at]
        uid = uid_of(said.key) if self.is_ours else ""
        if uid:
            values["uid"] = uid
        else:
            values |= {"source": self.source, "source_id": (said.key or name_key(said.name))[:255]}
        new.values = values
        if said.stage in set(Stage):
            new.stage, new.since, new.why = said.stage, said.since, said.why
        elif said.stage:
            self.rejected.append(Rejection(new.file, new.row, "Stage", said.stage, "Not a stage: left empty."))

    def _merge(self, ref: Ref, said: IncomingOrganization, values: dict[str, Any], history: Values) -> None:
        now = self.rows[ref.at]
        for name, value in values.items():
            before = now[name]
            if value == before or (name == "name" and not (self.is_ours and said.version == now["version"])):
                continue
            if self._counts(ref.at, name, before, said.version == now["version"], history):
                self.changes.changed.setdefault(ref.at, {})[name] = value
                self.changes.before.setdefault(ref.at, {})[name] = before
            elif self.is_ours or value not in history.of(ref.at, name):
                kept = Kept(
                    None, now["name"], name.removesuffix("_id"), self.shown(name, before), self.shown(name, value)
                )
                self.kept.append(kept)

    def _counts(self, at: int, name: str, before: Any, is_current: bool, history: Values) -> bool:
        """Return whether a word of the file is written over what the records say.

        Nothing that stands there is: a file fills what nobody ever filled. Our own file is taken at its word as long
        as the organization is as it was when the file was written.
        """
        if self.is_ours and is_current:
            return True
        blank = (None, "", _DEFAULT_KIND) if name == "kind" else (None, "")
        return before in blank and all(one in blank for one in history.of(at, name))

    def _values(self, said: IncomingOrganization, file: str, row: int) -> dict[str, Any]:
        """Return what the file says, as it would be stored; what cannot be is among the rejected."""
        given: dict[str, Any] = {
            "name": said.name, "email": said.email, "phone": said.phone, "website": said.website,
            "address": said.address, "notes": said.notes, "size": said.size, "depth": said.depth,
            "kind": self._kind(said.kind) if said.kind else "",
            "sector": self._sector(said.sector) if said.sector else "",
            "cadence_weeks": said.weeks, "owner_id": self._owner(said.owner, file, row),
        }  # fmt: skip
        values: dict[str, Any] = {}
        for name, value in given.items():
            if value in ("", None):
                continue
            try:
                values[name] = _cleaners()[name](value)
            except FieldError as error:
                self.rejected.append(
                    Rejection(file, row, label(name), str(value)[:120], f"{error.message} Left empty.")
                )
        return values

    def _owner(self, said: str, file: str, row: int) -> int | None:
        if not said:
            return None
        if self._staff is None:
            query = (
                "SELECT id, email, given_name, family_name, preferred_name FROM people WHERE kind = 'staff' "
                "AND archived_at IS NULL ORDER BY id DESC"
            )
            there = database.select(query)
            self._staff = {fold(display_name(*one[2:])): one[0] for one in there} | {one[1]: one[0] for one in there}
            self._staff.pop("", None)
        found = self._staff.get(said.lower()) or self._staff.get(fold(said))
        if found is None:
            self.repaired.append(Repair(file, row, "Owner", said, "nobody of the staff here: left empty"))
        return found

    def shown(self, name: str, value: Any) -> str:
        """Return a stored value as people read it."""
        if name == "owner_id" and value:
            query = "SELECT given_name, family_name, preferred_name FROM people WHERE id = ?"
            return display_name(*database.select(query, (value,))[0])
        return "" if value is None else str(value)


def _cleaners() -> Mapping[str, Callable[[Any], Any]]:
    return {name: Organization.cleaner(name) for name in FIELDS}


def _together(all_said: Sequence[tuple[IncomingOrganization, str, int]]) -> tuple[IncomingOrganization, str, int]:
    """Return what all rows say of one organization: of each thing the first word, and all tags."""
    first, file, row = all_said[0]
    names = [name for name in IncomingOrganization.__slots__ if name != "tags"]
    values = {
        name: next(filter(None, (getattr(one, name) for one, _, _ in all_said)), getattr(first, name)) for name in names
    }
    tags = {fold(word): word for one, _, _ in reversed(all_said) for word in reversed(one.tags)}
    return IncomingOrganization(**values, tags=tuple(reversed(tags.values()))), file, row


def uid_of(text: str) -> str:
    """Return the text if it can be a record's uid, or ''."""
    try:
        return text if str(UUID(text)) == text else ""
    except ValueError:
        return ""
