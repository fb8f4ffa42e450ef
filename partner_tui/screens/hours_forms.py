"""The small forms of the hours grid: why hours are declined, which day to go to, and the shifts of one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.dates.shifts import Worked, read_worked, say_worked
from partner_tui.errors import FieldError
from partner_tui.records.fields import LINE
from partner_tui.screens.forms import Form
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField

MOST_SHIFTS = 6
"""How many shifts of one day the form has room for."""


class SmallForm(Form[str]):
    """One line to write; Enter saves it."""

    HELP = "Hours"
    DEFAULT_CSS = """
    SmallForm > .form { height: auto; max-height: 100%; max-width: 76; border: round $accent; }
    SmallForm .form--body { height: auto; }
    """

    def action_next_field(self) -> None:
        """Save with Enter: there is one line."""
        if isinstance(self.focused, Input):
            self.action_save()
        else:
            super().action_next_field()


class WhyDeclined(SmallForm):
    """A word why hours do not count."""

    def __init__(self, heading: str, submit: Callable[[str], None]) -> None:
        super().__init__(heading, "", submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return the one field."""
        return ([FormField("why", "why", Input(placeholder="a few words", select_on_focus=False), limit=LINE)],)

    def texts(self, draft: str) -> dict[str, str]:
        """Return what stands in it."""
        return {"why": draft}

    def draft(self) -> str:
        """Return what is written."""
        return self.text("why")


class GoToDay(SmallForm):
    """A day to go to; `today` is the day that "last friday" comes before."""

    def __init__(self, submit: Callable[[date], None], *, today: date, day_first: bool) -> None:
        self._today = today
        self._day_first = day_first
        super().__init__("Go to a day", "", lambda text: submit(self._read(text)))

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return the one field."""
        day = DateInput(lambda text: say_full_day(self._read(text)), placeholder="nov 2, last friday, today")
        return ([FormField("day", "day", day)],)

    def texts(self, draft: str) -> dict[str, str]:
        """Return what stands in it."""
        return {"day": draft}

    def draft(self) -> str:
        """Return what is written; raise FieldError for a day that is none."""
        self._read(self.text("day"))
        return self.text("day")

    def _read(self, text: str) -> date:
        return read_date(text, self._today, prefer="past", day_first=self._day_first, field="day")


@dataclass(frozen=True, slots=True)
class Line:
    """A shift as the form has it; None where it goes."""

    worked: Worked | None
    note: str = ""


class ShiftsForm(Form[tuple[Line, ...]]):
    """The shifts of a student on one day, a line each; an empty line is no shift."""

    HELP = "Hours"

    def __init__(
        self,
        heading: str,
        lines: Sequence[Line],
        submit: Callable[[tuple[Line, ...]], None],
        *,
        day: date,
        zone: tzinfo,
    ) -> None:
        self._day = day
        self._zone = zone
        self._count = min(MOST_SHIFTS, len(lines) + 1)
        super().__init__(heading, tuple(lines), submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return a line for each shift, with its note beneath, and one more."""
        found: list[Widget] = []
        for at in range(self._count):
            shift = DateInput(self._understood, placeholder="15:30-18:45, or 3:15")
            found.append(FormField(f"shift_{at}", f"shift {at + 1}", shift))
            found.append(FormField(f"note_{at}", "note", Input(select_on_focus=False), limit=LINE))
        return (found,)

    def texts(self, draft: tuple[Line, ...]) -> dict[str, str]:
        """Return what stands in the fields."""
        found = {f"{name}_{at}": "" for at in range(self._count) for name in ("shift", "note")}
        for at, one in enumerate(draft[: self._count]):
            found[f"shift_{at}"] = say_worked(one.worked, self._day, self._zone) if one.worked else ""
            found[f"note_{at}"] = one.note
        return found

    def draft(self) -> tuple[Line, ...]:
        """Return the shifts as written, as many as there are lines; raise FieldError for one that is none."""
        return tuple(Line(self._worked(f"shift_{at}"), self.text(f"note_{at}")) for at in range(self._count))

    def _worked(self, name: str) -> Worked | None:
        try:
            return read_worked(self.text(name), self._day, self._zone)
        except FieldError as refusal:
            raise FieldError(name, refusal.message, refusal.hint) from None

    def _understood(self, text: str) -> str:
        worked = read_worked(text, self._day, self._zone)
        return say_worked(worked, self._day, self._zone) if worked else "no shift"
