"""A CSV list of people with any header: its header found, its columns understood, its rows read as people."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

from partner_tui.errors import PartnerError, UsageError
from partner_tui.exchange import columns, signatures
from partner_tui.exchange.cells import is_email
from partner_tui.exchange.column_words import fold_header, is_sensitive
from partner_tui.exchange.date_column import looks_like_date
from partner_tui.exchange.incoming import Findings, Incoming, IncomingPerson, SourceKind
from partner_tui.exchange.merging import merged
from partner_tui.exchange.roster_rows import RosterRows
from partner_tui.exchange.spreadsheet import Sheet, open_sheet, restored

KINDS = ("staff", "student", "family", "community")

_HEADER_WITHIN = 12
_FIELDS = {"department": ("departments",), "name": ("given_name", "family_name"), "ignore": ()}

Rows = list[tuple[int, list[str]]]

Remembered = Callable[[str], Mapping[str, str]]
"""Gives, by the name of a source, the mapping that was used for it last; empty when it is new."""


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str],
    kind: str | None,
    remembered: Remembered = lambda _source: {},
) -> Incoming:
    """Read a list of people; `mapping` and `kind` are what a person said about it, and win over every guess.

    What was said about the same header before is `remembered` by the source's name, and wins over a guess, too.

    Raises UsageError when something must be said first (who the people are, which column is the name),
    PartnerError when the file is no list.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"“{kind}” is not a kind of person.", f"Choose one of: {', '.join(KINDS)}.")
    findings = Findings(name)
    sheet = open_sheet(lambda: io.BytesIO(data), findings)
    line, header, rows = _table(sheet, findings)
    program = signatures.contacts_program(header)
    if program and not mapping and kind is None:
        raise signatures.contacts_error(name, program)
    source = f"csv:{_fingerprint(header)}"
    mapping = {**remembered(source), **mapping}
    names = columns.unique_headers(header)
    values = [[row[place] for _, row in rows] for place in range(len(names))]
    assigned = columns.assigned(names, values, mapping, findings, line)
    default = kind or columns.kind_of_list(assigned, name)
    if not default and not any(column.field == "kind" for column in assigned):
        raise UsageError(
            f"{name} does not say whether its people are staff, students, families or community.",
            f"Say it with --kind staff (or student, family, community). The columns are: {', '.join(names)}.",
        )
    reader = RosterRows(assigned, default, findings)
    people = merged([person for line, row in rows if (person := reader.person(line, row))], findings)
    reader.note_conventions()
    return Incoming(
        kind=SourceKind.CSV,
        source=source,
        bulk=True,
        people=people,
        mapping=reader.mapping(),
        header=tuple(names),
        present=_present(assigned, people),
        repairs=findings.repairs,
        rejections=findings.rejections,
    )


def _table(sheet: Sheet, findings: Findings) -> tuple[int, list[str], Rows]:
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
    for line, row in sheet.rows():
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
    counts = [columns.known_words(row) for _, row in start]
    place = counts.index(max(counts))
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
