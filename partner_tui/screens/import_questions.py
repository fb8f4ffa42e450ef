"""The questions of an import: which file, and what the columns of a list are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from partner_tui.errors import PartnerError
from partner_tui.screens import importing
from partner_tui.screens.importing import Reading, Remembered
from partner_tui.screens.path_dialog import PathDialog, require_file
from partner_tui.screens.working import Progress, Working

HINT = "A OneRoster zip, a CSV of people, contacts (CSV, vCard) or a calendar. It is only read."


async def choose_file(app: App[Any], title: str, start: Path, remembered: Remembered) -> Reading | None:
    """Ask for a file until one can be read and, if it is a list that was never seen, its columns are looked at.

    Gives None when the question was left. What is wrong with a file is said where it was chosen. Called in a worker.
    """
    trouble = ""
    while True:
        dialog = PathDialog(title, HINT, start, require_file, importing.ENDINGS, trouble=trouble)
        path = await app.push_screen_wait(dialog)
        if path is None:
            return None
        readings: list[Reading] = []
        outcome = await app.push_screen_wait(Working(f"Reading {path.name} …", _opening(path, remembered, readings)))
        start = path
        if isinstance(outcome, PartnerError):
            trouble = f"! {outcome.message} {outcome.hint}"
            continue
        if not readings:
            trouble = "Stopped: the file was not read."
            continue
        [reading] = readings
        is_new = reading.roster is not None and not reading.is_known
        if (reading.found is not None and not is_new) or await ask_columns(app, reading):
            return reading
        trouble = "Nothing was read from it."


def _opening(path: Path, remembered: Remembered, readings: list[Reading]) -> Callable[[Progress], None]:
    return lambda told: readings.append(importing.open_file(path, remembered, told))


async def ask_columns(app: App[Any], reading: Reading) -> bool:
    """Show what the columns of a list are taken as, and read it as somebody corrects that; whether it was read."""
    from partner_tui.screens.import_mapping import ImportMapping  # only a list needs it

    roster = reading.roster
    if roster is None:
        return False
    mapping, trouble = reading.mapping, ""
    while True:
        said = await app.push_screen_wait(ImportMapping(roster, mapping, trouble))
        if said is None:
            return False
        outcome = await app.push_screen_wait(Working(f"Reading {roster.name} …", _reading(reading, said)))
        if outcome is True:
            return True
        mapping = said
        trouble = f"{outcome.message} {outcome.hint}" if isinstance(outcome, PartnerError) else "Stopped."


def _reading(reading: Reading, mapping: dict[str, str]) -> Callable[[Progress], None]:
    return lambda told: importing.read_columns(reading, mapping, told)
