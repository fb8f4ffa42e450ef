"""What leaves the house: the wheel, the source archive, and what the README promises of them."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> None:
    """Build the wheel and the source archive, without a network."""
    ran = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def names_in_wheel(folder: Path) -> set[str]:
    """Return the files of the wheel."""
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def names_in_sdist(folder: Path) -> set[str]:
    """Return the files of the source archive, without its folder."""
    [sdist] = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_and_the_source_archive_are_whole(tmp_path: Path) -> None:
    # One test, because building takes seconds and the tests run in several processes.
    build(tmp_path)
    has_every_module_and_what_they_read(tmp_path)
    has_every_migration(tmp_path)
    has_nothing_that_is_not_ours(tmp_path)
    makes_the_command(tmp_path)
    can_be_tested(tmp_path)


def has_every_module_and_what_they_read(built: Path) -> None:
    """Check the wheel for every module, and for the files that they open."""
    names = names_in_wheel(built)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "partner_tui").rglob("*.py")}
    assert not modules - names
    assert {"partner_tui/app.tcss", "partner_tui/py.typed", "partner_tui/help.md"} <= names


def has_every_migration(built: Path) -> None:
    """Check that the wheel can bring old records up to date."""
    migrations = {f"partner_tui/migrations/{path.name}" for path in (ROOT / "migrations").glob("*.py")}
    assert migrations
    assert migrations <= names_in_wheel(built)


def has_nothing_that_is_not_ours(built: Path) -> None:
    """Check that the wheel fills no folder but its own, and holds no records."""
    tops = {name.partition("/")[0] for name in names_in_wheel(built)}
    assert {top.partition("-")[0] for top in tops} == {"partner_tui"}
    assert not [name for name in names_in_wheel(built) if name.endswith((".pyc", ".db", ".log"))]


def makes_the_command(built: Path) -> None:
    """Check that installing the wheel makes `partner-tui`."""
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        [entry_points] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "partner-tui = partner_tui.cli:" in archive.read(entry_points).decode()
        assert [name for name in archive.namelist() if name.endswith("LICENSE")]


def can_be_tested(built: Path) -> None:
    """Check that the source archive has what its tests need."""
    names = names_in_sdist(built)
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py", "tests/__main__.py"} <= names
    assert any(name.startswith("migrations/0001") for name in names)
    assert not [name for name in names if name.startswith((".git/", ".venv"))]


def test_the_lock_file_pins_every_dependency() -> None:
    pinned = {
        _plain(line.partition("==")[0])
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert not {_plain(re.split(r"[<>=!~ \[;]", one)[0]) for one in wanted} - pinned


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def test_every_file_that_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert linked
    named = {
        word for word in re.findall(r"[\w./-]+", readme) if word in {"requirements.lock", "pyproject.toml", ".ci/run"}
    }
    assert not [name for name in [*linked, *named] if not (ROOT / name).exists()]


def test_the_picture_in_the_readme_is_the_one_that_a_test_checks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [picture] = re.findall(r"!\[[^]]*\]\(([^)]+)\)", readme)
    path = ROOT / picture
    assert path.suffix == ".svg"
    assert path.read_text(encoding="utf-8").startswith("<svg")
    looks = (path.parent.parent.parent / "test_looks.py").read_text(encoding="utf-8")
    assert f"def {path.stem}(" in looks


def test_the_two_commands_of_the_readme_are_all_that_is_needed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert all("--constraint requirements.lock" in command for command in commands)
    assert commands[0].endswith("partner-tui")
    assert commands[1].endswith("python -m tests")
