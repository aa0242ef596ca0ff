"""A row that is cut out of a file names its own publication and edition, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.ui.area_view import AreaView, Vintage
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import cited, period_column
from dashboard.ui.trend_view import TrendView


@pytest.fixture
def who(reader: Reader) -> Reader:
    return replace(reader, page="trends", style="be")


def test_each_row_of_a_series_names_its_own_edition(who: Reader) -> None:
    frame = who.store.series("gpp_per_capita", areas=["80"])
    told = dict(
        zip(
            zip(frame["time_period"], frame["edition"], strict=True), cited(who, frame), strict=True
        )
    )

    assert "2020 edition" in told["1995", "2020 edition"]
    assert "2024 edition" not in told["1995", "2020 edition"]
    assert "2024 edition" in told["2024", "2024 edition"]
    assert "2020 edition" not in told["2024", "2024 edition"]


def test_the_head_of_the_period_names_the_era_and_fiscal_years_stay_texts(who: Reader) -> None:
    plain = period_column(who, ["2018", "2020-Q1", ""])
    assert (plain.label, plain.years) == ("Period (B.E.)", True)
    assert not period_column(who, ["FY2570"]).years


def _view(who: Reader, selected: str | None, within: str, vintage: Vintage) -> AreaView:
    return AreaView(
        indicator=who.catalog.indicators["gpp_per_capita"],
        level="province",
        within=within,
        vintage=vintage,
        frame=who.store.values("gpp_per_capita", period="2018", within=within, level="province"),
        areas=(),
        benchmarks={},
        method="quartile",
        selected=selected,
    )


def test_different_maps_have_different_names(who: Reader) -> None:
    only = Vintage("2018", "2018", "2024 edition", preliminary=False)
    one_of_two = Vintage("2018@2020 edition", "2018", "2020 edition", preliminary=False)
    assert [
        _view(who, None, "S", only).file,
        _view(who, "80", "S", only).file,
        _view(who, None, "CL-GULF", only).file,
        _view(who, None, "S", one_of_two).file,
    ] == [
        "gpp_per_capita_S_2018",
        "gpp_per_capita_S_80_2018",
        "gpp_per_capita_CL-GULF_2018",
        "gpp_per_capita_S_2018_2020-edition",
    ]


def test_different_lines_have_different_names(who: Reader) -> None:
    indicator = who.catalog.indicators["gpp_per_capita"]
    frame = who.store.series(indicator.id, areas=["80"])

    def name(front: list[str], base: str | None) -> str:
        return TrendView(
            indicator=indicator,
            level="province",
            frame=frame,
            areas=(),
            highlights=front,
            chosen=True,
            scale="index" if base else "value",
            base=base,
        ).file

    assert name(["80"], None) == "gpp_per_capita_province_80_value_trend"
    assert name(["80", "81"], "2013") == "gpp_per_capita_province_80_81_index_from_2013_trend"
