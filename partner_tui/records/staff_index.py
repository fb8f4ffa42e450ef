"""Every member of staff in one row: what the rotation and the coverage count and sort by, without a look elsewhere.

It follows from people, affiliations and the contact index, and triggers keep it so, as they keep the search index.
"""

from __future__ import annotations

from partner_tui.records.connection import RecordsFile

TABLE = "staff_index"

ME = "(SELECT id FROM people WHERE uid = :me OR email = :me)"
"""Who sits here."""

IN_ROTATION = (
    "s.archived = 0 AND s.in_rotation = 1 AND (s.paused_until IS NULL OR s.paused_until <= :today) "
    f"AND s.person_id NOT IN {ME}"
)
"""Whether a row `s` of the index is of somebody who takes their turn."""

ONE_DEPARTMENT = "iif(s.until IS NULL OR s.until >= :today, s.department, 0)"
"""The id of the department of a row `s` that has one or none; 0 for none."""


def department_of(person: str) -> str:
    """Return the expression for the department of anybody: of several, the first by name."""
    return (
        "(SELECT min(g.name) FROM affiliations a JOIN groups g ON g.id = a.group_id "
        f"WHERE a.person_id = {person} AND g.kind = 'department' AND a.archived_at IS NULL "
        "AND (a.ends_on IS NULL OR a.ends_on >= :today))"
    )


DEPARTMENT = (
    f"iif(s.department IS NULL, {department_of('s.person_id')}, (SELECT name FROM groups WHERE id = {ONE_DEPARTMENT}))"
)
"""The name of the department of a row `s`."""

COUNTS = f"""
SELECT (SELECT name FROM groups WHERE id = department), people, met, first FROM (
  SELECT {ONE_DEPARTMENT} AS department, count(*) AS people, sum(s.held >= :year) AS met, min(s.held) AS first
  FROM {TABLE} s WHERE {IN_ROTATION} AND s.department IS NOT NULL GROUP BY 1)
UNION ALL
SELECT {department_of("s.person_id")}, 1, s.held >= :year, s.held
FROM {TABLE} s WHERE {IN_ROTATION} AND s.department IS NULL
"""
"""Of each department, in rows to be added up: how many are in it, how many were met from `:year` on, and the first
time that one of them was last met."""

_OF_DEPARTMENTS = (
    "FROM affiliations a JOIN groups g ON g.id = a.group_id "
    "WHERE a.person_id = p.id AND g.kind = 'department' AND a.archived_at IS NULL"
)
_MET = "(SELECT max(c.starts_at) FROM contact_index c WHERE c.status = '{status}' AND c.person_id = p.id)"
# The department is the group of the only affiliation there is, until its end; 0 without any, and NULL where there are
# several: which of them counts depends on the day.
_ROWS = (
    "SELECT p.id, p.uid, p.joined_on, p.in_rotation, p.paused_until, p.archived_at IS NOT NULL, "
    f"(SELECT iif(count(*) > 1, NULL, coalesce(max(a.group_id), 0)) {_OF_DEPARTMENTS}), "
    f"(SELECT iif(count(*) > 1, NULL, max(a.ends_on)) {_OF_DEPARTMENTS}), "
    f"{_MET.format(status='held')}, {_MET.format(status='cancelled')} "
    "FROM people p WHERE p.kind = 'staff'"
)


def _anew(person: str) -> str:
    """Return the statements that make the rows of some people anew, as `person` tells their ids."""
    return f"DELETE FROM {TABLE} WHERE person_id {person}; INSERT INTO {TABLE} {_ROWS} AND p.id {person}"


_EVENTS = {
    "person_added": ("INSERT ON people WHEN new.kind = 'staff'", _anew("= new.id")),
    "person_removed": ("DELETE ON people WHEN old.kind = 'staff'", f"DELETE FROM {TABLE} WHERE person_id = old.id"),
    "person_changed": (
        "UPDATE OF kind, uid, joined_on, in_rotation, paused_until, archived_at ON people "
        "WHEN 'staff' IN (old.kind, new.kind)",
        _anew("= new.id"),
    ),
    "member_added": ("INSERT ON affiliations WHEN new.group_id IS NOT NULL", _anew("= new.person_id")),
    "member_removed": ("DELETE ON affiliations WHEN old.group_id IS NOT NULL", _anew("= old.person_id")),
    "member_changed": (
        "UPDATE OF person_id, group_id, ends_on, archived_at ON affiliations",
        _anew("IN (old.person_id, new.person_id)"),
    ),
    "group_changed": (
        "UPDATE OF kind ON groups",
        _anew("IN (SELECT person_id FROM affiliations WHERE group_id = new.id)"),
    ),
    "contact_added": ("INSERT ON contact_index WHEN new.status IN ('held', 'cancelled')", _anew("= new.person_id")),
    "contact_removed": ("DELETE ON contact_index WHEN old.status IN ('held', 'cancelled')", _anew("= old.person_id")),
}


def statements() -> dict[str, str]:
    """Return the table and its triggers: name -> the statement that makes it."""
    made = {
        TABLE: (
            f"CREATE TABLE {TABLE} (person_id INTEGER PRIMARY KEY, uid TEXT NOT NULL, joined_on TEXT, "
            "in_rotation INTEGER NOT NULL, paused_until TEXT, archived INTEGER NOT NULL, department INTEGER, "
            "until TEXT, held TEXT, cancelled TEXT) STRICT"
        )
    }
    for name, (event, body) in _EVENTS.items():
        made[f"{TABLE}_{name}"] = f"CREATE TRIGGER {TABLE}_{name} AFTER {event} BEGIN {body}; END"
    return made


def rebuild(opened: RecordsFile) -> None:
    """Fill the table anew."""
    opened.run(f"DELETE FROM {TABLE}")
    opened.run(f"INSERT INTO {TABLE} {_ROWS}")


def suspend(opened: RecordsFile) -> None:
    """Drop the triggers in the running transaction, before much changes at once; `resume` then makes all anew."""
    for name in _EVENTS:
        opened.run(f"DROP TRIGGER IF EXISTS {TABLE}_{name}")


def resume(opened: RecordsFile) -> None:
    """Fill the table anew, and put the triggers back."""
    rebuild(opened)
    for name, statement in statements().items():
        if name != TABLE:
            opened.run(statement)


def is_true(opened: RecordsFile) -> bool:
    """Return whether the table says what the records say."""
    mine = f"SELECT * FROM {TABLE}"
    differing = f"SELECT 1 FROM (SELECT * FROM ({mine} EXCEPT {_ROWS}) UNION ALL SELECT * FROM ({_ROWS} EXCEPT {mine}))"
    return opened.run(f"{differing} LIMIT 1").fetchone() is None
