"""A small school and the app that shows it, for the tests of the screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget

from partner_tui import settings
from partner_tui.app import PartnerApp
from partner_tui.records import database, groups, history, meetings, people, school_year
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance, MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.records.people import PersonKind
from partner_tui.screens.desk import Desk
from partner_tui.screens.today_panels import ComingUp, MeetThisWeek, Panel
from partner_tui.settings import Settings
from partner_tui.widgets.text import ControlCharacterFilter
from tests.conftest import NOW, WHO, ZONE

ENVIRONMENT = {settings.NOW: NOW.isoformat()}
ME = "dana@lincoln.example"

NASTY = "[/x] =1+1 \x1b[31m\u202e[@click=app.quit]x[/]"
"""A name that would close a tag, start a formula, colour the terminal, turn the line around and end the program."""

LITERALLY = "[/x] =1+1 [31m[@click=app.quit]x[/]"
"""What is left of it on a screen: every printable character of it."""

DeskPilot = Pilot[int]


@dataclass(frozen=True)
class SmallSchool:
    """The ids of who is in the small school."""

    ana: int
    sam: int
    priya: int
    grace: int
    noor: int
    dana: int
    leo: int
    unsettled: int
    """The coffee with Noor that was planned for yesterday."""


def add_person(intent: Intent, given_name: str, family_name: str, department: str = "", **values: Any) -> int:
    """Add a member of staff, unless `kind` says otherwise; return the id."""
    kind = values.pop("kind", PersonKind.STAFF)
    person_id = people.add(intent, kind=str(kind), given_name=given_name, family_name=family_name, **values)
    if department:
        groups.set_department(intent, person_id, department, date(2026, 8, 24))
    return person_id


def add_meeting(intent: Intent, person_id: int, away: timedelta, status: MeetingStatus, **values: Any) -> int:
    """Add a coffee so long after NOW; return the id."""
    came = {MeetingStatus.HELD: True, MeetingStatus.MISSED: False}.get(status)
    whole = {"timezone": ZONE, "status": status, **values}
    return meetings.add(intent, attendance=[Attendance(person_id, came=came)], starts_at=NOW + away, **whole)


def fill_small_school() -> SmallSchool:
    """Add a year with Thanksgiving, six members of staff, a student and two meetings to the open records."""
    with history.intent("Fill the school", who="setup", at=NOW) as intent:
        school_year.add_year(intent, name="2026-27", starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11))
        school_year.add_closure(intent, name="Thanksgiving", starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 27))
        ana = add_person(intent, "Ana", "Rivera", "Science", joined_on=date(2026, 8, 10), job_title="Teacher")
        sam = add_person(intent, "Sam", "Okafor", "Cafeteria", joined_on=date(2019, 8, 1))
        priya = add_person(intent, "Priya", "Sharma", "Counseling", joined_on=date(2018, 8, 1))
        grace = add_person(intent, "Grace", "Chen", "Mathematics", joined_on=date(2020, 8, 1))
        noor = add_person(intent, "Noor", "Rahman", "English", joined_on=date(2017, 8, 1))
        dana = add_person(intent, "Dana", "Wu", "Office", email=ME)
        leo = add_person(intent, "Leo", "Marsh", kind=PersonKind.STUDENT, grade="9")
        add_meeting(intent, priya, timedelta(days=-1, hours=1), MeetingStatus.HELD, summary="wants to start robotics")
        unsettled = add_meeting(intent, noor, timedelta(days=-1, hours=-1), MeetingStatus.PLANNED)
    return SmallSchool(ana, sam, priya, grace, noor, dana, leo, unsettled)


@asynccontextmanager
async def at_the_desk(
    size: tuple[int, int] = (120, 36), *, chosen: Settings | None = None, environment: Mapping[str, str] = ENVIRONMENT
) -> AsyncIterator[DeskPilot]:
    """Open the app on the open records; leave with nothing running."""
    app = desk_app(chosen, environment)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


def desk_app(chosen: Settings | None = None, environment: Mapping[str, str] = ENVIRONMENT) -> PartnerApp:
    """Return the app on the open records, with a user who is in them."""
    desk = Desk(chosen or Settings(me=ME), environment)
    return PartnerApp(desk, settings.path(), database.current().path)


async def settled(pilot: DeskPilot) -> None:
    """Wait until everything that was begun is done and drawn."""
    await pilot.pause()
    reading = [one for one in pilot.app.workers if one.group == "list" or one.name == "check_records"]
    if reading:  # without any, Textual would wait for all, also for those that wait for an answer
        await pilot.app.workers.wait_for_complete(reading)
    await pilot.pause()
    await pilot.pause()


async def press(pilot: DeskPilot, *keys: str) -> None:
    """Press keys and wait for what follows."""
    await pilot.press(*keys)
    await settled(pilot)


async def type_text(pilot: DeskPilot, text: str) -> None:
    """Type a text, key by key."""
    names = {" ": "space", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket", "=": "equals_sign"}
    await press(pilot, *(names.get(letter, letter) for letter in text))


def lines_seen(pilot: DeskPilot) -> list[str]:
    """Return the lines of the screen as the terminal would show them, toasts and all."""
    # The compositor is Textual's own; nothing public gives the text of a screen.
    screen = pilot.app.screen
    width = pilot.app.size.width
    [door] = [one for one in pilot.app.get_line_filters() if isinstance(one, ControlCharacterFilter)]
    strips = [strip.crop(0, width) for strip in screen._compositor.render_strips()]
    return [strip.apply_filter(door, screen.background_colors[1]).text for strip in strips]


def seen(pilot: DeskPilot) -> str:
    """Return all that the screen shows."""
    return "\n".join(lines_seen(pilot))


def content_of(widget: Widget) -> str:
    """Return what a panel says, its frame included, whether it is in sight or not."""
    if not isinstance(widget, Panel):
        raise TypeError("that is no panel")
    frame = [str(widget.border_title), str(widget.border_subtitle)]
    return "\n".join([frame[0], *(line.text.plain for line in widget.lines), frame[1]])


def meet(pilot: DeskPilot) -> MeetThisWeek:
    """Return the panel of whom to meet."""
    return pilot.app.screen.query_one(MeetThisWeek)


def coming_up(pilot: DeskPilot) -> ComingUp:
    """Return the panel of what is next."""
    return pilot.app.screen.query_one(ComingUp)


def all_meetings(status: MeetingStatus | None = None) -> list[MeetingRow]:
    """Return the meetings of a status, the first one first."""
    ids = meetings.listing(MeetingFilter(status=status))
    found = meetings.rows(ids)
    return [found[one] for one in ids]


def later(minutes: int) -> datetime:
    """Return a moment after NOW."""
    return NOW + timedelta(minutes=minutes)


__all__ = [
    "ENVIRONMENT",
    "LITERALLY",
    "ME",
    "NASTY",
    "NOW",
    "WHO",
    "DeskPilot",
    "SmallSchool",
    "add_meeting",
    "add_person",
    "all_meetings",
    "at_the_desk",
    "coming_up",
    "content_of",
    "desk_app",
    "fill_small_school",
    "later",
    "lines_seen",
    "meet",
    "press",
    "seen",
    "settled",
    "type_text",
]
