"""Counts that are published nowhere and follow all the same: from a total, or from a rate."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure import lifting
from dashboard.disclosure.audit import audit
from dashboard.disclosure.gate import recovered
from dashboard.disclosure.protect import Protection, protect
from dashboard.disclosure.rates import from_formulas
from dashboard.disclosure.relations import Relations

ACCESS: Final = "tpmap_target_poor_access"
POOR: Final = "tpmap_target_poor"
RATE: Final = "tpmap_target_poor_rate"
SURVEYED: Final = "tpmap_persons_surveyed"
WHEN: Final = ("2018", "TPMAP 2561")
MISSING: Final = float("nan")
TWO_OF_THREE: Final = {f"{ACCESS} 83": 43.0, f"{ACCESS} 8301": 20.0, f"{ACCESS} 8302": 20.0}

Figures = dict[str, float | None]


@pytest.fixture(scope="module")
def protected(table: Any, catalog: Catalog, relations: Relations) -> Any:
    def run(given: Figures, published: Figures | None = None) -> Protection:
        return protect(table(given), table(published or {}), catalog, relations)

    return run


@pytest.fixture(scope="module")
def broken(table: Any, catalog: Catalog, relations: Relations) -> Any:
    """Which attacks find which district."""

    def run(given: Figures) -> dict[str, set[str]]:
        attacks = audit(table(given), {}, catalog, relations)
        return {
            each.name: {key[1] for key in [*each.exact, *each.small]}
            for each in attacks
            if not each.kept
        }

    return run


def hidden(done: Protection) -> set[tuple[str, str]]:
    rows = done.observations
    empty = rows[rows["conf_status"] == "C"]
    return set(zip(empty["indicator"], empty["ref_area"], strict=True))


def cells(found: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(found["indicator"], found["ref_area"], strict=True))


@pytest.mark.parametrize("gap", [{}, {f"{ACCESS} 8303": MISSING}])
def test_the_district_that_is_left_out_follows_from_its_province(
    gap: Figures, broken: Any, protected: Any, catalog: Catalog, relations: Relations
) -> None:
    """43 less 20 less 20 are 3 persons, whether the third district has no row or a missing one."""
    given = TWO_OF_THREE | gap

    assert broken(given) == {"sum": {"8303"}, "together": {"8303"}}
    done = protected(given)
    assert hidden(done) in ({(ACCESS, "8301")}, {(ACCESS, "8302")})
    assert done.exposed.empty
    assert done.narrow.empty
    assert all(each.kept for each in audit(done.observations, {}, catalog, relations))


def test_a_district_that_is_left_out_and_may_be_small_gets_a_wide_range(protected: Any) -> None:
    """Of 24 in two districts one is suppressed; 20 to 23 there would be 1 to 4 in the other."""
    given = TWO_OF_THREE | {f"{ACCESS} 8302": None, f"{ACCESS} 8301": 40.0}

    done = protected(given)
    assert hidden(done) == {(ACCESS, "8301"), (ACCESS, "8302")}


@pytest.mark.parametrize(
    "given",
    [
        TWO_OF_THREE | {f"{ACCESS} 83": 45.0},  # 5 in the third district
        TWO_OF_THREE | {f"{ACCESS} 83": 40.0},  # nobody
        {f"{ACCESS} 83": 3.0},  # no district has a figure
    ],
)
def test_where_nobody_is_pointed_at_nothing_is_emptied(
    given: Figures, broken: Any, protected: Any
) -> None:
    assert broken(given) == {}
    done = protected(given)
    assert hidden(done) == set()
    assert done.exposed.empty


def test_a_total_that_would_give_a_left_out_district_away_is_named(protected: Any) -> None:
    districts = {key: value for key, value in TWO_OF_THREE.items() if not key.endswith(" 83")}

    done = protected({f"{ACCESS} 83": 43.0}, published=districts)
    assert cells(done.exposed) == [(ACCESS, "8303")]
    done = protected({f"{ACCESS} 83": 45.0}, published=districts)
    assert done.exposed.empty


@pytest.mark.parametrize("gap", [{}, {f"{POOR} 8001": MISSING}])
def test_a_rate_that_comes_before_its_denominator_gives_a_count_that_has_no_row(
    gap: Figures, broken: Any, protected: Any
) -> None:
    """0.003 per cent of 100,000 are 3 persons."""
    rate, surveyed = {f"{RATE} 8001": 0.003}, {f"{SURVEYED} 8001": 100_000.0}

    assert broken(rate | surveyed | gap) == {"formula": {"8001"}, "together": {"8001"}}
    done = protected(surveyed, published=rate | gap)
    assert cells(done.exposed) == [(POOR, "8001")]
    done = protected(rate, published=surveyed | gap)
    assert hidden(done) == {(RATE, "8001")}
    done = protected(surveyed, published={f"{RATE} 8001": 0.3} | gap)
    assert done.exposed.empty


def test_rates_of_all_other_districts_give_the_last_one(broken: Any) -> None:
    """50 and 40 of 1,000 each leave 3 of 93 for the third."""
    given = {f"{SURVEYED} 8301": 1000.0, f"{SURVEYED} 8302": 1000.0, f"{POOR} 83": 93.0}

    assert broken(given | {f"{RATE} 8301": 5.0, f"{POOR} 8302": 40.0}) == {"together": {"8303"}}


def test_what_one_rate_gives_back_is_known_to_the_next(table: Any, catalog: Catalog) -> None:
    """2 per cent of 1,000 are 20 target poor, and 15 per cent of those are 3."""
    rows = table({f"{SURVEYED} 8301": 1000.0, f"{RATE} 8301": 2.0, f"{ACCESS}_share 8301": 15.0})

    found = {key[0]: (each.lower, each.upper) for key, each in from_formulas(rows, catalog)}
    assert found == {POOR: (20, 20), ACCESS: (3, 3)}


def test_a_count_that_a_published_rate_tells_is_not_chosen(protected: Any) -> None:
    fail, members = "bmn61_ind15_fail", "bmn61_ind15_members"
    given = {f"{fail} 83": 63.0, f"{fail} 8301": 40.0, f"{fail} 8302": 20.0, f"{fail} 8303": 3.0}
    told = {f"{members} 8302": 800.0, f"{fail}_rate 8302": 2.5}

    assert hidden(protected(given)) == {(fail, "8303"), (fail, "8302")}
    assert hidden(protected(given, published=told)) == {(fail, "8303"), (fail, "8301")}


def test_persons_whom_nobody_promises_to_sum_are_subtracted_all_the_same(
    broken: Any, protected: Any
) -> None:
    name = "beneficiaries_survive"
    given = {f"{name} 83": 43.0, f"{name} 8301": 20.0, f"{name} 8302": 20.0, f"{name} 8303": 3.0}

    assert broken(given | {f"{name} 8303": None}) == {"sum": {"8303"}, "together": {"8303"}}
    assert len(hidden(protected(given))) == 2
    # 50 in the districts, 43 in the province: the owner counts otherwise, and nothing follows.
    assert broken(given | {f"{name} 8301": 30.0, f"{name} 8303": None}) == {}


def test_a_missing_figure_does_not_lift_a_suppressed_one(table: Any) -> None:
    published = table({f"{ACCESS} 8301": None, f"{ACCESS} 8302": 20.0})
    rows = table({f"{ACCESS} 8302": MISSING, f"{ACCESS} 8301": MISSING, f"{ACCESS} 8303": MISSING})

    assert lifting(rows, published).tolist() == [False, True, False]
    assert lifting(table({f"{ACCESS} 8301": None}), published).tolist() == [False]


def test_the_last_look_finds_what_the_audit_finds_where_figures_change(
    table: Any, catalog: Catalog, relations: Relations
) -> None:
    rows = table(TWO_OF_THREE | {"tpmap_elderly 8001": 700.0})
    changed = rows.loc[rows["ref_area"] == "8302"]

    found = recovered(rows, changed, catalog, relations)
    assert found.to_numpy().tolist() == [[ACCESS, "8303", *WHEN]]
    elsewhere = rows.loc[rows["ref_area"] == "8001"]
    assert recovered(rows, elsewhere, catalog, relations).empty
