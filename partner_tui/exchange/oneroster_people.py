"""People out of the users of OneRoster: a row each, its quirks repaired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partner_tui.exchange.cells import LIMITS, RowReader, is_email, truth
from partner_tui.exchange.cells import grade as grade_code
from partner_tui.exchange.incoming import Findings, IncomingPerson, Progress, counted, quiet, telling
from partner_tui.exchange.merging import merged
from partner_tui.exchange.oneroster_jobs import Jobs, Organizations
from partner_tui.exchange.oneroster_table import Table, is_clean, stripped

_SHORTEST_LIMIT = 60

_USER = (
    "sourcedId", "status", "dateLastModified", "enabledUser", "role", "orgSourcedIds", "primaryOrgSourcedId",
    "givenName", "familyName",
    "preferredGivenName", "preferredFamilyName", "pronouns", "identifier", "userMasterIdentifier", "email", "phone",
    "sms", "grades",
)  # fmt: skip
# Which column speaks about which field.
_FIELDS = {
    "identifier": "identifier", "givenName": "given_name", "familyName": "family_name", "email": "email",
    "preferredGivenName": "preferred_name", "pronouns": "pronouns", "phone": "phone", "sms": "phone",
    "grades": "grade",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """What the users and roles say together."""

    people: Sequence[IncomingPerson] = ()
    present: frozenset[str] = frozenset()
    is_delta: bool = False
    most_common_org: str = ""


# The texts that end up in the records as they are; addresses and grades are looked at one by one.
_TEXTS = {column: name for column, name in _FIELDS.items() if column not in ("email", "grades")} | {
    "sourcedId": "key", "userMasterIdentifier": "identifier", "preferredFamilyName": "family_name",
}  # fmt: skip


def read_people(
    users: Table | None, roles: Table | None, organizations: Organizations, mode: str, progress: Progress = quiet
) -> People:
    """Read everybody; `mode` is what the manifest says about users (bulk, delta, absent or '').

    Without a manifest, a file whose status column is filled is taken for a delta: the safe reading, for then
    nobody is absent from it.
    """
    if users is None:
        return People()
    jobs = Jobs(users.findings, roles, organizations)
    reader = _Reader(users, jobs)
    rows = telling(users.raw_rows(*_USER), "rows read", progress)
    people = [person for line, cells in rows if (person := reader.person(line, cells))]
    is_delta = mode == "delta" or (not mode and reader.statuses > 0)
    reader.note_statuses(is_delta)
    jobs.note_roles_of_nobody()
    # A column that is empty from top to bottom says nothing.
    told = {name for name in _FIELDS.values() if any(getattr(person, name) for person in people)}
    present = told | {"kind", "active"}
    if organizations.of_kind("department"):
        present.add("departments")
    return People(merged(people, users.findings), frozenset(present), is_delta, jobs.most_common_org)


class _Reader:
    """Turns rows of users into people; a row without quirks takes the short way."""

    def __init__(self, users: Table, jobs: Jobs) -> None:
        self.findings: Findings = users.findings
        self.file = users.findings.file
        self.jobs = jobs
        self.can_be_disabled = "enabledUser" in users.has
        self.statuses = self.first_status = self.dates = 0

    def person(self, line: int, cells: tuple[str, ...]) -> IncomingPerson | None:
        """One row of users as a person, or None where it had to be rejected."""
        mended = cells if _is_plain(cells) else self._mended(line, cells)
        if mended is None:
            return None
        (key, status, changed, enabled, word, orgs, main_org, given, family, preferred, _, pronouns,
         identifier, master, email, phone, sms, grades) = mended  # fmt: skip
        kind, title, departments = self.jobs.job(line, key, word, orgs or main_org, grades)
        if not kind:
            return None
        is_active = True
        if enabled != "true" or status or changed:
            is_active = self._is_active(line, enabled, status, changed)
        if email and not (is_email(email) and email.islower() and email.isprintable()):
            email = RowReader(self.findings, line).email("email", email)
        if grades and grade_code(grades) != grades:
            grades = RowReader(self.findings, line).grade("grades", grades)
        return IncomingPerson(
            key, identifier or master, kind, given, family, preferred, pronouns, email, phone or sms,
            title, grades, "", None, departments, is_active, self.file, line,
        )  # fmt: skip

    def note_statuses(self, is_delta: bool) -> None:
        """Say once that a full list has marks that only a list of changes should have."""
        if not is_delta and (self.statuses or self.dates):
            marked = counted(max(self.statuses, self.dates), "row")
            message = f"{marked} of a full list with a status or date, as only changes have: read as a full list"
            self.findings.repair(self.first_status, "status", "", message)

    def _mended(self, line: int, cells: tuple[str, ...]) -> tuple[str, ...] | None:
        """The cells with their texts cleaned and the name made whole; None and a rejection without key or name."""
        reader = RowReader(self.findings, line)
        named = dict(zip(_USER, stripped(cells), strict=True))
        if not named["sourcedId"] or len(named["sourcedId"]) > LIMITS["key"]:
            self.findings.reject(line, "sourcedId", named["sourcedId"], "empty or too long: the row is left out")
            return None
        for column, name in _TEXTS.items():
            named[column] = reader.line(column, named[column], name)
        given, family, wished = named["givenName"], named["familyName"], named["preferredFamilyName"]
        if wished and wished != family:
            self.findings.repair(line, "preferredFamilyName", wished, f"read as the family name, instead of {family}")
            family = wished
        if not given and family:
            self.findings.repair(line, "givenName", "", f"empty: {family} is read as the given name")
            given, family = family, ""
        if not given:
            self.findings.reject(line, "givenName", "", "no name: the row is left out")
            return None
        named["givenName"], named["familyName"] = given, family
        return tuple(named.values())

    def _is_active(self, line: int, enabled: str, status: str, changed: str) -> bool:
        if (status or changed) and not self.first_status:
            self.first_status = line
        self.statuses += bool(status)
        self.dates += bool(changed)
        if status.casefold() == "tobedeleted":
            self.findings.repair(line, "status", status, "read as no longer at the school")
            return False
        standing = truth(status) if status else True
        if standing is None:
            self.findings.repair(line, "status", status, "not a word for a status: read as active")
        return self._is_enabled(line, enabled) and standing is not False

    def _is_enabled(self, line: int, enabled: str) -> bool:
        if enabled == "false":
            return False
        if enabled == "true" or not self.can_be_disabled:
            return True
        meant = truth(enabled)
        words = "read as false" if meant is False else "read as true" if enabled else "empty: read as true"
        self.findings.repair(line, "enabledUser", enabled, words)
        return meant is not False


def _is_plain(cells: tuple[str, ...]) -> bool:
    """Whether nothing in the row needs mending: a key, a name, clean text, and none so long that it may not fit."""
    (key, _, _, _, _, _, _, given, family, preferred, preferred_family, pronouns,
     identifier, master, _, phone, sms, _) = cells  # fmt: skip
    if not key or not given or preferred_family or len(key) > 60:
        return False
    texts = given + family + preferred + pronouns + identifier + master + phone + sms
    return len(texts) <= _SHORTEST_LIMIT and is_clean(cells)
