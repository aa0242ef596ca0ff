"""A country of five provinces, and indicators and observations written in one line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import (
    Area,
    Catalog,
    DataSet,
    Domain,
    Indicator,
    Publisher,
    Unit,
    parse_formula,
)
from dashboard.catalog.model import DisclosureRule
from dashboard.snapshot import OBSERVATION_COLUMNS, snapshot_tables
from dashboard.text import Label

LABEL = Label("ชื่อ", "name")
DOMAIN = Domain("population", LABEL, LABEL, 1)
PUBLISHER = Publisher("dopa", LABEL, LABEL, "https://example.org")
AREAS = (
    # code, level, parent, planning region, cluster, valid from
    ("TH", "country", "", "", "", None),
    ("S", "region", "TH", "", "", None),
    ("S11", "planning_region", "S", "", "", None),
    ("S3", "planning_region", "S", "", "", None),
    ("CL-GULF", "cluster", "S", "", "", None),
    ("10", "province", "TH", "", "", None),
    ("38", "province", "TH", "", "", 2011),
    ("80", "province", "S", "S11", "CL-GULF", None),
    ("84", "province", "S", "S11", "CL-GULF", None),
    ("94", "province", "S", "S3", "", None),
    ("8001", "district", "80", "", "", None),
    ("8002", "district", "80", "", "", None),
)

MakeIndicator = Callable[..., Indicator]
MakeCatalog = Callable[..., Catalog]
MakeRows = Callable[..., pd.DataFrame]


def _data_set(name: str) -> DataSet:
    return DataSet(
        id=name,
        publisher=PUBLISHER,
        title=LABEL,
        edition=LABEL,
        period=LABEL,
        licence="open",
        url="https://example.org",
        year_type="calendar",
    )


@pytest.fixture
def indicator() -> MakeIndicator:
    """An indicator by id, with whatever matters to the test."""

    def make(name: str, **given: Any) -> Indicator:
        formula = given.pop("formula", "")
        sets = given.pop("sources", () if formula else ("one",))
        kind, below = given.pop("kind", "count"), given.pop("threshold", 0)
        fields: dict[str, Any] = {
            "levels": ("country", "region", "planning_region", "cluster", "province", "district"),
            "aggregation": "none",
            "decimals": 2,
            "not_covered": (),
            "part_of_whole": False,
            "static": False,
            "tolerance": None,
            **given,
        }
        return Indicator(
            id=name,
            name=LABEL,
            short=LABEL,
            definition=LABEL,
            measure=LABEL,
            unit=Unit("persons", LABEL, LABEL, kind),
            polarity="neutral",
            domain=DOMAIN,
            year_type="calendar",
            disclosure=DisclosureRule("rule", below, below, LABEL),
            data_sets=tuple(map(_data_set, sets)),
            caveats=(),
            numerator="",
            denominator="",
            quotient=None,
            formula=parse_formula(formula) if formula else None,
            published=bool(sets),
            count="",
            featured=0,
            default=(),
            **fields,
        )

    return make


@pytest.fixture
def catalog() -> MakeCatalog:
    """A catalogue of these indicators over `AREAS`."""

    def make(*indicators: Indicator, anchors: tuple[Any, ...] = ()) -> Catalog:
        areas = {
            code: Area(code, level, parent, LABEL, region, cluster, valid, None)  # type: ignore[arg-type]
            for code, level, parent, region, cluster, valid in AREAS
        }
        sets = {data_set.id: data_set for each in indicators for data_set in each.data_sets}
        return Catalog(
            {each.id: each for each in indicators}, areas, {}, {}, {}, sets, tuple(anchors)
        )

    return make


@pytest.fixture
def rows() -> MakeRows:
    """Observations from `"indicator area period [edition]": value`, or a dict of columns."""

    def make(given: dict[str, Any]) -> pd.DataFrame:
        return pd.DataFrame(
            [_row(key, value) for key, value in given.items()], columns=list(OBSERVATION_COLUMNS)
        ).astype({"obs_value": "float64", "derived": "bool"})

    return make


@pytest.fixture
def tables(indicator: MakeIndicator, catalog: MakeCatalog, rows: MakeRows) -> Callable[..., Any]:
    """The five tables of a snapshot with two provinces, one of them with the value given."""

    def make(value: float = 7.0) -> dict[str, pd.DataFrame]:
        observations = rows({"pop 80 2018": value, "pop 84 2018": 2.5})
        return snapshot_tables(
            observations, catalog(indicator("pop")), citations=_citations(), notes=_notes()
        )

    return make


def _citations() -> pd.DataFrame:
    cited = {
        "source": "one:1",
        "data_set": "one",
        "publisher": "DOPA",
        "title": "Population",
        "url": "https://example.org",
        "copied_from": "",
        "licence": "open",
    }
    return pd.DataFrame([cited])


def _notes() -> pd.DataFrame:
    return pd.DataFrame([{"note": "one:1", "trust": "A", "text_th": "ไทย", "text_en": "text"}])


def _row(key: str, value: Any) -> dict[str, Any]:
    name, area, period, *edition = key.split(" ", 3)
    given = value if isinstance(value, dict) else {"obs_value": value}
    return {
        "indicator": name,
        "ref_area": area,
        "time_period": period,
        "edition": " ".join(edition),
        "obs_value": float("nan"),
        "unit_measure": "persons",
        "obs_status": "A",
        "conf_status": "F",
        "derived": False,
        "reason": "",
        "period_note": "",
        "source": "one:1",
        "note": "",
        **given,
    }
