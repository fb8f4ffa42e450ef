"""One CSV table of a OneRoster bundle: its columns found by name, its rows cut down to the columns asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from operator import itemgetter

from partner_tui.exchange.bundle import Member
from partner_tui.exchange.cells import is_tidy
from partner_tui.exchange.incoming import Findings
from partner_tui.exchange.spreadsheet import Sheet, open_sheet

_COMMON = "sourcedId status dateLastModified"
_OTHERS = {
    "users.csv": "enabledUser orgSourcedIds role username userIds givenName familyName middleName identifier email"
    " sms phone agentSourcedIds grades password userMasterIdentifier resourceSourcedIds preferredGivenName"
    " preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
    "roles.csv": "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
    "userprofiles.csv": "userSourcedId profileType vendorId applicationId description credentialType username password",
    "orgs.csv": "name type identifier parentSourcedId",
    "academicsessions.csv": "title type startDate endDate parentSourcedId schoolYear",
}
COLUMNS = {name: tuple(f"{_COMMON} {others}".split()) for name, others in _OTHERS.items()} | {
    "manifest.csv": ("propertyName", "value")
}
"""The columns of each table that is ever looked at (1EdTech OneRoster 1.1 and 1.2, CSV binding)."""


class Table:
    """A table of the bundle, open for reading; `has` holds the standard names of its columns."""

    def __init__(self, member: Member, kind: str, findings: Findings) -> None:
        self.findings = findings.of(member.path)
        self.kind = kind
        self._sheet: Sheet = open_sheet(member.open_bytes, self.findings)
        self._rows = self._sheet.rows()
        _, header = next(self._rows, (1, []))
        self._places = _places_of(header, kind, self.findings)
        self._sheet.width = len(header)
        self.has = frozenset(self._places)

    def rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield what `raw_rows` does with the outer blanks of each cell taken off."""
        for line, cells in self.raw_rows(*columns):
            yield line, cells if has_no_outer_blanks(",".join(cells)) else stripped(cells)

    def raw_rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (line, cells of `columns` in that order), '' for a column that is not there.

        No other column is looked at: what stands in `password` never leaves the row that it came in.
        A row with too many cells is rejected, one with too few is filled up and noted. May be called once.
        """
        width = self._sheet.width
        # Every row gets an empty cell at its end, which stands for the columns that the table has not.
        places = [self._places.get(column, width) for column in columns]
        pick = itemgetter(*places)
        for line, row in self._rows:
            if len(row) != width and not self._sheet.fits(line, row):
                continue
            row.append("")
            yield line, pick(row)


def has_no_outer_blanks(joined: str) -> bool:
    """Whether no cell of a row, joined by commas, can begin or end with a blank; a false alarm only costs time."""
    if " " not in joined:
        return True
    return ", " not in joined and " ," not in joined and joined == joined.strip(" ")


def stripped(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells without outer blanks."""
    return tuple(cell.strip() for cell in cells)


def is_clean(cells: tuple[str, ...]) -> bool:
    """Whether no cell of the row needs stripping or cleaning, seen at once; a false alarm only costs time."""
    joined = ",".join(cells)
    return has_no_outer_blanks(joined) and is_tidy(joined) and "  " not in joined


def header_of(member: Member, findings: Findings) -> list[str]:
    """The cells of the first line, for a file whose name says nothing; what is odd in it is not noted."""
    sheet = open_sheet(member.open_bytes, Findings(findings.file))
    return next(sheet.rows(), (1, []))[1]


def _places_of(header: list[str], kind: str, findings: Findings) -> dict[str, int]:
    standard = {name.casefold(): name for name in COLUMNS[kind]}
    places: dict[str, int] = {}
    strangers: list[tuple[int, str]] = []
    for place, cell in enumerate(header):
        name = standard.get(cell.strip().casefold())
        if name is None:
            strangers.append((place, cell))
        elif name in places:
            findings.repair(1, cell, cell, "the column stands twice: the first is read")
        else:
            places[name] = place
            if name != cell:
                findings.repair(1, cell, cell, f"read as the column {name}")
    for place, cell in strangers:
        _settle(place, cell, {k: v for k, v in standard.items() if v not in places}, places, findings)
    return places


def _settle(place: int, cell: str, open_names: dict[str, str], places: dict[str, int], findings: Findings) -> None:
    """A header cell that is no standard name is a misspelt one, or is left unread."""
    text = cell.strip()
    if not text:
        findings.repair(1, "", cell, f"column {place + 1} has no name: not read")
        return
    close = difflib.get_close_matches(text.casefold(), open_names, n=1, cutoff=0.85)
    if text.casefold() == "propertyvalue" and "value" in open_names:
        close = ["value"]
    if close:
        places[open_names[close[0]]] = place
        findings.repair(1, cell, cell, f"read as the column {open_names[close[0]]}")
    else:
        findings.repair(1, cell, cell, "not a column of OneRoster: not read")
