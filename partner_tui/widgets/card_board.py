"""Cards in columns, of which those that fit are shown; the highlighted card stays highlighted wherever it moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from partner_tui.errors import PartnerError
from partner_tui.widgets.text import content_line, fit

_MUTED = "$foreground-muted"
_NARROWEST = 17
"""Cells of a column, its border included, below which fewer columns are shown."""

_CARD = 3
"""Lines of a card: its title in one or two, the line beneath it, and a blank one where there is room."""

_HEAD = 2
"""Lines of the headings, with the rule under them."""


class Card(NamedTuple):
    """What a card says: its title, the line beneath it, and a sign with its colour, "" for none."""

    title: str
    below: str
    sign: str = ""
    colour: str = ""


@dataclass(frozen=True)
class CardColumn:
    """A column: its name, the sign and the colour of it, and the ids of its cards in their order."""

    name: str
    sign: str
    colour: str
    ids: Sequence[int]


class CardBoard(Widget, can_focus=True):
    """Columns of cards. The arrows go from card to card; a column without cards is passed over.

    `show` gets the columns and what reads the cards of some ids: only those in sight are read.
    """

    ALLOW_SELECT = False
    BINDING_GROUP_TITLE = "Board"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", "Column before", show=False),
        Binding("right", "across(1)", "Next column", show=False),
        Binding("down,j", "down(1)", "Down", show=False),
        Binding("up,k", "down(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "down(-1000000000)", "First", show=False),
        Binding("end,G", "down(1000000000)", "Last", show=False),
    ]
    DEFAULT_CSS = """
    CardBoard { width: 1fr; height: 1fr; text-wrap: nowrap; }
    """

    class CardMessage(Message):
        """What a board tells about a card; `card_id` is None where there is none."""

        def __init__(self, board: CardBoard, card_id: int | None) -> None:
            super().__init__()
            self.board = board
            self.card_id = card_id

    class Highlighted(CardMessage):
        """Another card is highlighted, or other columns are in sight."""

    class Selected(CardMessage):
        """The card was clicked once more: it is to be opened."""

    class ReadFailed(Message):
        """Cards could not be read."""

        def __init__(self, error: PartnerError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._columns: Sequence[CardColumn] = ()
        self._fetch: Callable[[Sequence[int]], Mapping[int, Card]] = lambda _ids: {}
        self._cards: dict[int, Card] = {}
        self._at = (0, 0)
        self._left = 0
        self._tops: list[int] = []

    def show(self, columns: Sequence[CardColumn], fetch: Callable[[Sequence[int]], Mapping[int, Card]]) -> None:
        """Show other columns. The highlighted card stays so, in whichever column it is; if it is gone, a neighbour."""
        was = self.highlighted
        self._columns, self._fetch, self._cards = columns, fetch, {}
        self._tops = [*self._tops, *[0] * len(columns)][: len(columns)]
        if was is None or not self.highlight(was):
            self._go(*self._nearest(*self._at))

    def highlight(self, card_id: int) -> bool:
        """Highlight a card; False, and nothing moves, where it is on no column."""
        for number, column in enumerate(self._columns):
            if card_id in column.ids:
                self._go(number, list(column.ids).index(card_id))
                return True
        return False

    @property
    def highlighted(self) -> int | None:
        """The id of the highlighted card; None on an empty board."""
        column, place = self._at
        if column < len(self._columns) and place < len(self._columns[column].ids):
            return self._columns[column].ids[place]
        return None

    @property
    def in_sight(self) -> range:
        """The numbers of the columns that are shown."""
        return range(self._left, min(len(self._columns), self._left + self._fitting))

    def go_to(self, number: int) -> None:
        """Go to the first card of a column; an empty one is only brought in sight."""
        if self._columns[number].ids:
            self._go(number, 0)
        else:
            self._bring(number)

    def action_across(self, by: int) -> None:
        """To the column on one side, about as far down; columns without cards are passed over."""
        column, place = self._at
        number = column + by
        while 0 <= number < len(self._columns) and not self._columns[number].ids:
            number += by
        if 0 <= number < len(self._columns):
            line = place - self._tops[column]
            self._go(number, min(self._tops[number] + line, len(self._columns[number].ids) - 1))
        elif self._columns:
            self._bring(0 if by < 0 else len(self._columns) - 1)

    def action_down(self, by: int) -> None:
        """So many cards down, or up when negative."""
        column, place = self._at
        if column < len(self._columns):
            self._go(column, max(0, min(place + by, len(self._columns[column].ids) - 1)))

    def action_page(self, by: int) -> None:
        """So many screenfuls down, or up when negative."""
        self.action_down(by * self._deep)

    def on_resize(self) -> None:
        """Another number of columns may fit, and other cards."""
        self._go(*self._at)

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Highlight the card under the mouse; when it was highlighted, open it."""
        offset = event.get_content_offset(self)
        shown = self.in_sight
        if offset is None or not shown:
            return
        event.stop()
        number = min(shown[0] + offset.x // self._width, shown[-1])
        place = self._tops[number] + (offset.y - _HEAD) // _CARD
        if offset.y < _HEAD or place >= len(self._columns[number].ids):
            return
        again = (number, place) == self._at
        self._go(number, place)
        if again:
            self.post_message(self.Selected(self, self.highlighted))

    @property
    def _fitting(self) -> int:
        return max(1, min(len(self._columns) or 1, self.size.width // _NARROWEST))

    @property
    def _width(self) -> int:
        return max(4, self.size.width // self._fitting)

    @property
    def _deep(self) -> int:
        return max(1, (self.size.height - _HEAD + 1) // _CARD)

    def _nearest(self, column: int, place: int) -> tuple[int, int]:
        """Return the place of a card that is there: near another one, or in the first column with any."""
        filled = [number for number, one in enumerate(self._columns) if one.ids]
        if not filled:
            return 0, 0
        number = min(filled, key=lambda one: abs(one - column))
        return number, max(0, min(place, len(self._columns[number].ids) - 1))

    def _go(self, column: int, place: int) -> None:
        if not self._columns:
            return
        self._at = column, place
        top = self._tops[column]
        self._tops[column] = max(0, min(max(top, place - self._deep + 1), place))
        self._bring(column)

    def _bring(self, number: int) -> None:
        """Bring a column in sight, and read the cards of those that are."""
        most = len(self._columns) - self._fitting
        self._left = max(0, min(max(self._left, number - self._fitting + 1), number, most))
        self._read()
        self.refresh()
        self.post_message(self.Highlighted(self, self.highlighted))

    def _read(self) -> None:
        wanted = [card for number in self.in_sight for card in self._shown(number) if card not in self._cards]
        if not wanted:
            return
        try:
            self._cards.update(self._fetch(wanted))
        except PartnerError as error:
            self.post_message(self.ReadFailed(error))

    def _shown(self, number: int) -> Sequence[int]:
        top = self._tops[number]
        return self._columns[number].ids[top : top + self._deep]

    def render(self) -> Content:
        """Return the columns in sight, beside each other."""
        columns = [self._drawn(number) for number in self.in_sight]
        rule = Content.styled("│", "$foreground 20%")
        return Content("\n").join(rule.join(line) for line in zip(*columns, strict=True))

    def _drawn(self, number: int) -> list[Content]:
        """Return a column as lines, as many as there is room for."""
        column, width = self._columns[number], self._width - 1
        more = len(column.ids) - len(self._shown(number))
        head = fit(f"{column.sign} {column.name} {len(column.ids):,}", width)
        lines = [content_line(head, f"bold {column.colour}"), Content.styled("─" * width, "$foreground 20%")]
        for place, card in enumerate(self._shown(number), self._tops[number]):
            lines += self._card(card, (number, place) == self._at, width)
        if more and len(lines) > self.size.height - 1:
            top = self._tops[number]
            said = f"↑ {top:,}  ↓ {more - top:,}" if top else f"↓ {more:,} more"
            lines = [*lines[: self.size.height - 1], Content.styled(fit(said, width), _MUTED)]
        blank = Content(" " * width)
        return [*lines, *[blank] * (self.size.height - len(lines))][: self.size.height]

    def _card(self, card_id: int, here: bool, width: int) -> list[Content]:
        card = self._cards.get(card_id, Card("…", ""))
        cursor, sign = "▌" if here else " ", card.sign or " "
        title = in_two(card.title, width - 3)
        texts = [*((one, "bold") for one in title), (fit(card.below, width - 3), _MUTED)]
        here_style = "$block-cursor-foreground on $block-cursor-background" if here and self.has_focus else ""
        lines = []
        for at, (text, style) in enumerate(texts):
            signs = Content.assemble(cursor, (sign if at == 0 else " ", "" if here_style else card.colour), " ")
            line = Content.assemble(signs, content_line(text, "" if here_style else style))
            lines.append(line.stylize(here_style) if here_style else line)
        return [*lines, Content(" " * width)][:_CARD]


def in_two(text: str, width: int) -> list[str]:
    """Return a text in one line of `width` cells, or in two, broken between words; what is longer is cut."""
    if cell_len(text) <= width:
        return [fit(text, width)]
    words = text.split(" ")
    first = max((at for at in range(1, len(words)) if cell_len(" ".join(words[:at])) <= width), default=0)
    if not first:
        return [fit(text, width)]
    return [fit(" ".join(words[:first]), width), fit(" ".join(words[first:]), width)]
