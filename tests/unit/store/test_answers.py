from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.snapshot import Snapshot
from dashboard.store import FIGURE_COLUMNS, Store

RATE, HEALTH, PEOPLE = "tpmap_target_poor_rate", "tpmap_target_poor_health", "pop_registered"
Tables = dict[str, pd.DataFrame]


def pairs(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_values_are_a_row_for_each_district_of_the_province(store: Store) -> None:
    found = store.values(RATE, period="2018", within="80", level="district")
    assert pairs(found, "ref_area", "obs_value") == [
        ("8001", 3.0473),
        ("8002", 2.6953),
        ("8003", 0.7776),
    ]
    assert found["edition"].unique().tolist() == ["TPMAP 2561"]
    assert found["unit_measure"].unique().tolist() == ["percent"]


def test_values_have_the_columns_of_a_figure_and_plain_types(store: Store) -> None:
    found = store.values(RATE, period="2018", within="80", level="district")
    assert tuple(found.columns) == FIGURE_COLUMNS
    assert found["obs_value"].dtype == np.float64
    assert found["derived"].dtype == np.bool_
    texts = found.drop(columns=["obs_value", "derived"])
    assert {str(each) for each in texts.dtypes} == {"str"}
    assert not texts.isna().any(axis=None)


@pytest.mark.parametrize(
    ("within", "level", "codes"),
    [
        ("80", "province", ["80"]),
        ("80", "district", ["8001", "8002", "8003"]),
        ("CL-GULF", "province", ["80"]),
        ("S11", "district", ["8001", "8002", "8003", "8101"]),
        ("S", "province", ["80", "81"]),
        ("TH", "district", ["8001", "8002", "8003", "8101"]),
        ("TH", "country", ["TH"]),
        ("S", "cluster", ["CL-GULF"]),
    ],
)
def test_a_place_holds_what_lies_in_it(
    store: Store, within: str, level: str, codes: list[str]
) -> None:
    found = store.values(PEOPLE, period="2021", within=within, level=level)  # type: ignore[arg-type]
    assert found["ref_area"].tolist() == codes


def test_a_district_without_a_row_is_there_and_says_missing(store: Store) -> None:
    found = store.values(PEOPLE, period="2018", within="80", level="district")
    assert pairs(found, "ref_area", "obs_value", "obs_status", "conf_status")[0] == (
        "8001",
        272502.0,
        "A",
        "F",
    )
    phrom_khiri = found.iloc[1]
    assert phrom_khiri["ref_area"] == "8002"
    assert np.isnan(phrom_khiri["obs_value"])
    assert phrom_khiri["obs_status"] == "M"
    assert phrom_khiri["time_period"] == "2018"
    assert phrom_khiri["unit_measure"] == "persons"
    assert phrom_khiri["source"] == ""
    assert found["derived"].dtype == np.bool_
    assert str(found["source"].dtype) == "str"


def test_a_period_in_which_nothing_is_published_gives_an_empty_frame(store: Store) -> None:
    found = store.values(RATE, period="2019", within="80", level="district")
    assert found.empty
    assert tuple(found.columns) == FIGURE_COLUMNS


def test_without_an_edition_the_one_that_reaches_the_latest_period_wins(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    rows = tables["observation"]
    gpp = (rows["indicator"] == "gpp_per_capita") & (rows["time_period"] == "2020")
    again = rows[gpp].assign(edition="2024 edition", obs_value=1.0)
    both = tables | {"observation": pd.concat([rows, again])}
    store = Store.open(publish_tables(both))
    ask = {"period": "2020", "within": "80", "level": "province"}
    assert store.values("gpp_per_capita", **ask)["edition"].tolist() == ["2024 edition"]  # type: ignore[arg-type]
    old = store.values("gpp_per_capita", edition="2020 edition", **ask)  # type: ignore[arg-type]
    assert old["obs_value"].tolist() == [117801.078]
    assert store.benchmark("gpp_per_capita", period="2020", areas=["80"])["obs_value"].tolist() == [
        1.0
    ]
    store.close()


def test_a_period_of_the_older_edition_alone_is_answered_with_it(store: Store) -> None:
    found = store.values("gpp_per_capita", period="2020", within="S", level="province")
    assert pairs(found, "ref_area", "edition", "obs_value", "obs_status") == [
        ("80", "2020 edition", 117801.078, "P"),
        ("81", "2020 edition", 163070.258, "P"),
    ]


def test_benchmarks_come_in_the_order_asked_for(store: Store) -> None:
    found = store.benchmark("gpp_per_capita", period="2020", areas=["S", "TH", "80", "nowhere"])
    assert pairs(found, "ref_area", "obs_value") == [
        ("S", 132856.795),
        ("TH", 224962.105),
        ("80", 117801.078),
    ]


def test_a_series_runs_by_area_then_period_and_keeps_its_editions(store: Store) -> None:
    found = store.series("gpp_per_capita", areas=["81", "80"])
    assert pairs(found, "ref_area", "time_period", "edition", "obs_value") == [
        ("80", "2019", "2020 edition", 116454.399),
        ("80", "2020", "2020 edition", 117801.078),
        ("80", "2024", "2024 edition", 131209.5833),
        ("81", "2019", "2020 edition", 196369.384),
        ("81", "2020", "2020 edition", 163070.258),
        ("81", "2024", "2024 edition", 217715.4903),
    ]


def test_quarters_stand_in_time_order(store: Store) -> None:
    found = store.series("lfs_unemployment_rate", areas=["80"])
    assert found["time_period"].tolist() == [
        "2012-Q4",
        "2013-Q4",
        "2014-Q4",
        "2015-Q4",
        "2024-Q3",
        "2024-Q4",
        "2025-Q3",
    ]


def test_periods_come_newest_first_and_count_their_areas(store: Store) -> None:
    found = store.periods("gpp_per_capita", level="province", within="S")
    assert pairs(found, "time_period", "edition", "areas", "suppressed", "provisional") == [
        ("2024", "2024 edition", 2, 0, True),
        ("2020", "2020 edition", 2, 0, True),
        ("2019", "2020 edition", 2, 0, False),
    ]
    assert found["areas"].dtype == np.int64


def test_periods_count_suppressed_districts_apart(store: Store) -> None:
    found = store.periods(HEALTH, level="district", within="80")
    assert pairs(found, "time_period", "areas", "suppressed") == [("2018", 2, 1)]


def test_a_period_in_which_every_area_is_missing_cannot_be_chosen(store: Store) -> None:
    cluster = store.periods("lfs_unemployment_rate", level="cluster", within="S")
    assert cluster["time_period"].tolist() == ["2015-Q4", "2014-Q4", "2013-Q4", "2012-Q4"]
    missing = store.benchmark("lfs_unemployment_rate", period="2025-Q3", areas=["CL-GULF"])
    assert missing["reason"].tolist() == ["missing_input"]


def test_the_latest_figure_is_the_newest_with_a_value(store: Store) -> None:
    assert pairs(store.latest(PEOPLE, "80"), "time_period", "obs_value") == [("2024", 1534653.0)]
    assert pairs(store.latest(PEOPLE, "8001"), "time_period") == [("2021",)]
    gulf = store.latest("lfs_unemployment_rate", "CL-GULF")
    assert gulf["time_period"].tolist() == ["2015-Q4"]
    assert store.latest(HEALTH, "8003").empty


@pytest.mark.parametrize(
    ("period", "edition", "expected"),
    [
        ("2025-Q3", "weights from 2014", [("2024-Q3", 0.9459)]),
        ("2024-Q4", "weights from 2014", [("2015-Q4", 0.681)]),
        ("2024-Q3", "weights from 2014", []),
        ("2014-Q4", "weights from 2014", []),
        ("2013-Q4", "weights to 2013", [("2012-Q4", 0.244)]),
    ],
)
def test_a_quarter_is_compared_with_the_same_quarter_of_its_edition(
    store: Store, period: str, edition: str, expected: list[tuple[object, ...]]
) -> None:
    found = store.previous("lfs_unemployment_rate", "80", period, edition)
    assert pairs(found, "time_period", "obs_value") == expected


def test_a_year_is_compared_with_the_last_year_that_has_a_value(store: Store) -> None:
    assert pairs(store.previous(PEOPLE, "80", "2024", ""), "time_period") == [("2022",)]
    assert store.previous("gpp_per_capita", "80", "2024", "2024 edition").empty


def test_nothing_is_compared_across_a_break(
    tables: Tables, publish_tables: Callable[[Tables], Snapshot]
) -> None:
    rows = tables["observation"].copy()
    broken = (rows["indicator"] == PEOPLE) & (rows["time_period"] == "2022")
    rows.loc[broken, "obs_status"] = "B"
    store = Store.open(publish_tables(tables | {"observation": rows}))
    assert store.previous(PEOPLE, "80", "2022", "").empty
    assert store.previous(PEOPLE, "80", "2024", "")["time_period"].tolist() == ["2022"]
    assert store.previous(PEOPLE, "80", "2021", "")["time_period"].tolist() == ["2018"]
    store.close()


def test_sources_are_the_citations_behind_an_indicator(store: Store) -> None:
    found = store.sources("gpp_per_capita")
    assert pairs(found, "source", "publisher_short_en", "edition_th", "figures") == [
        ("nesdc_gpp_2020ed:1", "NESDC", "ฉบับ พ.ศ. 2563", 12),
        ("nesdc_gpp_2024ed:1", "NESDC", "ฉบับ พ.ศ. 2567", 5),
    ]
    of_2024 = store.sources("gpp_per_capita", period="2024")
    assert of_2024["source"].tolist() == ["nesdc_gpp_2024ed:1"]


def test_citations_and_notes_keep_the_order_of_their_ids(store: Store) -> None:
    ids = ["nesdc_gpp_2024ed:1", "nesdc_gpp_2020ed:1", "nesdc_gpp_2024ed:1", "gone:1"]
    assert store.citations(ids)["source"].tolist() == ids[:2]
    notes = store.notes(["system:sum", "nesdc_gpp_2020ed:1"])
    assert notes["note"].tolist() == ["system:sum", "nesdc_gpp_2020ed:1"]
    assert (notes["text_th"] != "").all()


def test_citations_know_the_editions_of_their_figures(store: Store) -> None:
    found = pairs(store.editions(), "source", "edition")

    assert ("nesdc_gpp_2020ed:1", "2020 edition") in found
    assert ("nesdc_gpp_2024ed:1", "2024 edition") in found
    assert all(edition and " " not in source for source, edition in found)


def test_coverage_counts_values_suppressed_and_missing_apart(store: Store) -> None:
    found = store.coverage(HEALTH)
    district = found[found["level"] == "district"]
    assert pairs(district, "time_period", "values", "suppressed", "missing") == [("2018", 3, 1, 0)]
    gulf = store.coverage("lfs_unemployment_rate")
    gulf = gulf[(gulf["level"] == "cluster") & (gulf["time_period"] == "2025-Q3")]
    assert pairs(gulf, "values", "suppressed", "missing") == [(0, 0, 1)]


def test_coverage_of_everything_adds_up_to_the_snapshot(store: Store, snapshot: Snapshot) -> None:
    found = store.coverage()
    total = found[["values", "suppressed", "missing"]].to_numpy().sum()
    assert total == snapshot.manifest.files["observation"].rows
    assert found["indicator"].nunique() == 6


def test_indicators_say_at_which_levels_they_have_figures(store: Store) -> None:
    found = store.indicators().set_index("id")
    assert found.loc[RATE, "levels"] == ("country region planning_region cluster province district")
    assert found.loc["gpp_per_capita", "levels"] == (
        "country region planning_region cluster province"
    )
    assert found.loc[RATE, "domain"] == "poverty"


def test_areas_have_no_nullable_numbers(store: Store) -> None:
    areas = store.areas().set_index("code")
    assert areas.loc["80", "name_en"] == "Nakhon Si Thammarat"
    assert areas["valid_from"].dtype == np.float64


def test_observations_take_the_latest_period_of_each_level(store: Store) -> None:
    found = store.observations([PEOPLE], areas=["80"], within="80", level="district")
    assert pairs(found, "ref_area", "name_en", "time_period") == [
        ("80", "Nakhon Si Thammarat", "2024"),
        ("8001", "Mueang Nakhon Si Thammarat", "2021"),
        ("8002", "Phrom Khiri", "2021"),
        ("8003", "Lan SaKa", "2021"),
    ]


def test_observations_of_several_indicators_keep_the_order_asked_for(store: Store) -> None:
    found = store.observations([RATE, "gpp_per_capita"], areas=["80"], period="all")
    assert pairs(found, "indicator", "time_period") == [
        (RATE, "2018"),
        ("gpp_per_capita", "2019"),
        ("gpp_per_capita", "2020"),
        ("gpp_per_capita", "2024"),
    ]
    only = store.observations([RATE, "gpp_per_capita"], areas=["80"], period="2019")
    assert only["indicator"].tolist() == ["gpp_per_capita"]


def test_every_answer_of_an_unknown_indicator_is_empty(store: Store) -> None:
    assert store.series("no_such", areas=["80"]).empty
    assert store.periods("no_such", level="province", within="S").empty
    assert store.latest("no_such", "80").empty
    assert store.sources("no_such").empty
    assert store.observations(["no_such"], areas=["80"]).empty
