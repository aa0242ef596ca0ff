"""The sources page: the catalogue, one page per indicator, publications, coverage, snapshots."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import licence_words
from dashboard.catalog import LEVELS, Indicator
from dashboard.geo import attribution
from dashboard.ui import downloads, heading, snapshot_tables
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

PARTS = ("catalogue", "publications", "coverage", "snapshots")


def whole_catalogue(who: Reader) -> None:
    """Every indicator that has figures, by domain, each linked to its own page."""
    shown = [each for each in who.catalog.indicators.values() if each.id in who.levels]
    shown.sort(key=lambda each: each.domain.order)
    table = pd.DataFrame(
        {
            "page": [f"sources?{_query(who, each.id)}" for each in shown],
            "id": [each.id for each in shown],
            "name": [each.name.of(who.lang) for each in shown],
            "domain": [each.domain.name.of(who.lang) for each in shown],
            "unit": [each.unit.name.of(who.lang) for each in shown],
            "finest": [_finest(who, each.id) for each in shown],
            "publisher": [_publishers(who, each) for each in shown],
            "computed": [each.formula is not None and not each.published for each in shown],
        }
    ).astype(dict.fromkeys(("domain", "unit", "finest", "publisher"), "category"))
    link = st.column_config.LinkColumn(
        who.t("sources.page"), display_text=who.t("sources.open"), width="small"
    )
    heads: dict[str, ColumnConfig | str] = {
        "name": st.column_config.TextColumn(who.t("control.ind"), width="large"),
        "domain": who.t("sources.domain"),
        "unit": who.t("sources.unit"),
        "finest": who.t("sources.finest"),
        "publisher": who.t("sources.publisher"),
        "computed": st.column_config.CheckboxColumn(who.t("state.computed")),
    }
    heading.small([who.t("sources.count", count=len(shown))])
    st.dataframe(
        table.drop(columns="id"),
        hide_index=True,
        height=520,
        column_config={"page": link, **heads},
        alt=who.t("sources.catalogue.alt"),
    )
    downloads.listed(who, table, {"id": who.t("indicator.id"), **heads}, stem="indicators")


def publications(who: Reader) -> None:
    """Every data set: who published it, which edition, under which terms."""
    sets = list(who.catalog.data_sets.values())
    table = pd.DataFrame(
        {
            "publisher": [each.publisher.short.of(who.lang) for each in sets],
            "title": [each.title.of(who.lang) for each in sets],
            "edition": [each.edition.of(who.lang) for each in sets],
            "period": [each.period.of(who.lang) for each in sets],
            "licence": [licence_words(each.licence, who.lang) for each in sets],
            "url": [each.url for each in sets],
        }
    )
    heads: dict[str, ColumnConfig | str] = {
        "publisher": who.t("sources.publisher"),
        "title": st.column_config.TextColumn(who.t("sources.title_of"), width="large"),
        "edition": who.t("table.edition"),
        "period": who.t("table.period"),
        "licence": who.t("sources.licence"),
        "url": st.column_config.LinkColumn(who.t("sources.address")),
    }
    show_frame(table, highest=None, columns=heads, alt=who.t("sources.publications.alt"))
    downloads.listed(who, table, heads, stem="publications")
    heading.finding(who.t("geo.boundaries"))
    heading.small([escape(attribution(who.lang))])


def coverage(who: Reader) -> None:
    """How many areas have a figure: indicator by year, for the level that is chosen."""
    level = st.segmented_control(
        who.t("control.level"),
        ("province", "district"),
        default="province",
        required=True,
        format_func=lambda each: who.t(f"level.{each}"),
        key="sources:coverage:level",
        label_visibility="collapsed",
    )
    rows = who.store.coverage()
    rows = rows[rows["level"] == level]
    rows = rows.assign(year=rows["time_period"].str[:4].astype(int))
    matrix = rows.pivot_table(index="indicator", columns="year", values="values", aggfunc="max")
    order = [each for each in who.catalog.indicators if each in matrix.index]
    matrix = matrix.loc[order].astype("Int64")
    matrix = matrix[sorted(matrix.columns, reverse=True)]
    matrix.columns = [who.short_period(str(year)) for year in matrix.columns]
    names = [who.catalog.indicators[each].short.of(who.lang) for each in order]
    matrix.insert(0, "name", names)
    heading.small([who.t("sources.coverage.read")])
    st.dataframe(
        matrix,
        hide_index=True,
        height=520,
        column_config={
            "name": st.column_config.TextColumn(who.t("control.ind"), pinned=True, width="medium")
        },
        placeholder="",
        alt=who.t("sources.coverage.alt"),
    )
    years = {str(each): str(each) for each in matrix.columns if each != "name"}
    heads = {"name": who.t("control.ind"), **years}
    downloads.listed(who, matrix, heads, stem=f"coverage_{level}")


def snapshots(who: Reader) -> None:
    """What is and was published, what each snapshot changed, and who did what."""
    snapshot_tables.snapshot_table(who)
    snapshot_tables.changes(who)
    snapshot_tables.journal_table(who)


def _query(who: Reader, indicator: str) -> str:
    return "&".join(f"{name}={value}" for name, value in who.query({"ind": indicator}).items())


def _finest(who: Reader, indicator: str) -> str:
    """The smallest areas with figures; the larger ones are on the indicator's own page."""
    return who.t(f"level.{max(who.levels[indicator], key=LEVELS.index)}")


def _publishers(who: Reader, indicator: Indicator) -> str:
    names = dict.fromkeys(each.publisher.short.of(who.lang) for each in indicator.data_sets)
    return ", ".join(names)
