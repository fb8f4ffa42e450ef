"""`goals`: what people want from the year, when to look at it again, and what became of it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import days, pages, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session

_WHICH = "a goal's uid or how it begins; or words of it, where they are in one goal only"
_STATUSES = ("open", "reached", "let_go")


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands, "goals", help="what people want from the year", example="partner-tui goals list --person 'Ana Rivera'"
    )
    _add_list(family)
    made = add_command(
        family,
        "add",
        add_goal,
        help="keep what somebody wants from the year",
        example="partner-tui goals add --person 'Ana Rivera' --text 'start robotics' --look-again 'in 2 months'",
    )
    made.add_argument("--person", required=True, metavar="NAME", help="whose goal it is")
    made.add_argument("--text", required=True, help="what they want")
    _add_facts(made)
    made = add_command(
        family,
        "edit",
        edit,
        help="change a goal; what is not named stays",
        example="partner-tui goals edit 3f0c9a12 --look-again 'feb 1'",
    )
    made.add_argument("goal", metavar="GOAL", help=_WHICH)
    made.add_argument("--person", metavar="NAME", help="whose goal it is")
    made.add_argument("--text", help="what they want")
    _add_facts(made)
    for name, run, help in (
        ("reached", reached, "say that a goal was reached"),
        ("let-go", let_go, "say that a goal was let go"),
        ("reopen", reopen, "say that a goal is open again"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui goals {name} 3f0c9a12")
        made.add_argument("goal", metavar="GOAL", help=_WHICH)
        made.add_argument("--on", metavar="DAY", help="when; today if not said")
    for name, run, help in (
        ("archive", archive, "put goals away; nothing is lost"),
        ("restore", restore, "bring back what was put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui goals {name} 3f0c9a12")
        made.add_argument("goal", metavar="GOAL", nargs="+", help=_WHICH)


def _add_list(family: Commands) -> None:
    made = add_command(
        family, "list", list_goals, help="list goals", example="partner-tui goals list --open --look-again today"
    )
    made.add_argument("--person", metavar="NAME", help="only those of this person")
    made.add_argument("--open", action="store_true", help="neither reached nor let go")
    made.add_argument("--status", choices=_STATUSES)
    made.add_argument("--look-again", metavar="DAY", help="to be looked at again up to this day")
    made.add_argument("--text", default="", help="words to be found in the goal")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_facts(made: Parser) -> None:
    made.add_argument("--look-again", metavar="DAY", help="when to come back to it: in 2 months, feb 1; '' for never")
    made.add_argument("--heard-on", metavar="DAY", help="when it was said; the meeting's day, or today, if not said")
    made.add_argument("--meeting", metavar="MEETING", help="the meeting it was heard in, by its uid; '' for none")


def list_goals(session: Session, options: Namespace) -> None:
    """Print the goals of a filter."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.records import goals
    from partner_tui.records.goals import GoalFilter, GoalStatus

    status = GoalStatus.OPEN if options.open else GoalStatus(options.status) if options.status else None
    wanted = GoalFilter(
        person_id=persons.person(options.person).id if options.person else None,
        status=status,
        look_again_until=days.read_if_said(session, options.look_again, "look_again"),
        text=options.text,
        archived=options.archived,
    )
    _print_goals(session, goals.listing(wanted)[: options.limit])


def _print_goals(session: Session, ids: Any) -> None:
    from partner_tui.records import goals

    found = (rows[one] for page in pages.pages(ids) for rows in [goals.rows(page)] for one in page if one in rows)
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(map(documents.goal, found))
        return
    rows = (
        (
            one.status.value.replace("_", " "),
            one.person,
            one.text,
            str(one.look_again_on or ""),
            str(one.heard_on),
            one.school_year,
            one.uid[:8],
        )
        for one in found
    )
    columns = ("Status", "Whose", "Goal", "Look again", "Heard", "Year", "UID")
    hint = "No goals. Keep one with: partner-tui goals add --person NAME --text WHAT"
    printing.table(columns, rows, nothing=hint)


def add_goal(session: Session, options: Namespace) -> None:
    """Keep a goal."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.records import goals

    person = persons.person(options.person)
    values = _facts(session, options)
    values.setdefault("heard_on", days.of_meeting(session, values.get("meeting_id")))
    with session.intent(f"Goal of {person.name}: {options.text}") as intent:
        goal_id = goals.add(intent, person_id=person.id, text=options.text, **values)
    _print_saved(session, goal_id, "Kept")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.cli import persons, sides
    from partner_tui.errors import UsageError
    from partner_tui.records import goals

    row = sides.goal(options.goal)
    values = _facts(session, options)
    if options.text is not None:
        values["text"] = options.text
    if options.person:
        values["person_id"] = persons.person(options.person).id
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui goals edit --help")
    with session.intent(f"Edit {values.get('text', row.text)}") as intent:
        changed = goals.edit(intent, row.id, row.version, **values)
    _print_saved(session, row.id, "Saved" if changed else "Nothing was different")


def _facts(session: Session, options: Namespace) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if options.look_again is not None:
        values["look_again_on"] = days.read_if_said(session, options.look_again, "look_again", prefer="future")
    if options.heard_on:
        values["heard_on"] = days.read_if_said(session, options.heard_on, "heard_on", prefer="past")
    if options.meeting is not None:
        from partner_tui.cli import persons

        values["meeting_id"] = persons.meeting(session, options.meeting).id if options.meeting else None
    return values


def reached(session: Session, options: Namespace) -> None:
    """Say that a goal was reached."""
    _settle(session, options, "reached", "Reached")


def let_go(session: Session, options: Namespace) -> None:
    """Say that a goal was let go."""
    _settle(session, options, "let_go", "Let go")


def reopen(session: Session, options: Namespace) -> None:
    """Say that a goal is open again."""
    _settle(session, options, "open", "Open again")


def _settle(session: Session, options: Namespace, status: str, said: str) -> None:
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records import goals
    from partner_tui.records.goals import GoalStatus

    row = sides.goal(options.goal)
    day = days.read_if_said(session, options.on, "on", prefer="past") or session.today
    with session.intent(f"{said}: {row.text}") as intent:
        changed = goals.settle(intent, row.id, row.version, GoalStatus(status), day)
    _print_saved(session, row.id, said if changed else "Nothing was different")


def archive(session: Session, options: Namespace) -> None:
    """Put goals away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring goals back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records.goals import Goal

    found = [sides.goal(text, archived=what == "Restore") for text in options.goal]
    texts = ", ".join(one.text for one in found)
    with session.intent(f"{what} {texts}") as intent:
        for one in found:
            turn = intent.archive if what == "Archive" else intent.restore
            turn(Goal, one.id, one.version)
    printing.tell(f"{what}d: {texts}. Take it back with: partner-tui undo")
    if session.as_json:
        _print_goals(session, [one.id for one in found])


def _print_saved(session: Session, goal_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    from partner_tui.dates import say_full_day
    from partner_tui.records import goals

    row = goals.get(goal_id)
    day = None if row.settled_on else row.look_again_on
    again = f", to be looked at again on {say_full_day(day)}" if day else ""
    printing.tell(f"{what}: {row.text}, {row.person}{again}.")
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.goal(row))
    else:
        printing.show(row.uid)
