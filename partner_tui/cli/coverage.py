"""`coverage`: who was met this school year, who was not, and which groups they belong to."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.insight.coverage import By, Coverage, Share
    from partner_tui.insight.spread import Spread
    from partner_tui.records.coverage_rows import CoverageFacts

_GROUPINGS = ("department", "kind", "joined")


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    made = add_command(
        commands,
        name,
        coverage,
        help="who was met this school year, and who has been left out",
        example="partner-tui coverage --by joined --json",
    )
    made.add_argument(
        "--by",
        choices=_GROUPINGS,
        default=_GROUPINGS[0],
        help="group the shares by department, by kind of staff (the job title), or by the year joined",
    )


def coverage(session: Session, options: Namespace) -> None:
    """Print the names of those not met first, then the shares of their groups, and how minutes are spread."""
    session.open()
    from partner_tui.insight import coverage, spread
    from partner_tui.records import coverage_rows

    facts = coverage_rows.facts(session.now, session.settings.me)
    found, by = coverage.cover(facts), coverage.By(options.by)
    spread_of = spread.spread(one.minutes for one in facts.staff)
    if session.as_json:
        printing.document(_document(found, by, spread_of))
    else:
        _print(facts, found, by, spread_of)


def _print(facts: CoverageFacts, found: Coverage, by: By, spread_of: Spread) -> None:
    from partner_tui.dates import say_day
    from partner_tui.insight.spread import percent

    printing.tell(f"{found.sentence()}.")
    if not found.total:
        printing.tell("Bring in your roster with: partner-tui import FILE")
        return
    printing.table(
        ("Not met yet", "Department", "Kind of staff", "Last met"),
        [
            (
                one.name,
                one.department or "",
                one.job_title,
                say_day(one.last_met, facts.today) if one.last_met else "never",
            )
            for one in found.never
        ],
        nothing="Nobody is missing.",
    )
    printing.show("")
    printing.table(
        (by.words.capitalize(), "Met", "Of", "Share", ""),
        [
            (share.group or by.without, str(share.met), str(share.total), percent(share.rate), _read(share))
            for share in found.by(by)
        ],
    )
    printing.show("", *spread_of.sentences())
    for people, words in ((found.paused, "paused"), (found.out_of_rotation, "out of the rotation")):
        if people:
            printing.tell(f"{len(people):,} {words}, not counted; see them with: partner-tui next --left-out")


def _read(share: Share) -> str:
    if share.is_left_behind:
        return "nobody yet"
    return "small group: read with care" if share.is_small and share.missing else ""


def _document(found: Coverage, by: By, spread_of: Spread) -> dict[str, Any]:
    from partner_tui.cli import documents

    return {
        "met": found.met,
        "total": found.total,
        "never": [documents.of_contact(one) for one in found.never],
        "by": [{"group": share.group, "met": share.met, "total": share.total} for share in found.by(by)],
        "since": documents.day(found.since),
        "paused": [documents.of_contact(one) for one in found.paused],
        "gini": None if spread_of.gini is None else round(float(spread_of.gini), 4),
    }
