"""What a coordinator keeps of partners: where they stand and why, whom to call, and words of the school's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partner_tui.errors import Ambiguous, FieldError, NotFound
from partner_tui.records import contacts, history, meetings, organizations, people, stages, tags, words
from partner_tui.records.database import RecordsFile
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance
from partner_tui.records.organizations import NOBODY, Organization, OrganizationFilter, OrganizationRow
from partner_tui.records.participants import Part
from partner_tui.records.stages import Stage, StageRow
from partner_tui.records.words import WordList
from tests.conftest import NOW, WHO, ZONE

TODAY = date(2026, 11, 24)
FORMULA = '=HYPERLINK("http://x")'
DANISH = 'Møller & Sons, "The Best"; [/]'

pytestmark = pytest.mark.usefixtures("records")


@contextmanager
def deed(name: str = "Do") -> Iterator[Intent]:
    """Open an intent of the coordinator."""
    with history.intent(name, who=WHO, at=NOW) as intent:
        yield intent


def partner(name: str, **values: Any) -> int:
    """Add a partner."""
    with deed() as intent:
        return organizations.add(intent, name=name, **values)


def person(given_name: str, family_name: str = "", **values: Any) -> int:
    """Add somebody of the community."""
    with deed() as intent:
        return people.add(intent, kind="community", given_name=given_name, family_name=family_name, **values)


def contact(organization_id: int, given_name: str, family_name: str = "", title: str = "") -> int:
    """Add somebody to a partner's people."""
    person_id = person(given_name, family_name)
    with deed() as intent:
        contacts.add(intent, organization_id, person_id, title, date(2026, 9, 1))
    return person_id


def move(organization_id: int, stage: str, day: date, why: str = "") -> bool:
    """Move a partner."""
    with deed() as intent:
        return stages.move(intent, organization_id, stage, day, why)


def row(organization_id: int) -> OrganizationRow:
    """Return a partner as a list has it."""
    return organizations.rows([organization_id], TODAY)[organization_id]


def names(**wanted: Any) -> list[str]:
    """Return the names of a list, in its order."""
    found = organizations.rows(organizations.listing(OrganizationFilter(**wanted)), TODAY)
    return [one.name for one in found.values()]


def test_a_partner_of_which_nothing_was_said_is_identified_since_it_was_entered() -> None:
    delgado = row(partner("Delgado"))

    assert (delgado.stage, delgado.since, delgado.kind) == (Stage.IDENTIFIED, TODAY, "other")
    assert (delgado.owner, delgado.primary_contact, delgado.last_contact_on, delgado.tags) == ("", "", None, ())


def test_a_partner_entered_late_in_the_evening_was_entered_on_that_day_of_the_school() -> None:
    evening = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # still the 23rd in New York
    with history.intent("Add", who=WHO, at=evening) as intent:
        late = organizations.add(intent, name="Late Bakery")

    assert row(late).since == date(2026, 11, 23)


def test_each_jump_of_a_stage_is_kept_with_its_day_and_reason() -> None:
    delgado = partner("Delgado", stage=Stage.CONTACTED, on=date(2026, 9, 1), why="met at the fair")

    assert move(delgado, "active", date(2026, 11, 2), "first students started")
    assert [(one.stage, one.changed_on, one.why) for one in stages.history_of(delgado)] == [
        (Stage.ACTIVE, date(2026, 11, 2), "first students started"),
        (Stage.CONTACTED, date(2026, 9, 1), "met at the fair"),
    ]
    assert [(one.stage, one.days(TODAY)) for one in stages.spans(delgado, TODAY)] == [
        (Stage.CONTACTED, 62),
        (Stage.ACTIVE, 22),
    ]
    assert (row(delgado).stage, row(delgado).since) == (Stage.ACTIVE, date(2026, 11, 2))


def test_moving_to_where_it_stands_writes_nothing_and_leaves_no_line() -> None:
    delgado = partner("Delgado", stage="active")
    before = history.recent(1)

    assert not move(delgado, "active", TODAY, "still")
    assert history.recent(1) == before


