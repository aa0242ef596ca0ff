"""Reading the input of `geo build`: the list of areas that must be there, and the districts' file.

What comes out is complete: exactly one feature per expected district, and a known reference
system. Everything else is refused here, by file, entry, row or name. Shapes are judged later.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from dashboard.errors import InputError

AREAS_FILE = "areas.csv"
DISTRICTS_FILE = "south_districts_raw.geojson"

# Names as the source spells them, and as they are spelt.
_MISSPELT = {"Lan SaKa": "Lan Saka"}
_COLUMNS = ("code", "level", "parent", "name_th", "name_en")
# GeoJSON means longitude, latitude whatever name the file gives to WGS 84 (RFC 7946, section 4).
LONGITUDE_LATITUDE = CRS.from_user_input("OGC:CRS84")
_SAME_AS_CRS84 = (LONGITUDE_LATITUDE, CRS.from_epsg(4326))


@dataclass(frozen=True, slots=True)
class Area:
    """A district or province as the list of areas names it."""

    code: str
    parent: str
    name_th: str
    name_en: str

    def facts(self) -> dict[str, str]:
        """What a message in either language needs to name this area."""
        return {"code": self.code, "name_th": self.name_th, "name_en": self.name_en}


@dataclass(frozen=True, slots=True)
class Expected:
    """The districts that must be there and the provinces they belong to, both by code."""

    districts: Mapping[str, Area]
    provinces: Mapping[str, Area]


@dataclass(frozen=True, slots=True)
class Feature:
    """One entry of the districts' file: its place in the file, from 1, and its bare geometry."""

    area: Area
    entry: int
    geometry: object


@dataclass(frozen=True, slots=True)
class DistrictsFile:
    """The districts' file as read: features sorted by code, in the reference system `crs`."""

    name: str
    features: tuple[Feature, ...]
    crs: CRS


def read_areas(path: Path) -> Expected:
    """The expected districts and provinces from a list of areas (CSV).

    Raises:
        InputError: no such file, a column is missing, a code is given twice, no districts, or a
            district's province is not in the list.
    """
    rows = _areas_by_level(path)
    districts, provinces = rows.get("district", {}), rows.get("province", {})
    if not districts:
        raise InputError("geo.areas_empty", file=path.name)
    for area in districts.values():
        if area.parent not in provinces:
            raise InputError("geo.areas_parent", file=path.name, code=area.code, name=area.parent)
    used = {area.parent for area in districts.values()}
    return Expected(
        districts=dict(sorted(districts.items())),
        provinces={code: provinces[code] for code in sorted(used)},
    )


def read_districts(path: Path, expected: Expected) -> DistrictsFile:
    """The districts' file, checked for being complete.

    Raises:
        InputError: no such file, not JSON, no features, an unnamed, unknown, doubled or missing
            district, or a reference system that is not known.
    """
    document = _document(path)
    entries = document.get("features")
    if not isinstance(entries, list) or not entries:
        raise InputError("geo.no_features", file=path.name)
    features: dict[str, Feature] = {}
    for entry, raw in enumerate(entries, start=1):
        feature = _feature(raw, entry, path.name, expected)
        first = features.setdefault(feature.area.code, feature)
        if first is not feature:
            facts = {"code": feature.area.code, "first": first.entry, "second": entry}
            raise InputError("geo.doubled_district", file=path.name, **facts)
    missing = [area for code, area in expected.districts.items() if code not in features]
    if missing:
        names = ", ".join(f"{area.code} {area.name_th} ({area.name_en})" for area in missing)
        raise InputError("geo.missing_district", file=path.name, count=len(missing), names=names)
    ordered = tuple(features[code] for code in sorted(features))
    return DistrictsFile(path.name, ordered, _reference_system(document, path.name))


def _areas_by_level(path: Path) -> dict[str, dict[str, Area]]:
    levels: dict[str, dict[str, Area]] = {}
    for number, row in _rows(path):
        areas = levels.setdefault(row["level"], {})
        if row["code"] in areas:
            raise InputError("geo.areas_doubled", file=path.name, row=number, code=row["code"])
        name_en = _MISSPELT.get(row["name_en"], row["name_en"])
        areas[row["code"]] = Area(row["code"], row["parent"], row["name_th"], name_en)
    return levels


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(_text(path).splitlines())
    for column in _COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise InputError("geo.areas_column", file=path.name, column=column)
    for row in reader:
        if not all(row[column] for column in ("code", "level", "name_th", "name_en")):
            raise InputError("geo.areas_row", file=path.name, row=reader.line_num)
        yield reader.line_num, row


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise InputError("geo.no_file", file=path.name) from None
    except UnicodeDecodeError as error:
        raise InputError("geo.not_utf8", file=path.name, position=error.start) from error


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(_text(path))
    except json.JSONDecodeError as error:
        facts = {"row": error.lineno, "column": error.colno}
        raise InputError("geo.not_json", file=path.name, **facts) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise InputError("geo.not_collection", file=path.name)
    return document


def _feature(raw: object, entry: int, file: str, expected: Expected) -> Feature:
    properties = raw.get("properties") if isinstance(raw, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    if not isinstance(raw, dict) or not isinstance(code, str) or not code:
        raise InputError("geo.no_code", file=file, entry=entry)
    area = expected.districts.get(code)
    if area is None:
        raise InputError("geo.unknown_district", file=file, entry=entry, code=code)
    return Feature(area, entry, raw.get("geometry"))


def _reference_system(document: Mapping[str, Any], file: str) -> CRS:
    declared = document.get("crs")
    if declared is None:
        return LONGITUDE_LATITUDE
    name = declared.get("properties", {}).get("name") if isinstance(declared, dict) else None
    try:
        crs = CRS.from_user_input(name)
    except CRSError as error:
        raise InputError("geo.unknown_crs", file=file, name=name or declared) from error
    return LONGITUDE_LATITUDE if crs in _SAME_AS_CRS84 else crs
