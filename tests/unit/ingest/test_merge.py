"""New figures over published ones, on the shipped snapshot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.catalog import Catalog, load_catalog
from dashboard.disclosure import KEY
from dashboard.disclosure.relations import load_relations
from dashboard.ingest.merge import (
    Candidate,
    Cited,
    Published,
    affected,
    publishers_own,
    read_published,
)
from dashboard.ingest.merge import merge as merge_figures
from dashboard.ingest.report import READING_COLUMNS, Citation, Reading
from dashboard.snapshot import (
    OBSERVATION_COLUMNS,
    add_sums,
    content_id,
    current,
    derive,
    snapshot_tables,
)
from dashboard.snapshot.tables import TABLES, arrow_table

SHA = "ab" * 32


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


Merge = Callable[..., Candidate]


@pytest.fixture(scope="module")
def merge(root: Path, catalog: Catalog) -> Merge:
    """`merge` with the relations of the shipped catalogue."""
    relations = load_relations(root / "data" / "catalog", catalog)
    return partial(merge_figures, relations=relations)


@pytest.fixture(scope="module")
def published(root: Path) -> Published:
    snapshot = current(root / "data" / "snapshots")
    assert snapshot is not None
    return read_published(snapshot)


def reading(*rows: dict[str, object], data_set: str = "dopa_population") -> Cited:
    blank: dict[str, object] = dict.fromkeys(READING_COLUMNS, "")
    fixed = {"obs_status": "A", "conf_status": "F", "file": "a.csv", "row": 2}
    frame = pd.DataFrame([blank | fixed | row for row in rows], columns=list(READING_COLUMNS))
    kinds = dict.fromkeys(READING_COLUMNS, "str") | {"obs_value": "float64", "row": "int64"}
    said = Citation("กรมการปกครอง", "สถิติประชากร", "https://stat.bora.dopa.go.th/", "open")
    return Cited(Reading("dopa", data_set, frame.astype(kinds), citation=said), "a.csv", SHA)


def population(area: str, year: str, value: float) -> dict[str, object]:
    return {
        "indicator": "pop_registered",
        "ref_area": area,
        "time_period": year,
        "obs_value": value,
    }


def snapshot_id(candidate: Candidate | Published, catalog: Catalog) -> str:
    tables = snapshot_tables(
        candidate.observations, catalog, citations=candidate.citations, notes=candidate.notes
    )
    return content_id({name: arrow_table(name, tables[name]) for name in TABLES})


def value(rows: pd.DataFrame, indicator: str, area: str, period: str) -> float:
    found = rows[
        (rows["indicator"] == indicator)
        & (rows["ref_area"] == area)
        & (rows["time_period"] == period)
    ]
    return float(found["obs_value"].item())


def cells(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index(KEY).sort_index()


def test_the_published_figures_are_read_as_they_are_with_codes_as_text(
    root: Path, published: Published
) -> None:
    snapshot = current(root / "data" / "snapshots")
    assert snapshot is not None
    coded = pq.read_table(snapshot.table_path("observation")).to_pandas()
    texts = dict.fromkeys(coded.select_dtypes("category").columns, "str")

    assert len(texts) == 11
    pd.testing.assert_frame_equal(published.observations, coded.astype(texts))


def test_what_publishers_gave_makes_the_published_snapshot_anew(
    published: Published, catalog: Catalog
) -> None:
    own = publishers_own(published.observations, catalog)
    rows = derive(add_sums(own.loc[:, list(OBSERVATION_COLUMNS)], catalog), catalog).observations

    again = Candidate(rows, published.citations, published.notes)

    assert len(own) == 93_718
    assert snapshot_id(again, catalog) == snapshot_id(published, catalog)


def test_a_new_year_moves_what_is_computed_from_it_and_nothing_else(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    file = reading(population("80", "2025", 1_530_000.0))

    after = merge(published, [file], catalog).observations

    # 1,534,653 in 2024: one year on, (1,530,000 / 1,534,653 - 1) x 100.
    assert value(after, "pop_registered", "80", "2025") == 1_530_000
    assert value(after, "pop_change_1y", "80", "2025") == pytest.approx(-0.303195, abs=1e-6)
    new = cells(after).index.difference(cells(published.observations).index)
    changing = affected({"pop_registered"}, catalog)
    assert set(new.get_level_values("indicator")) <= changing
    rest = after[~after["indicator"].isin(changing)]
    before = published.observations
    pd.testing.assert_frame_equal(
        cells(rest), cells(before[~before["indicator"].isin(changing)]), check_exact=True
    )


def test_computing_a_part_gives_what_computing_everything_gives(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    file = reading(population("80", "2024", 1_600_000.0), population("8001", "2024", 270_000.0))

    after = merge(published, [file], catalog)

    own = publishers_own(after.observations, catalog).loc[:, list(OBSERVATION_COLUMNS)]
    everything = derive(add_sums(own, catalog), catalog).observations
    whole = Candidate(everything, after.citations, after.notes)
    assert snapshot_id(after, catalog) == snapshot_id(whole, catalog)
    assert snapshot_id(after, catalog) != snapshot_id(published, catalog)


def test_a_total_that_its_source_had_summed_follows_its_parts(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    before = value(published.observations, "pop_registered", "S", "2024")
    phuket = value(published.observations, "pop_registered", "83", "2024")

    after = merge(published, [reading(population("83", "2024", phuket + 1000))], catalog)

    assert value(after.observations, "pop_registered", "S", "2024") == before + 1000


def test_a_figure_that_is_only_repeated_keeps_its_citation(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    file = reading(population("80", "2024", 1_534_653.0))

    after = merge(published, [file], catalog)

    assert snapshot_id(after, catalog) == snapshot_id(published, catalog)
    pd.testing.assert_frame_equal(after.citations, published.citations)


def test_a_revised_figure_cites_the_file_that_it_came_in(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    note = {"note": "ตัวเลขเบื้องต้น"}
    file = reading(population("80", "2024", 1_534_654.0) | note)

    after = merge(published, [file], catalog)

    row = after.observations.query(
        "indicator == 'pop_registered' and ref_area == '80' and time_period == '2024'"
    ).iloc[0]
    assert row["source"] == "dopa_population:fabababab"
    cited = after.citations.set_index("source").loc[row["source"]]
    assert cited["copied_from"] == "a.csv (SHA-256 abababababababab)"
    assert cited["title"] == "สถิติประชากร"
    assert after.notes.set_index("note").loc[row["note"], "text_th"] == "ตัวเลขเบื้องต้น"


def test_another_edition_stands_beside_the_published_one(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    other = {
        "indicator": "gpp_current",
        "ref_area": "80",
        "time_period": "2018",
        "edition": "2024 edition",
        "obs_value": 1.0,
    }

    after = merge(published, [reading(other, data_set="nesdc_gpp_2024ed")], catalog).observations

    rows = after.query("indicator == 'gpp_current' and ref_area == '80' and time_period == '2018'")
    old = published.observations.query(
        "indicator == 'gpp_current' and ref_area == '80' and time_period == '2018'"
        " and edition == '2020 edition'"
    )
    assert 1.0 in set(rows["obs_value"])
    assert set(old["obs_value"]) <= set(rows["obs_value"])


def test_a_suppressed_figure_empties_what_is_computed_from_it(
    published: Published, catalog: Catalog, merge: Merge
) -> None:
    hidden = {
        "indicator": "tpmap_target_poor_income",
        "ref_area": "8001",
        "time_period": "2018",
        "edition": "TPMAP 2561",
        "obs_value": float("nan"),
        "conf_status": "C",
    }

    after = merge(published, [reading(hidden, data_set="tpmap_2561_district")], catalog)

    rate = after.observations.query(
        "indicator == 'tpmap_target_poor_income_rate' and ref_area == '8001'"
    ).iloc[0]
    assert (rate["conf_status"], rate["reason"]) == ("C", "suppressed_input")
    assert pd.isna(rate["obs_value"])
