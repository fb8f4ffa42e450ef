"""`hours import`: a time sheet comes in, looked at first and written as one intent."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from partner_tui.cli import printing
from partner_tui.cli.session import Session
from partner_tui.dates import say_minutes
from partner_tui.errors import PartnerError, UsageError
from partner_tui.exchange import files, hours_sheet, left_out
from partner_tui.exchange.hours_sheet import HoursFile
from partner_tui.records import hours, hours_incoming
from partner_tui.records.hours_incoming import HoursPreview
from partner_tui.records.incoming import Rejection

_SHOWN = 20
"""Lines that are shown of those that were left out; --json and --left-out have all."""


def bring_in(session: Session, options: Namespace) -> None:
    """Read the file and say what it would add; write the good lines with --yes.

    Raise PartnerError where lines are left out and nothing else is new, so that a script notices.
    """
    session.open()
    path = Path(options.file).expanduser()
    zone = session.school.zone
    found = hours_sheet.read(path, _mapping(options.map), zone=zone, day_first=session.settings.day_first)
    preview = hours_incoming.compare(path.name, found.lines, zone=zone, today=session.today)
    rejections = sorted([*found.rejections, *preview.rejections], key=lambda one: one.row)
    written = False
    if options.yes and preview.new:
        with session.intent(f"Import {path.name}: {len(preview.new)} entries of hours") as intent:
            hours.add_many(intent, [shift for _row, shift in preview.new])
        written = True
    if options.left_out and rejections:
        target = Path(options.left_out).expanduser()
        files.replace_file(target, left_out.chunks(rejections, found.header, found.cells))
        printing.tell(f"The lines that were left out are in {target}")
    _say(found, preview, rejections, written=written)
    if session.as_json:
        printing.document(_document(found, preview, rejections, written=written))
    if rejections and not (preview.new or preview.same):
        raise PartnerError("Not one line could be taken: nothing was changed.", "Correct the file, or say --map.")


def _mapping(said: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in said:
        header, equals, name = pair.rpartition("=")
        if not equals:
            raise UsageError(f"“{pair}” is not HEADER=FIELD.", "Write it as --map 'Total=hours'.")
        found[header.strip()] = name.strip()
    return found


def _say(found: HoursFile, preview: HoursPreview, rejections: Sequence[Rejection], *, written: bool) -> None:
    columns = ", ".join(f"{header} → {name}" for header, name in found.columns.items() if name != "ignore")
    printing.tell(f"Columns: {columns}")
    printing.tell(*(f"Line {one.row}: {one.message}" for one in found.repairs[:_SHOWN]))
    for one in rejections[:_SHOWN]:
        what = f"{one.column} “{one.value}”: " if one.column else f"{one.value}: " if one.value else ""
        printing.tell(f"Line {one.row} is left out: {what}{one.message}")
    if len(rejections) > _SHOWN:
        printing.tell(f"... and {len(rejections) - _SHOWN} more; --left-out FILE writes them all.")
    done = "written" if written else "new"
    length = say_minutes(preview.minutes) if preview.minutes else "nothing"
    said = f"{len(preview.new)} {done} ({length}), {preview.same} there already, {len(rejections)} left out."
    printing.tell(said)
    if preview.new:
        printing.tell("Take it back with: partner-tui undo" if written else "Nothing was written: add --yes to do so.")


def _document(
    found: HoursFile, preview: HoursPreview, rejections: Sequence[Rejection], *, written: bool
) -> dict[str, Any]:
    return {
        "columns": found.columns,
        "new": len(preview.new),
        "minutes": preview.minutes,
        "same": preview.same,
        "written": written,
        "left_out": [
            {"line": one.row, "column": one.column or None, "value": one.value, "message": one.message}
            for one in rejections
        ],
    }
