"""The questions worth asking, by audience and theme: worded, put in order, put away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.content import Content

from partner_tui.records import prompt_order, prompts
from partner_tui.records.fields import PLACE, label
from partner_tui.records.history import Intent
from partner_tui.records.prompts import Audience, Prompt, PromptFilter, PromptRow, Theme
from partner_tui.records.values import shortened
from partner_tui.screens.forms import Form
from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.screens.settings_section import ListSection
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line

WHOM = {
    Audience.STAFF: "staff",
    Audience.CANDIDATE: "candidates",
    Audience.PARTNER: "partners",
    Audience.STUDENT: "students",
    Audience.FAMILY: "families",
}
"""Audiences as they are read."""


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as the form has it, and the version that was read; 0 for a new one."""

    text: str = ""
    audience: Audience = Audience.STAFF
    theme: Theme = Theme.GOALS
    version: int = 0


class QuestionForm(Form[QuestionDraft]):
    """A question: its words, whom it is for, and what it is about."""

    HELP = "Questions"

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the three fields."""
        audiences = ChoiceLine([Option(one.value, word) for one, word in WHOM.items()], self.given.audience.value)
        themes = ChoiceLine([Option(one.value, label(one.value)) for one in Theme], self.given.theme.value)
        return [
            [
                FormField("text", "question", NoteArea(), limit=PLACE),
                FormField("audience", "for", audiences),
                FormField("theme", "about", themes),
            ]
        ]

    def texts(self, draft: QuestionDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {"text": draft.text, "audience": draft.audience.value, "theme": draft.theme.value}

    def draft(self) -> QuestionDraft:
        """Return what is written."""
        words = " ".join(self.text("text").split())
        audience, theme = Audience(self.text("audience")), Theme(self.text("theme"))
        return QuestionDraft(words, audience, theme, self.given.version)

    def first_field(self) -> str:
        """Start with the words."""
        return "text"


class QuestionsSection(ListSection):
    """The questions of one audience, in the order in which they are asked; or those put away."""

    TITLE = "Questions"
    HELP = "Questions"
    PURPOSE = "Questions worth asking. Three that somebody was not asked yet are proposed before a meeting."
    HINTS = (KeyHint("n", "adds one", "screen.new"), KeyHint("f", "those for others", "screen.audience"))
    OFFERS: ClassVar[frozenset[str]] = frozenset(
        {"change", "new", "archive", "archived", "earlier", "later", "audience", "about"}
    )

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(room)
        self.wanted = PromptFilter(audience=Audience.STAFF)
        """Which questions are listed."""

    def columns(self) -> Sequence[Column]:
        """Return the question, what it is about, and how often it was asked."""
        return [
            Column("text", "Question", weight=3, minimum=20, sortable=False),
            Column("theme", "About", width=10, sortable=False),
            Column("asked", "Asked", width=5, align="right", priority=1, sortable=False),
        ]

    def cells(self, row: PromptRow) -> Sequence[Cell | str]:
        """Return the cells of a question."""
        return row.text, Cell(label(row.theme.value), "dim"), Cell(str(row.asked) if row.asked else "–", "dim")

    def read(self) -> dict[int, PromptRow]:
        """Return the questions, in the order in which they are asked."""
        ids = prompts.listing(self.wanted)
        found = prompts.rows(ids)
        return {one: found[one] for one in ids}

    def reload(self) -> None:
        """Read the list; say in the frame which it is."""
        wanted = self.wanted
        self.border_title = f"{self.TITLE} for {WHOM[wanted.audience]}" if wanted.audience else self.TITLE
        about = f"v about {label(wanted.theme.value)}" if wanted.theme else "v about everything"
        self.border_subtitle = f"{about} · {'put away · z the others' if wanted.archived else 'K J move · z put away'}"
        super().reload()

    def note(self, row: PromptRow) -> Content:
        """Return the whole question."""
        return content_line(row.text)

    def summary(self) -> str:
        """Return how many there are for all."""
        return f"{len(prompts.listing(PromptFilter()))}"

    def _narrow(self, wanted: PromptFilter) -> None:
        self.wanted = wanted
        self.reload()
        self.room.refresh_bindings()

    def do_audience(self) -> None:
        """Go on to the questions for others."""
        following = list(WHOM)
        at = following.index(self.wanted.audience) if self.wanted.audience else -1
        self._narrow(replace(self.wanted, audience=following[(at + 1) % len(following)]))

    def do_about(self) -> None:
        """Go on to what the questions are about; after the last theme come all."""
        themes: list[Theme | None] = [None, *Theme]
        self._narrow(replace(self.wanted, theme=themes[(themes.index(self.wanted.theme) + 1) % len(themes)]))

    def do_archived(self) -> None:
        """List what was put away, or again what was not."""
        self._narrow(replace(self.wanted, archived=not self.wanted.archived))

    def do_earlier(self) -> None:
        """Let the question be asked before the one above it."""
        self._move(-1)

    def do_later(self) -> None:
        """Let the question be asked after the one below it."""
        self._move(1)

    def _move(self, by: int) -> None:
        row, listed = self.current, list(self._rows.values())
        at = listed.index(row) if row in listed else -1
        if row is None or row.archived or not 0 <= at + by < len(listed) or not self.room.may_write():
            return
        # Of a list that shows one theme only, the neighbour in sight is passed, and all that are between.
        places = prompts.listing(PromptFilter(audience=row.audience))
        steps = places.index(listed[at + by].id) - places.index(row.id)
        name = f"Ask {'earlier' if by < 0 else 'later'}: {shortened(row.text)}"
        self.room.change(name, lambda intent: prompt_order.move(intent, row.id, steps))

    def do_archive(self) -> None:
        """Put the question away, or bring it back; its answers stay."""
        row = self.current
        if row is None or not self.room.may_write():
            return

        def write(intent: Intent) -> None:
            (intent.restore if row.archived else intent.archive)(Prompt, row.id, row.version)

        self.room.change(f"{'Bring back' if row.archived else 'Archive'} “{shortened(row.text)}”", write)

    def do_change(self) -> None:
        """Word the highlighted question anew."""
        row = self.current
        if row is None:
            return

        def write(intent: Intent, draft: QuestionDraft) -> None:
            values = {"text": draft.text, "audience": draft.audience, "theme": draft.theme}
            prompts.edit(intent, row.id, draft.version, **values)

        self._open("Edit the question", _draft(row), write, reread=lambda: _draft(prompts.get(row.id)))

    def do_new(self) -> None:
        """Ask for a question of the audience in sight."""

        def write(intent: Intent, draft: QuestionDraft) -> None:
            self.to_show = prompts.add(intent, theme=draft.theme, audience=draft.audience, text=draft.text)

        self.wanted = replace(self.wanted, archived=False)
        draft = QuestionDraft(audience=self.wanted.audience or Audience.STAFF, theme=self.wanted.theme or Theme.GOALS)
        self._open("New question", draft, write)

    def _open(
        self,
        heading: str,
        draft: QuestionDraft,
        write: Callable[[Intent, QuestionDraft], object],
        reread: Callable[[], QuestionDraft] | None = None,
    ) -> None:
        if not self.room.may_write():
            return

        def submit(drawn: QuestionDraft) -> None:
            name = f"{'Edit' if draft.version else 'Add'} question: {shortened(drawn.text)}"
            with self.room.desk.intent(name) as intent:
                write(intent, drawn)
            self.wanted = replace(self.wanted, audience=drawn.audience)

        form = QuestionForm(heading, draft, submit, reread=reread)
        self.room.app.push_screen(form, lambda done: self._shown() if done else None)

    def _shown(self) -> None:
        self.room.say_done("Saved the question")
        self.enter()


def _draft(row: PromptRow) -> QuestionDraft:
    return QuestionDraft(row.text, row.audience, row.theme, row.version)
