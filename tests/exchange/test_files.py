"""Files that leave: whole or not at all, readable by their owner only, named within their folder."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.errors import PartnerError
from partner_tui.exchange.files import replace_file, safe_name


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_holds_all_pieces_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "meetings.ics", iter([b"one\r\n", b"", b"two\r\n"]))
    assert (tmp_path / "meetings.ics").read_bytes() == b"one\r\ntwo\r\n"
    assert stat.S_IMODE((tmp_path / "meetings.ics").stat().st_mode) == 0o600
    assert _names(tmp_path) == ["meetings.ics"]


def test_an_old_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "meetings.ics"
    file.write_bytes(b"a much longer text of last week")
    file.chmod(0o644)
    replace_file(file, [b"new"])
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_whoever_reads_while_we_write_sees_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "meetings.ics"
    file.write_bytes(b"old")
    seen: list[bytes] = []

    def pieces() -> Iterator[bytes]:
        yield b"x" * 3_000_000
        seen.append(file.read_bytes())
        yield b"end"

    replace_file(file, pieces())
    assert seen == [b"old"]
    assert file.stat().st_size == 3_000_003


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), PartnerError("no such zone"), ValueError("a bug")])
def test_whatever_goes_wrong_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: BaseException
) -> None:
    file = tmp_path / "meetings.ics"
    file.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new" * 1_000_000
        raise failure

    with pytest.raises(type(failure)) as caught:
        replace_file(file, pieces())
    assert caught.value is failure
    assert file.read_bytes() == b"old"
    assert _names(tmp_path) == ["meetings.ics"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "may not be written to"),
        (errno.EROFS, "may not be written to"),
        (errno.EIO, "input/output error"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, call: str
) -> None:
    file = tmp_path / "meetings.ics"
    file.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(PartnerError) as caught:
        replace_file(file, [b"new"])
    monkeypatch.undo()
    assert caught.value.message.startswith("meetings.ics was not written: ")
    assert said in caught.value.message
    assert caught.value.hint
    assert file.read_bytes() == b"old"
    assert _names(tmp_path) == ["meetings.ics"]


def test_the_file_and_then_its_folder_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def watch(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append(f"folder with {_names(tmp_path)}" if folder else "file")
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    replace_file(tmp_path / "meetings.ics", [b"new"])
    assert synced == ["file", "folder with ['meetings.ics']"]


def test_a_network_folder_that_cannot_be_synced_still_takes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    replace_file(tmp_path / "meetings.ics", [b"new"])
    assert (tmp_path / "meetings.ics").read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PartnerError, match="there is no folder") as caught:
        replace_file(tmp_path / "nowhere" / "meetings.ics", [b"new"])
    assert "nowhere" in caught.value.message
    assert "Make the folder" in caught.value.hint


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"old")
    with pytest.raises(PartnerError, match="there is no folder"):
        replace_file(tmp_path / "notes.txt" / "meetings.ics", [b"new"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets its administrator write anywhere")
def test_a_folder_that_may_not_be_written_to_is_said_plainly(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PartnerError, match="may not be written to"):
            replace_file(tmp_path / "meetings.ics", [b"new"])
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("name", ["a\0b.ics", "\ud800.ics", "..", ""])
def test_what_cannot_be_a_file_name_is_refused(tmp_path: Path, name: str) -> None:
    target = tmp_path / name if name else Path()
    with pytest.raises(PartnerError, match="not the name of a file"):
        replace_file(target, [b"new"])
    assert _names(tmp_path) == []


def test_a_name_that_is_too_long_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(PartnerError, match="name is too long"):
        replace_file(tmp_path / ("n" * 300), [b"new"])
    assert _names(tmp_path) == []


def test_folders_and_devices_are_not_replaced(tmp_path: Path) -> None:
    for target in (tmp_path, Path(os.devnull)):
        with pytest.raises(PartnerError, match="is not a file"):
            replace_file(target, [b"new"])
    assert tmp_path.is_dir()


def test_a_link_is_replaced_and_what_it_pointed_to_stays(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"precious")
    (tmp_path / "meetings.ics").symlink_to(other)
    replace_file(tmp_path / "meetings.ics", [b"new"])
    assert other.read_bytes() == b"precious"
    assert not (tmp_path / "meetings.ics").is_symlink()
    assert (tmp_path / "meetings.ics").read_bytes() == b"new"


def test_a_file_in_the_folder_where_one_works_needs_no_folder_in_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    replace_file(Path("meetings.ics"), [b"new"])
    assert _names(tmp_path) == ["meetings.ics"]


@given(st.text(st.characters(), max_size=400) | st.text("./\\ -~:con\0\u202eａ", max_size=40))
def test_no_text_gives_a_name_outside_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 120
    assert name[0] not in ".- "
    assert name[-1] not in ". "
    assert not set(name) & set('/\\:*?"<>|~$')
    assert name.replace(" ", "a").isprintable()
    assert Path("folder", name).parent == Path("folder")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Rivera", "Ana Rivera"),
        ("../../etc/passwd", "etc passwd"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("lpt1.csv", "_lpt1.csv"),
        ("nul .txt", "_nul .txt"),
        ("Connie", "Connie"),
        ("Coffee: Ana/Bo", "Coffee Ana Bo"),
        ("／etc／passwd", "etc passwd"),
        ("Zoë Łuczak", "Zoë Łuczak"),
        ("हिन्दी", "हिन्दी"),
        ("evil\u202egpj.exe", "evil gpj.exe"),
        ("…", "untitled"),
        ("", "untitled"),
        ("é" * 100, "é" * 60),
    ],
)
def test_names_stay_readable(text: str, name: str) -> None:
    assert safe_name(text) == name
