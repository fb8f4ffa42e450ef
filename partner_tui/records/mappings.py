"""Column mappings: what the columns of a roster mean, remembered by the roster's header."""

from __future__ import annotations

import json
from collections.abc import Mapping

from partner_tui.records.fields import LINE, NOTE, NoteField, TextField
from partner_tui.records.history import Intent
from partner_tui.records.record import Record


class ColumnMapping(Record):
    """Header -> field of one kind of file, as JSON; `source` is the file's origin, a digest of its header."""

    source = TextField(LINE, required=True, unique=True)
    mapping = NoteField()

    class Meta:
        table_name = "column_mappings"


def remembered(source: str) -> dict[str, str]:
    """Return the mapping that was last used for a header; empty when it is new."""
    found: ColumnMapping | None = ColumnMapping.get_or_none(ColumnMapping.source == source)
    mapping: dict[str, str] = {} if found is None else json.loads(found.mapping)
    return mapping


def is_new(source: str, mapping: Mapping[str, str]) -> bool:
    """Return whether there is something to remember: another mapping than the last one, for which there is room.

    A mapping of a header of hundreds of columns is guessed again every time.
    """
    return remembered(source) != dict(mapping) and len(_text(mapping)) <= NOTE


def remember(intent: Intent, source: str, mapping: Mapping[str, str]) -> bool:
    """Keep the mapping of a header for the next time; return whether it is new. Raise FieldError without room."""
    found: ColumnMapping | None = ColumnMapping.get_or_none(ColumnMapping.source == source)
    if found is not None:
        return intent.update(ColumnMapping, found.id, found.version, mapping=_text(mapping))
    intent.insert(ColumnMapping, source=source, mapping=_text(mapping))
    return True


def _text(mapping: Mapping[str, str]) -> str:
    # In ASCII, so that cleaning the text on its way in changes no header: each must be found as it stands in the file.
    return json.dumps(dict(mapping), sort_keys=True)
