"""An address book as a CSV file: its columns understood, its rows read as contacts, each person once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from partner_tui.errors import UsageError
from partner_tui.exchange import contact_columns
from partner_tui.exchange.columns import Column
from partner_tui.exchange.contact_rows import ContactRows
from partner_tui.exchange.incoming import Findings
from partner_tui.records.incoming import Incoming, IncomingContact, SourceKind

TOLD = ("given_name", "family_name", "preferred_name", "pronouns", "email", "phone", "job_title", "language")
"""What an address book can say about a person."""


def read(
    header: Sequence[str], rows: Iterable[tuple[int, list[str]]], columns: Sequence[Column],
    findings: Findings, source: str, program: str,
) -> Incoming:  # fmt: skip
    """Read the rows of an address book; raises UsageError when no column says what anybody is called."""
    if not contact_columns.has_names(columns):
        raise UsageError(
            "No column could be recognised as the names of people or organizations.",
            f"The columns are: {', '.join(header)}. Say which one it is: --map 'COLUMN=organization'.",
        )
    reader = ContactRows(columns, findings)
    contacts = merged([contact for line, row in rows if (contact := reader.contact(line, row))], findings)
    mapping = {column.header: column.field for column in columns}
    return incoming(SourceKind.CONTACTS, source, program, contacts, findings, mapping, tuple(header))


def incoming(
    kind: SourceKind, source: str, program: str, contacts: Sequence[IncomingContact], findings: Findings,
    mapping: Mapping[str, str] | None = None, header: tuple[str, ...] = (),
) -> Incoming:  # fmt: skip
    """What a file with contacts says, with all that was odd in it."""
    people = [contact.person for contact in contacts if contact.person]
    return Incoming(
        kind=kind,
        source=source,
        people=people,
        contacts=contacts,
        program=program,
        mapping=mapping or {},
        header=header,
        present=frozenset({"kind"}) | {name for name in TOLD if any(getattr(one, name) for one in people)},
        repairs=findings.repairs,
        rejections=findings.rejections,
    )


def merged(contacts: Sequence[IncomingContact], findings: Findings) -> list[IncomingContact]:
    """The same contacts with every person once, who belongs to all that their rows say; each merge is noted.

    Two rows are one person if they have the same key, or the same name and an address in common.
    """
    places: dict[tuple[str, str], int] = {}
    found: list[IncomingContact] = []
    for contact in contacts:
        marks = list(_marks(contact))
        place = next((places[mark] for mark in marks if mark in places), None)
        if place is None:
            place = len(found)
            found.append(contact)
        else:
            first = found[place]
            findings.repair(contact.row, "", _name(contact), f"also in row {first.row}: read as one person")
            found[place] = _joined(first, contact)
        places |= dict.fromkeys(marks, place)
    return found


def _marks(contact: IncomingContact) -> Iterator[tuple[str, str]]:
    if contact.person is not None:
        if contact.person.key:
            yield "key", contact.person.key
        if contact.version:
            return  # we wrote it, and know two people apart who are alike
        name = _name(contact).casefold()
        yield from ((email, name) for email in contact.emails)


def _name(contact: IncomingContact) -> str:
    person = contact.person
    return f"{person.given_name} {person.family_name}".strip() if person else ""


def _joined(first: IncomingContact, second: IncomingContact) -> IncomingContact:
    there = {tie.organization.key or tie.organization.name.casefold() for tie in first.ties}
    more = [tie for tie in second.ties if (tie.organization.key or tie.organization.name.casefold()) not in there]
    return replace(
        first,
        ties=(*first.ties, *more),
        emails=tuple(dict.fromkeys((*first.emails, *second.emails))),
        notes=first.notes or second.notes,
        tags=tuple(dict.fromkeys((*first.tags, *second.tags))),
    )
