"""Text of all sorts to put into a date field: words of dates in any order, and anything else."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = """
    mon tue next last this in on at the of end week month 2 10 31 2026 3rd dec feb 29 12/3 3.4.2026 - / 99999
    ago from a an half days weeks years 3pm 25:00 9-10 for 25m today 15h15 1h noon midnight tonight z utc est
    2026-12-03T15:00 +99:99 , . ' ½ quarter past to o'clock 0
"""

PHRASES = st.one_of(
    st.lists(st.sampled_from(sorted(_WORDS.split())), max_size=7).map(" ".join),
    st.text(max_size=30),
    st.text("0123456789/-.: adehmnpt", max_size=20),
)
