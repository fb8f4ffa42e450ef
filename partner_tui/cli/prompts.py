"""`prompts`: the questions worth asking: list, propose, add, edit, archive and restore."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session
from partner_tui.errors import Ambiguous, NotFound, UsageError
from partner_tui.records.prompt_bank import Audience, Theme

if TYPE_CHECKING:
    from partner_tui.records.prompts import PromptRow

TAIL = 8
"""How much of the end of a question's uid is shown: those of the bank all begin alike."""

_AUDIENCES = [audience.value for audience in Audience]
_THEMES = [theme.value for theme in Theme]
_NAMING = "the end of its uid, or words that are only in this question"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "prompts",
        help="the questions worth asking: list, propose, add, edit, archive and restore",
        example="partner-tui prompts propose 'Ana Rivera'",
    )
    made = add_command(
        family, "list", list_prompts, help="list questions", example="partner-tui prompts list --audience staff"
    )
    made.add_argument("--audience", choices=_AUDIENCES)
    made.add_argument("--theme", choices=_THEMES)
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made = add_command(
        family,
        "propose",
        propose,
        help="questions to ask somebody next, those not asked yet first",
        example="partner-tui prompts propose 'Ana Rivera' --count 5",
    )
    made.add_argument("person", metavar="NAME", help="a uid, an e-mail address, or a piece of the name that is enough")
    made.add_argument("--count", type=count, default=3, metavar="N", help="how many; 3 if not said")
    made = add_command(
        family,
        "add",
        add_prompt,
        help="add a question",
        example="partner-tui prompts add --audience staff --theme goals --text 'What would you like to learn?'",
    )
    _add_fields(made, required=True)
    made = add_command(
        family,
        "edit",
        edit,
        help="change a question; its answers stay with it",
        example="partner-tui prompts edit 00000003 --text 'What gets in your way?'",
    )
    made.add_argument("prompt", metavar="QUESTION", help=_NAMING)
    _add_fields(made, required=False)
    for name, run, help in (
        ("archive", archive, "put questions away: they are not proposed any more"),
        ("restore", restore, "bring back questions that were put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui prompts {name} 00000003")
        made.add_argument("prompt", metavar="QUESTION", nargs="+", help=_NAMING)


def _add_fields(made: Parser, *, required: bool) -> None:
    made.add_argument("--audience", choices=_AUDIENCES, required=required, help="whom it is for")
    made.add_argument("--theme", choices=_THEMES, required=required, help="what it is about")
    made.add_argument("--text", required=required, help="the question")
    made.add_argument("--position", type=int, metavar="N", help="its place among the others; the smallest comes first")


def list_prompts(session: Session, options: Namespace) -> None:
    """Print the questions of a filter, in the order in which they are asked."""
    session.open()
    from partner_tui.records import prompts
    from partner_tui.records.prompts import PromptFilter

    wanted = PromptFilter(
        audience=Audience(options.audience) if options.audience else None,
        theme=Theme(options.theme) if options.theme else None,
        archived=options.archived,
    )
    _print(session, prompts.listing(wanted))


def _print(session: Session, ids: Iterable[int]) -> None:
    from partner_tui.records import prompts

    order = list(ids)
    found = prompts.rows(order)
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(documents.prompt(found[one]) for one in order)
        return
    rows = (
        (one.audience.value, one.theme.value.replace("_", " "), one.text, f"{one.asked:,}", one.uid[-TAIL:])
        for one in map(found.__getitem__, order)
    )
    nothing = "No questions. Add one with: partner-tui prompts add --audience staff --theme goals --text QUESTION"
    printing.table(("For", "Theme", "Question", "Asked", "UID ends"), rows, nothing=nothing)


def propose(session: Session, options: Namespace) -> None:
    """Print the questions to ask somebody next."""
    session.open()
    from partner_tui.cli import persons
    from partner_tui.dates import say_day
    from partner_tui.records import brief_rows, prompts

    person = persons.person(options.person)
    audience = brief_rows.audience_of(person.id, person.kind)
    found = prompts.propose(person.id, audience, options.count, today=session.today)
    if session.as_json:
        from partner_tui.cli import documents

        printing.document([documents.proposal(one) for one in found])
        return
    rows = (
        (
            one.text,
            say_day(one.asked_on, session.today) if one.asked_on else "never",
            one.last.text if one.last else "",
            one.uid[-TAIL:],
        )
        for one in found
    )
    nothing = f"There are no questions for this audience: {audience.value}. Add one with: partner-tui prompts add"
    printing.table(("Question", "Asked", "Said last", "UID ends"), rows, nothing=nothing)


def add_prompt(session: Session, options: Namespace) -> None:
    """Add a question."""
    session.open()
    from partner_tui.records import prompts

    with session.intent(f"Add the question “{options.text[:80]}”") as intent:
        prompt_id = prompts.add(intent, **_values(options))
    _print_saved(session, prompt_id, "Added")


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.records import prompts

    row, values = named(options.prompt), _values(options)
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui prompts edit --help")
    with session.intent(f"Edit the question “{row.text[:80]}”") as intent:
        changed = prompts.edit(intent, row.id, row.version, **values)
    _print_saved(session, row.id, "Saved" if changed else "Nothing was different")


def _values(options: Namespace) -> dict[str, Any]:
    said = {name: getattr(options, name) for name in ("audience", "theme", "text", "position")}
    return {name: value for name, value in said.items() if value is not None}


def archive(session: Session, options: Namespace) -> None:
    """Put questions away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring questions back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.records.prompts import Prompt

    found = [named(text, archived=what == "Restore") for text in options.prompt]
    texts = ", ".join(f"“{one.text[:60]}”" for one in found)
    with session.intent(f"{what} {len(found)} questions" if len(found) > 1 else f"{what} {texts}") as intent:
        for one in found:
            (intent.archive if what == "Archive" else intent.restore)(Prompt, one.id, one.version)
    printing.tell(f"{what}d: {texts}. Take it back with: partner-tui undo")
    if session.as_json:
        _print(session, [one.id for one in found])


def _print_saved(session: Session, prompt_id: int, what: str) -> None:
    from partner_tui.records import prompts

    row = prompts.get(prompt_id)
    printing.tell(f"{what}: {row.text}")
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.prompt(row))
    else:
        printing.show(row.uid)


def named(text: str, *, archived: bool = False) -> PromptRow:
    """Return the one question with a uid, whose uid ends so, or that has all words; raise NotFound or Ambiguous."""
    from partner_tui.records import prompts
    from partner_tui.records.prompts import PromptFilter
    from partner_tui.records.text import words

    everything = prompts.rows(prompts.listing(PromptFilter(archived=archived))).values()
    asked = set(words(text))
    found = [one for one in everything if len(text) >= TAIL and one.uid.endswith(text)]
    found = found or [one for one in everything if asked and asked <= set(words(one.text))]
    if not found:
        raise NotFound(f"No question is “{text}”.", "See what there is with: partner-tui prompts list")
    if len(found) > 1:
        choices = tuple(f"{one.text}  {one.audience.value}  {one.uid[-TAIL:]}" for one in found[:20])
        raise Ambiguous(f"“{text}” could be {len(found)} questions.", choices, "Write more words, or the uid.")
    return found[0]
