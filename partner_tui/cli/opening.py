"""The app, opened from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from partner_tui.cli.session import Session
from partner_tui.errors import UsageError


def open_app(session: Session, path: Path) -> int:
    """Open the records at `path` on the screen; return the exit code. Raise UsageError where there is no screen."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("The screen needs a terminal.", "In a script, use the commands: partner-tui --help")
    # Textual takes 0.3 s to import, and only the app needs it.
    from partner_tui import app

    return app.open_app(path, session.settings, session.environment)
