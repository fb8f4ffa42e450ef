"""A CSV list with any header: its header found, its columns understood, its rows read as people or as contacts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from partner_tui.errors import PartnerError, UsageError
from partner_tui.exchange import columns, contact_columns, contacts_sheet, partner_table, signatures
from partner_tui.exchange.cells import is_email
from partner_tui.exchange.column_words import FIELDS, fold_header, is_sensitive
from partner_tui.exchange.date_column import DateColumn, looks_like_date
from partner_tui.exchange.incoming import (
    Findings,
    Incoming,
    IncomingPerson,
    Progress,
    SourceKind,
    quiet,
    telling,
    visible,
)
from partner_tui.exchange.merging import merged
from partner_tui.exchange.roster_rows import RosterRows
from partner_tui.exchange.spreadsheet import Sheet, open_sheet, restored

CONTACTS = "contacts"
"""The kind of a list of partners: organizations, and the people there."""

KINDS = ("staff", "student", "family", "community", CONTACTS)

KIND = ""
"""Where a mapping says who the people of a list are: no header is empty."""

EXAMPLES = 3
"""How many values of a column are shown, so that somebody sees what it is."""

_ONLY_OF_CONTACTS = set(contact_columns.FIELDS) - set(FIELDS)
_HEADER_WITHIN = 12
_FIELDS = {"department": ("departments",), "name": ("given_name", "family_name"), "ignore": ()}

Rows = list[tuple[int, list[str]]]

Remembered = Callable[[str], Mapping[str, str]]
"""Gives, by the name of a source, the mapping that was used for it last; empty when it is new."""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column as it is shown: `field` is what it was taken as, `examples` some of its values, none of a secret's.

    `order` is the date format of a column of days, '' where its values do not decide it; `is_secret` says that it is
    not read unless somebody asks for it.
    """

    header: str
    field: str
    examples: tuple[str, ...] = ()
    order: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """How a list was understood: `kind` is who its people are, '' where nothing says it.

    `program` names the address book that it came from, '' for none.
    """

    columns: tuple[SeenColumn, ...]
    kind: str
    rows: int
    program: str = ""

    @property
    def has_names(self) -> bool:
        """Whether a column says what people, or in a list of contacts organizations, are called."""
        names = {"name", "given_name", "family_name"} | ({"organization"} if self.kind == CONTACTS else set())
        return any(column.field in names for column in self.columns)

    @property
    def says_kinds(self) -> bool:
        """Whether a column says of each row who it is."""
        return any(column.field == "kind" for column in self.columns)

    @property
    def is_ready(self) -> bool:
        """Whether the list can be read without anybody saying more."""
        return self.has_names and bool(self.kind or self.says_kinds)


