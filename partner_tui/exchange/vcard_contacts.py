"""Cards as contacts: people, the organizations that they belong to, and organizations with a card of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from partner_tui.errors import PartnerError
from partner_tui.exchange import contacts_sheet, people_names, signatures, vcard
from partner_tui.exchange.cells import LIMITS, RowReader, emails_in
from partner_tui.exchange.contact_words import labels_in
from partner_tui.exchange.incoming import Findings, IncomingPerson, Progress, quiet, telling, visible
from partner_tui.exchange.vcard import Card, Property
from partner_tui.records.incoming import Incoming, IncomingContact, IncomingOrganization, IncomingTie, SourceKind
from partner_tui.records.text import clean_note

OWN = "X-PARTNER-TUI-"
"""How the names of the properties begin that only we write."""

SOURCE = "vcard"

_NO_VOICE = ("fax", "pager", "telex", "homefax", "workfax", "modem")


def read(data: bytes, name: str, progress: Progress = quiet) -> Incoming:
    """Read a vCard file; raises PartnerError for one without a card that could be read."""
    findings = Findings(name)
    found: list[IncomingContact] = []
    versions: dict[str, None] = {}
    is_ours = False
    many = 0
    for card in telling(vcard.cards(data, findings), "cards read", progress):
        many += 1
        versions[card.text("VERSION")] = None
        is_ours = is_ours or card.text("PRODID").endswith("//partner-tui//EN")
        contact = _Reader(RowReader(findings, card.line), card).contact()
        if contact is not None:
            found.append(contact)
    if not many and not findings.rejections:
        raise PartnerError(f"{name} has no cards.", "Export the contacts again as vCard.")
    contacts = contacts_sheet.merged(found, findings)
    source = f"{signatures.OURS}-cards" if is_ours else SOURCE
    told = visible(", ".join(filter(None, versions)), 40)
    return contacts_sheet.incoming(SourceKind.VCARD, source, f"vCard {told}".strip(), contacts, findings)


class _Reader:
    """Reads one card."""

    def __init__(self, reader: RowReader, card: Card) -> None:
        self.reader = reader
        self.card = card
        self.findings = reader.findings

    def contact(self) -> IncomingContact | None:
        """The card as a contact; None, with a note of it, for one that names nobody."""
        kind = (self.card.text("KIND") or self.card.text("X-ADDRESSBOOKSERVER-KIND")).casefold()
        if kind == "group":
            self._note("KIND", "a group of other cards: not read")
            return None
        names = self.card.text("FN")
        organization = self._line("ORG", _first_part(self.card.all("ORG")), "organization")
        given, family = self._person_names(names)
        shows_company = self.card.text("X-ABSHOWAS").casefold() == "company"
        if kind == "org" or shows_company or (not self._has_name() and organization in (names, "") and organization):
            return self._of_organization(organization or self._line("FN", names, "organization"))
        if not given:
            self.findings.reject(self.reader.row, "", organization, "no name (N or FN): the card is left out")
            return None
        return self._of_person(given, family)

    # People

    def _has_name(self) -> bool:
        return any(part.strip() for one in self.card.all("N") for part in one.parts[:2])

    def _person_names(self, whole: str) -> tuple[str, str]:
        parts = next((one.parts for one in self.card.all("N")), [])
        family = self._line("N", parts[0] if parts else "", "family_name")
        given = self._line("N", parts[1] if len(parts) > 1 else "", "given_name")
        if not (given or family) and whole:
            split = people_names.split(self._line("FN", whole))
            given, family = split.given, split.family
        if not given:
            given, family = family, ""
        if max(len(given), len(family)) > LIMITS["given_name"]:
            self.findings.reject(self.reader.row, "FN", whole, "a name that is too long: left empty")
            return "", ""
        return given, family

    def _of_person(self, given: str, family: str) -> IncomingContact:
        emails = self._emails()
        ties = tuple(self._ties())
        is_ours = self._has_own()
        labels = self._labels(is_ours=is_ours)
        if ties and not is_ours and labels:
            first = ties[0]
            ties = (replace(first, organization=replace(first.organization, tags=labels)), *ties[1:])
        person = IncomingPerson(
            key=self._key(),
            identifier="",
            kind=self._own("KIND").casefold() or "community",
            given_name=given,
            family_name=family,
            preferred_name=self._nickname(given),
            pronouns=self._line("PRONOUNS", self._own("PRONOUNS") or self.card.text("PRONOUNS"), "pronouns"),
            email=emails[0] if emails else "",
            phone=self._phone(),
            job_title=self._line("TITLE", self._own("JOB") if ties else self._titles_alone(), "job_title"),
            grade="",
            language=self._line("LANG", self._own("LANGUAGE") or self.card.text("LANG"), "language"),
            joined_on=None,
            departments=(),
            active=True,
            file=self.findings.file,
            row=self.reader.row,
        )
        return IncomingContact(
            person, ties, self.findings.file, self.reader.row, emails, self._notes(),
            () if ties and not is_ours else labels, self._version(),
        )  # fmt: skip

    def _nickname(self, given: str) -> str:
        names = next((one.items for one in self.card.all("NICKNAME")), [""])
        called = self._line("NICKNAME", names[0], "preferred_name")
        return called if called != given or self._has_own() else ""

    def _titles_alone(self) -> str:
        return self.card.text("TITLE") or self.card.text("ROLE")

    def _ties(self) -> Iterator[IncomingTie]:
        titles = self.card.all("TITLE") or self.card.all("ROLE")
        loose = [one for one in titles if not one.group]
        seen: set[str] = set()
        for place, one in enumerate(self.card.all("ORG")):
            name = self._line("ORG", one.parts[0], "organization")
            key = self._grouped(one, "ORG")
            if not name or (key or name.casefold()) in seen:
                continue
            seen.add(key or name.casefold())
            title = next((title.text for title in titles if one.group and title.group == one.group), "")
            title = title or (loose[place].text if place < len(loose) else "")
            units = [unit for unit in (part.strip() for part in one.parts[1:]) if unit]
            said = self._line("TITLE", ", ".join(filter(None, [title, *units])), "job_title")
            about = self._about(name, key) if place == 0 and not self._has_own() else IncomingOrganization(name, key)
            primary = self._grouped(one, "PRIMARY") == "yes"
            yield IncomingTie(about, said, self._day("SINCE", self._grouped(one, "SINCE")), primary)

    def _grouped(self, of: Property, name: str) -> str:
        """What our own property in the group of another says."""
        there = self.card.all(f"{OWN}{name}")
        return next((one.text.strip() for one in there if of.group and one.group == of.group), "")

    # Organizations

    def _about(self, name: str, key: str) -> IncomingOrganization:
        """An organization as the card of a person has it: the website and the address at work."""
        return IncomingOrganization(name, key, website=self._website(), address=self._address())

    def _of_organization(self, name: str) -> IncomingContact | None:
        if not name:
            self.findings.reject(self.reader.row, "", "", "no name (ORG or FN): the card is left out")
            return None
        emails = self._emails()
        organization = IncomingOrganization(
            name,
            key=self._key(),
            version=self._version(),
            kind=self._line("KIND", self._own("KIND")),
            sector=self._line("SECTOR", self._own("SECTOR")),
            size=self._own("SIZE"),
            depth=self._own("DEPTH"),
            email=emails[0] if emails else "",
            phone=self._phone(),
            website=self._website(),
            address=self._address(),
            notes=self._notes(),
            owner=self._line("OWNER", self._own("OWNER")),
            weeks=self._own("WEEKS"),
            stage=self._own("STAGE").casefold(),
            since=self._day("SINCE", self._own("SINCE")),
            why=self._line("WHY", self._own("WHY")),
            tags=self._labels(is_ours=self._has_own()),
        )
        return IncomingContact(None, (IncomingTie(organization),), self.findings.file, self.reader.row)

    # What both have

    def _has_own(self) -> bool:
        return any(one.name.startswith(OWN) for one in self.card.properties)

    def _own(self, name: str) -> str:
        return self.card.text(f"{OWN}{name}")

    def _version(self) -> int:
        text = self._own("VERSION")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def _key(self) -> str:
        return self._line("UID", self.card.text("UID").removeprefix("urn:uuid:"), "key")

    def _emails(self) -> tuple[str, ...]:
        found: list[str] = []
        for one in self.card.all("EMAIL"):
            text = one.text.strip()[: LIMITS["emails"]]
            here = [address for address in emails_in(text) if len(address) <= LIMITS["email"]]
            if text and not here:
                self.findings.reject(one.line, "EMAIL", text, "not an e-mail address: left empty")
            found += here
        unique = tuple(dict.fromkeys(found))
        if len(unique) > 1:
            self._note("EMAIL", f"read as {unique[0]}; left out {', '.join(unique[1:])}")
        return unique

    def _phone(self) -> str:
        if self._has_own():
            return self._line("TEL", self.card.text("TEL"), "phone")
        there = [one for one in self.card.all("TEL") if not any(word in one.kinds for word in _NO_VOICE)]
        there.sort(key=_is_at_home)
        texts = [self.reader.phone("TEL", one.text.strip().removeprefix("tel:")) for one in there]
        phones = list(dict.fromkeys(filter(None, texts)))
        if len(phones) > 1:
            self._note("TEL", f"read as {phones[0]}; left out {', '.join(phones[1:])}")
        return phones[0] if phones else ""

    def _website(self) -> str:
        return self._line("URL", self.card.text("URL"))

    def _address(self) -> str:
        for one in self.card.all("ADR"):
            if not _is_at_home(one):
                lines = (" ".join(part.split()) for part in one.parts)
                return self._line("ADR", ", ".join(filter(None, lines)), "address")
        return ""

    def _notes(self) -> str:
        return clean_note("\n".join(one.text for one in self.card.all("NOTE")))

    def _labels(self, *, is_ours: bool) -> tuple[str, ...]:
        items = [item for one in self.card.all("CATEGORIES") for item in one.items]
        words = items if is_ours else [word for item in items for word in labels_in(item)]
        return tuple(dict.fromkeys(filter(None, (self._line("CATEGORIES", word, "tag") for word in words))))

    def _day(self, name: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.findings.reject(self.reader.row, name, text, "not a day such as 2026-11-24: left empty")
            return None

    def _line(self, column: str, text: str, field: str = "") -> str:
        return self.reader.line(column, text, field) if text else ""

    def _note(self, column: str, message: str) -> None:
        self.findings.repair(self.reader.row, column, self.card.text("FN"), visible(message, 400))


def _is_at_home(one: Property) -> bool:
    return "home" in one.kinds and "work" not in one.kinds


def _first_part(there: Sequence[Property]) -> str:
    return there[0].parts[0].strip() if there else ""
