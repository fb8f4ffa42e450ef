"""Agreements: what the school and its partners signed, the next to end first."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.records import agreements, documents, history
from partner_tui.records.agreement_rows import AgreementKind, AgreementRow, AgreementState, kind_label
from partner_tui.records.agreements import Agreement, AgreementFilter
from partner_tui.screens import agreement_editing, agreement_stories, editing
from partner_tui.screens.agreement_stories import STATES
from partner_tui.screens.browser import Browser
from partner_tui.screens.desk import DeskApp
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

ALL = AgreementFilter()
"""What the list opens on."""

_VIEWS: Mapping[str, frozenset[AgreementState]] = {
    "in every state": frozenset(),
    "about to end or ended": frozenset({AgreementState.NOTICE, AgreementState.EXPIRED}),
    "to be signed": frozenset({AgreementState.DRAFT, AgreementState.AWAITING_SIGNATURE}),
    "active": frozenset({AgreementState.ACTIVE}),
    "upcoming": frozenset({AgreementState.UPCOMING}),
    "renewed": frozenset({AgreementState.RENEWED}),
}
"""How a list of states is called, in the order in which one goes through them."""


class AgreementsScreen(Browser):
    """All agreements; what was renewed stands last, all others by their end."""

    WHERE = "agreements"
    TITLE_OF_LIST = "Partners"
    PURPOSE = "What the school and its partners signed, so that nothing ends unnoticed."
    HINTS = (
        KeyHint("n", "adds the first one", "screen.new"),
        KeyHint("4", "the partners; A there adds one with the highlighted partner", "app.go('partners')"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("agreements")]
    NEEDS_A_ROW = frozenset({"open", "edit", "sign", "renew", "partner", "archive", "other_side"})

    app = getters.app(TimelineApp)

    def __init__(self) -> None:
        self.wanted = ALL
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "ends_on", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("state", "State", width=10),
            Column("organization", "Partner", weight=3, minimum=16),
            Column("kind", "What", weight=2, minimum=13),
            Column("ends_on", "Ends", width=11),
            Column("left", "Left", width=10, priority=1, sortable=False),
            Column("starts_on", "Starts", width=11, priority=4),
            Column("document", "Document", width=8, priority=3, sortable=False),
        ]

    def cells(self, row: AgreementRow) -> Sequence[Cell | str]:
        today = self.desk.today
        sign, tone, word = STATES[row.state(today)]
        ends = say_day(row.ends_on, today) if row.ends_on else "–"
        starts = say_day(row.starts_on, today) if row.starts_on else "–"
        left = "" if row.state(today) is AgreementState.RENEWED else agreement_stories.left(row, today)
        document = "–" if not row.document else "link" if documents.is_url(row.document) else "file"
        standing = Cell(word, tone, sign)
        return [standing, row.organization, agreement_stories.what(row), ends, left, starts, Cell(document, "dim")]

    def asked(self) -> AgreementFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return agreements.listing(self.asked(), self.desk.today)

    def rows(self, ids: Sequence[int]) -> Mapping[int, AgreementRow]:
        return agreements.rows(ids)

    def total(self) -> int:
        return agreements.count()

    def story(self, record_id: int) -> Content:
        changes = history.of_record(Agreement, record_id, who=self.desk.who)
        row = agreements.get(record_id)
        return agreement_stories.of_agreement(row, agreements.chain(record_id), self.desk.now(), changes)

    def narrowings(self) -> Sequence[Narrowing]:
        kind, archived = self.wanted.kind, self.wanted.archived
        return [
            Narrowing(f"▾ {self._view}", "t", "screen.state", bool(self.wanted.states)),
            Narrowing(f"▾ {kind_label(kind) if kind else 'of every kind'}", "f", "screen.kind", bool(kind)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
        ]

    @property
    def _view(self) -> str:
        return next(name for name, states in _VIEWS.items() if states == self.wanted.states)

    def is_narrowed(self) -> bool:
        return self.wanted != ALL

    def widen(self) -> None:
        self.wanted = ALL

    def action_state(self) -> None:
        """Show the agreements that stand otherwise, then all."""
        names = list(_VIEWS)
        states = _VIEWS[names[(names.index(self._view) + 1) % len(names)]]
        self.wanted = replace(self.wanted, states=states)
        self.refresh_records()

    def action_kind(self) -> None:
        """Show the agreements of the next kind, then all."""
        order = [None, *AgreementKind]
        self.wanted = replace(self.wanted, kind=order[(order.index(self.wanted.kind) + 1) % len(order)])
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the agreements that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    def action_new(self) -> None:
        """Add an agreement."""
        self.attempt(lambda: agreement_editing.new_agreement(self, done=self.show_agreement))

    def action_edit(self) -> None:
        """Change the highlighted agreement."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: agreement_editing.edit_agreement(self, highlighted))

    def action_sign(self) -> None:
        """Say who signed the highlighted agreement, and when."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: agreement_editing.sign(self, highlighted))

    def action_renew(self) -> None:
        """Make the agreements that follow the marked ones, or the highlighted one."""
        self.attempt(lambda: agreement_editing.renew(self, self.chosen(), lambda: self.table.set_marks(())))

    def action_partner(self) -> None:
        """Show the partner of the highlighted agreement."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: self.app.open_organization(agreements.get(highlighted).organization_id))

    def action_archive(self) -> None:
        """Put the chosen agreements away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [agreements.get(one) for one in self.chosen()]
        if chosen and editing.put_away(self, Agreement, chosen, agreement_editing.several(chosen)):
            self.table.set_marks(())

    def action_next_view(self) -> None:
        """Go on to the openings."""
        self._go("openings", "partners", "reports")

    def action_back(self) -> None:
        """Leave the story, widen the list to everything, or else go back to the partners."""
        if self._in_story or self.filter_bar.text or self.is_narrowed():
            super().action_back()
        else:
            self._go("partners", "reports")

    def _go(self, *modes: str) -> None:
        self.app.switch_mode(next(mode for mode in modes if mode in self.app.MODES))

    def show_agreement(self, agreement_id: int, back_to: str = "") -> None:
        """Show one agreement, whatever the list was narrowed to; Esc goes back to where it was opened."""

        def widen() -> None:
            self.wanted = AgreementFilter(archived=agreements.get(agreement_id).archived)

        self.attempt(lambda: self.show_record(agreement_id, back_to=back_to, widen=widen))


def open_agreement(app: DeskApp, agreement_id: int) -> None:
    """Show an agreement in the list of all; Esc there goes back."""
    back_to = app.current_mode

    def show() -> None:
        if isinstance(app.screen, AgreementsScreen):
            app.screen.show_agreement(agreement_id, back_to)

    app.switch_mode("agreements")
    app.call_after_refresh(show)
