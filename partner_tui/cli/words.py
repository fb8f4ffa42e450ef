"""`words`: the lists that a school may change: kinds and sectors of organizations, and what is contributed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.records import words
from partner_tui.records.words import WordList, WordRow

_LISTS = [one.value for one in WordList]
_WHICH = "a code, a label, or a piece of one"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "words",
        help="the lists that a school may change: kinds, sectors, contributions",
        example="partner-tui words list sector",
    )
    made = add_command(
        family, "list", list_words, help="list the words of a list, or of all", example="partner-tui words list sector"
    )
    made.add_argument("list", metavar="LIST", nargs="?", choices=_LISTS, help=f"{', '.join(_LISTS)}; all if not said")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made = _add_one(family, "add", add_word, "add a word to a list", "sector 'Film and games'")
    made.add_argument("label", metavar="LABEL", help="how it is read; its code is made out of it, and never changes")
    made = _add_one(family, "rename", rename, "give a word another label; its code stays", "sector finance Banking")
    made.add_argument("word", metavar="WORD", help=_WHICH)
    made.add_argument("label", metavar="LABEL", help="how it is read from now on")
    for name, run, help in (
        ("archive", archive, "offer a word no more; what has it keeps it"),
        ("restore", restore, "offer a word again"),
    ):
        made = _add_one(family, name, run, help, "sector transportation")
        made.add_argument("word", metavar="WORD", help=_WHICH)


def _add_one(family: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    made = add_command(family, name, run, help=help, example=f"partner-tui words {name} {more}")
    made.add_argument("list", metavar="LIST", choices=_LISTS, help=", ".join(_LISTS))
    return made


def list_words(session: Session, options: Namespace) -> None:
    """Print the words of one list, or of all."""
    session.open()
    lists = [WordList(options.list)] if options.list else list(WordList)
    _print(session, [row for one in lists for row in words.listing(one, archived=options.archived)])


def _print(session: Session, found: Iterable[WordRow]) -> None:
    if session.as_json:
        printing.documents(map(document, found))
        return
    lines = ((one.list.value, one.code, one.label, "own" if one.own else "") for one in found)
    printing.table(("List", "Code", "Label", "Whose"), lines, nothing="No words there.")


def document(row: WordRow) -> dict[str, Any]:
    """Return a word as JSON has it; `own` says that the school added it."""
    return {
        "list": row.list.value,
        "code": row.code,
        "label": row.label,
        "position": row.position,
        "own": row.own,
        "archived": row.archived,
    }


def add_word(session: Session, options: Namespace) -> None:
    """Add a word to a list."""
    session.open()
    of = WordList(options.list)
    with session.intent(f"Add {options.label} to {_said(of)}") as intent:
        code = words.add(intent, of, options.label)
    _print_saved(session, of, code, "Added")


def rename(session: Session, options: Namespace) -> None:
    """Give a word another label."""
    session.open()
    of = WordList(options.list)
    row = words.named(of, options.word)
    with session.intent(f"Rename {row.label} to {options.label}") as intent:
        changed = words.edit(intent, of, row.code, row.version, label=options.label)
    _print_saved(session, of, row.code, "Saved" if changed else "Nothing was different")


def archive(session: Session, options: Namespace) -> None:
    """Offer a word no more."""
    session.open()
    of = WordList(options.list)
    row = words.named(of, options.word)
    with session.intent(f"Archive {row.label} of {_said(of)}") as intent:
        words.archive(intent, of, row.code, row.version)
    _print_saved(session, of, row.code, "Archived, and kept by whatever has it")


def restore(session: Session, options: Namespace) -> None:
    """Offer a word again."""
    session.open()
    of = WordList(options.list)
    row = words.named(of, options.word, archived=True)
    with session.intent(f"Restore {row.label} of {_said(of)}") as intent:
        words.restore(intent, of, row.code, row.version)
    _print_saved(session, of, row.code, "Restored")


def _said(of: WordList) -> str:
    return of.value.replace("_", " ")


def _print_saved(session: Session, of: WordList, code: str, what: str) -> None:
    rows = (*words.listing(of), *words.listing(of, archived=True))
    row = next(one for one in rows if one.code == code)
    printing.tell(f"{what}: {row.label}.")
    if session.as_json:
        printing.document(document(row))
    else:
        printing.show(row.code)
