"""A data folder with a small published snapshot, and a way to run `hpp` in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from dashboard.cli import main
from dashboard.snapshot import SCHEMAS, TABLES, publish, write_snapshot


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


Hpp = Callable[..., Result]


@pytest.fixture
def hpp(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hpp:
    """Runs a command line in English, unless it says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "HPP_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: object) -> Result:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the figures of `tests/data/small`."""
    folder = tmp_path_factory.mktemp("data")
    tables = {name: _table(root / "tests/data/small" / f"{name}.csv") for name in TABLES}
    snapshots = folder / "snapshots"
    written = write_snapshot(tables, folder=snapshots, reason="test", parent=None, origin="build")
    publish(snapshots, written.id)
    return folder


def _table(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype="str", keep_default_na=False)
    for field in SCHEMAS[file.stem]:
        if pa.types.is_boolean(field.type):
            frame[field.name] = frame[field.name] == "True"
        elif pa.types.is_floating(field.type) or pa.types.is_integer(field.type):
            frame[field.name] = pd.to_numeric(frame[field.name])
    return frame
