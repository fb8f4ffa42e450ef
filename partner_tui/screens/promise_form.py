"""The form for a promise, an offer or a request: who makes it, to whom, what, how much of it, and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.dates.numbered import Prefer
from partner_tui.errors import FieldError
from partner_tui.records.amounts import Amount, read_amount
from partner_tui.records.commitments import CommitmentKind
from partner_tui.records.fields import PLACE
from partner_tui.records.sides import US, Side
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.person_picker import Choice, read
from partner_tui.widgets.side_picker import OURSELVES, SidePicker, side_of, value_of
from partner_tui.widgets.word_input import WordInput

_LABELS = {"due_on": "due", "made_on": "made on"}
_KINDS = {CommitmentKind.PROMISE: "promise", CommitmentKind.OFFER: "offer", CommitmentKind.ASK: "request"}
_PREFER: dict[str, Prefer] = {"made_on": "past", "due_on": "future"}


@dataclass(frozen=True, slots=True)
class Named:
    """One side of a promise, and what it is called."""

    side: Side
    name: str


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """A promise as the form has it; a side is None only before it is chosen, `version` is the one that was read.

    `contribution` is a code of the words for what is given, or a word of the school's own.
    """

    made_on: date
    made_by: Named | None = None
    made_to: Named | None = None
    text: str = ""
    due_on: date | None = None
    version: int = 0
    kind: CommitmentKind = CommitmentKind.PROMISE
    contribution: str = ""
    amount: Amount | None = None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Who makes it and to whom; raise FieldError where that is not said."""
        if self.made_by is None or self.made_to is None:
            raise _unsaid("made_by" if self.made_by is None else "made_to")
        return self.made_by.side, self.made_to.side


OUR_SIDE = Named(US, OURSELVES)


class PromiseForm(Form[PromiseDraft]):
    """A promise between two sides, or what one asks of the other, or offers.

    `search` finds sides by name; `contributions` are the words for what is given, code -> label; `today` is the day
    that "tomorrow" comes after.
    """

    HELP = "Promises"

    def __init__(
        self,
        draft: PromiseDraft,
        search: Callable[[str], Sequence[Choice]],
        submit: Callable[[PromiseDraft], None],
        *,
        today: date,
        contributions: Mapping[str, str] | None = None,
        day_first: bool = False,
        reread: Callable[[], PromiseDraft] | None = None,
    ) -> None:
        self._search = search
        self._contributions = contributions or {}
        self._today = today
        self._day_first = day_first
        heading = f"Edit: {draft.text}" if draft.version else "New promise"
        super().__init__(heading, draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return who, what and by when; then whether it is a promise yet, and how much of what it comes to."""
        kinds = ChoiceLine([Option(kind.value, said) for kind, said in _KINDS.items()], CommitmentKind.PROMISE.value)
        amount = DateInput(_say_amount, placeholder="20 hours, $500, 3 seats")
        given = WordInput("contribution", self._contributions, placeholder="mentor hours, funds ...")
        days = {"due_on": "fri, in 2 weeks, 12/3", "made_on": "today"}
        return (
            [
                FormField("made_by", "from", SidePicker(self._search)),
                FormField("made_to", "to", SidePicker(self._search)),
                FormField("text", "what", Input(select_on_focus=False), limit=PLACE),
                *(FormField(name, _LABELS[name], self._day_input(name, example)) for name, example in days.items()),
            ],
            [
                FormField("kind", "it is", kinds),
                FormField("quantity", "how much", amount),
                FormField("contribution", "gives", given),
            ],
        )

    def _day_input(self, name: str, example: str) -> DateInput:
        return DateInput(lambda text: self._say_day(name, text), placeholder=example)

    def texts(self, draft: PromiseDraft) -> dict[str, str]:
        """Return what stands in the fields for a promise."""
        return {
            "made_by": value_of(draft.made_by.side, draft.made_by.name) if draft.made_by else "[]",
            "made_to": value_of(draft.made_to.side, draft.made_to.name) if draft.made_to else "[]",
            "text": draft.text,
            "kind": draft.kind.value,
            "quantity": "" if draft.amount is None else str(draft.amount),
            "contribution": self._contributions.get(draft.contribution, draft.contribution),
            "due_on": say_full_day(draft.due_on) if draft.due_on else "",
            "made_on": say_full_day(draft.made_on),
        }

    def draft(self) -> PromiseDraft:
        """Return the promise as written; raise FieldError for a side that is not chosen or a day that is none."""
        made_on = self._day("made_on")
        if made_on is None:
            raise FieldError("made_on", "It is not said when it was made.", "Write today, or yesterday.")
        written = replace(
            self.given,
            made_by=self._side("made_by"),
            made_to=self._side("made_to"),
            text=self.text("text"),
            due_on=self._day("due_on"),
            made_on=made_on,
            kind=CommitmentKind(self.text("kind")),
            amount=read_amount(self.text("quantity")),
            contribution=self._contribution(),
        )
        if not written.text.strip():
            raise FieldError("text", "It is not said what was promised.", "A few words are enough: intro to Delgado.")
        return written

    def first_field(self) -> str:
        """Start with the first side that is missing, then with what was promised."""
        missing = [name for name in ("made_by", "made_to") if self.field(name).value in ("", "[]")]
        return missing[0] if missing else "text"

    def worded(self, column: str, text: str) -> str:
        """Return a side by its name."""
        if column not in ("made_by", "made_to"):
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"

    @on(FormField.Changed, "#field-made_on")
    def _another_day(self) -> None:
        answer = self.field("due_on").answer
        if isinstance(answer, DateInput):
            answer.refresh_reading()

    def _side(self, column: str) -> Named | None:
        picker = self.field(column).answer
        typed = picker.typed if isinstance(picker, SidePicker) else ""
        if typed:
            hint = "Choose one with Enter, or empty the line."
            raise FieldError(column, f"“{typed}” is typed, and nobody is chosen for it.", hint)
        chosen = read(self.text(column))
        if not chosen:
            raise _unsaid(column)
        return Named(side_of(chosen[0].choice), chosen[0].choice.name)

    def _contribution(self) -> str:
        given = self.field("contribution").answer
        return given.code if isinstance(given, WordInput) else ""

    def _day(self, name: str) -> date | None:
        text = self.text(name)
        return self._read_day(name, text) if text else None

    def _read_day(self, name: str, text: str) -> date:
        return read_date(text, self._today, prefer=_PREFER[name], day_first=self._day_first, field=name)

    def _say_day(self, name: str, text: str) -> str:
        day = self._read_day(name, text)
        early = name == "due_on" and self._is_before_it_was_made(day)
        return say_full_day(day) + (" · that is before it was made" if early else "")

    def _is_before_it_was_made(self, day: date) -> bool:
        try:
            made_on = self._day("made_on")
        except FieldError:
            return False
        return made_on is not None and day < made_on


def _say_amount(text: str) -> str:
    return str(read_amount(text) or "")


def _unsaid(column: str) -> FieldError:
    return FieldError(column, "It is not said who that is.", "Type a piece of the name, or us.")
