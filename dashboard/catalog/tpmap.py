"""The editions of TPMAP's downloads: `data/catalog/tpmap.toml`, typed and checked.

Invariants: every indicator, data set and edition that is named exists; an edition's survey lies
within the years for which its set of จปฐ. indicators is verified, so that no later survey is ever
read with an earlier set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from dashboard.catalog.entry import Entry, toml_entries
from dashboard.catalog.model import Catalog
from dashboard.errors import CatalogError

FILE: Final = "tpmap.toml"
Dimension = Literal["health", "living", "education", "income", "access"]
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)
LEVELS: Final = ("country", "province", "district")
CENTURY: Final = 100
_NUMBER, _TWO_DIGITS, _BITS = "#", "##", "*****"


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """Which จปฐ. indicators make up which dimension, for surveys of `first` to `last` (BE)."""

    id: str
    first: int
    last: int
    indicators: int
    dimensions: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Edition:
    """One TPMAP year.

    Attributes:
        key: the two digits that its files' names begin with.
        year: TPMAP year, BE. `bmn` is the year of the จปฐ. survey, `card_round` that of the
            welfare-card registration (0: not verified).
        time_period, edition, period_note: what every figure of the edition carries.
        numbers: the จปฐ. indicators of each dimension.
        data_sets: level → data set; "selection" → that of other selections of dimensions.
        common, headline: the published columns and their indicators.
        selection: columns of a file of a selection → pattern of their indicator.
    """

    key: str
    year: int
    time_period: str
    edition: str
    bmn: int
    card_round: int
    period_note: str
    numbers: Mapping[str, tuple[int, ...]]
    indicators: int
    data_sets: Mapping[str, str]
    common: Mapping[str, str]
    headline: Mapping[str, str]
    selection: Mapping[str, str]

    def of_selection(self, column: str, bits: str) -> str:
        """The indicator of a column of the selection `bits`; "" where none is declared."""
        return self.selection.get(column, "").replace(_BITS, bits)

    def columns(self, selection: str) -> Mapping[str, str]:
        """Column → indicator of the file `common`, or of the headline for any selection."""
        return self.common if selection == "common" else self.headline


def load_tpmap(folder: Path, catalog: Catalog) -> dict[str, Edition]:
    """The editions of `tpmap.toml` by the two digits of their files' names.

    Raises:
        CatalogError: an entry breaks a rule; the message names file and entry.
    """
    file = folder / FILE
    sets = {
        entry.id: _indicator_set(entry)
        for entry in toml_entries(file, "indicator_set", beside=("edition",))
    }
    editions = (_edition(entry, sets, catalog) for entry in toml_entries(file, "edition"))
    return {each.key: each for each in editions}


def _indicator_set(entry: Entry) -> IndicatorSet:
    result = IndicatorSet(
        id=entry.id,
        first=entry.value("first", int),
        last=entry.value("last", int),
        indicators=entry.value("indicators", int),
        dimensions=_dimensions(entry),
    )
    entry.close()
    _check_numbers(entry, result)
    return result


def _dimensions(entry: Entry) -> dict[str, tuple[int, ...]]:
    table = entry.value("dimensions", dict)
    for name in DIMENSIONS:
        if not isinstance(table.get(name), list):
            raise entry.fail("missing_field", field=f"dimensions.{name}")
    for name in table.keys() - set(DIMENSIONS):
        raise entry.fail("unknown_field", field=f"dimensions.{name}")
    return {name: tuple(table[name]) for name in DIMENSIONS}


def _check_numbers(entry: Entry, result: IndicatorSet) -> None:
    """Numbers are of the set, and none is in two dimensions."""
    seen: set[int] = set()
    for name, numbers in result.dimensions.items():
        for number in numbers:
            if type(number) is not int or not 1 <= number <= result.indicators:
                kind = f"1 … {result.indicators}"
                raise entry.fail("wrong_type", field=name, value=number, kind=kind)
            if number in seen:
                raise entry.fail("doubled", value=number)
            seen.add(number)


def _edition(entry: Entry, sets: Mapping[str, IndicatorSet], catalog: Catalog) -> Edition:
    chosen = entry.linked("indicator_set", sets)
    result = Edition(
        key=entry.id,
        year=entry.value("year", int),
        time_period=entry.value("time_period", str),
        edition=entry.choice("edition", tuple(catalog.editions)),
        bmn=entry.value("bmn", int),
        card_round=entry.value("card_round", int, 0),
        period_note=entry.value("period_note", str),
        numbers=chosen.dimensions,
        indicators=chosen.indicators,
        data_sets=_texts(entry, "data_sets"),
        common=_columns(entry, "common", chosen.indicators),
        headline=_columns(entry, "headline", chosen.indicators),
        selection=_texts(entry, "selection"),
    )
    entry.close()
    _check_years(entry, result, chosen)
    _check_links(entry, result, catalog)
    return result


def _texts(entry: Entry, field: str) -> dict[str, str]:
    """A table of texts; empty where the field is absent."""
    table: dict[str, Any] = entry.value(field, dict, {})
    for name, value in table.items():
        if not isinstance(value, str):
            raise entry.fail("wrong_type", field=f"{field}.{name}", value=value, kind="str")
    return table


def _columns(entry: Entry, field: str, indicators: int) -> dict[str, str]:
    """Columns and their indicators, each # written out for every number of the set."""
    columns: dict[str, str] = {}
    for column, indicator in _texts(entry, field).items():
        for number in range(1, indicators + 1) if _NUMBER in column else (0,):
            id_ = indicator.replace(_TWO_DIGITS, f"{number:02d}").replace(_NUMBER, str(number))
            columns[column.replace(_NUMBER, str(number))] = id_
    return columns


def _check_years(entry: Entry, edition: Edition, chosen: IndicatorSet) -> None:
    if str(edition.year % CENTURY).zfill(2) != edition.key:
        raise entry.fail("wrong_type", field="year", value=edition.year, kind=f"25{edition.key}")
    if not chosen.first <= edition.bmn <= chosen.last:
        raise CatalogError(
            "tpmap.set_not_verified",
            file=entry.file,
            entry=entry.id,
            bmn=edition.bmn,
            set=chosen.id,
            first=chosen.first,
            last=chosen.last,
        )


def _check_links(entry: Entry, edition: Edition, catalog: Catalog) -> None:
    """Every level has a data set, and what is named exists."""
    for level in LEVELS:
        if level not in edition.data_sets:
            raise entry.fail("missing_field", field=f"data_sets.{level}")
    _check_known(entry, "data_sets", edition.data_sets.values(), catalog.data_sets)
    for name in (*edition.common.values(), *edition.headline.values()):
        if name not in catalog.indicators:
            raise entry.unknown_indicator(name, catalog.indicators)


def _check_known(
    entry: Entry, field: str, words: Iterable[str], table: Mapping[str, object]
) -> None:
    for word in words:
        if word not in table:
            raise entry.unknown_word(field, word, table)
