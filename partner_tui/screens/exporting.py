"""Writing meetings as a calendar file: where to, how much of them, and with which alarm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from textual.widgets import Input

from partner_tui.errors import FieldError, PartnerError
from partner_tui.exchange import files
from partner_tui.records import database
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import FormField

_DETAILS = (
    Option("full", "everything but private notes"),
    Option("titles", "titles only"),
    Option("busy", "“Busy” only"),
)
_YES_OR_NO = (Option("no", "no"), Option("yes", "yes"))
_DAYS = (
    ("agreements", "agreements", "their notice and their last day"),
    ("placements", "placements", "their first and last day"),
    ("promises", "promises", "the day that they are due"),
)
"""What can stand beside the meetings: column, label and hint."""

_ALARMS = (Option("0", "none"), Option("10", "10 min before"), Option("15", "15 min"), Option("30", "30 min"))


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """Which file to write, with how much detail, and how many minutes before a meeting its alarm rings (0: none).

    `days` says what stands beside the meetings.
    """

    file: str
    detail: str = "full"
    alarm: int = 0
    days: frozenset[str] = frozenset()


class ExportForm(Form[ExportDraft]):
    """Asks for the file, the detail and the alarm."""

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the fields: those of the file, and what stands in it beside the meetings."""
        return [
            [
                FormField("file", "file", Input(select_on_focus=False), hint="a file that is there is replaced"),
                FormField("detail", "show", ChoiceLine(_DETAILS)),
                FormField("alarm", "alarm", ChoiceLine(_ALARMS)),
                *(FormField(name, label, ChoiceLine(_YES_OR_NO), hint=hint) for name, label, hint in _DAYS),
            ]
        ]

    def texts(self, draft: ExportDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        days = {name: "yes" if name in draft.days else "no" for name, _, _ in _DAYS}
        return {"file": draft.file, "detail": draft.detail, "alarm": str(draft.alarm), **days}

    def draft(self) -> ExportDraft:
        """Return what is asked for; raise FieldError without a file."""
        if not self.text("file"):
            raise FieldError("file", "There is no file to write to.", "Write a path that ends in .ics.")
        days = frozenset(name for name, _, _ in _DAYS if self.text(name) == "yes")
        return ExportDraft(self.text("file"), self.text("detail"), int(self.text("alarm")), days)


def ask_and_export(screen: DeskScreen, meeting_ids: Sequence[int]) -> None:
    """Ask for a file, and write some meetings to it."""
    given = ExportDraft(str(Path.home() / "partner-tui.ics"))
    written: list[ExportDraft] = []
    form = ExportForm("Write a calendar file", given, written.append)
    screen.app.push_screen(form, lambda saved: _start(screen, meeting_ids, written[-1]) if saved else None)


def _start(screen: DeskScreen, meeting_ids: Sequence[int], draft: ExportDraft) -> None:
    screen.run_worker(_task(screen, meeting_ids, draft), thread=True, group="export", exclusive=True)


def _task(screen: DeskScreen, meeting_ids: Sequence[int], draft: ExportDraft) -> Callable[[], None]:
    """Return what writes the file in a thread, and says so."""
    alarm = timedelta(minutes=draft.alarm) if draft.alarm else None

    def run() -> None:
        # icalendar costs as much as a tenth of a second, so that it is not loaded before somebody exports.
        from partner_tui.exchange import meeting_events
        from partner_tui.exchange.calendar import Detail
        from partner_tui.exchange.partner_events import DayFilter, DayKind

        days = DayFilter(frozenset(map(DayKind, draft.days)))
        try:
            with database.in_thread():
                chunks = meeting_events.calendar_of(meeting_ids, detail=Detail(draft.detail), alarm=alarm, days=days)
                files.replace_file(Path(draft.file).expanduser(), chunks)
        except PartnerError as error:
            screen.app.call_from_thread(screen.say_error, error)
            return
        many = "One meeting is" if len(meeting_ids) == 1 else f"{len(meeting_ids):,} meetings are"
        said = f"{many} in {draft.file}; open it with your calendar."
        screen.app.call_from_thread(screen.notify, said, markup=False)

    return run
