"""The commands of `partner-tui`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from partner_tui.cli import opening, parser, printing
from partner_tui.cli.session import Session
from partner_tui.errors import PartnerError

INTERRUPTED = 130
"""What a command ends with that was stopped with Ctrl+C, as shells expect."""


_BETWEEN_COLLECTIONS = 100_000
"""How many more objects there must be before Python looks for unreachable ones."""


def program() -> NoReturn:
    """Be the program `partner-tui`: run its command line and end the process.

    A command is short: looking for garbage while its modules load, and taking them all apart again at the end, would be
    a quarter of its time. By then the records are closed and everything is printed.
    """
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    code = main()
    if "textual" in sys.modules:
        sys.exit(code)  # the app has threads and a terminal to leave in order
    sys.stderr.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (without the name of the program); return its exit code: 0 done, 1 refused, 2 misused."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except PartnerError as error:
        printing.complain(error, as_json="--json" in words)
        return error.exit_code
    except KeyboardInterrupt:
        printing.tell("Stopped. Nothing was left half-done.")
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except SystemExit as end:  # argparse ends so after --help and --version
        return int(end.code or 0)
    finally:
        _close_records()


def _run(words: list[str]) -> int:
    options = parser.parse(words)
    session = Session(os.environ, options.database, as_json=getattr(options, "json", False))
    if options.run is not None:
        options.run(session, options)
        return 0
    return opening.open_app(session, session.path)


def _close_records() -> None:
    # A command that opened no records has not imported what opens them, either.
    database = sys.modules.get("partner_tui.records.database")
    if database is not None:
        database.close_records()


def _let_go_of_stdout() -> None:
    """Point stdout nowhere, so that Python does not complain about the closed pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
