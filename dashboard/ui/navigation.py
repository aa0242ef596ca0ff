"""The pages in the order of the menu; each is a script in `pages/` and an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.settings import Places
from dashboard.text import Lang, t

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

NAMES = ("overview", "districts", "provinces", "trends", "sources")


def pages(where: Places, lang: Lang) -> dict[str, StreamlitPage]:
    """Every page by name, titled in the reader's language; the first answers at `/`."""
    return {
        name: st.Page(
            where.pages / f"{name}.py",
            title=t(f"nav.{name}", lang),
            url_path=name,
            default=name == NAMES[0],
        )
        for name in NAMES
    }
