"""Fifth step: every snapshot that is kept, going back to one of them, and the journal."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.errors import HppError
from dashboard.snapshot import Snapshot, list_snapshots, open_snapshot, publish
from dashboard.ui import difference, heading
from dashboard.ui.reader import Reader
from dashboard.ui.snapshot_tables import between, created, journal_table, snapshot_table
from dashboard.ui.steward_desk import Deed, Desk, Done
from dashboard.ui.steward_publish import ask_why, confirm
from dashboard.ui.trouble import told

WIDTH = 420


def snapshots_step(who: Reader, desk: Desk) -> None:
    """The table, the form to publish another one, and what was done so far."""
    heading.finding(who.t("steward.snapshots"), who.t("steward.snapshots.measure"))
    snapshot_table(who)
    others = [each for each in list_snapshots(who.where.snapshots) if each.id != who.store.id]
    if others:
        _publish_another(who, desk, others)
    else:
        heading.small([who.t("steward.other.none")])
    journal_table(who)


def _publish_another(who: Reader, desk: Desk, others: Sequence[Snapshot]) -> None:
    before = who.store.snapshot.manifest.parent
    ids = [each.id for each in others]
    names = {each.id: _name(who, each, before) for each in others}
    chosen = st.selectbox(
        who.t("steward.other"),
        ids,
        # What `hpp rollback` goes back to; without it, a person chooses.
        index=ids.index(before) if before in ids else None,
        placeholder=who.t("steward.other.placeholder"),
        format_func=names.__getitem__,
        key=f"steward:other:{who.store.id}",
        width=WIDTH,
    )
    signed = ask_why(who, desk, "publish", who.t("steward.other.review"))
    if signed is not None and chosen is not None:
        desk.ask(Deed("publish", chosen, *signed))
    elif signed is not None:
        st.warning(who.t("steward.other.choose"), icon=":material/edit:")
    if desk.deed is not None and desk.deed.act == "publish":
        _what_changes(who, desk.deed.snapshot)
    confirm(who, desk, "publish", lambda deed: _publish(who, deed))


def _what_changes(who: Reader, snapshot: str) -> None:
    """What readers would see change: by kind in words, by indicator as a table."""
    try:
        chosen = open_snapshot(who.where.snapshots, snapshot)
        found = between(who.store.snapshot, chosen)
    except HppError as error:
        st.warning(told(error, who.lang), icon=":material/warning:")
        return
    headline = who.t("steward.other.difference", id=snapshot, now=who.store.id)
    heading.sentences(headline, difference.words(who, found))
    if len(found.rows):
        difference.by_indicator(who, found, key="steward:other:by_indicator")


def _name(who: Reader, snapshot: Snapshot, before: str) -> str:
    key = "before" if snapshot.id == before else "option"
    return who.t(f"steward.other.{key}", id=snapshot.id, created=created(who, snapshot))


def _publish(who: Reader, deed: Deed) -> Done:
    """Goes on to a snapshot made from the present one, or back to any other.

    Not if something else was published since the reader was shown what is.
    """
    chosen = open_snapshot(who.where.snapshots, deed.snapshot)
    made_from_present = chosen.manifest.parent == who.store.id
    publish(
        who.where.snapshots,
        deed.snapshot,
        over=who.store.id,
        what="publish" if made_from_present else "rollback",
        who=deed.who,
        reason=deed.reason,
    )
    return Done("publish", deed.snapshot, who.store.id)
