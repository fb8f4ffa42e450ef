"""What people type is shown as it is, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.widgets import DataTable, Input, Label, OptionList, Static

from partner_tui.widgets.text import (
    Align,
    ControlCharacterFilter,
    content,
    content_line,
    fit,
    line,
    lines,
    phrase,
)
from tests.widgets.nasty import NASTY_NAMES, forbidden

ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(sorted(NASTY_NAMES.values()))


@pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
def test_a_nasty_name_is_content_without_style_or_control_characters(name: str) -> None:
    for made in (content(name), content_line(name), phrase("$name", name=name)):
        assert not made.spans
        assert not forbidden(made.plain) - {"\n", "\t"}


def test_brackets_stay_where_they_were_typed() -> None:
    assert content("cost [$5], [a=b], [/docs] and [red]x[/]").plain == "cost [$5], [a=b], [/docs] and [red]x[/]"


def test_a_note_keeps_its_lines_and_a_name_has_one() -> None:
    assert lines("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour\tfive"
    assert line("one\r\ntwo\rthree\u2028four\tfive") == "one two three four five"


def test_half_a_character_is_shown_as_a_replacement() -> None:
    assert line("Ana \ud800") == "Ana \ufffd"


def test_a_family_stays_one_picture_but_letters_are_not_joined() -> None:
    assert line("👩‍👩‍👧‍👦") == "👩‍👩‍👧‍👦"
    assert line("a\u200db") == "ab"


def test_our_own_markup_styles_and_the_name_in_it_does_not() -> None:
    said = phrase("[b]$name[/b] was saved", name="[@click=app.quit]x[/] $name")
    assert said.plain == "[@click=app.quit]x[/] $name was saved"
    assert [str(span.style) for span in said.spans] == ["b"]


def test_a_style_of_ours_covers_the_whole_text() -> None:
    styled = content("[b]Ana", "bold")
    assert (styled.plain, len(styled.spans)) == ("[b]Ana", 1)


@pytest.mark.parametrize(
    ("text", "width", "align", "shown"),
    [
        ("Ana", 6, "left", "Ana   "),
        ("Ana", 6, "right", "   Ana"),
        ("Ana", 6, "center", " Ana  "),
        ("Ana Rivera", 6, "left", "Ana R…"),
        ("王小明", 5, "left", "王小…"),
        ("王小明", 4, "left", "王… "),
        ("王小明", 4, "right", " 王…"),
        ("Ana", 1, "left", "…"),
        ("Ana", 0, "left", ""),
        ("Ana", -3, "left", ""),
    ],
)
def test_a_text_fills_its_column_exactly(text: str, width: int, align: Align, shown: str) -> None:
    assert fit(text, width, align) == shown


@given(ANY_TEXT, st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_no_text_makes_a_column_wider_or_narrower(text: str, width: int, align: Align) -> None:
    shown = fit(text, width, align)
    assert cell_len(shown) == width
    assert not forbidden(shown)


@given(st.text(max_size=60))
def test_a_text_that_fits_is_shown_whole(text: str) -> None:
    plain = line(text)
    if width := cell_len(plain):
        assert fit(text, width) == plain


@given(st.lists(ANY_TEXT, max_size=4))
def test_the_last_door_lets_no_control_character_out_and_moves_nothing(texts: list[str]) -> None:
    segments = [Segment(text) for text in texts]
    through = ControlCharacterFilter().apply(segments, Color(0, 0, 0))
    assert not forbidden("".join(segment.text for segment in through))
    assert [segment.cell_length for segment in through] == [segment.cell_length for segment in segments]


def test_a_harmless_line_goes_through_the_last_door_untouched() -> None:
    segments = [Segment("Zoë Łukasz 王 ▌…")]
    assert ControlCharacterFilter().apply(segments, Color(0, 0, 0)) is segments


class EveryWidget(App[None]):
    """Shows one name in widgets that draw text in different ways, careless about control characters."""

    door = ControlCharacterFilter()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shown = name

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), self.door]

    def compose(self) -> ComposeResult:
        yield Static(content(self.shown))
        yield Label(self.shown, markup=False)
        yield Input(self.shown)
        yield OptionList(content(self.shown))
        yield DataTable[object]()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_column("Name")
        table.add_row(content_line(self.shown))
        self.notify(self.shown[:200], markup=False)


@pytest.mark.parametrize("name", NASTY_NAMES.values(), ids=NASTY_NAMES.keys())
async def test_no_widget_sends_a_control_character_of_a_name_to_the_terminal(name: str) -> None:
    app = EveryWidget(name)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert not forbidden(shown)
        assert app.is_running
