"""Second step: what each file is, and every error and warning with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.briefing import Column, Table, csv_bytes
from dashboard.ingest.intake import Examination, FileReport
from dashboard.ingest.report import Problem
from dashboard.ui import downloads, heading
from dashboard.ui.reader import Reader
from dashboard.ui.steward_cards import cards
from dashboard.ui.steward_preview import preview
from dashboard.ui.table import show_frame

TALL, HIGHEST = 74, 480
MOST = 2000
KINDS = ("every", "error", "warning")
_WIDTHS: Mapping[str, Literal["small", "medium", "large"]] = {
    "file": "medium",
    "column": "small",
    "value": "small",
    "fact": "large",
    "hint": "large",
}
# Told only where they tell problems apart.
_SAME = frozenset({"file", "sheet"})
_COLUMNS = ("severity", "file", "sheet", "row", "column", "value", "fact", "hint")


def report(who: Reader, found: Examination) -> None:
    """Files, problems, and the rows around them."""
    heading.finding(_finding(who, found), who.t("steward.report.measure"))
    _files(who, found.files)
    problems = [*found.errors, *found.warnings]
    if problems:
        _problems(who, problems, len(found.errors))
        preview(who, found.files)


def _finding(who: Reader, found: Examination) -> str:
    figures = sum(each.observations for each in found.files)
    key = "bad" if found.errors else "good" if figures else "empty"
    return who.t(
        f"steward.report.{key}",
        files=len(found.files),
        figures=f"{figures:,}",
        errors=f"{len(found.errors):,}",
        warnings=f"{len(found.warnings):,}",
    )


def _files(who: Reader, files: Sequence[FileReport]) -> None:
    table = pd.DataFrame(
        {
            "file": each.name,
            "reader": _reader(who, each),
            "data_set": _data_set(who, each),
            "edition": _edition(who, each),
            "figures": each.observations,
            "errors": len(each.errors),
            "warnings": len(each.warnings),
        }
        for each in files
    )
    number = st.column_config.NumberColumn
    show_frame(
        table,
        highest=HIGHEST,
        columns={
            "file": st.column_config.TextColumn(who.t("steward.file"), width="medium"),
            "reader": who.t("steward.reader"),
            "data_set": st.column_config.TextColumn(who.t("steward.data_set"), width="medium"),
            "edition": who.t("table.edition"),
            "figures": number(who.t("sources.rows"), format="localized"),
            "errors": number(who.t("steward.errors"), format="localized"),
            "warnings": number(who.t("steward.warnings"), format="localized"),
        },
        alt=who.t("steward.files.alt"),
        key="steward:reports",
    )


def _reader(who: Reader, file: FileReport) -> str:
    return who.t(f"intake.reader.{file.reader or 'none'}")


def _data_set(who: Reader, file: FileReport) -> str:
    known = who.catalog.data_sets.get(file.data_set)
    return known.title.of(who.lang) if known else file.data_set


def _edition(who: Reader, file: FileReport) -> str:
    known = who.catalog.data_sets.get(file.data_set)
    return known.edition.of(who.lang) if known else ""


def _problems(who: Reader, problems: Sequence[Problem], errors: int) -> None:
    """Problems as cards, errors first; all of them as a table, behind a fold, and as a file."""
    counts = {"every": len(problems), "error": errors, "warning": len(problems) - errors}
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        kind = st.segmented_control(
            who.t("steward.show"),
            [each for each in KINDS if counts[each]],
            default="every",
            required=True,
            format_func=lambda each: f"{who.t(f'steward.show.{each}')} {counts[each]:,}",
            key="steward:kind",
            label_visibility="collapsed",
        )
        downloads.button(
            who.t("steward.problems.csv"),
            lambda: csv_bytes(problem_table(who, problems)),
            f"{Path(problems[0].place.file).stem}-problems.csv",
            key="steward:problems:csv",
            look="tertiary",
        )
    shown = [each for each in problems if kind in ("every", each.severity)]
    cards(who, shown, several_files=len({each.place.file for each in problems}) > 1)
    label = who.t("steward.problems.table", count=f"{len(shown):,}")
    fold = st.expander(label, on_change="rerun", key="steward:problems:fold")
    if fold.open:
        with fold:
            _table(who, shown)


def _table(who: Reader, shown: Sequence[Problem]) -> None:
    if len(shown) > MOST:
        heading.small([who.t("steward.problems.most", shown=f"{MOST:,}", count=f"{len(shown):,}")])
    table = problem_table(who, shown[:MOST])
    texts = st.column_config.TextColumn
    show_frame(
        pd.DataFrame(table.rows, columns=[each.key for each in table.columns]),
        {each.key: texts(each.label, width=_WIDTHS.get(each.key)) for each in table.columns},
        row=TALL,
        highest=HIGHEST,
        order=[
            each.key
            for place, each in enumerate(table.columns)
            if each.key not in _SAME or len({row[place] for row in table.rows}) > 1
        ],
        alt=who.t("steward.problems.alt"),
        key="steward:problems",
    )


def problem_table(who: Reader, problems: Sequence[Problem]) -> Table:
    """One row for each problem: severity, place, value, what is wrong and what to do."""
    columns = tuple(Column(name, who.t(f"steward.problem.{name}")) for name in _COLUMNS)
    return Table(columns, tuple(_row(who, each) for each in problems))


def _row(who: Reader, problem: Problem) -> tuple[str, ...]:
    place = problem.place
    return (
        who.t(f"intake.{problem.severity}"),
        place.file,
        place.sheet,
        str(place.row or ""),
        place.column,
        problem.value,
        problem.fact(who.lang),
        problem.hint(who.lang),
    )
