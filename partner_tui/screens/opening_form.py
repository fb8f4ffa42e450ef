"""The form for an opening: what a partner offers, to how many, when, for which pay, and who looks after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import say_full_day
from partner_tui.errors import FieldError
from partner_tui.insight.opening_words import PER, read_hours, say_hours
from partner_tui.records.fields import LINE
from partner_tui.records.opening_rows import OpeningKind, PayPer
from partner_tui.screens.agreement_form import DaysForm, Search
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.person_picker import Choice, Chosen, read, written
from partner_tui.widgets.side_picker import OnePicker

_SAID = {"organization_id": "It is not said at which partner.", "supervisor_id": "It is not said who supervises."}
"""Column of a picker -> what is said where a name is typed and nobody is chosen."""


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """An opening as the form has it; `organization` is None only before one is chosen, and texts are as typed."""

    organization: Choice | None = None
    title: str = ""
    kind: OpeningKind = OpeningKind.INTERNSHIP
    places: str = "1"
    minutes_per_week: int | None = None
    paid: bool = False
    pay: str = ""
    pay_per: PayPer = PayPer.HOUR
    starts_on: date | None = None
    ends_on: date | None = None
    grades: str = ""
    youngest: str = ""
    requirements: str = ""
    supervisor: Choice | None = None
    version: int = 0


class OpeningForm(DaysForm[OpeningDraft]):
    """Places at a partner.

    `partners` finds who is called so; `supervisors` finds somebody of a partner, whose id is None before one is chosen.
    `crowded` says what speaks against so many places, '' for nothing.
    """

    HELP = "Openings"

    def __init__(
        self,
        draft: OpeningDraft,
        partners: Search,
        supervisors: Callable[[int | None, str], Sequence[Choice]],
        crowded: Callable[[str], str],
        submit: Callable[[OpeningDraft], None],
        **how: Any,
    ) -> None:
        self._partners = partners
        self._supervisors = supervisors
        self._crowded = crowded
        where = f" at {draft.organization.name}" if draft.organization else ""
        super().__init__(
            f"Edit: {draft.title}{where}" if draft.version else f"New opening{where}", draft, submit, **how
        )

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return what is offered and when, then for which pay, for whom, and with whom."""
        kinds = ChoiceLine([Option(kind.value, kind.value) for kind in OpeningKind], OpeningKind.INTERNSHIP.value)
        title = Input(placeholder="what it is called: front desk", select_on_focus=False)
        weekly = Input(placeholder="10, 7.5 or 2:30", select_on_focus=False)
        left = [
            FormField("organization_id", "partner", OnePicker(self._partners)),
            FormField("title", "title", title, limit=LINE),
            FormField("kind", "kind", kinds),
            FormField("places", "places", Input(select_on_focus=False), hint="how many students at once"),
            self.day_field("starts_on", "from"),
            self.day_field("ends_on", "until", "jun 11; empty for no end"),
            FormField("minutes_per_week", "hours a week", weekly),
        ]
        paid = ChoiceLine([Option("no", "not paid"), Option("yes", "paid")], "no")
        per = ChoiceLine([Option(one.value, PER[one]) for one in PayPer], PayPer.HOUR.value)
        grades = Input(placeholder="9-10, 12; empty for all", select_on_focus=False)
        youngest = Input(placeholder="16; empty for any age", select_on_focus=False)
        right = [
            FormField("paid", "paid", paid),
            FormField("pay", "how much", Input(placeholder="15.50, if it is known", select_on_focus=False)),
            FormField("pay_per", "", per),
            FormField("grades", "grades", grades),
            FormField("youngest", "age from", youngest),
            FormField("requirements", "requirements", NoteArea()),
            FormField("supervisor_id", "supervisor", OnePicker(self._supervisors_called), hint="one of its contacts"),
        ]
        return left, right

    def texts(self, draft: OpeningDraft) -> dict[str, str]:
        """Return what stands in the fields for an opening."""
        return {
            "organization_id": chosen_as_text(draft.organization),
            "title": draft.title,
            "kind": draft.kind.value,
            "places": draft.places,
            "starts_on": say_full_day(draft.starts_on) if draft.starts_on else "",
            "ends_on": say_full_day(draft.ends_on) if draft.ends_on else "",
            "minutes_per_week": "" if draft.minutes_per_week is None else say_hours(draft.minutes_per_week),
            "paid": "yes" if draft.paid else "no",
            "pay": draft.pay,
            "pay_per": draft.pay_per.value,
            "grades": draft.grades,
            "youngest": draft.youngest,
            "requirements": draft.requirements,
            "supervisor_id": chosen_as_text(draft.supervisor),
        }

    def draft(self) -> OpeningDraft:
        """Return the opening as written; raise FieldError for no partner, or a day or length that is none."""
        organization = self.one("organization_id", _SAID["organization_id"])
        if organization is None:
            hint = "Type a piece of its name, and choose it with Enter."
            raise FieldError("organization_id", _SAID["organization_id"], hint)
        if not self.text("title").strip():
            raise FieldError("title", "It has no title.", "A few words are enough: front desk.")
        starts_on = self.day("starts_on")
        if starts_on is None:
            raise FieldError("starts_on", "It is not said from when.", "Write today, or jan 11.")
        is_paid = self.text("paid") == "yes"
        texts: dict[str, Any] = {name: self.text(name).strip() for name in ("title", "places", "grades", "youngest")}
        return replace(
            self.given,
            **texts,
            organization=organization,
            kind=OpeningKind(self.text("kind")),
            minutes_per_week=read_hours(self.text("minutes_per_week"), "minutes_per_week"),
            paid=is_paid,
            pay=self.field("pay").value.strip() if is_paid else "",
            pay_per=PayPer(self.text("pay_per")),
            starts_on=starts_on,
            ends_on=self.day("ends_on"),
            requirements=self.text("requirements"),
            supervisor=self.one("supervisor_id", _SAID["supervisor_id"]),
        )

    def doubts(self, draft: OpeningDraft) -> Sequence[str]:
        """Return what speaks against so few places."""
        said = self._crowded(draft.places)
        return [said] if said else []

    def filled(self) -> None:
        """Show the pay where there is any."""
        is_paid = self.field("paid").value == "yes"
        self.field("pay").display = is_paid
        self.field("pay_per").display = is_paid

    @on(FormField.Changed, "#field-paid")
    def _paid_or_not(self) -> None:
        self.filled()

    def first_field(self) -> str:
        """Start with the partner, then with the title."""
        return "organization_id" if self.field("organization_id").value in ("", "[]") else "title"

    def worded(self, column: str, text: str) -> str:
        """Return who is chosen by name."""
        if column not in _SAID:
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"

    def _supervisors_called(self, text: str) -> Sequence[Choice]:
        chosen = read(self.field("organization_id").value)
        return self._supervisors(chosen[0].choice.id if chosen else None, text)


def chosen_as_text(choice: Choice | None) -> str:
    """Return a choice as the text that a picker's `value` is."""
    return written([Chosen(choice)] if choice else [])
