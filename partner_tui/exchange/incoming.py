"""What a file from outside says, in plain rows, whatever its format: people, partners, years, closures, oddities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from partner_tui.errors import NotFound, PartnerError
from partner_tui.records.incoming import (
    Incoming,
    IncomingClosure,
    IncomingPerson,
    IncomingTerm,
    IncomingYear,
    Rejection,
    Repair,
    SourceKind,
)

__all__ = [
    "Findings",
    "Incoming",
    "IncomingClosure",
    "IncomingPerson",
    "IncomingTerm",
    "IncomingYear",
    "Progress",
    "Rejection",
    "Repair",
    "SourceKind",
    "contents",
    "quiet",
    "read",
    "read_whole",
    "telling",
    "visible",
]

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much (0: not known); what it raises stops the work."""

RowT = TypeVar("RowT")

_STEP = 2_000

LARGEST_FILE = 200_000_000
"""Bytes; a roster of a whole state is smaller, and everything is read into memory."""


def visible(text: str, limit: int = 120) -> str:
    """The text as it can be shown: control, bidi and other unprintable characters as escapes, cut at `limit`."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    if short.isprintable():
        return short
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in short)


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 date", "2,000 dates"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def telling(rows: Iterable[RowT], what: str, progress: Progress, total: int = 0) -> Iterator[RowT]:
    """Yield the rows, and tell now and then how many went by."""
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(what, done, total)
        yield row


@dataclass(slots=True)
class Findings:
    """Collects what is odd in the files of one import; `of` gives the same collection for another file."""

    file: str
    repairs: list[Repair] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def of(self, file: str) -> Findings:
        """The same lists, with `file` written on what is added from now on."""
        return replace(self, file=file)

    def repair(self, row: int, column: str, value: str, message: str) -> None:
        """Note that `value` was read differently from how it stands in the file."""
        self.repairs.append(Repair(self.file, row, visible(column), visible(value), message))

    def reject(self, row: int, column: str, value: str, message: str) -> None:
        """Note that `value`, or the whole row, was left out."""
        self.rejections.append(Rejection(self.file, row, visible(column), visible(value), message))


def read(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    kind: str | None = None,
    remembered: Callable[[str], Mapping[str, str]] = lambda _source: {},
    progress: Progress = quiet,
) -> Incoming:
    """Find out what the file is and read it.

    `mapping` ({header: field or field:date-format}) and `kind` (staff, student, family, community, or contacts for
    partners and their people) correct what is guessed about a CSV file; `remembered` gives the mapping that was used
    for a source before. Raises PartnerError when the file is missing, too large, or none of the formats that can be
    read; UsageError when the mapping does not fit or more must be said.
    """
    # The readers build on the types above, so they can only be imported once this module is there.
    from partner_tui.exchange import roster_sheet

    data = contents(path)
    whole = read_whole(data, path.name, progress)
    return whole or roster_sheet.read(data, path.name, mapping or {}, kind, remembered, progress)


def read_whole(data: bytes, name: str, progress: Progress = quiet) -> Incoming | None:
    """Read a file that says itself what everything in it is; None for a list, whose columns must be understood.

    Raises PartnerError for what is none of the formats that can be read.
    """
    from partner_tui.exchange import oneroster, school_calendar, signatures, vcard_contacts

    form = signatures.form_of(data, name)
    if form == "zip":
        return oneroster.read(data, name, progress)
    if form == "vcard":
        return vcard_contacts.read(data, name, progress)
    if form == "calendar":
        return school_calendar.read(data, name)
    if oneroster.is_users_file(data, name):
        return oneroster.read_users_file(data, name, progress)
    return None


def contents(path: Path) -> bytes:
    """All bytes of a file. Raises PartnerError for one that is missing, empty, too large, a folder, or closed to us."""
    try:
        if path.is_dir():
            raise PartnerError(f"{path.name} is a folder.", "Name the file in it that holds the roster.")
        if path.stat().st_size > LARGEST_FILE:
            raise PartnerError(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.",
                "Ask for an export with only the users of your school.",
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise PartnerError(f"{path} cannot be read: {error}.", "Check that you may open it.") from error
    if not data or data.isspace():
        raise PartnerError(f"{path.name} is empty.", "Export it again, or check that the download finished.")
    return data
