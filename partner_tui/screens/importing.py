"""A file that comes in: opened, read, compared and written in a thread, and what is said of it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from partner_tui.errors import NotFound, PartnerError
from partner_tui.records import database, history, making
from partner_tui.records.people import PersonKind
from partner_tui.screens.founding import SchoolDraft, enter
from partner_tui.screens.working import Progress
from partner_tui.widgets.text import content_line

if TYPE_CHECKING:
    from partner_tui.exchange.incoming import Incoming
    from partner_tui.exchange.roster_sheet import RosterList
    from partner_tui.records.roster import Preview

ENDINGS = (".zip", ".csv", ".tsv", ".txt", ".ics", ".vcf", ".vcard")
"""How the names of files end that can be a roster, contacts or a school calendar."""

NO_ANSWERS: Mapping[str, int] = {}

ODD_SHOWN = 100
"""How many repaired and rejected rows are shown before the import; there can be as many as rows."""

Remembered = Callable[[str], Mapping[str, str]]
"""Gives, by the source of a list, what was said about its columns the last time."""

_PLURALS = {PersonKind.STAFF: "staff", PersonKind.STUDENT: "students", PersonKind.FAMILY: "family members"}
_FORMS = {"oneroster_1_1": "OneRoster 1.1", "oneroster_1_2": "OneRoster 1.2", "school_calendar": "school calendar"}


@dataclass
class Reading:
    """A file that was opened: `found` is what it says, None for a list that cannot be read before more is said.

    `roster` is the list of a CSV file, `mapping` what is said about its columns, `is_known` whether somebody said it
    before. `stamp` is how the file was when it was read.
    """

    path: Path
    stamp: tuple[int, int]
    found: Incoming | None = None
    roster: RosterList | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    is_known: bool = False

    def require_unchanged(self) -> None:
        """Raise PartnerError if the file is not any more what was read."""
        name = self.path.name
        try:
            now = _stamp(self.path)
        except NotFound as error:
            raise PartnerError(
                f"{name} is not there any more: nothing was brought in.",
                "Put it back where it was, or choose another file with ctrl+o.",
            ) from error
        if now != self.stamp:
            raise PartnerError(
                f"{name} was changed since it was read: nothing was brought in.", "Read it again with ctrl+o."
            )


def nothing_remembered(_source: str) -> Mapping[str, str]:
    """Return nothing: there are no records yet that could remember."""
    return {}


def open_file(path: Path, remembered: Remembered, progress: Progress) -> Reading:
    """Read a file as far as it says what it is; raise PartnerError for one that is none."""
    from partner_tui.exchange import incoming, roster_sheet  # the readers are needed by an import only

    reading = Reading(path, _stamp(path))
    data = incoming.contents(path)
    reading.found = incoming.read_whole(data, path.name, progress)
    if reading.found is None:
        reading.roster = roster = roster_sheet.RosterList(data, path.name, progress)
        reading.mapping = dict(remembered(roster.source))
        understood = roster.understood(reading.mapping)
        reading.is_known = bool(reading.mapping)
        # The header of an address book that is known says all that there is to say.
        reading.is_known = reading.is_known or bool(understood.program)
        if understood.is_ready:
            reading.found = roster.read(reading.mapping, progress)
    return reading


def read_columns(reading: Reading, mapping: Mapping[str, str], progress: Progress) -> None:
    """Read a list with what is said about its columns; raise PartnerError, with all as it was, if that does not fit."""
    if reading.roster is not None:
        reading.found = reading.roster.read(mapping, progress)
        reading.mapping = dict(mapping)


def compare(found: Incoming, today: date, progress: Progress, answers: Mapping[str, int] = NO_ANSWERS) -> Preview:
    """Return what a file would change in the open records, with answers to what it asked; called in a thread."""
    from partner_tui.records import roster  # needed by an import only

    with database.in_thread():
        return roster.compare(found, today, progress, answers)


def write(preview: Preview, name: str, who: str, at: datetime, today: date, progress: Progress) -> None:
    """Write a preview as one intent; called in a thread. Stopped, it leaves nothing."""
    from partner_tui.records import roster

    with database.in_thread(), history.intent(name, who=who, at=at) as intent:
        roster.write(intent, preview, today, progress)


def bring_in(
    path: Path, draft: SchoolDraft, found: Incoming, file: Path, who: str, at: datetime, told: Progress
) -> None:
    """Make the file `path` with the school and all that was found in `file`; stopped, it leaves nothing."""

    def fill() -> None:
        from partner_tui.records import roster

        enter(draft, who, at)
        today = at.astimezone(ZoneInfo(draft.timezone)).date()
        with history.intent(f"Import {file.name}", who=who, at=at) as intent:
            roster.write(intent, roster.compare(found, today, told), today, told)

    making.make(path, fill)


def form(found: Incoming) -> str:
    """Return what a file is: "OneRoster 1.1 of Lincoln High School", "CSV list of staff", "contacts (Outlook)"."""
    if found.contacts or found.kind.value in ("contacts", "vcard"):
        return f"contacts ({found.program})" if found.program else "CSV list of contacts"
    if found.kind.value in _FORMS:
        school = f" of {found.school_name}" if found.school_name else ""
        return f"{_FORMS[found.kind.value]}{school}"
    kinds = Counter(PersonKind(person.kind) for person in found.people)
    return f"CSV list of {_PLURALS.get(kinds.most_common(1)[0][0], 'community')}" if len(kinds) == 1 else "CSV list"


def encoding(found: Incoming) -> str:
    """Return how a file's letters were read where it was not plain UTF-8: "read as Windows-1252"; or ''."""
    from partner_tui.exchange.encodings import READ_AS, said_in

    said = said_in(found.repairs)
    return f"{READ_AS}{said}" if said else ""


