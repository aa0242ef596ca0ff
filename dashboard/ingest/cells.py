"""The wide table of a data set as one row per observation, each with its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.errors import InputError
from dashboard.ingest.table import HEADER_ROWS, Mask, Table, Words, read_table
from dashboard.snapshot.tables import OBS_STATUS

KEY_COLUMNS = ("indicator", "ref_area", "attrs")
ATTRIBUTE_COLUMNS = (
    "attrs",
    "time_period",
    "edition",
    "obs_status",
    "derived",
    "period_note",
    "citation",
    "note",
)
SUPPRESSED = "C"
DERIVED = ("0", "1")
# A Common Era year, a quarter of one, or a fiscal year of the Buddhist Era.
PERIOD = re.compile(r"(19|20)[0-9]{2}(-Q[1-4])?|FY2[0-9]{3}")
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"


@dataclass(frozen=True, slots=True)
class _Cells:
    """The filled cells of a table in reading order: `at` their rows, `over` their columns."""

    table: Table
    at: NDArray[np.intp]
    over: NDArray[np.intp]

    def text(self) -> Words:
        return self.table.cells[self.at, self.over]

    def column(self, name: str) -> Words:
        return self.table.column(name)[self.at]

    def periods(self) -> Words:
        return np.array(self.table.columns, dtype=object)[self.over]

    def refuse(self, key: str, bad: Mask) -> None:
        if bad.any():
            first = int(bad.argmax())
            raise InputError(
                key,
                file=self.table.file,
                row=int(self.at[first]) + HEADER_ROWS,
                column=self.periods()[first],
                value=self.text()[first],
                attrs=self.column("attrs")[first],
                count=int(bad.sum()),
            )


def read_cells(folder: Path, *, citations: frozenset[str], notes: frozenset[str]) -> pd.DataFrame:
    """The observations of the data set `folder`, in the order of its file.

    Args:
        folder: the data set; its name goes before the number of a citation or note.
        citations: the ids in its `citations.csv`.
        notes: the ids in its `notes.csv`.

    Returns:
        indicator, ref_area, time_period, edition, obs_value (float64, NaN where suppressed),
        obs_status, conf_status, derived (bool), period_note, source, note; and `file` and `row`,
        where the observation stands.

    Raises:
        InputError: as in `dashboard.ingest.read_sources`.
    """
    attributes = _read_attributes(folder, citations, notes)
    cells = _filled(_read_wide(folder / "observations.csv"))
    frame = pd.DataFrame(
        {
            "indicator": cells.column("indicator"),
            "ref_area": cells.column("ref_area"),
            "attrs": cells.column("attrs"),
            "time_period": cells.periods(),
        },
        dtype="str",
    )
    suppressed = cells.text() == SUPPRESSED
    frame["obs_value"] = _numbers(cells, suppressed)
    frame["conf_status"] = pd.Series(np.where(suppressed, "C", "F"), dtype="str")
    frame["file"] = cells.table.file
    frame["row"] = cells.at + HEADER_ROWS
    _refuse_without_attributes(cells, frame, attributes)
    return frame.merge(attributes, on=["attrs", "time_period"], how="left").drop(columns="attrs")


def _read_wide(file: Path) -> Table:
    table = read_table(file, KEY_COLUMNS, open_end=True)
    for column in table.columns[len(KEY_COLUMNS) :]:
        if not PERIOD.fullmatch(column):
            raise InputError("ingest.period", file=table.file, row=1, column=column, value=column)
    table.refuse_blank(*KEY_COLUMNS)
    return table


def _filled(table: Table) -> _Cells:
    filled = table.cells != ""
    filled[:, : len(KEY_COLUMNS)] = False
    return _Cells(table, *filled.nonzero())


def _numbers(cells: _Cells, suppressed: Mask) -> NDArray[np.float64]:
    text = cells.text()
    is_number = pd.Series(text, dtype="str").str.fullmatch(NUMBER).to_numpy(dtype=bool)
    cells.refuse("ingest.not_a_number", ~is_number & ~suppressed)
    text[suppressed] = "nan"
    return text.astype(np.float64)


def _refuse_without_attributes(
    cells: _Cells, frame: pd.DataFrame, attributes: pd.DataFrame
) -> None:
    unknown = ~frame["attrs"].isin(attributes["attrs"]).to_numpy()
    cells.refuse("ingest.unknown_attrs", unknown)
    known = pd.MultiIndex.from_frame(attributes[["attrs", "time_period"]])
    described = pd.MultiIndex.from_frame(frame[["attrs", "time_period"]]).isin(known)
    cells.refuse("ingest.attrs_without_period", ~described)


def _read_attributes(
    folder: Path, citations: frozenset[str], notes: frozenset[str]
) -> pd.DataFrame:
    table = read_table(folder / "attributes.csv", ATTRIBUTE_COLUMNS)
    _check_attributes(table, citations, notes)
    frame = pd.DataFrame(table.cells, columns=list(table.columns), dtype="str")
    frame["derived"] = frame["derived"] == "1"
    frame["source"] = _with_data_set(folder.name, frame.pop("citation"))
    frame["note"] = _with_data_set(folder.name, frame["note"])
    return frame


def _check_attributes(table: Table, citations: frozenset[str], notes: frozenset[str]) -> None:
    table.refuse_blank("attrs", "citation")
    periods = table.column("time_period")
    table.refuse("ingest.period", _mask(not PERIOD.fullmatch(p) for p in periods), "time_period")
    table.refuse_unknown("obs_status", OBS_STATUS)
    table.refuse_unknown("derived", DERIVED)
    for column, known in (("citation", citations), ("note", notes)):
        lost = _mask(not known.issuperset(ids.split()) for ids in table.column(column))
        table.refuse(f"ingest.unknown_{column}", lost, column)
    pairs = pd.Series(list(zip(table.column("attrs"), periods, strict=True)), dtype=object)
    table.refuse("ingest.doubled_attributes", pairs.duplicated().to_numpy(), "time_period")


def _mask(flags: Iterable[bool]) -> Mask:
    return np.fromiter(flags, dtype=np.bool_)


def _with_data_set(data_set: str, ids: pd.Series[str]) -> pd.Series[str]:
    """`"1 3"` as `"<data set>:1 <data set>:3"`; "" stays ""."""
    named = [" ".join(f"{data_set}:{each}" for each in text.split()) for text in ids]
    return pd.Series(named, index=ids.index, dtype="str")
