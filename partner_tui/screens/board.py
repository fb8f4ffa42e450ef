"""The board of the partners: a column for each stage, and a card for each partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from partner_tui import commands
from partner_tui.dates import say_full_day
from partner_tui.records import organizations, stages
from partner_tui.records.organizations import OrganizationFilter
from partner_tui.records.stages import Stage, StageNow
from partner_tui.screens import partner_attention
from partner_tui.screens.heading import Heading
from partner_tui.screens.narrowing import Narrowing, narrowing_line
from partner_tui.screens.partner_doing import OF_A_PARTNER, PartnerDoing
from partner_tui.screens.partner_lines import STAGES, say_days
from partner_tui.screens.partner_owners import Owners
from partner_tui.screens.promise_lines import colour_of
from partner_tui.widgets.card_board import Card, CardBoard, CardColumn
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.text import MUTED, content_line

_PURPOSE = "Where each partnership stands, from the first idea to the whole school's life."
_NOTHING = "No partner fits what the board is narrowed to."


class BoardScreen(PartnerDoing):
    """Eight columns; at 80 columns those that fit, with the counts of all above them."""

    WHERE = "board"
    AUTO_FOCUS = "CardBoard"
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("board")]
    DEFAULT_CSS = """
    BoardScreen {
        & > #stages { height: 1fr; padding: 0 1; }
        & #counts { height: auto; max-height: 3; link-style: none; }
        & #which { height: 1; margin: 0 0 1 0; color: $text-muted; link-style: none; link-color: $text-muted; }
        & #about { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & EmptyState { display: none; }
        &.-empty EmptyState { display: block; }
        &.-empty CardBoard { display: none; }
    }
    """

    board = getters.query_one(CardBoard)

    def __init__(self) -> None:
        super().__init__()
        self.owners = Owners()
        self.attention_only = False
        self._needs: Mapping[int, list[partner_attention.Need]] = {}
        self._now: Mapping[int, StageNow] = {}
        self._columns: Sequence[CardColumn] = ()

    def compose(self) -> ComposeResult:
        yield Heading("Partners")
        with Vertical(id="stages"):
            yield Static(Content(), id="counts")
            yield Static(Content(), id="which")
            yield CardBoard()
            yield EmptyState(_PURPOSE)
            yield Static(Content(), id="about")
        yield KeyLine()

    def reload(self) -> None:
        """Read where each partner stands; the cards in sight are read by the board."""
        self.query_one(Heading).reload()
        today = self.desk.today
        self.owners = self.owners.known_to(self.desk)
        self._needs = partner_attention.needs(self.desk, self.owners)
        ids = organizations.listing(replace(OrganizationFilter(), owner_id=self.owners.owner_id))
        shown = [one for one in ids if one in self._needs] if self.attention_only else ids
        self._now = stages.now_of(shown, today)
        held: dict[Stage, list[int]] = {stage: [] for stage in Stage}
        for one in shown:
            held[self._now[one].stage].append(one)
        self._columns = [CardColumn(stage.value, *STAGES[stage], held[stage]) for stage in Stage]
        narrowed = self.owners.on or self.attention_only
        self.query_one("#which", Static).update(narrowing_line(self._narrowings(), narrowed))
        said = (_NOTHING,) if narrowed else (_PURPOSE, KeyHint("n", "adds the first partner", "screen.new"))
        self.query_one(EmptyState).say(*said)
        self.set_class(not len(shown), "-empty")
        self.board.show(self._columns, self._cards)
        self.refresh_bindings()
        self._say()

    def _narrowings(self) -> Sequence[Narrowing]:
        sign = "●" if self.attention_only else "○"
        return [
            Narrowing(f"▾ {self.owners.said}", "y", "screen.owner", self.owners.on),
            Narrowing(f"{sign} needs you {len(self._needs):,}", "v", "screen.attention", self.attention_only),
        ]

    def _cards(self, ids: Sequence[int]) -> Mapping[int, Card]:
        today = self.desk.today
        return {
            one: self._card(row.name, one, (today - row.since).days)
            for one, row in organizations.rows(ids, today).items()
        }

    def _card(self, name: str, organization_id: int, days: int) -> Card:
        needs = self._needs.get(organization_id)
        sign = (needs[0].sign, colour_of(needs[0].tone)) if needs else ("", "")
        return Card(name, say_days(days), *sign)

    @on(CardBoard.Highlighted)
    def _highlighted(self) -> None:
        self._say()

    @on(CardBoard.Selected)
    def _selected(self) -> None:
        self.action_open()

    @on(CardBoard.ReadFailed)
    def _read_failed(self, event: CardBoard.ReadFailed) -> None:
        self.say_error(event.error)

    def _say(self) -> None:
        """Say how many are at each stage, and what is known of the highlighted partner."""
        self.query_one("#counts", Static).update(self._counts(self.size.width - 2))
        self.query_one("#about", Static).update(self._about())

    def _counts(self, room: int) -> Content:
        """Return how many are at each stage, in lines of at most `room` cells; the columns in sight stand out."""
        lines: list[list[Content]] = [[]]
        for number, column in enumerate(self._columns):
            said = Content(f"{column.sign} {column.name} {len(column.ids):,}")
            if lines[-1] and sum(one.cell_length + 2 for one in lines[-1]) + said.cell_length > room:
                lines.append([])
            said = said.stylize(f"bold {column.colour}" if number in self.board.in_sight else MUTED)
            lines[-1].append(said.stylize(Style.from_meta({"@click": f"screen.column({number})"})))
        return Content("\n").join(Content("  ").join(line) for line in lines)

    def _about(self) -> Content:
        one = self.meant()
        if one is None or one not in self._now:
            return Content()
        now = self._now[one]
        need = self._needs.get(one)
        why = f" · {now.why}" if now.why else ""
        said = content_line(f"{now.stage.value} since {say_full_day(now.since)}{why}")
        return Content.assemble(said, "  ", need[0].line) if need else said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a partner is there only where one is."""
        if action in OF_A_PARTNER and not self._now:
            return False
        return super().check_action(action, parameters)

    def meant(self) -> int | None:
        """The partner of the highlighted card."""
        return self.board.highlighted

    def chosen(self) -> list[int]:
        """The same, as a list."""
        one = self.meant()
        return [] if one is None else [one]

    def was_added(self, organization_id: int) -> None:
        """Highlight a partner that is new."""
        if not self.board.highlight(organization_id):
            self.action_widen()
            self.board.highlight(organization_id)

    def action_column(self, number: int) -> None:
        """Go to a column."""
        self.board.go_to(number)

    def action_open(self) -> None:
        """Show the story of the highlighted partner; Esc there comes back."""
        one = self.meant()
        if one is not None:
            self.app.open_organization(one)

    def action_owner(self) -> None:
        """Show my partners, then those that nobody looks after, then all."""
        self.owners = self.owners.next()
        self.refresh_records()

    def action_attention(self) -> None:
        """Show only the partners that need somebody, or all again."""
        self.attention_only = not self.attention_only
        self.refresh_records()

    def action_widen(self) -> None:
        """Show all partners again."""
        self.owners, self.attention_only = self.owners.everybody(), False
        self.refresh_records()

    def action_back(self) -> None:
        """Show all partners again, or else go back to the list."""
        if self.owners.on or self.attention_only:
            self.action_widen()
        else:
            self.app.switch_mode("partners")

    def action_next_view(self) -> None:
        """Go on to the agreements."""
        self.app.switch_mode("agreements")
