from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure import refusals
from dashboard.disclosure.audit import audit
from dashboard.disclosure.bounds import ranges
from dashboard.disclosure.figures import moments
from dashboard.disclosure.model import Cell, province_system
from dashboard.disclosure.protect import Protection, protect
from dashboard.disclosure.relations import Relations
from dashboard.errors import InputError
from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.readers import tpmap
from dashboard.ingest.vocabulary import load_vocabulary

FAIL = "bmn61_ind15_fail"
PLACE = ["indicator", "ref_area", "time_period", "edition"]


def small_province(planted: float = 3) -> dict[str, float | None]:
    """Phuket, made up: one small count that its province gives back."""
    return {
        f"{FAIL} 83": 60 + planted,
        f"{FAIL} 8301": 40,
        f"{FAIL} 8302": 20,
        f"{FAIL} 8303": planted,
        "bmn61_ind15_members 8301": 900,
        "bmn61_ind15_members 8302": 800,
        "bmn61_ind15_members 8303": 700,
    }


def hidden(rows: pd.DataFrame) -> set[tuple[str, str]]:
    empty = rows[rows["conf_status"] == "C"]
    assert empty["obs_value"].isna().all()
    return set(zip(empty["indicator"], empty["ref_area"], strict=True))


def protected(
    table: Any,
    given: dict[str, float | None],
    catalog: Catalog,
    relations: Relations,
    published: dict[str, float | None] | None = None,
) -> Protection:
    before = table(published or {})
    return protect(table(given), before, catalog, relations)


