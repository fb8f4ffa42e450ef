"""A new school: its name, its zone and how many chats a week; made empty, from a roster, or as a sample to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from textual.suggester import SuggestFromList
from textual.widgets import Input

from partner_tui.errors import FieldError
from partner_tui.records import history, making, school
from partner_tui.records.fields import NAME
from partner_tui.screens.forms import Form
from partner_tui.screens.places import tidy, zone_here
from partner_tui.screens.working import Progress
from partner_tui.widgets.form_field import FormField

SAMPLE = "sample-school.db"
"""The file of the invented school, beside where the real one would be."""

CHATS_A_WEEK = 3


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """A school as the form has it: what is typed, cleaned and checked by the records."""

    name: str = ""
    timezone: str = ""
    chats_per_week: str = str(CHATS_A_WEEK)

    def checked(self) -> SchoolDraft:
        """Return it with what the records made of it; raise FieldError for the first thing that they refuse."""
        if not self.chats_per_week.isdecimal():
            raise FieldError("chats_per_week", "That is not a number.", "Three a week is a good start.")
        stored = school.School.stored(
            {"name": self.name, "timezone": self.timezone, "chats_per_week": int(self.chats_per_week)}
        )
        return SchoolDraft(stored["name"], stored["timezone"], str(stored["chats_per_week"]))


class SchoolForm(Form[SchoolDraft]):
    """What must be known to begin; all of it can be changed later."""

    HELP = "First start"

    def __init__(
        self, path: Path, environment: Mapping[str, str], submit: Callable[[SchoolDraft], None], *, name: str = ""
    ) -> None:
        self._path = path
        super().__init__("Your school", SchoolDraft(name, zone_here(environment)), submit)

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the three questions."""
        zones = SuggestFromList(sorted(available_timezones()), case_sensitive=False)
        return [
            [
                FormField(
                    "name", "school", Input(select_on_focus=False), limit=NAME, hint=f"kept in {tidy(self._path)}"
                ),
                FormField(
                    "timezone",
                    "time zone",
                    Input(suggester=zones, select_on_focus=False),
                    hint="as in America/Chicago: what the school's clocks show",
                ),
                FormField(
                    "chats_per_week",
                    "chats a week",
                    Input(select_on_focus=False),
                    hint="how many people you would like to meet in a week",
                ),
            ]
        ]

    def texts(self, draft: SchoolDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {"name": draft.name, "timezone": draft.timezone, "chats_per_week": draft.chats_per_week}

    def draft(self) -> SchoolDraft:
        """Return what is written."""
        return SchoolDraft(self.text("name"), self.text("timezone"), self.text("chats_per_week")).checked()


def make_school(path: Path, draft: SchoolDraft, who: str, at: datetime) -> None:
    """Make a file with a school and nobody in it; raise PartnerError, leaving nothing, where that fails."""
    making.make(path, lambda: enter(draft, who, at))


def enter(draft: SchoolDraft, who: str, at: datetime) -> None:
    """Enter the school into the open, empty records."""
    with history.intent(f"Found {draft.name}", who=who, at=at) as intent:
        school.found(intent, name=draft.name, timezone=draft.timezone, chats_per_week=int(draft.chats_per_week))


def make_sample(path: Path, at: datetime, progress: Progress) -> None:
    """Make a file with an invented school around the moment `at`; stopped, it leaves nothing."""
    from partner_tui.records.sample_school import invent  # its names and sentences are needed only here

    making.make(path, lambda: invent(now=at, progress=progress))
