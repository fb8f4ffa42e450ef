"""The forms for an agreement: what it is, with whom and until when; and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.errors import FieldError
from partner_tui.records.agreement_rows import ONE_SIDED, AgreementKind, kind_label
from partner_tui.records.fields import LINE
from partner_tui.records.values import whole_number
from partner_tui.screens.forms import DraftT, Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, read, written
from partner_tui.widgets.side_picker import OnePicker

Search = Callable[[str], Sequence[Choice]]

_DAYS = {
    "starts_on": ("starts", "today, jul 1", "nearest"),
    "ends_on": ("ends", "jun 30, in a year", "future"),
    "signed_by_school_on": ("we signed", "when the school signed", "past"),
    "signed_by_partner_on": ("they signed", "when the partner signed", "past"),
}
"""Column of a day -> its label, an example, and which way a day without a year is meant."""


_HALF_A_YEAR = 183


class DaysForm(Form[DraftT]):
    """A form of which some fields are days; `today` is the day that "tomorrow" comes after."""

    HELP = "Agreements"

    def __init__(
        self,
        heading: str,
        given: DraftT,
        submit: Callable[[DraftT], None],
        *,
        today: date,
        day_first: bool = False,
        reread: Callable[[], DraftT] | None = None,
    ) -> None:
        self._today = today
        self._day_first = day_first
        super().__init__(heading, given, submit, reread=reread)

    def day_field(self, name: str, label: str = "", example: str = "") -> FormField:
        """Return the field of a day, which says at once what it understood."""
        usual, placeholder, _ = _DAYS[name]
        answer = DateInput(lambda text: say_full_day(self._read_day(name, text)), placeholder=example or placeholder)
        return FormField(name, label or usual, answer)

    def day(self, name: str) -> date | None:
        """Return the day that is written, None for none; raise FieldError for what is not one."""
        text = self.text(name)
        return self._read_day(name, text) if text.strip() else None

    def one(self, column: str, message: str) -> Choice | None:
        """Return who is chosen in a picker; raise FieldError, which says `message`, where only a name is typed."""
        picker = self.field(column).answer
        typed = picker.typed if isinstance(picker, PersonPicker) and self.field(column).display else ""
        if typed:
            hint = "Choose one with Enter, or empty the line."
            raise FieldError(column, f"“{typed}” is typed, and nobody is chosen for it. {message}", hint)
        chosen = read(self.text(column))
        return chosen[0].choice if chosen else None

    def _read_day(self, name: str, text: str) -> date:
        meant = _DAYS[name][2]
        if meant == "past":
            return read_date(text, self._today, prefer="past", day_first=self._day_first, field=name)
        coming = read_date(text, self._today, prefer="future", day_first=self._day_first, field=name)
        if meant == "nearest" and (coming - self._today).days > _HALF_A_YEAR:
            # In October, "sep 1" is when the thing that is entered now began, unless the year is written.
            return read_date(text, self._today, prefer="past", day_first=self._day_first, field=name)
        return coming


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as the form has it; `organization` is None only before one is chosen."""

    organization: Choice | None = None
    kind: AgreementKind = AgreementKind.MOU
    title: str = ""
    person: Choice | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    signed_by_school_on: date | None = None
    signed_by_partner_on: date | None = None
    notice_days: str = "60"
    document: str = ""
    notes: str = ""
    version: int = 0


