from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.catalog import Catalog
from dashboard.disclosure.figures import Moment, moments
from dashboard.disclosure.model import Cell
from dashboard.disclosure.relations import Relations, load_relations
from dashboard.errors import CatalogError


@pytest.fixture(scope="module")
def tpmap(shipped: pd.DataFrame, catalog: Catalog, relations: Relations) -> Moment:
    found = {each.edition: each for each in moments(shipped, catalog, relations)}
    return found["TPMAP 2561"]


def test_every_relation_holds_wherever_all_its_figures_are_shown(
    tpmap: Moment, relations: Relations
) -> None:
    areas = {cell.area for cell in tpmap.figures}
    cases: Counter[str] = Counter()
    broken = []
    for each in relations.within:
        for area in areas:
            low = math.fsum(tpmap.figures.get(Cell(name, area), math.nan) for name in each.low)
            high = math.fsum(tpmap.figures.get(Cell(name, area), math.nan) for name in each.high)
            if not math.isnan(low + high):
                cases[each.kind] += 1
                if low > high:
                    broken.append((each, area))

    assert broken == []
    assert cases["order"] > 20_000
    assert cases["union"] > 5_000


def test_districts_sum_to_their_province_wherever_all_are_shown(
    tpmap: Moment, relations: Relations, catalog: Catalog
) -> None:
    cases = 0
    for province in tpmap.provinces(catalog):
        districts = catalog.children(province, "district")
        for name in relations.summed:
            parts = [tpmap.figures.get(Cell(name, each.code), math.nan) for each in districts]
            whole = tpmap.figures.get(Cell(name, province), math.nan)
            if not np.isnan([*parts, whole]).any():
                cases += 1
                assert math.fsum(parts) == whole, (name, province)

    assert cases > 800


def test_rounded_unions_agree_with_their_parts_within_half_a_step(
    tpmap: Moment, relations: Relations
) -> None:
    (selections,) = relations.selections
    cases = 0
    for name, bits in selections.masks:
        parts = [part for part, bit in zip(selections.parts, bits, strict=True) if bit == "1"]
        for cell, value in tpmap.figures.items():
            if cell.indicator == name:
                shown = [tpmap.figures[Cell(part, cell.area)] for part in parts]
                cases += 1
                assert value % 5 == 0
                assert (
                    np.nanmax(shown) - 2
                    <= value
                    <= tpmap.figures[Cell(selections.whole, cell.area)] + 2
                )
    assert cases == 170


def test_a_selection_names_its_dimensions_in_the_order_of_the_bits(relations: Relations) -> None:
    (selections,) = relations.selections

    published = dict(selections.published)
    assert published["tpmap_target_poor"] == "11111"
    assert published["tpmap_target_poor_health"] == "10000"
    assert published["tpmap_target_poor_access"] == "00001"
    assert published["tpmap_target_poor_any_of_01110"] == "01110"
    assert len(selections.masks) == 10
    assert selections.least == 300


def test_headline_figures_are_kept_and_rates_are_no_part_of_a_relation(
    relations: Relations, catalog: Catalog
) -> None:
    assert {"tpmap_target_poor", "tpmap_persons_surveyed"} <= relations.kept
    assert {catalog.indicators[name].unit.kind for name in relations.names} == {"count"}


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ('[a]\nkind = "order"\nchain = ["tpmap_target_poor", "nothing"]\n', "unknown_word"),
        ('[a]\nkind = "guess"\n', "unknown_word"),
        ('[a]\nkind = "order"\nchian = ["tpmap_target_poor"]\n', "unknown_field"),
        ('[a]\nkind = "union"\nparts = ["tpmap_target_poor"]\n', "missing_field"),
        ('[a]\nkind = "order"\nnumbers = ["1"]\nchain = []\n', "wrong_type"),
    ],
)
def test_a_misspelt_relation_is_refused_and_named(
    entry: str, key: str, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "relations.toml").write_text(entry, encoding="utf-8")

    with pytest.raises(CatalogError) as refused:
        load_relations(tmp_path, catalog)

    assert refused.value.key == f"catalog.{key}"
    assert refused.value.facts["entry"] == "a"