def test_an_earlier_move_goes_into_the_history_and_the_stage_of_today_stays() -> None:
    delgado = partner("Delgado", stage="active", on=date(2026, 11, 2))

    assert move(delgado, "exploring", date(2026, 9, 9))
    assert row(delgado).stage is Stage.ACTIVE
    assert [one.stage for one in stages.history_of(delgado)] == [Stage.ACTIVE, Stage.EXPLORING]


def test_a_stage_that_does_not_exist_is_refused_with_those_that_do() -> None:
    delgado = partner("Delgado")
    with pytest.raises(FieldError) as caught:
        move(delgado, "dormant", TODAY)

    assert caught.value.message == "“dormant” is not a stage."
    assert caught.value.hint.startswith("Choose one of: identified, contacted, exploring")
    assert stages.history_of(delgado) == []


def test_a_move_that_is_still_to_come_is_refused() -> None:
    delgado = partner("Delgado")
    with pytest.raises(FieldError) as caught:
        move(delgado, "active", TODAY + timedelta(days=1))

    assert (caught.value.field, caught.value.message) == ("changed_on", "2026-11-25 is still to come.")


def test_a_stage_is_read_out_of_the_beginning_of_its_word() -> None:
    assert stages.stage_of("Expl") is Stage.EXPLORING
    with pytest.raises(FieldError, match="could be several"):
        stages.stage_of("e")
    with pytest.raises(FieldError, match="is not a stage"):
        stages.stage_of("")


def test_undo_takes_a_move_back() -> None:
    delgado = partner("Delgado")
    move(delgado, "active", TODAY)
    history.undo(who=WHO, at=NOW)

    assert row(delgado).stage is Stage.IDENTIFIED


_DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(st.lists(st.tuples(st.sampled_from(Stage), _DAYS), max_size=8), _DAYS)
def test_the_times_in_stages_follow_each_other_without_a_gap_and_end_where_it_stands(
    moves: list[tuple[Stage, date]], entered_on: date
) -> None:
    changes = [StageRow(at, "", 1, stage, day, "") for at, (stage, day) in enumerate(moves)]
    spans = stages.spans_of(changes, entered_on)

    for one, after in pairwise(spans):
        assert one.ends_on == after.starts_on > one.starts_on
        assert one.stage is not after.stage
    assert spans[0].starts_on == min([entered_on, *(day for _, day in moves)])
    assert spans[-1].ends_on is None
    last = max(changes, key=lambda change: (change.changed_on, change.id), default=None)
    assert spans[-1].stage is (last.stage if last else Stage.IDENTIFIED)


def test_a_list_is_sorted_by_name_stage_since_owner_and_last_contact() -> None:
    with deed() as intent:
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        zoe = people.add(intent, kind="staff", given_name="Zoe", family_name="Adams")
    bakery = partner("Łódź Bakery", stage="active", on=date(2026, 10, 1), owner_id=ana)
    clinic = partner("Harbor Clinic", stage="agreeing", on=date(2026, 11, 1), owner_id=zoe)
    partner("Zoo")
    for day, organization in ((3, clinic), (10, bakery)):
        with deed() as intent:
            starts_at = datetime(2026, 11, day, 15, tzinfo=UTC)
            times: dict[str, Any] = {"starts_at": starts_at, "timezone": ZONE, "status": "held"}
            meetings.add(intent, attendance=[], organizations=[organization], kind="visit", **times)

    assert names() == ["Harbor Clinic", "Łódź Bakery", "Zoo"]
    assert names(descending=True) == ["Zoo", "Łódź Bakery", "Harbor Clinic"]
    assert names(sort="stage") == ["Zoo", "Harbor Clinic", "Łódź Bakery"]
    assert names(sort="since") == ["Łódź Bakery", "Harbor Clinic", "Zoo"]
    assert names(sort="owner") == ["Harbor Clinic", "Łódź Bakery", "Zoo"]
    assert names(sort="last_contact") == ["Harbor Clinic", "Łódź Bakery", "Zoo"]
    assert row(bakery).last_contact_on == date(2026, 11, 10)
    assert row(clinic).owner == "Zoe Adams"


