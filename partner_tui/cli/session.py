"""One run of a command: which records, whose settings, which moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from partner_tui import settings
from partner_tui.errors import FieldError
from partner_tui.settings import Settings

if TYPE_CHECKING:
    from partner_tui.records.database import RecordsFile
    from partner_tui.records.history import Intent
    from partner_tui.records.school import SchoolSettings


class Session:
    """What a command knows of the world; everything is looked up when it is first asked for."""

    def __init__(self, environment: Mapping[str, str], database: str | None, *, as_json: bool = False) -> None:
        self.environment = environment
        self.given_database = database
        self.as_json = as_json

    @cached_property
    def settings(self) -> Settings:
        """The settings of this computer."""
        return settings.load(settings.path(self.environment))

    @cached_property
    def path(self) -> Path:
        """The file of records that the command is about."""
        return settings.database_path(self.given_database, self.settings, self.environment)

    @cached_property
    def moment(self) -> datetime:
        """The moment at which the command runs, aware."""
        return settings.now(self.environment)

    @cached_property
    def who(self) -> str:
        """The name under which changes stand in the history."""
        return settings.who()

    def open(self) -> RecordsFile:
        """Open the records; raise DatabaseError with the next step when that cannot be done."""
        from partner_tui.records import database  # peewee takes 45 ms, and --help needs none of it

        return database.open_records(self.path)

    @cached_property
    def school(self) -> SchoolSettings:
        """The school's settings in the open records; raise NotFound when there is no school."""
        from partner_tui.records import school

        return school.settings()

    @cached_property
    def now(self) -> datetime:
        """The moment at which the command runs, in the school's zone."""
        return self.moment.astimezone(self.school.zone)

    @property
    def today(self) -> date:
        """The school's today."""
        return self.now.date()

    @contextmanager
    def intent(self, name: str) -> Iterator[Intent]:
        """Do one thing that the user asked for, under the user's name."""
        from partner_tui.records import history

        with unwritten(), history.intent(name, who=self.who, at=self.moment) as running:
            yield running


@contextmanager
def unwritten() -> Iterator[None]:
    """Say with a value that is refused that nothing was written."""
    try:
        yield
    except FieldError as refusal:
        refusal.hint = f"{refusal.hint} Nothing was written.".strip()
        raise
