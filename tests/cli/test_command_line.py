"""The command line itself: help, errors, exit codes, and what is never imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from partner_tui import __version__
from partner_tui.cli import parser, printing
from partner_tui.cli.parser import Parser
from partner_tui.insight import cells

from ..conftest import NOW
from .conftest import Type


def _all_parsers(made: Parser) -> Iterator[Parser]:
    yield made
    for action in made._actions:
        if isinstance(action.choices, dict):
            for one in action.choices.values():
                yield from _all_parsers(one)


@pytest.mark.parametrize("made", list(_all_parsers(parser.build())), ids=lambda made: made.prog)
def test_every_command_has_help_with_an_example(made: Parser) -> None:
    assert "example:\n  " in made.format_help()
    assert "partner-tui" in (made.epilog or "")


def test_every_example_is_understood() -> None:
    import shlex

    for made in _all_parsers(parser.build()):
        example = (made.epilog or "").partition("\n  ")[2]
        if not example.startswith("eval"):
            assert parser.parse(shlex.split(example)[1:]).run is not None or made.prog == "partner-tui"


def test_help_and_version_end_well(type_in: Type) -> None:
    assert type_in("--version").out == f"partner-tui {__version__}\n"
    assert "doctor" in type_in("--help").out
    assert "--private-note" in type_in("meetings", "add", "--help").out


@pytest.mark.parametrize("words", [("nonsense",), ("people",), ("next", "--nonsense"), ("meetings", "add"), ("--x",)])
def test_what_is_misused_ends_with_two_and_points_at_help(type_in: Type, words: tuple[str, ...]) -> None:
    said = type_in(*words)

    assert said.code == 2
    assert "--help" in said.err
    assert said.out == ""


def test_an_error_with_json_is_a_document_on_stderr(type_in: Type, staffed: Path) -> None:
    for words, code in ((("show", "nobody", "--json"), 1), (("next", "--nonsense", "--json"), 2)):
        said = type_in(*words)
        assert said.code == code
        assert list(json.loads(said.err)) == ["error", "hint"]


def test_a_clock_that_is_no_time_is_misuse(type_in: Type, staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNER_TUI_NOW", "teatime")

    assert type_in("next").code == 2


def test_without_a_terminal_the_screen_is_not_opened(type_in: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115 (it is closed below)

    said = type_in()
    sys.stdin.close()

    assert said.code == 2
    assert "terminal" in said.err


def test_a_shell_learns_the_commands(type_in: Type) -> None:
    for shell in ("bash", "zsh", "tcsh"):
        said = type_in("completion", shell)
        assert said.code == 0
        assert "meetings" in said.out


def test_a_table_fits_the_terminal_and_is_whole_in_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("王" * 30, "a" * 40, "why"), ("Ana", "b", "c")]
    printing.table(("Name", "Text", "Why"), rows)
    assert "a" * 40 in capsys.readouterr().out

    monkeypatch.setattr(printing, "terminal_width", lambda: 40)
    printing.table(("Name", "Text", "Why"), rows)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cells.width, lines)) <= 40
    assert "…" in lines[1]
    assert lines[2].startswith("Ana ")


def test_a_narrow_terminal_leaves_out_what_can_be_spared_before_it_cuts_the_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, spare = ("Name", "Kind", "Tags", "UID"), ("Tags", "Kind")
    rows = [("Harbor Clinic", "health provider", "bilingual, paid", "b870677b")]
    heads = []
    for width in (None, 60, 50, 30):
        monkeypatch.setattr(printing, "terminal_width", lambda width=width: width)
        printing.table(columns, rows, spare=spare)
        head, line = capsys.readouterr().out.splitlines()
        heads.append(head.split())
        assert line.startswith("Harbor Clinic")
        assert line.endswith("b870677b")
    assert heads == [list(columns), list(columns), ["Name", "Kind", "UID"], ["Name", "UID"]]


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b31m", "\u202eevil", "a\rb", "\x7f", "\U000e0041", "\ud800"])
def test_nothing_that_is_printed_steers_the_terminal(capsys: pytest.CaptureFixture[str], text: str) -> None:
    printing.show(text)
    printing.tell(text)
    printing.document({"text": text})

    captured = capsys.readouterr()
    shown = captured.out + captured.err
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    assert json.loads(captured.out.partition("\n")[2])["text"] == text


COMMANDS = [
    ["--version"],
    ["--help"],
    ["next"],
    ["today", "--json"],
    ["people", "list"],
    ["show", "ana"],
    ["organizations", "list"],
    ["openings", "list"],
    ["placements", "list"],
    ["meetings", "add", "--with", "ana", "--at", "tomorrow 9"],
    ["export", "calendar"],
    ["undo"],
    ["history"],
    ["backup"],
    ["doctor"],
    ["settings"],
    ["completion", "bash"],
]

_SPY = """
import sys
from partner_tui.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
heavy = {"textual", "rich", "icalendar", "dateutil.parser", "shtab", "playhouse.migrations", "psycopg"}
print(" ".join(sorted(heavy & set(sys.modules))), file=sys.stderr)
sys.exit(code)
"""


def _environment(database: Path) -> dict[str, str]:
    return {**os.environ, "PARTNER_TUI_DATABASE": str(database), "PARTNER_TUI_NOW": NOW.isoformat()}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_loads_no_screen_and_only_what_it_needs(staffed: Path, words: list[str]) -> None:
    if words == ["undo"]:
        subprocess.run([sys.executable, "-m", "partner_tui", "people", "add", "--given-name", "Noor"],
                       env=_environment(staffed), check=True, capture_output=True)  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", _SPY, *words], env=_environment(staffed), capture_output=True, text=True, check=False
    )

    allowed = {"export": "icalendar", "completion": "shtab"}.get(words[0], "")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines()[-1] == allowed


def test_a_closed_pipe_is_no_error(staffed: Path) -> None:
    read, write = os.pipe()
    os.close(read)

    ran = subprocess.run(
        [sys.executable, "-m", "partner_tui", "people", "list"],
        env=_environment(staffed),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)

    assert ran.returncode == 0
    assert ran.stderr == b""


def test_a_narrow_encoding_gets_escapes_instead_of_a_crash(staffed: Path) -> None:
    environment = {**_environment(staffed), "PYTHONIOENCODING": "ascii"}
    for words in (["people", "list", "--json"], ["people", "list"]):
        ran = subprocess.run(
            [sys.executable, "-m", "partner_tui", *words], env=environment, capture_output=True, check=False
        )
        assert ran.returncode == 0
        assert ran.stdout.isascii()
    assert b"Garc" in ran.stdout
