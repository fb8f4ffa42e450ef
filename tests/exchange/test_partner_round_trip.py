"""Partners that leave and come back: nothing changes where they are known, and all of them are there where not."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.exchange import incoming, partner_files, partner_table
from partner_tui.records import database, history, organizations, partner_listing, people, stages, tags
from partner_tui.records.groups import Affiliation
from partner_tui.records.text import clean_line
from tests.conftest import NOW, WHO
from tests.records.rosters import TODAY, bring_in

HOSTILE = [
    '=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]', "A ::: B", "'=1", "Nguyễn\\n; x", "@SUM", "[b]x[/b]",
    "BEGIN:VCARD", "עברית ﷽", "x" * 110, "; , : \\", "Harbor Clinic",
]  # fmt: skip
NAMES = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=30).filter(lambda text: bool(clean_line(text)))
LINES = st.just("") | NAMES
WORDS = st.lists(NAMES.map(lambda text: clean_line(text)[:50]).filter(bool), max_size=3)
PERSON = st.fixed_dictionaries(
    {
        "given_name": NAMES, "family_name": LINES, "preferred_name": LINES,
        "phone": st.sampled_from(["", "+1 555", "'"]),
        "email": st.sampled_from(["", "a@x.example", "b@x.example", "c@gmail.com"]),
        "notes": st.sampled_from(["", "Met at the fair.\nBring flyers.", "=1+1", "\ttab, \\ ; '"]),
        "language": LINES.map(lambda text: text[:60]),
        "pronouns": st.sampled_from(["", "she/her"]), "kind": st.sampled_from(["community", "family"]),
    }
)  # fmt: skip
PARTNER = st.fixed_dictionaries(
    {
        "name": NAMES, "kind": st.sampled_from(["business", "other", "Own word", "=x"]), "address": LINES,
        "website": LINES, "phone": LINES.map(lambda text: text[:60]), "notes": st.sampled_from(["", "a\nb", "=1, '"]),
        "email": st.sampled_from(["", "info@x.example"]), "size": st.sampled_from([None, "10_49"]),
        "depth": st.sampled_from([None, "core"]), "cadence_weeks": st.sampled_from([None, 0, 12]),
        "sector": st.sampled_from(["", "finance", "Own: sector"]),
    }
)  # fmt: skip
SCHOOL = st.lists(st.tuples(PARTNER, WORDS, st.lists(st.tuples(PERSON, WORDS), max_size=2), st.booleans()), max_size=3)


@contextmanager
def a_copy(school: Path) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="partner-tui-") as folder:
        path = Path(folder) / "school.db"
        shutil.copyfile(school, path)
        path.chmod(0o600)
        database.open_records(path)
        try:
            yield
        finally:
            database.close_records()


def fill(school: Any) -> None:
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        shared = people.add(intent, kind="community", given_name="Shared", family_name="Person")
        for values, words, members, moves in school:
            of = organizations.add(intent, **values)
            tags.put_all(intent, words, organization_id=of)
            if moves:
                stages.move(intent, of, "exploring", date(2026, 9, 1), why='because, "so"; [/]')
            intent.insert(Affiliation, person_id=shared, organization_id=of, title="Board; chair")
            for person, labels in members:
                person_id = people.add(intent, **person)
                tags.put_all(intent, labels, person_id=person_id)
                intent.insert(
                    Affiliation, person_id=person_id, organization_id=of, title="Owner", starts_on="2026-01-05"
                )
            if members:
                version = organizations.get(of).version
                organizations.edit(intent, of, version, primary_contact_id=person_id)


def leaves(form: str, version: str = "4.0", raw: bool = False) -> bytes:
    found = partner_listing.contacts(None, TODAY)
    return b"".join(partner_files.chunks(found, form, version=version, raw=raw))


FORMS = [("csv", "4.0", False), ("csv", "4.0", True), ("vcard", "4.0", False), ("vcard", "3.0", False)]


def read(data: bytes, form: str) -> incoming.Incoming:
    with tempfile.TemporaryDirectory(prefix="partner-tui-") as folder:
        path = Path(folder) / f"partners{partner_files.ENDINGS[form]}"
        path.write_bytes(data)
        return incoming.read(path)


def versionless(text: bytes) -> bytes:
    """Return a JSON export without versions: the first primary contact makes an organization's second."""
    return b"\n".join(line for line in text.splitlines() if b'"version"' not in line)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(school=SCHOOL, form=st.sampled_from(FORMS))
def test_what_left_changes_nothing_when_it_comes_back_and_is_all_there_elsewhere(
    school_file: Path, school: Any, form: tuple[str, str, bool]
) -> None:
    with a_copy(school_file):
        fill(school)
        data, before = leaves(*form), leaves("json")
        preview = bring_in(read(data, form[0]))
        assert preview.changes_nothing, preview
        assert not preview.rejected
        assert not preview.partners.questions
        assert leaves("json") == before
    with a_copy(school_file):
        found = bring_in(read(data, form[0]))
        assert not found.partners.questions
        assert versionless(leaves("json")) == versionless(before)
        assert bring_in(read(data, form[0])).changes_nothing


@pytest.mark.usefixtures("records")
def test_no_cell_that_leaves_is_a_formula() -> None:
    fill([({"name": "=1+1"}, ["@tag"], [({"kind": "community", "given_name": "-x", "notes": "+1"}, [])], False)])
    text = leaves("csv").decode()
    assert not any(cell.lstrip()[:1] in "=+-@" for line in text.split("\r\n")[1:] for cell in line.split(",") if cell)


@settings(max_examples=100)
@given(st.lists(NAMES.map(clean_line), max_size=4))
def test_words_in_one_cell_come_apart_again(words: list[str]) -> None:
    assert list(partner_table.apart(partner_table.joined(words))) == words
