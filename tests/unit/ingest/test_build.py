from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.catalog import load_catalog
from dashboard.errors import HppError, InputError
from dashboard.ingest.build import build
from dashboard.settings import Places
from dashboard.snapshot import check, current, current_id, list_snapshots
from dashboard.snapshot.manifest import Manifest, Snapshot

SMALL = ("area_km2", "bot_banking_2025", "oae_rubber_2019")


@pytest.fixture
def places(root: Path, tmp_path: Path) -> Places:
    """A data folder with the whole catalogue and three small data sets."""
    data = tmp_path / "data"
    shutil.copytree(root / "data" / "catalog", data / "catalog")
    for name in SMALL:
        shutil.copytree(root / "data" / "sources" / name, data / "sources" / name)
    return Places(home=root, data=data)


@pytest.fixture
def edit(places: Places) -> Callable[[str, str, str], None]:
    def replace(file: str, old: str, new: str) -> None:
        path = places.data / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def pretend_ingested(snapshot: Snapshot) -> None:
    fields = snapshot.manifest.to_json().replace(
        '"holds_ingested": false', '"holds_ingested": true'
    )
    assert Manifest.from_json(fields).holds_ingested
    (snapshot.path / "manifest.json").write_text(fields, encoding="utf-8")


def test_from_nothing_a_snapshot_is_built_and_published(places: Places) -> None:
    result = build(places)

    assert (result.published, result.already, result.why) == (
        True,
        False,
        "snapshot.build.published",
    )
    assert current(places.snapshots, verify=True) == result.snapshot
    assert result.snapshot.manifest.parent == ""
    assert result.snapshot.manifest.origin == "build"
    assert not result.snapshot.manifest.holds_ingested


def test_building_twice_gives_the_same_id_and_does_nothing(places: Places) -> None:
    first = build(places)
    before = {each: each.stat().st_mtime_ns for each in places.snapshots.rglob("*")}

    second = build(places)

    assert second.snapshot == first.snapshot
    assert (second.published, second.already) == (False, True)
    assert {each: each.stat().st_mtime_ns for each in places.snapshots.rglob("*")} == before


def test_an_edit_makes_a_new_snapshot_with_its_parent(
    places: Places, edit: Callable[[str, str, str], None]
) -> None:
    first = build(places)
    edit("sources/area_km2/observations.csv", "9942.5", "9942.6")

    second = build(places)

    assert second.published
    assert second.snapshot.manifest.parent == first.snapshot.id
    assert current_id(places.snapshots) == second.snapshot.id
    assert len(list_snapshots(places.snapshots)) == 2


def test_figures_of_the_office_are_never_published_over(
    places: Places, edit: Callable[[str, str, str], None]
) -> None:
    first = build(places)
    pretend_ingested(first.snapshot)
    edit("sources/area_km2/observations.csv", "9942.5", "9942.6")

    second = build(places)

    assert (second.published, second.already) == (False, False)
    assert second.why == "snapshot.build.kept_ingested"
    assert second.snapshot.id != first.snapshot.id
    assert not second.snapshot.manifest.holds_ingested
    assert current_id(places.snapshots) == first.snapshot.id


@pytest.mark.parametrize("file", ["area.parquet", "manifest.json"])
def test_damaged_figures_of_the_office_are_not_published_over(
    places: Places, edit: Callable[[str, str, str], None], file: str
) -> None:
    own = build(places)
    edit("sources/area_km2/observations.csv", "9942.5", "9942.6")
    later = build(places)
    pretend_ingested(own.snapshot)
    pretend_ingested(later.snapshot)
    (later.snapshot.path / file).unlink()
    edit("sources/area_km2/observations.csv", "9942.6", "9942.7")

    result = build(places)

    assert result.why == "snapshot.build.kept_ingested"
    assert current_id(places.snapshots) == later.snapshot.id


def test_a_damaged_published_snapshot_is_mended_by_building(places: Places) -> None:
    first = build(places)
    first.snapshot.table_path("area").unlink()

    second = build(places)

    assert second.snapshot.id == first.snapshot.id
    assert current(places.snapshots, verify=True) is not None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("area_km3,80,", "an indicator that the catalogue lacks: area_km3"),
        ("area_km2,79,", "an area that the catalogue lacks: 79"),
    ],
)
def test_a_code_that_the_catalogue_lacks_is_refused(
    places: Places, edit: Callable[[str, str, str], None], row: str, sentence: str
) -> None:
    edit("sources/area_km2/observations.csv", "area_km2,80,", row)

    with pytest.raises(InputError, match=sentence):
        build(places)
    assert not places.snapshots.exists()


