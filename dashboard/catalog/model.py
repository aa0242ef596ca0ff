"""WHAT is measured: the typed words of `data/catalog`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Literal, get_args

from dashboard.catalog.agenda import AgendaWords
from dashboard.catalog.formula import Formula
from dashboard.text import Label

Level = Literal["country", "region", "planning_region", "cluster", "province", "district"]
Polarity = Literal["higher", "lower", "neutral"]
YearType = Literal["calendar", "survey", "fiscal", "crop", "tpmap", "reference_date", "quarter"]
Aggregation = Literal["sum", "ratio", "none"]
UnitKind = Literal["ratio", "count", "money", "index", "rate", "area", "mass", "score"]

LEVELS: tuple[Level, ...] = get_args(Level)
TOTALS: frozenset[UnitKind] = frozenset({"count", "money", "area", "mass"})
KINGDOM, SOUTH, PROVINCE = "TH", "S", "80"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: `symbol` stands beside a number, `name` in words."""

    id: str
    symbol: Label
    name: Label
    kind: UnitKind

    @property
    def of_totals(self) -> bool:
        """Whether it measures how much there is of something, which a larger area has more of.

        Such a figure of a whole is no yardstick for its parts, whether or not they add up to it.
        """
        return self.kind in TOTALS


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of the province's work, in the order of the menus; `short` for narrow places."""

    id: str
    name: Label
    short: Label
    order: int


@dataclass(frozen=True, slots=True)
class Where:
    """Which figures a caveat is about; a part that is empty leaves nothing out.

    Each part is named as the column of the observations that it is held against.
    """

    ref_area: tuple[str, ...] = ()
    time_period: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The parts that leave something out, by column."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: allowed for name, allowed in named.items() if allowed}


@dataclass(frozen=True, slots=True)
class Caveat:
    """A warning that travels with a figure: a badge of few words, a text of a sentence or two.

    It is about every figure of its indicators unless `where` says about which.
    """

    id: str
    badge: Label
    text: Label
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes figures."""

    id: str
    name: Label
    short: Label
    url: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """One publication: its title, edition and period in words."""

    id: str
    publisher: Publisher
    title: Label
    edition: Label
    period: Label
    licence: str
    url: str
    year_type: YearType


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """Counts with 0 < n < threshold are suppressed; 0 means that the rule does not apply.

    Counts are shown in multiples of `multiple` only, 1 for exactly.
    """

    id: str
    district: int
    below_district: int
    text: Label
    multiple: int = 1


@dataclass(frozen=True, slots=True)
class Area:
    """A place that figures are about.

    `valid_from` is the year in which it came to be, None for long before all figures;
    `official_area_km2` is there only where an official figure is sound.
    """

    code: str
    level: Level
    parent: str
    name: Label
    planning_region: str
    cluster: str
    valid_from: int | None
    official_area_km2: float | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published total that a snapshot is held against."""

    indicator: str
    ref_area: str
    time_period: str
    edition: str
    how: str
    value: float
    tolerance: float
    source: str


@dataclass(frozen=True, slots=True)
class Quotient:
    """What a ratio divides by what, in words."""

    numerator: Label
    denominator: Label


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured. Fields as in `data/catalog/indicators.toml`.

    A `formula` makes it computed here; with own figures as well (`sources` of its own), the
    publisher's figure wins and the formula checks it within `tolerance`. A `part_of_whole` lies
    between 0 and 100 or its inputs contradict each other. Every ratio has a `quotient`; its
    `numerator` and `denominator` are ids, each "" where that part is no indicator of the catalogue.
    """

    id: str
    name: Label
    short: Label
    definition: Label
    measure: Label
    unit: Unit
    decimals: int
    polarity: Polarity
    domain: Domain
    year_type: YearType
    levels: tuple[Level, ...]
    aggregation: Aggregation
    disclosure: DisclosureRule
    data_sets: tuple[DataSet, ...]
    caveats: tuple[Caveat, ...]
    not_covered: tuple[str, ...]
    numerator: str
    denominator: str
    quotient: Quotient | None
    formula: Formula | None
    published: bool
    tolerance: float | None
    part_of_whole: bool
    count: str
    static: bool
    featured: int
    default: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """Everything in `data/catalog`, checked as a whole."""

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    domains: Mapping[str, Domain]
    units: Mapping[str, Unit]
    caveats: Mapping[str, Caveat]
    data_sets: Mapping[str, DataSet]
    anchors: tuple[Anchor, ...]
    editions: Mapping[str, Label] = field(default_factory=dict)
    agenda: AgendaWords = field(default_factory=AgendaWords)

    @cached_property
    def rate_of(self) -> dict[str, str]:
        """Count → the rate that is switched to from it."""
        return {each.count: each.id for each in self.indicators.values() if each.count}

    @cached_property
    def derived_order(self) -> tuple[Indicator, ...]:
        """Indicators with a formula, inputs before what is computed from them."""
        return tuple(_inputs_first(self.indicators))

    def at_level(self, level: Level) -> list[Indicator]:
        """Indicators that exist for areas of `level`, by domain, in catalogue order."""
        chosen = [each for each in self.indicators.values() if level in each.levels]
        return sorted(chosen, key=lambda each: each.domain.order)

    @cached_property
    def _inside(self) -> dict[tuple[str, Level], list[Area]]:
        inside: dict[tuple[str, Level], list[Area]] = {}
        for area in self.areas.values():
            for code in self.around(area):
                inside.setdefault((code, area.level), []).append(area)
        return inside

    def children(self, code: str, level: Level) -> list[Area]:
        """Areas of `level` inside the area `code`, by code; the area itself where it is one."""
        return list(self._inside.get((code, level), ()))

    def around(self, area: Area) -> set[str]:
        """Codes of everything that `area` is or lies in."""
        codes: set[str] = set()
        place: Area | None = area
        while place is not None:
            codes |= {place.code, place.planning_region, place.cluster} - {""}
            place = self.areas.get(place.parent)
        return codes


def _inputs_first(indicators: Mapping[str, Indicator]) -> Iterable[Indicator]:
    done: set[str] = set()

    def visit(indicator: Indicator) -> Iterable[Indicator]:
        if indicator.id in done or indicator.formula is None:
            return
        done.add(indicator.id)
        for name in sorted(indicator.formula.names):
            yield from visit(indicators[name])
        yield indicator

    for indicator in indicators.values():
        yield from visit(indicator)
