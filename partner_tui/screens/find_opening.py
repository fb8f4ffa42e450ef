"""Find from every screen: it opens over what is there, and what was chosen opens where it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.timeline_opening import TimelineApp

if TYPE_CHECKING:  # what can be found is loaded when somebody looks for something
    from partner_tui.records.found import Found


class FindingApp(TimelineApp):
    """An app in which everything can be found; its screens are loaded when somebody looks for something."""

    def action_find(self) -> None:
        """Find any word that was ever written."""
        from partner_tui.screens.find import FindScreen

        if isinstance(self.screen, DeskScreen):
            self.push_screen(FindScreen(self.desk), self._open_found)

    def _open_found(self, found: Found | None) -> None:
        """Open a record where it is to be read: in its own list, or, what was said, where that stands."""
        if found is not None and not self._open_of_its_kind(found):
            self._open_around(found)

    def _open_of_its_kind(self, found: Found) -> bool:
        from partner_tui.records.found import Kind
        from partner_tui.records.timeline_sources import Source

        if found.kind is Kind.COMMITMENT:
            from partner_tui.screens.promises import open_promise

            open_promise(self, found.id)
        elif found.kind is Kind.AGREEMENT:
            from partner_tui.screens.agreements import open_agreement

            open_agreement(self, found.id)
        elif found.kind is Kind.OPENING:
            from partner_tui.screens.openings import open_opening

            open_opening(self, found.id)
        elif found.kind is Kind.GOAL:
            from partner_tui.screens.goals import open_goal

            open_goal(self, found.id)
        elif found.person_id is not None and found.kind is Kind.ANSWER:
            self.open_entry(found.person_id, Source.ANSWER, found.id)
        elif found.person_id is not None and found.kind is Kind.QUESTION:
            self.open_entry(found.person_id, Source.QUESTION_RAISED, found.id)
        else:
            return False
        return True

    def _open_around(self, found: Found) -> None:
        if found.is_said_in_a_meeting and found.meeting_id is not None:
            self.open_meeting(found.meeting_id)
        elif found.person_id is not None:
            self.open_person(found.person_id)
        elif found.organization_id is not None:
            self.open_organization(found.organization_id)
        elif found.meeting_id is not None:
            self.open_meeting(found.meeting_id)
        elif found.group_id is not None:
            self.list_group(found.group_id)

    def list_group(self, group_id: int) -> None:
        """Show the people of a group."""
        from partner_tui.screens.people import PeopleScreen

        def show() -> None:
            if isinstance(self.screen, PeopleScreen):
                self.screen.show_group(group_id)

        self.switch_mode("people")
        self.call_after_refresh(show)
