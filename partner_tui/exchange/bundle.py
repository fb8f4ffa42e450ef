"""The CSV files inside a zip, found by their names whatever folder or case these have, and opened with care."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from partner_tui.errors import PartnerError
from partner_tui.exchange.incoming import Findings, visible

LARGEST_CONTENTS = 1 << 30
"""Bytes that the files which are read may have together when unpacked."""

_LARGEST_RATIO = 200
_SMALL = 10_000_000

_PIECE = 1 << 20
# What zipfile and the decompressors raise on bytes that are not as they should be, or on a locked file.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


class Member:
    """One file that can be read as often as needed; out of a zip it is unpacked at its first reading."""

    def __init__(self, path: str, size: int, load: Callable[[], bytes]) -> None:
        self.path = path
        self.size = size
        self._load = load
        self._contents: bytes | None = None

    @property
    def name(self) -> str:
        """The file's name without folders, in lower case."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1].casefold()

    def open_bytes(self) -> BinaryIO:
        """The file's bytes from the start; raises PartnerError when they are damaged or locked."""
        if self._contents is None:
            self._contents = self._load()
        return io.BytesIO(self._contents)


def open_bundle(data: bytes, findings: Findings) -> list[Member]:
    """The CSV files of a zip. Raises PartnerError for a workbook, a zip without CSV, or one that is a trap."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise _damaged(findings.file, error) from error
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    names = {info.filename for info in infos}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise PartnerError(
            f"{findings.file} is a workbook or document, not a roster.",
            "Open it in the spreadsheet program and save it as CSV (UTF-8), then import that file.",
        )
    members = [_member(archive, info, findings.file) for info in infos if _is_table(info.filename)]
    if not members:
        raise PartnerError(
            f"{findings.file} has no CSV file in it.", "A OneRoster zip has users.csv, orgs.csv and manifest.csv."
        )
    folders = {member.path.rsplit("/", 1)[0] for member in members if "/" in member.path}
    if folders:
        findings.repair(
            1, "", ", ".join(sorted(folders)), "the files stand in a folder inside the zip: read from there"
        )
    return members


def guard(members: list[Member], packed: int, name: str) -> None:
    """Refuse files that would fill the memory: `packed` is the size of the zip in bytes."""
    total = sum(member.size for member in members)
    if total > LARGEST_CONTENTS or (total > _SMALL and total > _LARGEST_RATIO * max(packed, 1)):
        raise PartnerError(
            f"{name} would unpack to {total / 1_000_000:,.0f} MB from {packed / 1_000_000:,.1f} MB: it is not read.",
            "Ask for an export with only the users of your school.",
        )


def _is_table(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return path.casefold().endswith(".csv") and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, zip_name: str) -> Member:
    def load() -> bytes:
        try:
            # Piece by piece: a zip that lies about its sizes cannot unpack more than a piece beyond them.
            with archive.open(info) as stream:
                return b"".join(iter(lambda: stream.read(_PIECE), b""))
        except _DAMAGE as error:
            raise _damaged(zip_name, error) from error

    return Member(info.filename, info.file_size, load)


def _damaged(name: str, error: Exception) -> PartnerError:
    if "password" in str(error):
        return PartnerError(f"{name} is locked with a password.", "Unlock it, and import the result.")
    return PartnerError(f"{name} is damaged or incomplete ({visible(str(error))}).", "Download or export it again.")
