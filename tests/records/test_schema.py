"""The models say what the migrations made: columns, types, nulls, defaults, checks, indexes and triggers."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from peewee import Model
from playhouse.migrations import Runner

from partner_tui.records import changes, database, migrating, record, search_index
from partner_tui.records.connection import RecordsFile

FILES = sorted(migrating.directory().glob("[0-9]*.py"))


def models(base: type[Model] = record.Table) -> Iterator[type[Model]]:
    changes.models()
    for model in base.__subclasses__():
        if model is not record.Record:
            yield model
        yield from models(model)


def schema_of(opened: RecordsFile) -> dict[str, str]:
    """Return name -> statement of everything in a file but the runner's own table and the parts of the index."""
    rows = opened.run("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: sql for name, sql in rows if not name.startswith("schema_migration") and "_search_" not in name}


def columns_of(opened: RecordsFile, table: str) -> list[tuple[Any, ...]]:
    """Return name, type, null, default, key and kind of each column, sorted."""
    return sorted(
        opened.run(f"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('{table}')")
    )


@pytest.fixture
def from_models(tmp_path: Path) -> Iterator[RecordsFile]:
    path = tmp_path / "models.db"
    path.touch(mode=0o600)
    made = RecordsFile(path)
    with made.bind_ctx(list(models())):
        made.create_tables(list(models()))
        search_index.install(made)
    yield made
    made.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[RecordsFile]:
    path = tmp_path / "bare.db"
    path.touch(mode=0o600)
    made = RecordsFile(path)
    yield made
    made.close()


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_migrated_schema_is_the_one_of_the_models(records: RecordsFile, from_models: RecordsFile) -> None:
    migrated, modelled = schema_of(records), schema_of(from_models)
    assert migrated.keys() == modelled.keys()
    for name in migrated:
        assert migrated[name] == modelled[name], name


def test_every_column_has_the_type_null_and_default_that_its_model_says(
    records: RecordsFile, from_models: RecordsFile
) -> None:
    tables = [model._meta.table_name for model in models()]
    assert len(tables) == len(set(tables)) >= 14
    for table in tables:
        assert columns_of(records, table) == columns_of(from_models, table), table


def test_every_table_of_records_has_a_model_that_undo_knows(records: RecordsFile) -> None:
    query = "SELECT m.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c ON c.name = 'archived_at'"
    assert {name for (name,) in records.run(query)} == set(changes.models())


def test_all_parts_of_the_index_and_all_triggers_are_there(records: RecordsFile) -> None:
    assert search_index.missing(records) == []


def test_the_version_of_the_schema_is_the_number_of_the_newest_migration() -> None:
    assert max(int(path.name[:4]) for path in FILES) == database.SCHEMA_VERSION
    assert [int(path.name[:4]) for path in FILES] == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_is_frozen_history_and_imports_nothing_of_ours(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"peewee", "typing", "__future__", "playhouse.migrate"}
    module = load(path)
    assert callable(module.up)
    assert callable(module.down)


def test_going_all_the_way_down_leaves_nothing(bare: RecordsFile) -> None:
    runner = Runner(bare, directory=str(migrating.directory()))
    runner.up()
    assert len(schema_of(bare)) > 20
    runner.down(FILES[0].stem)
    assert schema_of(bare) == {}
    assert runner.applied() == {}


def test_up_down_and_up_again_is_the_same_as_up(bare: RecordsFile) -> None:
    runner = Runner(bare, directory=str(migrating.directory()))
    runner.up()
    once = schema_of(bare)
    runner.down(FILES[0].stem)
    runner.up()
    assert schema_of(bare) == once
