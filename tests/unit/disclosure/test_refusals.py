from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.disclosure import REASONS, refusals, reveals

FAIL = "bmn61_ind15_fail"
DISTRICTS = [f"80{number:02}" for number in range(1, 24)]
HIDDEN = None


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


def frame(given: dict[str, float | None], edition: str = "TPMAP 2561") -> pd.DataFrame:
    """Cells of 2018 from `"indicator area": value`; None is suppressed."""
    rows: list[dict[str, Any]] = [
        {
            "indicator": key.split()[0],
            "ref_area": key.split()[1],
            "time_period": "2018",
            "edition": edition,
            "obs_value": value,
            "conf_status": "C" if value is None else "F",
        }
        for key, value in given.items()
    ]
    columns = ["indicator", "ref_area", "time_period", "edition", "obs_value", "conf_status"]
    return pd.DataFrame(rows, columns=columns).astype({"obs_value": "float64"})


def named(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(found[["indicator", "ref_area", "reason"]].itertuples(index=False, name=None))


def districts(value: float = 20, hidden: int = 1) -> dict[str, float | None]:
    """`FAIL` in all districts, the first `hidden` of them suppressed."""
    return {
        f"{FAIL} {code}": HIDDEN if index < hidden else value
        for index, code in enumerate(DISTRICTS)
    }


def test_a_small_count_is_refused_whatever_is_published(catalog: Catalog) -> None:
    new = frame({"tpmap_target_poor 8001": 4, "tpmap_target_poor 8002": 5})

    for published in (frame({}), frame({"tpmap_target_poor 8001": 4})):
        found = refusals(new, published, catalog)
        assert named(found) == [("tpmap_target_poor", "8001", "small_count")]
        assert "obs_value" not in found.columns


@pytest.mark.parametrize("edition", ["TPMAP 2561", "", "TPMAP 2561 revised"])
def test_a_suppressed_cell_gets_no_value_in_any_edition(catalog: Catalog, edition: str) -> None:
    new = frame({f"{FAIL} 8001": 12, f"{FAIL} 8002": 12}, edition)
    published = frame({f"{FAIL} 8001": HIDDEN, f"{FAIL} 8002": 30})

    assert named(refusals(new, published, catalog)) == [(FAIL, "8001", "reveals")]
    assert reveals(new, published).to_dict("records") == [
        {"indicator": FAIL, "ref_area": "8001", "time_period": "2018", "edition": edition}
    ]


def test_a_cell_that_stays_suppressed_or_comes_out_missing_reveals_nothing(
    catalog: Catalog,
) -> None:
    published = frame({f"{FAIL} 8001": HIDDEN, f"{FAIL} 8002": HIDDEN})
    missing = frame({f"{FAIL} 8002": float("nan")})

    new = pd.concat([frame({f"{FAIL} 8001": HIDDEN}), missing], ignore_index=True)

    assert refusals(new, published, catalog).empty


def test_the_last_district_beside_a_suppressed_one_is_refused(catalog: Catalog) -> None:
    """450 in the province less 22 districts of 20 would leave 10 for the suppressed one."""
    published = frame({**districts(), f"{FAIL} 80": 450})
    published = published[published["ref_area"] != "8005"]

    found = refusals(frame({f"{FAIL} 8005": 20}), published, catalog)

    assert named(found) == [(FAIL, "8005", "by_difference")]


def test_the_province_of_one_suppressed_district_is_refused(catalog: Catalog) -> None:
    found = refusals(frame({f"{FAIL} 80": 450}), frame(districts()), catalog)

    assert named(found) == [(FAIL, "80", "by_difference")]


def test_a_district_that_comes_out_suppressed_alone_makes_its_siblings_refused(
    catalog: Catalog,
) -> None:
    everything = frame({**districts(), f"{FAIL} 80": 450})

    found = refusals(everything, frame({}), catalog)

    assert set(found["reason"]) == {"by_difference"}
    assert set(found["ref_area"]) == {"80", *DISTRICTS[1:]}


@pytest.mark.parametrize(
    ("hidden", "province"),
    [
        (2, 450),  # two share 30: neither follows
        (1, 440),  # nothing is left: the suppressed cell is a zero
    ],
)
def test_nothing_follows_from_two_suppressed_districts_or_for_a_zero(
    catalog: Catalog, hidden: int, province: float
) -> None:
    everything = frame({**districts(hidden=hidden), f"{FAIL} 80": province})

    assert refusals(everything, frame({}), catalog).empty


def test_a_district_that_is_absent_protects_the_suppressed_one(catalog: Catalog) -> None:
    everything = frame({**districts(), f"{FAIL} 80": 450})

    assert refusals(everything[everything["ref_area"] != "8023"], frame({}), catalog).empty


def test_editions_and_provinces_are_not_mixed(catalog: Catalog) -> None:
    new = frame({f"{FAIL} 80": 450}, "another edition")

    assert refusals(new, frame(districts()), catalog).empty
    assert refusals(frame({f"{FAIL} 81": 450}), frame(districts()), catalog).empty


@pytest.mark.parametrize(
    ("published", "refused"),
    [
        # 1.5 per cent of 200 persons are 3; of 400 persons 6.
        ({"tpmap_persons_surveyed 8001": 200}, True),
        ({"tpmap_persons_surveyed 8001": 400}, False),
        ({"tpmap_persons_surveyed 8001": 400, "tpmap_target_poor 8001": HIDDEN}, True),
        ({"tpmap_target_poor 8002": HIDDEN}, False),
        ({}, False),
    ],
)
def test_a_rate_that_gives_back_a_small_or_suppressed_count_is_refused(
    catalog: Catalog, published: dict[str, float | None], *, refused: bool
) -> None:
    new = frame({"tpmap_target_poor_rate 8001": 1.5})

    found = named(refusals(new, frame(published), catalog))

    expected = [("tpmap_target_poor_rate", "8001", "rate_of_small")]
    assert found == (expected if refused else [])


def test_a_rate_of_nobody_or_of_a_province_is_shown(catalog: Catalog) -> None:
    surveyed = frame({"tpmap_persons_surveyed 8001": 200, "tpmap_persons_surveyed 80": 200})
    new = frame({"tpmap_target_poor_rate 8001": 0, "tpmap_target_poor_rate 80": 1.5})

    assert refusals(new, surveyed, catalog).empty


def test_a_difference_of_few_persons_between_two_versions_is_no_leak(catalog: Catalog) -> None:
    new = frame({"tpmap_target_poor 8001": 1_203})

    assert refusals(new, frame({"tpmap_target_poor 8001": 1_200}), catalog).empty


def test_small_counts_of_indicators_without_a_rule_are_shown(catalog: Catalog) -> None:
    new = frame({"pop_registered 8001": 3, "houses_registered 8001": 2})

    assert refusals(new, frame({}), catalog).empty


def test_what_is_suppressed_stays_suppressed_whatever_the_rule(catalog: Catalog) -> None:
    new = frame({"pop_registered 8001": 30_000})

    found = refusals(new, frame({"pop_registered 8001": HIDDEN}), catalog)

    assert named(found) == [("pop_registered", "8001", "reveals")]


def test_the_published_snapshot_passes_its_own_gate(catalog: Catalog, root: Path) -> None:
    folder = root / "data" / "snapshots"
    current = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    shipped = pd.read_parquet(folder / current / "observation.parquet")

    found = refusals(shipped, shipped.iloc[:0], catalog)

    assert (shipped["conf_status"] == "C").sum() > 600
    assert found.empty
    assert list(found.columns) == ["indicator", "ref_area", "time_period", "edition", "reason"]


def test_every_reason_is_known(catalog: Catalog) -> None:
    everything = frame(
        {**districts(), f"{FAIL} 80": 450, "tpmap_target_poor 8001": 4}
        | {"tpmap_target_poor_rate 8001": 1.5, "tpmap_persons_surveyed 8001": 200}
        | {"tpmap_target_poor_any_of_11000 8001": 301}
    )

    found = refusals(everything, frame({f"{FAIL} 8002": HIDDEN}), catalog)

    assert set(found["reason"]) == set(REASONS)
