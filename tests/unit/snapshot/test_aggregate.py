from __future__ import annotations

from typing import Any

import pytest

from dashboard.catalog import Catalog
from dashboard.snapshot import SUM_NOTE, add_sums, derive

SOUTH = {"pop 80 2018": 1, "pop 84 2018": 2, "pop 94 2018": 4}
ALL = {**SOUTH, "pop 10 2018": 8, "pop 38 2018": 16}


def sums(frame: Any) -> dict[str, float]:
    own = frame[frame["note"].str.contains(SUM_NOTE)]
    keys = own["ref_area"] + " " + own["time_period"]
    return dict(zip(keys, own["obs_value"], strict=True))


@pytest.fixture
def people(indicator: Any, catalog: Any) -> Catalog:
    return catalog(indicator("pop", aggregation="sum"))


def test_every_whole_is_summed_from_its_provinces(people: Catalog, rows: Any) -> None:
    found = add_sums(rows(ALL), people)

    assert sums(found) == {
        "TH 2018": 31,
        "S 2018": 7,
        "S11 2018": 3,
        "S3 2018": 4,
        "CL-GULF 2018": 3,
    }
    assert found.iloc[5:]["derived"].all()


def test_a_hole_leaves_no_total(people: Catalog, rows: Any) -> None:
    found = add_sums(rows(SOUTH), people)

    assert sums(found) == {"S 2018": 7, "S11 2018": 3, "S3 2018": 4, "CL-GULF 2018": 3}


def test_a_suppressed_province_leaves_no_total(people: Catalog, rows: Any) -> None:
    found = add_sums(rows({**SOUTH, "pop 84 2018": {"conf_status": "C"}}), people)

    assert sums(found) == {"S3 2018": 4}


def test_a_doubtful_province_is_in_its_total_and_its_note_goes_with_it(
    people: Catalog, rows: Any
) -> None:
    doubtful = {"obs_value": 2, "obs_status": "U", "note": "dopa:15"}

    found = add_sums(rows({**SOUTH, "pop 84 2018": doubtful}), people)

    assert sums(found)["S 2018"] == 7
    south = found.set_index("ref_area").loc["S"]
    assert (south["obs_status"], south["note"]) == ("A", f"dopa:15 {SUM_NOTE}")


def test_a_province_is_asked_for_only_from_the_year_in_which_it_began(
    people: Catalog, rows: Any
) -> None:
    given = {f"pop {area} {year}": 1 for area in (10, 80, 84, 94) for year in (2010, 2011)}

    found = sums(add_sums(rows(given), people))

    assert found["TH 2010"] == 4
    assert "TH 2011" not in found


def test_a_province_that_the_source_does_not_cover_is_left_out(
    indicator: Any, catalog: Any, rows: Any
) -> None:
    known = catalog(indicator("pop", aggregation="sum", not_covered=("10",)))

    assert sums(add_sums(rows({**SOUTH, "pop 38 2018": 16}), known))["TH 2018"] == 23
    assert sums(add_sums(rows(ALL), known))["TH 2018"] == 23


def test_what_the_publisher_prints_is_not_summed(people: Catalog, rows: Any) -> None:
    found = add_sums(rows({**ALL, "pop TH 2018": 32}), people)

    assert "TH 2018" not in sums(found)
    assert found.loc[found["ref_area"] == "TH", "obs_value"].tolist() == [32]


def test_editions_are_summed_apart(people: Catalog, rows: Any) -> None:
    given = {"pop 80 2018 old": 1, "pop 84 2018 old": 2, "pop 80 2018 new": 5, "pop 84 2018": 7}

    found = add_sums(rows(given), people)

    assert sums(found) == {"S11 2018": 3, "CL-GULF 2018": 3}
    assert set(found.loc[found["derived"], "edition"]) == {"old"}


def test_only_areas_of_the_levels_are_summed(indicator: Any, catalog: Any, rows: Any) -> None:
    known = catalog(indicator("pop", aggregation="sum", levels=("region", "province")))

    assert sums(add_sums(rows(ALL), known)) == {"S 2018": 7}


def test_districts_and_other_indicators_are_never_summed(
    indicator: Any, catalog: Any, rows: Any
) -> None:
    known = catalog(indicator("pop", aggregation="sum"), indicator("rate"))
    given = rows({"pop 8001 2018": 1, "pop 8002 2018": 1, "rate 80 2018": 1, "rate 84 2018": 1})

    assert len(add_sums(given, known)) == 4


def test_a_total_inherits_status_sources_and_notes(people: Catalog, rows: Any) -> None:
    found = add_sums(
        rows(
            {
                "pop 80 2018": {"obs_value": 0.1, "obs_status": "P", "source": "one:2"},
                "pop 84 2018": {"obs_value": 0.2, "note": "one:1"},
            }
        ),
        people,
    )

    whole = found[found["ref_area"] == "S11"].iloc[0]
    assert whole["obs_status"] == "P"
    assert whole["source"] == "one:1 one:2"
    assert whole["note"] == f"one:1 {SUM_NOTE}"
    assert whole["derived"]


def test_a_ratio_of_a_whole_follows_from_summed_inputs(
    indicator: Any, catalog: Any, rows: Any
) -> None:
    known = catalog(
        indicator("poor", aggregation="sum"),
        indicator("asked", aggregation="sum"),
        indicator("rate", formula="100 * poor / asked", aggregation="ratio"),
    )
    given = rows({"poor 80 2018": 1, "asked 80 2018": 10, "poor 84 2018": 3, "asked 84 2018": 90})

    found = derive(add_sums(given, known), known).observations

    rate = found[found["indicator"] == "rate"].set_index("ref_area")["obs_value"]
    assert rate["80"] == 10.0
    assert rate["CL-GULF"] == 4.0
