from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest

from dashboard.catalog.model import Area, Catalog
from dashboard.charts.changes import change_table, telling
from dashboard.charts.describe import Caption, LinePicture
from dashboard.charts.line_picture import index_values, line_picture, ticks

Series = Callable[..., pd.DataFrame]
Draw = Callable[..., LinePicture]


@pytest.fixture
def draw(catalog: Catalog, caption: Caption) -> Draw:
    def of(frame: pd.DataFrame, *codes: str, **more: object) -> LinePicture:
        options: dict[str, object] = {"lang": "th", "style": "be", **more}
        return line_picture(
            frame,
            indicator=catalog.indicators["gpp_per_capita"],
            areas=[catalog.areas[code] for code in codes],
            caption=caption,
            **options,  # type: ignore[arg-type]
        )

    return of


def _values(picture: LinePicture, at: int = 0) -> list[list[float]]:
    return [[point.value for point in segment] for segment in picture.lines[at].segments]


def test_a_new_edition_starts_a_new_segment_and_a_break_between(draw: Draw, series: Series) -> None:
    picture = draw(
        series(
            ("80", "2019", 116454, "2020 edition"),
            ("80", "2020", 117801, "2020 edition"),
            ("80", "2024", 131210, "2024 edition"),
        ),
        "80",
    )
    assert _values(picture) == [[116454, 117801], [131210]]
    assert [(each.x, each.text) for each in picture.breaks] == [
        (2022.0, "ฉบับหรือนิยามเปลี่ยน พ.ศ.\N{NO-BREAK SPACE}2567")
    ]


def test_editions_that_overlap_in_time_are_two_segments(draw: Draw, series: Series) -> None:
    picture = draw(
        series(
            ("80", "2019", 1, "a"),
            ("80", "2020", 2, "a"),
            ("80", "2020", 5, "b"),
            ("80", "2021", 6, "b"),
        ),
        "80",
    )
    assert _values(picture) == [[1, 2], [5, 6]]
    assert [each.x for each in picture.breaks] == [2020.0]


def test_nothing_is_drawn_across_a_missing_or_suppressed_year(draw: Draw, series: Series) -> None:
    frame = series(
        *(("84", str(year), 1.0) for year in range(2014, 2020)),
        ("80", "2014", 1.0),
        ("80", "2015", 2.0),
        ("80", "2016", None),
        ("80", "2017", 4.0),
        ("80", "2018", 5.0),
        ("80", "2019", 6.0),
    )
    frame.loc[frame["obs_value"] == 5.0, ["conf_status", "obs_value"]] = ["C", 5.0]
    assert _values(draw(frame, "80")) == [[1.0, 2.0], [4.0], [6.0]]


def test_a_survey_every_other_year_is_one_line(draw: Draw, series: Series) -> None:
    frame = series(*(("80", str(year), float(year)) for year in (2004, 2006, 2007, 2009, 2011)))
    assert _values(draw(frame, "80")) == [[2004.0, 2006.0, 2007.0, 2009.0, 2011.0]]


def test_a_year_that_is_missing_everywhere_breaks_a_yearly_line(draw: Draw, series: Series) -> None:
    frame = series(*(("80", str(year), 1.0) for year in (2020, 2021, 2022, 2024)))
    assert [len(segment) for segment in draw(frame, "80").lines[0].segments] == [3, 1]


def test_a_break_that_the_publisher_marks_is_a_break(draw: Draw, series: Series) -> None:
    frame = series(("80", "2019", 1.0), ("80", "2020", 2.0), ("80", "2021", 3.0))
    frame.loc[1, "obs_status"] = "B"
    picture = draw(frame, "80")
    assert _values(picture) == [[1.0], [2.0, 3.0]]
    assert [each.x for each in picture.breaks] == [2019.5]


def test_quarters_stand_at_their_quarter_of_the_year(draw: Draw, series: Series) -> None:
    picture = draw(series(("80", "2020-Q1", 1.0), ("80", "2020-Q2", 2.0)), "80", style="ce")
    assert [point.x for point in picture.lines[0].segments[0]] == [2020.0, 2020.25]
    assert picture.ticks == ((2020.0, "1/2020"), (2020.25, "2/2020"))


