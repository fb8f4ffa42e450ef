"""Meetings: what was held, what is planned, and what became of it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_minutes, say_moment
from partner_tui.records import history, meetings, private_notes
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.screens import editing, exporting, stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.settling import Settling
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell, Tone
from partner_tui.widgets.table_columns import Column


class MeetingsScreen(Browser, Settling):
    """All meetings, the newest first."""

    WHERE = "meetings"
    TITLE_OF_LIST = "Meetings"
    PURPOSE = "Every coffee, lunch, call and visit: what is planned, and what was said."
    HINTS = (
        KeyHint("n", "plans the first one", "screen.new"),
        KeyHint("l", "logs one that was held", "screen.log"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("meetings")]
    NEEDS_A_ROW = frozenset({"open", "edit", "brief", "held", "cancel", "missed", "archive", "export", "other_side"})

    def __init__(self) -> None:
        self.wanted = MeetingFilter()
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "starts_at", True

    def columns(self) -> Sequence[Column]:
        return [
            Column("status", "", width=2),
            Column("starts_at", "When", width=17),
            Column("what", "What and with whom", weight=3, minimum=30, sortable=False),
            Column("minutes", "Length", width=7, priority=3, align="right"),
            Column("place", "Place", weight=1, minimum=12, priority=4),
            Column("summary", "Summary", weight=3, minimum=16, priority=5, sortable=False),
        ]

    def cells(self, row: MeetingRow) -> Sequence[Cell | str]:
        now = self.desk.now()
        sign, tone = _SIGNS[row.status]
        if stories.is_unsettled(row, now):
            sign, tone = "?", "warn"
        gone = row.status is MeetingStatus.CANCELLED
        when = say_moment(row.starts_at.astimezone(now.tzinfo), now.date())
        what = Cell(row.title, "dim" if gone else "")
        summary = " ".join(row.summary.split())
        return [Cell("", tone, sign), when, what, say_minutes(row.minutes), row.place, Cell(summary, "dim")]

    def asked(self) -> MeetingFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return meetings.listing(self.asked())

    def rows(self, ids: Sequence[int]) -> Mapping[int, MeetingRow]:
        return meetings.rows(ids)

    def total(self) -> int:
        return meetings.count()

    def story(self, record_id: int) -> Content:
        note = private_notes.read(record_id, self.desk.who)
        changes = history.of_record(meetings.Meeting, record_id, who=self.desk.who)
        return stories.of_meeting(meetings.get(record_id), self.desk.now(), note, changes)

    def narrowings(self) -> Sequence[Narrowing]:
        status = self.wanted.status
        archived = self.wanted.archived
        return [
            Narrowing(f"▾ {status.value if status else 'every status'}", "t", "screen.status", bool(status)),
            Narrowing(f"{'●' if archived else '○'} archived", "z", "screen.archived", archived),
            Narrowing("↗ calendar file", "ctrl+e", "screen.export"),
        ]

    def is_narrowed(self) -> bool:
        return self.wanted != MeetingFilter()

    def widen(self) -> None:
        self.wanted = MeetingFilter()

    def action_status(self) -> None:
        """Show the meetings of the next status, then all."""
        states = [None, *MeetingStatus]
        self.wanted = replace(self.wanted, status=states[(states.index(self.wanted.status) + 1) % len(states)])
        self.refresh_records()

    def action_archived(self) -> None:
        """Show the meetings that were put away, or those that are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    def action_new(self) -> None:
        """Plan a meeting."""
        self.attempt(lambda: editing.plan_meeting(self, []))

    def action_log(self) -> None:
        """Log a meeting that was held; a highlighted one that was planned is meant."""
        self.attempt(self._log)

    def _log(self) -> None:
        highlighted = self.table.highlighted
        if highlighted is not None and meetings.get(highlighted).status is MeetingStatus.PLANNED:
            editing.settle_meeting(self, highlighted)
        else:
            editing.log_meeting(self, [])

    def action_edit(self) -> None:
        """Change or move the highlighted meeting."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: editing.edit_meeting(self, highlighted))

    def action_brief(self) -> None:
        """Show what to know before the highlighted meeting, guest by guest."""
        from partner_tui.screens.brief import open_brief  # not needed before somebody asks

        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: open_brief(self, [], highlighted))

    def meant(self) -> Sequence[int]:
        """Return the marked meetings, or else the highlighted one."""
        return self.chosen()

    def was_settled(self) -> None:
        """Take the marks away."""
        self.table.set_marks(())

    def action_archive(self) -> None:
        """Put the chosen meetings away, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [meetings.get(meeting_id) for meeting_id in self.chosen()]
        if editing.put_away(self, meetings.Meeting, chosen, editing.named([one.title for one in chosen], "meetings")):
            self.table.set_marks(())

    def action_export(self) -> None:
        """Write the meetings of the list as a calendar file."""
        self.attempt(lambda: exporting.ask_and_export(self, self.ids()))

    def show_meeting(self, meeting_id: int, back_to: str = "today") -> None:
        """Show one meeting, whatever the list was narrowed to; Esc goes back to the screen `back_to`."""
        self.attempt(lambda: self._show(meetings.get(meeting_id), back_to))

    def _show(self, meeting: MeetingRow, back_to: str) -> None:
        def widen() -> None:
            self.wanted = MeetingFilter(archived=meeting.archived)

        self.show_record(meeting.id, back_to=back_to, widen=widen)


_SIGNS: Mapping[MeetingStatus, tuple[str, Tone]] = {
    MeetingStatus.PLANNED: ("○", "accent"),
    MeetingStatus.HELD: ("✓", "good"),
    MeetingStatus.MISSED: ("✗", "warn"),
    MeetingStatus.CANCELLED: ("–", "dim"),
}
