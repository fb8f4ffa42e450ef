"""The form for a person: staff, student, family or community, each with the fields that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual import on
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.records.fields import NAME
from partner_tui.records.people import Person, PersonKind, display_name
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import Answer, FormField
from partner_tui.widgets.note_area import NoteArea

_LABELS = {
    "kind": "kind",
    "given_name": "given name",
    "family_name": "family name",
    "preferred_name": "called",
    "pronouns": "pronouns",
    "email": "e-mail",
    "phone": "phone",
    "job_title": "job title",
    "department": "department",
    "grade": "grade",
    "language": "language",
    "born_on": "born on",
    "joined_on": "joined on",
    "in_rotation": "rotation",
    "paused_until": "paused until",
    "directory_opt_out": "directory",
    "notes": "notes",
}
_LINES = ("given_name", "family_name", "preferred_name", "pronouns", "email", "phone")
_AT_SCHOOL = ("job_title", "department", "grade", "language")
_FITS = {
    "job_title": {PersonKind.STAFF, PersonKind.COMMUNITY},
    "department": {PersonKind.STAFF},
    "grade": {PersonKind.STUDENT},
    "born_on": {PersonKind.STUDENT},
    "language": {PersonKind.STUDENT, PersonKind.FAMILY, PersonKind.COMMUNITY},
    "joined_on": {PersonKind.STAFF, PersonKind.STUDENT},
    "in_rotation": {PersonKind.STAFF},
    "paused_until": {PersonKind.STAFF},
    "directory_opt_out": {PersonKind.STUDENT, PersonKind.FAMILY},
}
_YES, _NO = "yes", "no"
_ELSEWHERE = frozenset({"department", "born_on"})
"""What the form asks that is no column of the person's record."""

_HINTS = {"born_on": "for the rules of work only; no list shows it"}


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as the form has it: the columns of the record, the department's name, the day of birth, and the version
    that was read.
    """

    kind: PersonKind = PersonKind.STAFF
    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    email: str = ""
    phone: str = ""
    job_title: str = ""
    department: str = ""
    grade: str = ""
    language: str = ""
    born_on: date | None = None
    joined_on: date | None = None
    in_rotation: bool = True
    paused_until: date | None = None
    directory_opt_out: bool = False
    notes: str = ""
    version: int = 0

    @property
    def name(self) -> str:
        """The name to show; empty for somebody new."""
        return display_name(self.given_name, self.family_name, self.preferred_name)

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the person's record: all but the department, the day of birth and the version."""
        return {name: getattr(self, name) for name in _LABELS if name not in _ELSEWHERE}


class PersonForm(Form[PersonDraft]):
    """Who somebody is. `departments` are suggested while typing; `today` is the day that "tomorrow" comes after."""

    def __init__(
        self,
        draft: PersonDraft | None,
        departments: Iterable[str],
        submit: Callable[[PersonDraft], None],
        *,
        today: date,
        day_first: bool = False,
        reread: Callable[[], PersonDraft] | None = None,
    ) -> None:
        given = draft or PersonDraft()
        self._departments = list(departments)
        self._today = today
        self._day_first = day_first
        heading = f"Edit {given.name}" if given.name else "New person"
        super().__init__(heading, given, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return who it is, and what they are at the school."""
        kinds = ChoiceLine([Option(kind.value, kind.value) for kind in PersonKind], PersonKind.STAFF.value)
        rotation = ChoiceLine([Option(_YES, "takes turns"), Option(_NO, "left out")], _YES)
        directory = ChoiceLine([Option(_NO, "may be listed"), Option(_YES, "opted out")], _NO)
        left = [_field("kind", kinds), *(_field(name, _line()) for name in _LINES)]
        right = [
            *(_field(name, self._department() if name == "department" else _line()) for name in _AT_SCHOOL),
            _field("born_on", DateInput(lambda text: self._say_day("born_on", text), placeholder="2010-05-14")),
            _field("joined_on", DateInput(lambda text: self._say_day("joined_on", text), placeholder="aug 24")),
            _field("in_rotation", rotation),
            _field("paused_until", DateInput(lambda text: self._say_day("paused_until", text), placeholder="feb 1")),
            _field("directory_opt_out", directory),
            _field("notes", NoteArea()),
        ]
        return left, right

    def texts(self, draft: PersonDraft) -> dict[str, str]:
        """Return what stands in the fields for a person."""
        return {name: _text(getattr(draft, name)) for name in _LABELS}

    def draft(self) -> PersonDraft:
        """Return the person as written; raise FieldError for a day that cannot be read."""
        texts: dict[str, Any] = {name: self.text(name) for name in (*_LINES, *_AT_SCHOOL, "notes")}
        return replace(
            self.given,
            **texts,
            kind=PersonKind(self.text("kind")),
            in_rotation=self.text("in_rotation") == _YES,
            directory_opt_out=self.text("directory_opt_out") == _YES,
            born_on=self._day("born_on"),
            joined_on=self._day("joined_on"),
            paused_until=self._day("paused_until"),
        )

    def first_field(self) -> str:
        """Start with the name of somebody new."""
        return "given_name"

    def filled(self) -> None:
        """Show the fields that fit the kind."""
        kind = PersonKind(self.field("kind").value)
        for name, fitting in _FITS.items():
            self.field(name).display = kind in fitting

    @on(FormField.Changed, "#field-kind")
    def _another_kind(self) -> None:
        self.filled()

    def _department(self) -> Input:
        suggest = SuggestFromList(self._departments, case_sensitive=False)
        placeholder = "→ takes what is suggested" if self._departments else ""
        return Input(placeholder=placeholder, suggester=suggest, select_on_focus=False)

    def _day(self, name: str) -> date | None:
        text = self.text(name)
        return self._read_day(name, text) if text else None

    def _read_day(self, name: str, text: str) -> date:
        if name in ("joined_on", "born_on"):
            return read_date(text, self._today, prefer="past", day_first=self._day_first, field=name)
        return read_date(text, self._today, prefer="future", day_first=self._day_first, field=name)

    def _say_day(self, name: str, text: str) -> str:
        return say_full_day(self._read_day(name, text))


def _line() -> Input:
    return Input(select_on_focus=False)


def _field(name: str, answer: Answer) -> FormField:
    limit = NAME if name == "department" else getattr(getattr(Person, name, None), "limit", 0)
    return FormField(name, _LABELS[name], answer, limit=limit, hint=_HINTS.get(name, ""))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return say_full_day(value) if isinstance(value, date) else "" if value is None else str(value)
