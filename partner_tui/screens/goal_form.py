"""The form for a goal: whose it is, what they want, and when to look at it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.errors import FieldError
from partner_tui.records.fields import PLACE
from partner_tui.screens.forms import Form
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.person_picker import Choice, Chosen, PersonPicker, read, written
from partner_tui.widgets.side_picker import OnePicker


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as the form has it; `person` is None only before somebody is chosen."""

    heard_on: date
    person: Choice | None = None
    text: str = ""
    look_again_on: date | None = None
    version: int = 0

    @property
    def person_id(self) -> int:
        """Whose goal it is; raise FieldError where that is not said."""
        if self.person is None:
            raise FieldError("person_id", "It is not said whose goal it is.", "Type a piece of the name.")
        return self.person.id


class GoalForm(Form[GoalDraft]):
    """What somebody wants from the year. `search` finds people; `today` is the day that "tomorrow" comes after."""

    HELP = "Goals"

    def __init__(
        self,
        draft: GoalDraft,
        search: Callable[[str], Sequence[Choice]],
        submit: Callable[[GoalDraft], None],
        *,
        today: date,
        day_first: bool = False,
        reread: Callable[[], GoalDraft] | None = None,
    ) -> None:
        self._search = search
        self._today = today
        self._day_first = day_first
        super().__init__(f"Edit: {draft.text}" if draft.version else "New goal", draft, submit, reread=reread)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return all fields, beneath each other: they are few."""
        look_again = DateInput(lambda text: self._say_day("look_again_on", text), placeholder="in 2 months, feb 1")
        return (
            [
                FormField("person_id", "whose", OnePicker(self._search)),
                FormField("text", "goal", Input(select_on_focus=False), limit=PLACE),
                FormField("look_again_on", "look again", look_again),
                FormField("heard_on", "heard on", DateInput(lambda text: self._say_day("heard_on", text))),
            ],
        )

    def texts(self, draft: GoalDraft) -> dict[str, str]:
        """Return what stands in the fields for a goal."""
        return {
            "person_id": written([Chosen(draft.person)] if draft.person else []),
            "text": draft.text,
            "look_again_on": say_full_day(draft.look_again_on) if draft.look_again_on else "",
            "heard_on": say_full_day(draft.heard_on),
        }

    def draft(self) -> GoalDraft:
        """Return the goal as written; raise FieldError for nobody, for several people, or a day that is none."""
        heard_on = self._day("heard_on")
        if heard_on is None:
            raise FieldError("heard_on", "It is not said when it was heard.", "Write today, or yesterday.")
        person = self._person()
        if not self.text("text").strip():
            raise FieldError("text", "It is not said what they want.", "A few words are enough: start robotics.")
        return replace(
            self.given,
            person=person,
            text=self.text("text"),
            look_again_on=self._day("look_again_on"),
            heard_on=heard_on,
        )

    def first_field(self) -> str:
        """Start with whose it is, then with what they want."""
        return "person_id" if self.field("person_id").value in ("", "[]") else "text"

    def worded(self, column: str, text: str) -> str:
        """Return somebody by name."""
        if column != "person_id":
            return super().worded(column, text)
        return ", ".join(one.choice.name for one in read(text)) or "nobody"

    def _person(self) -> Choice:
        picker = self.field("person_id").answer
        typed = picker.typed if isinstance(picker, PersonPicker) else ""
        if typed:
            hint = "Choose somebody with Enter, or empty the line."
            raise FieldError("person_id", f"“{typed}” is typed, and nobody is chosen for it.", hint)
        chosen = read(self.text("person_id"))
        if not chosen:
            raise FieldError("person_id", "It is not said whose goal it is.", "Type a piece of the name.")
        return chosen[0].choice

    def _day(self, name: str) -> date | None:
        text = self.text(name)
        return self._read_day(name, text) if text else None

    def _read_day(self, name: str, text: str) -> date:
        if name == "heard_on":
            return read_date(text, self._today, prefer="past", day_first=self._day_first, field=name)
        return read_date(text, self._today, prefer="future", day_first=self._day_first, field=name)

    def _say_day(self, name: str, text: str) -> str:
        return say_full_day(self._read_day(name, text))
