"""Rows of an address book read as contacts: people, the organizations that they belong to, labels and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from partner_tui.exchange import contact_columns, people_names
from partner_tui.exchange.cells import LIMITS, RowReader, emails_in
from partner_tui.exchange.columns import Column
from partner_tui.exchange.contact_words import labels_in, values_in
from partner_tui.exchange.incoming import Findings, IncomingPerson, visible
from partner_tui.exchange.people_names import PersonName
from partner_tui.exchange.spreadsheet import restored
from partner_tui.records.incoming import IncomingContact, IncomingOrganization, IncomingTie
from partner_tui.records.text import clean_note

_PLACE = ("street", "city", "region", "postal_code", "country")
_LOST = re.compile(r"\w\?\w|\ufffd")
_AT_HOME = re.compile(r"\b(home|car|private)\b")
_NO_VOICE = re.compile(r"\b(fax|pager|telex)\b")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that holds something: the header of its column, and the label beside it where Google has one."""

    header: str
    text: str
    label: str = ""


_Cells = dict[str, list[_Cell]]


class ContactRows:
    """Reads the rows of one address book by the fields of its columns."""

    def __init__(self, columns: Sequence[Column], findings: Findings) -> None:
        self.columns = columns
        self.findings = findings
        self.labels = contact_columns.label_places(columns)
        self.places = [(place, column) for place, column in enumerate(columns) if column.field != "ignore"]
        name = next((column.folded for column in columns if column.field == "name"), "")
        self.family_first = name.startswith(("last", "apellido", "family", "surname"))

    def contact(self, line: int, row: Sequence[str]) -> IncomingContact | None:
        """One row as a contact; None, with a rejection, for one that names neither a person nor an organization."""
        reader = RowReader(self.findings, line)
        cells = self._cells(row)
        emails = self._emails(reader, cells)
        name = self._name(reader, cells)
        ties = tuple(self._ties(reader, cells, is_alone=name is None, emails=emails))
        if name is None and not ties:
            shown = emails[0] if emails else next((one[0].text for one in cells.values()), "")
            self.findings.reject(line, "", shown, "no name of a person or an organization: row left out")
            return None
        contact = IncomingContact(None, ties, self.findings.file, line)
        if name is None:
            return contact
        labels = self._labels(reader, cells)
        person = self._person(reader, cells, name, emails, has_ties=bool(ties))
        tags = () if ties else labels
        return replace(contact, person=person, emails=emails, notes=_notes(cells), tags=tags)

    def _cells(self, row: Sequence[str]) -> _Cells:
        cells: _Cells = {}
        for place, column in self.places:
            text = restored(row[place].strip())
            if text:
                label = row[self.labels[place]].casefold() if place in self.labels else column.folded
                cells.setdefault(column.field, []).append(_Cell(column.header, text, label))
        return cells

    def _emails(self, reader: RowReader, cells: _Cells) -> tuple[str, ...]:
        found: list[str] = []
        for cell in cells.get("email", ()):
            here = [one for one in emails_in(cell.text[: LIMITS["emails"]]) if len(one) <= LIMITS["email"]]
            if not here:
                self.findings.reject(reader.row, cell.header, cell.text, "not an e-mail address: left empty")
            found += here
        unique = tuple(dict.fromkeys(found))
        if len(unique) > 1:
            message = f"read as {unique[0]}; left out {', '.join(unique[1:])}"
            self.findings.repair(reader.row, cells["email"][0].header, " ::: ".join(unique), message)
        return unique

    def _name(self, reader: RowReader, cells: _Cells) -> PersonName | None:
        whole = self._line(reader, cells, "name")
        parts = people_names.split(whole, family_first=self.family_first) if whole else PersonName("", "")
        given = self._line(reader, cells, "given_name") or parts.given
        family = self._line(reader, cells, "family_name") or parts.family
        preferred = self._line(reader, cells, "preferred_name") or parts.preferred
        if not given:
            given, family = (family, "") if family else (preferred, "")
        if max(len(given), len(family), len(preferred)) > LIMITS["given_name"]:
            self.findings.reject(reader.row, "", given, "a name that is too long: left empty")
            return None
        if _LOST.search(f"{given} {family}"):
            message = "a letter was lost before the file was written: correct the name after the import"
            self.findings.repair(reader.row, "", f"{given} {family}", message)
        return PersonName(given, family, preferred if preferred != given else "", parts.pronouns) if given else None

    def _person(
        self, reader: RowReader, cells: _Cells, name: PersonName, emails: Sequence[str], *, has_ties: bool
    ) -> IncomingPerson:
        key = self._line(reader, cells, "identifier", "key")
        return IncomingPerson(
            key=key,
            identifier="",
            kind="community",
            given_name=name.given,
            family_name=name.family,
            preferred_name=name.preferred,
            pronouns=self._line(reader, cells, "pronouns") or name.pronouns[: LIMITS["pronouns"]],
            email=emails[0] if emails else "",
            phone=self._phone(reader, cells),
            job_title="" if has_ties else self._title(reader, cells, 0),
            grade="",
            language=self._line(reader, cells, "language"),
            joined_on=None,
            departments=(),
            active=True,
            file=self.findings.file,
            row=reader.row,
        )

    def _ties(
        self, reader: RowReader, cells: _Cells, *, is_alone: bool, emails: tuple[str, ...]
    ) -> Iterator[IncomingTie]:
        names = [(cell, one) for cell in cells.get("organization", ()) for one in values_in(cell.text)]
        about = self._about(reader, cells, is_alone=is_alone, emails=emails)
        for place, (cell, text) in enumerate(names):
            name = reader.line(cell.header, text, "organization")
            if not name:
                continue
            if _LOST.search(name):
                message = "a letter was lost before the file was written: correct the name after the import"
                self.findings.repair(reader.row, cell.header, name, message)
            # What else the row says is about the first of several.
            organization = replace(about, name=name) if place == 0 else IncomingOrganization(name)
            yield IncomingTie(organization, "" if is_alone else self._title(reader, cells, place))

    def _about(
        self, reader: RowReader, cells: _Cells, *, is_alone: bool, emails: tuple[str, ...]
    ) -> IncomingOrganization:
        """What a row says of its organization besides the name; of a row without a person all of it is."""
        if "organization" not in cells:
            return IncomingOrganization("")
        email = next(iter(emails_in(_first(cells, "organization_email"))), "") or (
            emails[0] if is_alone and emails else ""
        )
        phone = self._line(reader, cells, "organization_phone", "phone")
        return IncomingOrganization(
            "",
            key=self._line(reader, cells, "identifier", "key") if is_alone else "",
            email=email,
            phone=phone or (self._phone(reader, cells) if is_alone else ""),
            website=self._line(reader, cells, "website"),
            address=self._address(reader, cells),
            notes=_notes(cells) if is_alone else "",
            tags=self._labels(reader, cells),
        )

    def _title(self, reader: RowReader, cells: _Cells, place: int) -> str:
        titles = [(cell, one) for cell in cells.get("job_title", ()) for one in values_in(cell.text)]
        title = reader.line(titles[place][0].header, titles[place][1], "job_title") if place < len(titles) else ""
        if place:
            return title
        department = self._line(reader, cells, "department")
        both = f"{title}, {department}" if title and department else title or department
        return both if len(both) <= LIMITS["job_title"] else title

    def _phone(self, reader: RowReader, cells: _Cells) -> str:
        there = [cell for cell in cells.get("phone", ()) if not _NO_VOICE.search(cell.label)]
        there.sort(key=lambda cell: bool(_AT_HOME.search(cell.label)))
        found = [(cell, one) for cell in there for one in values_in(cell.text)]
        phones = [phone for cell, one in found if (phone := reader.phone(cell.header, one))]
        if len(phones) > 1:
            message = f"read as {visible(phones[0])}; left out {', '.join(map(visible, phones[1:]))}"
            self.findings.repair(reader.row, found[0][0].header, " ::: ".join(phones), message)
        return phones[0] if phones else ""

    def _address(self, reader: RowReader, cells: _Cells) -> str:
        for cell in cells.get("address", ()):
            if not _AT_HOME.search(cell.label):
                whole = ", ".join(filter(None, (line.strip(" ,") for line in values_in(cell.text)[0].splitlines())))
                return reader.line(cell.header, whole, "address")
        there = {name: [cell for cell in cells.get(name, ()) if not _AT_HOME.search(cell.label)] for name in _PLACE}
        parts = [cell.text for name in _PLACE for cell in (there[name] if name == "street" else there[name][:1])]
        header = next((cell.header for name in _PLACE for cell in there[name]), "")
        lines = [" ".join(values_in(part)[0].split()) for part in parts if values_in(part)]
        return reader.line(header, ", ".join(lines), "address")

    def _labels(self, reader: RowReader, cells: _Cells) -> tuple[str, ...]:
        found = [(cell, one) for cell in cells.get("labels", ()) for one in labels_in(cell.text)]
        return tuple(dict.fromkeys(filter(None, (reader.line(cell.header, one, "tag") for cell, one in found))))

    def _line(self, reader: RowReader, cells: _Cells, field: str, limit: str = "") -> str:
        cell = next(iter(cells.get(field, ())), None)
        if cell is None:
            return ""
        text = (values_in(cell.text) or [""])[0]
        return reader.line(cell.header, text, limit or field)


def _notes(cells: _Cells) -> str:
    return clean_note("\n".join(cell.text for cell in cells.get("notes", ())))


def _first(cells: _Cells, field: str) -> str:
    return next((cell.text for cell in cells.get(field, ())), "")
