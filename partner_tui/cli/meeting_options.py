"""The options of the `meetings` commands."""

from __future__ import annotations

from collections.abc import Mapping

from partner_tui.cli.parser import Commands, Parser, Run, add_command, add_family, count
from partner_tui.records.meetings import SORTS, MeetingKind, MeetingStatus

_WHICH = "a meeting's uid or how it begins; or a name, where one meeting is planned with that person"
_STATUSES = [status.value for status in MeetingStatus]


def add_commands(commands: Commands, runs: Mapping[str, Run]) -> None:
    """Add the family; `runs` has what each of its commands does."""
    family = add_family(
        commands,
        "meetings",
        help="list, plan, log, move, cancel and edit meetings",
        example="partner-tui meetings add --with 'Ana Rivera' --at 'tomorrow 3pm'",
    )
    _add_list(family, runs["list"])
    _add_planning(family, runs)
    _add_settling(family, runs)
    _add_edit(family, runs["edit"])
    for name, help in (("archive", "put meetings away; nothing is lost"), ("restore", "bring back what was put away")):
        made = add_command(family, name, runs[name], help=help, example=f"partner-tui meetings {name} 3f0c9a12")
        made.add_argument("meeting", metavar="MEETING", nargs="+", help=_WHICH)


def _add_list(family: Commands, run: Run) -> None:
    made = add_command(
        family, "list", run, help="list meetings", example="partner-tui meetings list --status planned --from today"
    )
    made.add_argument("--status", choices=_STATUSES)
    made.add_argument("--text", default="", help="words to be found in summary, place or names")
    made.add_argument("--who", metavar="NAME", help="only those with this person")
    made.add_argument("--from", dest="starts_from", metavar="DAY", help="from this day on")
    made.add_argument("--to", dest="starts_to", metavar="DAY", help="up to this day, which is included")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--sort", choices=list(SORTS), default="starts_at")
    made.add_argument("--descending", action="store_true", help="from the end")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_planning(family: Commands, runs: Mapping[str, Run]) -> None:
    made = add_command(
        family,
        "add",
        runs["add"],
        help="plan a meeting",
        example="partner-tui meetings add --with 'Ana Rivera' --at 'fri 12:15' --kind lunch --place library",
    )
    _add_who(made, needed=True)
    made.add_argument("--at", required=True, metavar="WHEN", help="as you would write it: tomorrow 3pm, next tue 9-10")
    _add_facts(made)
    _add_force(made)
    made = add_command(
        family,
        "move",
        runs["move"],
        help="move a planned meeting; a cancelled one is planned again",
        example="partner-tui meetings move 3f0c9a12 --at 'next tue 9:30'",
    )
    made.add_argument("meeting", metavar="MEETING", help=_WHICH)
    made.add_argument("--at", required=True, metavar="WHEN", help="when it is now; a day alone keeps the time")
    made.add_argument("--minutes", metavar="LENGTH")
    _add_force(made)


def _add_settling(family: Commands, runs: Mapping[str, Run]) -> None:
    made = add_command(
        family,
        "log",
        runs["log"],
        help="log a meeting that was held: a planned one, or one that was not planned",
        example="partner-tui meetings log --with 'Ana Rivera' --at yesterday --minutes 25m --summary 'robotics club'",
    )
    made.add_argument("meeting", metavar="MEETING", nargs="?", help=f"{_WHICH}; leave it out and say --with instead")
    _add_who(made, needed=False)
    made.add_argument("--at", metavar="WHEN", help="when it was; now, or as it was planned, if not said")
    _add_facts(made)
    _add_came(made)
    for name, help in (
        ("cancel", "cancel a planned meeting; its guests come first in the rotation"),
        ("missed", "say that a planned meeting did not take place because nobody came"),
    ):
        made = add_command(family, name, runs[name], help=help, example=f"partner-tui meetings {name} 'Ana Rivera'")
        made.add_argument("meeting", metavar="MEETING", help=_WHICH)
        made.add_argument("--summary", help="what there is to say about it")


def _add_edit(family: Commands, run: Run) -> None:
    made = add_command(
        family,
        "edit",
        run,
        help="change a meeting; what is not named stays",
        example="partner-tui meetings edit 3f0c9a12 --place 'room 12' --with 'Ana Rivera, Sam Okafor'",
    )
    made.add_argument("meeting", metavar="MEETING", help=_WHICH)
    _add_who(made, needed=False)
    made.add_argument("--at", metavar="WHEN", help="when it is; a day alone keeps the time")
    made.add_argument("--status", choices=_STATUSES)
    _add_facts(made)
    _add_came(made)
    _add_force(made)


def _add_who(made: Parser, *, needed: bool) -> None:
    several = "; several times, or divided by commas"
    made.add_argument(
        "--with", dest="guests", action="append", metavar="NAME", required=needed, help=f"with whom{several}"
    )
    made.add_argument("--host", dest="hosts", action="append", metavar="NAME", help=f"who invites{several}")
    made.add_argument("--optional", action="append", metavar="NAME", help=f"who may come{several}")


def _add_facts(made: Parser) -> None:
    made.add_argument("--kind", help=f"{', '.join(kind.value for kind in MeetingKind)}; coffee if not said")
    made.add_argument("--minutes", metavar="LENGTH", help="how long: 25, 25m, 1h30")
    made.add_argument("--timezone", metavar="ZONE", help="where it takes place, if not in the school's zone")
    made.add_argument("--place")
    made.add_argument("--summary", help="what it is about, or what was said")
    made.add_argument("--private-note", metavar="TEXT", help="for your eyes only: it is in no export")


def _add_came(made: Parser) -> None:
    made.add_argument("--came", action="append", metavar="NAME", help="who came")
    made.add_argument("--did-not-come", action="append", metavar="NAME", help="who did not")


def _add_force(made: Parser) -> None:
    made.add_argument("--force", action="store_true", help="save it in spite of a clash, a closure or a clock change")