def test_a_data_set_that_the_catalogue_lacks_is_refused(places: Places) -> None:
    (places.sources / "area_km2").rename(places.sources / "areas")

    with pytest.raises(InputError, match="a data set that the catalogue lacks: areas"):
        build(places)


def test_a_small_or_exact_count_is_never_built(places: Places, root: Path) -> None:
    name = "tpmap_2561_dimension_unions_nst"
    shutil.copytree(root / "data" / "sources" / name, places.sources / name)
    file = places.sources / name / "observations.csv"
    head, first, *rest = file.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[-1] = "3"
    file.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")

    snapshot = build(places).snapshot

    rows = pq.read_table(snapshot.table_path("observation")).to_pandas()
    unions = rows[rows["indicator"].str.contains("any_of")]
    # Without the number of target poor nobody can say that a district has 300 of them.
    assert unions.empty
    assert not (rows["obs_value"] == 3).any()


def test_a_disk_that_refuses_leaves_what_is_published(
    places: Places,
    edit: Callable[[str, str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = build(places)
    edit("sources/area_km2/observations.csv", "9942.5", "9942.6")

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(HppError, match="No space left on device"):
        build(places)

    assert current(places.snapshots, verify=True) == first.snapshot
    assert [each.name for each in places.snapshots.glob(".*")] == []


@pytest.fixture(scope="module")
def rebuilt(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The shipped sources, catalogue and agenda, built once more."""
    data = tmp_path_factory.mktemp("shipped")
    for name in ("catalog", "sources", "agenda"):
        (data / name).symlink_to(root / "data" / name)
    result = build(Places(home=root, data=data))
    assert result.differences == ()
    return result.snapshot


def test_the_shipped_snapshot_is_what_the_sources_give(root: Path, rebuilt: Snapshot) -> None:
    shipped = list_snapshots(root / "data" / "snapshots")

    assert [each.id for each in shipped] == [rebuilt.id]
    assert current_id(root / "data" / "snapshots") == rebuilt.id


def test_the_shipped_snapshot_keeps_its_promises(root: Path) -> None:
    snapshot = current(root / "data" / "snapshots", verify=True)
    assert snapshot is not None

    promises = list(check(snapshot, load_catalog(root / "data" / "catalog")))

    assert [each.sentence("en") for each in promises if not each.kept] == []
    told = {each.key: each.facts.get("cases") for each in promises}
    assert told["districts_sum"] == 1512
    assert told["anchors"] == 16
    assert snapshot.total_bytes <= 4_000_000


@pytest.mark.parametrize(
    ("figure", "decimals", "value"),
    [
        # TPMAP 2561: 26,391 of 906,950; highest Pak Phanang, lowest Lan Saka.
        ("tpmap_target_poor_rate 80 2018", 2, 2.91),
        ("tpmap_target_poor_rate 8012 2018", 2, 6.80),
        ("tpmap_target_poor_rate 8003 2018", 2, 0.78),
        # 1,032,987 of 36,647,817 in 76 provinces.
        ("tpmap_target_poor TH 2018", 0, 1032987),
        ("tpmap_target_poor_rate TH 2018", 2, 2.82),
        # 906,950 of 1,560,433 registered; (182,766 - 26,391) of 182,766.
        ("tpmap_survey_coverage 80 2018", 2, 58.12),
        ("tpmap_exclusion_rate 80 2018", 2, 85.56),
        # 116,454.399 of 243,704.956 baht; 104,392.5 million after 96,659.92; 1995 is the first.
        ("gpp_per_capita_relative 80 2019", 2, 47.78),
        ("gpp_cvm_growth 80 2019", 2, 8.00),
        ("gpp_cvm_growth 80 1995", 2, None),
        # 1,534,653 in 616,268 houses on 9,942.50 square kilometres.
        ("persons_per_house 80 2024", 2, 2.49),
        ("pop_density 80 2024", 2, 154.35),
    ],
)
def test_published_and_computed_figures_by_hand(
    rebuilt: Snapshot, figure: str, decimals: int, value: float | None
) -> None:
    indicator, area, period = figure.split()
    table = pq.read_table(rebuilt.table_path("observation")).to_pandas()
    found = table[
        (table["indicator"] == indicator)
        & (table["ref_area"] == area)
        & (table["time_period"] == period)
    ]

    assert found["obs_value"].round(decimals).tolist() == ([] if value is None else [value])
