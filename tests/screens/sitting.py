"""What the tests of whole screens stand on: the app on a file of records, and waiting until something is so."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from partner_tui import settings
from partner_tui.app import PartnerApp
from partner_tui.screens.desk import Desk
from partner_tui.settings import Settings
from tests.conftest import NOW
from tests.screens.standing import seen

__all__ = ["app_on", "screen_name", "seen", "until"]


def app_on(path: Path, chosen: Settings | None = None, environment: Mapping[str, str] | None = None) -> PartnerApp:
    """Return the app on the records at `path`, which are open or not there yet, on the morning of every test."""
    surroundings = {**os.environ, settings.NOW: NOW.isoformat(), "TZ": "America/New_York", **(environment or {})}
    return PartnerApp(Desk(chosen or Settings(), surroundings), settings.path(surroundings), path)


def screen_name(app: PartnerApp) -> str:
    """Return the name of the class of the screen that has the keys."""
    return type(app.screen).__name__


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail with what stands on the screen when it will not be."""
    for _ in range(500):
        if condition():
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(f"it never came about; the screen says:\n{seen(pilot.app)}")
