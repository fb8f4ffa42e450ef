"""Words: the lists that a school may change, each word with a stable code and a label."""

from __future__ import annotations

from enum import StrEnum

from partner_tui.records.fields import NAME, CodeField, NumberField, TextField
from partner_tui.records.record import Record


class WordList(StrEnum):
    """Which list a word stands in."""

    ORGANIZATION_KIND = "organization_kind"
    SECTOR = "sector"
    CONTRIBUTION = "contribution"


class ListWord(Record):
    """A word that the school added to a list, or its label and place of one that was there; archived, it is gone."""

    list = CodeField(WordList)
    code = TextField(60, required=True)
    label = TextField(NAME, required=True)
    position = NumberField(0, 1_000_000, default=0)

    class Meta:
        table_name = "words"
        indexes = ((("list", "code"), True),)
