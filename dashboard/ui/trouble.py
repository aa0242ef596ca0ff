"""What a reader sees when something fails: a sentence and an id, never a traceback."""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from dashboard.errors import HppError
from dashboard.text import Lang, t
from dashboard.ui import state

logger = logging.getLogger(__name__)


def apologise(error: Exception) -> bool:
    """Shows an error in the reader's language; says that it has been dealt with."""
    lang: Lang = "en" if st.session_state.get("app:lang") == "en" else "th"
    if isinstance(error, HppError):
        st.error(error.fact(lang), title=None, icon=":material/error:")
        if error.hint(lang):
            st.caption(error.hint(lang))
        return True
    code = f"E-{uuid.uuid4().hex[:6].upper()}"
    logger.error("%s", code, exc_info=error)
    st.error(t("trouble.unexpected", lang, code=code), icon=":material/error:")
    return True


def say_dropped(lang: Lang) -> None:
    """One notice that names every parameter of the address that was not used."""
    parts = [f"{each.name}={each.value[:40]}" for each in state.dropped()]
    if parts:
        st.info(t("notice.dropped", lang, what=", ".join(parts)), icon=":material/link_off:")


def say_trouble(lang: Lang, trouble: HppError | None) -> None:
    """A banner when the newest snapshot or catalogue had to be refused."""
    if trouble is not None:
        st.warning(
            f"{t('notice.last_good', lang)} {trouble.fact(lang)} {trouble.hint(lang)}",
            icon=":material/warning:",
        )
