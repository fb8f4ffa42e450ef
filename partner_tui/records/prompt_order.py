"""The order in which the questions of an audience are asked, and how somebody changes it."""

from __future__ import annotations

from partner_tui.records import database, prompts
from partner_tui.records.history import Intent
from partner_tui.records.prompts import STEP, Prompt


def move(intent: Intent, prompt_id: int, by: int) -> bool:
    """Let a question be asked so many places earlier (less than none) or later among those of its audience.

    Return whether it moved; the first goes no earlier, the last no later. Only positions that have to change are
    written: usually those of two questions.
    """
    asked = prompts.get(prompt_id)
    query = "SELECT id, position FROM prompts WHERE audience = ? AND archived_at IS NULL ORDER BY position, id"
    found = [(int(one), int(position)) for one, position in database.select(query, (asked.audience.value,))]
    order = [one for one, _ in found]
    if prompt_id not in order:
        return False
    at = order.index(prompt_id)
    to = min(max(0, at + by), len(order) - 1)
    if to == at:
        return False
    order.insert(to, order.pop(at))
    places = [position for _, position in found]
    if len(set(places)) < len(places):
        places = [STEP * number for number in range(1, len(order) + 1)]
    before = dict(found)
    changed = {one: {"position": place} for one, place in zip(order, places, strict=True) if before[one] != place}
    intent.update_many(Prompt, changed)
    return True
