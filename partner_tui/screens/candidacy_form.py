"""The forms for a candidate: for which job, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.errors import FieldError
from partner_tui.records.candidacies import CandidacyStatus
from partner_tui.records.fields import LINE, NAME
from partner_tui.screens.forms import Form
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class CandidacyDraft:
    """A candidacy as the form has it: the department by its name, and the version that was read."""

    person: str
    opened_on: date
    job_title: str = ""
    department: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """What came of a candidacy: on which day, why, and, of somebody hired, the first day (None: the same)."""

    settled_on: date
    starts_on: date | None = None
    why: str = ""


class CandidacyForm(Form[CandidacyDraft]):
    """For which job somebody is a candidate. `departments` are suggested while typing."""

    def __init__(
        self,
        draft: CandidacyDraft,
        departments: Iterable[str],
        submit: Callable[[CandidacyDraft], None],
        *,
        today: date,
        day_first: bool = False,
        reread: Callable[[], CandidacyDraft] | None = None,
    ) -> None:
        self._departments = list(departments)
        self._today = today
        self._day_first = day_first
        super().__init__(f"{draft.person}: candidate for a job", draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return all fields, beneath each other: they are few."""
        suggest = SuggestFromList(self._departments, case_sensitive=False)
        placeholder = "→ takes what is suggested" if self._departments else ""
        return (
            [
                FormField("job_title", "job", Input(select_on_focus=False), limit=LINE),
                FormField(
                    "group_id",
                    "department",
                    Input(placeholder=placeholder, suggester=suggest, select_on_focus=False),
                    limit=NAME,
                ),
                FormField("opened_on", "since", DateInput(lambda text: say_full_day(self._read_day(text)))),
            ],
        )

    def texts(self, draft: CandidacyDraft) -> dict[str, str]:
        """Return what stands in the fields for a candidacy."""
        return {
            "job_title": draft.job_title,
            "group_id": draft.department,
            "opened_on": say_full_day(draft.opened_on),
        }

    def draft(self) -> CandidacyDraft:
        """Return the candidacy as written; raise FieldError for no job, or a day that cannot be read."""
        job = self.text("job_title").strip()
        if not job:
            raise FieldError("job_title", "It is not said for which job.", "Write what it is called: Science teacher.")
        department = self.text("group_id").strip()
        return replace(
            self.given, job_title=job, department=department, opened_on=self._read_day(self.text("opened_on"))
        )

    def _read_day(self, text: str) -> date:
        return read_date(text, self._today, prefer="past", day_first=self._day_first, field="opened_on")


class OutcomeForm(Form[OutcomeDraft]):
    """What came of a candidate: when, and a word why; of somebody hired, the first day."""

    def __init__(
        self,
        status: CandidacyStatus,
        heading: str,
        submit: Callable[[OutcomeDraft], None],
        *,
        today: date,
        day_first: bool = False,
    ) -> None:
        self._status = status
        self._today = today
        self._day_first = day_first
        super().__init__(heading, OutcomeDraft(today), submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return the fields that fit what came of it."""
        fields = [
            FormField("settled_on", "on", DateInput(lambda text: say_full_day(self._read_day("settled_on", text)))),
            FormField("why", "why", Input(select_on_focus=False), limit=LINE),
        ]
        if self._status is CandidacyStatus.HIRED:
            starts = DateInput(
                lambda text: say_full_day(self._read_day("starts_on", text)), placeholder="the same day, or jan 5"
            )
            fields.insert(1, FormField("starts_on", "first day", starts))
        return (fields,)

    def texts(self, draft: OutcomeDraft) -> dict[str, str]:
        """Return what stands in the fields at first."""
        texts = {"settled_on": say_full_day(draft.settled_on), "why": draft.why}
        if self._status is CandidacyStatus.HIRED:
            texts["starts_on"] = say_full_day(draft.starts_on) if draft.starts_on else ""
        return texts

    def draft(self) -> OutcomeDraft:
        """Return what was written; raise FieldError for a day that cannot be read, or where a word why is missing."""
        hired = self._status is CandidacyStatus.HIRED
        starts = self.text("starts_on") if hired else ""
        why = self.text("why").strip()
        if not why and not hired:
            raise FieldError("why", "It is not said why.", "A few words are enough.")
        return OutcomeDraft(
            self._read_day("settled_on", self.text("settled_on")),
            self._read_day("starts_on", starts) if starts else None,
            why,
        )

    def _read_day(self, name: str, text: str) -> date:
        if name == "starts_on":
            return read_date(text, self._today, prefer="future", day_first=self._day_first, field=name)
        return read_date(text, self._today, prefer="past", day_first=self._day_first, field=name)
