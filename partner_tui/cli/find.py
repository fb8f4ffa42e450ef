"""`find`: any word that was ever written, whatever it was written about."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command, count
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.records.found import Found
    from partner_tui.records.search import Findings

_KINDS = (
    *("person", "group", "organization", "agreement", "opening", "meeting", "commitment"),
    *("goal", "question", "answer", "private_note"),
)
"""The kinds of `records.found`, which is loaded when there is something to look for; a test compares them."""

_HINT = "One word, or the beginning of one, is enough; see who is there with: partner-tui people list"


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    made = add_command(
        commands,
        name,
        find,
        help="find any word that was ever written: names, what was said, promises, agreements, goals",
        example="partner-tui find robotics --kind meeting --json",
    )
    made.add_argument("text", metavar="TEXT", nargs="+", help="words, or beginnings of words; all are to be found")
    made.add_argument("--kind", choices=_KINDS, help="only this kind of record")
    made.add_argument("--limit", metavar="N", type=count, default=20, help="at most so many of a kind; 20 if not said")


def find(session: Session, options: Namespace) -> None:
    """Print what was found, kind by kind, the best first."""
    session.open()
    from partner_tui.records.search import Kind, search

    kinds = (Kind(options.kind),) if options.kind else tuple(Kind)
    findings = search(" ".join(options.text), who=session.who, limit_per_kind=options.limit, kinds=kinds)
    if session.as_json:
        printing.documents(
            {"kind": one.kind.value, "uid": one.uid, "title": one.title, "snippet": one.snippet.text}
            for one in findings.found
        )
    elif findings.found:
        _print(session, findings)
    else:
        printing.tell("Nothing found.", _HINT)


def _print(session: Session, findings: Findings) -> None:
    from itertools import groupby

    if findings.slips:
        printing.tell(f"Little has these very words; what is spelled nearly so is there, too: {_near(findings)}.")
    for kind, group in groupby(findings.found, key=lambda one: one.kind):
        count, shown = findings.counts[kind], list(group)
        more = f", the first {len(shown):,} of {count.found:,}{'+' if count.more else ''}"
        printing.show(f"{kind.words}{more if count.found > len(shown) else ''}")
        for one in shown:
            facts = (one.title, _when(session, one), "archived" if one.archived else "", one.snippet.text)
            printing.show(f"  {one.uid[:8]}  {'  '.join(filter(None, facts))}")
    if findings.more:
        printing.tell("There are more: write more of the word, or another one.")


def _near(findings: Findings) -> str:
    return ", ".join(findings.slips[:5])


def _when(session: Session, one: Found) -> str:
    from datetime import datetime

    if one.at is None:
        return ""
    at = one.at.astimezone(session.school.zone).date() if isinstance(one.at, datetime) else one.at
    return at.isoformat()
