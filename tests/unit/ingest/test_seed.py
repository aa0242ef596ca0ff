from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.errors import HppError
from dashboard.ingest.build import build
from dashboard.ingest.seed import seed
from dashboard.settings import Places
from dashboard.snapshot import current, current_id
from dashboard.snapshot.manifest import Manifest

INDICATORS = "catalog/indicators.toml"
AREA = "sources/area_km2/observations.csv"


@pytest.fixture
def places(root: Path, tmp_path: Path) -> Places:
    """An installed copy: a small release with its snapshot, and an empty folder for the user."""
    home = tmp_path / "release"
    shutil.copytree(root / "data" / "catalog", home / "data" / "catalog")
    sources = home / "data" / "sources"
    shutil.copytree(root / "data" / "sources" / "area_km2", sources / "area_km2")
    build(Places(home=home, data=home / "data"))
    return Places(home=home, data=tmp_path / "user")


def released(places: Places) -> str | None:
    return current_id(places.shipped_data / "snapshots")


def upgrade(places: Places) -> Places:
    """A later release with another area, one new file and one file less."""
    home = places.home.with_name("later")
    shutil.copytree(places.home, home)
    _replace(home / "data" / AREA, "9942.5", "9942.6")
    (home / "data" / "catalog" / "new.toml").write_text("", encoding="utf-8")
    (home / "data" / "catalog" / "anchors.csv").write_text(
        "indicator,ref_area,time_period,edition,how,value,tolerance,source\n", encoding="utf-8"
    )
    build(Places(home=home, data=home / "data"))
    return replace(places, home=home)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_empty_folder_gets_everything_and_a_published_snapshot(places: Places) -> None:
    result = seed(places)

    assert result.published == released(places)
    snapshot = current(places.snapshots, verify=True)
    assert snapshot is not None
    assert snapshot.id == released(places)
    for name in (INDICATORS, AREA):
        assert (places.data / name).read_bytes() == (places.shipped_data / name).read_bytes()
    assert build(places).already


def test_the_second_time_nothing_happens(places: Places) -> None:
    seed(places)
    before = {each: each.stat().st_mtime_ns for each in places.data.rglob("*")}

    result = seed(places)

    assert (result.refreshed, result.kept, result.published) == ((), (), "")
    assert {each: each.stat().st_mtime_ns for each in places.data.rglob("*")} == before


def test_a_checkout_is_left_alone(places: Places) -> None:
    checkout = replace(places, data=places.shipped_data)

    seed(checkout)

    assert not (checkout.data / "seed.json").exists()


def test_a_folder_of_somebodys_own_is_left_alone(places: Places) -> None:
    (places.data / "catalog").mkdir(parents=True)

    seed(places)

    assert [each.name for each in places.data.rglob("*")] == ["catalog"]


def test_an_upgrade_refreshes_what_nobody_edited(places: Places) -> None:
    seed(places)
    later = upgrade(places)

    result = seed(later)

    assert AREA in result.refreshed
    assert "catalog/new.toml" in result.refreshed
    assert result.kept == ()
    assert "9942.6" in (later.data / AREA).read_text(encoding="utf-8")
    assert result.published == released(later) == current_id(later.snapshots)
    assert len([each for each in later.snapshots.iterdir() if each.is_dir()]) == 2


def test_an_upgrade_keeps_and_names_what_was_edited(places: Places) -> None:
    seed(places)
    _replace(places.data / AREA, "9942.5", "1.5")

    result = seed(upgrade(places))

    assert result.kept == (AREA,)
    assert "1.5" in (places.data / AREA).read_text(encoding="utf-8")


def test_a_file_that_is_released_no_more_goes_unless_it_was_edited(places: Places) -> None:
    extra = places.shipped_data / "catalog"
    (extra / "old.toml").write_text("a = 1", encoding="utf-8")
    (extra / "older.toml").write_text("a = 1", encoding="utf-8")
    seed(places)
    (places.data / "catalog" / "older.toml").write_text("a = 2", encoding="utf-8")
    later = upgrade(places)
    (later.shipped_data / "catalog" / "old.toml").unlink()
    (later.shipped_data / "catalog" / "older.toml").unlink()

    result = seed(later)

    assert not (places.data / "catalog" / "old.toml").exists()
    assert result.kept == ("catalog/older.toml",)


def test_an_upgrade_never_publishes_over_figures_of_the_office(places: Places) -> None:
    seed(places)
    snapshot = current(places.snapshots)
    assert snapshot is not None
    manifest = snapshot.manifest.to_json().replace('ingested": false', 'ingested": true')
    assert Manifest.from_json(manifest).holds_ingested
    (snapshot.path / "manifest.json").write_text(manifest, encoding="utf-8")
    later = upgrade(places)

    result = seed(later)

    assert result.published == ""
    assert current_id(places.snapshots) == snapshot.id
    assert (places.snapshots / str(released(later))).is_dir()


def test_a_rollback_stays_until_the_next_release(places: Places) -> None:
    seed(places)
    _replace(places.data / AREA, "9942.5", "9942.7")
    own = build(places).snapshot.id
    (places.shipped_data / "catalog" / "units.toml").touch()

    assert seed(places).published == ""
    assert current_id(places.snapshots) == own


def test_a_seeding_that_was_cut_short_is_taken_up(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = 0
    move = Path.replace

    def cut(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        return move(self, target)

    for allowed in range(12):
        left = allowed
        shutil.rmtree(places.data, ignore_errors=True)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", cut)
            with pytest.raises(HppError, match="No space left on device"):
                seed(places)

        seed(places)

        assert current_id(places.snapshots) == released(places)
        for name in (INDICATORS, AREA):
            assert (places.data / name).read_bytes() == (places.shipped_data / name).read_bytes()
