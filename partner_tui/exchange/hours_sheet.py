"""Hours as a CSV file: its columns understood by their words, its rows read, what cannot be said line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from io import BytesIO
from pathlib import Path

from partner_tui.dates.shifts import Worked, read_worked
from partner_tui.errors import FieldError, UsageError
from partner_tui.exchange.column_words import fold_header
from partner_tui.exchange.columns import unique_headers
from partner_tui.exchange.date_column import DAY_FIRST, MONTH_FIRST, DateColumn
from partner_tui.exchange.incoming import Findings, contents, visible
from partner_tui.exchange.spreadsheet import open_sheet, restored
from partner_tui.records.hours_incoming import IncomingHours
from partner_tui.records.incoming import Rejection, Repair

FIELDS = ("student", "given_name", "family_name", "where", "date", "hours", "minutes", "start", "end", "note", "ignore")
"""What a column can be."""

_WORDS: Mapping[str, str] = {
    "student": "student|student name|name|full name|learner|intern|student id|id|student number|sis id|email|e mail|"
    "student email|email address|uid|employee|participant|alumno|estudiante|nombre",
    "given_name": "first name|given name|first|nombre de pila",
    "family_name": "last name|family name|surname|last|apellido|apellidos",
    "where": "partner|organization|organisation|company|employer|placement|opening|site|job|worksite|business|where|"
    "work site|internship|empresa|lugar",
    "date": "date|day|worked on|work date|shift date|date worked|fecha",
    "hours": "hours|hours worked|total hours|time|time worked|duration|total|length|horas",
    "minutes": "minutes|mins|minutes worked|minutos",
    "start": "start|start time|from|in|time in|clock in|begin|begins|punch in|inicio|entrada",
    "end": "end|end time|to|out|time out|clock out|finish|ends|punch out|fin|salida",
    "note": "note|notes|comment|comments|description|task|tasks|activity|nota",
}
_KNOWN = {word: name for name, words in _WORDS.items() for word in words.split("|")}


@dataclass(slots=True)
class HoursFile:
    """What a file says: its lines, its columns as they were read, all cells by line, and what was odd or left out."""

    lines: list[IncomingHours] = field(default_factory=list)
    header: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[int, Sequence[str]] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def read(path: Path, said: Mapping[str, str], *, zone: tzinfo, day_first: bool = False) -> HoursFile:
    """Read a file of hours; `said` maps headers to FIELDS where they would be guessed wrong.

    `day_first` decides how 3/4/2026 is read where no day of the column does. Raise UsageError where no column says
    who, on which day, or how long.
    """
    findings = Findings(path.name)
    data = contents(path)
    sheet = open_sheet(lambda: BytesIO(data), findings)
    rows = sheet.rows()
    header = next((row for _line, row in rows if any(cell.strip() for cell in row)), [])
    if header and header[0].casefold().startswith("sep="):
        header = next((row for _line, row in rows), [])
    names = unique_headers(header)
    fields = _fields(names, said)
    sheet.width = len(header)
    kept = [(line, [restored(cell.strip()) for cell in row]) for line, row in rows if sheet.fits(line, row)]
    found = HoursFile(header=tuple(names), columns=dict(zip(names, fields, strict=True)), cells=dict(kept))
    at = {name: fields.index(name) for name in FIELDS if name in fields}
    days = _days([row[at["date"]] for _line, row in kept], findings, day_first=day_first)
    for line, row in kept:
        values = {name: row[place] for name, place in at.items()}
        if (read_line := _read(line, values, days, zone, findings)) is not None:
            found.lines.append(read_line)
    found.repairs, found.rejections = findings.repairs, findings.rejections
    return found


def _days(values: Sequence[str], findings: Findings, *, day_first: bool) -> DateColumn:
    """Return what reads the days of the column: in the order that they decide, or else in the usual one, noted."""
    days = DateColumn(values)
    if days.order or days.mixed or not any(days.depends_on_order(value) for value in values):
        return days
    made = DateColumn(values, DAY_FIRST if day_first else MONTH_FIRST)
    findings.repair(1, "date", next(filter(days.depends_on_order, values)), f"days are read as {made.order_in_words}")
    return made


def _fields(names: Sequence[str], said: Mapping[str, str]) -> list[str]:
    for header, name in said.items():
        if header not in names:
            raise UsageError(f"There is no column “{header}”.", f"The columns are: {', '.join(names)}.")
        if name not in FIELDS:
            raise UsageError(f"“{name}” is nothing that a column can be.", f"Choose one of: {', '.join(FIELDS)}.")
    found: list[str] = []
    taken = set(said.values())
    for header in names:
        name = said.get(header) or _KNOWN.get(fold_header(header), "ignore")
        if header not in said and name in taken:
            name = "ignore"
        taken.add(name)
        found.append(name)
    for wanted, what in (
        ({"student", "given_name"}, "who worked: --map 'COLUMN=student'"),
        ({"date"}, "on which day: --map 'COLUMN=date'"),
        ({"hours", "minutes", "start"}, "how long: --map 'COLUMN=hours', or minutes, or start and end"),
    ):
        if not wanted & set(found):
            listed = ", ".join(names) or "none"
            raise UsageError("No column could be recognised as what is needed.", f"Say {what}. Columns: {listed}.")
    return found


def _read(
    line: int, values: Mapping[str, str], days: DateColumn, zone: tzinfo, findings: Findings
) -> IncomingHours | None:
    """Return what a row says; None, with the reason in the findings, where it says nothing that can be taken."""
    student = values.get("student") or f"{values.get('given_name', '')} {values.get('family_name', '')}".strip()
    if not student:
        findings.reject(line, "student", "", "nobody is named")
        return None
    day = days.read(values["date"])
    if day is None:
        why = "which is the day and which the month is not clear: write 2026-11-24" if values["date"] else "no day"
        findings.reject(line, "date", visible(values["date"]), why)
        return None
    try:
        worked = _worked(values, day, zone)
    except FieldError as refusal:
        findings.reject(line, "hours", visible(_how_long(values)), refusal.message)
        return None
    if worked is None:
        findings.reject(line, "hours", "", "no hours")
        return None
    return IncomingHours(line, student, values.get("where", ""), day, worked, values.get("note", "")[:200])


def _how_long(values: Mapping[str, str]) -> str:
    if values.get("start") and values.get("end"):
        return f"{values['start']}-{values['end']}"
    if values.get("hours"):
        return values["hours"]
    return f"{values['minutes']}m" if values.get("minutes") else ""


def _worked(values: Mapping[str, str], day: date, zone: tzinfo) -> Worked | None:
    return read_worked(_how_long(values), day, zone)
