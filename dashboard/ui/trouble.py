"""What a reader sees when something fails: a sentence and an id, never a traceback.

These boxes read Markdown. What comes from an address or a file is quoted, so that it stays text.
"""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from dashboard.errors import HppError
from dashboard.text import Lang, t
from dashboard.ui import state, unused
from dashboard.ui.reader import Reader

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


def say_dropped(who: Reader) -> None:
    """One notice that names every parameter of the address that was not used, and why."""
    dropped = state.dropped()
    reasons = {each: unused.why(who, each, dropped) for each in dropped}
    names = {each: quoted(f"{each.name}={each.value}") for each in dropped}
    unknown = ", ".join(names[each] for each in dropped if not reasons[each])
    lines = [who.t("notice.dropped", what=unknown)] if unknown else []
    for each, reason in reasons.items():
        if reason:
            lines.append(f"{names[each]}: {escaped(reason)}")
    if lines:
        st.info("\n\n".join(lines), icon=":material/link_off:")


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
    return escaped(f"{error.fact(lang)} {error.hint(lang)}".strip())


def escaped(text: str) -> str:
    """Words in which Markdown finds nothing of its own."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#$~|:!" else each for each in text)
