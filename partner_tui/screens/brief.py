"""The brief of a person over any screen: what to know before a talk, and the questions with a place for the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from partner_tui import commands, settings
from partner_tui.errors import PartnerError
from partner_tui.insight import brief
from partner_tui.records import brief_rows, history, meetings, prompts, questions
from partner_tui.records.brief_rows import ASKED, Brief
from partner_tui.records.history import Intent
from partner_tui.records.meetings import MeetingRow, MeetingStatus
from partner_tui.records.participants import Part
from partner_tui.screens import editing
from partner_tui.screens.answer_form import AnswerDraft, AnswerForm
from partner_tui.screens.desk import DeskApp, DeskScreen
from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.screens.sheet_drawing import drawn
from partner_tui.widgets.text import content_line, line

WIDEST = 120
"""Columns of the window, however wide the terminal is."""

FRAME, FOOT = 4, 3
"""Columns of the frame with its blanks, and rows of the frame with the line of keys."""

_KEYS = (
    ("1 2 3", "answer", ""),
    ("n", "other questions", "screen.others"),
    ("x", "asked", "screen.asked"),
    ("l", "log", "screen.log"),
    ("p", "plan", "screen.plan"),
    ("u", "undo", "screen.undo"),
    ("esc", "back", "screen.leave"),
)


class BriefScreen(ModalScreen[None]):
    """The brief of one of some people; `meeting_id` is the meeting that it is for, which answers are then of."""

    BINDING_GROUP_TITLE = "Brief"
    HELP = "The brief"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"answer({number})", "Answer", id=f"brief.answer_{number}", tooltip=_tooltip)
            for number, _tooltip in enumerate((f"Note what was said to question {one}" for one in "123"), 1)
        ),
        Binding("n", "others", "Other questions", id="brief.others", tooltip="Three other questions"),
        Binding("x", "asked", "Asked", id="brief.asked", tooltip="Say that a question to carry on was asked"),
        Binding("l", "log", "Log", id="brief.log", tooltip="Log the talk, as held"),
        Binding("p", "plan", "Plan", id="brief.plan", tooltip="Plan a meeting with this person"),
        Binding("right", "guest(1)", "Next guest", id="brief.next", tooltip="The brief of the next guest"),
        Binding("left", "guest(-1)", "Guest before", id="brief.before", tooltip="The brief of the guest before"),
        Binding("u", "undo", "Undo", id="brief.undo", tooltip="Take back the last thing that you did"),
        Binding("escape,b,q", "leave", "Back", id="brief.leave", tooltip="Close the brief"),
        commands.help_key(),
    ]
    DEFAULT_CSS = """
    BriefScreen {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 120; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $accent; border-title-color: $text-accent;
            border-subtitle-color: $text-muted;
        }
        & #brief { height: auto; text-wrap: nowrap; link-style: none; link-color-hover: $text-accent; }
        & #brief-keys { height: 1; color: $text-muted; link-color: $text-accent; link-style: bold; }
    }
    """
    app = getters.app(DeskApp)

    def __init__(self, below: DeskScreen, person_ids: Sequence[int], meeting_id: int | None = None) -> None:
        super().__init__()
        self._below = below
        self._people = list(person_ids)
        self._meeting_id = meeting_id
        self._at = 0
        self._asking: list[int] = []
        self._seen: set[int] = set()
        self._brief: Brief | None = None
        self._meeting: MeetingRow | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(), id="brief")
            yield Static(Content(), id="brief-keys")

    def on_screen_resume(self) -> None:
        """Show what the records say now."""
        self.reload()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the brief out for the room that there is."""
        self._show()

    def reload(self) -> None:
        """Read the brief; close it where the person is not there any more."""
        try:
            self._meeting = None if self._meeting_id is None else meetings.get(self._meeting_id)
            person_id, now = self._people[self._at], self._below.desk.now()
            found = self._brief = brief_rows.read(person_id, now, asking=self._asking, besides=self._seen)
        except PartnerError as error:
            self._below.say_error(error)
            self.action_leave()
            return
        # While somebody talks, the questions stay under their numbers; an answer does not move the next one up.
        self._asking = [one.prompt_id for one in found.prompts]
        self._seen.update(self._asking)
        self._show()

    def _show(self) -> None:
        found = self._brief
        if found is None:
            return
        width, height = min(self.app.size.width, WIDEST) - FRAME, min(self.app.size.height - FOOT, brief.HEIGHT)
        lines = brief.lines(found, width, height)
        self.query_one("#brief", Static).update(Content("\n").join([drawn(one) for one in lines]))
        self.query_one("#brief-keys", Static).update(_foot(to_ask=bool(found.carried)))
        frame = self.query_one(Vertical)
        frame.border_title = content_line(f"Brief for {self._meeting.title}" if self._meeting else "Brief")
        several = len(self._people) > 1
        frame.border_subtitle = f"guest {self._at + 1} of {len(self._people)} · ← →" if several else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is nothing for is not offered."""
        if action == "guest":
            return len(self._people) > 1
        if action == "asked":
            return self._brief is not None and bool(self._brief.carried)
        return super().check_action(action, parameters)

    def action_guest(self, by: int) -> None:
        """Show the brief of another guest."""
        self._at = (self._at + by) % len(self._people)
        self._asking, self._seen = [], set()
        self.reload()

    def action_others(self) -> None:
        """Propose three other questions."""
        before, self._asking = set(self._seen), []
        self.reload()
        if before.issuperset(self._asking):
            self._seen = set(self._asking)  # all were seen: from here they come round again

    def action_answer(self, number: int) -> None:
        """Ask what was said to a question, and note it."""
        found = self._brief
        if found is None or number > min(len(found.prompts), ASKED) or not self._below.may_write():
            return
        proposal, person = found.prompts[number - 1], found.person
        try:
            meeting = self._talked_in(found)
            asked_on = _day_of(meeting, found.now)
            noted = prompts.noted(person.id, proposal.prompt_id, asked_on)
        except PartnerError as error:
            self._below.say_error(error)
            return

        def submit(draft: AnswerDraft) -> None:
            with self._below.desk.intent(f"Note an answer of {person.name}") as intent:
                if noted is not None:
                    prompts.edit_answer(intent, noted.id, noted.version, text=draft.text)
                    return
                prompts.answer(
                    intent,
                    prompt_id=proposal.prompt_id,
                    person_id=person.id,
                    asked_on=asked_on,
                    text=draft.text,
                    meeting_id=meeting.id if meeting else None,
                )

        def done(saved: bool | None) -> None:
            if saved:
                self._below.say_done(f"Noted an answer of {person.name}")

        given = AnswerDraft(noted.text if noted else "")
        self.app.push_screen(AnswerForm(person.name, proposal, submit, given=given, today=found.now.date()), done)

    def _talked_in(self, found: Brief) -> MeetingRow | None:
        """Return the meeting that an answer is of: the one that the brief is for, or else today's last one."""
        if self._meeting is not None:
            return self._meeting
        last = found.talks[0] if found.talks else None
        if last is None or last.starts_at.astimezone(found.now.tzinfo).date() != found.now.date():
            return None
        return last

    def action_asked(self) -> None:
        """Say that a question to carry on was asked; of several, which one."""
        found = self._brief
        if found is None or not found.carried or not self._below.may_write():
            return
        if len(found.carried) == 1:
            self._below.attempt(lambda: self._settle(found.carried[0].id))
            return
        choices = [Choice(str(one.id), line(one.text)) for one in found.carried]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._below.attempt(lambda: self._settle(int(answer)))

        self.app.push_screen(Ask("Which one was asked?", choices), chosen)

    def _settle(self, question_id: int) -> None:
        one = questions.get(question_id)
        today = self._below.desk.today

        def write(intent: Intent) -> None:
            questions.settle(intent, one.id, one.version, max(today, one.raised_on))

        if self._below.change(f"Asked {one.person}: {one.text}", write):
            self.reload()

    def action_log(self) -> None:
        """Log the talk: the meeting that the brief is for, where it is still planned, or else a new one."""
        meeting = self._meeting
        if meeting is not None and meeting.status is MeetingStatus.PLANNED:
            meeting_id = meeting.id
            self._below.attempt(lambda: editing.settle_meeting(self._below, meeting_id))
        else:
            self._below.attempt(lambda: editing.log_meeting(self._below, [self._people[self._at]]))

    def action_plan(self) -> None:
        """Plan a meeting with this person."""
        self._below.attempt(lambda: editing.plan_meeting(self._below, [self._people[self._at]]))

    def action_undo(self) -> None:
        """Take back the last thing that was done."""
        desk = self._below.desk
        try:
            taken_back = history.undo(who=desk.who, at=settings.now(desk.environment))
        except PartnerError as error:
            self._below.say_error(error)
            return
        desk.forget()
        said = f"Taken back: {taken_back.name}" if taken_back else "There is nothing to take back."
        self.notify(content_line(said).plain, markup=False)
        self.reload()

    def action_leave(self) -> None:
        """Close the brief."""
        if self.is_current:
            self.dismiss(None)


def open_brief(screen: DeskScreen, person_ids: Sequence[int], meeting_id: int | None = None) -> None:
    """Open the brief of some people over a screen, the first one's first; without anybody, of the meeting's guests."""
    people = list(person_ids)
    if not people and meeting_id is not None:
        everyone = meetings.get(meeting_id).participants
        people = [one.person_id for one in everyone if one.part is not Part.HOST] or [one.person_id for one in everyone]
    if people:
        screen.app.push_screen(BriefScreen(screen, people, meeting_id))


def _day_of(meeting: MeetingRow | None, now: datetime) -> date:
    """Return the day on which something was asked: that of its meeting, once that was."""
    today = now.date()
    return today if meeting is None else min(today, meeting.starts_at.astimezone(now.tzinfo).date())


def _foot(*, to_ask: bool) -> Content:
    pieces = []
    for key, does, action in _KEYS:
        if action == "screen.asked" and not to_ask:
            continue
        named = Content.styled(key, "bold $text-accent")
        if action:
            named = named.stylize(Style.from_meta({"@click": action}))
        pieces.append(named + Content(f" {does}"))
    return Content("  ").join(pieces)
