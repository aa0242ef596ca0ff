"""Section 4, on a steward's server only: the registers as tables that are edited in the page.

A save goes the way of every file: examined, told, kept, published, with its reason. What somebody
began to edit stays on the screen until it is saved or given up; once something else is published
meanwhile it cannot be saved over it, so that of two people nobody loses anything.
"""

from __future__ import annotations

import csv
import io
import math
from typing import Final, NamedTuple, cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.catalog import PROVINCE
from dashboard.errors import HppError
from dashboard.ingest.intake import Examination, Incoming, examine, keep, publish_kept
from dashboard.ingest.readers.agenda_columns import Column, columns_of
from dashboard.ingest.readers.agenda_columns import heading as head_of
from dashboard.snapshot import REGISTERS, Register
from dashboard.ui import controls, heading
from dashboard.ui.difference import words
from dashboard.ui.door import open_to_reader
from dashboard.ui.reader import Reader
from dashboard.ui.trouble import quoted, told

EDITED: Final = "agenda:edited"
SAVED: Final = "agenda:saved"
LONGEST: Final = 500
MOST: Final = 20


class Begun(NamedTuple):
    """What somebody edits: the snapshot that it was when they began, and its rows in words."""

    snapshot: str
    rows: pd.DataFrame


def show(who: Reader, bar: DeltaGenerator) -> None:
    """A register as a table, the reason, and the save."""
    if not open_to_reader():
        return
    with bar:
        register = controls.switch(
            who,
            "register",
            REGISTERS,
            show=lambda each: who.t(f"agenda.register.{each}"),
            default=REGISTERS[0],
        )
    saved = st.session_state.pop(SAVED, "")
    if saved:
        st.success(
            who.t("agenda.edit.saved", snapshot=quoted(saved)), icon=":material/check_circle:"
        )
    heading.finding(who.t(f"agenda.register.{register}"), who.t(f"agenda.edit.{register}"))
    begun = _begun(who, register)
    edited = st.data_editor(
        begun.rows,
        num_rows="dynamic" if register == "target" else "add",
        hide_index=True,
        column_config={each.name: _config(who, each) for each in columns_of(register)},
        key=f"{EDITED}:{register}:{begun.snapshot}:editor",
    )
    if begun.snapshot != who.store.id:
        facts = {"before": quoted(begun.snapshot), "now": quoted(who.store.id)}
        st.warning(who.t("agenda.edit.moved", **facts), icon=":material/sync_problem:")
        st.button(who.t("agenda.edit.again"), on_click=_give_up, args=(register,))
        return
    _save(who, register, begun, edited)


def _begun(who: Reader, register: Register) -> Begun:
    """What is being edited; the published rows for whoever begins now."""
    key = f"{EDITED}:{register}"
    if key not in st.session_state:
        rows = who.store.register(register)
        for column in columns_of(register):
            if column.words is not None:
                known = who.catalog.agenda.of(column.words)
                names = {name: label.of(who.lang) for name, label in known.items()}
                rows[column.name] = rows[column.name].map(
                    lambda each, names=names: names.get(each, each)
                )
        st.session_state[key] = Begun(who.store.id, rows)
    return cast("Begun", st.session_state[key])


def _give_up(register: Register) -> None:
    """Forgets what was edited, to begin from what is published now."""
    st.session_state.pop(f"{EDITED}:{register}", None)


def _config(who: Reader, column: Column) -> ColumnConfig:
    label = head_of(column.name, who.lang)
    catalog = who.catalog
    if column.kind == "number":
        return st.column_config.NumberColumn(label, required=column.needed)
    options: list[str] = []
    if column.words is not None:
        options = [each.of(who.lang) for each in catalog.agenda.of(column.words).values()]
    elif column.kind == "indicator":
        options = list(catalog.indicators)
    elif column.kind == "area":
        options = [each.code for each in catalog.children(PROVINCE, "district")]
        options = [PROVINCE, *options]
    if options:
        return st.column_config.SelectboxColumn(label, options=options, required=column.needed)
    told_of = who.t("agenda.template.date") if column.kind == "date" else None
    return st.column_config.TextColumn(label, required=column.needed, help=told_of)


def _save(who: Reader, register: Register, begun: Begun, edited: pd.DataFrame) -> None:
    with st.form(f"{EDITED}:{register}:form", border=False, enter_to_submit=False):
        left, right = st.columns([2, 1], gap="xsmall")
        reason = left.text_input(who.t("steward.reason"), max_chars=LONGEST)
        name = right.text_input(
            who.t("steward.who"), max_chars=LONGEST, placeholder=who.t("steward.who.default")
        )
        asked = st.form_submit_button(who.t("agenda.edit.save"))
    if not asked:
        return
    if not reason.strip():
        st.warning(who.t("steward.no_reason"), icon=":material/edit:")
        return
    try:
        content = as_file(edited)
        found = examine([Incoming(f"{register}.csv", content)], who.where)
        if found.parent != begun.snapshot:
            st.rerun()
        if not _sound(who, found):
            return
        snapshot = keep(found, who.where, reason=reason.strip(), who=name.strip())
        publish_kept(snapshot, found, who.where, reason=reason.strip(), who=name.strip())
    except HppError as error:
        st.error(f"{told(error, who.lang)} {who.t('steward.unchanged')}", icon=":material/block:")
        return
    _give_up(register)
    st.session_state[SAVED] = snapshot.id
    st.rerun()


def _sound(who: Reader, found: Examination) -> bool:
    """Whether there is something to save; says what is wrong, or that nothing changed."""
    if found.errors:
        lines = [
            f"{each.place.words(who.lang)}: {each.fact(who.lang)} {each.hint(who.lang)}"
            for each in found.errors[:MOST]
        ]
        heading.sentences(who.t("agenda.edit.errors", count=len(found.errors)), lines)
        return False
    if not found.changes or found.difference is None:
        st.info(who.t("intake.nothing_new"), icon=":material/check:")
        return False
    heading.sentences(who.t("agenda.edit.changes"), words(who, found.difference))
    return True


def as_file(rows: pd.DataFrame) -> bytes:
    """Rows of the editor as the CSV that would have been handed in."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(rows.columns)
    for row in rows.itertuples(index=False):
        writer.writerow([_plain(each) for each in row])
    return file.getvalue().encode("utf-8-sig")


def _plain(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell)
