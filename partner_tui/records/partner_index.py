"""Every held or planned meeting with an organization, in one place: when a partner was last met needs no join.

A meeting is with an organization if it is represented in it, or if somebody who came belonged to it on that day. The
table follows from meetings, participants, representations and affiliations, and triggers keep it so.
"""

from __future__ import annotations

from partner_tui.records.connection import RecordsFile

TABLE = "partner_index"

_COLUMNS = "status, organization_id, starts_at, meeting_id"

_DAY = "local_day(m.starts_at, m.timezone)"
_COUNTS = "m.status IN ('held', 'planned') AND m.archived_at IS NULL"
_CAME = "p.archived_at IS NULL AND coalesce(p.came, 1)"
_BELONGED = (
    "a.organization_id IS NOT NULL AND a.archived_at IS NULL "
    f"AND (a.starts_on IS NULL OR a.starts_on <= {_DAY}) AND (a.ends_on IS NULL OR a.ends_on >= {_DAY})"
)


_BY_MEETING = "meetings m CROSS JOIN participants p CROSS JOIN affiliations a"
_BY_CONTACT = "affiliations a CROSS JOIN participants p CROSS JOIN meetings m"
"""In which order the tables are read: for a few meetings, and for all, most of which are without a contact."""


def _rows(order: str, meetings: str = "") -> str:
    """Return the query for the rows of some meetings `m`, or of all."""
    return (
        "SELECT m.status, r.organization_id, m.starts_at, m.id FROM meetings m "
        "JOIN representations r ON r.meeting_id = m.id "
        f"WHERE {_COUNTS} AND r.archived_at IS NULL {meetings} "
        f"UNION SELECT m.status, a.organization_id, m.starts_at, m.id FROM {order} "
        f"WHERE p.meeting_id = m.id AND a.person_id = p.person_id AND {_COUNTS} AND {_CAME} AND {_BELONGED} {meetings}"
    )


_ALL = _rows(_BY_CONTACT)


def _anew(meetings: str) -> str:
    """Return the statements that make the rows of some meetings anew, as `meetings` tells their ids."""
    return (
        f"DELETE FROM {TABLE} WHERE meeting_id {meetings}; "
        f"INSERT INTO {TABLE} ({_COLUMNS}) {_rows(_BY_MEETING, f'AND m.id {meetings}')}"
    )


def _of_a_partner(row: str) -> str:
    """Return the condition that somebody who takes part ever belonged to an organization: most never did."""
    return f"EXISTS (SELECT 1 FROM affiliations WHERE person_id = {row}.person_id AND organization_id IS NOT NULL)"


_OF_PERSON = "IN (SELECT meeting_id FROM participants WHERE person_id {})"
_EVENTS = {
    "participant_added": (f"INSERT ON participants WHEN {_of_a_partner('new')}", _anew("= new.meeting_id")),
    "participant_removed": (f"DELETE ON participants WHEN {_of_a_partner('old')}", _anew("= old.meeting_id")),
    "participant_changed": (
        "UPDATE OF person_id, meeting_id, came, archived_at ON participants "
        f"WHEN {_of_a_partner('old')} OR {_of_a_partner('new')}",
        _anew("IN (old.meeting_id, new.meeting_id)"),
    ),
    "represented": ("INSERT ON representations", _anew("= new.meeting_id")),
    "not_represented": ("DELETE ON representations", _anew("= old.meeting_id")),
    "representation_changed": (
        "UPDATE OF meeting_id, organization_id, archived_at ON representations",
        _anew("IN (old.meeting_id, new.meeting_id)"),
    ),
    "meeting_changed": (
        "UPDATE OF status, starts_at, timezone, archived_at ON meetings",
        _anew("= new.id"),
    ),
    "meeting_removed": ("DELETE ON meetings", f"DELETE FROM {TABLE} WHERE meeting_id = old.id"),
    "contact_added": (
        "INSERT ON affiliations WHEN new.organization_id IS NOT NULL",
        _anew(_OF_PERSON.format("= new.person_id")),
    ),
    "contact_removed": (
        "DELETE ON affiliations WHEN old.organization_id IS NOT NULL",
        _anew(_OF_PERSON.format("= old.person_id")),
    ),
    "contact_changed": (
        "UPDATE OF person_id, organization_id, starts_on, ends_on, archived_at ON affiliations "
        "WHEN coalesce(old.organization_id, new.organization_id) IS NOT NULL",
        _anew(_OF_PERSON.format("IN (old.person_id, new.person_id)")),
    ),
}


def statements() -> dict[str, str]:
    """Return the table and its triggers: name -> the statement that makes it."""
    made = {
        TABLE: (
            f"CREATE TABLE {TABLE} (status TEXT NOT NULL, organization_id INTEGER NOT NULL, starts_at TEXT NOT NULL, "
            f"meeting_id INTEGER NOT NULL, PRIMARY KEY ({_COLUMNS}), "
            "UNIQUE (meeting_id, organization_id)) STRICT, WITHOUT ROWID"
        )
    }
    for name, (event, body) in _EVENTS.items():
        made[f"{TABLE}_{name}"] = f"CREATE TRIGGER {TABLE}_{name} AFTER {event} BEGIN {body}; END"
    return made


def rebuild(opened: RecordsFile) -> None:
    """Fill the table anew."""
    opened.run(f"DELETE FROM {TABLE}")
    opened.run(f"INSERT INTO {TABLE} {_ALL}")


def is_true(opened: RecordsFile) -> bool:
    """Return whether the table says what the records say."""
    mine, true = f"SELECT {_COLUMNS} FROM {TABLE}", f"SELECT * FROM ({_ALL})"
    differing = f"SELECT 1 FROM (SELECT * FROM ({mine} EXCEPT {true}) UNION ALL SELECT * FROM ({true} EXCEPT {mine}))"
    return opened.run(f"{differing} LIMIT 1").fetchone() is None
