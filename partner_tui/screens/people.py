"""People: the list of everyone, and what to do with them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import getters, work
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import MONTHS, say_day
from partner_tui.errors import PartnerError
from partner_tui.insight.reasons import NEW_FOR
from partner_tui.records import groups, people
from partner_tui.records.people import PeopleFilter, PersonKind, PersonRow
from partner_tui.screens import editing, stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.screens.narrowing import Narrowing
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column


class PeopleScreen(Browser):
    """Everyone the school has to do with; opens on the staff, whom the rotation is about."""

    WHERE = "people"
    TITLE_OF_LIST = "People"
    PURPOSE = "Everyone the school has to do with: staff, students, families and partners."
    HINTS = (
        KeyHint("n", "adds somebody", "screen.new"),
        KeyHint("ctrl+o", "brings in a whole roster", "app.import_file"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("people")]
    NEEDS_A_ROW = frozenset({"open", "edit", "plan", "log", "brief", "timeline", "candidate", "archive", "other_side"})

    app = getters.app(TimelineApp)

    def __init__(self) -> None:
        self.wanted = PeopleFilter(kind=PersonKind.STAFF)
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "name", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("name", "Name", weight=3, minimum=16),
            Column("department", "Department", weight=2, minimum=11, priority=2),
            Column("job_title", "Job title", weight=2, minimum=14, priority=5),
            Column("last_met", "Last met", width=11, priority=1),
            Column("next", "Next", width=13, priority=3, sortable=False),
            Column("why", "Why", width=10, priority=4, sortable=False),
        ]

    def cells(self, row: PersonRow) -> Sequence[Cell | str]:
        today = self.desk.today
        name = ", ".join(filter(None, (row.family_name, row.preferred_name or row.given_name)))
        group = row.department or (f"grade {row.grade}" if row.grade else row.kind.value)
        following = Cell(say_day(row.next_on, today), symbol="○") if row.next_on else Cell("–", "dim")
        job = f"for {row.candidate_for}" if row.candidate_for else row.job_title
        return [name, group, job, self._met(row, today), following, self._why(row, today)]

    def _met(self, row: PersonRow, today: date) -> Cell:
        if row.last_met is not None:
            return Cell(say_day(row.last_met, today))
        due = row.kind is PersonKind.STAFF and row.in_rotation and not row.archived
        return Cell("never", "accent" if due else "dim")

    def _why(self, row: PersonRow, today: date) -> Cell:
        """Return what is special about somebody: why they are due, or why they are not."""
        if row.candidate_for:
            return Cell("candidate", "strong")
        if row.absent_on is not None:
            return Cell("absent", "warn")
        if row.paused_until is not None and row.paused_until > today:
            return Cell("paused", "dim", "‖")
        if not row.in_rotation:
            return Cell("left out", "dim")
        year_start = self.desk.calendar.year_start(today) or today
        if row.joined_on is not None and row.joined_on > year_start - NEW_FOR:
            return Cell(f"new in {MONTHS[row.joined_on.month - 1][:3]}")
        return Cell("")

    def asked(self) -> PeopleFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return people.listing(self.asked())

    def rows(self, ids: Sequence[int]) -> Mapping[int, PersonRow]:
        return people.rows(ids, self.desk.now())

    def total(self) -> int:
        return people.count(self.wanted.kind)

    def story(self, record_id: int) -> Content:
        return stories.of_person(record_id, self.desk.now(), self.desk.who)

    def narrowings(self) -> Sequence[Narrowing]:
        wanted = self.wanted
        kind = "candidates" if wanted.candidates else _KINDS[wanted.kind]
        group = "every group" if wanted.group_id is None else groups.get(wanted.group_id).name
        return [
            Narrowing(f"▾ {kind}", "f", "screen.kind", kind != _KINDS[PersonKind.STAFF]),
            Narrowing(f"▾ {group}", "d", "screen.group", wanted.group_id is not None),
            Narrowing(f"{_sign(wanted.never_met)} never met", "v", "screen.never", wanted.never_met),
            Narrowing(f"{_sign(wanted.archived)} archived", "z", "screen.archived", wanted.archived),
        ]

    def is_narrowed(self) -> bool:
        return self.wanted != PeopleFilter(kind=PersonKind.STAFF)

    def widen(self) -> None:
        self.wanted = PeopleFilter(kind=PersonKind.STAFF)

    def nothing_fits(self) -> str:
        if self.wanted == PeopleFilter(candidates=True) and not self.filter_bar.text:
            return "Nobody is a candidate for a job: C on somebody makes them one, and n adds somebody new."
        return super().nothing_fits()

    def action_kind(self) -> None:
        """Show the next kind of person, then the candidates, then everyone."""
        ways = [*((kind, False) for kind in PersonKind), (None, True), (None, False)]
        now = ways.index((self.wanted.kind, self.wanted.candidates))
        kind, candidates = ways[(now + 1) % len(ways)]
        self.wanted = replace(self.wanted, kind=kind, candidates=candidates)
        self.refresh_records()

    def action_never(self) -> None:
        """Show only those never met, or all again."""
        self.wanted = replace(self.wanted, never_met=not self.wanted.never_met)
        self.refresh_records()

    def action_archived(self) -> None:
        """Show those who were put away, or those who are there."""
        self.wanted = replace(self.wanted, archived=not self.wanted.archived)
        self.refresh_records()

    def action_new(self) -> None:
        """Add somebody; among the candidates, somebody whose job is asked for next."""
        if self.wanted.candidates:
            self.attempt(lambda: editing.new_person(self, PersonKind.COMMUNITY, self._make_candidate))
        else:
            kind = self.wanted.kind or PersonKind.STAFF
            self.attempt(lambda: editing.new_person(self, kind, self.table.highlight))

    def _make_candidate(self, person_id: int) -> None:
        from partner_tui.screens.candidacy_editing import candidate  # not needed before somebody asks

        self.attempt(lambda: candidate(self, person_id))

    def action_edit(self) -> None:
        """Change the highlighted person."""
        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: editing.edit_person(self, highlighted))

    def action_plan(self) -> None:
        """Plan a meeting with whom is chosen."""
        self.attempt(lambda: editing.plan_meeting(self, self.chosen()))

    def action_log(self) -> None:
        """Log a meeting with whom is chosen."""
        self.attempt(lambda: editing.log_meeting(self, self.chosen()))

    def action_brief(self) -> None:
        """Show what to know before a talk with whom is chosen."""
        from partner_tui.screens.brief import open_brief  # not needed before somebody asks

        self.attempt(lambda: open_brief(self, self.chosen()))

    def action_timeline(self) -> None:
        """Show all that ever was with the highlighted person."""
        from partner_tui.records.timeline import Subject, SubjectKind  # not needed before somebody asks

        highlighted = self.table.highlighted
        if highlighted is not None:
            self.app.open_timeline(Subject(SubjectKind.PERSON, highlighted))

    def action_candidate(self) -> None:
        """Make the highlighted person a candidate for a job, or say what came of it."""
        from partner_tui.screens.candidacy_editing import candidate  # not needed before somebody asks

        highlighted = self.table.highlighted
        if highlighted is not None:
            self.attempt(lambda: candidate(self, highlighted))

    def action_archive(self) -> None:
        """Put away whom is chosen, or bring them back from the archive."""
        self.attempt(self._archive)

    def _archive(self) -> None:
        chosen = [people.get(person_id) for person_id in self.chosen()]
        if editing.put_away(self, people.Person, chosen, editing.named([one.name for one in chosen], "people")):
            self.table.set_marks(())

    @work
    async def action_group(self) -> None:
        """Choose the group whose people are shown."""
        try:
            found = groups.rows(groups.listing(), self.desk.today)
        except PartnerError as error:
            self.say_error(error)
            return
        choices = [Choice(str(row.id), f"{row.name} ({row.members:,})") for row in found.values() if row.members]
        chosen = await self.app.push_screen_wait(Ask("Whose people?", [Choice("", "Every group"), *choices]))
        if chosen is not None:
            self.wanted = replace(self.wanted, group_id=int(chosen) if chosen else None)
            self.refresh_records()

    def show_person(self, person_id: int, back_to: str = "today") -> None:
        """Show one person's story, whatever the list was narrowed to; Esc goes back to the screen `back_to`."""
        self.attempt(lambda: self._show(people.get(person_id), back_to))

    def show_group(self, group_id: int) -> None:
        """Show the people of one group, whoever they are."""
        self.remove_class("-story")
        self.filter_bar.text = ""
        self.wanted = PeopleFilter(group_id=group_id)
        self.refresh_records()
        self.table.focus()

    def _show(self, person: people.Person, back_to: str) -> None:
        def widen() -> None:
            self.wanted = PeopleFilter(kind=person.kind, archived=person.archived_at is not None)

        self.show_record(person.id, back_to=back_to, widen=widen)


_KINDS = {
    PersonKind.STAFF: "staff",
    PersonKind.STUDENT: "students",
    PersonKind.FAMILY: "families",
    PersonKind.COMMUNITY: "community",
    None: "everyone",
}


def _sign(on: bool) -> str:
    return "●" if on else "○"
