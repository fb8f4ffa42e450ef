"""`years`, `terms` and `closures`: list, add, edit, archive and restore."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.errors import FieldError, UsageError

if TYPE_CHECKING:
    from partner_tui.records.yearbook import Row

_WHAT = {"years": "school year", "terms": "term", "closures": "closure"}
_EXAMPLES = {
    "years": {"add": "--from 2026-08-17 --to 2027-06-11 --terms 2", "one": "2026–27"},
    "terms": {"add": "'Semester 1' --from 2026-08-17 --to 2027-01-08", "one": "'Semester 1'"},
    "closures": {"add": "Thanksgiving --from 2026-11-25 --to 2026-11-27", "one": "Thanksgiving"},
}
_PARTS = (1, 2, 3, 4)


def add(commands: Commands, name: str) -> None:
    """Add one of the three families."""
    what, example = _WHAT[name], _EXAMPLES[name]
    family = add_family(
        commands,
        name,
        help=f"list, add, edit, archive and restore {what}s",
        example=f"partner-tui {name} add {example['add']}",
    )
    made = add_command(family, "list", list_rows, help=f"list the {what}s", example=f"partner-tui {name} list")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.set_defaults(family=name)
    made = add_command(family, "add", add_row, help=f"add a {what}", example=f"partner-tui {name} add {example['add']}")
    made.set_defaults(family=name)
    _add_name(made, name)
    _add_days(made, needed=name == "terms" or name == "closures")
    made = add_command(
        family,
        "edit",
        edit,
        help=f"change a {what}; what is not named stays",
        example=f"partner-tui {name} edit {example['one']} --to 2027-06-18",
    )
    made.set_defaults(family=name)
    _add_one(made, what)
    made.add_argument("--name", help="what it is called from now on")
    _add_days(made, needed=False)
    for verb, run, help in (
        ("archive", archive, f"put a {what} away: its days count no more"),
        ("restore", restore, f"bring back a {what} that was put away"),
    ):
        made = add_command(family, verb, run, help=help, example=f"partner-tui {name} {verb} {example['one']}")
        made.set_defaults(family=name)
        _add_one(made, what)


def _add_name(made: Parser, name: str) -> None:
    if name == "years":
        made.add_argument("name", nargs="?", default="", help="as in 2026–27; made of the days if not said")
        made.add_argument(
            "--terms", type=int, choices=_PARTS, default=1, help="cut it into so many terms of one length"
        )
    else:
        made.add_argument("name")
    if name == "terms":
        made.add_argument("--year", metavar="YEAR", help="of which school year; the one of its days if not said")


def _add_one(made: Parser, what: str) -> None:
    made.add_argument("one", metavar="NAME", help=f"the {what}: its name, its first day as 2026-11-25, or its uid")


def _add_days(made: Parser, *, needed: bool) -> None:
    usual = "" if needed else "; what is usual if not said" if made.prog.endswith("years add") else ""
    made.add_argument("--from", dest="starts_on", metavar="DAY", required=needed, help=f"the first day{usual}")
    made.add_argument("--to", dest="ends_on", metavar="DAY", help=f"the last day{usual}")


def list_rows(session: Session, options: Namespace) -> None:
    """Print years, terms or closures."""
    session.open()
    rows = _rows(options.family, archived=options.archived)
    if session.as_json:
        printing.documents(map(_document, rows))
        return
    what = _WHAT[options.family]
    nothing = f"No {what}s. Add one with: partner-tui {options.family} add"
    columns = ("Name", "First day", "Last day", *(("Year",) if options.family == "terms" else ()))
    printing.table(columns, map(_cells, rows), nothing=nothing)


def _cells(row: Row) -> Sequence[str]:
    year = getattr(row, "year", None)
    return row.name, row.starts_on.isoformat(), row.ends_on.isoformat(), *([] if year is None else [year])


def add_row(session: Session, options: Namespace) -> None:
    """Add a year, a term or a closure."""
    session.open()
    if options.family == "years":
        _add_year(session, options)
    else:
        _add_span(session, options)


def _add_span(session: Session, options: Namespace) -> None:
    from partner_tui.records import year_changes, yearbook

    name = options.name
    starts_on = days.read(session, options.starts_on, "starts_on")
    ends_on = _last_day(session, options, starts_on)
    with session.intent(f"Add {_WHAT[options.family]} {name}") as intent:
        if options.family == "terms":
            year = _year_of(options.year, starts_on)
            doubts = year_changes.doubts_of_term(year.id, starts_on, ends_on)
            row_id = year_changes.add_term(intent, year.id, name=name, starts_on=starts_on, ends_on=ends_on)
        else:
            doubts = year_changes.doubts_of_closure(starts_on, ends_on) if starts_on <= ends_on else []
            row_id = year_changes.add_closure(intent, name=name, starts_on=starts_on, ends_on=ends_on)
    row = yearbook.term(row_id) if options.family == "terms" else yearbook.closure(row_id)
    _print_saved(session, row, f"Added {row.name}.", *doubts)


def _add_year(session: Session, options: Namespace) -> None:
    from partner_tui.records import year_changes, year_plan, yearbook
    from partner_tui.records.school_year import Span

    known = [Span(one.name, one.starts_on, one.ends_on) for one in yearbook.years()]
    usual = year_plan.next_year(known, session.today)
    if (options.starts_on is None) != (options.ends_on is None):
        raise UsageError("A school year has a first and a last day.", "Say both --from and --to, or neither.")
    starts_on, ends_on = usual.starts_on, usual.ends_on
    if options.starts_on is not None:
        starts_on = days.read(session, options.starts_on, "starts_on")
        ends_on = _last_day(session, options, starts_on)
    name = options.name or year_plan.name_of(starts_on, ends_on)
    terms = year_plan.cut(starts_on, ends_on, options.terms) if starts_on <= ends_on else []
    if options.terms > 1 and starts_on <= ends_on and not terms:
        raise FieldError("terms", f"The year is too short for {options.terms} terms.", "Leave --terms out.")
    with session.intent(f"Add school year {name}") as intent:
        year_id = year_changes.add_year(intent, name=name, starts_on=starts_on, ends_on=ends_on, terms=terms)
    row = yearbook.year(year_id)
    _print_saved(session, row, f"Added {row.name}, {row.starts_on} to {row.ends_on}.")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.records import year_changes, yearbook

    row = _named(options)
    values: dict[str, Any] = {}
    if options.name is not None:
        values["name"] = options.name
    if options.starts_on is not None:
        values["starts_on"] = days.read(session, options.starts_on, "starts_on")
    if options.ends_on is not None:
        values["ends_on"] = days.read(
            session, options.ends_on, "ends_on", seen_from=values.get("starts_on", row.starts_on)
        )
    if not values:
        raise UsageError("Nothing to change was named.", f"See: partner-tui {options.family} edit --help")
    with session.intent(f"Edit {_WHAT[options.family]} {row.name}") as intent:
        year_changes.edit(intent, row, row.version, **values)
    row = yearbook.again(row)
    _print_saved(session, row, f"Saved {row.name}.")


def archive(session: Session, options: Namespace) -> None:
    """Put one away; a year with its terms."""
    session.open()
    from partner_tui.records import year_changes, yearbook

    row = _named(options)
    with session.intent(f"Archive {row.name}") as intent:
        year_changes.put_away(intent, row)
    _print_saved(session, yearbook.again(row), f"Archived {row.name}. Take it back with: partner-tui undo")


def restore(session: Session, options: Namespace) -> None:
    """Bring one back; a year with its terms."""
    session.open()
    from partner_tui.records import year_changes, yearbook

    row = _named(options, archived=True)
    with session.intent(f"Bring back {row.name}") as intent:
        year_changes.bring_back(intent, row)
    _print_saved(session, yearbook.again(row), f"Brought back {row.name}.")


def _rows(family: str, *, archived: bool = False) -> Sequence[Row]:
    from partner_tui.records import yearbook

    if family == "years":
        return yearbook.years(archived=archived)
    return yearbook.terms(archived=archived) if family == "terms" else yearbook.closures(archived=archived)


def _named(options: Namespace, *, archived: bool = False) -> Row:
    from partner_tui.records import yearbook

    return yearbook.named(_rows(options.family, archived=archived), options.one, _WHAT[options.family])


def _year_of(text: str | None, day: date) -> Any:
    from partner_tui.records import yearbook

    years = yearbook.years()
    if text is not None:
        return yearbook.named(years, text, "school year")
    found = next((one for one in years if one.starts_on <= day <= one.ends_on), None)
    if found is None:
        raise FieldError("starts_on", f"No school year has {day}.", "Add the year first: partner-tui years add")
    return found


def _last_day(session: Session, options: Namespace, starts_on: date) -> date:
    if options.ends_on is None:
        if options.family == "closures":
            return starts_on
        raise UsageError(f"A {_WHAT[options.family]} has a last day.", "Say it with --to.")
    return days.read(session, options.ends_on, "ends_on", seen_from=starts_on)


def _document(row: Row) -> dict[str, Any]:
    document: dict[str, Any] = {
        "uid": row.uid,
        "name": row.name,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "archived": row.archived,
    }
    if hasattr(row, "year"):
        document["school_year"] = row.year
    if hasattr(row, "terms"):
        document["terms"] = [_document(one) for one in row.terms]
    return document


def _print_saved(session: Session, row: Row, *said: str) -> None:
    printing.tell(*said)
    if session.as_json:
        printing.document(_document(row))
    else:
        printing.show(row.uid)
