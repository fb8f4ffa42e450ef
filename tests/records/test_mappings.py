"""What the columns of a list mean is remembered by its header."""

from __future__ import annotations

import pytest

from partner_tui.records import history, mappings
from tests.conftest import NOW, WHO
from tests.records.rosters import LIST, a_roster, bring_in, row

pytestmark = pytest.mark.usefixtures("records")

ANA = row(key="T1", identifier="T1")


def test_a_header_that_was_never_seen_has_no_mapping() -> None:
    assert mappings.remembered(LIST) == {}


def test_an_import_remembers_its_mapping_and_a_correction_of_it_even_if_nobody_changes() -> None:
    bring_in(a_roster(ANA, source=LIST, mapping={"Né(e)": "given_name", "Hired": "joined_on:%m/%d/%Y"}))
    assert mappings.remembered(LIST) == {"Né(e)": "given_name", "Hired": "joined_on:%m/%d/%Y"}
    preview = bring_in(a_roster(ANA, source=LIST, mapping={"Né(e)": "given_name", "Hired": "ignore"}))
    assert (preview.counts["same"], preview.changes_nothing) == (1, False)
    assert mappings.remembered(LIST)["Hired"] == "ignore"
    assert bring_in(a_roster(ANA, source=LIST, mapping={"Né(e)": "given_name", "Hired": "ignore"})).changes_nothing


@pytest.mark.parametrize("header", ["Ne\u0301", "a\x07b\u202e", "two  blanks ", "\u2028"])
def test_a_header_is_remembered_exactly_as_it_stands(header: str) -> None:
    bring_in(a_roster(ANA, source=LIST, mapping={header: "given_name"}))
    assert mappings.remembered(LIST) == {header: "given_name"}


def test_a_mapping_for_which_there_is_no_room_is_not_remembered_and_the_import_goes_on() -> None:
    wide = {f"Column number {number}": "ignore" for number in range(1_000)}
    assert bring_in(a_roster(ANA, source=LIST, mapping=wide)).counts["new"] == 1
    assert mappings.remembered(LIST) == {}
    assert bring_in(a_roster(ANA, source=LIST, mapping=wide)).changes_nothing


def test_undo_of_the_import_forgets_its_mapping() -> None:
    bring_in(a_roster(ANA, source=LIST, mapping={"Name": "name"}))
    history.undo(who=WHO, at=NOW)
    assert mappings.remembered(LIST) == {}
