"""Which partners need somebody, as screens read it: who, with which sign, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.content import Content

from partner_tui.insight.attention import AttentionKind, Reason, attention
from partner_tui.records import attention_rows
from partner_tui.screens.desk import Desk
from partner_tui.screens.partner_owners import Owners
from partner_tui.screens.promise_lines import colour_of
from partner_tui.widgets.row_strip import Tone
from partner_tui.widgets.text import content_line


class Need(NamedTuple):
    """One reason why a partner needs somebody: its sign, what the sign's colour says, and the reason."""

    sign: str
    tone: Tone
    reason: str

    @property
    def line(self) -> Content:
        """The reason as a line of a story."""
        return content_line(f"{self.sign} {self.reason}", colour_of(self.tone))


def needs(desk: Desk, owners: Owners | None = None) -> Mapping[int, list[Need]]:
    """Return organization id -> why it needs somebody, most pressing first; the most pressing partner comes first.

    The partners of who sits here come before those of others.
    """
    me = (owners or Owners()).known_to(desk).me
    found = attention(attention_rows.facts(desk.today), desk.today, me)
    return {one.organization_id: [_need(reason) for reason in one.reasons] for one in found}


def _need(reason: Reason) -> Need:
    sign = "?" if reason.kind in (AttentionKind.STUCK, AttentionKind.HOURS) else "▲"
    return Need(sign, "bad" if reason.is_pressing else "warn", reason.said)
