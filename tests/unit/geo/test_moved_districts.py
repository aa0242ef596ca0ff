"""A district that stands elsewhere than on the maps of before is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import InputError
from tests.unit.geo.conftest import square

Document = dict[str, Any]
BuildFrom = Callable[..., Any]

FILE = "south_districts_raw.geojson"
CAPITAL = "เมืองนครศรีธรรมราช (Mueang Nakhon Si Thammarat)"
# The middles of the squares of conftest, and who borders on whom.
MIDDLES = {
    "8001": [99.55, 8.05],
    "8002": [99.65, 8.05],
    "8003": [99.55, 8.15],
    "8004": [99.65, 8.15],
    "8101": [99.45, 8.15],
}
BORDERS = {
    "8001": ["8002", "8003"],
    "8002": ["8001", "8004"],
    "8003": ["8001", "8004", "8101"],
    "8004": ["8002", "8003"],
    "8101": ["8003"],
}


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """The geo folder of a build before."""
    folder = tmp_path / "before"
    folder.mkdir()
    labels = {code: {"at": at, "th": "ก", "en": "A"} for code, at in MIDDLES.items()}
    places = {"labels": labels, "bounds": {}, "neighbours": BORDERS}
    (folder / "places.json").write_text(json.dumps(places), encoding="utf-8")
    return folder


def moved(document: Document, entry: int, west: float, south: float) -> Document:
    """The document with the square of `entry`, counted from 1, at another corner."""
    document["features"][entry - 1]["geometry"]["coordinates"] = [square(west, south)]
    return document


def refusal(build_from: BuildFrom, document: Document, former: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        build_from(document, former=former)
    assert all("geo/places.json" in caught.value.hint(lang) for lang in ("th", "en"))
    return caught.value


def test_districts_in_their_places_are_taken(
    build_from: BuildFrom, document: Document, former: Path
) -> None:
    held, alone = build_from(document, former=former), build_from(document)

    assert held.findings == alone.findings


def test_a_district_half_a_degree_off_is_refused_by_name(
    build_from: BuildFrom, document: Document, former: Path, tmp_path: Path
) -> None:
    error = refusal(build_from, moved(document, 2, 100.1, 8.0), former)

    # From the middle of the old square to the side of the new one: 0.45 degrees of longitude.
    assert error.fact("en") == (
        f"{FILE}: district 8002 Phrom Khiri lies 49.6 km from where its name stands on the "
        "present map (99.65, 8.05)."
    )
    assert "8002 พรหมคีรี" in error.fact("th")
    assert not (tmp_path / "geo").exists()


def test_a_district_that_touches_no_former_neighbour_is_refused_by_name(
    build_from: BuildFrom, document: Document, former: Path
) -> None:
    # 2 km further west: its name still stands on it.
    error = refusal(build_from, moved(document, 5, 99.38, 8.1), former)

    assert error.fact("en") == (
        f"{FILE}: district 8101 Mueang Krabi borders on none of its former neighbours "
        "(8003 ลานสกา (Lan Saka))."
    )


def test_a_lost_neighbour_among_others_is_noted(
    build_from: BuildFrom, document: Document, former: Path
) -> None:
    # A strip of 2 km between west and east; north and south of either side stay together.
    for entry in (2, 4):
        ring = document["features"][entry - 1]["geometry"]["coordinates"][0]
        ring[:] = [[99.62 if x == 99.6 else x, y] for x, y in ring]

    report = build_from(document, former=former)

    assert [each.text("en") for each in report.findings if each.key == "geo.lost_neighbours"] == [
        f"{FILE}: district {each}."
        for each in (
            "8001 Mueang Nakhon Si Thammarat no longer borders on 8002 พรหมคีรี (Phrom Khiri)",
            f"8002 Phrom Khiri no longer borders on 8001 {CAPITAL}",
            "8003 Lan Saka no longer borders on 8004 ฉวาง (Chawang)",
            "8004 Chawang no longer borders on 8003 ลานสกา (Lan Saka)",
        )
    ]


def test_a_district_that_the_maps_of_before_do_not_know_is_taken(
    build_from: BuildFrom, document: Document, former: Path
) -> None:
    file = former / "places.json"
    known = json.loads(file.read_text(encoding="utf-8"))
    for section in ("labels", "neighbours"):
        del known[section]["8101"]
    file.write_text(json.dumps(known), encoding="utf-8")

    assert build_from(moved(document, 5, 99.38, 8.1), former=former).files


@pytest.mark.parametrize("damaged", [False, True])
def test_without_maps_of_before_nothing_is_refused_and_that_is_noted(
    build_from: BuildFrom, document: Document, former: Path, *, damaged: bool
) -> None:
    if damaged:
        (former / "places.json").write_text("{", encoding="utf-8")
    else:
        (former / "places.json").unlink()

    report = build_from(moved(document, 5, 99.38, 8.1), former=former)

    assert "There is no earlier map; whether a district has moved was not checked." in (
        each.text("en") for each in report.findings
    )
