"""The report on partners: of which year, as what kind of file and where to; then it is shown to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from partner_tui import commands
from partner_tui.errors import NotFound, PartnerError
from partner_tui.exchange import files
from partner_tui.records import database, report_spans
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.text import content, content_line

_FORMATS = (
    Option("html", "a page to print"),
    Option("text", "text"),
    Option("csv", "CSV"),
    Option("json", "JSON"),
)
_ENDINGS = {"html": ".html", "text": ".txt", "csv": ".csv", "json": ".json"}
WIDEST, FRAME = 88, 6
"""Columns of the window that shows the report, however wide the terminal is, and of its frame, blanks and scrollbar."""

_YEARS = 4
"""How many school years can be chosen from."""


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """Which year is reported on, by its name, and the file that is written; no file is only shown."""

    year: str
    format: str = "html"
    file: str = ""
    years: Sequence[str] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report as it is read on the screen, and what was done with it."""

    title: str
    text: str
    said: str


class ReportForm(Form[ReportDraft]):
    """Asks for the year, the format and the file."""

    def __init__(self, given: ReportDraft, submit: Callable[[ReportDraft], None]) -> None:
        self._years = tuple(Option(name, name) for name in given.years)
        super().__init__("What partners did for students", given, submit)

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the three fields."""
        hint = "a file that is there is replaced; without one the report is only shown"
        return [
            [
                FormField("year", "year", ChoiceLine(self._years)),
                FormField("format", "format", ChoiceLine(_FORMATS)),
                FormField("file", "file", Input(select_on_focus=False), hint=hint),
            ]
        ]

    def texts(self, draft: ReportDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {"year": draft.year, "format": draft.format, "file": draft.file}

    def draft(self) -> ReportDraft:
        """Return what is asked for."""
        return ReportDraft(self.text("year"), self.text("format"), self.text("file"))

    @on(FormField.Changed)
    def _rename(self, event: FormField.Changed) -> None:
        """Let the file's name end as its format has it, unless it has an ending of its own."""
        path, ending = Path(self.text("file")), _ENDINGS[self.text("format")]
        if event.field.column == "format" and path.suffix in _ENDINGS.values() and path.suffix != ending:
            self.field("file").value = str(path.with_suffix(ending))


class ReportScreen(ModalScreen[None]):
    """A report to read: long lines are not cut, and the keys that move a list move it."""

    BINDING_GROUP_TITLE = "Report"
    HELP = "The report on partners"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Back", id="report.leave", tooltip="Close the report"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("space", "page", show=False),
        commands.help_key(),
    ]
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    ReportScreen {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 88; height: 100%; padding: 0 1; background: $surface; border: round $accent;
            border-title-color: $text-accent; border-subtitle-color: $text-muted;
        }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & .report--text { height: auto; }
        & .report--said { height: auto; color: $text-muted; }
    }
    """

    def __init__(self, report: WrittenReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        with Vertical() as frame:
            frame.border_title = content_line(self._report.title)
            frame.border_subtitle = content_line("j k space · esc back")
            with VerticalScroll():
                yield Static(content(self._report.text), classes="report--text")
            yield Static(content_line(self._report.said), classes="report--said")

    def action_leave(self) -> None:
        """Go back to what is beneath."""
        if self.is_current:
            self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        """Go on or back by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_page(self) -> None:
        """Go on by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def ask_and_report(screen: DeskScreen) -> None:
    """Ask what the report on partners is to be, write it and show it; raise NotFound where no year has begun."""
    years = [one.name for one in report_spans.years(screen.desk.today)][:_YEARS]
    if not years:
        raise NotFound("There is no school year to report on.", "Add one in the settings, under School years.")
    file = Path.home() / f"{'-'.join(files.safe_name(f'partners {years[0]}').split())}.html"
    written: list[ReportDraft] = []
    form = ReportForm(ReportDraft(years[0], file=str(file), years=years), written.append)
    screen.app.push_screen(form, lambda saved: _start(screen, written[-1]) if saved else None)


def _start(screen: DeskScreen, draft: ReportDraft) -> None:
    today = screen.desk.today
    wide = min(screen.app.size.width, WIDEST) - FRAME

    def run() -> None:
        # Charts and tables are not loaded before somebody asks for a report.
        from partner_tui.exchange.report_files import ReportFormat, report_bytes
        from partner_tui.exchange.report_tables import heading
        from partner_tui.exchange.report_text import text_lines
        from partner_tui.insight import partner_report
        from partner_tui.records import partner_report_rows

        try:
            with database.in_thread():
                span = report_spans.span_of(today, year=draft.year)
                found = partner_report.report(partner_report_rows.facts(span, today))
            said = "Nothing was written: there was no file."
            if draft.file:
                path = Path(draft.file).expanduser()
                files.replace_file(path, report_bytes(found, ReportFormat(draft.format)))
                said = f"Written: {path}"
        except PartnerError as error:
            screen.app.call_from_thread(screen.say_error, error)
            return
        shown = WrittenReport(heading(found), "\n".join(text_lines(found, wide)), said)
        screen.app.call_from_thread(screen.app.push_screen, ReportScreen(shown))

    screen.run_worker(run, thread=True, group="report", exclusive=True)
