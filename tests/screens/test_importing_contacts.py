"""An address book on the import screen: what is asked, what is shown, and what one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from partner_tui.app import PartnerApp
from partner_tui.records import database, history, people
from partner_tui.records.database import RecordsFile
from partner_tui.records.organizations import Organization
from partner_tui.records.people import Person
from partner_tui.screens import partner_exporting
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.import_mapping import ImportMapping
from tests.conftest import NOW, WHO
from tests.screens.sitting import app_on, screen_name, seen, until
from tests.screens.test_importing import begin, preview

HOSTILE = 'Møller & Sons, "The Best"; [/]'
GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value\n"
    'Ana,Rivera,"Møller & Sons, ""The Best""; [/]",Owner,business,ana@moller.example\n'
    'Bo,Chen,"=HYPERLINK(""http://x"")",Ranger,Partners,bo@parks.example\n'
)


@pytest.fixture(autouse=True)
def _school(records: RecordsFile) -> None:
    """Every test has an open school, in which there is an Ana Rivera."""
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="family", given_name="Ana", family_name="Rivera", email="ana@home.example")


@pytest.fixture
def app() -> PartnerApp:
    """Return the app on the open school."""
    return app_on(database.current().path)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return an export of Google Contacts."""
    path = tmp_path / "contacts.csv"
    path.write_text(GOOGLE)
    return path


async def test_an_address_book_says_what_it_is_and_asks_who_somebody_is(app: PartnerApp, book: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, book)
        await preview(pilot, app, "contacts (Google Contacts)")
        assert "1 to answer" in seen(app)
        assert "? asks" in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: screen_name(app) == "Ask")
        assert "ana@home.example" in seen(app)
        await pilot.press("down", "enter")
        await preview(pilot, app, HOSTILE[:12])
        assert "to answer" not in seen(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Brought in" in seen(app))
        assert sorted(one.name for one in Organization.select()) == ['=HYPERLINK("http://x")', HOSTILE]
        assert Person.select().count() == 3
        await pilot.press("u")
        await until(pilot, lambda: Organization.select().count() == 0)
        assert Person.select().count() == 1


async def test_what_is_not_answered_is_left_out_if_that_is_wanted(app: PartnerApp, book: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, book)
        await preview(pilot, app, "to answer")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("escape")
        await preview(pilot, app, "to answer")
        assert Person.select().count() == 1, "nothing was written"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("l")
        await until(pilot, lambda: "Brought in" in seen(app))
        assert sorted(one.given_name for one in Person.select()) == ["Ana", "Bo"]


async def test_all_may_be_who_they_seem(app: PartnerApp, book: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, book)
        await preview(pilot, app, "to answer")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("a")
        await until(pilot, lambda: screen_name(app) == "ImportScreen" and "to answer" not in seen(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Brought in" in seen(app))
        assert Person.get(Person.given_name == "Ana").email == "ana@home.example"
        assert Organization.select().count() == 2


async def test_a_list_of_partners_is_looked_at_as_contacts(app: PartnerApp, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Firm,Who,Mail,Second mail\nHarbor Clinic,Cy Diaz,cy@harbor.example,c@home.example\n")
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot, app, path)
        await until(pilot, lambda: isinstance(app.screen, ImportMapping))
        assert "organization" in seen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen_name(app) == "Ask")
        await pilot.press("w", "enter")
        await until(pilot, lambda: "whole name" in seen(app))
        await pilot.press("ctrl+s")
        await preview(pilot, app, "CSV list of contacts")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Brought in" in seen(app))
        assert Person.get(Person.given_name == "Cy").email == "cy@harbor.example"


async def test_partners_are_written_for_the_program_that_is_chosen(app: PartnerApp, tmp_path: Path) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        firm = intent.insert(Organization, name=HOSTILE)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen_name(app) == "TodayScreen")
        assert isinstance(app.screen, DeskScreen)
        partner_exporting.ask_and_export(app.screen, [firm])
        await until(pilot, lambda: screen_name(app) == "PartnerExportForm")
        app.screen.query_one(Input).value = str(tmp_path / "partners.csv")
        await pilot.press("tab", "right", "right", "ctrl+s")
        await until(pilot, (tmp_path / "partners.vcf").exists)
        assert "BEGIN:VCARD" in (tmp_path / "partners.vcf").read_text()
