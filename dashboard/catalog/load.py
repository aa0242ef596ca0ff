"""Reads `data/catalog` and checks it as a whole: nothing half-known ever reaches a screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

from dashboard.catalog.agenda import FILE, AgendaWords, read_agenda_words
from dashboard.catalog.entry import Entry, csv_entries, toml_entries
from dashboard.catalog.formula import Formula, parse_formula
from dashboard.catalog.model import (
    LEVELS,
    Aggregation,
    Area,
    Catalog,
    Caveat,
    DataSet,
    DisclosureRule,
    Domain,
    Indicator,
    Polarity,
    Unit,
    YearType,
)
from dashboard.catalog.ratio import part_id, with_quotients
from dashboard.catalog.tables import (
    read_anchor,
    read_areas,
    read_caveat,
    read_data_sets,
    read_domain,
    read_edition,
    read_rule,
    read_unit,
)

MOST_DECIMALS = 9


def load_catalog(folder: Path) -> Catalog:
    """The catalogue in `folder`.

    Raises:
        CatalogError: a file is absent or unreadable; an entry names an unknown unit, domain, data
            set, caveat, rule, level or indicator; a translation, a source or a part of a ratio is
            missing; formulas form a cycle. The message names file and entry.
    """
    units = {each.id: each for each in map(read_unit, toml_entries(folder / "units.toml"))}
    domains = {each.id: each for each in map(read_domain, toml_entries(folder / "domains.toml"))}
    rules = {each.id: each for each in map(read_rule, toml_entries(folder / "disclosure.toml"))}
    editions = {entry.id: read_edition(entry) for entry in toml_entries(folder / "editions.toml")}
    data_sets = read_data_sets(folder / "sources.toml")
    areas = read_areas(folder / "areas.csv")
    caveats = {
        entry.id: read_caveat(entry, areas, editions)
        for entry in toml_entries(folder / "caveats.toml")
    }
    reader = _IndicatorReader(units, domains, caveats, rules, data_sets, areas)
    entries = {entry.id: entry for entry in toml_entries(folder / "indicators.toml")}
    indicators = {entry.id: reader.read(entry) for entry in entries.values()}
    _check_links(indicators, entries)
    indicators = _inherit(with_quotients(indicators, entries))
    _check_sources(indicators, entries)
    anchors = tuple(
        read_anchor(entry, indicators, areas)
        for entry in csv_entries(folder / "anchors.csv", "indicator")
    )
    words = read_agenda_words(folder)
    _check_aims(words, indicators)
    return Catalog(
        indicators, areas, domains, units, caveats, data_sets, anchors, editions, agenda=words
    )


def _check_aims(words: AgendaWords, indicators: dict[str, Indicator]) -> None:
    for each in words.aims:
        if each.indicator not in indicators:
            raise Entry(FILE, each.id, {}).unknown_indicator(each.indicator, indicators)


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
        """The indicator of one entry, links to other indicators not yet followed."""
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
            numerator=part_id(entry, "numerator"),
            denominator=part_id(entry, "denominator"),
            quotient=None,
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
                raise entry.unknown_indicator(name, indicators)
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
