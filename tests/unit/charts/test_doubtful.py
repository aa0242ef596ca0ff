"""Figures in doubt are shown and told as such, and compared with nothing."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.cell import cells
from dashboard.charts.changes import change_table
from dashboard.charts.describe import Caption
from dashboard.charts.findings import map_finding, rank_finding, spread_finding
from dashboard.charts.line_picture import line_picture

NB = "\N{NO-BREAK SPACE}"
Frame = Callable[..., pd.DataFrame]


@pytest.fixture
def counts(frame: Frame) -> pd.DataFrame:
    """Investment applied for in 2018, Krabi's a number of a day."""
    found = frame({"80": 2000.0, "81": 38005.0, "83": 10647.8, "90": 8539.5})
    found.loc[found["ref_area"] == "81", "obs_status"] = "U"
    return found


@pytest.fixture
def four(provinces: list[Area]) -> list[Area]:
    return [each for each in provinces if each.code in {"80", "81", "83", "90"}]


def test_a_doubtful_figure_is_not_the_highest(
    catalog: Catalog, counts: pd.DataFrame, four: list[Area]
) -> None:
    indicator = catalog.indicators["boi_investment"]

    found = map_finding(counts, indicator=indicator, areas=four, lang="en")

    assert "Phuket" in found
    assert "Krabi" not in found


def test_a_doubtful_figure_is_not_ranked_and_others_are_ranked_without_it(
    catalog: Catalog, counts: pd.DataFrame, four: list[Area]
) -> None:
    indicator = catalog.indicators["boi_investment"]

    def rank(focus: str) -> str:
        return rank_finding(counts, indicator=indicator, areas=four, lang="en", focus=focus)

    assert rank("81") == "Krabi: the figure is doubtful and not ranked"
    assert rank("83") == f"Phuket is highest of 3{NB}provinces with figures to compare"


def test_areas_left_out_of_a_comparison_are_counted(
    catalog: Catalog, frame: Frame, districts: list[Area]
) -> None:
    rates = frame({"8001": 3.0, "8002": 2.0, "8003": 9.0})
    rates.loc[rates["ref_area"] == "8003", "obs_status"] = "U"

    found = spread_finding(
        rates,
        indicator=catalog.indicators["tpmap_target_poor_rate"],
        areas=districts[:4],
        lang="en",
        benchmark=("80", 2.5),
    )

    assert found.endswith("(no data: 1, doubtful: 1)")


def test_the_words_under_the_pointer_say_that_a_figure_is_doubtful(
    catalog: Catalog, counts: pd.DataFrame, four: list[Area]
) -> None:
    indicator = catalog.indicators["boi_investment"]

    told = {
        each.area.code: each.hover
        for each in cells(counts, indicator=indicator, areas=four, lang="th")
    }

    assert told["81"][-1] == "ตัวเลขน่าสงสัย"
    assert "ตัวเลขน่าสงสัย" not in told["80"]


@pytest.fixture
def history() -> pd.DataFrame:
    """Ko Samui: 2006 repeats 2013."""
    years = {"2005": 47271.0, "2006": 62506.0, "2008": 52492.0, "2010": 54674.0}
    return pd.DataFrame(
        {
            "ref_area": "8404",
            "time_period": list(years),
            "edition": "",
            "obs_value": list(years.values()),
            "obs_status": ["A", "U", "A", "A"],
            "conf_status": "F",
        }
    )


def test_a_change_does_not_begin_or_end_at_a_doubtful_figure(
    catalog: Catalog, history: pd.DataFrame
) -> None:
    samui = catalog.areas["8404"]

    (change,) = change_table(history.iloc[1:], areas=[samui], lang="en")

    assert (change.first, change.last) == ("2008", "2010")
    assert change.relative == pytest.approx(100 * (54674 / 52492 - 1))


def test_the_point_of_a_line_says_that_its_figure_is_doubtful(
    catalog: Catalog, history: pd.DataFrame, caption: Caption
) -> None:
    picture = line_picture(
        history,
        indicator=catalog.indicators["pop_registered"],
        areas=[catalog.areas["8404"]],
        lang="en",
        style="ce",
        caption=caption,
        highlights=["8404"],
    )

    told = [point.hover[1] for line in picture.lines for run in line.segments for point in run]
    assert told[1] == f"2006 (doubtful figure): 62,506{NB}persons"
    assert not any("doubtful" in each for each in (told[0], *told[2:]))
