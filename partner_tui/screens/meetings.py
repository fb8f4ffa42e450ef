"""Meetings: what was held, what is planned, and what became of it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_minutes, say_moment
from partner_tui.records import history, meetings
from partner_tui.records.history import Intent
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.screens import editing, exporting, stories
from partner_tui.screens.browser import Browser
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.table_columns import Column


class MeetingsScreen(Browser):
    """All meetings, the newest first."""

    WHERE = "meetings"
    TITLE_OF_LIST = "Meetings"
    PURPOSE = "Every coffee, lunch, call and visit: what is planned, and what was said."
    HINTS = (
        KeyHint("n", "plans the first one", "screen.new"),
        KeyHint("l", "logs one that was held", "screen.log"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("meetings")]

    def __init__(self) -> None:
        self.wanted = MeetingFilter()
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "starts_at", True

    def columns(self) -> Sequence[Column]:
        return [
            Column("status", "", width=2),
            Column("starts_at", "When", width=18),
            Column("what", "What and with whom", weight=3, minimum=24, sortable=False),
            Column("minutes", "Length", width=7, priority=3, align="right"),
            Column("place", "Place", weight=1, minimum=10, priority=4),
            Column("summary", "Summary", weight=2, minimum=14, priority=5, sortable=False),
        ]

    def cells(self, row: MeetingRow) -> Sequence[Any]:
        now = self.desk.now()
        sign = stories.SIGNS[row.status][0]
        if row.status is MeetingStatus.PLANNED and row.ends_at < now:
            sign = "?"
        when = say_moment(row.starts_at.astimezone(now.tzinfo), now.date())
        return [sign, when, row.title, say_minutes(row.minutes), row.place, row.summary]

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
        note = meetings.private_note(record_id, self.desk.who)
        changes = history.of_record(meetings.Meeting, record_id, who=self.desk.who)
        return stories.of_meeting(meetings.get(record_id), self.desk.now(), note, changes)

    def which(self) -> str:
        status = self.wanted.status.value if self.wanted.status else "all"
        return f"{status} ▾ t" + ("   archived" if self.wanted.archived else "")

    def is_narrowed(self) -> bool:
        return self.wanted != MeetingFilter()

    def widen(self) -> None:
        self.wanted = MeetingFilter()

    def action_status(self) -> None:
        """Show the meetings of the next status, then all."""
        states = [None, *MeetingStatus]
        self.wanted = replace(self.wanted, status=states[(states.index(self.wanted.status) + 1) % len(states)])
        self.refresh_records()

    def action_new(self) -> None:
        """Plan a meeting."""
        editing.plan_meeting(self, [])

    def action_log(self) -> None:
        """Log a meeting that was held; a highlighted one that was planned is meant."""
        highlighted = self.table.highlighted
        if highlighted is not None and meetings.get(highlighted).status is MeetingStatus.PLANNED:
            editing.settle_meeting(self, highlighted)
        else:
            editing.log_meeting(self, [])

    def action_edit(self) -> None:
        """Change or move the highlighted meeting."""
        if self.table.highlighted is not None:
            editing.edit_meeting(self, self.table.highlighted)

    def action_held(self) -> None:
        """Say that the chosen meetings were held."""
        self._settle(MeetingStatus.HELD, "Held")

    def action_cancel(self) -> None:
        """Cancel the chosen meetings."""
        self._settle(MeetingStatus.CANCELLED, "Cancel")

    def action_missed(self) -> None:
        """Say that nobody came to the chosen meetings."""
        self._settle(MeetingStatus.MISSED, "Missed")

    def _settle(self, status: MeetingStatus, verb: str) -> None:
        chosen = [meetings.get(meeting_id) for meeting_id in self.chosen()]
        if not chosen:
            return

        def write(intent: Intent) -> None:
            for meeting in chosen:
                meetings.settle(intent, meeting.id, meeting.version, status)

        what = chosen[0].title if len(chosen) == 1 else f"{len(chosen)} meetings"
        if self.change(f"{verb}: {what}", write):
            self.table.set_marks(())

    def action_archive(self) -> None:
        """Put the chosen meetings away."""
        chosen = [meetings.get(meeting_id) for meeting_id in self.chosen()]
        if not chosen:
            return

        def write(intent: Intent) -> None:
            for meeting in chosen:
                intent.archive(meetings.Meeting, meeting.id, meeting.version)

        what = chosen[0].title if len(chosen) == 1 else f"{len(chosen)} meetings"
        if self.change(f"Archive {what}", write):
            self.table.set_marks(())

    def action_export(self) -> None:
        """Write the meetings as a calendar file."""
        exporting.ask_and_export(self, self.ids())

    def show_meeting(self, meeting_id: int) -> None:
        """Show one meeting, whatever the list was narrowed to."""
        self.action_widen()
        self.table.highlight(meeting_id)
        self.action_open()
