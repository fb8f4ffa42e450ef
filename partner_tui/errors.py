"""The errors that a person is told about: one sentence of what happened, one of what to do."""

from __future__ import annotations


class PartnerError(Exception):
    """Something a person can be told about; all that screens and commands catch.

    `message` says what happened, `hint` what to do next, `exit_code` is what the command line ends with.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PartnerError):
    """The command line was used in a way that it does not have."""

    exit_code = 2


class FieldError(PartnerError):
    """A value that a field cannot hold; `field` is the column's name, so that a form can point at it."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class DatabaseError(PartnerError):
    """The file of records cannot be opened, read or written; nothing was written."""


class NotFound(PartnerError):
    """No record answers to what was asked for."""


class Ambiguous(PartnerError):
    """Several records answer; `choices` are their labels, for the person to pick one."""

    def __init__(self, message: str, choices: tuple[str, ...], hint: str = "") -> None:
        super().__init__(message, hint)
        self.choices = choices


class StaleRecord(PartnerError):
    """The record changed since it was read; `theirs` and `yours` say both versions, field by field."""

    def __init__(self, message: str, theirs: dict[str, object], yours: dict[str, object], hint: str = "") -> None:
        super().__init__(message, hint)
        self.theirs = theirs
        self.yours = yours
