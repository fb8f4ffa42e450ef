"""Documents: where the paper of an agreement lies, and whether the file there is still the one that was attached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from partner_tui.errors import FieldError
from partner_tui.records.text import clean_line

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_STEP = 1 << 20


class DocumentState(StrEnum):
    """What is there of a document."""

    NONE = "none"
    URL = "url"
    AS_SIGNED = "as_signed"
    CHANGED = "changed"
    MISSING = "missing"


class Attached(Protocol):
    """What has a document: a path or a URL ('' for none), and the SHA-256 of the file when it was attached."""

    @property
    def document(self) -> str: ...

    @property
    def document_sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Look:
    """What was found where a document should lie: in a sentence, and what to do about it ('' where nothing is)."""

    state: DocumentState
    message: str
    hint: str = ""


def attached(text: str) -> dict[str, str]:
    """Return the columns of a document that is attached now: a URL as it is, a file by its whole path and SHA-256.

    Raise FieldError for a path where no file is that can be read.
    """
    text = clean_line(text)
    if not text or _URL.match(text):
        return {"document": text, "document_sha256": ""}
    path = _whole(text)
    return {"document": str(path), "document_sha256": _digest(path)}


def looked_at(row: Attached) -> DocumentState:
    """Return what is there of a document now; a file is read to its end."""
    return look(row).state


def look(row: Attached, at_most: int | None = None) -> Look:
    """Return what is there of a document now, in words; never raises for a file that is not there any more.

    A file of more than `at_most` bytes is taken for the one that was attached, and said to be too long to compare.
    """
    if not row.document:
        return Look(DocumentState.NONE, "No document is attached.")
    if _URL.match(row.document):
        return Look(DocumentState.URL, f"The document is at {row.document}")
    path = Path(row.document)
    try:
        if at_most is not None and path.is_file() and path.stat().st_size > at_most:
            hint = "It is too long to compare it here; partner-tui agreements check does."
            return Look(DocumentState.AS_SIGNED, f"There is a file: “{row.document}”.", hint)
        digest = _digest(path)
    except (FieldError, OSError) as failed:
        error = failed if isinstance(failed, FieldError) else _unreadable(path, failed)
        hint = "If it was moved, edit the agreement and give its new place; if it is lost, take the place out."
        return Look(DocumentState.MISSING, error.message, hint)
    if digest != row.document_sha256:
        hint = "Compare it with what was signed; if this one counts, attach it again."
        return Look(DocumentState.CHANGED, f"The file is another than was attached: “{row.document}”.", hint)
    return Look(DocumentState.AS_SIGNED, f"The file is as it was attached: “{row.document}”.")


def is_url(text: str) -> bool:
    """Return whether a document is somewhere on the net, and not a file here."""
    return bool(_URL.match(text))


def _whole(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:  # a ~name of nobody
        raise FieldError("document", f"There is no home folder for “{text}”.", "Write the whole path.") from error


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex; raise FieldError where no file is that can be read."""
    import hashlib  # only who has a document needs it

    hint = "Write the path of a file, or an address that begins with https://."
    try:
        if path.exists() and not path.is_file():
            raise FieldError("document", f"That is no file: “{path}”.", hint)
        found = hashlib.sha256()
        with path.open("rb") as file:
            while step := file.read(_STEP):
                found.update(step)
    except FileNotFoundError as error:
        raise FieldError("document", f"There is no file “{path}”.", hint) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return found.hexdigest()


def _unreadable(path: Path, error: OSError | ValueError) -> FieldError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is no path"
    return FieldError("document", f"The file cannot be read ({reason}): “{path}”.", "See whether it can be opened.")
