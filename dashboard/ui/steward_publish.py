"""Fourth step: why and who, then a second look, then the files are what everybody sees."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

import streamlit as st

from dashboard.errors import HppError
from dashboard.ingest.intake import Examination, keep, publish_kept
from dashboard.ui import heading
from dashboard.ui.reader import Reader
from dashboard.ui.steward_desk import Act, Deed, Desk, Done
from dashboard.ui.steward_verdict import kind as verdict_kind
from dashboard.ui.trouble import quoted, told

LONGEST = 500


class Signed(NamedTuple):
    """What a person says with a deed."""

    reason: str
    who: str


def publish_step(who: Reader, desk: Desk, found: Examination) -> None:
    """Reason and name, the confirmation, and what stands in the way."""
    heading.finding(who.t("steward.publish"), who.t("steward.publish.measure"))
    answer = verdict_kind(found, who.store.id)
    if answer in {"errors", "refused", "empty"}:
        heading.small([who.t("steward.step.cannot")])
    elif answer == "same":
        heading.small([who.t("steward.step.nothing")])
    elif answer == "moved":
        again(who, desk)
    else:
        signed = ask_why(who, desk, "take_in", who.t("steward.review"))
        if signed is not None:
            desk.ask(Deed("take_in", "", *signed))
        confirm(who, desk, "take_in", lambda deed: _take_in(who, desk, found, deed))


def _take_in(who: Reader, desk: Desk, found: Examination, deed: Deed) -> Done:
    """Writes and publishes; the files have then done their duty."""
    snapshot = keep(found, who.where, reason=deed.reason, who=deed.who)
    publish_kept(snapshot, found, who.where, reason=deed.reason, who=deed.who)
    desk.put_away()
    return Done("take_in", snapshot.id, found.parent)


def again(who: Reader, desk: Desk) -> None:
    """Offers to examine the files that are there once more."""
    st.button(who.t("steward.again"), key="steward:again", on_click=desk.clear)


def ask_why(who: Reader, desk: Desk, act: Act, submit: str) -> Signed | None:
    """The form for reason and name; what it says once it is handed in with a reason."""
    with st.form(f"steward:{act}:form", border=False, enter_to_submit=False):
        left, right = st.columns([2, 1], gap="xsmall")
        reason = left.text_input(
            who.t("steward.reason"), max_chars=LONGEST, key=f"steward:{act}:reason:{desk.deeds}"
        )
        name = right.text_input(
            who.t("steward.who"),
            max_chars=LONGEST,
            key=f"steward:{act}:who:{desk.deeds}",
            placeholder=who.t("steward.who.default"),
        )
        asked = st.form_submit_button(submit)
    if not asked:
        return None
    if not reason.strip():
        st.warning(who.t("steward.no_reason"), icon=":material/edit:")
        return None
    return Signed(reason.strip(), name.strip())


def confirm(who: Reader, desk: Desk, act: Act, work: Callable[[Deed], Done]) -> None:
    """The second look at what is about to happen, and why the last attempt failed."""
    deed = desk.deed
    if deed is not None and deed.act == act:
        with st.container(border=True, gap="xsmall"):
            snapshots = {"now": quoted(who.store.id), "snapshot": quoted(deed.snapshot)}
            st.markdown(who.t(f"steward.about.{act}", **snapshots))
            heading.small([escape(who.t("steward.said", reason=deed.reason))])
            with st.container(horizontal=True, gap="xsmall"):
                agreed = st.button(who.t("steward.confirm"), key=f"steward:{act}:yes")
                st.button(who.t("steward.cancel"), key=f"steward:{act}:no", on_click=desk.cancel)
            if agreed:
                with st.spinner(who.t("steward.working")):
                    desk.do(work)
                st.rerun()
    if desk.refusal is not None and desk.refusal[0] == act:
        say_refused(who, desk.refusal[1])


def say_refused(who: Reader, error: HppError) -> None:
    """Why nothing was published, and that nothing is lost."""
    st.error(f"{told(error, who.lang)} {who.t('steward.unchanged')}", icon=":material/block:")
