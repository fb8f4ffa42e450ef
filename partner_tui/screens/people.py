"""People: the list of everyone, and what to do with them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_day
from partner_tui.records import groups, people
from partner_tui.records.history import Intent
from partner_tui.records.people import PeopleFilter, PersonKind, PersonRow
from partner_tui.screens import editing, stories
from partner_tui.screens.browser import Browser
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.table_columns import Column


class PeopleScreen(Browser):
    """Everyone the school has to do with; opens on the staff, whom the rotation is about."""

    WHERE = "people"
    TITLE_OF_LIST = "People"
    PURPOSE = "Everyone the school has to do with: staff, students, families and partners."
    HINTS = (
        KeyHint("n", "adds somebody", "screen.new"),
        KeyHint("i", "partner-tui import FILE brings in a whole roster"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("people")]

    def __init__(self) -> None:
        self.wanted = PeopleFilter(kind=PersonKind.STAFF)
        super().__init__()

    def default_sort(self) -> tuple[str, bool]:
        return "name", False

    def columns(self) -> Sequence[Column]:
        return [
            Column("name", "Name", weight=3, minimum=18),
            Column("department", "Department", weight=2, minimum=12, priority=2),
            Column("job_title", "Job title", weight=2, minimum=14, priority=5),
            Column("last_met", "Last met", width=11, priority=1),
            Column("next", "Next", width=11, priority=3, sortable=False),
            Column("why", "Why", weight=1, minimum=10, priority=4, sortable=False),
        ]

    def cells(self, row: PersonRow) -> Sequence[Any]:
        today = self.desk.today
        met = say_day(row.last_met, today) if row.last_met else "never"
        following = say_day(row.next_on, today) if row.next_on else "–"
        group = row.department or (f"grade {row.grade}" if row.grade else row.kind.value)
        why = "absent" if row.absent_on else "new" if row.last_met is None and row.kind is PersonKind.STAFF else ""
        return [f"{row.family_name}, {row.preferred_name or row.given_name}".strip(", "), group, row.job_title, met,
                following, why]  # fmt: skip

    def asked(self) -> PeopleFilter:
        """The filter with what is typed and how it is sorted."""
        key, descending = self.sort
        return replace(self.wanted, text=self.filter_bar.text, sort=key, descending=descending)

    def ids(self) -> array[int]:
        return people.listing(self.asked())

    def rows(self, ids: Sequence[int]) -> Mapping[int, PersonRow]:
        return people.rows(ids, self.desk.now())

    def total(self) -> int:
        return people.count()

    def story(self, record_id: int) -> Content:
        return stories.of_person(record_id, self.desk.now(), self.desk.who)

    def which(self) -> str:
        wanted = self.wanted
        kind = wanted.kind.value if wanted.kind else "everyone"
        words = [f"{kind} ▾ f"]
        if wanted.group_id is not None:
            words.append(f"{groups.get(wanted.group_id).name} ▾ d")
        words += [word for word, on in (("never met ▾ v", wanted.never_met), ("archived ▾ z", wanted.archived)) if on]
        return "   ".join(words)

    def is_narrowed(self) -> bool:
        return self.wanted != PeopleFilter(kind=PersonKind.STAFF)

    def widen(self) -> None:
        self.wanted = PeopleFilter(kind=PersonKind.STAFF)

    def action_kind(self) -> None:
        """Show the next kind of person, then everyone."""
        kinds = [*PersonKind, None]
        self.wanted = replace(self.wanted, kind=kinds[(kinds.index(self.wanted.kind) + 1) % len(kinds)])
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
        """Add somebody."""
        editing.new_person(self, kind=self.wanted.kind or PersonKind.STAFF)

    def action_edit(self) -> None:
        """Change the highlighted person."""
        if self.table.highlighted is not None:
            editing.edit_person(self, self.table.highlighted)

    def action_plan(self) -> None:
        """Plan a meeting with whom is chosen."""
        editing.plan_meeting(self, self.chosen())

    def action_log(self) -> None:
        """Log a meeting with whom is chosen."""
        editing.log_meeting(self, self.chosen())

    def action_archive(self) -> None:
        """Put away whom is chosen, or bring them back from the archive."""
        chosen = [people.get(person_id) for person_id in self.chosen()]
        if not chosen:
            return
        back = self.wanted.archived
        whom = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} people"

        def write(intent: Intent) -> None:
            for person in chosen:
                (intent.restore if back else intent.archive)(people.Person, person.id, person.version)

        if self.change(f"Bring back {whom}" if back else f"Archive {whom}", write):
            self.table.set_marks(())

    @work
    async def action_group(self) -> None:
        """Choose the group whose people are shown."""
        today = self.desk.today
        found = groups.rows(groups.listing(), today)
        choices = [Choice(str(row.id), f"{row.name} ({row.members})") for row in found.values() if row.members]
        chosen = await self.app.push_screen_wait(Ask("Whose people?", [Choice("", "All groups"), *choices]))
        if chosen is not None:
            self.wanted = replace(self.wanted, group_id=int(chosen) if chosen else None)
            self.refresh_records()

    def show_person(self, person_id: int) -> None:
        """Show one person's story, whatever the list was narrowed to."""
        person = people.get(person_id)
        if self.wanted.kind not in (None, person.kind) or self.is_narrowed() or self.filter_bar.text:
            self.wanted = PeopleFilter(kind=person.kind, archived=person.archived_at is not None)
            self.filter_bar.text = ""
            self.refresh_records()
        self.table.highlight(person_id)
        self.action_open()
