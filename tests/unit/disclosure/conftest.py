from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.disclosure.relations import Relations, load_relations

COLUMNS = ["indicator", "ref_area", "time_period", "edition", "obs_value", "conf_status"]
Table = Callable[[Mapping[str, float | None]], pd.DataFrame]


@pytest.fixture(scope="session")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


@pytest.fixture(scope="session")
def relations(root: Path, catalog: Catalog) -> Relations:
    return load_relations(root / "data" / "catalog", catalog)


@pytest.fixture(scope="session")
def table() -> Table:
    """Cells of 2018 from `"indicator area": value`; None is suppressed."""

    def made(given: Mapping[str, float | None]) -> pd.DataFrame:
        rows = [
            [*key.split(), "2018", "TPMAP 2561", value, "C" if value is None else "F"]
            for key, value in given.items()
        ]
        return pd.DataFrame(rows, columns=COLUMNS).astype({"obs_value": "float64"})

    return made


@pytest.fixture(scope="session")
def shipped(root: Path) -> pd.DataFrame:
    """The observations of the snapshot that is released."""
    folder = root / "data" / "snapshots"
    current = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    rows = pd.read_parquet(folder / current / "observation.parquet")
    coded = rows.select_dtypes("category").columns
    return rows.astype(dict.fromkeys(coded, "str"))
