from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalog import load_catalog
from dashboard.catalog.tpmap import Edition, load_tpmap
from dashboard.errors import CatalogError

Edited = Callable[[str, str], dict[str, Edition]]


@pytest.fixture
def edited(root: Path, tmp_path: Path) -> Edited:
    """The editions of a copy in which one passage of tpmap.toml is replaced."""
    catalog = load_catalog(root / "data" / "catalog")

    def edit(old: str, new: str) -> dict[str, Edition]:
        shutil.copy(root / "data" / "catalog" / "tpmap.toml", tmp_path / "tpmap.toml")
        text = (tmp_path / "tpmap.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "tpmap.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_tpmap(tmp_path, catalog)

    return edit


@pytest.fixture(scope="module")
def shipped(root: Path) -> dict[str, Edition]:
    folder = root / "data" / "catalog"
    return load_tpmap(folder, load_catalog(folder))


def test_tpmap_2561_uses_seventeen_of_31_indicators(shipped: dict[str, Edition]) -> None:
    edition = shipped["61"]

    assert (edition.year, edition.time_period, edition.edition) == (2561, "2018", "TPMAP 2561")
    assert (edition.bmn, edition.card_round, edition.indicators) == (2561, 2560, 31)
    assert edition.numbers == {
        "health": (1, 4, 5, 7),
        "living": (8, 9, 10, 11),
        "education": (15, 16, 17, 19),
        "income": (20, 21, 22),
        "access": (27, 28),
    }


def test_columns_are_written_out_for_every_number(shipped: dict[str, Edition]) -> None:
    edition = shipped["61"]

    assert len(edition.common) == 8 + 2 * 31
    assert len(edition.headline) == 10 + 31
    assert edition.common["indicator7.ALL"] == "bmn61_ind07_members"
    assert edition.common["indicator31.CNT"] == "bmn61_ind31_fail"
    assert edition.headline["poor.JPT.MOFval.ind16.CNT"] == "bmn61_ind16_targetpoor"
    assert edition.of_selection("poor.JPT.MOFval.CNT", "01110") == "tpmap_target_poor_any_of_01110"
    assert edition.of_selection("poor.JPT.CNT", "01110") == ""


def test_tpmap_2565_declares_nothing_but_the_persons_surveyed(shipped: dict[str, Edition]) -> None:
    assert shipped["65"].common == {"HOUSEMEMBER_CNT": "tpmap_persons_surveyed"}
    assert (shipped["65"].headline, shipped["65"].selection) == ({}, {})
    assert (shipped["65"].bmn, shipped["65"].card_round) == (2564, 0)


@pytest.mark.parametrize(
    ("old", "new", "key", "names"),
    [
        ("health = [1, 4, 5, 7]", "health = [1, 4, 5, 8]", "catalog.doubled", "8"),
        ("health = [1, 4, 5, 7]", "health = [1, 4, 5, 32]", "catalog.wrong_type", "32"),
        ("health = [1, 4, 5, 7], ", "", "catalog.missing_field", "dimensions.health"),
        ("access = [27", "acess = [], access = [27", "catalog.unknown_field", "acess"),
        ("bmn = 2561", "bmn = 2565", "tpmap.set_not_verified", "2565"),
        ("year = 2561", "year = 2562", "catalog.wrong_type", "2562"),
        ('edition = "TPMAP 2561"', 'edition = "TPMAP 61"', "catalog.unknown_word", "TPMAP 61"),
        ('"bmn_2560_2564"', '"bmn_2565"', "catalog.unknown_word", "bmn_2565"),
        ('"tpmap_elderly"', '"tpmap_eldery"', "catalog.unknown_indicator", "tpmap_eldery"),
        ('"tpmap_elderly"', "7", "catalog.wrong_type", "ELDERLY_CNT"),
        ('country = "tpmap_2561_province", ', "", "catalog.missing_field", "data_sets.country"),
        ('district = "tpmap_2561_district"', 'district = "x"', "catalog.unknown_word", "x"),
        ("card_round = 2560", "cardround = 2560", "catalog.unknown_field", "cardround"),
    ],
)
def test_a_broken_entry_is_refused_by_file_and_entry(
    edited: Edited, old: str, new: str, key: str, names: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        edited(old, new)

    assert caught.value.key == key
    text = caught.value.message("en")
    assert text.startswith("tpmap.toml")
    assert names in text
    assert ("61" in text) or ("bmn_2560_2564" in text)
