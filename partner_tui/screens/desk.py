"""What every screen stands on: the open school, the clock, who sits here, and the one way to change something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters
from textual.app import App
from textual.screen import Screen

from partner_tui import settings
from partner_tui.errors import PartnerError
from partner_tui.records import database, school, school_year
from partner_tui.records.school import SchoolSettings
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.settings import Settings
from partner_tui.widgets.text import content_line
from partner_tui.widgets.themes import THEMES

if TYPE_CHECKING:
    from partner_tui.records.history import Intent

WIDE = 100
"""From so many columns on, a screen shows two things side by side."""


@dataclass
class Desk:
    """The open records as screens need them: in the school's zone, under the user's name."""

    settings: Settings
    environment: Mapping[str, str]
    _known: dict[str, Any] = field(default_factory=dict)

    @property
    def school(self) -> SchoolSettings:
        """The school's settings as they stand."""
        if "school" not in self._known:
            self._known["school"] = school.settings()
        found: SchoolSettings = self._known["school"]
        return found

    @property
    def calendar(self) -> SchoolCalendar:
        """Which days count."""
        if "calendar" not in self._known:
            self._known["calendar"] = school_year.calendar()
        found: SchoolCalendar = self._known["calendar"]
        return found

    def forget(self) -> None:
        """Read the school and its calendar anew next time: something changed."""
        self._known.clear()

    def now(self) -> datetime:
        """The moment it is, in the school's zone."""
        return settings.now(self.environment).astimezone(self.school.zone)

    @property
    def today(self) -> date:
        """The school's today."""
        return self.now().date()

    @property
    def who(self) -> str:
        """The name under which changes stand in the history."""
        return settings.who()

    @contextmanager
    def intent(self, name: str) -> Iterator[Intent]:
        """Do one thing that the user asked for."""
        from partner_tui.records import history  # for reading, nothing of the history is needed

        with history.intent(name, who=self.who, at=settings.now(self.environment)) as running:
            yield running
        self.forget()


class DeskApp(App[int]):
    """An app with a desk, in which one screen can open what another one shows."""

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def open_person(self, person_id: int) -> None:
        """Show the story of a person."""
        raise NotImplementedError

    def open_meeting(self, meeting_id: int) -> None:
        """Show the story of a meeting."""
        raise NotImplementedError

    def remember(self, **values: Any) -> None:
        """Save settings of this computer, which hold at once; raise PartnerError, changing nothing, if that fails."""
        raise NotImplementedError

    def preview_theme(self, name: str) -> None:
        """Show the colours of a theme without saving which it is."""
        raise NotImplementedError


class DeskScreen(Screen[None]):
    """A screen that shows records: it reloads when it is shown and when it is told that they changed."""

    WHERE: ClassVar[str] = ""
    """Its name among the commands."""

    app = getters.app(DeskApp)

    @property
    def desk(self) -> Desk:
        """The app's desk."""
        return self.app.desk

    _resuming = False

    def on_screen_resume(self) -> None:
        """Show what the records say now; a mode that is entered for the first time is told twice, and reads once."""
        if not self._resuming:
            self._resuming = True
            self.call_later(self._resume)

    def _resume(self) -> None:
        self._resuming = False
        self.refresh_records()

    def refresh_records(self) -> None:
        """Reload; what cannot be read is said, and what is shown stays."""
        self.attempt(self.reload)

    def turn_own(self, *, back: bool) -> bool:  # noqa: ARG002 - for the screens that change more than records
        """Take back, or bring forward, what the screen did last outside of the records; return whether it did."""
        return False

    def attempt(self, do: Callable[[], object]) -> None:
        """Do something with the records; what goes wrong is said."""
        try:
            do()
        except PartnerError as error:
            self.say_error(error)

    def reload(self) -> None:
        """Read the records and show them."""
        raise NotImplementedError

    def may_write(self) -> bool:
        """Return whether the records may be written; say so where they may not, before somebody types in vain."""
        if read_only():
            self.say_error(
                PartnerError("These records are open read-only: nothing can be changed.", "Open a copy to change it.")
            )
            return False
        return True

    def change(self, name: str, write: Callable[[Intent], object]) -> bool:
        """Write something as one intent, say so and reload; an error is said instead. Return whether it was done."""
        try:
            with self.desk.intent(name) as intent:
                write(intent)
        except PartnerError as error:
            self.say_error(error)
            return False
        self.say_done(name)
        self.refresh_records()
        return True

    def say_done(self, name: str) -> None:
        """Say what was done, and that it can be taken back."""
        self.notify(content_line(f"{name} · u takes it back").plain, markup=False)

    def say_error(self, error: PartnerError) -> None:
        """Say what went wrong and what to do."""
        self.notify(content_line(f"{error.message} {error.hint}").plain, severity="error", timeout=8, markup=False)


def read_only() -> bool:
    """Return whether the open records may not be written."""
    return database.current().read_only
