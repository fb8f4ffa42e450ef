"""The tree of commands: global options, families, and which function runs what."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from partner_tui import __version__
from partner_tui.errors import UsageError

Run = Callable[[Any, argparse.Namespace], None]
"""What a command does: it gets the session and its options, prints, and raises PartnerError when it refuses."""


COMMANDS = {
    "today": "today",
    "next": "today",
    "coverage": "coverage",
    "attention": "attention",
    "brief": "brief",
    "prompts": "prompts",
    "answers": "answers",
    "questions": "questions",
    "log": "log",
    "show": "show",
    "find": "find",
    "timeline": "timeline",
    "people": "people",
    "groups": "groups",
    "candidates": "candidates",
    "meetings": "meetings",
    "commitments": "commitments",
    "kept-rates": "kept_rates",
    "goals": "goals",
    "organizations": "organizations",
    "words": "words",
    "agreements": "agreements",
    "renew": "renewing",
    "requirements": "requirements",
    "openings": "openings",
    "placements": "placements",
    "hours": "hours",
    "work-rules": "work_rules",
    "import": "importing",
    "export": "exporting",
    "report": "report",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "init": "founding",
    "demo": "founding",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
    "settings": "preferences",
    "years": "school_years",
    "terms": "school_years",
    "closures": "school_years",
    "completion": "completion",
}
"""Command -> the module that has it."""

_DESCRIPTION = "The relationship desk of a school: who to meet, what was promised, who is left out."
_OPENING = "partner-tui --database lincoln.db"


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are UsageErrors."""

    def __init__(self, *, example: str = "", **options: Any) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"example:\n  {example}" if example else None,
            **options,
        )

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing and leaving."""
        sentence = message[:1].upper() + message[1:]
        raise UsageError(f"{sentence.rstrip('.')}.", f"See: {self.prog} --help")


Commands = Any
"""argparse's action that holds the commands of one level; its type has no public name."""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; raise UsageError. `run` is None where the app is to be opened.

    Only the named command's own parser is built: all of them would cost every start 20 ms.
    """
    name = _command_in(words)
    names = None if name is None else [name] if name else []
    options = build(names).parse_args(words)
    for option, value in (("database", None), ("json", False), ("run", None)):
        if not hasattr(options, option):
            setattr(options, option, value)
    return options


def build(names: Sequence[str] | None = None) -> Parser:
    """Return the parser with some of the commands, or with all."""
    top = Parser(prog="partner-tui", description=_DESCRIPTION, example=_OPENING)
    top.add_argument("--version", action="version", version=f"partner-tui {__version__}")
    _add_database(top)
    _add_json(top)
    # With a name of its own: to make one up, argparse loads what finds out how wide the terminal is.
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser, prog=top.prog)
    for name in COMMANDS if names is None else names:
        import_module(f"partner_tui.cli.{COMMANDS[name]}").add(commands, name)
    return top


def add_command(commands: Commands, name: str, run: Run, *, help: str, example: str, json: bool = True) -> Parser:
    """Add a command that `run` does; return its parser, for its own options. `json` offers --json."""
    made: Parser = commands.add_parser(name, help=help, description=_sentence(help), example=example)
    made.set_defaults(run=run)
    _add_database(made)
    if json:
        _add_json(made)
    return made


def add_family(commands: Commands, name: str, *, help: str, example: str) -> Commands:
    """Add a command that has commands of its own; return what they are added to."""
    made: Parser = commands.add_parser(name, help=help, description=_sentence(help), example=example)
    _add_database(made)
    return made.add_subparsers(
        title="commands", metavar="COMMAND", required=True, dest="command", parser_class=Parser, prog=made.prog
    )


def count(text: str) -> int:
    """Return how many somebody wants to see; raise ArgumentTypeError for what is no number, and for less than one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return int(text)


def _add_database(made: Parser) -> None:
    # Without a default: a command's own would hide what stands before the command.
    made.add_argument(
        "--database",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="the file of records (or PARTNER_TUI_DATABASE; else the one in the settings)",
    )


def _add_json(made: Parser) -> None:
    made.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")


def _sentence(help: str) -> str:
    return f"{help[:1].upper()}{help[1:]}."


def _command_in(words: Sequence[str]) -> str | None:
    """Return the command that is asked for, '' where there is none; None where all of them have to be there."""
    waiting = iter(words)
    for word in waiting:
        if word in {"-h", "--help"}:
            return None
        if word == "--database":
            next(waiting, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else None
    return ""
