"""`questions`: what was left open in a talk, to be asked in the next: list, add, and note that it was asked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from partner_tui.cli import days, pages, printing
from partner_tui.cli.parser import Commands, add_command, add_family, count
from partner_tui.cli.session import Session

if TYPE_CHECKING:
    from partner_tui.records.questions import QuestionRow

_WHICH = "a question's uid or how it begins; or words of it, where they are in one question only"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "questions",
        help="questions to carry on: what was left open in a talk, to be asked in the next",
        example="partner-tui questions list --person 'Ana Rivera'",
    )
    made = add_command(
        family, "list", list_questions, help="list questions that wait", example="partner-tui questions list --all"
    )
    made.add_argument("--person", metavar="NAME", help="only what is to be asked of this person")
    made.add_argument("--meeting", metavar="MEETING", help="only what was left open in this meeting")
    made.add_argument("--text", default="", help="words to be found in the question")
    made.add_argument("--all", action="store_true", help="also those that were asked")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")
    made = add_command(
        family,
        "add",
        add_question,
        help="keep something to ask somebody next time",
        example="partner-tui questions add 'Ana Rivera' --text 'how did the robotics trip go'",
    )
    made.add_argument("person", metavar="NAME", help="whom to ask")
    made.add_argument("--text", required=True, help="what to ask")
    made.add_argument("--on", metavar="DAY", help="since when; the meeting's day, or today, if not said")
    made.add_argument("--meeting", metavar="MEETING", help="the meeting that it is from, by its uid")
    made = add_command(
        family, "asked", asked, help="say that a question was asked", example="partner-tui questions asked trip"
    )
    made.add_argument("question", metavar="QUESTION", help=_WHICH)
    made.add_argument("--on", metavar="DAY", help="when; today if not said")
    made = add_command(
        family,
        "reopen",
        reopen,
        help="say that a question waits again",
        example="partner-tui questions reopen trip",
    )
    made.add_argument("question", metavar="QUESTION", help=_WHICH)


def list_questions(session: Session, options: Namespace) -> None:
    """Print the questions that wait, or all."""
    session.open()
    rows = islice(_rows(session, options), options.limit)
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(map(documents.question, rows))
        return
    printing.table(
        ("Whom", "Question", "Since", "Asked", "UID"),
        ((one.person, one.text, str(one.raised_on), str(one.settled_on or ""), one.uid[:8]) for one in rows),
        nothing="No questions to carry on. Keep one with: partner-tui questions add NAME --text QUESTION",
    )


def _rows(session: Session, options: Namespace) -> Iterator[QuestionRow]:
    from partner_tui.cli import persons
    from partner_tui.records import questions

    person_id = persons.person(options.person).id if options.person else None
    found: Iterable[QuestionRow]
    if options.meeting:
        found = questions.raised_in(persons.meeting(session, options.meeting).id)
    elif person_id is not None:
        found = questions.of_person(person_id) if options.all else questions.open_of(person_id)
    else:
        read = ((page, questions.rows(page)) for page in pages.pages(questions.found(options.text)))
        found = (rows[one] for page, rows in read for one in page if one in rows)
    wanted = set(questions.found(options.text)) if options.text else None
    for one in found:
        waits = options.all or one.settled_on is None
        if waits and person_id in (None, one.person_id) and (wanted is None or one.id in wanted):
            yield one


def add_question(session: Session, options: Namespace) -> None:
    """Keep a question to ask somebody."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.records import questions

    person = persons.person(options.person)
    meeting_id = persons.meeting(session, options.meeting).id if options.meeting else None
    raised_on = days.read_if_said(session, options.on, "on", prefer="past") or days.of_meeting(session, meeting_id)
    with session.intent(f"Ask {person.name} next time: {options.text}") as intent:
        values = {"person_id": person.id, "text": options.text, "meeting_id": meeting_id}
        question_id = questions.add(intent, raised_on=raised_on, **values)
    _print_saved(session, question_id, "To ask")


def asked(session: Session, options: Namespace) -> None:
    """Say that a question was asked."""
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records import questions

    row = sides.question(options.question)
    on = days.read_if_said(session, options.on, "on", prefer="past") or session.today
    with session.intent(f"Asked {row.person}: {row.text}") as intent:
        changed = questions.settle(intent, row.id, row.version, on)
    _print_saved(session, row.id, "Asked" if changed else "Nothing was different")


def reopen(session: Session, options: Namespace) -> None:
    """Say that a question waits again."""
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records import questions

    row = sides.question(options.question)
    with session.intent(f"To ask {row.person} again: {row.text}") as intent:
        changed = questions.settle(intent, row.id, row.version, None)
    _print_saved(session, row.id, "To ask again" if changed else "Nothing was different")


def _print_saved(session: Session, question_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    from partner_tui.records import questions

    row = questions.get(question_id)
    printing.tell(f"{what}: {row.text}, {row.person}. Take it back with: partner-tui undo")
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.question(row))
    else:
        printing.show(row.uid)
