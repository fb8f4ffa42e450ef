"""The first start: what the program is, and four ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from partner_tui import settings
from partner_tui.errors import PartnerError
from partner_tui.records import database, school
from partner_tui.screens import founding, importing
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.dialogs import NO, YES, Ask, Choice
from partner_tui.screens.founding import SchoolDraft, SchoolForm
from partner_tui.screens.import_questions import ask_columns, choose_file
from partner_tui.screens.importing import Reading
from partner_tui.screens.path_dialog import PathDialog, require_file
from partner_tui.screens.places import tidy
from partner_tui.screens.working import Progress, Working
from partner_tui.widgets.steady_list import SteadyList
from partner_tui.widgets.text import content_line

WELCOME = (
    "Who to meet this week, and why. What was said, what was promised,\n"
    "and who has been left out. All of it stays in one file on this\n"
    "computer: nothing is ever sent anywhere."
)
WAYS = (
    ("Make your school's file", "three questions, and you are at your desk"),
    ("Try it with a sample school", "580 invented people; your own file is not touched"),
    ("Open a file that you have", "a school.db from before, or from a colleague"),
    ("Bring in a roster", "OneRoster zip or CSV: makes the file and fills it"),
)
RECORDS = (".db",)
"""How the names of files of records end."""


class FirstRunScreen(Screen[Path]):
    """Four ways to begin; gives the path of the file, whose records are open then.

    `path` is where the school's file would be. Nothing is made there before somebody chose to.
    """

    HELP: ClassVar[str] = "First start"
    BINDING_GROUP_TITLE = "First start"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"begin({number})", what, show=False, id=f"first.{number}", tooltip=f"{what}: {how}")
        for number, (what, how) in enumerate(WAYS, 1)
    ]
    AUTO_FOCUS = "SteadyList"
    DEFAULT_CSS = """
    FirstRunScreen {
        align: center middle;
        & > VerticalScroll { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; }
        & .first--name { text-style: bold; color: $text-accent; }
        & .first--what { color: $text-muted; margin: 0 0 1 0; }
        & .first--welcome { margin: 0 0 1 0; }
        & SteadyList {
            height: auto; padding: 0 1; background: transparent; border: round $panel-lighten-2;
            &:focus { border: round $border; }
        }
        & .first--where { color: $text-muted; height: auto; margin: 0 1; }
        & .first--keys { color: $text-muted; margin: 1 1 0 1; link-color: $text-accent; link-style: bold; }
    }
    """

    app = getters.app(DeskApp)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(Content("partner-tui"), classes="first--name")
            yield Static(Content("the relationship desk of your school"), classes="first--what")
            yield Static(Content(WELCOME), classes="first--welcome")
            yield SteadyList(*(Option(_way(number, *way)) for number, way in enumerate(WAYS, 1)), markup=False)
            yield Static(content_line(f"there is no file yet at {tidy(self._path)}"), classes="first--where")
            yield Static(Content.from_markup(_KEYS), classes="first--keys")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_begin(event.option_index + 1)

    def action_begin(self, number: int) -> None:
        """Begin in one of the four ways."""
        if self.is_current:
            (self.make, self.try_sample, self.open_existing, self.bring_in)[number - 1]()

    @work(exclusive=True)
    async def make(self) -> None:
        """Ask for the school and make its file."""

        def submit(draft: SchoolDraft) -> None:
            founding.make_school(self._path, draft, self.app.desk.who, self._now())

        if await self.app.push_screen_wait(SchoolForm(self._path, self.app.desk.environment, submit)):
            self._enter(self._path)

    @work(exclusive=True)
    async def try_sample(self) -> None:
        """Make a sample school beside, or open the one made before."""
        path = self._path.with_name(founding.SAMPLE)
        if not path.exists():
            at = self._now()
            title = "Inventing a school …"
            if not await self._work(title, lambda progress: founding.make_sample(path, at, progress)):
                return
        self._enter(path)

    @work(exclusive=True)
    async def open_existing(self) -> None:
        """Ask for a file of records; it is opened before the question closes."""
        folder = self._path.parent if self._path.parent.is_dir() else Path.cwd()
        hint = "Only looked at before it is opened: a typo makes nothing."
        path = await self.app.push_screen_wait(PathDialog("Open a file of records", hint, folder, _open, RECORDS))
        if path is not None:
            self.dismiss(path)

    @work(exclusive=True)
    async def bring_in(self) -> None:
        """Ask for a roster and for the school, show what is in it, and make the file with all of it."""
        reading = await choose_file(self.app, "Bring in a roster", Path.cwd(), importing.nothing_remembered)
        if reading is None or reading.found is None:
            return
        drafts: list[SchoolDraft] = []
        name = reading.found.school_name or ""
        form = SchoolForm(self._path, self.app.desk.environment, drafts.append, name=name)
        if not await self.app.push_screen_wait(form) or not await self._is_agreed(reading):
            return
        who, at, draft, found, file = self.app.desk.who, self._now(), drafts[-1], reading.found, reading.path
        if await self._work(
            f"Bringing in {file.name} …",
            lambda told: importing.bring_in(self._path, draft, found, file, who, at, told),
        ):
            self._enter(self._path)

    async def _is_agreed(self, reading: Reading) -> bool:
        """Show what is in a file, and, of a list, its columns once more if they are asked for."""
        while reading.found is not None:
            found = reading.found
            columns = [Choice("columns", "Columns", ("m",))] if reading.roster else []
            answers = (Choice(YES, "Bring in", ("y",)), *columns, Choice(NO, "Not now", ("n",)))
            question = Ask(f"Bring in {importing.summary(found)}?", answers, detail=importing.oddities(found))
            answer = await self.app.push_screen_wait(question)
            if answer != "columns":
                return answer == YES
            await ask_columns(self.app, reading)
        return False

    async def _work(self, title: str, task: Callable[[Progress], None]) -> bool:
        """Do something long; return whether it was done, after saying what went wrong."""
        outcome = await self.app.push_screen_wait(Working(title, task))
        if isinstance(outcome, PartnerError):
            self._say(outcome)
        return outcome is True

    def _enter(self, path: Path) -> None:
        try:
            _open(path)
        except PartnerError as error:
            self._say(error)
        else:
            self.dismiss(path)

    def _say(self, error: PartnerError) -> None:
        said = content_line(f"{error.message} {error.hint}").plain
        self.notify(said, severity="error", timeout=15, markup=False)

    def _now(self) -> datetime:
        return settings.now(self.app.desk.environment)


_KEYS = (
    "[b $text-accent]1[/]–[b $text-accent]4[/] or [b $text-accent]enter[/] begin   [b $text-accent]↑↓[/] choose   "
    "[b $text-accent][@click=app.help]?[/][/] help   [b $text-accent][@click=app.quit]q[/][/] quit"
)


def _way(number: int, what: str, how: str) -> Content:
    return Content.assemble((f"{number}  ", "bold $text-accent"), (what, "bold"), "\n", (f"   {how}", "dim"))


def _open(path: Path) -> None:
    """Open a file of records; raise PartnerError, with nothing open, for one that cannot be used."""
    require_file(path)
    database.open_records(path)
    try:
        school.settings()
    except PartnerError:
        database.close_records()
        raise