def test_a_list_is_narrowed_by_stage_kind_sector_owner_tag_and_what_was_put_away() -> None:
    ana = person("Ana")
    partner("Delgado", kind="Business", sector="Hospitality & tourism", stage="active", owner_id=ana)
    clinic = partner("Harbor Clinic", kind="health provider")
    with deed() as intent:
        tags.put(intent, "Mercado", organization_id=clinic)
        intent.archive(Organization, partner_id := organizations.add(intent, name="Gone"), 1)

    assert names(stage=Stage.ACTIVE) == names(kind="business") == names(sector="hospitality_tourism") == ["Delgado"]
    assert names(stage=Stage.IDENTIFIED) == names(tag="mercado") == names(owner_id=NOBODY) == ["Harbor Clinic"]
    assert names(owner_id=ana) == names(text="delg") == ["Delgado"]
    assert names(archived=True) == ["Gone"]
    assert row(partner_id).archived


@pytest.mark.parametrize("name", [FORMULA, DANISH, "עץ ירוק", "🍞" * 20, "a[b]c {d}", "Robert'); DROP TABLE people;--"])
def test_a_partner_of_any_name_is_listed_found_and_named(name: str) -> None:
    one = partner(name, kind="other", address="1 Main St")

    assert row(one).name == name
    assert names() == [name]
    assert names(text="main st") == [name]
    assert organizations.named(organizations.get(one).uid).id == one


def test_one_partner_is_named_by_a_uid_a_whole_name_or_a_piece_of_it() -> None:
    clinic = partner("Harbor Clinic")
    partner("Harbor Clinic East")

    assert organizations.named("harbor clinic").id == clinic
    assert organizations.named("@Harbor Clinic").id == clinic
    assert organizations.named(organizations.get(clinic).uid[:8]).id == clinic
    with pytest.raises(Ambiguous) as caught:
        organizations.named("harbor")
    assert [choice.split("  ")[:2] for choice in caught.value.choices] == [
        ["Harbor Clinic", "Other"],
        ["Harbor Clinic East", "Other"],
    ]
    with pytest.raises(NotFound, match="No organization is called “zoo”"):
        organizations.named("zoo")


def test_a_list_costs_as_many_queries_for_two_hundred_partners_as_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with deed() as intent:
        ids = [organizations.add(intent, name=f"Partner {number}", stage="active") for number in range(200)]
    asked: list[int] = []
    run = RecordsFile.run

    def counted(self: RecordsFile, *arguments: Any) -> Any:
        asked.append(1)
        return run(self, *arguments)

    monkeypatch.setattr(RecordsFile, "run", counted)
    organizations.rows(ids[:1], TODAY)
    for_one = len(asked)
    asked.clear()
    organizations.rows(ids, TODAY)

    assert len(asked) == for_one <= 8


def test_a_partner_has_one_primary_contact_who_is_shown_first() -> None:
    delgado = partner("Delgado")
    bo, ana = contact(delgado, "Bo", "Berg"), contact(delgado, "Ana", "Diaz", "Owner")
    with deed() as intent:
        assert contacts.make_primary(intent, delgado, bo)
    assert [(one.name, one.primary, one.title) for one in contacts.of(delgado, TODAY)] == [
        ("Bo Berg", True, ""),
        ("Ana Diaz", False, "Owner"),
    ]
    with deed() as intent:
        assert contacts.make_primary(intent, delgado, ana)
        assert not contacts.make_primary(intent, delgado, ana)

    assert [one.name for one in contacts.of(delgado, TODAY) if one.primary] == ["Ana Diaz"]
    assert row(delgado).primary_contact == "Ana Diaz"


def test_two_primary_contacts_at_once_are_refused_in_words() -> None:
    contacts.one_primary(["Ana Diaz"], "Delgado")
    with pytest.raises(FieldError) as caught:
        contacts.one_primary(["Ana Diaz", "Bo Berg"], "Delgado")

    assert caught.value.message == "Delgado can have one primary contact, not 2: Ana Diaz, Bo Berg."


