"""The form for placements: from when until when, for how many hours, and who looks after the students."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError
from partner_tui.insight.opening_words import read_hours, say_hours
from partner_tui.records.placement_rows import RuleProgram
from partner_tui.screens.agreement_form import DaysForm, Search
from partner_tui.screens.dialogs import YES, yes_or_no
from partner_tui.screens.opening_form import chosen_as_text
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.person_picker import Choice, read
from partner_tui.widgets.side_picker import OnePicker

PROGRAMS = {
    RuleProgram.STANDARD: "as usual",
    RuleProgram.WECEP: "WECEP",
    RuleProgram.WSP: "work-study",
    RuleProgram.STUDENT_LEARNER: "student-learner",
}
"""Which rules of work hold -> how that is read."""


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """A placement as the form has it; `beyond` is whether somebody insists on more students than places."""

    starts_on: date | None
    ends_on: date | None = None
    target_minutes: int | None = None
    supervisor: Choice | None = None
    rules: RuleProgram = RuleProgram.STANDARD
    beyond: bool = False
    version: int = 0


class PlacementForm(DaysForm[PlacementDraft]):
    """One or several placements in one opening.

    `supervisors` finds somebody of the partner, `usual` is who supervises if nobody is chosen; `remarks` is what to
    look at before it is saved. That more would come than there are places is asked about, not refused.
    """

    HELP = "Placements"
    DEFAULT_CSS = """
    PlacementForm > .form { height: auto; max-height: 100%; max-width: 84; border: round $accent; }
    PlacementForm .form--body { height: auto; }
    PlacementForm .form--columns { layout: vertical; }
    """

    def __init__(
        self,
        heading: str,
        draft: PlacementDraft,
        supervisors: Search,
        remarks: Callable[[date, date | None], Sequence[str]],
        submit: Callable[[PlacementDraft], None],
        *,
        usual: str = "",
        **how: Any,
    ) -> None:
        self._supervisors = supervisors
        self._remarks = remarks
        self._usual = usual
        self._insists = False
        super().__init__(heading, draft, submit, **how)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return the days, the hours, who supervises, and which rules hold."""
        target = Input(placeholder="in all: 120, or 7.5; empty for none", select_on_focus=False)
        hint = f"{self._usual}, as for the opening, if nobody is chosen" if self._usual else "one of its contacts"
        rules = ChoiceLine([Option(one.value, PROGRAMS[one]) for one in RuleProgram], RuleProgram.STANDARD.value)
        return (
            [
                self.day_field("starts_on", "from"),
                self.day_field("ends_on", "until", "jun 11; empty for no end"),
                FormField("target_minutes", "target hours", target),
                FormField("supervisor_id", "supervisor", OnePicker(self._supervisors), hint=hint),
                FormField("rules", "rules of work", rules),
            ],
        )

    def texts(self, draft: PlacementDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {
            "starts_on": say_full_day(draft.starts_on) if draft.starts_on else "",
            "ends_on": say_full_day(draft.ends_on) if draft.ends_on else "",
            "target_minutes": "" if draft.target_minutes is None else say_hours(draft.target_minutes),
            "supervisor_id": chosen_as_text(draft.supervisor),
            "rules": draft.rules.value,
        }

    def draft(self) -> PlacementDraft:
        """Return what is written; raise FieldError for no start, and for a day or a length that is none."""
        starts_on = self.day("starts_on")
        if starts_on is None:
            raise FieldError("starts_on", "It is not said from when.", "Write today, or jan 11.")
        return replace(
            self.given,
            starts_on=starts_on,
            ends_on=self.day("ends_on"),
            target_minutes=read_hours(self.text("target_minutes"), "target_minutes"),
            supervisor=self.one("supervisor_id", "It is not said who supervises."),
            rules=RuleProgram(self.text("rules")),
            beyond=self._insists,
        )

    def doubts(self, draft: PlacementDraft) -> Sequence[str]:
        """Return what is worth a look, such as days that the opening does not have."""
        return () if draft.starts_on is None else self._remarks(draft.starts_on, draft.ends_on)

    def first_field(self) -> str:
        """Start with the first day."""
        return "starts_on"

    def worded(self, column: str, text: str) -> str:
        """Return who is chosen by name."""
        if column != "supervisor_id":
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"

    def _complain(self, error: FieldError) -> None:
        if error.field != "places":
            super()._complain(error)
            return
        ask = yes_or_no("More students than places?", yes="Place them all the same", no="Go back", detail=error.message)
        self.app.push_screen(ask, self._insisted)

    def _insisted(self, answer: str | None) -> None:
        if answer == YES and self.is_current:
            self._insists = True
            self._save(sure=True)
            self._insists = False
