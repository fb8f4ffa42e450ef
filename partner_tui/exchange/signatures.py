"""What kind of file a handful of bytes or a header row belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from partner_tui.errors import PartnerError

_EXCEL_HINT = "Open it in the spreadsheet program and save it as CSV (UTF-8), then import that file."

# First bytes that say plainly that a file is something else, with the words for it.
_STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook", _EXCEL_HINT),
    (b"%PDF", "is a PDF document", "Ask for the same report as CSV."),
    (b"\x1f\x8b", "is a gzip file", "Unpack it first, then import what is inside."),
    (b"7z\xbc\xaf", "is a 7-Zip file", "Unpack it first, then import what is inside."),
    (b"SQLite format 3", "is a database", "To open it, use it as --database."),
    (b"{\\rtf", "is a text document", "Ask for the same report as CSV."),
    (b"\x89PNG", "is a picture", "Ask for the same report as CSV."),
    (b"\xff\xd8\xff", "is a picture", "Ask for the same report as CSV."),
)

OURS = "partner-tui"
"""The program whose lists of partners are our own."""

_CONTACTS: tuple[tuple[str, frozenset[str]], ...] = (
    (OURS, frozenset({"contact uid", "partner uid"})),
    ("Google Contacts", frozenset({"labels", "organization name"})),
    ("Google Contacts", frozenset({"group membership", "given name"})),
    ("Google Contacts", frozenset({"e-mail 1 - value"})),
    ("Outlook", frozenset({"e-mail address", "business phone"})),
    ("Outlook", frozenset({"e-mail address", "e-mail 2 address"})),
    ("Outlook", frozenset({"e-mail address", "company", "categories"})),
    ("Outlook", frozenset({"e-mail address", "home phone", "company"})),
    ("Thunderbird", frozenset({"primary email", "screen name"})),
)


def form_of(data: bytes, name: str) -> str:
    """ "zip", "calendar", "vcard" or "text" for a file's contents; raises PartnerError for what is none of these."""
    for magic, what, hint in _STRANGERS:
        if data.startswith(magic):
            raise PartnerError(f"{name} {what}, not a roster.", hint)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    start = _start_of(data)
    if start.startswith("begin:vcalendar"):
        return "calendar"
    if start.startswith("begin:vcard"):
        return "vcard"
    if start.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise PartnerError(f"{name} is a web page or XML, not a roster.", _EXCEL_HINT)
    if start.startswith(("{", "[{")):
        raise PartnerError(f"{name} is JSON, not a roster.", "Ask for the same report as CSV.")
    return "text"


def contacts_program(header: Iterable[str]) -> str:
    """The program whose address book has this header row, or ''."""
    cells = {cell.strip().casefold() for cell in header}
    return next((program for program, needed in _CONTACTS if needed <= cells), "")


def _start_of(data: bytes) -> str:
    head = data[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        text = head.decode("utf-8-sig", errors="replace")
    return text.lstrip("\ufeff \t\r\n").casefold()
