"""Whose partners a list shows: everybody's, mine, or those that nobody looks after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from partner_tui.records import sitting
from partner_tui.records.organizations import NOBODY
from partner_tui.screens.desk import Desk

_EVERYBODY, _MINE, _NOBODYS = "owner", "mine", "nobody's"


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose partners are shown; `me` is the id of who sits here, None where that is nobody of the records.

    `called` is how the settings call who sits here; None before they were asked.
    """

    said: str = _EVERYBODY
    me: int | None = None
    called: str | None = None

    @property
    def on(self) -> bool:
        """Whether not all are shown."""
        return self.said != _EVERYBODY

    @property
    def owner_id(self) -> int | None:
        """The owner as a filter has it."""
        return {_EVERYBODY: None, _MINE: self.me, _NOBODYS: NOBODY}[self.said]

    def next(self) -> Owners:
        """Return what comes next; mine only where somebody is me."""
        ways = [_EVERYBODY, *([_MINE] if self.me is not None else []), _NOBODYS]
        at = ways.index(self.said) if self.said in ways else 0
        return replace(self, said=ways[(at + 1) % len(ways)])

    def everybody(self) -> Owners:
        """Return those of everybody."""
        return replace(self, said=_EVERYBODY)

    def known_to(self, desk: Desk) -> Owners:
        """Return the same, for who sits at the desk now; looked up once, for it is asked at every reload."""
        called = desk.settings.me
        if called == self.called:
            return self
        me = sitting.person_of(called)
        return Owners(_EVERYBODY if me is None and self.said == _MINE else self.said, me, called)
