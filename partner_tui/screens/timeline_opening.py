"""Timelines from every screen: one opens over what is there, and Esc goes back to where one came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partner_tui.screens.desk import DeskApp, DeskScreen

if TYPE_CHECKING:  # timelines are loaded when somebody opens one
    from partner_tui.records.timeline import Subject
    from partner_tui.records.timeline_sources import Source

MODE = "timeline"
"""The mode in which timelines are shown."""

_KEPT = 20
"""How many timelines one can go back through."""


@dataclass
class Visit:
    """A timeline that is being read: whose it is, the mode that it was opened from, and the entry one was at."""

    subject: Subject
    came_from: str
    at: int | None = None


class TimelineApp(DeskApp):
    """An app in which the timeline of a person, an organization or a group can be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.visits: list[Visit] = []
        """The timelines that one came through, the one in sight last."""

    def open_entry(self, person_id: int, source: Source, record_id: int) -> None:
        """Show the timeline of a person at the entry that was made of a record."""
        from partner_tui.records.timeline import Subject, SubjectKind
        from partner_tui.records.timeline_sources import CODES

        self.open_timeline(Subject(SubjectKind.PERSON, person_id), at=record_id * CODES + source)

    def open_timeline(self, subject: Subject, at: int | None = None) -> None:
        """Show a timeline, `at` an entry if it is said; Esc there goes back to where it was opened."""
        if not isinstance(self.screen, DeskScreen):
            return
        here = self.current_mode
        if at is None and here == MODE and self.visits and self.visits[-1].subject == subject:
            return
        self.visits = [*self.visits[1 - _KEPT :], Visit(subject, here, at)]
        if here == MODE:
            self.screen.refresh_records()
        else:
            self.switch_mode(MODE)

    def leave_timeline(self) -> None:
        """Go back from the timeline in sight."""
        came_from = self.visits.pop().came_from if self.visits else "today"
        if came_from != MODE:
            self.switch_mode(came_from)
        elif self.visits and isinstance(self.screen, DeskScreen):
            self.screen.refresh_records()
        else:
            self.switch_mode("today")

    def open_organization(self, organization_id: int) -> None:
        """Show the story of a partner; Esc there goes back to where it was opened."""
        from partner_tui.screens.partners import MODE as PARTNERS
        from partner_tui.screens.partners import PartnersScreen

        back_to = self.current_mode

        def show() -> None:
            if isinstance(self.screen, PartnersScreen):
                self.screen.show_organization(organization_id, "" if back_to == PARTNERS else back_to)

        self.switch_mode(PARTNERS)
        self.call_after_refresh(show)

    def open_group(self, group_id: int) -> None:
        """Show a group and its timeline."""
        from partner_tui.records.timeline import Subject, SubjectKind

        self.open_timeline(Subject(SubjectKind.GROUP, group_id))
