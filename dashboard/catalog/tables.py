"""The tables that indicators point to: units, domains, caveats, publications, areas, anchors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from dashboard.catalog.entry import Entry, csv_entries, toml_entries
from dashboard.catalog.model import (
    LEVELS,
    Anchor,
    Area,
    Caveat,
    DataSet,
    DisclosureRule,
    Domain,
    Indicator,
    Publisher,
    Unit,
    UnitKind,
    Where,
    YearType,
)
from dashboard.errors import CatalogError
from dashboard.text import Label
from dashboard.text.periods import parse_period

N = TypeVar("N", int, float)


def read_unit(entry: Entry) -> Unit:
    """A unit of measure."""
    unit = Unit(
        id=entry.id,
        symbol=entry.symbol("symbol"),
        name=entry.label("name"),
        kind=entry.choice("kind", get_args(UnitKind)),
    )
    entry.close()
    return unit


def read_domain(entry: Entry) -> Domain:
    """A domain of the menus."""
    name = entry.label("name")
    short = entry.label("short") if "short" in entry.fields else name
    domain = Domain(entry.id, name, short, entry.value("order", int))
    entry.close()
    return domain


def read_caveat(entry: Entry, areas: Mapping[str, Area], editions: Mapping[str, Label]) -> Caveat:
    """A caveat with its badge, and which figures it is about."""
    where = _where(entry, areas, editions) if "where" in entry.fields else Where()
    caveat = Caveat(entry.id, entry.label("badge"), entry.label("text"), where)
    entry.close()
    return caveat


def _where(entry: Entry, areas: Mapping[str, Area], editions: Mapping[str, Label]) -> Where:
    """The table `where`; one that leaves nothing out is a slip."""
    table = Entry(entry.file, f"{entry.id}.where", entry.value("where", dict))
    where = Where(
        ref_area=table.choices("areas", tuple(areas)),
        time_period=tuple(_period(table, each) for each in table.words("periods")),
        edition=table.choices("editions", tuple(editions)),
    )
    table.close()
    if not where.parts:
        raise table.fail("missing_field", field="areas, periods, editions")
    return where


def _period(entry: Entry, text: object) -> str:
    """The id of a period."""
    try:
        parse_period(str(text))
    except ValueError as error:
        raise entry.fail("wrong_type", field="periods", value=text, kind="period") from error
    return str(text)


def read_edition(entry: Entry) -> Label:
    """The words for an edition."""
    name = entry.label("name")
    entry.close()
    return name


def read_rule(entry: Entry) -> DisclosureRule:
    """A disclosure rule."""
    rule = DisclosureRule(
        id=entry.id,
        district=entry.value("district", int),
        below_district=entry.value("below_district", int),
        text=entry.label("text"),
        multiple=entry.value("multiple", int, 1),
    )
    entry.close()
    return rule


def read_data_sets(file: Path) -> dict[str, DataSet]:
    """Every data set of `sources.toml`, with its publisher."""
    publishers = {
        entry.id: _publisher(entry)
        for entry in toml_entries(file, "publisher", beside=("dataset",))
    }
    return {entry.id: _data_set(entry, publishers) for entry in toml_entries(file, "dataset")}


def _publisher(entry: Entry) -> Publisher:
    publisher = Publisher(
        entry.id, entry.label("name"), entry.label("short"), entry.value("url", str)
    )
    entry.close()
    return publisher


def _data_set(entry: Entry, publishers: dict[str, Publisher]) -> DataSet:
    data_set = DataSet(
        id=entry.id,
        publisher=entry.linked("publisher", publishers),
        title=entry.label("title"),
        edition=entry.label("edition"),
        period=entry.label("period"),
        licence=entry.value("licence", str),
        url=entry.value("url", str),
        year_type=entry.choice("year_type", get_args(YearType)),
    )
    entry.close()
    return data_set


def read_areas(file: Path) -> dict[str, Area]:
    """Every area of `areas.csv`, its links to others checked."""
    areas: dict[str, Area] = {}
    for entry in csv_entries(file, "code"):
        area = _area(entry)
        if area.code in areas:
            raise entry.fail("doubled", value=area.code)
        areas[area.code] = area
    for area in areas.values():
        for link in filter(None, (area.parent, area.planning_region, area.cluster)):
            if link not in areas:
                raise CatalogError(
                    "catalog.unknown_area", file=file.name, entry=area.code, name=link
                )
    return areas


def _area(entry: Entry) -> Area:
    area = Area(
        code=entry.value("code", str),
        level=entry.choice("level", LEVELS),
        parent=entry.value("parent", str, ""),
        name=entry.column_label("name"),
        planning_region=entry.value("planning_region", str, ""),
        cluster=entry.value("cluster", str, ""),
        valid_from=_year(entry, "valid_from"),
        official_area_km2=_number(entry, "official_area_km2", float),
    )
    entry.close()
    return area


def _year(entry: Entry, name: str) -> int | None:
    """The year of an ISO date; None where there is none."""
    text = entry.value(name, str, "")
    try:
        return date.fromisoformat(text).year if text else None
    except ValueError as error:
        raise entry.fail("wrong_type", field=name, value=text, kind="date") from error


def read_anchor(entry: Entry, indicators: dict[str, Indicator], areas: dict[str, Area]) -> Anchor:
    """A published total that a snapshot is held against."""
    anchor = Anchor(
        indicator=entry.linked("indicator", indicators).id,
        ref_area=entry.linked("ref_area", areas).code,
        time_period=entry.value("time_period", str),
        edition=entry.value("edition", str, ""),
        how=entry.choice("how", ("value", "sum of provinces")),
        value=_required(entry, "value"),
        tolerance=_required(entry, "tolerance"),
        source=entry.value("source", str),
    )
    entry.close()
    return anchor


def _required(entry: Entry, name: str) -> float:
    number = _number(entry, name, float)
    if number is None:
        raise entry.fail("missing_field", field=name)
    return number


def _number(entry: Entry, name: str, kind: type[N]) -> N | None:
    """A numeric cell of a CSV file; None where it is empty."""
    text = entry.value(name, str, "")
    try:
        return kind(text) if text else None
    except ValueError as error:
        raise entry.fail("wrong_type", field=name, value=text, kind=kind.__name__) from error
