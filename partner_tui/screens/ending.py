"""How the app ends: orderly when the system says so, without a word of anybody's text when it fails."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from pathlib import Path

from rich.text import Text

from partner_tui import farewell
from partner_tui.records import database
from partner_tui.screens import drafts
from partner_tui.screens.desk import DeskApp

ENDING_SIGNALS = ("SIGTERM", "SIGHUP")
"""The signals of a system that shuts down and of a terminal window that is closed; Windows has neither."""

GLANCE = 2.0
"""Seconds between two looks whether the terminal is still there."""


class EndingApp(DeskApp):
    """An app that keeps what is being written when it must end."""

    settings_file: Path
    """Beside it the draft is kept."""

    path: Path
    """The file of records."""

    def heed_signals(self) -> None:
        """End orderly when the system says so: Textual alone would leave the terminal in disarray."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for name in ENDING_SIGNALS:
            number = getattr(signal, name)
            loop.add_signal_handler(number, self.end_by_signal, number)
        if sys.stdin.isatty():
            self.set_interval(GLANCE, self.end_without_terminal)

    def end_without_terminal(self) -> None:
        """End as if told so where the terminal has gone without a signal, as when a connection is lost.

        Textual reads an input that has ended again and again, with a whole core (Textualize/textual#6690).
        """
        glance = select.poll()
        glance.register(sys.stdin, 0)  # without asking for anything, the end alone is told
        if glance.poll(0):
            self.end_by_signal(signal.SIGHUP)

    def end_by_signal(self, number: int) -> None:
        """Keep what is being written, and leave with the exit code that shells expect."""
        code = 128 + number
        self.keep_draft()
        farewell.leave_in_time(code)
        self.exit(code, code)

    async def action_quit(self) -> None:
        """Leave; what stands in an open form is kept."""
        self.keep_draft()
        self.exit(0)

    def keep_draft(self) -> None:
        """Write down what is being written, where there is something."""
        if not self.path.exists():
            return
        try:
            draft = drafts.of_screens(self.screen_stack, self.path.absolute())
            if draft is not None:
                drafts.keep(draft, self.settings_file.with_name(drafts.FILE))
        except OSError:
            # A full disk must not keep the program from ending.
            return

    def _fatal_error(self) -> None:
        """End after an error of the program's own.

        Textual's own prints the values of all variables, which are what people wrote about people. The method is
        private, and a test fails when it is no longer what Textual calls.
        """
        error = self._exception or sys.exc_info()[1]
        if error is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(farewell.crash_text(error)))
        self._close_messages_no_wait()


def exit_code(app: EndingApp) -> int:
    """Return what the process ends with: what the app was left with, or 1 after an error."""
    return app.return_code or app.return_value or 0


def run(app: EndingApp) -> int:
    """Run the app to its end and close the records; return the exit code."""
    try:
        app.run()
        return exit_code(app)
    finally:
        database.close_records()
