"""The board of the partners: a column for each stage, and cards that move."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Static

from partner_tui.records import organizations, stages
from partner_tui.records.connection import RecordsFile
from partner_tui.records.stages import Stage
from partner_tui.screens.board import BoardScreen
from partner_tui.screens.partners import PartnersScreen
from tests.screens.desk import DeskPilot, SmallSchool, at_the_desk, lines_seen, press, seen, type_text
from tests.screens.partners import Partners, day, fill_many, fill_partners


@pytest.fixture
def partners(school: SmallSchool) -> Partners:
    """Return the ids of four partners of the small school."""
    return fill_partners(school)


def board_of(pilot: DeskPilot) -> BoardScreen:
    """Return the board, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


def stage_of(organization_id: int) -> Stage:
    """Return where a partner stands."""
    return stages.now_of([organization_id], day(0))[organization_id].stage


async def test_every_stage_is_counted_and_those_that_fit_are_columns(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w")
        counts = " ".join(lines_seen(pilot)[2:4])
        for stage in Stage:
            number = 1 if stage in (Stage.EXPLORING, Stage.AGREEING, Stage.ACTIVE, Stage.PAUSED) else 0
            assert f"{stage.value} {number}" in counts
        assert len(board_of(pilot).board.in_sight) == 4
        await press(pilot, "right", "right", "right")
        assert board_of(pilot).meant() == partners.theater
        assert "‖ paused 1" in seen(pilot).split("owner y")[1], "the column came in sight"
        await pilot.resize_terminal(140, 40)
        await press(pilot)
        assert len(board_of(pilot).board.in_sight) == 8


async def test_a_card_moves_with_a_reason_and_stays_highlighted(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w")
        board_of(pilot).board.highlight(partners.bakery)
        for stage, why in (("agreeing", "they like it"), ("active", "signed")):
            await press(pilot, "right_square_bracket")
            await type_text(pilot, why)
            await press(pilot, "enter")
            assert stage_of(partners.bakery) == stage
            assert board_of(pilot).meant() == partners.bakery
            about = str(board_of(pilot).query_one("#about", Static).content)
            assert f"{stage} since Tue 24 Nov 2026 · {why}" in about
        await press(pilot, "left_square_bracket")
        await type_text(pilot, "too early")
        await press(pilot, "enter")
        assert (stage_of(partners.bakery), board_of(pilot).meant()) == (Stage.AGREEING, partners.bakery)
        await press(pilot, "u", "u", "u")
        assert (stage_of(partners.bakery), board_of(pilot).meant()) == (Stage.EXPLORING, partners.bakery)


async def test_a_card_moves_to_any_stage_and_its_column_comes_in_sight(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w")
        board_of(pilot).board.highlight(partners.bakery)
        await press(pilot, "s", "p", "tab")
        await type_text(pilot, "the owner is ill")
        await press(pilot, "enter")
        assert stage_of(partners.bakery) is Stage.PAUSED
        screen = board_of(pilot)
        assert screen.meant() == partners.bakery
        assert list(Stage).index(Stage.PAUSED) in screen.board.in_sight


async def test_enter_opens_the_story_and_esc_comes_back_to_the_card(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w", "right", "enter")
        assert isinstance(pilot.app.screen, PartnersScreen)
        assert "Casa Unida  Nonprofit" in seen(pilot)
        await press(pilot, "escape")
        assert board_of(pilot).meant() == partners.casa
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PartnersScreen)


async def test_the_mouse_highlights_and_opens_a_card(partners: Partners) -> None:
    async with at_the_desk((120, 36)) as pilot:
        await press(pilot, "4", "w")
        [at] = [(line.index("Harbor"), y) for y, line in enumerate(lines_seen(pilot)) if "Harbor" in line]
        await pilot.click(offset=Offset(*at))
        await press(pilot)
        assert board_of(pilot).meant() == partners.harbor
        await pilot.click(offset=Offset(*at))
        await press(pilot)
        assert isinstance(pilot.app.screen, PartnersScreen)


async def test_an_empty_board_says_which_key_fills_it(school: SmallSchool) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w")
        assert "n  adds the first partner" in seen(pilot)
        await press(pilot, "left", "right", "down", "enter", "e", "s", "p", "t", "right_square_bracket")
        assert board_of(pilot).meant() is None
        await press(pilot, "n")
        await type_text(pilot, "Acme")
        await press(pilot, "ctrl+s")
        [acme] = organizations.listing()
        assert board_of(pilot).meant() == acme


async def test_the_board_shows_mine_then_nobodys(partners: Partners) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await press(pilot, "4", "w", "y")
        assert board_of(pilot).meant() == partners.harbor
        assert "First Street" not in seen(pilot)
        await press(pilot, "y")
        assert "Harbor" not in seen(pilot)
        await press(pilot, "escape")
        assert "Harbor" in seen(pilot)


async def test_a_column_of_many_scrolls_and_the_records_are_asked_as_often_as_for_few(
    school: SmallSchool, records: RecordsFile
) -> None:
    asked = []
    async with at_the_desk((80, 24)) as pilot:
        for many in (8, 400):
            fill_many(many)
            await press(pilot, "4", "w")
            statements: list[str] = []
            records.handle().set_trace_callback(statements.append)
            board_of(pilot).reload()
            records.handle().set_trace_callback(None)
            asked.append(len(statements))
        assert asked[0] == asked[1]
        assert "↓" in seen(pilot)
        last = [*board_of(pilot).board._columns[0].ids][-1]
        await press(pilot, "G")
        assert board_of(pilot).meant() == last
        assert "↑" in seen(pilot)


@pytest.mark.parametrize("size", [(1, 1), (16, 6), (40, 10), (300, 100)])
async def test_no_size_of_the_window_ends_the_board(partners: Partners, size: tuple[int, int]) -> None:
    async with at_the_desk(size) as pilot:
        await press(pilot, "4", "w", "down", "right", "left", "G", "g", "s", "escape", "y", "v", "enter")
        assert pilot.app.is_running
