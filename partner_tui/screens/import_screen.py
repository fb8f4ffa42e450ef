"""Importing a file: what it is, what it would change line by line, and bringing it in, which one undo takes back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.records import database, mappings, roster
from partner_tui.records.partner_changes import Question
from partner_tui.records.preview_lines import Line, PreviewLines, State
from partner_tui.records.roster import Preview
from partner_tui.screens import import_answers, import_questions, import_story, importing, left_out_rows
from partner_tui.screens.browser import Browser
from partner_tui.screens.dialogs import YES, yes_or_no
from partner_tui.screens.importing import Reading
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.working import Progress, Working
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.table_columns import Column

_NEEDS_A_FILE = frozenset({"bring_in", "state", "only"})


class ImportScreen(Browser):
    """The preview of one file; nothing of it is written before `ctrl+s`."""

    WHERE = "import"
    TITLE_OF_LIST = "Import"
    PURPOSE = "A roster (OneRoster, CSV), contacts (CSV, vCard) or a calendar (.ics) comes in here.\nYou see it first."
    HINTS = (KeyHint("ctrl+o", "chooses a file", "screen.choose"), KeyHint("Esc", "goes back", "screen.back"))
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("import")]
    NEEDS_A_ROW = frozenset({"open", "other_side"})
    CAN_MARK = False
    DEFAULT_CSS = """
    ImportScreen {
        & #facts { height: auto; padding: 0 1; link-color: $text-accent; link-style: bold; }
        & #which { height: auto; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self._file: Reading | None = None
        self._preview: Preview | None = None
        self._lines: PreviewLines | None = None
        self._reached: object = None
        self._done = ""
        self._busy = False
        self._folder = Path.cwd()
        self._answers: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        made = iter(super().compose())
        yield next(made)
        yield Static(Content(), id="facts")
        yield from made

    # What a browser asks

    def default_sort(self) -> tuple[str, bool]:
        return "", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("state", "", width=10, sortable=False),
            Column("name", "Whom or what", weight=2, minimum=16, sortable=False),
            Column("brief", "What becomes of it", weight=4, minimum=24, sortable=False),
            Column("row", "Row", width=8, priority=1, sortable=False, align="right"),
        ]

    def cells(self, row: Line) -> Sequence[Any]:
        return import_story.cells(row)

    def ids(self) -> array[int]:
        lines = self._lines
        return lines.ids(self.state, self.filter_bar.text) if lines else array("q")

    def rows(self, ids: Sequence[int]) -> Mapping[int, Line]:
        return self._lines.rows(ids) if self._lines else {}

    def story(self, record_id: int) -> Content:
        lines, reading = self._lines, self._file
        return import_story.story(lines.line(record_id), reading.path.name) if lines and reading else Content()

    def total(self) -> int:
        return self._lines.total if self._lines else 0

    def narrowings(self) -> Sequence[Narrowing]:
        if self._lines is None:
            return ()
        first = Narrowing(f"all {self._lines.total:,}", "f", "screen.state")
        return [first, *(self._narrowing(state, count) for state, count in self._lines.counts.items() if count)]

    def _narrowing(self, state: State, count: int) -> Narrowing:
        sign, _tone, word = import_story.SIGNS[state]
        return Narrowing(f"{sign}{count:,} {word}", "", f"screen.only('{state.value}')", on=state is self.state)

    def is_narrowed(self) -> bool:
        return self.state is not None

    def widen(self) -> None:
        self.state = None

    def reload(self) -> None:
        """Show the preview; where the records are others by now, compare the file with them anew."""
        super().reload()
        self.query_one("#facts", Static).update(self._facts())
        if self._preview is not None and not self._busy and roster.reached() != self._reached:
            self.compare_again()

    def _facts(self) -> Content:
        reading, preview, lines = self._file, self._preview, self._lines
        if reading is None or preview is None or lines is None:
            return Content()
        return import_story.facts(reading, preview, lines, self._done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a file is there only with one."""
        if action in _NEEDS_A_FILE and self._lines is None:
            return False
        if action == "columns":
            return self._file is not None and self._file.roster is not None
        if action == "answer":
            return self._lines is not None and bool(self._lines.counts[State.ASKED]) and not self._done
        if action == "leftovers":
            return self._lines is not None and bool(self._lines.counts[State.REJECTED])
        return super().check_action(action, parameters)

    # Choosing, reading and comparing

    def begin(self) -> None:
        """Go on with the file whose preview is there, or ask for one."""
        if self._preview is None or self._done:
            self.action_choose()

    def action_choose(self) -> None:
        """Ask for a file."""
        if not self._busy:
            self._choose()

    @work(exclusive=True, group="import")
    async def _choose(self) -> None:
        with self._at_work():
            start = self._file.path.absolute().parent if self._file else self._folder
            reading = await import_questions.choose_file(self.app, "Import a file", start, _remembered)
            if reading is not None:
                self._answers = {}
            if reading is not None and await self._compare(reading):
                self._show_from_the_start()
        if self._preview is None:
            self.action_back()

    def action_columns(self) -> None:
        """Look at what the columns of the list are taken as, and correct it."""
        if not self._busy:
            self._correct()

    @work(exclusive=True, group="import")
    async def _correct(self) -> None:
        with self._at_work():
            reading = self._file
            if reading and await import_questions.ask_columns(self.app, reading) and await self._compare(reading):
                self._show_from_the_start()

    @work(exclusive=True, group="import")
    async def compare_again(self) -> None:
        """Compare the file with the records as they are now."""
        with self._at_work():
            if self._file is not None and not await self._compare(self._file):
                self._forget()
        self.refresh_records()

    async def _compare(self, reading: Reading) -> bool:
        found, today = reading.found, self.desk.today
        if found is None:
            return False
        previews: list[Preview] = []

        def task(told: Progress) -> None:
            previews.append(importing.compare(found, today, told, self._answers))

        if not await self._work(f"Comparing {reading.path.name} …", task):
            return False
        self._file, self._preview, self._done = reading, previews[0], ""
        self._lines, self._reached = PreviewLines(previews[0]), previews[0].reached
        return True

    def action_answer(self) -> None:
        """Say who or what a line is that the import cannot tell."""
        line = self._line()
        if line is not None and line.question is not None and not self._busy and not self._done:
            self._answer(line.question)

    def action_open(self) -> None:
        """Answer a line that asks; show the whole of any other."""
        line = self._line()
        if line is not None and line.question is not None and not self._done:
            self.action_answer()
        else:
            super().action_open()

    def _line(self) -> Line | None:
        at = self.table.highlighted
        return self._lines.line(at) if self._lines and at is not None and at < self._lines.total else None

    @work(exclusive=True, group="import")
    async def _answer(self, question: Question) -> None:
        with self._at_work():
            answer = await import_answers.ask_one(self.app, question)
            if answer is not None:
                await self._take_answers({question.key: answer})
        self.refresh_records()

    async def _take_answers(self, answers: Mapping[str, int]) -> bool:
        """Compare the file again with some more answers; return whether that was done."""
        self._answers |= answers
        return self._file is not None and await self._compare(self._file)

    def _show_from_the_start(self) -> None:
        self.state = None
        self.filter_bar.text = ""
        self.remove_class("-story")
        self.refresh_records()
        self.table.action_first()
        self.table.focus()

    def _forget(self) -> None:
        self._file = self._preview = self._lines = None
        self._done = ""
        self.state = None

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Keep a second question from being asked, and the list from being compared, while one is open."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    async def _work(self, title: str, task: Callable[[Progress], None]) -> bool:
        """Do something long; return whether it was done, after saying what went wrong."""
        outcome = await self.app.push_screen_wait(Working(title, task))
        if isinstance(outcome, PartnerError):
            self.say_error(outcome)
        return outcome is True

    # Bringing in

    def action_bring_in(self) -> None:
        """Write what the preview shows, unless there is nothing to write or something speaks against it."""
        reading, preview = self._file, self._preview
        if self._busy or reading is None or preview is None or not self.may_write():
            return
        if self._done:
            self.notify("It is in the records already. u takes it back; ctrl+o chooses another file.", markup=False)
        elif preview.changes_nothing and not preview.partners.questions:
            self.notify("Nothing is new: the records say all of this already. Nothing was changed.", markup=False)
        else:
            self._bring_in(reading, preview)

    @work(exclusive=True, group="import")
    async def _bring_in(self, reading: Reading, preview: Preview) -> None:
        with self._at_work():
            if preview.partners.questions:
                said = await import_answers.ask_all(self.app, preview)
                if isinstance(said, dict):
                    await self._take_answers(said)
                if said != import_answers.GO_ON:
                    self.call_later(self.refresh_records)
                    return
                if preview.changes_nothing:
                    self.notify("Nothing else is new: nothing was changed.", markup=False)
                    return
            if preview.is_alarming and not await self._is_sure(preview):
                return
            try:
                reading.require_unchanged()
            except PartnerError as error:
                self.say_error(error)
                return
            name, who, at = f"Import {reading.path.name}", self.desk.who, self.desk.now()

            def task(told: Progress) -> None:
                importing.write(preview, name, who, at, at.date(), told)

            if not await self._work(f"Bringing in {reading.path.name} …", task):
                return
            self.desk.forget()
            self._reached = roster.reached()
            told = import_story.outcome(self._lines.counts if self._lines else {})
            self._done = f"Brought in: {told}" if told else "Remembered; nobody was changed"
        self.refresh_records()

    async def _is_sure(self, preview: Preview) -> bool:
        question = yes_or_no(
            f"{preview.missing:,} of {preview.known:,} people are not in this file. Go on?",
            yes="Mark them absent",
            no="Go back",
            harmful=True,
            detail="A file that was cut short looks just so. f shows who they are. One undo takes it back.",
        )
        return await self.app.push_screen_wait(question) == YES

    # What is pressed

    def action_state(self) -> None:
        """Show only the lines of the next state that has any, and after the last one all."""
        lines = self._lines
        there: list[State | None] = [None, *(state for state in State if lines and lines.counts[state])]
        self._show_only(there[(there.index(self.state) + 1) % len(there)] if self.state in there else None)

    def action_only(self, state: str) -> None:
        """Show only the lines of a state, or all again."""
        self._show_only(None if self.state == state else State(state))

    def _show_only(self, state: State | None) -> None:
        self.state = state
        self.attempt(self.narrow)

    def action_leftovers(self) -> None:
        """Write what was left out to a file."""
        if self._file is not None and self._preview is not None:
            left_out_rows.ask_and_write(self, self._file, self._preview.rejected)

    def action_back(self) -> None:
        """Leave the line, then what narrows the list, then the file: nothing of it was written."""
        if self.has_class("-story") or self.filter_bar.text or self.state:
            super().action_back()
            return
        self._forget()
        self.call_later(self.run_action, "app.leave_import")


def _remembered(source: str) -> Mapping[str, str]:
    with database.in_thread():
        return mappings.remembered(source)
