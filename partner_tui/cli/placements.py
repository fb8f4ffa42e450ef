"""`placements`: which student is where: list, show, add and edit them, and say how each ended."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session, unwritten

_WHICH = "a placement's uid or how it begins; or words of it, as in “mateo harbor”"
_STATES = ("over", "active", "upcoming", "completed", "ended_early")
_RULES = ("standard", "wecep", "wsp", "student_learner")
_SORTS = ("state", "student", "grade", "opening", "organization", "starts_on", "ends_on")


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "placements",
        help="which student is in which opening, and how it ended",
        example="partner-tui placements list --state over",
    )
    _add_list(family)
    _add_one(family, "show", show, "all that is known of a placement", "")
    made = add_command(
        family,
        "add",
        place,
        help="place students in an opening, all of them or none",
        example="partner-tui placements add 'harbor front desk' Mateo 'Ana Diaz' --target 120",
    )
    made.add_argument("opening", metavar="OPENING", help="an opening's uid or how it begins; or words of it")
    made.add_argument("student", metavar="STUDENT", nargs="+", help="a uid, an e-mail address, or a piece of the name")
    _add_facts(made, "today, or the first day of the opening that is still to come", "the opening's last day")
    made = _add_one(family, "edit", edit, "change a placement; what is not named stays", "--target 90")
    _add_facts(made)
    made = _add_many(family, "end", end, "say how placements ended, all of them or none", "--completed")
    how = made.add_mutually_exclusive_group(required=True)
    how.add_argument("--completed", action="store_true", help="as it was meant to")
    how.add_argument("--early", action="store_true", help="before that; say --why")
    made.add_argument("--why", default="", help="a few words")
    made.add_argument("--on", metavar="DAY", help="the day it ended; the last day, or today, if not said")
    made = _add_many(family, "reopen", reopen, "say that placements did not end", "")
    made.add_argument("--beyond", action="store_true", help="although there are more students than places")
    _add_many(family, "archive", archive, "put placements away, with what was worked in them; nothing is lost", "")
    made = _add_many(family, "restore", restore, "bring back what was put away", "")
    made.add_argument("--beyond", action="store_true", help="although there are more students than places")


def _add_list(family: Commands) -> None:
    made = add_command(
        family,
        "list",
        list_placements,
        help="list placements: past their end first, then what runs, what is to come, and what ended",
        example="partner-tui placements list --partner harbor --state active",
    )
    made.add_argument("--partner", metavar="NAME", help="only those at this organization")
    made.add_argument("--opening", metavar="OPENING", help="only those in this opening")
    made.add_argument("--student", metavar="NAME", help="only those of this student")
    made.add_argument("--state", choices=_STATES, action="append", default=[], help="may be several")
    made.add_argument("--text", default="", help="words of the student, the opening or the partner")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--sort", choices=_SORTS, default="state")
    made.add_argument("--descending", action="store_true", help="from the end")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_one(family: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    example = f"partner-tui placements {name} 'mateo harbor' {more}".rstrip()
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("placement", metavar="PLACEMENT", help=_WHICH)
    return made


def _add_many(family: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    example = f"partner-tui placements {name} 'mateo harbor' {more}".rstrip()
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("placement", metavar="PLACEMENT", nargs="+", help=_WHICH)
    return made


def _add_facts(made: Parser, starts: str = "", ends: str = "") -> None:
    said = "; {} if not said"
    made.add_argument("--starts", metavar="DAY", help=f"the first day{said.format(starts) if starts else ''}")
    made.add_argument("--ends", metavar="DAY", help=f"the last day{said.format(ends) if ends else ''}; '' for no end")
    made.add_argument("--target", metavar="HOURS", help="how many hours it is to have: 120; '' for no number")
    made.add_argument(
        "--supervisor", metavar="NAME", help="one of the partner's contacts; '' for whoever supervises the opening"
    )
    made.add_argument("--rules", choices=_RULES, help="which rules of work hold at 14 and 15")
    made.add_argument(
        "--beyond", action="store_true", help="although there are more students than places, or on other days"
    )


def list_placements(session: Session, options: Namespace) -> None:
    """Print the placements of a filter."""
    session.open()
    from partner_tui.cli import opening_rows, persons, placement_rows
    from partner_tui.records import organizations, placements
    from partner_tui.records.people import PersonKind
    from partner_tui.records.placements import PlacementFilter, PlacementState

    wanted = PlacementFilter(
        text=options.text,
        organization_id=organizations.named(options.partner).id if options.partner else None,
        opening_id=opening_rows.named(options.opening, session.today).id if options.opening else None,
        student_id=persons.person(options.student, PersonKind.STUDENT).id if options.student else None,
        states=frozenset(map(PlacementState, options.state)),
        archived=options.archived,
        sort=options.sort,
        descending=options.descending,
    )
    placement_rows.print_placements(session, placements.listing(wanted, session.today)[: options.limit])


def show(session: Session, options: Namespace) -> None:
    """Print all that is known of a placement."""
    session.open()
    from partner_tui.cli import placement_rows

    row = placement_rows.named(options.placement, session.today)
    if session.as_json:
        printing.document(placement_rows.document(row, session.today))
    else:
        placement_rows.print_facts(row, session.today)


def place(session: Session, options: Namespace) -> None:
    """Place students in an opening."""
    session.open()
    from partner_tui.cli import opening_rows, persons
    from partner_tui.records import placements
    from partner_tui.records.people import PersonKind

    opening = opening_rows.named(options.opening, session.today)
    students = [persons.person(text, PersonKind.STUDENT) for text in options.student]
    with unwritten():
        values = _facts(session, options, opening.organization_id, max(session.today, opening.starts_on))
        values = {"starts_on": max(session.today, opening.starts_on), "ends_on": opening.ends_on} | values
        if not options.beyond:
            _check_days(opening, values["starts_on"], values["ends_on"])
            if values.get("supervisor_id") is None:
                _check_supervisor(opening)
    who = ", ".join(one.name for one in students)
    with session.intent(f"Place {who} in {opening_rows.said(opening)}") as intent, opening_rows.unless_beyond():
        made = placements.place(intent, opening.id, [one.id for one in students], beyond=options.beyond, **values)
    until = f" until {values['ends_on']}" if values["ends_on"] else ""
    printing.tell(f"Placed in {opening_rows.said(opening)} from {values['starts_on']}{until}: {who}.")
    _print_saved(session, list(made))


def _check_days(opening: Any, starts_on: Any, ends_on: Any) -> None:
    """Raise FieldError for days that the opening does not have."""
    from partner_tui.errors import FieldError
    from partner_tui.records import placements

    if ends_on and ends_on < starts_on and ends_on != opening.ends_on:
        return  # that it would end before it starts is said when it is saved
    said = placements.remarks(opening, starts_on, ends_on)
    if opening.supervisor_there is False:
        said = said[:-1]  # the last one is on the supervisor
    if said:
        raise FieldError("starts_on", said[0], "Give days that the opening has, or say --beyond if it is meant so.")


def _check_supervisor(opening: Any) -> None:
    """Raise FieldError where who supervises an opening has left."""
    from partner_tui.errors import FieldError

    if opening.supervisor_there is False:
        message = f"{opening.supervisor}, the opening's supervisor, is not at {opening.organization} any more."
        hint = "Name a --supervisor who is there, or say --beyond if it is meant so."
        raise FieldError("supervisor_id", message, hint)


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.cli import opening_rows, placement_rows
    from partner_tui.errors import UsageError
    from partner_tui.records import openings, placements

    row = placement_rows.named(options.placement, session.today)
    with unwritten():
        values = _facts(session, options, row.organization_id, row.starts_on)
        if not values:
            raise UsageError("Nothing to change was named.", "See: partner-tui placements edit --help")
        if not options.beyond and {"starts_on", "ends_on"} & set(values):
            now = {"starts_on": row.starts_on, "ends_on": row.ends_on} | values
            _check_days(openings.get(row.opening_id, session.today), now["starts_on"], now["ends_on"])
    with session.intent(f"Edit {placement_rows.said(row)}") as intent, opening_rows.unless_beyond():
        changed = placements.edit(intent, row.id, row.version, beyond=options.beyond, **values)
    printing.tell(f"{'Saved' if changed else 'Nothing was different'}: {placement_rows.said(row)}.")
    _print_saved(session, [row.id], alone=True)


def _facts(session: Session, options: Namespace, partner_id: int, since: Any) -> dict[str, Any]:
    from partner_tui.insight.opening_words import read_hours

    values: dict[str, Any] = {}
    if options.starts:
        values["starts_on"] = days.read(session, options.starts, "starts_on")
    if options.ends is not None:
        seen_from = values.get("starts_on", since)
        values["ends_on"] = (
            days.read(session, options.ends, "ends_on", seen_from=seen_from) if options.ends.strip() else None
        )
    if options.target is not None:
        values["target_minutes"] = read_hours(options.target, "target_minutes")
    if options.rules:
        values["rules"] = options.rules
    if options.supervisor is not None:
        from partner_tui.cli import partner_contacts

        name = options.supervisor
        values["supervisor_id"] = partner_contacts.at_partner(session, partner_id, name) if name.strip() else None
    return values


def end(session: Session, options: Namespace) -> None:
    """Say how placements ended."""
    from partner_tui.records.placement_rows import PlacementStatus

    _settle(session, options, PlacementStatus.COMPLETED if options.completed else PlacementStatus.ENDED_EARLY)


def reopen(session: Session, options: Namespace) -> None:
    """Say that placements did not end."""
    from partner_tui.records.placement_rows import PlacementStatus

    _settle(session, options, PlacementStatus.OPEN)


def _settle(session: Session, options: Namespace, status: Any) -> None:
    session.open()
    from partner_tui.cli import opening_rows, placement_rows
    from partner_tui.records import placements

    today = session.today
    found = [placement_rows.named(text, today) for text in options.placement]
    is_open = status.value == "open"
    on = None if is_open else days.read_if_said(session, options.on, "settled_on", prefer="past")
    what = {"open": "Open again", "completed": "Completed", "ended_early": "Ended early"}[status.value]
    with session.intent(f"{what}: {placement_rows.several(found)}") as intent, opening_rows.unless_beyond():
        for one in found:
            last = on or min(one.ends_on or today, today)
            why, beyond = getattr(options, "why", ""), getattr(options, "beyond", False)
            placements.settle(intent, one.id, one.version, status, last, why, beyond=beyond)
    printing.tell(f"{what}: {'; '.join(map(placement_rows.said, found))}. Take it back with: partner-tui undo")
    _print_saved(session, [one.id for one in found])


def archive(session: Session, options: Namespace) -> None:
    """Put placements away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring placements back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.cli import opening_rows, placement_rows
    from partner_tui.records import placements

    found = [placement_rows.named(text, session.today, archived=what == "Restore") for text in options.placement]
    with session.intent(f"{what} {placement_rows.several(found)}") as intent, opening_rows.unless_beyond():
        for one in found:
            if what == "Archive":
                placements.put_away(intent, one.id, one.version)
            else:
                placements.bring_back(intent, one.id, one.version, beyond=options.beyond)
    printing.tell(f"{what}d: {'; '.join(map(placement_rows.said, found))}. Take it back with: partner-tui undo")
    _print_saved(session, [one.id for one in found])


def _print_saved(session: Session, ids: list[int], *, alone: bool = False) -> None:
    """Print the uids of placements, or the whole of them as JSON: a list, or one document where it stands alone."""
    from partner_tui.cli import placement_rows
    from partner_tui.records import placements

    found = placements.rows(ids, session.today).values()
    if not session.as_json:
        printing.show(*(one.uid for one in found))
    elif alone:
        printing.document(placement_rows.document(next(iter(found)), session.today))
    else:
        printing.documents(placement_rows.document(one, session.today) for one in found)
