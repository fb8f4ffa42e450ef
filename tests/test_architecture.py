"""The house: what a module may be, do and import, beyond what the import contracts say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import partner_tui
from partner_tui import commands
from partner_tui.app import PartnerApp
from partner_tui.screens.agreements import AgreementsScreen
from partner_tui.screens.board import BoardScreen
from partner_tui.screens.goals import GoalsScreen
from partner_tui.screens.history import HistoryScreen
from partner_tui.screens.hours_grid import HoursScreen
from partner_tui.screens.import_screen import ImportScreen
from partner_tui.screens.meetings import MeetingsScreen
from partner_tui.screens.openings import OpeningsScreen
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.people import PeopleScreen
from partner_tui.screens.placements import PlacementsScreen
from partner_tui.screens.promises import PromisesScreen
from partner_tui.screens.reports import ReportsScreen
from partner_tui.screens.settings import SettingsScreen
from partner_tui.screens.timeline import TimelineScreen
from partner_tui.screens.today import TodayScreen

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "partner_tui"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
"""Lines. The house asks for 300 and 40; beyond these a module or a function is two."""

ON_SCREEN = [path for path in MODULES if path.parent.name in ("screens", "widgets") or path.name == "app.py"]
SCREENS = {
    "today": TodayScreen,
    "people": PeopleScreen,
    "meetings": MeetingsScreen,
    "partners": PartnersScreen,
    "board": BoardScreen,
    "reports": ReportsScreen,
    "promises": PromisesScreen,
    "goals": GoalsScreen,
    "timeline": TimelineScreen,
    "agreements": AgreementsScreen,
    "openings": OpeningsScreen,
    "placements": PlacementsScreen,
    "history": HistoryScreen,
    "hours": HoursScreen,
    "import": ImportScreen,
    "settings": SettingsScreen,
}

AT_START = """
import importlib, json, os, sys, threading
before = set(os.listdir("."))
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        opened.append(str(arguments[0]))
    if event in ("sqlite3.connect", "socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir"):
        opened.append(event)
sys.addaudithook(watch)
for name in {names!r}:
    importlib.import_module(name)
print(json.dumps({{"opened": opened, "threads": threading.active_count(), "modules": sorted(sys.modules)}}))
"""


def dotted(path: Path) -> str:
    """Return the name by which a module is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(names: list[str], folder: Path) -> dict[str, object]:
    """Import modules in a fresh interpreter, in an empty folder; return what happened."""
    import json

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", AT_START.format(names=names)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    told: dict[str, object] = json.loads(ran.stdout)
    return told


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_importing_any_module_does_nothing(tmp_path: Path) -> None:
    told = imported([dotted(path) for path in MODULES if path.name != "__main__.py"], tmp_path)
    assert told["opened"] == []
    assert told["threads"] == 1
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "no file, not even in the home of the user"


def test_the_core_works_without_a_screen(tmp_path: Path) -> None:
    core = ("records", "insight", "exchange", "dates", "settings", "errors", "cli")
    names = [dotted(path) for path in MODULES if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in core]
    modules = imported(names, tmp_path)["modules"]
    assert isinstance(modules, list)
    assert not {"textual", "rich"} & {str(name).partition(".")[0] for name in modules}


def test_the_app_starts_without_what_only_a_file_needs(tmp_path: Path) -> None:
    modules = imported(["partner_tui.app"], tmp_path)["modules"]
    assert isinstance(modules, list)
    assert not {"icalendar", "dateutil.parser", "playhouse.migrations", "psycopg", "psycopg2"} & set(modules)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_a_noun_that_fits_on_a_few_pages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    if text.strip():
        said = ast.get_docstring(ast.parse(text))
        assert said, "its docstring says what it is"
        assert not re.search(r"\b(utils?|managers?|services?|core)\b", path.stem)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_function_can_be_read_at_one_glance(path: Path) -> None:
    long = {one.name: one.end_lineno - one.lineno for one in functions(path) if one.end_lineno is not None}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION}


@pytest.mark.parametrize("path", ON_SCREEN, ids=dotted)
def test_what_people_typed_never_meets_the_markup_parser(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            assert not re.match(r"\[/?[a-z@$]", str(node.values[0].value)), f"line {node.lineno}: markup in an f-string"
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "notify":
                assert _says_no_markup(node), f"line {node.lineno}: notify without markup=False"
            if called == "from_markup":
                given = node.args[0]
                assert not isinstance(given, ast.JoinedStr), f"line {node.lineno}: markup out of an f-string"


def _says_no_markup(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def test_every_command_can_be_run_where_it_is_offered() -> None:
    missing = []
    for command in commands.COMMANDS:
        name = command.action.removeprefix("app.").partition("(")[0]
        owner = PartnerApp if command.action.startswith("app.") else SCREENS[command.where]
        if not hasattr(owner, f"action_{name}"):
            missing.append(command.id)
    assert not missing


def test_every_command_has_one_name_and_says_what_it_does() -> None:
    assert [name for name, count in Counter(one.id for one in commands.COMMANDS).items() if count > 1] == []
    for command in commands.COMMANDS:
        assert command.label[0].isupper()
        assert len(command.help) > 10
        assert not command.help.endswith(".")
        assert re.fullmatch(r"[a-z_]+\.[a-z_.]+", command.id)


@pytest.mark.parametrize("where", SCREENS)
def test_no_key_means_two_things_on_one_screen(where: str) -> None:
    keys = Counter(
        key for command in [*commands.of(where), *commands.of("everywhere")] for key in command.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_command_stands_on_a_screen() -> None:
    assert {command.where for command in commands.COMMANDS} == {*SCREENS, "everywhere"}


@pytest.mark.parametrize("path", [one for one in MODULES if one.parent.name != "records"], ids=dotted)
def test_only_the_records_open_a_database(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(import|from) (sqlite3|pysqlite3|peewee|playhouse)\b", text, re.MULTILINE)
    assert not re.search(r"""open\([^)]*\.db['"]""", text)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_test_sleeps(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called != "sleep" or "benchmarks" in path.parts, f"line {node.lineno} waits for the clock"


def test_the_package_says_its_version_and_nothing_else() -> None:
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", partner_tui.__version__)
