"""Which edition, level and selection a TPMAP file is of; why a file is refused as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.catalog import Level
from dashboard.catalog.tpmap import Edition
from dashboard.ingest.readers.tpmap_columns import (
    COMMON,
    DISTRICT_ID,
    HEADLINE,
    PROVINCE_ID,
    below_district,
    is_common,
    is_poor,
)
from dashboard.ingest.readers.tpmap_figures import shown
from dashboard.ingest.readers.tpmap_grid import MOST_ROWS, Grid
from dashboard.ingest.readers.tpmap_json import MOST_COLUMNS
from dashboard.ingest.readers.tpmap_name import FileName
from dashboard.ingest.report import Problem
from dashboard.ingest.vocabulary import Vocabulary

NEW_SET_FROM: Final = 66
"""TPMAP 2566 is the first that uses จปฐ. 2565, whose set of indicators is another one."""
_DISTRICT_DIGITS: Final = 4
_BELOW_DIGITS: Final = frozenset({6, 8, 11})


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing is read."""

    problems: tuple[Problem, ...]
    data_set: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file whose edition and level are known.

    Attributes:
        declared: the columns of the file that its edition declares.
        wish: the data set that the user named, "" for none.
    """

    grid: Grid
    name: FileName
    edition: Edition
    level: Level
    wish: str

    @property
    def declared(self) -> tuple[str, ...]:
        """The columns of the file that its edition declares, in the order of the file."""
        known = self.edition.common.keys() | self.edition.headline.keys()
        return tuple(each for each in self.grid.columns if each in known)

    @property
    def parts(self) -> tuple[str, ...]:
        """Which of the two kinds of columns the file has: "common", "11111" for any selection."""
        kinds = ((COMMON, is_common), (HEADLINE, is_poor))
        return tuple(kind for kind, fits in kinds if any(map(fits, self.grid.columns)))

    def data_set_of(self, selection: str) -> str:
        """The data set that figures of the selection belong to."""
        other = selection.count("1") not in {0, 1, len(HEADLINE)}
        place = "selection" if other and "selection" in self.edition.data_sets else self.level
        return self.wish or self.edition.data_sets[place]


def understand(
    grid: Grid,
    name: FileName,
    editions: Mapping[str, Edition],
    words: Vocabulary,
    data_set: str = "",
) -> Asked | Refused:
    """Edition and level of a file, or why it is refused."""
    wish = data_set if data_set in words.catalog.data_sets else ""
    refusals = (_below(grid, name), _size(grid))
    problem = next(filter(None, refusals), None)
    if problem is not None:
        return Refused((problem,), wish)
    edition = _edition(grid, name, editions, wish)
    if isinstance(edition, Problem):
        return Refused((edition,), wish)
    level = _level(grid, name)
    if isinstance(level, Problem):
        return Refused((level,), wish)
    asked = Asked(grid, name, edition, level, wish)
    problems = tuple(_contradictions(asked))
    return Refused(problems, wish) if problems else asked


def _below(grid: Grid, name: FileName) -> Problem | None:
    """The file is of tambons, villages or households."""
    column = below_district(grid.columns)
    told = column or (name.word if name.level == "below" else "")
    if not told and grid.id_column == DISTRICT_ID:
        ids = (shown(row.cells.get(DISTRICT_ID)).removesuffix(".0") for row in grid.rows)
        longer = next((each for each in ids if each.isdigit() and len(each) in _BELOW_DIGITS), "")
        told = f"{DISTRICT_ID} {len(longer)}" if longer else ""
    if not told:
        return None
    return Problem("error", "tpmap.below_district", grid.place(column=column), facts={"told": told})


def _size(grid: Grid) -> Problem | None:
    if len(grid.columns) > MOST_COLUMNS:
        facts = {"most": MOST_COLUMNS}
        return Problem("error", "tpmap.too_many_columns", grid.place(), facts=facts)
    if len(grid.rows) > MOST_ROWS:
        return Problem("error", "tpmap.too_many_rows", grid.place(), facts={"most": MOST_ROWS})
    if not grid.rows:
        return Problem("error", "tpmap.no_rows", grid.place())
    return None


def _edition(
    grid: Grid, name: FileName, editions: Mapping[str, Edition], wish: str
) -> Edition | Problem:
    """The edition that the name says, or that the named data set is of."""
    of_wish = [key for key, each in editions.items() if wish and wish in each.data_sets.values()]
    year = name.year or (of_wish[0] if len(of_wish) == 1 else "")
    if not year:
        return Problem("error", "tpmap.no_year", grid.place())
    known = ", ".join(editions)
    if year not in editions:
        rule = "tpmap.new_indicator_set" if int(year) >= NEW_SET_FROM else "tpmap.unknown_edition"
        return Problem("error", rule, grid.place(), year, {"year": year, "known": known})
    if of_wish and year not in of_wish:
        facts = {"year": year, "data_set": wish}
        return Problem("error", "tpmap.other_edition", grid.place(), year, facts)
    return editions[year]


def _level(grid: Grid, name: FileName) -> Level | Problem:
    """The level that the column of ids says; the name must not say another."""
    levels: dict[str, Level] = {DISTRICT_ID: "district", PROVINCE_ID: "province", "": "country"}
    level = levels[grid.id_column]
    if level == "country" and name.level != "country" and (name.level or len(grid.rows) > 1):
        return Problem("error", "tpmap.no_id_column", grid.place())
    if name.level and name.level != level:
        facts = {"told": name.word, "found": grid.id_column or "-"}
        return Problem("error", "tpmap.level_contradicts", grid.place(), facts=facts)
    return level


def _contradictions(asked: Asked) -> Iterator[Problem]:
    """What the name says of the columns is not so, or the edition declares none of them."""
    grid, key = asked.grid, asked.name.key
    wrong = {COMMON: HEADLINE}.get(key, COMMON if key else "")
    if wrong in asked.parts:
        yield Problem("error", "tpmap.key_contradicts", grid.place(), key, {"key": key})
    elif not asked.declared:
        facts = {"edition": asked.edition.edition, "year": asked.edition.key}
        yield Problem("error", "tpmap.not_declared", grid.place(), facts=facts)
    if key and key != COMMON and "1" not in key:
        yield Problem("error", "tpmap.no_dimension", grid.place(), key, {"key": key})
    if asked.level == "country" and len(grid.rows) > 1:
        yield Problem("error", "tpmap.too_many_rows", grid.place(), facts={"most": 1})
