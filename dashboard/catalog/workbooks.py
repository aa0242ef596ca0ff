"""How a publisher's workbook maps to indicators: `workbooks.toml`, typed and checked.

An entry says by which words of its title a workbook is known, in which units its figures may
stand, and what the labels of its further columns mean. Nothing is guessed beyond it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from dashboard.catalog.entry import Entry, toml_entries
from dashboard.catalog.model import Catalog
from dashboard.catalog.spelling import name_key

FILE: Final = "workbooks.toml"
TOTAL, PART, LEFT_OUT = "total", "part", "left_out"
MEANINGS: Final = (TOTAL, PART, LEFT_OUT)
"""What a label may mean besides an indicator: the whole, a share of the whole, of no use here."""

Dash = Literal["zero", "missing"]
_UNIT_SIGNS: Final = re.compile(r"[\s().:]|\u200b")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A further label column, or sub-columns under the years.

    Attributes:
        headings: keys of the headings that it may carry; columns without one go by their labels.
        labels: key of a label → an indicator or one of `MEANINGS`.
    """

    headings: frozenset[str]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook of a publisher's catalogue, whatever years it holds.

    Attributes:
        titles: alternatives; a title fits one when all words of it stand in the title.
        without: words that a title must not hold.
        indicator: what figures are when no label says so; "" where one must.
        units: key of a unit → the factor that turns its figures into the indicator's unit.
        dash: what the publisher means by "-".
        decimals: what is behind them is noise of the publisher's arithmetic; None keeps all.
        editions: (first year CE, edition) by year; before the first there is none.
        period_note: `{quarter}` in it is the number of the quarter.
    """

    id: str
    titles: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    data_set: str
    indicator: str
    units: Mapping[str, float]
    dash: Dash = "missing"
    decimals: int | None = None
    editions: tuple[tuple[int, str], ...] = ()
    period_note: str = ""
    dimensions: tuple[Dimension, ...] = ()

    def likeness(self, title: str) -> int:
        """How many letters of the key of a title speak for this entry; 0: it is not this one."""
        if any(word in title for word in self.without):
            return 0
        fits = (sum(map(len, each)) for each in self.titles if all(w in title for w in each))
        return max(fits, default=0)

    def edition(self, year: int) -> str:
        """The edition that figures of a year belong to."""
        return next((name for first, name in reversed(self.editions) if year >= first), "")


def unit_key(text: str) -> str:
    """The key of a unit; unlike a name's it keeps signs such as %."""
    return _UNIT_SIGNS.sub("", text).casefold()


def load_workbooks(folder: Path, catalog: Catalog) -> tuple[Workbook, ...]:
    """The entries of `workbooks.toml` in `folder`, in their order.

    Raises:
        CatalogError: the file is absent or unreadable, or an entry names an unknown data set,
            indicator, edition or meaning, or a factor that is no positive number.
    """
    return tuple(_workbook(entry, catalog) for entry in toml_entries(folder / FILE))


def _workbook(entry: Entry, catalog: Catalog) -> Workbook:
    decimals = entry.value("decimals", int, -1)
    workbook = Workbook(
        id=entry.id,
        titles=tuple(_titles(entry)),
        without=tuple(map(name_key, entry.words("without"))),
        data_set=entry.linked("data_set", catalog.data_sets).id,
        indicator=entry.linked("indicator", catalog.indicators).id
        if "indicator" in entry.fields
        else "",
        units=dict(_units(entry)),
        dash=entry.choice("dash", ("zero", "missing")),
        decimals=None if decimals < 0 else decimals,
        editions=tuple(sorted(_editions(entry, catalog))),
        period_note=entry.value("period_note", str, ""),
        dimensions=tuple(_dimensions(entry, catalog)),
    )
    entry.close()
    return workbook


def _titles(entry: Entry) -> Iterator[tuple[str, ...]]:
    titles = entry.value("titles", list)
    for words in titles:
        keys = [name_key(w) for w in words if isinstance(w, str)] if isinstance(words, list) else []
        if not keys or not all(keys):
            raise entry.fail("wrong_type", field="titles", value=words, kind="[[…], […]]")
        yield tuple(keys)
    if not titles:
        raise entry.fail("missing_field", field="titles")


def _units(entry: Entry) -> Iterator[tuple[str, float]]:
    for unit, factor in entry.value("units", dict).items():
        number = isinstance(factor, int | float) and not isinstance(factor, bool)
        if not number or not math.isfinite(factor) or factor <= 0:
            raise entry.fail("wrong_type", field=f"units.{unit}", value=factor, kind="> 0")
        yield unit_key(unit), float(factor)


def _editions(entry: Entry, catalog: Catalog) -> Iterator[tuple[int, str]]:
    for year, name in entry.value("editions", dict, {}).items():
        if not re.fullmatch(r"(19|20)\d\d", year):
            raise entry.fail("wrong_type", field="editions", value=year, kind="CE year")
        if name not in catalog.editions:
            allowed = ", ".join(catalog.editions)
            raise entry.fail("unknown_word", field="editions", value=name, allowed=allowed)
        yield int(year), name


def _dimensions(entry: Entry, catalog: Catalog) -> Iterator[Dimension]:
    for number, fields in enumerate(entry.value("dimension", list, []), start=1):
        if not isinstance(fields, dict):
            raise entry.fail("wrong_type", field="dimension", value=fields, kind="[[dimension]]")
        part = Entry(entry.file, f"{entry.id}.dimension {number}", fields)
        labels = part.value("labels", dict)
        for meaning in labels.values():
            if meaning not in MEANINGS and meaning not in catalog.indicators:
                allowed = ", ".join(MEANINGS)
                raise part.fail("unknown_word", field="labels", value=meaning, allowed=allowed)
        yield Dimension(
            headings=frozenset(map(name_key, part.words("headings"))),
            labels={name_key(label): meaning for label, meaning in labels.items()},
        )
        part.close()
