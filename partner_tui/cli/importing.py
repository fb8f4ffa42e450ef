"""`import`: a roster or a school calendar comes in, looked at first and written as one intent."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partner_tui.cli import founding, printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import PartnerError, UsageError

if TYPE_CHECKING:
    from partner_tui.records.incoming import Incoming, Rejection, Repair
    from partner_tui.records.roster import Preview

_SHOWN = 20
"""Repaired and rejected rows that are shown; the document of --json has all of them."""


class _OnlyLooking(Exception):
    """The preview is made, and nothing is to be written: it ends a dry run, so that no new file is left."""


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        bring_in,
        help="bring in a roster (OneRoster, CSV), contacts (CSV, vCard) or a school calendar (.ics)",
        example="partner-tui import staff.csv --dry-run",
    )
    made.add_argument("file", metavar="FILE")
    made.add_argument("--init", action="store_true", help="make the file of records first, if there is none")
    made.add_argument("--dry-run", action="store_true", help="only say what would change")
    made.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help="what a CSV column is, if guessed wrong; days with their format: Hired=joined_on:%%d/%%m/%%Y",
    )
    made.add_argument("--kind", help="what a CSV has: staff, student, family, community or contacts")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--same", action="store_true", help="whoever in a contacts file may be somebody known, is")
    which.add_argument("--new", action="store_true", help="whoever in a contacts file may be somebody known, is new")
    made.add_argument("--yes", action="store_true", help="go on without asking, even if many are absent from the file")


def bring_in(session: Session, options: Namespace) -> None:
    """Read the file, say what it would change, and write it unless it is a dry run."""
    file = Path(options.file).expanduser()
    if options.init and not session.path.exists():
        preview = _into_new_records(session, options, file)
    else:
        session.open()
        preview = _compared(_read(file, options), session.today, options)
        _say(session, preview, dry_run=options.dry_run)
        if not options.dry_run:
            _ask(preview, yes=options.yes)
            _write(session, preview, file)
    if session.as_json:
        printing.document(_document(preview))


def _into_new_records(session: Session, options: Namespace, file: Path) -> Preview:
    """Make the file of records with the school and all that came in: whole, or not at all."""
    from partner_tui.exchange import incoming
    from partner_tui.records import making

    found = incoming.read(file, _mapping(options.map), kind=options.kind)
    timezone = founding.zone(session, None)
    previews: list[Preview] = []

    def fill() -> None:
        founding.enter(session, found.school_name or "Our school", timezone)
        previews.append(_compared(found, session.today, options))
        _say(session, previews[0], dry_run=options.dry_run)
        if options.dry_run:
            raise _OnlyLooking
        _write(session, previews[0], file)

    try:
        making.make(session.path, fill)
    except _OnlyLooking:
        return previews[0]
    printing.tell(f"The records are in {session.path}")
    return previews[0]


def _read(file: Path, options: Namespace) -> Incoming:
    """Return what the file says, its columns understood as they were the last time unless the options say otherwise."""
    from partner_tui.exchange import incoming  # the readers are needed by an import only
    from partner_tui.records import mappings

    return incoming.read(file, _mapping(options.map), kind=options.kind, remembered=mappings.remembered)


def _mapping(texts: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for text in texts:
        header, equals, field = text.rpartition("=")
        if not equals or not header.strip() or not field.strip():
            raise UsageError(f"“{text}” does not say which column is what.", "Write it as --map 'Surname=family_name'.")
        mapping[header.strip()] = field.strip()
    return mapping


def _compared(found: Incoming, today: date, options: Namespace) -> Preview:
    """Return what the file changes; where --same or --new answers what it asks, with these answers."""
    from partner_tui.records import partner_questions, roster

    preview = roster.compare(found, today)
    answers = partner_questions.answered(preview, same=options.same, new=options.new)
    while answers.keys() - preview.answers.keys():
        # What was answered of organizations may show that there is something to ask of people.
        preview = roster.compare(found, today, answers=answers)
        answers = partner_questions.answered(preview, same=options.same, new=options.new)
    return preview


def _ask(preview: Preview, *, yes: bool) -> None:
    """Ask whether to go on where so many are absent that the file may be cut; raise PartnerError for a no."""
    if not preview.is_alarming or yes:
        return
    many = f"{len(preview.absent)} of {preview.known} people are absent from this file."
    if sys.stdin.isatty():
        printing.tell(f"{many} Mark them as absent and go on? [y/N]")
        if sys.stdin.readline().strip().lower() in {"y", "yes"}:
            return
    raise PartnerError(f"Nothing was saved. {many}", "If that is right, go on with --yes.")


def _write(session: Session, preview: Preview, file: Path) -> None:
    if preview.changes_nothing:
        printing.tell("Nothing is new: nothing was changed.")
        return
    from partner_tui.records import roster

    with session.intent(f"Import {file.name}") as intent:
        roster.write(intent, preview, session.today, printing.Progress())
    printing.tell("Imported. Take it back with: partner-tui undo")


def _say(session: Session, preview: Preview, *, dry_run: bool) -> None:
    """Print what would change, and what was odd in the file."""
    if session.as_json:
        return
    found = preview.incoming
    form = f"contacts ({found.program})" if found.contacts and found.program else found.kind.value.replace("_", " ")
    printing.tell(f"{'It would be' if dry_run else 'It is'} read as {form}.")
    _say_mapping(found.mapping)
    counts = [*_counts(preview).items(), ("repaired", len(preview.repaired)), ("rejected", len(preview.rejected))]
    printing.facts((name, f"{count:,}") for name, count in counts)
    for title, findings in (("Repaired", preview.repaired), ("Rejected", preview.rejected)):
        _say_findings(title, findings)
    _say_undecided(preview.rejected)
    _say_questions(preview)
    for kept in preview.kept[:_SHOWN]:
        printing.tell(
            f"{kept.name}: the {kept.column.replace('_', ' ')} stays “{kept.kept}”; the file says “{kept.file_says}”."
        )


def _say_mapping(mapping: Mapping[str, str]) -> None:
    if mapping:
        printing.tell("The columns (correct one with --map 'HEADER=FIELD'):")
        printing.tell(*(f"  {header} = {field}" for header, field in mapping.items() if header))


def _say_undecided(rejected: Sequence[Rejection]) -> None:
    """Say how the order of day and month is said, where the values of a column do not decide it."""
    from partner_tui.exchange.date_column import DAY_FIRST, MONTH_FIRST, UNDECIDED

    for one in rejected:
        if one.message.startswith(UNDECIDED):
            ways = (f"--map '{one.column}=joined_on:{order}'" for order in (DAY_FIRST, MONTH_FIRST))
            printing.tell(f"Say the order of the dates: {' or '.join(ways)}")


def _say_questions(preview: Preview) -> None:
    """Say which rows of contacts were left out because only a person can say who they are."""
    questions = preview.partners.questions
    for one in questions[:_SHOWN]:
        rows = ", ".join(f"{row:,}" for row in one.rows[:5])
        about = " or ".join(f"{who.name} ({who.about})" if who.about else who.name for who in one.candidates[:3])
        printing.tell(f"? {one.file}, row {rows}: is {one.name} {about}? {one.why} Left out.")
    if questions:
        printing.tell("Say it for all of them with --same or --new, or one by one in the app (ctrl+o).")


def _say_findings(title: str, findings: Sequence[Repair | Rejection]) -> None:
    if not findings:
        return
    printing.show("", title)
    rows = [(one.file, str(one.row), one.column, one.value, one.message) for one in findings[:_SHOWN]]
    printing.table(("File", "Row", "Column", "Read", "What"), rows)
    if len(findings) > _SHOWN:
        printing.tell(f"and {len(findings) - _SHOWN:,} more; see them all with --json")


def _counts(preview: Preview) -> dict[str, int]:
    """Return the counts of a preview; of contacts, organizations apart from people, and what is asked."""
    counts, partners = preview.counts, preview.partners
    if preview.incoming.contacts:
        counts |= {"new_organizations": len(partners.new), "asked": len(partners.questions)}
    return counts


def _document(preview: Preview) -> dict[str, Any]:
    return {
        **_counts(preview),
        "repaired": [_finding(one) for one in preview.repaired],
        "rejected": [_finding(one) for one in preview.rejected],
        **_questions(preview),
    }


def _questions(preview: Preview) -> dict[str, Any]:
    if not preview.incoming.contacts:
        return {}
    asked = [
        {
            "what": one.what,
            "name": one.name,
            "why": one.why,
            "file": one.file,
            "rows": list(one.rows),
            "candidates": [{"name": who.name, "about": who.about} for who in one.candidates],
        }
        for one in preview.partners.questions
    ]
    return {"questions": asked}


def _finding(one: Repair | Rejection) -> dict[str, Any]:
    return {"file": one.file, "row": one.row, "column": one.column, "value": one.value, "message": one.message}
