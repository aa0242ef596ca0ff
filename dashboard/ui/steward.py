"""The steward's page from top to bottom; each step is told in its order."""

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
from dashboard.ui.steward_verdict import verdict
from dashboard.ui.trouble import quoted, told


def show(who: Reader) -> None:
    """The five steps, always all of them: one that does not apply says so in a line."""
    mine = desk()
    _say_done(who, mine)
    upload(who, mine)
    if mine.thrown_away:
        _say_thrown_away(who, mine)
    found = mine.examination
    if found is None:
        if mine.trouble is not None:
            st.error(told(mine.trouble, who.lang), icon=":material/error:")
            again(who, mine)
        _nothing_yet(who, mine)
    else:
        verdict(who, found)
        report(who, found)
        _difference(who, found)
        publish_step(who, mine, found)
    snapshots_step(who, mine)


def _nothing_yet(who: Reader, mine: Desk) -> None:
    """Steps 2 to 4 without files, or with files that could not be examined."""
    why = who.t(f"steward.step.{'no_files' if mine.trouble is None else 'not_examined'}")
    for step in ("report.none", "difference.none", "publish"):
        heading.finding(who.t(f"steward.{step}"), why)


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
    """Sentences and the table at the left, the map at the right; below them the figures."""
    if found.difference is None or found.candidate is None or not found.changes:
        heading.finding(who.t("steward.difference.none"), who.t(f"steward.step.{_why_none(found)}"))
        return
    headline = who.t("steward.difference", id=found.parent)
    if found.difference.rows.empty:
        heading.sentences(headline, difference.words(who, found.difference))
        return
    after = found.candidate.observations
    left, right = st.columns([14, 9], gap="medium")
    with left:
        heading.sentences(headline, difference.words(who, found.difference, after))
        if len(found.difference.rows):
            difference.by_indicator(who, found.difference)
    with right:
        change_map(who, found.difference)
    steward_figures.figures(who, found.difference, after, found.refused)


def _why_none(found: Examination) -> str:
    """Why there is no difference to show."""
    if found.errors:
        return "errors"
    return "uncompared" if found.refusal is not None else "same"
