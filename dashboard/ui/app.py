"""The router, run for every reader and every change: words, figures, navigation, then the page."""

from __future__ import annotations

import streamlit as st

from dashboard.settings import PACKAGE, places
from dashboard.ui import heading, state
from dashboard.ui.engine import engine
from dashboard.ui.navigation import leave_desk, pages
from dashboard.ui.reader import Reader, arrived, language, mode, reading
from dashboard.ui.trouble import say_dropped, say_trouble
from dashboard.ui.warm_up import settle

STATIC = PACKAGE / "ui" / "static"

where = places()
state.begin()
lang, style = language()
st.set_page_config(layout="wide", page_icon=str(STATIC / "icon.png"))
st.logo(STATIC / f"logo-{lang}-{mode()}.png", size="large")
heading.look()

shared = engine(where)
offered = pages(where, lang)
page = st.navigation(list(offered.values()), position="top")
arrived()
leave_desk(page)
notices = st.container()
catalog = shared.catalog()
with shared.figures() as store:
    who = Reader(
        page=page.url_path or "overview",
        lang=lang,
        style=style,
        mode=mode(),
        edition=shared.edition(store),
        store=store,
        catalog=catalog,
        levels=shared.levels(store),
        where=where,
        pages=offered,
    )
    with notices:
        say_trouble(who.lang, shared.trouble)
    with reading(who):
        page.run()
    with notices:
        say_dropped(who)
state.commit()
settle()
