"""What can be done with a partner, with one key each: the same in the list of partners and on the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import getters

from partner_tui.records import organizations
from partner_tui.records.sides import Side, SideKind
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.hours_opening import HoursApp
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.widgets.text import content_line

OF_A_PARTNER = frozenset(
    {"open", "edit", "plan", "log", "stage_back", "stage_on", "stage", "contact", "agreement", "opening", "promise"}
    | {"hours", "timeline"}
)
"""The actions that need a partner."""


class PartnerDoing(DeskScreen):
    """A screen on which one partner is highlighted, and perhaps several are marked."""

    app = getters.app(TimelineApp)

    def meant(self) -> int | None:
        """Return the highlighted partner."""
        raise NotImplementedError

    def chosen(self) -> list[int]:
        """Return the marked partners, or else the highlighted one."""
        raise NotImplementedError

    def was_added(self, organization_id: int) -> None:
        """Highlight a partner that is new."""

    def was_moved(self) -> None:
        """Do what follows once partners came to another stage."""

    def _with(self, do: Callable[[int], object]) -> None:
        """Do something with the highlighted partner; what goes wrong is said."""
        one = self.meant()
        if one is not None:
            self.attempt(lambda: do(one))

    def action_new(self) -> None:
        """Add a partner."""
        from partner_tui.screens import partner_editing  # no form is needed before somebody asks for one

        self.attempt(lambda: partner_editing.new_partner(self, self.was_added))

    def action_edit(self) -> None:
        """Change the highlighted partner."""
        from partner_tui.screens import partner_editing

        self._with(lambda one: partner_editing.edit_partner(self, one))

    def action_stage_back(self) -> None:
        """Move the chosen partners back a stage."""
        self._move(-1)

    def action_stage_on(self) -> None:
        """Move the chosen partners on a stage."""
        self._move(1)

    def _move(self, by: int) -> None:
        from partner_tui.screens import partner_editing

        self.attempt(lambda: partner_editing.move(self, self.chosen(), by, self.was_moved))

    def action_stage(self) -> None:
        """Move the chosen partners to any stage."""
        from partner_tui.screens import partner_editing

        self.attempt(lambda: partner_editing.move_anywhere(self, self.chosen(), self.was_moved))

    def action_plan(self) -> None:
        """Plan a meeting with the highlighted partner and its primary contact."""
        from partner_tui.screens import editing

        self._with(lambda one: editing.plan_meeting(self, self._primary(one), [one]))

    def action_log(self) -> None:
        """Log a meeting that was held with them."""
        from partner_tui.screens import editing

        self._with(lambda one: editing.log_meeting(self, self._primary(one), [one]))

    def _primary(self, organization_id: int) -> Sequence[int]:
        row = organizations.rows([organization_id], self.desk.today)[organization_id]
        return [] if row.primary_contact_id is None else [row.primary_contact_id]

    def action_contact(self) -> None:
        """Add somebody of the highlighted partner, or change who is there."""
        from partner_tui.screens import contact_editing

        self._with(lambda one: contact_editing.contact(self, one))

    def action_promise(self) -> None:
        """Keep a promise to the highlighted partner, or of theirs."""
        self._with(self._promise)

    def _promise(self, organization_id: int) -> None:
        from partner_tui.screens.dialogs import Ask, Choice
        from partner_tui.screens.promise_editing import new_promise
        from partner_tui.screens.promise_form import OUR_SIDE, Named

        partner = Named(Side(SideKind.ORGANIZATION, organization_id), organizations.get(organization_id).name)
        sides = {"we": (OUR_SIDE, partner), "they": (partner, OUR_SIDE)}
        choices = (Choice("we", "We do", ("w",)), Choice("they", "They do", ("t",)))

        def promised(code: str | None) -> None:
            if code is not None:
                self.attempt(lambda: new_promise(self, *sides[code]))

        if self.may_write():
            self.app.push_screen(Ask(f"Who promises: we, or {partner.name}?", choices), promised)

    def action_timeline(self) -> None:
        """Show all that ever was with the highlighted partner."""
        from partner_tui.records.timeline import Subject, SubjectKind

        self._with(lambda one: self.app.open_timeline(Subject(SubjectKind.ORGANIZATION, one)))

    def action_agreement(self) -> None:
        """Add an agreement with the highlighted partner."""
        from partner_tui.screens import agreement_editing

        self._with(lambda one: agreement_editing.new_agreement(self, one))

    def action_opening(self) -> None:
        """Add places that the highlighted partner offers."""
        from partner_tui.screens import opening_editing

        self._with(lambda one: opening_editing.new_opening(self, one))

    def action_hours(self) -> None:
        """Show the hours of the students who are placed there."""
        self._with(self._hours)

    def _hours(self, organization_id: int) -> None:
        from partner_tui.records import placements

        rows = placements.of_organization(organization_id, self.desk.today)
        name = organizations.get(organization_id).name
        if not rows:
            self.notify(content_line(f"No student is placed at {name} yet.").plain, markup=False)
        elif isinstance(self.app, HoursApp):
            self.app.open_hours([row.id for row in rows], name)

    def action_report(self) -> None:
        """Write what the partners did for students."""
        from partner_tui.screens.report_dialog import ask_and_report  # not needed before somebody asks

        self.attempt(lambda: ask_and_report(self))