def test_a_primary_contact_who_leaves_is_it_no_longer_and_cannot_be_again() -> None:
    delgado = partner("Delgado")
    ana = contact(delgado, "Ana", "Diaz")
    [there] = contacts.of(delgado, TODAY)
    with deed() as intent:
        contacts.make_primary(intent, delgado, ana)
    with deed() as intent:
        assert contacts.leave(intent, there.affiliation_id, TODAY - timedelta(days=1))

    assert (row(delgado).primary_contact_id, row(delgado).primary_contact) == (None, "")
    assert contacts.of(delgado, TODAY) == []
    assert [one.ends_on for one in contacts.of(delgado, TODAY, ended=True)] == [date(2026, 11, 23)]
    with deed() as intent, pytest.raises(FieldError, match="Ana Diaz left Delgado on 2026-11-23"):
        contacts.make_primary(intent, delgado, ana)


def test_who_is_to_leave_next_month_is_the_primary_contact_until_then() -> None:
    delgado = partner("Delgado")
    ana = contact(delgado, "Ana", "Diaz")
    [there] = contacts.of(delgado, TODAY)
    with deed() as intent:
        contacts.make_primary(intent, delgado, ana)
        contacts.leave(intent, there.affiliation_id, date(2026, 12, 24))

    assert row(delgado).primary_contact == "Ana Diaz"
    assert organizations.rows([delgado], date(2026, 12, 25))[delgado].primary_contact == ""


def test_nobody_from_elsewhere_can_be_primary_contact_nor_leave_before_they_came() -> None:
    delgado = partner("Delgado")
    stranger = person("Sam")
    contact(delgado, "Ana", "Diaz")
    [there] = contacts.of(delgado, TODAY)
    with deed() as intent, pytest.raises(FieldError, match="Sam does not belong to Delgado"):
        contacts.make_primary(intent, delgado, stranger)
    with deed() as intent, pytest.raises(FieldError, match="before it began on 2026-09-01"):
        contacts.leave(intent, there.affiliation_id, date(2026, 8, 31))
    with deed() as intent, pytest.raises(FieldError, match="Ana Diaz belongs to Delgado already"):
        contacts.add(intent, delgado, there.person_id)

    assert [one.ends_on for one in contacts.of(delgado, TODAY)] == [None]


def test_a_person_belongs_to_several_partners() -> None:
    delgado, clinic = partner("Delgado"), partner("Clinic")
    ana = contact(delgado, "Ana")
    with deed() as intent:
        contacts.add(intent, clinic, ana, "Board")

    assert [one.person_id for one in contacts.of(clinic, TODAY)] == [ana]
    assert [one.person_id for one in contacts.of(delgado, TODAY)] == [ana]


def test_somebody_who_came_for_a_partner_counts_as_its_last_contact() -> None:
    delgado = partner("Delgado")
    ana = contact(delgado, "Ana")
    with deed() as intent:
        times: dict[str, Any] = {"starts_at": datetime(2026, 11, 5, 15, tzinfo=UTC), "timezone": ZONE}
        came = [Attendance(ana, Part.GUEST, came=True)]
        meetings.add(intent, attendance=came, kind="call", status="held", **times)

    assert row(delgado).last_contact_on == date(2026, 11, 5)


def test_a_tag_is_the_same_however_it_is_written_and_can_be_taken_off() -> None:
    delgado = partner("Delgado")
    with deed() as intent:
        assert tags.put(intent, "Café", organization_id=delgado)
        assert not tags.put(intent, "cafe", organization_id=delgado)
        assert tags.put(intent, "bread", organization_id=delgado)
    assert row(delgado).tags == ("bread", "Café")
    assert tags.used() == [("bread", 1), ("Café", 1)]
    with deed() as intent:
        assert tags.take(intent, "CAFE", organization_id=delgado)
        assert not tags.take(intent, "tea", organization_id=delgado)
        assert tags.put_all(intent, ["tea", "Bread"], organization_id=delgado)

    assert row(delgado).tags == ("bread", "tea")


def test_a_kind_the_list_does_not_have_keeps_its_text() -> None:
    assert row(partner("Truck", kind="Food truck")).kind == "Food truck"
    assert words.label_of(WordList.ORGANIZATION_KIND, "Food truck") == "Food truck"
    assert row(partner("Clinic", kind="HEALTH-PROVIDER")).kind == "health_provider"


