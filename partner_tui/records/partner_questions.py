"""Answers to what an import of contacts asks, all at once."""

from __future__ import annotations

from partner_tui.records.partner_changes import NEW
from partner_tui.records.roster_preview import Preview


def answered(preview: Preview, *, same: bool = False, new: bool = False) -> dict[str, int]:
    """Return one answer to all that a preview asks; empty where none is given, or nothing is asked.

    `same` takes the one candidate that there is: where there are several, only somebody who looks can say.
    """
    questions = preview.partners.questions
    if new:
        return preview.answers | {one.key: NEW for one in questions}
    if same:
        return preview.answers | {one.key: one.candidates[0].id for one in questions if len(one.candidates) == 1}
    return {}
