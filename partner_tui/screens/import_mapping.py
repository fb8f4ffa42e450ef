"""What the columns of a list are taken as, with examples, to be corrected before it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from partner_tui import commands
from partner_tui.exchange.contact_columns import ONCE
from partner_tui.exchange.date_column import DAY_FIRST, MONTH_FIRST
from partner_tui.exchange.roster_sheet import CONTACTS, KIND, KINDS, RosterList, SeenColumn, Understood
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line

FIELD_WORDS = {
    "ignore": "leave out",
    "name": "whole name",
    "given_name": "given name",
    "family_name": "family name",
    "preferred_name": "called (nickname)",
    "pronouns": "pronouns",
    "identifier": "number (id)",
    "kind": "who they are",
    "email": "e-mail",
    "phone": "phone",
    "job_title": "job title",
    "department": "department",
    "grade": "grade",
    "language": "language",
    "joined_on": "joined on (a day)",
    "active": "still here?",
}
"""What a column can be -> how people say it."""

CONTACT_WORDS = {
    **{name: FIELD_WORDS[name] for name in ("ignore", "name", "given_name", "family_name", "preferred_name")},
    "organization": "organization",
    "job_title": "title there",
    "department": "department there",
    "email": "e-mail",
    "phone": "phone",
    "labels": "labels (kind, tags)",
    "notes": "notes",
    "website": "website",
    "address": "address",
    "street": "street",
    "city": "city",
    "region": "state",
    "postal_code": "ZIP code",
    "country": "country",
    "organization_email": "its own e-mail",
    "organization_phone": "its own phone",
    "pronouns": "pronouns",
    "language": "language",
    "identifier": "id of the source",
}
"""What a column of a list of contacts can be -> how people say it."""

_DECIDED, _NO_KIND = "auto", "none"
_ORDERS = {DAY_FIRST: "day/month/year", MONTH_FIRST: "month/day/year"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A column with what somebody said about it."""

    column: SeenColumn
    field: str


