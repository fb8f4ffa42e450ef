"""Who sits here: the person of the records that the settings of a computer name."""

from __future__ import annotations

from partner_tui.records import database


def person_of(me: str) -> int | None:
    """Return the id of the person of a uid or an e-mail; None where nobody is meant, or more than one. One query."""
    if not me:
        return None
    query = "SELECT id FROM people WHERE uid = ? OR (email = ? AND email <> '') LIMIT 2"
    found = database.select(query, (me.lower(), me.lower()))
    return int(found[0][0]) if len(found) == 1 else None
