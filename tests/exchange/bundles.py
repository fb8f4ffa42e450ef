"""Small OneRoster bundles for the tests, made of lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

USERS_1_1 = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
)
USERS_1_2 = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,"
    "sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
    "preferredFamilyName,primaryOrgSourcedId,pronouns"
)
ROLES = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId"
)
SESSIONS = "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear"
ORGS = (
    "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n"
    "D1,,,Harbor Unified,district,,\r\n"
    "S1,,,Harbor High,school,,D1\r\n"
    "SCI,,,Science,department,,S1\r\n"
)
YEAR = (
    f"{SESSIONS}\r\n"
    "Y,,,2026-2027,schoolYear,2026-08-24,2027-06-12,,2027\r\n"
    "F,,,Fall,semester,2026-08-24,2027-01-16,Y,2027\r\n"
)


def manifest(version: str = "1.1", users: str = "bulk", extra: str = "") -> str:
    """A manifest.csv for users and orgs."""
    return (
        f"propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{version}\r\n"
        f"file.users,{users}\r\nfile.orgs,bulk\r\nfile.enrollments,absent\r\n{extra}"
    )


def user(key: str = "u1", given: str = "Ana", family: str = "Rivera", role: str = "teacher", **cells: str) -> str:
    """One line of a 1.1 users.csv."""
    values = dict.fromkeys(USERS_1_1.split(","), "") | {
        "sourcedId": key, "enabledUser": "true", "orgSourcedIds": "S1", "role": role, "username": key,
        "givenName": given, "familyName": family, "password": "hunter2-secret",
    } | cells  # fmt: skip
    return ",".join(f'"{value}"' if "," in value else value for value in values.values()) + "\r\n"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def bundle(*users: str, header: str = USERS_1_1, **files: str | bytes) -> bytes:
    """A 1.1 bundle with these users; other files by their names with the dot left out, such as `orgscsv`."""
    named = {f"{name.removesuffix('csv')}.csv": text for name, text in files.items()}
    everything: dict[str, str | bytes] = {
        "manifest.csv": manifest(), "orgs.csv": ORGS, "users.csv": header + "\r\n" + "".join(users),
    }  # fmt: skip
    return zipped(everything | named)
