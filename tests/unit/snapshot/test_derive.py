from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.snapshot import FORMULA_NOTE, derive

SUPPRESSED = {"conf_status": "C"}


def cell(frame: pd.DataFrame, name: str, area: str, period: str, edition: str = "") -> pd.Series:
    found = frame[
        (frame["indicator"] == name)
        & (frame["ref_area"] == area)
        & (frame["time_period"] == period)
        & (frame["edition"] == edition)
    ]
    assert len(found) == 1, found
    return found.iloc[0]


def keys(frame: pd.DataFrame, name: str) -> list[tuple[str, str, str]]:
    found = frame[frame["indicator"] == name]
    return list(zip(found["ref_area"], found["time_period"], found["edition"], strict=True))


@pytest.fixture
def rate(indicator: Any, catalog: Any) -> Catalog:
    return catalog(
        indicator("poor"), indicator("asked"), indicator("rate", formula="100 * poor / asked")
    )


def test_target_poor_of_the_surveyed_is_2_91_per_cent(rate: Catalog, rows: Any) -> None:
    given = rows({"poor 80 2018 TPMAP 2561": 26391, "asked 80 2018 TPMAP 2561": 906950})

    found = cell(derive(given, rate).observations, "rate", "80", "2018", "TPMAP 2561")

    assert round(found["obs_value"], 4) == 2.9099
    assert found["derived"]
    assert found["obs_status"] == "A"
    assert found["reason"] == ""
    assert found["unit_measure"] == "persons"


def test_rows_handed_in_come_first_and_unchanged(rate: Catalog, rows: Any) -> None:
    given = rows({"poor 80 2018": 1, "asked 80 2018": 4})

    found = derive(given, rate).observations

    pd.testing.assert_frame_equal(found.iloc[:2], given)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("poor", "asked", "reason"),
    [
        (1, None, "missing_input"),
        (SUPPRESSED, 4, "suppressed_input"),
        (1, SUPPRESSED, "suppressed_input"),
        (1, {"obs_value": 4, "obs_status": "U"}, "doubtful_input"),
        ({"obs_value": 1, "obs_status": "U"}, 4, "doubtful_input"),
        ({"obs_value": 1, "obs_status": "U"}, None, "missing_input"),
        ({"obs_value": 1, "obs_status": "U"}, SUPPRESSED, "suppressed_input"),
        (1, 0, "zero_denominator"),
        (0, 0, "zero_denominator"),
    ],
)
def test_a_result_without_a_value_says_why(
    rate: Catalog, rows: Any, poor: object, asked: object, reason: str
) -> None:
    given = {"poor 80 2018": poor} | ({} if asked is None else {"asked 80 2018": asked})

    found = cell(derive(rows(given), rate).observations, "rate", "80", "2018")

    assert pd.isna(found["obs_value"])
    assert (found["obs_status"], found["reason"]) == ("M", reason)
    assert found["conf_status"] == ("C" if reason == "suppressed_input" else "F")


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [(99_866, None, "contradictory_input"), (62_506, 100.0, ""), (0, 0.0, "")],
)
def test_a_part_larger_than_its_whole_is_not_shown(
    indicator: Any, catalog: Any, rows: Any, part: int, value: float | None, reason: str
) -> None:
    """As Ko Samui in 2006: 99,866 persons in the municipality of a district of 62,506."""
    share = indicator("share", formula="100 * town / all", part_of_whole=True)
    known = catalog(indicator("town"), indicator("all"), share)
    given = rows({"town 8001 2006": part, "all 8001 2006": 62_506})

    found = cell(derive(given, known).observations, "share", "8001", "2006")

    assert found["reason"] == reason
    assert pd.isna(found["obs_value"]) if value is None else found["obs_value"] == value


def test_inputs_of_one_data_set_must_be_of_one_edition(rate: Catalog, rows: Any) -> None:
    given = rows({"poor 80 2018 new": 1, "asked 80 2018 old": 4})

    found = cell(derive(given, rate).observations, "rate", "80", "2018", "new")

    assert found["reason"] == "edition_mismatch"
    assert pd.isna(found["obs_value"])


def test_no_row_where_the_main_input_has_none(rate: Catalog, rows: Any) -> None:
    given = rows({"asked 80 2018": 4, "asked 84 2018": 4, "poor 84 2018": 1})

    assert keys(derive(given, rate).observations, "rate") == [("84", "2018", "")]


def test_no_row_for_areas_outside_the_levels(indicator: Any, catalog: Any, rows: Any) -> None:
    doubled = indicator("doubled", formula="2 * pop", levels=("province",))
    given = rows({"pop 80 2018": 3, "pop 8001 2018": 1, "pop TH 2018": 9})

    found = derive(given, catalog(indicator("pop"), doubled)).observations

    assert keys(found, "doubled") == [("80", "2018", "")]


