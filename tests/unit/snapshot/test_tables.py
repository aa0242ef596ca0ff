from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from dashboard.snapshot import TABLES, content_id
from dashboard.snapshot.tables import arrow_table


def identity(tables: dict[str, Any]) -> str:
    return content_id({name: arrow_table(name, tables[name]) for name in TABLES})


def test_the_order_of_rows_and_columns_does_not_change_the_id(tables: Any) -> None:
    turned = {name: frame.iloc[::-1, ::-1] for name, frame in tables().items()}

    assert identity(turned) == identity(tables())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("observation", "obs_value", 7.000000001),
        ("observation", "note", "one:1"),
        ("indicator", "name_th", "ชื่อใหม่"),
        ("area", "valid_from", 2011),
        ("source", "licence", "closed"),
        ("note", "text_en", "other"),
    ],
)
def test_any_cell_changes_the_id(tables: Any, table: str, column: str, value: object) -> None:
    changed = tables()
    frame = changed[table].astype(object)
    frame.iloc[0, frame.columns.get_loc(column)] = value
    changed[table] = frame

    assert identity(changed) != identity(tables())


def test_text_cannot_move_between_cells_unnoticed(tables: Any) -> None:
    one, other = tables(), tables()
    one["source"] = one["source"].assign(title="ab", url="c")
    other["source"] = other["source"].assign(title="a", url="bc")

    assert identity(one) != identity(other)


def test_zero_has_one_sign(tables: Any) -> None:
    assert identity(tables(-0.0)) == identity(tables(0.0))


def test_a_missing_value_is_null_not_nan(tables: Any) -> None:
    values = arrow_table("observation", tables(np.nan)["observation"])["obs_value"]

    assert values.null_count == 1
    assert values.to_pylist() == [None, 2.5]


def test_the_id_survives_another_coding_of_the_same_text(tables: Any) -> None:
    arrow = {name: arrow_table(name, frame) for name, frame in tables().items()}
    plain = dict(arrow)
    column = arrow["observation"]["ref_area"].cast(pa.string())
    plain["observation"] = arrow["observation"].set_column(1, "ref_area", column)

    assert content_id(plain) == content_id(arrow)
