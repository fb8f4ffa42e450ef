"""What the tests of coverage stand on: a small school, and an app with Today and Reports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from textual.pilot import Pilot
from textual.screen import Screen

import partner_tui
from partner_tui.records import groups, history, meetings, people, school_year
from partner_tui.records.meetings import Attendance, MeetingStatus
from partner_tui.screens.desk import Desk, DeskApp
from partner_tui.screens.reports import ReportsScreen
from partner_tui.screens.today import TodayScreen
from partner_tui.settings import Settings
from tests.conftest import NOW, WHO, ZONE
from tests.screens.standing import seen


class TwoScreens(DeskApp):
    """Today and Reports; it remembers whom it was asked to open."""

    CSS_PATH = Path(partner_tui.__file__).with_name("app.tcss")
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {"today": TodayScreen, "reports": ReportsScreen}

    def __init__(self, begins_with: str) -> None:
        super().__init__()
        self.desk = Desk(Settings(me="dana@lincoln.example"), {"PARTNER_TUI_NOW": NOW.isoformat()})
        self.begins_with = begins_with
        self.opened: list[int] = []

    def on_mount(self) -> None:
        self.switch_mode(self.begins_with)

    def action_go(self, mode: str) -> None:
        self.switch_mode(mode)

    def open_person(self, person_id: int) -> None:
        self.opened.append(person_id)


@dataclass(frozen=True)
class Reached:
    """Who is in the small school: Science has three people, the cafeteria one, and Kim has no department."""

    ana: int
    ben: int
    cleo: int
    sam: int
    kim: int


def fill() -> Reached:
    """Enter two school years, five people, a paused one, one out of the rotation, and whom they had coffee with."""
    with history.intent("Fill the school", who=WHO, at=NOW) as intent:
        school_year.add_year(intent, name="2025–26", starts_on=date(2025, 8, 25), ends_on=date(2026, 6, 12))
        school_year.add_year(intent, name="2026–27", starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11))
    ana = add("Ana", "Rivera", "Science", job_title="Teacher", joined_on="2026-08-24")
    ben = add("Ben", "Okoro", "Science", job_title="Teacher", joined_on="2015-08-24")
    cleo = add("Cleo", "Diaz", "Science", job_title="Technician", joined_on="2015-08-24")
    sam = add("Sam", "Okafor", "Cafeteria", job_title="Cook")
    kim = add("Kim", "[b]Lee[/b]")
    add("Pat", "Paused", paused_until="2027-01-10")
    add("Olu", "Out", in_rotation=False)
    add("Dana", "Wu", "Office", email="dana@lincoln.example")
    drink_coffee(ben, NOW - timedelta(days=7), 25)
    drink_coffee(cleo, datetime(2026, 3, 3, 15, tzinfo=NOW.tzinfo), 40)
    return Reached(ana, ben, cleo, sam, kim)


def add(given_name: str, family_name: str, department: str = "", **values: object) -> int:
    """Add a member of staff."""
    with history.intent(f"Add {given_name}", who=WHO, at=NOW) as intent:
        person_id = people.add(intent, kind="staff", given_name=given_name, family_name=family_name, **values)
        if department:
            groups.set_department(intent, person_id, department, date(2026, 8, 24))
    return person_id


def drink_coffee(person_id: int, at: datetime, minutes: int = 20) -> None:
    """Add a coffee that was held."""
    _coffee(person_id, at, minutes, MeetingStatus.HELD)


def plan_coffee(person_id: int, at: datetime) -> None:
    """Add a coffee that is to come."""
    _coffee(person_id, at, 20, MeetingStatus.PLANNED)


def _coffee(person_id: int, at: datetime, minutes: int, status: MeetingStatus) -> None:
    with history.intent("Coffee", who=WHO, at=NOW) as intent:
        meetings.add(
            intent,
            attendance=[Attendance(person_id)],
            starts_at=at,
            timezone=ZONE,
            minutes=minutes,
            status=status,
        )


@asynccontextmanager
async def at(begins_with: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[int]]:
    """Open a screen on the open records; everything is read."""
    async with TwoScreens(begins_with).run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and wait for what follows."""
    await pilot.press(*keys)
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until everything that was begun is read and drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def shown(pilot: Pilot[int]) -> str:
    """Return all that the screen shows."""
    return seen(pilot.app)


def opened(pilot: Pilot[int]) -> list[int]:
    """Return whom the app was asked to open."""
    app = pilot.app
    assert isinstance(app, TwoScreens)
    return app.opened
