"""A field for a word of a list: a piece of it is enough, and what was understood stands beneath at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from partner_tui.errors import FieldError
from partner_tui.records.text import fold
from partner_tui.widgets.date_input import DateInput


class WordInput(DateInput):
    """One word out of `words`, code -> label; a word that is in no list is kept as it is typed, and that is said.

    `name` is the column that a FieldError names. `offers` are labels that a click takes.
    """

    def __init__(self, column: str, words: Mapping[str, str], *, placeholder: str = "", offers: Sequence[str] = ()):
        self._column = column
        self._words = words
        super().__init__(self._said, placeholder=placeholder, offers=offers)

    @property
    def code(self) -> str:
        """The code of what is typed, or what is typed where no word of the list is meant; raise FieldError for two."""
        return self._code(self.value)

    def _code(self, typed: str) -> str:
        wanted = fold(typed)
        if not wanted:
            return ""
        exact = [code for code, label in self._words.items() if wanted in (fold(label), fold(code))]
        begun = [
            code for code, label in self._words.items() if fold(label).startswith(wanted) or f" {wanted}" in fold(label)
        ]
        found = exact or [code for code in begun if fold(self._words[code]).startswith(wanted)] or begun
        if len(found) > 1:
            named = ", ".join(self._words[code] for code in found[:4])
            raise FieldError(self._column, f"That could be {named}.", "Write a little more of it.")
        return found[0] if found else typed.strip()

    def _said(self, typed: str) -> str:
        code = self._code(typed)
        return self._words.get(code) or f"{code} (a word of your own: it is not in the list)"