def test_a_small_count_and_the_cheapest_second_one_are_emptied(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    done = protected(table, small_province(), catalog, relations)

    assert hidden(done.observations) == {(FAIL, "8303"), (FAIL, "8302")}
    assert (len(done.first), len(done.further)) == (1, 1)
    assert done.narrow.empty
    assert done.exposed.empty
    assert all(each.kept for each in audit(done.observations, {}, catalog, relations))


def test_without_the_second_cell_the_attack_recovers_the_first(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    only_first = table(small_province() | {f"{FAIL} 8303": None})

    attacks = {each.name: each for each in audit(only_first, {}, catalog, relations)}
    key = (FAIL, "8303", "2018", "TPMAP 2561")
    assert attacks["sum"].exact == attacks["sum"].small == [key]
    assert attacks["together"].exact == [key]
    assert not attacks["together"].kept


def test_figures_without_small_counts_are_left_as_they_are(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    given = table(small_province(planted=5))

    done = protect(given, table({}), catalog, relations)
    pd.testing.assert_frame_equal(done.observations, given)
    assert done.first.empty
    assert done.further.empty


def test_a_rate_goes_with_its_count(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    rates = {f"{FAIL}_rate 8303": 100 * 3 / 700, f"{FAIL}_rate 8301": 100 * 40 / 900}
    rates[f"{FAIL}_rate 8302"] = 100 * 20 / 800

    done = protected(table, small_province() | rates, catalog, relations)
    assert {(f"{FAIL}_rate", "8303"), (f"{FAIL}_rate", "8302")} <= hidden(done.observations)
    assert (f"{FAIL}_rate", "8301") not in hidden(done.observations)


def test_what_is_published_is_never_taken_back_and_what_is_hidden_stays_hidden(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    published = {f"{FAIL} 8302": 20.0}
    done = protected(table, small_province(), catalog, relations, published)
    assert hidden(done.observations) == {(FAIL, "8303"), (FAIL, "8301")}

    published = {f"{FAIL} 8301": None, f"{FAIL} 8303": None}
    done = protected(table, small_province(), catalog, relations, published)
    assert hidden(done.observations) == {(FAIL, "8303"), (FAIL, "8301")}
    assert done.further.empty


def test_what_cannot_be_hidden_any_more_is_named(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    published = {f"{FAIL} 8301": 40.0, f"{FAIL} 8302": 20.0}

    done = protected(table, small_province(), catalog, relations, published)
    assert list(done.exposed["ref_area"]) == ["8303"]
    assert list(done.exposed["indicator"]) == [FAIL]
    assert done.further.empty


def test_a_headline_is_never_emptied(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    given = {
        "tpmap_target_poor 83": 900.0,
        "tpmap_target_poor 8301": 300.0,
        "tpmap_target_poor 8302": 300.0,
        "tpmap_target_poor 8303": 300.0,
        "tpmap_target_poor_access 83": 43.0,
        "tpmap_target_poor_access 8301": 2.0,
        "tpmap_target_poor_access 8302": 0.0,
        "tpmap_target_poor_access 8303": 41.0,
    }

    done = protected(table, given, catalog, relations)
    assert {name for name, _ in hidden(done.observations)} == {"tpmap_target_poor_access"}


def test_a_province_with_fewer_than_five_hides_as_much_as_it_can(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    given = {f"{FAIL} 83": 2, f"{FAIL} 8301": 0, f"{FAIL} 8302": 0, f"{FAIL} 8303": 2}

    done = protected(table, given, catalog, relations)
    assert (FAIL, "8303") in hidden(done.observations)
    assert len(hidden(done.observations)) >= 2
    assert list(done.narrow["ref_area"]) == ["8303"]
    assert done.exposed.empty


def test_unions_are_rounded_and_those_of_few_people_left_out(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    union = "tpmap_target_poor_any_of_11000"
    given = {
        "tpmap_target_poor 8301": 300.0,
        "tpmap_target_poor 8302": 299.0,
        f"{union} 8301": 127.0,
        f"{union} 8302": 128.0,
    }

    rows = protected(table, given, catalog, relations).observations
    shown = rows[rows["indicator"] == union]
    assert dict(zip(shown["ref_area"], shown["obs_value"], strict=True)) == {"8301": 125.0}


def test_contradictory_figures_are_refused_and_no_value_is_said(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    given = small_province() | {f"{FAIL} 83": 59}

    with pytest.raises(InputError) as refused:
        protected(table, given, catalog, relations)
    assert refused.value.key == "disclosure.contradiction"
    assert refused.value.facts["area"] == "83"
    assert "59" not in str(refused.value)


def test_nothing_that_is_handed_back_prints_a_value(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    done = protected(table, small_province(), catalog, relations)

    assert "obs_value" not in repr(done)
    for cells in (done.first, done.further, done.narrow, done.exposed):
        assert list(cells.columns) == PLACE


def test_the_same_figures_are_protected_in_the_same_way_in_any_order(
    table: Any,
    catalog: Catalog,
    relations: Relations,
) -> None:
    given = table(small_province())
    turned = given.iloc[::-1].reset_index(drop=True)

    one = protect(given, table({}), catalog, relations)
    other = protect(turned, table({}), catalog, relations)
    pd.testing.assert_frame_equal(one.further, other.further)


@pytest.fixture(scope="module")
def raw(shared: Path, root: Path) -> pd.DataFrame:
    """The publisher's unprotected district files of two provinces, and the provinces'."""
    words = load_vocabulary(root / "data" / "catalog")
    files = sorted((shared / "raw" / "tpmap_2561").glob("*.csv"))
    read = [tpmap.read(open_document(each.name, each.read_bytes()), words) for each in files]
    rows = pd.concat([each.observations for each in read], ignore_index=True)
    return rows.drop_duplicates(PLACE, ignore_index=True)


def truth_is_inside(
    raw: pd.DataFrame, done: Protection, code: str, catalog: Catalog, relations: Relations
) -> Iterable[float]:
    """The true value lies in every range; yields the widths of those that are not zero."""
    (now,) = moments(done.observations, catalog, relations)
    (true,) = moments(raw, catalog, relations)
    system = province_system(now.figures, code, relations, catalog, year=2018)
    wanted = [
        at
        for at, cell in enumerate(system.cells)
        if cell in now.figures and now.figures[cell] != now.figures[cell]
    ]
    for at, each in ranges(system, wanted, enough=5).items():
        value = true.figures[Cell(*system.cells[at])]
        assert not each.exact or each.lower <= value <= each.upper
        if value:
            yield each.width


@pytest.mark.parametrize(("code", "shipped_cells"), [("80", 75), ("84", 77)])
def test_the_publishers_own_district_file_is_made_safe(
    code: str, shipped_cells: int, raw: pd.DataFrame, catalog: Catalog, relations: Relations
) -> None:
    province = raw[raw["ref_area"].str.startswith(code)].reset_index(drop=True)

    done = protect(province, province.iloc[:0], catalog, relations)

    attacks = audit(done.observations, {}, catalog, relations)
    assert [each.name for each in attacks if not each.kept] == []
    assert done.narrow.empty
    assert done.exposed.empty
    assert min(truth_is_inside(province, done, code, catalog, relations)) >= 5
    assert refusals(done.observations, province.iloc[:0], catalog).empty
    cells = len(hidden(done.observations))
    assert 0.6 * shipped_cells < cells < 1.4 * shipped_cells
    rows = province[province["ref_area"].str.len() == 4]
    count = rows["indicator"].map(lambda name: catalog.indicators[name].unit.kind == "count")
    small = rows[count & (rows["obs_value"] > 0) & (rows["obs_value"] < 5)]
    assert set(zip(small["indicator"], small["ref_area"], strict=True)) <= hidden(done.observations)


def test_over_the_published_figures_the_published_pattern_stays(
    raw: pd.DataFrame, shipped: pd.DataFrame, catalog: Catalog, relations: Relations
) -> None:
    province = raw[raw["ref_area"].str.startswith("84")].reset_index(drop=True)

    done = protect(province, shipped, catalog, relations)

    before = shipped[~shipped["derived"] & shipped["ref_area"].str.startswith("84")]
    assert hidden(done.observations) == hidden(before)
    assert done.further.empty