def test_an_index_is_100_in_the_base_year_and_exists_in_its_edition_only(
    draw: Draw, series: Series
) -> None:
    frame = series(
        ("80", "2004", 200.0, "a"),
        ("80", "2005", 250.0, "a"),
        ("80", "2010", 900.0, "b"),
        ("84", "2005", 10.0, "a"),
    )
    picture = draw(frame, "80", "84", mode="index", base="2004", highlights=["80"])
    assert _values(picture) == [[100.0, 125.0]]
    assert [line.code for line in picture.lines] == ["80"]
    assert (picture.base, picture.decimals) == (100.0, 1)
    assert picture.unit == "ดัชนี พ.ศ.\N{NO-BREAK SPACE}2547 = 100"
    assert picture.breaks == ()


def test_the_index_of_a_row_is_what_the_picture_draws_and_nothing_else(
    draw: Draw, series: Series
) -> None:
    """Registered population of Pak Phanang, 2547 and 2564; an edition without the base has none."""
    frame = series(
        ("8012", "2004", 108842, "a"),
        ("8012", "2021", 97153, "a"),
        ("8012", "2024", 90000, "b"),
        ("8017", "2021", 47513, "a"),
        ("8012", "2022", None, "a"),
    )
    values = index_values(frame, "2004")
    assert values[:2] == [100.0, pytest.approx(89.26, abs=0.005)]
    assert [math.isnan(value) for value in values] == [False, False, True, True, True]
    drawn = _values(draw(frame, "8012", "8017", mode="index", base="2004"))
    assert [each for run in drawn for each in run] == values[:2]


def test_a_base_of_zero_has_no_index(draw: Draw, series: Series) -> None:
    frame = series(("80", "2004", 0.0), ("80", "2005", 3.0))
    assert draw(frame, "80", mode="index", base="2004").lines == ()


def test_context_lies_below_benchmarks_and_highlights_in_the_chosen_order(
    draw: Draw, series: Series
) -> None:
    codes = ("80", "81", "84", "S", "90")
    frame = series(*((code, "2020", 5.0) for code in codes))
    picture = draw(frame, *codes, highlights=["90", "80"], benchmarks={"S"})
    assert [(line.code, line.role) for line in picture.lines] == [
        ("81", "context"),
        ("84", "context"),
        ("S", "benchmark"),
        ("90", "highlight"),
        ("80", "highlight"),
    ]
    assert picture.lines[2].name == "ภาคใต้"
    assert picture.context_note == "เส้นเทา = อีก 2\N{NO-BREAK SPACE}จังหวัด"


def test_a_line_that_ends_early_says_when(draw: Draw, series: Series) -> None:
    frame = series(("80", "2020", 117801), ("84", "2020", 1.0), ("84", "2021", 155156.4))
    ends = {line.code: line.end_text for line in draw(frame, "80", "84").lines}
    assert ends == {"80": "117,801 (2563)", "84": "155,156"}


def test_a_point_says_its_period_its_figure_and_that_it_is_preliminary(
    draw: Draw, series: Series
) -> None:
    frame = series(("80", "2020", 117801)).assign(obs_status="P")
    point = draw(frame, "80", lang="en", style="ce").lines[0].segments[0][0]
    assert point.hover[0] == "Nakhon Si Thammarat"
    assert point.hover[1].startswith("2020 (preliminary): 117,801\N{NO-BREAK SPACE}baht")


def test_an_empty_frame_is_an_empty_picture(draw: Draw, series: Series) -> None:
    picture = draw(series(("80", "2020", None)), "80")
    assert (picture.lines, picture.ticks, picture.context_note) == ((), (), "")


def test_eighteen_years_get_seven_labels_as_in_the_picture() -> None:
    labels = [words for _, words in ticks([str(year) for year in range(2004, 2022)], "be")]
    assert labels == ["2547", "2550", "2553", "2556", "2559", "2562", "2564"]


def test_a_label_too_near_the_last_one_gives_way() -> None:
    labels = [words for _, words in ticks([str(year) for year in range(2000, 2026)], "ce")]
    assert labels == ["2000", "2004", "2008", "2012", "2016", "2020", "2025"]


def test_changes_are_taken_over_the_longest_span_of_one_edition(
    catalog: Catalog, series: Series
) -> None:
    """Registered population of Pak Phanang and Bang Khan, 2547 and 2564."""
    frame = series(
        ("8012", "2003", 1.0, "old"),
        ("8012", "2004", 108842, "new"),
        ("8012", "2021", 97153, "new"),
        ("8017", "2004", 39495, "new"),
        ("8017", "2021", 47513, "new"),
    )
    areas: list[Area] = [catalog.areas["8017"], catalog.areas["8012"]]
    falls, rises = change_table(frame, areas=areas, lang="th")
    assert (falls.name, falls.first, falls.last, falls.absolute) == (
        "ปากพนัง",
        "2004",
        "2021",
        -11689,
    )
    assert falls.relative == pytest.approx(-10.739, abs=0.001)
    assert falls.yearly == pytest.approx(-0.666, abs=0.001)
    assert rises.relative == pytest.approx(20.301, abs=0.001)
    assert rises.series == (39495, 47513)