def test_no_change_is_told_of_a_year_that_repeats_another(
    indicator: Any, catalog: Any, rows: Any
) -> None:
    """As Ko Samui, whose 62,506 persons of 2006 and 2007 are those of 2013."""
    change = indicator("change", formula="100 * (pop / lag(pop, 1) - 1)")
    doubtful = {"obs_value": 62506, "obs_status": "U", "note": "dopa:10"}
    given = {"pop 8001 2005": 47271, "pop 8001 2006": doubtful, "pop 8001 2007": doubtful}
    given |= {"pop 8001 2008": 52492, "pop 8001 2009": 53990}

    found = derive(rows(given), catalog(indicator("pop"), change)).observations

    changes = found[found["indicator"] == "change"].set_index("time_period")
    assert changes["reason"].to_dict() == {
        "2006": "doubtful_input",
        "2007": "doubtful_input",
        "2008": "doubtful_input",
        "2009": "",
    }
    assert changes["obs_value"].notna().to_dict() == {
        "2006": False,
        "2007": False,
        "2008": False,
        "2009": True,
    }
    assert changes.loc["2008", "note"] == "dopa:10"


class TestLag:
    @pytest.fixture
    def growth(self, indicator: Any, catalog: Any) -> Catalog:
        return catalog(
            indicator("gpp"), indicator("growth", formula="100 * (gpp / lag(gpp, 1) - 1)")
        )

    def test_growth_from_200_to_230_is_15_per_cent(self, growth: Catalog, rows: Any) -> None:
        given = rows({"gpp 80 2018 2020 edition": 200, "gpp 80 2019 2020 edition": 230})

        found = derive(given, growth).observations

        assert keys(found, "growth") == [("80", "2019", "2020 edition")]
        value = cell(found, "growth", "80", "2019", "2020 edition")["obs_value"]
        assert value == pytest.approx(15.0)

    def test_a_gap_in_the_series_is_a_missing_input(self, growth: Catalog, rows: Any) -> None:
        given = rows({"gpp 80 2017": 200, "gpp 80 2019": 230})

        found = derive(given, growth).observations

        assert keys(found, "growth") == [("80", "2019", "")]
        assert cell(found, "growth", "80", "2019")["reason"] == "missing_input"

    def test_growth_never_crosses_editions(self, growth: Catalog, rows: Any) -> None:
        given = rows({"gpp 80 2018 2020 edition": 200, "gpp 80 2019 2024 edition": 230})

        found = cell(derive(given, growth).observations, "growth", "80", "2019", "2024 edition")

        assert found["reason"] == "edition_mismatch"

    def test_the_start_of_a_series_is_that_of_the_level(self, growth: Catalog, rows: Any) -> None:
        given = rows({"gpp 80 1995": 1, "gpp 80 1996": 2, "gpp 8001 2004": 5, "gpp 8001 2005": 6})

        found = keys(derive(given, growth).observations, "growth")

        assert found == [("80", "1996", ""), ("8001", "2005", "")]

    def test_a_quarter_is_compared_with_the_same_quarter(self, growth: Catalog, rows: Any) -> None:
        given = rows({"gpp 80 2020-Q1": 4, "gpp 80 2020-Q4": 8, "gpp 80 2021-Q1": 5})

        found = derive(given, growth).observations

        assert keys(found, "growth") == [("80", "2021-Q1", "")]
        assert cell(found, "growth", "80", "2021-Q1")["obs_value"] == 25.0


def test_relative_to_the_kingdom_of_the_same_period_and_edition(
    indicator: Any, catalog: Any, rows: Any
) -> None:
    formula = '100 * gpp / at(gpp, "TH")'
    known = catalog(indicator("gpp"), indicator("relative", formula=formula))
    given = rows(
        {
            "gpp 80 2019 2020 edition": 120,
            "gpp TH 2019 2020 edition": 240,
            "gpp TH 2018 2020 edition": 100,
            "gpp 80 2024 2024 edition": 150,
            "gpp TH 2024 2020 edition": 300,
        }
    )

    found = derive(given, known).observations

    assert cell(found, "relative", "80", "2019", "2020 edition")["obs_value"] == 50.0
    assert cell(found, "relative", "TH", "2018", "2020 edition")["obs_value"] == 100.0
    late = cell(found, "relative", "80", "2024", "2024 edition")
    assert late["reason"] == "edition_mismatch"


def test_a_static_figure_holds_for_every_period(indicator: Any, catalog: Any, rows: Any) -> None:
    known = catalog(
        indicator("pop"),
        indicator("area", sources=("land",), static=True),
        indicator("density", formula="pop / area"),
    )
    given = rows({"pop 80 1993": 100, "pop 80 2024": 150, "area 80 2018": 50, "pop 84 2024": 9})

    found = derive(given, known).observations

    assert cell(found, "density", "80", "1993")["obs_value"] == 2.0
    assert cell(found, "density", "80", "2024")["obs_value"] == 3.0
    assert cell(found, "density", "84", "2024")["reason"] == "missing_input"


