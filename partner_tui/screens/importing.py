"""A roster that begins a new file: what is in it, in words, and bringing it in."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from partner_tui.records import history, making
from partner_tui.records.people import PersonKind
from partner_tui.screens.founding import SchoolDraft, enter
from partner_tui.screens.working import Progress
from partner_tui.widgets.text import content_line

if TYPE_CHECKING:
    from partner_tui.exchange.incoming import Incoming

ENDINGS = (".zip", ".csv", ".tsv", ".txt", ".ics")
"""How the names of files end that can be a roster or a school calendar."""

ODD_SHOWN = 100
"""How many repaired and rejected rows are shown before the import; there can be as many as rows."""

_PLURALS = {PersonKind.STAFF: "staff", PersonKind.STUDENT: "students", PersonKind.FAMILY: "family members"}


def read(path: Path, progress: Progress) -> Incoming:
    """Read a roster; raise PartnerError for a file that is none."""
    from partner_tui.exchange import incoming  # the readers are needed by an import only

    progress("files read", 0, 1)
    found = incoming.read(path)
    progress("files read", 1, 1)
    return found


def bring_in(
    path: Path, draft: SchoolDraft, found: Incoming, file: Path, who: str, at: datetime, told: Progress
) -> None:
    """Make the file `path` with the school and all that was found in `file`; stopped, it leaves nothing."""

    def fill() -> None:
        from partner_tui.records import roster  # needed by an import only

        enter(draft, who, at)
        today = at.astimezone(ZoneInfo(draft.timezone)).date()
        with history.intent(f"Import {file.name}", who=who, at=at) as intent:
            roster.write(intent, roster.compare(found, today), today, told)

    making.make(path, fill)


def summary(found: Incoming) -> str:
    """Return in one line what there is: "80 staff, 412 students, 14 closures"."""
    kinds = Counter(PersonKind(person.kind) for person in found.people if person.active)
    parts = [f"{kinds[kind]:,} {_PLURALS.get(kind, kind.value)}" for kind in PersonKind if kinds[kind]]
    parts += [f"{len(found.years)} school year{'s' * (len(found.years) > 1)}"] if found.years else []
    parts += [f"{len(found.closures)} closure{'s' * (len(found.closures) > 1)}"] if found.closures else []
    return ", ".join(parts) or "nobody"


def oddities(found: Incoming) -> Content:
    """Return what was repaired and what was left out, row by row, as a person checks it; empty when nothing was odd."""
    inactive = sum(not person.active for person in found.people)
    lines = [content_line(f"– {inactive:,} not active in the file, left out", "dim")] if inactive else []
    for title, sign, colour, notes in (
        ("left out", "✗", "$text-error", found.rejections),
        ("repaired", "~", "$text-warning", found.repairs),
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
