"""How a publisher's workbook maps to indicators: `workbooks.toml`, typed and checked.

An entry says which words the title of a workbook is made of, in which units its figures may
stand, and what the labels of its further columns mean. Nothing is guessed beyond it: a word that
no entry declares makes a workbook unknown, and figures that come in editions need their edition.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from dashboard.catalog.entry import Entry, toml_entries
from dashboard.catalog.model import Catalog
from dashboard.catalog.spelling import name_key
from dashboard.errors import CatalogError

FILE: Final = "workbooks.toml"
EDITIONS: Final = "template.toml"
TITLE_WORDS: Final = "title_words"
TOTAL, PART, LEFT_OUT = "total", "part", "left_out"
MEANINGS: Final = (TOTAL, PART, LEFT_OUT)
"""What a label may mean besides an indicator: the whole, a share of the whole, of no use here."""

Dash = Literal["zero", "missing"]
_LINE: Final = re.compile(r"at line (\d+)")
_TWICE: Final = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine")
_TABLE: Final = re.compile(r"\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}")
_INLINE: Final = re.compile(r"labels\s*=\s*\{")
_UNIT_SIGNS: Final = re.compile(r"[\s().:]|\u200b")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A further label column, or sub-columns under the years.

    Attributes:
        headings: keys of the headings that it may carry; columns without one go by their labels.
        labels: key of a label → an indicator or one of `MEANINGS`.
        line: where in the file its labels begin; 0 for one that stands in no file.
        inline: whether they stand in one line, as `labels = { … }`.
    """

    headings: frozenset[str]
    labels: Mapping[str, str]
    line: int = 0
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook of a publisher's catalogue, whatever years it holds.

    Attributes:
        titles: alternatives, as written; all words of one stand in a title of this workbook.
        also: further words that its title may hold.
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
    also: tuple[str, ...]
    without: tuple[str, ...]
    data_set: str
    indicator: str
    units: Mapping[str, float]
    dash: Dash = "missing"
    decimals: int | None = None
    editions: tuple[tuple[int, str], ...] = ()
    period_note: str = ""
    dimensions: tuple[Dimension, ...] = ()

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator that its figures may be."""
        meanings = {name for each in self.dimensions for name in each.labels.values()}
        return frozenset((meanings | {self.indicator}) - {"", *MEANINGS})

    def edition(self, year: int) -> str:
        """The edition that figures of a year belong to."""
        return next((name for first, name in reversed(self.editions) if year >= first), "")


@dataclass(frozen=True, slots=True)
class Workbooks:
    """The whole table.

    Attributes:
        entries: one for each workbook, in the order of the file.
        passing: words that say nothing of what figures are: connectives, places, surveys.
        editions: data set → the editions that its figures come in; only those that have any.
        edited: indicators whose figures always have an edition.
    """

    entries: tuple[Workbook, ...]
    passing: tuple[str, ...]
    editions: Mapping[str, tuple[str, ...]]
    edited: frozenset[str]


def unit_key(text: str) -> str:
    """The key of a unit; unlike a name's it keeps signs such as %."""
    return _UNIT_SIGNS.sub("", text).casefold()


def load_workbooks(folder: Path, catalog: Catalog) -> Workbooks:
    """The table `workbooks.toml` in `folder`, and which figures come in editions.

    Raises:
        CatalogError: a file is absent or unreadable, or an entry names an unknown data set,
            indicator, edition or meaning, a factor that is no positive number, or no editions
            although its figures come in editions.
    """
    editions = dict(_editions_of_data_sets(folder / EDITIONS, catalog))
    edited = frozenset(
        each.id
        for each in catalog.indicators.values()
        if any(data_set.id in editions for data_set in each.data_sets)
    )
    passing: tuple[str, ...] = ()
    found: list[Workbook] = []
    places = _label_tables(folder / FILE)
    for entry in _tables(folder / FILE):
        if entry.id == TITLE_WORDS:
            passing = tuple(word for name in entry.fields for word in entry.words(name))
            continue
        workbook = _workbook(entry, catalog, places.get(entry.id, ()))
        needs = workbook.data_set in editions or not edited.isdisjoint(workbook.indicators)
        if needs and not workbook.editions:
            known = editions.get(workbook.data_set) or tuple(catalog.editions)
            raise CatalogError(
                "nso.without_editions", file=FILE, entry=entry.id, allowed=", ".join(known)
            )
        found.append(workbook)
    return Workbooks(tuple(found), passing, editions, edited)


