"""The panel of Today that says which partners need somebody."""

from __future__ import annotations

from datetime import timedelta

from partner_tui.records import agreements, history, organizations
from partner_tui.records.database import RecordsFile
from partner_tui.screens.attention_panel import AttentionPanel
from partner_tui.screens.partners import PartnersScreen
from partner_tui.screens.today import TodayScreen
from tests.conftest import NOW, WHO
from tests.screens.desk import SmallSchool, at_the_desk, press, seen

SONS = 'Møller & Sons, "The Best"; [/]'


def fill(name: str = SONS, ends_in: int = -1) -> int:
    day = NOW.date()
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        one = organizations.add(intent, name=name, stage="active", on=day)
        signed = {"signed_by_school_on": day, "signed_by_partner_on": day, "starts_on": day - timedelta(days=90)}
        agreements.add(intent, organization_id=one, kind="mou", ends_on=day + timedelta(days=ends_in), **signed)
    return one


async def test_a_partner_stands_there_with_why_and_enter_opens_its_story(
    school: SmallSchool, records: RecordsFile
) -> None:
    fill()
    for size in ((80, 24), (120, 36)):
        async with at_the_desk(size) as pilot:
            panel = pilot.app.screen.query_one(AttentionPanel)
            assert panel.border_title == "Partners that need you · 1"
            [line] = [one.text.plain for one in panel.lines]
            assert line.startswith(f"▲ {SONS}")
            assert line.endswith("MOU ended yesterday")
            panel.focus()
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PartnersScreen)
            assert SONS in seen(pilot)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, TodayScreen)


async def test_without_partners_the_panel_says_which_key_adds_one(school: SmallSchool, records: RecordsFile) -> None:
    async with at_the_desk((80, 24)) as pilot:
        assert "4, then n, adds one" in pilot.app.screen.query_one(AttentionPanel).nothing()
    fill(ends_in=300)
    async with at_the_desk((80, 24)) as pilot:
        assert pilot.app.screen.query_one(AttentionPanel).nothing() == "No partner needs anybody today."


async def test_v_lists_only_those_that_need_somebody(school: SmallSchool, records: RecordsFile) -> None:
    fill()
    fill("Quiet Mill", ends_in=300)
    async with at_the_desk((120, 36)) as pilot:
        await press(pilot, "4")
        assert "Quiet Mill" in seen(pilot)
        await press(pilot, "v")
        assert "Quiet Mill" not in seen(pilot)
        assert "needs you 1" in seen(pilot)
