from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.cell import area_classes
from dashboard.charts.describe import Benchmark, Caption, DotPicture
from dashboard.charts.dot_picture import dot_picture

Draw = Callable[..., DotPicture]
Frame = Callable[..., pd.DataFrame]


@pytest.fixture
def draw(catalog: Catalog, districts: list[Area], caption: Caption) -> Draw:
    def of(frame: pd.DataFrame, name: str = "tpmap_target_poor_rate", **more: object) -> DotPicture:
        indicator = catalog.indicators[name]
        classes = area_classes(frame, indicator=indicator, areas=districts, method="quartile")
        options: dict[str, object] = {"lang": "th", "benchmarks": {}, **more}
        return dot_picture(
            frame,
            indicator=indicator,
            areas=districts,
            caption=caption,
            classes=classes,
            **options,  # type: ignore[arg-type]
        )

    return of


def test_rows_run_from_high_to_low_although_low_is_better(draw: Draw, rates: pd.DataFrame) -> None:
    rows = draw(rates).rows
    assert [(row.name, row.text) for row in rows[:3]] == [
        ("ปากพนัง", "6.80"),
        ("เฉลิมพระเกียรติ", "4.79"),
        ("ร่อนพิบูลย์", "4.65"),
    ]
    assert (rows[-1].name, rows[-1].text, rows[-1].klass) == ("ลานสกา", "0.78", 0)


def test_a_dot_has_the_class_of_its_area_on_the_map(draw: Draw, rates: pd.DataFrame) -> None:
    assert [row.klass for row in draw(rates).rows] == [3] * 6 + [2] * 6 + [1] * 5 + [0] * 6


def test_ties_are_ordered_as_a_thai_dictionary_orders_names(draw: Draw, frame: Frame) -> None:
    rows = draw(frame({"8006": 1.0, "8002": 1.0, "8004": 1.0, "8023": 1.0})).rows
    assert [row.name for row in rows[:4]] == ["ฉวาง", "เฉลิมพระเกียรติ", "เชียรใหญ่", "พรหมคีรี"]


def test_areas_without_a_figure_come_last_with_their_words(draw: Draw, frame: Frame) -> None:
    rows = draw(frame({"8001": 0.0, "8002": -1.0, "8003": 9.0}, suppressed=("8003",))).rows
    assert [(row.code, row.text) for row in rows[:3]] == [
        ("8001", "0.00"),
        ("8002", "-1.00"),
        ("8003", "ปกปิด"),
    ]
    assert rows[2].value is None
    assert {row.text for row in rows[3:]} == {"ไม่มีข้อมูล"}


def test_benchmarks_keep_their_order_and_skip_what_has_no_value(
    draw: Draw, rates: pd.DataFrame
) -> None:
    picture = draw(rates, benchmarks={"80": 2.9114, "S": math.nan, "TH": 2.8187})
    assert picture.benchmarks == (
        Benchmark("ทั้งจังหวัด", 2.9114, "2.91"),
        Benchmark("ทั้งประเทศ", 2.8187, "2.82"),
    )


def test_a_total_is_no_yardstick_for_its_parts(draw: Draw, frame: Frame) -> None:
    picture = draw(frame({"8001": 2822.0}), "tpmap_target_poor", benchmarks={"80": 26391.0})
    assert picture.benchmarks == ()


def test_one_row_is_emphasised(draw: Draw, rates: pd.DataFrame) -> None:
    assert [row.code for row in draw(rates, selected="8012").rows if row.emphasis] == ["8012"]


def test_an_earlier_figure_stands_beside_a_value_and_never_beside_an_empty_row(
    draw: Draw, frame: Frame
) -> None:
    picture = draw(
        frame({"8001": 3.0, "8002": None}),
        earlier={"8001": 4.0, "8002": 5.0, "8003": math.nan},
        earlier_period="พ.ศ. 2560",
    )
    rows = {row.code: row for row in picture.rows}
    assert rows["8001"].earlier == 4.0
    assert rows["8001"].hover[-1] == "พ.ศ. 2560: ร้อยละ\N{NO-BREAK SPACE}4.00"
    assert rows["8002"].earlier is None
