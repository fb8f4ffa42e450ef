"""A document is a path or an address; whether the file is still the one that was attached is told, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from partner_tui.errors import FieldError
from partner_tui.records import documents
from partner_tui.records.documents import DocumentState


@dataclass(frozen=True)
class Row:
    document: str = ""
    document_sha256: str = ""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / 'MOU =HYPERLINK("x"); [red].pdf'
    path.write_bytes(b"signed" * 400_000)
    return path


def test_a_file_is_known_again_by_what_is_in_it(paper: Path) -> None:
    row = Row(**documents.attached(f" {paper} "))
    assert row.document == str(paper)
    assert len(row.document_sha256) == 64
    assert documents.looked_at(row) is DocumentState.AS_SIGNED
    paper.write_bytes(b"signed otherwise")
    assert documents.looked_at(row) is DocumentState.CHANGED
    assert "attach it again" in documents.look(row).hint


def test_a_file_that_moved_is_told_with_its_path_and_what_to_do(paper: Path) -> None:
    row = Row(**documents.attached(str(paper)))
    paper.rename(paper.with_name("elsewhere.pdf"))
    found = documents.look(row)
    assert found.state is DocumentState.MISSING
    assert found.message == f"There is no file “{paper}”."
    assert "edit the agreement" in found.hint


def test_a_long_file_is_not_read_where_the_keys_would_wait_for_it(paper: Path) -> None:
    row = Row(**documents.attached(str(paper)))
    paper.write_bytes(b"other" * 400_000)
    assert documents.look(row, at_most=1_000).state is DocumentState.AS_SIGNED
    assert "too long to compare it here" in documents.look(row, at_most=1_000).hint
    assert documents.look(row, at_most=10_000_000).state is DocumentState.CHANGED
    paper.unlink()
    assert documents.look(row, at_most=1_000).state is DocumentState.MISSING


def test_an_address_is_kept_as_it_is_and_never_opened() -> None:
    row = Row(**documents.attached("https://drive.example/mou?id=1"))
    assert row == Row("https://drive.example/mou?id=1")
    assert documents.looked_at(row) is DocumentState.URL
    assert documents.looked_at(Row()) is DocumentState.NONE
    assert documents.attached("  ") == {"document": "", "document_sha256": ""}


def test_what_cannot_be_attached_is_refused_in_words(tmp_path: Path) -> None:
    for text, said in (
        (str(tmp_path), "That is no file"),
        (str(tmp_path / "gone.pdf"), "There is no file “"),
        (str(tmp_path / ("x" * 300)), "cannot be read"),
        ("~nobody-there-at-all/mou.pdf", "There is no home folder"),
    ):
        with pytest.raises(FieldError, match=said) as caught:
            documents.attached(text)
        assert caught.value.field == "document"
        assert caught.value.hint


def test_a_path_from_here_is_kept_whole(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(paper.parent)
    assert documents.attached(paper.name)["document"] == str(paper)
