"""Our own CSV of partners: Google's columns first, so that Google takes it, and all else that we know at the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from partner_tui.exchange import contacts_sheet, signatures
from partner_tui.exchange.cells import RowReader, is_email, truth
from partner_tui.exchange.contact_words import JOINED
from partner_tui.exchange.incoming import Findings, IncomingPerson
from partner_tui.exchange.spreadsheet import csv_lines, restored
from partner_tui.records.incoming import Incoming, IncomingContact, IncomingOrganization, IncomingTie, SourceKind
from partner_tui.records.text import clean_note

_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Website 1 - Label,Website 1 - Value"
)
GOOGLE = _GOOGLE.split(",")
"""The columns that Google Contacts writes and reads (2024 and later)."""

_OWN = (
    "Contact UID,Contact Version,Contact Kind,Pronouns,Language,Job Title,Contact Since,Primary Contact,Partner UID,"
    "Partner Version,Partner Kind,Sector,Size,Depth,Stage,Stage Since,Stage Why,Cadence Weeks,Owner,Partner E-mail,"
    "Partner Phone,Partner Notes,Partner Tags"
)
OWN = _OWN.split(",")
"""The columns that come back to us."""

_WORK = "Work"
_BACKSLASHED = re.compile(r"\\(\\|:::)")


def lines(contacts: Iterable[IncomingContact], *, raw: bool = False) -> Iterator[str]:
    """Yield the file line by line: a row for each person at each organization, one for whatever stands alone."""
    header = [*GOOGLE, *OWN]
    rows = ([cells.get(name, "") for name in header] for contact in contacts for cells in _rows(contact))
    return csv_lines(header, rows, raw=raw)


def read(header: Sequence[str], rows: Iterable[tuple[int, list[str]]], findings: Findings) -> Incoming:
    """Read such a file; columns that are not there say nothing."""
    names = [name.casefold() for name in header]
    found = []
    for line, row in rows:
        cells = {name: restored(cell) for name, cell in zip(names, row, strict=True)}
        contact = _Row(RowReader(findings, line), cells).contact()
        if contact is not None:
            found.append(contact)
    contacts = contacts_sheet.merged(found, findings.of(findings.file) if _has_news(found) else Findings(""))
    return contacts_sheet.incoming(
        SourceKind.CONTACTS, signatures.OURS, signatures.OURS, contacts, findings, header=tuple(header)
    )


def _has_news(found: Sequence[IncomingContact]) -> bool:
    """Whether rows of one person were not written by us as the several organizations of one person."""
    keys = [(one.person.key, tie.organization.key) for one in found if one.person for tie in one.ties]
    return len(set(keys)) < len(keys)


def _rows(contact: IncomingContact) -> Iterator[Mapping[str, str]]:
    person = _person_cells(contact)
    for tie in contact.ties or (IncomingTie(IncomingOrganization("")),):
        yield person | _tie_cells(tie) if person else _tie_cells(tie)


def _person_cells(contact: IncomingContact) -> dict[str, str]:
    person = contact.person
    if person is None:
        return {}
    return {
        "First Name": person.given_name,
        "Last Name": person.family_name,
        "Nickname": person.preferred_name,
        "Notes": contact.notes,
        "Labels": joined(contact.tags),
        "E-mail 1 - Label": _WORK if person.email else "",
        "E-mail 1 - Value": person.email,
        "Phone 1 - Label": _WORK if person.phone else "",
        "Phone 1 - Value": person.phone,
        "Contact UID": person.key,
        "Contact Version": str(contact.version),
        "Contact Kind": person.kind,
        "Pronouns": person.pronouns,
        "Language": person.language,
        "Job Title": person.job_title,
    }


def _tie_cells(tie: IncomingTie) -> dict[str, str]:
    of = tie.organization
    if not of.name:
        return {}
    return {
        "Organization Name": of.name,
        "Organization Title": tie.title,
        "Address 1 - Label": _WORK if of.address else "",
        "Address 1 - Formatted": of.address,
        "Website 1 - Label": _WORK if of.website else "",
        "Website 1 - Value": of.website,
        "Contact Since": tie.starts_on.isoformat() if tie.starts_on else "",
        "Primary Contact": "yes" if tie.primary else "",
        "Partner UID": of.key,
        "Partner Version": str(of.version),
        "Partner Kind": of.kind,
        "Sector": of.sector,
        "Size": of.size,
        "Depth": of.depth,
        "Stage": of.stage,
        "Stage Since": of.since.isoformat() if of.since else "",
        "Stage Why": of.why,
        "Cadence Weeks": of.weeks,
        "Owner": of.owner,
        "Partner E-mail": of.email,
        "Partner Phone": of.phone,
        "Partner Notes": of.notes,
        "Partner Tags": joined(of.tags),
    }


def joined(words: Iterable[str]) -> str:
    """Several words in one cell as Google joins them; `apart` takes them apart again, whatever is in them."""
    return JOINED.join(re.sub(r"\\|:::", lambda found: f"\\{found[0]}", word) for word in words)


def apart(cell: str) -> tuple[str, ...]:
    """The words of a cell that `joined` made."""
    pieces = (_BACKSLASHED.sub(r"\1", piece.strip()) for piece in " ".join(cell.split()).split(JOINED))
    return tuple(piece for piece in pieces if piece)


class _Row:
    """One row of our own file."""

    def __init__(self, reader: RowReader, cells: Mapping[str, str]) -> None:
        self.reader = reader
        self.cells = cells

    def contact(self) -> IncomingContact | None:
        """The row as a contact; None, with a rejection, where it names nobody."""
        of = self._organization()
        person = self._person()
        if person is None and of is None:
            self._reject("First Name", "no name of a person or an organization: row left out")
            return None
        primary = truth(self.cells.get("primary contact", "")) is True
        title = self._line("Organization Title", "job_title")
        tie = IncomingTie(of, title, self._day("Contact Since"), primary) if of else None
        return IncomingContact(
            person=person,
            ties=(tie,) if tie else (),
            file=self.reader.findings.file,
            row=self.reader.row,
            emails=(person.email,) if person and person.email else (),
            notes=self._note("Notes") if person else "",
            tags=self._tags("Labels") if person else (),
            version=self._number("Contact Version") if person else 0,
        )

    def _person(self) -> IncomingPerson | None:
        given, family = self._line("First Name", "given_name"), self._line("Last Name", "family_name")
        if not given:
            given, family = family, ""
        if not given:
            return None
        return IncomingPerson(
            key=self._line("Contact UID", "key"),
            identifier="",
            kind=self._line("Contact Kind").casefold() or "community",
            given_name=given,
            family_name=family,
            preferred_name=self._line("Nickname", "preferred_name"),
            pronouns=self._line("Pronouns", "pronouns"),
            email=self._email("E-mail 1 - Value"),
            phone=self._line("Phone 1 - Value", "phone"),
            job_title=self._line("Job Title", "job_title"),
            grade="",
            language=self._line("Language", "language"),
            joined_on=None,
            departments=(),
            active=True,
            file=self.reader.findings.file,
            row=self.reader.row,
        )

    def _organization(self) -> IncomingOrganization | None:
        name = self._line("Organization Name", "organization")
        if not name:
            return None
        return IncomingOrganization(
            name,
            key=self._line("Partner UID", "key"),
            version=self._number("Partner Version"),
            kind=self._line("Partner Kind"),
            sector=self._line("Sector"),
            size=self._line("Size"),
            depth=self._line("Depth"),
            email=self._email("Partner E-mail"),
            phone=self._line("Partner Phone", "phone"),
            website=self._line("Website 1 - Value"),
            address=self._line("Address 1 - Formatted", "address"),
            notes=self._note("Partner Notes"),
            owner=self._line("Owner"),
            weeks=self._line("Cadence Weeks"),
            stage=self._line("Stage").casefold(),
            since=self._day("Stage Since"),
            why=self._line("Stage Why"),
            tags=self._tags("Partner Tags"),
        )

    def _line(self, column: str, field: str = "") -> str:
        text = self.cells.get(column.casefold(), "")
        return self.reader.line(column, text, field) if text else ""

    def _note(self, column: str) -> str:
        return clean_note(self.cells.get(column.casefold(), ""))

    def _tags(self, column: str) -> tuple[str, ...]:
        return apart(self.cells.get(column.casefold(), ""))

    def _email(self, column: str) -> str:
        text = self._line(column, "email").lower()
        if text and not is_email(text):
            self._reject(column, "not an e-mail address: left empty")
            return ""
        return text

    def _number(self, column: str) -> int:
        text = self.cells.get(column.casefold(), "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def _day(self, column: str) -> date | None:
        text = self.cells.get(column.casefold(), "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._reject(column, "not a day such as 2026-11-24: left empty")
            return None

    def _reject(self, column: str, message: str) -> None:
        self.reader.findings.reject(self.reader.row, column, self.cells.get(column.casefold(), ""), message)