class ImportMapping(ModalScreen[dict[str, str] | None]):
    """The columns of a list; gives the mapping that was agreed to, or None when it was left.

    `mapping` is what was said about them so far; `trouble` says why it could not be read with that.
    """

    HELP: ClassVar[str] = "Importing a file"
    BINDING_GROUP_TITLE = "Columns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "go_on", "Go on", id="mapping.go_on", tooltip="Read the file so; nothing is written yet"),
        Binding("x,delete", "leave_out", "Leave out", id="mapping.leave_out", tooltip="Do not read this column"),
        Binding("escape", "leave", "Back", id="mapping.leave", tooltip="Go back; nothing was read"),
        commands.help_key(),
    ]
    AUTO_FOCUS = "RecordTable"
    DEFAULT_CSS = """
    ImportMapping {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 116; height: 100%; max-height: 40; padding: 0 1;
            background: $surface; border: round $accent;
        }
        & .mapping--title { height: 1; text-style: bold; color: $text-accent; }
        & .mapping--hint { height: auto; color: $text-muted; margin: 0 0 1 0; }
        & .mapping--line { height: auto; }
        & .mapping--label { width: 15; padding: 0 1 0 0; text-align: right; color: $text-muted; }
        & .mapping--line:focus-within > .mapping--label { color: $text-accent; text-style: bold; }
        & #dates { display: none; }
        & #dates.-shown { display: block; }
        & RecordTable { height: 1fr; margin: 1 0 0 0; }
        & .mapping--said { height: auto; max-height: 3; color: $text-muted; }
        & .mapping--said.-error { color: $text-error; }
        & .mapping--keys { height: 1; color: $text-muted; link-color: $text-accent; link-style: bold; }
    }
    """

    table: getters.query_one[RecordTable[_Row]] = getters.query_one(RecordTable)
    """The columns."""

    def __init__(self, roster: RosterList, mapping: Mapping[str, str], trouble: str = "") -> None:
        super().__init__()
        self._roster = roster
        self._seen: Understood = roster.understood(mapping)
        self._rows = [_Row(column, column.field) for column in self._seen.columns]
        self._trouble = trouble
        stated = next((what.partition(":")[2] for what in mapping.values() if what.startswith("joined_on:")), "")
        self._kind = ChoiceLine(self._kinds(), self._seen.kind or (_NO_KIND if self._seen.says_kinds else ""))
        self._dates = ChoiceLine(self._orders(stated), stated or _DECIDED)
        self._was_of_contacts = self._is_of_contacts

    def compose(self) -> ComposeResult:
        seen = self._seen
        rows = "1 row" if seen.rows == 1 else f"{seen.rows:,} rows"
        program = f"an address book ({seen.program}) · " if seen.program else ""
        with Vertical():
            yield Static(content_line(f"{self._roster.name}: what its columns are"), classes="mapping--title")
            hint = f"{program}{rows} · what you say is remembered for the next such file"
            yield Static(content_line(hint), classes="mapping--hint")
            with Horizontal(classes="mapping--line"):
                yield Static(Content("its people are"), classes="mapping--label")
                yield self._kind
            with Horizontal(classes="mapping--line", id="dates"):
                yield Static(Content("its days are"), classes="mapping--label")
                yield self._dates
            yield RecordTable(_COLUMNS, _cells)
            yield Static(Content(), classes="mapping--said")
            yield Static(Content.from_markup(_KEYS), classes="mapping--keys")

    def on_mount(self) -> None:
        self._show()
        if self._trouble:
            self._say(self._trouble, error=True)
        elif not self._kind.value:
            self._say("Nothing in the file says who its people are: choose it above.")
            self._kind.focus()

    @property
    def _is_of_contacts(self) -> bool:
        return self._kind.value == CONTACTS

    @property
    def _words(self) -> Mapping[str, str]:
        return CONTACT_WORDS if self._is_of_contacts else FIELD_WORDS

    @on(ChoiceLine.Changed)
    def _turn(self) -> None:
        """Read the columns anew where the list turns from people into contacts, or back."""
        if not self._kind.value or self._is_of_contacts is self._was_of_contacts:
            return
        self._was_of_contacts = self._is_of_contacts
        kind = {KIND: self._kind.value} if self._kind.value != _NO_KIND else {}
        self._rows = [_Row(column, column.field) for column in self._roster.understood(kind).columns]
        self._show()

    def _kinds(self) -> list[Option]:
        words = {"student": "students", "family": "families"}
        kinds = [Option(kind, words.get(kind, kind)) for kind in KINDS]
        return [*kinds, Option(_NO_KIND, "as each row says")] if self._seen.says_kinds else kinds

    def _orders(self, stated: str) -> list[Option]:
        order = next((row.column.order for row in self._rows if row.field == "joined_on"), "")
        decided = _ORDERS.get(order, "") if not stated else ""
        others = [Option(stated, stated)] if stated and stated not in _ORDERS else []
        return [
            Option(_DECIDED, f"{decided}, as they say" if decided else "not sure: left empty"),
            *(Option(one, words) for one, words in _ORDERS.items() if words != decided),
            *others,
        ]

    def _show(self) -> None:
        rows = self._rows
        self.table.show(range(len(rows)), lambda numbers: {number: self._rows[number] for number in numbers})
        self.query_one("#dates").set_class(any(row.field == "joined_on" for row in rows), "-shown")

    def _say(self, said: str, *, error: bool = False) -> None:
        line = self.query_one(".mapping--said", Static)
        line.update(content_line(f"! {said}" if error else said))
        line.set_class(error, "-error")

    @on(RecordTable.Selected)
    def _choose(self, event: RecordTable.Selected) -> None:
        event.stop()
        number = event.record_id
        row = self._rows[number]
        holders = {one.field: one.column.header for one in self._rows if one is not row and self._is_single(one.field)}
        choices = [
            Choice(field, f"{words} · now “{holders[field]}”" if field != "ignore" and field in holders else words)
            for field, words in self._words.items()
        ]
        examples = "   ".join(row.column.examples) or ("(not shown)" if row.column.is_secret else "(empty)")
        ask = Ask(f"“{row.column.header}” is …", choices, default=row.field, detail=examples)
        self.app.push_screen(ask, lambda field: self._take(number, field) if field else None)

    def _is_single(self, field: str) -> bool:
        """Whether only one column can be something: of contacts there may be several of most."""
        return field in ONCE or not self._is_of_contacts

    def _take(self, number: int, field: str) -> None:
        """Make a column something else; what another one was, it is not any more."""
        said = ""
        for at, row in enumerate(self._rows):
            if at != number and field != "ignore" and row.field == field and self._is_single(field):
                self._rows[at] = replace(row, field="ignore")
                said = f"“{row.column.header}” is left out now."
        column = self._rows[number].column
        if field == "joined_on" and not column.order:
            order = self._roster.order_of(column.header)
            self._rows[number] = _Row(replace(column, order=order), field)
            if not order:
                said = f"{said} Say whether the day or the month comes first, unless its days are like 2026-08-24."
        else:
            self._rows[number] = _Row(column, field)
        self._say(said.strip())
        self._show()

    def action_leave_out(self) -> None:
        """Leave the highlighted column out."""
        if self.table.has_focus and self.table.highlighted is not None:
            self._take(self.table.highlighted, "ignore")

    def action_go_on(self) -> None:
        """Give the mapping, unless something must be said first."""
        if not self.is_current:
            return
        fields = {row.field for row in self._rows}
        names = {"name", "given_name", "family_name"} | ({"organization"} if self._is_of_contacts else set())
        if not fields & names:
            self._say("No column is people's names: press Enter on the one that is.", error=True)
            self.table.focus()
        elif not self._kind.value or (self._kind.value == _NO_KIND and "kind" not in fields):
            self._say("Choose who its people are: staff, students, families, community or contacts.", error=True)
            self._kind.focus()
        else:
            self.dismiss(self._mapping())

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    def _mapping(self) -> dict[str, str]:
        # What is secret stays unsaid, so that the file is noted to have it each time.
        said = {row.column.header: row.field for row in self._rows if row.field != "ignore" or not row.column.is_secret}
        if self._dates.value != _DECIDED:
            said = {
                name: f"{field}:{self._dates.value}" if field == "joined_on" else field for name, field in said.items()
            }
        return said | ({KIND: self._kind.value} if self._kind.value != _NO_KIND else {})


_COLUMNS = (
    Column("header", "Column", weight=2, minimum=14, sortable=False),
    Column("field", "is read as", width=19, sortable=False),
    Column("examples", "for example", weight=4, minimum=20, sortable=False),
)

_KEYS = (
    "[b $text-accent]enter[/] change   [b $text-accent][@click=screen.leave_out]x[/][/] leave out   "
    "[b $text-accent]tab[/] next   [b $text-accent][@click=screen.go_on]ctrl+s[/][/] go on   "
    "[b $text-accent][@click=screen.leave]esc[/][/] back"
)


def _cells(row: _Row) -> Sequence[Cell | str]:
    column = row.column
    examples = Cell("   ".join(column.examples) or ("not shown: it is not needed here" if column.is_secret else "–"))
    if row.field == "ignore":
        return [
            Cell(column.header, "dim"),
            Cell("left out", "dim", "·"),
            examples._replace(tone="dim"),
        ]
    words = FIELD_WORDS.get(row.field) or CONTACT_WORDS.get(row.field, row.field)
    return [Cell(column.header, "strong"), Cell(words, "good"), examples]
