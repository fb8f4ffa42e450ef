"""Files that leave: written beside and renamed, under names that stay in their folder."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from partner_tui.errors import PartnerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has none, and needs O_BINARY instead
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | getattr(os, "O_BINARY", 0)
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}

_LONGEST_NAME = 120  # bytes: leaves room for an ending and a number within the 143 of encrypted folders
# Names of devices, which Windows opens whatever their ending and folder.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d) ?(?=\.|$)", re.IGNORECASE)


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Put `chunks`, one after the other, into the file `path`: all of them, or the file stays as it was.

    They are written beside it, in a file that only its owner may read, which then takes its name; both the file and
    its folder are on the disk when this returns. A link is replaced, never followed. Whatever goes wrong, Ctrl+C
    and an error of `chunks` included, the half-written file is removed.

    Raises PartnerError where the folder is missing, may not be written to, is full, or `path` is not a file's name.
    """
    path = Path(path)
    _check_target(path)
    temporary = path.parent / f".partner-tui-{secrets.token_hex(16)}.tmp"
    with _said_plainly(path), _open_folder(path.parent) as folder:
        try:
            with os.fdopen(os.open(temporary, _NEW, 0o600), "wb", buffering=1 << 20) as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)  # noqa: PTH105 - Path.replace says the same
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(folder)


def safe_name(text: str) -> str:
    """Return a file name made of `text`: no folders, nothing hidden, no device, at most 120 bytes of UTF-8.

    Letters of every script and digits stay, and so do space, `-`, `_` and `.`; all else becomes a space. Text of
    which nothing is left gives "untitled".
    """
    kept = "".join(letter if _may_stand(letter) else " " for letter in unicodedata.normalize("NFKC", text))
    name = " ".join(kept.split()).strip(" .-")
    if _DEVICES.match(name):
        name = f"_{name}"
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .-")
    return name or "untitled"


def _may_stand(letter: str) -> bool:
    # Marks (category M) carry the vowels of many scripts.
    return letter.isalnum() or letter in "-_." or unicodedata.category(letter)[0] == "M"


def _check_target(path: Path) -> None:
    """Refuse what no file can be: a name with a NUL or a lone surrogate, a folder, a device."""
    try:
        named = b"\0" not in os.fsencode(path) and path.name not in ("", "..")
    except UnicodeEncodeError:
        named = False
    if not named:
        raise PartnerError("That is not the name of a file.", "Give a name such as meetings.ics.")
    with contextlib.suppress(OSError):  # what cannot even be asked about fails where it is written
        if path.exists() and not path.is_file():
            raise PartnerError(f"{path} is not a file.", "Give the name of a file in that folder.")


@contextlib.contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """Turn what the system says about writing `path` into what a person can act on."""
    try:
        yield
    except OSError as error:
        what, hint = _plainly(path, error)
        raise PartnerError(f"{path.name} was not written: {what}.", hint) from error


def _plainly(path: Path, error: OSError) -> tuple[str, str]:
    folder = path.parent
    if error.errno in _NO_SPACE:
        return "the disk is full", "Make room, then try again. What was there before is unchanged."
    if error.errno in _NO_RIGHT:
        return f"{folder} may not be written to", "Choose another folder, or ask for the right to write there."
    if error.errno in _NO_FOLDER:
        return f"there is no folder {folder}", "Make the folder first, or choose another."
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long", "Choose a shorter name."
    return (error.strerror or "the disk reports an error").lower(), "What was there before is unchanged."


@contextlib.contextmanager
def _open_folder(folder: Path) -> Iterator[int | None]:
    """Yield a handle of `folder` for `_sync_folder`; None on Windows, which neither has nor needs one."""
    if sys.platform == "win32":
        yield None
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        os.close(handle)


def _sync_folder(handle: int | None) -> None:
    if handle is None:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot sync a folder; the file itself is already there.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
