"""The doctor says in plain words what is wrong with the records and where they are, and what to do about it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from partner_tui.records import backups, checkup, database, history, people
from partner_tui.records.checkup import Finding, Level
from partner_tui.records.connection import RecordsFile
from tests.conftest import NOW, WHO


def messages(findings: list[Finding], level: Level) -> str:
    return "\n".join(one.message for one in findings if one.level is level)


def test_healthy_records_have_nothing_wrong(records: RecordsFile) -> None:
    backups.back_up(records, at=NOW)
    findings = checkup.examine(records.path, at=NOW)
    assert messages(findings, Level.BAD) == ""
    assert messages(findings, Level.WARNING) == ""
    good = messages(findings, Level.GOOD)
    for words in ("no known bug", "is whole", "search index says what", "Nobody else", "Copy of 2026-11-24 14:00 UTC"):
        assert words in good


def test_a_look_at_closed_records_leaves_them_closed(school_file: Path) -> None:
    findings = checkup.examine(school_file, at=NOW)
    assert messages(findings, Level.BAD) == ""
    assert not database.is_open()


def test_every_trouble_has_a_next_step(school_file: Path) -> None:
    school_file.chmod(0o644)
    os.truncate(school_file, 9_000)
    findings = checkup.examine(school_file, at=NOW)
    assert "damaged" in messages(findings, Level.BAD)
    assert all(one.hint for one in findings if one.level is not Level.GOOD)


def test_missing_records_are_said(tmp_path: Path) -> None:
    assert "There are no records" in messages(checkup.examine(tmp_path / "none.db", at=NOW), Level.BAD)


def test_records_that_others_can_read_are_said(records: RecordsFile) -> None:
    records.path.chmod(0o644)
    findings = checkup.examine(records.path, at=NOW)
    assert str(records.path) in messages(findings, Level.WARNING)
    assert any(one.hint == f"Close it with: chmod 600 '{records.path}'" for one in findings)


def test_a_missing_or_old_copy_is_said(records: RecordsFile) -> None:
    assert "no copy" in messages(checkup.examine(records.path, at=NOW), Level.WARNING)
    backups.back_up(records, at=NOW - timedelta(days=8))
    assert "8 days old" in messages(checkup.examine(records.path, at=NOW), Level.WARNING)


@pytest.mark.parametrize("folder", ["OneDrive - Lincoln", "Dropbox", "Google Drive", "iCloud Drive", "Nextcloud"])
def test_records_in_a_folder_that_is_synchronised_are_said(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "school.db"
    database.create_records(path)
    assert folder in messages(checkup.examine(path, at=NOW), Level.WARNING)


def test_a_network_drive_is_told_from_a_disk(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb /home/ana ext4 rw 0 0\n\n")
    assert checkup.remote_kind(Path("/home/lee/school.db"), mounts) == "nfs4"
    assert checkup.remote_kind(Path("/home/ana/school.db"), mounts) is None
    assert checkup.remote_kind(Path("/homes/school.db"), mounts) is None
    assert checkup.remote_kind(Path("/home/lee/school.db"), tmp_path / "none") is None


def test_half_made_copies_are_said(records: RecordsFile) -> None:
    part = records.path.with_name(".school.db.1234.part")
    part.touch()
    os.utime(part, (0, 0))
    assert "half-made" in messages(checkup.examine(records.path, at=NOW), Level.WARNING)


def test_a_record_whose_other_half_is_gone_is_said(records: RecordsFile) -> None:
    records.pragma("foreign_keys", 0)
    records.run(
        "INSERT INTO affiliations(uid, version, created_at, updated_at, person_id, group_id, title, source) "
        "VALUES ('a', 1, '2026-11-24T14:00:00Z', '2026-11-24T14:00:00Z', 77, 88, '', '')"
    )
    records.pragma("foreign_keys", 1)
    assert "affiliations whose other half is gone" in messages(checkup.examine(records.path, at=NOW), Level.BAD)


def test_a_search_index_that_lies_is_said_and_mended(records: RecordsFile) -> None:
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana")
    records.run("DROP TRIGGER people_search_added")
    assert "lacks 1 of its parts" in messages(checkup.examine(records.path, at=NOW), Level.BAD)
    with history.intent("Add Sam", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Sam")
    checkup.mend_search()
    assert messages(checkup.examine(records.path, at=NOW), Level.BAD) == ""
    assert len(people.listing(people.PeopleFilter(text="sam"))) == 1
    records.run("INSERT INTO people_search(people_search, rowid, search_text) VALUES ('delete', 1, 'ana')")
    assert "does not say what the records say" in messages(checkup.examine(records.path, at=NOW), Level.BAD)


def test_read_only_records_are_said(records: RecordsFile) -> None:
    path = records.path
    database.close_records()
    path.chmod(0o400)
    database.open_records(path)
    assert "read-only" in messages(checkup.examine(path, at=NOW), Level.WARNING)
