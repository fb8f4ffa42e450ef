"""What was changed of this computer's settings: `u` takes it back in turn with what was written in the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partner_tui.errors import PartnerError
from partner_tui.records import history
from partner_tui.screens.desk import DeskScreen
from partner_tui.widgets.text import content_line


@dataclass(frozen=True, slots=True)
class OwnChange:
    """Some settings before and after; `since` is the number of the intent that stood last when they were changed."""

    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    since: int


class OwnSettings(DeskScreen):
    """A screen that changes this computer's settings, and takes that back in the order in which everything was done."""

    def __init__(self) -> None:
        super().__init__()
        self._done: list[OwnChange] = []
        self._undone: list[tuple[OwnChange, tuple[int, int]]] = []

    def change_own(self, name: str, **values: Any) -> bool:
        """Save some settings of this computer, say so and show them; an error is said. Return whether it was done."""
        before = {setting: getattr(self.desk.settings, setting) for setting in values}
        if before == values:
            return False
        try:
            since, _ = self._in_the_records()
            self.app.remember(**values)
        except PartnerError as error:
            self.say_error(error)
            return False
        self._done.append(OwnChange(name, before, values, since))
        self._undone.clear()
        self.say_done(name)
        self.refresh_records()
        return True

    def turn_own(self, *, back: bool) -> bool:
        """Take back, or bring forward, this computer's last change, unless the turn is that of the records."""
        try:
            turned = self._take_back() if back else self._bring_forward()
        except PartnerError as error:
            self.say_error(error)
            return True
        if turned is None:
            return False
        self.app.clear_notifications()
        said = f"{'Taken back' if back else 'Brought forward'}: {turned.name}"
        self.notify(content_line(said).plain, markup=False)
        self.refresh_records()
        return True

    def _take_back(self) -> OwnChange | None:
        latest, _ = self._in_the_records()
        if not self._done or latest > self._done[-1].since:
            return None
        turned = self._done[-1]
        self.app.remember(**turned.before)
        self._undone.append((self._done.pop(), self._in_the_records()))
        return turned

    def _bring_forward(self) -> OwnChange | None:
        # As long as undo and redo of the records stand where they stood, nothing was done or taken back in between.
        if not self._undone or self._undone[-1][1] != self._in_the_records():
            return None
        turned = self._undone[-1][0]
        self.app.remember(**turned.after)
        self._done.append(self._undone.pop()[0])
        return turned

    def _in_the_records(self) -> tuple[int, int]:
        """Return the numbers of the intents that undo and redo would turn next; 0 for none."""
        back, forward = history.next_undo(self.desk.who), history.next_redo(self.desk.who)
        return back.id if back else 0, forward.id if forward else 0
