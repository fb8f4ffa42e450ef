"""A list of options that stays up under a held key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.widgets import OptionList

if TYPE_CHECKING:
    _Base = OptionList
else:
    _Base = object  # Textual takes a widget's style from its first base only, so that this must be no widget


class SteadyPaging(_Base):
    """Page Down before the first layout moves nothing.

    Textual looks up a line that is not laid out yet, and the KeyError ends the app: a key that repeats while a list
    appears is enough. `_move_page` is private; a test fails when it goes.
    """

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if (self.highlighted or 0) in self._index_to_line:
            super()._move_page(direction)


class SteadyList(SteadyPaging, OptionList):
    """An option list with steady paging."""
