from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dashboard.errors import DamagedSnapshot, HppError, InputError
from dashboard.snapshot import SCHEMAS, Snapshot, open_snapshot, write_snapshot


def write(tables: Any, folder: Path, **given: Any) -> Snapshot:
    facts = {"reason": "test", "parent": None, "origin": "build", **given}
    return write_snapshot(tables, folder=folder, **facts)


def contents(folder: Path) -> dict[str, float]:
    return {str(each.relative_to(folder)): each.stat().st_mtime_ns for each in folder.rglob("*")}


def test_tables_registers_and_a_manifest_under_the_id(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables(), tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == [snapshot.id]
    assert sorted(each.name for each in snapshot.path.iterdir()) == [
        "agenda.parquet",
        "area.parquet",
        "indicator.parquet",
        "manifest.json",
        "note.parquet",
        "observation.parquet",
        "source.parquet",
        "target.parquet",
        "unlock.parquet",
    ]
    observation = pq.read_table(snapshot.table_path("observation"))
    assert observation.schema.remove_metadata() == SCHEMAS["observation"]
    assert observation["obs_value"].to_pylist() == [7.0, 2.5]


def test_the_manifest_says_what_is_inside(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables(), tmp_path)

    manifest = json.loads((snapshot.path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema_version"] == 2
    assert manifest["id"] == snapshot.id
    assert (manifest["reason"], manifest["parent"], manifest["origin"]) == ("test", "", "build")
    assert manifest["holds_ingested"] is False
    assert manifest["files"]["observation"]["rows"] == 2
    assert manifest["control_totals"] == {
        "rows": 2,
        "derived": 0,
        "suppressed": 0,
        "missing": 0,
        "rows_by_data_set": {"one": 2},
        "by_indicator": {"pop": {"rows": 2, "values": 2, "sum": 9.5}},
    }


def test_the_same_content_is_written_once(tables: Any, tmp_path: Path) -> None:
    first = write(tables(), tmp_path)
    before = contents(tmp_path)

    second = write(tables(), tmp_path, reason="again")

    assert second == first
    assert contents(tmp_path) == before


def test_writers_of_the_same_content_do_not_disturb_each_other(tables: Any, tmp_path: Path) -> None:
    same = tables()

    def one(_number: int) -> str:
        return write(same, tmp_path).id

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(one, range(12)))

    assert [each.name for each in tmp_path.iterdir()] == list(ids)


def test_ingested_figures_are_inherited(tables: Any, tmp_path: Path) -> None:
    built = write(tables(1), tmp_path)
    ingested = write(tables(2), tmp_path, origin="ingest", parent=built.id)
    later = write(tables(3), tmp_path, parent=ingested.id)

    held = [each.manifest.holds_ingested for each in (built, ingested, later)]
    assert held == [False, True, True]


def test_a_parent_must_exist(tables: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no snapshot 0123456789ab"):
        write(tables(), tmp_path, parent="0123456789ab")


@pytest.mark.parametrize("name", ["observation.parquet", "note.parquet", "manifest.json"])
def test_a_damaged_snapshot_is_refused_by_the_name_of_its_file(
    tables: Any, tmp_path: Path, name: str
) -> None:
    snapshot = write(tables(), tmp_path)
    file = snapshot.path / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content[:-1] if name == "manifest.json" else content)
    if name == "manifest.json":
        file.write_text("{", encoding="utf-8")

    with pytest.raises(DamagedSnapshot, match=name):
        open_snapshot(tmp_path, snapshot.id, verify=True)


def test_an_absent_or_shortened_file_is_noticed_without_hashing(
    tables: Any, tmp_path: Path
) -> None:
    snapshot = write(tables(), tmp_path)
    file = snapshot.table_path("area")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(DamagedSnapshot, match=r"area\.parquet"):
        open_snapshot(tmp_path, snapshot.id)

    file.unlink()
    with pytest.raises(DamagedSnapshot, match=r"area\.parquet"):
        open_snapshot(tmp_path, snapshot.id)


def test_writing_mends_a_damaged_snapshot(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables(), tmp_path)
    snapshot.table_path("area").write_bytes(b"broken")

    write(tables(), tmp_path)

    open_snapshot(tmp_path, snapshot.id, verify=True)
    assert len([each for each in tmp_path.iterdir() if not each.name.startswith(".")]) == 1


def test_a_newer_schema_is_refused_in_words(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables(), tmp_path)
    file = snapshot.path / "manifest.json"
    text = file.read_text(encoding="utf-8").replace('"schema_version": 2', '"schema_version": 3')
    file.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match="written by a newer version"):
        open_snapshot(tmp_path, snapshot.id)


@pytest.mark.parametrize("name", ["0123456789ab", "../../etc", "", ".", "CURRENT"])
def test_an_unknown_id_is_wrong_input(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no snapshot"):
        open_snapshot(tmp_path, name)


def test_a_file_in_place_of_the_folder_is_told(tables: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(HppError, match=r"Cannot write .*: Not a directory"):
        write(tables(), tmp_path / "file" / "snapshots")


def test_leftovers_of_a_dead_writer_are_cleared_once_they_are_old(
    tables: Any, tmp_path: Path
) -> None:
    old, young = tmp_path / ".writing-old", tmp_path / ".writing-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))

    write(tables(), tmp_path)

    assert not old.exists()
    assert young.exists()


FULL_DISK = """
import pickle, resource, sys
from pathlib import Path
from dashboard.errors import HppError
from dashboard.snapshot import write_snapshot

tables = pickle.loads(Path(sys.argv[2]).read_bytes())
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    write_snapshot(tables, folder=Path(sys.argv[1]), reason="x", parent=None, origin="build")
except HppError as error:
    sys.exit(str(error))
"""


def test_a_disk_that_refuses_leaves_nothing_and_is_told(
    tables: Any, tmp_path: Path, root: Path
) -> None:
    import pickle  # noqa: PLC0415  hands the frames to the other process

    folder, handed = tmp_path / "snapshots", tmp_path / "tables"
    handed.write_bytes(pickle.dumps(tables()))

    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, folder, handed],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Cannot write" in done.stderr
    assert "File too large" in done.stderr
    assert list(folder.iterdir()) == []
