"""The timeline of a person, an organization or a group: all that ever was, the newest first, to the very first."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from partner_tui import commands
from partner_tui.dates import say_day, say_full, say_full_day
from partner_tui.errors import NotFound
from partner_tui.records import timeline
from partner_tui.records.timeline import Entry, EntryKind, Reading, Subject, SubjectKind
from partner_tui.records.timeline_entries import About
from partner_tui.records.timeline_sources import Source
from partner_tui.screens.browser import Browser
from partner_tui.screens.heading import Heading
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.timeline_heads import head
from partner_tui.screens.timeline_opening import TimelineApp, Visit
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell, Tone
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import MUTED, content, content_line

LONG = 400
"""From so many members on, the timeline of a group is read in a thread."""

_MEMBERS_COUNT_FOR = 100
"""How many entries a member is taken for, before they are read."""


class TimelineScreen(Browser):
    """What was with whom, and what came of it; Enter opens what an entry is about."""

    WHERE = "timeline"
    TITLE_OF_LIST = "Timeline"
    PURPOSE = "All that is noted from now on stands here: meetings, promises, goals, answers, and changes."
    HINTS = (KeyHint("Esc", "goes back", "screen.back"),)
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("timeline")]
    NEEDS_A_ROW = frozenset({"open", "other_side"})
    CAN_MARK = False

    app = getters.app(TimelineApp)

    def __init__(self) -> None:
        super().__init__()
        self.kind: EntryKind | None = None
        self._shown: Visit | None = None
        self._leads = False

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if isinstance(widget, Heading):
                yield Static(Content(), id="head")

    @property
    def subject(self) -> Subject:
        """Whose timeline is shown."""
        if not self.app.visits:
            raise NotFound("No timeline is open.", "Press t on somebody in the list of people.")
        return self.app.visits[-1].subject

    def reading(self) -> Reading:
        """Return what is read: whose timeline, narrowed as it is now."""
        return Reading(self.subject, self.desk.who, self.desk.now(), self.kind, self.filter_bar.text)

    def default_sort(self) -> tuple[str, bool]:
        return "when", True

    def columns(self) -> Sequence[Column]:
        return [
            Column("sign", "", width=2, sortable=False),
            Column("when", "When", width=11, sortable=False),
            Column("what", "What", weight=4, minimum=24, sortable=False),
            Column("who", "By", width=11, priority=1, sortable=False),
        ]

    def cells(self, row: Entry) -> Sequence[Cell | str]:
        sign, tone = _SIGNS.get((row.source, row.status)) or _SIGNS[row.source, ""]
        told: Tone = "dim" if row.source is Source.CHANGE or row.status == "cancelled" else ""
        when = Cell(say_day(row.day, self.desk.today))
        return [Cell("", tone, sign), when, Cell(" ".join(row.title.split()), told), Cell(row.who, "dim")]

    def ids(self) -> array[int]:
        return timeline.listing(self.reading())

    def rows(self, ids: Sequence[int]) -> Mapping[int, Entry]:
        return timeline.rows(self.reading(), ids)

    def total(self) -> int:
        """Return how long it may be: what decides whether it is read in a thread."""
        return timeline.members(self.subject) * _MEMBERS_COUNT_FOR

    def story(self, record_id: int) -> Content:
        entry = self.rows([record_id]).get(record_id)
        self._leads = entry is not None and self._leads_on(entry)
        return Content() if entry is None else _told(entry, opens=self._leads)

    def narrowings(self) -> Sequence[Narrowing]:
        return [Narrowing(f"▾ {self.kind or 'everything'}", "f", "screen.kind", self.kind is not None)]

    def is_narrowed(self) -> bool:
        return self.kind is not None

    def widen(self) -> None:
        self.kind = None

    def reload(self) -> None:
        """Read whose timeline is to be seen; one that is not there any more is left."""
        if not self.app.visits:
            return
        visit = self.app.visits[-1]
        try:
            shown = head(visit.subject, self.desk.today)
        except NotFound:
            self.query_one(Heading).reload()
            self.call_later(self.app.leave_timeline)
            raise
        if visit is not self._shown:
            self.kind = None
            self.filter_bar.text = ""
            self.remove_class("-story")
        self.query_one("#head", Static).update(shown)
        super().reload()

    def show_ids(self, ids: array[int]) -> None:
        super().show_ids(ids)
        self.filter_bar.note(f"{len(ids):,}")
        visit = self.app.visits[-1] if self.app.visits else None
        if visit is not self._shown:
            self._shown = visit
            if ids and visit is not None and (visit.at is None or not self.table.highlight(visit.at)):
                self.table.highlight(ids[0])
            self.table.focus()

    def tell_story(self) -> None:
        super().tell_story()
        if self._shown is not None and self.app.visits and self._shown is self.app.visits[-1]:
            self._shown.at = self.table.highlighted

    def action_kind(self) -> None:
        """Show the next kind of entries, then everything."""
        kinds = [None, *timeline.kinds(self.subject.kind)]
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.refresh_records()

    def action_open(self) -> None:
        """Open what the highlighted entry is about; an entry that leads nowhere is read."""
        self.attempt(self._open)

    def _open(self) -> None:
        highlighted = self.table.highlighted
        entry = None if highlighted is None else self.rows([highlighted]).get(highlighted)
        if entry is None or not self._leads_on(entry):
            super().action_open()
        elif not self._open_on_its_screen(entry.about):
            self._open_whose_it_is(entry.about)

    def _open_on_its_screen(self, about: About) -> bool:
        # Each list is loaded when somebody opens something in it.
        if about.meeting_id is not None:
            self.app.open_meeting(about.meeting_id)
        elif about.agreement_id is not None:
            from partner_tui.screens.agreements import open_agreement

            open_agreement(self.app, about.agreement_id)
        elif about.opening_id is not None:
            from partner_tui.screens.openings import open_opening

            open_opening(self.app, about.opening_id)
        elif about.placement_id is not None:
            from partner_tui.screens.placements import open_placement

            open_placement(self.app, about.placement_id)
        else:
            return False
        return True

    def _open_whose_it_is(self, about: About) -> None:
        if about.person_id is not None and self._is_another(SubjectKind.PERSON, about.person_id):
            self.app.open_person(about.person_id)
        elif about.organization_id is not None:
            self.app.open_organization(about.organization_id)
        elif about.group_id is not None:
            self.app.open_group(about.group_id)

    def _leads_on(self, entry: Entry) -> bool:
        about = entry.about
        ways = (
            (SubjectKind.PERSON, about.person_id),
            (SubjectKind.ORGANIZATION, about.organization_id),
            (SubjectKind.GROUP, about.group_id),
        )
        own = (about.meeting_id, about.agreement_id, about.opening_id, about.placement_id)
        return any(one is not None for one in own) or any(self._is_another(kind, there) for kind, there in ways)

    def _is_another(self, kind: SubjectKind, record_id: int | None) -> bool:
        return record_id is not None and Subject(kind, record_id) != self.subject

    def action_other_side(self) -> None:
        """Go from the list to the whole entry, and back."""
        if self.table.has_focus:
            super().action_open()
        else:
            super().action_other_side()

    def action_person(self) -> None:
        """Open the story of the person or the partner whose timeline it is."""
        if not self.app.visits:
            return
        if self.subject.kind is SubjectKind.PERSON:
            self.app.open_person(self.subject.id)
        elif self.subject.kind is SubjectKind.ORGANIZATION:
            self.app.open_organization(self.subject.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A story is there only of a person and of a partner; an entry that is read can be opened, too."""
        if action == "person" and (not self.app.visits or self.subject.kind is SubjectKind.GROUP):
            return False
        if action == "open" and self._in_story:
            return self._leads
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the entry, then what narrows the list, then the timeline."""
        if self._in_story or self.is_narrowed() or self.filter_bar.text:
            super().action_back()
        else:
            self.app.leave_timeline()


_SIGNS: Mapping[tuple[Source, str], tuple[str, Tone]] = {
    (Source.MEETING, "planned"): ("○", "accent"),
    (Source.MEETING, "held"): ("✓", "good"),
    (Source.MEETING, "missed"): ("✗", "warn"),
    (Source.MEETING, "cancelled"): ("–", "dim"),
    (Source.NOTE, ""): ("‡", "dim"),
    (Source.ANSWER, ""): ("“", "accent"),
    (Source.GOAL_HEARD, ""): ("△", "accent"),
    (Source.GOAL_SETTLED, "reached"): ("▲", "good"),
    (Source.GOAL_SETTLED, ""): ("–", "dim"),
    (Source.QUESTION_RAISED, ""): ("?", "accent"),
    (Source.QUESTION_SETTLED, ""): ("·", "dim"),
    (Source.PROMISE_MADE, ""): ("◇", "accent"),
    (Source.PROMISE_SETTLED, "kept"): ("◆", "good"),
    (Source.PROMISE_SETTLED, "broken"): ("✗", "bad"),
    (Source.PROMISE_SETTLED, ""): ("–", "dim"),
    (Source.STAGE, ""): ("→", "accent"),
    (Source.AGREEMENT_SIGNED, ""): ("§", "good"),
    (Source.AGREEMENT_BEGUN, ""): ("§", "accent"),
    (Source.AGREEMENT_ENDED, "renewed"): ("§", "dim"),
    (Source.AGREEMENT_ENDED, "to_come"): ("§", "dim"),
    (Source.AGREEMENT_ENDED, ""): ("§", "warn"),
    (Source.OPENING_BEGUN, ""): ("◎", "accent"),
    (Source.OPENING_ENDED, ""): ("–", "dim"),
    (Source.PLACEMENT_BEGUN, ""): ("▸", "accent"),
    (Source.PLACEMENT_ENDED, "completed"): ("✓", "good"),
    (Source.PLACEMENT_ENDED, ""): ("✗", "warn"),
    (Source.JOINED, ""): ("»", ""),
    (Source.LEFT, ""): ("«", "dim"),
    (Source.CANDIDACY_OPENED, ""): ("□", "accent"),
    (Source.CANDIDACY_SETTLED, "hired"): ("■", "good"),
    (Source.CANDIDACY_SETTLED, ""): ("–", "dim"),
    (Source.CHANGE, "added"): ("+", "dim"),
    (Source.CHANGE, ""): ("~", "dim"),
}
"""What an entry is, and its status or '' for any -> its symbol and its colour."""


def _told(entry: Entry, *, opens: bool) -> Content:
    """Return all that an entry says."""
    when = say_full(entry.at) if entry.at is not None else say_full_day(entry.day)
    by = f" · by {entry.who}" if entry.who else ""
    aside = " · only you see this" if entry.source is Source.NOTE else ""
    parts = [
        content_line(entry.title, "bold $text-primary"),
        content_line(f"{when}{by}{aside}", MUTED),
        *([Content(""), content(entry.said)] if entry.said else []),
        *([Content(""), Content.styled("enter opens what this is about", MUTED)] if opens else []),
    ]
    return Content("\n").join(parts)
