"""Who reads: language, era, light or dark, and the figures and words at hand for this run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.catalog import Catalog
from dashboard.charts.template import Mode
from dashboard.settings import Places
from dashboard.store import Store
from dashboard.text import LANGS, YEAR_STYLES, Lang, YearStyle, t
from dashboard.text.periods import long_period, period_range, short_period
from dashboard.ui import address, state


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that a page needs to know about its reader and its figures.

    `edition` tells snapshot and catalogue apart from others; what is shared is kept under it.
    """

    page: str
    lang: Lang
    style: YearStyle
    mode: Mode
    edition: str
    store: Store
    catalog: Catalog
    levels: Mapping[str, frozenset[str]]
    where: Places
    pages: Mapping[str, Any]

    def t(self, key: str, **facts: object) -> str:
        """A message in the reader's language."""
        return t(key, self.lang, **facts)

    def area(self, code: str) -> str:
        """The name of an area."""
        return self.catalog.areas[code].name.of(self.lang)

    def edition_words(self, edition: str) -> str:
        """An edition in words; one that the catalogue does not know, as it is."""
        known = self.catalog.editions.get(edition)
        return known.of(self.lang) if known else edition

    def period(self, period: str) -> str:
        """A period for sentences."""
        return long_period(period, self.lang, self.style)

    def short_period(self, period: str) -> str:
        """A period for axes and heads of columns."""
        return short_period(period, self.style)

    def query(self, parameters: Mapping[str, str]) -> dict[str, str]:
        """Parameters of a link inside the product, language and era carried along."""
        lang = {} if self.lang == LANG else {"lang": self.lang}
        era = {} if self.style == ERAS[self.lang] else {"era": self.style}
        return {**parameters, **lang, **era}

    def span(self, first: str, last: str) -> str:
        """Two periods as a range."""
        return period_range(first, last, self.style)


LANG: Lang = "th"
PAGE = "app:page"
CARRIED = "app:carried"
ERAS: dict[Lang, YearStyle] = {"th": "be", "en": "ce"}

_reader: ContextVar[Reader] = ContextVar("reader")


def reader() -> Reader:
    """The reader of the page that runs now."""
    return _reader.get()


@contextmanager
def reading(who: Reader) -> Iterator[None]:
    """Makes `who` the reader while a page runs."""
    token = _reader.set(who)
    try:
        yield
    finally:
        _reader.reset(token)


def language() -> tuple[Lang, YearStyle]:
    """Language and era: Thai with พ.ศ. unless the address says otherwise, English with CE.

    Moving to another page empties the address, so the session's choice is carried over and
    written back. The empty address stays a step of the browser's; Back to it means the same.
    """
    _carry()
    lang: Lang = st.session_state[state.pull("app", "lang", LANGS, LANG)]
    style: YearStyle = st.session_state[state.pull("app", "era", YEAR_STYLES, ERAS[lang])]
    state.push("app", "lang", LANG)
    state.push("app", "era", ERAS[lang])
    if (lang, style) == (LANG, ERAS[LANG]):
        st.session_state[CARRIED].discard(_asked_page())
    return lang, style


def _carry() -> None:
    carried: set[str] = st.session_state.setdefault(CARRIED, set())
    page = _asked_page()
    if address.asked() or not page:
        return
    if page != st.session_state.get(PAGE):
        carried.add(page)
    if page in carried:
        for name in ("lang", "era"):
            st.session_state[f"address:app:{name}"] = None


def _asked_page() -> str:
    """The page that a run is asked for, before the menu is made; "" where only its name is."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def arrived() -> None:
    """Remembers which page is shown, once the menu has told."""
    context = get_script_run_ctx()
    if context is not None:
        st.session_state[PAGE] = context.pages_manager.current_page_script_hash


def switches(who: Reader) -> None:
    """The two switches beside the title: the other language, the other era."""
    lang: Lang = "en" if who.lang == "th" else "th"
    era: YearStyle = "ce" if who.style == "be" else "be"
    with st.container(horizontal=True, width="content", gap="small"):
        for name, value in (("lang", lang), ("era", era)):
            st.button(
                who.t(f"switch.{value}"),
                key=f"switch:{name}",
                type="tertiary",
                on_click=st.session_state.__setitem__,
                args=(f"app:{name}", value),
            )


def mode() -> Mode:
    """Light or dark, as the reader's browser shows the page."""
    return "dark" if st.context.theme.type == "dark" else "light"
