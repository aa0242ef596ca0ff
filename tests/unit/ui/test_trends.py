"""What the trends page shows is what its tables and files hold, and what is computed says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.briefing import Cell, Table
from dashboard.catalog import Level
from dashboard.ui import trend_change_table, trend_changes, trend_tables
from dashboard.ui.captions import about
from dashboard.ui.reader import Reader
from dashboard.ui.trend_changes import Changes
from dashboard.ui.trend_picture import ours, picture
from dashboard.ui.trend_view import BENCHMARKS, PLACES, TrendView, may_be_indexed

Look = Callable[..., TrendView]


@pytest.fixture
def who(reader: Reader) -> Reader:
    return replace(reader, page="trends")


@pytest.fixture
def look(who: Reader) -> Look:
    def at(name: str, level: Level = "district", *, base: str = "", front: str = "") -> TrendView:
        indicator = who.catalog.indicators[name]
        own = who.catalog.children(PLACES[level], level)
        areas = [*own, *(who.catalog.areas[code] for code in BENCHMARKS[level])]
        return TrendView(
            indicator=indicator,
            level=level,
            frame=who.store.series(name, areas=[area.code for area in areas]),
            areas=areas,
            highlights=[front or own[0].code],
            chosen=bool(front),
            scale="index" if base else "value",
            base=base or None,
        )

    return at


def _heads(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def _row(table: Table, **cells: str) -> dict[str, Cell]:
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    [found] = [row for row in rows if all(row[key] == cell for key, cell in cells.items())]
    return found


@pytest.mark.parametrize(
    ("lang", "style", "head", "remark", "period"),
    [
        ("en", "ce", "index, 2004 = 100", "index: computed by this system", "2021"),
        ("th", "be", "ดัชนี พ.ศ.\N{NO-BREAK SPACE}2547 = 100", "ดัชนี: ระบบนี้คำนวณ", "2564"),
    ],
)
def test_a_file_holds_the_index_of_the_picture_beside_the_figures(
    who: Reader, look: Look, lang: str, style: str, head: str, remark: str, period: str
) -> None:
    """Registered population of Bang Khan, Mueang and Pak Phanang, as the picture labels them."""
    reader = replace(who, lang=lang, style=style)
    table = trend_tables.series_table(reader, look("pop_registered", base="2004"))
    rows = {code: _row(table, ref_area=code, period=period) for code in ("8017", "8001", "8012")}

    assert head in _heads(table)
    shown = [round(float(str(row["index"])), 1) for row in rows.values()]
    assert shown == [120.3, 102.4, 89.3]
    assert rows["8017"]["obs_value"] == 47513
    assert remark in str(rows["8017"]["remark"])


def test_a_file_of_values_has_no_index_and_says_nothing_of_one(who: Reader, look: Look) -> None:
    table = trend_tables.series_table(who, look("pop_registered"))
    assert "index" not in [column.key for column in table.columns]
    assert "index" not in str(_row(table, ref_area="8017", period="2021")["remark"])


def test_periods_that_an_index_does_not_draw_have_none_in_the_file(who: Reader, look: Look) -> None:
    table = trend_tables.series_table(who, look("gpp_current", "province", base="1995"))
    of_2024 = _row(table, ref_area="80", period="2024")
    assert (of_2024["index"], of_2024["remark"]) == (None, "preliminary")
    assert _row(table, ref_area="80", period="1995")["index"] == 100.0


def test_the_table_below_the_picture_holds_what_the_picture_draws(who: Reader, look: Look) -> None:
    table = trend_tables.wide_table(who, look("pop_registered", base="2004"))
    index = _row(table, name="Bang Khan")
    assert (index["2004"], round(float(str(index["2021"])), 1)) == (100.0, 120.3)
    assert {each.decimals for each in table.columns if each.kind == "number"} == {1}

    values = trend_tables.wide_table(who, look("pop_registered"))
    assert _row(values, name="Bang Khan")["2021"] == 47513


def test_the_table_leaves_out_periods_of_another_edition_than_the_base(
    who: Reader, look: Look
) -> None:
    shown = _heads(trend_tables.wide_table(who, look("gpp_current", "province", base="1995")))
    assert "1995 (2020 edition)" in shown
    assert not [head for head in shown if "2024" in head]


@pytest.mark.parametrize(
    ("name", "level", "base", "said"),
    [
        (
            "pop_registered",
            "district",
            "2004",
            "index, changes and percentages: computed by this system",
        ),
        ("pop_registered", "district", "", "changes and percentages: computed by this system"),
        ("lfs_unemployment_rate", "province", "", "changes: computed by this system"),
        ("gini_income", "province", "", ""),
    ],
)
def test_what_the_page_computes_says_so_and_nothing_else_does(
    who: Reader, look: Look, name: str, level: Level, base: str, said: str
) -> None:
    view = look(name, level, base=base)
    assert ours(who, view) == said
    line = picture(who, view, []).caption.sources[0]
    assert line.endswith(f" · {said}" if said else who.store.id)


def test_the_thai_source_line_says_who_computed(who: Reader, look: Look) -> None:
    reader = replace(who, lang="th", style="be")
    said = ours(reader, look("pop_registered", base="2004"))
    assert said == "ดัชนี การเปลี่ยนแปลง และร้อยละ: ระบบนี้คำนวณ"


def _changes(who: Reader, view: TrendView) -> Changes:
    caption = picture(who, view, []).caption
    found = trend_changes.changes(who, view, about(who, view.indicator, view.frame, caption))
    assert found is not None
    return found


def test_a_growth_rate_is_told_by_points_alone(who: Reader, look: Look) -> None:
    """Population change over one year: every province fell from 1994 to 2022, ours least."""
    view = look("pop_change_1y", "province", front="80")
    told = _changes(who, view)

    assert told.finding.replace("\N{NO-BREAK SPACE}", " ") == (
        "All 14 provinces fell, Nakhon Si Thammarat fell least in points"
    )
    assert {(each.relative, each.yearly) for each in told.rows} == {(None, None)}
    heads = _heads(told.table)
    assert "Change (points)" in heads
    assert not [head for head in heads if "%" in head and head.startswith(("Change", "Average"))]
    fell = [each.absolute for each in told.rows[1:] if each.absolute is not None]
    assert fell == sorted(fell)


@pytest.mark.parametrize("name", ["pop_change_1y", "gpp_cvm_growth", "net_migration_rate"])
def test_what_may_be_negative_offers_no_index(look: Look, name: str) -> None:
    view = look(name, "province")
    above = view.frame[view.frame["obs_value"] > 0]
    assert not may_be_indexed(view.indicator, above)


def test_a_file_of_changes_names_both_ends_and_where_they_are_from(who: Reader, look: Look) -> None:
    table = _changes(who, look("pop_registered")).table
    row = _row(table, ref_area="8012")

    assert (row["first"], row["last"]) == ("2004", "2021")
    assert (row["first_value"], row["last_value"], row["absolute"]) == (108842, 97153, -11689)
    assert round(float(str(row["relative"])), 1) == -10.7
    assert row["remark"] == "changes: computed by this system"
    assert "DOPA" in str(row["cited"])
    assert row["snapshot"] == who.store.id
    assert str(row["caveats"])


def test_a_change_of_an_edition_cites_that_edition_only(who: Reader, look: Look) -> None:
    table = _changes(who, look("gpp_per_capita", "province", front="80")).table
    row = _row(table, ref_area="80")
    assert (row["first"], row["last"], row["edition"]) == ("1995", "2020", "2020 edition")
    assert "2024" not in str(row["cited"])


def test_small_lines_share_one_measure_so_that_steepness_can_be_compared() -> None:
    """A tenth of a per cent is a hundredth as high as a tenth of the whole."""
    assert trend_change_table.path((1000.0, 1001.0), in_shares=True) == [0.0, 0.1]
    assert trend_change_table.path((100.0, 90.0), in_shares=True) == [0.0, -10.0]
    assert trend_change_table.path((0.5, -0.25), in_shares=False) == [0.0, -0.75]


def test_a_change_over_another_span_says_where_it_differs(who: Reader, look: Look) -> None:
    """Applications for investment promotion: none in Narathiwat before 2017."""
    told = _changes(who, look("boi_investment", "province", front="80"))
    names = {each.code: trend_change_table.name_of(who, each, told.span) for each in told.rows}
    assert told.span == ("2015", "2022")
    assert names["96"] == "Narathiwat (2017–)"
    assert names["80"] == "Nakhon Si Thammarat"