class AgreementForm(DaysForm[AgreementDraft]):
    """An agreement with a partner. `partners` and `people` find who is called so."""

    def __init__(
        self,
        draft: AgreementDraft,
        partners: Search,
        people: Search,
        submit: Callable[[AgreementDraft], None],
        **how: Any,
    ) -> None:
        self._partners = partners
        self._people = people
        name = draft.title or kind_label(draft.kind)
        partner = f" with {draft.organization.name}" if draft.organization else ""
        super().__init__(f"Edit: {name}{partner}" if draft.version else f"New agreement{partner}", draft, submit, **how)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return what it is, and its days."""
        kinds = ChoiceLine([Option(kind.value, kind_label(kind)) for kind in AgreementKind], AgreementKind.MOU.value)
        title = Input(placeholder="if the kind does not say it", select_on_focus=False)
        paper = Input(placeholder="~/mou.pdf or https://…", select_on_focus=False)
        left = [
            FormField("organization_id", "partner", OnePicker(self._partners)),
            FormField("kind", "kind", kinds),
            FormField("title", "title", title, limit=LINE),
            FormField("person_id", "of whom", OnePicker(self._people)),
            *(self.day_field(name) for name in _DAYS),
        ]
        right = [
            FormField("notice_days", "notice", Input(select_on_focus=False), hint="days before its end; 60 is usual"),
            FormField("document", "document", paper, limit=500),
            FormField("notes", "notes", NoteArea()),
        ]
        return left, right

    def texts(self, draft: AgreementDraft) -> dict[str, str]:
        """Return what stands in the fields for an agreement."""
        days = {name: getattr(draft, name) for name in _DAYS}
        return {
            "organization_id": _chosen(draft.organization),
            "kind": draft.kind.value,
            "title": draft.title,
            "person_id": _chosen(draft.person),
            "document": draft.document,
            "notes": draft.notes,
            "notice_days": draft.notice_days,
            **{name: say_full_day(day) if day else "" for name, day in days.items()},
        }

    def draft(self) -> AgreementDraft:
        """Return the agreement as written; raise FieldError for no partner, or a day or number that is none."""
        organization = self.one("organization_id", "It is not said with which partner.")
        if organization is None:
            hint = "Type a piece of its name, and choose it with Enter."
            raise FieldError("organization_id", "It is not said with which partner.", hint)
        notice = self.text("notice_days").strip()
        if whole_number(notice) is None:
            raise FieldError("notice_days", f"“{notice}” is not a number of days.", "Write a number from 0 to 400.")
        days: dict[str, Any] = {name: self.day(name) for name in _DAYS}
        return replace(
            self.given,
            **days,
            organization=organization,
            kind=AgreementKind(self.text("kind")),
            title=self.text("title"),
            person=self.one("person_id", "It is not said of whom."),
            document=self.text("document"),
            notes=self.text("notes"),
            notice_days=notice,
        )

    def filled(self) -> None:
        """Show the fields that fit the kind: whose it is of a clearance, who signed of what both sign."""
        kind = AgreementKind(self.field("kind").value)
        self.field("person_id").display = kind is AgreementKind.CLEARANCE
        self.field("signed_by_school_on").display = kind not in ONE_SIDED

    @on(FormField.Changed, "#field-kind")
    def _another_kind(self) -> None:
        self.filled()

    def first_field(self) -> str:
        """Start with the partner, then with what it is."""
        return "organization_id" if self.field("organization_id").value in ("", "[]") else "kind"

    def worded(self, column: str, text: str) -> str:
        """Return who is chosen by name."""
        if column not in ("organization_id", "person_id"):
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed, and on which day; None for who did not."""

    signed_by_school_on: date | None = None
    signed_by_partner_on: date | None = None


class SignForm(DaysForm[Signatures]):
    """Who signed, and when; of what only the partner signs, when it was issued."""

    DEFAULT_CSS = """
    SignForm > .form { height: auto; max-height: 100%; max-width: 76; border: round $accent; }
    SignForm .form--body { height: auto; }
    SignForm .form--columns { layout: vertical; }
    """

    def __init__(
        self, heading: str, given: Signatures, submit: Callable[[Signatures], None], *, one_sided: bool, **how: Any
    ) -> None:
        self._one_sided = one_sided
        super().__init__(heading, given, submit, **how)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return the days."""
        if self._one_sided:
            return ([self.day_field("signed_by_partner_on", "issued", "the day on the paper")],)
        hint = "empty while they have not"
        return ([self.day_field("signed_by_school_on"), self.day_field("signed_by_partner_on", example=hint)],)

    def texts(self, draft: Signatures) -> dict[str, str]:
        """Return what stands in the fields."""
        names = [name for name in ("signed_by_school_on", "signed_by_partner_on") if name in self._fields]
        days = {name: getattr(draft, name) for name in names}
        return {name: say_full_day(day) if day else "" for name, day in days.items()}

    def draft(self) -> Signatures:
        """Return what is written; raise FieldError for a day that is none, and where nobody signed."""
        said = replace(self.given, **{name: self.day(name) for name in self._fields})
        if said == self.given == Signatures():
            raise FieldError(self.first_field(), "It is not said who signed.", "Write a day: today, oct 5.")
        return said

    def first_field(self) -> str:
        """Start with the school's while nobody signed, and else with the partner's, which is waited for."""
        nobody = self.given == Signatures() and not self._one_sided
        return "signed_by_school_on" if nobody else "signed_by_partner_on"


def _chosen(choice: Choice | None) -> str:
    return written([Chosen(choice)] if choice else [])
