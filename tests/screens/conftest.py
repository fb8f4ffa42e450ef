"""What the tests of the screens start from."""

from __future__ import annotations

import pytest

from partner_tui.records.database import RecordsFile
from tests.screens.desk import SmallSchool, fill_small_school


@pytest.fixture
def school(records: RecordsFile) -> SmallSchool:
    """Return who is in the small school, whose records are open."""
    return fill_small_school()
