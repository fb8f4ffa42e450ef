"""Cards in columns: the highlighted one is never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.app import App, ComposeResult

from partner_tui.errors import PartnerError
from partner_tui.widgets.card_board import Card, CardBoard, CardColumn, in_two


class BoardApp(App[None]):
    """A board alone, and what it told."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__()
        self.fails = fails
        self.failures: list[str] = []
        self.read: list[int] = []

    def compose(self) -> ComposeResult:
        yield CardBoard()

    @property
    def board(self) -> CardBoard:
        """The board."""
        return self.query_one(CardBoard)

    def cards(self, ids: Sequence[int]) -> Mapping[int, Card]:
        """Return cards with names, or fail."""
        if self.fails:
            raise PartnerError("The disk refused.", "Look at it.")
        self.read += ids
        return {one: Card(f"Card {one}", "3 weeks") for one in ids}

    def on_card_board_read_failed(self, event: CardBoard.ReadFailed) -> None:
        self.failures.append(event.error.message)


def columns(*ids: Sequence[int]) -> list[CardColumn]:
    """Return a column for each list of ids."""
    return [CardColumn(f"column {at}", "●", "", some) for at, some in enumerate(ids)]


async def test_a_card_that_went_to_another_column_stays_highlighted() -> None:
    app = BoardApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.board.show(columns([1, 2], [], [3], []), app.cards)
        await pilot.press("down")
        assert app.board.highlighted == 2
        app.board.show(columns([1], [], [3], [2]), app.cards)
        assert app.board.highlighted == 2
        assert 3 in app.board.in_sight, "its column came in sight"
        app.board.show(columns([1], [], [3], []), app.cards)
        assert app.board.highlighted == 3, "it is gone: the nearest is highlighted"
        app.board.show(columns([], [], [], []), app.cards)
        assert app.board.highlighted is None
        await pilot.press("down", "right", "left", "G", "pagedown")
        assert app.board.highlighted is None


async def test_columns_without_cards_are_passed_over() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 20)) as pilot:
        app.board.show(columns([1], [], [], [4, 5]), app.cards)
        app.board.focus()
        await pilot.press("right")
        assert app.board.highlighted == 4
        await pilot.press("down", "left")
        assert app.board.highlighted == 1
        await pilot.press("left")
        assert app.board.highlighted == 1


async def test_only_the_cards_in_sight_are_read() -> None:
    app = BoardApp()
    async with app.run_test(size=(80, 20)) as pilot:
        app.board.show(columns(range(10_000), range(10_000, 20_000)), app.cards)
        await pilot.press("G")
        assert app.board.highlighted == 9_999
        assert len(app.read) < 100


async def test_cards_that_cannot_be_read_are_said() -> None:
    app = BoardApp(fails=True)
    async with app.run_test(size=(80, 20)) as pilot:
        app.board.show(columns([1]), app.cards)
        await pilot.pause()
        assert app.failures == ["The disk refused."]


def test_a_long_name_stands_in_two_lines_of_the_same_width() -> None:
    assert in_two("Harbor Clinic", 15) == ["Harbor Clinic  "]
    assert in_two("First Street Bakery", 15) == ["First Street   ", "Bakery         "]
    assert all(cell_len(line) == 9 for line in in_two("Ünïcödé 学校 of the very long name", 9))
    assert len(in_two("Donaudampfschifffahrt", 9)) == 1
