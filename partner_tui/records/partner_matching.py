"""People of a contacts file beside people of the records: who is who, and where only somebody can say."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from partner_tui.records import database
from partner_tui.records.incoming import IncomingContact, Repair
from partner_tui.records.partner_changes import NEW, Answers, Candidate, Question, Ref
from partner_tui.records.roster_people import KnownPeople, KnownPerson
from partner_tui.records.roster_words import Words
from partner_tui.records.text import fold


@dataclass(frozen=True, slots=True)
class Tie:
    """That somebody belongs or belonged to an organization; the newest of several."""

    id: int
    title: str
    is_open: bool


class Matching:
    """Finds the people of a file among those of the records; what it cannot decide stands in `asked`."""

    def __init__(self, known: KnownPeople, by_uid: Mapping[str, int], answers: Answers, repaired: list[Repair]) -> None:
        self.known = known
        self.answers = answers
        self.repaired = repaired
        self.asked: dict[str, Question] = {}
        self.by_id = {one.id: one for one in known.everyone}
        self.by_uid = by_uid
        self.by_name: dict[str, list[KnownPerson]] = {}
        for person in known.everyone:
            for name in _names(person):
                self.by_name.setdefault(name, []).append(person)
        self.ties, self.places = _ties()

    def find(
        self, contact: IncomingContact, words: Words, refs: tuple[Ref, ...], seen: Container[int]
    ) -> KnownPerson | None:
        """Return who a contact is; None for somebody new, and for one who must be asked about first."""
        found = self._with_key(words)
        if found is not None:
            return found
        candidates, why = self._with_address(contact, words, seen)
        if len(candidates) == 1 and not why:
            return candidates[0]
        if not candidates:
            remembered = self.known.with_name(words, seen)
            if remembered is not None:
                return remembered
            candidates, why = self._with_name(contact, words, refs, seen)
            if len(candidates) == 1 and not why:
                message = f"{candidates[0].name} has this name, and the same organization or phone: read as the same"
                self.repaired.append(Repair(contact.file, contact.row, "", candidates[0].name, message))
                return candidates[0]
        return self._answered(contact, candidates, why) if candidates else None

    def is_waiting(self, contact: IncomingContact) -> bool:
        """Whether a contact must be asked about first."""
        return _key(contact) in self.asked

    def _with_key(self, words: Words) -> KnownPerson | None:
        if words.key in self.by_uid:
            return self.by_id[self.by_uid[words.key]]
        return self.known.by_key.get(words.key) if words.key else None

    def _with_address(
        self, contact: IncomingContact, words: Words, seen: Container[int]
    ) -> tuple[list[KnownPerson], str]:
        """Return who has an address of the contact, and why that does not decide it, '' where it does."""
        there: dict[int, KnownPerson] = {}
        for email in contact.emails:
            there |= {one.id: one for one in self.known.by_email.get(email, ()) if one.id not in seen}
        alike = [one for one in there.values() if _likeness(one, words)]
        if len(alike) > 1:
            alike = [one for one in alike if _likeness(one, words) == 2] or alike
        if len(alike) == 1:
            return alike, ""
        if alike:
            return alike, "Several people have this address."
        return list(there.values()), "The address is that of somebody with another name." if there else ""

    def _with_name(
        self, contact: IncomingContact, words: Words, refs: tuple[Ref, ...], seen: Container[int]
    ) -> tuple[list[KnownPerson], str]:
        name = f"{fold(words.values['given_name'])} {fold(words.values.get('family_name', ''))}"
        there = [
            one
            for one in self.by_name.get(name, ())
            if one.id not in seen and one.value("kind") != "student" and one.archived_at is None
        ]
        sure = [one for one in there if self._goes_with(one, contact, words, refs)]
        if len(sure) == 1:
            return sure, ""
        return there, "Somebody has this name." if there else ""

    def _goes_with(self, person: KnownPerson, contact: IncomingContact, words: Words, refs: tuple[Ref, ...]) -> bool:
        """Whether more than the name is the same, and no address speaks against it."""
        if contact.emails and person.value("email") and person.value("email") not in contact.emails:
            return False
        phone = _digits(words.values.get("phone", ""))
        if phone and phone == _digits(person.value("phone")):
            return True
        return any((person.id, ref.at) in self.ties for ref in refs if not ref.is_new)

    def _answered(self, contact: IncomingContact, candidates: list[KnownPerson], why: str) -> KnownPerson | None:
        key = _key(contact)
        if key in self.answers:
            answer = self.answers[key]
            return self.by_id.get(answer) if answer != NEW else None
        shown = tuple(Candidate(one.id, one.name, self._about(one)) for one in candidates[:9])
        person = contact.person
        name = f"{person.given_name} {person.family_name}".strip() if person else ""
        at = ", ".join(f"{tie.title} at {tie.organization.name}".removeprefix(" at ") for tie in contact.ties[:2])
        why = f"{why} The file says: {at}." if at else why
        self.asked[key] = Question(key, "person", name, why, shown, contact.file, (contact.row,))
        return None

    def _about(self, person: KnownPerson) -> str:
        place = self.places.get(person.id) or person.value("job_title")
        return " · ".join(filter(None, [person.value("kind"), place, person.value("email")]))


def _key(contact: IncomingContact) -> str:
    return f"person:{contact.row}"


def _names(person: KnownPerson) -> set[str]:
    family = fold(person.value("family_name"))
    given = {fold(person.value("given_name")), fold(person.value("preferred_name"))} - {""}
    return {f"{one} {family}" for one in given}


def _likeness(person: KnownPerson, words: Words) -> int:
    """How many parts of the name are the same, 0 to 2; the kinds of people do not count."""
    kind = words.values["kind"]
    words.values["kind"] = person.value("kind")
    score = person.likeness(words)
    words.values["kind"] = kind
    return score


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())


def _ties() -> tuple[dict[tuple[int, int], Tie], dict[int, str]]:
    """Return (person, organization) -> the tie, ended and archived ones too; and where each person belongs now."""
    query = (
        "SELECT a.person_id, a.organization_id, a.id, a.title, a.ends_on IS NULL AND a.archived_at IS NULL, o.name "
        "FROM affiliations a JOIN organizations o ON o.id = a.organization_id ORDER BY 5, a.id"
    )
    ties: dict[tuple[int, int], Tie] = {}
    places: dict[int, str] = {}
    for person_id, organization_id, tie_id, title, is_open, name in database.select(query):
        ties[person_id, organization_id] = Tie(tie_id, title, bool(is_open))
        if is_open:
            places[person_id] = name
    return ties, places
