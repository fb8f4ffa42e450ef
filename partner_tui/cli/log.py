"""`log`: one typed line becomes a meeting, with its goals, promises and questions."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, PartnerError, UsageError

if TYPE_CHECKING:
    from partner_tui.capture import CaptureDraft, Finding, Mention
    from partner_tui.records.conversations import Conversation, Saved

_MOST = 100_000
"""Characters that are read from stdin: what is longer is no line, and is refused as too long all the same."""

_CHOICES = 20


def add(commands: Commands, name: str) -> None:
    """Add the command `name` of this module."""
    made = add_command(
        commands,
        name,
        log,
        help="log one line: whom you met, when, what was said and promised",
        example="partner-tui log 'ana coffee yesterday 25m wants to start robotics #goal > intro to Delgado fri'",
    )
    made.add_argument("line", metavar="LINE", nargs="+", help="the line, in quotes; - reads it from stdin")
    made.add_argument("--yes", action="store_true", help="save without asking; what is ambiguous is refused")
    made.add_argument(
        "--force", action="store_true", help="save it even if it clashes, the school is closed or there is one already"
    )


def log(session: Session, options: Namespace) -> None:
    """Say how a line is understood, and save it once that is confirmed."""
    line = _line(options)
    session.open()
    from partner_tui import capture
    from partner_tui.records import planned
    from partner_tui.records.naming import NameBook

    draft = capture.parse(line, now=session.now, lookup=NameBook(), day_first=session.settings.day_first)
    if not draft.ready:
        printing.tell(draft.sentence())
        _refuse_unclear(draft)
    made = capture.conversation(draft, session.school.opens, session.school.timezone)
    finding = capture.found(draft, made, planned.with_everyone)
    printing.tell(finding.sentence)
    _heed_concerns(session, finding, force=options.force)
    if not options.yes:
        _ask()
    _save(session, finding.made)


def _line(options: Namespace) -> str:
    """Return the line; raise UsageError where nobody can say that it was understood."""
    line = " ".join(options.line)
    if not options.yes and (line == "-" or not sys.stdin.isatty()):
        raise UsageError("Nobody can be asked here whether the line is understood.", "Save it unasked with --yes.")
    return sys.stdin.read(_MOST) if line == "-" else line


def _refuse_unclear(draft: CaptureDraft) -> None:
    """Raise PartnerError with all that is wrong with a line, and with the choices where somebody is ambiguous."""
    said = " ".join(problem.message for problem in draft.problems)
    several = next((one for one in (*draft.people, *draft.organizations) if one.choices), None)
    if several is not None:
        choices = _choices(draft, several)
        raise Ambiguous(
            f"Nothing was saved. {said}", choices, "Write more of the name, the e-mail, or the uid in double quotes."
        )
    raise PartnerError(f"Nothing was saved. {said}", " ".join(dict.fromkeys(one.hint for one in draft.problems)))


def _choices(draft: CaptureDraft, mention: Mention) -> tuple[str, ...]:
    from partner_tui.records import organizations, people

    shown = mention.choices[:_CHOICES]
    if mention in draft.organizations:
        return tuple("  ".join((one.name, one.detail, organizations.get(one.id).uid)) for one in shown)
    return tuple(
        "  ".join(filter(None, (one.name, one.detail, person.email, person.uid)))
        for one, person in ((one, people.get(one.id)) for one in shown)
    )


def _heed_concerns(session: Session, finding: Finding, *, force: bool) -> None:
    """Raise PartnerError if something speaks against saving a line unasked; with `force`, only tell it."""
    from partner_tui.records.meetings import MeetingStatus

    made, is_plan = finding.made, finding.made.status is MeetingStatus.PLANNED
    if not is_plan and not finding.doubts:
        return
    from partner_tui.capture import on_the_wall
    from partner_tui.cli import meeting_times

    if not is_plan:
        meeting_times.heed(finding.doubts, force=force)
        return
    wall = on_the_wall(finding.draft, session.school.opens)
    when = meeting_times.Time(wall, made.starts_at, session.school.zone, None)
    besides = finding.twin.id if finding.twin else None
    meeting_times.check(when, made.minutes, force=force, besides=besides, also=finding.doubts)


def _ask() -> None:
    printing.tell("Enter or y saves it, anything else does not.")
    answer = sys.stdin.readline()
    # Nothing at all is the end of the input, not the Enter key.
    if not answer or answer.strip().casefold() not in ("", "y", "yes"):
        raise PartnerError("Nothing was saved.", "Change the line and log it again.")


def _save(session: Session, made: Conversation) -> None:
    from partner_tui.records import conversations, meetings

    with session.intent(made.deed) as intent:
        saved = conversations.save(intent, made, session.who)
    printing.tell(f"Saved as “{made.deed}”. Take it back with: partner-tui undo")
    if session.as_json:
        printing.document(_document(saved))
    else:
        printing.show(meetings.get(saved.meeting_id).uid)


def _document(saved: Saved) -> dict[str, Any]:
    from partner_tui.cli import documents
    from partner_tui.exchange import record_tables
    from partner_tui.records import commitments, goals, meetings, questions

    promised, hoped = commitments.rows(saved.commitment_ids), goals.rows(saved.goal_ids)
    asked = questions.rows(saved.question_ids)
    return {
        **record_tables.meeting(meetings.get(saved.meeting_id)),
        "commitments": [documents.commitment(promised[one]) for one in saved.commitment_ids],
        "goals": [documents.goal(hoped[one]) for one in saved.goal_ids],
        "questions": [documents.question(asked[one]) for one in saved.question_ids],
    }
