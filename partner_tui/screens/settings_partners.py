"""The settings about partners: when one is silent or stuck, and the least count that a report says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.widgets import Input

from partner_tui.errors import FieldError
from partner_tui.records.school import School
from partner_tui.screens.settings_school import FieldsSection
from partner_tui.widgets.form_field import FormField

_LIMITS = {
    name: (field.low, field.high)
    for name, field in (
        ("partner_weeks", School.partner_weeks),
        ("stage_weeks", School.stage_weeks),
        ("smallest_group", School.smallest_group),
    )
}
"""Column -> the least and the most that the records hold."""


class PartnersSection(FieldsSection):
    """After how many school weeks a partner needs somebody, and how few students are not counted in the open."""

    TITLE = "Partners"
    HELP = "Settings"
    FOOT: ClassVar[str] = "enter saves · esc leaves it as it was"

    def fields(self) -> Sequence[FormField]:
        """Return the three numbers."""
        silent = "school weeks without a meeting; 0 for never"
        stuck = "school weeks in one stage; 0 for never"
        smallest = "reports hide how many students it is below this"
        return [
            FormField("partner_weeks", "silent after", _line(), hint=silent),
            FormField("stage_weeks", "stuck after", _line(), hint=stuck),
            FormField("smallest_group", "least count", _line(), hint=smallest),
        ]

    def value(self, column: str, text: str) -> int:
        """Return the number; raise FieldError for what is none, or not one of those that can be."""
        low, high = _LIMITS[column]
        number = int(text) if text.isdecimal() and len(text) < 10 else None
        if number is None or not low <= number <= high:
            said = "It is empty." if not text else f"“{text[:20]}” cannot be."
            raise FieldError(column, said, f"Write a number from {low} to {high}.")
        return number

    def intent_name(self, column: str, text: str) -> str:
        """Return what the history calls the change."""
        if column == "smallest_group":
            return f"Least published count: {text}"
        what = "silent" if column == "partner_weeks" else "stuck in a stage"
        return f"Partners are never {what}" if text == "0" else f"Partners are {what} after {_weeks(text)}"

    def note(self) -> str:
        """Return what the numbers do."""
        now = self.room.desk.school
        least = now.smallest_group
        return (
            f"Today shows partners that are silent or stuck; one with a cadence of its own keeps that. A report on "
            f"paper says <{least} where it is 1 to {least - 1} students."
        )

    def summary(self) -> str:
        """Return when one is silent."""
        weeks = self.room.desk.school.partner_weeks
        return _weeks(str(weeks)) if weeks else "never silent"


def _weeks(number: str) -> str:
    return f"{number} school {'week' if number == '1' else 'weeks'}"


def _line() -> Input:
    return Input(select_on_focus=False)