def test_the_program_brings_sixteen_career_clusters_and_other_kinds_stand_last() -> None:
    assert len(words.listing(WordList.SECTOR)) == 16
    assert [one.code for one in words.listing(WordList.ORGANIZATION_KIND)][-1] == "other"


def test_a_school_renames_adds_and_puts_away_words_and_codes_stay() -> None:
    kinds = WordList.ORGANIZATION_KIND
    with deed() as intent:
        code = words.add(intent, kinds, "Food truck")
        assert words.edit(intent, kinds, "business", 0, label="Company")
        assert not words.edit(intent, kinds, "media", 0, label="Media")
        assert words.archive(intent, kinds, "faith_based", 0)

    assert code == "food_truck"
    there = words.listing(kinds)
    assert there[0].label == "Company"
    assert [one.code for one in there][-2:] == ["food_truck", "other"]
    assert "faith_based" not in {one.code for one in there}
    assert [one.code for one in words.listing(kinds, archived=True)] == ["faith_based"]
    assert words.label_of(kinds, "faith_based") == "Faith-based"
    assert words.code_for(kinds, "company") == words.code_for(kinds, "business") == "business"
    with deed() as intent:
        assert words.restore(intent, kinds, "faith_based", words.listing(kinds, archived=True)[0].version)
    assert words.listing(kinds, archived=True) == []


def test_words_change_places_and_the_ends_of_a_list_stay() -> None:
    sectors = WordList.SECTOR
    first, second, *_, last = (one.code for one in words.listing(sectors))
    with deed() as intent:
        assert words.move(intent, sectors, first, 1)
        assert not words.move(intent, sectors, second, -1)
        assert not words.move(intent, sectors, last, 1)

    assert [one.code for one in words.listing(sectors)][:2] == [second, first]


def test_undo_brings_a_words_first_label_back() -> None:
    with deed() as intent:
        words.edit(intent, WordList.SECTOR, "finance", 0, label="Money")
    history.undo(who=WHO, at=NOW)

    assert words.label_of(WordList.SECTOR, "finance") == "Finance"
    with deed() as intent:
        assert words.edit(intent, WordList.SECTOR, "finance", 0, label="Banks")
    assert words.label_of(WordList.SECTOR, "finance") == "Banks"


@pytest.mark.parametrize("label", ["finance", "FINANCE ", "health_science", "Health  Science"])
def test_a_word_that_is_there_is_not_added_again(label: str) -> None:
    with deed() as intent, pytest.raises(FieldError, match="is in the list already"):
        words.add(intent, WordList.SECTOR, label)
    with deed() as intent, pytest.raises(FieldError, match="is in the list already"):
        words.edit(intent, WordList.SECTOR, "marketing", 0, label=label)


def test_a_word_is_named_by_a_piece_of_its_label() -> None:
    assert words.named(WordList.SECTOR, "logistics").code == "transportation"
    with pytest.raises(Ambiguous):
        words.named(WordList.SECTOR, "science")
    with pytest.raises(NotFound, match="No word of that list is “astrology”"):
        words.named(WordList.SECTOR, "astrology")


@given(st.lists(st.text(min_size=1, max_size=70), max_size=12))
def test_every_new_word_has_a_code_of_its_own_that_the_records_can_hold(labels: list[str]) -> None:
    taken: list[str] = []
    for label in labels:
        taken.append(words.fresh_code(label, taken))

    assert len(set(taken)) == len(taken)
    assert all(1 <= len(code) <= 60 for code in taken)


def test_a_code_and_its_label_are_read_however_they_are_written() -> None:
    for of in WordList:
        read = words.coder(of)
        for code, label in words.labels(of).items():
            for said in (
                code,
                label,
                label.upper(),
                code.replace("_", " "),
                label.replace(" and ", " & "),
                f" {label} ",
            ):
                assert read(said) == code, said


@given(st.text(max_size=60))
def test_reading_a_text_twice_is_reading_it_once(said: str) -> None:
    read = words.coder(WordList.ORGANIZATION_KIND)
    assert read(read(said)) == read(said)


def test_a_list_of_forty_thousand_partners_can_be_read_at_once() -> None:
    clinic = partner("Harbor Clinic")
    assert list(organizations.rows(range(40_000), TODAY)) == [clinic]
