"""Files of a table that has no picture: the same CSV and XLSX as beside a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from dashboard.briefing import About, Citation, Table, csv_bytes, workbook
from dashboard.ui import downloads, heading
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import ended
from dashboard.ui.table import show_table

HIGHEST = 460


def about(who: Reader, title: str, measure: str, notes: Sequence[str] = ()) -> About:
    """What the second sheet of a workbook says about a table of the registers."""
    snapshot = who.store.snapshot
    return About(
        title=title,
        measure=measure,
        snapshot=snapshot.id,
        sources=(Citation("", who.t("agenda.register")),),
        caveats=tuple(notes),
        created=datetime.fromisoformat(snapshot.manifest.created),
    )


def titled(
    who: Reader, table: Table, said: About, file: str, *, shown: frozenset[str] | None
) -> None:
    """A table under its finding, with its files at the right."""
    facts = {
        "cited": "; ".join(each.title for each in said.sources),
        "snapshot": said.snapshot,
        "caveats": "; ".join(said.caveats),
    }
    table = ended(who, table, [facts] * len(table.rows))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="top", wrap=False):
        heading.finding(said.title, said.measure)
        _downloads(who, table, said, file)
    show_table(table, shown=shown, key=f"{who.page}:{file}", alt=said.title, height=HIGHEST)


def _downloads(who: Reader, table: Table, said: About, file: str) -> None:
    files: dict[str, downloads.Make] = {
        "csv": lambda: csv_bytes(table),
        "xlsx": lambda: workbook(table, about=said, lang=who.lang),
    }
    downloads.menu(who, files, key=f"{who.page}:{file}", stem=f"hpp_{file}")
