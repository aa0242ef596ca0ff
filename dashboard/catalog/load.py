"""Reads `data/catalog` and checks it as a whole: nothing half-known ever reaches a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from dashboard.catalog.entry import Entry, csv_entries, toml_entries
from dashboard.catalog.formula import Formula, parse_formula
from dashboard.catalog.model import (
    LEVELS,
    Aggregation,
    Anchor,
    Area,
    Catalog,
    Caveat,
    DataSet,
    DisclosureRule,
    Domain,
    Indicator,
    Polarity,
    Publisher,
    Unit,
    UnitKind,
    YearType,
)
from dashboard.errors import CatalogError
from dashboard.text import Label

N = TypeVar("N", int, float)
MOST_DECIMALS = 9


def load_catalog(folder: Path) -> Catalog:
    """The catalogue in `folder`.

    Raises:
        CatalogError: a file is absent or unreadable; an entry names an unknown unit, domain, data
            set, caveat, rule, level or indicator; a translation or a source is missing; formulas
            form a cycle. The message names file and entry.
    """
    units = {each.id: each for each in map(_unit, toml_entries(folder / "units.toml"))}
    domains = {each.id: each for each in map(_domain, toml_entries(folder / "domains.toml"))}
    caveats = {each.id: each for each in map(_caveat, toml_entries(folder / "caveats.toml"))}
    rules = {each.id: each for each in map(_rule, toml_entries(folder / "disclosure.toml"))}
    editions = {entry.id: _edition(entry) for entry in toml_entries(folder / "editions.toml")}
    data_sets = _data_sets(folder / "sources.toml")
    areas = _areas(folder / "areas.csv")
    reader = _IndicatorReader(units, domains, caveats, rules, data_sets, areas)
    entries = {entry.id: entry for entry in toml_entries(folder / "indicators.toml")}
    indicators = {entry.id: reader.read(entry) for entry in entries.values()}
    _check_links(indicators, entries)
    indicators = _inherit(indicators)
    _check_sources(indicators, entries)
    anchors = tuple(
        _anchor(entry, indicators, areas)
        for entry in csv_entries(folder / "anchors.csv", "indicator")
    )
    return Catalog(indicators, areas, domains, units, caveats, data_sets, anchors, editions)


class _IndicatorReader:
    """Turns entries into indicators; knows every table that an entry may point to."""

    def __init__(
        self,
        units: dict[str, Unit],
        domains: dict[str, Domain],
        caveats: dict[str, Caveat],
        rules: dict[str, DisclosureRule],
        data_sets: dict[str, DataSet],
        areas: dict[str, Area],
    ) -> None:
        self._units, self._domains, self._caveats = units, domains, caveats
        self._rules, self._data_sets, self._areas = rules, data_sets, areas

    def read(self, entry: Entry) -> Indicator:
        """The indicator of one entry, links to other indicators not yet checked."""
        data_sets = entry.links("sources", self._data_sets)
        indicator = Indicator(
            id=entry.id,
            name=entry.label("name"),
            short=entry.label("short"),
            definition=entry.label("definition"),
            measure=entry.label("measure"),
            unit=entry.linked("unit", self._units),
            decimals=_decimals(entry),
            polarity=entry.choice("polarity", get_args(Polarity)),
            domain=entry.linked("domain", self._domains),
            year_type=entry.choice("year_type", get_args(YearType)),
            levels=entry.choices("levels", LEVELS),
            aggregation=entry.choice("aggregation", get_args(Aggregation)),
            disclosure=entry.linked("disclosure", self._rules),
            data_sets=data_sets,
            caveats=entry.links("caveats", self._caveats),
            not_covered=entry.choices("not_covered", tuple(self._areas)),
            numerator=entry.value("numerator", str, ""),
            denominator=entry.value("denominator", str, ""),
            formula=_formula(entry),
            published=bool(data_sets),
            tolerance=entry.optional_float("tolerance"),
            part_of_whole=entry.value("part_of_whole", bool, default=False),
            count=entry.value("count", str, ""),
            static=entry.value("static", bool, default=False),
            featured=entry.value("featured", int, 0),
            default=entry.words("default"),
        )
        entry.close()
        return indicator


def _decimals(entry: Entry) -> int:
    """How many decimals are shown, 0 to 9."""
    decimals = entry.value("decimals", int)
    if not 0 <= decimals <= MOST_DECIMALS:
        raise entry.fail("wrong_type", field="decimals", value=decimals, kind="0 … 9")
    return decimals


def _formula(entry: Entry) -> Formula | None:
    text = entry.value("formula", str, "")
    if not text:
        return None
    try:
        return parse_formula(text)
    except ValueError as error:
        raise entry.fail("bad_formula", why=str(error)) from error


def _check_links(indicators: dict[str, Indicator], entries: dict[str, Entry]) -> None:
    """Every indicator named by another exists, and no formula comes back to itself."""
    counts: dict[str, str] = {}
    for each in indicators.values():
        entry = entries[each.id]
        named = {each.numerator, each.denominator, each.count} - {""}
        for name in sorted(named | (each.formula.names if each.formula else frozenset())):
            if name not in indicators:
                raise entry.fail("unknown_indicator", name=name)
        if each.count and counts.setdefault(each.count, each.id) != each.id:
            raise entry.fail("count_taken", name=each.count, other=counts[each.count])
        if not each.levels:
            raise entry.fail("missing_field", field="levels")
        cycle = _cycle(each.id, indicators, ())
        if cycle:
            raise entry.fail("cycle", path=" → ".join(cycle))


def _cycle(name: str, indicators: dict[str, Indicator], path: tuple[str, ...]) -> tuple[str, ...]:
    """The formulas that lead from `name` back to itself; empty where none do."""
    if name in path:
        return (*path[path.index(name) :], name)
    formula = indicators[name].formula
    loops = (
        _cycle(each, indicators, (*path, name)) for each in sorted(formula.names if formula else ())
    )
    return next(filter(None, loops), ())


def _inherit(indicators: dict[str, Indicator]) -> dict[str, Indicator]:
    """A computed indicator cites the data sets of everything that it is computed from."""

    def cited(name: str) -> dict[str, DataSet]:
        each = indicators[name]
        own = {data_set.id: data_set for data_set in each.data_sets}
        if own or each.formula is None:
            return own
        for term in each.formula.terms:
            own |= cited(term.indicator)
        return own

    return {
        name: replace(each, data_sets=tuple(cited(name).values()))
        for name, each in indicators.items()
    }


def _check_sources(indicators: dict[str, Indicator], entries: dict[str, Entry]) -> None:
    for each in indicators.values():
        if not each.data_sets:
            raise entries[each.id].fail("no_source")


def _unit(entry: Entry) -> Unit:
    unit = Unit(
        id=entry.id,
        symbol=_symbol(entry),
        name=entry.label("name"),
        kind=entry.choice("kind", get_args(UnitKind)),
    )
    entry.close()
    return unit


def _symbol(entry: Entry) -> Label:
    """A symbol may be empty: a bare number on a card."""
    texts = entry.value("symbol", dict)
    return Label(th=str(texts.get("th", "")), en=str(texts.get("en", "")))


def _domain(entry: Entry) -> Domain:
    domain = Domain(entry.id, entry.label("name"), entry.value("order", int))
    entry.close()
    return domain


def _caveat(entry: Entry) -> Caveat:
    caveat = Caveat(entry.id, entry.label("badge"), entry.label("text"))
    entry.close()
    return caveat


def _edition(entry: Entry) -> Label:
    name = entry.label("name")
    entry.close()
    return name


def _rule(entry: Entry) -> DisclosureRule:
    rule = DisclosureRule(
        id=entry.id,
        district=entry.value("district", int),
        below_district=entry.value("below_district", int),
        text=entry.label("text"),
    )
    entry.close()
    return rule


def _data_sets(file: Path) -> dict[str, DataSet]:
    publishers = {entry.id: _publisher(entry) for entry in toml_entries(file, "publisher")}
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


def _areas(file: Path) -> dict[str, Area]:
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
        name=Label(th=entry.value("name_th", str), en=entry.value("name_en", str)),
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


def _anchor(entry: Entry, indicators: dict[str, Indicator], areas: dict[str, Area]) -> Anchor:
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
