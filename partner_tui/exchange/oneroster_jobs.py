"""What somebody is at the school, out of OneRoster's roles and orgs: staff, student or family, title, departments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from partner_tui.exchange.cells import RowReader
from partner_tui.exchange.incoming import Findings, counted
from partner_tui.exchange.oneroster_table import Table

# The role words that 1.1 and 1.2 define. Only three of them say what somebody does: real exports write "teacher"
# for every row of staff and "administrator" for everybody in the office, so these give no job title.
_KINDS = {
    "student": ("student", ""), "parent": ("family", ""), "guardian": ("family", ""), "relative": ("family", ""),
    "teacher": ("staff", ""), "administrator": ("staff", ""), "proctor": ("staff", ""),
    "districtAdministrator": ("staff", ""), "siteAdministrator": ("staff", ""),
    "systemAdministrator": ("staff", ""), "aide": ("staff", "Aide"),
    "principal": ("staff", "Principal"), "counselor": ("staff", "Counselor"),
}  # fmt: skip
_WORDS = {word.casefold(): word for word in _KINDS}


@dataclass(slots=True)
class Organizations:
    """The schools, districts and departments of orgs.csv."""

    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, name: str, kind: str) -> None:
        """Take one organization in; a repeated key changes nothing."""
        self.names.setdefault(key, name)
        self.kinds.setdefault(key, kind)

    def of_kind(self, kind: str) -> list[str]:
        """The keys of all organizations of a kind, sorted."""
        return sorted(key for key, its in self.kinds.items() if its == kind)

    @property
    def root(self) -> str:
        """The key of the one school, else of the one district, else of the first school; '' without any."""
        schools, districts = self.of_kind("school"), self.of_kind("district")
        if len(schools) == 1 or not districts:
            return schools[0] if schools else ""
        return districts[0]

    @property
    def school_name(self) -> str | None:
        """The name of the one school, else of the one district, else None."""
        for kind in ("school", "district"):
            found = self.of_kind(kind)
            if len(found) == 1:
                return self.names[found[0]]
        return None


@dataclass(frozen=True, slots=True)
class _Role:
    """The roles of one user: the word that wins, and the organizations of all of them in one cell."""

    word: str
    is_primary: bool
    orgs: str


class Jobs:
    """Answers what a user is; what repeats from row to row is worked out once."""

    def __init__(self, findings: Findings, roles: Table | None, organizations: Organizations) -> None:
        self.findings = findings
        self.organizations = organizations
        self.roles_findings = roles.findings if roles else findings
        self.roles = _read_roles(roles) if roles else {}
        self.roles_used = 0
        self.orgs_met: Counter[str] = Counter()
        self.missing_orgs: set[str] = set()
        self.known_departments: dict[str, tuple[str, ...]] = {}

    @property
    def most_common_org(self) -> str:
        """The key of the organization that stands first for most users."""
        return min(self.orgs_met.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))[0]

    def job(self, line: int, key: str, word: str, orgs: str, grades: str) -> tuple[str, str, tuple[str, ...]]:
        """Kind, job title ('' where the word says nothing) and departments of a user; kind '' after a rejection.

        `word` and `orgs` are the cells of users (1.1); rows of roles for the same user (1.2) go before them.
        """
        role = self.roles.get(key)
        if role is not None:
            self.roles_used += 1
            word, orgs = role.word or word, role.orgs or orgs
        kind_and_title = _KINDS.get(word)
        if kind_and_title is None:
            kind_and_title = self._unusual(line, word, grades)
        departments = self.known_departments.get(orgs)
        if departments is None:
            departments = self._departments(line, orgs)
        self.orgs_met[orgs] += 1
        return *kind_and_title, departments

    def note_roles_of_nobody(self) -> None:
        """Say once that there are roles of users who are not in the file."""
        lost = len(self.roles) - self.roles_used
        if lost > 0:
            message = f"{counted(lost, 'role')} of users who are not in {self.findings.file}: left out"
            self.roles_findings.repair(1, "userSourcedId", "", message)

    def _unusual(self, line: int, word: str, grades: str) -> tuple[str, str]:
        """A role word in another case, an extension, a word of somebody's own, or none."""
        standard = _WORDS.get(word.casefold())
        if standard:
            self.findings.repair(line, "role", word, f"read as {standard}")
            return _KINDS[standard]
        if not word and grades:
            self.findings.repair(line, "role", "", "no role, but a grade: read as student")
            return "student", ""
        if not word:
            self.findings.reject(line, "role", "", "no role, so staff, student or family is not known: row left out")
            return "", ""
        bare = word.removeprefix("ext:").strip()
        title = RowReader(self.findings, line).line("role", bare[:1].upper() + bare[1:], "job_title")
        self.findings.repair(line, "role", word, f"not a role of OneRoster: read as staff, job title {title}")
        return "staff", title

    def _departments(self, line: int, cell: str) -> tuple[str, ...]:
        orgs = self.organizations
        items = RowReader(self.findings, line).items("orgSourcedIds", cell)
        for key in items:
            if orgs.names and key not in orgs.names and key not in self.missing_orgs:
                self.missing_orgs.add(key)
                message = "not in orgs.csv: left out here and wherever else it stands"
                self.findings.repair(line, "orgSourcedIds", key, message)
        departments = tuple(orgs.names[key] for key in items if orgs.kinds.get(key) == "department")
        # A cell that had to be repaired is repaired again in the next row, so that each row is named.
        if ",".join(items) == cell:
            self.known_departments[cell] = departments
        return departments


def _read_roles(table: Table) -> dict[str, _Role]:
    """The roles by user: the primary one wins, among equals the first; the organizations of all are kept."""
    found: dict[str, _Role] = {}
    # Thousands of users have the very same role at the same school: they share one object.
    shared: dict[tuple[str, str, str], _Role] = {}
    names = ("userSourcedId", "status", "roleType", "role", "orgSourcedId")
    for line, (user, status, *its) in table.rows(*names):
        if status and status.casefold() == "tobedeleted":
            table.findings.repair(line, "status", status, "the role is to be deleted: left out")
            continue
        kind, word, org = its
        role = shared.get((kind, word, org))
        if role is None:
            role = _Role(word, kind == "primary" or _is_primary(table, line, kind), org)
            if kind in ("primary", "secondary"):
                shared[kind, word, org] = role
        known = found.get(user)
        found[user] = role if known is None else _both(known, role)
    if found.pop("", None):
        table.findings.reject(1, "userSourcedId", "", "roles without a user: left out")
    return found


def _both(first: _Role, second: _Role) -> _Role:
    wins = second if second.is_primary and not first.is_primary else first
    orgs = dict.fromkeys((*first.orgs.split(","), *second.orgs.split(",")))
    return _Role(wins.word, wins.is_primary, ",".join(filter(None, orgs)))


def _is_primary(table: Table, line: int, kind: str) -> bool:
    if kind != "secondary":
        is_secondary = kind.casefold() == "secondary"
        table.findings.repair(line, "roleType", kind, f"read as {'secondary' if is_secondary else 'primary'}")
        return not is_secondary
    return False
