"""`openings`: places that partners offer to students: list, show, add and edit them, and see who could come."""

from __future__ import annotations

from argparse import BooleanOptionalAction, Namespace
from typing import Any

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session, unwritten

_WHICH = "an opening's uid or how it begins; or words of it, as in “harbor front desk”"
_KINDS = ("job", "internship", "shadowing", "mentoring", "project", "speaker")
_PER = ("hour", "week", "month", "whole")
_SORTS = ("organization", "title", "kind", "starts_on", "ends_on", "places", "left")


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "openings",
        help="places that partners offer to students, and whether students can come",
        example="partner-tui openings list --with-places",
    )
    _add_list(family)
    _add_one(family, "show", show, "all that is known of an opening, and what is missing before students come", "")
    made = add_command(
        family,
        "add",
        add_opening,
        help="add places at a partner",
        example="partner-tui openings add --partner harbor --title 'Front desk' --kind job --places 2 --ends 'jun 11'",
    )
    made.add_argument("--partner", required=True, metavar="NAME", help="the organization, by a piece of its name")
    made.add_argument("--title", required=True, help="what it is called")
    made.add_argument("--kind", required=True, choices=_KINDS)
    _add_facts(made)
    made = _add_one(family, "edit", edit, "change an opening; what is not named stays", "--places 3")
    made.add_argument("--partner", metavar="NAME", help="the organization that it is at")
    made.add_argument("--title", help="what it is called")
    made.add_argument("--kind", choices=_KINDS)
    _add_facts(made)
    made.add_argument("--beyond", action="store_true", help="although more students are in it than it has places")
    made = _add_one(family, "eligible", eligible, "who could be placed: who had the fewest chances first", "--limit 20")
    made.add_argument("--text", default="", help="only students with these words in their names")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many students")
    for name, run, help in (
        ("archive", archive, "put openings away, unless students are in them; nothing is lost"),
        ("restore", restore, "bring back what was put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui openings {name} 'harbor front desk'")
        made.add_argument("opening", metavar="OPENING", nargs="+", help=_WHICH)


def _add_list(family: Commands) -> None:
    made = add_command(
        family,
        "list",
        list_openings,
        help="list openings, each with whether it is ready, and the next step where it is not",
        example="partner-tui openings list --current --with-places --kind job",
    )
    made.add_argument("--partner", metavar="NAME", help="only those at this organization")
    made.add_argument("--kind", choices=_KINDS)
    when = made.add_mutually_exclusive_group()
    when.add_argument("--current", action="store_true", help="those that run, or are to come")
    when.add_argument("--past", action="store_true", help="those that ended")
    made.add_argument("--with-places", action="store_true", help="those with a place left")
    made.add_argument("--text", default="", help="words of the partner, the title or the requirements")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--sort", choices=_SORTS, default="organization")
    made.add_argument("--descending", action="store_true", help="from the end")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_one(family: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    example = f"partner-tui openings {name} 'harbor front desk' {more}".rstrip()
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("opening", metavar="OPENING", help=_WHICH)
    return made


def _add_facts(made: Parser) -> None:
    made.add_argument("--places", metavar="N", help="how many students at once; 1 if not said")
    made.add_argument("--starts", metavar="DAY", help="the first day; today if not said")
    made.add_argument("--ends", metavar="DAY", help="the last day; '' for no end")
    made.add_argument("--hours-a-week", metavar="HOURS", help="10, 7.5 or 2:30; '' for not known")
    made.add_argument("--paid", action=BooleanOptionalAction, help="whether it is paid")
    made.add_argument("--pay", metavar="AMOUNT", help="how much is paid: 15.50; '' for not known")
    made.add_argument("--per", choices=_PER, help="what the pay is for; hour if not said")
    made.add_argument("--grades", help="who may come: 9-10, 12; '' for all")
    made.add_argument("--youngest", metavar="AGE", help="how old they have to be; '' for any age")
    made.add_argument("--requirements", help="what else they need")
    made.add_argument("--supervisor", metavar="NAME", help="one of the partner's contacts; '' for nobody")


def list_openings(session: Session, options: Namespace) -> None:
    """Print the openings of a filter."""
    session.open()
    from partner_tui.cli import opening_rows
    from partner_tui.records import openings, organizations
    from partner_tui.records.openings import OpeningFilter, OpeningKind

    wanted = OpeningFilter(
        text=options.text,
        organization_id=organizations.named(options.partner).id if options.partner else None,
        kind=OpeningKind(options.kind) if options.kind else None,
        current=True if options.current else False if options.past else None,
        with_places=options.with_places,
        archived=options.archived,
        sort=options.sort,
        descending=options.descending,
    )
    opening_rows.print_openings(session, openings.listing(wanted, session.today)[: options.limit])


def show(session: Session, options: Namespace) -> None:
    """Print all that is known of an opening, and who is in it."""
    session.open()
    from partner_tui.cli import opening_rows, placement_rows
    from partner_tui.records import placements

    today = session.today
    row = opening_rows.named(options.opening, today)
    _, ready = next(opening_rows.read([row.id], today))
    there = placements.of_opening(row.id, today)
    if session.as_json:
        placed = [placement_rows.document(one, today) for one in there]
        printing.document({**opening_rows.document(row, ready, today), "placements": placed})
        return
    opening_rows.print_facts(row, ready, today)
    if there:
        printing.show("", f"Placements ({len(there):,})")
        printing.show(*(f"  {placement_rows.line(one, today)}" for one in there))


def add_opening(session: Session, options: Namespace) -> None:
    """Add an opening."""
    session.open()
    from partner_tui.cli import opening_rows
    from partner_tui.records import openings, organizations

    partner = organizations.named(options.partner)
    with unwritten():
        values = {"starts_on": session.today, **_facts(session, options, partner.id)}
    with session.intent(f"Open {options.title} at {partner.name}") as intent:
        made = openings.add(intent, organization_id=partner.id, title=options.title, kind=options.kind, **values)
    opening_rows.print_saved(session, made, "Added")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.cli import opening_rows
    from partner_tui.errors import UsageError
    from partner_tui.records import openings, organizations

    row = opening_rows.named(options.opening, session.today)
    partner_id = organizations.named(options.partner).id if options.partner else row.organization_id
    with unwritten():
        values = _facts(session, options, partner_id, row)
    values |= {name: said for name in ("title", "kind") if (said := getattr(options, name)) is not None}
    if options.partner:
        values["organization_id"] = partner_id
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui openings edit --help")
    with session.intent(f"Edit {opening_rows.said(row)}") as intent, opening_rows.unless_beyond():
        changed = openings.edit(intent, row.id, row.version, beyond=options.beyond, **values)
    opening_rows.print_saved(session, row.id, "Saved" if changed else "Nothing was different")


def _facts(session: Session, options: Namespace, partner_id: int, row: Any = None) -> dict[str, Any]:
    from partner_tui.insight.opening_words import read_hours

    texts = ("grades", "requirements")
    values: dict[str, Any] = {name: said for name in texts if (said := getattr(options, name)) is not None}
    for name in ("places", "youngest"):
        if (said := getattr(options, name)) is not None:
            values[name] = said.strip() or None
    if options.starts:
        values["starts_on"] = days.read(session, options.starts, "starts_on")
    if options.ends is not None:
        since = values.get("starts_on") or (row.starts_on if row else None)
        values["ends_on"] = (
            days.read(session, options.ends, "ends_on", seen_from=since) if options.ends.strip() else None
        )
    if options.hours_a_week is not None:
        values["minutes_per_week"] = read_hours(options.hours_a_week, "minutes_per_week")
    if options.supervisor is not None:
        from partner_tui.cli import partner_contacts

        name = options.supervisor
        values["supervisor_id"] = partner_contacts.at_partner(session, partner_id, name) if name.strip() else None
    return values | _pay(options, row)


def _pay(options: Namespace, row: Any) -> dict[str, Any]:
    """Return what is paid: what has a pay is paid, by the hour if nobody says otherwise."""
    if options.paid is False and not (options.pay or options.per):
        return {"paid": False, "pay": None, "pay_per": None}
    values: dict[str, Any] = {} if options.paid is None else {"paid": options.paid}
    if options.pay is not None and not options.pay.strip():
        return {**values, "pay": None, "pay_per": None}
    if options.pay is not None:
        per = options.per or (row.pay_per if row and row.pay_per else "hour")
        return {"paid": True, **values, "pay": options.pay, "pay_per": per}
    return {**values, "pay_per": options.per} if options.per else values


def eligible(session: Session, options: Namespace) -> None:
    """Print who could be placed in an opening, in the fair order."""
    session.open()
    from partner_tui.cli import eligible, opening_rows

    row = opening_rows.named(options.opening, session.today)
    eligible.print_students(session, row, options.text, options.limit)


def archive(session: Session, options: Namespace) -> None:
    """Put openings away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring openings back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.cli import opening_rows
    from partner_tui.records import openings
    from partner_tui.records.openings import Opening

    found = [opening_rows.named(text, session.today, archived=what == "Restore") for text in options.opening]
    with session.intent(f"{what} {opening_rows.several(found)}") as intent:
        for one in found:
            if what == "Archive":
                openings.put_away(intent, one.id, one.version)
            else:
                intent.restore(Opening, one.id, one.version)
    printing.tell(f"{what}d: {', '.join(map(opening_rows.said, found))}. Take it back with: partner-tui undo")
    if session.as_json:
        opening_rows.print_openings(session, [one.id for one in found])
