"""Agenda, targets and unlock register travel in a snapshot, and older snapshots still open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.catalog import load_catalog
from dashboard.snapshot import (
    REGISTERS,
    TABLES,
    Snapshot,
    check,
    content_id,
    difference,
    empty_register,
    open_snapshot,
    publish,
    publish_next,
    read_registers,
    rollback,
    unlock_steps,
    write_snapshot,
)
from dashboard.snapshot.manifest import FileFacts, file_hash
from dashboard.snapshot.register_check import register_promises
from dashboard.snapshot.tables import arrow_table

CATALOG = Path(__file__).parents[3] / "data" / "catalog"


def register(name: Any, **cells: object) -> pd.DataFrame:
    empty = empty_register(name)
    row = {
        each: cells.get(each, float("nan") if kind == "float64" else "")
        for each, kind in empty.dtypes.astype(str).items()
    }
    return pd.DataFrame([row]).astype(empty.dtypes.to_dict())


def agenda(**cells: object) -> pd.DataFrame:
    return register("agenda", **{"id": "a1", "title_th": "วาระ", **cells})


def unlock(status: str, day: str = "2026-11-01", **cells: object) -> pd.DataFrame:
    given = {"id": "u1", "agenda": "a1", "system": "work", "status": status, "status_date": day}
    return register("unlock", **(given | cells))


def write(tables: Any, folder: Path, parent: str | None = None, **registers: Any) -> Snapshot:
    given = tables() | registers
    return write_snapshot(given, folder=folder, reason="r", parent=parent, origin="build")


def as_version_1(tables: Any, folder: Path) -> Snapshot:
    """A snapshot as it was written before there were registers."""
    given = {name: arrow_table(name, tables()[name]) for name in TABLES}
    name = content_id(given, schema_version=1)
    written = write(tables, folder / "aside")
    path = folder / name
    (folder / "aside" / written.id).rename(path)
    for each in REGISTERS:
        (path / f"{each}.parquet").unlink()
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    manifest |= {"schema_version": 1, "id": name}
    manifest["files"] = {each: manifest["files"][each] for each in TABLES}
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return open_snapshot(folder, name, verify=True)


def test_registers_are_in_the_folder_the_manifest_and_the_id(tables: Any, tmp_path: Path) -> None:
    plain = write(tables, tmp_path)
    filled = write(tables, tmp_path, agenda=agenda(), unlock=unlock("draft"))

    assert plain.id != filled.id
    assert set(filled.manifest.files) == {*TABLES, *REGISTERS}
    assert filled.manifest.files["unlock"].rows == 1
    assert filled.manifest.schema_version == 2
    held = read_registers(filled)
    assert held["unlock"]["status"].tolist() == ["draft"]
    assert held["target"].empty
    assert open_snapshot(tmp_path, filled.id, verify=True).id == filled.id


def test_any_cell_of_a_register_changes_the_id(tables: Any, tmp_path: Path) -> None:
    ids = {
        write(tables, tmp_path, agenda=agenda(), unlock=each).id
        for each in (unlock("draft"), unlock("proposed"), unlock("draft", problem="x"))
    }

    assert len(ids) == 3


def test_a_snapshot_of_schema_1_opens_with_empty_registers(tables: Any, tmp_path: Path) -> None:
    old = as_version_1(tables, tmp_path)

    assert all(rows.empty for rows in read_registers(old).values())
    assert list(read_registers(old)["target"].columns)[:2] == ["agenda", "indicator"]


def test_a_snapshot_of_schema_1_is_published_compared_and_gone_back_to(
    tables: Any, tmp_path: Path
) -> None:
    old = as_version_1(tables, tmp_path)
    publish(tmp_path, old.id)
    new = write(tables, tmp_path, parent=old.id, agenda=agenda())

    found = difference(old, new)
    assert found.rows.empty
    assert not found.empty
    assert found.registers["agenda"].added == ("a1",)
    assert publish_next(tmp_path, new.id).snapshot.id == new.id
    assert rollback(tmp_path).snapshot.id == old.id


def test_its_promises_are_held_against_its_own_schema(
    tables: Any, tmp_path: Path, catalog: Any, indicator: Any
) -> None:
    old = as_version_1(tables, tmp_path)

    kept = {each.key: each.kept for each in check(old, catalog(indicator("people")))}

    assert [kept[each] for each in ("hashes", "schema", "content")] == [True] * 3


def test_an_altered_register_is_damage(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables, tmp_path, agenda=agenda())
    file = snapshot.table_path("agenda")
    pq.write_table(arrow_table("agenda", agenda(title_th="อื่น")), file)

    [first, *_] = check(snapshot, load_catalog(CATALOG))
    assert (first.key, first.kept) == ("hashes", False)


def test_rows_are_told_as_added_changed_and_removed(tables: Any, tmp_path: Path) -> None:
    before = write(
        tables,
        tmp_path,
        agenda=agenda(),
        unlock=pd.concat([unlock("draft"), unlock("draft", id="u2")]),
    )
    after = write(
        tables,
        tmp_path,
        agenda=agenda(),
        unlock=pd.concat([unlock("agreed"), unlock("draft", id="u3")]),
    )

    found = difference(before, after).registers

    assert set(found) == {"unlock"}
    assert found["unlock"] == (("u3",), ("u1",), ("u2",))


def test_the_history_of_an_entry_is_told_by_the_snapshots(tables: Any, tmp_path: Path) -> None:
    one = write(tables, tmp_path, agenda=agenda(), unlock=unlock("draft", ""))
    two = write(tables, tmp_path, one.id, agenda=agenda(), unlock=unlock("draft", "", problem="p"))
    three = write(tables, tmp_path, two.id, agenda=agenda(), unlock=unlock("agreed", "2026-12-01"))

    steps = unlock_steps(tmp_path, three)["u1"]

    assert [(each.status, each.status_date, each.snapshot) for each in steps] == [
        ("draft", "", one.id),
        ("agreed", "2026-12-01", three.id),
    ]


def test_history_ends_where_a_snapshot_is_gone(tables: Any, tmp_path: Path) -> None:
    old = as_version_1(tables, tmp_path)
    new = write(tables, tmp_path, old.id, agenda=agenda(), unlock=unlock("draft"))
    (tmp_path / old.id).rename(tmp_path / "elsewhere")

    assert [each.snapshot for each in unlock_steps(tmp_path, new)["u1"]] == [new.id]


@pytest.mark.parametrize(
    ("registers", "broken", "first"),
    [
        ({"agenda": pd.concat([agenda(), agenda()])}, "registers", "a1"),
        ({"unlock": unlock("รอ")}, "register_codes", "รอ"),
        ({"unlock": unlock("draft", system="")}, "register_codes", "–"),
        ({"unlock": unlock("draft", agenda="a9")}, "register_codes", "a9"),
        ({"agenda": agenda(indicators="nope")}, "register_codes", "nope"),
        (
            {"target": register("target", agenda="a1", indicator="hai_overall", ref_area="99")},
            "register_codes",
            "99",
        ),
    ],
)
def test_a_word_that_nobody_knows_breaks_a_promise(
    registers: dict[Any, pd.DataFrame], broken: str, first: str
) -> None:
    held = {name: empty_register(name) for name in REGISTERS} | {"agenda": agenda()} | registers

    *_, last = register_promises(held, load_catalog(CATALOG))

    assert (last.key, last.kept, last.facts["first"]) == (broken, False, first)
    assert first in last.sentence("th")
    assert first in last.sentence("en")


def test_facts_of_a_file_are_what_is_on_the_disk(tables: Any, tmp_path: Path) -> None:
    snapshot = write(tables, tmp_path, agenda=agenda())
    file = snapshot.table_path("agenda")

    assert snapshot.manifest.files["agenda"] == FileFacts(1, file_hash(file), file.stat().st_size)
