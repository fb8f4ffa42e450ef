"""A roster comes in: what is new, changed, same and absent, and what people corrected by hand and keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from partner_tui.errors import DatabaseError
from partner_tui.records import groups, history, indexes, people, roster, search_index
from partner_tui.records.people import PeopleFilter
from tests.conftest import NOW, WHO
from tests.records.deeds import everything
from tests.records.rosters import (
    LIST,
    ONEROSTER,
    SPOKEN,
    TODAY,
    a_roster,
    belongs_to,
    bring_in,
    correct,
    move,
    names,
    row,
    the,
)

pytestmark = pytest.mark.usefixtures("records")

ANA = row("Ana", key="u1", identifier="T1", email="ana@lincoln.example", phone="555-1", departments=("Science",))
SAM = row("Sam", "Okafor", key="u2", identifier="T2", email="sam@lincoln.example")


def counts(new: int = 0, changed: int = 0, same: int = 0, absent: int = 0) -> dict[str, int]:
    return {"new": new, "changed": changed, "same": same, "absent": absent}


def ana(**values: Any) -> Any:
    return row(
        **({name: getattr(ANA, name) for name in ("key", "identifier", "email", "phone", "departments")} | values)
    )


def test_a_roster_brings_everybody_and_the_same_roster_again_changes_nothing() -> None:
    assert bring_in(a_roster(ANA, SAM)).counts == counts(new=2)
    before = everything()
    preview = bring_in(a_roster(ANA, SAM))
    assert (preview.counts, preview.changes_nothing, preview.kept) == (counts(same=2), True, [])
    assert everything() == before


def test_everybody_of_a_roster_is_found_by_name_at_once() -> None:
    bring_in(a_roster(*(row(f"Ana{n}", key=f"k{n}") for n in range(search_index.BULK + 1)), ANA))
    assert people.named("Ana Rivera").identifier == "T1"
    assert len(people.listing(PeopleFilter(text="rivera"))) == search_index.BULK + 2


def test_a_field_that_nobody_touched_follows_the_roster() -> None:
    bring_in(a_roster(ANA, SAM))
    preview = bring_in(a_roster(ana(phone="555-2", family="Rivera Soto"), SAM))
    assert preview.counts == counts(changed=1, same=1)
    assert (the("Ana").phone, the("Ana").family_name) == ("555-2", "Rivera Soto")


def test_a_correction_by_hand_survives_the_same_roster_and_the_next_one_and_is_listed_as_kept() -> None:
    bring_in(a_roster(ANA))
    correct("Ana", phone="555-9")
    assert bring_in(a_roster(ANA)).changes_nothing
    preview = bring_in(a_roster(ana(phone="555-2", job_title="Teacher")))
    assert [(one.column, one.kept, one.file_says) for one in preview.kept] == [("phone", "555-9", "555-2")]
    assert (the("Ana").phone, the("Ana").job_title) == ("555-9", "Teacher")
    assert bring_in(a_roster(ana(phone="555-2", job_title="Teacher"))).changes_nothing


def test_what_was_emptied_by_hand_stays_empty() -> None:
    bring_in(a_roster(ANA))
    correct("Ana", phone="")
    assert bring_in(a_roster(ANA)).changes_nothing
    assert bring_in(a_roster(ana(phone="555-2"))).kept[0].file_says == "555-2"
    assert the("Ana").phone == ""


def test_a_corrected_name_does_not_make_a_stranger() -> None:
    """A list without keys knows people by their number and name."""
    listed = row("Roberta", "Rivera", key="T1", identifier="T1")
    bring_in(a_roster(listed, source=LIST))
    correct("Roberta", given_name="Bobbie", family_name="Soto")
    assert bring_in(a_roster(listed, source=LIST)).counts == counts(same=1)
    assert names() == ["Bobbie Soto"]


def test_a_file_that_is_silent_about_phones_takes_none_away_and_one_that_speaks_of_them_does() -> None:
    bring_in(a_roster(ANA))
    bring_in(a_roster(ana(phone=""), present=SPOKEN - {"phone"}))
    assert the("Ana").phone == "555-1"
    assert bring_in(a_roster(ANA)).changes_nothing
    bring_in(a_roster(ana(phone="")))
    assert the("Ana").phone == ""


def test_when_only_our_own_notes_change_a_person_is_the_same_and_is_remembered() -> None:
    bring_in(a_roster(ANA))
    correct("Ana", phone="555-2")
    preview = bring_in(a_roster(ana(phone="555-2")))
    assert preview.counts == counts(same=1)
    assert bring_in(a_roster(ana(phone="555-3"))).counts == counts(changed=1)
    assert the("Ana").phone == "555-3"


def test_whoever_is_absent_from_a_full_list_is_marked_and_not_put_away_and_comes_back() -> None:
    bring_in(a_roster(ANA, SAM))
    assert bring_in(a_roster(ANA)).counts == counts(same=1, absent=1)
    assert (the("Sam").absent_on, the("Sam").archived_at) == (TODAY, None)
    assert bring_in(a_roster(ANA)).changes_nothing
    assert bring_in(a_roster(ANA, SAM)).counts == counts(changed=1, same=1)
    assert the("Sam").absent_on is None


def test_nobody_is_absent_from_a_list_of_changes() -> None:
    bring_in(a_roster(ANA, SAM))
    assert bring_in(a_roster(ana(phone="555-2"), bulk=False)).counts == counts(changed=1)
    assert the("Sam").absent_on is None


def test_people_of_another_roster_and_people_added_by_hand_are_not_absent() -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Priya")
    bring_in(a_roster(ANA))
    assert bring_in(a_roster(SAM, source=LIST)).counts == counts(new=1)


def test_a_file_that_lacks_more_than_a_tenth_is_questioned() -> None:
    twenty = [row(f"Ana{n}", key=f"u{n}") for n in range(20)]
    bring_in(a_roster(*twenty))
    assert not roster.compare(a_roster(*twenty[:18]), TODAY).is_alarming
    cut = roster.compare(a_roster(*twenty[:17]), TODAY)
    assert (cut.is_alarming, cut.missing, cut.known) == (True, 3, 20)
    bring_in(a_roster(*twenty[:17]))
    assert not roster.compare(a_roster(*twenty[:17]), TODAY).is_alarming


def test_somebody_who_is_no_longer_active_is_absent_and_a_stranger_is_left_out_visibly() -> None:
    bring_in(a_roster(ANA, SAM))
    preview = bring_in(a_roster(ANA, replace(SAM, active=False), row("Noor", key="u3", active=False)))
    assert preview.counts == counts(same=1, absent=1)
    assert not preview.is_alarming
    assert [(one.row, one.value) for one in preview.rejected] == [(4, "Noor")]
    assert the("Sam").absent_on == TODAY


def test_archived_people_stay_archived() -> None:
    bring_in(a_roster(ANA, SAM))
    person = the("Sam")
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(people.Person, person.id, person.version)
    assert bring_in(a_roster(ANA, SAM)).changes_nothing
    assert bring_in(a_roster(ANA)).counts == counts(same=1)
    assert the("Sam").archived_at is not None


def test_departments_become_groups_and_end_when_the_roster_names_another() -> None:
    bring_in(a_roster(ANA))
    assert belongs_to("Ana") == ["Science"]
    assert bring_in(a_roster(ana(departments=("Arts", "Music")))).counts == counts(changed=1)
    assert belongs_to("Ana") == ["Arts", "Music"]
    assert bring_in(a_roster(ana(departments=("Arts", "Music")))).changes_nothing


def test_a_department_with_another_spelling_is_the_same_and_a_renamed_one_is_not_made_again() -> None:
    bring_in(a_roster(ANA, row("Noor", key="u3", departments=("SCIENCE",))))
    assert belongs_to("Noor") == ["Science"]
    group = groups.named("Science")
    with history.intent("Rename", who=WHO, at=NOW) as intent:
        groups.edit(intent, group.id, group.version, name="Natural sciences")
    bring_in(a_roster(ANA, row("Noor", key="u3"), row("Wei", key="u4", departments=("Science",))))
    assert belongs_to("Wei") == ["Natural sciences"]
    assert belongs_to("Noor") == []


def test_whoever_was_moved_by_hand_is_not_moved_back() -> None:
    bring_in(a_roster(ANA))
    move("Ana", "Counseling")
    assert bring_in(a_roster(ANA)).changes_nothing
    preview = bring_in(a_roster(ana(departments=("Arts",))))
    assert [(one.column, one.kept, one.file_says) for one in preview.kept] == [("departments", "Counseling", "Arts")]
    assert belongs_to("Ana") == ["Counseling"]


def test_affiliations_made_by_hand_survive_the_rosters_own_moves() -> None:
    bring_in(a_roster(ANA, row("Noor", key="u3", departments=("Arts",))))
    with history.intent("Join", who=WHO, at=NOW) as intent:
        groups.join(intent, the("Ana").id, groups.named("Arts").id)
    bring_in(a_roster(ana(departments=("Music",)), row("Noor", key="u3", departments=("Arts",))))
    assert belongs_to("Ana") == ["Arts", "Music"]


def test_one_undo_takes_an_import_back_and_redo_brings_it_and_then_it_can_come_again() -> None:
    before = everything()
    incoming = a_roster(ANA, SAM, mapping={"Name": "name"})
    bring_in(incoming)
    after = everything()
    history.undo(who=WHO, at=NOW)
    assert everything() == before
    history.redo(who=WHO, at=NOW)
    assert everything() == after
    history.undo(who=WHO, at=NOW)
    assert bring_in(incoming).counts == counts(new=2)
    assert bring_in(incoming).changes_nothing


def test_a_large_roster_is_taken_back_and_brought_again_whole() -> None:
    """So large that the indexes are built behind it."""
    before = everything()
    bring_in(a_roster(*(row(f"Ana{n}", key=f"u{n}", email=f"a{n}@x.example") for n in range(indexes.LARGE))))
    after = everything()
    assert people.named("a4999@x.example").given_name == "Ana4999"
    history.undo(who=WHO, at=NOW)
    assert everything() == before
    history.redo(who=WHO, at=NOW)
    assert everything() == after


@pytest.mark.parametrize("at", [0, 1])
def test_an_import_that_is_stopped_leaves_nothing(at: int) -> None:
    before = everything()
    preview = roster.compare(a_roster(*(row(f"Ana{n}", key=f"k{n}") for n in range(2_500)), ANA), TODAY)

    def stop(_what: str, done: int, _of: int) -> None:
        if done > at * 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), history.intent("Import", who=WHO, at=NOW) as intent:
        roster.write(intent, preview, TODAY, stop)
    assert everything() == before
    assert [line.name for line in history.recent()] == ["Found the school"]
    bring_in(a_roster(ANA))
    assert people.named("rivera").given_name == "Ana"


def test_a_preview_is_not_written_over_what_was_saved_since() -> None:
    bring_in(a_roster(ANA))
    preview = roster.compare(a_roster(ana(phone="555-2")), TODAY)
    correct("Ana", phone="555-9")
    with pytest.raises(DatabaseError, match="changed since"), history.intent("Import", who=WHO, at=NOW) as intent:
        roster.write(intent, preview, TODAY)
    assert the("Ana").phone == "555-9"


def test_progress_tells_how_much_is_done() -> None:
    told: list[tuple[str, int, int]] = []
    preview = roster.compare(a_roster(ANA, SAM), TODAY, lambda *what: told.append(what))
    with history.intent("Import", who=WHO, at=NOW) as intent:
        roster.write(intent, preview, TODAY, lambda *what: told.append(what))
    assert told[0] == ("people compared", 0, 2)
    assert ("people", 2, 2) in told
    assert told[-1] == ("departments", 1, 1)


def test_hostile_text_is_cleaned_and_said_to_be() -> None:
    preview = bring_in(a_roster(row("[/x] =1+1\x1b[2J", "Riv\u202eera", key="u1")))
    assert names() == ["[/x] =1+1[2J Rivera"]
    assert [one.column for one in preview.repaired] == ["given_name", "family_name"]
    assert "\x1b" not in preview.repaired[0].value
    assert bring_in(a_roster(row("[/x] =1+1\x1b[2J", "Riv\u202eera", key="u1"))).changes_nothing


def test_what_is_too_long_is_left_out_with_its_row_and_column() -> None:
    preview = bring_in(a_roster(row("A" * 121, key="u1"), ana(phone="5" * 61), ana(key="k" * 256, identifier="T7")))
    assert preview.counts == counts(new=1)
    assert [(one.row, one.column) for one in preview.rejected] == [(2, "given_name"), (3, "phone"), (4, "key")]
    assert (the("Ana").phone, the("Ana").email) == ("", "ana@lincoln.example")


def test_departments_that_do_not_fit_are_left_out_and_the_rest_stays() -> None:
    many = (f"Team {n}" for n in range(30))
    preview = bring_in(a_roster(row(key="u1", departments=("D" * 121, "\x07", *many))))
    assert len(belongs_to("Ana")) == 20
    assert {one.column for one in preview.rejected} == {"departments"}


def test_somebody_whose_row_cannot_be_read_is_not_absent() -> None:
    bring_in(a_roster(ANA, SAM))
    assert bring_in(a_roster(ana(given="A" * 121), SAM)).counts == counts(same=1)
    assert the("Ana").absent_on is None


def test_the_sources_that_spoke_of_one_person_do_not_undo_each_other() -> None:
    bring_in(a_roster(ANA))
    listed = row("Ana", key="T1", identifier="T1", job_title="Biology Teacher", phone="555-7")
    assert bring_in(a_roster(listed, source=LIST)).kept[0].file_says == "555-7"
    for _ in range(2):
        assert bring_in(a_roster(ANA)).changes_nothing
        assert bring_in(a_roster(listed, source=LIST)).changes_nothing
    assert (the("Ana").phone, the("Ana").job_title, the("Ana").source) == ("555-1", "Biology Teacher", ONEROSTER)
    newer = row("Ana", key="T1", identifier="T1", job_title="Physics Teacher", phone="555-7")
    assert bring_in(a_roster(newer, source=LIST)).counts == counts(changed=1)
    assert the("Ana").job_title == "Physics Teacher"
