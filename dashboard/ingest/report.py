"""What was found in a file that was handed in: figures with their places, and problems.

A reader answers with a `Reading`; checks add problems to it. Nothing stops at the first problem:
all of them are collected, each with file, sheet, row, column, value, a fact and a hint, and told
in the reader's language when that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pandas as pd

from dashboard.snapshot.register_tables import Register
from dashboard.text import LANGS, Lang, has_text, t

Severity = Literal["error", "warning"]

READING_COLUMNS: Final = (
    "indicator",
    "ref_area",
    "time_period",
    "edition",
    "obs_value",
    "obs_status",
    "conf_status",
    "period_note",
    "note",
    "file",
    "sheet",
    "row",
    "column",
)
"""Columns of `Reading.observations`: as in a snapshot, then where the figure stands.

obs_value is float64 (NaN: none), row int64 (as a spreadsheet counts, from 1), the rest text, ""
where there is none. `note` is a sentence for readers, not an id.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `row` as a spreadsheet counts, from 1; 0 or "" where it has none.

    `column` is the heading of the column, or its letters where it has no heading.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def words(self, lang: Lang) -> str:
        """`a.xlsx · แผ่น ข้อมูล · แถว 7 · คอลัมน์ 2566`."""
        parts = [self.file]
        for name in ("sheet", "row", "column"):
            value = getattr(self, name)
            if value:
                parts.append(t(f"intake.place.{name}", lang, value=value))
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, which keeps a file out, or a warning, which a person should look at.

    Args:
        severity: error or warning.
        rule: the key of its sentence; `<rule>.hint` says what to do.
        place: where it is.
        value: the text of the cell, "" where it is not about one; never personal data.
        facts: what the sentence names besides `value` and the place.
    """

    severity: Severity
    rule: str
    place: Place
    value: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def fact(self, lang: Lang) -> str:
        """What is wrong, one sentence without the place."""
        return t(self.rule, lang, **self._facts())

    def hint(self, lang: Lang) -> str:
        """What to do about it; "" where nothing can be done."""
        key = f"{self.rule}.hint"
        return t(key, lang, **self._facts()) if has_text(key) else ""

    def message(self, lang: Lang) -> str:
        """Place and fact, then the hint on a line of its own."""
        told = f"{self.place.words(lang)}: {self.fact(lang)}"
        return "\n".join(part for part in (told, self.hint(lang)) if part)

    def as_json(self) -> dict[str, Any]:
        """rule, file, sheet, row, column, value; fact and hint in both languages."""
        return {
            "rule": self.rule,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row or None,
            "column": self.place.column,
            "value": self.value,
            "fact": {lang: self.fact(lang) for lang in LANGS},
            "hint": {lang: self.hint(lang) for lang in LANGS},
        }

    def _facts(self) -> dict[str, object]:
        place = self.place
        where = {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}
        return where | {"value": self.value} | dict(self.facts)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a file says about where it comes from; "" where it says nothing."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """Rows of one register: its columns, then `sheet` and `row` where each stands.

    `headings` are the file's own words over the columns.
    """

    rows: pd.DataFrame
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file.

    Attributes:
        reader: the name of the reader.
        data_set: the data set of the catalogue that the figures belong to, "" where unknown.
        observations: `READING_COLUMNS`; only figures whose codes were understood.
        problems: everything that was found wrong, in the order of the file.
        citation: what the file says of itself.
        facts: what the readers of several files of one edition hold against each other.
        registers: rows of agenda, targets and unlock register, where a file holds such.
    """

    reader: str
    data_set: str
    observations: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    citation: Citation = Citation()
    facts: Mapping[str, object] = field(default_factory=dict)
    registers: Mapping[Register, RegisterRows] = field(default_factory=dict)


def no_observations() -> pd.DataFrame:
    """An empty frame of `READING_COLUMNS`, each column with its type."""
    kinds = dict.fromkeys(READING_COLUMNS, "str") | {"obs_value": "float64", "row": "int64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def first_cell(cells: pd.DataFrame) -> dict[str, object]:
    """The first of the cells, as facts of a sentence about all of them."""
    first = cells.iloc[0]
    return {
        "indicator": first["indicator"],
        "area": first["ref_area"],
        "period": first["time_period"],
    }