def test_a_change_from_zero_orders_all_by_the_amount(catalog: Catalog, series: Series) -> None:
    frame = series(
        ("8012", "2020", 0.0),
        ("8012", "2021", 7.0),
        ("8017", "2020", 100.0),
        ("8017", "2021", 105.0),
        ("8001", "2020", 10.0),
        ("8001", "2021", 12.0),
    )
    areas = [catalog.areas[code] for code in ("8012", "8017", "8001")]
    changes = change_table(frame, areas=areas, lang="en")
    assert [change.absolute for change in changes] == [2.0, 5.0, 7.0]


def test_a_balance_has_neither_a_relative_nor_a_yearly_change_and_is_ordered_by_difference(
    catalog: Catalog, series: Series
) -> None:
    """Population change over one year, 1994 and 2022, per cent: ours fell less in points."""
    growth = catalog.indicators["pop_change_1y"]
    frame = series(
        ("80", "1994", 0.86),
        ("80", "2022", -0.27),
        ("83", "1994", 2.78),
        ("83", "2022", -0.21),
    )
    told = telling(growth, frame)
    areas = [catalog.areas[code] for code in ("80", "83")]
    phuket, ours = change_table(frame, areas=areas, lang="en", told=told)
    assert told == "difference"
    assert (phuket.code, ours.code) == ("83", "80")
    assert (ours.relative, ours.yearly) == (None, None)
    assert ours.absolute == pytest.approx(-1.13)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("pop_change_1y", 0.5, "difference"),
        ("gpp_cvm_growth", 0.5, "difference"),
        ("net_migration_rate", 0.5, "difference"),
        ("natural_increase_rate", 0.5, "difference"),
        ("gpp_per_capita", -1.0, "difference"),
        ("gpp_per_capita", 1.0, "per_cent"),
        ("pop_registered", 0.0, "per_cent"),
        ("lfs_unemployment_rate", 0.5, "points"),
        ("hai_overall", 0.5, "points"),
    ],
)
def test_how_a_change_is_told_depends_on_the_unit_and_on_what_may_be_negative(
    catalog: Catalog, series: Series, name: str, value: float, told: str
) -> None:
    assert telling(catalog.indicators[name], series(("80", "2020", value))) == told


def test_a_rate_in_per_cent_changes_by_points_a_year(catalog: Catalog, series: Series) -> None:
    frame = series(("80", "2020", 0.97), ("80", "2025", 0.33))
    (change,) = change_table(frame, areas=[catalog.areas["80"]], lang="en", told="points")
    assert change.relative is None
    assert change.yearly == pytest.approx(-0.128)


def test_a_single_period_and_a_start_at_zero_have_no_rate_of_change(
    catalog: Catalog, series: Series
) -> None:
    frame = series(("8012", "2021", 5.0), ("8017", "2020", 0.0), ("8017", "2021", 5.0))
    areas = [catalog.areas[code] for code in ("8012", "8017", "8001")]
    from_zero, *rest = change_table(frame, areas=areas, lang="en")
    assert (from_zero.code, from_zero.absolute, from_zero.relative) == ("8017", 5.0, None)
    assert [change.absolute for change in rest] == [None, None]


def test_quarters_are_compared_with_the_same_quarter(catalog: Catalog, series: Series) -> None:
    frame = series(
        ("80", "2020-Q1", 1.0),
        ("80", "2020-Q3", 2.0),
        ("80", "2021-Q1", 9.0),
        ("80", "2021-Q3", 3.0),
    )
    (change,) = change_table(frame, areas=[catalog.areas["80"]], lang="th")
    assert (change.first, change.last, change.absolute, change.years) == (
        "2020-Q3",
        "2021-Q3",
        1.0,
        1.0,
    )


def test_an_edition_of_one_year_leaves_the_comparison_to_the_one_before(
    catalog: Catalog, series: Series
) -> None:
    frame = series(
        ("80", "1995", 34896, "2020 edition"),
        ("80", "2020", 117801, "2020 edition"),
        ("80", "2024", 131210, "2024 edition"),
    )
    (change,) = change_table(frame, areas=[catalog.areas["80"]], lang="th")
    assert (change.first, change.last) == ("1995", "2020")
