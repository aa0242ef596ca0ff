"""What a reader sees when something fails: a sentence and an id, never a traceback.

These boxes read Markdown. What comes from an address or a file is quoted, so that it stays text.
"""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from dashboard.errors import HppError
from dashboard.text import Lang, t
from dashboard.ui import state

logger = logging.getLogger(__name__)

LONGEST = 60


def apologise(error: Exception) -> bool:
    """Shows an error in the reader's language; says that it has been dealt with."""
    lang: Lang = "en" if st.session_state.get("app:lang") == "en" else "th"
    if isinstance(error, HppError):
        st.error(told(error, lang), icon=":material/error:")
        return True
    code = f"E-{uuid.uuid4().hex[:6].upper()}"
    logger.error("%s", code, exc_info=error)
    st.error(t("trouble.unexpected", lang, code=code), icon=":material/error:")
    return True


def say_dropped(lang: Lang) -> None:
    """One notice that names every parameter of the address that was not used."""
    parts = [quoted(f"{each.name}={each.value}") for each in state.dropped()]
    if parts:
        st.info(t("notice.dropped", lang, what=", ".join(parts)), icon=":material/link_off:")


def say_trouble(lang: Lang, trouble: HppError | None) -> None:
    """A banner when the newest snapshot or catalogue had to be refused."""
    if trouble is not None:
        words = f"{t('notice.last_good', lang)} {told(trouble, lang)}"
        st.warning(words, icon=":material/warning:")


def quoted(text: str) -> str:
    """Text as Markdown code, cut to a readable length: nothing inside means anything."""
    plain = "".join(each if each.isprintable() and each != "`" else " " for each in text).strip()
    shown = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
    return f"`{shown}`"


def told(error: HppError, lang: Lang) -> str:
    """Fact and hint with whatever Markdown would read as its own escaped."""
    text = f"{error.fact(lang)} {error.hint(lang)}".strip()
    return "".join(f"\\{each}" if each in "\\`*_[]<>#$~|:!" else each for each in text)
