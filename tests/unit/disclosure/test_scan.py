from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.disclosure.scan import LEAKS, scan

ROWS = {
    "indicator": ["a", "a", "a", "b"],
    "conf_status": ["F", "C", "F", "F"],
    "obs_value": [7.0, None, 9.0, 2.0],
    "period_note": ["2561", "2561", "", ""],
    "note": ["n:1", "n:2", "n:1", ""],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A snapshot's folder without any leak."""
    write(tmp_path, ROWS)
    notes = {"note": ["n:1", "n:2"], "text_th": ["ปี 2561", "ปกปิด"], "text_en": ["2018", "hidden"]}
    pq.write_table(pa.table(notes), tmp_path / "note.parquet")
    return tmp_path


def write(folder: Path, rows: dict[str, list[object]], **options: object) -> None:
    pq.write_table(pa.table(rows), folder / "observation.parquet", **options)
    totals = {"a": {"rows": 3, "values": 2, "sum": 16.0}, "b": {"rows": 1, "values": 1, "sum": 2.0}}
    manifest = {
        "files": {"observation": {}, "note": {}},
        "control_totals": {"by_indicator": totals},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def found(folder: Path) -> dict[str, int]:
    leaks = scan(folder)
    assert tuple(each.kind for each in leaks) == LEAKS
    return {each.kind: each.found for each in leaks if each.found}


def test_a_clean_snapshot_has_no_leak(folder: Path) -> None:
    assert found(folder) == {}


def test_a_value_under_its_mark_is_found(folder: Path) -> None:
    write(folder, ROWS | {"obs_value": [7.0, 3.0, 9.0, 2.0]})

    assert found(folder)["value"] == 1


def test_statistics_of_a_hidden_value_are_found(folder: Path) -> None:
    write(folder, ROWS | {"obs_value": [7.0, 1.0, 9.0, 2.0]}, row_group_size=2)

    assert found(folder)["statistics"] == 1


def test_words_beside_the_schema_are_found(folder: Path) -> None:
    table = pa.table(ROWS).replace_schema_metadata({"pandas": "anything"})
    pq.write_table(table, folder / "observation.parquet")

    assert "metadata" in found(folder)


def test_a_number_in_the_note_of_a_suppressed_cell_is_found(folder: Path) -> None:
    notes = pd.DataFrame({"note": ["n:1", "n:2"], "text_th": ["", "มี ๓ คน"], "text_en": ["", ""]})
    pq.write_table(pa.Table.from_pandas(notes).replace_schema_metadata(), folder / "note.parquet")

    assert found(folder) == {"note": 1}


def test_a_control_total_of_more_than_is_shown_is_found(folder: Path) -> None:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    (folder / "manifest.json").write_text(text.replace("16.0", "19.0"), encoding="utf-8")

    assert found(folder) == {"total": 1}


def test_a_file_that_the_manifest_does_not_know_is_found(folder: Path) -> None:
    (folder / "61_83_amphur_11111.csv").write_text("amphur_ID\n8301\n", encoding="utf-8")

    assert found(folder) == {"stray": 1}
