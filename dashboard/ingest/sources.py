"""The cited figures of `data/sources`, as observations.

A data set is a folder of four files. `observations.csv` is wide: a row per indicator and area, a
column per period, a cell the number as published, empty for no observation, `C` for a suppressed
one. Its column `attrs` names the set of attributes in `attributes.csv` that says, period by
period, what a cell carries: edition, status, citation, note. Nothing is repaired here: a file
that breaks a rule is refused, with file, row, column and value.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.errors import InputError
from dashboard.ingest.cells import read_cells
from dashboard.ingest.table import Table, read_table
from dashboard.snapshot.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY

CITATION_COLUMNS = ("citation", "publisher", "title", "url", "copied_from", "licence")
NOTE_COLUMNS = ("note", "trust", "text_th", "text_en")
TRUST = ("A", "B")  # A: found in two independent copies, B: one copy traceable to an official file


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """Observations and what they refer to.

    Attributes:
        observations: the snapshot's `OBSERVATION_COLUMNS`; `unit_measure` is "", to be filled
            from the catalogue.
        citations: source (`<data set>:<n>`), data_set, publisher, title, url, copied_from, licence.
        notes: note (`<data set>:<n>`), trust (A or B), text_th, text_en.
    """

    observations: pd.DataFrame
    citations: pd.DataFrame
    notes: pd.DataFrame


def read_sources(folder: Path) -> SourceFigures:
    """Every data set in `folder`, in the order of their names.

    Raises:
        InputError: there is no data set; a file is absent or malformed; a period, number, status
            or trust is not one; attributes, a citation or a note are not found; an observation is
            there twice. The message names file, row, column and value.
    """
    data_sets = sorted(each for each in folder.glob("*") if each.is_dir())
    if not data_sets:
        raise InputError("ingest.no_data_sets", folder=folder.name)
    parts = [_read_data_set(each) for each in data_sets]
    observations = pd.concat([part.observations for part in parts], ignore_index=True)
    _refuse_doubled(observations)
    return SourceFigures(
        observations.loc[:, list(OBSERVATION_COLUMNS)],
        pd.concat([part.citations for part in parts], ignore_index=True),
        pd.concat([part.notes for part in parts], ignore_index=True),
    )


def _read_data_set(folder: Path) -> SourceFigures:
    """One data set; its observations also carry their place, as columns `file` and `row`."""
    citations = _read_list(folder / "citations.csv", CITATION_COLUMNS)
    notes = _read_list(folder / "notes.csv", NOTE_COLUMNS)
    notes.refuse_unknown("trust", TRUST)
    notes.refuse_blank("text_th", "text_en")
    cells = read_cells(
        folder,
        citations=frozenset(citations.column("citation")),
        notes=frozenset(notes.column("note")),
    )
    return SourceFigures(
        cells.assign(unit_measure="", reason=""),
        _citation_frame(folder.name, citations),
        _note_frame(folder.name, notes),
    )


def _read_list(file: Path, columns: tuple[str, ...]) -> Table:
    """A table whose first column is an id: present in every row, and never twice."""
    table = read_table(file, columns)
    table.refuse_blank(columns[0])
    doubled = pd.Series(table.column(columns[0])).duplicated().to_numpy()
    table.refuse("ingest.doubled_id", doubled, columns[0])
    return table


def _citation_frame(data_set: str, table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(table.cells, columns=list(table.columns), dtype="str")
    frame.insert(0, "source", data_set + ":" + frame.pop("citation"))
    frame.insert(1, "data_set", data_set)
    return frame


def _note_frame(data_set: str, table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(table.cells, columns=list(table.columns), dtype="str")
    return frame.assign(note=data_set + ":" + frame["note"])


def _refuse_doubled(observations: pd.DataFrame) -> None:
    doubled = observations.duplicated(list(OBSERVATION_KEY)).to_numpy()
    if doubled.any():
        second = observations.iloc[int(doubled.argmax())]
        raise InputError(
            "ingest.doubled_observation",
            file=second["file"],
            row=second["row"],
            column=second["time_period"],
            value=f"{second['indicator']} {second['ref_area']} {second['edition']}".strip(),
            count=int(doubled.sum()),
        )
