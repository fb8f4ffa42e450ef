"""The options of the `commitments` commands."""

from __future__ import annotations

from collections.abc import Mapping

from partner_tui.cli.parser import Commands, Parser, Run, add_command, add_family, count

_STATUSES = ("open", "kept", "broken", "withdrawn")
_KINDS = ("promise", "offer", "ask")
_UNITS = ("hours", "money", "items", "seats")
_SORTS = ("due_on", "made_on", "settled_on", "status", "text")
_WHICH = "a promise's uid or how it begins; or words of it, where they are in one promise only"
_SIDE = "us, a person or a group by a piece of the name, or @organization"


def add_commands(commands: Commands, runs: Mapping[str, Run]) -> None:
    """Add the family; `runs` has what each of its commands does."""
    family = add_family(
        commands,
        "commitments",
        help="what was promised, offered or asked, by us and to us, and what became of it",
        example="partner-tui commitments list --late",
    )
    _add_list(family, runs["list"])
    made = add_command(
        family,
        "add",
        runs["add"],
        help="keep a promise that was made by us, or to us; or what is offered, or asked",
        example="partner-tui commitments add --text 'intro to Delgado' --to 'Ana Rivera' --due fri",
    )
    made.add_argument("--text", required=True, help="what was promised, offered or asked")
    _add_facts(made)
    made = add_command(
        family,
        "edit",
        runs["edit"],
        help="change a promise; what is not named stays",
        example="partner-tui commitments edit 3f0c9a12 --due 'next tue'",
    )
    made.add_argument("commitment", metavar="PROMISE", help=_WHICH)
    made.add_argument("--text", help="what was promised")
    _add_facts(made)
    _add_settling(family, runs)
    for name, help in (("archive", "put promises away; nothing is lost"), ("restore", "bring back what was put away")):
        made = add_command(family, name, runs[name], help=help, example=f"partner-tui commitments {name} 3f0c9a12")
        made.add_argument("commitment", metavar="PROMISE", nargs="+", help=_WHICH)
    add_rates(family, "rates", runs["rates"])


def add_rates(commands: Commands, name: str, run: Run) -> None:
    """Add the command that says how many promises were kept."""
    add_command(
        commands,
        name,
        run,
        help="how many promises were kept in time, by audience, ours and theirs",
        example="partner-tui kept-rates --json",
    )


def _add_list(family: Commands, run: Run) -> None:
    made = add_command(
        family, "list", run, help="list promises", example="partner-tui commitments list --open --with 'Harbor Clinic'"
    )
    made.add_argument("--late", action="store_true", help="open ones that were due before today")
    made.add_argument("--due", action="store_true", help="open ones that are due today; with --late, those as well")
    made.add_argument("--open", action="store_true", help="those that nobody has settled")
    made.add_argument("--status", choices=_STATUSES)
    made.add_argument("--with", dest="side", metavar="NAME", help="by or to this person, organization or group")
    whose = made.add_mutually_exclusive_group()
    whose.add_argument("--ours", action="store_true", help="those that we made")
    whose.add_argument("--theirs", action="store_true", help="those that others made")
    made.add_argument("--kind", choices=_KINDS, help="all if not said; promises alone with --late or --due")
    made.add_argument("--contribution", metavar="WORD", help="those that give this, as it is in the list of words")
    made.add_argument("--meeting", metavar="MEETING", help="those from this meeting")
    made.add_argument("--text", default="", help="words to be found in the promise, or in the names of its sides")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--sort", choices=_SORTS, default="due_on")
    made.add_argument("--descending", action="store_true", help="from the end")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_facts(made: Parser) -> None:
    made.add_argument("--by", metavar="NAME", help=f"who makes it: {_SIDE}; us if not said")
    made.add_argument("--to", metavar="NAME", help=f"to whom: {_SIDE}; us if not said")
    made.add_argument("--kind", choices=_KINDS, help="how firm it is: a promise if not said")
    made.add_argument(
        "--quantity", metavar="AMOUNT", help="how much: 12 with --unit, or 20 hours, $500; '' for nothing"
    )
    made.add_argument("--unit", choices=_UNITS, help="what the quantity counts")
    made.add_argument("--contribution", metavar="WORD", help="what is given, as in the list of words; '' for none")
    made.add_argument("--due", metavar="DAY", help="by when, as you would write it: fri, in 2 weeks; '' for no day")
    made.add_argument("--made-on", metavar="DAY", help="when it was made; the meeting's day, or today, if not said")
    made.add_argument("--meeting", metavar="MEETING", help="the meeting that it is from, by its uid; '' for none")


def _add_settling(family: Commands, runs: Mapping[str, Run]) -> None:
    for name, help, example in (
        ("kept", "say that a promise was kept", "3f0c9a12"),
        ("broken", "say that a promise was broken, and why", "3f0c9a12 --why 'Delgado moved away'"),
        ("withdraw", "say that a promise no longer holds, and why", "3f0c9a12 --why 'not needed any more'"),
        ("reopen", "say that a promise is open again", "3f0c9a12"),
    ):
        made = add_command(family, name, runs[name], help=help, example=f"partner-tui commitments {name} {example}")
        made.add_argument("commitment", metavar="PROMISE", help=_WHICH)
        if name != "reopen":
            made.add_argument("--why", default="", help="a few words")
            made.add_argument("--on", metavar="DAY", help="when; today if not said")
