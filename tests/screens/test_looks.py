"""How the screens look, pixel by pixel; the first of these pictures is the one that the README shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest

from partner_tui import settings
from partner_tui.app import PartnerApp
from partner_tui.records import database, sample_school
from partner_tui.screens.desk import Desk
from partner_tui.settings import Settings
from tests.conftest import NOW

Compare = Callable[..., bool]

SMALL, LARGE = (80, 24), (120, 36)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80", "120"])


@pytest.fixture(scope="module")
def _invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed file with an invented school, which looks the same each time."""
    path = tmp_path_factory.mktemp("invented") / "school.db"
    database.create_records(path)
    sample_school.invent(people=220, meetings=140, seed=1, now=NOW)
    database.close_records()
    return path


@pytest.fixture
def picture(
    _invented: Path, tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., bool]:
    """Return what compares the app, after some keys, with the picture that is kept of it."""
    # Newer versions of syrupy call it so; without it the picture is kept as .raw, which nobody can look at.
    monkeypatch.setattr("pytest_textual_snapshot.SVGImageExtension.file_extension", "svg")
    path = tmp_path / "school.db"
    shutil.copyfile(_invented, path)
    path.chmod(0o600)
    database.open_records(path)
    monkeypatch.setattr(PartnerApp, "check_records", lambda _app: None)

    def compare(keys: Iterable[str], size: tuple[int, int], theme: str = "partner-dark") -> bool:
        desk = Desk(Settings(theme=theme), {settings.NOW: datetime.isoformat(NOW)})
        app = PartnerApp(desk, tmp_path / "settings.toml", path)
        app.animation_level = "none"
        return snap_compare(app, press=keys, terminal_size=size)

    return compare


def test_today_at_120_columns(picture: Callable[..., bool]) -> None:
    assert picture([], LARGE)


def test_today_at_80_columns(picture: Callable[..., bool]) -> None:
    assert picture([], SMALL)


def test_today_in_bright_light(picture: Callable[..., bool]) -> None:
    assert picture([], LARGE, theme="partner-light")


@SIZES
def test_people(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["2", "down", "down"], size)


def test_the_story_of_a_person_at_80_columns(picture: Callable[..., bool]) -> None:
    assert picture(["2", "down", "enter"], SMALL)


@SIZES
def test_meetings(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["3"], size)


@SIZES
def test_planning_a_coffee(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    # The cursor of a field blinks; the choice line, where the keys end, has none.
    assert picture(["p", *"mon", "space", "3", "p", "m", "shift+tab"], size)


@SIZES
def test_reports(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["6"], size)


@SIZES
def test_promises(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["6", "w"], size)


@SIZES
def test_a_brief(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["down", "down", "b"], size)


@SIZES
def test_the_timeline_of_a_person(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["2", "down", "t"], size)


@SIZES
def test_settings(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["comma", "down", "down", "down"], size)


@SIZES
def test_partners(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["4", "down", "down", "down"], size)


@SIZES
def test_the_board_of_partners(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["4", "w"], size)


@SIZES
def test_agreements(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["4", "w", "w"], size)


@SIZES
def test_openings(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["4", "w", "w", "w"], size)


@SIZES
def test_the_hours_of_a_cohort(picture: Callable[..., bool], size: tuple[int, int]) -> None:
    assert picture(["ctrl+t"], size)
