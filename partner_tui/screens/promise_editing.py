"""From a key to a promise: opens its form, asks why, and writes what comes out of it as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from partner_tui.dates import read_date, say_full_day
from partner_tui.records import commitments, groups, organizations, words
from partner_tui.records.commitments import CommitmentKind, CommitmentRow, CommitmentStatus
from partner_tui.records.fields import LINE, label
from partner_tui.records.history import Intent
from partner_tui.records.organizations import OrganizationFilter
from partner_tui.records.sides import Side, SideKind
from partner_tui.records.words import WordList
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.editing import MATCHES, named, people_called
from partner_tui.screens.forms import Form
from partner_tui.screens.promise_form import OUR_SIDE, Named, PromiseDraft, PromiseForm
from partner_tui.widgets.date_input import DateInput
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.person_picker import Choice
from partner_tui.widgets.side_picker import choice

_VERBS = {
    CommitmentStatus.OPEN: "Open again:",
    CommitmentStatus.KEPT: "Kept:",
    CommitmentStatus.BROKEN: "Broken:",
    CommitmentStatus.WITHDRAWN: "Withdrawn:",
}
_DONE = {CommitmentKind.PROMISE: "Promised", CommitmentKind.OFFER: "Offered", CommitmentKind.ASK: "Asked"}
_WHY = {
    CommitmentStatus.BROKEN: "Why was it broken?",
    CommitmentStatus.WITHDRAWN: "Why is it withdrawn?",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a promise ended, and when."""

    on: date
    why: str = ""


class WhyForm(Form[Ending]):
    """A word why, and the day; `today` is the day that "yesterday" comes before."""

    HELP = "Promises"
    DEFAULT_CSS = """
    WhyForm > .form { height: auto; max-height: 100%; max-width: 76; border: round $accent; }
    WhyForm .form--body { height: auto; }
    WhyForm .form--columns { layout: vertical; }
    """

    def __init__(self, heading: str, submit: Callable[[Ending], None], *, today: date, day_first: bool) -> None:
        self._today = today
        self._day_first = day_first
        super().__init__(heading, Ending(today), submit)

    def columns(self) -> Sequence[Sequence[Widget]]:
        """Return why and when."""
        why = FormField("why", "why", Input(placeholder="a few words", select_on_focus=False), limit=LINE)
        when = FormField("settled_on", "since", DateInput(lambda text: say_full_day(self._read(text))))
        return ([why, when],)

    def texts(self, draft: Ending) -> dict[str, str]:
        """Return what stands in the fields."""
        return {"why": draft.why, "settled_on": say_full_day(draft.on)}

    def draft(self) -> Ending:
        """Return what is written; raise FieldError for a day that is none."""
        return Ending(self._read(self.text("settled_on")), self.text("why"))

    def action_next_field(self) -> None:
        """Save with Enter: there is one word to write."""
        if isinstance(self.focused, Input):
            self.action_save()
        else:
            super().action_next_field()

    def _read(self, text: str) -> date:
        return read_date(text, self._today, prefer="past", day_first=self._day_first, field="settled_on")


