"""The words of address books: what stands between several values, and labels that are the program's own."""

from __future__ import annotations

import re

from partner_tui.exchange.word_lists import phrase_set
from partner_tui.records.text import fold

JOINED = " ::: "
"""What stands between the values of a cell where Google has several."""

_OWN_LABELS = phrase_set("my contacts, mycontacts, starred, friends, family, coworkers, other contacts, imported")
_BETWEEN = re.compile(r" ::: |[;,\n]")


def labels_in(cell: str) -> list[str]:
    """The labels of a cell that a person gave, in order, each once; Google's own begin with a star."""
    pieces = (" ".join(piece.split()) for piece in _BETWEEN.split(cell))
    kept = (piece for piece in pieces if piece and not piece.startswith("*") and fold(piece) not in _OWN_LABELS)
    return list({fold(piece): piece for piece in kept}.values())


def values_in(cell: str) -> list[str]:
    """The values of a cell, of which Google joins several."""
    return [piece.strip() for piece in cell.split(JOINED) if piece.strip()]
