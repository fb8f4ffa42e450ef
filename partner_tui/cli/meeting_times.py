"""When a meeting is: read as people type it, said back, and checked before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from partner_tui.cli import printing
from partner_tui.cli.session import Session
from partner_tui.dates import read_moment, say_full
from partner_tui.errors import PartnerError
from partner_tui.insight.concerns import concerns
from partner_tui.records import meetings, school_year
from partner_tui.records.meetings import Meeting

DEFAULT_MINUTES: int = Meeting.minutes.default
"""How long a meeting takes where nobody says so."""


@dataclass(frozen=True, slots=True)
class Time:
    """When a meeting starts: `wall` as the clock of `zone` shows it, without a zone, and the moment that this is.

    `minutes` is how long it takes, where that was said with the time.
    """

    wall: datetime
    starts_at: datetime
    zone: tzinfo
    minutes: int | None


def read(
    session: Session,
    text: str,
    zone: tzinfo,
    default: Callable[[date], time],
    *,
    prefer: Literal["future", "past"] = "future",
) -> Time:
    """Return the time that was typed, and tell how it was understood; raise FieldError for what is not one.

    `default` gives the time of day where only a day was typed.
    """
    said = read_moment(
        text, session.moment.astimezone(zone), prefer=prefer, day_first=session.settings.day_first, field="at"
    )
    clock = default(said.day) if said.time is None else said.time
    starts_at = said.at(clock)
    printing.tell(f"“{text}” is {say_full(starts_at)}.")
    return Time(datetime.combine(said.day, clock), starts_at, zone, said.minutes)


def zone_of(session: Session, name: str | None) -> ZoneInfo:
    """Return the zone that a meeting takes place in: the one named, else the school's; raise FieldError."""
    return session.school.zone if name is None else ZoneInfo(Meeting.stored({"timezone": name})["timezone"])


def this_minute(session: Session, zone: tzinfo) -> Time:
    """Return the present minute."""
    now = session.moment.astimezone(zone).replace(second=0, microsecond=0)
    return Time(now.replace(tzinfo=None), now, zone, None)


def check(when: Time, minutes: int, *, force: bool, besides: int | None = None, also: Sequence[str] = ()) -> None:
    """Raise PartnerError if something speaks against a planned meeting; with `force`, only tell it.

    `besides` is the meeting that is being moved, `also` is what else speaks against it.
    """
    clashes = meetings.clashes(when.starts_at, minutes, besides=besides)
    heed((*concerns(when.wall, when.zone, clashes, school_year.calendar()), *also), force=force)


def heed(found: Sequence[str], *, force: bool) -> None:
    """Raise PartnerError with what speaks against saving, if anything does; with `force`, only tell it."""
    if found and not force:
        raise PartnerError(f"Nothing was saved. {' '.join(found)}", "Save it in spite of that with --force.")
    printing.tell(*found)
