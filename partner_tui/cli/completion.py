"""`completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

from argparse import Namespace

from partner_tui.cli import parser, printing
from partner_tui.cli.parser import Commands, add_command
from partner_tui.cli.session import Session

_SHELLS = ("bash", "zsh", "tcsh")


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        completion,
        help="let your shell complete commands and options",
        example='eval "$(partner-tui completion bash)"',
        json=False,
    )
    made.add_argument("shell", choices=_SHELLS)


def completion(_session: Session, options: Namespace) -> None:
    """Print the shell's script."""
    import shtab  # 25 ms, for this command only

    printing.show(shtab.complete(parser.build(), shell=options.shell))
