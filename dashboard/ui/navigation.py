"""The pages in the order of the menu; each is a script in `pages/` and an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.settings import Places
from dashboard.text import Lang, t
from dashboard.ui.door import open_to_reader
from dashboard.ui.steward_desk import leave

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

NAMES = ("overview", "districts", "provinces", "trends", "poverty", "agenda", "sources")
STEWARD = "steward"


def pages(where: Places, lang: Lang) -> dict[str, StreamlitPage]:
    """Every page by name, titled in the reader's language; the first answers at `/`.

    The page for handing in files is there only for those who may.
    """
    return {
        name: st.Page(
            where.pages / f"{name}.py",
            title=t(f"nav.{name}", lang),
            url_path=name,
            default=name == NAMES[0],
        )
        for name in (*NAMES, *([STEWARD] if open_to_reader() else []))
    }


def leave_desk(page: StreamlitPage) -> None:
    """Clears the steward's desk when its reader is on another page: no file stays behind."""
    if page.url_path != STEWARD:
        leave()