def summary(found: Incoming) -> str:
    """Return in one line what there is: "80 staff, 412 students, 14 closures"."""
    if found.contacts:
        return _contacts(found)
    kinds = Counter(PersonKind(person.kind) for person in found.people if person.active)
    parts = [f"{kinds[kind]:,} {_PLURALS.get(kind, kind.value)}" for kind in PersonKind if kinds[kind]]
    parts += [f"{len(found.years)} school year{'s' * (len(found.years) > 1)}"] if found.years else []
    parts += [f"{len(found.closures)} closure{'s' * (len(found.closures) > 1)}"] if found.closures else []
    return ", ".join(parts) or "nobody"


def _contacts(found: Incoming) -> str:
    partners = {tie.organization.key or tie.organization.name for one in found.contacts for tie in one.ties}
    people = sum(one.person is not None for one in found.contacts)
    many = "1 organization" if len(partners) == 1 else f"{len(partners):,} organizations"
    return f"{many}, {people:,} {'contact' if people == 1 else 'contacts'}"


def oddities(found: Incoming) -> Content:
    """Return what was repaired and what was left out, row by row, as a person checks it; empty when nothing was odd."""
    inactive = sum(not person.active for person in found.people)
    lines = [content_line(f"– {inactive:,} not active in the file, left out", "dim")] if inactive else []
    for title, sign, colour, notes in (
        ("left out", "✗", "$text-error", found.rejections),
        ("repaired", "✎", "$text-warning", found.repairs),
    ):
        if notes:
            lines.append(Content.styled(f"{len(notes):,} {title}", f"bold {colour}"))
        for note in notes[:ODD_SHOWN]:
            value = f"“{note.value}” " if note.value else ""
            where = f"{note.file}, row {note.row}{f', {note.column}' if note.column else ''}: "
            lines.append(Content.assemble((f"{sign} ", colour), content_line(f"{where}{value}{note.message}")))
        if len(notes) > ODD_SHOWN:
            lines.append(Content.styled(f"  and {len(notes) - ODD_SHOWN:,} more", "dim"))
    return Content("\n").join(lines)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise PartnerError(f"{path} cannot be read: {error}.", "Check that you may open it.") from error
    return found.st_size, found.st_mtime_ns
