"""`timeline`: all that ever was with a person, an organization or a group, the newest first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import islice
from typing import Any

from partner_tui.cli import printing, stories
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.dates import say_clock, say_full_day
from partner_tui.errors import NotFound, UsageError
from partner_tui.records import timeline
from partner_tui.records.groups import Group
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.records.timeline import Entry, EntryKind, Reading, Subject, SubjectKind

_SUBJECTS = {
    Person: SubjectKind.PERSON,
    Organization: SubjectKind.ORGANIZATION,
    Group: SubjectKind.GROUP,
}


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        show,
        help="all that ever was with a person, an organization or a group, the newest first, to the very first",
        example="partner-tui timeline 'Ana Rivera' --kind promises",
    )
    made.add_argument("record", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")
    made.add_argument("--kind", choices=[kind.value for kind in EntryKind], help="only entries of this kind")
    made.add_argument("--text", default="", help="only entries with these words")
    made.add_argument("--page", type=int, metavar="N", help=f"which page of {timeline.PAGE} entries; 1 if not said")
    made.add_argument("--all", action="store_true", help="every entry, to the very first")


def show(session: Session, options: Namespace) -> None:
    """Print a page of a timeline, or all of it."""
    if options.all and options.page is not None:
        raise UsageError("--all and --page do not go together.", "Leave one of them out.")
    number = 1 if options.page is None else options.page
    if number < 1:
        raise UsageError("Pages are counted from 1.", "Write --page 1, or leave it out.")
    session.open()
    wanted = _reading(session, options)
    read = _pages(wanted)
    if options.all:
        _print(session, (entry for page in read for entry in page.entries))
        return
    page = next(islice(read, number - 1, None), None)
    if page is None:
        raise NotFound(f"The timeline has no page {number}.", "Write a smaller number.")
    _print(session, iter(page.entries))
    if page.following is not None:
        printing.tell(f"There is more: --page {number + 1} goes on, --all shows everything.")


def _reading(session: Session, options: Namespace) -> Reading:
    model, record_id = stories.record_named(session, options.record)
    kind = _SUBJECTS.get(model)
    if kind is None:
        raise NotFound("A meeting has no timeline.", f"See: partner-tui show {options.record}")
    asked = EntryKind(options.kind) if options.kind else None
    return Reading(Subject(kind, record_id), session.who, session.now, asked, options.text)


def _pages(wanted: Reading) -> Iterator[timeline.Page]:
    page = timeline.page(wanted)
    yield page
    while page.following is not None:
        page = timeline.page(wanted, page.following)
        yield page


def _print(session: Session, entries: Iterator[Entry]) -> None:
    if session.as_json:
        printing.documents(map(document, entries))
        return
    first = next(entries, None)
    if first is None:
        printing.tell("Nothing like that stands in the records yet.")
        return
    for line in _lines(first):
        printing.show(line)
    for entry in entries:
        for line in _lines(entry):
            printing.show(line)


def _lines(entry: Entry) -> Iterator[str]:
    clock = say_clock(entry.at) if entry.at is not None else ""
    who = f" · {entry.who}" if entry.who else ""
    yield f"{say_full_day(entry.day):<15}  {clock:<5}  {' '.join(entry.title.split())}{who}"
    for line in entry.said.splitlines():
        if line.strip():
            yield f"{'':<24}{line.strip()}"


def document(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON has it; `at` is there where the time of the day is known."""
    return {
        "kind": timeline.KINDS[entry.source].value,
        "entry": entry.source.name.lower(),
        "uid": entry.uid,
        "on": entry.day.isoformat(),
        "at": entry.at.isoformat() if entry.at is not None else None,
        "status": entry.status,
        "title": entry.title,
        "text": entry.said,
        "who": entry.who or None,
        "meeting": entry.meeting_uid or None,
    }