class RosterList:
    """A CSV list of people, opened once, to be understood and read with one mapping after the other.

    A mapping is {header: field or field:date-format}, with the kind of the people under `KIND`; it wins over every
    guess. Opening raises PartnerError when the file is no list.
    """

    def __init__(self, data: bytes, name: str, progress: Progress = quiet) -> None:
        self.name = name
        self._opening = Findings(name)
        sheet = open_sheet(lambda: io.BytesIO(data), self._opening)
        self._line, header, self.rows = _table(sheet, self._opening, progress)
        self.program = signatures.contacts_program(header)
        form = self.program.casefold().replace(" ", "-") or "csv"
        self.source = f"{form}:{_fingerprint(header)}"
        self.header = columns.unique_headers(header)
        self._values = [[row[place] for _, row in self.rows] for place in range(len(self.header))]

    def understood(self, mapping: Mapping[str, str]) -> Understood:
        """How the columns are taken; raises UsageError when the mapping does not fit."""
        said, kind = split_kind(mapping)
        if self._is_of_contacts(kind, said):
            taken = contact_columns.taken(self.header, self._values, said, Findings(self.name), self._line)
            return Understood(tuple(map(_seen, taken)), CONTACTS, len(self.rows), self.program)
        taken = columns.taken(self.header, self._values, said, Findings(self.name), self._line)
        if not kind and columns.has_names(taken):
            kind = columns.kind_of_list(taken, self.name)
        return Understood(tuple(map(_seen, taken)), kind, len(self.rows), self.program)

    def order_of(self, header: str) -> str:
        """The date format that a column's values decide, '' where they do not."""
        return DateColumn(self._values[self.header.index(header)]).order

    def open_cells(self, lines: Container[int]) -> tuple[list[str], dict[int, list[str]]]:
        """The header without secret columns, and the same cells of the rows that begin in some lines."""
        taken = zip(self.header, self._values, strict=True)
        named = [columns.Column(name, fold_header(name), values) for name, values in taken]
        places = [place for place, column in enumerate(named) if not columns.is_sensitive(column)]
        rows = {line: [row[place] for place in places] for line, row in self.rows if line in lines}
        return [self.header[place] for place in places], rows

    def read(self, mapping: Mapping[str, str], progress: Progress = quiet) -> Incoming:
        """Read the rows as people; raises UsageError when something must be said first."""
        said, kind = split_kind(mapping)
        findings = Findings(self.name, list(self._opening.repairs), list(self._opening.rejections))
        if self._is_of_contacts(kind, said):
            return self._read_contacts(said, kind, findings, progress)
        assigned = columns.assigned(self.header, self._values, said, findings, self._line)
        guessed = columns.kind_of_list(assigned, self.name)
        default = kind or guessed
        if not default and not any(column.field == "kind" for column in assigned):
            raise UsageError(
                f"{self.name} does not say whether its people are staff, students, families or community.",
                f"Say it with --kind staff (or student, family, community). The columns are: {', '.join(self.header)}.",
            )
        reader = RosterRows(assigned, default, findings)
        rows = telling(self.rows, "rows read", progress, len(self.rows))
        people = merged([person for line, row in rows if (person := reader.person(line, row))], findings)
        reader.note_conventions()
        return Incoming(
            kind=SourceKind.CSV,
            source=self.source,
            bulk=True,
            people=people,
            # What the list says itself is not remembered: the next one with this header may be of other people.
            mapping=reader.mapping() | ({KIND: kind} if kind and kind != guessed else {}),
            header=tuple(self.header),
            present=_present(assigned, people),
            repairs=findings.repairs,
            rejections=findings.rejections,
        )

    def _is_of_contacts(self, kind: str, said: Mapping[str, str]) -> bool:
        """Whether a list is one of contacts: it was said, or nothing else was and its header looks like one."""
        if kind:
            return kind == CONTACTS
        if self.program or _ONLY_OF_CONTACTS & set(said.values()):
            return True
        if not contact_columns.has_organizations(self.header):
            return False
        taken = columns.taken(self.header, self._values, {}, Findings(self.name))
        return not columns.has_names(taken) or columns.kind_of_list(taken, self.name) in ("", "community")

    def _read_contacts(self, said: Mapping[str, str], kind: str, findings: Findings, progress: Progress) -> Incoming:
        rows = telling(self.rows, "rows read", progress, len(self.rows))
        if self.program == signatures.OURS and not kind:
            return partner_table.read(self.header, rows, findings)
        taken = contact_columns.taken(self.header, self._values, said, findings, self._line)
        found = contacts_sheet.read(self.header, rows, taken, findings, self.source, self.program)
        return replace(found, mapping={**found.mapping, **({KIND: kind} if kind else {})})


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str],
    kind: str | None,
    remembered: Remembered = lambda _source: {},
    progress: Progress = quiet,
) -> Incoming:
    """Read a list of people; `mapping` and `kind` are what a person said about it, and win over every guess.

    What was said about the same header before is `remembered` by the source's name, and wins over a guess, too.

    Raises UsageError when something must be said first (who the people are, which column is the name),
    PartnerError when the file is no list.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"“{kind}” is not a kind of person.", f"Choose one of: {', '.join(KINDS)}.")
    roster = RosterList(data, name, progress)
    before = remembered(roster.source)
    return roster.read({**before, **mapping, **({KIND: kind} if kind else {})}, progress)


def split_kind(mapping: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """A mapping as what is said of columns and who the people are, '' where that is not said."""
    said = dict(mapping)
    kind = said.pop(KIND, "")
    return said, kind if kind in KINDS else ""


def _seen(column: columns.Column) -> SeenColumn:
    secret = columns.is_sensitive(column)
    order = ""
    if column.field == "joined_on":
        order = column.stated or DateColumn(column.values).order
    values = () if secret else tuple(islice(dict.fromkeys(column.values), EXAMPLES))
    return SeenColumn(column.header, column.field, tuple(map(visible, values)), order, secret)


def _table(sheet: Sheet, findings: Findings, progress: Progress) -> tuple[int, list[str], Rows]:
    """The line of the header, its cells, and the rows behind it, each as wide as the header."""
    # What is odd in the first rows is noted when they are read again, then with the width of the header known.
    scout = replace(sheet, findings=Findings(findings.file))
    start = list(islice(scout.rows(), _HEADER_WITHIN))
    place = _header_place(start, findings.file)
    header_line, cells = start[place]
    header = [restored(cell.strip()) for cell in cells]
    sheet.width = len(header)
    sheet.shows_first = not is_sensitive(fold_header(header[0]))
    rows: Rows = []
    for line, row in telling(sheet.rows(), "rows found", progress):
        if line < header_line:
            findings.repair(line, "", row[0], "stands above the names of the columns: not read")
        elif [restored(cell.strip()) for cell in row] == header:
            if line > header_line:
                findings.repair(line, "", header[0], "the names of the columns once more: not read")
        elif sheet.fits(line, row) and _is_a_row(line, row, sheet):
            rows.append((line, row))
    return header_line, header, rows


def _header_place(start: Rows, name: str) -> int:
    """Which of the first rows is the header: the first with the most words that headers are made of."""
    if not start:
        raise PartnerError(f"{name} has no rows.", "Export it again, with the names of the columns in the first line.")
    # An address book is known by its header, whose rows have words of headers, too: "Work", "Home".
    book = next((at for at, (_, row) in enumerate(start) if signatures.contacts_program(row)), None)
    counts = [columns.known_words(row) for _, row in start]
    place = counts.index(max(counts)) if book is None else book
    header = start[place][1]
    if any(is_email(cell.strip()) or looks_like_date(cell) for cell in header):
        raise PartnerError(
            f"{name} has no line with the names of its columns.",
            "Put one at the top, such as: Employee ID,Last Name,First Name,Department,Email",
        )
    if counts[place] == 0 and len([cell for cell in header if cell.strip()]) < 2:
        raise PartnerError(
            f"{name} is not a list of people that can be read.",
            "A list is a CSV file whose first line names its columns; a roster can also be a OneRoster zip.",
        )
    return place


def _is_a_row(line: int, row: list[str], sheet: Sheet) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(filled) == 1 and len(row) >= 3:
        sheet.findings.reject(
            line, "", sheet.shown(row[0]), "only one cell is filled (a total, a remark?): row left out"
        )
        return False
    return True


def _fingerprint(header: list[str]) -> str:
    return hashlib.sha256("\x1f".join(map(fold_header, header)).encode()).hexdigest()[:12]


def _present(assigned: list[columns.Column], people: list[IncomingPerson]) -> frozenset[str]:
    """The fields that the list speaks about; a column that is empty from top to bottom says nothing."""
    fields = {name for column in assigned for name in _FIELDS.get(column.field, (column.field,))}
    told = {name for name in fields if name == "active" or any(getattr(person, name) for person in people)}
    return frozenset(told | {"kind"})