class TestAnotherPublication:
    @pytest.fixture
    def coverage(self, indicator: Any, catalog: Any) -> Catalog:
        return catalog(
            indicator("asked", sources=("tpmap",)),
            indicator("pop", sources=("dopa",)),
            indicator("coverage", formula="100 * asked / pop"),
            indicator("turned", formula="pop / asked"),
        )

    def test_is_matched_on_area_and_period(self, coverage: Catalog, rows: Any) -> None:
        given = rows({"asked 80 2018 TPMAP 2561": 60, "pop 80 2018": 80, "pop 80 2017": 1})

        found = derive(given, coverage).observations

        assert cell(found, "coverage", "80", "2018", "TPMAP 2561")["obs_value"] == 75.0

    def test_gives_its_edition_where_the_main_input_has_none(
        self, coverage: Catalog, rows: Any
    ) -> None:
        given = rows({"asked 80 2018 TPMAP 2561": 60, "pop 80 2018": 120})

        found = derive(given, coverage).observations

        assert cell(found, "turned", "80", "2018", "TPMAP 2561")["obs_value"] == 2.0

    def test_of_two_editions_is_not_chosen_from(self, coverage: Catalog, rows: Any) -> None:
        given = rows({"pop 80 2018": 9, "asked 80 2018 TPMAP 2561": 1, "asked 80 2018 B": 1})

        found = cell(derive(given, coverage).observations, "turned", "80", "2018")

        assert found["reason"] == "edition_mismatch"


def test_a_result_inherits_status_sources_notes_and_period(rate: Catalog, rows: Any) -> None:
    poor = {"obs_value": 1, "source": "a:2 b:1", "note": "a:1", "period_note": "calendar year"}
    asked = {"obs_value": 4, "source": "a:2", "note": "c:1", "obs_status": "P"}
    late = {"obs_value": 4, "obs_status": "E"}
    given = rows(
        {
            "poor 80 2018": poor,
            "asked 80 2018": asked,
            "poor 80 2019": {**poor, "obs_status": "P"},
            "asked 80 2019": late,
        }
    )

    found = derive(given, rate).observations

    first = cell(found, "rate", "80", "2018")
    assert first["source"] == "a:2 b:1"
    assert first["note"] == "a:1 c:1"
    assert first["period_note"] == "calendar year"
    assert first["obs_status"] == "P"
    assert cell(found, "rate", "80", "2019")["obs_status"] == "E"


def test_a_formula_may_stand_on_another(indicator: Any, catalog: Any, rows: Any) -> None:
    known = catalog(
        indicator("eighth", formula="quarter / 2"),
        indicator("quarter", formula="pop / 4"),
        indicator("pop"),
    )

    found = derive(rows({"pop 80 2018": 16}), known).observations

    assert cell(found, "eighth", "80", "2018")["obs_value"] == 2.0


class TestPublishedFigure:
    @pytest.fixture
    def both(self, indicator: Any, catalog: Any) -> Catalog:
        formula = "100 * poor / asked"
        return catalog(
            indicator("poor"),
            indicator("asked"),
            indicator("rate", formula=formula, sources=("one",), tolerance=0.005),
        )

    def test_wins_and_is_compared_with_the_formula(self, both: Catalog, rows: Any) -> None:
        given = rows(
            {
                "poor 80 2018": 26391,
                "asked 80 2018": 906950,
                "rate 80 2018": 2.91,
                "poor 84 2018": 1,
                "asked 84 2018": 4,
                "rate 84 2018": 25.01,
            }
        )

        derived = derive(given, both)

        assert cell(derived.observations, "rate", "84", "2018")["obs_value"] == 25.01
        assert not cell(derived.observations, "rate", "84", "2018")["derived"]
        assert derived.comparison.compared == 2
        (off,) = derived.comparison.differences
        assert (off.indicator, off.ref_area, off.published, off.computed) == (
            "rate",
            "84",
            25.01,
            25.0,
        )

    def test_is_filled_up_by_the_formula_where_there_is_no_row(
        self, both: Catalog, rows: Any
    ) -> None:
        given = rows(
            {
                "poor 80 2018": 1,
                "asked 80 2018": 4,
                "rate 80 2018": SUPPRESSED,
                "poor 84 2018": {"obs_value": 1, "note": "one:1"},
                "asked 84 2018": 4,
            }
        )

        found = derive(given, both).observations

        filled = cell(found, "rate", "84", "2018")
        assert filled["obs_value"] == 25.0
        assert filled["derived"]
        assert filled["note"] == f"one:1 {FORMULA_NOTE}"
        kept = cell(found, "rate", "80", "2018")
        assert pd.isna(kept["obs_value"])
        assert kept["conf_status"] == "C"
