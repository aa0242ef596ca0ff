"""Districts held against the maps of before: one that stands elsewhere is a fault of the file.

A shifted district may be sound in itself and lie where no other is, in the sea or abroad. What
tells is that its name no longer stands on it, or that it has lost every neighbour. The maps of
before say where names stood, and who bordered on whom; a district that they do not know is left
alone, and so is all of it where there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import shapely

from dashboard.errors import HppError, InputError
from dashboard.geo.build_read import LONGITUDE_LATITUDE, Expected
from dashboard.geo.build_report import Findings
from dashboard.geo.places import MapPlaces, places

LARGEST_MOVE_M = 1000.0
"""How far outside a district the place of its name may lie; publishers mend by less."""


def former_places(folder: Path | None, findings: Findings) -> MapPlaces | None:
    """The maps of before in `folder`; that there are none to hold against is noted."""
    if folder is None:
        return None
    try:
        return places(folder)
    except HppError:
        findings.add("geo.no_former")
        return None


def refuse_moved(
    districts: gpd.GeoSeries, file: str, expected: Expected, former: MapPlaces
) -> None:
    """Holds districts (metres) against the places of their names.

    Raises:
        InputError: a name would stand more than `LARGEST_MOVE_M` outside its district.
    """
    for code, shape in districts.items():
        try:
            label = former.label(code, "th")
        except KeyError:
            continue
        if label.side != "centre":
            continue
        at = gpd.GeoSeries([shapely.Point(label.lon, label.lat)], crs=LONGITUDE_LATITUDE)
        away = shape.distance(at.to_crs(districts.crs).iloc[0])
        if away > LARGEST_MOVE_M:
            facts = {"km": f"{away / 1000:.1f}", "lon": label.lon, "lat": label.lat}
            names = expected.districts[code].facts()
            raise InputError("geo.moved_district", file=file, **facts, **names)


def refuse_cut_off(
    neighbours: Mapping[str, list[str]],
    file: str,
    expected: Expected,
    former: MapPlaces,
    findings: Findings,
) -> None:
    """Holds neighbours by code against those of before; notes a district that has lost some.

    Raises:
        InputError: a district has lost all that it had, and they are still there.
    """
    for code, present in neighbours.items():
        try:
            before = [each for each in former.neighbours(code) if each in neighbours]
        except KeyError:
            continue
        lost = [each for each in before if each not in present]
        if not lost:
            continue
        areas = [expected.districts[each] for each in lost]
        told = ", ".join(f"{each.code} {each.name_th} ({each.name_en})" for each in areas)
        facts = {"file": file, "lost": told, **expected.districts[code].facts()}
        if lost == before:
            raise InputError("geo.cut_off_district", **facts)
        findings.add("geo.lost_neighbours", **facts)
