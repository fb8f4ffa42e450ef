"""The section of what an opening needs: a line for each kind of opening and each kind of agreement, on or off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from partner_tui.records import requirements
from partner_tui.records.agreement_rows import AgreementKind, kind_label
from partner_tui.records.opening_rows import OpeningKind
from partner_tui.screens.settings_section import ListSection, SettingsTable
from partner_tui.widgets.empty_state import EmptyState
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """Whether an opening of a kind needs an agreement; `usual` is what the program says of it by itself."""

    opening: OpeningKind
    agreement: AgreementKind
    needed: bool
    usual: bool


class RequirementsTable(SettingsTable):
    """The list; Space does what Enter does, for it turns on and off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", "Needed or not", id="table.toggle", tooltip="Needed, or not needed any more"),
    ]


class RequirementsSection(ListSection):
    """Which agreements must be in force before students come to an opening of a kind."""

    TITLE = "Requirements"
    HELP = "Requirements"
    PURPOSE = "Which agreements an opening needs."
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change"})

    def compose(self) -> ComposeResult:
        """Let Space turn on and off, too."""
        yield RequirementsTable(self.columns(), self.cells)
        yield EmptyState(self.PURPOSE, *self.HINTS)
        yield Static(Content(), classes="section--note")

    def columns(self) -> Sequence[Column]:
        """Return the opening, the agreement, and whether it is needed."""
        return [
            Column("opening", "Opening", width=11, sortable=False),
            Column("agreement", "Agreement", weight=2, minimum=14, sortable=False),
            Column("needed", "Needed", width=9, sortable=False),
            Column("usual", "Changed", width=9, priority=1, sortable=False),
        ]

    def cells(self, row: RequirementLine) -> Sequence[Cell | str]:
        """Return the cells of a line; of a kind of opening, the first one stands out."""
        first = row.agreement is next(iter(AgreementKind))
        opening = Cell(row.opening.value, "" if first else "dim")
        needed = Cell("needed", "good") if row.needed else Cell("–", "dim")
        return opening, kind_label(row.agreement), needed, Cell("changed" if row.needed != row.usual else "", "dim")

    def read(self) -> dict[int, RequirementLine]:
        """Return a line for each two kinds."""
        needed = requirements.needed()
        pairs = ((opening, agreement) for opening in OpeningKind for agreement in AgreementKind)
        return {
            number: RequirementLine(opening, kind, kind in needed[opening], kind in requirements.USUAL[opening])
            for number, (opening, kind) in enumerate(pairs, 1)
        }

    def note(self, row: RequirementLine) -> Content:
        """Return all that an opening of the kind needs."""
        kinds = [kind_label(line.agreement) for line in self._rows.values() if _is_needed(line, row.opening)]
        return content_line(
            f"{row.opening.value} needs {', '.join(kinds) or 'nothing'}; enter turns the line on or off"
        )

    def summary(self) -> str:
        """Return how many of the lines are otherwise than usual."""
        changed = sum(line.needed != line.usual for line in self.read().values())
        return f"{changed} changed" if changed else "as usual"

    def do_change(self) -> None:
        """Say that the agreement is needed, or that it is not."""
        row = self.current
        if row is None or not self.room.may_write():
            return
        verb = "needs no" if row.needed else "needs"
        name = f"{row.opening.value.capitalize()} {verb} {kind_label(row.agreement)}"
        self.room.change(
            name, lambda intent: requirements.set_needed(intent, row.opening, row.agreement, not row.needed)
        )


def _is_needed(line: RequirementLine, opening: OpeningKind) -> bool:
    return line.opening is opening and line.needed
