"""Every meeting by status, person and time, in one place: what the rotation reads instead of joining all meetings.

It follows from the meetings and their participants, and triggers keep it so, as they keep the search index.
"""

from __future__ import annotations

from partner_tui.records import partner_index, staff_index
from partner_tui.records.connection import RecordsFile

TABLE = "contact_index"

TABLES = (TABLE, staff_index.TABLE, partner_index.TABLE)
"""This table, the one that is made of it, and that of the meetings with partners."""

_COUNTS = "m.archived_at IS NULL AND r.archived_at IS NULL AND (m.status <> 'held' OR coalesce(r.came, 1))"
_ROWS = (
    "SELECT m.status, r.person_id, m.starts_at, r.id, m.minutes "
    f"FROM participants r JOIN meetings m ON m.id = r.meeting_id WHERE {_COUNTS}"
)
_KEY = "status, person_id, starts_at, participant_id"
_TAKE = (
    f"DELETE FROM {TABLE} WHERE ({_KEY}) IN "
    "(SELECT m.status, old.person_id, m.starts_at, old.id FROM meetings m WHERE m.id = old.meeting_id)"
)
_TAKE_ALL = (
    f"DELETE FROM {TABLE} WHERE ({_KEY}) IN "
    "(SELECT old.status, r.person_id, old.starts_at, r.id FROM participants r WHERE r.meeting_id = old.id)"
)
_PUT = f"INSERT INTO {TABLE} {_ROWS} AND r.id = new.id"
_PUT_ALL = f"INSERT INTO {TABLE} {_ROWS} AND m.id = new.id"


def statements() -> dict[str, str]:
    """Return the table and its triggers: name -> the statement that makes it."""
    triggers = {
        "participant_added": ("INSERT ON participants", _PUT),
        "participant_removed": ("DELETE ON participants", _TAKE),
        "participant_changed": (
            "UPDATE OF person_id, meeting_id, came, archived_at ON participants",
            f"{_TAKE}; {_PUT}",
        ),
        "meeting_changed": (
            "UPDATE OF status, starts_at, minutes, archived_at ON meetings",
            f"{_TAKE_ALL}; {_PUT_ALL}",
        ),
    }
    made = {
        TABLE: (
            f"CREATE TABLE {TABLE} (status TEXT NOT NULL, person_id INTEGER NOT NULL, starts_at TEXT NOT NULL, "
            f"participant_id INTEGER NOT NULL, minutes INTEGER NOT NULL, PRIMARY KEY ({_KEY})) STRICT, WITHOUT ROWID"
        )
    }
    for name, (event, body) in triggers.items():
        made[f"{TABLE}_{name}"] = f"CREATE TRIGGER {TABLE}_{name} AFTER {event} BEGIN {body}; END"
    return made | staff_index.statements() | partner_index.statements()


def fill(opened: RecordsFile, table: str) -> None:
    """Fill one of the tables, just made."""
    if table == TABLE:
        opened.run(f"INSERT INTO {TABLE} {_ROWS}")
    elif table == partner_index.TABLE:
        partner_index.rebuild(opened)
    else:
        staff_index.rebuild(opened)


def rebuild(opened: RecordsFile) -> None:
    """Fill the tables anew."""
    staff_index.suspend(opened)
    opened.run(f"DELETE FROM {TABLE}")
    fill(opened, TABLE)
    staff_index.resume(opened)
    partner_index.rebuild(opened)


def is_true(opened: RecordsFile) -> bool:
    """Return whether the tables say what the meetings, and what people and affiliations, say."""
    mine = f"SELECT {_KEY}, minutes FROM {TABLE}"
    differing = f"SELECT 1 FROM (SELECT * FROM ({mine} EXCEPT {_ROWS}) UNION ALL SELECT * FROM ({_ROWS} EXCEPT {mine}))"
    mine_is_true = opened.run(f"{differing} LIMIT 1").fetchone() is None
    return mine_is_true and staff_index.is_true(opened) and partner_index.is_true(opened)