def settle(
    screen: DeskScreen,
    commitment_ids: Sequence[int],
    status: CommitmentStatus,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Say what became of some promises, unless it is said already, and run `done`; asks why where that is needed."""
    chosen = [commitments.get(one) for one in commitment_ids]
    left = [one for one in chosen if one.status is not status]
    if not left or not screen.may_write():
        return
    name = f"{_VERBS[status]} {named([one.text for one in left], 'promises')}"

    def write(intent: Intent, ending: Ending) -> None:
        for one in left:
            commitments.settle(intent, one.id, one.version, status, ending.on, ending.why)

    today = screen.desk.today
    if status not in _WHY:
        if screen.change(name, lambda intent: write(intent, Ending(today))):
            done()
        return

    def submit(ending: Ending) -> None:
        with screen.desk.intent(name) as intent:
            write(intent, ending)

    def settled(saved: bool | None) -> None:
        if saved:
            screen.say_done(name)
            done()

    what = named([one.text for one in left], "promises")
    form = WhyForm(f"{_WHY[status]}  {what}", submit, today=today, day_first=screen.desk.settings.day_first)
    screen.app.push_screen(form, settled)


def new_promise(screen: DeskScreen, made_by: Named = OUR_SIDE, made_to: Named | None = None) -> None:
    """Ask what is promised to whom, and add it; unless it is said otherwise, we make it."""

    def submit(draft: PromiseDraft) -> None:
        made_by, made_to = draft.sides
        with screen.desk.intent(f"{draft.kind.value.capitalize()} {draft.text}") as intent:
            commitments.add(intent, made_by=made_by, made_to=made_to, **_values(draft))

    _open(screen, PromiseDraft(screen.desk.today, made_by=made_by, made_to=made_to), submit, None)


def edit_promise(screen: DeskScreen, commitment_id: int) -> None:
    """Show a promise, and save what is changed."""

    def submit(draft: PromiseDraft) -> None:
        made_by, made_to = draft.sides
        with screen.desk.intent(f"Edit {draft.text}") as intent:
            commitments.edit(intent, commitment_id, draft.version, made_by=made_by, made_to=made_to, **_values(draft))

    _open(screen, _draft_of(commitments.get(commitment_id)), submit, commitment_id)


def _values(draft: PromiseDraft) -> dict[str, Any]:
    """Return the columns of a promise but for its sides."""
    columns = ("text", "made_on", "due_on", "kind", "contribution")
    return {name: getattr(draft, name) for name in columns} | commitments.measured(draft.amount)


def _open(
    screen: DeskScreen, draft: PromiseDraft, submit: Callable[[PromiseDraft], None], commitment_id: int | None
) -> None:
    if not screen.may_write():
        return
    saved: list[str] = []

    def save(draft: PromiseDraft) -> None:
        submit(draft)
        saved.append(f"{_DONE[draft.kind] if commitment_id is None else 'Saved'}: {draft.text}")

    desk = screen.desk
    form = PromiseForm(
        draft,
        lambda text: sides_called(text, screen),
        save,
        today=desk.today,
        contributions=words.labels(WordList.CONTRIBUTION),
        day_first=desk.settings.day_first,
        reread=None if commitment_id is None else lambda: _draft_of(commitments.get(commitment_id)),
    )
    screen.app.push_screen(form, lambda done: screen.say_done(saved[-1]) if done else None)


def _draft_of(row: CommitmentRow) -> PromiseDraft:
    return PromiseDraft(
        made_on=row.made_on,
        made_by=Named(row.made_by.side, row.made_by.name),
        made_to=Named(row.made_to.side, row.made_to.name),
        text=row.text,
        due_on=row.due_on,
        version=row.version,
        kind=row.kind,
        contribution=row.contribution,
        amount=row.amount,
    )


def sides_called(text: str, screen: DeskScreen) -> Sequence[Choice]:
    """Return the people, organizations and groups with a piece of text in their names; at most MATCHES of each."""
    now = screen.desk.now()
    persons = [choice(Side(SideKind.PERSON, one.id), one.name, one.detail) for one in people_called(text, now)]
    ids = organizations.listing(OrganizationFilter(text=text))[:MATCHES]
    partners = organizations.rows(ids, now.date()).values()
    kinds = words.labels(WordList.ORGANIZATION_KIND)
    teams = groups.rows(groups.listing(text=text)[:MATCHES], now.date()).values()
    return [
        *persons,
        *(choice(Side(SideKind.ORGANIZATION, one.id), one.name, kinds.get(one.kind, one.kind)) for one in partners),
        *(choice(Side(SideKind.GROUP, one.id), one.name, label(one.kind.value)) for one in teams),
    ]
