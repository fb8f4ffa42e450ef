"""Partners: the organizations outside the school, where each stands, and what to do next."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.errors import PartnerError
from partner_tui.records import organizations, partner_steps, words
from partner_tui.records.organizations import OrganizationFilter, OrganizationRow
from partner_tui.records.partner_steps import NextStep
from partner_tui.records.stages import Stage
from partner_tui.records.words import WordList
from partner_tui.screens import editing, partner_attention, partner_stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.partner_doing import OF_A_PARTNER, PartnerDoing
from partner_tui.screens.partner_lines import STAGES
from partner_tui.screens.partner_owners import Owners
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column

MODE = "partners"
"""The mode in which the list is shown."""

ALL = OrganizationFilter()
"""What the list opens on."""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in the list: its row, the first reason why it needs somebody, and what is planned or promised next."""

    row: OrganizationRow
    need: partner_attention.Need | None
    step: NextStep | None


class PartnersScreen(Browser, PartnerDoing):
    """All partners by name; those that need somebody have a sign."""

    WHERE = "partners"
    TITLE_OF_LIST = "Partners"
    PURPOSE = "The organizations that do something for students: businesses, nonprofits, universities, agencies."
    HINTS = (
        KeyHint("n", "adds the first one: a name, what it is, whom you met", "screen.new"),
        KeyHint("ctrl+o", "brings in the contacts that you have in another program", "app.import_file"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("partners")]
    NEEDS_A_ROW = frozenset({"archive", "other_side", *OF_A_PARTNER})

    def __init__(self) -> None:
        self.wanted = ALL
        self.owners = Owners()
        self.attention_only = False
        self._needs: Mapping[int, list[partner_attention.Need]] = {}
        self._kinds: Mapping[str, str] = {}
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "name", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("attention", "", width=2),
            Column("name", "Name", weight=2, minimum=20),
            Column("stage", "Stage", width=12),
            Column("since", "Since", width=11, priority=4),
            Column("owner", "Owner", weight=1, minimum=11, priority=3),
            Column("last_contact", "Last met", width=11, priority=1),
            Column("next", "Next step", weight=2, minimum=14, priority=2, sortable=False),
        ]

    def cells(self, row: PartnerLine) -> Sequence[Cell | str]:
        today, known = self.desk.today, row.row
        sign, _ = STAGES[known.stage]
        need = Cell("", row.need.tone, row.need.sign) if row.need else ""
        met = Cell(say_day(known.last_contact_on, today)) if known.last_contact_on else Cell("never", "dim")
        owner = known.owner or Cell("nobody", "dim")
        step = row.need.reason if row.need else self._said(row.step)
        quiet = known.stage in (Stage.PAUSED, Stage.ENDED)
        stage = Cell(known.stage.value, "dim" if quiet else "", sign)
        return [need, known.name, stage, say_day(known.since, today), owner, met, step or Cell("–", "dim")]

    def _said(self, step: NextStep | None) -> Cell | str:
        """Return what is next in a few words: a meeting that is planned, or a promise of ours that is due."""
        if step is None:
            return ""
        day = say_day(step.on, self.desk.today)
        return Cell(f"{step.what} {day}", symbol="○") if step.meeting_id else f"{step.what}, {day}"

    def asked(self) -> OrganizationFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        if key == "attention":
            key, descending = "name", False
        owner_id = self.owners.owner_id
        return replace(self.wanted, text=self.filter_bar.text, owner_id=owner_id, sort=key, descending=descending)

    def ids(self) -> array[int]:
        found = organizations.listing(self.asked())
        needs = self._needs
        if self.attention_only:
            found = array("q", (one for one in found if one in needs))
        if self.sort[0] != "attention":
            return found
        places = {one: at for at, one in enumerate(needs)}
        last = len(places)
        return array("q", sorted(found, key=lambda one: places.get(one, last), reverse=self.sort[1]))

    def rows(self, ids: Sequence[int]) -> Mapping[int, PartnerLine]:
        today = self.desk.today
        found = organizations.rows(ids, today)
        steps = partner_steps.next_steps(ids, self.desk.now())
        first = {one: self._needs[one][0] for one in found if self._needs.get(one)}
        return {one: PartnerLine(row, first.get(one), steps.get(one)) for one, row in found.items()}

    def total(self) -> int:
        return organizations.count()

    def reload(self) -> None:
        """Read what needs somebody and the words, then the list."""
        self._kinds = words.labels(WordList.ORGANIZATION_KIND)
        self.owners = self.owners.known_to(self.desk)
        self._needs = partner_attention.needs(self.desk, self.owners)
        super().reload()

    def story(self, record_id: int) -> Content:
        return partner_stories.of_partner(
            record_id,
            self.desk.now(),
            self.desk.calendar,
            self.desk.who,
            needs=[need.line for need in self._needs.get(record_id, ())],
            usual_weeks=self.desk.school.partner_weeks,
        )

    def narrowings(self) -> Sequence[Narrowing]:
        wanted = self.wanted
        kind = "kind" if wanted.kind is None else self._kinds.get(wanted.kind, wanted.kind)
        stage = wanted.stage.value if wanted.stage else "stage"
        return [
            Narrowing(f"▾ {kind}", "f", "screen.kind", wanted.kind is not None),
            Narrowing(f"▾ {stage}", "d", "screen.by_stage", wanted.stage is not None),
            Narrowing(f"▾ {self.owners.said}", "y", "screen.owner", self.owners.on),
            Narrowing(
                f"{_sign(self.attention_only)} needs you {len(self._needs):,}",
                "v",
                "screen.attention",
                self.attention_only,
            ),
            Narrowing(f"{_sign(wanted.archived)} archived", "z", "screen.archived", wanted.archived),
        ]

    def is_narrowed(self) -> bool:
        return self.wanted != ALL or self.attention_only or self.owners.on

    def widen(self) -> None:
        if self.attention_only:
            self.sort = self.default_sort()
        self.wanted, self.attention_only, self.owners = ALL, False, self.owners.everybody()

    def nothing_fits(self) -> str:
        if self.attention_only and not self.filter_bar.text:
            return "No partner of these needs anybody now."
        return super().nothing_fits()

    # What narrows the list

    @work
    async def action_kind(self) -> None:
        """Choose the kind of partners that are shown."""
        try:
            known = [Choice(row.code, row.label) for row in words.listing(WordList.ORGANIZATION_KIND)]
        except PartnerError as error:
            self.say_error(error)
            return
        now = self.wanted.kind or ""
        chosen = await self.app.push_screen_wait(Ask("Which kind?", [Choice("", "Every kind"), *known], default=now))
        if chosen is not None:
            self.wanted = replace(self.wanted, kind=chosen or None)
            self.refresh_records()

    @work
    async def action_by_stage(self) -> None:
        """Choose the stage of the partners that are shown."""
        choices = [Choice("", "Every stage"), *(Choice(stage.value, f"{stage} {STAGES[stage][0]}") for stage in Stage)]
        now = self.wanted.stage.value if self.wanted.stage else ""
        chosen = await self.app.push_screen_wait(Ask("At which stage?", choices, default=now))
        if chosen is not None:
            self.wanted = replace(self.wanted, stage=Stage(chosen) if chosen else None)
            self.refresh_records()

    def action_owner(self) -> None:
        """Show my partners, then those that nobody looks after, then all."""
        self.owners = self.owners.next()
        self.refresh_records()

    def action_attention(self) -> None:
        """Show only the partners that need somebody, the most pressing first, or all again."""
        self.attention_only = not self.attention_only
        self.sort = ("attention", False) if self.attention_only else self.default_sort()
        self.refresh_records()

    def action_archived(self) -> None:
        """Show those that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    # What is done with them

    def meant(self) -> int | None:
        """The highlighted partner."""
        return self.table.highlighted

    def was_added(self, organization_id: int) -> None:
        """Highlight a partner that is new; a list without it is widened."""
        if not self.table.highlight(organization_id):
            self.widen()
            self._to_show = organization_id
            self.refresh_records()

    def action_archive(self) -> None:
        """Put the chosen partners away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [organizations.get(one) for one in self.chosen()]
        named = editing.named([one.name for one in chosen], "partners")
        if editing.put_away(self, organizations.Organization, chosen, named, organizations.put_away):
            self.table.set_marks(())

    def action_next_view(self) -> None:
        """Go on to the board."""
        self.app.switch_mode("board")

    def show_organization(self, organization_id: int, back_to: str = "") -> None:
        """Show one partner, whatever the list was narrowed to; Esc goes back to the screen `back_to`."""

        def widen() -> None:
            archived = organizations.get(organization_id).archived_at is not None
            self.widen()
            self.wanted = replace(self.wanted, archived=archived)

        self.attempt(lambda: self.show_record(organization_id, back_to=back_to, widen=widen))


def _sign(on: bool) -> str:
    return "●" if on else "○"
