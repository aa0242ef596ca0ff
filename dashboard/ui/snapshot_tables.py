"""Snapshots, the journal of what was done to them, and what each of them changed: to be read."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.errors import HppError
from dashboard.snapshot import Snapshot, list_snapshots, open_snapshot
from dashboard.snapshot.acts import Act
from dashboard.snapshot.compare import Difference, difference
from dashboard.snapshot.journal import read_journal
from dashboard.snapshot.manifest import TakenFile
from dashboard.text import has_text
from dashboard.text.periods import moment
from dashboard.ui import heading
from dashboard.ui.difference import by_indicator, words
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame
from dashboard.ui.trouble import told

MOST_ACTS, SHORT_HASH = 500, 8


def snapshot_table(who: Reader) -> None:
    """What is published, since when and why; and what was published before."""
    published = who.store.snapshot
    table = pd.DataFrame(
        {
            "id": each.id,
            "published": each.id == published.id,
            "created": created(who, each),
            "reason": _reason(who, each.manifest.reason),
            "rows": each.manifest.files["observation"].rows,
        }
        for each in list_snapshots(who.where.snapshots)
    )
    show_frame(
        table,
        {
            "id": who.t("sources.snapshot"),
            "published": st.column_config.CheckboxColumn(who.t("sources.published")),
            "created": who.t("sources.created"),
            "reason": who.t("sources.reason"),
            "rows": st.column_config.NumberColumn(who.t("sources.rows"), format="localized"),
        },
        alt=who.t("sources.snapshots.alt"),
    )


def changes(who: Reader) -> None:
    """What a snapshot changed against the one that it was made from, in words."""
    found = {each.id: each for each in list_snapshots(who.where.snapshots)}
    later = [each for each in found.values() if each.manifest.parent in found]
    if not later:
        return
    heading.finding(who.t("sources.changes"), who.t("sources.changes.measure"))
    chosen = st.selectbox(
        who.t("sources.snapshot"),
        later,
        format_func=lambda each: f"{each.id} · {created(who, each)}",
        key=f"{who.page}:changes",
        label_visibility="collapsed",
        width=420,
    )
    try:
        told_changes(who, chosen)
    except HppError as error:
        st.warning(told(error, who.lang), icon=":material/warning:")


def told_changes(who: Reader, snapshot: Snapshot) -> None:
    """The difference to its parent.

    Raises:
        HppError: the parent is gone or damaged.
    """
    parent = snapshot.manifest.parent
    before = open_snapshot(who.where.snapshots, parent)
    found = between(before, snapshot)
    heading.sentences(who.t("sources.changes.against", id=parent), words(who, found))
    if len(found.rows):
        by_indicator(who, found)


def journal_table(who: Reader) -> None:
    """Who did what, when, from which files and why; the latest first."""
    heading.finding(who.t("sources.journal"), who.t("sources.journal.measure"))
    try:
        journal = read_journal(who.where.snapshots)
    except HppError as error:
        st.warning(told(error, who.lang), icon=":material/warning:")
        return
    if journal.damaged_lines:
        heading.small([who.t("sources.journal.damaged", count=len(journal.damaged_lines))])
    acts = list(reversed(journal.acts))[:MOST_ACTS]
    if not acts:
        heading.small([who.t("sources.journal.empty")])
        return
    table = pd.DataFrame([_act(who, each) for each in acts])
    texts = st.column_config.TextColumn
    show_frame(
        table,
        {
            "when": who.t("sources.journal.when"),
            "who": who.t("sources.journal.who"),
            "what": who.t("sources.journal.what"),
            "state": who.t("sources.journal.state"),
            "snapshot": who.t("sources.snapshot"),
            "over": who.t("sources.journal.over"),
            "files": texts(who.t("sources.journal.files"), width="medium"),
            "reason": texts(who.t("sources.reason"), width="large"),
        },
        alt=who.t("sources.journal"),
        key=f"{who.page}:journal",
    )


def created(who: Reader, snapshot: Snapshot) -> str:
    """When a snapshot was made."""
    return moment(datetime.fromisoformat(snapshot.manifest.created), who.lang, who.style)


def _act(who: Reader, act: Act) -> dict[str, str]:
    return {
        "when": moment(datetime.fromisoformat(act.when), who.lang, who.style),
        "who": act.who,
        "what": who.t(f"sources.journal.what.{act.what}"),
        "state": who.t(f"sources.journal.state.{act.state}"),
        "snapshot": act.snapshot,
        "over": act.over,
        "files": ", ".join(map(_file, act.files)),
        "reason": _reason(who, act.reason),
    }


def _file(file: TakenFile) -> str:
    return f"{file.name} ({file.sha256[:SHORT_HASH]})"


def _reason(who: Reader, reason: str) -> str:
    key = f"sources.reason.{reason}"
    return who.t(key) if has_text(key) else reason


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Snapshot: lambda each: each.id})
def between(before: Snapshot, after: Snapshot) -> Difference:
    """Snapshots never change, so neither does what differs between two of them."""
    return difference(before, after)
