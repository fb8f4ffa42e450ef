"""Two versions of one record, and the question which of them stays where both were changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from partner_tui.screens.dialogs import Ask, Choice
from partner_tui.widgets.text import line

THEIRS, MINE = "theirs", "mine"


class Difference(NamedTuple):
    """A field that both changed: its label, and what each of them wrote, as it is read."""

    label: str
    theirs: str
    mine: str


def changed_by_both(before: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[str]:
    """Return the columns that both changed, each in another way; all three are texts by column."""
    return [name for name in mine if before[name] not in (theirs[name], mine[name]) and theirs[name] != mine[name]]


def question(differences: Iterable[Difference]) -> Ask:
    """Return the question which version stays; its answers are THEIRS and MINE."""
    said = "\n\n".join(
        f"{one.label}\n  now there: {line(one.theirs) or 'nothing'}\n  you wrote: {line(one.mine) or 'nothing'}"
        for one in differences
    )
    choices = (Choice(THEIRS, "Take theirs", ("t",)), Choice(MINE, "Keep mine", ("k",)))
    return Ask("Somebody changed this while you wrote.", choices, default=MINE, detail=said)
