"""The facts of who has been reached, read in a thread of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.worker import get_current_worker

from partner_tui.errors import PartnerError
from partner_tui.records import coverage_rows, database
from partner_tui.records.coverage_rows import CoverageFacts
from partner_tui.screens.desk import Desk


def reading(desk: Desk) -> Callable[[], CoverageFacts | PartnerError | None]:
    """Return what reads the facts as of now when a thread calls it: the facts, what went wrong, None if unwanted."""
    # The desk is the screen's own: what it knows is taken before the thread begins.
    now, me = desk.now(), desk.settings.me
    return lambda: _read(now, me)


def _read(now: datetime, me: str) -> CoverageFacts | PartnerError | None:
    worker = get_current_worker()
    found: CoverageFacts | PartnerError
    try:
        with database.in_thread():
            found = coverage_rows.facts(now, me)
    except PartnerError as error:
        found = error
    return None if worker.is_cancelled else found
