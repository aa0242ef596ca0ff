"""The rows of a file around its problems, faulty cells marked by a sign and a ground.

Of a file that was refused as a whole there are no cells to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import pandas as pd
import streamlit as st

from dashboard.charts.template import Mode
from dashboard.ingest.documents.model import Sheet, text_of
from dashboard.ingest.documents.places import letters
from dashboard.ingest.intake import FileReport
from dashboard.ingest.report import Problem, Severity
from dashboard.ui import heading
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

FIRST, AROUND, MOST_ROWS, MOST_COLUMNS, LONGEST = 3, 1, 40, 30, 60
LABELS, NEAR = 2, 6
SIGNS: Mapping[Severity, str] = {"error": "▲", "warning": "◆"}
# Ground and ink of a marked cell, light and dark; the ink stands out from its ground by 7 : 1.
_PAINT: Mapping[tuple[Severity, Mode], str] = {
    ("error", "light"): "background-color: #F8EAE2; color: #8A3208",
    ("error", "dark"): "background-color: #3A2A20; color: #FFB98A",
    ("warning", "light"): "background-color: #FBF3DC; color: #5C4300",
    ("warning", "dark"): "background-color: #332C18; color: #F5E3A1",
}

Marks = Mapping[tuple[int, int], Severity]
"""Severity by (place of the row within the sheet, column), both from 0."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some rows and columns of a sheet by their places in it, and the marked cells."""

    sheet: Sheet
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    marks: Marks


def preview(who: Reader, files: Sequence[FileReport]) -> None:
    """An excerpt of each sheet that has a problem in one of its cells, the first file open."""
    found = [(file.name, excerpt) for file in files for excerpt in excerpts(file)]
    if not found:
        return
    heading.finding(who.t("steward.preview"), who.t("steward.preview.measure"))
    for at, (name, excerpt) in enumerate(found):
        label = " · ".join(filter(None, (name, excerpt.sheet.name)))
        fold = st.expander(label, expanded=at == 0, on_change="rerun", key=f"steward:rows:{at}")
        if fold.open:
            with fold:
                _show(who, excerpt, at)


def excerpts(file: FileReport) -> Iterator[Excerpt]:
    """What to show of a file: the first rows of a sheet, and those around its problems."""
    sheets = file.document.sheets if file.document else ()
    problems = [*file.errors, *file.warnings]
    for sheet in sheets:
        own = [each for each in problems if each.place.row and each.place.sheet == sheet.name]
        if own:
            yield _excerpt(sheet, own)


def _excerpt(sheet: Sheet, problems: Sequence[Problem]) -> Excerpt:
    at = {number: place for place, number in enumerate(sheet.numbers)}
    marks: dict[tuple[int, int], Severity] = {}
    rows: dict[int, None] = dict.fromkeys(range(min(FIRST, len(sheet.rows))))
    for problem in problems:
        row = at.get(problem.place.row)
        if row is None:
            continue
        if row not in rows and len(rows) >= MOST_ROWS:
            continue
        near = range(max(0, row - AROUND), min(len(sheet.rows), row + AROUND + 1))
        rows |= dict.fromkeys(near)
        column = column_of(sheet, row, problem.place.column)
        # Errors come first: a warning does not paint over them.
        marks.setdefault((row, column), problem.severity)
    return Excerpt(sheet, tuple(sorted(rows)), _columns(sheet, rows, marks), marks)


def _columns(sheet: Sheet, rows: Mapping[int, None], marks: Marks) -> tuple[int, ...]:
    """The first columns, and those with marks; where these lie far right, next to the labels."""
    wide = max((len(sheet.rows[row]) for row in rows), default=0)
    marked = sorted({column for _, column in marks if 0 <= column < wide})
    first = range(min(wide, max(1, MOST_COLUMNS - len(marked))))
    every = sorted({*first, *islice(marked, MOST_COLUMNS)})
    if not marked or marked[-1] < NEAR:
        return tuple(every)
    labels = [each for each in every if each < LABELS]
    return tuple(dict.fromkeys([*labels, *marked[:MOST_COLUMNS], *every]))


def column_of(sheet: Sheet, row: int, column: str) -> int:
    """Where a column lies that a problem names by its heading or its letters; -1 if nowhere.

    The heading nearest above the row is meant.
    """
    if not column:
        return -1
    for above in reversed(sheet.rows[: row + 1]):
        for place, cell in enumerate(above):
            if text_of(cell) == column:
                return place
    return _by_letters(column)


def _by_letters(letters: str) -> int:
    """`A` is 0, `AA` is 26; -1 for anything else."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper()):
        return -1
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _show(who: Reader, excerpt: Excerpt, at: int) -> None:
    heads = ["", *map(letters, excerpt.columns)]
    cells = pd.DataFrame([_line(excerpt, row) for row in excerpt.rows], columns=heads, dtype="str")
    paint = pd.DataFrame(
        [_paints(excerpt, row, who.mode) for row in excerpt.rows], columns=heads, dtype="str"
    )
    show_frame(
        cells.style.apply(lambda _: paint, axis=None),
        {"": st.column_config.TextColumn(who.t("steward.problem.row"), pinned=True)},
        alt=who.t("steward.preview.alt"),
        key=f"steward:preview:{at}",
    )


def _line(excerpt: Excerpt, row: int) -> list[str]:
    """The row's number, signed where the whole row is meant, and its cells."""
    number = str(excerpt.sheet.numbers[row])
    texts = [_cut(_cell(excerpt.sheet, row, column)) for column in excerpt.columns]
    found = (excerpt.marks.get((row, column)) for column in (-1, *excerpt.columns))
    pairs = zip(found, [number, *texts], strict=True)
    return [f"{SIGNS[mark]} {text}" if mark else text for mark, text in pairs]


def _paints(excerpt: Excerpt, row: int, mode: Mode) -> list[str]:
    marks = (excerpt.marks.get((row, column)) for column in (-1, *excerpt.columns))
    return [_PAINT[mark, mode] if mark else "" for mark in marks]


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    return text_of(cells[column]) if column < len(cells) else ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
