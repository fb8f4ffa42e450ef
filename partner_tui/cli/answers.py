"""`answers`: what people said to the questions: list, add and edit."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui.cli import days, printing
from partner_tui.cli.parser import Commands, add_command, add_family, count
from partner_tui.cli.session import Session
from partner_tui.dates import say_day
from partner_tui.errors import UsageError

if TYPE_CHECKING:
    from partner_tui.records.prompts import AnswerRow


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "answers",
        help="what people said to the questions: list, add and edit",
        example="partner-tui answers list --who 'Ana Rivera'",
    )
    made = add_command(
        family,
        "list",
        list_answers,
        help="list answers, the newest first",
        example="partner-tui answers list --text robotics",
    )
    made.add_argument("--who", metavar="NAME", help="whose answers")
    made.add_argument("--meeting", metavar="UID", help="those of one meeting")
    made.add_argument("--text", default="", help="words to be found in the answer")
    made.add_argument("--limit", type=count, default=200, metavar="N", help="at most so many; 200 if not said")
    made = add_command(
        family,
        "add",
        add_answer,
        help="note what somebody said to a question; without a text, only that they were asked",
        example="partner-tui answers add 'Ana Rivera' --prompt 00000003 --text 'too many forms'",
    )
    made.add_argument("person", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")
    made.add_argument("--prompt", required=True, metavar="QUESTION", help="the end of its uid, or words of it")
    made.add_argument("--text", default="", help="what was said")
    made.add_argument("--on", metavar="DAY", help="when it was asked; the day of the meeting, or today, if not said")
    made.add_argument("--meeting", metavar="UID", help="the meeting that it was asked in")
    made = add_command(
        family,
        "edit",
        edit,
        help="change an answer; what is not named stays",
        example="partner-tui answers edit 1b2c3d4e --text 'too many forms, too late'",
    )
    made.add_argument("answer", metavar="UID", help="the beginning of the answer's uid")
    made.add_argument("--text")
    made.add_argument("--on", metavar="DAY", help="when it was asked")


def list_answers(session: Session, options: Namespace) -> None:
    """Print the answers that were asked for, the newest first."""
    session.open()
    from partner_tui.cli import pages, persons
    from partner_tui.records import prompts

    if options.who or options.meeting:
        person_id = persons.person(options.who).id if options.who else None
        found = (
            prompts.answers_in(persons.meeting(session, options.meeting).id)
            if options.meeting
            else prompts.answers_of(person_id or 0)
        )
        wanted = set(prompts.answers_found(options.text)) if options.text else {one.id for one in found}
        rows = [one for one in found if one.id in wanted and person_id in (None, one.person_id)]
    else:
        ids = prompts.answers_found(options.text)[: options.limit]
        rows = [read[one] for page in pages.pages(ids) for read in [prompts.answer_rows(page)] for one in page]
    _print(session, rows[: options.limit])


def _print(session: Session, rows: list[AnswerRow]) -> None:
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(map(documents.answer, rows))
        return
    printing.table(
        ("Asked", "Who", "Question", "Answer", "UID"),
        [(say_day(one.asked_on, session.today), one.person, one.question, one.text, one.uid[:8]) for one in rows],
        nothing="No answers. Note one with: partner-tui answers add NAME --prompt QUESTION --text ANSWER",
    )


def add_answer(session: Session, options: Namespace) -> None:
    """Note an answer."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.cli.prompts import named
    from partner_tui.records import prompts

    person, prompt = persons.person(options.person), named(options.prompt)
    meeting = persons.meeting(session, options.meeting) if options.meeting else None
    said_on = days.read_if_said(session, options.on, "on", prefer="past")
    asked_on = said_on or days.of_meeting(session, meeting.id if meeting else None)
    with session.intent(f"Note an answer of {person.name}") as intent:
        answer_id = prompts.answer(
            intent,
            prompt_id=prompt.id,
            person_id=person.id,
            asked_on=asked_on,
            text=options.text,
            meeting_id=meeting.id if meeting else None,
        )
    _print_saved(session, answer_id, f"Noted an answer of {person.name} to: {prompt.text}")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.records import prompts

    row = prompts.answer_with_uid(options.answer)
    values: dict[str, Any] = {}
    if options.text is not None:
        values["text"] = options.text
    if options.on:
        values["asked_on"] = days.read_if_said(session, options.on, "on", prefer="past")
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui answers edit --help")
    with session.intent(f"Edit an answer of {row.person}") as intent:
        changed = prompts.edit_answer(intent, row.id, row.version, **values)
    _print_saved(session, row.id, "Saved." if changed else "Nothing was different.")


def _print_saved(session: Session, answer_id: int, said: str) -> None:
    from partner_tui.records import prompts

    row = prompts.answer_rows([answer_id])[answer_id]
    printing.tell(said)
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.answer(row))
    else:
        printing.show(row.uid)
