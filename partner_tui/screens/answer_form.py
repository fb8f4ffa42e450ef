"""The form for an answer: the question, what was said last, and room for what is said now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from partner_tui.dates import say_day
from partner_tui.records.fields import NOTE
from partner_tui.records.prompts import Proposal
from partner_tui.screens.forms import Form
from partner_tui.screens.stories import MUTED
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.text import content, content_line

LAST = 600
"""How many characters of the last answer are shown."""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was said; empty where only the asking is to be noted."""

    text: str = ""


class AnswerForm(Form[AnswerDraft]):
    """Asks what a person answered to a question."""

    DEFAULT_CSS = """
    AnswerForm {
        & .answer--question { padding: 0 1; text-style: bold; }
        & .answer--last { padding: 0 1; margin: 1 0; max-height: 6; color: $text-muted; }
        &.-short NoteArea { height: 6; }
        &.-tall NoteArea { height: 8; }
    }
    """

    def __init__(
        self,
        person: str,
        proposal: Proposal,
        submit: Callable[[AnswerDraft], None],
        *,
        given: AnswerDraft,
        today: date,
    ) -> None:
        self._proposal = proposal
        self._today = today
        super().__init__(f"An answer of {person}", given, submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        return [
            [
                Static(content(self._proposal.text), classes="answer--question"),
                Static(self._last(), classes="answer--last"),
                FormField("text", "what was said", NoteArea(), limit=NOTE, hint=_HINT),
            ]
        ]

    def texts(self, draft: AnswerDraft) -> dict[str, str]:
        return {"text": draft.text}

    def draft(self) -> AnswerDraft:
        return AnswerDraft(self.text("text"))

    def _last(self) -> Content:
        last = self._proposal.last
        if last is None:
            return Content.styled("Nothing was noted on this yet.", MUTED)
        day = say_day(last.asked_on, self._today)
        about = "Last" if last.prompt_id == self._proposal.prompt_id else f"To “{last.question}”"
        told = last.text if len(last.text) <= LAST else f"{last.text[:LAST]}…"
        return Content.assemble(content_line(f"{about}, {day}: "), content(told, MUTED))


_HINT = "Their own words, as few as you like. Saved empty, it only notes that you asked."
