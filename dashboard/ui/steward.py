"""The steward's page from top to bottom; each step shows when the one before it has something."""

from __future__ import annotations

import streamlit as st

from dashboard.ingest.intake import Examination
from dashboard.ui import difference, heading, steward_figures
from dashboard.ui.reader import Reader
from dashboard.ui.steward_desk import Desk, desk
from dashboard.ui.steward_map import change_map
from dashboard.ui.steward_publish import again, publish_step
from dashboard.ui.steward_report import report
from dashboard.ui.steward_snapshots import snapshots_step
from dashboard.ui.steward_upload import upload
from dashboard.ui.trouble import quoted, told


def show(who: Reader) -> None:
    """The five steps."""
    mine = desk()
    _say_done(who, mine)
    upload(who, mine)
    if mine.thrown_away:
        _say_thrown_away(who, mine)
    if mine.trouble is not None:
        st.error(told(mine.trouble, who.lang), icon=":material/error:")
        again(who, mine)
    found = mine.examination
    if found is not None:
        report(who, found)
        if found.changes:
            _difference(who, found)
        publish_step(who, mine, found)
    snapshots_step(who, mine)


def _say_done(who: Reader, mine: Desk) -> None:
    if mine.done is not None:
        act, snapshot, before = mine.done
        facts = {"snapshot": quoted(snapshot), "before": quoted(before)}
        st.success(who.t(f"steward.done.{act}", **facts), icon=":material/check_circle:")


def _say_thrown_away(who: Reader, mine: Desk) -> None:
    told_of = [who.t("steward.thrown_away")]
    if mine.examination is not None and len(mine.examination.files) > 1:
        told_of.append(who.t("steward.thrown_away.others"))
    st.warning(" ".join(told_of), icon=":material/delete:")


def _difference(who: Reader, found: Examination) -> None:
    """Sentences and the table at the left, the map at the right."""
    if found.difference is None or found.candidate is None:
        return
    headline = who.t("steward.difference", id=found.parent)
    left, right = st.columns([14, 9], gap="medium")
    with left:
        heading.sentences(headline, difference.words(who, found.difference))
        difference.by_indicator(who, found.difference)
    with right:
        change_map(who, found.difference)
    after = found.candidate.observations
    steward_figures.figures(who, found.difference, after, found.refused)
