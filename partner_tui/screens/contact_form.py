"""The form for somebody of a partner: who it is, as what, how to reach them, and whether they are called first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.dates.numbered import Prefer
from partner_tui.errors import FieldError
from partner_tui.records.groups import Affiliation
from partner_tui.records.people import Person
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.newcomer_picker import NewcomerPicker
from partner_tui.widgets.person_picker import Choice, Chosen, read, written

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Somebody of a partner as the form has it; `person` is of the records, `newcomer` the name of one who is not.

    `affiliation_id` is None for somebody who does not belong to it yet; `version` is the affiliation's.
    """

    partner: str
    person: Choice | None = None
    newcomer: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    primary: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    affiliation_id: int | None = None
    version: int = 0

    @property
    def name(self) -> str:
        """Who it is."""
        return self.person.name if self.person else self.newcomer


class ContactForm(Form[ContactDraft]):
    """Who somebody of a partner is. `search` finds people by name; `reached` gives their e-mail and phone.

    `today` is the day that "yesterday" comes before.
    """

    HELP = "Partners"

    def __init__(
        self,
        draft: ContactDraft,
        search: Callable[[str], Sequence[Choice]],
        reached: Callable[[int], tuple[str, str]],
        submit: Callable[[ContactDraft], None],
        *,
        today: date,
        day_first: bool = False,
        reread: Callable[[], ContactDraft] | None = None,
    ) -> None:
        self._search = search
        self._reached = reached
        self._today = today
        self._day_first = day_first
        self._is_new = draft.affiliation_id is None
        heading = f"{draft.partner}: a new contact" if self._is_new else f"{draft.partner}: {draft.name}"
        super().__init__(heading, draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return all fields, beneath each other: they are few."""
        primary = ChoiceLine([Option(_NO, "no"), Option(_YES, "called first")])
        who = [FormField("person", "name", NewcomerPicker(self._search))] if self._is_new else []
        until = [] if self._is_new else [FormField("ends_on", "until", self._day_input("ends_on", "when they left"))]
        return (
            [
                *who,
                FormField("title", "title", _line("owner, shop manager ..."), limit=_limit(Affiliation, "title")),
                FormField("email", "e-mail", _line()),
                FormField("phone", "phone", _line(), limit=_limit(Person, "phone")),
                FormField("primary", "primary", primary),
                FormField("starts_on", "since", self._day_input("starts_on", "sep 1")),
                *until,
            ],
        )

    def _day_input(self, name: str, example: str) -> DateInput:
        return DateInput(lambda text: say_full_day(self._read(name, text)), placeholder=example)

    def texts(self, draft: ContactDraft) -> dict[str, str]:
        """Return what stands in the fields for somebody."""
        texts = {name: getattr(draft, name) for name in ("title", "email", "phone")}
        texts |= {"primary": _YES if draft.primary else _NO, "starts_on": _said(draft.starts_on)}
        if self._is_new:
            return texts | {"person": written([Chosen(draft.person)]) if draft.person else draft.newcomer or "[]"}
        return texts | {"ends_on": _said(draft.ends_on)}

    def draft(self) -> ContactDraft:
        """Return who is written; raise FieldError for a day that is none, and where nobody is named."""
        draft = replace(
            self.given,
            title=self.text("title"),
            email=self.text("email"),
            phone=self.text("phone"),
            primary=self.text("primary") == _YES,
            starts_on=self._day("starts_on"),
        )
        if not self._is_new:
            return replace(draft, ends_on=self._day("ends_on"))
        picker = self.field("person").answer
        if isinstance(picker, NewcomerPicker):
            person = picker.people[0].choice if picker.people else None
            draft = replace(draft, person=person, newcomer=picker.newcomer)
        if not draft.name:
            hint = "Write the name of somebody new, or choose somebody who is there."
            raise FieldError("person", "It is not said who that is.", hint)
        return draft

    def first_field(self) -> str:
        """Start with who it is, or else with the title."""
        return "person" if self._is_new else "title"

    def worded(self, column: str, text: str) -> str:
        """Return somebody by name."""
        if column != "person":
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or text

    @on(FormField.Changed, "#field-person")
    def _another_person(self) -> None:
        """Fill in how to reach somebody who is chosen."""
        chosen = read(self.field("person").value)
        if chosen and not self.field("email").value and not self.field("phone").value:
            self.field("email").value, self.field("phone").value = self._reached(chosen[0].choice.id)

    def _day(self, name: str) -> date | None:
        text = self.text(name)
        return self._read(name, text) if text else None

    def _read(self, name: str, text: str) -> date:
        prefer: Prefer = "past"
        return read_date(text, self._today, prefer=prefer, day_first=self._day_first, field=name)


def _line(placeholder: str = "") -> Input:
    return Input(placeholder=placeholder, select_on_focus=False)


def _limit(model: type, name: str) -> int:
    limit = getattr(getattr(model, name, None), "limit", 0)
    return limit if isinstance(limit, int) else 0


def _said(day: date | None) -> str:
    return "" if day is None else say_full_day(day)
