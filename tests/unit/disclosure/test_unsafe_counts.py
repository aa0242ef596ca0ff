from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.disclosure import unsafe_counts


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


def frame(*cells: tuple[str, str, float, str]) -> pd.DataFrame:
    rows = pd.DataFrame(cells, columns=["indicator", "ref_area", "obs_value", "conf_status"])
    return rows.assign(time_period="2018", edition="TPMAP 2561")


@pytest.mark.parametrize(
    ("value", "unsafe"), [(0, 0), (1, 1), (4, 1), (4.999, 1), (5, 0), (-1, 0), (float("nan"), 0)]
)
def test_one_to_four_persons_of_a_district_are_unsafe(
    catalog: Catalog, value: float, unsafe: int
) -> None:
    assert len(unsafe_counts(frame(("tpmap_target_poor", "8001", value, "F")), catalog)) == unsafe


def test_suppressed_cells_provinces_rates_and_exempt_indicators_are_safe(catalog: Catalog) -> None:
    given = frame(
        ("tpmap_target_poor", "8001", float("nan"), "C"),
        ("tpmap_target_poor", "80", 3, "F"),
        ("tpmap_target_poor_rate", "8001", 3, "F"),
        ("houses_registered", "8001", 3, "F"),
    )

    assert unsafe_counts(given, catalog).empty


def test_cells_are_named_without_their_values(catalog: Catalog) -> None:
    given = frame(
        ("tpmap_target_poor", "8002", 3, "F"),
        ("tpmap_target_poor", "8001", 2, "F"),
        ("tpmap_target_poor", "8003", 12, "F"),
    )

    assert unsafe_counts(given, catalog).to_dict("records") == [
        {
            "indicator": "tpmap_target_poor",
            "ref_area": area,
            "time_period": "2018",
            "edition": "TPMAP 2561",
        }
        for area in ("8001", "8002")
    ]
