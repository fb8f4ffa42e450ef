"""OneRoster 1.1 and 1.2 bundles (1EdTech, CSV binding): which files there are, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass

from partner_tui.errors import PartnerError
from partner_tui.exchange.bundle import Member, guard, open_bundle
from partner_tui.exchange.cells import RowReader
from partner_tui.exchange.incoming import Findings, Incoming, Progress, SourceKind, quiet
from partner_tui.exchange.oneroster_jobs import Organizations
from partner_tui.exchange.oneroster_people import read_people
from partner_tui.exchange.oneroster_table import COLUMNS, Table, header_of
from partner_tui.exchange.oneroster_years import read_years
from partner_tui.exchange.word_lists import word_set

_READ = ("users.csv", "roles.csv", "orgs.csv", "academicsessions.csv", "manifest.csv")
_NEVER_READ = word_set(
    "demographics.csv classes.csv courses.csv enrollments.csv lineitems.csv results.csv categories.csv resources.csv"
    " classresources.csv courseresources.csv userresources.csv scorescales.csv resultscorescales.csv"
    " lineitemscorescales.csv lineitemlearningobjectiveids.csv resultlearningobjectiveids.csv"
)


@dataclass(slots=True)
class _Manifest:
    """What manifest.csv says: its properties, keys in lower case; none without the file."""

    properties: dict[str, str]

    def mode(self, table: str) -> str:
        """ "bulk", "delta", "absent" or '' for a table such as "users"."""
        return self.properties.get(f"file.{table}".casefold(), "").casefold()


def read(data: bytes, name: str, progress: Progress = quiet) -> Incoming:
    """Read a OneRoster zip: orgs, users, roles and academicSessions, and nothing else in it.

    Raises PartnerError when the zip is damaged, locked, too large, or is no OneRoster bundle.
    """
    findings = Findings(name)
    found = _assigned(open_bundle(data, findings), findings, len(data))
    return _read(found, findings, progress)


def read_users_file(data: bytes, name: str, progress: Progress = quiet) -> Incoming:
    """Read a users.csv of OneRoster that came without its zip."""
    findings = Findings(name)
    findings.repair(1, "", "", "the users.csv of a OneRoster bundle, without the rest: schools and years are not known")
    return _read({"users.csv": Member(name, len(data), lambda: data)}, findings, progress)


def is_users_file(data: bytes, name: str) -> bool:
    """Whether a CSV file is a lone users.csv of OneRoster."""
    member = Member(name, len(data), lambda: data)
    cells = {cell.strip().casefold() for cell in header_of(member, Findings(name))}
    return {"sourcedid", "givenname", "familyname"} <= cells and bool(cells & {"enableduser", "orgsourcedids"})


def _read(found: dict[str, Member], findings: Findings, progress: Progress) -> Incoming:
    manifest = _read_manifest(found.get("manifest.csv"), findings)
    _compare_with_manifest(found, manifest, findings)
    if "users.csv" not in found and manifest.mode("users") != "absent":
        raise PartnerError(
            f"{findings.file} has no users.csv: it is no OneRoster bundle, or not a whole one.",
            f"It has {', '.join(sorted(member.path for member in found.values())) or 'other files'}. Ask for a"
            " OneRoster export with users, orgs and academicSessions, or import a CSV list of staff.",
        )
    organizations = _read_organizations(found.get("orgs.csv"), findings)
    years = read_years(_table(found, "academicsessions.csv", findings))
    users, roles = _table(found, "users.csv", findings), _table(found, "roles.csv", findings)
    kind = _version(manifest, users, roles, findings)
    mode = manifest.mode("users")
    read = read_people(users, roles, organizations, mode, progress)
    return Incoming(
        kind=kind,
        source=_source(organizations, read.most_common_org, manifest),
        school_name=organizations.school_name,
        bulk=users is not None and not read.is_delta,
        people=read.people,
        years=years,
        header=tuple(name for name in COLUMNS["users.csv"] if users and name in users.has and name != "password"),
        present=read.present,
        repairs=findings.repairs,
        rejections=findings.rejections,
    )


def _assigned(members: list[Member], findings: Findings, packed: int) -> dict[str, Member]:
    """Which file of the zip is which table: by its name, else by its header."""
    found: dict[str, Member] = {}
    others: list[Member] = []
    for member in members:
        if member.name in _READ and member.name not in found:
            found[member.name] = member
        elif member.name not in _NEVER_READ:
            others.append(member)
    guard([*found.values(), *others], packed, findings.file)
    for member in others:
        kind = _by_header(member, findings)
        if kind and kind not in found:
            found[kind] = member
            findings.of(member.path).repair(1, "", member.path, f"its columns are those of {kind}: read as that")
        elif member.name != "userprofiles.csv":
            findings.of(member.path).repair(1, "", member.path, "not a file that is needed: not read")
    return found


def _by_header(member: Member, findings: Findings) -> str:
    cells = {cell.strip().casefold() for cell in header_of(member, findings)}
    if {"usersourcedid", "role", "orgsourcedid"} <= cells and "credentialtype" not in cells:
        return "roles.csv"
    if {"sourcedid", "givenname", "familyname"} <= cells:
        return "users.csv"
    if {"sourcedid", "startdate", "enddate", "schoolyear"} <= cells:
        return "academicsessions.csv"
    return "manifest.csv" if "propertyname" in cells else ""


def _table(found: dict[str, Member], kind: str, findings: Findings) -> Table | None:
    member = found.get(kind)
    return Table(member, kind, findings) if member else None


def _read_manifest(member: Member | None, findings: Findings) -> _Manifest:
    if member is None:
        return _Manifest({})
    table = Table(member, "manifest.csv", findings)
    properties: dict[str, str] = {}
    for line, (name, value) in table.rows("propertyName", "value"):
        properties[name.casefold()] = value
        if name == "manifest.version" and value == "1":
            table.findings.repair(line, "value", value, "read as 1.0: a spreadsheet program shortens it")
    if not any(name.startswith("file.") for name in properties):
        table.findings.repair(1, "", "", "says nothing about the files: each that is there is read")
    return _Manifest(properties)


def _compare_with_manifest(found: dict[str, Member], manifest: _Manifest, findings: Findings) -> None:
    """Where manifest and files disagree, the files win (CSV binding)."""
    for table in ("users", "roles", "orgs", "academicSessions"):
        mode, there = manifest.mode(table), f"{table.casefold()}.csv" in found
        if mode == "absent" and there:
            findings.repair(1, f"file.{table}", mode, f"the manifest says absent, but {table}.csv is there: read")
        elif mode in ("bulk", "delta") and not there:
            findings.repair(1, f"file.{table}", mode, f"the manifest promises {table}.csv, but it is not there")
        elif mode not in ("", "absent", "bulk", "delta"):
            findings.repair(1, f"file.{table}", mode, "not a word for a file; bulk, delta or absent is")


def _version(manifest: _Manifest, users: Table | None, roles: Table | None, findings: Findings) -> SourceKind:
    said = manifest.properties.get("oneroster.version", "")
    looks_1_2 = roles is not None or (users is not None and "role" not in users.has)
    seen = SourceKind.ONEROSTER_1_2 if looks_1_2 else SourceKind.ONEROSTER_1_1
    if users is None and said:
        return SourceKind.ONEROSTER_1_2 if said == "1.2" else SourceKind.ONEROSTER_1_1
    if {"1.1": SourceKind.ONEROSTER_1_1, "1.2": SourceKind.ONEROSTER_1_2}.get(said) != seen:
        words = f"the manifest says version {said}" if said else "no version is given"
        findings.repair(1, "oneroster.version", said, f"{words}: read as {seen[-3:].replace('_', '.')} by its columns")
    return seen


def _read_organizations(member: Member | None, findings: Findings) -> Organizations:
    organizations = Organizations()
    if member is None:
        return organizations
    table = Table(member, "orgs.csv", findings)
    for line, (key, status, name, kind) in table.rows("sourcedId", "status", "name", "type"):
        if not key or not name:
            table.findings.reject(line, "name" if key else "sourcedId", "", "empty: the organization is left out")
            continue
        if kind != kind.casefold():
            table.findings.repair(line, "type", kind, f"read as {kind.casefold()}")
        if status.casefold() in ("tobedeleted", "inactive"):
            table.findings.repair(line, "status", status, f"{name} is to be deleted: left out")
            continue
        organizations.add(key, RowReader(table.findings, line).line("name", name, "department"), kind.casefold())
    return organizations


def _source(organizations: Organizations, most_common_org: str, manifest: _Manifest) -> str:
    """The school's id names the origin; with several schools the district's; without orgs, where most people are."""
    code = manifest.properties.get("source.systemcode", "")
    return f"oneroster:{organizations.root or most_common_org or code}"[:200].rstrip(":")
