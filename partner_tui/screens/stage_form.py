"""The little form for a change of stage: where to, why, and since when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.errors import FieldError
from partner_tui.records.fields import LINE
from partner_tui.records.stages import Stage
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class Move:
    """A change of stage: where to, on which day, and why."""

    stage: Stage
    on: date
    why: str = ""


class StageForm(Form[Move]):
    """A word why, and the day; with `choose`, the stage too. `today` is the day that "yesterday" comes before."""

    HELP = "Partners"
    DEFAULT_CSS = """
    StageForm > .form { height: auto; max-height: 100%; max-width: 76; border: round $accent; }
    StageForm .form--body { height: auto; }
    StageForm .form--columns { layout: vertical; }
    """

    def __init__(
        self,
        heading: str,
        draft: Move,
        submit: Callable[[Move], None],
        *,
        today: date,
        day_first: bool = False,
        choose: bool = False,
    ) -> None:
        self._today = today
        self._day_first = day_first
        self._choose = choose
        super().__init__(heading, draft, submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return where to, why and when."""
        options = [Option(stage.value, stage.value) for stage in Stage]
        stage = [FormField("stage", "stage", ChoiceLine(options))] if self._choose else []
        why = FormField("why", "why", Input(placeholder="a few words", select_on_focus=False), limit=LINE)
        when = FormField("changed_on", "since", DateInput(lambda text: say_full_day(self._read(text))))
        return ([*stage, why, when],)

    def texts(self, draft: Move) -> dict[str, str]:
        """Return what stands in the fields."""
        stage = {"stage": draft.stage.value} if self._choose else {}
        return {**stage, "why": draft.why, "changed_on": say_full_day(draft.on)}

    def draft(self) -> Move:
        """Return the change as written; raise FieldError for a day that is none, and where nobody says why."""
        why = self.text("why").strip()
        if not why:
            raise FieldError("why", "It is not said why.", "A few words are enough: signed the MOU.")
        stage = Stage(self.text("stage")) if self._choose else self.given.stage
        return replace(self.given, stage=stage, why=why, on=self._read(self.text("changed_on")))

    def first_field(self) -> str:
        """Start with where to, or else with why."""
        return "stage" if self._choose else "why"

    def action_next_field(self) -> None:
        """Save with Enter in a line: there is one word to write."""
        if isinstance(self.focused, Input):
            self.action_save()
        else:
            super().action_next_field()

    def _read(self, text: str) -> date:
        return read_date(text, self._today, prefer="past", day_first=self._day_first, field="changed_on")
