"""The part of a long list that is in memory: all ids, and the rows of the pages looked at last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from textual.cache import LRUCache

from partner_tui.errors import PartnerError

RowT = TypeVar("RowT")

Fetch = Callable[[Sequence[int]], Mapping[int, RowT]]
"""Reads the rows of these ids; a record that is gone meanwhile is simply not in the answer."""

PAGE_ROWS = 128
PAGES_KEPT = 16

_NEAR = (64, 8192)
"""How far, in rows, a neighbour of a vanished row is looked for: close by first, then wide."""


class RowWindow(Generic[RowT]):
    """The ids of one filter and sort, in order, and the rows behind them, a page at a time.

    `ids` is best an `array('q')`: a million take 8 MB. It must not change afterwards: it is a snapshot.
    """

    def __init__(self, ids: Sequence[int], fetch: Fetch[RowT]) -> None:
        self.ids = ids
        self._fetch = fetch
        self._pages: LRUCache[int, Mapping[int, RowT] | PartnerError] = LRUCache(PAGES_KEPT)

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, index: int) -> RowT | PartnerError | None:
        """The row at `index`: None when its record is gone, the error when its page could not be read.

        An error is kept like a page, so that a broken database is not asked again for each line drawn.
        """
        page = self._page(index // PAGE_ROWS)
        return page if isinstance(page, PartnerError) else page.get(self.ids[index])

    def forget(self) -> None:
        """Drop the rows, so that they are read anew; the ids and their order stay."""
        self._pages.clear()

    def index_of(self, record_id: int, hint: int = 0) -> int | None:
        """Where `record_id` stands, or None. Tries `hint` first; otherwise reads the ids once, in C."""
        if 0 <= hint < len(self.ids) and self.ids[hint] == record_id:
            return hint
        try:
            return self.ids.index(record_id)
        except ValueError:
            return None

    def nearest(self, before: RowWindow[RowT], index: int) -> int:
        """Where the row that stood at `index` of `before` is now; if it is gone, its nearest neighbour of
        then that is still here (below before above); if none is near, the same position. 0 when empty.
        """
        if not self.ids or not before.ids:
            return 0
        record_id = before.ids[index]
        if (now := self.index_of(record_id, index)) is not None:
            return now
        for reach in _NEAR:
            low = max(0, index - reach)
            around = before.ids[low : index + reach + 1]
            if alive := set(around).intersection(self.ids):
                places = (place for place, neighbour in enumerate(around, low) if neighbour in alive)
                closest = min(places, key=lambda place: (abs(place - index), place < index))
                return self.ids.index(before.ids[closest])
        return min(index, len(self.ids) - 1)

    def _page(self, number: int) -> Mapping[int, RowT] | PartnerError:
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE_ROWS
            try:
                page = self._fetch(self.ids[start : start + PAGE_ROWS])
            except PartnerError as error:
                page = error
            self._pages[number] = page
        return page
