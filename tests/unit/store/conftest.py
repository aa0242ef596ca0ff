"""A small snapshot of published figures: two provinces, four districts, six indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from dashboard.snapshot import SCHEMAS, TABLES, Snapshot, publish, write_snapshot
from dashboard.store import Store

Tables = dict[str, pd.DataFrame]
Publish = Callable[[Tables], Snapshot]


def read_table(file: Path) -> pd.DataFrame:
    """A table of a snapshot from CSV, its columns as the schema types them."""
    frame = pd.read_csv(file, dtype="str", keep_default_na=False)
    for field in SCHEMAS[file.stem]:
        if pa.types.is_boolean(field.type):
            frame[field.name] = frame[field.name] == "True"
        elif pa.types.is_floating(field.type) or pa.types.is_integer(field.type):
            frame[field.name] = pd.to_numeric(frame[field.name])
    return frame


@pytest.fixture(scope="session")
def tables(root: Path) -> Tables:
    return {name: read_table(root / "tests/data/small" / f"{name}.csv") for name in TABLES}


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Snapshot:
    return _publish(tmp_path_factory.mktemp("snapshots"), tables)


@pytest.fixture(scope="session")
def store(snapshot: Snapshot) -> Iterator[Store]:
    opened = Store.open(snapshot)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


@pytest.fixture
def publish_tables(folder: Path) -> Publish:
    """Publishes tables into `folder`."""
    return lambda tables: _publish(folder, tables)


def _publish(folder: Path, tables: Tables) -> Snapshot:
    written = write_snapshot(tables, folder=folder, reason="test", parent=None, origin="build")
    return publish(folder, written.id)
