from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.errors import DamagedSnapshot
from dashboard.snapshot import SCHEMAS, Snapshot
from dashboard.store import Store
from dashboard.store.statements import FOLDER, statement
from dashboard.text.periods import parse_period

Tables = dict[str, pd.DataFrame]


@pytest.mark.parametrize(
    "attack",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/*')",
        "copy observation to '{folder}/out.csv'",
        "copy observation from '{folder}/in.csv'",
        "attach '{folder}/other.db'",
        "export database '{folder}/all'",
        "install httpfs",
        "load httpfs",
    ],
)
def test_files_and_extensions_are_out_of_reach(store: Store, tmp_path: Path, attack: str) -> None:
    with (
        store._connection.cursor() as cursor,
        pytest.raises(duckdb.PermissionException, match=r"disabled (by|through) configuration"),
    ):
        cursor.execute(attack.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_path_is_no_table(store: Store) -> None:
    with (
        store._connection.cursor() as cursor,
        pytest.raises(duckdb.CatalogException, match="does not exist"),
    ):
        cursor.execute("select * from '/etc/passwd'")


@pytest.mark.parametrize(
    "setting",
    [
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set autoload_known_extensions = true",
        "set python_enable_replacements = true",
        "set threads = 4",
        "reset memory_limit",
        "pragma enable_profiling",
    ],
)
def test_no_setting_can_be_changed(store: Store, setting: str) -> None:
    with (
        store._connection.cursor() as cursor,
        pytest.raises(duckdb.InvalidInputException, match="configuration has been locked"),
    ):
        cursor.execute(setting)


def test_a_python_variable_named_like_a_table_is_not_seen(store: Store) -> None:
    secret = pd.DataFrame({"value": [1]})
    with (
        store._connection.cursor() as cursor,
        pytest.raises(duckdb.CatalogException, match="secret"),
    ):
        cursor.execute("select * from secret")
    assert len(secret) == 1


def test_a_parameter_is_a_value_and_never_a_statement(store: Store) -> None:
    attack = "80'; drop table observation; --"
    assert store.series("pop_registered", areas=[attack]).empty
    assert store.latest(attack, "80").empty
    assert len(store.series("pop_registered", areas=["80"])) == 4


def test_a_suppressed_cell_has_no_value_whatever_the_file_says(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    rows = tables["observation"].copy()
    rows.loc[rows["conf_status"] == "C", "obs_value"] = 3.0
    store = Store.open(publish_tables(tables | {"observation": rows}))
    found = store.values("tpmap_target_poor_health", period="2018", within="80", level="district")
    assert found["conf_status"].tolist() == ["F", "F", "C"]
    assert found["obs_value"].tolist()[:2] == [1417.0, 85.0]
    with store._connection.cursor() as cursor:
        held = cursor.execute(
            "select count(*), count(obs_value) from observation where conf_status = 'C'"
        ).fetchall()
    assert held == [(1, 0)]
    store.close()


def test_eight_threads_ask_at_once_and_get_their_own_answers(store: Store) -> None:
    expected = {
        area: store.series("pop_registered", areas=[area])["obs_value"].tolist()
        for area in ("TH", "S", "S11", "CL-GULF", "80", "81", "8001", "8003")
    }
    assert expected["80"] == [1560433.0, 1549344.0, 1545147.0, 1534653.0]

    def ask(area: str) -> int:
        answers = (store.series("pop_registered", areas=[area])["obs_value"] for _ in range(50))
        return sum(answer.tolist() == expected[area] for answer in answers)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, expected)) == [50] * 8


def test_an_answer_outlives_its_store(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    store = Store.open(publish_tables(tables))
    found = store.latest("pop_registered", "80")
    store.close()
    assert found["obs_value"].tolist() == [1534653.0]
    with pytest.raises(duckdb.ConnectionException, match="closed"):
        store.latest("pop_registered", "80")


def test_a_table_without_a_column_is_refused_by_name(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    snapshot = publish_tables(tables)
    file = snapshot.table_path("observation")
    pq.write_table(pq.read_table(file).drop_columns(["conf_status"]), file)
    with pytest.raises(DamagedSnapshot) as caught:
        Store.open(snapshot)
    assert caught.value.facts["file"] == file


@pytest.mark.parametrize(("column", "junk"), [("ref_area", "9999"), ("time_period", "last year")])
def test_an_observation_of_nowhere_or_never_is_refused(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot], column: str, junk: str
) -> None:
    rows = tables["observation"].copy()
    rows.loc[3, column] = junk
    snapshot = publish_tables(tables | {"observation": rows})
    with pytest.raises(DamagedSnapshot, match=r"observation\.parquet"):
        Store.open(snapshot)


def test_a_file_that_is_no_parquet_is_refused_by_name(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    snapshot = publish_tables(tables)
    snapshot.table_path("note").write_text("not parquet", encoding="utf-8")
    with pytest.raises(DamagedSnapshot, match=r"note\.parquet"):
        Store.open(snapshot)


def test_periods_stand_where_the_words_for_them_say(store: Store) -> None:
    with store._connection.cursor() as cursor:
        rows = cursor.execute("select time_period, position, season from period").fetchall()
    assert {(name, position) for name, position, _ in rows} == {
        (name, parse_period(name).position) for name, _, _ in rows
    }
    assert ("2024-Q3", 2024.5, "Q3") in rows
    assert ("2018", 2018.0, "") in rows


def test_the_tables_hold_every_column_of_the_snapshot(store: Store) -> None:
    for table, schema in SCHEMAS.items():
        with store._connection.cursor() as cursor:
            columns = {row[0] for row in cursor.execute(f"describe {table}").fetchall()}
        assert set(schema.names) <= columns


def test_every_statement_is_read_from_its_file() -> None:
    for file in FOLDER.glob("*.sql"):
        assert statement(file.stem) == file.read_text(encoding="utf-8")
        assert ";" not in statement(file.stem).split("--")[0]
