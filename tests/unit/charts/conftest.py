"""Published figures that the charts are tried on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog.load import load_catalog
from dashboard.catalog.model import Area, Catalog
from dashboard.charts.describe import Caption
from dashboard.geo.places import MapPlaces, places

# TPMAP 2561: target poor of 100 persons surveyed, from the published counts.
RATES = {
    "8001": 3.0473, "8002": 2.6953, "8003": 0.7776, "8004": 1.2053, "8005": 1.4531, "8006": 2.0368,
    "8007": 3.8385, "8008": 3.0155, "8009": 1.2432, "8010": 0.8063, "8011": 3.806, "8012": 6.7989,
    "8013": 4.6464, "8014": 2.1897, "8015": 1.4968, "8016": 3.858, "8017": 4.3553, "8018": 1.2928,
    "8019": 1.1859, "8020": 2.9655, "8021": 1.5858, "8022": 2.7338, "8023": 4.7928,
}  # fmt: skip

# Gross provincial product of a person, 2563 (2020), baht, 2020 edition.
PER_CAPITA = {
    "80": 117801, "81": 163070, "82": 219867, "83": 226158, "84": 155156, "85": 110240,
    "86": 250823, "90": 140562, "91": 111682, "92": 105449, "93": 77516, "94": 75779,
    "95": 102821, "96": 55417,
}  # fmt: skip

Frame = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


@pytest.fixture(scope="session")
def atlas(root: Path) -> MapPlaces:
    return places(root / "geo")


@pytest.fixture(scope="session")
def districts(catalog: Catalog) -> list[Area]:
    return catalog.children("80", "district")


@pytest.fixture(scope="session")
def provinces(catalog: Catalog) -> list[Area]:
    return catalog.children("S", "province")


@pytest.fixture
def caption() -> Caption:
    return Caption(title="", measure="", sources=(), caveats=(), alt="")


@pytest.fixture(scope="session")
def frame() -> Frame:
    """Makes a frame of one period: values by area, codes of suppressed areas apart."""

    def make(
        values: Mapping[str, float | None], *, suppressed: tuple[str, ...] = ()
    ) -> pd.DataFrame:
        rows = [
            {
                "ref_area": code,
                "time_period": "2018",
                "edition": "",
                "obs_value": None if code in suppressed else value,
                "obs_status": "A",
                "conf_status": "C" if code in suppressed else "F",
                "derived": False,
                "reason": "",
            }
            for code, value in values.items()
        ]
        return pd.DataFrame(rows).astype({"obs_value": "float64"})

    return make


@pytest.fixture
def rates(frame: Frame) -> pd.DataFrame:
    return frame(RATES)


@pytest.fixture
def per_capita(frame: Frame) -> pd.DataFrame:
    return frame(PER_CAPITA)


@pytest.fixture(scope="session")
def series() -> Frame:
    """Makes a frame of several periods: (area, period, value) or (area, period, value, edition)."""

    def make(
        *rows: tuple[str, str, float | None] | tuple[str, str, float | None, str],
    ) -> pd.DataFrame:
        made = [
            {
                "ref_area": row[0],
                "time_period": row[1],
                "edition": row[3] if len(row) == 4 else "",
                "obs_value": row[2],
                "obs_status": "A",
                "conf_status": "F",
            }
            for row in rows
        ]
        return pd.DataFrame(made).astype({"obs_value": "float64"})

    return make
