"""The forms for a school year, a term and a closure: some days with a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.errors import FieldError, PartnerError
from partner_tui.records.fields import NAME
from partner_tui.records.year_plan import PARTS, cut, name_of
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """Some days with a name; `parts` is into how many terms a new year is cut, `version` the one that was read."""

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    parts: int = 1
    version: int = 0

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, which a form's draft always has."""
        if self.starts_on is None or self.ends_on is None:
            raise ValueError("the draft has no days")
        return self.starts_on, self.ends_on


class SpanForm(Form[SpanDraft]):
    """A name, a first and a last day. `one_day` lets the last day be empty: it is the first one, then."""

    HELP = "School years, terms and closures"

    def __init__(
        self,
        heading: str,
        draft: SpanDraft,
        submit: Callable[[SpanDraft], None],
        *,
        today: date,
        day_first: bool = False,
        one_day: bool = False,
        doubtful: Callable[[SpanDraft], Sequence[str]] = lambda _draft: (),
        reread: Callable[[], SpanDraft] | None = None,
    ) -> None:
        self._today = today
        self._day_first = day_first
        self._one_day = one_day
        self._doubtful = doubtful
        super().__init__(heading, draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the name and the days."""
        first = DateInput(lambda text: say_full_day(self._first(text)), placeholder="aug 17")
        last = DateInput(lambda text: say_full_day(self._last(text)), placeholder="jun 11")
        return [
            [
                FormField("name", "name", Input(select_on_focus=False), limit=NAME),
                FormField("starts_on", "first day", first),
                FormField("ends_on", "last day", last, hint="empty for one day" if self._one_day else ""),
            ]
        ]

    def texts(self, draft: SpanDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        days = {"starts_on": draft.starts_on, "ends_on": draft.ends_on}
        return {"name": draft.name, **{name: say_full_day(day) if day else "" for name, day in days.items()}}

    def draft(self) -> SpanDraft:
        """Return what is written; raise FieldError for a day that cannot be read or is missing."""
        starts_on = self._first(self._given("starts_on", "first"))
        last = self.text("ends_on")
        ends_on = starts_on if self._one_day and not last else self._last(self._given("ends_on", "last"))
        return SpanDraft(self.text("name"), starts_on, ends_on, version=self.given.version)

    def doubts(self, draft: SpanDraft) -> Sequence[str]:
        """Return what speaks against the days; nothing where they end before they start, which is refused."""
        starts_on, ends_on = draft.days
        return self._doubtful(draft) if starts_on <= ends_on else ()

    @on(FormField.Changed, "#field-starts_on")
    def _another_start(self) -> None:
        last = self.field("ends_on").answer
        if isinstance(last, DateInput):
            last.refresh_reading()

    def _given(self, column: str, which: str) -> str:
        text = self.text(column)
        if not text:
            raise FieldError(column, f"The {which} day is missing.", "Write it like aug 17, 12/3 or 2026-08-17.")
        return text

    def _first(self, text: str) -> date:
        return read_date(text, self._today, day_first=self._day_first, field="starts_on")

    def _last(self, text: str) -> date:
        # “Friday” and “jun 11” are the ones after the first day, however far away that is.
        try:
            since = self._first(self.text("starts_on"))
        except PartnerError:
            since = self._today
        return read_date(text, since, day_first=self._day_first, field="ends_on")


class YearForm(SpanForm):
    """A new school year: also into how many terms it is cut."""

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the name, the days and the terms."""
        words = {1: "none", **{parts: f"{parts} {name.lower()}s" for parts, name in PARTS.items() if name}}
        parts = ChoiceLine([Option(str(number), word) for number, word in words.items()], str(self.given.parts))
        hint = "of one length; each can be changed afterwards"
        [fields] = super().columns()
        return [[*fields, FormField("parts", "terms", parts, hint=hint)]]

    def texts(self, draft: SpanDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {**super().texts(draft), "parts": str(draft.parts)}

    def draft(self) -> SpanDraft:
        """Return what is written; a year without a name gets the usual one."""
        drawn = super().draft()
        parts = int(self.text("parts"))
        starts_on, ends_on = drawn.days
        if starts_on <= ends_on and parts > 1 and not cut(starts_on, ends_on, parts):
            raise FieldError("parts", f"The year is too short for {parts} terms.", "Choose none.")
        return SpanDraft(drawn.name or name_of(starts_on, ends_on), starts_on, ends_on, parts)
