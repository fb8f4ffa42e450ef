"""What a typed line was understood to say, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as time_of_day

from partner_tui.capture.canonical import canonical_line
from partner_tui.capture.parts import Mention, Problem, Promise, Role
from partner_tui.capture.saying import sentence
from partner_tui.dates import wall_clock
from partner_tui.records.meetings import MeetingKind, MeetingStatus


@dataclass(frozen=True, slots=True)
class CaptureDraft:
    """A meeting and what came of it, as a line tells it; two drafts are equal that mean the same.

    `kind_said` tells whether the line says its kind, or that is only the usual one.
    `day` is None where none was said, and then it is the present minute. `refused` is a date that cannot be,
    `empty` are the signs with no words behind them, `unread` is a line that is too long to be read, or has no words.
    """

    now: datetime
    people: tuple[Mention, ...] = ()
    organizations: tuple[Mention, ...] = ()
    kind: MeetingKind = MeetingKind.CHECK_IN
    kind_said: bool = False
    status: MeetingStatus = MeetingStatus.HELD
    day: date | None = None
    time: time_of_day | None = None
    minutes: int | None = None
    place: str = ""
    summary: str = ""
    private: str = ""
    goals: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    their_promises: tuple[Promise, ...] = ()
    questions: tuple[str, ...] = ()
    refused: str = ""
    empty: tuple[str, ...] = ()
    unread: str = ""
    problems: tuple[Problem, ...] = ()
    typed: str = field(default="", compare=False)
    pieces: tuple[tuple[str, Role], ...] = field(default=(), compare=False, repr=False)

    @property
    def ready(self) -> bool:
        """Whether it can be saved: nothing is wrong and nobody ambiguous."""
        return not self.problems

    @property
    def zone(self) -> tzinfo:
        """The school's zone, in which the line was read."""
        assert self.now.tzinfo is not None  # parse refuses a naive one
        return self.now.tzinfo

    def starts_at(self, default: time_of_day, minutes: int) -> datetime:
        """When the meeting starts, aware: at `default` on a day without a time.

        What happened just now began as many minutes ago as it took, or as `minutes` say.
        """
        if self.day is None:
            ended = self.now.replace(second=0, microsecond=0)
            ago = timedelta(minutes=self.minutes or minutes) if self.status is MeetingStatus.HELD else timedelta()
            return (ended.astimezone(UTC) - ago).astimezone(self.zone)
        return wall_clock(self.day, default if self.time is None else self.time, self.zone)

    def words(self) -> list[tuple[str, Role]]:
        """The words of the line in order, each with what it was understood to be."""
        return list(self.pieces)

    def sentence(self) -> str:
        """The draft in words: "Coffee with Ana Rivera, yesterday, 25 min, library. You promise: …"."""
        return sentence(self)

    def line(self) -> str:
        """A line that means the same, with nothing left to guess: parsed at the same moment it gives this draft."""
        return canonical_line(self)