def _editions_of_data_sets(file: Path, catalog: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Data sets and their editions, all of them known."""
    for entry in _tables(file):
        for name in entry.fields:
            if name not in catalog.data_sets:
                raise entry.unknown_word(entry.id, name, catalog.data_sets)
            yield name, entry.choices(name, tuple(catalog.editions))


def _tables(file: Path) -> tuple[Entry, ...]:
    """The entries of a file; what is wrong with its TOML is told by its line."""
    try:
        return tuple(toml_entries(file))
    except CatalogError as error:
        cause = error.__cause__
        if not isinstance(cause, tomllib.TOMLDecodeError):
            raise
        lines = file.read_text(encoding="utf-8").splitlines()
        at = _LINE.search(str(cause))
        line = int(at[1]) if at else len(lines)
        text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        key = "nso.doubled_table" if str(cause).startswith(_TWICE) else "nso.broken_toml"
        raise CatalogError(key, file=file.name, line=line, text=text) from cause


def _label_tables(file: Path) -> dict[str, tuple[tuple[int, bool], ...]]:
    """Where the labels of each entry's dimensions begin: line, and whether they stand inline."""
    if not file.is_file():
        return {}
    found: dict[str, list[tuple[int, bool]]] = {}
    table = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        bare = line.strip()
        heading = _TABLE.match(bare)
        if heading:
            table = heading[1]
        entry, _, rest = table.partition(".")
        if rest == ("dimension.labels" if heading else "dimension") and (
            heading or _INLINE.match(bare)
        ):
            found.setdefault(entry, []).append((number, not heading))
    return {name: tuple(lines) for name, lines in found.items()}


def _workbook(entry: Entry, catalog: Catalog, places: Sequence[tuple[int, bool]]) -> Workbook:
    decimals = entry.value("decimals", int, -1)
    workbook = Workbook(
        id=entry.id,
        titles=tuple(_titles(entry)),
        also=entry.words("also"),
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
        dimensions=tuple(_dimensions(entry, catalog, places)),
    )
    entry.close()
    return workbook


def _titles(entry: Entry) -> Iterator[tuple[str, ...]]:
    titles = entry.value("titles", list)
    for words in titles:
        keys = [name_key(w) for w in words if isinstance(w, str)] if isinstance(words, list) else []
        if not keys or not all(keys):
            raise entry.fail("wrong_type", field="titles", value=words, kind="[[…], […]]")
        yield tuple(words)
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
            raise entry.unknown_word("editions", name, catalog.editions)
        yield int(year), name


def _dimensions(
    entry: Entry, catalog: Catalog, places: Sequence[tuple[int, bool]]
) -> Iterator[Dimension]:
    for number, fields in enumerate(entry.value("dimension", list, []), start=1):
        if not isinstance(fields, dict):
            raise entry.fail("wrong_type", field="dimension", value=fields, kind="[[dimension]]")
        part = Entry(entry.file, f"{entry.id}.dimension {number}", fields)
        labels = part.value("labels", dict)
        for meaning in labels.values():
            if meaning not in MEANINGS and meaning not in catalog.indicators:
                raise part.unknown_word("labels", meaning, (*MEANINGS, *catalog.indicators))
        line, inline = places[number - 1] if number <= len(places) else (0, False)
        yield Dimension(
            headings=frozenset(map(name_key, part.words("headings"))),
            labels={name_key(label): meaning for label, meaning in labels.items()},
            line=line,
            inline=inline,
        )
        part.close()
