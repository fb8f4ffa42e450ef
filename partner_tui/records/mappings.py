"""Column mappings: what the columns of a roster mean, remembered by the roster's header."""

from __future__ import annotations

import json
from collections.abc import Mapping

from partner_tui.records.fields import LINE, NoteField, TextField
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


def remember(intent: Intent, source: str, mapping: Mapping[str, str]) -> bool:
    """Keep the mapping of a header for the next time; return whether it is new."""
    text = json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)
    found: ColumnMapping | None = ColumnMapping.get_or_none(ColumnMapping.source == source)
    if found is not None:
        return intent.update(ColumnMapping, found.id, found.version, mapping=text)
    intent.insert(ColumnMapping, source=source, mapping=text)
    return True
