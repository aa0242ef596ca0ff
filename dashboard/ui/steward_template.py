"""An empty form for figures, as `hpp template` writes it: for whoever has no file yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from dashboard.catalog import PROVINCE, SOUTH, Catalog, Indicator, Level
from dashboard.ingest.template.lookup import Lookup
from dashboard.ingest.template.prefill import Wanted
from dashboard.ingest.template.workbook import workbook
from dashboard.ingest.vocabulary import load_vocabulary
from dashboard.settings import Places
from dashboard.text import Lang
from dashboard.ui import downloads
from dashboard.ui.reader import Reader

LEVELS: Final[tuple[Level, ...]] = ("district", "province")


def template(who: Reader) -> None:
    """Level and indicators, then the file; nothing is made before it is asked for."""
    fold = st.expander(who.t("steward.template"), on_change="rerun", key="steward:template:fold")
    if not fold.open:
        return
    with fold:
        level: Level = st.segmented_control(
            who.t("steward.template.level"),
            LEVELS,
            default="district",
            required=True,
            format_func=lambda each: who.t(f"level.{each}"),
            key="steward:template:level",
        )
        chosen = st.multiselect(
            who.t("steward.template.indicators"),
            [each.id for each in fillable(who.catalog, level)],
            format_func=lambda each: who.catalog.indicators[each].name.of(who.lang),
            placeholder=who.t("steward.template.choose"),
            key=f"steward:template:indicators:{level}",
        )
        downloads.button(
            who.t("steward.template.xlsx"),
            partial(form, who.where, chosen, level, who.lang),
            "template.xlsx",
            disabled=not chosen,
            key="steward:template:xlsx",
        )


def fillable(catalog: Catalog, level: Level) -> list[Indicator]:
    """The indicators that a publisher prints at a level: of the others every figure is computed."""
    return [
        each
        for each in catalog.indicators.values()
        if level in each.levels and (each.published or each.formula is None)
    ]


def form(where: Places, indicators: Sequence[str], level: Level, lang: Lang) -> bytes:
    """The workbook for our districts, or for the southern provinces."""
    words = load_vocabulary(where.catalog)
    lookup = Lookup(words)
    areas = words.catalog.children(PROVINCE if level == "district" else SOUTH, level)
    editions = dict.fromkeys(name for each in indicators for name in lookup.editions(each))
    wanted = Wanted(
        [words.catalog.indicators[each] for each in indicators], areas, editions=list(editions)
    )
    return workbook(wanted, lang)
