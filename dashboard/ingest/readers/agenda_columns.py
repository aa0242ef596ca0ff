"""The three tables of an agenda workbook: columns, headings, and where each begins in a sheet.

A heading may be Thai, English or the column's id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from dashboard.catalog.agenda import Vocabulary
from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.snapshot.register_check import WORDS
from dashboard.snapshot.register_tables import NUMBERS, REGISTER_SCHEMAS, REGISTERS, Register
from dashboard.text import LANGS, Lang, t

Kind = Literal[
    "id",
    "text",
    "url",
    "word",
    "indicator",
    "indicators",
    "area",
    "fiscal",
    "period",
    "number",
    "date",
]
HIGHEST: Final = 20
WIDEST: Final = 100
LONGEST: Final = 80

_KINDS: Final[Mapping[str, Kind]] = {
    "id": "id",
    "agenda": "id",
    "evidence_url": "url",
    "indicator": "indicator",
    "effect_indicator": "indicator",
    "indicators": "indicators",
    "ref_area": "area",
    "period": "fiscal",
    "baseline_period": "period",
    "due": "date",
    "status_date": "date",
}
NEEDED: Final[Mapping[Register, frozenset[str]]] = {
    "agenda": frozenset({"id", "title_th"}),
    "target": frozenset(
        {"agenda", "indicator", "ref_area", "period", "level_1", "level_2", "level_3"}
    ),
    "unlock": frozenset({"id", "agenda", "system", "problem", "requested_change", "status"}),
}
_TELLING: Final[Mapping[Register, frozenset[str]]] = {
    "agenda": frozenset({"id", "title_th"}),
    "target": frozenset({"agenda", "indicator", "level_1"}),
    "unlock": frozenset({"id", "system", "status"}),
}
"""Headings by which a table is told; whatever else it needs is asked for row by row."""


class Column(NamedTuple):
    """A column of a register: what kind of cell, whether every row needs it, its vocabulary."""

    name: str
    kind: Kind
    needed: bool
    words: Vocabulary | None = None


class Table(NamedTuple):
    """A table in a sheet: the row of headings (from 0), and place and heading of each column."""

    register: Register
    row: int
    columns: Mapping[str, tuple[int, str]]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]


def columns_of(register: Register) -> tuple[Column, ...]:
    """The columns of a register, in their order."""
    return tuple(_column(register, name) for name in REGISTER_SCHEMAS[register].names)


def heading(name: str, lang: Lang) -> str:
    """What stands over a column."""
    return t(f"agenda.column.{name}", lang)


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, None where no row among the first ones tells of one."""
    for row in range(min(HIGHEST, len(sheet.rows))):
        for register in REGISTERS:
            found = _table(register, row, sheet.rows[row])
            if _TELLING[register] <= found.columns.keys():
                return found
    return None


def _column(register: Register, name: str) -> Column:
    words = WORDS[register].get(name)
    kind: Kind = "number" if name in NUMBERS else "word" if words else _KINDS.get(name, "text")
    return Column(name, kind, name in NEEDED[register], words)


def _table(register: Register, row: int, cells: Sequence[Cell]) -> Table:
    columns: dict[str, tuple[int, str]] = {}
    unknown: list[str] = []
    doubled: list[str] = []
    known = _headings(register)
    for at, cell in enumerate(cells[:WIDEST]):
        if not isinstance(cell, str) or not cell.strip() or len(cell) > LONGEST:
            continue
        name = known.get(name_key(cell))
        if name is None:
            unknown.append(cell.strip())
        elif name in columns:
            doubled.append(cell.strip())
        else:
            columns[name] = (at, cell.strip())
    return Table(register, row, columns, tuple(unknown), tuple(doubled))


@cache
def _headings(register: Register) -> dict[str, str]:
    names = REGISTER_SCHEMAS[register].names
    spoken = {name_key(heading(name, lang)): name for name in names for lang in LANGS}
    return spoken | {name_key(name): name for name in names}
