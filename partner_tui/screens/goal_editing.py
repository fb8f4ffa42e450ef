"""From a key to a goal: opens its form, and writes what comes out of it as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partner_tui.records import goals
from partner_tui.records.goals import GoalRow, GoalStatus
from partner_tui.records.history import Intent
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.editing import named, people_called
from partner_tui.screens.goal_form import GoalDraft, GoalForm
from partner_tui.widgets.person_picker import Choice

_VERBS = {GoalStatus.OPEN: "Open again:", GoalStatus.REACHED: "Reached:", GoalStatus.LET_GO: "Let go:"}


def settle(
    screen: DeskScreen, goal_ids: Sequence[int], status: GoalStatus, done: Callable[[], object] = lambda: None
) -> None:
    """Say what became of some goals, unless it is said already, and run `done`."""
    left = [one for one in map(goals.get, goal_ids) if one.status is not status]
    if not left or not screen.may_write():
        return
    today = screen.desk.today

    def write(intent: Intent) -> None:
        for one in left:
            goals.settle(intent, one.id, one.version, status, today)

    if screen.change(f"{_VERBS[status]} {named([one.text for one in left], 'goals')}", write):
        done()


def new_goal(screen: DeskScreen) -> None:
    """Ask what somebody wants from the year, and keep it."""

    def submit(draft: GoalDraft) -> None:
        with screen.desk.intent(f"Goal {draft.text}") as intent:
            again = draft.look_again_on
            goals.add(intent, person_id=draft.person_id, text=draft.text, heard_on=draft.heard_on, look_again_on=again)

    _open(screen, GoalDraft(screen.desk.today), submit, None)


def edit_goal(screen: DeskScreen, goal_id: int) -> None:
    """Show a goal, and save what is changed."""

    def submit(draft: GoalDraft) -> None:
        values = {"text": draft.text, "heard_on": draft.heard_on, "look_again_on": draft.look_again_on}
        with screen.desk.intent(f"Edit {draft.text}") as intent:
            goals.edit(intent, goal_id, draft.version, person_id=draft.person_id, **values)

    _open(screen, _draft_of(goals.get(goal_id)), submit, goal_id)


def _open(screen: DeskScreen, draft: GoalDraft, submit: Callable[[GoalDraft], None], goal_id: int | None) -> None:
    if not screen.may_write():
        return
    saved: list[str] = []

    def save(draft: GoalDraft) -> None:
        submit(draft)
        saved.append(f"{'Kept the goal' if goal_id is None else 'Saved'}: {draft.text}")

    now = screen.desk.now()

    def search(text: str) -> Sequence[Choice]:
        return people_called(text, now)

    form = GoalForm(
        draft,
        search,
        save,
        today=now.date(),
        day_first=screen.desk.settings.day_first,
        reread=None if goal_id is None else lambda: _draft_of(goals.get(goal_id)),
    )
    screen.app.push_screen(form, lambda done: screen.say_done(saved[-1]) if done else None)


def _draft_of(row: GoalRow) -> GoalDraft:
    return GoalDraft(row.heard_on, Choice(row.person_id, row.person), row.text, row.look_again_on, row.version)
